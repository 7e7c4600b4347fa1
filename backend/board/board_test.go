package board_test

import (
	"testing"
	"time"

	"secondstory/backend/board"
	"secondstory/backend/debrief"
)

// Late in the evening in a zone east of UTC: the day is the one on the wall there.
var now = time.Date(2026, 11, 22, 23, 30, 0, 0, time.FixedZone("", 2*60*60))

func whole(all ...debrief.Countermeasure) *debrief.Whole {
	w := debrief.NewWhole(debrief.Debrief{Base: debrief.Base{ID: "d", DebriefID: "d"}})
	w.Add(&debrief.Participant{Base: debrief.Base{ID: "p", DebriefID: "d"}, Name: "Ines", Team: "Payments"})
	for _, c := range all {
		w.Add(&c)
	}
	return w
}

func TestWhatEachWaitsFor(t *testing.T) {
	for _, c := range []struct {
		c    debrief.Countermeasure
		want board.Section
		days int
	}{
		{debrief.Countermeasure{State: debrief.CountermeasureCommitted, Due: "2026-11-21"}, board.SectionPassed, -1},
		{debrief.Countermeasure{State: debrief.CountermeasureDoing, Due: "2026-11-22"}, board.SectionNext, 0},
		{debrief.Countermeasure{State: debrief.CountermeasureCommitted, Due: "2027-03-29"}, board.SectionNext, 127},
		{debrief.Countermeasure{State: debrief.CountermeasureCommitted}, board.SectionUndated, 0},
		{debrief.Countermeasure{State: debrief.CountermeasureSoaking, SoakUntil: "2026-11-24"}, board.SectionSoaking, 2},
		{debrief.Countermeasure{State: debrief.CountermeasureSoaking, SoakUntil: "2026-11-22"}, board.SectionRested, 0},
		{debrief.Countermeasure{State: debrief.CountermeasureSoaking}, board.SectionSoaking, 0},
		{debrief.Countermeasure{State: debrief.CountermeasureDone, DoneOn: "2026-11-20"}, board.SectionDone, 12},
		{debrief.Countermeasure{State: debrief.CountermeasureDone, DoneOn: "2026-11-08"}, board.SectionCheck, 0},
		{debrief.Countermeasure{State: debrief.CountermeasureDone, DoneOn: "2026-11-08", CheckOn: "2026-12-01"}, board.SectionDone, 9},
		{debrief.Countermeasure{State: debrief.CountermeasureDone}, board.SectionCheck, 0},
		{debrief.Countermeasure{State: debrief.CountermeasureChecked, DoneOn: "2026-11-01"}, board.SectionChecked, -21},
		{debrief.Countermeasure{State: debrief.CountermeasureNotPursued, Due: "2026-11-01"}, board.SectionNotPursued, 0},
	} {
		got := board.Of(whole(c.c), "T", now)
		if len(got) != 1 || got[0].Section != c.want || got[0].Days != c.days {
			t.Errorf("%+v: %+v", c.c, got)
		}
	}
	if got := board.Of(whole(debrief.Countermeasure{State: debrief.CountermeasureIdea}), "T", now); len(got) != 0 {
		t.Errorf("an idea is on the board: %+v", got)
	}
}

func TestTheBoardIsInOrder(t *testing.T) {
	items := board.Of(whole(
		debrief.Countermeasure{Base: debrief.Base{ID: "next"}, State: debrief.CountermeasureDoing, Due: "2026-11-25"},
		debrief.Countermeasure{Base: debrief.Base{ID: "low"}, State: debrief.CountermeasureDoing, Due: "2026-11-24", Priority: debrief.PriorityLow},
		debrief.Countermeasure{Base: debrief.Base{ID: "high"}, State: debrief.CountermeasureDoing, Due: "2026-11-24", Priority: debrief.PriorityHigh},
		debrief.Countermeasure{Base: debrief.Base{ID: "older"}, State: debrief.CountermeasureChecked, DoneOn: "2026-10-01"},
		debrief.Countermeasure{Base: debrief.Base{ID: "newer"}, State: debrief.CountermeasureChecked, DoneOn: "2026-11-01"},
		debrief.Countermeasure{Base: debrief.Base{ID: "passed"}, State: debrief.CountermeasureDoing, Due: "2026-11-01"},
		debrief.Countermeasure{Base: debrief.Base{ID: "undated"}, State: debrief.CountermeasureDone},
		debrief.Countermeasure{Base: debrief.Base{ID: "check"}, State: debrief.CountermeasureDone, DoneOn: "2026-11-01"},
	), "T", now)
	board.Sort(items)
	for i, want := range []string{"passed", "check", "undated", "high", "low", "next", "newer", "older"} {
		if items[i].ID != want {
			t.Errorf("%d: %s, want %s", i, items[i].ID, want)
		}
	}
}

func TestWhoIsAsked(t *testing.T) {
	items := board.Of(whole(
		debrief.Countermeasure{State: debrief.CountermeasureDoing, Owner: debrief.Who{ParticipantID: "p", Name: "Ines L."}, Due: "2026-11-30"},
		debrief.Countermeasure{State: debrief.CountermeasureChecked, Owner: debrief.Who{Name: "Somebody else"}},
	), "T", now)
	if items[0].Owner != "Ines" || items[0].Team != "Payments" || items[1].Owner != "Somebody else" {
		t.Errorf("%+v", items)
	}
	// Whoever has no name is told as everywhere else.
	nameless := whole(debrief.Countermeasure{State: debrief.CountermeasureDoing, Owner: debrief.Who{ParticipantID: "p"}})
	nameless.Participants[0].Name, nameless.Participants[0].Role = "", "On-call engineer"
	if item := board.Of(nameless, "T", now)[0]; item.Owner != "On-call engineer" {
		t.Errorf("%q", item.Owner)
	}
	for _, c := range []struct {
		f    board.Filter
		want int
	}{{board.Filter{}, 2}, {board.Filter{Open: true}, 1}, {board.Filter{Owner: "Ines"}, 1}, {board.Filter{Team: "Storage"}, 0}, {board.Filter{DebriefID: "d"}, 2}, {board.Filter{DebriefID: "e"}, 0}} {
		n := 0
		for i := range items {
			if c.f.Keeps(&items[i]) {
				n++
			}
		}
		if n != c.want {
			t.Errorf("%+v keeps %d", c.f, n)
		}
	}
	if !items[0].IsDue(8) || items[0].IsDue(7) || items[1].IsDue(100) {
		t.Error("who is asked")
	}
}
