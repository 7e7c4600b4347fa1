package html

import (
	"encoding/base64"
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"secondstory/backend/graph"
	"secondstory/backend/report"
)

// Graph draws a graph as SVG. The words it has no room for are in its titles.
func (v *view) Graph(of report.Graph) template.HTML {
	if v.measure == nil {
		return ""
	}
	g := of.Layout(figureWidth, figureHeight, v.measure)
	d := v.draw(g.Width, g.Height, v.R.T("report.graph", "n", strconv.Itoa(of.Number)), strings.Join(of.Labels(), ", "))
	d.text(g.Title, "ink")
	d.graphAxes(g)
	for _, e := range g.Ends {
		d.line(e.X, g.Top-6, e.X, g.Bottom, "axis")
		d.text(e.Label, "ink")
	}
	for _, m := range g.Marks {
		d.line(m.X, m.Y, m.X, g.Bottom, "leader")
	}
	for i := range g.Lines {
		d.series(&g.Lines[i])
	}
	d.text(g.More, "mut")
	for _, m := range g.Marks {
		class := "mark open"
		if m.Record {
			class = "mark"
		}
		d.add(`<g><title>%s</title><circle cx="%.1f" cy="%.1f" r="%.1f" class="%s"/>`, m.Full, m.X, m.Y, graph.Radius-.5, class)
		d.text(m.Label, "ink")
		d.add("</g>")
	}
	return d.end()
}

// Picture is a picture's bytes, as they were written anew for paper.
func (v *view) Picture(p report.Picture) template.URL {
	return template.URL("data:" + p.Image.MediaType + ";base64," + base64.StdEncoding.EncodeToString(p.Image.Content)) //nolint:gosec // of an image we wrote
}

func (d *drawing) graphAxes(g graph.Graph) {
	for _, r := range g.Rungs {
		d.line(g.Left, r.Y, g.Right, r.Y, "rung")
		d.text(r.Label, "mut")
	}
	d.line(g.Left, g.Bottom, g.Right, g.Bottom, "axis")
	for _, t := range g.Ticks {
		d.line(t.X, g.Bottom, t.X, g.Bottom+t.Length, "axis")
		d.text(t.Label, "mut")
	}
	for _, day := range g.Days {
		d.text(day, "mut")
	}
	d.text(g.Zone, "mut")
}

// series draws one line, told from the others by its dash and its name.
func (d *drawing) series(n *graph.Line) {
	tone, dash := []string{"", " dark"}[n.Tone], strings.Trim(fmt.Sprint(n.Dash), "[]")
	d.add(`<g><title>%s</title>`, n.Name)
	for _, run := range n.Runs {
		d.add(`<polyline points="%s" class="%s" stroke-dasharray="%s"/>`, points(run), "series"+tone, dash)
	}
	for i := 0; i+1 < len(n.Dots); i += 2 {
		d.add(`<circle cx="%.2f" cy="%.2f" r="1.3" class="%s"/>`, n.Dots[i], n.Dots[i+1], "point"+tone)
	}
	if n.Label.Text != "" {
		d.add(`<polyline points="%s" class="leader"/>`, points(n.Leader))
		d.add(`<polyline points="%s" class="%s" stroke-dasharray="%s"/>`, points([]float64{n.Key[0], n.Key[2], n.Key[1], n.Key[2]}), "series"+tone, dash)
		d.text(n.Label, "ink")
	}
	d.add("</g>")
}

func points(run []float64) string {
	out := make([]string, len(run))
	for i, at := range run {
		out[i] = strconv.FormatFloat(at, 'f', -1, 64)
	}
	return strings.Join(out, " ")
}

// Alt says what a picture shows to whoever does not see it: its caption, or else where
// it is from.
func (v *view) Alt(p report.Picture) string {
	for _, text := range []string{p.Caption, p.From} {
		if text != "" {
			return text
		}
	}
	return v.R.T("report.picture", "n", strconv.Itoa(p.Number))
}
