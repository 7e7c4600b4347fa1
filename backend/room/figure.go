package room

import (
	"strconv"
	"strings"
	"time"

	"secondstory/backend/figure"
)

// Figure lays the confirmed timeline out in a box of points, and uses its whole
// height: a room reads from afar.
func (v View) Figure(width, height float64, words figure.Words, m figure.Measure) figure.Figure {
	in := v.input(words)
	in.Width, in.MaxHeight = within(width), within(height)
	f := figure.Layout(in, m)
	spare := in.MaxHeight - f.Height
	if spare <= 0 {
		return f
	}
	// Air is added above each of three lanes, and half of it below.
	in.Air = min(spare/4.5, maxAir)
	return figure.Layout(in, m)
}

// maxAir is how far apart lanes may be moved, in points, before they no longer
// look like one picture.
const maxAir = 24

// maxSide is more points than any screen has.
const maxSide = 10000

func within(side float64) float64 { return min(max(side, 1), maxSide) }

func (v View) input(words figure.Words) figure.Input {
	zone, err := time.LoadLocation(v.Timeline.Zone)
	if err != nil {
		zone = time.UTC
	}
	words.Zone = strings.ReplaceAll(v.Timeline.Zone[strings.LastIndexByte(v.Timeline.Zone, '/')+1:], "_", " ")
	in := figure.Input{Marks: []figure.Mark{}, Bands: []figure.Band{}, Zone: zone, Words: words}
	for i, m := range v.Timeline.Marks {
		in.Marks = append(in.Marks, figure.Mark{ID: strconv.Itoa(i), At: parse(m.At), Until: parse(m.Until), Label: m.Label, Lane: m.Lane, Record: true})
	}
	if v.Timeline.From != "" {
		in.Bands = append(in.Bands, figure.Band{From: parse(v.Timeline.From), To: parse(v.Timeline.To)})
	}
	return in
}

// parse reads an instant that Decode or Of has seen before.
func parse(at string) time.Time {
	t, _ := time.Parse(time.RFC3339, at)
	return t
}
