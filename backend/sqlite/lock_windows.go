package sqlite

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"

	"secondstory/backend/debrief"
)

// fileLock is an OS lock: it ends with the process, however that ends.
type fileLock struct{ f *os.File }

// lockFile takes the lock of one who writes.
func lockFile(path string) (*fileLock, error) { return lockAs(path, windows.LOCKFILE_EXCLUSIVE_LOCK) }

// shareFile takes the lock of one who only reads: others may read too.
func shareFile(path string) (*fileLock, error) { return lockAs(path, 0) }

func lockAs(path string, how uint32) (*fileLock, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, openError(path, err)
	}
	flags := how | windows.LOCKFILE_FAIL_IMMEDIATELY
	if err := windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, &windows.Overlapped{}); err != nil {
		_ = f.Close()
		if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
			return nil, debrief.Errorf(debrief.CodeLocked, "path", path).Wrap(err)
		}
		return nil, openError(path, err)
	}
	return &fileLock{f}, nil
}

// release lets go of the lock.
func (l *fileLock) release() error { return l.f.Close() }
