package chart

import (
	"math"
	"strconv"

	"secondstory/backend/insight"
)

const (
	// rowPitch is how far apart rows lie at least, maxLevels how many dots stand upon
	// each other at most, and dotPitch how far apart those are.
	rowPitch  = 22.0
	maxLevels = 7
	dotPitch  = 2*radius + .5
)

// signs tell the rows of dots apart.
func sign(row int) Sign {
	return []Sign{SignDisc, SignSquare, SignTriangle, SignDiamond}[row%4]
}

// dots draws each debrief as a dot on the axis, at the very place of its value, and dots
// that would touch above and below each other.
func (l *layouter) dots() {
	f := &l.in.Figure
	k := look{size: labelSize, bold: true, quiet: true}
	width, names := l.names(.32, k)
	left := math.Ceil(width) + 10
	low, high := bounds(f)
	a := newAxis(f.Unit, low, high, left+radius+2, l.in.Width-radius-14)
	l.c.Per = l.per(a)
	y := 13.0
	if !f.HasHalf {
		y = 11
	}
	top := y - 11
	for i := range f.Rows {
		placed, levels := l.place(i, a)
		pitch := max(rowPitch, float64(levels)*dotPitch+9)
		if len(names[i]) > 1 {
			pitch = max(pitch, rowPitch+4)
		}
		y += (pitch - rowPitch) / 2
		l.name(names[i], y, k)
		l.rule(left, y, l.in.Width, y, ToneRail)
		l.spans(i, a, y)
		l.drawRow(i, placed, levels, a, y)
		if !f.HasHalf && f.Unit != insight.UnitPercent && f.Rows[i].Count > 0 {
			l.half(f.Rows[i].Half, a, y-pitch/2+1.5, y+pitch/2-1.5, i == 0, y-pitch/2+4)
		}
		y += rowPitch + (pitch-rowPitch)/2
	}
	bottom := y - rowPitch/2 + 4
	if f.HasHalf {
		l.half(f.Half, a, top+1, bottom, true, top+7)
	}
	l.axis(a, left, bottom)
	l.c.Height = bottom + 15
}

func bounds(f *insight.Figure) (low, high float64) {
	low, high = math.Inf(1), 0
	for _, r := range f.Rows {
		for _, d := range r.Dots {
			low, high = min(low, d.Value), max(high, d.Most)
		}
	}
	return low, high
}

// dot is a placed mark; level is 0 on the line, then above and below it in turn.
type dot struct {
	x        float64
	level    int
	from, to float64
	count    int
	mine     bool
	value    float64
}

// per is for how many a mark has to stand so that no column of any row is too high.
func (l *layouter) per(a axis) int {
	for i := range l.in.Figure.Rows {
		if _, levels := l.dodge(i, a); levels > maxLevels {
			most := 0
			for row := range l.in.Figure.Rows {
				for _, n := range l.bins(row, a) {
					most = max(most, n)
				}
			}
			return roundUp((most + maxLevels - 1) / maxLevels)
		}
	}
	return 1
}

// roundUp is the next of 1, 2, 5, 10, 20, 50, 100 and so on.
func roundUp(n int) int {
	for power := 1; ; power *= 10 {
		for _, by := range []int{1, 2, 5} {
			if by*power >= n {
				return by * power
			}
		}
	}
}

// place puts the dots of a row: each for itself, or by the bin.
func (l *layouter) place(row int, a axis) ([]dot, int) {
	if l.c.Per == 1 {
		return l.dodge(row, a)
	}
	return l.piled(row, a)
}

// dodge gives every dot the first level on which it touches none. It gives up once there
// are too many levels.
func (l *layouter) dodge(row int, a axis) (out []dot, levels int) {
	ends := []float64{}
	for _, d := range l.in.Figure.Rows[row].Dots {
		x, level := a.x(d.Value), 0
		for level < len(ends) && x-ends[level] < dotPitch {
			level++
		}
		if level == len(ends) {
			ends = append(ends, 0)
		}
		if level > maxLevels {
			break
		}
		ends[level] = x
		out = append(out, dot{x: x, level: level, from: d.Value, to: d.Value, count: 1, mine: d.Debrief == l.in.Mine && d.Debrief != "", value: d.Value})
	}
	return out, max(1, len(ends))
}

func binOf(x float64, a axis) int { return int((x - a.left) / dotPitch) }

// bins are how many dots are in each stretch of the axis.
func (l *layouter) bins(row int, a axis) []int {
	out := make([]int, binOf(a.right, a)+1)
	for _, d := range l.in.Figure.Rows[row].Dots {
		out[binOf(a.x(d.Value), a)]++
	}
	return out
}

// piled stacks marks that stand for several.
func (l *layouter) piled(row int, a axis) (out []dot, levels int) {
	mine := -1
	dots := l.in.Figure.Rows[row].Dots
	for _, d := range dots {
		if d.Debrief == l.in.Mine && d.Debrief != "" {
			mine = binOf(a.x(d.Value), a)
		}
	}
	at := 0
	for bin, n := range l.bins(row, a) {
		if n == 0 {
			continue
		}
		from, to := dots[at].Value, dots[at+n-1].Value
		at += n
		high := (n + l.c.Per - 1) / l.c.Per
		levels = max(levels, high)
		for level := range high {
			x := min(a.left+(float64(bin)+.5)*dotPitch, a.right)
			out = append(out, dot{x: x, level: level, from: from, to: to, count: n, mine: bin == mine && level == 0, value: from})
		}
	}
	return out, max(1, levels)
}

// rise is how far a level lies from the line: above and below in turn.
func rise(level int) float64 {
	step := float64((level + 1) / 2)
	if level%2 == 1 {
		return -step * dotPitch
	}
	return step * dotPitch
}

func (l *layouter) drawRow(row int, placed []dot, levels int, a axis, y float64) {
	f := &l.in.Figure
	for _, d := range placed {
		l.mark(Mark{
			X: d.x, Y: y + rise(d.level), Radius: radius, Sign: sign(row), Mine: d.mine, Row: row, Column: -1,
			From: d.from, To: d.to, Told: l.told(f.Unit, d),
		})
	}
	if levels > 1 || len(placed) == 0 || l.c.Per > 1 {
		return
	}
	free := 0.0 // what is written already ends here
	for _, d := range placed {
		if d.mine {
			free = l.nameMine(l.in.T("insights.mine", "value", Told(f.Unit, d.value, l.in.T)), d.x, y+11.5, a)
		}
	}
	last := placed[len(placed)-1]
	text := Told(f.Unit, last.value, l.in.T)
	if k := (look{size: smallSize}); !last.mine && len(f.Rows) <= 4 && last.x-l.width(text, k)/2 > free+4 && a.high > a.low {
		l.centred(text, last.x, y+11.5, k)
	}
}

// nameMine writes below the debrief that is marked, beside the line of half where that
// would go through it, and returns where the text ends.
func (l *layouter) nameMine(text string, x, y float64, a axis) float64 {
	k := look{size: smallSize, bold: true}
	w, at := l.width(text, k), a.x(l.in.Figure.Half)
	if l.in.Figure.HasHalf && math.Abs(at-x) < w/2+2 {
		x = at + 3 + w/2
		if x+w/2 > l.in.Width {
			x = at - 3 - w/2
		}
	}
	_, end := l.centred(text, x, y, k)
	return end
}

func (l *layouter) told(unit insight.Unit, d dot) string {
	if d.count == 1 {
		return Told(unit, d.value, l.in.T)
	}
	return l.in.T("insights.between", "n", strconv.Itoa(d.count), "from", Told(unit, d.from, l.in.T), "to", Told(unit, d.to, l.in.T))
}

// spans draw where dots can lie that are only known to lie between two.
func (l *layouter) spans(row int, a axis, y float64) {
	if l.c.Per > 1 {
		return
	}
	for _, d := range l.in.Figure.Rows[row].Dots {
		if from, to := a.x(d.Least), a.x(d.Most); to-from > 2*radius {
			l.rule(from, y, to, y, ToneSpan)
			l.rule(from, y-2.5, from, y+2.5, ToneSpan)
			l.rule(to, y-2.5, to, y+2.5, ToneSpan)
		}
	}
}

// half draws where half of the dots end.
func (l *layouter) half(v float64, a axis, from, to float64, named bool, at float64) {
	x := a.x(v)
	l.rule(x, from, x, to, ToneHalf)
	if !named {
		return
	}
	k := look{size: smallSize, bold: true, lit: true}
	text := l.in.T("insights.half")
	left := x + 3
	if left+l.width(text, k) > l.in.Width {
		left = x - 3 - l.width(text, k)
	}
	l.write(text, left, at, k)
}

// axis draws the line below with its ticks; every second, third and so on is named where
// not all have room.
func (l *layouter) axis(a axis, left, y float64) {
	l.rule(left, y, l.in.Width, y, ToneAxis)
	k := look{size: smallSize, quiet: true}
	every := 1
	for !l.ticksFit(a, every, k) {
		every++
	}
	for i, v := range a.ticks {
		x := a.x(v)
		l.rule(x, y, x, y+2.6, ToneAxis)
		if i%every == 0 {
			l.centred(a.tick(v), x, y+11, k)
		}
	}
}

func (l *layouter) ticksFit(a axis, every int, k look) bool {
	end := math.Inf(-1)
	for i := 0; i < len(a.ticks); i += every {
		w, x := l.width(a.tick(a.ticks[i]), k), a.x(a.ticks[i])
		if x-w/2 < end+5 {
			return false
		}
		end = x + w/2
	}
	return true
}
