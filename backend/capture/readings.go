package capture

import (
	"slices"
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// Reading is one of the instants a typed time can mean where the clocks were
// changed over it. Label is how the clock showed it then: "02:30 EDT".
type Reading struct {
	Moment debrief.Moment `json:"moment"`
	Label  string         `json:"label"`
}

// Readings returns what a time that the clocks showed twice, or never, can mean,
// in order: both instants of one shown twice; of one skipped, that by the
// clock before it was put forward, and by the one after. None for any other text.
func Readings(text string, ctx TimeContext) []Reading {
	c, r := cursor{s: strings.TrimSpace(text)}, reading{}
	about := c.about()
	if !c.timeOfDay(&r, ctx) || !c.done() {
		return []Reading{}
	}
	r.about = r.about || about
	m, loc := r.resolve(ctx), r.loc
	if loc == nil {
		loc = ctx.zone()
	}
	if m.Problem != debrief.ProblemTwice && m.Problem != debrief.ProblemSkipped {
		return []Reading{}
	}
	out, layout := []Reading{}, "15:04 MST"
	if r.hasSec {
		layout = "15:04:05 MST"
	}
	for _, t := range r.byOffset(loc) {
		one := debrief.At(t, loc.String(), r.precision())
		one.Raw = FormatDay(one, loc)
		out = append(out, Reading{Moment: one, Label: t.In(loc).Format(layout)})
	}
	return out
}

// byOffset returns the instants of the reading by each offset that loc had
// around it, in order.
func (r *reading) byOffset(loc *time.Location) []time.Time {
	local := time.Date(r.year, time.Month(r.month), r.day, r.hour, r.minute, r.sec, 0, time.UTC)
	out := []time.Time{}
	for _, near := range []time.Duration{-26 * time.Hour, 26 * time.Hour} {
		_, offset := local.Add(near).In(loc).Zone()
		if t := local.Add(-time.Duration(offset) * time.Second); !slices.ContainsFunc(out, t.Equal) {
			out = append(out, t)
		}
	}
	slices.SortFunc(out, time.Time.Compare)
	return out
}
