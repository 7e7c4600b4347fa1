package pdf

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"time"

	"secondstory/backend/chart"
	"secondstory/backend/debrief"
	"secondstory/backend/figure"
	"secondstory/backend/report"
	"secondstory/backend/shape"
)

// Insights are figures of many debriefs, on pages that look as a report does. All of it is
// printed; it has no names of its own.
type Insights struct {
	Paper report.Paper
	// Made dates the file, Date says it in words, Span of when the debriefs are.
	Made        time.Time
	Title, Date string
	Span        string
	// Lead is said first, Foot last, in small print.
	Lead, Foot string
	// Cards lays the figures out for a width; clean is a text as it can be printed.
	Cards func(width float64, m figure.Measure, clean func(text string) string) []chart.Card
	// Listed are debriefs by their day and title, under a head; none for no list.
	ListTitle, ListMore string
	Listed              []InsightsLine
	// Shaper draws letters the shipped fonts lack; nil prints them as code points.
	Shaper *shape.Shaper
}

// InsightsLine is one debrief of the list.
type InsightsLine struct{ Day, Kind, Title string }

// InsightsBytes typesets figures. check is given every text of the finished file, as
// [LetterBytes] does; what it refuses is not written.
func InsightsBytes(ctx context.Context, in Insights, t report.Text, check func(texts ...string) error) (file []byte, note Note, err error) {
	defer func() {
		if x := recover(); x != nil {
			file, err = nil, debrief.Errorf(debrief.CodeExport).Wrap(fmt.Errorf("set figures: panic: %v", x))
		}
	}()
	blank := report.Blank(in.Paper, in.Made, in.Title, t)
	blank.Shaper, blank.EditionName, blank.Version = in.Shaper, in.Span, in.Date
	s := newSetter(blank)
	f := s.newFlow(nil)
	f.insights(in)
	f.furniture()
	if s.m.err != nil {
		return nil, note, debrief.Errorf(debrief.CodeExport).Wrap(s.m.err)
	}
	for _, p := range s.places(f) {
		if err := check(p.Text); err != nil {
			return nil, note, err
		}
	}
	file, err = s.file(ctx, f)
	if err != nil {
		return nil, note, debrief.Errorf(debrief.CodeExport).Wrap(err)
	}
	return bytes.Clone(file), Note{Pages: len(f.pages), Missing: s.missing()}, nil
}

func (f *flow) insights(in Insights) {
	f.newPage()
	f.outline(in.Title, 0, f.y)
	f.one(f.sheet.left, f.y+8.5, f.sheet.measure(), labelStyle(), in.Span)
	f.y += 22
	f.y += f.draw(f.m.balanced([]span{{text: in.Title, style: titleStyle()}}, f.sheet.measure()), f.sheet.left, f.y) + 8
	f.y += f.draw(f.m.pretty([]span{{text: in.Lead, style: leadStyle()}}, f.sheet.measure()*.86), f.sheet.left, f.y)
	clean := func(text string) string { return readable(f.m.clean(sans(), text)) }
	for _, c := range in.Cards(f.sheet.measure(), f.m.figure, clean) {
		f.insight(c)
	}
	f.insightList(in)
	f.skip(14)
	foot := f.m.breakText([]span{{text: in.Foot, style: smallStyle()}}, f.sheet.measure(), 0)
	f.need(foot.height())
	f.y += f.draw(foot, f.sheet.left, f.y)
}

// insight sets one figure with what is said of it, never parted.
func (f *flow) insight(c chart.Card) {
	head := f.m.breakText([]span{{text: c.Title, style: headStyle()}}, f.sheet.measure()*.72, 0)
	lead := f.m.breakText([]span{{text: c.Lead, style: smallStyle()}}, f.sheet.measure(), 0)
	notes := f.insightNotes(c)
	h := head.height() + 5 + c.Chart.Height + 6 + notes.height()
	if c.Lead != "" {
		h += lead.height()
	}
	f.skip(15)
	f.need(h + 9)
	if f.y > f.sheet.top+.01 { // the head of a page has a rule of its own
		f.rule(f.sheet.left, f.y, f.sheet.right, line(), .6)
		f.y += 9
	}
	f.outline(c.Title, 1, f.y)
	st := smallStyle()
	f.text(f.sheet.right-f.m.width(st, f.m.clean(st.face, c.Aside)), f.y+head.leading()*.72, st, c.Aside)
	f.y += f.draw(head, f.sheet.left, f.y) + 5
	if c.Lead != "" {
		f.y += f.draw(lead, f.sheet.left, f.y)
	}
	f.drawChart(c.Chart, f.y)
	f.y += c.Chart.Height + 6
	f.y += f.draw(notes, f.sheet.left, f.y)
}

func (f *flow) insightNotes(c chart.Card) paragraph {
	text := ""
	for i, n := range c.Notes {
		if i > 0 {
			text += " "
		}
		text += n
	}
	return f.m.pretty([]span{{text: text, style: smallStyle()}}, f.sheet.measure())
}

// insightList names the debriefs the figures are made of.
func (f *flow) insightList(in Insights) {
	if len(in.Listed) == 0 {
		return
	}
	f.skip(20)
	st := tableStyle()
	f.need(headStyle().leading + 4*st.leading)
	f.outline(in.ListTitle, 1, f.y)
	f.y += f.draw(f.m.breakText([]span{{text: in.ListTitle, style: headStyle()}}, f.sheet.measure(), 0), f.sheet.left, f.y) + 5
	day, kind := mm(24), mm(24)
	for _, d := range in.Listed {
		title := f.m.breakText([]span{{text: d.Title, style: st}}, f.sheet.measure()-day-kind, 0)
		f.need(title.height() + 5)
		base := baseline(f.y, st, st.leading)
		f.text(f.sheet.left, base, st.in(ink2()), d.Day)
		f.text(f.sheet.left+day, base, st.in(ink2()), d.Kind)
		f.y += f.draw(title, f.sheet.left+day+kind, f.y) + 2.5
		f.rule(f.sheet.left, f.y, f.sheet.right, hair(), .5)
		f.y += 2.5
	}
	if in.ListMore != "" {
		f.y += f.draw(f.m.breakText([]span{{text: in.ListMore, style: smallStyle()}}, f.sheet.measure(), 0), f.sheet.left, f.y)
	}
}

// drawChart draws a figure of many debriefs with its top at y.
func (f *flow) drawChart(c chart.Chart, y float64) {
	x := f.sheet.left
	for _, r := range c.Rules {
		f.chartRule(r, x, y)
	}
	for _, m := range c.Marks {
		m.X, m.Y = m.X+x, m.Y+y
		f.sign(m)
	}
	for _, w := range c.Words {
		tone := ink()
		if w.Quiet {
			tone = ink2()
		}
		if w.Lit {
			tone = accent()
		}
		f.figureText(w.Text, x, y, tone)
	}
}

func (f *flow) chartRule(r chart.Rule, x, y float64) {
	points := []float64{r.X, r.Y, r.X2, r.Y2}
	switch r.Tone {
	case chart.ToneRail:
		f.path(points, x, y, line(), .6, nil)
	case chart.ToneAxis:
		f.path(points, x, y, ink2(), .6, nil)
	case chart.ToneHalf:
		f.path(points, x, y, accent(), .8, []float64{1.4, 1.8})
	case chart.ToneSpan:
		f.path(points, x, y, accent(), 1.05, nil)
	}
}

// sign draws a mark around its middle.
func (f *flow) sign(m chart.Mark) {
	r := m.Radius
	switch m.Sign {
	case chart.SignNone:
		f.filled(m.X, m.Y, r, rail())
	case chart.SignDisc:
		f.filled(m.X, m.Y, r, accent())
	case chart.SignSquare:
		f.rect(m.X-.9*r, m.Y-.9*r, 1.8*r, 1.8*r, accent(), 0)
	case chart.SignTriangle:
		f.polygon(m.X, m.Y-1.15*r, m.X+1.15*r, m.Y+.85*r, m.X-1.15*r, m.Y+.85*r)
	case chart.SignDiamond:
		f.polygon(m.X, m.Y-1.25*r, m.X+1.25*r, m.Y, m.X, m.Y+1.25*r, m.X-1.25*r, m.Y)
	case chart.SignDashed:
		f.path(arc(r-.5, 0, 2*math.Pi), m.X, m.Y, accent(), 1.05, []float64{1.5, 1.6})
	default:
		f.disc(m.X, m.Y, r-.5, false, 1.05)
		f.within(m)
	}
}

// within draws what a circle holds.
func (f *flow) within(m chart.Mark) {
	switch m.Sign {
	case chart.SignHalf:
		half := arc(m.Radius-.5, -math.Pi/2, math.Pi/2)
		for i := range half {
			half[i] += []float64{m.X, m.Y}[i%2]
		}
		f.polygon(half...)
	case chart.SignCore:
		f.filled(m.X, m.Y, m.Radius*.5, accent())
	case chart.SignBar:
		f.segment(m.X-m.Radius*.5, m.Y, m.X+m.Radius*.5, m.Y, accent(), 1.05)
	}
}

func (f *flow) filled(x, y, radius float64, c color) {
	p := f.page()
	p.ops = append(p.ops, op{kind: opDisc, x: x, y: y, radius: radius, fill: true, fillColor: c})
}

func (f *flow) polygon(points ...float64) {
	p := f.page()
	p.ops = append(p.ops, op{kind: opPath, points: points, fill: true, fillColor: accent()})
}

// arc are points of a circle around nothing, x and y in turn.
func arc(radius, from, to float64) []float64 {
	const n = 28
	out := []float64{}
	for i := range n + 1 {
		a := from + (to-from)*float64(i)/n
		out = append(out, radius*math.Cos(a), radius*math.Sin(a))
	}
	return out
}
