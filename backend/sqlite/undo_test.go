package sqlite_test

import (
	"context"
	"encoding/json"
	"path/filepath"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// state is everything a person would see of a debrief, without revisions.
func state(t *testing.T, db *sqlite.DB, id debrief.ID) string {
	t.Helper()
	w, err := db.Load(context.Background(), id)
	if debrief.CodeOf(err) == debrief.CodeNotFound {
		return "gone"
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range w.Records() {
		r.Head().Rev = 0
	}
	b, err := json.Marshal(w)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestUndoAndRedoWalkEveryStep(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := mustOpen(t, path)
	d := newDebrief(t, db)
	var states []string
	do := func(a debrief.Action) {
		states = append(states, state(t, db, d.ID))
		mustApply(t, db, a)
	}
	entry := newEntry(d, "first words")
	factor := &debrief.Factor{Base: debrief.Base{ID: debrief.NewID(), DebriefID: d.ID}, Text: "one pool", EntryIDs: []debrief.ID{entry.ID}}
	do(debrief.Action{Name: "file-entry", Put: []debrief.Record{entry, factor}})
	entry.Text = "better words"
	do(debrief.Action{Name: "edit-entry", Put: []debrief.Record{entry}})
	do(debrief.Action{Name: "delete-entry", Delete: []debrief.Ref{{Noun: debrief.NounEntry, ID: entry.ID}}})
	do(debrief.Action{Name: "delete-debrief", Delete: []debrief.Ref{{Noun: debrief.NounDebrief, ID: d.ID}}})
	last := state(t, db, d.ID)
	if last != "gone" {
		t.Fatalf("a deleted debrief is still there: %s", last)
	}

	// Undo works across restarts.
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = mustOpen(t, path)
	for i := len(states) - 1; i >= 0; i-- {
		if _, err := db.Undo(context.Background()); err != nil {
			t.Fatal(err)
		}
		if got := state(t, db, d.ID); got != states[i] {
			t.Fatalf("after undo %d:\n got %s\nwant %s", i, got, states[i])
		}
	}
	for i := 1; i <= len(states); i++ {
		if _, err := db.Redo(context.Background()); err != nil {
			t.Fatal(err)
		}
		want := last
		if i < len(states) {
			want = states[i]
		}
		if got := state(t, db, d.ID); got != want {
			t.Fatalf("after redo %d:\n got %s\nwant %s", i, got, want)
		}
	}
}

func TestNothingToUndo(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	if _, err := db.Undo(context.Background()); debrief.CodeOf(err) != debrief.CodeNothing {
		t.Errorf("Undo = %v", err)
	}
	if _, err := db.Redo(context.Background()); debrief.CodeOf(err) != debrief.CodeNothing {
		t.Errorf("Redo = %v", err)
	}
}

func TestTypingInOneFieldIsOneStep(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	for _, title := range []string{"C", "Ch", "Checkout timeouts"} {
		d.Title = title
		mustApply(t, db, debrief.Action{ID: "typing-1", Name: "edit-debrief", Put: []debrief.Record{d}})
	}
	done, err := db.Undo(context.Background())
	if err != nil || done.Name != "edit-debrief" || done.DebriefID != d.ID {
		t.Fatalf("Undo = %+v, %v", done, err)
	}
	if got := mustLoad(t, db, d.ID).Debrief.Title; got != "" {
		t.Errorf("title after undo = %q", got)
	}
}

func TestNewStepEndsRedo(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, "a")}})
	if _, err := db.Undo(context.Background()); err != nil {
		t.Fatal(err)
	}
	mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, "b")}})
	if _, err := db.Redo(context.Background()); debrief.CodeOf(err) != debrief.CodeNothing {
		t.Errorf("Redo after a new step = %v", err)
	}
}

func TestStaleWriterAfterUndoIsAConflict(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	d.Title = "one"
	mustApply(t, db, debrief.Action{Name: "edit", Put: []debrief.Record{d}})
	if _, err := db.Undo(context.Background()); err != nil {
		t.Fatal(err)
	}
	d.Title = "two"
	err := db.Apply(context.Background(), debrief.Action{Name: "edit", Put: []debrief.Record{d}})
	if got := debrief.CodeOf(err); got != debrief.CodeConflict {
		t.Errorf("Apply = %q", got)
	}
}

func TestQuietWritesAreNoStep(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, "a")}})
	m := mustLoad(t, db, d.ID).Meeting
	m.ElapsedSeconds[0] = 30
	mustApply(t, db, debrief.Action{Name: "tick", Put: []debrief.Record{&m}, Quiet: true})
	if done, err := db.Undo(context.Background()); err != nil || done.Name != "file" {
		t.Errorf("Undo = %+v, %v", done, err)
	}
	if got := mustLoad(t, db, d.ID).Meeting.ElapsedSeconds[0]; got != 30 {
		t.Errorf("clock after undo = %d", got)
	}
}

func TestDuplicateIsWholeAndApart(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	entry := newEntry(d, "a")
	mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{entry, &debrief.Factor{
		Base: debrief.Base{ID: debrief.NewID(), DebriefID: d.ID}, Text: "f", EntryIDs: []debrief.ID{entry.ID},
	}}})
	c := mustLoad(t, db, d.ID).Copy("Copy", "2026-11-21T11:00:00Z")
	mustApply(t, db, debrief.Action{Name: "duplicate", Put: c.Records()})
	got := mustLoad(t, db, c.Debrief.ID)
	if len(got.Entries) != 1 || got.Factors[0].EntryIDs[0] != got.Entries[0].ID || got.Entries[0].ID == entry.ID {
		t.Errorf("copy = %+v", got)
	}
	if n := len(mustLoad(t, db, d.ID).Entries); n != 1 {
		t.Errorf("the original has %d entries", n)
	}
}
