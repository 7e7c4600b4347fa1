package sqlite_test

import (
	"testing"
	"time"

	"secondstory/backend/debrief"
)

// A debrief that was signed off is closed by somebody with a name, once nothing of it is
// left to follow up; whoever writes it otherwise is refused.
func TestClosingWantsAnAnswerToEverythingAndAName(t *testing.T) {
	db, id := signedOff(t)
	at := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	closing := debrief.Closing{By: "Ines", At: at.Format(time.RFC3339)}
	head := mustLoad(t, db, id).Debrief
	head.State, head.Closing = debrief.StateClosed, closing
	wants(t, "with something open", put(db, &head), debrief.CodeCloseOpen)
	w := mustLoad(t, db, id)
	for i := range w.Countermeasures {
		c := &w.Countermeasures[i]
		if c.State == debrief.CountermeasureIdea {
			continue
		}
		c.State, c.Reason = debrief.CountermeasureNotPursued, "Too dear"
		if err := put(db, c); err != nil {
			t.Fatal(err)
		}
	}
	head.Closing.By = ""
	wants(t, "without a name", put(db, &head), debrief.CodeCloseName)
	head.Closing = closing
	if err := put(db, &head); err != nil {
		t.Fatal(err)
	}
	// Closed, it can be tagged; and opened again it is followed up.
	head.Tags = []string{"dns"}
	if err := put(db, &head); err != nil {
		t.Error(err)
	}
	again, err := mustLoad(t, db, id).Reopen("It came back", at)
	if err == nil {
		err = put(db, again)
	}
	if err != nil || mustLoad(t, db, id).Debrief.State != debrief.StateFollowUp {
		t.Error(err)
	}
}

// What is closed is opened again before anything of it is left to follow up, whichever
// screen or command says so; and what came back from history is no exception.
func TestWhatIsClosedHasNothingOpen(t *testing.T) {
	db, id := signedOff(t)
	w := mustLoad(t, db, id)
	for i := range w.Countermeasures {
		c := &w.Countermeasures[i]
		c.State, c.Reason = debrief.CountermeasureNotPursued, "Too dear"
		if i == 0 {
			c.State, c.Reason = debrief.CountermeasureIdea, ""
		}
		if err := put(db, c); err != nil {
			t.Fatal(err)
		}
	}
	head, err := mustLoad(t, db, id).Close("Ines", "", time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC))
	if err == nil {
		err = put(db, head)
	}
	if err != nil {
		t.Fatal(err)
	}
	for i := range w.Countermeasures {
		c := mustLoad(t, db, id).Countermeasures[i]
		if c.State == debrief.CountermeasureNotPursued {
			c.Reason = ""
			wants(t, "the reason taken away", put(db, &c), debrief.CodeClosed)
		}
		c.State = debrief.CountermeasureCommitted
		wants(t, "committed to", put(db, &c), debrief.CodeClosed)
	}
	c := mustLoad(t, db, id).Countermeasures[1]
	versions, err := db.History(t.Context(), c.ID, 10)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range versions {
		if r, ok := v.After.(*debrief.Countermeasure); ok && r.IsOpen() {
			_, err := db.RestoreVersion(t.Context(), v.Seq)
			wants(t, "as it was", err, debrief.CodeClosed)
		}
	}
	if w := mustLoad(t, db, id); w.Debrief.State != debrief.StateClosed || !w.MayClose() {
		t.Errorf("%s, %+v", w.Debrief.State, w.Countermeasures)
	}
	c.Ticket = "OPS-1"
	if err := put(db, &c); err != nil {
		t.Error(err)
	}
}

// The library's row says what came of a debrief that was closed.
func TestTheRowOfAClosedDebriefSaysWhatCameOfIt(t *testing.T) {
	db, id := signedOff(t)
	w := mustLoad(t, db, id)
	want := debrief.Row{}
	for i := range w.Countermeasures {
		c := &w.Countermeasures[i]
		switch {
		case c.State == debrief.CountermeasureIdea:
			continue
		case i%3 == 0:
			c.State, c.Reason = debrief.CountermeasureNotPursued, "Too dear"
			want.NotPursued++
		default:
			c.State = debrief.CountermeasureChecked
			want.Checked++
		}
		if err := put(db, c); err != nil {
			t.Fatal(err)
		}
	}
	head, err := mustLoad(t, db, id).Close("Ines", "", time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC))
	if err == nil {
		err = put(db, head)
	}
	if err != nil {
		t.Fatal(err)
	}
	rows, _, err := db.List(t.Context(), 0, 0)
	if err != nil || len(rows) != 1 {
		t.Fatalf("%+v, %v", rows, err)
	}
	got := rows[0]
	if got.Checked != want.Checked || got.NotPursued != want.NotPursued || got.Finished != want.Checked || got.Countermeasures != want.Checked || got.ClosedAt != "2026-11-22T09:00:00Z" {
		t.Errorf("%+v, want %+v", got, want)
	}
}
