package sqlite

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// ownFile is a file as it was when the library was opened.
type ownFile struct {
	path string
	info fs.FileInfo
}

// ownFiles remembers a library's file and what belongs to it, by the ends of
// their names.
func ownFiles(path string, ends ...string) (out []ownFile) {
	for _, end := range append([]string{""}, ends...) {
		name := path + end
		if info, err := os.Stat(name); err == nil {
			out = append(out, ownFile{name, info})
		}
	}
	return out
}

// gone says whether the library was moved, removed or replaced since. The
// system would go on writing to the old file, which nobody finds again; so
// nothing is written until it is back. It costs two calls of stat.
func gone(own []ownFile) bool {
	for _, f := range own {
		info, err := os.Stat(f.path)
		switch {
		case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
			return true
		case err == nil && !os.SameFile(info, f.info):
			return true
		}
	}
	return false
}
