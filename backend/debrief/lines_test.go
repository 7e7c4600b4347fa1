package debrief_test

import (
	"testing"

	"secondstory/backend/debrief"
)

func lined() *debrief.Whole {
	who := debrief.Who{ParticipantID: "p"}
	w := debrief.NewWhole(*debrief.NewDebrief("2026-11-04T09:00:00Z"))
	for _, e := range []debrief.Entry{
		{Place: debrief.Place{Stage: debrief.StageTimeline, Position: 4}, Who: who, Text: "paged storage", Time: debrief.Moment{At: "2026-11-03T14:05:00Z", Precision: debrief.PrecisionMinute}},
		{Place: debrief.Place{Stage: debrief.StageNarratives, Position: 3}, Who: who, Text: "It was green – überall."},
		{Place: debrief.Place{Stage: debrief.StageNarratives, Position: 2}, Who: who, Text: "written over since", Consent: debrief.Consent{As: debrief.ReleaseQuote, Words: "I had never seen that."}},
		{Place: debrief.Place{Stage: debrief.StageNarratives, Position: 1}, Who: who, Text: "unnamed", Consent: debrief.Consent{As: debrief.ReleaseUnnamed}},
		{Place: debrief.Place{Stage: debrief.StageNarratives, Position: 5}, Who: debrief.Who{ParticipantID: "other"}, Text: "another's"},
		{Place: debrief.Place{Stage: debrief.StageNarratives, Position: 6}, Who: debrief.Who{Name: "p"}, Text: "nobody's"},
		{Place: debrief.Place{Stage: debrief.StageNarratives, Position: 7}, Who: who, Text: "  "},
	} {
		w.Add(&e)
	}
	return w
}

func TestLinesOf(t *testing.T) {
	w := lined()
	got := ""
	for _, l := range w.LinesOf("p") {
		got += l.Text + "|"
	}
	if want := "I had never seen that.|It was green – überall.|paged storage|"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if len(w.LinesOf("")) != 0 || len(w.LinesOf("nobody")) != 0 {
		t.Error("nobody has lines")
	}
}

// TestLinesMark: lib/calibrate/lines.test.ts has the same lines and the same mark.
func TestLinesMark(t *testing.T) {
	w := lined()
	lines := w.LinesOf("p")
	mark := debrief.LinesMark(lines)
	if mark != "a7af47fc" {
		t.Errorf("the mark is %s", mark)
	}
	lines[1].Text += " "
	if debrief.LinesMark(lines) == mark || debrief.LinesMark(nil) != "" {
		t.Error("other lines have the same mark")
	}
}
