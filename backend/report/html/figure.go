package html

import (
	"fmt"
	"html/template"
	"strings"

	"secondstory/backend/figure"
)

// figureWidth and figureHeight bound the figure, in points, as on the paper.
const (
	figureWidth  = 482
	figureHeight = 290
)

// figure draws the timeline's figure as SVG, from the layout window and paper share,
// and says what there is to see.
func (v *view) figure() (drawn template.HTML, caption string) {
	in := v.R.Summary.Figure
	if v.measure == nil || len(in.Marks) == 0 {
		return "", ""
	}
	in.Width, in.MaxHeight = figureWidth, figureHeight
	g := figure.Layout(in, v.measure)
	caption = v.caption(g)
	d := v.draw(g.Width, g.Height, v.R.T("report.html.figure"), caption)
	d.bands(g)
	for _, l := range g.Lanes {
		d.text(l.Label, "mut")
		d.line(g.Left, l.Y, g.Width, l.Y, "rail")
	}
	d.axis(g)
	for _, s := range g.Spans {
		d.line(s.X, s.Y, s.X2, s.Y, "span")
		d.line(s.X2, s.Y-2.6, s.X2, s.Y+2.6, "span")
	}
	for _, m := range g.Marks {
		d.mark(m)
	}
	return d.end(), caption
}

// caption says what the marks, bands and cuts of the figure are, as far as it has any.
func (v *view) caption(g figure.Figure) string {
	t := v.R.T
	out := t("report.figure.caption")
	for _, m := range g.Marks {
		if m.Count > 1 {
			out += " " + t("report.figure.caption.groups")
			break
		}
	}
	if len(g.Bands) > 0 {
		out += " " + t("report.figure.caption.bands")
	}
	if len(g.Breaks) > 0 {
		out += " " + t("report.figure.caption.breaks")
	}
	return out
}

// draw begins a drawing: a picture with a name and what it shows.
func (v *view) draw(width, height float64, title, text string) *drawing {
	v.drawn++
	d := &drawing{}
	d.out.Grow(usualDrawing)
	d.add(`<svg class="figure" viewBox="0 0 %.1f %.1f" role="img" aria-labelledby="t%d d%d"><title id="t%d">%s</title><desc id="d%d">%s</desc>`,
		width, height, v.drawn, v.drawn, v.drawn, title, v.drawn, text)
	return d
}

// usualDrawing is how many bytes most drawings take.
const usualDrawing = 16 << 10

func (d *drawing) end() template.HTML {
	d.add("</svg>")
	return template.HTML(d.out.String()) //nolint:gosec // every text in it was escaped, see add
}

// drawing writes SVG. Whatever is a text is escaped.
type drawing struct{ out strings.Builder }

func (d *drawing) add(format string, values ...any) {
	for i, v := range values {
		if text, ok := v.(string); ok {
			values[i] = template.HTMLEscapeString(text)
		}
	}
	fmt.Fprintf(&d.out, format+"\n", values...)
}

func (d *drawing) line(x1, y1, x2, y2 float64, class string) {
	d.add(`<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" class="%s"/>`, x1, y1, x2, y2, class)
}

func (d *drawing) text(t figure.Text, class string) {
	if t.Text == "" {
		return
	}
	if t.Bold {
		class += " bold"
	}
	// The length holds the layout in any face the reader has.
	d.add(`<text x="%.1f" y="%.1f" font-size="%.1f" textLength="%.1f" lengthAdjust="spacingAndGlyphs" class="%s">%s</text>`, t.X, t.Y, t.Size, t.Width, class, t.Text)
}

func (d *drawing) bands(g figure.Figure) {
	for _, b := range g.Bands {
		d.add(`<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" class="band%d"/>`, b.X, g.Top, b.Width, g.Bottom-g.Top, b.Shade)
		d.text(b.Above, "ink")
		d.text(b.Label, "ink")
		d.text(b.Minutes, "mut")
	}
}

func (d *drawing) axis(g figure.Figure) {
	d.line(g.Left, g.Bottom, g.Width, g.Bottom, "axis")
	d.text(g.Zone, "mut")
	for _, t := range g.Ticks {
		d.line(t.X, g.Bottom, t.X, g.Bottom+t.Length, "axis")
		d.text(t.Label, "mut")
	}
	for _, day := range g.Days {
		d.text(day, "mut")
	}
	for _, b := range g.Breaks {
		d.gap(g, b)
	}
}

// gap cuts every line where quiet time is left out.
func (d *drawing) gap(g figure.Figure, b figure.Break) {
	mid := b.X + b.Width/2
	cut := func(y float64, class string) {
		d.add(`<rect x="%.1f" y="%.1f" width="4.8" height="2.4" class="paper"/>`, mid-2.4, y-1.2)
		d.line(mid-3.6, y+3, mid-1.2, y-3, class)
		d.line(mid+1.2, y+3, mid+3.6, y-3, class)
	}
	for _, l := range g.Lanes {
		cut(l.Y, "rail")
	}
	cut(g.Bottom, "axis")
	d.text(b.Label, "acc")
}

func (d *drawing) mark(m figure.PlacedMark) {
	if m.HasLeader {
		d.line(m.LeaderX, m.LeaderY1, m.LeaderX, m.LeaderY2, "leader")
	}
	class := "mark open"
	if m.Record {
		class = "mark"
	}
	d.add(`<g><title>%s</title>`, m.Full)
	if m.Count == 1 {
		d.add(`<circle cx="%.1f" cy="%.1f" r="%.1f" class="%s"/>`, m.X, m.Y, m.Radius-.5, class)
	} else {
		h := m.Radius + .7
		d.add(`<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" rx="%.1f" class="%s"/>`, m.X, m.Y-h, m.X2-m.X, 2*h, h, class)
		number := "acc"
		if m.Record {
			number = "paper"
		}
		d.text(m.Number, number)
	}
	d.text(m.Label, "ink")
	d.text(m.Second, "ink")
	d.add("</g>")
}
