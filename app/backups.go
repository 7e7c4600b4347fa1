package app

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"secondstory/backend/debrief"
	"secondstory/backend/library"
	"secondstory/backend/sqlite"
)

// backupsEvent tells the window that a backup was made or could not be, or that
// there is something new to say about the clock. It carries nothing.
const backupsEvent = "backups"

// Backups is bound to the window: where backups go, the backups there are, and
// putting one in the library's place. Only names cross the bridge. All but Make
// and Check work without an open library.
type Backups struct {
	desk *Desk
	mu   sync.Mutex
	// picked is the file somebody chose in a dialog, see PickFile.
	picked string
}

// pickedName is the name of the file somebody chose in a dialog.
const pickedName = "picked"

// BackupsState is everything there is to say about backups.
type BackupsState struct {
	// Folder is where backups go; Own says that it is the app's own.
	Folder string `json:"folder"`
	Own    bool   `json:"own"`
	// OwnFolder is the app's own.
	OwnFolder string `json:"ownFolder"`
	// Backups are those in both folders, newest first.
	Backups []BackupRow `json:"backups"`
	// Concerns are sentences about where the library and its backups are.
	Concerns []string `json:"concerns"`
	// Trouble says why the last automatic backup could not be made where it
	// belongs, or why the folder cannot be read; an empty code when all is well.
	// Instead says that one is in the app's own folder all the same.
	Trouble WindowError `json:"trouble"`
	Instead bool        `json:"instead"`
	// LastAt is when the newest verified backup of this library was made, RFC 3339,
	// or empty. One from the future, made while the clock was ahead, is none.
	LastAt string `json:"lastAt"`
	// Clock says that the laptop's clock is behind.
	Clock ClockState `json:"clock"`
	// Kept are damaged libraries that were kept as they were, never nil.
	Kept []KeptRow `json:"kept"`
}

// BackupRow is one backup. Name tells it from all others and is no path.
type BackupRow struct {
	Name     string `json:"name"`
	At       string `json:"at"`
	Size     int64  `json:"size"`
	Debriefs int    `json:"debriefs"`
	Passages int    `json:"passages"`
	Verified bool   `json:"verified"`
	// Changed says that it is not as it was made any more.
	Changed bool `json:"changed"`
	// Own says that it is in the app's own folder.
	Own bool `json:"own"`
	// Reason is why it was made, as in sqlite.Reason, or empty.
	Reason sqlite.Reason `json:"reason"`
}

// KeptRow is a damaged library that was kept as it was: its file and in which
// folder, to be shown.
type KeptRow struct {
	File   string `json:"file"`
	Folder string `json:"folder"`
}

// ClockState is a clock that is behind: Now is what it says, Last when the last
// change was written or what it would say, had it not been put back. Both are
// RFC 3339, and empty when all is well.
type ClockState struct {
	Now     string `json:"now"`
	Last    string `json:"last"`
	PutBack bool   `json:"putBack"`
}

// BackupLook is what a backup holds and what restoring it would set aside.
type BackupLook struct {
	Name string `json:"name"`
	// File is the name of a file chosen in a dialog, without its folder.
	File string `json:"file"`
	// Debriefs are those in the backup, newest first.
	Debriefs []debrief.Row `json:"debriefs"`
	// Aside is what the library holds and the backup does not, Back the other way
	// round.
	Aside sqlite.Difference `json:"aside"`
	Back  sqlite.Difference `json:"back"`
	// Missing says that there is no library, Unknown that what is there cannot be
	// compared.
	Missing bool `json:"missing"`
	Unknown bool `json:"unknown"`
}

// RestoredState says what a restore did. An empty At means that nobody chose a
// file.
type RestoredState struct {
	// At is when it was done, RFC 3339.
	At       string `json:"at"`
	Debriefs int    `json:"debriefs"`
	Passages int    `json:"passages"`
	// Kept is the name in the list of what was there before, KeptFile its file and
	// KeptFolder where that is, to be shown. A copy of a damaged library is not in
	// the list.
	Kept        string `json:"kept"`
	KeptFile    string `json:"keptFile"`
	KeptFolder  string `json:"keptFolder"`
	KeptDamaged bool   `json:"keptDamaged"`
}

// CheckedState is what reading the whole library found.
type CheckedState struct {
	At       string `json:"at"`
	Sound    bool   `json:"sound"`
	Debriefs int    `json:"debriefs"`
	Passages int    `json:"passages"`
	Changes  int    `json:"changes"`
	// Damage is what is not as it was written, by debrief.
	Damage []DamageRow `json:"damage"`
}

// DamageRow is one thing that is not as it was written: in which debrief, empty
// for the file itself, and in words what.
type DamageRow struct {
	Title string       `json:"title"`
	Noun  debrief.Noun `json:"noun"`
	What  string       `json:"what"`
}

// List says everything there is to say about backups.
func (s *Backups) List() (state BackupsState, err error) {
	defer guard(&err)
	d := s.desk
	place := d.keeper.Place()
	state = BackupsState{
		Folder: place.Dir, Own: place.Own, OwnFolder: sqlite.BackupDir(d.keeper.Path),
		Backups: []BackupRow{}, Concerns: []string{}, Kept: []KeptRow{},
	}
	for _, path := range d.keeper.KeptAsTheyWere() {
		state.Kept = append(state.Kept, KeptRow{File: filepath.Base(path), Folder: filepath.Dir(path)})
	}
	all, away := d.keeper.Backups()
	for _, b := range all {
		state.Backups = append(state.Backups, backupRow(b))
		if b.Verified && b.Ours && !b.At.After(d.keeper.Now()) && state.LastAt == "" {
			state.LastAt = b.At.Format(time.RFC3339)
		}
	}
	for _, c := range d.keeper.Concerns() {
		state.Concerns = append(state.Concerns, d.copy.T(c.Key, "service", c.Service))
	}
	if away != nil {
		state.Trouble = d.FormatError(away)
	}
	if lib, openErr := d.open(); openErr == nil {
		s.addKept(&state, lib)
	}
	return state, nil
}

// addKept adds what only an open library knows.
func (s *Backups) addKept(state *BackupsState, lib *library.Kept) {
	if o := lib.Outcome(); o.Err != nil {
		state.Trouble, state.Instead = s.desk.FormatError(o.Err), o.Instead
	}
	if c := lib.Clock(); c != nil {
		state.Clock = ClockState{Now: c.Now.Format(time.RFC3339), Last: c.Last.Format(time.RFC3339), PutBack: c.PutBack}
	}
}

func backupRow(b library.Backup) BackupRow {
	return BackupRow{
		Name: b.Name, At: b.At.Format(time.RFC3339), Size: b.Size,
		Debriefs: b.Debriefs, Passages: b.Passages, Verified: b.Verified, Changed: b.Changed, Own: b.Own, Reason: b.Reason,
	}
}

// Make makes a backup now and returns its name.
func (s *Backups) Make() (name string, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return "", err
	}
	err = s.desk.run(func(ctx context.Context, progress func(float64)) error {
		b, err := lib.MakeBackup(ctx, progress)
		name = s.desk.keeper.NameOf(b.Path)
		return err
	})
	return name, err
}

// ChooseFolder asks for a folder and sends backups there. What speaks against it
// is in the state after; nothing changes when nobody chose.
func (s *Backups) ChooseFolder() (state BackupsState, err error) {
	defer guard(&err)
	d := s.desk
	dir, err := d.dialogs.Folder(d.window(), d.copy.T("backups.dialog.folder"), folderThere(d.keeper.Place().Dir, filepath.Dir(d.keeper.Path)))
	if err != nil {
		return noBackups(), err
	}
	if dir != "" {
		if err := d.keeper.ChoosePlace(dir); err != nil {
			return noBackups(), err
		}
		s.wake()
	}
	return s.List()
}

// noBackups is a state that says nothing.
func noBackups() BackupsState {
	return BackupsState{Backups: []BackupRow{}, Concerns: []string{}, Kept: []KeptRow{}}
}

// folderThere is the first of some folders that is there for a dialog to begin
// in, or none.
func folderThere(dirs ...string) string {
	for _, dir := range dirs {
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			return dir
		}
	}
	return ""
}

// UseOwnFolder sends backups to the app's own folder again.
func (s *Backups) UseOwnFolder() (state BackupsState, err error) {
	defer guard(&err)
	if err := s.desk.keeper.ChooseOwnPlace(); err != nil {
		return noBackups(), err
	}
	s.wake()
	return s.List()
}

func (s *Backups) wake() {
	if lib, err := s.desk.open(); err == nil {
		lib.Wake()
	}
}

// Look says what a backup of the list holds and what restoring it would set
// aside.
func (s *Backups) Look(name string) (look BackupLook, err error) {
	defer guard(&err)
	path, err := s.path(name)
	if err != nil {
		return emptyLook(name), err
	}
	return s.look(name, path)
}

// PickFile asks for a backup anywhere and looks at it. Its name serves Restore
// until another is picked; an empty one means that nobody chose.
func (s *Backups) PickFile() (look BackupLook, err error) {
	defer guard(&err)
	path, err := s.pick()
	if err != nil || path == "" {
		return emptyLook(""), err
	}
	return s.look(pickedName, path)
}

func (s *Backups) pick() (string, error) {
	d := s.desk
	path, err := d.dialogs.Open(d.window(), d.copy.T("backups.dialog.file"), d.copy.T("backups.dialog.kind"), "*.db", folderThere(d.keeper.Place().Dir, filepath.Dir(d.keeper.Path)))
	if err != nil || path == "" {
		return "", err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.picked = path
	return path, nil
}

func emptyLook(name string) BackupLook {
	none := sqlite.Difference{Items: []sqlite.DifferenceItem{}}
	return BackupLook{Name: name, Debriefs: []debrief.Row{}, Aside: none, Back: none}
}

func (s *Backups) look(name, path string) (BackupLook, error) {
	l, err := s.desk.keeper.Look(context.Background(), path)
	if err != nil {
		return emptyLook(name), err
	}
	return BackupLook{
		Name: name, File: filepath.Base(path), Debriefs: l.Debriefs, Aside: l.Aside, Back: l.Back,
		Missing: l.Missing, Unknown: l.Unknown,
	}, nil
}

// path is where the backup of a name is.
func (s *Backups) path(name string) (string, error) {
	if name == pickedName {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.picked == "" {
			return "", debrief.Errorf(debrief.CodeBackupGone)
		}
		return s.picked, nil
	}
	b, err := s.desk.keeper.Find(name)
	return b.Path, err
}

// Restore puts a backup of the list, or the file that was picked, in the
// library's place. What is there is kept first.
func (s *Backups) Restore(name string) (done RestoredState, err error) {
	defer guard(&err)
	path, err := s.path(name)
	if err != nil {
		return done, err
	}
	return s.restore(path)
}

// RestoreFile asks for a backup anywhere and puts it in the library's place.
func (s *Backups) RestoreFile() (done RestoredState, err error) {
	defer guard(&err)
	path, err := s.pick()
	if err != nil || path == "" {
		return done, err
	}
	return s.restore(path)
}

func (s *Backups) restore(path string) (done RestoredState, err error) {
	d := s.desk
	err = d.run(func(ctx context.Context, progress func(float64)) error {
		return d.whileClosed(func() error {
			r, err := d.keeper.Restore(ctx, path, progress)
			if err != nil {
				return err
			}
			done = RestoredState{
				At: d.stamp(), Debriefs: r.Health.Debriefs, Passages: r.Health.Passages,
				Kept: d.keeper.NameOf(r.Kept), KeptDamaged: r.KeptDamaged,
			}
			if r.Kept != "" {
				done.KeptFile, done.KeptFolder = filepath.Base(r.Kept), filepath.Dir(r.Kept)
			}
			return nil
		})
	})
	return done, err
}

// Check reads the whole library and compares it with what was written: also while
// it is open for reading only, and what is read is what was put together of it.
func (s *Backups) Check() (state CheckedState, err error) {
	defer guard(&err)
	d := s.desk
	state.Damage = []DamageRow{}
	lib, err := d.open()
	if err != nil {
		return state, err
	}
	err = d.run(func(ctx context.Context, progress func(float64)) error {
		h, err := sqlite.Verify(ctx, d.keeper.Path, progress)
		state.At, state.Sound = d.stamp(), err == nil && h.Sound()
		state.Debriefs, state.Passages, state.Changes = h.Debriefs, h.Passages, h.Changes
		for _, g := range h.Damage {
			state.Damage = append(state.Damage, DamageRow{Title: g.Title, Noun: g.Noun, What: d.copy.T("damage." + string(g.What))})
		}
		if err == nil && !h.Sound() && h.Serious() == 0 && !lib.Reading() {
			err = lib.RemakeIndex(ctx)
		}
		return err
	})
	return state, err
}

// tellBackups tells the window that there is something new to say.
func (d *Desk) tellBackups() {
	if d.isStarted() {
		runtime.EventsEmit(d.window(), backupsEvent)
	}
}
