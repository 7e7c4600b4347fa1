package sqlite_test

import (
	"path/filepath"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// TestStepsOfASalvagedLibraryStand tells a step a repair closed the way to from
// one that was taken back before.
func TestStepsOfASalvagedLibraryStand(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := mustOpen(t, path)
	d := newDebrief(t, db)
	for _, name := range []string{"file-line", "paste-lines"} {
		mustApply(t, db, debrief.Action{Name: name, Put: []debrief.Record{newEntry(d, "the pool was full")}})
	}
	mustUndo(t, db)
	mustApply(t, db, debrief.Action{Name: "file-line", Put: []debrief.Record{newEntry(d, "a later line")}})
	mustApply(t, db, debrief.Action{Name: "add-entry", Put: []debrief.Record{newEntry(d, "taken back and brought back")}})
	mustUndo(t, db)
	if _, err := db.Redo(t.Context()); err != nil {
		t.Fatal(err)
	}
	mustApply(t, db, debrief.Action{Name: "edit-entry", Put: []debrief.Record{newEntry(d, "the last")}})
	mustUndo(t, db)
	if got, want := statesOf(t, db), "undone done done dropped done done"; got != want {
		t.Errorf("before: %s, want %s", got, want)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.Salvage(t.Context(), path, path+".new", nil); err != nil {
		t.Fatal(err)
	}
	db = mustOpen(t, path+".new")
	if got, want := statesOf(t, db), "dropped standing standing dropped standing standing"; got != want {
		t.Errorf("salvaged: %s, want %s", got, want)
	}
	steps, err := db.Steps(t.Context(), sqlite.StepQuery{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.UndoTo(t.Context(), steps[1].Row); debrief.CodeOf(err) != debrief.CodeNothing {
		t.Errorf("a step from before was taken back: %v", err)
	}
}

// statesOf are the states of all steps, newest first.
func statesOf(t *testing.T, db *sqlite.DB) string {
	t.Helper()
	steps, err := db.Steps(t.Context(), sqlite.StepQuery{})
	if err != nil {
		t.Fatal(err)
	}
	out := ""
	for i, s := range steps {
		if i > 0 {
			out += " "
		}
		out += s.State
	}
	return out
}

func mustUndo(t *testing.T, db *sqlite.DB) {
	t.Helper()
	if _, err := db.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
}
