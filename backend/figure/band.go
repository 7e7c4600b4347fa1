package figure

import (
	"cmp"
	"math"
	"slices"
	"time"

	"secondstory/backend/debrief"
)

// placeBands draws the bands' grounds and as much of their labels as fits.
func (l *layouter) placeBands(f *Figure, s scale) {
	minutes := []string{}
	for i, b := range l.in.Bands {
		from, to := seconds(b.From), seconds(b.To)
		if to < from {
			from, to = to, from
		}
		if to < l.first || from > l.last {
			continue
		}
		x0, x1 := s.x(math.Max(from, l.first)), s.x(math.Min(to, l.last))
		p := PlacedBand{ID: b.ID, X: x0, Width: math.Max(x1-x0, .8), Shade: i % 2, Full: b.Label, Before: from < l.first, After: to > l.last}
		if i > 0 && i == len(l.in.Bands)-1 {
			p.Shade = 2
		}
		f.Bands, minutes = append(f.Bands, p), append(minutes, bandMinutes(b))
	}
	f.Overlaps = overlaps(f.Bands)
	named, end := 0.0, 0.0
	for i := range f.Bands {
		room := l.bandRoom(f, i)
		b := &f.Bands[i]
		b.Label = l.centred(b.Full, *b, room, 8.5, true)
		if b.Label.X < named+3 && named > 0 {
			b.Label = Text{}
		}
		named = max(named, b.Label.X+b.Label.Width)
		b.Minutes = l.centred(minutes[i], *b, room, 18.3, false)
		if b.Label.Text == "" || b.Minutes.Text == "" || b.Minutes.Text != minutes[i] {
			b.Minutes = Text{} // a shortened number would be a wrong one
		}
		if b.Minutes.Text != "" && b.Minutes.X < end+3 {
			b.Minutes = Text{}
		}
		end = max(end, b.Minutes.X+b.Minutes.Width)
	}
}

// overlaps returns where more than one band lies, from left to right.
func overlaps(bands []PlacedBand) []Overlap {
	out := []Overlap{}
	end, covered := math.Inf(-1), math.Inf(-1) // of all before, and of the overlap before
	for _, b := range slices.SortedStableFunc(slices.Values(bands), func(a, b PlacedBand) int { return cmp.Compare(a.X, b.X) }) {
		if from, to := math.Max(b.X, covered), math.Min(b.X+b.Width, end); to-from > .8 {
			out, covered = append(out, Overlap{X: from, Width: to - from}), to
		}
		end = math.Max(end, b.X+b.Width)
	}
	return out
}

// bandRoom is the room for a band's label: its own width, and beyond it half
// of what neighbours leave free.
func (l *layouter) bandRoom(f *Figure, i int) [2]float64 {
	b := f.Bands[i]
	centre, lo, hi := b.X+b.Width/2, l.left, l.right+4
	for j, o := range f.Bands {
		if j == i {
			continue
		}
		c := o.X + o.Width/2
		need := math.Min(o.Width, l.measure(o.Full, bandSize, true)) / 2
		switch {
		case c < centre || (c == centre && j < i):
			lo = math.Max(lo, math.Min(math.Max(c+need, o.Label.X+o.Label.Width)+3, centre))
		default:
			hi = math.Min(hi, math.Max(c-need-3, centre))
		}
	}
	return [2]float64{lo, hi}
}

// centred sets a text over the middle of a band, moved aside where that lets
// it stay whole, shortened where it must be.
func (l *layouter) centred(text string, b PlacedBand, room [2]float64, y float64, bold bool) Text {
	t := l.fit(text, 0, y, room[1]-room[0], bandSize, bold)
	if len([]rune(t.Text)) < 5 && t.Text != text {
		return Text{}
	}
	x := b.X + b.Width/2 - t.Width/2
	t.X = math.Max(room[0], math.Min(x, room[1]-t.Width))
	return t
}

func bandMinutes(b Band) string {
	d := b.To.Sub(b.From)
	if d >= 10*time.Hour {
		d = d.Round(time.Hour)
	}
	if d >= time.Minute {
		d = d.Round(time.Minute)
	}
	return debrief.HumanDuration(d)
}
