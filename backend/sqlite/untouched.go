package sqlite

import (
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/mattn/go-sqlite3"

	"secondstory/backend/debrief"
)

// untouched is a library opened so that not one byte of it changes: neither its
// file nor the write-ahead log beside it.
type untouched struct {
	db   *sql.DB
	conn *conn
	lock *fileLock
	dir  string
}

// openUntouched opens a library that a window may have open, or that may be
// damaged. mine says that the caller holds its lock.
//
// SQLite folds the log into the file when the last connection closes, even one
// that only reads. So a file nobody has open is read as one that cannot change,
// or, when there is something in the log, as a private copy of both.
func openUntouched(path string, mine bool) (*untouched, error) {
	if err := look(path); err != nil {
		return nil, err
	}
	u := &untouched{}
	if err := u.open(followed(path), mine); err != nil {
		return nil, errors.Join(err, u.close())
	}
	return u, nil
}

func (u *untouched) open(path string, mine bool) error {
	if !mine {
		if err := resumeToRead(path); err != nil {
			return err
		}
		lock, live, err := lockIfThere(path + ".lock")
		if err != nil {
			return err
		}
		u.lock = lock
		if live {
			u.with(connector(path, true))
			return nil
		}
	}
	if info, err := os.Stat(path + logEnd); err != nil || info.Size() == 0 {
		u.with(looker(path, true))
		return nil
	}
	copied, err := u.copyOf(path)
	if err == nil {
		u.with(looker(copied, false))
	}
	return err
}

func (u *untouched) with(c *conn) { u.conn, u.db = c, sql.OpenDB(c) }

func (u *untouched) close() error {
	var errs []error
	if u.db != nil {
		errs = append(errs, u.db.Close())
	}
	if u.lock != nil {
		errs = append(errs, u.lock.release())
	}
	if u.dir != "" {
		errs = append(errs, os.RemoveAll(u.dir))
	}
	return errors.Join(errs...)
}

// A copy of a library to read is in a folder of its own: in the one for passing
// files, or beside the library when there is no room there.
const (
	tempLook   = "secondstory-look-"
	besideLook = ".look-"
	lookName   = "library.db"
)

// copyOf copies a library and its log to a folder of their own and returns
// where.
func (u *untouched) copyOf(path string) (to string, err error) {
	var whyNot []error
	for _, at := range []struct{ dir, name string }{
		{"", tempLook}, {filepath.Dir(path), filepath.Base(path) + besideLook},
	} {
		if u.dir, err = os.MkdirTemp(at.dir, at.name); err == nil {
			to = filepath.Join(u.dir, lookName)
			if err = copyBytes(path, to); err == nil {
				return to, nil
			}
			err = errors.Join(err, os.RemoveAll(u.dir))
		}
		u.dir = ""
		whyNot = append(whyNot, err)
	}
	err = fmt.Errorf("copy library to read: %w", errors.Join(whyNot...))
	if codeOf(err) == debrief.CodeDiskFull {
		return "", debrief.Errorf(debrief.CodeNoRoom, "path", path).Wrap(err)
	}
	return "", err
}

// sweepBeside removes what readers and restores of a library that were cut short
// left beside it. The caller holds its lock. What cannot be removed is in
// nobody's way.
func sweepBeside(path string) {
	all, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return
	}
	for _, e := range all {
		if e.IsDir() && strings.HasPrefix(e.Name(), filepath.Base(path)+besideLook) {
			_ = os.RemoveAll(filepath.Join(filepath.Dir(path), e.Name()))
		}
	}
}

// staleAfter is how long a copy to read is left alone: none takes so long.
const staleAfter = 24 * time.Hour

// SweepTemp removes copies to read that a process which was killed left in the
// folder for passing files more than a day ago.
func SweepTemp() {
	all, err := os.ReadDir(os.TempDir())
	if err != nil {
		return
	}
	for _, e := range all {
		dir := filepath.Join(os.TempDir(), e.Name())
		info, err := e.Info()
		if err == nil && e.IsDir() && isLook(dir) && time.Since(info.ModTime()) > staleAfter {
			_ = os.RemoveAll(dir)
		}
	}
}

// isLook says whether a folder is one of copyOf's, also as they were called
// before, and holds nothing else.
func isLook(dir string) bool {
	end, ours := strings.CutPrefix(filepath.Base(dir), "secondstory-")
	if !ours || strings.Trim(strings.TrimPrefix(end, "look-"), "0123456789") != "" {
		return false
	}
	all, err := os.ReadDir(dir)
	return err == nil && !slices.ContainsFunc(all, func(e os.DirEntry) bool {
		return !e.Type().IsRegular() || !strings.HasPrefix(e.Name(), lookName)
	})
}

// looker opens connections that change nothing, without the settings of a
// library that is written.
func looker(path string, immutable bool) *conn {
	q := url.Values{"_query_only": {"1"}, "mode": {"rw"}}
	if immutable {
		q.Set("mode", "ro")
		q.Set("immutable", "1")
	}
	dsn := (&url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: q.Encode()}).String()
	return &conn{dsn: dsn, driver: &sqlite3.SQLiteDriver{ConnectHook: func(c *sqlite3.SQLiteConn) error {
		_, err := c.Exec(`PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0`, nil)
		return err
	}}}
}

// lockIfThere shares a library's lock if it ever had one. live says that
// somebody holds it to write.
func lockIfThere(path string) (lock *fileLock, live bool, err error) {
	if _, err := os.Stat(path); err != nil {
		return nil, false, nil //nolint:nilerr // no lock was ever taken here
	}
	lock, err = shareFile(path)
	switch debrief.CodeOf(err) {
	case "":
		return lock, false, nil
	case debrief.CodeLocked:
		return nil, true, nil
	case debrief.CodePermission, debrief.CodeReadOnly:
		return nil, false, nil
	}
	return nil, false, err
}

// copyFile writes a copy, 0600 and on disk when it returns. It never writes
// over anything.
func copyFile(from, to string) (err error) {
	in, err := openRegular(from)
	if err != nil {
		return fmt.Errorf("open %s: %w", filepath.Base(from), err)
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("make copy: %w", err)
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	if _, err := io.Copy(out, in); err != nil {
		return fmt.Errorf("copy %s: %w", filepath.Base(from), err)
	}
	return out.Sync()
}

// syncFile waits until a file's bytes are on disk.
func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// removeAll removes files that may not be there.
func removeAll(paths ...string) error {
	var errs []error
	for _, path := range paths {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
