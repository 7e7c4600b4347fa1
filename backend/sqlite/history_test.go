package sqlite_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

func mustHistory(t *testing.T, db *sqlite.DB, id debrief.ID) []sqlite.Version {
	t.Helper()
	out, err := db.History(context.Background(), id, 0)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func textOf(r debrief.Record) string {
	if e, ok := r.(*debrief.Entry); ok {
		return e.Text
	}
	return "nothing"
}

// TestHistoryHoldsWhenTheClockGoesBack writes three versions while the clock
// runs backwards; their order is that of writing.
func TestHistoryHoldsWhenTheClockGoesBack(t *testing.T) {
	now := fourteen
	db, err := sqlite.Open(t.Context(), sqlite.Options{
		Path: filepath.Join(t.TempDir(), "library.db"),
		Now:  func() time.Time { now = now.Add(-24 * time.Hour); return now },
	})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	d := newDebrief(t, db)
	e := newEntry(d, "one")
	for _, text := range []string{"one", "two", "three"} {
		e.Text = text
		mustApply(t, db, debrief.Action{Name: "edit-entry", Put: []debrief.Record{e}})
	}
	all := mustHistory(t, db, e.ID)
	if len(all) != 3 || textOf(all[0].After) != "three" || textOf(all[0].Before) != "two" || all[2].Before != nil {
		t.Fatalf("history = %+v", all)
	}
	if !(all[0].At < all[1].At && all[0].Seq > all[1].Seq) || all[0].Name != "edit-entry" || all[0].Way != "do" {
		t.Errorf("newest = %+v", all[0])
	}
	if done, err := db.Undo(t.Context()); err != nil || done.Name != "edit-entry" {
		t.Fatal(done, err)
	}
	if got := textOf(&mustLoad(t, db, d.ID).Entries[0]); got != "two" {
		t.Errorf("undo went to %q", got)
	}
	if got, err := db.History(t.Context(), e.ID, 1); err != nil || len(got) != 1 || got[0].Way != "undo" {
		t.Errorf("newest after undo = %+v, %v", got, err)
	}
}

func TestVersionIsRestoredAsANewChange(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	e := newEntry(d, "first words")
	mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{e}})
	first := mustHistory(t, db, e.ID)[0].Seq
	e.Text = "other words"
	mustApply(t, db, debrief.Action{Name: "edit-entry", Put: []debrief.Record{e}})
	mustApply(t, db, debrief.Action{Name: "delete-entry", Delete: []debrief.Ref{{Noun: debrief.NounEntry, ID: e.ID}}})
	deletion := mustHistory(t, db, e.ID)[0].Seq
	for seq, want := range map[int64]string{first: "first words", deletion: "other words"} {
		r, err := db.RestoreVersion(t.Context(), seq)
		if err != nil || textOf(r) != want {
			t.Fatalf("RestoreVersion(%d) = %+v, %v", seq, r, err)
		}
		got := mustLoad(t, db, d.ID).Entries
		if len(got) != 1 || got[0].Text != want || got[0].Rev != r.Head().Rev {
			t.Errorf("entries = %+v", got)
		}
		// What somebody typed before the restore is stale now.
		if err := db.Apply(t.Context(), debrief.Action{Name: "edit", Put: []debrief.Record{e}}); debrief.CodeOf(err) != debrief.CodeConflict {
			t.Errorf("a stale save = %v", err)
		}
		if done, err := db.Undo(t.Context()); err != nil || done.Name != "bring-back" {
			t.Errorf("Undo = %+v, %v", done, err)
		}
		if n := len(mustLoad(t, db, d.ID).Entries); n != 0 {
			t.Errorf("%d entries after undo", n)
		}
	}
	if _, err := db.RestoreVersion(t.Context(), 1<<30); debrief.CodeOf(err) != debrief.CodeNotFound {
		t.Errorf("an unknown version = %v", err)
	}
	mustApply(t, db, debrief.Action{Name: "delete-debrief", Delete: []debrief.Ref{{Noun: debrief.NounDebrief, ID: d.ID}}})
	if _, err := db.RestoreVersion(t.Context(), first); debrief.CodeOf(err) != debrief.CodeNotFound {
		t.Errorf("a line of a deleted debrief = %v", err)
	}
}

func TestStepsCanBeWalkedBackAndForth(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := mustOpen(t, path)
	d := newDebrief(t, db)
	d.Title = "Checkout timeouts"
	mustApply(t, db, debrief.Action{Name: "edit-debrief", Put: []debrief.Record{d}})
	states := []string{state(t, db, d.ID)}
	for _, text := range []string{"a", "b", "c"} {
		mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, text)}})
		states = append(states, state(t, db, d.ID))
	}
	mustApply(t, db, debrief.Action{Name: "delete-debrief", Delete: []debrief.Ref{{Noun: debrief.NounDebrief, ID: d.ID}}})
	all, err := db.Steps(t.Context(), sqlite.StepQuery{})
	if err != nil || len(all) != 6 || all[0].Name != "delete-debrief" || all[0].Title != "Checkout timeouts" || all[0].State != "done" {
		t.Fatalf("Steps = %+v, %v", all, err)
	}
	if some, err := db.Steps(t.Context(), sqlite.StepQuery{Limit: 2}); err != nil || len(some) != 2 || some[0] != all[0] {
		t.Errorf("Steps(2) = %+v, %v", some, err)
	}
	second := all[2] // filed "b"
	walk := func(row int64, steps int, want string) {
		t.Helper()
		done, err := db.UndoTo(t.Context(), row)
		if err != nil || len(done) != steps {
			t.Fatalf("UndoTo = %+v, %v", done, err)
		}
		if got := state(t, db, d.ID); got != want {
			t.Errorf("got %s\nwant %s", got, want)
		}
	}
	walk(second.Row, 3, states[1])
	walk(all[1].Row, 2, states[3])
	walk(second.Row, 2, states[1])
	mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, "d")}})
	if _, err := db.UndoTo(t.Context(), second.Row); debrief.CodeOf(err) != debrief.CodeNothing {
		t.Errorf("UndoTo a dropped step = %v", err)
	}
	if all, err := db.Steps(t.Context(), sqlite.StepQuery{}); err != nil || all[1].State != "dropped" {
		t.Errorf("Steps = %+v, %v", all, err)
	}
}
