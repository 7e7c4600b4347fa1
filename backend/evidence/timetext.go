package evidence

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// Order says how a date of three numbers is written. Whether 03/04/2024 is in March
// or in April is told by the other dates of its source, or by somebody; it is never
// guessed.
type Order string

// The orders. OrderUnknown is one nothing tells.
const (
	OrderUnknown    Order = ""
	OrderDayFirst   Order = "day-first"
	OrderMonthFirst Order = "month-first"
)

var (
	ttClock   = `(?:(?:[T,;]| -| –)?\s*(?:at |um |à |@ )?(\d{1,2})[:.h](\d{2}|\?\?)(?:[:.](\d{2})(?:[.,:](\d{1,9}))?)?\s*([AaPp]\.?\s?[Mm]\.?|Uhr)?)?`
	ttZone    = `\s*[\[(]?\s*([A-Za-z]{1,5}(?:[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d{1,2}(?::?\d\d)?|(?:Pacific|Mountain|Central|Eastern)(?: Time)?|[A-Z][a-z]+/[A-Z][A-Za-z_]+)?\s*[\])]?$`
	ttDay     = `(?:\p{L}{2,12}\.?,?\s+)?`
	ttNumbers = regexp.MustCompile(`^` + ttDay + `(\d{1,4})([./-])(\d{1,2})[./-](\d{4}|\d{2})` + ttClock + ttZone)
	ttNamed   = regexp.MustCompile(`^` + ttDay + `(?:(\d{1,2})(?:st|nd|rd|th)?\.?[ /-](?:of )?(\p{L}{3,10})\.?|(\p{L}{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?)[ ,/-]+(\d{4}|\d{2})\b` + ttClock + ttZone)
	ttOnly    = regexp.MustCompile(`^(\d{1,2})[:.h](\d{2}|\?\?)(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp]\.?\s?[Mm]\.?|Uhr)?` + ttZone)
	ttLikeC   = regexp.MustCompile(`^[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d)(?: ([A-Z]{3,5}|[+-]\d{4}))? (\d{4})(?: ([A-Z]{3,5}|[+-]\d{4}))?$`)
	ttAbout   = regexp.MustCompile(`(?i)(?:^|\s)(?:[~≈±]|(?:ca\.?|circa|c\.|approx(?:\.|imately)?|about|around|roughly|etwa|gegen|vers)\s)\s*|[- ]?ish\b`)
)

// timeText is a time as people and spreadsheets write it.
type timeText struct {
	// day and clock say which of them is told.
	day, clock bool
	// first and second are the numbers of a date whose order is not known; zero
	// otherwise.
	first, second int
	year          int
	month         time.Month
	dom           int
	since         time.Duration
	precision     debrief.Precision
	zone          string
	// whole is a time that a program wrote, all in one.
	whole When
}

// plainBlanks are what other characters mean in a time.
var plainBlanks = strings.NewReplacer("\u202f", " ", "\u00a0", " ", "−", "-")

// timeTextOf reads a time; ok is false when it is none.
func timeTextOf(text string) (s timeText, ok bool) {
	text = strings.TrimSpace(plainBlanks.Replace(text))
	if text == "" || len(text) > 80 {
		return s, false
	}
	if w := toldIn(text); w.Told != ToldNothing {
		return timeText{day: true, clock: true, whole: w}, true
	}
	if s, ok = datedLikeC(text); ok {
		return s, true
	}
	about := ttAbout.MatchString(text)
	text = strings.TrimSpace(ttAbout.ReplaceAllString(text, " "))
	switch {
	case ttNumbers.MatchString(text):
		m := ttNumbers.FindStringSubmatch(text)
		ok = s.numbers(m[1], m[2], m[3], m[4]) && s.clocked(m[5:])
	case ttNamed.MatchString(text):
		m := ttNamed.FindStringSubmatch(text)
		s.month, s.dom, s.year = month(firstOf(m[2], m[3])), number(firstOf(m[1], m[4])), yearOf(m[5])
		s.day = true
		ok = s.month > 0 && s.dom >= 1 && s.dom <= 31 && s.clocked(m[6:])
	case ttOnly.MatchString(text):
		ok = s.clocked(ttOnly.FindStringSubmatch(text)[1:]) && s.clock
	}
	if about && s.precision != debrief.PrecisionUnknown && s.precision != debrief.PrecisionHour {
		s.precision = debrief.PrecisionAbout
	}
	return s, ok
}

// Day is the day a text is, yyyy-mm-dd; empty for what is none, or could be one of
// two.
func Day(text string) string {
	s, ok := timeTextOf(text)
	if !ok || !s.day {
		return ""
	}
	if w := s.when(OrderUnknown, "", time.Time{}); w.Told != ToldNothing {
		return w.Time.Format(time.DateOnly)
	}
	return ""
}

// DayIn is the first whole day in a text, as Day has it.
func DayIn(text string) string {
	days := DaysIn(text)
	if len(days) == 0 {
		return ""
	}
	return days[0]
}

// DaysIn are the whole days in a text, each once; of a long one the first few.
func DaysIn(text string) (days []string) {
	for _, d := range anyDate.FindAllString(text, 5) {
		if day := Day(d); day != "" && !slices.Contains(days, day) {
			days = append(days, day)
		}
	}
	return days
}

// datedLikeC reads a time as C, "date" and git write it, a zone before or behind the
// year or none.
func datedLikeC(text string) (s timeText, ok bool) {
	m := ttLikeC.FindStringSubmatch(text)
	if m == nil || month(m[1]) == 0 {
		return s, false
	}
	s.day, s.month, s.dom, s.year = true, month(m[1]), number(m[2]), number(m[5])
	return s, s.dom >= 1 && s.dom <= 31 && s.clocked([]string{m[3][:2], m[3][3:5], m[3][6:], "", "", firstOf(m[4], m[6])})
}

func yearOf(s string) int {
	if n := number(s); len(s) == 2 {
		return 2000 + n
	}
	return number(s)
}

// numbers reads a date of three numbers. Points stand in dates that begin with the
// day everywhere.
func (s *timeText) numbers(a, between, b, c string) bool {
	s.day = true
	if len(a) == 4 {
		s.year, s.month, s.dom = number(a), time.Month(number(b)), number(c)
		return s.month >= 1 && s.month <= 12 && s.dom >= 1 && s.dom <= 31
	}
	first, second := number(a), number(b)
	s.year = yearOf(c)
	switch {
	case len(a) > 2 || first < 1 || second < 1 || first > 31 || second > 31 || first > 12 && second > 12:
		return false
	case between == "." || first > 12 || first == second:
		s.dom, s.month = first, time.Month(second)
	case second > 12:
		s.dom, s.month = second, time.Month(first)
	}
	s.first, s.second = first, second
	return between != "." || second <= 12
}

// clocked reads a clock and a zone: hours, minutes, seconds, their fraction, the
// half of the day, the zone.
func (s *timeText) clocked(m []string) bool {
	s.zone = m[5]
	if s.zone != "" {
		_, offset := offsetOf(s.zone)
		if place, _ := zoneOf(s.zone); place == "" && !offset && !strings.Contains(s.zone, "/") && !isAbbreviation(s.zone) {
			return false
		}
	}
	if m[0] == "" {
		s.precision = debrief.PrecisionUnknown
		return true
	}
	s.clock, s.precision = true, debrief.PrecisionMinute
	hour, minute, second := number(m[0]), number(m[1]), number(m[2])
	if m[1] == "??" {
		s.precision = debrief.PrecisionHour
	}
	if m[2] != "" {
		s.precision = debrief.PrecisionSecond
	}
	switch half := strings.ToLower(strings.NewReplacer(".", "", " ", "").Replace(m[4])); {
	case half == "pm" && hour > 12 && hour < 24: // said twice
	case half == "am" || half == "pm":
		if hour > 12 {
			return false
		}
		if hour %= 12; half == "pm" {
			hour += 12
		}
	case hour > 23:
		return false
	}
	s.since = time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute + time.Duration(second)*time.Second + fraction(m[3])
	return minute < 60 && second < 61
}

// isAbbreviation says whether letters look like a zone nobody knows the place of.
func isAbbreviation(s string) bool {
	return len(s) >= 3 && len(s) <= 5 && s == strings.ToUpper(s) && strings.HasSuffix(s, "T")
}

// ambiguous says that the numbers of its date fit both orders.
func (s *timeText) ambiguous() bool { return s.first > 0 && s.month == 0 }

// order is what the stamp says of its source's dates; none when it fits both.
func (s *timeText) order() Order {
	switch {
	case s.first > 12:
		return OrderDayFirst
	case s.second > 12:
		return OrderMonthFirst
	}
	return OrderUnknown
}

// when makes a When of the stamp: its day from another one when it has none, its
// zone from the source when it tells none. none when the order is not known, or
// does not fit.
func (s *timeText) when(order Order, zone string, day time.Time) When {
	if s.whole.Told != ToldNothing {
		if s.whole.Told == ToldLocal && zone != "" {
			return inZone(s.whole.Time, zone, s.whole.Precision)
		}
		return s.whole
	}
	switch {
	case !s.day && day.IsZero():
		return clock(time.Time{}.Add(s.since), s.precision)
	case s.day:
		month, dom := s.month, s.dom
		switch {
		case s.ambiguous() && order == OrderDayFirst:
			month, dom = time.Month(s.second), s.first
		case s.ambiguous() && order == OrderMonthFirst:
			month, dom = time.Month(s.first), s.second
		case s.ambiguous():
			return When{}
		}
		day = time.Date(s.year, month, dom, 0, 0, 0, 0, time.UTC)
		if day.Day() != dom {
			return When{}
		}
	}
	at := day.Add(s.since)
	if !s.clock {
		return local(at, debrief.PrecisionUnknown)
	}
	if zone = firstOf(s.zone, zone); zone != "" {
		return inZone(at, zone, s.precision)
	}
	return local(at, s.precision)
}
