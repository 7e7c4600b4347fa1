package debrief

import "time"

// Point is one value of a graph.
type Point struct {
	At    time.Time
	Value float64
}

// Series is one line of a graph, in order of time. What was no number is left out:
// where points are missing there is a gap.
type Series struct {
	// Name is what its source calls it: `up{job="api"}`.
	Name   string
	Points []Point
}
