package chart

import (
	"secondstory/backend/debrief"
	"secondstory/backend/figure"
	"secondstory/backend/insight"
)

// Input is what there is to draw.
type Input struct {
	Figure insight.Figure
	// Labels name the rows, one for each of the figure's.
	Labels []string
	// Mine is a debrief that is marked; empty for none.
	Mine debrief.ID
	// Width is in points. The chart is as high as it takes.
	Width float64
	T     Text
}

// Text returns a fixed text by its key.
type Text func(key string, pairs ...string) string

// Chart is the finished layout. All lengths are in points, y grows downwards, the y of a
// text is its baseline and its x the left end. Slices are never nil.
type Chart struct {
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
	Rules  []Rule  `json:"rules"`
	Marks  []Mark  `json:"marks"`
	Words  []Word  `json:"words"`
	// Per is for how many a mark stands at most.
	Per int `json:"per"`
}

// Tone is how a line is drawn.
type Tone string

// The tones: what a row lies on, an axis with its ticks, where half of the dots end, and
// where a dot can lie.
const (
	ToneRail Tone = "rail"
	ToneAxis Tone = "axis"
	ToneHalf Tone = "half"
	ToneSpan Tone = "span"
)

// Rule is a straight line.
type Rule struct {
	X    float64 `json:"x"`
	Y    float64 `json:"y"`
	X2   float64 `json:"x2"`
	Y2   float64 `json:"y2"`
	Tone Tone    `json:"tone"`
}

// Word is a text in its place; Quiet is set in the second ink, Lit in the accent.
type Word struct {
	figure.Text
	Quiet bool `json:"quiet"`
	Lit   bool `json:"lit"`
}

// Sign is what a mark looks like.
type Sign string

// The signs.
const (
	SignDisc     Sign = "disc"
	SignSquare   Sign = "square"
	SignTriangle Sign = "triangle"
	SignDiamond  Sign = "diamond"
	// SignHalf is a circle with its right half filled, SignOpen an empty one, SignDashed
	// one that is dashed, SignCore one with a disc in it, SignBar one with a bar across.
	SignHalf   Sign = "half"
	SignOpen   Sign = "open"
	SignDashed Sign = "dashed"
	SignCore   Sign = "core"
	SignBar    Sign = "bar"
	// SignNone is a small grey dot: nothing there.
	SignNone Sign = "none"
)

// Mark is a sign around X, Y. Mine is ringed.
type Mark struct {
	X      float64 `json:"x"`
	Y      float64 `json:"y"`
	Radius float64 `json:"radius"`
	Sign   Sign    `json:"sign"`
	Mine   bool    `json:"mine"`
	// Told says it in words; empty for what leads nowhere.
	Told string `json:"told"`
	// Row, Column, From and To find the debriefs behind it, see insight.Spot.
	Row    int     `json:"row"`
	Column int     `json:"column"`
	From   float64 `json:"from"`
	To     float64 `json:"to"`
}

// Sizes in points.
const (
	labelSize = 7.7
	smallSize = 7.2
	radius    = 3.4
	ringGap   = 2.6
)

// Layout draws a figure. It never fails: without rows it is empty.
func Layout(in Input, m figure.Measure) Chart {
	l := &layouter{in: in, measure: m, c: Chart{Width: in.Width, Rules: []Rule{}, Marks: []Mark{}, Words: []Word{}, Per: 1}}
	if len(in.Figure.Rows) > 0 {
		switch in.Figure.Form {
		case insight.FormDots:
			l.dots()
		case insight.FormMarks:
			l.marks()
		case insight.FormGrid:
			l.grid()
		}
	}
	return l.c
}

type layouter struct {
	in      Input
	measure figure.Measure
	c       Chart
}

func (l *layouter) rule(x, y, x2, y2 float64, tone Tone) {
	l.c.Rules = append(l.c.Rules, Rule{x, y, x2, y2, tone})
}

func (l *layouter) mark(m Mark) { l.c.Marks = append(l.c.Marks, m) }

// label is the name of a row.
func (l *layouter) label(row int) string {
	if row < len(l.in.Labels) {
		return l.in.Labels[row]
	}
	return l.in.Figure.Rows[row].Key
}
