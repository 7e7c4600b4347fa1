package app

import (
	"context"
	"sync"

	"secondstory/backend/debrief"
	"secondstory/backend/figure"
	"secondstory/backend/report/pdf/font"
)

// Figures is bound to the window: pictures laid out by the backend, so that
// window and report show the same.
type Figures struct {
	desk    *Desk
	measure func() (*font.Measurer, error)
	mu      sync.Mutex
	last    *laid
}

func newFigures(d *Desk) *Figures {
	return &Figures{desk: d, measure: sync.OnceValues(func() (*font.Measurer, error) {
		return font.NewMeasurer("inter", "400", "600")
	})}
}

// scale is how many CSS pixels the window gives to a point of the layout, so
// that a label of 7.6 pt is as large as the interface's small text.
const scale = 1.64

// Timeline lays the three lanes of a debrief out in a box of CSS pixels. The
// figure's lengths are in points; drawn with its width and height as the view
// box, it fills the box. From and to are seconds since 1970 and bound what is
// seen of it; where from is not before to, that is the whole.
func (s *Figures) Timeline(debriefID string, width, height, from, to float64) (f figure.Figure, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return figure.Figure{}, err
	}
	w, err := s.desk.reading.of(context.Background(), lib, debriefID)
	if err != nil {
		return figure.Figure{}, err
	}
	m, err := s.measure()
	if err != nil {
		return figure.Figure{}, err
	}
	whole := s.whole(w, within(width)/scale, within(height)/scale, m.Two("400", "600"))
	if from < to {
		return whole.figure.Part(whole.in, from, to, m.Two("400", "600")), nil
	}
	return whole.figure, nil
}

// laid is the whole figure as it was laid out last: whoever looks closer sees part
// after part of it.
type laid struct {
	of     *debrief.Whole
	in     figure.Input
	figure figure.Figure
}

// whole lays everything out, unless that was done just before. A whole that was
// read is never changed.
func (s *Figures) whole(w *debrief.Whole, width, height float64, m figure.Measure) *laid {
	s.mu.Lock()
	defer s.mu.Unlock()
	if l := s.last; l != nil && l.of == w && l.in.Width == width && l.in.MaxHeight == height {
		return l
	}
	in := figure.FromWhole(w, s.words(zoneName(w.Debrief.Zone)))
	in.Width, in.MaxHeight, in.Zone, in.Closer = width, height, location(w.Debrief.Zone), true
	for _, zone := range w.Debrief.Zones {
		if zone != w.Debrief.Zone {
			in.Others = append(in.Others, figure.Other{Zone: location(zone), Name: zoneName(zone)})
		}
	}
	s.last = &laid{of: w, in: in, figure: figure.Layout(in, m)}
	return s.last
}

// maxSide is more CSS pixels than any screen has: a wider figure would take
// for ever to lay out.
const maxSide = 20000

func within(side float64) float64 { return min(max(side, 1), maxSide) }

func (s *Figures) words(zone string) figure.Words {
	t := s.desk.copy.T
	return figure.Words{
		System: t("figure.system"), Saw: t("figure.saw"), Did: t("figure.did"),
		Entries: t("figure.entries"), Zone: zone,
	}
}
