package capture

import (
	"strings"
	"time"
	_ "time/tzdata" // Windows has no zone files

	"secondstory/backend/debrief"
)

// TimeContext is what a typed time is read against. Every field may be zero;
// what is missing and needed becomes a problem of the moment, never a guess.
type TimeContext struct {
	// Zone is the debrief's zone, for times without one; nil means UTC.
	Zone *time.Location
	// Previous is the instant of the line before. A bare time of day goes on
	// its day, or on the next when that would be more than 12 hours before it.
	Previous time.Time
	// Day serves in place of Previous on the first line: its date in its own zone.
	Day time.Time
	// Start is when the event started: for T+12m, and the day of last resort.
	Start time.Time
	// End is when it was over. Between Start and End a bare time of day that fits
	// one day only goes there; one that fits several is asked about.
	End time.Time
	// StartAbout says that Start is only approximate, as T+12m then is.
	StartAbout bool
	// Now is the clock, for "now" and for the year of a day when nothing else tells.
	Now time.Time
}

// ContextOf returns the context for a line of a debrief. previous is the
// moment of the line before it, or the zero Moment; now is the clock.
func ContextOf(d *debrief.Debrief, previous debrief.Moment, now time.Time) TimeContext {
	ctx := TimeContext{
		Zone: ZoneOf(d), Previous: previous.Time(), Start: d.Started.Time(),
		StartAbout: d.Started.Precision == debrief.PrecisionAbout, Now: now,
	}
	if !d.Started.Known() {
		// The zero time when nobody said which day it was.
		ctx.Day, _ = time.ParseInLocation(time.DateOnly, d.Day, ctx.Zone)
	}
	if ctx.End = d.Resolved.Time(); ctx.End.IsZero() {
		ctx.End = d.Mitigated.Time()
	}
	return ctx
}

// ZoneOf returns the debrief's zone, UTC when it names none that is known.
func ZoneOf(d *debrief.Debrief) *time.Location {
	if loc, err := time.LoadLocation(d.Zone); err == nil {
		return loc
	}
	return time.UTC
}

func (ctx TimeContext) zone() *time.Location {
	if ctx.Zone == nil {
		return time.UTC
	}
	return ctx.Zone
}

// ParseMoment reads a whole field. An empty one is the zero Moment; what is no
// time is kept as typed, with ProblemUnreadable.
func ParseMoment(text string, ctx TimeContext) debrief.Moment {
	text = strings.TrimSpace(strings.ToValidUTF8(text, "\uFFFD"))
	if text == "" {
		return debrief.Moment{}
	}
	if saysUnknown(text) {
		return debrief.Moment{Raw: text, Precision: debrief.PrecisionUnknown}
	}
	m, rest, ok := ParseTime(text, ctx)
	if !ok || rest != "" {
		return debrief.Moment{Raw: text, Precision: debrief.PrecisionUnknown, Problem: debrief.ProblemUnreadable}
	}
	m.Raw = text
	return m
}

func saysUnknown(text string) bool {
	switch strings.ToLower(text) {
	case "?", "??", "???", "~?", "unknown", "not known", "not stated":
		return true
	}
	return false
}

// ParseTime reads a time at the start of a text. ok says whether there is one;
// the moment may still carry a problem. rest is what follows, without the
// white space and one separator between; without a time it is the whole text.
// Raw is the time as typed, in every case.
func ParseTime(text string, ctx TimeContext) (m debrief.Moment, rest string, ok bool) {
	c := cursor{s: text}
	c.spaces()
	from := c.i
	m, ok = c.bracketed(ctx)
	if !ok {
		return debrief.Moment{}, text, false
	}
	m.Raw = text[from:c.i]
	c.separator()
	return m, c.rest(), true
}

// bracketed reads a time that may stand in square brackets, as chats write it.
func (c *cursor) bracketed(ctx TimeContext) (debrief.Moment, bool) {
	if !c.take("[") {
		m, ok := c.moment(ctx)
		return m, ok && c.bounded()
	}
	m, ok := c.moment(ctx)
	return m, ok && c.take("]") && c.bounded()
}

// moment reads one of the forms of a time.
func (c *cursor) moment(ctx TimeContext) (debrief.Moment, bool) {
	from := c.i
	if m, ok := c.between(ctx); ok {
		return m, true
	}
	about := c.about()
	if m, ok := c.fromStart(ctx); ok {
		return markAbout(m, about), true
	}
	if m, ok := c.now(ctx); ok && !about {
		return m, true
	}
	if c.unknownClock() {
		return debrief.Moment{Precision: debrief.PrecisionUnknown}, true
	}
	r := reading{about: about}
	if !c.timeOfDay(&r, ctx) {
		c.i = from
		return debrief.Moment{}, false
	}
	return r.resolve(ctx), true
}

// timeOfDay reads a time of day, with the day before it and the zone after it
// where they are.
func (c *cursor) timeOfDay(r *reading, ctx TimeContext) bool {
	c.day(r)
	if r.month != 0 && c.about() { // 31 Jan 2017 ~22:00
		r.about = true
	}
	if !c.clock(r) {
		return false
	}
	r.about = c.take("-ish") || r.about
	c.zone(r, ctx)
	return true
}

func markAbout(m debrief.Moment, about bool) debrief.Moment {
	if about {
		m.Precision = debrief.PrecisionAbout
	}
	return m
}

// about reads what makes a time approximate: "~14:32", "± 14:32", "about
// 14:32"; "14:32-ish" says it at the end.
func (c *cursor) about() bool {
	from := c.i
	if c.takeOne("~", "≈", "±") {
		c.spaces()
		return true
	}
	switch strings.ToLower(c.word()) {
	case "about", "around", "circa", "ca", "approx":
		c.take(".")
		if c.spaces() {
			return true
		}
	}
	c.i = from
	return false
}

// goesOn are words after "now" that make it the first word of a sentence.
var goesOn = map[string]bool{
	"i": true, "we": true, "you": true, "he": true, "she": true, "it": true, "they": true,
	"that": true, "this": true, "there": true, "then": true, "and": true, "what": true, "who": true,
	"how": true, "when": true, "where": true, "why": true, "if": true, "is": true, "was": true, "known": true,
}

// now reads "now", unless it begins a sentence ("now we know").
func (c *cursor) now(ctx TimeContext) (debrief.Moment, bool) {
	from := c.i
	if !strings.EqualFold(c.word(), "now") || !(c.bounded() || c.peek() == ']') {
		c.i = from
		return debrief.Moment{}, false
	}
	after := cursor{s: c.rest()}
	after.spaces()
	if goesOn[strings.ToLower(after.word())] && after.bounded() {
		c.i = from
		return debrief.Moment{}, false
	}
	if ctx.Now.IsZero() {
		return debrief.Moment{Precision: debrief.PrecisionSecond, Problem: debrief.ProblemNoDay}, true
	}
	return debrief.At(ctx.Now, ctx.zone().String(), debrief.PrecisionSecond), true
}

// unknownClock reads "??:??".
func (c *cursor) unknownClock() bool {
	from := c.i
	if c.takeOne("??", "?") && c.takeOne(":??", ":?") {
		return true
	}
	c.i = from
	return false
}

// fromStart reads a time counted from the start of the event: T+12m, T+1h30m,
// T+90s, T-5m. Without a known start there is no day to put it on.
func (c *cursor) fromStart(ctx TimeContext) (debrief.Moment, bool) {
	from := c.i
	if !c.takeOne("T", "t") {
		return debrief.Moment{}, false
	}
	sign := time.Duration(1)
	if c.takeOne("-", "−") {
		sign = -1
	} else if !c.take("+") {
		c.i = from
		return debrief.Moment{}, false
	}
	d, p, ok := c.duration()
	if !ok {
		c.i = from
		return debrief.Moment{}, false
	}
	if ctx.Start.IsZero() {
		return debrief.Moment{Precision: p, Problem: debrief.ProblemNoDay}, true
	}
	return markAbout(debrief.At(ctx.Start.Add(sign*d), ctx.zone().String(), p), ctx.StartAbout), true
}

// duration reads "1h30m": one or more numbers with units.
func (c *cursor) duration() (time.Duration, debrief.Precision, bool) {
	var sum time.Duration
	p, from := debrief.PrecisionMinute, c.i
	for isDigit(c.peek()) {
		n, ok := c.number(1, 5)
		unit := durationUnit(c.word())
		if !ok || unit == 0 {
			return 0, "", false
		}
		if unit == time.Second {
			p = debrief.PrecisionSecond
		}
		sum += time.Duration(n) * unit
		if sum > maxDays*24*time.Hour {
			return 0, "", false
		}
	}
	return sum, p, c.i > from
}

// maxDays bounds a time counted from the start: an event that took longer than
// two years is told with dates.
const maxDays = 731

func durationUnit(s string) time.Duration {
	switch s {
	case "s", "sec":
		return time.Second
	case "m", "min":
		return time.Minute
	case "h":
		return time.Hour
	case "d":
		return 24 * time.Hour
	}
	return 0
}
