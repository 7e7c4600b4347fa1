package figure

import (
	"sort"
	"time"
)

// segPad keeps marks at the ends of a segment clear of the break beside it.
const segPad = 5.0

// breakWidth is the width of a break, in points; its label may be wider, and
// ticks give way to it.
const breakWidth = 11.0

// segment is a stretch of time drawn to scale.
type segment struct {
	from, to float64 // seconds
	x0, x1   float64 // points, padding included
}

// scale maps time to x. All segments share one number of points per second.
type scale struct {
	segs   []segment
	perSec float64
}

// gap is a quiet stretch that may be cut out.
type gap struct {
	from, to float64
}

func (g gap) seconds() float64 { return g.to - g.from }

// gaps returns the stretches between instants, longest first.
func gaps(instants []float64) []gap {
	out := []gap{}
	for i := 1; i < len(instants); i++ {
		if d := instants[i] - instants[i-1]; d > 0 {
			out = append(out, gap{from: instants[i-1], to: instants[i]})
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].seconds() > out[j].seconds() })
	return out[:min(len(out), maxBreaks)]
}

// newScale draws the time from first to last between left and right, without
// the cut stretches.
func newScale(first, last, left, right float64, cut []gap) scale {
	cut = append([]gap{}, cut...)
	sort.Slice(cut, func(i, j int) bool { return cut[i].from < cut[j].from })
	room, seconds := right-left, last-first
	for _, g := range cut {
		room -= breakWidth
		seconds -= g.seconds()
	}
	room -= 2 * segPad * float64(len(cut)+1)
	s := scale{}
	if seconds > 0 {
		s.perSec = room / seconds
	}
	x, from := left, first
	add := func(to float64, extra float64) {
		w := (to-from)*s.perSec + 2*segPad + extra
		s.segs = append(s.segs, segment{from: from, to: to, x0: x, x1: x + w})
		x += w
	}
	spare := 0.0
	if seconds <= 0 { // nothing but single instants: share the room
		spare = room / float64(len(cut)+1)
	}
	for _, g := range cut {
		add(g.from, spare)
		x, from = x+breakWidth, g.to
	}
	add(last, spare)
	return s
}

// x returns where an instant lies.
func (s scale) x(t float64) float64 {
	for i, g := range s.segs {
		if t <= g.to || i == len(s.segs)-1 {
			return s.inside(i, t)
		}
		if next := s.segs[i+1]; t < next.from { // inside a break
			share := (t - g.to) / (next.from - g.to)
			return g.x1 - segPad + share*(next.x0+segPad-(g.x1-segPad))
		}
	}
	return 0
}

func (s scale) inside(i int, t float64) float64 {
	g := s.segs[i]
	if g.to <= g.from {
		return (g.x0 + g.x1) / 2
	}
	return g.x0 + segPad + (t-g.from)/(g.to-g.from)*(g.x1-g.x0-2*segPad)
}

// shortDuration says how long a cut stretch is, in one unit where it can.
func shortDuration(seconds float64) string {
	d := time.Duration(seconds * float64(time.Second))
	switch {
	case d < 2*time.Minute:
		return plural(d.Round(time.Second)/time.Second, "s")
	case d < 100*time.Minute:
		return plural(d.Round(time.Minute)/time.Minute, "min")
	case d < 48*time.Hour:
		return plural(d.Round(time.Hour)/time.Hour, "h")
	}
	return plural(d.Round(24*time.Hour)/(24*time.Hour), "d")
}
