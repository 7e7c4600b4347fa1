package chart

import (
	"math"
	"strconv"

	"secondstory/backend/insight"
)

const (
	columnPitch = 11.1
	gridRow     = 16.4
)

// grid draws a dot where a row has something in a column: of one debrief each the same,
// of a stretch of time the larger the more there are.
func (l *layouter) grid() {
	f := &l.in.Figure
	n := float64(len(f.Columns))
	alone := f.Columns[0].Debrief != ""
	share := .6
	if l.in.Width > 420 {
		share = .66
	}
	wide := max(columnPitch, min(2*columnPitch, l.in.Width*.45/n))
	if !alone {
		wide = 2 * columnPitch
	}
	pitch := min(wide, l.in.Width*share/n)
	from := l.in.Width - pitch*n
	k := look{size: labelSize}
	width, total := from-10, 0.0
	if !alone {
		total = l.width(strconv.Itoa(f.Marks), look{size: smallSize}) + 6
		width -= total
	}
	l.heads(from, pitch)
	y, most := 22.0, mostOf(f)
	for i, r := range f.Rows {
		lines := l.lines(l.label(i), width, k, 2)
		high := gridRow + (lead-2)*float64(len(lines)-1)
		y += (high - gridRow) / 2
		l.name(lines, y, k)
		if !alone {
			text := strconv.Itoa(r.Count)
			l.write(text, from-6-l.width(text, look{size: smallSize}), y+smallSize*.36, look{size: smallSize, quiet: true})
		}
		l.gridRow(i, r, from, pitch, y, most)
		y += gridRow + (high-gridRow)/2
	}
	l.c.Height = y - 6
}

// mostOf is how many debriefs the fullest cell has.
func mostOf(f *insight.Figure) int {
	most := 1
	for _, r := range f.Rows {
		for _, c := range r.Cells {
			most = max(most, c.Count)
		}
	}
	return most
}

func (l *layouter) gridRow(row int, r insight.Row, from, pitch, y float64, most int) {
	f, at := &l.in.Figure, map[int]insight.Cell{}
	for _, c := range r.Cells {
		at[c.Column] = c
	}
	full := min(radius, pitch*.46)
	if f.Columns[0].Debrief == "" {
		full = min(6.2, pitch*.46)
	}
	for column := range f.Columns {
		x := from + (float64(column)+.5)*pitch
		c, some := at[column]
		if !some {
			l.mark(Mark{X: x, Y: y, Radius: min(1.25, full*.5), Sign: SignNone, Row: row, Column: column})
			continue
		}
		m := Mark{X: x, Y: y, Radius: full, Sign: SignDisc, Row: row, Column: column, Told: f.Columns[column].Label}
		if f.Columns[column].Debrief == "" {
			m.Radius = max(1.6, full*math.Sqrt(float64(c.Count)/float64(most)))
			m.Told = l.in.T("insights.cell", "n", strconv.Itoa(c.Count), "when", f.Columns[column].Label)
		} else {
			m.Mine = f.Columns[column].Debrief == l.in.Mine
		}
		l.mark(m)
	}
}

// heads names columns, the last and as many before it as have room; the year is left out
// where all are of one.
func (l *layouter) heads(from, pitch float64) {
	all := l.in.Figure.Columns
	year := all[0].From.Year()
	same := len(all[0].Label) > 5
	for _, c := range all {
		same = same && c.From.Year() == year
	}
	k := look{size: smallSize, quiet: true}
	free, before := math.Inf(1), ""
	for i := len(all) - 1; i >= 0; i-- {
		text := all[i].Label
		if same {
			text = text[:len(text)-5]
		}
		w := l.width(text, k)
		x := max(from-4, min(from+(float64(i)+.5)*pitch-w/2, l.in.Width-w))
		if x+w > free-5 || text == before {
			continue
		}
		l.write(text, x, 8, k)
		free, before = x, text
	}
}
