package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"secondstory/backend/debrief"
)

// Salvage makes a new library at to with everything in a damaged one that is
// as it was written: every row whose hash is right, wherever it stands in the
// file, and for a record that cannot be read its last version in the history.
// What the history does not have either is looked for in backups, newest first,
// and so are the bytes of attachments. Of an attachment whose bytes are nowhere
// its name and place are kept, and the library knows that they are lost.
// The damaged library is only read. There must be nothing at to.
//
// In the new library nothing can be undone that was done before: an undo of a
// step of which a part is missing would do harm. The history of every text is
// there.
func Salvage(ctx context.Context, damaged, to string, progress Progress, backups ...Backup) (Report, error) {
	if _, err := os.Lstat(to); !errors.Is(err, os.ErrNotExist) {
		return Report{}, debrief.Errorf(debrief.CodeExists, "path", to)
	}
	damaged = followed(damaged)
	if err := resumeToRead(damaged); err != nil {
		return Report{}, openError(damaged, err)
	}
	lock, live, err := lockIfThere(damaged + ".lock")
	if live {
		return Report{}, debrief.Errorf(debrief.CodeLocked, "path", damaged)
	}
	if err != nil {
		return Report{}, openError(damaged, err)
	}
	if lock != nil {
		defer func() { _ = lock.release() }()
	}
	report, err := salvageTo(ctx, damaged, to+".part", progress, backups)
	if err == nil {
		err = putInPlace(to+".part", to)
	}
	if err != nil {
		return Report{}, errors.Join(writeError(to, err), removeLibrary(to+".part"))
	}
	return report, nil
}

// salvageTo makes the new library at part, reopened and verified, on behalf of
// one who holds the damaged one's lock.
func salvageTo(ctx context.Context, damaged, part string, progress Progress, backups []Backup) (Report, error) {
	from, err := openPages(damaged)
	if errors.Is(err, os.ErrNotExist) {
		return Report{}, debrief.Errorf(debrief.CodeNoLibrary, "path", damaged)
	}
	if err != nil {
		return Report{}, openError(damaged, err)
	}
	s := newSalvage(from)
	defer s.close()
	if err := from.scan(ctx, progress.between(0, .3), s.survey()); err != nil {
		return Report{}, err
	}
	s.choose()
	// Backups add to what a library still has. Where it has nothing, going back
	// to one as a whole is the honest name for it.
	if len(s.chosen) == 0 {
		return Report{}, debrief.Errorf(debrief.CodeNothingFound, "path", damaged)
	}
	if err := s.ask(ctx, backups, progress.between(.3, .5)); err != nil {
		return Report{}, err
	}
	if err := s.writeTo(ctx, damaged, part, progress.between(.5, 1)); err != nil {
		return Report{}, errors.Join(err, removeLibrary(part))
	}
	return s.report(), nil
}

func (s *salvage) close() {
	s.from.close()
	for _, b := range s.backups {
		b.from.close()
	}
}

// writeTo makes the new library, then reopens and verifies it.
func (s *salvage) writeTo(ctx context.Context, damaged, part string, progress Progress) (err error) {
	if err := os.MkdirAll(filepath.Dir(part), 0o700); err != nil {
		return err
	}
	if err := removeLibrary(part); err != nil {
		return err
	}
	if err := s.fill(ctx, part, progress.between(0, .6)); err != nil {
		return err
	}
	h, err := verify(ctx, part, true, progress.between(.6, 1))
	if err != nil {
		return err
	}
	if !h.Sound() || h.Passages != len(s.chosen) {
		// Whoever reads this knows the damaged library, not the one in the making.
		return debrief.Errorf(debrief.CodeDamaged, "path", damaged).Wrap(
			fmt.Errorf("the new library holds %d of %d records, %d are not as written", h.Passages, len(s.chosen), len(h.Damage)))
	}
	return nil
}

// removeLibrary removes a library that is not needed and what SQLite put beside
// it.
func removeLibrary(path string) error {
	return removeAll(path, path+"-wal", path+"-shm", path+"-journal")
}

// putInPlace makes a finished file appear under its name, all of it or not at
// all, and waits until that is on disk.
func putInPlace(part, to string) error {
	if err := syncFile(part); err != nil {
		return fmt.Errorf("sync file: %w", err)
	}
	if err := os.Rename(part, to); err != nil {
		return fmt.Errorf("rename file: %w", err)
	}
	return syncDir(filepath.Dir(to))
}
