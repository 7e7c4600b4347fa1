package evidence

import (
	"math"
	"strconv"
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// Told says what a source told of a time.
type Told string

// What may be told. Only an instant is one without asking anybody.
const (
	ToldNothing Told = ""
	ToldInstant Told = "instant"
	// ToldLocal is a date and a wall clock, in a zone the source does not state.
	ToldLocal Told = "local"
	// ToldClock is a wall clock alone, or one with a day of no year.
	ToldClock Told = "clock"
	// ToldOffset is how long after the start of a recording; negative where a listing
	// tells how long before it was taken.
	ToldOffset Told = "offset"
)

// When is the time of a message, as told.
type When struct {
	Told Told
	// Time is the instant in UTC; for ToldLocal and ToldClock the wall clock as if
	// it stood in UTC (a clock on 1 January of year 1, a day of no year in year 4).
	Time time.Time
	// After is the offset of ToldOffset.
	After     time.Duration
	Precision debrief.Precision
}

// Years a message may be of: what lies outside is no time of an incident.
const (
	minYear = 1971
	maxYear = 2200
)

// instant is a When of a time that has its zone; none when it is out of bounds,
// as 1970 is where a program had no time.
func instant(t time.Time) When {
	t = t.UTC()
	if t.Year() < minYear || t.Year() > maxYear {
		return When{}
	}
	return When{Told: ToldInstant, Time: t, Precision: debrief.PrecisionSecond}
}

// local is a When of a date and clock whose zone is not stated.
func local(t time.Time, p debrief.Precision) When {
	if t.Year() < minYear || t.Year() > maxYear {
		return When{}
	}
	return When{Told: ToldLocal, Time: wall(t), Precision: p}
}

// clock is a When of a time of day alone.
func clock(t time.Time, p debrief.Precision) When {
	return When{
		Told: ToldClock, Precision: p,
		Time: time.Date(1, 1, 1, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC),
	}
}

// leapYear stands for the year of a date that has none: 29 February is in it.
const leapYear = "0004"

// yearless is a When of a date and clock without a year, as systems' logs have it:
// a clock that knows its day but not which year's.
func yearless(t time.Time) When {
	return When{Told: ToldClock, Precision: debrief.PrecisionSecond, Time: inYear(t, 4)}
}

// inYear is the same day and clock of a year.
func inYear(t time.Time, year int) time.Time {
	return time.Date(year, t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
}

// after is a When of a recording.
func after(d time.Duration) When {
	return When{Told: ToldOffset, After: d, Precision: debrief.PrecisionSecond}
}

// wall is the clock of t as if it stood in UTC.
func wall(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
}

// rfc3339 reads an instant with an offset or Z. Some programs leave out the colon
// of the offset, or write a space for the T.
func rfc3339(s string) When {
	s = strings.TrimSpace(s)
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999Z0700", "2006-01-02 15:04:05.999999999Z07:00", "2006-01-02 15:04:05.999999999 Z07:00", "2006-01-02 15:04:05.999999999 Z0700", "2006-01-02 15:04:05.999999999Z0700", "2006-01-02 15:04:05.999999999 UTC", "2006-01-02T15:04Z07:00"} {
		if t, err := time.Parse(layout, s); err == nil {
			return instant(t)
		}
	}
	return When{}
}

// epoch reads seconds since 1970, with a fraction to the given number of digits;
// further ones are counters, not time.
func epoch(s string, digits int) When {
	whole, frac, _ := strings.Cut(strings.TrimSpace(s), ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || n > math.MaxInt64/int64(time.Second) {
		return When{}
	}
	var nanos int64
	if frac = frac[:min(len(frac), digits, 9)]; frac != "" {
		if nanos, err = strconv.ParseInt(frac+strings.Repeat("0", 9-len(frac)), 10, 64); err != nil {
			return When{}
		}
	}
	return instant(time.Unix(n, nanos))
}

// millis reads milliseconds since 1970.
func millis(n int64) When { return instant(time.UnixMilli(n)) }

// epochFloat reads seconds since 1970 as JSON has them, with or without a fraction,
// which may be written with an exponent.
func epochFloat(s string) When {
	if strings.ContainsAny(s, "eE") {
		n, err := strconv.ParseFloat(s, 64)
		if err != nil || n > 1e12 {
			return When{}
		}
		s = strconv.FormatFloat(n, 'f', 6, 64)
	}
	return epoch(s, 6)
}
