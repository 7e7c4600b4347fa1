// Package letter holds what letters to one person have in common: how they write
// days, times and zones, and plain text in which nothing steers.
package letter

import (
	"strings"
	"time"
	"unicode"

	"secondstory/backend/debrief"
)

// EventDay is the day of the event where it happened, as people write it. A
// letter says it in place of the title, which may already say too much.
func EventDay(d *debrief.Debrief) (string, bool) {
	if at, err := time.Parse(time.RFC3339, d.Started.At); err == nil {
		return Day(at.In(Zone(d.Zone))), true
	}
	if at, err := time.Parse(time.DateOnly, d.Day); err == nil {
		return Day(at), true
	}
	return "", false
}

// Zone returns the first zone there is, and else UTC.
func Zone(names ...string) *time.Location {
	for _, name := range names {
		if name == "" || name == "Local" {
			continue
		}
		if loc, err := time.LoadLocation(name); err == nil {
			return loc
		}
	}
	return time.UTC
}

// Day writes a day: "Tuesday 31 January 2017".
func Day(at time.Time) string { return at.Format("Monday 2 January 2006") }

// Clock writes a time of day: "14:02".
func Clock(at time.Time) string { return at.Format("15:04") }

// Place is how people say a zone: its last part, "New York".
func Place(loc *time.Location) string {
	name := loc.String()
	return strings.ReplaceAll(name[strings.LastIndexByte(name, '/')+1:], "_", " ")
}

// OneLine makes one line of a text: a name with a line break is a name.
func OneLine(text string) string { return strings.Join(strings.Fields(Plain(text)), " ") }

// Plain returns a text without characters that are not written: of those that
// steer, only line breaks and tabs stay.
func Plain(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r > '~' }) {
		return text // as most are
	}
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || !unicode.IsControl(r) && !unicode.Is(unicode.Bidi_Control, r) {
			return r
		}
		return -1
	}, strings.ToValidUTF8(lineBreaks.Replace(text), "\uFFFD"))
}

// lineBreaks writes every line break as most are written.
var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n")
