package evidence

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"secondstory/backend/debrief"
)

// tree is a folder, an archive, one file or a paste, as files that can be opened.
type tree struct {
	path  string
	files []file
	close func() error
}

// file is one file of a tree.
type file struct {
	// path is how people are told of it: within its tree, or as they gave it.
	path string
	size int64
	from func() (io.ReadCloser, error)
}

// within is a file of a folder or an archive.
func within(fsys fs.FS, name string, size int64) file {
	return file{path: name, size: size, from: func() (io.ReadCloser, error) { return fsys.Open(name) }}
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

// base is the last part of the name.
func (f file) base() string { return path.Base(filepath.ToSlash(f.path)) }

// refused is an error about a file as a whole. Nothing was changed by it.
func refused(code debrief.Code, path string) error {
	return debrief.Errorf(code, "path", path)
}

// openTree opens what is at a path. Links are not followed, and archives not out
// of themselves.
func openTree(at string) (*tree, error) {
	info, err := os.Lstat(at)
	if err != nil {
		return nil, refused(debrief.CodeEvidenceUnreadable, at)
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		if info, err = os.Stat(at); err != nil { // somebody named the link itself
			return nil, refused(debrief.CodeEvidenceUnreadable, at)
		}
	}
	switch {
	case info.IsDir():
		return openFolder(at)
	case !info.Mode().IsRegular():
		return nil, refused(debrief.CodeEvidenceUnreadable, at)
	case info.Size() > maxTree:
		return nil, refused(debrief.CodeEvidenceTooLarge, at)
	}
	if isZip(at) {
		return openZip(at)
	}
	return openFile(at, info.Size())
}

func openFile(at string, size int64) (*tree, error) {
	if size > maxFile {
		return nil, refused(debrief.CodeEvidenceTooLarge, at)
	}
	root, err := os.OpenRoot(filepath.Dir(at))
	if err != nil {
		return nil, refused(debrief.CodeEvidenceUnreadable, at)
	}
	one := within(root.FS(), filepath.Base(at), size)
	one.path = at
	return &tree{path: at, files: []file{one}, close: root.Close}, nil
}

func openFolder(at string) (*tree, error) {
	root, err := os.OpenRoot(at)
	if err != nil {
		return nil, refused(debrief.CodeEvidenceUnreadable, at)
	}
	t := &tree{path: at, close: root.Close}
	if err := t.walk(root.FS()); err != nil {
		_ = root.Close()
		return nil, err
	}
	return t, nil
}

// walk lists the regular files: no links, nothing hidden, nothing a Mac adds.
func (t *tree) walk(fsys fs.FS) error {
	var total int64
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return refused(debrief.CodeEvidenceUnreadable, path.Join(t.path, name))
		}
		if name != "." && aside(d.Name()) {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if !d.Type().IsRegular() {
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return refused(debrief.CodeEvidenceUnreadable, path.Join(t.path, name))
		}
		total += info.Size()
		if total > maxTree || info.Size() > maxFile || len(t.files) == maxFiles {
			return refused(debrief.CodeEvidenceTooLarge, t.path)
		}
		t.files = append(t.files, within(fsys, name, info.Size()))
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

func openZip(at string) (*tree, error) {
	z, err := zip.OpenReader(at)
	if err != nil {
		return nil, refused(debrief.CodeEvidenceArchive, at)
	}
	t := &tree{path: at, close: z.Close}
	if err := t.members(z); err != nil {
		_ = z.Close()
		return nil, err
	}
	return t, nil
}

// members lists what an archive says it holds, within bounds. Names that climb are
// no names of an fs.FS; links are not regular.
func (t *tree) members(z *zip.ReadCloser) error {
	if len(z.File) > maxFiles {
		return refused(debrief.CodeEvidenceTooLarge, t.path)
	}
	var total uint64
	seen := map[string]bool{}
	for _, m := range z.File {
		name := strings.TrimSuffix(m.Name, "/")
		switch {
		case !fs.ValidPath(name) || strings.Contains(name, `\`):
			return refused(debrief.CodeEvidenceArchive, t.path)
		case !m.Mode().IsRegular() || slices.ContainsFunc(strings.Split(name, "/"), aside):
			continue
		case seen[name]:
			return refused(debrief.CodeEvidenceArchive, t.path)
		}
		seen[name] = true
		size := m.UncompressedSize64
		if size > maxFile || size > freeBytes && size/maxRatio > m.CompressedSize64 {
			return refused(debrief.CodeEvidenceTooLarge, t.path)
		}
		if total += size; total > maxTree {
			return refused(debrief.CodeEvidenceTooLarge, t.path)
		}
		t.files = append(t.files, within(z, name, int64(size)))
	}
	slices.SortFunc(t.files, func(a, b file) int { return strings.Compare(a.path, b.path) })
	return nil
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
