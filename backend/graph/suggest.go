package graph

import (
	"math"
	"slices"
	"time"

	"secondstory/backend/debrief"
)

// Reason says why a moment may matter. Its words are in the copy catalogue under
// "graph.reason." and the reason.
type Reason string

// The reasons.
const (
	// ReasonOver is the first point above a level somebody said.
	ReasonOver Reason = "over"
	// ReasonJump is a large change from one point to the next: the first of those
	// nearly as large as the largest.
	ReasonJump Reason = "jump"
	// ReasonBack is the first point from which on a series stays within what it was
	// before that change.
	ReasonBack Reason = "back"
)

// Suggestion is a moment that may matter, for somebody to look at.
type Suggestion struct {
	Reason Reason
	Series int
	// Before is the point before it, for a change; the last one outside for the way
	// back.
	Before debrief.Point
	Point  debrief.Point
}

// Bounds of what is suggested.
const (
	// jumpOver is how many times its usual change a series has to change by for that
	// to be pointed out.
	jumpOver = 8
	// settled is for how many points a series has to stay within what it was.
	settled = 3
	// known is how many points before a change say what was usual.
	known = 3
	// nearly is the part of the largest change that is as good as that.
	nearly = .75
)

// Over is the first point of any series above a level.
func Over(all []debrief.Series, level float64) (first Suggestion, found bool) {
	for i, s := range all {
		n := slices.IndexFunc(s.Points, func(p debrief.Point) bool { return p.Value > level })
		if n < 0 || found && !s.Points[n].At.Before(first.Point.At) {
			continue
		}
		first, found = Suggestion{Reason: ReasonOver, Series: i, Point: s.Points[n]}, true
		if n > 0 {
			first.Before = s.Points[n-1]
		}
	}
	return first, found
}

// Suggest finds the first large change of the series that changes most, measured by what is usual in it,
// and when that series was back within what it was before. Neither where nothing
// stands out.
func Suggest(all []debrief.Series) []Suggestion {
	out, series, at, most := []Suggestion{}, -1, 0, float64(jumpOver)
	for i, s := range all {
		if n, by := jump(s); by > most {
			series, at, most = i, n, by
		}
	}
	if series < 0 {
		return out
	}
	points := all[series].Points
	out = append(out, Suggestion{ReasonJump, series, points[at-1], points[at]})
	if n := back(points, at); n > 0 {
		out = append(out, Suggestion{ReasonBack, series, points[n-1], points[n]})
	}
	return out
}

// jump is the first point that differs from the one before it nearly as much as any
// does, and by how many times what is usual. A change over a gap is none that
// anybody saw.
func jump(s debrief.Series) (at int, by float64) {
	changes := changesOf(s)
	if len(changes) <= known {
		return 0, 0
	}
	largest := slices.Max(changes[known:])
	if largest == 0 {
		return 0, 0
	}
	at = known + slices.IndexFunc(changes[known:], func(d float64) bool { return d >= nearly*largest })
	low, high := extent(s.Points)
	sorted := slices.Clone(changes)
	slices.Sort(sorted)
	return at, changes[at] / math.Max(sorted[len(sorted)*3/4], (high-low)/50)
}

// changesOf is by how much each point differs from the one before it; 0 over a gap.
func changesOf(s debrief.Series) []float64 {
	gap, out := gapAfter(s), make([]float64, len(s.Points))
	for i := 1; i < len(out); i++ {
		if s.Points[i].At.Sub(s.Points[i-1].At) <= gap {
			out[i] = math.Abs(s.Points[i].Value - s.Points[i-1].Value)
		}
	}
	return out
}

func extent(points []debrief.Point) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, p := range points {
		low, high = math.Min(low, p.Value), math.Max(high, p.Value)
	}
	return low, high
}

// back is the first point after a change from which on a series is within what it
// was before; 0 for none, or where it is left again.
func back(points []debrief.Point, at int) int {
	low, high := extent(points[:at])
	air := (high - low) / 10
	in := func(p debrief.Point) bool { return p.Value >= low-air && p.Value <= high+air }
	n := len(points)
	for n > at && in(points[n-1]) {
		n--
	}
	if n <= at || len(points)-n < settled {
		return 0
	}
	return n
}

// When is the moment of a suggestion by a clock that was ahead.
func (s Suggestion) When(ahead time.Duration) time.Time { return s.Point.At.Add(-ahead) }
