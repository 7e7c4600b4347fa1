package pdf

import (
	"strconv"
	"strings"

	"secondstory/backend/debrief"
	"secondstory/backend/graph"
	"secondstory/backend/report"
)

// graphs sets the graphs entries rest on, each with what is said of it; below the
// pictures, or in a section of their own.
func (f *flow) graphs() {
	for i := range f.r.Graphs {
		told := f.graphText(&f.r.Graphs[i])
		g := f.layGraph(&f.r.Graphs[i])
		room := g.Height + 4 + told.height()
		if i == 0 && len(f.r.Pictures) == 0 {
			f.section(f.evidence(), room)
		}
		f.need(room)
		f.graphSaid(&f.r.Graphs[i])
		f.drawGraph(g, f.y)
		f.y += g.Height + 4
		f.flowLines(told, f.sheet.left)
		f.y += 12
	}
}

// layGraph lays a graph out for the page's width, without the characters no font has.
func (f *flow) layGraph(of *report.Graph) graph.Graph {
	one := *of
	one.Drawing.Series = make([]debrief.Series, len(of.Drawing.Series))
	for i, s := range of.Drawing.Series {
		one.Drawing.Series[i] = debrief.Series{Name: readable(f.m.clean(sans(), s.Name)), Points: s.Points}
	}
	one.Drawing.Marks = make([]graph.Mark, len(of.Drawing.Marks))
	for i, m := range of.Drawing.Marks {
		m.Label = readable(f.m.clean(sans(), m.Label))
		one.Drawing.Marks[i] = m
	}
	return one.Layout(f.sheet.measure(), (f.sheet.bottom-f.sheet.top)*pictureShare, f.m.figure)
}

// graphSaid keeps the words of a graph in full for the search of names.
func (f *flow) graphSaid(g *report.Graph) {
	for _, text := range g.Labels() {
		f.places = append(f.places, report.Place{Where: pageName(len(f.pages)), Text: text})
	}
}

func (f *flow) graphText(g *report.Graph) paragraph {
	st := tableStyle()
	spans := []span{
		{text: f.r.T("report.graph", "n", strconv.Itoa(g.Number)) + " ", style: st.with(sansBold())},
		{text: f.r.T("report.graph.from", "source", g.Source, "sum", g.SHA256) + " ", style: st},
		{text: f.r.T("report.graph.moments", "times", strings.Join(g.Moments, ", ")) + " ", style: st.in(ink2())},
	}
	spans = append(spans, f.entryRefs(f.r.T("report.picture.entries"), g.Entries)...)
	return f.m.breakText(spans, f.sheet.measure(), 0)
}

// drawGraph draws a graph with its top at y.
func (f *flow) drawGraph(g graph.Graph, y float64) {
	x := f.sheet.left
	f.figureText(g.Title, x, y, ink())
	f.graphAxes(g, x, y)
	for _, e := range g.Ends {
		f.segment(x+e.X, y+g.Top-6, x+e.X, y+g.Bottom, ink(), .7)
		f.figureText(e.Label, x, y, ink())
	}
	for _, m := range g.Marks {
		f.segment(x+m.X, y+m.Y, x+m.X, y+g.Bottom, leader(), .5)
	}
	for i := range g.Lines {
		f.graphLine(&g.Lines[i], x, y)
	}
	f.figureText(g.More, x, y, ink2())
	for _, m := range g.Marks {
		f.disc(x+m.X, y+m.Y, graph.Radius-.5, m.Record, 1.05)
		f.figureText(m.Label, x, y, ink())
		f.link(x+m.X-graph.Radius, y+m.Y-graph.Radius, 2*graph.Radius, 2*graph.Radius, f.entryTarget(m.ID))
	}
}

func (f *flow) graphAxes(g graph.Graph, x, y float64) {
	for _, r := range g.Rungs {
		f.rule(x+g.Left, y+r.Y, x+g.Right, hair(), .5)
		f.figureText(r.Label, x, y, ink2())
	}
	f.rule(x+g.Left, y+g.Bottom, x+g.Right, ink(), .7)
	for _, t := range g.Ticks {
		f.segment(x+t.X, y+g.Bottom, x+t.X, y+g.Bottom+t.Length, ink(), .6)
		f.figureText(t.Label, x, y, ink2())
	}
	for _, d := range g.Days {
		f.figureText(d, x, y, ink2())
	}
	f.figureText(g.Zone, x, y, ink2())
}

// graphLine draws one series: told from the others by its dash and its name.
func (f *flow) graphLine(n *graph.Line, x, y float64) {
	tone := []color{accent(), ink()}[n.Tone]
	for _, run := range n.Runs {
		f.path(run, x, y, tone, 1.05, n.Dash)
	}
	page := f.page()
	for i := 0; i+1 < len(n.Dots); i += 2 {
		page.ops = append(page.ops, op{kind: opDisc, x: x + n.Dots[i], y: y + n.Dots[i+1], radius: 1.3, fill: true, fillColor: tone})
	}
	if n.Label.Text == "" {
		return
	}
	f.path(n.Leader, x, y, leader(), .5, nil)
	f.path([]float64{n.Key[0], n.Key[2], n.Key[1], n.Key[2]}, x, y, tone, 1.05, n.Dash)
	f.figureText(n.Label, x, y, ink())
}

func (f *flow) path(points []float64, x, y float64, c color, width float64, dash []float64) {
	o := op{kind: opPath, points: make([]float64, len(points)), color: c, width: width, dash: dash}
	for i := 0; i+1 < len(points); i += 2 {
		o.points[i], o.points[i+1] = x+points[i], y+points[i+1]
	}
	page := f.page()
	page.ops = append(page.ops, o)
}

// path draws a line through points, or what they bound; its corners are round, so that a spike ends
// where it was measured.
func (p *pen) path(o op) {
	if o.fill {
		p.doc.SetFillColor(o.fillColor.r, o.fillColor.g, o.fillColor.b)
	} else {
		p.doc.SetLineWidth(o.width)
		p.doc.SetDrawColor(o.color.r, o.color.g, o.color.b)
	}
	p.doc.SetLineJoinStyle("round")
	p.doc.SetDashPattern(o.dash, 0)
	for i := 0; i+1 < len(o.points); i += 2 {
		if i == 0 {
			p.doc.MoveTo(o.points[0], o.points[1])
			continue
		}
		p.doc.LineTo(o.points[i], o.points[i+1])
	}
	paint := "D"
	if o.fill {
		paint = "f"
	}
	p.doc.DrawPath(paint)
	p.doc.SetDashPattern(nil, 0)
	p.doc.SetLineJoinStyle("miter")
}
