package evidence

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// The days of a spreadsheet that a number may mean: 2000 to 2099.
const (
	firstSerial = 36526
	lastSerial  = 73050
)

// serialPattern is a number of days as a spreadsheet writes it where a cell lost its
// format; a part of a day alone is a clock.
var serialPattern = regexp.MustCompile(`^(\d{5}|0)(?:[.,](\d{1,15}))?$`)

// serialOf reads a time that a spreadsheet wrote as a number of days since the end of
// 1899. Any number may look like one: only where a column is said to be a time.
func serialOf(cell string) (s timeText, ok bool) {
	m := serialPattern.FindStringSubmatch(strings.TrimSpace(cell))
	if m == nil {
		return s, false
	}
	days, part := number(m[1]), 0.0
	if s.clock = m[2] != ""; s.clock {
		part, _ = strconv.ParseFloat("0."+m[2], 64)
	}
	s.day = days > 0
	if s.day && (days < firstSerial || days >= lastSerial) || !s.day && !s.clock {
		return timeText{}, false
	}
	at := time.Date(1899, 12, 30+days, 0, 0, int(math.Round(part*24*60*60)), 0, time.UTC)
	s.year, s.month, s.dom = at.Date()
	s.since = time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute + time.Duration(at.Second())*time.Second
	switch {
	case !s.clock:
		s.precision = debrief.PrecisionUnknown
	case at.Second() == 0:
		s.precision = debrief.PrecisionMinute
	default:
		s.precision = debrief.PrecisionSecond
	}
	return s, true
}

// cellTimeOf reads a time in a column that is said to hold times.
func cellTimeOf(cell string) (timeText, bool) {
	if s, ok := timeTextOf(cell); ok {
		return s, true
	}
	return serialOf(cell)
}
