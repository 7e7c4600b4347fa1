package capture

import (
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// Format writes a moment as a time of day in loc, as precisely as it is known:
// "14:32", "14:32:10", "~14:32", "14:30–14:45", "15:??". What is no instant is shown as it was typed;
// an unknown time that nobody typed is "??:??", no time at all is "".
//
// Read with ParseTime on the same day and in the same zone it gives the same
// moment; an hour that the clocks repeat carries its offset ("01:30 -0500").
func Format(m debrief.Moment, loc *time.Location) string {
	if !m.Known() {
		return formatUnknown(m)
	}
	return aboutSign(m) + clockText(m, loc)
}

// FormatDay is Format with the day before it: "2017-02-01 00:36".
func FormatDay(m debrief.Moment, loc *time.Location) string {
	if !m.Known() {
		return formatUnknown(m)
	}
	return aboutSign(m) + m.Time().In(orUTC(loc)).Format(time.DateOnly) + " " + clockText(m, loc)
}

func formatUnknown(m debrief.Moment) string {
	if m.Raw == "" && m.Precision == debrief.PrecisionUnknown {
		return "??:??"
	}
	return m.Raw
}

func aboutSign(m debrief.Moment) string {
	if m.Precision == debrief.PrecisionAbout {
		return "~"
	}
	return ""
}

// clockText writes a span by its two ends, and an hour as one where it begins
// with one in loc.
func clockText(m debrief.Moment, loc *time.Location) string {
	from, last := m.Time().In(orUTC(loc)), m.Last().In(orUTC(loc))
	switch {
	case !m.IsSpan():
		return instantText(m, from)
	case m.Precision == debrief.PrecisionHour && from.Minute() == 0:
		return strings.Replace(instantText(m, from), ":00", ":??", 1)
	case last.Sub(from) > longestBetween:
		return instantText(m, from) + "–" + last.Format(time.DateOnly) + " " + instantText(m, last)
	}
	return instantText(m, from) + "–" + instantText(m, last)
}

func instantText(m debrief.Moment, t time.Time) string {
	layout := "15:04"
	if m.Precision == debrief.PrecisionSecond || (m.Precision != debrief.PrecisionMinute && t.Second() != 0) {
		layout = "15:04:05"
	}
	if happensTwice(t) {
		layout += " -0700"
	}
	return t.Format(layout)
}

func happensTwice(t time.Time) bool {
	r := reading{hour: t.Hour(), minute: t.Minute(), sec: t.Second()}
	r.setDay(t)
	return len(r.instants(t.Location())) > 1
}

func orUTC(loc *time.Location) *time.Location {
	if loc == nil {
		return time.UTC
	}
	return loc
}
