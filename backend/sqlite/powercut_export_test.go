package sqlite

import (
	"context"
	"database/sql"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// OpenNormal opens a library whose writes do not wait for the disk, which the
// app never does: the control of the power-cut test.
func OpenNormal(ctx context.Context, o Options) (*DB, error) {
	db, err := Open(ctx, o)
	if err != nil {
		return nil, err
	}
	if err := db.writer.Close(); err != nil {
		return nil, err
	}
	c := connector(o.Path, false)
	c.dsn = strings.Replace(c.dsn, "_synchronous=FULL", "_synchronous=NORMAL", 1)
	c.driver = &sqlite3.SQLiteDriver{}
	db.writer = sql.OpenDB(c)
	db.writer.SetMaxOpenConns(1)
	return db, nil
}

// QuickCheck returns SQLite's own opinion of the file's order: "ok".
func (db *DB) QuickCheck() (said string, err error) {
	return said, db.reader.QueryRow(`PRAGMA quick_check`).Scan(&said)
}

// Synchronous returns the setting of the connection that writes.
func (db *DB) Synchronous() (n int, err error) {
	return n, db.writer.QueryRow(`PRAGMA synchronous`).Scan(&n)
}
