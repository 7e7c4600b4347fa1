package sqlite_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// typed writes an entry letter by letter, as one visit.
func typed(t *testing.T, db *sqlite.DB, e *debrief.Entry, step, text string) {
	t.Helper()
	for i := range text {
		e.Text = text[:i+1]
		mustApply(t, db, debrief.Action{ID: step, Name: "edit-entry", Put: []debrief.Record{e}})
	}
}

func TestAVisitIsOneVersion(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	e := newEntry(newDebrief(t, db), "")
	typed(t, db, e, "one", "first")
	typed(t, db, e, "two", "second")
	for range 2 {
		if _, err := db.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := db.Redo(t.Context()); err != nil {
		t.Fatal(err)
	}
	all, err := db.Visits(t.Context(), e.ID, 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"redo nothing>first", "undo first>nothing", "undo second>first", "do first>second", "do nothing>first"}
	for i, v := range all {
		if got := fmt.Sprintf("%s %s>%s", v.Way, textOf(v.Before), textOf(v.After)); i >= len(want) || got != want[i] {
			t.Errorf("version %d is %q", i, got)
		}
	}
	if len(all) != len(want) || all[0].Name != "edit-entry" {
		t.Errorf("%d versions, the newest %q", len(all), all[0].Name)
	}
	older, err := db.Visits(t.Context(), e.ID, all[1].Seq, 2)
	if err != nil || len(older) != 2 || older[0].Seq != all[2].Seq || older[1].Seq != all[3].Seq {
		t.Errorf("the page after the second = %+v, %v", older, err)
	}
	if v, err := db.VersionAt(t.Context(), all[3].Seq); err != nil || textOf(v.After) != "second" {
		t.Errorf("VersionAt = %+v, %v", v, err)
	}
	if _, err := db.VersionAt(t.Context(), 1<<40); debrief.CodeOf(err) != debrief.CodeNotFound {
		t.Errorf("an unknown version = %v", err)
	}
}

func TestDamagedVersionSaysSo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := mustOpen(t, path)
	e := newEntry(newDebrief(t, db), "")
	typed(t, db, e, "one", "first")
	typed(t, db, e, "two", "second")
	raw, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = raw.Close() }()
	if _, err := raw.Exec(`UPDATE change SET after = replace(after, 'first', 'fixed') WHERE record_id = ?`, e.ID); err != nil {
		t.Fatal(err)
	}
	all, err := db.Visits(t.Context(), e.ID, 0, 10)
	if err != nil || len(all) != 2 || all[0].Damaged || !all[1].Damaged || all[1].After != nil {
		t.Fatalf("Visits = %+v, %v", all, err)
	}
	steps, err := db.Steps(t.Context(), sqlite.StepQuery{})
	if err != nil || steps[0].Text != "second" || steps[1].Text != "" {
		t.Errorf("Steps = %+v, %v", steps, err)
	}
	if _, err := db.RestoreVersion(t.Context(), all[1].Seq); debrief.CodeOf(err) != debrief.CodeDamaged {
		t.Errorf("RestoreVersion = %v", err)
	}
}

func TestStepsSayWhatTheyWereAbout(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d, other := newDebrief(t, db), newDebrief(t, db)
	d.Title = "Checkout timeouts"
	mustApply(t, db, debrief.Action{Name: "edit-debrief", Put: []debrief.Record{d}})
	d.Summary.Lead = "Orders   waited\nfor an hour"
	mustApply(t, db, debrief.Action{Name: "edit-debrief", Put: []debrief.Record{d}})
	e := newEntry(d, strings.Repeat("قاعدة البيانات 🙂 ", 60)+"the pool was full")
	mustApply(t, db, debrief.Action{Name: "add-entry", Put: []debrief.Record{e}})
	e.Text += " again"
	mustApply(t, db, debrief.Action{Name: "edit-entry", Put: []debrief.Record{e}})
	mustApply(t, db, debrief.Action{Name: "delete-debrief", Delete: []debrief.Ref{{Noun: debrief.NounDebrief, ID: d.ID}}})
	steps, err := db.Steps(t.Context(), sqlite.StepQuery{Limit: 5})
	if err != nil || len(steps) != 5 {
		t.Fatal(steps, err)
	}
	for i, want := range []string{"Checkout timeouts", "pool was full again", "قاعدة", "Orders waited for an hour", "Checkout timeouts"} {
		if !strings.Contains(steps[i].Text, want) || strings.ContainsRune(steps[i].Text, '�') || len([]rune(steps[i].Text)) > 170 {
			t.Errorf("step %d is about %q", i, steps[i].Text)
		}
		if steps[i].Title != "Checkout timeouts" {
			t.Errorf("step %d is of %q", i, steps[i].Title)
		}
	}
	older, err := db.Steps(t.Context(), sqlite.StepQuery{Before: steps[4].Row})
	if err != nil || len(older) != 2 || older[0].Name != "new-debrief" || older[0].Text != "" {
		t.Errorf("the page after that = %+v, %v", older, err)
	}
	if some, err := db.Steps(t.Context(), sqlite.StepQuery{DebriefID: other.ID}); err != nil || len(some) != 1 {
		t.Errorf("steps of the other debrief = %+v, %v", some, err)
	}
}

func TestReachSaysWhatAWalkDoes(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d, other := newDebrief(t, db), newDebrief(t, db)
	d.Title = "Checkout timeouts"
	mustApply(t, db, debrief.Action{Name: "edit-debrief", Put: []debrief.Record{d}})
	mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(other, "a")}})
	mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, "b")}})
	steps, err := db.Steps(t.Context(), sqlite.StepQuery{})
	if err != nil {
		t.Fatal(err)
	}
	row := steps[2].Row
	for _, way := range []string{"undo", "redo"} {
		title := d.Title
		if way == "redo" {
			row, title = steps[0].Row, ""
		}
		r, err := db.Reach(t.Context(), row)
		if err != nil || r.Way != way || r.Steps != 3 || len(r.Debriefs) != 2 || r.Debriefs[0].Title != title || r.Debriefs[0].Steps != 2 {
			t.Fatalf("Reach = %+v, %v", r, err)
		}
		if done, err := db.UndoTo(t.Context(), row); err != nil || len(done) != r.Steps {
			t.Fatalf("%s took %d steps, %v", way, len(done), err)
		}
	}
	if _, err := db.Reach(t.Context(), 1<<40); debrief.CodeOf(err) != debrief.CodeNothing {
		t.Errorf("Reach of no step = %v", err)
	}
}

func TestStepChangesSayWhatAStepDid(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	e := newEntry(d, "")
	typed(t, db, e, "one", "first")
	ines := &debrief.Participant{Base: debrief.Base{ID: debrief.NewID(), DebriefID: d.ID}, Name: "Ines"}
	mustApply(t, db, debrief.Action{Name: "delete-entry", Put: []debrief.Record{ines}, Delete: []debrief.Ref{{Noun: debrief.NounEntry, ID: e.ID}}})
	steps, err := db.Steps(t.Context(), sqlite.StepQuery{})
	if err != nil {
		t.Fatal(err)
	}
	made, total, err := db.StepChanges(t.Context(), steps[1].Row, 10)
	if err != nil || total != 1 || made[0].Before != nil || textOf(made[0].After) != "first" || !made[0].Gone || made[0].Lost {
		t.Fatalf("the making = %+v, %d, %v", made, total, err)
	}
	gone, total, err := db.StepChanges(t.Context(), steps[0].Row, 1)
	if err != nil || total != 2 || len(gone) != 1 || gone[0].RecordID != ines.ID {
		t.Fatalf("the deletion = %+v, %d, %v", gone, total, err)
	}
	names, err := db.Names(t.Context(), []debrief.ID{ines.ID, e.ID, "nobody"})
	if err != nil || len(names) != 2 || names[ines.ID] != "Ines" || names[e.ID] != "first" {
		t.Errorf("Names = %v, %v", names, err)
	}
	mustApply(t, db, debrief.Action{Name: "delete-debrief", Delete: []debrief.Ref{{Noun: debrief.NounDebrief, ID: d.ID}}})
	if lost, _, err := db.StepChanges(t.Context(), steps[1].Row, 10); err != nil || !lost[0].Lost {
		t.Errorf("with its debrief gone = %+v, %v", lost, err)
	}
}

// The list is read in pages and stays as quick as the log grows.
func TestAPageOfALongLogIsQuick(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	e := newEntry(d, "a")
	for i := range 3000 {
		e.Text = fmt.Sprintf("words %d", i)
		mustApply(t, db, debrief.Action{Name: "edit-entry", Put: []debrief.Record{e}})
	}
	row, pages, from := int64(0), 0, time.Now()
	for {
		steps, err := db.Steps(t.Context(), sqlite.StepQuery{Before: row, Limit: 100})
		if err != nil {
			t.Fatal(err)
		}
		if len(steps) == 0 {
			break
		}
		row, pages = steps[len(steps)-1].Row, pages+1
	}
	if each := time.Since(from) / time.Duration(pages); pages != 31 || each > 200*time.Millisecond {
		t.Errorf("%d pages, %v each", pages, each)
	} else {
		t.Logf("what changed: %v a page of 100 steps", each.Round(10*time.Microsecond))
	}
}
