package graph

import (
	"sort"
	"time"

	"secondstory/backend/debrief"
)

// Value is what a series was at a moment.
type Value struct {
	// Series counts from 0.
	Series int
	Point  debrief.Point
	// Known is false where the series has a gap.
	Known bool
}

// Span is the time of the first and the last point; zero without any.
func Span(all []debrief.Series) (from, to time.Time) {
	for _, s := range all {
		if len(s.Points) == 0 {
			continue
		}
		if first := s.Points[0].At; from.IsZero() || first.Before(from) {
			from = first
		}
		if last := s.Points[len(s.Points)-1].At; last.After(to) {
			to = last
		}
	}
	return from, to
}

// At reads off what each series was at a moment: its nearest point, where that is no
// further than the usual step.
func At(all []debrief.Series, at time.Time) []Value {
	out := make([]Value, len(all))
	for i, s := range all {
		out[i].Series = i
		n := nearest(s.Points, at)
		if n < 0 {
			continue
		}
		p := s.Points[n]
		out[i].Point, out[i].Known = p, p.At.Sub(at).Abs() <= max(gapAfter(s)/2, time.Millisecond)
	}
	return out
}

// Nearest is the moment of the point that is nearest to a moment, of any series.
func Nearest(all []debrief.Series, at time.Time) time.Time {
	best, found := at, false
	for _, s := range all {
		if n := nearest(s.Points, at); n >= 0 {
			if p := s.Points[n].At; !found || p.Sub(at).Abs() < best.Sub(at).Abs() {
				best, found = p, true
			}
		}
	}
	return best
}

// nearest is the number of the point nearest to a moment; -1 without points.
func nearest(points []debrief.Point, at time.Time) int {
	n := sort.Search(len(points), func(i int) bool { return !points[i].At.Before(at) })
	switch {
	case len(points) == 0:
		return -1
	case n == len(points):
		return n - 1
	case n > 0 && at.Sub(points[n-1].At) <= points[n].At.Sub(at):
		return n - 1
	}
	return n
}

// Walk goes from a moment to the moment of the point that is so many further on, of
// any series; back where by is negative. It stays at the ends.
func Walk(all []debrief.Series, at time.Time, by int) time.Time {
	way := 1
	if by < 0 {
		way, by = -1, -by
	}
	for range by {
		next, found := beside(all, at, way)
		if !found {
			break
		}
		at = next
	}
	return at
}

// beside is the moment of the next point after a moment, or of the last before it.
func beside(all []debrief.Series, at time.Time, way int) (next time.Time, found bool) {
	for _, s := range all {
		n := sort.Search(len(s.Points), func(i int) bool { return s.Points[i].At.After(at) })
		if way < 0 {
			n = sort.Search(len(s.Points), func(i int) bool { return !s.Points[i].At.Before(at) }) - 1
		}
		if n < 0 || n >= len(s.Points) {
			continue
		}
		p := s.Points[n].At
		if !found || way > 0 && p.Before(next) || way < 0 && p.After(next) {
			next, found = p, true
		}
	}
	return next, found
}
