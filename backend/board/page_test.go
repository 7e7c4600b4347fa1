package board_test

import (
	"slices"
	"testing"

	"secondstory/backend/board"
	"secondstory/backend/debrief"
)

func pageItems() []board.Item {
	all := []board.Item{}
	for _, c := range []debrief.Countermeasure{
		{Base: debrief.Base{ID: "a"}, Text: "Own pool for batch jobs", State: debrief.CountermeasureDoing, Due: "2026-11-20", Owner: debrief.Who{ParticipantID: "p"}, Priority: debrief.PriorityHigh},
		{Base: debrief.Base{ID: "b"}, Text: "Say who is on call", State: debrief.CountermeasureCommitted, Due: "2026-11-20", Owner: debrief.Who{Name: "Jo"}},
		{Base: debrief.Base{ID: "c"}, Text: "Pool graph onto the board", State: debrief.CountermeasureDone, DoneOn: "2026-11-01"},
		{Base: debrief.Base{ID: "d"}, Text: "One number to call", State: debrief.CountermeasureChecked},
	} {
		all = append(all, board.Of(whole(c), "Checkout timeouts", now)...)
	}
	board.Sort(all)
	return all
}

func TestAPageOfTheBoard(t *testing.T) {
	all := pageItems()
	p := board.PageOf(all, board.Filter{}, 2, 1)
	if p.Total != 4 || len(p.Items) != 2 || p.Items[0].ID != "b" || p.Items[1].ID != "c" {
		t.Errorf("%+v", p)
	}
	want := []board.Count{{Section: board.SectionPassed, N: 2}, {Section: board.SectionCheck, N: 1}, {Section: board.SectionChecked, N: 1}}
	if !slices.Equal(p.Counts, want) {
		t.Errorf("%+v", p.Counts)
	}
	if !slices.Equal(p.Owners, []string{"Ines", "Jo"}) || !slices.Equal(p.Teams, []string{"Payments"}) {
		t.Errorf("%v, %v", p.Owners, p.Teams)
	}
	if p := board.PageOf(nil, board.Filter{}, 0, 0); p.Items == nil || p.Counts == nil || p.Owners == nil || p.Teams == nil {
		t.Error("a page without anything is nil somewhere")
	}
}

func TestWhatIsAskedFor(t *testing.T) {
	all := pageItems()
	for _, c := range []struct {
		f    board.Filter
		want int
	}{
		{board.Filter{State: debrief.CountermeasureDone}, 1},
		{board.Filter{Priority: debrief.PriorityHigh}, 1},
		{board.Filter{Words: "POOL"}, 2},
		{board.Filter{Words: "pool checkout"}, 2},
		{board.Filter{Words: "pool retries"}, 0},
		{board.Filter{Owner: "Jo", Words: "call"}, 1},
	} {
		// Whom one can ask for stays, whatever was asked for.
		if p := board.PageOf(all, c.f, 10, 0); p.Total != c.want || len(p.Owners) != 2 {
			t.Errorf("%+v keeps %d of %v", c.f, p.Total, p.Owners)
		}
	}
}
