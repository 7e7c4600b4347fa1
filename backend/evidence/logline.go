package evidence

import (
	"encoding/json"
	"path"
	"regexp"
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// isLogAnswer knows what CloudWatch, Elasticsearch and the like answer to a search
// of logs.
func isLogAnswer(h *head) bool {
	return h.json.object("events") && strings.Contains(h.text, `"ingestionTime"`) || h.json.object("hits") && strings.Contains(h.text, `"_source"`)
}

// logLines reads logs whose lines begin with a time: of GitHub Actions and other
// runners, of docker compose and kubectl, of programs. So it does logs of one JSON
// object a line. A line without a time goes on with the one before.
func logLines() reader {
	return reader{
		format: FormatLog,
		sniff: func(h *head) int {
			if h.json.kind == '{' && (h.json.lines || len(h.lines) == 1) && hasKey(h.json, logTimes) && hasKey(h.json, logWords) {
				return 35
			}
			if h.json.kind == '{' && h.json.lines && hasKey(h.json, logTimes[:4]) {
				return 15 // measured, perhaps
			}
			if h.json.kind == '[' && hasKey(h.json, logTimes) && hasKey(h.json, logWords) {
				return 20
			}
			if isLogAnswer(h) {
				return 85
			}
			if marks, _ := h.count(200, runnerPart.MatchString); marks >= 2 {
				return 60
			}
			hits, of := h.count(60, func(l string) bool { _, ok := stampedLine(uncoloured(l)); return ok })
			levels, _ := h.count(60, levelColumn.MatchString)
			speech, _ := h.count(60, func(l string) bool { s, ok := stampedLine(l); return ok && chatLine.MatchString(s.text) })
			switch {
			case hits > 0 && (strings.Contains(h.text, "##[") || strings.Contains(h.text, markBegins)):
				return 75
			case levels > 1 && levels*2 >= of:
				return 55 // a table of tabs too
			case speech*3 > hits:
				return 10 // somebody talks: a chat's log, if anybody knows it
			case hits >= 2 && hits*2 >= of, hits == 1 && of == 1:
				return 40
			}
			if named, of := h.count(60, composed.MatchString); named >= 3 && named*10 >= of*9 {
				return 60
			}
			if marks, of := h.count(60, func(l string) bool { return strings.HasPrefix(l, "##[") }); marks >= 2 && marks*4 >= of || runnerStep.MatchString(h.name) && marks > 0 {
				return 60
			}
			return 0
		},
		read: func(j *job, f file) error {
			h, err := j.look(f)
			if err != nil {
				return err
			}
			switch {
			case isLogAnswer(h):
				return j.items(f, []string{"events", "hits.hits"}, func(it item) error { return j.logObject(f, it) })
			case h.json.kind != 0 && hasKey(h.json, logTimes):
				return j.items(f, nil, func(it item) error { return j.logObject(f, it) })
			}
			return j.log(f)
		},
	}
}

var (
	ansi       = regexp.MustCompile(`\x1b\[[0-9;:?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-Z\\-_]`)
	runnerStep = regexp.MustCompile(`^\d+_(.+)\.txt$`)
	// runnerPart is how runners divide a log that has no times: GitLab's and Travis'
	// begin a line, Jenkins' are one.
	runnerPart  = regexp.MustCompile(`^(?:(?:travis_(?:fold|time):\S+|section_(?:start|end):\d{10}:[^\s\x1b]+)\s*|\[Pipeline\] )`)
	levelColumn = regexp.MustCompile(`^[^\t]+\t(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL)\t`)
	runnerWhen  = regexp.MustCompile(`^(?:section_(?:start|end):(\d{10}):|travis_time:end:.*,finish=(\d{10})\d{9},)`)
	runnerMark  = regexp.MustCompile(`^(?:##\[(\w+)\]|::(\w+)[^:]*::)\s*`)
	// logWho is what may stand before the time: a container's name and a bar, the job
	// and the step that "gh run view --log" tells, a mark of a program.
	logWho  = regexp.MustCompile(`^(?:([\w./-]+?)\s*\| |([^\t]{1,120})\t([^\t]{1,120})\t|\[(pod/[^\]\s]+)\] |(#=\w+=#) |(?:https?|h2|wss?|tls) |(?:(?:level|lvl|logger|caller|component|app)=\S+ ){0,3}(?:time|ts|t)=|\{?"?@?timestamp"?[:=]\s?)`)
	logTime = regexp.MustCompile(`^\x{feff}?["\[(]{0,2}(\d{4})[-/](\d\d)[-/](\d\d)(?:[T _]| - )(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9})\d*)?)?(?: ?(Z|UTC|GMT|[+-]\d\d:?\d\d|CES?T|[PME][SD]T)\b| ?(Z))?["\])]{0,2}(?:[:,|]?\s+|:|$)`)
	// chatLine is how what is said begins in the log of a chat; clfTime is the time
	// in the log of a web server.
	chatLine = regexp.MustCompile(`^(?:<[^>\s]+> |\* \S+ |-!- |\*\*\* |--> |<-- |[^\s:]{1,30}\t)`)
	clfTime  = regexp.MustCompile(`\[(\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\] `)
)

// uncoloured leaves out what colours a terminal.
func uncoloured(s string) string {
	if strings.IndexByte(s, 0x1b) < 0 {
		return s
	}
	if strings.Contains(s[1:], markBegins) {
		s = s[:1] + markWithin.ReplaceAllString(s[1:], "")
	}
	return ansi.ReplaceAllString(s, "")
}

func hasKey(h jsonHead, keys []string) bool {
	for _, k := range keys {
		if h.keys[k] {
			return true
		}
	}
	return false
}

// stamped is a line of a log.
type stamped struct {
	who, part string
	when      When
	text      string
}

// stampedLine reads a line that has its time at the beginning, or after who wrote
// it.
func stampedLine(l string) (s stamped, ok bool) {
	l = strings.TrimPrefix(l, "\ufeff")
	if l == "" {
		return s, false
	}
	if l[0] >= '0' && l[0] <= '9' { // nobody is called a number
		if s, ok = stampedText(l); ok {
			return s, true
		}
	}
	if m := logWho.FindStringSubmatch(l); m != nil {
		if rest, ok := stampedText(l[len(m[0]):]); ok {
			rest.who, rest.part = firstOf(m[1], m[3], m[4]), m[2]
			return rest, true
		}
	}
	if s, ok = stampedText(l); ok {
		return s, true
	}
	if m := clfTime.FindStringSubmatchIndex(l); m != nil && m[0] < 200 {
		t, err := time.Parse("02/Jan/2006:15:04:05 -0700", l[m[2]:m[3]])
		return stamped{when: instant(t), text: l[:m[0]] + l[m[1]:]}, err == nil
	}
	return s, false
}

// stampedText reads a line that begins with its time.
func stampedText(l string) (stamped, bool) {
	m := logTime.FindStringSubmatch(l)
	if m == nil {
		return otherStamp(l)
	}
	p := debrief.PrecisionMinute
	if m[6] != "" {
		p = debrief.PrecisionSecond
	}
	year, month, day := number(m[1]), number(m[2]), number(m[3])
	t := time.Date(year, time.Month(month), day, number(m[4]), number(m[5]), number(m[6]), 0, time.UTC)
	if int(t.Month()) != month || t.Day() != day || t.Hour() != number(m[4]) || t.Minute() != number(m[5]) {
		return stamped{}, false
	}
	t = t.Add(fraction(m[7]))
	s := stamped{when: local(t, p), text: l[len(m[0]):]}
	if zone := firstOf(m[8], m[9]); zone != "" {
		s.when = inZone(t, zone, p)
	}
	return s, true
}

var composed = regexp.MustCompile(`^[\w.-]+[-_]\d+\s*\| `)

// logRead is a log on its way.
type logRead struct {
	*job
	f file
	// step is the step of a run the file is named for, or that was begun.
	step string
	// parted says that a runner divided it, which says more before its first time.
	parted bool
	// last is the message each writer's lines go on with.
	last map[string]*logTail
}

type logTail struct {
	at   int
	text growing
}

func (j *job) log(f file) error {
	r := &logRead{job: j, f: f, last: map[string]*logTail{}}
	if m := runnerStep.FindStringSubmatch(path.Base(f.path)); m != nil {
		r.step, j.doc.Title = m[1], m[1]
	}
	h, err := j.look(f)
	if err != nil {
		return err
	}
	marks, _ := h.count(200, runnerPart.MatchString)
	r.parted = marks > 1
	timed, _ := h.count(2000, func(l string) bool { _, ok := stampedLine(uncoloured(l)); return ok })
	for l, err := range j.lines(f) {
		if err == nil {
			l.text = uncoloured(l.text)
			err = r.line(l, timed > 0)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *logRead) line(l line, timed bool) error {
	s, ok := stampedLine(l.text)
	if !ok && runnerPart.MatchString(l.text) {
		return r.part(l)
	}
	if !ok && !timed {
		s = stamped{text: strings.TrimPrefix(l.text, "\ufeff")}
		if composed.MatchString(s.text) {
			who, text, _ := strings.Cut(s.text, "|")
			s.who, s.text = strings.TrimSpace(who), strings.TrimPrefix(text, " ")
		}
		ok = true
	}
	if !ok {
		return r.untimed(l)
	}
	m := Message{When: s.when, Sender: firstOf(s.who, r.step), Channel: s.part, Kind: KindBot, File: r.f.path, Line: l.n, Text: strings.TrimRight(s.text, " \t")}
	if mark := runnerMark.FindStringSubmatch(m.Text); mark != nil {
		m.Text = m.Text[len(mark[0]):]
		switch kind := firstOf(mark[1], mark[2]); kind {
		case "group", "section", "command", "debug":
		case "endgroup":
			m.Kind = KindSystem
		default:
			m.Text = joined(": ", kind, m.Text)
		}
	}
	switch {
	case strings.TrimSpace(m.Text) != "":
	case s.when.Told == ToldNothing && m.Kind != KindSystem:
		return nil // an empty line
	default:
		m.Kind = KindSystem
	}
	r.last[s.who] = &logTail{at: len(r.doc.Messages)}
	return r.add(m)
}

// part is a line at which a runner begins or ends a part of a log. What stands behind
// is what it said.
func (r *logRead) part(l line) error {
	m := Message{Kind: KindSystem, File: r.f.path, Line: l.n}
	rest := l.text
	for at := runnerPart.FindString(rest); at != ""; at = runnerPart.FindString(rest) {
		if w := runnerWhen.FindStringSubmatch(at); w != nil {
			m.When = epoch(firstOf(w[1], w[2]), 0)
		}
		m.Text = joined(" ", m.Text, at)
		rest = rest[len(at):]
	}
	if rest = strings.TrimSpace(rest); strings.HasPrefix(m.Text, "[Pipeline]") {
		m.Text = joined(" ", m.Text, rest)
	} else if rest != "" {
		m.Kind, m.Text = KindBot, rest
	}
	return r.add(m)
}

// untimed is a line that goes on with the one before, of the same writer.
func (r *logRead) untimed(l line) error {
	text, who := strings.TrimRight(l.text, " \t"), ""
	if m := logWho.FindStringSubmatch(text); m != nil && m[1] != "" {
		if _, known := r.last[m[1]]; known {
			who, text = m[1], text[len(m[0]):]
		}
	}
	switch last := r.last[who]; {
	case strings.TrimSpace(text) == "":
		return nil
	case last != nil:
		last.text.add(&r.doc.Messages[last.at], text)
		return nil
	case len(r.doc.Messages) > 0:
		r.goesOn(len(r.doc.Messages)-1, text)
		return nil
	case r.parted, strings.HasPrefix(text, "#") || strings.HasPrefix(text, "Attaching to"):
		return r.add(Message{Kind: KindSystem, Text: text, File: r.f.path, Line: l.n})
	}
	r.doc.reject(r.f.path, l.n, ExpectedTime, text)
	return nil
}

// maxGoesOn bounds one message of many lines.
const maxGoesOn = 256 << 10

// growing is the text of a message that goes on line by line, so that what is there
// is not copied for every line.
type growing struct{ text strings.Builder }

// add adds a line to a message. What is longer than a message can be is cut, and says
// so.
func (g *growing) add(m *Message, line string) {
	switch {
	case len(m.Text) >= maxGoesOn:
		if !strings.HasSuffix(m.Text, "\n…") {
			m.Text += "\n…"
		}
	case m.Text == "":
		m.Text = line
	default:
		if g.text.String() != m.Text { // of another message, which keeps its own
			g.text.Reset()
			g.text.WriteString(m.Text)
		}
		g.text.WriteByte('\n')
		g.text.WriteString(line)
		m.Text = g.text.String()
	}
}

// goesOn adds a line to a message of the document.
func (j *job) goesOn(n int, line string) { j.tail.add(&j.doc.Messages[n], line) }

// Names of the fields of logs of JSON lines.
var (
	logTimes = []string{"time", "timestamp", "@timestamp", "ts", "datetime", "date", "eventTime", "asctime", "t"}
	logWords = []string{"msg", "message", "log", "textPayload", "event", "short_message", "text", "body", "jsonPayload"}
)

func (j *job) logObject(f file, it item) error {
	o := objectOf(it.raw)
	switch {
	case it.path != "" && it.path != "events" && it.path != "hits.hits":
		return nil // around the list
	case o == nil:
		return j.refuseItem(f, it)
	case o.of("_source") != nil:
		o = o.of("_source")
	}
	m := Message{
		When: firstWhen(o.when(logTimes...), o.of("t").when("$date")), Kind: KindBot, Channel: o.text("host", "hostname", "stream"),
		Sender: o.text("service", "logger", "logger_name", "name", "component", "app", "container", "target"),
	}
	words := o.text(logWords...)
	for _, key := range []string{"fields", "jsonPayload"} {
		if inner := o.of(key); words == "" && inner != nil {
			words = inner.text(logWords...)
		}
	}
	if words == "" {
		words = string(it.raw)
	}
	m.Text = joined(": ", strings.ToLower(o.text("level", "severity", "lvl", "levelname")), uncoloured(words))
	if extra := o.text("error", "err", "exception", "stack_trace"); extra != "" {
		m.Text = joined("\n", m.Text, extra)
	}
	return j.tell(f, it, m)
}

// journal reads what journalctl writes as JSON, and in its own format of export.
// https://systemd.io/JOURNAL_EXPORT_FORMATS/
func journal() reader {
	return reader{
		format: FormatJournal,
		sniff: func(h *head) int {
			if isJournalExport(h) || h.json.kind != 0 && (h.json.has("__REALTIME_TIMESTAMP") || h.json.has("_SOURCE_REALTIME_TIMESTAMP")) {
				return 98
			}
			return 0
		},
		read: func(j *job, f file) error {
			h, err := j.look(f)
			if err != nil {
				return err
			}
			if h.json.kind == 0 {
				return j.journalExport(f)
			}
			return j.items(f, nil, func(it item) error { return j.journalEntry(f, it) })
		},
	}
}

func (j *job) journalEntry(f file, it item) error {
	o := objectOf(it.raw)
	if o == nil {
		return j.refuseItem(f, it)
	}
	return j.tell(f, it, Message{
		ID: o.text("__CURSOR"), When: o.when("__REALTIME_TIMESTAMP", "_SOURCE_REALTIME_TIMESTAMP"), Kind: KindBot,
		Sender: o.text("SYSLOG_IDENTIFIER", "_COMM", "_SYSTEMD_UNIT"), SenderID: o.text("_PID", "SYSLOG_PID"),
		Channel: o.text("_HOSTNAME"), Text: uncoloured(journalText(o["MESSAGE"])),
	})
}

// journalText is a text, the bytes of one that is no UTF-8, or several.
func journalText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		var raw []byte
		var parts []string
		for _, e := range v {
			n, ok := e.(json.Number)
			b, err := n.Int64()
			if !ok || err != nil {
				parts = append(parts, journalText(e))
				continue
			}
			raw = append(raw, byte(b))
		}
		return joined("\n", append(parts, plainLine(raw))...)
	}
	return ""
}
