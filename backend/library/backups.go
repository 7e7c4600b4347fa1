package library

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/file"
	"secondstory/backend/sqlite"
)

// Place is a folder for backups of the library.
type Place struct {
	Dir string `json:"dir"`
	// Own says that it is the app's own, beside the library.
	Own bool `json:"own"`
}

// Backup is one backup in the list. Name tells it from all others, also from
// one of the same minute in another folder; it is no path.
type Backup struct {
	sqlite.Backup
	Name string
	// Own says that it is in the app's own folder, Ours that it is known to be of
	// this library.
	Own  bool
	Ours bool
}

// ends of what is kept beside the library, and the two places in a name.
const (
	placeEnd    = ".backups"
	inOwn       = "own:"
	inChosen    = "chosen:"
	privateFile = 0o600
)

// chosenFolder is what the file beside the library holds. The choice is not in
// the library itself: it has to be found when that is damaged or missing, and a
// restored library does not bring back the folder of another time.
type chosenFolder struct {
	Folder string `json:"folder"`
}

// Place is where backups go: the folder somebody chose, or the app's own.
func (k Keeper) Place() Place {
	var c chosenFolder
	data, err := os.ReadFile(k.Path + placeEnd)
	if err != nil || json.Unmarshal(data, &c) != nil || !filepath.IsAbs(c.Folder) {
		return k.ownPlace()
	}
	return Place{Dir: c.Folder}
}

func (k Keeper) ownPlace() Place { return Place{Dir: sqlite.BackupDir(k.Path), Own: true} }

// ChoosePlace makes a folder the one where backups go. One that cannot be
// written to, or that a service keeps in step with the open library in it, is
// refused.
func (k Keeper) ChoosePlace(dir string) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return debrief.Errorf(debrief.CodeBackupFolder, "path", dir).Wrap(err)
	}
	if dir == k.ownPlace().Dir {
		return k.ChooseOwnPlace()
	}
	for _, c := range sqlite.BackupSurroundings(dir, k.Path) {
		if c.Key == sqlite.ConcernBackupSync {
			return debrief.Errorf(debrief.CodeBackupSync, "path", dir, "service", c.Service)
		}
	}
	if err := sqlite.TryBackups(dir); err != nil {
		return err
	}
	data, err := json.Marshal(chosenFolder{dir})
	if err != nil {
		return err
	}
	if err := file.Put(k.Path+placeEnd, data, privateFile); err != nil {
		return debrief.Errorf(debrief.CodeBackupFolder, "path", filepath.Dir(k.Path)).Wrap(err)
	}
	return nil
}

// ChooseOwnPlace sends backups to the app's own folder again. Those in the
// other folder stay there and are not listed any more.
func (k Keeper) ChooseOwnPlace() error {
	if err := os.Remove(k.Path + placeEnd); err != nil && !errors.Is(err, os.ErrNotExist) {
		return debrief.Errorf(debrief.CodeBackupFolder, "path", filepath.Dir(k.Path)).Wrap(err)
	}
	return nil
}

// Concerns are what could cost words about where the library and its backups
// are. It is never nil.
func (k Keeper) Concerns() []sqlite.Concern {
	all := sqlite.Surroundings(k.Path)
	if place := k.Place(); !place.Own {
		all = append(all, sqlite.BackupSurroundings(place.Dir, k.Path)...)
	}
	return all
}

// Backups lists what is in the chosen folder and in the app's own, newest
// first, but for what is known to be of another library. It needs no library. away says why the chosen folder could not be
// read; what is in the app's own is listed all the same.
func (k Keeper) Backups() (all []Backup, away error) {
	place, all := k.Place(), []Backup{}
	if !place.Own {
		if _, err := os.Stat(place.Dir); err != nil {
			away = debrief.Errorf(debrief.CodeBackupAway, "path", place.Dir).Wrap(err)
		} else if all, err = listed(place, inChosen); err != nil {
			away = err
		}
	}
	own, err := listed(k.ownPlace(), inOwn)
	if away == nil {
		away = err
	}
	all = append(all, own...)
	owner := sqlite.OwnerOf(k.Path)
	all = slices.DeleteFunc(all, func(b Backup) bool { return !owner.Lists(b.Backup) })
	for i, b := range all {
		all[i].Ours = owner.Has(b.Backup)
	}
	newestFirst(all, k.Now())
	return all, away
}

// Holding returns the backups that hold any of some sealed rows, newest first.
// unread counts those that could not be read; away is as in Backups.
func (k Keeper) Holding(ctx context.Context, rows ...debrief.ID) (holding []Backup, unread int, away error) {
	all, away := k.Backups()
	for _, b := range all {
		switch there, err := sqlite.SealedIn(ctx, b.Path, rows...); {
		case err != nil:
			unread++
		case there:
			holding = append(holding, b)
		}
	}
	return holding, unread, away
}

// newestFirst sorts by time. A backup made while the clock was ahead takes the
// place its log gives it: before what has less of it.
func newestFirst(all []Backup, now time.Time) {
	slices.SortStableFunc(all, func(a, b Backup) int { return b.At.Compare(a.At) })
	ahead := []Backup{}
	sorted := slices.DeleteFunc(slices.Clone(all), func(b Backup) bool {
		if b.At.After(now) {
			ahead = append(ahead, b)
		}
		return b.At.After(now)
	})
	slices.SortStableFunc(ahead, func(a, b Backup) int { return cmp.Compare(a.Seq, b.Seq) })
	for _, b := range ahead {
		i := slices.IndexFunc(sorted, func(c Backup) bool { return c.Ours == b.Ours && c.Seq <= b.Seq })
		if i < 0 {
			i = len(sorted)
		}
		sorted = slices.Insert(sorted, i, b)
	}
	copy(all, sorted)
}

func listed(place Place, in string) ([]Backup, error) {
	found, err := sqlite.Backups(place.Dir)
	out := []Backup{}
	for _, b := range found {
		out = append(out, Backup{Backup: b, Name: in + filepath.Base(b.Path), Own: place.Own})
	}
	return out, err
}

// KeptAsTheyWere lists the damaged libraries kept where backups go and in the
// app's own folder, by their paths. A folder that cannot be read adds none.
func (k Keeper) KeptAsTheyWere() []string {
	out, place := []string{}, k.Place()
	if !place.Own {
		chosen, _ := sqlite.KeptAsTheyWere(place.Dir)
		out = append(out, chosen...)
	}
	own, _ := sqlite.KeptAsTheyWere(k.ownPlace().Dir)
	return append(out, own...)
}

// Find returns a backup of the list by its name.
func (k Keeper) Find(name string) (Backup, error) {
	all, _ := k.Backups()
	for _, b := range all {
		if b.Name == name {
			return b, nil
		}
	}
	return Backup{}, debrief.Errorf(debrief.CodeBackupGone)
}

// Look is what a backup holds, and what restoring it would set aside.
type Look struct {
	// Debriefs are in the backup, newest first.
	Debriefs []debrief.Row
	// Aside is what the library holds and the backup does not, Back the other
	// way round.
	Aside sqlite.Difference
	Back  sqlite.Difference
	// Missing says that there is no library, Unknown that it cannot be read
	// enough to be compared.
	Missing bool
	Unknown bool
}

// Look reads a backup at a path beside the library, open or not, and changes
// neither.
func (k Keeper) Look(ctx context.Context, path string) (l Look, err error) {
	l = Look{Debriefs: []debrief.Row{}, Aside: sqlite.Difference{Items: []sqlite.DifferenceItem{}}, Back: sqlite.Difference{Items: []sqlite.DifferenceItem{}}}
	backup, err := k.Read(ctx, path)
	if err != nil {
		return l, err
	}
	defer func() { err = errors.Join(err, backup.Close()) }()
	if l.Debriefs, _, err = backup.List(ctx, 0, 0); err != nil {
		return l, err
	}
	now, err := k.Read(ctx, k.Path)
	if err != nil {
		l.Missing = debrief.CodeOf(err) == debrief.CodeNoLibrary
		l.Unknown = !l.Missing
		return l, nil //nolint:nilerr // said by Missing and Unknown
	}
	defer func() { err = errors.Join(err, now.Close()) }()
	aside, asideErr := now.Without(ctx, backup)
	back, backErr := backup.Without(ctx, now)
	if asideErr != nil || backErr != nil {
		l.Unknown = true
		return l, nil
	}
	l.Aside, l.Back = aside, back
	return l, nil
}

// Read opens a backup, or any library, at a path to be read. Nothing of it changes.
func (k Keeper) Read(ctx context.Context, path string) (*sqlite.DB, error) {
	return sqlite.Open(ctx, sqlite.Options{Path: path, Now: k.Now, ReadOnly: true, Readable: true})
}

// Restore puts a backup at a path in the library's place. What is there is kept
// as a backup first, in the chosen folder or, when that cannot be written to,
// in the app's own. The library may not be open.
func (k Keeper) Restore(ctx context.Context, path string, progress sqlite.Progress) (sqlite.Restored, error) {
	place := k.Place()
	if !place.Own && sqlite.TryBackups(place.Dir) != nil {
		place = k.ownPlace()
	}
	return sqlite.Restore(ctx, sqlite.RestoreOptions{
		From: path, Library: k.Path, Dir: place.Dir, Now: k.Now(), Progress: progress,
	})
}

// NameOf is the name in the list of a backup at a path, or empty: a copy of a
// damaged library is not in it.
func (k Keeper) NameOf(path string) string {
	all, _ := k.Backups()
	i := slices.IndexFunc(all, func(b Backup) bool { return strings.EqualFold(b.Path, path) })
	if i < 0 {
		return ""
	}
	return all[i].Name
}
