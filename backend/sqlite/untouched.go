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
func openUntouched(path string, mine bool) (u *untouched, err error) {
	if err := look(path); err != nil {
		return nil, err
	}
	path = followed(path)
	u = &untouched{}
	defer func() {
		if err != nil {
			_ = u.close()
		}
	}()
	if !mine {
		lock, live, err := lockIfThere(path + ".lock")
		if err != nil {
			return nil, err
		}
		u.lock = lock
		if live {
			return u.with(connector(path, true)), nil
		}
	}
	if info, statErr := os.Stat(path + logEnd); statErr == nil && info.Size() > 0 {
		if path, err = u.copyOf(path); err != nil {
			return nil, err
		}
		return u.with(looker(path, false)), nil
	}
	return u.with(looker(path, true)), nil
}

func (u *untouched) with(c *conn) *untouched {
	u.conn, u.db = c, sql.OpenDB(c)
	return u
}

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

// copyOf copies a library and its log to a folder of their own and returns
// where.
func (u *untouched) copyOf(path string) (to string, err error) {
	if u.dir, err = os.MkdirTemp("", "secondstory-"); err != nil {
		return "", fmt.Errorf("make folder: %w", err)
	}
	to = filepath.Join(u.dir, "library.db")
	for _, end := range []string{"", logEnd} {
		if err := copyFile(path+end, to+end); err != nil {
			return "", err
		}
	}
	return to, nil
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
	in, err := os.Open(from)
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
