package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"secondstory/backend/debrief"
)

// Report says what was brought from a damaged library into a new one.
type Report struct {
	// Passages counts the records in the new library, FromHistory those among
	// them that are the last version the history had because the record itself
	// could not be read, and Changes the lines of history.
	Passages    int `json:"passages"`
	FromHistory int `json:"fromHistory"`
	Changes     int `json:"changes"`
	// ChangesLost is how many lines of history are known to be missing.
	ChangesLost int `json:"changesLost"`
	// Debriefs says it by debrief, Lost by record; both are never nil.
	Debriefs []Salvaged `json:"debriefs"`
	Lost     []Damage   `json:"lost"`
}

// Salvaged is what a report says of one debrief, in records.
type Salvaged struct {
	DebriefID   debrief.ID `json:"debriefId"`
	Title       string     `json:"title"`
	Kept        int        `json:"kept"`
	FromHistory int        `json:"fromHistory"`
	Lost        int        `json:"lost"`
}

// Salvage makes a new library at to with everything in a damaged one that is
// as it was written: every row whose hash is right, wherever it stands in the
// file, and for a record that cannot be read its last version in the history.
// The damaged library is only read. There must be nothing at to.
//
// In the new library nothing can be undone that was done before: an undo of a
// step of which a part is missing would do harm. The history of every text is
// there.
func Salvage(ctx context.Context, damaged, to string, progress Progress) (Report, error) {
	if _, err := os.Lstat(to); !errors.Is(err, os.ErrNotExist) {
		return Report{}, debrief.Errorf(debrief.CodeExists, "path", to)
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
	from, err := openPages(damaged)
	if errors.Is(err, os.ErrNotExist) {
		return Report{}, debrief.Errorf(debrief.CodeNoLibrary, "path", damaged)
	}
	if err != nil {
		return Report{}, openError(damaged, err)
	}
	defer from.close()
	s := newSalvage(from)
	if err := from.scan(ctx, progress.between(0, .4), s.survey()); err != nil {
		return Report{}, err
	}
	s.choose()
	if len(s.chosen) == 0 {
		return Report{}, debrief.Errorf(debrief.CodeNothingFound, "path", damaged)
	}
	if err := s.writeTo(ctx, to, progress); err != nil {
		return Report{}, writeError(to, err)
	}
	return s.report(), nil
}

// writeTo makes the new library under another name, reopens and verifies it,
// and only then gives it its own.
func (s *salvage) writeTo(ctx context.Context, to string, progress Progress) (err error) {
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	part := to + ".part"
	if err := removeAll(part, part+"-wal", part+"-shm", part+"-journal"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, removeAll(part, part+"-wal", part+"-shm", part+"-journal")) }()
	if err := s.fill(ctx, part, progress.between(.4, .8)); err != nil {
		return err
	}
	h, err := verify(ctx, part, true, progress.between(.8, 1))
	if err != nil {
		return err
	}
	if !h.Sound() || h.Passages != len(s.chosen) {
		return debrief.Errorf(debrief.CodeDamaged, "path", to).Wrap(fmt.Errorf("the new library holds %d of %d records", h.Passages, len(s.chosen)))
	}
	return putInPlace(part, to)
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
