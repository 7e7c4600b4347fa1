package figure

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"secondstory/backend/debrief"
)

// Whatever part of a figure one looks at, nothing overlaps, all of its entries are
// there, the lanes stay where they are and time runs from one end to the other.
func TestPartsStandStill(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for i := range 300 {
		in := incident(r)
		in.Closer = true
		whole := Layout(in, measure)
		in.MaxHeight = max(in.MaxHeight, whole.Height)
		first, last := whole.Stretches[0].From, whole.Stretches[len(whole.Stretches)-1].To
		if last-first < 4 {
			continue
		}
		from := first + float64(r.IntN(int(last-first)-2))
		to := from + 2 + r.Float64()*(last-from-2)
		f := whole.Part(in, from, to, measure)
		name := fmt.Sprintf("incident %d from %.0f to %.0f", i, from-first, to-first)
		check(t, name, within(in, f), f)
		if f.Height != whole.Height || f.Bottom != whole.Bottom || f.Left != whole.Left || f.Right != whole.Right {
			t.Fatalf("%s: it is another box", name)
		}
		for j, lane := range f.Lanes {
			if lane.Y != whole.Lanes[j].Y {
				t.Fatalf("%s: a lane moved", name)
			}
		}
		if !reflect.DeepEqual(f, whole.Part(in, from, to, measure)) {
			t.Fatalf("%s: laid out anew it is another picture", name)
		}
	}
}

// within keeps the marks that lie in what is seen.
func within(in Input, f Figure) Input {
	in.Marks = slices.DeleteFunc(slices.Clone(in.Marks), func(m Mark) bool {
		return seconds(m.At) < f.Stretches[0].From || seconds(m.At) > f.Stretches[len(f.Stretches)-1].To
	})
	return in
}

// Looked at closer, groups open up and more labels have room, down to each by itself.
func TestGroupsOpenUp(t *testing.T) {
	in := random(rand.New(rand.NewPCG(5, 6)), 300, 26*time.Hour)
	in.Closer = true
	for i := range in.Marks { // no faster in the beginning
		in.Marks[i].At = in.Marks[0].At.Add(time.Duration(i) * 26 * time.Hour / 300)
	}
	whole := Layout(in, measure)
	start := whole.Stretches[0].From
	alone := func(f Figure) (n, labels int) {
		for _, m := range f.Marks {
			if n += m.Count; m.Label.Text != "" && m.Count == 1 {
				labels++
			}
		}
		return n, labels
	}
	share := 0.0
	for _, hours := range []float64{26, 6, 2} {
		n, labels := alone(whole.Part(in, start, start+hours*3600, measure))
		if now := float64(labels) / float64(n); now <= share {
			t.Errorf("%v hours: %d of %d have a label of their own", hours, labels, n)
		} else {
			share = now
		}
	}
	if share < .9 {
		t.Errorf("in two hours %.0f %% have a label of their own", 100*share)
	}
}

// Days before the incident somebody deployed: that is cut out of the line, and stays
// so however close one looks. A part that ends in the cut ends where time goes on.
func TestCutsStay(t *testing.T) {
	at := time.Date(2026, 11, 3, 14, 2, 0, 0, time.UTC)
	in := Input{Width: 480, MaxHeight: 240, Words: words(), Closer: true}
	for i, d := range []time.Duration{-50 * time.Hour, 0, 2 * time.Minute, 7 * time.Minute, 9 * time.Minute, 11 * time.Minute} {
		in.Marks = append(in.Marks, Mark{ID: fmt.Sprint(i), At: at.Add(d), Label: "Load climbs", Lane: debrief.LaneSystem})
	}
	whole := Layout(in, measure)
	if len(whole.Breaks) != 1 || whole.Breaks[0].Label.Text != "2 d" {
		t.Fatalf("breaks %+v", whole.Breaks)
	}
	if room := whole.Stretches[1].X2 - whole.Stretches[1].X; room < .8*(whole.Right-whole.Left) {
		t.Errorf("the incident has %.0f points of %.0f", room, whole.Right-whole.Left)
	}
	for _, c := range []struct {
		from, to time.Duration
		breaks   int
		first    time.Duration
	}{
		{-50 * time.Hour, 5 * time.Minute, 1, -50 * time.Hour},
		{-40 * time.Hour, 5 * time.Minute, 0, 0},
		{time.Minute, 8 * time.Minute, 0, time.Minute},
		{-50 * time.Hour, -40 * time.Hour, 1, -50 * time.Hour}, // nothing but one instant: the whole
	} {
		f := whole.Part(in, seconds(at.Add(c.from)), seconds(at.Add(c.to)), measure)
		if got := f.Stretches[0].From; len(f.Breaks) != c.breaks || got != seconds(at.Add(c.first)) {
			t.Errorf("%v to %v: %d breaks, from %v", c.from, c.to, len(f.Breaks), time.Unix(int64(got), 0).UTC())
		}
	}
}

// A band that goes on beyond what is seen says so, and one beyond it is not there.
func TestBandsGoOn(t *testing.T) {
	at := time.Date(2026, 11, 3, 14, 0, 0, 0, time.UTC)
	minute := func(n int) time.Time { return at.Add(time.Duration(n) * time.Minute) }
	in := Input{Width: 480, MaxHeight: 240, Words: words(), Closer: true}
	for i := range 60 {
		in.Marks = append(in.Marks, Mark{ID: fmt.Sprint(i), At: minute(i), Lane: debrief.LaneSaw})
	}
	in.Bands = []Band{
		{ID: "a", Label: "Unseen", From: minute(0), To: minute(10)},
		{ID: "b", Label: "Looking at payments", From: minute(10), To: minute(40)},
		{ID: "c", Label: "Recovering", From: minute(45), To: minute(59)},
	}
	f := Layout(in, measure).Part(in, seconds(minute(20)), seconds(minute(44)), measure)
	if len(f.Bands) != 1 || f.Bands[0].ID != "b" || !f.Bands[0].Before || f.Bands[0].After || f.Bands[0].Minutes.Text != "30 min" {
		t.Errorf("bands %+v", f.Bands)
	}
}

// Seen from seven minutes before midnight on, it is the day after.
func TestTheDayThatEndsGivesWay(t *testing.T) {
	at := time.Date(2017, 1, 31, 16, 0, 0, 0, time.UTC)
	in := Input{Width: 640, MaxHeight: 240, Words: words(), Closer: true}
	for i := range 27 {
		in.Marks = append(in.Marks, Mark{ID: fmt.Sprint(i), At: at.Add(time.Duration(i) * time.Hour), Label: "Load climbs", Lane: debrief.LaneSystem})
	}
	days := Layout(in, measure).Part(in, seconds(at)+7.89*3600, seconds(at)+13*3600, measure).Days
	if len(days) != 1 || days[0].Text != "1 Feb" {
		t.Errorf("days %+v", days)
	}
}

// Where two bands lie upon each other that is drawn once, and nothing where they meet.
func TestOverlaps(t *testing.T) {
	band := func(from, to float64) PlacedBand { return PlacedBand{X: from, Width: to - from} }
	for _, c := range []struct {
		bands []PlacedBand
		want  []Overlap
	}{
		{[]PlacedBand{band(0, 10), band(10, 20)}, []Overlap{}},
		{[]PlacedBand{band(5, 20), band(0, 10)}, []Overlap{{5, 5}}},
		{[]PlacedBand{band(0, 30), band(5, 20), band(10, 15), band(25, 40)}, []Overlap{{5, 15}, {25, 5}}},
	} {
		if got := overlaps(c.bands); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%+v: %+v", c.bands, got)
		}
	}
}

func BenchmarkLayout10000(b *testing.B) {
	in := random(rand.New(rand.NewPCG(3, 4)), 10_000, 26*time.Hour)
	for b.Loop() {
		Layout(in, measure)
	}
}

// One step of a zoom into ten thousand entries.
func BenchmarkPart10000(b *testing.B) {
	in := random(rand.New(rand.NewPCG(3, 4)), 10_000, 26*time.Hour)
	in.Closer = true
	whole := Layout(in, measure)
	start := whole.Stretches[0].From
	for b.Loop() {
		whole.Part(in, start+600, start+3*3600, measure)
	}
}
