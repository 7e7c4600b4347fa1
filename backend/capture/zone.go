package capture

import (
	"strings"
	"time"
)

// abbreviations are the zone abbreviations read without asking, besides UTC
// and GMT, with their fixed offsets in seconds east of UTC as the tz database
// has them. The table is short on purpose: see unclearAbbreviations.
var abbreviations = map[string]int{
	"WET": 0, "WEST": 3600,
	"CET": 3600, "CEST": 7200, "BST": 3600, "EET": 7200, "EEST": 10800,
	"EST": -18000, "EDT": -14400, "CDT": -18000, "MST": -25200, "MDT": -21600,
	"PST": -28800, "PDT": -25200, "AKST": -32400, "AKDT": -28800, "HST": -36000,
	"JST": 32400, "KST": 32400, "AEST": 36000, "AEDT": 39600, "ACST": 34200, "ACDT": 37800,
	"AWST": 28800, "NZST": 43200, "NZDT": 46800,
}

// unclearAbbreviations name several zones in the tz database (IST: India,
// Israel, Ireland; CST: the United States, China, Cuba). They are read only in
// a debrief whose own zone uses them; elsewhere the window asks.
var unclearAbbreviations = map[string]bool{"IST": true, "CST": true}

// zone reads the zone after a time of day, if there is one.
func (c *cursor) zone(r *reading, ctx TimeContext) {
	from := c.i
	spaced := c.spaces()
	if c.offset(r, spaced) || c.zoneName(r, ctx, spaced) {
		if c.ends() {
			return
		}
		r.loc, r.zone, r.unclear = nil, "", false
	}
	c.i = from
}

// offset reads Z, +0100, +01:00 and, attached, +01. A minus with a colon
// ("09:00-10:30") is a stretch of time unless a full date stands before it, and
// after a space only four digits make an offset: "14:32 +3 hosts".
func (c *cursor) offset(r *reading, spaced bool) bool {
	from := c.i
	if !spaced && c.takeOne("Z", "z") {
		r.loc, r.zone = time.UTC, "UTC"
		return true
	}
	seconds, ok := c.offsetSeconds(r.year != 0, spaced)
	if !ok {
		c.i = from
		return false
	}
	r.zone = c.s[from:c.i]
	r.loc = time.FixedZone(r.zone, seconds)
	return true
}

func (c *cursor) offsetSeconds(dated, spaced bool) (int, bool) {
	sign := 1
	if c.takeOne("-", "−") {
		sign = -1
	} else if !c.take("+") {
		return 0, false
	}
	if n, ok := c.number(4, 4); ok {
		return offsetOf(sign, n/100, n%100)
	}
	h, ok := c.number(2, 2)
	if !ok {
		return 0, false
	}
	if !c.take(":") {
		seconds, ok := offsetOf(sign, h, 0)
		return seconds, ok && !spaced && (sign > 0 || dated)
	}
	m, ok := c.number(2, 2)
	if !ok || (sign < 0 && !dated) {
		return 0, false
	}
	return offsetOf(sign, h, m)
}

// offsetOf refuses offsets no zone has: beyond −12:00 and +14:00, or not in
// quarters of an hour.
func offsetOf(sign, h, m int) (int, bool) {
	seconds := sign * (h*3600 + m*60)
	return seconds, m%15 == 0 && m < 60 && seconds >= -12*3600 && seconds <= 14*3600
}

// zoneName reads an abbreviation or an IANA name.
func (c *cursor) zoneName(r *reading, ctx TimeContext, spaced bool) bool {
	if !spaced {
		return false
	}
	from := c.i
	if c.ianaName(r) {
		return true
	}
	c.i = from
	abbr := c.word()
	if len(abbr) < 3 || abbr != strings.ToUpper(abbr) {
		return false
	}
	if abbr == "UTC" || abbr == "GMT" {
		r.zone = abbr
		r.loc = time.FixedZone(r.zone, c.utcPlus(r))
		return true
	}
	if seconds, ok := localAbbreviation(ctx, abbr); ok {
		r.loc, r.zone = time.FixedZone(abbr, seconds), abbr
		return true
	}
	if unclearAbbreviations[abbr] {
		r.loc, r.zone, r.unclear = time.UTC, abbr, true
		return true
	}
	seconds, ok := abbreviations[abbr]
	if !ok {
		return false
	}
	r.loc, r.zone = time.FixedZone(abbr, seconds), abbr
	return true
}

// utcPlus reads what may follow UTC and GMT: "UTC+1", "UTC+01:00".
func (c *cursor) utcPlus(r *reading) int {
	from := c.i
	if seconds, ok := c.offsetSeconds(true, false); ok {
		r.zone += c.s[from:c.i]
		return seconds
	}
	c.i = from
	sign := 1
	if c.take("-") {
		sign = -1
	} else if !c.take("+") {
		return 0
	}
	if h, ok := c.number(1, 1); ok {
		r.zone += c.s[from:c.i]
		return sign * h * 3600
	}
	c.i = from
	return 0
}

// localAbbreviation looks an abbreviation up in the debrief's own zone, in
// winter and summer of the year in question.
func localAbbreviation(ctx TimeContext, abbr string) (int, bool) {
	loc := ctx.zone()
	near, ok := ctx.near(loc)
	if !ok {
		near = ctx.Now
	}
	for _, month := range []time.Month{time.January, time.July} {
		name, seconds := time.Date(near.Year(), month, 1, 12, 0, 0, 0, loc).Zone()
		if name == abbr {
			return seconds, true
		}
	}
	return 0, false
}

// ianaName reads Area/City.
func (c *cursor) ianaName(r *reading) bool {
	name := strings.TrimRight(c.zoneToken(), ",;:|")
	area, city, ok := strings.Cut(name, "/")
	if !ok || area == "" || city == "" || area[0] < 'A' || area[0] > 'Z' {
		return false
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return false
	}
	r.loc, r.zone = loc, name
	return true
}

// zoneToken reads letters and the punctuation zone names have.
func (c *cursor) zoneToken() string {
	from := c.i
	for !c.done() && (isLetter(c.peek()) || isDigit(c.peek()) || strings.IndexByte("/_-+", c.peek()) >= 0) {
		c.i++
	}
	return c.s[from:c.i]
}
