package evidence

import (
	"regexp"
	"strings"
)

// timedText is a line divided into its time and the rest.
type timedText struct {
	date, clock, until, zone, text string
	// unread says that it begins like a time, and is none.
	unread bool
}

const (
	tlDate  = `(?:\p{Lu}\p{L}{2,8}day,? |(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d\d-\d\d|\p{Lu}\p{L}{2,8}\.? \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?|\d{1,2}(?:st|nd|rd|th)?\.? \p{Lu}\p{L}{2,8}\.?(?:,? \d{4})?)`
	tlClock = `([~≈±]?(?:ca\.? |approx\.? |about |around )?(?:\d{1,2}[:.h](?:\d{2}|\?\?)(?::\d{2}(?:[.,]\d{1,9})?)?(?:\s?[AaPp]\.?[Mm]\b\.?)?(?:\s?-?ish\b)?|\d{1,2}\s?[AaPp]\.?[Mm]\b\.?))`
	tlZone  = `(?:\s?\(?(UTC(?:\s?[+-]\d{1,2}(?::?\d\d)?)?|GMT(?:\s?[+-]\d{1,2})?|Z|[A-Z]{2,5}|\+\d{2}:?\d{2}|-\d{4})\b\)?)?`
)

var (
	tlBoth = regexp.MustCompile(`(?s)^[\s\[(*_~]*(?:(?:At|On|Am|Um|by|By) )?` + tlDate + `(?:T|,? (?:at |um |à |- |– |@ )?|[ ,]*)` + tlClock + tlZone + `(?:\s?(?:-|–|—|to|until|bis)\s?` + tlClock + tlZone + `)?[\])*_]*(?:\s*(?:[-–—:|,;>]+|→)\s*|\s+|$)(.*)$`)
	tlTime = regexp.MustCompile(`(?s)^[\s\[(*_]*(?:(?:At|Um|by|By) )?` + tlClock + tlZone + `(?:\s?(?:-|–|—|to|until|bis)\s?` + tlClock + tlZone + `)?[\])*_]*(?:\s*(?:[-–—:|,;>]+|→)\s*|\s+|$)(.*)$`)
	tlDay  = regexp.MustCompile(`(?s)^[\s\[(*_]*(?:(?:On|Am) )?` + tlDate + `[\])*_]*(?:\s*[-–—:|]+\s*|\s+|$)(.*)$`)
	// tlCompact is a day and a clock without a colon.
	tlCompact = regexp.MustCompile(`(?s)^[\s\[(*_]*(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3])([0-5]\d)` + tlZone + `[\])*_]*(?:\s*[-–—:|]+\s*|\s+|$)(.*)$`)
	// tlAfter is a date that follows its clock.
	tlAfter = regexp.MustCompile(`(?s)^(?:on |, ?)?` + tlDate + `\s*(?:[-–—:|,;]+\s*|$)(.*)$`)
	// tlExact is a time with an offset, as programs write it.
	tlExact = regexp.MustCompile(`(?s)^[\s\[(*_]*(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d))[\])*_]*(?:\s*[-–—:|]+\s*|\s+|$)(.*)$`)
	tlEnd   = regexp.MustCompile(`^(.+?)[\s:–—(@-]+` + tlDate + `(?:T|,? (?:at )?)` + tlClock + tlZone + `\)?\.?$`)
)

// timedLine divides a line that begins with a time.
func timedLine(text string) (timedText, bool) {
	text = strings.TrimSpace(text)
	if m := tlExact.FindStringSubmatch(text); m != nil && rfc3339(m[1]).Told != ToldNothing {
		return timedText{clock: m[1], text: strings.TrimSpace(m[2])}, true
	}
	if m := tlCompact.FindStringSubmatch(text); m != nil {
		return timedText{date: m[1], clock: m[2] + ":" + m[3], zone: m[4], text: m[5]}.checked()
	}
	if m := tlBoth.FindStringSubmatch(text); m != nil {
		return timedText{date: m[1], clock: m[2], until: m[4], zone: firstOf(m[3], m[5]), text: m[6]}.checked()
	}
	if m := tlTime.FindStringSubmatch(text); m != nil {
		return timedText{clock: m[1], until: m[3], zone: firstOf(m[2], m[4]), text: m[5]}.checked()
	}
	if m := tlDay.FindStringSubmatch(text); m != nil {
		_, whole := timeTextOf(m[1])
		return timedText{date: m[1], text: strings.TrimSpace(m[2])}, whole || isDay(m[1])
	}
	return timedText{}, false
}

// checked gives letters that are no zone back to the text, and writes hours alone
// with their minutes.
func (t timedText) checked() (timedText, bool) {
	if t.zone != "" && !isZone(t.zone) {
		t.text, t.zone = joined(" ", t.zone, t.text), ""
	}
	t.zone = strings.ReplaceAll(t.zone, " ", "")
	t.text = strings.TrimSpace(strings.TrimLeft(t.text, "*_])"))
	t.clock, t.until = withMinutes(t.clock), withMinutes(t.until)
	_, ok := timeTextOf(t.clock)
	t.unread = !ok
	if m := tlAfter.FindStringSubmatch(t.text); m != nil && t.date == "" {
		if _, whole := timeTextOf(m[1]); whole || isDay(m[1]) {
			t.date, t.text = m[1], strings.TrimSpace(m[2])
		}
	}
	return t, ok
}

var hourAlone = regexp.MustCompile(`^(\D*\d{1,2})\s?([AaPp]\.?[Mm]\.?)$`)

func withMinutes(clock string) string {
	if m := hourAlone.FindStringSubmatch(clock); m != nil {
		return m[1] + ":00 " + m[2]
	}
	return clock
}

// endsTimed divides a line that ends with a day and a clock: "Resolved 2020-02-25
// 17:07".
func endsTimed(text string) (timedText, bool) {
	if len(text) > 200 {
		return timedText{}, false
	}
	m := tlEnd.FindStringSubmatch(text)
	if m == nil {
		return timedText{}, false
	}
	return timedText{date: m[2], clock: m[3], zone: m[4], text: m[1]}.checked()
}
