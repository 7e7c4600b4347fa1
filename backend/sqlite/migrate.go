package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"sort"
	"strconv"
	"time"

	"github.com/mattn/go-sqlite3"

	"secondstory/backend/debrief"
)

//go:embed migration/*.sql
var migrations embed.FS

// migration is one step: NNNN_verb_noun.sql brings a library to version NNNN.
type migration struct {
	version int
	name    string
	sql     string
}

func readMigrations(steps fs.FS) ([]migration, error) {
	names, err := fs.Glob(steps, "migration/*.sql")
	if err != nil {
		return nil, fmt.Errorf("list migrations: %w", err)
	}
	sort.Strings(names)
	out := make([]migration, 0, len(names))
	for _, name := range names {
		text, err := fs.ReadFile(steps, name)
		if err != nil {
			return nil, fmt.Errorf("read migration: %w", err)
		}
		version, err := strconv.Atoi(name[len("migration/") : len("migration/")+4])
		if err != nil {
			return nil, fmt.Errorf("number migration %s: %w", name, err)
		}
		out = append(out, migration{version, name, string(text)})
	}
	return out, nil
}

// makeLibrary makes an empty library where there is none. It gets its name once
// it is whole and on disk, so that a power cut leaves a library or none: the
// pages of one that is being made can reach the disk in any order. A log without
// its library, which it would be taken to belong to, is kept under another name.
func makeLibrary(ctx context.Context, path string, steps fs.FS) error {
	part := path + ".new"
	if err := removeAll(part, part+"-journal"); err != nil {
		return openError(path, err)
	}
	if err := create(ctx, part, steps); err != nil {
		_ = removeAll(part, part+"-journal")
		return err
	}
	for _, end := range []string{logEnd, "-journal"} {
		if _, err := setAside(path + end); err != nil {
			return openError(path, err)
		}
	}
	if err := syncDir(filepath.Dir(path)); err != nil {
		return openError(path, err)
	}
	if err := os.Rename(part, path); err != nil {
		return openError(path, err)
	}
	if err := syncDir(filepath.Dir(path)); err != nil {
		return openError(path, err)
	}
	return nil
}

// setAside gives a file that may not be there a name of its own, on disk when it
// returns, and says which; empty when there was none.
func setAside(path string) (to string, err error) {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	to = path + ".without-library-" + time.Now().UTC().Format("20060102-150405")
	for i, base := 2, to; ; i++ {
		if _, err := os.Lstat(to); errors.Is(err, fs.ErrNotExist) {
			break
		}
		to = base + "-" + strconv.Itoa(i)
	}
	if err := os.Rename(path, to); err != nil {
		return "", err
	}
	return to, syncDir(filepath.Dir(path))
}

// create makes an empty library, 0600 before SQLite sees it.
func create(ctx context.Context, path string, steps fs.FS) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return openError(path, err)
	}
	if err := f.Close(); err != nil {
		return openError(path, err)
	}
	q := url.Values{"_journal_mode": {"DELETE"}, "_synchronous": {"FULL"}}
	dsn := (&url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: q.Encode()}).String()
	db := sql.OpenDB(&conn{dsn: dsn, driver: &sqlite3.SQLiteDriver{ConnectHook: addSums}})
	defer func() { _ = db.Close() }()
	db.SetMaxOpenConns(1)
	all, err := readMigrations(steps)
	if err != nil {
		return err
	}
	if err := inOneStep(ctx, db, all); err != nil {
		return openError(path, err)
	}
	return nil
}

// inOneStep runs migrations, the application id and the version in one
// transaction: a library is of one version or of another, never between.
func inOneStep(ctx context.Context, db *sql.DB, all []migration) error {
	if len(all) == 0 {
		return nil
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin migration: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	for _, m := range all {
		if _, err := tx.ExecContext(ctx, m.sql); err != nil {
			return fmt.Errorf("run %s: %w", m.name, err)
		}
	}
	last := all[len(all)-1].version
	if _, err := tx.ExecContext(ctx, fmt.Sprintf(`PRAGMA application_id = %d; PRAGMA user_version = %d`, applicationID, last)); err != nil {
		return fmt.Errorf("mark version: %w", err)
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit migration: %w", err)
	}
	return nil
}

// migrate brings an existing library to the newest version, after putting a
// snapshot beside it. A newer library is refused.
func migrate(ctx context.Context, db *sql.DB, path string, steps fs.FS, progress Progress) error {
	all, err := readMigrations(steps)
	if err != nil {
		return err
	}
	found, err := versionOf(ctx, db, all)
	if err != nil {
		return err
	}
	i := sort.Search(len(all), func(i int) bool { return all[i].version > found })
	if i == len(all) {
		return nil
	}
	kept, err := snapshot(ctx, path, found, progress)
	if err != nil {
		return fmt.Errorf("snapshot library: %w", err)
	}
	if err := inOneStep(ctx, db, all[i:]); err != nil {
		// Nothing was changed: one more copy at each start would fill the disk.
		return errors.Join(err, removeAll(kept))
	}
	if found < partedTurns {
		// SQLite leaves copies of rows that moved where they were. Without room for
		// another copy of the library they stay until they are written over.
		_, _ = db.ExecContext(ctx, `VACUUM`)
	}
	return nil
}

// partedTurns is the version that takes turns out of meetings, see
// debrief.Turns: what is taken out is to stand nowhere in the file.
const partedTurns = 4

// querier is a library or a transaction in it.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// versionOf returns a library's version; a newer one than is known is refused.
func versionOf(ctx context.Context, db querier, all []migration) (int, error) {
	var found int
	if err := db.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&found); err != nil {
		return 0, fmt.Errorf("read version: %w", err)
	}
	if known := all[len(all)-1].version; found > known {
		return 0, debrief.Errorf(debrief.CodeNewer, "found", strconv.Itoa(found), "known", strconv.Itoa(known))
	}
	return found, nil
}

// snapshot copies the library as it is to a file of its own beside it, for
// whoever wants to go back to an older app: read again and compared, on disk,
// 0600, and only then under its name, which says what it is and when it was.
func snapshot(ctx context.Context, path string, version int, progress Progress) (to string, err error) {
	part := path + ".before-upgrade.part"
	if err := removeAll(part); err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, removeAll(part)) }()
	if _, err := copyPages(ctx, connector(path, true), part, progress.between(0, .3)); err != nil {
		return "", err
	}
	if err := asGood(ctx, part, path, progress.between(.3, .9)); err != nil {
		return "", err
	}
	to = fmt.Sprintf("%s.before-upgrade-from-%d-%s%s", path, version, time.Now().UTC().Format("20060102-150405"), backupEnd)
	return to, putInPlace(part, to)
}

// asGood refuses a copy in which anything differs from what was written, unless
// the very same differs in what it was copied from.
func asGood(ctx context.Context, part, path string, progress Progress) error {
	got, err := verify(ctx, part, true, progress)
	if err != nil || got.Sound() {
		return err
	}
	want, err := verify(ctx, path, true, nil)
	if err == nil && !reflect.DeepEqual(got, want) {
		err = fmt.Errorf("the copy has %d damages, the library %d", len(got.Damage), len(want.Damage))
	}
	return err
}
