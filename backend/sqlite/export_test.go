package sqlite

import (
	"context"
	"io/fs"
	"strconv"
	"time"
)

// LimitPages makes the disk full as far as SQLite can tell: the file may not
// grow beyond n pages.
func (db *DB) LimitPages(n int) error {
	_, err := db.writer.Exec(`PRAGMA max_page_count = ` + strconv.Itoa(n))
	return err
}

// Pages is how large the file is.
func (db *DB) Pages() (n int, err error) {
	return n, db.writer.QueryRow(`PRAGMA page_count`).Scan(&n)
}

// OpenWith opens a library with other migrations than the app's.
func OpenWith(path string, steps fs.FS) (*DB, error) {
	lock, err := lockFile(path + ".lock")
	if err != nil {
		return nil, err
	}
	db := &DB{path: path, lock: lock, now: time.Now}
	if err := db.open(context.Background(), steps); err != nil {
		_ = db.Close()
		return nil, err
	}
	return db, nil
}
