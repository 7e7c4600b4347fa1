package sqlite_test

import (
	"context"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/signoff"
	"secondstory/backend/sqlite"
)

// signedOff is a library with a debrief that was signed off.
func signedOff(t *testing.T) (*sqlite.DB, debrief.ID) {
	t.Helper()
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	w := demo.Debrief()
	mustApply(t, db, debrief.Action{Name: "demo", Put: w.Records()})
	signOff(t, db, w.Debrief.ID, "")
	return db, w.Debrief.ID
}

func signOff(t *testing.T, db *sqlite.DB, id debrief.ID, note string) {
	t.Helper()
	a, _, err := signoff.Sign(mustLoad(t, db, id), signoff.Options{At: time.Date(2026, 11, 10, 9, 0, 0, 0, time.UTC), Note: note})
	if err != nil {
		t.Fatal(err)
	}
	mustApply(t, db, a)
}

func put(db *sqlite.DB, r ...debrief.Record) error {
	return db.Apply(context.Background(), debrief.Action{Name: "edit", Put: r})
}

func wants(t *testing.T, what string, err error, code debrief.Code) {
	t.Helper()
	if debrief.CodeOf(err) != code {
		t.Errorf("%s: %v, want %q", what, err, code)
	}
}

// What it takes to read a version is loaded without the lines: the version has its own, and
// who is known by now is known.
func TestAVersionIsReadWithoutTheLinesOfToday(t *testing.T) {
	db, id := signedOff(t)
	whole := mustLoad(t, db, id)
	signed, err := db.LoadSigned(t.Context(), id)
	if err != nil || len(signed.Entries)+len(signed.Factors) > 0 {
		t.Fatalf("%d lines, %d factors, %v", len(signed.Entries), len(signed.Factors), err)
	}
	if !reflect.DeepEqual(signed.Debrief, whole.Debrief) || !reflect.DeepEqual(signed.Participants, whole.Participants) {
		t.Error("the head or the people are others")
	}
	want, _, err := signoff.Read(t.Context(), db, whole, "")
	if err != nil {
		t.Fatal(err)
	}
	if got, _, err := signoff.Read(t.Context(), db, signed, ""); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("another version is read, %v", err)
	}
	_, err = db.LoadSigned(t.Context(), debrief.NewID())
	wants(t, "one that is not there", err, debrief.CodeNotFound)
}

// What was signed off stays: nothing that is printed is written, added or deleted.
func TestSignedOffIsFrozen(t *testing.T) {
	db, id := signedOff(t)
	w := mustLoad(t, db, id)
	w.Debrief.Title = "Another"
	wants(t, "title", put(db, &w.Debrief), debrief.CodeSigned)
	w.Participants[0].Name = "Another"
	wants(t, "name", put(db, &w.Participants[0]), debrief.CodeSigned)
	w.Entries[0].Text = "Another"
	wants(t, "entry", put(db, &w.Entries[0]), debrief.CodeSigned)
	w.Factors[0].Detail = "Another"
	wants(t, "factor", put(db, &w.Factors[0]), debrief.CodeSigned)
	w.Countermeasures[0].Text = "Another"
	wants(t, "countermeasure", put(db, &w.Countermeasures[0]), debrief.CodeSigned)
	wants(t, "a new line", put(db, newEntry(&w.Debrief, "one more")), debrief.CodeSigned)
	for _, r := range w.Records()[2:] {
		ref := debrief.Ref{Noun: r.Noun(), ID: r.Head().ID, DebriefID: id, Rev: r.Head().Rev}
		err := db.Apply(context.Background(), debrief.Action{Name: "delete", Delete: []debrief.Ref{ref}})
		wants(t, "deleting "+string(r.Noun()), err, debrief.CodeSigned)
		ref.DebriefID = "" // as a caller might forget it
		err = db.Apply(context.Background(), debrief.Action{Name: "delete", Delete: []debrief.Ref{ref}})
		wants(t, "deleting a nameless "+string(r.Noun()), err, debrief.CodeSigned)
	}
}

func TestWhatGoesOnAfterSignOff(t *testing.T) {
	db, id := signedOff(t)
	w := mustLoad(t, db, id)
	w.Debrief.State, w.Debrief.Tags = debrief.StateFollowUp, []string{"dns"}
	w.Participants[0].Reading, w.Participants[0].ReadAt = debrief.ReadingAgreed, "2026-11-11T09:00:00Z"
	c := &w.Countermeasures[0]
	c.State, c.Ticket, c.Owner = debrief.CountermeasureDone, "T-1", debrief.Who{Name: "Storage"}
	if err := put(db, &w.Debrief, &w.Participants[0], c); err != nil {
		t.Fatal(err)
	}
	if got := mustLoad(t, db, id); got.Debrief.State != debrief.StateFollowUp || got.Countermeasures[0].Ticket != "T-1" {
		t.Error("it is not there")
	}
	if err := db.Apply(context.Background(), debrief.Action{Name: "delete-debrief", Delete: []debrief.Ref{{Noun: debrief.NounDebrief, ID: id, DebriefID: id}}}); err != nil {
		t.Errorf("the debrief as a whole: %v", err)
	}
}

// A date that was signed off moves with a reason, in an amendment too.
func TestADateMovesWithAReason(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	w := demo.Debrief()
	id := w.Debrief.ID
	w.Countermeasures[0].Due = "2026-12-04"
	mustApply(t, db, debrief.Action{Name: "demo", Put: w.Records()})
	first := &mustLoad(t, db, id).Countermeasures[0]
	first.Due = "2026-12-05"
	wants(t, "before it was signed off", put(db, first), "")
	signOff(t, db, id, "")

	c := &mustLoad(t, db, id).Countermeasures[0]
	c.Due = "2027-01-15"
	wants(t, "without a reason", put(db, c), debrief.CodeMoveReason)
	c.Moves = []debrief.Move{{From: "2026-12-05", To: "2027-01-15", Reason: " ", At: "2026-12-05T09:00:00Z"}}
	wants(t, "an empty reason", put(db, c), debrief.CodeMoveReason)
	c.Moves[0].Reason = "The vendor is late."
	wants(t, "with a reason", put(db, c), "")

	amend, err := signoff.Amend(mustLoad(t, db, id).Debrief, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	mustApply(t, db, amend)
	c = &mustLoad(t, db, id).Countermeasures[0]
	c.Due = ""
	wants(t, "no date, in an amendment", put(db, c), debrief.CodeMoveReason)
	c.Due, c.Text = "2027-01-15", "Said more plainly"
	wants(t, "other words, in an amendment", put(db, c), "")
}

// Versions stay: through amendments, deletes, history and undo, which leads back to
// reading back and no further.
func TestAVersionStays(t *testing.T) {
	db, id := signedOff(t)
	v := mustLoad(t, db, id).Versions[0]
	amend, err := signoff.Amend(mustLoad(t, db, id).Debrief, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	mustApply(t, db, amend)
	v.Note = "rewritten"
	wants(t, "rewritten", put(db, &v), debrief.CodeSigned)
	for _, ref := range []debrief.Ref{
		{Noun: debrief.NounVersion, ID: v.ID, DebriefID: id}, {Noun: debrief.NounVersion, ID: v.ID},
	} {
		wants(t, "deleted", db.Apply(context.Background(), debrief.Action{Name: "delete", Delete: []debrief.Ref{ref}}), debrief.CodeSigned)
	}
	w := mustLoad(t, db, id)
	w.Entries[0].Text = "Told otherwise"
	wants(t, "an edit in an amendment", put(db, &w.Entries[0]), "")
	signOff(t, db, id, "One line.")
	if rows, _, err := db.List(t.Context(), 0, 0); err != nil || rows[0].Version != "1.1" || rows[0].State != debrief.StateFollowUp {
		t.Errorf("the list says %+v, %v", rows, err)
	}
	if got := mustLoad(t, db, id); len(got.Versions) != 2 || got.Version("").Number != "1.1" || got.Version("1.0").ID != v.ID {
		t.Errorf("%+v", got.Versions)
	}
	if _, err := db.Undo(context.Background()); err != nil {
		t.Fatal(err)
	}
	if got := mustLoad(t, db, id); len(got.Versions) != 2 || got.Debrief.State != debrief.StateReadBack {
		t.Errorf("after undo %d versions, %s", len(got.Versions), got.Debrief.State)
	}
}

// Undo of a sign-off leads back to reading back, and redo to the same version: what has
// a number keeps it, however one goes back and forth, and its content.
func TestUndoGoesAroundVersions(t *testing.T) {
	db, id := signedOff(t)
	first := mustLoad(t, db, id).Versions[0]
	amend, err := signoff.Amend(mustLoad(t, db, id).Debrief, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	mustApply(t, db, amend)
	told := mustLoad(t, db, id).Entries[0]
	was := told.Text
	told.Text = "Told otherwise"
	mustApply(t, db, debrief.Action{Name: "edit-entry", Put: []debrief.Record{&told}})
	signOff(t, db, id, "One line.")
	stands := func(when string, versions int, state debrief.State, text string) {
		t.Helper()
		w := mustLoad(t, db, id)
		if len(w.Versions) != versions || w.Debrief.State != state || w.Entries[0].Text != text {
			t.Errorf("%s: %d versions, %s, %q", when, len(w.Versions), w.Debrief.State, w.Entries[0].Text)
		}
		for _, v := range w.Versions {
			got, _, err := signoff.Read(t.Context(), db, w, v.Number)
			if err != nil || v.Number == "1.0" && got.Entries[0].Text != was {
				t.Errorf("%s: version %s: %v", when, v.Number, err)
			}
		}
	}
	stands("signed off", 2, debrief.StateFollowUp, "Told otherwise")
	mustTurn(t, db.Undo)
	stands("sign-off taken back", 2, debrief.StateReadBack, "Told otherwise")
	mustTurn(t, db.Undo)
	stands("edit taken back", 2, debrief.StateReadBack, was)
	// It does not stand as 1.1, which says something else.
	if done, err := db.Undo(t.Context()); err != nil || done.Name != sqlite.NameStillRead {
		t.Errorf("%+v, %v", done, err)
	}
	stands("amendment taken back", 2, debrief.StateReadBack, was)
	mustTurn(t, db.Undo)
	stands("first sign-off taken back", 2, debrief.StateReadBack, was)
	if done, err := db.Redo(t.Context()); err != nil || done.Name != sqlite.NameStillRead {
		t.Errorf("%+v, %v", done, err)
	}
	stands("first sign-off brought back", 2, debrief.StateReadBack, was)
	for range 3 {
		mustTurn(t, db.Redo)
	}
	stands("all brought back", 2, debrief.StateFollowUp, "Told otherwise")
	for range 4 {
		mustTurn(t, db.Undo)
	}
	// Something else is signed off now: it is neither 1.0 nor 1.1.
	other := mustLoad(t, db, id).Entries[1]
	other.Text = "A third way"
	mustApply(t, db, debrief.Action{Name: "edit-entry", Put: []debrief.Record{&other}})
	signOff(t, db, id, "Another line.")
	if w := mustLoad(t, db, id); w.Version("").Number != "1.2" || w.Version("1.0").SHA256 != first.SHA256 {
		t.Errorf("%+v", w.Versions)
	}
}

// What is being amended does not stand signed off again because its head becomes what it
// was then: its lines may be others by now.
func TestAHeadFromHistoryIsReadBack(t *testing.T) {
	db, id := signedOff(t)
	amend, err := signoff.Amend(mustLoad(t, db, id).Debrief, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	mustApply(t, db, amend)
	w := mustLoad(t, db, id)
	w.Entries[0].Text, w.Debrief.Title = "Told otherwise", "Another title"
	mustApply(t, db, debrief.Action{Name: "edit", Put: []debrief.Record{&w.Entries[0], &w.Debrief}})
	versions, err := db.History(t.Context(), id, 50)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range versions {
		if _, err := db.RestoreVersion(t.Context(), v.Seq); err != nil {
			t.Fatal(err)
		}
		if now := mustLoad(t, db, id).Debrief; now.State.IsSigned() {
			t.Fatalf("it stands signed off with %q", now.Title)
		}
	}
	if len(versions) < 4 {
		t.Errorf("%d versions of the head", len(versions))
	}
}

// A version that was withdrawn keeps its number and nothing else: no byte of it is left,
// and nothing brings it back.
func TestWithdrawingAVersion(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	w := demo.Debrief()
	id := w.Debrief.ID
	mustApply(t, db, debrief.Action{Name: "demo", Put: w.Records()})
	packed := signPacked(t, db, id)
	v := *mustLoad(t, db, id).Version("1.0")
	v.WithdrawnAt, v.WithdrawnWhy = "2026-11-12T09:00:00Z", "Words were taken back."
	wants(t, "what it stands as", db.WithdrawVersion(t.Context(), v, false), debrief.CodeVersionStands)
	amend, err := signoff.Amend(mustLoad(t, db, id).Debrief, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	mustApply(t, db, amend)
	other := v
	other.Note = "rewritten"
	wants(t, "with another note", db.WithdrawVersion(t.Context(), other, false), debrief.CodeSigned)
	if !onDisk(t, db.Path(), packed) {
		t.Fatal("the frozen bytes are nowhere: the test would see nothing")
	}
	if err := db.WithdrawVersion(t.Context(), v, false); err != nil {
		t.Fatal(err)
	}
	if onDisk(t, db.Path(), packed) {
		t.Error("what was frozen is in the file still")
	}
	wants(t, "once more", db.WithdrawVersion(t.Context(), v, false), debrief.CodeVersionGone)
	mustTurn(t, db.Undo)
	if w := mustLoad(t, db, id); w.Debrief.State != debrief.StateReadBack {
		t.Errorf("amendment taken back: %s as a version that is gone", w.Debrief.State)
	}
	mustTurn(t, db.Undo)
	mustTurn(t, db.Redo)
	w = mustLoad(t, db, id)
	if w.Debrief.State != debrief.StateReadBack {
		t.Errorf("sign-off brought back: %s as a version that is gone", w.Debrief.State)
	}
	if got := w.Version("1.0"); got == nil || got.WithdrawnWhy != v.WithdrawnWhy || got.SHA256 != v.SHA256 {
		t.Errorf("%+v", got)
	}
	_, _, err = signoff.Read(t.Context(), db, w, "1.0")
	wants(t, "reading it", err, debrief.CodeVersionWithdrawn)
	if gone, err := db.Withdrawn(t.Context()); err != nil || !slices.Contains(gone, v.PackID) {
		t.Errorf("a file may bring it back: %v, %v", gone, err)
	}
	path := db.Path()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if h, err := sqlite.Verify(t.Context(), path, nil); err != nil || !h.Sound() {
		t.Errorf("%+v, %v", h, err)
	}
}

// signPacked signs off and returns some of the bytes that were frozen.
func signPacked(t *testing.T, db *sqlite.DB, id debrief.ID) string {
	t.Helper()
	signOff(t, db, id, "")
	w := mustLoad(t, db, id)
	for _, a := range w.Attachments {
		if a.ID == w.Versions[0].PackID {
			packed, err := db.Content(t.Context(), a)
			if err != nil {
				t.Fatal(err)
			}
			return string(packed[40:140])
		}
	}
	t.Fatal("nothing was frozen")
	return ""
}
