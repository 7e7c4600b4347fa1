package figure

import (
	"math"
	"time"
)

// Other is a second zone that the axis is also told in.
type Other struct {
	Zone *time.Location `json:"-"`
	// Name is how people say it ("New York").
	Name string `json:"name"`
}

// OtherAxis is the clocks of one more zone, below the ticks that have one.
type OtherAxis struct {
	Zone   Text   `json:"zone"`
	Clocks []Text `json:"clocks"`
}

// otherPitch is how far apart the axes of other zones lie, in points.
const otherPitch = 10.0

// placeOthers writes the clocks of the other zones below the axis; a clock on
// another day than the axis has it says so ("20:00 +1"). Ticks a day or more apart
// name days, which no clock would add to. A part is as high as its whole.
func (l *layouter) placeOthers(f *Figure, s scale) {
	more := otherPitch * float64(len(l.in.Others))
	if l.in.part != nil {
		f.Height -= more
	}
	for i, o := range l.in.Others {
		y := f.Height - 3.2 + otherPitch*float64(i+1)
		axis := OtherAxis{Zone: l.fit(o.Name, 0, y, l.left-6, tickSize, false), Clocks: []Text{}}
		if s.step() < 24*time.Hour {
			axis.Clocks = l.otherClocks(f, s, o.Zone, axis.Zone)
		}
		f.Others = append(f.Others, axis)
	}
	f.Height += more
}

// otherClocks are those of one zone, each below a tick that has a time, behind
// the zone's name.
func (l *layouter) otherClocks(f *Figure, s scale, zone *time.Location, name Text) []Text {
	out, end := []Text{}, name.Width+6
	for _, tick := range f.Ticks {
		if tick.Label.Text == "" {
			continue
		}
		text := otherClock(s.instant(tick.X), l.zone, zone)
		w := l.widthOf(text, tickSize, false)
		if x := math.Min(tick.X-l.widthOf(clockFormat, tickSize, false)/2, l.in.Width-w); x >= end {
			out, end = append(out, Text{X: x, Y: name.Y, Width: w, Size: tickSize, Text: text}), x+w+3
		}
	}
	return out
}

// otherClock is an instant's time of day in one zone, with how many days that
// differs from another.
func otherClock(at time.Time, here, there *time.Location) string {
	text := at.In(there).Format(clockFormat)
	switch days := noonOf(at.In(there)).Sub(noonOf(at.In(here))); {
	case days > 0:
		return text + " +1"
	case days < 0:
		return text + " −1"
	}
	return text
}

func noonOf(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 12, 0, 0, 0, time.UTC)
}

// instant is what lies at an x, to the second.
func (s scale) instant(x float64) time.Time {
	g := s.segs[len(s.segs)-1]
	for _, seg := range s.segs {
		if x <= seg.x1 {
			g = seg
			break
		}
	}
	at := g.from
	if s.perSec > 0 {
		at += (x - g.x0 - g.pad) / s.perSec
	}
	return time.Unix(int64(math.Round(at)), 0)
}
