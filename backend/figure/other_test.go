package figure

import (
	"slices"
	"testing"
	"time"

	"secondstory/backend/debrief"
)

// TestOtherZonesStandBelowTheAxis tells each labelled tick in the other zones too,
// with the day where that is another.
func TestOtherZonesStandBelowTheAxis(t *testing.T) {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 3, 22, 0, 0, 0, time.UTC)
	in := Input{Width: 480, MaxHeight: 240, Words: words(), Marks: []Mark{
		{ID: "a", At: at, Label: "Alert", Lane: debrief.LaneSystem},
		{ID: "b", At: at.Add(4 * time.Hour), Label: "Over", Lane: debrief.LaneSystem},
	}}
	alone := Layout(in, measure)
	if alone.Others == nil || len(alone.Others) != 0 {
		t.Errorf("others of nothing: %v", alone.Others)
	}
	in.Others = []Other{{newYork, "New York"}, {time.FixedZone("Kolkata", 5*3600+1800), "Kolkata"}}
	f := Layout(in, measure)
	if len(f.Others) != 2 || f.Height != alone.Height+2*otherPitch || f.Others[0].Zone.Text != "New York" {
		t.Fatalf("%v high, not %v: %+v", f.Height, alone.Height, f.Others)
	}
	texts := func(a OtherAxis) (out []string) {
		for _, c := range a.Clocks {
			if c.Y > f.Height || c.X+c.Width > f.Width {
				t.Errorf("%+v stands outside", c)
			}
			out = append(out, c.Text)
		}
		return out
	}
	if got := texts(f.Others[0]); !slices.Contains(got, "18:00") || !slices.Contains(got, "20:00 −1") {
		t.Errorf("New York: %v", got)
	}
	if got := texts(f.Others[1]); !slices.Contains(got, "04:30 +1") || !slices.Contains(got, "06:30") {
		t.Errorf("Kolkata: %v", got)
	}
}
