package chart

import (
	"strings"
	"unicode/utf8"

	"secondstory/backend/figure"
)

// look is how a text is set.
type look struct {
	size             float64
	bold, quiet, lit bool
}

func (l *layouter) width(text string, k look) float64 { return l.measure(text, k.size, k.bold) }

// write sets a text with its left end at x.
func (l *layouter) write(text string, x, y float64, k look) {
	if text == "" {
		return
	}
	l.c.Words = append(l.c.Words, Word{
		Text: figure.Text{X: x, Y: y, Width: l.width(text, k), Size: k.size, Bold: k.bold, Text: text}, Quiet: k.quiet, Lit: k.lit,
	})
}

// centred sets a text around x, within the chart.
func (l *layouter) centred(text string, x, y float64, k look) (from, to float64) {
	w := l.width(text, k)
	from = max(0, min(x-w/2, l.in.Width-w))
	l.write(text, from, y, k)
	return from, from + w
}

// lines breaks a text into as many lines at most; the last ends in an ellipsis where
// more would follow. A word that is too long is cut.
func (l *layouter) lines(text string, room float64, k look, most int) []string {
	out, row := []string{}, ""
	for _, word := range strings.Fields(text) {
		with := strings.TrimSpace(row + " " + word)
		if row == "" || l.width(with, k) <= room {
			row = with
			continue
		}
		out, row = append(out, row), word
	}
	out = append(out, row)
	cut := len(out) > most
	out = out[:min(len(out), most)]
	for i, line := range out {
		out[i] = l.fit(line, room, k, cut && i == len(out)-1)
	}
	return out
}

// fit shortens a line to its room.
func (l *layouter) fit(line string, room float64, k look, cut bool) string {
	if !cut && l.width(line, k) <= room {
		return line
	}
	for line != "" && l.width(line+"…", k) > room {
		_, size := utf8.DecodeLastRuneInString(line)
		line = strings.TrimRight(line[:len(line)-size], " ,;:.")
	}
	return line + "…"
}

// lead is how far apart lines of a label lie, in points.
const lead = 9.6

// names sets the names of rows into a column and returns its width and how many lines
// each takes: at most a share of the chart's width.
func (l *layouter) names(share float64, k look) (width float64, lines [][]string) {
	most := l.in.Width * share
	for i := range l.in.Figure.Rows {
		set := l.lines(l.label(i), most, k, 2)
		for _, line := range set {
			width = max(width, l.width(line, k))
		}
		lines = append(lines, set)
	}
	return width, lines
}

// name writes the lines of a label around a height.
func (l *layouter) name(lines []string, y float64, k look) {
	y += k.size*.36 - lead*float64(len(lines)-1)/2
	for i, line := range lines {
		l.write(line, 0, y+lead*float64(i), k)
	}
}
