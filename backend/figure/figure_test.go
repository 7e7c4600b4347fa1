package figure

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
)

// measure stands in for a font: wide and narrow letters, bold a little wider.
func measure(text string, size float64, bold bool) float64 {
	w := 0.0
	for _, r := range text {
		switch {
		case strings.ContainsRune("iljt.,:' ", r):
			w += .28
		case strings.ContainsRune("mwMW…", r):
			w += .85
		default:
			w += .56
		}
	}
	if bold {
		w *= 1.06
	}
	return w * size
}

func words() Words {
	return Words{System: "The system did", Saw: "People saw", Did: "People did", Entries: "{n} entries", Zone: "UTC"}
}

var labels = strings.Split("Load climbs|Writes lock up|Page: replication lag too large|Restarts PostgreSQL|db2 is about 4 GB behind|Ok|Takes a snapshot by hand and loads it into staging, for other work|Database is back, without webhooks", "|")

func random(r *rand.Rand, n int, spread time.Duration) Input {
	start := time.Date(2017, 1, 31, 16, 0, 0, 0, time.UTC)
	texts := labels
	in := Input{Marks: []Mark{}, Width: 480, MaxHeight: 240, Words: words()}
	for i := range n {
		d := time.Duration(r.Float64() * r.Float64() * r.Float64() * float64(spread))
		in.Marks = append(in.Marks, Mark{
			ID: fmt.Sprint(i), At: start.Add(d.Round(time.Second)), Label: texts[r.IntN(len(texts))],
			Lane: lanes()[r.IntN(3)], Record: r.IntN(2) == 0,
		})
	}
	for i := range r.IntN(7) {
		from := start.Add(time.Duration(i) * spread / 8)
		in.Bands = append(in.Bands, Band{Label: texts[r.IntN(len(texts))], From: from, To: from.Add(spread / time.Duration(8+r.IntN(9)))})
	}
	return in
}

type rect struct {
	what           string
	x0, y0, x1, y1 float64
}

func (a rect) meets(b rect) bool {
	const slack = .01
	return a.x0 < b.x1-slack && b.x0 < a.x1-slack && a.y0 < b.y1-slack && b.y0 < a.y1-slack
}

func textRect(t Text) rect {
	return rect{t.Text, t.X, t.Y - .75*t.Size, t.X + t.Width, t.Y + .24*t.Size}
}

// things returns what must not meet: labels, marks and leaders.
func things(f Figure) []rect {
	out := []rect{}
	for _, m := range f.Marks {
		for _, t := range []Text{m.Label, m.Second} {
			if t.Text != "" {
				out = append(out, textRect(t))
			}
		}
		x0, x1 := m.X, m.X2
		if m.Count == 1 {
			x0, x1 = m.X-m.Radius, m.X+m.Radius
		}
		out = append(out, rect{"mark " + m.Full, x0, m.Y - m.Radius, x1, m.Y + m.Radius})
		if m.HasLeader {
			y0, y1 := min(m.LeaderY1, m.LeaderY2), max(m.LeaderY1, m.LeaderY2)
			out = append(out, rect{"leader", m.LeaderX - .3, y0 + .1, m.LeaderX + .3, y1 - 1.7})
		}
	}
	for _, b := range f.Bands {
		for _, t := range []Text{b.Above, b.Label, b.Minutes} {
			if t.Text != "" {
				out = append(out, textRect(t))
			}
		}
	}
	for _, t := range f.Ticks {
		if t.Label.Text != "" {
			out = append(out, textRect(t.Label))
		}
	}
	for _, b := range f.Breaks {
		if b.Label.Text != "" {
			out = append(out, textRect(b.Label))
		}
	}
	for _, d := range f.Days {
		out = append(out, textRect(d))
	}
	return out
}

func check(t *testing.T, name string, in Input, f Figure) {
	t.Helper()
	all := things(f)
	for i, a := range all {
		if a.x0 < -.01 || a.y0 < -.01 || a.x1 > in.Width+.01 || a.y1 > f.Height+.01 {
			t.Fatalf("%s: %q is outside: %+v of %v × %v", name, a.what, a, in.Width, f.Height)
		}
		for _, b := range all[i+1:] {
			if a.meets(b) {
				t.Fatalf("%s: %q meets %q: %+v %+v", name, a.what, b.what, a, b)
			}
		}
	}
	ids := map[string]int{}
	for _, m := range f.Marks {
		if m.Count != len(m.IDs) {
			t.Fatalf("%s: a group of %d says %d", name, len(m.IDs), m.Count)
		}
		for _, id := range m.IDs {
			ids[id]++
		}
	}
	if len(ids) != len(in.Marks) {
		t.Fatalf("%s: %d of %d entries drawn", name, len(ids), len(in.Marks))
	}
	if f.Height > in.MaxHeight+.01 {
		t.Fatalf("%s: %v high, at most %v", name, f.Height, in.MaxHeight)
	}
}

func TestNothingOverlaps(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	spans := []time.Duration{time.Minute, time.Hour, 5 * time.Hour, 26 * time.Hour, 30 * 24 * time.Hour, 900 * 24 * time.Hour}
	for i := range 1200 {
		n := 3 + r.IntN(40)
		if i%10 == 0 {
			n = 3 + r.IntN(298)
		}
		in := random(r, n, spans[r.IntN(len(spans))])
		check(t, fmt.Sprintf("case %d, %d entries", i, n), in, Layout(in, measure))
	}
}

func TestEdges(t *testing.T) {
	at := time.Date(2026, 11, 3, 14, 2, 0, 0, time.UTC)
	one := Input{Marks: []Mark{{ID: "a", At: at, Label: "Alone", Lane: debrief.LaneSaw}}, Width: 480, MaxHeight: 200, Words: words()}
	same := one
	for i := range 300 {
		same.Marks = append(same.Marks, Mark{ID: fmt.Sprint(i), At: at, Label: "Same instant", Lane: debrief.LaneDid})
	}
	for name, in := range map[string]Input{
		"nothing": {Width: 480, MaxHeight: 200, Words: words()}, "one": one, "300 at once": same,
		"narrow":       {Marks: one.Marks, Width: 120, MaxHeight: 160, Words: words()},
		"empty labels": {Marks: []Mark{{ID: "a", At: at}, {ID: "b", At: at.Add(time.Hour)}}, Width: 480, MaxHeight: 200, Words: words()},
	} {
		f := Layout(in, measure)
		check(t, name, in, f)
		if f.Marks == nil || f.Bands == nil || f.Ticks == nil || f.Days == nil || f.Breaks == nil {
			t.Errorf("%s: a nil slice", name)
		}
	}
}

func TestAFewKeepTheirLabels(t *testing.T) {
	at := time.Date(2026, 11, 3, 14, 2, 0, 0, time.UTC)
	in := Input{Width: 480, MaxHeight: 240, Words: words()}
	for i, d := range []time.Duration{0, 2 * time.Minute, 7 * time.Minute, 9 * time.Minute, 11 * time.Minute, 26 * time.Hour} {
		in.Marks = append(in.Marks, Mark{ID: fmt.Sprint(i), At: at.Add(d), Label: "Load climbs", Lane: debrief.LaneSystem})
	}
	f := Layout(in, measure)
	if len(f.Marks) != 6 || len(f.Breaks) != 1 || f.Breaks[0].Label.Text != "26 h" {
		t.Errorf("marks %d, breaks %+v", len(f.Marks), f.Breaks)
	}
	if len(f.Days) != 2 {
		t.Errorf("days %+v", f.Days)
	}
}

func BenchmarkLayout300(b *testing.B) {
	in := random(rand.New(rand.NewPCG(3, 4)), 300, 26*time.Hour)
	for b.Loop() {
		Layout(in, measure)
	}
}

func BenchmarkLayout1200AtOnce(b *testing.B) {
	in := random(rand.New(rand.NewPCG(3, 4)), 1200, 26*time.Hour)
	for i := range in.Marks {
		in.Marks[i].At = in.Marks[i%40].At
	}
	for b.Loop() {
		Layout(in, measure)
	}
}

func BenchmarkLayout30(b *testing.B) {
	in := random(rand.New(rand.NewPCG(3, 4)), 30, 5*time.Hour)
	for b.Loop() {
		Layout(in, measure)
	}
}

// A stretch that begins where a tick is gets its time there, not a second tick.
func TestTicksStandApart(t *testing.T) {
	start := time.Date(2018, 10, 21, 22, 55, 0, 0, time.UTC)
	in := Input{Marks: []Mark{}, MaxHeight: 60, Words: words()}
	for i, minutes := range []int{0, 7, 12, 14, 21, 24, 70, 476, 531, 1095} {
		at := start.Add(time.Duration(minutes) * time.Minute)
		in.Marks = append(in.Marks, Mark{ID: fmt.Sprint(i), At: at, Label: "a label of middling length", Lane: lanes()[i%2+1]})
	}
	for in.Width = 300; in.Width < 900; in.Width += 1.5 {
		ticks := Layout(in, measure).Ticks
		slices.SortFunc(ticks, func(a, b Tick) int { return cmp.Compare(a.X, b.X) })
		for i := 1; i < len(ticks); i++ {
			if ticks[i].X-ticks[i-1].X < 1 {
				t.Fatalf("two ticks at %.1f in a figure of %.1f points", ticks[i].X, in.Width)
			}
		}
	}
}

// Minutes before midnight and hours after it: both days are named.
func TestBothDaysAreNamed(t *testing.T) {
	start := time.Date(2018, 10, 21, 22, 52, 0, 0, time.UTC)
	in := Input{Marks: []Mark{}, MaxHeight: 120, Width: 560, Words: words()}
	for i := range 9 {
		at := start.Add(time.Duration(i*i) * 15 * time.Minute)
		in.Marks = append(in.Marks, Mark{ID: fmt.Sprint(i), At: at, Label: labels[i%3], Lane: lanes()[i%3]})
	}
	days := Layout(in, measure).Days
	if len(days) != 2 || days[0].Text != "21 Oct" || days[1].Text != "22 Oct" || days[1].X < days[0].X+days[0].Width {
		t.Errorf("days %+v", days)
	}
}
