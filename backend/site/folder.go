package site

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"secondstory/backend/debrief"
)

// enter opens the folder of the site: nothing outside it is read or written, whatever
// links lead out of it. It is nil when there is none.
func (p *publisher) enter() (err error) {
	for _, apart := range p.Apart {
		if isWithin(apart, p.Dir) {
			return debrief.Errorf(debrief.CodeSiteLibrary, "path", p.Dir)
		}
	}
	p.root, err = os.OpenRoot(p.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		p.root = nil
		return nil
	}
	if err != nil {
		return p.failed(err)
	}
	return p.refuse()
}

// claim makes the folder when there is none.
func (p *publisher) claim() (err error) {
	if p.root != nil {
		return nil
	}
	if err := os.MkdirAll(p.Dir, 0o755); err != nil { //nolint:gosec // a site is for others to read
		return p.failed(err)
	}
	if p.root, err = os.OpenRoot(p.Dir); err != nil {
		return p.failed(err)
	}
	return nil
}

func (p *publisher) leave() {
	if p.root != nil {
		_ = p.root.Close()
	}
}

// isWithin says whether a path is in a folder, or is it, also by a link.
func isWithin(name, dir string) bool {
	rel, err := filepath.Rel(followed(dir), followed(name))
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// followed is a path without links, as far as there is such a file.
func followed(name string) string {
	if abs, err := filepath.Abs(name); err == nil {
		name = abs
	}
	if there, err := filepath.EvalSymlinks(name); err == nil {
		return there
	}
	if parent := filepath.Dir(name); parent != name {
		return filepath.Join(followed(parent), filepath.Base(name))
	}
	return name
}

// isFile says whether something can be read and ends: opening a pipe waits for whoever
// writes into it. What a synchroniser keeps elsewhere is called irregular on Windows.
func isFile(info fs.FileInfo) bool { return info.Mode().Type()&^fs.ModeIrregular == 0 }

// How many bytes are read at most of a file that anybody may have put there: of what a
// debrief's folder or the site says of itself, of a file of an index, and of a page.
const (
	mostSaid    = 1 << 20
	mostIndexed = 8 << 20
	mostShown   = 1 << 30
)

var (
	errNoFile   = errors.New("this is no file of the site's")
	errNoFolder = errors.New("this is no folder")
)

// load reads a file of at most so many bytes.
func load(root *os.Root, name string, most int64) ([]byte, error) {
	info, err := root.Stat(name)
	if err != nil {
		return nil, err
	}
	if !isFile(info) || info.Size() > most {
		return nil, fmt.Errorf("read %s: %w", name, errNoFile)
	}
	return root.ReadFile(name)
}

// staging is where a publisher writes a file before it is put in its place. A file that
// was cut short there is never seen, and is gone with the next one.
func (p *publisher) staging() string { return path.Join(p.findDir(), ".writing") }

// write puts a file in its place as a whole, and makes its folder. It does not wait
// for the disk: a site is made again in a minute, and what a power cut shortens is
// found by its size.
func (p *publisher) write(name string, data []byte) error {
	err := p.within(p.staging(), func() error { return p.stage(data) })
	if err == nil {
		err = p.within(name, func() error { return p.root.Rename(p.staging(), name) })
	}
	if err != nil {
		_ = p.root.Remove(p.staging())
		return fmt.Errorf("write file: %w", err)
	}
	p.out.Files++
	return nil
}

// within does something with a file, after making its folder when there is none: most
// often there is one, and others may take it away at any time.
func (p *publisher) within(name string, do func() error) error {
	err := do()
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := p.root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	return do()
}

func (p *publisher) stage(data []byte) error {
	create := func() (*os.File, error) {
		return p.root.OpenFile(p.staging(), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	}
	f, err := create()
	if errors.Is(err, fs.ErrExist) { // of one that was cut short
		if err := p.root.Remove(p.staging()); err != nil {
			return err
		}
		f, err = create()
	}
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Chmod(0o644), f.Close())
}

// renew writes files unless they say just that already, and none over a file of somebody
// else.
func (p *publisher) renew(files map[string][]byte) error {
	names := slices.Sorted(maps.Keys(files))
	same := make([]bool, len(names))
	spread(len(names), func(i int) {
		was, err := load(p.root, names[i], int64(len(files[names[i]])))
		same[i] = err == nil && bytes.Equal(was, files[names[i]])
	})
	for i, name := range names {
		if same[i] {
			continue
		}
		if err := p.spare(name); err != nil {
			return err
		}
		if err := p.write(name, files[name]); err != nil {
			return err
		}
	}
	return nil
}

// names are what is in a folder, in their order; of one that is not there, nothing.
func (p *publisher) names(dir string) ([]string, error) {
	info, err := p.root.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil && !info.IsDir() {
		err = fmt.Errorf("%s: %w", dir, errNoFolder)
	}
	if err != nil {
		return nil, fmt.Errorf("open folder: %w", err)
	}
	f, err := p.root.Open(dir)
	if errors.Is(err, fs.ErrNotExist) { // gone just now
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("open folder: %w", err)
	}
	defer func() { _ = f.Close() }()
	out, err := f.Readdirnames(-1)
	if err != nil {
		return nil, fmt.Errorf("read folder: %w", err)
	}
	slices.Sort(out)
	return out, nil
}
