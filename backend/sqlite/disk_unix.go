//go:build !windows

package sqlite

import (
	"errors"
	"os"
)

// syncDir waits until a folder's names are on disk.
func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
