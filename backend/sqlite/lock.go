package sqlite

import (
	"errors"
	"os"

	"secondstory/backend/debrief"
	"secondstory/backend/file"
)

// fileLock is an OS lock: it ends with the process, however that ends.
type fileLock struct{ f *os.File }

// lockFile takes the lock of one who writes.
func lockFile(path string) (*fileLock, error) { return lockAs(path, file.Lock) }

// shareFile takes the lock of one who only reads: others may read too.
func shareFile(path string) (*fileLock, error) { return lockAs(path, file.Share) }

func lockAs(path string, take func(string) (*os.File, error)) (*fileLock, error) {
	f, err := take(path)
	if errors.Is(err, file.ErrLocked) {
		return nil, debrief.Errorf(debrief.CodeLocked, "path", path).Wrap(err)
	}
	if err != nil {
		return nil, openError(path, err)
	}
	return &fileLock{f}, nil
}

// release lets go of the lock.
func (l *fileLock) release() error { return l.f.Close() }
