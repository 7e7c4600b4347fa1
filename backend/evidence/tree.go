package evidence

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"secondstory/backend/debrief"
)

// tree is a folder, an archive, one file or a paste, as files that can be opened.
type tree struct {
	path  string
	files []file
	// aside are the names of links, devices and the like, which are not opened.
	aside []string
	close func() error
}

// file is one file of a tree.
type file struct {
	// path is how people are told of it: within its tree, or as they gave it.
	path string
	size int64
	from func() (io.ReadCloser, error)
	// was is what the file was when it was found, is what it is now; nil for a paste.
	was fs.FileInfo
	is  func() (fs.FileInfo, error)
}

// shown is a name as it can be told: not every one is UTF-8, or free of what a terminal
// would obey.
func shown(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(name, "\ufffd"))
}

// open opens the file; more than maxFile is not read of it.
func (f file) open() (io.ReadCloser, error) {
	in, err := f.from()
	if err != nil {
		return nil, refused(debrief.CodeEvidenceUnreadable, f.path)
	}
	return struct {
		io.Reader
		io.Closer
	}{io.LimitReader(in, maxFile), in}, nil
}

// changed says whether the file is not what was found any more.
func (f file) changed() bool {
	if f.is == nil {
		return false
	}
	now, err := f.is()
	return err != nil || now.Size() != f.was.Size() || !now.ModTime().Equal(f.was.ModTime())
}

// base is the last part of the name.
func (f file) base() string { return path.Base(filepath.ToSlash(f.path)) }

// refused is an error about a file as a whole. Nothing was changed by it.
func refused(code debrief.Code, path string) error {
	return debrief.Errorf(code, "path", shown(path))
}

// openTree opens what is at a path. Links are not followed, but for one somebody
// named, and archives not out of themselves.
func openTree(ctx context.Context, at string) (*tree, error) {
	info, err := os.Stat(at)
	switch {
	case err != nil:
		return nil, refused(debrief.CodeEvidenceUnreadable, at)
	case info.IsDir():
		return openFolder(ctx, at)
	case !info.Mode().IsRegular():
		return nil, refused(debrief.CodeEvidenceUnreadable, at)
	case info.Size() > maxTree:
		return nil, refused(debrief.CodeEvidenceTooLarge, at)
	}
	if isZip(at) {
		return openZip(at, info)
	}
	return openFile(at, info)
}

func openFile(at string, info fs.FileInfo) (*tree, error) {
	if info.Size() > maxFile {
		return nil, refused(debrief.CodeEvidenceTooLarge, at)
	}
	one := file{
		path: at, size: info.Size(), was: info, is: func() (fs.FileInfo, error) { return os.Stat(at) },
		from: func() (io.ReadCloser, error) { return os.Open(at) },
	}
	return &tree{path: one.path, files: []file{one}, close: func() error { return nil }}, nil
}

func openFolder(ctx context.Context, at string) (*tree, error) {
	root, err := os.OpenRoot(at)
	if err != nil {
		return nil, refused(debrief.CodeEvidenceUnreadable, at)
	}
	t := &tree{path: at, close: root.Close}
	if err := t.walk(ctx, rooted{root}); err != nil {
		_ = root.Close()
		return nil, err
	}
	return t, nil
}

// rooted is a folder nothing leads out of. Unlike os.Root.FS it opens names that are
// not UTF-8.
type rooted struct{ root *os.Root }

// Open opens a file by its name within the folder.
func (r rooted) Open(name string) (fs.File, error) { return r.root.Open(filepath.FromSlash(name)) }

// walk lists the regular files: nothing hidden, nothing a Mac adds, and links and
// devices only by their names.
func (t *tree) walk(ctx context.Context, in rooted) error {
	var total int64
	found := 0
	err := fs.WalkDir(in, ".", func(name string, d fs.DirEntry, err error) error {
		found++
		switch {
		case ctx.Err() != nil:
			return debrief.Errorf(debrief.CodeCancelled)
		case err != nil:
			return refused(debrief.CodeEvidenceUnreadable, path.Join(t.path, shown(name)))
		case found > 2*maxFiles || strings.Count(name, "/") > maxDepth:
			return refused(debrief.CodeEvidenceTooLarge, t.path)
		case name != "." && aside(d.Name()):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		case !d.Type().IsRegular():
			t.aside = append(t.aside, shown(name))
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return refused(debrief.CodeEvidenceUnreadable, path.Join(t.path, shown(name)))
		}
		total += info.Size()
		if total > maxTree || info.Size() > maxFile || len(t.files) == maxFiles {
			return refused(debrief.CodeEvidenceTooLarge, t.path)
		}
		t.files = append(t.files, file{
			path: shown(name), size: info.Size(), was: info, is: func() (fs.FileInfo, error) { return in.root.Lstat(filepath.FromSlash(name)) },
			from: func() (io.ReadCloser, error) { return in.Open(name) },
		})
		return nil
	})
	slices.SortFunc(t.files, func(a, b file) int { return strings.Compare(a.path, b.path) })
	return err
}

func aside(name string) bool { return strings.HasPrefix(name, ".") || name == "__MACOSX" }

func isZip(at string) bool {
	f, err := os.Open(at)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }()
	var magic [4]byte
	_, err = io.ReadFull(f, magic[:])
	return err == nil && bytes.Equal(magic[:], []byte("PK\x03\x04"))
}

func openZip(at string, info fs.FileInfo) (*tree, error) {
	f, err := os.Open(at)
	if err != nil {
		return nil, refused(debrief.CodeEvidenceUnreadable, at)
	}
	t := &tree{path: at, close: f.Close}
	if err := t.list(f, info.Size()); err != nil {
		_ = f.Close()
		return nil, err
	}
	for i := range t.files {
		t.files[i].was, t.files[i].is = info, func() (fs.FileInfo, error) { return os.Stat(at) }
	}
	return t, nil
}

// listing reads from an archive; not more than maxListing until its names are known.
type listing struct {
	io.ReaderAt
	left int
	done bool
}

// ReadAt reads.
func (l *listing) ReadAt(p []byte, off int64) (int, error) {
	if l.left -= len(p); l.left < 0 && !l.done {
		return 0, errLong
	}
	return l.ReaderAt.ReadAt(p, off)
}

// list lists what an archive says it holds, within bounds.
func (t *tree) list(in io.ReaderAt, size int64) error {
	from := &listing{ReaderAt: in, left: maxListing}
	z, err := zip.NewReader(from, size)
	switch {
	case errors.Is(err, errLong), err == nil && len(z.File) > maxFiles:
		return refused(debrief.CodeEvidenceTooLarge, t.path)
	case err != nil:
		return refused(debrief.CodeEvidenceArchive, t.path)
	}
	from.done = true
	return t.members(z.File, uint64(size))
}

// members takes what an archive holds. One that says it holds more than there is of
// it has parts that overlap.
func (t *tree) members(all []*zip.File, size uint64) error {
	var total, packed uint64
	seen := map[string]bool{}
	for _, m := range all {
		name := strings.TrimSuffix(m.Name, "/")
		switch {
		case !fs.ValidPath(shown(name)) || strings.Contains(name, `\`) || strings.Count(name, "/") > maxDepth:
			return refused(debrief.CodeEvidenceArchive, t.path)
		case slices.ContainsFunc(strings.Split(name, "/"), aside) || m.Mode().IsDir():
			continue
		case !m.Mode().IsRegular():
			t.aside = append(t.aside, shown(name))
			continue
		case seen[name] || m.Flags&zipEncrypted != 0:
			return refused(debrief.CodeEvidenceArchive, t.path)
		}
		seen[name] = true
		if packed += m.CompressedSize64; packed > size || m.CompressedSize64 > size {
			return refused(debrief.CodeEvidenceArchive, t.path)
		}
		if isBomb(m) {
			return refused(debrief.CodeEvidenceTooLarge, t.path)
		}
		if total += m.UncompressedSize64; total > maxTree {
			return refused(debrief.CodeEvidenceTooLarge, t.path)
		}
		t.files = append(t.files, file{path: shown(name), size: int64(m.UncompressedSize64), from: m.Open})
	}
	slices.SortFunc(t.files, func(a, b file) int { return strings.Compare(a.path, b.path) })
	return nil
}

// zipEncrypted is the flag of a member that has a password.
const zipEncrypted = 1

func isBomb(m *zip.File) bool {
	size := m.UncompressedSize64
	return size > maxFile || size > freeBytes && size/maxRatio > m.CompressedSize64
}

// has returns a file of the tree by its name, wherever its folder is.
func (t *tree) has(name string) (file, bool) {
	for _, f := range t.files {
		if f.base() == name {
			return f, true
		}
	}
	return file{}, false
}

// all says whether something holds of every file: only then a tree is one source,
// and nothing else in it is passed over.
func (t *tree) all(holds func(file) bool) bool {
	return !slices.ContainsFunc(t.files, func(f file) bool { return !holds(f) })
}

// direct are the files that are in no folder of the tree. A single file is told by
// the path it was given.
func (t *tree) direct() (out []file) {
	for _, f := range t.files {
		if f.path == t.path || !strings.Contains(f.path, "/") {
			out = append(out, f)
		}
	}
	return out
}

// folders are the folders of the tree, each as one of its own.
func (t *tree) folders() (out []*tree) {
	at := map[string]int{}
	for _, f := range t.files {
		top, rest, deeper := strings.Cut(f.path, "/")
		if f.path == t.path || !deeper {
			continue
		}
		n, known := at[top]
		if !known {
			n, at[top] = len(out), len(out)
			out = append(out, &tree{path: path.Join(t.path, top)})
		}
		f.path = rest
		out[n].files = append(out[n].files, f)
	}
	return out
}
