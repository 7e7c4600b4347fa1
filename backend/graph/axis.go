package graph

import (
	"math"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/figure"
)

// rungAir is the least distance of two round values, in points.
const rungAir = 22.0

// bounds are the lowest and highest value of a stretch; ok is false without any.
func bounds(all []debrief.Series, from, to time.Time) (low, high float64, ok bool) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, s := range all {
		for _, p := range within(s.Points, from, to) {
			low, high = math.Min(low, p.Value), math.Max(high, p.Value)
		}
	}
	return low, high, low <= high
}

// ladder is the axis of values: from the lowest to the highest, by a round step, all
// in one measure.
type ladder struct {
	low, high, step float64
	in              measure
}

// flat is the part of its height above zero that a line takes at least for the axis
// to begin at zero: less would hide what it does.
const flat = .1

// newLadder finds round values for a height. What is never below zero begins at
// zero, unless all of it lies far above.
func newLadder(low, high float64, u Unit, height float64) ladder {
	if low >= 0 && high-low >= flat*high {
		low = 0
	}
	if high <= 0 && high-low >= flat*-low {
		high = 0
	}
	if low == high {
		low, high = math.Min(low, 0), math.Max(high, 0)
	}
	if low == high {
		high = 1
	}
	l := ladder{in: u.measure(math.Max(math.Abs(low), math.Abs(high)))}
	rungs := math.Max(1, math.Min(6, math.Floor(height/rungAir)))
	l.step = roundUp((high-low)/rungs/l.in.per, l.in.base) * l.in.per
	l.low, l.high = math.Floor(low/l.step+1e-9)*l.step, math.Ceil(high/l.step-1e-9)*l.step
	if l.high <= l.low {
		l.high = l.low + l.step
	}
	return l
}

// roundUp is the next round number that is not less: 1, 2, 2.5 or 5 times a power of
// ten; for what is counted in 1,024s a power of two from one on.
func roundUp(x float64, base int) float64 {
	if base == 2 && x > .5 {
		return math.Pow(2, math.Ceil(math.Log2(x)-1e-9))
	}
	power := math.Pow(10, math.Floor(math.Log10(x)+1e-9))
	for _, by := range []float64{1, 2, 2.5, 5} {
		if by*power >= x*(1-1e-9) {
			return by * power
		}
	}
	return 10 * power
}

// values are the round values, the lowest first.
func (l ladder) values() []float64 {
	out := []float64{}
	for i := 0; ; i++ {
		v := l.low + float64(i)*l.step
		if v > l.high+l.step/2 || i > 20 {
			return out
		}
		out = append(out, v)
	}
}

// text writes a round value: with as many digits as the step needs.
func (l ladder) text(v float64) string {
	if math.Abs(v) < l.step/1e6 {
		return "0"
	}
	whole := math.Log10(math.Max(math.Abs(v), l.step) / l.step)
	return digits(v/l.in.per, 3+int(math.Max(0, math.Floor(whole)))) + l.in.suffix
}

// placeTimes draws the round moments of the time axis, and names each day where it
// begins.
func (l *layouter) placeTimes() {
	g, zone := &l.g, l.in.Zone
	from, to := time.UnixMilli(g.From), time.UnixMilli(g.To)
	free := g.Left - 20
	for _, t := range figure.TimeTicks(from, to, zone, (g.Right-g.Left)/to.Sub(from).Seconds()) {
		x := g.X(t.At)
		w := l.width(t.Text, tickSize, false)
		tick := figure.Tick{X: x, Length: 3.6}
		if at := x - w/2; at >= free && at+w <= g.Width {
			tick.Label = figure.Text{X: at, Y: g.Bottom + 11, Width: w, Size: tickSize, Text: t.Text}
			free = at + w + 4
		}
		g.Ticks = append(g.Ticks, tick)
	}
	l.placeDays(from.In(zone), to)
	l.placeZone()
}

// placeZone names the zone before the first day, or after the last where that has not
// the room.
func (l *layouter) placeZone() {
	g, x := &l.g, 0.0
	if w := l.width(l.in.Words.Zone, tickSize, false); w > g.Left-4 {
		x = g.Left
		for _, d := range g.Days {
			x = d.X + d.Width + 5
		}
	}
	g.Zone = l.fit(l.in.Words.Zone, x, g.Bottom+20, g.Width-x, tickSize, false)
}

func (l *layouter) placeDays(day, to time.Time) {
	g, free := &l.g, l.g.Left
	for i := 0; day.Before(to) && i < 400; i++ {
		text := day.Format("2 Jan 2006")
		if i > 0 {
			text = day.Format("2 Jan")
		}
		w := l.width(text, tickSize, true)
		if x := g.X(day); x >= free && x+w <= g.Width {
			g.Days = append(g.Days, figure.Text{X: x, Y: g.Bottom + 20, Width: w, Size: tickSize, Bold: true, Text: text})
			free = x + w + 8
		}
		day = time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, l.in.Zone)
	}
}
