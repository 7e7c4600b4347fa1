package graph

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"secondstory/backend/figure"
)

// Layout draws a graph. It never fails: without points it draws an empty axis.
func Layout(in Input, m figure.Measure) Graph {
	if in.Zone == nil {
		in.Zone = time.UTC
	}
	l := &layouter{in: in, measure: m}
	g := &l.g
	*g = Graph{
		Width: in.Width, Height: in.Height, Lines: []Line{}, Ticks: []figure.Tick{}, Days: []figure.Text{},
		Rungs: []Rung{}, Marks: []PlacedMark{}, Ends: []End{},
	}
	l.span()
	title, names := Names(in.Series)
	g.Top = 4
	if title != "" && !in.Small {
		g.Title = l.fit(title, 0, 8, in.Width, titleSize, true)
		g.Top = 15
	}
	if l.hasMarks() {
		g.Top += 2*Radius + 3
		if !in.Small {
			g.Top += pitch
		}
	}
	g.Bottom = math.Max(g.Top+20, in.Height-23)
	p := l.placeValues(names)
	l.placeTimes()
	for i, s := range in.Series {
		line := Line{Name: names[i], Dash: dash(i), Tone: i / len(dashes()) % 2, Key: []float64{}, Leader: []float64{}}
		line.Runs, line.Dots = p.trace(s)
		g.Lines = append(g.Lines, line)
	}
	if !in.Small {
		l.nameLines()
	}
	l.placeEnds()
	l.placeMarks()
	return l.g
}

type layouter struct {
	in      Input
	measure figure.Measure
	g       Graph
}

// dashes are told apart on paper without colours.
func dashes() [][]float64 {
	return [][]float64{{}, {5, 2}, {1.4, 1.8}, {6, 1.8, 1.4, 1.8}, {2.6, 2.6}, {9, 3}}
}

func dash(n int) []float64 { return dashes()[n%len(dashes())] }

func (l *layouter) width(text string, size float64, bold bool) float64 {
	return l.measure(text, size, bold)
}

func (l *layouter) fit(text string, x, y, width, size float64, bold bool) figure.Text {
	t := figure.Shorten(text, width, func(s string) float64 { return l.measure(s, size, bold) })
	if t == "" {
		return figure.Text{}
	}
	return figure.Text{X: x, Y: y, Width: l.measure(t, size, bold), Size: size, Bold: bold, Text: t}
}

// span is the time that is drawn: what was asked for, or that of all points.
func (l *layouter) span() {
	from, to := l.in.From, l.in.To
	if !to.After(from) {
		from, to = Span(l.in.Series)
		from, to = from.Add(-l.in.Ahead), to.Add(-l.in.Ahead)
	}
	if !to.After(from) { // a single moment
		from, to = from.Add(-30*time.Second), to.Add(30*time.Second)
	}
	l.g.From, l.g.To = from.UnixMilli(), to.UnixMilli()
}

// placeValues draws the axis of values, and makes room beside the lines for it and
// for their names.
func (l *layouter) placeValues(names []string) plane {
	g := &l.g
	p := plane{g: g, ahead: l.in.Ahead}
	p.from, p.to = time.UnixMilli(g.From).Add(p.ahead), time.UnixMilli(g.To).Add(p.ahead)
	low, high, ok := bounds(l.in.Series, p.from, p.to)
	if !ok {
		low, high = 0, 1
	}
	axis := newLadder(low, high, unitOf(l.in.Series), g.Bottom-g.Top)
	p.low, p.perValue = axis.low, (g.Bottom-g.Top)/(axis.high-axis.low)
	values := axis.values()
	for _, v := range values {
		g.Left = math.Max(g.Left, l.width(axis.text(v), tickSize, false)+6)
	}
	g.Right = l.in.Width - 6 - l.besides(names)
	for _, v := range values {
		w := l.width(axis.text(v), tickSize, false)
		y := p.y(v)
		g.Rungs = append(g.Rungs, Rung{Y: y, Label: figure.Text{X: g.Left - 5 - w, Y: y + 2.4, Width: w, Size: tickSize, Text: axis.text(v)}})
	}
	return p
}

// keyRoom is the room of the piece of line before a name, with air on both sides.
const keyRoom = 28.0

// besides is how much room the names beside the lines take.
func (l *layouter) besides(names []string) float64 {
	if l.in.Small || len(names) < 2 {
		return 0
	}
	most := 0.0
	for _, n := range names {
		most = math.Max(most, l.width(n, labelSize, false))
	}
	return math.Min(most+keyRoom, l.in.Width*.36)
}

// nameLines puts a name beside each line, near the height at which it ends. Where
// there is not room for all, those that reach highest have one.
func (l *layouter) nameLines() {
	g := &l.g
	room := max(1, int((g.Bottom-g.Top)/pitch))
	named := []int{}
	for i := range g.Lines {
		if g.Lines[i].Name != "" && len(g.Lines) > 1 {
			named = append(named, i)
		}
	}
	if rest := len(named) - room; rest > 0 {
		slices.SortStableFunc(named, func(a, b int) int { return cmpFloat(g.Lines[a].peak(g.Bottom), g.Lines[b].peak(g.Bottom)) })
		named = named[:room-1]
		text := strings.ReplaceAll(l.in.Words.More, "{n}", strconv.Itoa(rest+1))
		g.More = l.fit(text, g.Right+5, g.Bottom-.5, g.Width-g.Right-5, labelSize, false)
	}
	slices.SortStableFunc(named, func(a, b int) int { return cmpFloat(g.Lines[a].end(g).y, g.Lines[b].end(g).y) })
	bottom := g.Bottom
	if g.More.Text != "" {
		bottom -= pitch
	}
	l.spread(named, bottom)
}

// spread sets names one below the other: each as near its line as the others let it.
func (l *layouter) spread(named []int, bottom float64) {
	g := &l.g
	at := make([]float64, len(named))
	next := g.Top + pitch/2
	for i, n := range named {
		at[i] = math.Max(next, g.Lines[n].end(g).y)
		next = at[i] + pitch
	}
	limit := bottom - pitch/2
	for i := len(at) - 1; i >= 0; i-- {
		at[i] = math.Min(at[i], limit)
		limit = at[i] - pitch
	}
	for i, n := range named {
		line, y := &g.Lines[n], round(at[i])
		end := line.end(g)
		line.Leader = []float64{end.x, end.y, round(g.Right + 5), y}
		line.Key = []float64{round(g.Right + 5), round(g.Right + 21), y}
		line.Label = l.fit(line.Name, g.Right+24, y+2.4, g.Width-g.Right-24, labelSize, false)
	}
}

func cmpFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

type place struct{ x, y float64 }

// end is the last place of a line.
func (n *Line) end(g *Graph) place {
	out := place{g.Left, g.Bottom}
	for _, run := range append(slices.Clone(n.Runs), n.Dots) {
		if k := len(run); k >= 2 && run[k-2] >= out.x {
			out = place{run[k-2], run[k-1]}
		}
	}
	return out
}

// peak is the least y of a line: where it is highest.
func (n *Line) peak(bottom float64) float64 {
	for _, run := range append(slices.Clone(n.Runs), n.Dots) {
		for i := 1; i < len(run); i += 2 {
			bottom = math.Min(bottom, run[i])
		}
	}
	return bottom
}

func (l *layouter) hasMarks() bool {
	return l.g.holds(l.in.Started) || l.g.holds(l.in.Ended) || slices.ContainsFunc(l.in.Marks, func(m Mark) bool { return l.g.holds(m.At) })
}

// placeEnds draws where the incident began and was over.
func (l *layouter) placeEnds() {
	g, free := &l.g, 0.0
	for _, e := range []struct {
		at   time.Time
		word string
	}{{l.in.Started, l.in.Words.Started}, {l.in.Ended, l.in.Words.Ended}} {
		if !g.holds(e.at) {
			continue
		}
		end := End{X: g.X(e.at)}
		w := l.width(e.word, labelSize, true)
		x := math.Max(free, math.Min(end.X-w/2, g.Width-w))
		if !l.in.Small && x <= end.X+1 {
			end.Label = figure.Text{X: x, Y: l.labelLine(), Width: w, Size: labelSize, Bold: true, Text: e.word}
			free = x + w + 5
		}
		g.Ends = append(g.Ends, end)
	}
}

// labelLine is the baseline of the names of entries.
func (l *layouter) labelLine() float64 { return l.g.Top - 2*Radius - 5 }

// placeMarks draws the entries above the lines; each that has room is named.
func (l *layouter) placeMarks() {
	g := &l.g
	marks := slices.Clone(l.in.Marks)
	slices.SortStableFunc(marks, func(a, b Mark) int { return a.At.Compare(b.At) })
	for _, m := range marks {
		if g.holds(m.At) {
			g.Marks = append(g.Marks, PlacedMark{ID: m.ID, X: g.X(m.At), Y: g.Top - Radius - 2, Record: m.Record, Full: m.Label})
		}
	}
	if l.in.Small {
		return
	}
	for i := range g.Marks {
		m := &g.Marks[i]
		from, to := m.X-Radius, g.Width
		if i+1 < len(g.Marks) {
			to = g.Marks[i+1].X - Radius - 4
		}
		for _, e := range g.Ends {
			if t := e.Label; t.Text != "" && t.X+t.Width > from && t.X < to {
				if t.X <= from+12 {
					to = 0
				}
				to = math.Min(to, t.X-4)
			}
		}
		if to-from > 24 {
			m.Label = l.fit(m.Full, from, l.labelLine(), to-from, labelSize, false)
		}
	}
}
