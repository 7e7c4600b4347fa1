package app

import (
	"context"
	"sync"

	"secondstory/backend/figure"
	"secondstory/backend/report/pdf/font"
)

// Figures is bound to the window: pictures laid out by the backend, so that
// window and report show the same.
type Figures struct {
	desk    *Desk
	measure func() (*font.Measurer, error)
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
// box, it fills the box.
func (s *Figures) Timeline(debriefID string, width, height float64) (f figure.Figure, err error) {
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
	in := figure.FromWhole(w, s.words(zoneName(w.Debrief.Zone)))
	in.Width, in.MaxHeight, in.Zone = within(width)/scale, within(height)/scale, location(w.Debrief.Zone)
	return figure.Layout(in, m.Two("400", "600")), nil
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
