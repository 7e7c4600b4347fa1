package sqlite

import (
	"errors"
	"io/fs"
	"syscall"

	"github.com/mattn/go-sqlite3"

	"secondstory/backend/debrief"
)

// openError says why a library could not be opened.
func openError(path string, err error) error {
	var known *debrief.Error
	if errors.As(err, &known) {
		return known
	}
	if code := codeOf(err); code != "" {
		return debrief.Errorf(code, "path", path).Wrap(err)
	}
	if isDamage(err) {
		return debrief.Errorf(debrief.CodeDamaged, "path", path).Wrap(err)
	}
	return debrief.Errorf(debrief.CodeUnreadable, "path", path).Wrap(err)
}

// isDamage says whether SQLite's answer means that a file which calls itself a
// library is not as it was written. Beside the plain answers these are a table
// that is not there and a value of impossible size.
func isDamage(err error) bool {
	var s sqlite3.Error
	if !errors.As(err, &s) {
		return false
	}
	switch s.Code {
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB, sqlite3.ErrError, sqlite3.ErrTooBig, sqlite3.ErrFormat, sqlite3.ErrMismatch:
		return true
	case sqlite3.ErrIoErr:
		return s.ExtendedCode == sqlite3.ErrIoErrShortRead || s.ExtendedCode == ioCorrupt
	}
	return false
}

// ioCorrupt is SQLITE_IOERR_CORRUPTFS, which the driver does not name.
const ioCorrupt sqlite3.ErrNoExtended = 10 | 33<<8

// writeError says why something could not be saved, or read.
func writeError(path string, err error) error {
	var known *debrief.Error
	if errors.As(err, &known) {
		if where, ok := known.Args["path"]; ok && where == "" {
			known.Args["path"] = path
		}
		return known
	}
	if code := codeOf(err); code != "" {
		return debrief.Errorf(code, "path", path).Wrap(err)
	}
	return err
}

func codeOf(err error) debrief.Code {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return debrief.CodeDiskFull
	case errors.Is(err, syscall.EROFS):
		return debrief.CodeReadOnly
	case errors.Is(err, fs.ErrPermission):
		return debrief.CodePermission
	}
	var s sqlite3.Error
	if !errors.As(err, &s) {
		return ""
	}
	switch s.Code {
	case sqlite3.ErrFull:
		return debrief.CodeDiskFull
	case sqlite3.ErrReadonly:
		return debrief.CodeReadOnly
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB:
		return debrief.CodeDamaged
	case sqlite3.ErrPerm, sqlite3.ErrAuth:
		return debrief.CodePermission
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return debrief.CodeLocked
	case sqlite3.ErrIoErr:
		return ioCode(s)
	}
	return ""
}

// ioCode tells a full disk from other trouble below: SQLite reports some full
// disks as an I/O error with the system's number beside it.
func ioCode(s sqlite3.Error) debrief.Code {
	switch s.SystemErrno {
	case syscall.ENOSPC, syscall.EDQUOT:
		return debrief.CodeDiskFull
	case syscall.EROFS:
		return debrief.CodeReadOnly
	}
	return ""
}
