package chart

import (
	"math"
	"strconv"

	"secondstory/backend/debrief"
	"secondstory/backend/insight"
)

const (
	markPitch = 9.4
	markRow   = 15.5
	// fewMarks is up to how many marks one line may hold, each kind with its count below.
	fewMarks = 26
	// blank is between a count and what it counts: a space, also for who copies the page.
	blank = " "
)

// signOf is the sign of a row of marks: the same the board has for a state.
func signOf(name insight.Name, key string) Sign {
	switch name {
	case insight.NameHelped:
		return map[string]Sign{
			string(debrief.OutcomeHelped): SignDisc, string(debrief.OutcomePartly): SignHalf,
			string(debrief.OutcomeNot): SignOpen, string(debrief.OutcomeUnclear): SignDashed,
		}[key]
	case insight.NameStates:
		return map[string]Sign{
			string(debrief.CountermeasureSoaking): SignDashed, string(debrief.CountermeasureCommitted): SignOpen,
			string(debrief.CountermeasureDoing): SignHalf, string(debrief.CountermeasureDone): SignCore,
			string(debrief.CountermeasureChecked): SignDisc, string(debrief.CountermeasureNotPursued): SignBar,
		}[key]
	case insight.NameAsked:
		return map[string]Sign{"asked": SignDisc, "quote": SignHalf, "left": SignOpen}[key]
	}
	if key == "unsaid" {
		return SignDashed
	}
	return SignDisc
}

// marks draws one for each of a count: in one line where that holds them, else a row each.
func (l *layouter) marks() {
	if l.in.Figure.Marks <= fewMarks && l.inline() {
		return
	}
	k := look{size: labelSize}
	width, names := l.names(.36, k)
	left := math.Ceil(width) + 10
	most := 0
	for _, r := range l.in.Figure.Rows {
		most = max(most, r.Count)
	}
	room := l.in.Width - left - 8 - l.width(strconv.Itoa(most), look{size: labelSize, bold: true})
	l.c.Per = roundUp(int(math.Ceil(float64(most) / max(1, math.Floor(room/markPitch)))))
	y := 9.0
	for i, r := range l.in.Figure.Rows {
		pitch := markRow + lead*float64(len(names[i])-1)
		y += (pitch - markRow) / 2
		l.name(names[i], y, k)
		end := l.strip(i, r, left+radius+.5, y, l.c.Per)
		l.write(strconv.Itoa(r.Count), end, y+labelSize*.36, look{size: labelSize, bold: true})
		y += markRow + (pitch-markRow)/2
	}
	l.c.Height = y - 4
}

// strip draws the marks of a row and returns where they end.
func (l *layouter) strip(row int, r insight.Row, x, y float64, per int) float64 {
	n := (r.Count + per - 1) / per
	for i := range n {
		m := Mark{X: x + float64(i)*markPitch, Y: y, Radius: radius, Sign: signOf(l.in.Figure.Name, r.Key), Row: row, Column: -1}
		m.Told = l.in.T("insights.count", "what", l.label(row), "n", strconv.Itoa(r.Count))
		l.mark(m)
	}
	return x + float64(n)*markPitch - radius + 2
}

// inline draws all rows side by side, each with its count below; false where there is no
// room for that.
func (l *layouter) inline() bool {
	bold, plain := look{size: labelSize, bold: true}, look{size: labelSize}
	const gap = 12.0
	x := 0.0
	type group struct{ at, count float64 }
	groups := []group{}
	for i, r := range l.in.Figure.Rows {
		if r.Count == 0 {
			groups = append(groups, group{})
			continue
		}
		n := l.width(strconv.Itoa(r.Count)+blank, bold)
		groups = append(groups, group{x, n})
		x += max(float64(r.Count)*markPitch, n+l.width(l.label(i), plain)) + gap
	}
	if x-gap > l.in.Width {
		return false
	}
	for i, r := range l.in.Figure.Rows {
		if r.Count == 0 {
			continue
		}
		g := groups[i]
		l.strip(i, r, g.at+radius+.8, 9, 1)
		l.write(strconv.Itoa(r.Count)+blank, g.at, 26, bold)
		l.write(l.label(i), g.at+g.count, 26, plain)
	}
	l.c.Height = 30
	return true
}
