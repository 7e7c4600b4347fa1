package capture

import (
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// months are the names a month goes by, folded; three letters are enough.
var months = []string{
	"january", "february", "march", "april", "may", "june", "july",
	"august", "september", "october", "november", "december",
}

// monthOf returns 1 to 12, or 0 for a word that is no month.
func monthOf(word string) int {
	word = strings.ToLower(word)
	if word == "sept" {
		return 9
	}
	for i, m := range months {
		if word == m || word == m[:3] {
			return i + 1
		}
	}
	return 0
}

// day reads the day before a time of day, if there is one: 2026-03-03,
// 2017/01/31, 3 Mar, Feb 1, 1 Feb 2017. Numbers alone with slashes or dots
// ("03/04/2017") mean different days to different people and are not read.
func (c *cursor) day(r *reading) {
	from := c.i
	for _, form := range []func(*reading) bool{c.isoDay, c.dayMonth, c.monthDay} {
		if !form(r) {
			c.i = from
			continue
		}
		r.impossible = !r.dayExists()
		return
	}
	r.year, r.month, r.day = 0, 0, 0
}

func (c *cursor) isoDay(r *reading) bool {
	var ok bool
	if r.year, ok = c.number(4, 4); !ok {
		return false
	}
	sep := "-"
	if c.peek() == '/' {
		sep = "/"
	}
	if !c.take(sep) {
		return false
	}
	if r.month, ok = c.number(2, 2); !ok || !c.take(sep) {
		return false
	}
	if r.day, ok = c.number(2, 2); !ok {
		return false
	}
	return c.takeOne("T", "t") || c.spaces()
}

// dayMonth reads "3 Mar ", "1 February 2017 ".
func (c *cursor) dayMonth(r *reading) bool {
	var ok bool
	if r.day, ok = c.number(1, 2); !ok || !c.spaces() {
		return false
	}
	if r.month = monthOf(c.word()); r.month == 0 {
		return false
	}
	c.take(".")
	c.take(",")
	return c.spaces() && c.typedYear(r)
}

// monthDay reads "Feb 1 ", "February 1, 2017 ".
func (c *cursor) monthDay(r *reading) bool {
	if r.month = monthOf(c.word()); r.month == 0 {
		return false
	}
	c.take(".")
	var ok bool
	if !c.spaces() {
		return false
	}
	if r.day, ok = c.number(1, 2); !ok {
		return false
	}
	c.take(",")
	return c.spaces() && c.typedYear(r)
}

// typedYear reads a year if there is one; it never refuses.
func (c *cursor) typedYear(r *reading) bool {
	from := c.i
	var ok bool
	if r.year, ok = c.number(4, 4); ok {
		c.take(",")
		if c.spaces() {
			return true
		}
	}
	c.i, r.year = from, 0
	return true
}

// dayExists says whether the calendar has the day; without a year, in any.
func (r *reading) dayExists() bool {
	if r.month < 1 || r.month > 12 || r.day < 1 {
		return false
	}
	year := r.year
	if year == 0 {
		year = 2000 // a leap year: 29 February may be meant
	} else if year < 1900 || year > 2199 {
		return false
	}
	return r.day <= lastDay(year, r.month)
}

func lastDay(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// putOnDay fills in what of the day was not typed.
func (r *reading) putOnDay(ctx TimeContext, loc *time.Location) debrief.Problem {
	if r.month != 0 && r.year != 0 {
		return debrief.ProblemNone
	}
	near, ok := ctx.near(loc)
	switch {
	case r.month != 0 && ok:
		return r.putOnYear(near)
	case r.month != 0 && !ctx.Now.IsZero():
		return r.putOnPastYear(noon(ctx.Now.In(loc)))
	case !ok:
		return debrief.ProblemNoDay
	}
	if ctx.Previous.IsZero() && ctx.Day.IsZero() {
		switch days := r.daysWithin(ctx, loc); len(days) {
		case 0:
		case 1:
			r.setDay(days[0])
			return debrief.ProblemNone
		default:
			return debrief.ProblemNoDay
		}
	}
	r.setDay(near)
	r.roll(ctx, loc)
	r.goOn(ctx, loc)
	return debrief.ProblemNone
}

// daysWithin returns the days on which a bare time of day lies within the
// event: none when its end is not known, and never more than two.
func (r *reading) daysWithin(ctx TimeContext, loc *time.Location) []time.Time {
	var days []time.Time
	if ctx.Start.IsZero() || ctx.End.Before(ctx.Start) {
		return nil
	}
	for day := noon(ctx.Start.In(loc)); len(days) < 2 && !day.After(noon(ctx.End.In(loc))); day = day.AddDate(0, 0, 1) {
		if within(ctx, r.on(day, loc)) {
			days = append(days, day)
		}
	}
	return days
}

// within says whether an instant lies within the event, to the minute.
func within(ctx TimeContext, t time.Time) bool {
	return !t.Before(ctx.Start.Truncate(time.Minute)) && !t.After(ctx.End)
}

// on returns the reading's time of day on a day.
func (r *reading) on(day time.Time, loc *time.Location) time.Time {
	y, m, d := day.Date()
	return time.Date(y, m, d, r.hour, r.minute, r.sec, 0, loc)
}

// smallStep is how far a line may lie before the one above it and still be a
// small step back rather than the next day.
const smallStep = time.Hour

// goOn moves a bare time of day that would go back before the previous line to
// the next day, when that is still within the event: in one from 18:00 to
// 18:14 the next day, 18:14 after 23:50 is its end.
func (r *reading) goOn(ctx TimeContext, loc *time.Location) {
	if ctx.Previous.IsZero() || ctx.Start.IsZero() || ctx.End.IsZero() {
		return
	}
	t := time.Date(r.year, time.Month(r.month), r.day, r.hour, r.minute, r.sec, 0, loc)
	next := t.AddDate(0, 0, 1)
	if ctx.Previous.Sub(t) > smallStep && !next.Before(ctx.Previous) && within(ctx, next) {
		r.setDay(next)
	}
}

// near returns noon of the day, in loc, that a bare time of day goes on.
func (ctx TimeContext) near(loc *time.Location) (time.Time, bool) {
	switch {
	case !ctx.Previous.IsZero():
		return noon(ctx.Previous.In(loc)), true
	case !ctx.Day.IsZero():
		return noon(ctx.Day), true
	case !ctx.Start.IsZero():
		return noon(ctx.Start.In(loc)), true
	}
	return time.Time{}, false
}

func noon(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 12, 0, 0, 0, time.UTC)
}

func (r *reading) setDay(day time.Time) {
	y, m, d := day.Date()
	r.year, r.month, r.day = y, int(m), d
}

// Hours that decide on which day a bare time of day goes.
const (
	rollForward = 12 * time.Hour
	rollBack    = 18 * time.Hour
)

// roll moves a bare time of day over midnight. More than 12 hours before the
// previous line, it is the next day: 23:50, then 00:10. More than 18 hours
// after it, and the event had begun the evening before, it is that evening:
// 00:10, then the next speaker's 23:50.
func (r *reading) roll(ctx TimeContext, loc *time.Location) {
	previous := ctx.Previous
	if previous.IsZero() {
		if previous = ctx.Start; previous.IsZero() || !ctx.startsOnDay(loc) {
			return
		}
	}
	t := time.Date(r.year, time.Month(r.month), r.day, r.hour, r.minute, r.sec, 0, loc)
	eve := t.AddDate(0, 0, -1)
	switch {
	case previous.Sub(t) > rollForward:
		r.setDay(t.AddDate(0, 0, 1))
	case t.Sub(previous) > rollBack && !ctx.Start.IsZero() && !eve.Before(ctx.Start):
		r.setDay(eve)
	}
}

// startsOnDay says whether Day adds nothing to Start.
func (ctx TimeContext) startsOnDay(loc *time.Location) bool {
	return ctx.Day.IsZero() || noon(ctx.Day).Equal(noon(ctx.Start.In(loc)))
}

// putOnYear takes the year that brings the day nearest to the known one.
func (r *reading) putOnYear(near time.Time) debrief.Problem {
	best := time.Duration(-1)
	for _, year := range []int{near.Year(), near.Year() - 1, near.Year() + 1} {
		if r.day > lastDay(year, r.month) {
			continue
		}
		gap := time.Date(year, time.Month(r.month), r.day, 12, 0, 0, 0, time.UTC).Sub(near).Abs()
		if best < 0 || gap < best {
			best, r.year = gap, year
		}
	}
	if best < 0 {
		return debrief.ProblemImpossible
	}
	return debrief.ProblemNone
}

// putOnPastYear takes the last year in which the day was not after today.
func (r *reading) putOnPastYear(today time.Time) debrief.Problem {
	// Leap years may be eight years apart.
	for year := today.Year(); year >= today.Year()-8; year-- {
		if r.day > lastDay(year, r.month) {
			continue
		}
		if !time.Date(year, time.Month(r.month), r.day, 12, 0, 0, 0, time.UTC).After(today) {
			r.year = year
			return debrief.ProblemNone
		}
	}
	return debrief.ProblemImpossible
}
