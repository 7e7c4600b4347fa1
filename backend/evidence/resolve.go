package evidence

import (
	"time"

	"secondstory/backend/debrief"
)

// Clock is what somebody said of a source's times, for those it does not tell
// itself.
type Clock struct {
	// Zone is where its clocks stood; nil when nobody said.
	Zone *time.Location
	// Day is the day of the first clock without one.
	Day time.Time
	// Start is when the recording began.
	Start time.Time
	// Ahead is by how much its clock was ahead.
	Ahead time.Duration
}

// ClockOf is what a source says of itself.
func ClockOf(s *debrief.Source) Clock {
	c := Clock{Ahead: time.Duration(s.AheadSeconds) * time.Second}
	if s.Zone != "" {
		if zone, err := time.LoadLocation(s.Zone); err == nil {
			c.Zone = zone
		}
	}
	c.Day, _ = time.Parse(time.DateOnly, s.Day)
	c.Start, _ = time.Parse(time.RFC3339, s.StartedAt)
	return c
}

// Moments returns when each message was. One of which that cannot be said has the
// problem that keeps it from it: no zone or day said (ProblemNoDay), a clock that
// was put forward over it (ProblemSkipped) or back (ProblemTwice). Nothing is
// guessed.
func (c Clock) Moments(d *Document) []debrief.Moment {
	out := make([]debrief.Moment, len(d.Messages))
	// Clocks without a day go on from line to line; one that goes back by more than
	// half a day has passed midnight. Days without a year go on to the next likewise.
	day, last := c.Day, time.Time{}
	for i := range d.Messages {
		w := d.Messages[i].When
		if w.Told == ToldClock && !day.IsZero() {
			switch {
			case w.Time.Year() == 4 && !last.IsZero() && last.Sub(w.Time) > 183*24*time.Hour:
				day = inYear(w.Time, day.Year()+1)
			case w.Time.Year() == 4:
				day = inYear(w.Time, day.Year())
			case !last.IsZero() && last.Sub(w.Time) > 12*time.Hour:
				day = day.AddDate(0, 0, 1)
			}
			last = w.Time
			w = When{Told: ToldLocal, Time: onDay(day, w.Time), Precision: w.Precision}
		}
		out[i] = c.moment(w)
	}
	return out
}

func onDay(day, clock time.Time) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), clock.Hour(), clock.Minute(), clock.Second(), clock.Nanosecond(), time.UTC)
}

func (c Clock) moment(w When) debrief.Moment {
	switch w.Told {
	case ToldInstant:
		return debrief.At(w.Time.Add(-c.Ahead), c.name(), w.Precision)
	case ToldOffset:
		if c.Start.IsZero() {
			return debrief.Moment{Raw: time.Time{}.Add(w.After).Format("15:04:05"), Precision: w.Precision, Problem: debrief.ProblemNoDay}
		}
		return debrief.At(c.Start.Add(w.After-c.Ahead), c.name(), w.Precision)
	case ToldLocal:
		return c.local(w)
	case ToldClock:
		layout := "15:04:05"
		if w.Time.Year() == 4 {
			layout = "Jan 2 15:04:05"
		}
		return debrief.Moment{Raw: w.Time.Format(layout), Precision: w.Precision, Problem: debrief.ProblemNoDay}
	}
	return debrief.Moment{Precision: debrief.PrecisionUnknown}
}

func (c Clock) name() string {
	if c.Zone == nil {
		return "UTC"
	}
	return c.Zone.String()
}

// local is a wall clock in the zone somebody said.
func (c Clock) local(w When) debrief.Moment {
	raw := w.Time.Format("2006-01-02 15:04:05")
	if c.Zone == nil {
		return debrief.Moment{Raw: raw, Precision: w.Precision, Problem: debrief.ProblemNoDay}
	}
	switch all := instants(w.Time, c.Zone); len(all) {
	case 0:
		return debrief.Moment{Raw: raw, Zone: c.name(), Precision: w.Precision, Problem: debrief.ProblemSkipped}
	case 1:
		return debrief.At(all[0].Add(-c.Ahead), c.name(), w.Precision)
	}
	return debrief.Moment{Raw: raw, Zone: c.name(), Precision: w.Precision, Problem: debrief.ProblemTwice}
}

// instants are those at which a clock in a zone shows this: one, none when it was
// put forward over it, two when it was put back.
func instants(wall time.Time, zone *time.Location) (out []time.Time) {
	seen := map[int]bool{}
	for _, near := range []time.Duration{-26 * time.Hour, 0, 26 * time.Hour} {
		_, offset := wall.Add(near).In(zone).Zone()
		t := wall.Add(-time.Duration(offset) * time.Second)
		if _, is := t.In(zone).Zone(); is == offset && !seen[offset] {
			seen[offset] = true
			out = append(out, t)
		}
	}
	return out
}
