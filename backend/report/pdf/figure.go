package pdf

import (
	"regexp"
	"slices"
	"strings"

	"secondstory/backend/figure"
	"secondstory/backend/report"
)

// figureSize is how high a figure may be, and how airy.
type figureSize struct{ height, air float64 }

// layFigure lays the figure out for the page's width, once for each size.
func (f *flow) layFigure(size figureSize) figure.Figure {
	if g, ok := f.figures[size]; ok {
		return g
	}
	in := f.r.Summary.Figure
	in.Width, in.MaxHeight, in.Air = f.sheet.measure(), size.height, size.air
	marks := make([]figure.Mark, len(in.Marks))
	for i, m := range in.Marks { // so that what is measured is what is drawn
		m.Label = readable(f.m.clean(sans(), m.Label))
		marks[i] = m
	}
	in.Marks = marks
	in.Bands = slices.Clone(in.Bands)
	for i := range in.Bands {
		in.Bands[i].Label = readable(f.m.clean(sansBold(), in.Bands[i].Label))
	}
	g := figure.Layout(in, f.m.figure)
	f.figures[size] = g
	return g
}

// unreadable is a run of characters no font has, as code points.
var unreadable = regexp.MustCompile(`(?:‹U\+[0-9A-F]+› ?)+`)

// readable leaves out what no font has, of which a figure has no room to tell: the
// table below tells it. A label of nothing else says that there is one.
func readable(label string) string {
	if rest := strings.TrimSpace(unreadable.ReplaceAllString(label, "")); rest != "" || label == "" {
		return rest
	}
	return "[…]"
}

// drawFigure draws the figure with its top at y.
func (f *flow) drawFigure(g figure.Figure, y float64) {
	x := f.sheet.left
	f.figureSaid()
	f.figureBands(g, x, y)
	for _, l := range g.Lanes {
		f.figureText(l.Label, x, y, ink2())
		f.rule(x+g.Left, y+l.Y, x+g.Width, rail(), .6)
	}
	f.figureAxis(g, x, y)
	for _, s := range g.Spans {
		f.segment(x+s.X, y+s.Y, x+s.X2, y+s.Y, accent(), 1.05)
		f.segment(x+s.X2, y+s.Y-2.6, x+s.X2, y+s.Y+2.6, accent(), 1.05)
	}
	for _, m := range g.Marks {
		f.figureMark(m, x, y)
	}
}

// figureSaid keeps the labels of the figure in full for the search of names.
func (f *flow) figureSaid() {
	where := pageName(len(f.pages))
	for _, m := range f.r.Summary.Figure.Marks {
		f.places = append(f.places, report.Place{Where: where, Text: m.Label})
	}
	for _, b := range f.r.Summary.Figure.Bands {
		f.places = append(f.places, report.Place{Where: where, Text: b.Label})
	}
}

func (f *flow) figureBands(g figure.Figure, x, y float64) {
	for _, b := range g.Bands {
		ground := []color{band1(), band2(), soft()}[b.Shade]
		f.rect(x+b.X, y+g.Top, b.Width, g.Bottom-g.Top, ground, 0)
	}
	for _, o := range g.Overlaps {
		f.rect(x+o.X, y+g.Top, o.Width, g.Bottom-g.Top, band3(), 0)
	}
	for _, b := range g.Bands {
		if f.figureText(b.Above, x, y, ink()); b.Above.Text == "" {
			f.figureText(b.Label, x, y, ink())
		} else {
			f.figureNext(b.Label, x, y, ink())
		}
		f.figureText(b.Minutes, x, y, ink2())
	}
}

func (f *flow) figureAxis(g figure.Figure, x, y float64) {
	bottom := y + g.Bottom
	f.rule(x+g.Left, bottom, x+g.Width, ink(), .7)
	f.figureText(g.Zone, x, y, ink2())
	for _, t := range g.Ticks {
		f.segment(x+t.X, bottom, x+t.X, bottom+t.Length, ink(), .6)
		f.figureText(t.Label, x, y, ink2())
	}
	for _, d := range g.Days {
		f.figureText(d, x, y, ink2())
	}
	for _, b := range g.Breaks {
		f.figureBreak(g, b, x, y)
	}
}

// figureBreak cuts every line where quiet time is left out: two slanted
// strokes with nothing between them.
func (f *flow) figureBreak(g figure.Figure, b figure.Break, x, y float64) {
	mid := x + b.X + b.Width/2
	cut := func(at float64, c color) {
		f.rect(mid-2.4, at-1.2, 4.8, 2.4, white(), 0)
		f.segment(mid-3.6, at+3, mid-1.2, at-3, c, .6)
		f.segment(mid+1.2, at+3, mid+3.6, at-3, c, .6)
	}
	for _, l := range g.Lanes {
		cut(y+l.Y, rail())
	}
	cut(y+g.Bottom, ink())
	f.figureText(b.Label, x, y, accent())
}

func (f *flow) figureMark(m figure.PlacedMark, x, y float64) {
	if m.HasLeader {
		f.segment(x+m.LeaderX, y+m.LeaderY1, x+m.LeaderX, y+m.LeaderY2, leader(), .5)
	}
	if m.Count == 1 {
		f.disc(x+m.X, y+m.Y, m.Radius-.5, m.Record, 1.05)
	} else {
		f.pill(m, x, y)
	}
	f.figureText(m.Label, x, y, ink())
	f.figureNext(m.Second, x, y, ink())
	target := ""
	if len(m.IDs) > 0 {
		target = entryAnchor(m.IDs[0])
	}
	f.link(x+m.X-m.Radius, y+m.Y-m.Radius, m.X2-m.X+2*m.Radius, 2*m.Radius, target)
	for _, t := range []figure.Text{m.Label, m.Second} {
		if t.Text != "" {
			f.link(x+t.X, y+t.Y-6, t.Width, 7.5, target)
		}
	}
}

// pill draws a group: filled when every member comes from a record.
func (f *flow) pill(m figure.PlacedMark, x, y float64) {
	h := m.Radius + .7
	o := op{kind: opRound, x: x + m.X, y: y + m.Y - h, w: m.X2 - m.X, h: 2 * h, radius: h, fill: true, stroke: true, fillColor: white(), color: accent(), width: 1.05}
	number := accent()
	if m.Record {
		o.fillColor, number = accent(), white()
	}
	p := f.page()
	p.ops = append(p.ops, o)
	f.figureText(m.Number, x, y, number)
}

// figureText draws a text of the figure that does not go on from the one before.
func (f *flow) figureText(t figure.Text, x, y float64, c color) {
	before := len(f.page().ops)
	f.figureNext(t, x, y, c)
	for i := range f.page().ops[before:] {
		f.page().ops[before+i].apart = i == 0
	}
}

// figureNext draws a text that goes on from the one before, on a second line.
func (f *flow) figureNext(t figure.Text, x, y float64, c color) {
	if t.Text == "" {
		return
	}
	s := style{face: sans(), size: t.Size, color: c}
	if t.Bold {
		s.face = sansBold()
	}
	f.text(x+t.X, y+t.Y, s, t.Text)
}
