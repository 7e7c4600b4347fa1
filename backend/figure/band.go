package figure

import (
	"cmp"
	"math"
	"slices"
	"strings"
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
		l.nameBand(b, i, room, f.Top)
		if from, _ := b.named(); from < named+3 && named > 0 {
			b.Above, b.Label = Text{}, Text{}
		}
		if _, to := b.named(); to > named {
			named = to
		}
		b.Minutes = l.centred(minutes[i], *b, room, f.Top-6.7, false)
		if b.Label.Text == "" || b.Minutes.Text == "" || b.Minutes.Text != minutes[i] {
			b.Minutes = Text{} // a shortened number would be a wrong one
		}
		if b.Minutes.Text != "" && b.Minutes.X < end+3 {
			b.Minutes = Text{}
		}
		end = max(end, b.Minutes.X+b.Minutes.Width)
	}
}

// bandPitch is between the two lines of a band's label, in points.
const bandPitch = 8.2

// nameBand sets a band's label over its middle, on two lines where that was found
// to keep it whole.
func (l *layouter) nameBand(b *PlacedBand, i int, room [2]float64, top float64) {
	y := top - 16.5
	parted, ok := l.parted[i]
	if !ok || parted.width > room[1]-room[0] {
		b.Label = l.centred(b.Full, *b, room, y, true)
		return
	}
	middle := max(room[0]+parted.width/2, min(b.X+b.Width/2, room[1]-parted.width/2))
	line := func(text string, y float64) Text {
		w := l.widthOf(text, bandSize, true)
		return Text{X: middle - w/2, Y: y, Width: w, Size: bandSize, Bold: true, Text: text}
	}
	b.Above, b.Label = line(parted.first, y-bandPitch), line(parted.second, y)
}

// named is from where to where a band's label goes.
func (b *PlacedBand) named() (from, to float64) {
	from, to = b.Label.X, b.Label.X+b.Label.Width
	if b.Above.Text != "" {
		from, to = min(from, b.Above.X), max(to, b.Above.X+b.Above.Width)
	}
	return from, to
}

// partBands finds the labels that one line would shorten and two keep whole.
func (l *layouter) partBands(s scale) {
	l.parted = nil
	if l.in.part != nil && l.in.part.whole.Top <= topOf(true) {
		return // the whole has no room for a second line
	}
	var once Figure
	l.placeBands(&once, s)
	for i, b := range once.Bands {
		if b.Label.Text == b.Full {
			continue
		}
		if f := l.bandInTwo(b.Full); f.lines == 2 {
			if l.parted == nil {
				l.parted = map[int]form{}
			}
			l.parted[i] = f
		}
	}
}

// bandInTwo parts a label between words so that the wider line is as short as
// can be.
func (l *layouter) bandInTwo(text string) form {
	best := form{first: text, width: l.widthOf(text, bandSize, true), lines: 1}
	for i, r := range text {
		if r != ' ' {
			continue
		}
		first, second := strings.TrimSpace(text[:i]), strings.TrimSpace(text[i:])
		w := max(l.widthOf(first, bandSize, true), l.widthOf(second, bandSize, true))
		if first != "" && second != "" && w < best.width {
			best = form{first: first, second: second, width: w, lines: 2}
		}
	}
	return best
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
		need := math.Min(o.Width, l.bandWidth(o.Full, j)) / 2
		_, named := o.named()
		switch {
		case c < centre || (c == centre && j < i):
			lo = math.Max(lo, math.Min(math.Max(c+need, named)+3, centre))
		default:
			hi = math.Min(hi, math.Max(c-need-3, centre))
		}
	}
	return [2]float64{lo, hi}
}

// bandWidth is how wide a label wants to be.
func (l *layouter) bandWidth(label string, i int) float64 {
	if f, ok := l.parted[i]; ok {
		return f.width
	}
	return l.widthOf(label, bandSize, true)
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
	if d >= time.Minute {
		d = d.Round(time.Minute)
	}
	return debrief.HumanDuration(d)
}
