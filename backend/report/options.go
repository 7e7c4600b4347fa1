package report

import (
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/picture"
	"secondstory/backend/shape"
)

// Edition says who a report is for.
type Edition string

// The editions. RoleOnly is the default.
const (
	Named    Edition = "named"
	RoleOnly Edition = "role-only"
	Public   Edition = "public"
)

// Editions lists the editions, the default first.
func Editions() []Edition { return []Edition{RoleOnly, Named, Public} }

// Paper is the size of the page.
type Paper string

// The papers. A4 is the default.
const (
	A4     Paper = "A4"
	Letter Paper = "Letter"
)

// Text returns a fixed text by its key, with {name} placeholders filled from
// name, value pairs; see package backend/copy.
type Text func(key string, pairs ...string) string

// Options are the choices of one export.
type Options struct {
	// Edition is RoleOnly when empty.
	Edition Edition
	// Paper is A4 when empty.
	Paper Paper
	// Version is printed as it is ("1.0"); empty means a draft.
	Version string
	// Now dates the report; without it the report has its debrief's date. The same debrief, version and date give the same file.
	Now time.Time
	// Shaper draws letters the shipped fonts lack; nil prints them as code points.
	Shaper *shape.Shaper
	// Pictures are those this edition may show, made for paper (see Shows and
	// picture.Print); one without its own here is left out.
	Pictures map[debrief.ID]picture.Picture
	// Graphs are the series of the sources that CitedGraphs names, by their ids; a graph
	// without its own here is left out.
	Graphs map[debrief.ID][]debrief.Series
	// Known are the people who are known by now, when a version is printed that is older
	// than the list: their names must not be in it either.
	Known []debrief.Participant
	// TakenBack is how many lines a version has no more that it was signed off with.
	TakenBack int
	// Related are the debriefs it belongs with.
	Related []Related
	// T is the copy catalogue; it must know the keys "report.…".
	T Text
}

// Signed are the options under which a version is printed: with its number and its
// date, so that it is the same whenever it is.
func (o Options) Signed(v *debrief.Version) Options {
	o.Version = v.Number
	if at, err := time.Parse(time.RFC3339, v.SignedAt); err == nil {
		o.Now = at
	}
	return o
}

// fill chooses what was left open; without a date, that of the debrief.
func (o *Options) fill(w *debrief.Whole) {
	if o.Now.IsZero() {
		if at, err := time.Parse(time.RFC3339, w.Debrief.CreatedAt); err == nil {
			o.Now = at
		}
	}
	if o.Edition == "" {
		o.Edition = RoleOnly
	}
	if o.Paper == "" {
		o.Paper = A4
	}
}
