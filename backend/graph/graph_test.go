package graph_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
	"unicode/utf8"

	"secondstory/backend/debrief"
	"secondstory/backend/figure"
	"secondstory/backend/graph"
)

var start = time.Date(2026, 11, 3, 14, 0, 0, 0, time.UTC)

func measure(text string, size float64, _ bool) float64 {
	return .56 * size * float64(utf8.RuneCountInString(text))
}

// series has a value every 15 seconds; NaN is a gap.
func series(name string, values ...float64) debrief.Series {
	s := debrief.Series{Name: name}
	for i, v := range values {
		if !math.IsNaN(v) {
			s.Points = append(s.Points, debrief.Point{At: start.Add(time.Duration(i) * 15 * time.Second), Value: v})
		}
	}
	return s
}

func lay(all ...debrief.Series) graph.Graph {
	words := graph.Words{Zone: "UTC", More: "and {n} more", Started: "began", Ended: "over"}
	return graph.Layout(graph.Input{Series: all, Width: 480, Height: 200, Words: words}, measure)
}

// TestGapsStayGaps: a line is never drawn over points that are missing, and a point
// alone is a dot.
func TestGapsStayGaps(t *testing.T) {
	nan := math.NaN()
	g := lay(series("up", 1, 2, 3, nan, 5, nan, 7, 8, nan, nan, 9, 10))
	line := g.Lines[0]
	if len(line.Runs) != 3 || len(line.Dots) != 2 {
		t.Fatalf("%d runs and %d dots, want 3 and 1: %v %v", len(line.Runs), len(line.Dots)/2, line.Runs, line.Dots)
	}
	if len(line.Runs[0]) != 6 || len(line.Runs[2]) != 4 {
		t.Errorf("runs: %v", line.Runs)
	}
}

// TestNoSpikeIsLost: of a hundred thousand points the one that stands out is drawn,
// to its height, wherever it is.
func TestNoSpikeIsLost(t *testing.T) {
	for _, at := range []int{0, 1, 31_417, 99_999} {
		for _, value := range []float64{1000, -1000} {
			values := make([]float64, 100_000)
			for i := range values {
				values[i] = float64(i % 7)
			}
			values[at] = value
			g := lay(series("up", values...))
			top, bottom := math.Inf(1), math.Inf(-1)
			drawn := 0
			for _, run := range g.Lines[0].Runs {
				drawn += len(run) / 2
				for i := 1; i < len(run); i += 2 {
					top, bottom = math.Min(top, run[i]), math.Max(bottom, run[i])
				}
			}
			if drawn > 4*900 {
				t.Errorf("%d points drawn", drawn)
			}
			if value > 0 && math.Abs(top-g.Top) > .1 || value < 0 && math.Abs(bottom-g.Bottom) > .1 {
				t.Errorf("%v at %d is drawn between %v and %v of %v and %v", value, at, top, bottom, g.Top, g.Bottom)
			}
		}
	}
}

// TestAxis: values are round, in one measure, from zero unless that hid the line.
func TestAxis(t *testing.T) {
	for _, c := range []struct {
		name   string
		values []float64
		want   string
	}{
		{"http_request_duration_seconds", []float64{.21, 2.3}, "[0 0.5 s 1 s 1.5 s 2 s 2.5 s]"},
		{"http_request_duration_seconds", []float64{.021, .48}, "[0 100 ms 200 ms 300 ms 400 ms 500 ms]"},
		{"process_resident_memory_bytes", []float64{1 << 28, 3 << 30}, "[0 0.5 GiB 1 GiB 1.5 GiB 2 GiB 2.5 GiB 3 GiB]"},
		{"http_requests_total", []float64{0, 41_000}, "[0 10k 20k 30k 40k 50k]"},
		{"disk_used_ratio", []float64{.953, .998}, "[95 % 96 % 97 % 98 % 99 % 100 %]"},
		{"temperature", []float64{-4, 7}, "[−4 −2 0 2 4 6 8]"},
		{"up", []float64{1, 1}, "[0 0.2 0.4 0.6 0.8 1]"},
		{"up", []float64{0, 0}, "[0 0.2 0.4 0.6 0.8 1]"},
	} {
		g := lay(series(c.name, c.values...))
		var got []string
		for _, r := range g.Rungs {
			got = append(got, r.Label.Text)
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("%s %v: %v, want %s", c.name, c.values, got, c.want)
		}
	}
}

// TestUnits: a unit is said only where the name says it.
func TestUnits(t *testing.T) {
	for name, want := range map[string]graph.Unit{
		`a_duration_seconds{le="0.1"}`: graph.UnitSeconds, "a_seconds_total": graph.UnitSeconds, "a_seconds_sum": graph.UnitSeconds,
		"a_seconds_count": graph.UnitNone, "a_seconds_bucket": graph.UnitNone, "a_bytes": graph.UnitBytes, "a_total": graph.UnitNone,
		"used_ratio": graph.UnitRatio, "used_percent": graph.UnitPercent, "boot_timestamp_seconds": graph.UnitNone, `{job="a_seconds"}`: graph.UnitNone,
	} {
		if got := graph.UnitOf(name); got != want {
			t.Errorf("%s is in %q, want %q", name, got, want)
		}
	}
	for _, c := range []struct {
		unit  graph.Unit
		value float64
		want  string
	}{
		{graph.UnitSeconds, 2.3041, "2.3 s"},
		{graph.UnitSeconds, .000_042, "42 µs"},
		{graph.UnitSeconds, 90, "90 s"},
		{graph.UnitSeconds, 600, "10 min"},
		{graph.UnitBytes, 1.5 * (1 << 30), "1.5 GiB"},
		{graph.UnitRatio, .0731, "7.31 %"},
		{graph.UnitPercent, 12, "12 %"},
		{graph.UnitNone, 1234567, "1,234,567"},
		{graph.UnitNone, .3333333, "0.333"},
		{graph.UnitNone, -12, "−12"},
		{graph.UnitNone, 1234.56, "1,235"},
		{graph.UnitSeconds, 0, "0 s"},
		{graph.UnitNone, 3.2e17, "320,000T"},
		{graph.UnitNone, 1e-20, "1.00e-20"},
	} {
		if got := c.unit.Format(c.value); got != c.want {
			t.Errorf("%v in %q: %s, want %s", c.value, c.unit, got, c.want)
		}
	}
	for _, c := range []struct {
		unit graph.Unit
		text string
		want float64
	}{
		{graph.UnitSeconds, "2.3 s", 2.3},
		{graph.UnitSeconds, "500ms", .5},
		{graph.UnitSeconds, "2", 2},
		{graph.UnitSeconds, "3 min", 180},
		{graph.UnitBytes, "1.5 gib", 1.5 * (1 << 30)},
		{graph.UnitRatio, "90 %", .9},
		{graph.UnitRatio, "90", .9},
		{graph.UnitNone, "20k", 20_000},
		{graph.UnitNone, "1,000", 1000},
	} {
		if got, ok := c.unit.Parse(c.text); !ok || math.Abs(got-c.want) > 1e-9*c.want {
			t.Errorf("%q in %q: %v %v, want %v", c.text, c.unit, got, ok, c.want)
		}
	}
	for _, text := range []string{"", "much", "s", "NaN", "inf", "1 parsec"} {
		if got, ok := graph.UnitSeconds.Parse(text); ok {
			t.Errorf("%q is %v", text, got)
		}
	}
}

// TestNames: what all have in common is said once.
func TestNames(t *testing.T) {
	title, names := graph.Names([]debrief.Series{
		series(`http_errors_total{code="500", handler="/a,b{}", job="api"}`), series(`http_errors_total{code="503", handler="/a,b{}", job="api"}`),
	})
	if title != "http_errors_total handler=/a,b{}, job=api" || fmt.Sprint(names) != "[code=500 code=503]" {
		t.Errorf("%q %q", title, names)
	}
	title, names = graph.Names([]debrief.Series{series("up"), series("down")})
	if title != "" || fmt.Sprint(names) != "[up down]" {
		t.Errorf("%q %q", title, names)
	}
}

// TestLinesAreToldApart: dozens of lines, none alike beside another, no name over
// another, all within the drawing, and how many have none is said.
func TestLinesAreToldApart(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{2, 7, 12, 48} {
		var all []debrief.Series
		for i := range n {
			values := make([]float64, 200)
			for k := range values {
				values[k] = r.Float64() * float64(i+1)
			}
			all = append(all, series(fmt.Sprintf(`latency_seconds{host="db-%02d.example.com", job="api"}`, i), values...))
		}
		g := lay(all...)
		looks, last, named := map[string]bool{}, math.Inf(-1), 0
		lines := slices.Clone(g.Lines)
		slices.SortFunc(lines, func(a, b graph.Line) int { return int(math.Round(100 * (a.Label.Y - b.Label.Y))) })
		for i, l := range lines {
			looks[fmt.Sprint(l.Dash, l.Tone)] = true
			if l.Label.Text == "" {
				continue
			}
			named++
			if l.Label.Y < last+l.Label.Size || l.Label.X+l.Label.Width > g.Width+.01 || l.Label.Y > g.Height {
				t.Errorf("%d: name %d at %v after %v", n, i, l.Label, last)
			}
			last = l.Label.Y
		}
		if len(looks) != min(n, 12) {
			t.Errorf("%d lines look %d ways", n, len(looks))
		}
		if want := fmt.Sprintf("and %d more", n-named); n > named && g.More.Text != want || n == named && g.More.Text != "" {
			t.Errorf("%d lines, %d named: %q", n, named, g.More.Text)
		}
		for _, l := range g.Lines {
			for _, run := range l.Runs {
				for i := 0; i < len(run); i += 2 {
					if run[i] < g.Left-.01 || run[i] > g.Right+.01 || run[i+1] < g.Top-.01 || run[i+1] > g.Bottom+.01 {
						t.Fatalf("%v,%v is outside of %+v", run[i], run[i+1], g)
					}
				}
			}
		}
	}
}

// TestAroundTheIncident: its ends and its entries stand where they were, by the clock
// the series was put right by, and their words never meet.
func TestAroundTheIncident(t *testing.T) {
	values := make([]float64, 240)
	in := graph.Input{
		Series: []debrief.Series{series("up", values...)}, Width: 480, Height: 200, Ahead: 90 * time.Second,
		Started: start.Add(10 * time.Minute), Ended: start.Add(40 * time.Minute),
		Words: graph.Words{Zone: "UTC", Started: "began", Ended: "over"},
		Marks: []graph.Mark{
			{ID: "a", At: start.Add(11 * time.Minute), Label: "Pages the one on call"},
			{ID: "b", At: start.Add(25 * time.Minute), Label: "Rolls back to 810"},
			{ID: "early", At: start.Add(-5 * time.Minute), Label: "before"},
		},
	}
	g := graph.Layout(in, measure)
	if len(g.Ends) != 2 || len(g.Marks) != 2 || g.Marks[1].Label.Text != "Rolls back to 810" {
		t.Fatalf("%+v %+v", g.Ends, g.Marks)
	}
	if first := time.UnixMilli(g.From); !first.Equal(start.Add(-90 * time.Second)) {
		t.Errorf("begins at %v", first)
	}
	texts := []figure.Text{}
	for _, e := range g.Ends {
		texts = append(texts, e.Label)
	}
	for _, m := range g.Marks {
		texts = append(texts, m.Label)
	}
	for i, a := range texts {
		for _, b := range texts[i+1:] {
			if a.Text != "" && b.Text != "" && a.X < b.X+b.Width && b.X < a.X+a.Width {
				t.Errorf("%v meets %v", a, b)
			}
		}
	}
}

// TestReadOff: what is read are points, and where there are none nothing is said.
func TestReadOff(t *testing.T) {
	nan := math.NaN()
	all := []debrief.Series{series("a", 1, 2, 3, 4, nan, nan, 7), series("b", 10, 20, 30, 40, 50, 60, 70)}
	at := graph.Nearest(all, start.Add(68*time.Second))
	if want := start.Add(75 * time.Second); !at.Equal(want) {
		t.Fatalf("nearest is %v, want %v", at, want)
	}
	got := graph.At(all, at)
	if got[0].Known || !got[1].Known || got[1].Point.Value != 60 {
		t.Errorf("%+v", got)
	}
	if walked := graph.Walk(all, at, -2); !walked.Equal(start.Add(45 * time.Second)) {
		t.Errorf("two back is %v", walked)
	}
	if walked := graph.Walk(all, at, 100); !walked.Equal(start.Add(90 * time.Second)) {
		t.Errorf("the end is %v", walked)
	}
	if graph.At(nil, start); graph.Walk(nil, start, 1) != start || graph.Nearest(nil, start) != start {
		t.Error("without series there is nothing to go to")
	}
}

// TestSuggest: the change that stands out and the way back; nothing where nothing does.
func TestSuggest(t *testing.T) {
	calm := []float64{.2, .21, .19, .22, .2, .18, .21, .2, .22, .19}
	high := []float64{2.3, 2.4, 2.2, 2.5, 2.4}
	all := []debrief.Series{series("p50", calm...), series("p95", slices.Concat(calm, high, calm)...)}
	var got []string
	for _, s := range graph.Suggest(all) {
		got = append(got, fmt.Sprint(s.Reason, s.Series, s.Point.At.Sub(start), s.Before.Value, s.Point.Value))
	}
	if want := "[jump1 2m30s 0.19 2.3 back1 3m45s 2.4 0.2]"; fmt.Sprint(got) != want {
		t.Errorf("%v, want %v", got, want)
	}
	over, ok := graph.Over(all, 2.35)
	if !ok || over.Series != 1 || over.Point.Value != 2.4 {
		t.Errorf("%+v", over)
	}
	if _, ok := graph.Over(all, 9); ok {
		t.Error("nothing is above 9")
	}
	for _, quiet := range [][]float64{calm, {1, 2, 3, 4, 5, 6, 7, 8}, {1}, {}, {5, 5, 5, 5, 5}} {
		if got := graph.Suggest([]debrief.Series{series("a", quiet...)}); len(got) > 0 {
			t.Errorf("%v: %+v", quiet, got)
		}
	}
	if got := graph.Suggest([]debrief.Series{series("up", 0, 0, 0, 0, 1, 1, 1, 1)}); len(got) != 1 {
		t.Errorf("a step for good: %+v", got)
	}
}

// TestAnything: whatever is drawn, nothing leaves the paper and nothing is no number.
func TestAnything(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 400 {
		var all []debrief.Series
		for range r.IntN(5) {
			s, at := debrief.Series{Name: "a"}, start.Add(time.Duration(r.Int64N(1e18)))
			for range r.IntN(60) {
				at = at.Add(time.Duration(r.ExpFloat64() * float64(time.Minute)))
				s.Points = append(s.Points, debrief.Point{At: at, Value: (r.Float64() - .5) * math.Pow(10, float64(r.IntN(600)-300))})
			}
			all = append(all, s)
		}
		g := graph.Layout(graph.Input{Series: all, Width: r.Float64() * 500, Height: r.Float64() * 300, Small: r.IntN(2) == 0}, measure)
		for _, l := range g.Lines {
			for _, run := range append(l.Runs, l.Dots, l.Leader) {
				for _, v := range run {
					if math.IsNaN(v) || math.IsInf(v, 0) || v < -1 || v > 800 {
						t.Fatalf("%v in %+v", v, g)
					}
				}
			}
		}
	}
}

// BenchmarkLayout draws a million points of twenty series.
func BenchmarkLayout(b *testing.B) {
	var all []debrief.Series
	for i := range 20 {
		s := debrief.Series{Name: fmt.Sprintf(`latency_seconds{host="db-%d"}`, i)}
		for n := range 50_000 {
			s.Points = append(s.Points, debrief.Point{At: start.Add(time.Duration(n) * time.Second), Value: math.Sin(float64(n)/900) + float64(i)})
		}
		all = append(all, s)
	}
	for b.Loop() {
		lay(all...)
	}
}
