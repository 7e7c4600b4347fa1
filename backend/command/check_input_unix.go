//go:build unix

package command

import (
	"errors"
	"math"
	"syscall"
	"unsafe"
)

// regular reads a regular file by four calls to the system. [os.Open] takes ten,
// to learn whether somebody could be waited for; over thousands of short reports
// that is a fifth of the time. It reports false of anything else, also of a file
// that cannot be read: the way of the other systems finds out what is the matter.
// Opened without waiting, a pipe is there at once, and is left alone.
func (in *input) regular(name string) (text string, ok bool) {
	var fd int
	err := again(func() (err error) {
		fd, err = syscall.Open(name, syscall.O_RDONLY|syscall.O_CLOEXEC|syscall.O_NONBLOCK, 0)
		return err
	})
	if err != nil {
		return "", false
	}
	defer func() { _ = syscall.Close(fd) }()
	var info syscall.Stat_t
	err = again(func() error { return syscall.Fstat(fd, &info) })
	if err != nil || info.Mode&syscall.S_IFMT != syscall.S_IFREG || info.Size <= 0 || info.Size >= math.MaxInt {
		return "", false
	}
	size := int(info.Size)
	if in.grow(size); !fill(fd, in.room[:size]) {
		return "", false
	}
	return unsafe.String(unsafe.SliceData(in.room), size), true
}

// fill reads until the room is full. It reports false of a file that ends before,
// or cannot be read.
func fill(fd int, room []byte) bool {
	for len(room) > 0 {
		var n int
		err := again(func() (err error) { n, err = syscall.Read(fd, room[:min(len(room), 1<<30)]); return err })
		if err != nil || n <= 0 {
			return false
		}
		room = room[n:]
	}
	return true
}

// again does it until no signal comes between.
func again(do func() error) error {
	for {
		if err := do(); !errors.Is(err, syscall.EINTR) {
			return err
		}
	}
}
