package app

import (
	"context"
	"errors"
	"path/filepath"

	"secondstory/backend/debrief"
	"secondstory/backend/interview"
	"secondstory/backend/sqlite"
)

// BackupNotes is what may be known without a key of the private notes in a
// backup. An empty name means that nobody chose one.
type BackupNotes struct {
	Name string `json:"name"`
	// File is the name of a file chosen in a dialog, without its folder.
	File string `json:"file"`
	// Total is how many interviews are sealed in it, Elsewhere how many of them
	// are of debriefs that are not in this library.
	Total     int `json:"total"`
	Elsewhere int `json:"elsewhere"`
}

// TakenNotes says what came of taking notes in; see interview.Taken. Stopped says
// that somebody stopped it, and the rest is still in the backup alone.
type TakenNotes struct {
	New     int  `json:"new"`
	Back    int  `json:"back"`
	Here    int  `json:"here"`
	Left    int  `json:"left"`
	Past    int  `json:"past"`
	Bad     int  `json:"bad"`
	Stopped bool `json:"stopped"`
}

// LookInto says of a backup of the list, or the file that was picked, what notes
// it has. CodeBackupNoNotes when there are none.
func (s *Interviews) LookInto(name string) (notes BackupNotes, err error) {
	defer guard(&err)
	notes.Name = name
	err = s.inBackup(name, func(ctx context.Context, db *sqlite.DB) error {
		from, err := s.backupVault(db).Standing(ctx)
		if err != nil {
			return err
		}
		if !from.Made {
			return debrief.Errorf(debrief.CodeBackupNoNotes)
		}
		known, err := s.debriefs(ctx)
		for id, n := range from.Interviews {
			notes.Total += n
			if !known(id) {
				notes.Elsewhere += n
			}
		}
		return err
	})
	return notes, err
}

// PickBackup asks for a backup anywhere and looks into it. Its name serves until
// another is picked.
func (s *Interviews) PickBackup() (notes BackupNotes, err error) {
	defer guard(&err)
	path, err := s.desk.backups.pick()
	if err != nil || path == "" {
		return notes, err
	}
	notes, err = s.LookInto(pickedName)
	notes.File = filepath.Base(path)
	return notes, err
}

// TakeIn brings the notes of a backup into the open vault, by its passphrase or
// code of that time. The backup is only read.
func (s *Interviews) TakeIn(name, typed string, byCode bool) (taken TakenNotes, err error) {
	defer guard(&err)
	v, err := s.used()
	if err != nil {
		return taken, err
	}
	err = s.desk.run(func(ctx context.Context, progress func(float64)) error {
		return s.inBackup(name, func(_ context.Context, db *sqlite.DB) error {
			from := s.backupVault(db)
			defer from.Lock()
			err := from.UnlockBy(ctx, interview.Way{Typed: typed, Code: byCode})
			if debrief.CodeOf(err) == debrief.CodeVaultLedger {
				return debrief.Errorf(debrief.CodeBackupNotes).Wrap(err)
			}
			if err != nil {
				return err
			}
			taken, err = s.take(ctx, v, from, progress)
			return err
		})
	})
	return taken, err
}

func (s *Interviews) take(ctx context.Context, v, from *interview.Vault, progress func(float64)) (TakenNotes, error) {
	known, err := s.debriefs(ctx)
	if err != nil {
		return TakenNotes{}, err
	}
	lib, err := s.desk.open()
	if err != nil {
		return TakenNotes{}, err
	}
	gone, err := lib.Withdrawn(ctx)
	if err != nil {
		return TakenNotes{}, err
	}
	t, err := v.Take(ctx, from, interview.Here{Known: known, Gone: gone, Progress: progress})
	taken := TakenNotes{New: t.New, Back: t.Back, Here: t.Here, Left: t.Left, Past: t.Past, Bad: t.Bad}
	if debrief.CodeOf(err) == debrief.CodeCancelled {
		taken.Stopped = true
		return taken, nil
	}
	return taken, err
}

// Rescue opens the vault of this library with the passphrase or code a backup of
// it was made under, and gives it a new passphrase.
func (s *Interviews) Rescue(name, typed string, byCode bool, changed string) (err error) {
	defer guard(&err)
	return s.unlock(func(v *interview.Vault) error {
		return s.inBackup(name, func(ctx context.Context, db *sqlite.DB) error {
			return v.Rescue(ctx, db, interview.Way{Typed: typed, Code: byCode}, changed)
		})
	})
}

func (s *Interviews) backupVault(db *sqlite.DB) *interview.Vault {
	return interview.New(db, interview.Options{Now: s.desk.keeper.Now})
}

// inBackup does something with a backup that is open to be read.
func (s *Interviews) inBackup(name string, do func(context.Context, *sqlite.DB) error) (err error) {
	path, err := s.desk.backups.path(name)
	if err != nil {
		return err
	}
	ctx := context.Background()
	db, err := s.desk.keeper.Read(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return ofBackup(do(ctx, db))
}

// ofBackup says of what is wrong with a vault that it is the backup's.
func ofBackup(err error) error {
	switch debrief.CodeOf(err) {
	case debrief.CodeVaultNone:
		return debrief.Errorf(debrief.CodeBackupNoNotes).Wrap(err)
	case debrief.CodeVaultDamaged:
		return debrief.Errorf(debrief.CodeBackupNotes).Wrap(err)
	}
	return err
}

// debriefs says which debriefs are in the open library.
func (s *Interviews) debriefs(ctx context.Context) (func(debrief.ID) bool, error) {
	known := map[debrief.ID]bool{}
	lib, err := s.desk.open()
	if err != nil {
		return nil, err
	}
	rows, _, err := lib.List(ctx, 0, 0)
	for _, r := range rows {
		known[r.ID] = true
	}
	return func(id debrief.ID) bool { return known[id] }, err
}
