package figure

import (
	"math"
	"time"
)

// steps are the distances of ticks, in order.
func steps() []time.Duration {
	const day = 24 * time.Hour
	return []time.Duration{
		time.Second, 5 * time.Second, 15 * time.Second, 30 * time.Second,
		time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute, 20 * time.Minute, 30 * time.Minute,
		time.Hour, 2 * time.Hour, 3 * time.Hour, 6 * time.Hour, 12 * time.Hour,
		day, 2 * day, 7 * day, 14 * day, 28 * day, 91 * day, 365 * day,
	}
}

// minTick is the least distance of labelled ticks, in points.
const minTick = 46.0

// step returns the distance of ticks for a scale.
func (s scale) step() time.Duration {
	all := steps()
	for _, d := range all {
		if d.Seconds()*s.perSec >= minTick {
			return d
		}
	}
	return all[len(all)-1]
}

// placeAxis draws ticks, days and breaks below the lanes.
func (l *layouter) placeAxis(f *Figure, p plan) {
	f.Zone = l.fit(l.in.Words.Zone, 0, f.Bottom+11.8, l.left-6, tickSize, false)
	f.Height = f.Bottom + 15
	if len(l.in.Marks)+len(l.in.Bands) == 0 {
		return
	}
	taken := shelf{}
	l.placeBreaks(f, p, taken)
	step := p.scale.step()
	for _, g := range p.scale.segs {
		l.segmentTicks(f, g, p.scale, step, taken)
	}
	l.placeDays(f, p, step, taken)
	if len(taken[slot{row: 2}]) > 0 {
		f.Height += 10
	}
}

func (l *layouter) placeBreaks(f *Figure, p plan, taken shelf) {
	for i := 0; i+1 < len(p.scale.segs); i++ {
		x0, x1 := p.scale.segs[i].x1, p.scale.segs[i+1].x0
		label := shortDuration(p.scale.segs[i+1].from - p.scale.segs[i].to)
		w := l.measure(label, tickSize-.6, false)
		t := Text{X: (x0+x1)/2 - w/2, Y: f.Bottom + 11.8, Width: w, Size: tickSize - .6, Text: label}
		row := slot{}
		if !taken.free(row, t.X-2, t.X+w+2) {
			row, t.Y = slot{row: 2}, f.Bottom+21.8
		}
		if !taken.free(row, t.X-2, t.X+w+2) {
			t = Text{}
		}
		f.Breaks = append(f.Breaks, Break{X: x0, Width: x1 - x0, Label: t})
		if t.Text != "" {
			taken.take(row, t.X, t.X+w)
		}
	}
}

// segmentTicks draws the ticks of one segment; one without a labelled tick
// gets the time of its first instant.
func (l *layouter) segmentTicks(f *Figure, g segment, s scale, step time.Duration, taken shelf) {
	labelled := false
	from, to := g.from-segPad/max(s.perSec, 1e-9), g.to+segPad/max(s.perSec, 1e-9)
	if s.perSec == 0 {
		from, to = g.from, g.to
	}
	for _, minor := range []bool{false, true} {
		d := step
		if minor {
			d = step / 2
		}
		for t := firstTick(from, d, l.zone); seconds(t) <= to; t = nextTick(t, d, l.zone) {
			x := g.x0 + segPad + (seconds(t)-g.from)*s.perSec
			if !taken.free(slot{row: 1}, x-1, x+1) {
				continue
			}
			tick := Tick{X: x, Length: 2.2}
			if !minor {
				tick.Length = 3.6
				tick.Label = l.tickLabel(f, x, tickText(t, step), taken)
				labelled = labelled || tick.Label.Text != ""
			}
			taken.take(slot{row: 1}, x-1, x+1)
			f.Ticks = append(f.Ticks, tick)
		}
	}
	if !labelled {
		x := s.x(g.from)
		t := time.Unix(int64(g.from), 0).In(l.zone)
		f.labelTick(Tick{X: x, Length: 3.6, Label: l.tickLabel(f, x, tickText(t, min(step, time.Minute)), taken)})
	}
}

// labelTick adds a tick, in place of one that is there already.
func (f *Figure) labelTick(tick Tick) {
	for i := range f.Ticks {
		if math.Abs(f.Ticks[i].X-tick.X) < 1 {
			f.Ticks[i] = tick
			return
		}
	}
	f.Ticks = append(f.Ticks, tick)
}

func (l *layouter) tickLabel(f *Figure, x float64, text string, taken shelf) Text {
	w := l.measure(text, tickSize, false)
	at := x - w/2
	if at < f.Zone.Width+6 || at+w > l.in.Width || !taken.free(slot{}, at-3, at+w+3) {
		return Text{} // a tick beside its label would mislead
	}
	taken.take(slot{}, at, at+w)
	return Text{X: at, Y: f.Bottom + 11.8, Width: w, Size: tickSize, Text: text}
}

// firstTick returns the first tick not before an instant, aligned to the
// local day.
func firstTick(from float64, d time.Duration, zone *time.Location) time.Time {
	t := time.Unix(int64(from), 0).In(zone)
	midnight := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, zone)
	if d >= 24*time.Hour {
		if midnight.Before(t) {
			return midnight.AddDate(0, 0, 1)
		}
		return midnight
	}
	n := (t.Sub(midnight) + d - 1) / d
	return midnight.Add(n * d)
}

// nextTick goes one step on; days are steps of the calendar.
func nextTick(t time.Time, d time.Duration, zone *time.Location) time.Time {
	if days := int(d / (24 * time.Hour)); days > 0 {
		return t.AddDate(0, 0, days)
	}
	next := t.Add(d)
	if next.In(zone).Day() != t.Day() { // realign after a change of clocks
		y, m, day := next.In(zone).Date()
		return time.Date(y, m, day, 0, 0, 0, 0, zone)
	}
	return next
}

func tickText(t time.Time, step time.Duration) string {
	switch {
	case step >= 91*24*time.Hour:
		return t.Format("Jan 2006")
	case step >= 24*time.Hour:
		return t.Format("2 Jan")
	case step < time.Minute:
		return t.Format("15:04:05")
	}
	return t.Format("15:04")
}

// placeDays names the days below the axis when the line touches more than one
// and the ticks do not name them already.
func (l *layouter) placeDays(f *Figure, p plan, step time.Duration, taken shelf) {
	first := time.Unix(int64(l.first), 0).In(l.zone)
	last := time.Unix(int64(l.last), 0).In(l.zone)
	if first.Format(time.DateOnly) == last.Format(time.DateOnly) || step >= 24*time.Hour {
		return
	}
	row, next := slot{row: 2}, 0.0
	for t := first; !t.After(last); t = startOfNextDay(t) {
		text := t.Format("2 Jan")
		w := l.measure(text, tickSize, true)
		at := min(max(p.scale.x(seconds(t))-w/2, l.left), l.in.Width-w)
		// A day that begins soon after the one before makes room for it.
		if at < next && next-at < w {
			at = next
		}
		if at+w > l.in.Width || !taken.free(row, at-6, at+w+6) {
			continue
		}
		next = at + w + 7
		f.Days = append(f.Days, Text{X: at, Y: f.Bottom + 21.8, Width: w, Size: tickSize, Bold: true, Text: text})
		taken.take(row, at, at+w)
	}
}

func startOfNextDay(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day()+1, 0, 0, 0, 0, t.Location())
}
