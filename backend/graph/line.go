package graph

import (
	"math"
	"slices"
	"sort"
	"time"

	"secondstory/backend/debrief"
)

// column is how wide a column of the drawing is, in points: a pixel of the window,
// a fifth of a millimetre on paper.
const column = .6

// late is how many times a series' usual step a point may come after the one before
// it without a gap between them.
const late = 1.5

// Step is the usual time between two points of a series; 0 for fewer than two.
func Step(s debrief.Series) time.Duration {
	n := len(s.Points)
	if n < 2 {
		return 0
	}
	var steps []time.Duration
	for i := 1; i < n; i += max(1, n/1000) {
		if d := s.Points[i].At.Sub(s.Points[i-1].At); d > 0 {
			steps = append(steps, d)
		}
	}
	if len(steps) == 0 {
		return 0
	}
	slices.Sort(steps)
	return steps[len(steps)/2]
}

// gapAfter is the longest time between two points that are joined.
func gapAfter(s debrief.Series) time.Duration { return time.Duration(late * float64(Step(s))) }

// within returns the points of a stretch, and one on either side of it, so that a
// line runs out of the drawing and does not end there.
func within(points []debrief.Point, from, to time.Time) []debrief.Point {
	first := sort.Search(len(points), func(i int) bool { return !points[i].At.Before(from) })
	last := sort.Search(len(points), func(i int) bool { return points[i].At.After(to) })
	return points[max(0, first-1):min(len(points), last+1)]
}

// plane turns values into places.
type plane struct {
	g        *Graph
	ahead    time.Duration
	from, to time.Time // of the series' own clock
	low      float64
	perValue float64
}

func (p plane) x(at time.Time) float64 { return p.g.X(at.Add(-p.ahead)) }

func (p plane) y(value float64) float64 { return p.g.Bottom - (value-p.low)*p.perValue }

// bucket is what is drawn of the points of one column.
type bucket struct {
	column                 int
	first, low, high, last debrief.Point
}

// trace draws a series: of each column the first, the lowest, the highest and the
// last point, in order of time.
func (p plane) trace(s debrief.Series) (runs [][]float64, dots []float64) {
	gap := gapAfter(s)
	run := []float64{}
	var b bucket
	open := false
	flush := func() {
		if open {
			run = p.add(run, b)
			open = false
		}
	}
	end := func() {
		flush()
		if len(run) == 2 {
			dots = append(dots, run...)
		} else if len(run) > 2 {
			runs = append(runs, run)
		}
		run = []float64{}
	}
	var before time.Time
	for _, pt := range within(s.Points, p.from, p.to) {
		if !before.IsZero() && pt.At.Sub(before) > gap {
			end()
		}
		before = pt.At
		at := int(math.Floor((p.x(pt.At) - p.g.Left) / column))
		if open && at != b.column {
			flush()
		}
		if !open {
			b, open = bucket{at, pt, pt, pt, pt}, true
			continue
		}
		b.last = pt
		if pt.Value < b.low.Value {
			b.low = pt
		}
		if pt.Value > b.high.Value {
			b.high = pt
		}
	}
	end()
	return p.inside(runs, dots)
}

// add puts the points of a column at the end of a run, each once.
func (p plane) add(run []float64, b bucket) []float64 {
	second, third := b.low, b.high
	if third.At.Before(second.At) {
		second, third = third, second
	}
	var last time.Time
	for _, pt := range []debrief.Point{b.first, second, third, b.last} {
		if pt.At.Equal(last) {
			continue
		}
		last = pt.At
		run = append(run, round(p.x(pt.At)), round(p.y(pt.Value)))
	}
	return run
}

// round keeps a hundredth of a point: nobody sees less, and it is short to hand over.
func round(at float64) float64 { return math.Round(at*100) / 100 }

// inside cuts what runs over either side of the drawing, at the side.
func (p plane) inside(runs [][]float64, dots []float64) (cut [][]float64, kept []float64) {
	cut, kept = [][]float64{}, []float64{}
	for _, run := range runs {
		n := len(run)
		run = p.cutAt(run, 0, 2, run[0] < p.g.Left, p.g.Left)
		run = p.cutAt(run, n-2, n-4, run[n-2] > p.g.Right, p.g.Right)
		for len(run) >= 2 && run[0] < p.g.Left-.005 {
			run = run[2:]
		}
		for len(run) >= 2 && run[len(run)-2] > p.g.Right+.005 {
			run = run[:len(run)-2]
		}
		if len(run) > 2 {
			cut = append(cut, run)
		} else {
			kept = append(kept, run...)
		}
	}
	for i := 0; i+1 < len(dots); i += 2 {
		if dots[i] >= p.g.Left-.005 && dots[i] <= p.g.Right+.005 {
			kept = append(kept, dots[i], dots[i+1])
		}
	}
	return cut, kept
}

// cutAt moves the end of a run that lies outside onto the side, along the line.
func (p plane) cutAt(run []float64, end, next int, outside bool, side float64) []float64 {
	if !outside || run[next] == run[end] || (run[next]-side)*(run[end]-side) > 0 {
		return run
	}
	run[end+1] = round(run[end+1] + (run[next+1]-run[end+1])*(side-run[end])/(run[next]-run[end]))
	run[end] = side
	return run
}
