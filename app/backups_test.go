package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"secondstory/backend/debrief"
)

func TestBackupAndRestoreThroughTheWindow(t *testing.T) {
	d := mustDesk(t, &chosen{})
	s := &Backups{desk: d}
	made := mustNew(t, d)
	name, err := s.Make()
	if err != nil {
		t.Fatal(err)
	}
	mustNew(t, d)
	state, err := s.List()
	if err != nil || len(state.Backups) != 1 || state.Backups[0].Name != name || !state.Backups[0].Verified || state.LastAt == "" {
		t.Fatalf("List = %+v, %v", state, err)
	}
	look, err := s.Look(name)
	if err != nil || look.Aside.Added == 0 || len(look.Debriefs) != 1 || look.Debriefs[0].ID != made.ID {
		t.Errorf("Look = %+v, %v", look, err)
	}
	done, err := s.Restore(name)
	if err != nil || done.Debriefs != 1 || done.Kept == "" {
		t.Fatalf("Restore = %+v, %v", done, err)
	}
	if rows, err := (&Debriefs{d}).List(0, 0); err != nil || rows.Total != 1 {
		t.Errorf("the library is open again with %+v, %v", rows, err)
	}
	if look, err := s.Look(done.Kept); err != nil || look.Back.Added == 0 || len(look.Debriefs) != 2 {
		t.Errorf("what was there before: %+v, %v", look, err)
	}
}

func TestRestoreWithoutALibrary(t *testing.T) {
	dialogs := &chosen{}
	d := mustDesk(t, dialogs)
	s := &Backups{desk: d}
	mustNew(t, d)
	name, err := s.Make()
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	for _, restore := range []func() (RestoredState, error){
		func() (RestoredState, error) { return s.Restore(name) },
		s.RestoreFile,
	} {
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(d.keeper.Path, []byte("SQLite format 3\x00 and then nothing"), 0o600); err != nil {
			t.Fatal(err)
		}
		state, err := s.List()
		if err != nil || len(state.Backups) != 1 {
			t.Fatalf("List = %+v, %v", state, err)
		}
		b, err := d.keeper.Find(name)
		if err != nil {
			t.Fatal(err)
		}
		dialogs.path = b.Path
		done, err := restore()
		if err != nil || done.Debriefs != 1 || !done.KeptDamaged || done.Kept != "" || !strings.HasPrefix(done.KeptFile, "damaged-") {
			t.Fatalf("restored %+v, %v", done, err)
		}
		if state, err := s.List(); err != nil || !slices.Contains(state.Kept, KeptRow{done.KeptFile, done.KeptFolder}) || done.KeptFolder != state.Folder {
			t.Errorf("kept %+v, listed %+v, %v", done, state.Kept, err)
		}
		if _, err := d.open(); err != nil {
			t.Errorf("not open: %v", err)
		}
	}
}

func TestAFileIsLookedForWhereBackupsGo(t *testing.T) {
	dialogs := &chosen{path: t.TempDir()}
	d := mustDesk(t, dialogs)
	s := &Backups{desk: d}
	if _, err := s.ChooseFolder(); err != nil {
		t.Fatal(err)
	}
	folder := dialogs.path
	dialogs.path = ""
	if _, err := s.PickFile(); err != nil || dialogs.from != folder {
		t.Errorf("began in %q, want %q: %v", dialogs.from, folder, err)
	}
}

func TestNoNameClimbs(t *testing.T) {
	d := mustDesk(t, nil)
	s := &Backups{desk: d}
	for _, name := range []string{"picked", "own:../library.db", "/etc/passwd", filepath.Base(d.keeper.Path)} {
		if _, err := s.Restore(name); debrief.CodeOf(err) != debrief.CodeBackupGone {
			t.Errorf("Restore(%q): %v", name, err)
		}
		if _, err := s.Look(name); debrief.CodeOf(err) != debrief.CodeBackupGone {
			t.Errorf("Look(%q): %v", name, err)
		}
	}
}

func TestChoosingAFolder(t *testing.T) {
	dialogs := &chosen{}
	d := mustDesk(t, dialogs)
	s := &Backups{desk: d}
	if state, err := s.ChooseFolder(); err != nil || !state.Own {
		t.Errorf("nobody chose: %+v, %v", state, err)
	}
	dialogs.path = t.TempDir()
	if state, err := s.ChooseFolder(); err != nil || state.Own || state.Folder != dialogs.path {
		t.Errorf("chosen: %+v, %v", state, err)
	}
	// Beside the library itself is allowed, and said.
	dialogs.path = filepath.Dir(d.keeper.Path)
	if state, err := s.ChooseFolder(); err != nil || len(state.Concerns) != 1 {
		t.Errorf("beside the library: %+v, %v", state, err)
	}
	if state, err := s.UseOwnFolder(); err != nil || !state.Own || len(state.Concerns) != 0 {
		t.Errorf("the app's own: %+v, %v", state, err)
	}
}

func TestCheckReadsTheOpenLibrary(t *testing.T) {
	d := mustDesk(t, nil)
	mustNew(t, d)
	got, err := (&Backups{desk: d}).Check()
	if err != nil || !got.Sound || got.Debriefs != 1 || len(got.Damage) != 0 {
		t.Errorf("Check = %+v, %v", got, err)
	}
}
