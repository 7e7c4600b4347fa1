package evidence

import (
	"regexp"
	"strconv"
	"time"

	"secondstory/backend/debrief"
)

// logStamp is a time as some program begins its lines with: the first group is the
// time, the last the text, and one between is a zone.
type logStamp struct {
	pattern *regexp.Regexp
	layout  string
	// year says that the layout has one.
	year bool
}

// markBegins is how a time of Buildkite's begins, which stands within lines too.
const markBegins = "\x1b_bk;t="

var (
	logStamps = []logStamp{
		{regexp.MustCompile(`^\[(\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d(?:\.\d+)? \d{4})\] (.*)$`), "Mon Jan _2 15:04:05.999999999 2006", true}, // Apache, dmesg -T
		{regexp.MustCompile(`^[DIWEFA], \[(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+)[^\]]*\]\s+(.*)$`), "2006-01-02T15:04:05.999999999", true},   // Ruby
		{regexp.MustCompile(`^\[(\d\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d:\d\d)(?: ([A-Za-z_/+-]+))?\] (.*)$`), "02-Jan-2006 15:04:05", true},     // PHP
		{regexp.MustCompile(`^(\d\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d:\d\d(?:\.\d+)?) ([A-Z]+ .*)$`), "02-Jan-2006 15:04:05.999999999", true},   // Tomcat
		{regexp.MustCompile(`^\d+:[MSCX] (\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d\.\d+) (.*)$`), "2 Jan 2006 15:04:05.999999999", true},  // Redis
		{regexp.MustCompile(`^(\d\d/\d\d/\d\d \d\d:\d\d:\d\d(?:\.\d+)?) ([A-Z]{4,5}\s.*)$`), "06/01/02 15:04:05.999999999", true},           // log4j
		{regexp.MustCompile(`^(\d{6}\s+\d{1,2}:\d\d:\d\d) (.*)$`), "060102 15:04:05", true},                                                 // MySQL
		{regexp.MustCompile(`^(\d{6} \d{6}) (\d+ [A-Z]{4,5} .*)$`), "060102 150405", true},                                                  // log4j
		{regexp.MustCompile(`^(\d\d-\d\d \d\d:\d\d:\d\d\.\d{3})\s+\d+\s+\d+ ([VDIWEF] .*)$`), "01-02 15:04:05.999999999", false},            // Android
	}
	klogTime   = regexp.MustCompile(`^([IWEF])(\d{4} \d\d:\d\d:\d\d\.\d{6})\s+\d+ ([^\s\]]+:\d+)\] (.*)$`)
	klogLevels = map[string]string{"I": "info", "W": "warning", "E": "error", "F": "fatal"}
	// sinceEpoch is Squid's and Nagios', sinceBoot the kernel's.
	sinceEpoch = regexp.MustCompile(`^(?:(\d{10}\.\d{3})\s+\d+ |\[(\d{10}(?:\.\d+)?)\] )(.*)$`)
	// sinceMark is Buildkite's.
	sinceMark  = regexp.MustCompile(`^(?:\x1b?_)?bk;t=(\d{13})\x07?(.*)$`)
	markWithin = regexp.MustCompile(`\x1b_bk;t=\d{13}\x07`)
	// jenkinsTime is a clock alone, with two blanks behind.
	jenkinsTime = regexp.MustCompile(`^(\d\d:\d\d:\d\d)  (\S.*)$`)
	sinceBoot   = regexp.MustCompile(`^\[ {0,4}(\d{1,7}\.\d{6})\] (.*)$`)
)

// otherStamp reads the times that are written otherwise than most.
func otherStamp(l string) (stamped, bool) {
	if m := klogTime.FindStringSubmatch(l); m != nil {
		t, err := time.Parse("2006"+"0102 15:04:05.999999", leapYear+m[2])
		return stamped{when: yearless(t), text: joined(" ", klogLevels[m[1]], m[3]+"]", m[4])}, err == nil
	}
	if m := sinceEpoch.FindStringSubmatch(l); m != nil {
		w := epoch(firstOf(m[1], m[2]), 9)
		return stamped{when: w, text: m[3]}, w.Told != ToldNothing
	}
	if m := sinceMark.FindStringSubmatch(l); m != nil {
		w := toldIn(m[1])
		return stamped{when: w, text: m[2]}, w.Told != ToldNothing
	}
	if m := jenkinsTime.FindStringSubmatch(l); m != nil {
		t, err := time.Parse(time.TimeOnly, m[1])
		return stamped{when: clock(t, debrief.PrecisionSecond), text: m[2]}, err == nil
	}
	if m := sinceBoot.FindStringSubmatch(l); m != nil {
		seconds, err := strconv.ParseFloat(m[1], 64)
		return stamped{when: after(time.Duration(seconds * float64(time.Second)).Round(time.Microsecond)), text: m[2]}, err == nil
	}
	for _, s := range logStamps {
		if m := s.pattern.FindStringSubmatch(l); m != nil {
			return s.read(m)
		}
	}
	return stamped{}, false
}

// read reads what the pattern found.
func (s logStamp) read(m []string) (stamped, bool) {
	layout, at, zone := s.layout, blanks.ReplaceAllString(m[1], " "), ""
	if !s.year {
		layout, at = "2006 "+layout, leapYear+" "+at
	}
	t, err := time.Parse(layout, at)
	if len(m) > 3 {
		zone = m[2]
	}
	out := stamped{text: m[len(m)-1]}
	switch {
	case !s.year:
		out.when = yearless(t)
	case zone != "":
		out.when = inZone(t, zone, debrief.PrecisionSecond)
	default:
		out.when = local(t, debrief.PrecisionSecond)
	}
	return out, err == nil && out.when.Told != ToldNothing
}

var blanks = regexp.MustCompile(` +`)
