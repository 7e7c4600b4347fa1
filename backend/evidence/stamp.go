package evidence

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"secondstory/backend/debrief"
)

// stamp is a time as a line of text has it: any of date, clock and offset.
type stamp struct {
	// year is 0 where there is none, month and day are where there is no date.
	year, month, day int
	// hour is -1 where there is no clock.
	hour, minute, second, nanos int
	// seconds says that the clock has them.
	seconds bool
	// zone is nil where no offset is told.
	zone *time.Location
}

// stampParts is a time at the beginning of a line, in brackets or not: a date of
// five sorts or none, a clock, am or pm, an offset.
var stampParts = regexp.MustCompile(`^\s*(?:\[[\p{L}]+,? (\d{1,2} \p{L}+ \d{4})\] )?([\[(]?)\s*` +
	`(?:(?:\p{L}{2,9}[.,]? )?(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:T|,? +)|` +
	`(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2}),?[ T]+|` +
	`(?:\p{L}{2,9}[.,]? )?(\p{Lu}\p{L}{2,9})\.? +(\d{1,2})(?:st|nd|rd|th)?(?:,? +(\d{4}))?,? +|` +
	`(?:\p{L}{2,9}[.,]? )?(\d{1,2})[ -](\p{Lu}\p{L}{2,9})\.?(?:[ -](\d{4}))?,? +)?` +
	`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:\s?([aApP])\.?[mM]\.?)?(?: ?(Z|UTC|GMT|[+-]\d{2}:?\d{2}))?(?:\s?([\])]))?`)

// stampYear is a year behind the clock, as in "Thu Jan 2 03:04:05 2014".
var stampYear = regexp.MustCompile(`^ (\d{4})(?:[\])] ?| |$)`)

// stampOf reads the time a line begins with, and returns what follows. none is true
// when there is none.
func stampOf(line string) (at stamp, rest string, found bool) {
	m := stampParts.FindStringSubmatchIndex(line)
	if m == nil {
		return epochStamp(line)
	}
	part := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return line[m[2*i]:m[2*i+1]]
	}
	rest = line[m[1]:]
	if (part(2) == "") != (part(21) == "") || rest != "" && part(2) == "" && !strings.ContainsAny(line[m[1]-1:m[1]]+rest[:1], " \t|<") {
		return stamp{}, line, false
	}
	at = stamp{hour: number(part(15)), minute: number(part(16)), second: number(part(17)), seconds: part(17) != ""}
	if frac := part(18); frac != "" {
		at.nanos = number((frac + "000000000")[:9])
	}
	switch {
	case part(3) != "":
		at.year, at.month, at.day = number(part(3)), number(part(4)), number(part(5))
	case part(6) != "":
		at.day, at.month, at.year = number(part(6)), number(part(7)), fullYear(number(part(8)))
		if at.month > 12 {
			at.day, at.month = at.month, at.day
		}
	case part(9) != "":
		at.month, at.day, at.year = monthOf(part(9)), number(part(10)), number(part(11))
		if m := stampYear.FindStringSubmatch(rest); m != nil && at.year == 0 {
			at.year, rest = number(m[1]), rest[5:]
		}
	case part(13) != "":
		at.month, at.day, at.year = monthOf(part(13)), number(part(12)), number(part(14))
	}
	if date := part(1); date != "" {
		at.year, at.month, at.day = dateIn(date)
	}
	dated := part(3)+part(6)+part(9)+part(13) != ""
	if !at.noon(part(19)) || dated && !at.isDate() {
		return stamp{}, line, false
	}
	at.zone = fixedZone(part(20))
	return at, rest, true
}

// epochStamp reads ten digits and a blank.
func epochStamp(line string) (stamp, string, bool) {
	digits, rest, ok := strings.Cut(line, " ")
	if !ok || len(digits) != 10 || strings.Trim(digits, "0123456789") != "" {
		return stamp{}, line, false
	}
	t := time.Unix(int64(number(digits)), 0).UTC()
	return stamp{t.Year(), int(t.Month()), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, true, time.UTC}, rest, true
}

// noon makes a clock of twelve hours one of 24; false when it is no clock.
func (s *stamp) noon(half string) bool {
	switch {
	case half == "":
	case s.hour > 12:
		return false
	case strings.EqualFold(half, "p"):
		s.hour = s.hour%12 + 12
	default:
		s.hour %= 12
	}
	return s.hour < 24 && s.minute < 60 && s.second <= 60
}

// isDate says whether there is such a day; without a year, in some year.
func (s *stamp) isDate() bool {
	year := s.year
	if year == 0 {
		year = 2000
	}
	t := time.Date(year, time.Month(s.month), s.day, 0, 0, 0, 0, time.UTC)
	return s.day > 0 && int(t.Month()) == s.month && t.Day() == s.day
}

// when is the time as far as it is told.
func (s *stamp) when() When {
	p := debrief.PrecisionMinute
	if s.seconds {
		p = debrief.PrecisionSecond
	}
	at := func(zone *time.Location) time.Time {
		return time.Date(max(s.year, 1), time.Month(max(s.month, 1)), max(s.day, 1), s.hour, s.minute, s.second, s.nanos, zone)
	}
	switch {
	case s.year == 0 || s.month == 0:
		return clock(at(time.UTC), p)
	case s.zone != nil:
		w := instant(at(s.zone))
		if w.Told == ToldInstant {
			w.Precision = p
		}
		return w
	}
	return local(at(time.UTC), p)
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// fullYear is that of two digits.
func fullYear(y int) int {
	switch {
	case y >= 100:
		return y
	case y >= 70:
		return 1900 + y
	}
	return 2000 + y
}

// fixedZone is the offset in a text such as Z or +0200; nil for none.
func fixedZone(s string) *time.Location {
	switch s {
	case "":
		return nil
	case "Z", "UTC", "GMT":
		return time.UTC
	}
	t, err := time.Parse("-0700", strings.Replace(s, ":", "", 1))
	if err != nil {
		return nil
	}
	return t.Location()
}

// monthOf is a month by how its name begins, in the languages logs are seen in; 0 for
// none.
func monthOf(name string) int {
	name = strings.ToLower(strings.Trim(name, ".,"))
	if m := monthNamed(firstRunes(name, 4)); m != 0 {
		return m
	}
	return monthNamed(firstRunes(name, 3))
}

func firstRunes(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n])
}

func monthNamed(begin string) int {
	switch begin {
	case "jan", "ene", "gen", "sty", "янв":
		return 1
	case "feb", "fev", "fév", "lut", "фев":
		return 2
	case "mar", "mär", "mrz", "mrt", "maa", "мар":
		return 3
	case "apr", "abr", "avr", "kwi", "апр":
		return 4
	case "may", "mai", "maj", "mag", "mei", "мая", "май":
		return 5
	case "jun", "juin", "giu", "cze", "июн":
		return 6
	case "jul", "juil", "lug", "lip", "июл":
		return 7
	case "aug", "ago", "aoû", "sie", "авг":
		return 8
	case "sep", "set", "wrz", "сен":
		return 9
	case "oct", "okt", "out", "ott", "paź", "окт":
		return 10
	case "nov", "lis", "ноя":
		return 11
	case "dec", "dez", "déc", "dic", "des", "gru", "дек":
		return 12
	}
	return 0
}

var isoDate = regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})(?:\b|T)`)

// dateIn finds the date in words such as "Tue Jan 31 10:42:03 2017", "24 April 2021"
// and "2020-02-04T10:02:59Z Tue Feb 04"; zeros for what is not told, year or all.
func dateIn(words string) (year, month, day int) {
	if m := isoDate.FindStringSubmatch(words); m != nil {
		return number(m[1]), number(m[2]), number(m[3])
	}
	for _, w := range strings.FieldsFunc(words, func(r rune) bool { return r == ' ' || r == ',' || r == '\t' }) {
		bare := strings.TrimRight(w, "stndrh.") // 3rd, 31.
		switch n := number(bare); {
		case len(bare) == 4 && n > 0 && year == 0:
			year = n
		case len(bare) <= 2 && n > 0 && day == 0:
			day = n
		case n == 0 && !strings.Contains(w, ":"):
			if m := monthOf(w); m != 0 {
				month = m // the last: in French a day of the week is "mar." too
			}
		}
	}
	if s := (stamp{year: year, month: month, day: day}); !s.isDate() {
		return 0, 0, 0
	}
	return year, month, day
}
