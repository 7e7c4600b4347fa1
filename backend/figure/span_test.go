package figure

import (
	"testing"
	"time"

	"secondstory/backend/debrief"
)

// TestSpansReachAsFarAsTheyMay draws what is only known to lie between two times
// from the one to the other, with the axis going on as far.
func TestSpansReachAsFarAsTheyMay(t *testing.T) {
	at := time.Date(2026, 11, 3, 14, 0, 0, 0, time.UTC)
	in := Input{Width: 480, MaxHeight: 240, Words: words(), Marks: []Mark{
		{ID: "a", At: at, Label: "Alert", Lane: debrief.LaneSystem, Record: true},
		{ID: "b", At: at.Add(30 * time.Minute), Until: at.Add(time.Hour), Label: "Somebody looks", Lane: debrief.LaneSaw},
		{ID: "c", At: at.Add(40 * time.Minute), Until: at.Add(40 * time.Minute), Label: "Restart", Lane: debrief.LaneDid},
	}}
	f := Layout(in, measure)
	if len(f.Spans) != 1 {
		t.Fatalf("%d spans: %+v", len(f.Spans), f.Spans)
	}
	s := f.Spans[0]
	if saw := f.Lanes[1].Y; s.Y != saw || s.Record || s.X2 > f.Right+.01 || s.X2-s.X < (f.Right-f.Left)*.4 {
		t.Errorf("%+v on a lane at %v, to %v", s, saw, f.Right)
	}
	in.Marks = in.Marks[:1]
	if f := Layout(in, measure); f.Spans == nil || len(f.Spans) != 0 {
		t.Errorf("spans of nothing: %v", f.Spans)
	}
}
