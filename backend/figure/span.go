package figure

import (
	"math"
	"time"
)

// PlacedSpan is where the instant of a mark can lie on its lane, from X to X2,
// when it is only known to be somewhere between two: a line that ends in a bar.
type PlacedSpan struct {
	X      float64 `json:"x"`
	X2     float64 `json:"x2"`
	Y      float64 `json:"y"`
	Record bool    `json:"record"`
}

// last is the latest instant of a mark.
func (m Mark) last() time.Time {
	if m.Until.After(m.At) {
		return m.Until
	}
	return m.At
}

// placeSpans draws the spans that reach beyond their marks.
func (l *layouter) placeSpans(f *Figure, s scale) {
	y := map[string]float64{}
	for _, m := range f.Marks {
		for _, id := range m.IDs {
			y[id] = m.Y
		}
	}
	for _, m := range l.in.Marks {
		at, drawn := y[m.ID]
		if !drawn {
			continue
		}
		span := PlacedSpan{X: s.x(seconds(m.At)), X2: s.x(math.Min(seconds(m.last()), l.last)), Y: at, Record: m.Record}
		if span.X2-span.X > radius {
			f.Spans = append(f.Spans, span)
		}
	}
}
