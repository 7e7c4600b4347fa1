package app

import (
	"testing"
	"time"

	"secondstory/backend/debrief"
)

// mustClosed keeps a debrief that was held elsewhere, of a day.
func mustClosed(t *testing.T, d *Desk, title, day string, tags ...string) debrief.ID {
	t.Helper()
	made := debrief.NewDebrief(d.stamp())
	made.Title, made.State, made.OldReport, made.Tags = title, debrief.StateClosed, true, tags
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	made.Started = debrief.At(at, "UTC", debrief.PrecisionMinute)
	if err := d.apply(Step{Name: "new-debrief"}.put(made, debrief.NewMeeting(made.ID))); err != nil {
		t.Fatal(err)
	}
	return made.ID
}

func TestWorthReadingAgain(t *testing.T) {
	d := mustDesk(t, &chosen{})
	now := noon
	d.keeper.Now = func() time.Time { return now }
	s := &Again{d}
	year := mustClosed(t, d, "A year ago", "2025-11-21")
	eve := mustClosed(t, d, "On the eve", "2024-12-24", "deploy")
	view, err := s.Look("UTC")
	if err != nil || len(view.Today) != 1 || view.Today[0].ID != year || len(view.Before) != 0 || view.Total != 2 {
		t.Fatalf("%+v, %v", view, err)
	}
	for _, aside := range []bool{true, true} {
		if err := s.SetAside(year, "UTC", aside); err != nil {
			t.Fatal(err)
		}
	}
	if view, err = s.Look("UTC"); err != nil || len(view.Today) != 0 {
		t.Errorf("set aside: %+v, %v", view, err)
	}
	freeze := FreezeInput{From: "2026-12-18", To: "2027-01-04", Tags: "deploy"}
	if found, err := s.Before(freeze); err != nil || len(found) != 1 || found[0].ID != eve || len(found[0].Reasons) != 2 {
		t.Errorf("before a freeze: %+v, %v", found, err)
	}
	for at, want := range map[string]int{"2026-12-03": 0, "2026-12-04": 1, "2027-01-04": 1, "2027-01-05": 0, "1970-01-01": 0, "2099-01-01": 0} {
		now, _ = time.Parse(time.DateOnly, at)
		if view, err := s.Look("UTC"); err != nil || len(view.Before) != want || view.Freeze != freeze {
			t.Errorf("%s: %+v, %v", at, view, err)
		}
	}
	// In another year it is offered again.
	now = noon.AddDate(1, 0, 0)
	if view, err := s.Look("UTC"); err != nil || len(view.Today) != 1 {
		t.Errorf("a year on: %+v, %v", view, err)
	}
	if found, err := s.Tagged("DEPLOY"); err != nil || len(found) != 1 {
		t.Errorf("by tag: %+v, %v", found, err)
	}
}
