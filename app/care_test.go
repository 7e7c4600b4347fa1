package app

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"secondstory/backend/debrief"
)

// worn is a desk whose library has three lines, two of them in a backup, and of
// which line two is damaged. It returns the backup's name.
func worn(t *testing.T, dialogs Dialogs) (d *Desk, backup string) {
	t.Helper()
	d = mustDesk(t, dialogs)
	made := mustNew(t, d)
	for i, text := range []string{"line one on the dashboard", "line two on the dashboard", "line three on the dashboard"} {
		e := debrief.Entry{Base: debrief.Base{ID: debrief.NewID(), DebriefID: made.ID}, Text: text, Basis: debrief.BasisMemory}
		if _, err := (&Entries{d}).Save(Step{Name: "add-entry"}, e); err != nil {
			t.Fatal(err)
		}
		if i == 1 {
			name, err := (&Backups{desk: d}).Make()
			if err != nil {
				t.Fatal(err)
			}
			backup = name
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(d.keeper.Path)
	if err != nil {
		t.Fatal(err)
	}
	data = bytes.ReplaceAll(data, []byte("line two on"), []byte("line twa on"))
	if err := os.WriteFile(d.keeper.Path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	d.Open()
	return d, backup
}

func TestADamagedLibraryIsPutRight(t *testing.T) {
	d, backup := worn(t, nil)
	s, w := &Care{desk: d}, &Window{d}
	if state, err := w.State(); err != nil || state.Ready || state.Problem.Code != string(debrief.CodeDamaged) {
		t.Fatalf("State = %+v, %v", state, err)
	}
	state, err := s.Look()
	if err != nil || !state.Some || state.Unreadable != 1 || state.FromBackup != 1 || state.Lost != 0 || state.Known != 5 || state.AsWritten != 4 || state.Debriefs != 1 {
		t.Fatalf("Look = %+v, %v", state, err)
	}
	if len(state.Places) != 1 || state.Places[0].From != "backup" || state.Places[0].Noun != debrief.NounEntry || state.Places[0].Older {
		t.Errorf("places = %+v", state.Places)
	}
	if aside, err := s.Aside(backup); err != nil || aside.Added != 1 || aside.Items[0].Text != "line three on the dashboard" {
		t.Errorf("Aside = %+v, %v", aside, err)
	}
	if text, err := s.Details(); err != nil || !strings.Contains(text, "changed entry") || strings.Contains(text, "dashboard") || strings.Contains(text, filepath.Dir(d.keeper.Path)) {
		t.Errorf("Details = %q, %v", text, err)
	}
	done, err := s.PutBack()
	if err != nil || done.Found != 1 || done.Lost != 0 || done.Passages != 5 || !strings.HasPrefix(done.KeptFile, "damaged-") {
		t.Fatalf("PutBack = %+v, %v", done, err)
	}
	if state, err := w.State(); err != nil || !state.Ready || state.Reading {
		t.Errorf("State = %+v, %v", state, err)
	}
}

func TestADamagedLibraryIsOnlyRead(t *testing.T) {
	d, _ := worn(t, nil)
	s, w := &Care{desk: d}, &Window{d}
	if _, err := s.Look(); err != nil {
		t.Fatal(err)
	}
	if err := s.Read(); err != nil {
		t.Fatal(err)
	}
	if state, err := w.State(); err != nil || !state.Ready || !state.Reading {
		t.Errorf("State = %+v, %v", state, err)
	}
	rows, err := (&Debriefs{d}).List(0, 0)
	if err != nil || rows.Total != 1 {
		t.Fatalf("List = %+v, %v", rows, err)
	}
	if _, err := (&Debriefs{d}).New(Step{Name: "new-debrief"}); debrief.CodeOf(err) != debrief.CodeReading {
		t.Errorf("New = %v", err)
	}
	if _, err := (&Changes{d}).Undo(); debrief.CodeOf(err) != debrief.CodeReading {
		t.Errorf("Undo = %v", err)
	}
	// What is checked is the library, not what was put together of it.
	if checked, err := (&Backups{desk: d}).Check(); err != nil || checked.Sound || len(checked.Damage) == 0 {
		t.Errorf("Check = %+v, %v", checked, err)
	}
	if err := s.Choose(); err != nil {
		t.Fatal(err)
	}
	if state, err := w.State(); err != nil || state.Ready || state.Problem.Code != string(debrief.CodeDamaged) {
		t.Errorf("State = %+v, %v", state, err)
	}
}

func TestCopiesOfADamagedLibrary(t *testing.T) {
	dialogs := &chosen{path: filepath.Join(t.TempDir(), "copy.db")}
	d, _ := worn(t, dialogs)
	s := &Care{desk: d}
	if name, err := s.SaveCopy(); err != nil || name != "copy.db" {
		t.Errorf("SaveCopy = %q, %v", name, err)
	}
	was, _ := os.ReadFile(d.keeper.Path)
	if got, err := os.ReadFile(dialogs.path); err != nil || !bytes.Equal(got, was) {
		t.Errorf("the copy differs: %v", err)
	}
	if _, err := s.SaveReadable(); debrief.CodeOf(err) != debrief.CodeExists {
		t.Errorf("over a file: %v", err)
	}
	dialogs.path = filepath.Join(t.TempDir(), "new.db")
	if name, err := s.SaveReadable(); err != nil || name != "new.db" {
		t.Errorf("SaveReadable = %q, %v", name, err)
	}
	dialogs.path = ""
	if name, err := s.SaveReadable(); err != nil || name != "" {
		t.Errorf("nobody chose: %q, %v", name, err)
	}
}

func TestAMissingLibraryIsNotMadeUnasked(t *testing.T) {
	d, _ := worn(t, nil)
	if err := os.Remove(d.keeper.Path); err != nil {
		t.Fatal(err)
	}
	d.Open()
	s, w := &Care{desk: d}, &Window{d}
	if state, err := w.State(); err != nil || state.Problem.Code != string(debrief.CodeMissing) {
		t.Fatalf("State = %+v, %v", state, err)
	}
	if state, err := s.Look(); err != nil || state.Some || len(state.Places) != 0 {
		t.Errorf("Look = %+v, %v", state, err)
	}
	if err := s.Begin(); err != nil {
		t.Fatal(err)
	}
	if state, err := w.State(); err != nil || !state.Ready {
		t.Errorf("State = %+v, %v", state, err)
	}
}
