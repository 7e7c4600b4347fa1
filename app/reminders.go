package app

import (
	"context"

	"secondstory/backend/board"
	"secondstory/backend/debrief"
	"secondstory/backend/report"
)

// Reminders is bound to the window: what of all debriefs waits for somebody.
type Reminders struct{ desk *Desk }

// Glance returns what to ask about today and what comes next.
func (s *Reminders) Glance() (out board.Glance, err error) {
	defer guard(&err)
	items, err := s.desk.waiting()
	return board.GlanceAt(items), err
}

// Reminder is what came of reminding somebody.
type Reminder struct {
	// Count is how many dates need a look: nothing more is said of them.
	Count int `json:"count"`
	// Shown says that the desktop shows it; otherwise the window does.
	Shown bool `json:"shown"`
}

// Remind counts what needs a look today and says so on the desktop, if that is wanted and
// it has a way to. The words may be seen by whoever sees the screen: they are a number, and
// none are shown while the Room view is open.
func (s *Reminders) Remind(desktop bool) (out Reminder, err error) {
	defer guard(&err)
	d := s.desk
	if d.room.isOpen() {
		return out, nil
	}
	items, err := d.waiting()
	if err != nil {
		return out, err
	}
	out.Count = board.Today(items)
	if out.Count == 0 || !desktop {
		return out, nil
	}
	out.Shown = d.notify(d.window(), d.copy.T("app.name"), d.counted("remind.dates", out.Count)) == nil
	return out, nil
}

// waiting returns what is open in all debriefs, in the order of the board.
func (d *Desk) waiting() ([]board.Item, error) {
	lib, err := d.open()
	if err != nil {
		return nil, err
	}
	all, err := lib.FollowUps(context.Background(), true)
	if err != nil {
		return nil, err
	}
	out, today := []board.Item{}, d.keeper.Now()
	for _, w := range all {
		if w.Debrief.State == debrief.StateClosed {
			continue // brought in from an old report: it is on the board, and nobody is reminded of it
		}
		out = append(out, board.Of(w, report.Title(&w.Debrief, d.copy.T), today)...)
	}
	board.Sort(out)
	return out, nil
}

// Answer keeps what somebody says to "did it help?" about a countermeasure. What cannot be
// told yet is asked about again; the day is returned then, and an empty one otherwise.
func (s *Reminders) Answer(step Step, ref debrief.Ref, outcome string) (again string, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return "", err
	}
	w, err := lib.Load(context.Background(), ref.DebriefID)
	if err != nil {
		return "", err
	}
	now := s.desk.keeper.Now()
	act := debrief.Act{Kind: debrief.ActCheck, Outcome: debrief.Outcome(outcome)}
	records, err := w.Act(ref, act, now)
	if err != nil {
		return "", err
	}
	if c, ok := records[0].(*debrief.Countermeasure); ok && act.Outcome == debrief.OutcomeUnclear {
		again = c.CheckOn
	}
	return again, s.desk.apply(step.put(records...))
}
