package app

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"secondstory/backend/debrief"
)

// pictured is a desk whose library has a line and an attachment with a damaged
// byte; backup says that there is a backup of it as it was.
func pictured(t *testing.T, dialogs Dialogs, backup bool) (d *Desk, id debrief.ID) {
	t.Helper()
	d = mustDesk(t, dialogs)
	made := mustNew(t, d)
	e := debrief.Entry{Base: debrief.Base{ID: debrief.NewID(), DebriefID: made.ID}, Text: "the line", Basis: debrief.BasisMemory}
	if _, err := (&Entries{d}).Save(Step{Name: "add-entry"}, e); err != nil {
		t.Fatal(err)
	}
	lib, err := d.open()
	if err != nil {
		t.Fatal(err)
	}
	content := bytes.Repeat([]byte("picture of a graph "), 100)
	a := debrief.NewAttachment(made.ID, made.ID, "graph.png", "image/png", content)
	err = lib.Apply(context.Background(), debrief.Action{
		Name: "add-attachment", Put: []debrief.Record{a}, Content: map[debrief.ID][]byte{a.ID: content},
	})
	if err != nil {
		t.Fatal(err)
	}
	if backup {
		if _, err := (&Backups{desk: d}).Make(); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(d.keeper.Path)
	if err != nil {
		t.Fatal(err)
	}
	data[bytes.LastIndex(data, []byte("picture of a graph"))] ^= 1
	if err := os.WriteFile(d.keeper.Path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	d.Open()
	return d, made.ID
}

// TestADamagedAttachmentIsOneGapAmongPassages: everything else is counted as
// what it is, and every choice works.
func TestADamagedAttachmentIsOneGapAmongPassages(t *testing.T) {
	for _, backup := range []bool{true, false} {
		d, _ := pictured(t, nil, backup)
		s, w := &Care{desk: d}, &Window{d}
		if state, err := w.State(); err != nil || state.Ready || state.Problem.Code != string(debrief.CodeDamaged) {
			t.Fatalf("State = %+v, %v", state, err)
		}
		state, err := s.Look()
		if err != nil || !state.Some || state.Known != 4 || state.AsWritten != 3 || state.Unreadable != 1 || state.Older != 0 || state.Debriefs != 1 {
			t.Fatalf("backup %t: Look = %+v, %v", backup, state, err)
		}
		found, lost, from := 1, 0, "backup"
		if !backup {
			found, lost, from = 0, 1, ""
		}
		if state.FromBackup != found || state.Lost != lost || len(state.Places) != 1 {
			t.Fatalf("backup %t: Look = %+v", backup, state)
		}
		if p := state.Places[0]; p.Noun != debrief.NounAttachment || p.Name != "graph.png" || p.From != from || p.Count != 1 {
			t.Errorf("backup %t: place = %+v", backup, p)
		}
		if err := s.Read(); err != nil {
			t.Errorf("backup %t: Read: %v", backup, err)
		}
		if state, err := w.State(); err != nil || !state.Ready || !state.Reading {
			t.Errorf("backup %t: State = %+v, %v", backup, state, err)
		}
		done, err := s.PutBack()
		if err != nil || done.Found != found || done.Lost != lost || done.Passages != 4 {
			t.Fatalf("backup %t: PutBack = %+v, %v", backup, done, err)
		}
		if state, err := w.State(); err != nil || !state.Ready || state.Reading {
			t.Errorf("backup %t: State = %+v, %v", backup, state, err)
		}
	}
}

// TestADebriefWithoutAnAttachmentsBytesIsSavedAndCopied takes everything else.
func TestADebriefWithoutAnAttachmentsBytesIsSavedAndCopied(t *testing.T) {
	to := filepath.Join(t.TempDir(), "one.secondstory")
	dialogs := &chosen{path: to}
	d, id := pictured(t, dialogs, false)
	if _, err := (&Care{desk: d}).PutBack(); err != nil {
		t.Fatal(err)
	}
	saved, err := (&Bundles{desk: d}).Save(id)
	if err != nil || saved.Path != to {
		t.Fatalf("Save = %+v, %v", saved, err)
	}
	if opened, err := (&Bundles{desk: d}).Choose(); err != nil || opened.ID != id {
		t.Errorf("Choose = %+v, %v", opened, err)
	}
	made, err := (&Debriefs{d}).Duplicate(Step{Name: "duplicate"}, id, "A copy")
	if err != nil {
		t.Fatal(err)
	}
	if v, err := (&Debriefs{d}).Load(made); err != nil || len(v.Whole.Entries) != 1 || len(v.Whole.Attachments) != 0 {
		t.Errorf("the copy: %+v, %v", v.Whole, err)
	}
}
