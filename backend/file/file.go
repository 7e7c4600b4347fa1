// Package file puts finished files in their place: whole or not at all. What
// leaves the laptop, a report or a bundle, goes through it.
package file

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// ErrNotAFile says that a device, a pipe or a folder stands at a path: nothing
// of that kind is ever replaced.
var ErrNotAFile = errors.New("not a file")

// Put writes data to a path: into a file beside it first, on the disk before it
// gets its name, so that an older file there is whole until the new one is.
// The error is the system's, for the caller to say in its own words.
func Put(path string, data []byte, mode os.FileMode) error {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("replace %s: %w", info.Mode().Type(), ErrNotAFile)
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".secondstory-*")
	if err != nil {
		return fmt.Errorf("create file: %w", err)
	}
	_, err = tmp.Write(data)
	err = errors.Join(err, tmp.Chmod(mode), tmp.Sync(), tmp.Close())
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		_ = os.Remove(tmp.Name())
		return fmt.Errorf("write file: %w", err)
	}
	return nil
}
