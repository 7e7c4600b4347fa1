package capture

import (
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// longestBetween is how far the two times of a span may lie apart where no day
// was typed: what is longer reads as two times the wrong way round, and is asked.
const longestBetween = 18 * time.Hour

// between reads a time that is only known to lie between two others: "between
// 14:30 and 14:45", "zwischen 14:30 und 14:45", "14:30–14:45".
func (c *cursor) between(ctx TimeContext) (debrief.Moment, bool) {
	from := c.i
	and := c.betweenWord()
	c.about() // a span says by itself that it is not exact
	var first, last reading
	if c.timeOfDay(&first, ctx) && c.to(and) && c.timeOfDay(&last, ctx) && c.ends() {
		return spanOf(first, last, ctx), true
	}
	c.i = from
	return debrief.Moment{}, false
}

// betweenWord reads the word a span begins with, and returns the one that joins
// its two times; without one a dash does.
func (c *cursor) betweenWord() string {
	from := c.i
	and := map[string]string{"between": "and", "zwischen": "und"}[strings.ToLower(c.word())]
	if and != "" && c.spaces() {
		return and
	}
	c.i = from
	return ""
}

// to reads what stands between the two times.
func (c *cursor) to(and string) bool {
	c.spaces()
	if and != "" {
		return strings.EqualFold(c.word(), and) && c.spaces()
	}
	dashed := c.takeOne(dashes...)
	c.spaces()
	return dashed
}

// spanOf puts two readings on the line of instants. What was typed with one of
// them alone, a zone, holds for both; "2:05–2:45pm" may mean two things, and is asked.
func spanOf(first, last reading, ctx TimeContext) debrief.Moment {
	if first.loc == nil {
		first.loc, first.zone, first.unclear = last.loc, last.zone, last.unclear
	}
	if last.loc == nil {
		last.loc, last.zone = first.loc, first.zone
	}
	m := first.resolve(ctx)
	m.Precision = debrief.PrecisionBetween
	if m.Problem != debrief.ProblemNone {
		return m
	}
	ctx.Previous = m.Time()
	bare := last.month == 0
	end := last.resolveAfter(m.Time(), ctx)
	switch {
	case end.Problem != debrief.ProblemNone:
		m.Problem = end.Problem
	case first.half != last.half && (first.half == 0 || last.half == 0),
		!end.Time().After(m.Time()), bare && end.Time().Sub(m.Time()) > longestBetween:
		m.Problem = debrief.ProblemUnreadable
	default:
		m.Until = end.Last().UTC().Format(time.RFC3339)
		return m
	}
	m.At = ""
	return m
}

// resolveAfter resolves the second time of a span: one without a day is on the
// day of the first, or on the next.
func (r *reading) resolveAfter(first time.Time, ctx TimeContext) debrief.Moment {
	if r.month == 0 {
		loc := r.loc
		if loc == nil {
			loc = ctx.zone()
		}
		day := first.In(loc)
		if r.on(day, loc).Before(first) {
			day = day.AddDate(0, 0, 1)
		}
		r.setDay(day)
	}
	return r.resolve(ctx)
}
