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

// clockFormat and dayFormat are how the words below the axis are written.
const (
	clockFormat = "15:04"
	dayFormat   = "2 Jan"
)

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

// placeAxis draws ticks, days and breaks below the lanes. Each stretch has its
// time first, then its day; how long a break is comes last.
func (l *layouter) placeAxis(f *Figure, p plan) {
	f.Zone = l.fit(l.in.Words.Zone, 0, f.Bottom+11.8, l.left-6, tickSize, false)
	f.Height = f.Bottom + 15
	if len(l.in.Marks)+len(l.in.Bands) == 0 {
		return
	}
	taken := shelf{}
	step := p.scale.step()
	clocks := make([]Text, len(p.scale.segs))
	for i := range p.scale.segs {
		clocks[i] = l.segmentTicks(f, p.scale, i, step, taken)
	}
	l.placeDays(f, p.scale, step, clocks, taken)
	l.placeBreaks(f, p, taken)
	if len(taken[slot{row: 2}]) > 0 || l.in.Closer && l.days() {
		f.Height += 10
	}
	if l.in.part != nil {
		f.Height = l.in.part.whole.Height
	}
}

func (l *layouter) placeBreaks(f *Figure, p plan, taken shelf) {
	for i := 0; i+1 < len(p.scale.segs); i++ {
		x0, x1 := p.scale.segs[i].x1, p.scale.segs[i+1].x0
		label := shortDuration(p.scale.segs[i+1].from - p.scale.segs[i].to)
		w := l.widthOf(label, tickSize, false)
		t := Text{X: (x0+x1)/2 - w/2, Y: f.Bottom + 11.8, Width: w, Size: tickSize, Text: label}
		f.Breaks = append(f.Breaks, Break{X: x0, Width: x1 - x0, Label: t})
		taken.take(slot{}, t.X, t.X+w)
	}
}

// words returns between what x the words below a segment have room, so that
// those of two segments never meet.
func (l *layouter) words(s scale, i int) (lo, hi float64) {
	lo, hi = s.segs[i].x0+wordAir/2, s.segs[i].x1-wordAir/2
	if i == 0 {
		lo = l.left
	}
	if i == len(s.segs)-1 {
		hi = l.in.Width
	}
	return lo, hi
}

// segmentTicks draws the ticks of one segment; one without a labelled tick
// gets the time of its first instant, which is returned.
func (l *layouter) segmentTicks(f *Figure, s scale, i int, step time.Duration, taken shelf) Text {
	g, labelled := s.segs[i], false
	air := min(g.pad, segPad) / max(s.perSec, 1e-9)
	if s.perSec == 0 {
		air = 0
	}
	for _, minor := range []bool{false, true} {
		d := step
		if minor {
			d = step / 2
		}
		for t := firstTick(g.from-air, d, l.zone); seconds(t) <= g.to+air; t = nextTick(t, d, l.zone) {
			x := g.x0 + g.pad + (seconds(t)-g.from)*s.perSec
			if !taken.free(slot{row: 1}, x-1, x+1) {
				continue
			}
			tick := Tick{X: x, Length: 2.2}
			if !minor {
				tick.Length = 3.6
				tick.Label = l.tickLabel(f, s, i, x, tickText(t, step), taken)
				labelled = labelled || tick.Label.Text != ""
			}
			taken.take(slot{row: 1}, x-1, x+1)
			f.Ticks = append(f.Ticks, tick)
		}
	}
	if labelled {
		return Text{}
	}
	tick := Tick{X: s.x(g.from), Length: 3.6}
	tick.Label = l.firstLabel(f, s, i, tick.X, step)
	f.labelTick(tick)
	return tick.Label
}

// firstLabel is the time a segment begins at, below its first mark and moved
// aside as far as the segment asks for it. Nothing is there yet.
func (l *layouter) firstLabel(f *Figure, s scale, i int, x float64, step time.Duration) Text {
	lo, hi := l.words(s, i)
	for _, format := range []string{tickText(l.instant(s.segs[i].from), min(step, time.Minute)), l.instant(s.segs[i].from).Format(clockFormat)} {
		if w := l.widthOf(format, tickSize, false); w <= hi-lo+.01 {
			at := max(lo, min(x-w/2, hi-w))
			return Text{X: at, Y: f.Bottom + 11.8, Width: w, Size: tickSize, Text: format}
		}
	}
	return Text{}
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

// aside is how far a label at the end of a stretch may stand beside its tick.
const aside = 2.5

func (l *layouter) tickLabel(f *Figure, s scale, i int, x float64, text string, taken shelf) Text {
	w := l.widthOf(text, tickSize, false)
	lo, hi := l.words(s, i)
	if i == 0 {
		lo = f.Zone.Width + 6
	}
	at := x - w/2
	if over := at + w - hi; over > 0 && over < aside {
		at -= over
	}
	if at < lo || at+w > hi+.01 || !taken.free(slot{}, at-3, at+w+3) {
		return Text{} // a tick beside its label would mislead
	}
	taken.take(slot{}, at, at+w)
	return Text{X: at, Y: f.Bottom + 11.8, Width: w, Size: tickSize, Text: text}
}

// TimeTick is a round moment, and how it is written.
type TimeTick struct {
	At   time.Time
	Text string
}

// TimeTicks are the round moments of a stretch that is drawn whole, with so many
// points to a second: as near each other as they can be read.
func TimeTicks(from, to time.Time, zone *time.Location, perSec float64) []TimeTick {
	out, step := []TimeTick{}, scale{perSec: perSec}.step()
	for t := firstTick(float64(from.UnixMilli())/1000, step, zone); !t.After(to); t = nextTick(t, step, zone) {
		out = append(out, TimeTick{t, tickText(t, step)})
	}
	return out
}

// firstTick returns the first tick not before an instant, aligned to the
// local day.
func firstTick(from float64, d time.Duration, zone *time.Location) time.Time {
	t := time.Unix(int64(math.Ceil(from)), 0).In(zone)
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
		return t.Format(dayFormat)
	case step < time.Minute:
		return t.Format("15:04:05")
	}
	return t.Format(clockFormat)
}

// placeDays names the days below the axis when the line touches more than one
// and the ticks do not name them already.
func (l *layouter) placeDays(f *Figure, s scale, step time.Duration, clocks []Text, taken shelf) {
	if !l.days() {
		return
	}
	named := ""
	for i := range s.segs {
		if step >= 24*time.Hour && clocks[i].Text == "" {
			named = ""
			continue
		}
		named = l.segmentDays(f, s, i, clocks[i], named, taken)
	}
}

// days says whether the line touches more than one day.
func (l *layouter) days() bool {
	return l.instant(l.first).Format(time.DateOnly) != l.instant(l.last).Format(time.DateOnly)
}

// segmentDays names the days of one segment, each where it begins, the first
// with the segment's first time. It returns the last day that was named.
func (l *layouter) segmentDays(f *Figure, s scale, i int, clock Text, named string, taken shelf) string {
	g, next := s.segs[i], 0.0
	lo, hi := l.words(s, i)
	first, last := l.instant(g.from), l.instant(g.to)
	for t := first; !t.After(last); t = startOfNextDay(t) {
		text := t.Format(dayFormat)
		if text == named {
			continue
		}
		x := s.x(seconds(t))
		if t.Equal(first) && clock.Text != "" {
			x = clock.X + clock.Width/2
		}
		w := l.widthOf(text, tickSize, true)
		at := max(lo, min(x-w/2, hi-w))
		switch row := (slot{row: 2}); {
		case at >= next:
		case next-at < w: // a day that begins soon after the one before makes room for it
			at = next
		case i == 0: // one that ends as soon as the figure begins gives way to it
			f.Days, taken[row] = f.Days[:len(f.Days)-1], taken[row][:len(taken[row])-1]
		}
		if at+w > hi+.01 || !taken.free(slot{row: 2}, at-6, at+w+6) {
			continue
		}
		named, next = text, at+w+7
		f.Days = append(f.Days, Text{X: at, Y: f.Bottom + 21.8, Width: w, Size: tickSize, Bold: true, Text: text})
		taken.take(slot{row: 2}, at, at+w)
	}
	return named
}

func startOfNextDay(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day()+1, 0, 0, 0, 0, t.Location())
}

// instant is the time of so many seconds, in the figure's zone.
func (l *layouter) instant(at float64) time.Time { return time.Unix(int64(at), 0).In(l.zone) }
