//go:build !windows

package sqlite

import (
	"errors"
	"os"
	"syscall"

	"secondstory/backend/debrief"
)

// fileLock is an OS lock: it ends with the process, however that ends.
type fileLock struct{ f *os.File }

// lockFile takes the lock of one who writes.
func lockFile(path string) (*fileLock, error) { return lockAs(path, syscall.LOCK_EX) }

// shareFile takes the lock of one who only reads: others may read too.
func shareFile(path string) (*fileLock, error) { return lockAs(path, syscall.LOCK_SH) }

func lockAs(path string, how int) (*fileLock, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, openError(path, err)
	}
	if err := syscall.Flock(int(f.Fd()), how|syscall.LOCK_NB); err != nil {
		_ = f.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, debrief.Errorf(debrief.CodeLocked, "path", path).Wrap(err)
		}
		return nil, openError(path, err)
	}
	return &fileLock{f}, nil
}

// release lets go of the lock. The file stays: removing it would race with
// somebody who is just taking it.
func (l *fileLock) release() error { return l.f.Close() }
