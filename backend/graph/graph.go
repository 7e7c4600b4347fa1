package graph

import (
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/figure"
)

// Input is what there is to draw.
type Input struct {
	Series []debrief.Series
	// Ahead is by how much the clock of the series was ahead of the others.
	Ahead time.Duration
	// Marks are the entries of the timeline. Those outside the graph are left out.
	Marks []Mark
	// Started and Ended are the incident's, zero where nobody said.
	Started, Ended time.Time
	// From and To bound what is drawn; both zero for all of it.
	From, To time.Time
	// Zone is that of the axis; nil means UTC.
	Zone *time.Location
	// Width and Height are in points.
	Width, Height float64
	// Small leaves out the names of the lines and of the entries.
	Small bool
	Words Words
}

// Words are the fixed words of a graph, from the copy catalogue.
type Words struct {
	// Zone names the zone of the axis ("UTC").
	Zone string
	// More says how many lines have no room for a name; "{n}" stands for the count.
	More    string
	Started string
	Ended   string
}

// Mark is an entry of the timeline.
type Mark struct {
	ID     debrief.ID
	At     time.Time
	Label  string
	Record bool
}

// Graph is the finished layout. All lengths are in points, y grows downwards, the y
// of a text is its baseline and its x the left end. Slices are never nil.
type Graph struct {
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
	// Left, Right, Top and Bottom bound the lines. The time axis lies at Bottom.
	Left   float64 `json:"left"`
	Right  float64 `json:"right"`
	Top    float64 `json:"top"`
	Bottom float64 `json:"bottom"`
	// From and To are the instants at Left and Right, in milliseconds since 1970.
	From int64 `json:"from"`
	To   int64 `json:"to"`

	// Title is what all lines have in common.
	Title figure.Text   `json:"title"`
	Lines []Line        `json:"lines"`
	Ticks []figure.Tick `json:"ticks"`
	Days  []figure.Text `json:"days"`
	Zone  figure.Text   `json:"zone"`
	Rungs []Rung        `json:"rungs"`
	Marks []PlacedMark  `json:"marks"`
	// Ends are where the incident began and was over.
	Ends []End `json:"ends"`
	// More says how many lines have no name beside them; empty for none.
	More figure.Text `json:"more"`
}

// Line is one series. Several may look alike where there are more than twelve: the
// names beside them tell them apart.
type Line struct {
	// Name is what sets the series apart from the others, in full.
	Name string `json:"name"`
	// Dash is how it is drawn: lengths of strokes and of what is between them, in
	// points; empty for a whole line. Tone is 0 for the accent, 1 for ink.
	Dash []float64 `json:"dash"`
	Tone int       `json:"tone"`
	// Runs are the stretches without a gap: x and y in turn.
	Runs [][]float64 `json:"runs"`
	// Dots are points with a gap on either side: x and y in turn.
	Dots []float64 `json:"dots"`
	// Label is its name beside the end, shortened; Key is the piece of line before it,
	// from x to x at one height, Leader leads there from where the line ends.
	Label  figure.Text `json:"label"`
	Key    []float64   `json:"key"`
	Leader []float64   `json:"leader"`
}

// Rung is a round value of the axis.
type Rung struct {
	Y     float64     `json:"y"`
	Label figure.Text `json:"label"`
}

// PlacedMark is an entry at the top of the graph; its label is empty where there is
// no room.
type PlacedMark struct {
	ID     debrief.ID  `json:"id"`
	X      float64     `json:"x"`
	Y      float64     `json:"y"`
	Record bool        `json:"record"`
	Label  figure.Text `json:"label"`
	Full   string      `json:"full"`
}

// End is the beginning or the end of the incident.
type End struct {
	X     float64     `json:"x"`
	Label figure.Text `json:"label"`
}

// Sizes in points, near those of the timeline's figure.
const (
	titleSize = 7.6
	labelSize = 7.0
	tickSize  = 7.0
	pitch     = 8.6
	// Radius is that of an entry's mark, in points.
	Radius = 2.6
)

// X is where an instant lies.
func (g *Graph) X(at time.Time) float64 {
	return g.Left + (g.Right-g.Left)*float64(at.UnixMilli()-g.From)/float64(max(1, g.To-g.From))
}

// holds says whether an instant lies within what is drawn.
func (g *Graph) holds(at time.Time) bool {
	return !at.IsZero() && at.UnixMilli() >= g.From && at.UnixMilli() <= g.To
}
