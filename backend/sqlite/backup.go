package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/mattn/go-sqlite3"

	"secondstory/backend/debrief"
)

// Backup is one backup of a library: a library in a file of its own, with a
// note beside it (same name and ".json") that it was verified and what it
// holds.
type Backup struct {
	// Path of the file, and when it was made: the minute by its name, the second
	// by its note, or by the file where the note does not say.
	Path string    `json:"path"`
	At   time.Time `json:"at"`
	// Reason is why it was made, empty where the note does not say.
	Reason Reason `json:"reason"`
	// Size is in bytes.
	Size int64 `json:"size"`
	// Debriefs and Passages count what it holds, as in Health.
	Debriefs int `json:"debriefs"`
	Passages int `json:"passages"`
	// Seq is the last line of the log in it, 0 for an empty log.
	Seq int64 `json:"seq"`
	// Mark tells what it holds from what another does: see markOf.
	Mark string `json:"mark"`
	// Library is the identity of the library it is of, and Of what that library's
	// file was called; empty when nothing says so.
	Library string `json:"library"`
	Of      string `json:"of"`
	// Verified says that it was reopened when made, every passage compared, and
	// is that file still, as far as can be told without reading it. Changed says
	// that it is not: see CheckBackup.
	Verified bool `json:"verified"`
	Changed  bool `json:"changed"`
}

// Reason is why a backup was made.
type Reason string

// Why backups are made.
const (
	ReasonHourly        Reason = "hourly"
	ReasonByHand        Reason = "by hand"
	ReasonBeforeRestore Reason = "before a restore"
	ReasonCommandLine   Reason = "command line"
)

// Reasons are all there are.
var Reasons = []Reason{ReasonHourly, ReasonByHand, ReasonBeforeRestore, ReasonCommandLine}

// A backup's name is library-2026-11-25-1400.db, in UTC; a second one in the
// same minute ends in -2.db.
const (
	backupPrefix = "library-"
	backupTime   = "2006-01-02-1504"
	backupEnd    = ".db"
	noteEnd      = ".json"
)

// BackupDir is where backups of a library go unless somebody chose otherwise.
func BackupDir(library string) string { return filepath.Join(filepath.Dir(library), "backups") }

// Backup writes the library as it stands to a file of its own in dir, while
// saving goes on: copy under a passing name, on disk, reopened, every row
// compared, and only then under the name of a backup. It never writes over one.
func (db *DB) Backup(ctx context.Context, dir string, why Reason, progress Progress) (Backup, error) {
	if err := db.here(); err != nil {
		return Backup{}, err
	}
	b, h, err := backUp(ctx, db.connector(true), dir, made{db.now(), why, filepath.Base(db.path)}, progress)
	if err == nil && !h.Sound() {
		// Only the search index is damaged, there and here. It mends by itself, and
		// the backup is whole without it.
		_ = db.RemakeIndex(ctx)
	}
	return b, backupError(ctx, dir, err)
}

// backupError says why no backup was made, or none put in place.
func backupError(ctx context.Context, dir string, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return cancelled(err)
	}
	code := debrief.CodeOf(writeError(dir, err))
	var path *fs.PathError
	switch {
	case code == debrief.CodeDiskFull:
		code = debrief.CodeBackupFull
	case code == debrief.CodeDamaged:
		code = debrief.CodeBackup
	case code == debrief.CodeReadOnly, code == debrief.CodePermission, code == debrief.CodeInternal && errors.As(err, &path):
		code = debrief.CodeBackupFolder
	default:
		return writeError(dir, err)
	}
	return debrief.Errorf(code, "path", dir).Wrap(err)
}

// TryBackups writes to a folder as a backup does and takes it away again. It
// makes no folder: one that is not there may be on a disk that is not plugged
// in.
func TryBackups(dir string) error {
	info, err := os.Stat(dir)
	if err == nil && !info.IsDir() {
		err = &fs.PathError{Op: "open", Path: dir, Err: syscall.ENOTDIR}
	}
	if err != nil {
		return debrief.Errorf(debrief.CodeBackupAway, "path", dir).Wrap(err)
	}
	part := filepath.Join(dir, ".backup-"+debrief.NewID()+".part")
	err = os.WriteFile(part, make([]byte, tryBytes), 0o600)
	if err == nil {
		err = syncFile(part)
	}
	return backupError(context.Background(), dir, errors.Join(err, removeAll(part)))
}

// tryBytes is how much is written to try a folder: more than the few blocks a
// full disk may still have for a name.
const tryBytes = 64 << 10

// made is when and why a backup is made, and what the library's file is called.
type made struct {
	at  time.Time
	why Reason
	of  string
}

func backUp(ctx context.Context, from *conn, dir string, m made, progress Progress) (b Backup, h Health, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return b, h, err
	}
	part := filepath.Join(dir, ".backup-"+debrief.NewID()+".part")
	defer func() { err = errors.Join(err, removeAll(part, part+"-journal", part+noteEnd)) }()
	want, err := copyPages(ctx, from, part, progress.between(0, .5))
	if err != nil {
		return b, h, err
	}
	if err := leaveOutTurns(ctx, part); err != nil {
		return b, h, err
	}
	if err := syncFile(part); err != nil {
		return b, h, fmt.Errorf("sync backup: %w", err)
	}
	h, err = verify(ctx, part, true, progress.between(.5, 1))
	if err != nil {
		return b, h, err
	}
	// A search index that is not right is made again from the rest.
	if h.Serious() > 0 || h.Passages != want.records || h.Changes != want.changes {
		return b, h, debrief.Errorf(debrief.CodeBackup, "path", dir).Wrap(
			fmt.Errorf("%d of %d records, %d of %d changes, %d damages", h.Passages, want.records, h.Changes, want.changes, len(h.Damage)))
	}
	b, err = publish(part, dir, m, h, want)
	return b, h, err
}

// counted is what a backup of a library holds, read in the transaction that is
// copied: all but turns.
type counted struct {
	records, changes int
	seq              int64
	mark             string
	library          string
}

// stepPages is how many pages are copied between two looks whether to go on:
// a megabyte at a time.
const stepPages = 256

// copyPages copies a library page by page, out of one transaction, so that a
// save meanwhile neither waits nor shows.
func copyPages(ctx context.Context, from *conn, to string, progress Progress) (n counted, err error) {
	f, err := os.OpenFile(to, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return n, err
	}
	if err := f.Close(); err != nil {
		return n, err
	}
	src, dst := sql.OpenDB(from), sql.OpenDB(builder(to))
	defer func() { err = errors.Join(err, src.Close(), dst.Close()) }()
	source, err := src.Conn(ctx)
	if err != nil {
		return n, fmt.Errorf("open source: %w", err)
	}
	defer func() { err = errors.Join(err, source.Close()) }()
	target, err := dst.Conn(ctx)
	if err != nil {
		return n, fmt.Errorf("open backup: %w", err)
	}
	defer func() { err = errors.Join(err, target.Close()) }()
	tx, err := source.BeginTx(ctx, nil)
	if err != nil {
		return n, fmt.Errorf("begin backup: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	if err := tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM record WHERE noun <> 'turns'), (SELECT count(*) FROM change WHERE noun <> 'turns'),
		(SELECT coalesce(max(seq), 0) FROM change WHERE noun <> 'turns'), coalesce((`+selectIdentity+`), '')`).
		Scan(&n.records, &n.changes, &n.seq, &n.library); err != nil {
		return n, fmt.Errorf("count source: %w", err)
	}
	if n.mark, err = markOf(ctx, tx); err != nil {
		return n, err
	}
	return n, raw(source, func(s *sqlite3.SQLiteConn) error {
		return raw(target, func(t *sqlite3.SQLiteConn) error { return stepThrough(ctx, s, t, progress) })
	})
}

// raw lends a connection as what the driver made it.
func raw(c *sql.Conn, f func(*sqlite3.SQLiteConn) error) error {
	return c.Raw(func(dc any) error {
		s, ok := dc.(*sqlite3.SQLiteConn)
		if !ok {
			return driver.ErrBadConn
		}
		return f(s)
	})
}

func stepThrough(ctx context.Context, from, to *sqlite3.SQLiteConn, progress Progress) (err error) {
	b, err := to.Backup("main", from, "main")
	if err != nil {
		return fmt.Errorf("begin copy: %w", err)
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	for left := -1; ; {
		if err := ctx.Err(); err != nil {
			return cancelled(err)
		}
		done, err := b.Step(stepPages)
		if err != nil {
			return fmt.Errorf("copy pages: %w", err)
		}
		progress.say(int64(b.PageCount()-b.Remaining()), int64(b.PageCount()))
		if done {
			return nil
		}
		// The driver says nothing when a step finds its source locked.
		if b.Remaining() == left {
			return fmt.Errorf("copy pages: %w", sqlite3.ErrBusy)
		}
		left = b.Remaining()
	}
}

// publish gives a verified copy a name nobody has, its note first: what has a
// backup's name is verified.
func publish(part, dir string, m made, h Health, want counted) (b Backup, err error) {
	n, err := noteOf(part, m, h, want)
	if err != nil {
		return b, err
	}
	path, err := reserve(dir, m.at)
	if err != nil {
		return b, err
	}
	err = n.write(part+noteEnd, path+noteEnd)
	if err == nil {
		err = putInPlace(part, path)
	}
	if err != nil {
		return Backup{}, errors.Join(err, removeAll(path, path+noteEnd))
	}
	b = Backup{Path: path, At: n.At, Size: n.Size}
	n.tell(&b)
	return b, nil
}

// reserve makes an empty file under the first free name of a minute.
func reserve(dir string, now time.Time) (string, error) {
	base := filepath.Join(dir, backupPrefix+now.UTC().Format(backupTime))
	for i := 1; ; i++ {
		path := base + backupEnd
		if i > 1 {
			path = base + "-" + strconv.Itoa(i) + backupEnd
		}
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		return path, f.Close()
	}
}

// Backups lists the backups in a folder, newest first by their names. A folder
// that is not there holds none.
func Backups(dir string) ([]Backup, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return []Backup{}, openError(dir, err)
	}
	out := []Backup{}
	for _, e := range entries {
		at, ok := backupAt(e.Name())
		if !ok || !e.Type().IsRegular() {
			continue
		}
		info, err := e.Info()
		if err != nil || info.Size() == 0 {
			continue // removed meanwhile, or a name reserved and never used
		}
		out = append(out, describe(filepath.Join(dir, e.Name()), at, info))
	}
	sort.Slice(out, func(i, j int) bool {
		if !out[i].At.Equal(out[j].At) {
			return out[i].At.After(out[j].At)
		}
		return nth(out[i].Path) > nth(out[j].Path)
	})
	return out, nil
}

// SortByLog sorts backups of a library by how much of its log they have, the most
// first: clocks go wrong and the log's numbers only grow. Those of the same line
// are sorted by time, newest first.
func SortByLog(all []Backup) {
	slices.SortStableFunc(all, func(a, b Backup) int {
		return cmp.Or(cmp.Compare(b.Seq, a.Seq), b.At.Compare(a.At), cmp.Compare(nth(b.Path), nth(a.Path)))
	})
}

// BackupAt describes a backup somebody named, wherever it is. Its time is that
// of its name, or else of the file.
func BackupAt(path string) (Backup, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Backup{}, debrief.Errorf(debrief.CodeNoLibrary, "path", path)
	}
	if err != nil {
		return Backup{}, openError(path, err)
	}
	at, ok := backupAt(info.Name())
	if !ok {
		at = info.ModTime().UTC()
	}
	b := describe(path, at, info)
	if !b.Verified {
		b.Seq = lastLineIn(path)
	}
	return b, nil
}

// within is a moment to the second if it lies in the minute a name says. A file
// that was copied or renamed goes by its name.
func within(minute, at time.Time) time.Time {
	if at = at.UTC().Truncate(time.Second); at.Truncate(time.Minute).Equal(minute.Truncate(time.Minute)) {
		return at
	}
	return minute
}

// backupAt reads the time in a backup's name.
func backupAt(name string) (time.Time, bool) {
	name, isFile := strings.CutSuffix(name, backupEnd)
	name, ours := strings.CutPrefix(name, backupPrefix)
	if !isFile || !ours || len(name) < len(backupTime) {
		return time.Time{}, false
	}
	at, err := time.Parse(backupTime, name[:len(backupTime)])
	return at, err == nil && (len(name) == len(backupTime) || name[len(backupTime)] == '-')
}

// nth is the place of a backup among those of the same minute.
func nth(path string) int {
	name := strings.TrimSuffix(filepath.Base(path), backupEnd)
	rest := name[min(len(name), len(backupPrefix)+len(backupTime)):]
	n, err := strconv.Atoi(strings.TrimPrefix(rest, "-"))
	if err != nil {
		return 1
	}
	return n
}
