package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"secondstory/backend/debrief"
)

// DB is an open library.
type DB struct {
	// path is as it was named, file where it is; see followed.
	path   string
	file   string
	lock   *fileLock
	writer *sql.DB
	reader *sql.DB
	now    func() time.Time
	// own are the files as they were when opened, see gone.
	own []ownFile
	// readable leaves out what cannot be read, see Options.
	readable  bool
	untouched *untouched
	version   int
	// written hears of every save, see Written; remade says that the index was
	// made again since the library was opened.
	written chan struct{}
	remade  atomic.Bool
	// forgot says that turns or sealed notes were forgotten since, see wipe.
	forgot atomic.Bool
	// known is what filters ask, see know; followed are the rows whose words the
	// transaction under way followed, of which there is one at a time.
	known    known
	followed []int64
	// writes counts transactions; idle is how many there were, and one more, when
	// nothing was due.
	writes, idle atomic.Int64
	// unchecked says that it was to be verified first and could not be.
	unchecked bool
}

// Options of Open.
type Options struct {
	// Path of the library's file. Its directory is made if there is none.
	Path string
	// Now is the clock, for display only: order never depends on it.
	Now func() time.Time
	// ReadOnly opens an existing library beside a window that may be writing:
	// no lock is taken and nothing can be written.
	ReadOnly bool
	// Readable, with ReadOnly, opens a damaged library without touching a byte
	// of it and leaves out what cannot be read. Verify says what that is.
	Readable bool
	// CheckBelow is the size in bytes up to which a library that is to be
	// written is first verified whole. One that is not as it was written is
	// refused with CodeDamaged before anything is changed.
	CheckBelow int64
	// Progress hears how far bringing an older library up to date has come; it
	// may be nil. Opening any other takes no time worth telling.
	Progress Progress
}

// readers is how many connections read beside the one that writes.
const readers = 3

// Open opens the library at a path, or makes one where there is none. It
// refuses a file of another program, of a newer version, or one that is
// damaged or in use, with a debrief.Error that says which, and changes nothing
// then.
func Open(ctx context.Context, o Options) (*DB, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	name := o.Path
	o.Path = followed(name)
	db, err := o.open(ctx)
	if err != nil {
		return nil, asNamed(err, o.Path, name)
	}
	db.path = name
	if name != db.file && len(db.own) > 0 {
		db.own = append(db.own, ownFiles(name)...)
	}
	return db, nil
}

func (o Options) open(ctx context.Context) (*DB, error) {
	if o.ReadOnly {
		return openReader(ctx, o)
	}
	if err := refuseBackup(o.Path); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(o.Path), 0o700); err != nil {
		return nil, openError(o.Path, err)
	}
	lock, err := lockFile(o.Path + ".lock")
	if err != nil {
		return nil, err
	}
	db := &DB{path: o.Path, file: o.Path, lock: lock, now: o.Now, written: make(chan struct{}, 1)}
	var h Health
	h, db.unchecked, err = o.before(ctx)
	if err == nil {
		err = db.open(ctx, migrations, o.Progress)
	}
	if err != nil {
		_ = db.Close()
		return nil, err
	}
	if !h.Sound() {
		// Only the search index: it mends by itself, and nothing depends on it.
		_ = db.RemakeIndex(ctx)
	}
	return db, nil
}

// before looks after a library that nobody has open, before it is. Damage it
// returns, if any, is of the search index alone. A check that could not be made,
// for want of room for a copy, is no reason not to open: unchecked says so.
func (o Options) before(ctx context.Context) (h Health, unchecked bool, err error) {
	if err := resume(o.Path); err != nil {
		return h, false, openError(o.Path, err)
	}
	sweepBeside(o.Path)
	if size := Size(o.Path); size == 0 || size > o.CheckBelow {
		return h, false, nil
	}
	h, err = verify(ctx, o.Path, true, nil)
	switch {
	case ctx.Err() != nil:
		return h, false, cancelled(ctx.Err())
	case err != nil:
		return Health{}, true, nil //nolint:nilerr // opening says what is wrong
	case h.Serious() > 0:
		return h, false, debrief.Errorf(debrief.CodeDamaged, "path", o.Path)
	}
	return h, false, nil
}

// Unchecked says that the library was to be verified before it was opened and
// could not be, so that it is to be verified now.
func (db *DB) Unchecked() bool { return db.unchecked }

func openReader(ctx context.Context, o Options) (*DB, error) {
	// SQLite marks a file it only reads from, and a backup stays as it was made.
	if o.Readable || isBackup(o.Path) {
		return openReadable(ctx, o)
	}
	if err := look(o.Path); err != nil {
		return nil, err
	}
	if err := resumeToRead(o.Path); err != nil {
		return nil, openError(o.Path, err)
	}
	db := &DB{path: o.Path, file: o.Path, now: o.Now}
	if err := db.openReaders(ctx, migrations); err != nil {
		_ = db.Close()
		// On a read-only disk no log can be made beside the file; SQLite says only
		// that it cannot open something.
		if _, why := inspect(o.Path); why != nil {
			err = why
		}
		return nil, openError(o.Path, err)
	}
	// The log comes and goes with the window beside it.
	db.own = ownFiles(db.file)
	return db, nil
}

func openReadable(ctx context.Context, o Options) (*DB, error) {
	u, err := openUntouched(o.Path, false)
	if err != nil {
		return nil, openError(o.Path, err)
	}
	db := &DB{path: o.Path, file: o.Path, now: o.Now, reader: u.db, readable: o.Readable, untouched: u}
	if db.version, err = knownVersion(ctx, u.db, migrations); err != nil {
		_ = db.Close()
		return nil, openError(o.Path, err)
	}
	return db, nil
}

// connector opens further connections to the library, as long as it is where
// it was.
func (db *DB) connector(readOnly bool) *conn {
	c := connector(db.file, readOnly)
	c.may = db.here
	return c
}

// here refuses a library that was moved, removed or replaced.
func (db *DB) here() error {
	if gone(db.own) {
		return debrief.Errorf(debrief.CodeFileGone, "path", db.path)
	}
	return nil
}

// openReaders opens the connections that read, and refuses a newer library. All
// of them are opened now and kept: they can read on when the file is moved.
func (db *DB) openReaders(ctx context.Context, steps fs.FS) (err error) {
	db.reader = sql.OpenDB(db.connector(true))
	db.reader.SetMaxOpenConns(readers)
	db.reader.SetMaxIdleConns(readers)
	db.reader.SetConnMaxLifetime(0)
	db.reader.SetConnMaxIdleTime(0)
	var open []*sql.Conn
	defer func() {
		for _, c := range open {
			err = errors.Join(err, c.Close())
		}
	}()
	for range readers {
		c, err := db.reader.Conn(ctx)
		if err != nil {
			return err
		}
		open = append(open, c)
	}
	db.version, err = knownVersion(ctx, open[0], steps)
	return err
}

// knownVersion returns a library's version; a newer one than steps lead to is
// refused.
func knownVersion(ctx context.Context, db querier, steps fs.FS) (int, error) {
	all, err := readMigrations(steps)
	if err != nil {
		return 0, err
	}
	return versionOf(ctx, db, all)
}

func (db *DB) open(ctx context.Context, steps fs.FS, progress Progress) error {
	fresh, err := inspect(db.file)
	if err != nil {
		return err
	}
	if fresh {
		if err := makeLibrary(ctx, db.file, steps); err != nil {
			return err
		}
	}
	db.writer = sql.OpenDB(db.connector(false))
	db.writer.SetMaxOpenConns(1)
	if err := migrate(ctx, db.writer, db.file, steps, progress); err != nil {
		return openError(db.path, err)
	}
	if err := quickCheck(ctx, db.writer, db.path); err != nil {
		return err
	}
	db.identify(ctx)
	// A log that is still there was cut short, and may hold what was forgotten.
	db.forgot.Store(true)
	db.wipe(atOnce)
	if err := db.openReaders(ctx, steps); err != nil {
		return err
	}
	db.own = ownFiles(db.file, "-wal")
	return nil
}

// quickCheck reads the list's index once, which touches the schema and the
// first pages; the whole file is checked by row hash as it is read.
func quickCheck(ctx context.Context, w *sql.DB, path string) error {
	var n int
	if err := w.QueryRowContext(ctx, `SELECT count(*) FROM (SELECT 1 FROM record WHERE noun = 'debrief' LIMIT 1)`).Scan(&n); err != nil {
		return openError(path, err)
	}
	return nil
}

// Path returns where the library's file is.
func (db *DB) Path() string { return db.path }

// Close folds the log into the file and lets others open it. A log that cannot be
// folded, on a full disk, stays where it is and is read when the library is
// opened again: what was saved is on disk either way.
func (db *DB) Close() error {
	var errs []error
	switch {
	case db.untouched != nil:
		errs = append(errs, db.untouched.close())
	case db.reader != nil:
		errs = append(errs, db.reader.Close())
	}
	if db.writer != nil {
		_, _ = db.writer.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`)
		errs = append(errs, db.writer.Close())
	}
	if db.lock != nil {
		errs = append(errs, db.lock.release())
	}
	return errors.Join(errs...)
}

func (db *DB) stamp() string { return db.now().UTC().Format(time.RFC3339) }

// Written hears that something was saved; saves that nobody heard of become one.
func (db *DB) Written() <-chan struct{} { return db.written }

// write runs one transaction that saves what somebody did. A damaged index keeps
// nobody from saving: it is made again, and f is tried a second time.
func (db *DB) write(ctx context.Context, verb string, f func(*sql.Tx) error) error {
	err := db.mending(ctx, func() error { return db.transact(ctx, verb, f) })
	if err == nil {
		db.tellWritten()
		db.wipe(atOnce)
	}
	return err
}

// mending does something, and once more when what was in its way was a damaged index or
// digest, which is made again.
func (db *DB) mending(ctx context.Context, f func() error) error {
	err := f()
	if err != nil && db.indexMended(ctx, err) {
		err = f()
	}
	return err
}

func (db *DB) tellWritten() {
	select {
	case db.written <- struct{}{}:
	default:
	}
}

// transact runs one transaction on the one writer. It is not cancelled half-way:
// an interrupt can race with a commit.
func (db *DB) transact(ctx context.Context, verb string, f func(*sql.Tx) error) error {
	if db.readable {
		return debrief.Errorf(debrief.CodeReading)
	}
	if db.writer == nil {
		return debrief.Errorf(debrief.CodeReadOnly, "path", db.path)
	}
	if err := db.here(); err != nil {
		return err
	}
	tx, err := db.writer.BeginTx(context.WithoutCancel(ctx), nil)
	if err != nil {
		return writeError(db.path, fmt.Errorf("begin %s: %w", verb, err))
	}
	db.followed = nil
	if err := f(tx); err != nil {
		_ = tx.Rollback()
		return writeError(db.path, fmt.Errorf("%s: %w", verb, err))
	}
	followed := db.followed // the next transaction may begin with the commit
	db.known.note(followed)
	err = tx.Commit()
	db.writes.Add(1)
	db.known.note(followed) // again: what was read until now was as before
	if err != nil {
		_ = tx.Rollback()
		return writeError(db.path, fmt.Errorf("commit %s: %w", verb, err))
	}
	return nil
}
