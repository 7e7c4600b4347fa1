package sqlite

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"secondstory/backend/debrief"
)

// MendOptions say how a damaged library is put right.
type MendOptions struct {
	// Library is the damaged file, Backups what is asked for what cannot be
	// read in it, newest first.
	Library string
	Backups []Backup
	// Dir is where the damaged file is kept; see BackupDir.
	Dir string
	// Now names what is kept.
	Now time.Time
	// Progress may be nil.
	Progress Progress
}

// Mended says what mending did.
type Mended struct {
	Report Report `json:"report"`
	// Kept is where the damaged file is now, byte for byte, with its log.
	Kept string `json:"kept"`
}

// Mend puts a library in place of a damaged one that has everything Salvage
// finds in it and in its backups. The new library is made and verified beside
// the old one, the bytes of which are kept first; then it takes its place at
// once, so that at every moment there is the old library or the new one, whole.
// No window may have the library open.
func Mend(ctx context.Context, o MendOptions) (m Mended, err error) {
	name := o.Library
	o.Library = followed(name)
	m, err = o.mend(ctx)
	return m, asNamed(roomFor(o.Dir, err), o.Library, name)
}

func (o MendOptions) mend(ctx context.Context) (m Mended, err error) {
	if err := refuseBackup(o.Library); err != nil {
		return m, err
	}
	lock, err := lockFile(o.Library + ".lock")
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, lock.release()) }()
	if err := resume(o.Library); err != nil {
		return m, openError(o.Library, err)
	}
	part := o.Library + partEnd
	defer func() { err = errors.Join(err, removeLibrary(part)) }()
	if m.Report, err = salvageTo(ctx, o.Library, part, o.Progress.between(0, .9), o.Backups); err != nil {
		return m, writeError(o.Library, err)
	}
	if m.Kept, err = keepBytes(o.Library, o.Dir, o.Now); err != nil {
		return m, backupError(ctx, o.Dir, err)
	}
	if err := ctx.Err(); err != nil {
		return m, cancelled(err)
	}
	if err := takePlace(part, o.Library); err != nil {
		return m, backupError(ctx, o.Library, err)
	}
	o.Progress.say(1, 1)
	return m, nil
}

// What stands beside a library while another takes its place: the one to come,
// and the log of the one before.
const (
	partEnd  = ".restore"
	asideEnd = logEnd + ".aside"
)

// TrialEnd is the end of the name of the file a damaged library is put together
// in to see what comes of it.
const TrialEnd = ".trial"

// logEnd is the end of the name SQLite gives a library's write-ahead log.
const logEnd = "-wal"

// takePlace puts a finished library in the place of another, of which a copy is
// kept.
//
// A write-ahead log is not tied to its file: SQLite would play an old log into
// the new library. A sound library was closed and has none any more. The log of
// a damaged one is put aside before the new file appears and removed after;
// should that be cut short, resume sees to it.
func takePlace(part, library string) error {
	log, aside := library+logEnd, library+asideEnd
	if err := os.Rename(log, aside); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := syncDir(filepath.Dir(library)); err != nil {
		return errors.Join(err, putBack(aside, log))
	}
	if err := putInPlace(part, library); err != nil {
		return errors.Join(err, putBack(aside, log))
	}
	return removeAll(aside, library+"-shm")
}

// resume ends what a restore or a mend that was cut short left: while the file
// to come is still there, the library is the old one and gets its log back;
// otherwise it is the new one, and the log is that of a file kept elsewhere.
// The caller holds the library's lock.
func resume(library string) error {
	aside, part := library+asideEnd, library+partEnd
	if _, err := os.Lstat(aside); errors.Is(err, os.ErrNotExist) {
		// Nothing was put aside: the library is whole, and a file to come that is
		// left belongs to nobody. What cannot be removed is in nobody's way.
		if Size(library) > 0 {
			_ = removeLibrary(part)
		}
		return nil
	}
	_, err := os.Lstat(part)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return removeAll(aside)
	case err != nil:
		return err
	}
	// On disk in this order: a log that is still aside without the file to come
	// would be taken for that of a file kept elsewhere.
	if err := errors.Join(putBack(aside, library+logEnd), syncDir(filepath.Dir(library))); err != nil {
		return err
	}
	return removeLibrary(part)
}

// resumeToRead is resume for one who only reads: what is read is what the next
// window opens.
func resumeToRead(library string) error {
	if _, err := os.Lstat(library + asideEnd); err != nil {
		return nil //nolint:nilerr // nothing was cut short
	}
	lock, err := lockFile(library + ".lock")
	if err != nil {
		return err
	}
	return errors.Join(resume(library), lock.release())
}

// KeepBytes copies an open library's file and its log byte for byte to dir and
// returns where. Saving goes on meanwhile: while somebody reads, the log is only
// added to, and what is folded into the file stands in the log too.
func (db *DB) KeepBytes(ctx context.Context, dir string) (kept string, err error) {
	tx, err := db.reader.BeginTx(ctx, nil)
	if err != nil {
		return "", writeError(db.path, err)
	}
	defer func() { _ = tx.Rollback() }()
	var n int
	if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_master`).Scan(&n); err != nil {
		return "", writeError(db.path, err)
	}
	kept, err = keepBytes(db.file, dir, db.now())
	return kept, backupError(ctx, dir, err)
}

// SaveCopy copies a library's file and its log byte for byte to where somebody
// chose. It never writes over anything.
func SaveCopy(library, to string) error {
	if _, err := os.Lstat(to); !errors.Is(err, os.ErrNotExist) {
		return debrief.Errorf(debrief.CodeExists, "path", to)
	}
	if err := copyBytes(followed(library), to); err != nil {
		return writeError(to, err)
	}
	return nil
}
