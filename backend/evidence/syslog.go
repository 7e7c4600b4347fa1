package evidence

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"secondstory/backend/debrief"
)

// syslog reads what syslog and journalctl write: without a year and a zone
// (RFC 3164), with both (RFC 5424, short-iso), and with the kinds of time between.
// Lines keep the order of the file: a clock may be put back, a year end.
func syslog() reader {
	return reader{
		format: FormatSyslog,
		sniff: func(h *head) int {
			hits, of := h.count(40, func(l string) bool { r, ok := syslogLine(l); return ok && r.sure })
			whole, _ := h.count(40, framed.MatchString)
			switch {
			case whole >= 2 && whole*4 >= of, hits >= 1 && journalHead.MatchString(h.lines[0]), hits >= 2 && hits*2 >= of, hits == 1 && of == 1:
				return 80
			}
			return 0
		},
		read: func(j *job, f file) error { return j.syslog(f) },
	}
}

var (
	journalHead = regexp.MustCompile(`^-- (?:Logs begin|Journal begins) at \w+ (\d{4})-\d\d-\d\d .*?(\w+)[,;] (?:end|ends) at \w+ (\d{4})-`)
	journalNote = regexp.MustCompile(`^-- .*(?: --|\.)$|^-- (?:Logs|Journal|No entries|Reboot|Boot)`)
	oldTime     = regexp.MustCompile(`^(?:<\d{1,3}>)?[*.]?(?:[\p{L}.]{2,4} )?(\p{L}{3,5})\.?\s+(\d{1,2})(?: (\d{4}))?,? (\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?(?: (\d{4}))?(?: (UTC|GMT|Z|[+-]\d\d:?\d\d)|([+-]\d\d:\d\d))?:? +(.*)$`)
	newTime     = regexp.MustCompile(`^(?:<\d{1,3}>)?(?:\p{L}{2,4}\.? )?(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))? ?(Z|UTC|GMT|[+-]\d\d:?\d\d|[A-Z]{3,4})? +(.*)$`)
	unixTime    = regexp.MustCompile(`^(\d{10}\.\d{6}) (.*)$`)
	framed      = regexp.MustCompile(`^(?:(?:\d+ )?<\d{1,3}>)?[1-9] (-|\d{4}-\S+) (\S+) (\S+) (\S+) (\S+) (.*)$`)
	tagged      = regexp.MustCompile(`^([\w.:-]+) +([^\s:\[]{1,96})(?:\[([^\]]*)\])?: ?(.*)$`)
	structured  = regexp.MustCompile(`^(?:-|(?:\[(?:[^\]"\\]|\\.|"(?:[^"\\]|\\.)*")*\])+)\s?`)
)

// namesOfMonths are the names of the months in several languages, from January, and
// what is short for them without being how they begin.
var namesOfMonths = [12][]string{
	{"january", "januar", "janvier", "janeiro", "januari", "enero", "gennaio", "styczeń", "stycznia", "января", "январь"},
	{"february", "februar", "février", "fevereiro", "februari", "febrero", "febbraio", "февраля", "февраль"},
	{"march", "märz", "mars", "março", "maart", "marzo", "marts", "mrz", "mrt", "марта", "март"},
	{"april", "avril", "abril", "aprile", "kwiecień", "kwietnia", "апреля", "апрель"},
	{"may", "mai", "maio", "mei", "mayo", "maggio", "maj", "maja", "мая", "май"},
	{"june", "juni", "juin", "junho", "junio", "giugno", "czerwiec", "czerwca", "июня", "июнь"},
	{"july", "juli", "juillet", "julho", "julio", "luglio", "lipiec", "lipca", "июля", "июль"},
	{"august", "août", "agosto", "augustus", "sierpień", "sierpnia", "августа", "август"},
	{"september", "septembre", "setembro", "septiembre", "settembre", "wrzesień", "września", "сентября", "сентябрь"},
	{"october", "oktober", "octobre", "outubro", "octubre", "ottobre", "październik", "października", "октября", "октябрь"},
	{"november", "novembre", "novembro", "noviembre", "listopad", "listopada", "ноября", "ноябрь"},
	{"december", "dezember", "décembre", "dezembro", "diciembre", "dicembre", "grudzień", "grudnia", "декабря", "декабрь"},
}

// month is the month of a name, or of how one begins; 0 for none.
func month(name string) time.Month {
	name = strings.ToLower(name)
	if utf8.RuneCountInString(name) < 3 {
		return 0
	}
	for m, names := range namesOfMonths {
		for _, full := range names {
			if strings.HasPrefix(full, name) {
				return time.Month(m + 1)
			}
		}
	}
	return 0
}

// logRecord is one record of a system's log.
type logRecord struct {
	when            When
	host, who, text string
	pid             string
	// sure says that no program's own log looks like this.
	sure bool
}

// syslogLine reads a line of any of the layouts.
func syslogLine(l string) (logRecord, bool) {
	if m := framed.FindStringSubmatch(l); m != nil {
		r := logRecord{host: nilValue(m[2]), who: nilValue(m[3]), pid: nilValue(m[4]), when: rfc3339(m[1]), sure: true}
		r.text = strings.TrimPrefix(m[6][len(structured.FindString(m[6])):], "\ufeff")
		return r, r.when.Told != ToldNothing || m[1] == "-"
	}
	when, rest, old := recordTime(l)
	if rest == "" {
		return logRecord{}, false
	}
	if m := tagged.FindStringSubmatch(rest); m != nil {
		sure := old || m[3] != "" || m[2] == "kernel" || unixTime.MatchString(l)
		return logRecord{when, m[1], m[2], m[4], m[3], sure}, when.Told != ToldNothing
	}
	if old {
		host, text, _ := strings.Cut(rest, " ")
		return logRecord{when: when, host: strings.TrimSuffix(host, ":"), text: text, sure: true}, when.Told != ToldNothing && text != ""
	}
	return logRecord{}, false
}

func nilValue(s string) string {
	if s == "-" {
		return ""
	}
	return s
}

// recordTime reads the time a record begins with.
func recordTime(l string) (when When, rest string, old bool) {
	if m := oldTime.FindStringSubmatch(l); m != nil {
		year := firstOf(m[3], m[6])
		t, err := time.Parse("2006-1-2 15:04:05", firstOf(year, leapYear)+"-"+strconv.Itoa(int(month(m[1])))+"-"+m[2]+" "+m[4])
		if err != nil {
			return When{}, "", false
		}
		t = t.Add(fraction(m[5]))
		switch zone := firstOf(m[7], m[8]); {
		case year == "":
			return yearless(t), m[9], true
		case zone != "":
			return inZone(t, zone, debrief.PrecisionSecond), m[9], true
		}
		return local(t, debrief.PrecisionSecond), m[9], true
	}
	if m := newTime.FindStringSubmatch(l); m != nil {
		t, err := time.Parse("2006-01-02 15:04:05", m[1]+" "+m[2])
		switch t = t.Add(fraction(m[3])); {
		case err != nil:
			return When{}, "", false
		case m[4] == "":
			return local(t, debrief.PrecisionSecond), m[5], false
		}
		return inZone(t, m[4], debrief.PrecisionSecond), m[5], false
	}
	if m := unixTime.FindStringSubmatch(l); m != nil {
		return epoch(m[1], 6), m[2], false
	}
	return When{}, "", false
}

// fraction reads the digits after a second.
func fraction(digits string) time.Duration {
	d, err := time.ParseDuration("0." + firstOf(digits, "0") + "s")
	if err != nil {
		return 0
	}
	return d
}

// syslog reads the file; the year is that of the journal when its head tells one.
func (j *job) syslog(f file) error {
	year, zone := 0, ""
	for l, err := range j.lines(f) {
		if err != nil {
			return err
		}
		text := uncoloured(l.text)
		if m := journalHead.FindStringSubmatch(text); m != nil && m[1] == m[3] {
			t, _ := time.Parse("2006", m[1])
			year, zone = t.Year(), m[2]
		}
		r, ok := syslogLine(text)
		switch {
		case ok:
			if r.when.Told == ToldClock && year > 0 {
				r.when = inZone(inYear(r.when.Time, year), zone, r.when.Precision)
			}
			err = j.add(Message{
				When: r.when, Channel: r.host, Sender: firstOf(r.who, r.host), SenderID: r.pid, Kind: KindBot,
				Text: firstOf(r.text, r.who), File: f.path, Line: l.n,
			})
		case strings.TrimSpace(text) == "":
		case journalNote.MatchString(text):
			err = j.add(Message{Kind: KindSystem, Text: text, File: f.path, Line: l.n})
		case len(j.doc.Messages) > 0 && j.doc.Messages[len(j.doc.Messages)-1].Kind == KindBot:
			j.goesOn(len(j.doc.Messages)-1, strings.TrimSpace(text))
		default:
			j.doc.reject(f.path, l.n, ExpectedTime, text)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
