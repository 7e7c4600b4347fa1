package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// RestoreOptions say what to put in place of a library.
type RestoreOptions struct {
	// From is the backup, Library the file it takes the place of.
	From, Library string
	// Dir is where what is there now is kept; see BackupDir.
	Dir string
	// Now names what is kept.
	Now time.Time
	// Progress may be nil.
	Progress Progress
}

// Restored says what a restore did.
type Restored struct {
	// Health is that of the restored library.
	Health Health `json:"health"`
	// Kept is where the library that was there is now: a verified backup, or,
	// when it was damaged, a copy of its bytes. Of one that is missing it is the
	// log, if that was left. Empty when there was nothing.
	Kept string `json:"kept"`
	// KeptDamaged says that Kept is not a backup: a copy of a damaged file, or a
	// log without its library.
	KeptDamaged bool `json:"keptDamaged"`
}

// Restore puts a backup in place of a library. The backup is verified first
// and what is there is kept first; then the new file takes its place at once,
// so that at every moment there is a whole library. No window may have the
// library open.
func Restore(ctx context.Context, o RestoreOptions) (r Restored, err error) {
	name := o.Library
	o.Library = followed(name)
	for _, end := range []string{partEnd, TrialEnd, ".new"} {
		if sameFile(o.From, o.Library+end) || sameFile(o.From, name+end) {
			return Restored{}, debrief.Errorf(debrief.CodeBackupPassing, "path", o.From)
		}
	}
	r, err = o.restore(ctx)
	return r, asNamed(roomFor(o.Dir, err), o.Library, name)
}

// roomFor says of a full disk what it kept from being done: nothing that is
// being typed waits for it.
func roomFor(dir string, err error) error {
	if debrief.CodeOf(err) != debrief.CodeDiskFull {
		return err
	}
	return debrief.Errorf(debrief.CodeBackupFull, "path", dir).Wrap(err)
}

func (o RestoreOptions) restore(ctx context.Context) (r Restored, err error) {
	if sameFile(o.From, o.Library) {
		return r, debrief.Errorf(debrief.CodeBackupSame, "path", o.From)
	}
	r.Health, err = Verify(ctx, o.From, o.Progress.between(0, .3))
	if err != nil {
		return r, err
	}
	if r.Health.Serious() > 0 {
		return r, debrief.Errorf(debrief.CodeBackupDamaged, "path", o.From)
	}
	if err := os.MkdirAll(filepath.Dir(o.Library), 0o700); err != nil {
		return r, openError(o.Library, err)
	}
	if err := refuseBackup(o.Library); err != nil {
		return r, err
	}
	lock, err := lockFile(o.Library + ".lock")
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, lock.release()) }()
	if err := resume(o.Library); err != nil {
		return r, openError(o.Library, err)
	}
	if r.Kept, r.KeptDamaged, err = keepPresent(ctx, o); err != nil {
		return r, backupError(ctx, o.Dir, err)
	}
	if err := o.replace(ctx, r.Health); err != nil {
		return Restored{}, errors.Join(backupError(ctx, o.Library, err), o.backAgain(r.Kept))
	}
	return r, nil
}

// backAgain gives the log of a library that is missing its name again: nothing
// took its place.
func (o RestoreOptions) backAgain(kept string) error {
	if !strings.HasPrefix(kept, o.Library+logEnd) {
		return nil
	}
	return putBack(kept, o.Library+logEnd)
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// keepPresent backs up what is there. A sound library becomes a backup and its
// log is folded in; of anything else the bytes are copied and nothing in it is
// changed.
func keepPresent(ctx context.Context, o RestoreOptions) (kept string, damaged bool, err error) {
	if _, err := os.Stat(o.Library); errors.Is(err, os.ErrNotExist) {
		// What was saved last can be in it, and it is of use when the file is found.
		kept, err := setAside(o.Library + logEnd)
		return kept, kept != "", err
	}
	h, err := verify(ctx, o.Library, true, o.Progress.between(.3, .5))
	if ctx.Err() != nil {
		return "", false, cancelled(ctx.Err())
	}
	if debrief.CodeOf(err) == debrief.CodeNoRoom {
		return "", false, err
	}
	if err != nil || h.Serious() > 0 {
		kept, err := keepBytes(o.Library, o.Dir, o.Now)
		return kept, true, err
	}
	if err := foldLog(ctx, o.Library); err != nil {
		return "", false, err
	}
	b, _, err := backUp(ctx, connector(o.Library, true), o.Dir, made{o.Now, ReasonBeforeRestore, filepath.Base(o.Library)}, o.Progress.between(.5, .8))
	return b.Path, false, err
}

// foldLog brings what is in a sound library's log into its file, also when
// somebody (a list on the command line) is reading it.
func foldLog(ctx context.Context, path string) (err error) {
	db := sql.OpenDB(connector(path, false))
	defer func() { err = errors.Join(err, db.Close()) }()
	var busy, frames, folded int
	if err := db.QueryRowContext(ctx, `PRAGMA wal_checkpoint(FULL)`).Scan(&busy, &frames, &folded); err != nil {
		return fmt.Errorf("fold log: %w", err)
	}
	if busy != 0 {
		return debrief.Errorf(debrief.CodeLocked, "path", path)
	}
	return nil
}

// keptPrefix begins the names of damaged libraries that are kept as they were.
const keptPrefix = "damaged-"

// KeptAsTheyWere lists the damaged libraries kept in a folder, newest first. A
// folder that is not there holds none.
func KeptAsTheyWere(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return []string{}, openError(dir, err)
	}
	out := []string{}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), keptPrefix) && strings.HasSuffix(e.Name(), backupEnd) && e.Type().IsRegular() {
			out = append(out, filepath.Join(dir, e.Name()))
		}
	}
	slices.Reverse(out)
	return out, nil
}

// keepBytes copies a damaged library and its log, byte for byte.
func keepBytes(library, dir string, now time.Time) (string, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	base := filepath.Join(dir, keptPrefix+now.UTC().Format(backupTime))
	to := base + backupEnd
	for i := 2; ; i++ {
		err := copyBytes(library, to)
		if err == nil {
			return to, syncDir(dir)
		}
		if !errors.Is(err, os.ErrExist) {
			return "", err
		}
		to = fmt.Sprintf("%s-%d%s", base, i, backupEnd)
	}
}

// copyBytes copies a library and its log, byte for byte, and never over
// anything.
func copyBytes(library, to string) error {
	made := []string{}
	for _, end := range []string{"", logEnd} {
		err := copyFile(library+end, to+end)
		if end != "" && errors.Is(err, os.ErrNotExist) {
			continue
		}
		if !errors.Is(err, os.ErrExist) {
			made = append(made, to+end)
		}
		if err != nil {
			return errors.Join(err, removeAll(made...))
		}
	}
	return nil
}

// replace copies the backup beside the library, verifies the copy and puts it
// in the library's place.
func (o RestoreOptions) replace(ctx context.Context, want Health) (err error) {
	part := o.Library + partEnd
	if err := removeLibrary(part); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, removeLibrary(part)) }()
	if err := copyWhole(ctx, o.From, part); err != nil {
		return err
	}
	// What is restored takes a library's place and has its backups.
	if id := identityOf(o.Library); id != "" {
		if err := setIdentity(ctx, part, id); err != nil {
			return err
		}
	}
	if err := carryWithdrawn(ctx, o.Library, part); err != nil {
		return err
	}
	got, err := verify(ctx, part, true, o.Progress.between(.8, 1))
	if err != nil {
		return err
	}
	if got.Serious() > 0 || got.Passages != want.Passages || got.Changes != want.Changes {
		return debrief.Errorf(debrief.CodeBackupDamaged, "path", o.From)
	}
	return takePlace(part, o.Library)
}

// copyWhole copies a library and what is in its log to one file.
func copyWhole(ctx context.Context, from, to string) (err error) {
	u, err := openUntouched(from, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, u.close()) }()
	_, err = copyPages(ctx, u.conn, to, nil)
	return err
}

func putBack(aside, log string) error {
	if err := os.Rename(aside, log); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}
