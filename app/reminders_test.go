package app

import (
	"context"
	"errors"
	"testing"

	"secondstory/backend/debrief"
)

// mustDone adds a countermeasure that was done on a day and waits for "did it help?".
func mustDone(t *testing.T, d *Desk, id debrief.ID, day string) debrief.Countermeasure {
	t.Helper()
	c, err := (&Countermeasures{d}).Save(Step{Name: "edit-countermeasure"}, debrief.Countermeasure{
		Base: debrief.Base{ID: debrief.NewID(), DebriefID: id}, Text: "Give search its own budget", State: debrief.CountermeasureDone, DoneOn: day,
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func mustGlance(t *testing.T, d *Desk) (checks, next int) {
	t.Helper()
	g, err := (&Reminders{d}).Glance()
	if err != nil {
		t.Fatal(err)
	}
	return len(g.Checks), len(g.Next)
}

func TestAnsweringWhetherItHelped(t *testing.T) {
	d := mustDesk(t, &chosen{})
	s, head := &Reminders{d}, mustNew(t, d)
	for outcome, want := range map[string]struct {
		state debrief.CountermeasureState
		again string
	}{
		"helped":  {debrief.CountermeasureChecked, ""},
		"not":     {debrief.CountermeasureChecked, ""},
		"unclear": {debrief.CountermeasureDone, "2026-12-05"},
	} {
		c := mustDone(t, d, head.ID, "2026-11-01")
		if checks, _ := mustGlance(t, d); checks != 1 {
			t.Fatalf("%s: %d to check", outcome, checks)
		}
		ref := debrief.Ref{ID: c.ID, Rev: c.Rev, DebriefID: head.ID}
		again, err := s.Answer(Step{ID: outcome, Name: "check-countermeasure"}, ref, outcome)
		if err != nil || again != want.again {
			t.Fatalf("%s: again %q, %v", outcome, again, err)
		}
		lib, _ := d.open()
		r, err := lib.Record(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		now := r.(*debrief.Countermeasure)
		if now.State != want.state || len(now.Checks) != 1 || now.Checks[0].Outcome != debrief.Outcome(outcome) || now.CheckOn != want.again {
			t.Errorf("%s: %+v", outcome, now)
		}
		if checks, _ := mustGlance(t, d); checks != 0 {
			t.Errorf("%s: still asked about", outcome)
		}
		// A second click, a moment late, answers nothing more.
		if _, err := s.Answer(Step{Name: "check-countermeasure"}, ref, outcome); debrief.CodeOf(err) != debrief.CodeConflict {
			t.Errorf("%s, twice: %v", outcome, err)
		}
		if _, err := (&Changes{d}).TakeBack(outcome); err != nil {
			t.Fatal(err)
		}
		if checks, _ := mustGlance(t, d); checks != 1 {
			t.Errorf("%s, taken back: %d to check", outcome, checks)
		}
		r, _ = lib.Record(t.Context(), c.ID)
		if err := (&Countermeasures{d}).Delete(Step{Name: "delete-countermeasure"}, debrief.Ref{ID: c.ID, Rev: r.Head().Rev, DebriefID: head.ID}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Answer(Step{}, debrief.Ref{ID: head.ID, Rev: head.Rev, DebriefID: head.ID}, "helped"); debrief.CodeOf(err) != debrief.CodeNotFound {
		t.Errorf("of a debrief: %v", err)
	}
	c := mustDone(t, d, head.ID, "2026-11-01")
	if _, err := s.Answer(Step{}, debrief.Ref{ID: c.ID, Rev: c.Rev, DebriefID: head.ID}, "whatever"); debrief.CodeOf(err) != debrief.CodeInvalid {
		t.Errorf("no such answer: %v", err)
	}
}

func TestAReminderSaysHowManyAndNothingElse(t *testing.T) {
	d := mustDesk(t, &chosen{})
	said := []string{}
	var refused error
	d.notify = func(_ context.Context, title, text string) error {
		said = append(said, title+"|"+text)
		return refused
	}
	s, head := &Reminders{d}, mustNew(t, d)
	if out, err := s.Remind(true); err != nil || out != (Reminder{}) || len(said) != 0 {
		t.Fatalf("nothing to say: %+v, %v, %q", out, err, said)
	}
	mustDue(t, d, head.ID, "Marker passed", "2026-11-01")
	mustDue(t, d, head.ID, "Marker today", "2026-11-21")
	mustDue(t, d, head.ID, "Marker tomorrow", "2026-11-22")
	if out, err := s.Remind(true); err != nil || out != (Reminder{Count: 2, Shown: true}) {
		t.Errorf("%+v, %v", out, err)
	}
	if out, err := s.Remind(false); err != nil || out != (Reminder{Count: 2}) {
		t.Errorf("in the window: %+v, %v", out, err)
	}
	refused = errors.New("no desktop")
	if out, err := s.Remind(true); err != nil || out != (Reminder{Count: 2}) {
		t.Errorf("no desktop: %+v, %v", out, err)
	}
	if len(said) != 2 || said[0] != "Second Story|2 dates need a look." {
		t.Errorf("said: %q", said)
	}
	// Whoever looks on in the Room is told nothing.
	d.room.mu.Lock()
	d.room.process = &roomProcess{}
	d.room.mu.Unlock()
	out, err := s.Remind(true)
	d.room.mu.Lock()
	d.room.process = nil
	d.room.mu.Unlock()
	if err != nil || out != (Reminder{}) || len(said) != 2 {
		t.Errorf("in the Room: %+v, %v, %q", out, err, said)
	}
}
