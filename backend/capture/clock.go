package capture

import (
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// reading is a time as it was typed, before it is put on the line of instants.
type reading struct {
	about bool
	// year is 0 when only day and month were typed, month 0 when no day was.
	year, month, day  int
	hour, minute, sec int
	hasSec            bool
	// hourOnly: somebody knows the hour and no minute, "15:??".
	hourOnly   bool
	impossible bool
	// half is 'a' or 'p' where morning or afternoon was typed.
	half byte
	// loc is nil when no zone was typed; zone is its name as typed. unclear
	// marks an abbreviation that means different zones to different people.
	loc     *time.Location
	zone    string
	unclear bool
}

// clock reads a time of day: 14:32, 14:32:10, 2:05pm, 2pm. An hour of 30 or
// more is a ratio ("80:20"), not a time.
func (c *cursor) clock(r *reading) bool {
	from := c.i
	hour, ok := c.number(1, 2)
	if !ok || hour > 29 {
		c.i = from
		return false
	}
	r.hour = hour
	colon := c.minutes(r)
	if half := c.meridiem(); half != 0 {
		r.setHalf(half)
	} else if !colon {
		c.i = from
		return false
	}
	r.impossible = r.impossible || r.hour > 23 || r.minute > 59 || r.sec > 59
	return true
}

// minutes reads ":32", ":32:10", ":32:10.250" and ":??"; fractions are dropped
// here and stay in what was typed.
func (c *cursor) minutes(r *reading) bool {
	at := c.i
	if !c.take(":") {
		return false
	}
	if r.hourOnly = c.takeOne("??", "?", "xx", "XX"); r.hourOnly {
		return true
	}
	var ok bool
	if r.minute, ok = c.number(2, 2); !ok {
		c.i = at
		return false
	}
	at = c.i
	if c.take(":") {
		if r.sec, r.hasSec = c.number(2, 2); !r.hasSec {
			c.i = at
			return true
		}
		c.fraction()
	}
	return true
}

func (c *cursor) fraction() {
	at := c.i
	if c.takeOne(".", ",") {
		if _, ok := c.number(1, 9); ok {
			return
		}
	}
	c.i = at
}

// meridiem reads "am" or "pm" and returns 'a', 'p' or 0.
func (c *cursor) meridiem() byte {
	at := c.i
	if c.peek() == ' ' {
		c.i++
	}
	rest := c.rest()
	if len(rest) > 4 {
		rest = rest[:4]
	}
	rest = strings.ToLower(rest)
	for _, form := range []string{"a.m.", "p.m.", "am", "pm"} {
		if !strings.HasPrefix(rest, form) {
			continue
		}
		c.i += len(form)
		if c.ends() {
			return form[0]
		}
	}
	c.i = at
	return 0
}

func (r *reading) setHalf(half byte) {
	r.half = half
	if r.hour < 1 || r.hour > 12 {
		r.impossible = true
		return
	}
	r.hour %= 12
	if half == 'p' {
		r.hour += 12
	}
}

func (r *reading) precision() debrief.Precision {
	switch {
	case r.hourOnly:
		return debrief.PrecisionHour
	case r.about:
		return debrief.PrecisionAbout
	case r.hasSec:
		return debrief.PrecisionSecond
	}
	return debrief.PrecisionMinute
}

// resolve puts the reading on the line of instants, or says why it cannot.
func (r *reading) resolve(ctx TimeContext) debrief.Moment {
	loc, name := r.loc, r.zone
	if loc == nil {
		loc, name = ctx.zone(), ctx.zone().String()
	}
	m := debrief.Moment{Zone: name, Precision: r.precision()}
	switch {
	case r.impossible:
		m.Problem = debrief.ProblemImpossible
		return m
	case r.unclear:
		m.Problem = debrief.ProblemUnreadable
		return m
	}
	if m.Problem = r.putOnDay(ctx, loc); m.Problem != debrief.ProblemNone {
		return m
	}
	found := r.instants(loc)
	switch len(found) {
	case 0:
		m.Problem = debrief.ProblemSkipped
	case 1:
		m.At = found[0].UTC().Format(time.RFC3339)
	default:
		m.Problem = debrief.ProblemTwice
	}
	return m
}

// instants returns the instants at which a clock in loc shows the reading:
// none when it was put forward over it, two when it was put back.
func (r *reading) instants(loc *time.Location) []time.Time {
	local := time.Date(r.year, time.Month(r.month), r.day, r.hour, r.minute, r.sec, 0, time.UTC)
	found := make([]time.Time, 0, 2)
	seen := make(map[int]bool, 2)
	for _, probe := range []time.Duration{-26 * time.Hour, 0, 26 * time.Hour} {
		_, offset := local.Add(probe).In(loc).Zone()
		if seen[offset] {
			continue
		}
		seen[offset] = true
		t := local.Add(-time.Duration(offset) * time.Second)
		if _, is := t.In(loc).Zone(); is == offset {
			found = append(found, t)
		}
	}
	return found
}
