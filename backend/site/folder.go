package site

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"secondstory/backend/debrief"
)

// made stands in every file outside the debriefs' own folders that the package wrote:
// a file without it is somebody else's.
const made = "Second Story"

// markBytes is how much of a file is looked at for the mark.
const markBytes = 1024

// top are the files that stand in the site's root.
var top = []string{pageFile, styleFile, scriptFile, feedFile}

// claim makes the folder, and refuses one where a file of somebody else stands in the
// site's place (debrief.CodeSiteForeign).
func (p *publisher) claim() error {
	for _, name := range top {
		if state, err := look(filepath.Join(p.Dir, name)); err != nil {
			return p.failed(err)
		} else if state == others {
			return debrief.Errorf(debrief.CodeSiteForeign, "path", filepath.Join(p.Dir, name))
		}
	}
	if err := os.MkdirAll(filepath.Join(p.Dir, entriesDir), 0o755); err != nil { //nolint:gosec // a site is for others to read
		return p.failed(err)
	}
	return nil
}

// owner is whose a file is.
type owner int

const (
	nobodys owner = iota
	ours
	others
)

func look(path string) (owner, error) {
	f, err := os.Open(path) //nolint:gosec // below the folder that was chosen
	if errors.Is(err, fs.ErrNotExist) {
		return nobodys, nil
	}
	if err != nil {
		return others, fmt.Errorf("look at file: %w", err)
	}
	defer func() { _ = f.Close() }()
	head := make([]byte, markBytes)
	n, _ := f.Read(head) // what cannot be read has no mark
	if bytes.Contains(head[:n], []byte(made)) {
		return ours, nil
	}
	return others, nil
}

// write puts a file in its place as a whole, and makes its folder. It does not wait
// for the disk: a site is made again in a minute, and what a power cut shortens is
// found by its size.
func write(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil { //nolint:gosec // a site is for others to read
		return fmt.Errorf("make folder: %w", err)
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".secondstory-*")
	if err != nil {
		return fmt.Errorf("create file: %w", err)
	}
	_, err = tmp.Write(data)
	err = errors.Join(err, tmp.Chmod(0o644), tmp.Close())
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		_ = os.Remove(tmp.Name())
		return fmt.Errorf("write file: %w", err)
	}
	return nil
}

// renew writes a file unless it says just that already, and says whether it did.
func renew(path string, data []byte) (bool, error) {
	was, err := os.ReadFile(path) //nolint:gosec // below the folder that was chosen
	if err == nil && bytes.Equal(was, data) {
		return false, nil
	}
	return true, write(path, data)
}
