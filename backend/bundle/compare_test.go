package bundle_test

import (
	"maps"
	"path/filepath"
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
	w.Entries[1].Text = "another text\nin two lines " + strings.Repeat("x", 1000)
	w.Entries[1].Rev = 40
	w.Factors = w.Factors[1:]
	w.Questions = append(w.Questions, debrief.Question{
		Base: debrief.Base{ID: "new", DebriefID: w.Debrief.ID}, Text: "Who was asked?", State: debrief.QuestionOpen,
	})
	return w
}

func bundled(w *debrief.Whole) *bundle.Bundle { return &bundle.Bundle{Debrief: w} }

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
	if c := d.Changed[0]; c.Noun != debrief.NounDebrief || len(c.Fields) != 1 || c.Fields[0].Name != "title" {
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
	apply(t, db, bundle.Plan(mine, bundled(theirs()), bundle.TakeTheirs, ""))
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
	plan := bundle.Plan(load(t, db, demo.ID), bundled(theirs()), bundle.TakeTheirs, "")
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
	apply(t, db, bundle.Plan(mine, bundled(want), bundle.KeepBoth, "Theirs"))
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
	apply(t, db, bundle.Plan(nil, bundled(theirs()), 0, ""))
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

// offer compares a bundle with a library.
func offer(t *testing.T, db *sqlite.DB, b bundle.Bundle) *bundle.Offer {
	t.Helper()
	o, err := bundle.NewOffer(t.Context(), db, &b)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func take(t *testing.T, db *sqlite.DB, b bundle.Bundle, how bundle.How) debrief.ID {
	t.Helper()
	id, err := offer(t, db, b).Import(t.Context(), db, how, "Theirs")
	if err != nil {
		t.Fatal(sentence(t, err), err)
	}
	return id
}

// held is a debrief as a library holds it, with its attachments' bytes by name.
func held(t *testing.T, db *sqlite.DB, id debrief.ID) (*debrief.Whole, map[string]string) {
	t.Helper()
	w := load(t, db, id)
	out := map[string]string{}
	for _, a := range w.Attachments {
		content, err := db.Content(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		out[a.Name] = string(content)
	}
	return w, out
}

func TestAttachmentsTravel(t *testing.T) {
	from, to := library(t), library(t)
	b := sample()
	apply(t, from, debrief.Action{Name: "add-sample", Put: b.Debrief.Records(), Content: b.Content})
	sent, err := bundle.From(t.Context(), from, demo.ID, "1")
	if err != nil {
		t.Fatal(err)
	}
	got := mustRead(t, mustWrite(t, sent))
	take(t, to, *got, 0)
	_, want := held(t, from, demo.ID)
	if _, have := held(t, to, demo.ID); len(want) != 3 || !maps.Equal(have, want) {
		t.Errorf("the bytes differ: %d attachments", len(have))
	}
	if o := offer(t, to, *got); !o.Difference.Same() {
		t.Errorf("it differs from itself: %+v", o.Difference)
	}
	id := take(t, to, *got, bundle.KeepBoth)
	w, have := held(t, to, id)
	if id == demo.ID || !maps.Equal(have, want) {
		t.Errorf("the copy %s has %d attachments", id, len(have))
	}
	for _, a := range w.Attachments {
		if _, old := got.Content[a.ID]; old || a.Name == "pool graph.png" && a.RecordID != w.Entries[0].ID {
			t.Errorf("%s is not the copy's: %+v", a.Name, a)
		}
	}
	if health, err := sqlite.Verify(t.Context(), to.Path(), nil); err != nil || len(health.Damage) != 0 {
		t.Errorf("verify: %+v, %v", health.Damage, err)
	}
}

func TestTakeTheirsBringsAndTakesAttachments(t *testing.T) {
	db := library(t)
	b := sample()
	apply(t, db, debrief.Action{Name: "add-sample", Put: b.Debrief.Records(), Content: b.Content})
	mine, files := held(t, db, demo.ID)
	other := bundle.Bundle{Debrief: demo.Debrief(), Content: map[debrief.ID][]byte{}}
	other.Debrief.Entries = other.Debrief.Entries[1:]
	attach(&other, "new", demo.ID, "new.png", "image/png", []byte("new"))
	d := offer(t, db, other).Difference
	if len(d.Added) != 1 || len(d.Removed) != 4 {
		t.Errorf("the difference is %+v", d)
	}
	take(t, db, other, bundle.TakeTheirs)
	if w, have := held(t, db, demo.ID); len(have) != 1 || have["new.png"] != "new" || len(w.Entries) != len(mine.Entries)-1 {
		t.Errorf("took %v", have)
	}
	if _, err := db.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	w, have := held(t, db, demo.ID)
	if d := bundle.Compare(w, mine); !d.Same() || !maps.Equal(have, files) {
		t.Errorf("mine did not come back: %+v, %d attachments", d, len(have))
	}
}

func TestOtherBytesUnderAKnownIDAreRefused(t *testing.T) {
	db := library(t)
	b := sample()
	apply(t, db, debrief.Action{Name: "add-sample", Put: b.Debrief.Records(), Content: b.Content})
	other := bundle.Bundle{Debrief: demo.Debrief(), Content: map[debrief.ID][]byte{}}
	attach(&other, "graph", demo.ID, "pool graph.png", "image/png", []byte("another"))
	_, err := offer(t, db, other).Import(t.Context(), db, bundle.TakeTheirs, "")
	if debrief.CodeOf(err) != debrief.CodeAttachmentDiffers {
		t.Errorf("got %v", err)
	}
	sentence(t, err)
	if _, have := held(t, db, demo.ID); have["pool graph.png"] != "not quite a picture" {
		t.Error("it was overwritten")
	}
	take(t, db, other, bundle.KeepBoth)
}

// TestImportAfterADeletion takes in a debrief whose head was deleted, as the
// window does it: what is left of it must neither stop the import nor show up in it.
func TestImportAfterADeletion(t *testing.T) {
	db := library(t)
	b := sample()
	apply(t, db, debrief.Action{Name: "add-sample", Put: b.Debrief.Records(), Content: b.Content})
	w := load(t, db, demo.ID)
	w.Entries[0].Text = "typed since"
	extra := debrief.Question{Base: debrief.Base{ID: "extra", DebriefID: demo.ID}, Text: "Only here?", State: debrief.QuestionOpen}
	apply(t, db, debrief.Action{Name: "edit-line", Put: []debrief.Record{&w.Entries[0], &extra}})
	mine := load(t, db, demo.ID)
	apply(t, db, debrief.Action{Name: "delete-debrief", Delete: []debrief.Ref{{Noun: debrief.NounDebrief, ID: demo.ID, DebriefID: demo.ID}}})
	o := offer(t, db, b)
	if o.Mine != nil {
		t.Fatal("it is said to be here")
	}
	take(t, db, b, 0)
	if d := bundle.Compare(load(t, db, demo.ID), sample().Debrief); !d.Same() {
		t.Errorf("imported otherwise: %+v", d)
	}
	for range 2 { // the import, then the deletion
		if _, err := db.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if d := bundle.Compare(load(t, db, demo.ID), mine); !d.Same() {
		t.Errorf("mine did not come back: %+v", d)
	}
}

func TestAnOfferDoesNotOutliveAChange(t *testing.T) {
	for what, meanwhile := range map[string]func(*debrief.Whole) debrief.Action{
		"a line changed that is alike in both": func(w *debrief.Whole) debrief.Action {
			w.Entries[5].Text = "typed meanwhile"
			return debrief.Action{Put: []debrief.Record{&w.Entries[5]}}
		},
		"a line added": func(*debrief.Whole) debrief.Action {
			return debrief.Action{Put: []debrief.Record{&debrief.Entry{
				Base: debrief.Base{ID: "late", DebriefID: demo.ID}, Text: "typed meanwhile", Basis: debrief.BasisMemory,
			}}}
		},
		"the debrief deleted": func(*debrief.Whole) debrief.Action {
			return debrief.Action{Delete: []debrief.Ref{{Noun: debrief.NounDebrief, ID: demo.ID, DebriefID: demo.ID}}}
		},
	} {
		db := library(t)
		apply(t, db, debrief.Action{Name: "add-sample", Put: demo.Debrief().Records(), Quiet: true})
		o := offer(t, db, *bundled(theirs()))
		apply(t, db, meanwhile(load(t, db, demo.ID)))
		for _, how := range []bundle.How{bundle.TakeTheirs, bundle.KeepBoth} {
			_, err := o.Import(t.Context(), db, how, "")
			if debrief.CodeOf(err) != debrief.CodeBundleChanged {
				t.Errorf("%s: %v", what, err)
			}
			sentence(t, err)
		}
	}
}

func TestABundleThatUsesAnothersIDIsRefused(t *testing.T) {
	db := library(t)
	apply(t, db, debrief.Action{Name: "add-sample", Put: demo.Debrief().Records(), Quiet: true})
	d := debrief.NewDebrief("2026-11-21T10:00:00Z")
	w := debrief.NewWhole(*d)
	w.Add(&debrief.Entry{Base: debrief.Base{ID: demo.Debrief().Entries[0].ID, DebriefID: d.ID}, Text: "x", Basis: debrief.BasisMemory})
	_, err := offer(t, db, *bundled(w)).Import(t.Context(), db, 0, "")
	if debrief.CodeOf(err) != debrief.CodeBundleClash {
		t.Errorf("got %v", err)
	}
	sentence(t, err)
	if got := bundle.Compare(load(t, db, demo.ID), demo.Debrief()); !got.Same() {
		t.Errorf("the other debrief changed: %+v", got)
	}
}

func TestADifferenceIsShownWhereItIs(t *testing.T) {
	long := strings.Repeat("words that are alike ", 100)
	mine, other := demo.Debrief(), demo.Debrief()
	mine.Entries[0].Text, other.Entries[0].Text = long+"here", long+"there"
	mine.Debrief.Impact.Data, other.Debrief.Impact.Data = "300 GB", "6 hours"
	mine.Debrief.Started.Raw, other.Debrief.Started.Raw = "18:00", "18:05"
	d := bundle.Compare(mine, other)
	if len(d.Changed) != 2 {
		t.Fatalf("changed %+v", d.Changed)
	}
	if f := d.Changed[0].Fields; len(f) != 2 || f[0] != (bundle.Field{Name: "impact.data", Mine: "300 GB", Theirs: "6 hours"}) ||
		f[1] != (bundle.Field{Name: "started", Mine: "18:00", Theirs: "18:05"}) {
		t.Errorf("fields %+v", f)
	}
	if c := d.Changed[1]; !strings.HasPrefix(c.Mine, "…") || !strings.HasSuffix(c.Mine, " here") || !strings.HasSuffix(c.Theirs, " there") {
		t.Errorf("texts %q, %q", c.Mine, c.Theirs)
	}
	if a, b := bundle.Lines(mine.Entries[0].Text, other.Entries[0].Text); a == b || len([]rune(a)) > 80 {
		t.Errorf("lines %q, %q", a, b)
	}
}

// TestAMeetingThatRanStandsStill imports a file that was written in the midst of a meeting: nothing runs
// because of it, and beside mine there is no second meeting to go on with.
func TestAMeetingThatRanStandsStill(t *testing.T) {
	theirs := filled(t)
	theirs.Debrief.State = debrief.StateLive
	theirs.Meeting.RunningSince, theirs.Meeting.SeenAt = "2026-11-21T16:22:12Z", "2026-11-21T16:22:13Z"
	b := &bundle.Bundle{Debrief: theirs}
	for _, c := range []struct {
		mine *debrief.Whole
		how  bundle.How
		want debrief.State
	}{{nil, 0, debrief.StatePaused}, {theirs, bundle.KeepBoth, debrief.StateReady}} {
		for _, r := range bundle.Plan(c.mine, b, c.how, "copy").Put {
			switch r := r.(type) {
			case *debrief.Debrief:
				if r.State != c.want {
					t.Errorf("the debrief is %s, want %s", r.State, c.want)
				}
			case *debrief.Meeting:
				if r.RunningSince != "" || r.SeenAt != "" {
					t.Errorf("the clock runs: %+v", r)
				}
			}
		}
	}
	if theirs.Debrief.State != debrief.StateLive || theirs.Meeting.RunningSince == "" {
		t.Error("the caller's records were changed")
	}
}
