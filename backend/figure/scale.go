package figure

import (
	"math"
	"sort"
	"time"
)

// segPad keeps marks at the ends of a segment clear of the break beside it.
const segPad = 5.0

// breakWidth is the least width of a break, in points; one whose label is wider
// is as wide as that.
const breakWidth = 11.0

// segment is a stretch of time drawn to scale, in the middle of its room.
type segment struct {
	from, to float64 // seconds
	x0, x1   float64 // points, padding included
	pad      float64 // padding on each side, in points
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

// scale draws the time from first to last between left and right, without the
// cut stretches. Each stretch is at least as wide as the words below it; it
// reports false where that is more than there is room for.
func (l *layouter) scale(cut []gap) (scale, bool) {
	cut = append([]gap{}, cut...)
	sort.Slice(cut, func(i, j int) bool { return cut[i].from < cut[j].from })
	s, room, from := scale{}, l.right-l.left, l.first
	for _, g := range cut {
		s.segs = append(s.segs, segment{from: from, to: g.from})
		room, from = room-l.breakWidth(g), g.to
	}
	s.segs = append(s.segs, segment{from: from, to: l.last})
	widths, perSec, fits := share(s.segs, l.needs(s.segs), room)
	s.perSec = perSec
	x := l.left
	for i := range s.segs {
		g := &s.segs[i]
		g.x0, g.x1 = x, x+widths[i]
		g.pad = (widths[i] - (g.to-g.from)*perSec) / 2
		if i < len(cut) {
			x = g.x1 + l.breakWidth(cut[i])
		}
	}
	return s, fits
}

// share divides the room between segments: to each what it needs, and the rest
// by their length in time, at one number of points per second for all.
func share(segs []segment, needs []float64, room float64) (widths []float64, perSec float64, fits bool) {
	fixed, n := make([]bool, len(segs)), 0
	for changed := true; changed && n < len(segs); {
		rest, seconds := room, 0.0
		for i, g := range segs {
			if fixed[i] {
				rest -= needs[i]
				continue
			}
			rest, seconds = rest-2*segPad, seconds+g.to-g.from
		}
		perSec, changed = 0, false
		if seconds > 0 {
			perSec = rest / seconds
		}
		for i, g := range segs {
			if !fixed[i] && (g.to-g.from)*perSec+2*segPad < needs[i] {
				fixed[i], changed, n = true, true, n+1
			}
		}
	}
	widths, rest := make([]float64, len(segs)), room
	for i, g := range segs {
		widths[i] = needs[i]
		if !fixed[i] {
			widths[i] = (g.to-g.from)*perSec + 2*segPad
		}
		rest -= widths[i]
	}
	if n < len(segs) {
		return widths, perSec, true
	}
	for i := range widths { // nothing but single instants: share the rest
		widths[i] += rest / float64(len(segs))
	}
	return widths, 0, rest >= 0
}

// wordAir is the room left free beside the words below a stretch, in points.
const wordAir = 2.0

// needs returns how wide each segment has to be for the time it begins at, and
// for the day where that is another one than the segment's before.
func (l *layouter) needs(segs []segment) []float64 {
	out := make([]float64, len(segs))
	if len(segs) == 1 {
		return out
	}
	for i, g := range segs {
		out[i] = l.widthOf(l.instant(g.from).Format(clockFormat), tickSize, false)
		day := l.instant(g.from).Format(dayFormat)
		if i == 0 || day != l.instant(segs[i-1].from).Format(dayFormat) {
			out[i] = math.Max(out[i], l.widthOf(day, tickSize, true))
		}
		out[i] += 2 * wordAir
	}
	return out
}

// breakWidth is how wide the break of a gap is, in points.
func (l *layouter) breakWidth(g gap) float64 {
	return math.Max(breakWidth, l.widthOf(shortDuration(g.seconds()), tickSize, false)+2*wordAir)
}

// stretches tells whoever draws where time is.
func (s scale) stretches() []Stretch {
	out := []Stretch{}
	for _, g := range s.segs {
		out = append(out, Stretch{X: g.inside(g.from), X2: g.inside(g.to), From: g.from, To: g.to})
	}
	return out
}

// x returns where an instant lies.
func (s scale) x(t float64) float64 {
	i := s.at(t)
	g := s.segs[i]
	if t >= g.from || i == 0 {
		return g.inside(t)
	}
	before := s.segs[i-1] // inside the break
	share := (t - before.to) / (g.from - before.to)
	return before.x1 - before.pad + share*(g.x0+g.pad-(before.x1-before.pad))
}

// at returns the number of the segment an instant lies in, or of the one after
// it.
func (s scale) at(t float64) int {
	for i, g := range s.segs {
		if t <= g.to {
			return i
		}
	}
	return len(s.segs) - 1
}

func (g segment) inside(t float64) float64 {
	if g.to <= g.from {
		return (g.x0 + g.x1) / 2
	}
	return g.x0 + g.pad + (t-g.from)/(g.to-g.from)*(g.x1-g.x0-2*g.pad)
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
