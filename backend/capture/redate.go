package capture

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// ParseDay reads a day: "21 Nov", "2026-11-21", "today", "yesterday". A day
// without a year is the last there was. ok says whether it is one; the day is
// written as debrief.Debrief keeps it.
func ParseDay(text string, zone *time.Location, now time.Time) (day string, ok bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	today := now.In(zone)
	switch text {
	case "today":
		return today.Format(time.DateOnly), true
	case "yesterday":
		return today.AddDate(0, 0, -1).Format(time.DateOnly), true
	}
	c, r := cursor{s: text + " "}, reading{}
	c.day(&r)
	c.spaces()
	if r.month == 0 || r.impossible || c.rest() != "" {
		return "", false
	}
	if r.year == 0 && r.putOnPastYear(noon(today)) != debrief.ProblemNone {
		return "", false
	}
	return time.Date(r.year, time.Month(r.month), r.day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), true
}

// Redate puts the times of day of a debrief that are on no day on one: its own
// four and those of its lines, each read again as it was typed. Those that are
// on the day said before go to the new one. It returns what changed, the
// debrief itself first.
func Redate(w *debrief.Whole, day string, now time.Time) []debrief.Record {
	d := w.Debrief
	d.Day = day
	redateEvent(&d, now)
	out := []debrief.Record{&d}
	entries := slices.Clone(w.Entries)
	slices.SortStableFunc(entries, func(a, b debrief.Entry) int { return cmp.Compare(a.Position, b.Position) })
	last := map[passage]debrief.Moment{}
	for i := range entries {
		e := &entries[i]
		if e.Time.Problem == debrief.ProblemNoDay || w.Debrief.Day != "" && isBare(e.Time.Raw, now) {
			m := ParseMoment(e.Time.Raw, ContextOf(&d, last[passageOf(e)], now))
			if m.Problem != debrief.ProblemNoDay && m != e.Time {
				e.Time = m
				out = append(out, e)
			}
		}
		if e.Time.Known() {
			last[passageOf(e)] = e.Time
		}
	}
	return out
}

// isBare says that a typed time is one of day, and no day can be known from it.
func isBare(raw string, now time.Time) bool {
	return ParseMoment(raw, TimeContext{Now: now}).Problem == debrief.ProblemNoDay
}

// redateEvent reads the times of the event again, each after those before it.
func redateEvent(d *debrief.Debrief, now time.Time) {
	var previous debrief.Moment
	for _, m := range []*debrief.Moment{&d.Started, &d.Detected, &d.Noticed, &d.Mitigated, &d.Resolved} {
		if m.Problem == debrief.ProblemNoDay {
			*m = ParseMoment(m.Raw, ContextOf(d, previous, now))
		}
		if m.Known() {
			previous = *m
		}
	}
}

// passage is what the day of a time goes on within: a stage and, where turns
// are taken, one speaker in it. Everybody tells it from the beginning.
type passage struct {
	stage   int
	speaker debrief.ID
}

func passageOf(e *debrief.Entry) passage {
	if e.Stage == debrief.StageNarratives {
		return passage{stage: e.Stage, speaker: e.Who.ParticipantID}
	}
	return passage{stage: e.Stage}
}
