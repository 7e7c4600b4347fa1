package app

import (
	"testing"

	"secondstory/backend/alike"
	"secondstory/backend/debrief"
)

// keptWith makes a debrief in the library with a factor.
func keptWith(t *testing.T, d *Desk, title, factor string) *debrief.Whole {
	t.Helper()
	w := debrief.NewWhole(*debrief.NewDebrief("2026-11-21T09:00:00Z"))
	w.Debrief.Title, w.Meeting = title, *debrief.NewMeeting(w.Debrief.ID)
	w.Add(&debrief.Factor{Base: debrief.Base{ID: debrief.NewID(), DebriefID: w.Debrief.ID}, Text: factor, Category: debrief.CategorySignals})
	if err := d.apply(debrief.Action{Name: "new-debrief", Put: w.Records()}); err != nil {
		t.Fatal(err)
	}
	return w
}

func mustBeside(t *testing.T, d *Desk, id string) AlikeView {
	t.Helper()
	v, err := (&Similars{d}).Beside(id)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestALinkIsSeenFromBothAndIsOneStepOfUndo(t *testing.T) {
	d := mustDesk(t, &chosen{})
	s := &Similars{d}
	a := keptWith(t, d, "A database directory was removed", "Replication lagged and nobody was told")
	b := keptWith(t, d, "Two regions wrote to their databases", "Replication across regions lagged")
	if v := mustBeside(t, d, a.Debrief.ID); len(v.Offered) != 1 || len(v.Linked) != 0 {
		t.Fatalf("%+v", v)
	}
	got, err := s.Decide(Step{Name: "link-debrief"}, a.Debrief.ID, b.Debrief.ID, alike.Linked, "")
	if err != nil || len(got.Related) != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	for _, id := range []string{a.Debrief.ID, b.Debrief.ID} {
		if v := mustBeside(t, d, id); len(v.Linked) != 1 || len(v.Offered) != 0 {
			t.Errorf("%+v", v)
		}
	}
	if _, err := s.Decide(Step{Name: "unlink-debrief"}, b.Debrief.ID, a.Debrief.ID, alike.Open, ""); err != nil {
		t.Fatal(err)
	}
	if v := mustBeside(t, d, a.Debrief.ID); len(v.Linked) != 0 || len(v.Offered) != 1 {
		t.Errorf("taken back from the other side: %+v", v)
	}
	if _, err := (&Changes{d}).Undo(); err != nil {
		t.Fatal(err)
	}
	if v := mustBeside(t, d, b.Debrief.ID); len(v.Linked) != 1 {
		t.Errorf("after undo: %+v", v)
	}
	if _, err := s.Decide(Step{Name: "apart-debrief"}, a.Debrief.ID, b.Debrief.ID, alike.Apart, ""); err != nil {
		t.Fatal(err)
	}
	if v := mustBeside(t, d, b.Debrief.ID); len(v.Linked)+len(v.Offered) > 0 {
		t.Errorf("offered again: %+v", v)
	}
}

func TestAFactorRecursAndHasAPage(t *testing.T) {
	d := mustDesk(t, &chosen{})
	s := &Similars{d}
	a := keptWith(t, d, "A database directory was removed", "Replication lagged and nobody was told")
	b := keptWith(t, d, "Two regions wrote to their databases", "Replication across regions lagged")
	mine, earlier := b.Factors[0].ID, a.Factors[0].ID
	offered, err := s.Candidates(b.Debrief.ID, mine, "")
	if err != nil || len(offered) != 1 || offered[0].ID != earlier {
		t.Fatalf("%+v, %v", offered, err)
	}
	f, err := s.Same(Step{Name: "same-factor"}, mine, earlier)
	if err != nil || f.Recurs != earlier {
		t.Fatalf("%+v, %v", f, err)
	}
	if v := mustBeside(t, d, a.Debrief.ID); len(v.Recurring) != 1 || v.Recurring[0] != (RecurringFactor{earlier, 2}) {
		t.Errorf("%+v", v.Recurring)
	}
	for _, id := range []string{mine, earlier} {
		if p, err := s.Page(id); err != nil || p.Debriefs != 2 || len(p.Namings) != 2 {
			t.Errorf("%+v, %v", p, err)
		}
	}
	if _, err := s.Same(Step{Name: "same-factor"}, earlier, mine); debrief.CodeOf(err) != debrief.CodeInvalid {
		t.Errorf("in a circle: %v", err)
	}
	if f, err = s.Same(Step{Name: "other-factor"}, mine, ""); err != nil || f.Recurs != "" {
		t.Errorf("%+v, %v", f, err)
	}
	if p, err := s.Page(mine); err != nil || p.Debriefs != 1 {
		t.Errorf("%+v, %v", p, err)
	}
	if _, err := s.Page("nowhere"); debrief.CodeOf(err) != debrief.CodeNotFound {
		t.Errorf("of none: %v", err)
	}
}
