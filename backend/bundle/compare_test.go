package bundle_test

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"secondstory/backend/bundle"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/sqlite"
)

// library opens an empty one.
func library(t *testing.T) *sqlite.DB {
	t.Helper()
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: filepath.Join(t.TempDir(), "library.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func apply(t *testing.T, db *sqlite.DB, a debrief.Action) {
	t.Helper()
	if err := db.Apply(t.Context(), a); err != nil {
		t.Fatal(err)
	}
}

func load(t *testing.T, db *sqlite.DB, id debrief.ID) *debrief.Whole {
	t.Helper()
	w, err := db.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// theirs is the sample as somebody else went on with it.
func theirs() *debrief.Whole {
	w := demo.Debrief()
	w.Debrief.Title = "Restored from a six-hour-old copy"
	w.Entries[1].Text = "another text\nin two lines " + strings.Repeat("x", 100)
	w.Entries[1].Rev = 40
	w.Factors = w.Factors[1:]
	w.Questions = append(w.Questions, debrief.Question{
		Base: debrief.Base{ID: "new", DebriefID: w.Debrief.ID}, Text: "Who was asked?", State: debrief.QuestionOpen,
	})
	return w
}

func TestCompareSaysWhatDiffers(t *testing.T) {
	mine := demo.Debrief()
	d := bundle.Compare(mine, theirs())
	if len(d.Added) != 1 || d.Added[0].Theirs != "Who was asked?" || d.Added[0].Noun != debrief.NounQuestion {
		t.Errorf("added %+v", d.Added)
	}
	if len(d.Removed) != 1 || d.Removed[0].ID != mine.Factors[0].ID || d.Removed[0].Mine == "" {
		t.Errorf("removed %+v", d.Removed)
	}
	if len(d.Changed) != 2 {
		t.Fatalf("changed %+v", d.Changed)
	}
	if c := d.Changed[0]; c.Noun != debrief.NounDebrief || !reflect.DeepEqual(c.Fields, []string{"title"}) {
		t.Errorf("changed %+v", c)
	}
	if c := d.Changed[1]; !strings.HasPrefix(c.Theirs, "another text in two lines x") || !strings.HasSuffix(c.Theirs, "x…") {
		t.Errorf("changed %+v", c)
	}
	if d := bundle.Compare(mine, demo.Debrief()); !d.Same() {
		t.Errorf("the same differ: %+v", d)
	}
}

func TestTakeTheirsIsOneStepThatCanBeUndone(t *testing.T) {
	db := library(t)
	apply(t, db, debrief.Action{Name: "add-sample", Put: demo.Debrief().Records(), Quiet: true})
	mine := load(t, db, demo.ID)
	apply(t, db, bundle.Plan(mine, theirs(), bundle.TakeTheirs, ""))
	if d := bundle.Compare(load(t, db, demo.ID), theirs()); !d.Same() {
		t.Errorf("theirs is not in place: %+v", d)
	}
	if _, err := db.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if d := bundle.Compare(load(t, db, demo.ID), mine); !d.Same() {
		t.Errorf("mine did not come back: %+v", d)
	}
}

func TestTakeTheirsNeverOverwritesWhatWasWrittenMeanwhile(t *testing.T) {
	db := library(t)
	apply(t, db, debrief.Action{Name: "add-sample", Put: demo.Debrief().Records(), Quiet: true})
	plan := bundle.Plan(load(t, db, demo.ID), theirs(), bundle.TakeTheirs, "")
	w := load(t, db, demo.ID)
	w.Entries[1].Text = "typed meanwhile"
	apply(t, db, debrief.Action{Name: "edit-line", Put: []debrief.Record{&w.Entries[1]}})
	if err := db.Apply(t.Context(), plan); debrief.CodeOf(err) != debrief.CodeConflict {
		t.Errorf("got %v, want a conflict", err)
	}
	if got := load(t, db, demo.ID).Entries[1].Text; got != "typed meanwhile" {
		t.Errorf("the text is %q", got)
	}
}

func TestKeepBothAddsACopy(t *testing.T) {
	db := library(t)
	apply(t, db, debrief.Action{Name: "add-sample", Put: demo.Debrief().Records(), Quiet: true})
	mine, want := load(t, db, demo.ID), theirs()
	apply(t, db, bundle.Plan(mine, want, bundle.KeepBoth, "Theirs"))
	if d := bundle.Compare(load(t, db, demo.ID), mine); !d.Same() {
		t.Errorf("mine was changed: %+v", d)
	}
	rows, total, err := db.List(t.Context(), 0, 0)
	if err != nil || total != 2 {
		t.Fatalf("%d debriefs, %v", total, err)
	}
	for _, r := range rows {
		if r.ID == demo.ID {
			continue
		}
		c := load(t, db, r.ID)
		if c.Debrief.Title != "Theirs" || c.Debrief.State != want.Debrief.State || c.Debrief.CreatedAt != want.Debrief.CreatedAt {
			t.Errorf("the copy is %+v", c.Debrief)
		}
		if len(c.Entries) != len(want.Entries) || c.Entries[1].Text != want.Entries[1].Text {
			t.Error("the copy lacks lines")
		}
	}
	if want.Debrief.ID != demo.ID || want.Entries[1].Rev != 40 {
		t.Error("Plan changed what it was given")
	}
}

func TestImportIntoALibraryThatNeverHadIt(t *testing.T) {
	db := library(t)
	apply(t, db, bundle.Plan(nil, theirs(), 0, ""))
	if d := bundle.Compare(load(t, db, demo.ID), theirs()); !d.Same() {
		t.Errorf("it differs: %+v", d)
	}
	if _, err := db.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, total, err := db.List(t.Context(), 0, 0); err != nil || total != 0 {
		t.Errorf("%d debriefs after undo, %v", total, err)
	}
}
