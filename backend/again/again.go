// Package again says which debriefs are worth reading again, and why: a year after the
// event or the meeting, before a time in which nothing is changed, by a tag. It is asked
// with a day and remembers nothing, so that a clock that jumps does no harm.
package again

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// Debrief is what is known of a debrief that was signed off.
type Debrief struct {
	ID    debrief.ID
	Title string
	Kind  debrief.Kind
	Tags  []string
	// Happened and Met are the days of the event and of the meeting where they were,
	// at midnight UTC; the zero time when nobody knows.
	Happened, Met time.Time
}

// Why says what kind a reason is of.
type Why string

// The reasons.
const (
	// WhyHappened and WhyMet: so many years ago, about this day.
	WhyHappened Why = "happened"
	WhyMet      Why = "met"
	// WhyWeeks: it happened in the same weeks of an earlier year.
	WhyWeeks Why = "weeks"
	WhyTag   Why = "tag"
)

// Reason is one fact that makes a debrief worth reading.
type Reason struct {
	Why Why `json:"why"`
	// Years is how long ago that was, of the first two; Day is when, 2026-11-22, of all
	// but a tag.
	Years int    `json:"years"`
	Day   string `json:"day"`
	Tag   string `json:"tag"`
}

// Reading is a debrief with its reasons, never none.
type Reading struct {
	ID      debrief.ID   `json:"id"`
	Title   string       `json:"title"`
	Kind    debrief.Kind `json:"kind"`
	Reasons []Reason     `json:"reasons"`
}

// How long before its day, and after, a year is told: a laptop may rest over a weekend.
const (
	daysAhead  = 3
	daysBehind = 7
)

// Today returns what happened, or was talked about, whole years ago. today is a day at
// midnight UTC, as those of the debriefs are.
func Today(all []Debrief, today time.Time) []Reading {
	return gather(all, func(d Debrief) []Reason {
		out := []Reason{}
		for _, of := range []struct {
			why Why
			day time.Time
		}{{WhyHappened, d.Happened}, {WhyMet, d.Met}} {
			if years, is := yearsTo(of.day, today); is {
				out = append(out, Reason{Why: of.why, Years: years, Day: of.day.Format(time.DateOnly)})
			}
		}
		// Of an event and its meeting in one week the event is told.
		return out[:min(len(out), 1)]
	})
}

// yearsTo says whether a day is about whole years before today, and how many.
func yearsTo(day, today time.Time) (int, bool) {
	if day.IsZero() {
		return 0, false
	}
	n := today.Year() - day.Year()
	for _, years := range []int{n - 1, n, n + 1} { // about New Year it is another
		off := today.Sub(inYear(day, day.Year()+years))
		if years >= 1 && off >= -daysAhead*24*time.Hour && off <= daysBehind*24*time.Hour {
			return years, true
		}
	}
	return 0, false
}

// inYear is the same day of another year: of 29 February the day before March.
func inYear(day time.Time, year int) time.Time {
	moved := time.Date(year, day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)
	if moved.Month() != day.Month() {
		return moved.AddDate(0, 0, -1)
	}
	return moved
}

// Freeze is a time in which nothing is changed, days at midnight UTC, and the tags that
// matter then.
type Freeze struct {
	From, To time.Time
	Tags     []string
}

// mostDays is how long a freeze may be for its weeks to say anything.
const mostDays = 100

// Valid says that the freeze has a beginning and an end after it.
func (f Freeze) Valid() bool { return !f.From.IsZero() && !f.To.Before(f.From) }

// Before returns what is worth reading before a freeze: what happened in its weeks of
// earlier years, and what has one of its tags.
func Before(all []Debrief, f Freeze) []Reading {
	return gather(all, func(d Debrief) []Reason {
		out := []Reason{}
		if f.Valid() && f.To.Sub(f.From) <= mostDays*24*time.Hour && f.holds(d.Happened) {
			out = append(out, Reason{Why: WhyWeeks, Day: d.Happened.Format(time.DateOnly)})
		}
		return append(out, tagged(d, f.Tags)...)
	})
}

// holds says whether a day is in the weeks of the freeze, in an earlier year.
func (f Freeze) holds(day time.Time) bool {
	if day.IsZero() || !day.Before(f.From) {
		return false
	}
	for _, year := range []int{f.From.Year(), f.To.Year()} {
		if at := inYear(day, year); !at.Before(f.From) && !at.After(f.To) {
			return true
		}
	}
	return false
}

// Tagged returns what has a tag.
func Tagged(all []Debrief, tag string) []Reading {
	return gather(all, func(d Debrief) []Reason { return tagged(d, []string{tag}) })
}

func tagged(d Debrief, tags []string) []Reason {
	out := []Reason{}
	for _, has := range d.Tags {
		if slices.ContainsFunc(tags, func(t string) bool { return strings.EqualFold(strings.TrimSpace(t), has) }) {
			out = append(out, Reason{Why: WhyTag, Tag: has})
		}
	}
	return out
}

// Tags are those of the debriefs, most used first.
func Tags(all []Debrief) []string {
	counts, out := map[string]int{}, []string{}
	for _, d := range all {
		for _, t := range d.Tags {
			if counts[t]++; counts[t] == 1 {
				out = append(out, t)
			}
		}
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(counts[b]-counts[a], strings.Compare(a, b)) })
	return out
}

// gather is every debrief with a reason: those with most reasons first, of equal ones
// the newest event.
func gather(all []Debrief, why func(Debrief) []Reason) []Reading {
	type found struct {
		Reading
		happened time.Time
	}
	some := []found{}
	for _, d := range all {
		if reasons := why(d); len(reasons) > 0 {
			some = append(some, found{Reading{ID: d.ID, Title: d.Title, Kind: d.Kind, Reasons: reasons}, d.Happened})
		}
	}
	slices.SortStableFunc(some, func(a, b found) int {
		return cmp.Or(len(b.Reasons)-len(a.Reasons), b.happened.Compare(a.happened), strings.Compare(a.ID, b.ID))
	})
	out := make([]Reading, len(some))
	for i := range some {
		out[i] = some[i].Reading
	}
	return out
}
