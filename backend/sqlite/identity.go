package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"secondstory/backend/debrief"
)

// identitySetting tells a library from all others. It is made once and goes with
// the library: into its backups and into what is salvaged from it.
const identitySetting = "library"

const selectIdentity = `SELECT value FROM setting WHERE key = '` + identitySetting + `'`

// identify gives a library that has no identity one. A library without one is as
// good as ever, only that its backups are told from others by their folder: a
// full disk keeps nobody from opening it.
func (db *DB) identify(ctx context.Context) {
	var id string
	if err := db.writer.QueryRowContext(ctx, selectIdentity).Scan(&id); !errors.Is(err, sql.ErrNoRows) {
		return
	}
	if _, err := db.writer.ExecContext(ctx, `INSERT OR IGNORE INTO setting (key, value) VALUES (?, ?)`, identitySetting, debrief.NewID()); err != nil {
		return
	}
	// In the file itself it is found without reading the log.
	_, _ = db.writer.ExecContext(ctx, `PRAGMA wal_checkpoint(PASSIVE)`)
}

// setIdentity gives a file nobody else sees yet the identity of the library
// whose place it takes.
func setIdentity(ctx context.Context, part, id string) (err error) {
	db := sql.OpenDB(builder(part))
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, `INSERT INTO setting (key, value) VALUES (?, ?)
		ON CONFLICT (key) DO UPDATE SET value = excluded.value`, identitySetting, id); err != nil {
		return fmt.Errorf("set identity: %w", err)
	}
	return nil
}

// identityIn reads the identity in a library's file without touching it. known
// says that the file could be read, also when there is none in it.
func identityIn(path string) (id string, known bool) {
	if !hasOurHeader(path) {
		return "", false
	}
	db := sql.OpenDB(looker(path, true))
	defer func() { _ = db.Close() }()
	err := db.QueryRow(selectIdentity).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return "", true
	}
	if err != nil || !isID(id) {
		return "", false
	}
	return id, true
}

// lastLineIn reads the number of the last line of the log in a library's file
// without touching it; 0 when that cannot be read.
func lastLineIn(path string) (seq int64) {
	if !hasOurHeader(path) {
		return 0
	}
	db := sql.OpenDB(looker(path, true))
	defer func() { _ = db.Close() }()
	if err := db.QueryRow(`SELECT coalesce(max(seq), 0) FROM change WHERE noun <> 'turns'`).Scan(&seq); err != nil {
		return 0
	}
	return seq
}

// hasOurHeader says whether a file begins as a library does.
func hasOurHeader(path string) bool {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }()
	header := make([]byte, headerSize)
	_, err = io.ReadFull(f, header)
	return err == nil && isOurs(header)
}

// identityOf is identityIn for a library that may be damaged, or have its
// identity still in its log: then it is looked for page by page. Empty when there
// is none.
func identityOf(path string) string {
	path = followed(path)
	id, known := identityIn(path)
	if id != "" {
		return id
	}
	if log, err := os.Stat(path + logEnd); known && (err != nil || log.Size() == 0) {
		return ""
	}
	p, err := openPages(path)
	if err != nil {
		return ""
	}
	defer p.close()
	_ = p.scan(context.Background(), nil, finder{other: func(table string, c cell) {
		if table == "setting" && c.values[0].text() == identitySetting && isID(c.values[1].text()) {
			id = c.values[1].text()
		}
	}})
	return id
}

// Owner is a library, as one whose backups are told from those of others.
type Owner struct {
	// Path of the library's file, which need not be there.
	Path string
	// ID is its identity; empty when it has none or it cannot be read.
	ID string
}

// OwnerOf reads the identity of the library at a path, also of one that is open
// or damaged.
func OwnerOf(path string) Owner { return Owner{Path: path, ID: identityOf(path)} }

// oldName is what the library was called whose backups have notes without an
// identity and count as its own.
const oldName = "library.db"

// Has says whether a backup is known to be of this library. Backups made before
// libraries had an identity are, in the app's own folder.
func (o Owner) Has(b Backup) bool {
	if b.Library != "" {
		return b.Library == o.ID
	}
	return o.isHome(b) && filepath.Base(o.Path) == oldName
}

// Left says whether a backup is of a library that was at this path: what tells
// when there is no library to be asked.
func (o Owner) Left(b Backup) bool {
	if b.Of != "" {
		return b.Of == filepath.Base(o.Path)
	}
	return o.isHome(b) && filepath.Base(o.Path) == oldName
}

// Lists says whether a backup belongs in the library's list: its own, those of
// which nothing is known, and those of a library that was here before.
func (o Owner) Lists(b Backup) bool {
	switch {
	case b.Library == "" || o.Has(b):
		return true
	case b.Of == "":
		return o.ID == ""
	}
	return o.Left(b) && (o.ID == "" || o.isHome(b))
}

func (o Owner) isHome(b Backup) bool { return filepath.Dir(b.Path) == BackupDir(o.Path) }
