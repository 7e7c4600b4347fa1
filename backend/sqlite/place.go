package sqlite

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"secondstory/backend/debrief"
	"secondstory/backend/file"
)

// mostLinks is how many links are followed one after the other, as on Linux.
const mostLinks = 40

// followed is where a library's file is when its name is a link, also one that
// leads to nothing at the moment. SQLite follows links, and puts its log beside
// the file they lead to; the lock and everything else has to be there too.
func followed(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	for range mostLinks {
		if file, err := filepath.EvalSymlinks(path); err == nil {
			return file
		}
		to, err := os.Readlink(path)
		if err != nil {
			break
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(path), to)
		}
		path = to
	}
	return resolved(path)
}

// asNamed speaks of a library, and of what is beside it, by the name somebody
// gave it.
func asNamed(err error, file, name string) error {
	var known *debrief.Error
	if !errors.As(err, &known) {
		return err
	}
	if end, ok := strings.CutPrefix(known.Args["path"], file); ok {
		known.Args["path"] = name + end
	}
	return err
}

// Size returns how large a library and its log are, in bytes; 0 when there is
// neither.
func Size(path string) (size int64) {
	path = followed(path)
	for _, end := range []string{"", logEnd} {
		if info, err := os.Stat(path + end); err == nil {
			size += info.Size()
		}
	}
	return size
}

// openRegular opens a file to read. It looks first: opening a pipe would wait for
// somebody to write to it.
func openRegular(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &os.PathError{Op: "read", Path: path, Err: file.ErrNotAFile}
	}
	return os.Open(path)
}
