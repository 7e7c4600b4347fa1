package figure

import (
	"time"

	"secondstory/backend/debrief"
)

// Measure returns the width of a text in points, set in the interface's face
// at a size in points.
type Measure func(text string, size float64, bold bool) float64

// Input is what there is to draw.
type Input struct {
	Marks []Mark `json:"marks"`
	Bands []Band `json:"bands"`
	// Zone is the zone of the axis; nil means UTC.
	Zone *time.Location `json:"-"`
	// Others are more zones to tell the axis in, from top to bottom.
	Others []Other `json:"others,omitempty"`
	// Width is the figure's width and MaxHeight the most it may take, in
	// points. The figure takes less when less will do.
	Width     float64 `json:"width"`
	MaxHeight float64 `json:"maxHeight"`
	// Air is added above each lane, and half of it below, in points.
	Air   float64 `json:"air"`
	Words Words   `json:"words"`
	// Closer says that parts of the figure are looked at as well: see [Figure.Part].
	Closer bool `json:"closer"`
	part   *part
}

// Words are the fixed words of the figure, from the copy catalogue.
type Words struct {
	System string `json:"system"`
	Saw    string `json:"saw"`
	Did    string `json:"did"`
	// Entries names a group; "{n}" stands for the count.
	Entries string `json:"entries"`
	// Zone names the zone of the axis ("UTC").
	Zone string `json:"zone"`
}

// Mark is one entry of the timeline.
type Mark struct {
	ID string    `json:"id"`
	At time.Time `json:"at"`
	// Until is the latest it can have been, where it is known to lie in a span; zero
	// for one instant.
	Until  time.Time    `json:"until,omitzero"`
	Label  string       `json:"label"`
	Lane   debrief.Lane `json:"lane"`
	Record bool         `json:"record"`
	// Differs marks an entry that another account tells otherwise.
	Differs bool `json:"differs"`
}

// Band is a stretch during which attention was in one place.
type Band struct {
	ID    string    `json:"id"`
	Label string    `json:"label"`
	From  time.Time `json:"from"`
	To    time.Time `json:"to"`
}

// Figure is the finished layout. All lengths are in points, y grows downwards,
// the y of a text is its baseline and its x the left end. Slices are never nil.
type Figure struct {
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
	// Left and Right bound the lanes; Top and Bottom the bands' area. The axis
	// lies at Bottom.
	Left   float64 `json:"left"`
	Right  float64 `json:"right"`
	Top    float64 `json:"top"`
	Bottom float64 `json:"bottom"`

	Lanes []PlacedLane `json:"lanes"`
	Bands []PlacedBand `json:"bands"`
	// Overlaps are where attention was in more than one place.
	Overlaps []Overlap `json:"overlaps"`

	Marks  []PlacedMark `json:"marks"`
	Spans  []PlacedSpan `json:"spans"`
	Ticks  []Tick       `json:"ticks"`
	Days   []Text       `json:"days"`
	Breaks []Break      `json:"breaks"`
	// Stretches say where time is, between the breaks.
	Stretches []Stretch `json:"stretches"`
	Zone      Text      `json:"zone"`
	// Others are the clocks of more zones, from top to bottom.
	Others []OtherAxis `json:"others"`
}

// Stretch is time drawn to scale: From and To, in seconds since 1970, lie at X
// and X2. One that is a single instant has no width.
type Stretch struct {
	X    float64 `json:"x"`
	X2   float64 `json:"x2"`
	From float64 `json:"from"`
	To   float64 `json:"to"`
}

// Text is a piece of text in its place. An empty Text is not drawn.
type Text struct {
	X     float64 `json:"x"`
	Y     float64 `json:"y"`
	Width float64 `json:"width"`
	Size  float64 `json:"size"`
	Bold  bool    `json:"bold"`
	Text  string  `json:"text"`
}

// PlacedLane is the line of one lane, from the figure's Left to its Right.
type PlacedLane struct {
	Lane  debrief.Lane `json:"lane"`
	Y     float64      `json:"y"`
	Label Text         `json:"label"`
	rows  rows         // of labels that are in use
}

// PlacedBand is the ground of one band, from Top to Bottom.
type PlacedBand struct {
	ID    string  `json:"id"`
	X     float64 `json:"x"`
	Width float64 `json:"width"`
	Shade int     `json:"shade"` // 0 and 1 in turn, 2 for the last
	// Above is the first line of a label that takes two; else it is empty.
	Above   Text   `json:"above"`
	Label   Text   `json:"label"`
	Minutes Text   `json:"minutes"`
	Full    string `json:"full"` // the label before shortening
	// Before and After say that it goes on to the left or right of what is seen.
	Before bool `json:"before"`
	After  bool `json:"after"`
}

// Overlap is where bands lie upon each other, from Top to Bottom.
type Overlap struct {
	X     float64 `json:"x"`
	Width float64 `json:"width"`
}

// PlacedMark is a mark, or a group of Count marks drawn as one pill from X to
// X2; a single mark is a circle around X, and X2 equals X.
type PlacedMark struct {
	IDs    []string     `json:"ids"`
	Lane   debrief.Lane `json:"lane"`
	Count  int          `json:"count"`
	X      float64      `json:"x"`
	X2     float64      `json:"x2"`
	Y      float64      `json:"y"`
	Radius float64      `json:"radius"`
	// Record says that it, or every member of the group, comes from a record.
	Record  bool `json:"record"`
	Differs bool `json:"differs"`
	// Number is the count inside a group's pill.
	Number Text `json:"number"`
	// Label is what the mark is called, and Second the rest of it where that takes
	// two lines.
	Label  Text `json:"label"`
	Second Text `json:"second"`
	// Full is the label before shortening; a group's first full labels, one a line.
	Full string `json:"full"`
	// Leader is the thin line from the mark to a label that is not next to it.
	HasLeader bool    `json:"hasLeader"`
	LeaderX   float64 `json:"leaderX"`
	LeaderY1  float64 `json:"leaderY1"`
	LeaderY2  float64 `json:"leaderY2"`
}

// Tick is a mark on the axis; Length is how far it reaches down.
type Tick struct {
	X      float64 `json:"x"`
	Length float64 `json:"length"`
	Label  Text    `json:"label"`
}

// Break is where quiet time was cut out, and how much.
type Break struct {
	X     float64 `json:"x"`
	Width float64 `json:"width"`
	Label Text    `json:"label"`
}

// Sizes in points, from the mock of the report (a 680-unit drawing on 170 mm).
const (
	labelSize  = 7.6
	laneSize   = 7.4
	bandSize   = 7.0
	tickSize   = 7.3
	numberSize = 6.0
	radius     = 3.0
	rowPitch   = 9.4
	linePitch  = 8.4 // between the two lines of one label
)

// Lanes lists the lanes from top to bottom.
func lanes() []debrief.Lane {
	return []debrief.Lane{debrief.LaneSystem, debrief.LaneSaw, debrief.LaneDid}
}

func (w Words) lane(l debrief.Lane) string {
	switch l {
	case debrief.LaneSystem:
		return w.System
	case debrief.LaneSaw:
		return w.Saw
	}
	return w.Did
}
