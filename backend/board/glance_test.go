package board_test

import (
	"testing"

	"secondstory/backend/board"
	"secondstory/backend/debrief"
)

// However much has passed, what comes next is seen too.
func TestAGlanceShowsWhatIsAskedAndWhatComes(t *testing.T) {
	all := []debrief.Countermeasure{}
	add := func(n int, c debrief.Countermeasure) {
		for range n {
			c.ID = debrief.NewID()
			all = append(all, c)
		}
	}
	add(9, debrief.Countermeasure{State: debrief.CountermeasureDoing, Due: "2026-11-01"})
	add(4, debrief.Countermeasure{State: debrief.CountermeasureSoaking, SoakUntil: "2026-11-20"})
	add(20, debrief.Countermeasure{State: debrief.CountermeasureDone, DoneOn: "2026-11-01"})
	add(5, debrief.Countermeasure{State: debrief.CountermeasureDoing, Due: "2026-11-25"})
	add(3, debrief.Countermeasure{State: debrief.CountermeasureDoing})
	add(3, debrief.Countermeasure{State: debrief.CountermeasureChecked})
	items := board.Of(whole(all...), "T", now)
	board.Sort(items)
	g := board.GlanceAt(items)
	sections := map[board.Section]int{}
	for _, i := range g.Next {
		sections[i.Section]++
	}
	if sections[board.SectionPassed] != 2 || sections[board.SectionRested] != 2 || sections[board.SectionNext] != 2 || len(g.Next) != 6 {
		t.Errorf("next: %v", sections)
	}
	if len(g.Checks) != 12 || g.Asked != 33 || g.Due != 5 {
		t.Errorf("%d checks, %d asked, %d due", len(g.Checks), g.Asked, g.Due)
	}
	today := board.Of(whole(debrief.Countermeasure{State: debrief.CountermeasureDoing, Due: "2026-11-22"}), "T", now)
	if n := board.Today(append(items, today...)); n != 34 {
		t.Errorf("%d need a look today", n)
	}
	if g := board.GlanceAt(nil); g.Checks == nil || g.Next == nil || g.Asked+g.Due != 0 {
		t.Errorf("of nothing: %+v", g)
	}
}
