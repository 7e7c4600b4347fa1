package file

import (
	"errors"
	"os"
)

// ErrLocked says that another holds a lock.
var ErrLocked = errors.New("it is locked")

// Lock takes the lock of one who writes, or returns ErrLocked. It lasts until the file is
// closed or the process ends, however that ends. The file stays: removing it would race
// with somebody who is just taking it.
func Lock(path string) (*os.File, error) { return lock(path, false) }

// Share takes the lock of one who only reads: others may read too.
func Share(path string) (*os.File, error) { return lock(path, true) }
