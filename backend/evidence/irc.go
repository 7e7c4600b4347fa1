package evidence

import (
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// irc reads logs of chats line by line as irssi, weechat, znc, HexChat, mIRC, quassel
// and others write them or paste them, and raw logs of a meeting's bot in JSON.
func irc() reader {
	return reader{format: FormatIRC, sniff: sniffIRC, read: readIRC}
}

var (
	// ircOpened are the lines by which programs begin, end and divide a log. What
	// follows is a date, in most.
	ircOpened = regexp.MustCompile(`^(?:--- (?:Log opened|Log closed|Day changed)|\*\*\*\* (?:BEGIN|ENDING) LOGGING AT|Session (?:Start|Close|Time):|#+ Log session (?:started|terminated) at|[—-]+ (?:Begin|End) Session:|\[\d\d:\d\d\] ---|\*\*\*\*  (?:Beginning|End) of log)\s*(.*)$`)
	ircIdent  = regexp.MustCompile(`^Session Ident: (.*)$`)
	// ircTalk is the first line of Pidgin.
	ircTalk = regexp.MustCompile(`^Conversation with (\S+) at (.+?) on \S+ \((?:irc|\w+)\)$`)
	// ircDay is a day that begins: quassel's and eggdrop's.
	ircDay = regexp.MustCompile(`^(?:- \{Day changed to (.+)\}|--- (?:Day changed )?(\p{L}{3} \p{L}{3} .+\d{4}))$`)
	// ircPainted are the marks of colours and weights, of mIRC and of terminals.
	ircPainted = regexp.MustCompile("\x03(?:\\d{1,2}(?:,\\d{1,2})?)?|[\x02\x04\x0f\x11\x16\x1d\x1e\x1f\x12\x13\x14]|\x1b\\[[0-9;]*m")
	// ircRenamed is a line that is in no other log.
	ircRenamed = regexp.MustCompile(`^(?:===|-!-|\*\*\*) \S+ (?:is now known as \S+|\[\S+@\S+\] has (?:joined|left) #\S+)`)
	ircMarkup  = regexp.MustCompile(`(?i)^\s*<(?:!doctype|html|\?xml)\b`)
	ircAlone   = regexp.MustCompile(`^\s*[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?[\])]?\s*$`)
)

// ircLineOf takes the marks of colours off.
func ircLineOf(text string) string {
	if strings.IndexFunc(text, func(r rune) bool { return r < ' ' && r != '\t' }) < 0 {
		return text
	}
	return ircPainted.ReplaceAllString(text, "")
}

func sniffIRC(h *head) int {
	if h.json.object("messages", "channel") && strings.Contains(h.text, `"payload"`) {
		return 95
	}
	if h.json.keys != nil || ircMarkup.MatchString(h.text) {
		return 0
	}
	for _, l := range h.lines[:min(10, len(h.lines))] {
		if ircOpened.MatchString(l) || ircTalk.MatchString(l) {
			return 92
		}
	}
	c := countIRC(h)
	switch {
	case c.records*4 >= c.lines && c.records > 1 && c.lines >= 3*c.records-1:
		return 30 // a time, a nick and a text on lines of their own
	case c.sure*10 < c.lines*6 && c.weak*10 < c.lines*9:
		return 0
	case c.sure*10 >= c.lines*6 && c.spoken > 0 && c.timed*2 > c.lines:
		return 85
	case c.sure*10 >= c.lines*6 && c.spoken > 0 && !strings.Contains(h.text, "</"):
		return 60
	case c.sure > 1 && c.timed*3 >= c.lines*2 && c.told*2 > c.lines, c.renamed == c.lines && c.lines > 0:
		return 55 // nobody said a thing
	case c.weak*10 >= c.lines*9 && c.names*2 <= c.lines+1 && c.lines > 2:
		return 30
	}
	return 0
}

// ircCount is what the lines of a beginning are.
type ircCount struct {
	lines, timed, sure, weak, spoken, told, records, names, renamed int
}

func countIRC(h *head) (c ircCount) {
	names, alone := map[string]bool{}, false
	for _, l := range h.lines[:min(300, len(h.lines))] {
		l = ircLineOf(l)
		if strings.TrimSpace(l) == "" {
			continue
		}
		c.lines++
		if alone && ircNick(l) == "" {
			c.records--
		}
		if alone = ircAlone.MatchString(l); alone {
			c.records++
			continue
		}
		_, rest, stamped := stampOf(l)
		if stamped {
			c.timed++
		}
		body, ok := ircBody(untabbed(rest, stamped))
		switch {
		case !ok && !stamped && strings.HasPrefix(l, " "):
			c.lines-- // goes on
		case !ok:
		case body.sure:
			c.sure++
			if body.system {
				c.told++
				if ircRenamed.MatchString(body.text) {
					c.renamed++
				}
			} else {
				c.spoken++
			}
		}
		if ok && (body.sure || !body.system || ircBarred.MatchString(l)) {
			c.weak++
			names[body.nick] = true
		}
	}
	delete(names, "")
	c.names = len(names)
	return c
}

// untabbed is what stands behind a time, for ircBody.
func untabbed(rest string, stamped bool) (string, bool, bool) {
	if stamped && strings.HasPrefix(rest, "\t") {
		return rest[1:], true, true
	}
	if stamped {
		rest = strings.TrimPrefix(rest, " ")
	}
	return rest, stamped, false
}

// ircLog is one log being read.
type ircLog struct {
	*job
	f file
	// day is the date in force, year alone where lines have the rest.
	year, month, day int
	// last is the clock of the line before, for a midnight nobody told.
	last time.Duration
	// timed says that lines have times, records that times have lines of their own.
	timed, records bool
	// begun says that a message was read.
	begun bool
	// open is the record being read, at a time of its own.
	open *Message
}

func readIRC(j *job, f file) error {
	h, err := j.look(f)
	if err != nil {
		return err
	}
	if h.json.has("messages") {
		return j.meetbot(f)
	}
	c := countIRC(h)
	l := &ircLog{job: j, f: f, timed: c.timed*2 > c.lines, records: c.records > 1 && c.records*4 >= c.lines}
	l.year, l.month, l.day = dateOfName(f.path)
	for line, err := range j.lines(f) {
		if err != nil {
			return err
		}
		line.text = ircLineOf(line.text)
		if strings.TrimSpace(line.text) == "" {
			continue
		}
		if err := l.line(line); err != nil {
			return err
		}
	}
	j.doc.forwards()
	return nil
}

// line reads one line.
func (l *ircLog) line(in line) error {
	if handled, err := l.mark(in); handled {
		return err
	}
	at, rest, stamped := stampOf(in.text)
	if l.records {
		return l.record(in, at, rest, stamped)
	}
	if stamped {
		if m := ircDay.FindStringSubmatch(strings.TrimSpace(rest)); m != nil {
			l.setDay(firstOf(m[1], m[2]))
			return l.system(in, l.at(at), strings.TrimSpace(rest))
		}
	}
	body, ok := ircBody(untabbed(rest, stamped))
	switch {
	case !ok && stamped && strings.TrimSpace(rest) == "":
		return l.system(in, l.at(at), "")
	case !ok || l.timed && !stamped && !body.sure:
		return l.other(in, stamped)
	}
	l.begun = true
	m := Message{Sender: body.nick, Text: strings.TrimRight(body.text, " "), File: l.f.path, Line: in.n}
	if stamped {
		m.When = l.at(at)
	}
	if body.system {
		m.Kind, m.Sender = KindSystem, ""
	}
	return l.add(m)
}

// mark reads the lines that begin, end and divide a log.
func (l *ircLog) mark(in line) (bool, error) {
	text := strings.TrimSpace(in.text)
	if strings.IndexAny(text, "-*SC#—[") != 0 || strings.HasPrefix(text, "[") && !strings.Contains(text, "] ---") {
		return false, nil
	}
	if m := ircOpened.FindStringSubmatch(text); m != nil {
		l.setDay(m[1])
		at := When{}
		if s, ok := clockIn(m[1]); ok {
			at = l.at(s)
		}
		return true, l.system(in, at, text)
	}
	if m := ircIdent.FindStringSubmatch(text); m != nil {
		l.doc.Title = m[1]
		return true, l.system(in, When{}, text)
	}
	if m := ircTalk.FindStringSubmatch(text); m != nil {
		l.doc.Title = m[1]
		l.setDay(m[2])
		return true, l.system(in, When{}, text)
	}
	if !l.begun && len(l.doc.Messages) == 0 && strings.HasPrefix(text, "#") && !strings.ContainsAny(text, " \t") {
		l.doc.Title = text
		return true, l.system(in, When{}, text)
	}
	return false, nil
}

var clockInWords = regexp.MustCompile(`(?:^|[ T])(\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?(?:Z|[+-]\d{2}:?\d{2})?)(?: |$)`)

// clockIn finds the clock in "Tue Jan 31 10:42:03 2017".
func clockIn(words string) (stamp, bool) {
	if m := clockInWords.FindStringSubmatch(words); m != nil {
		s, _, ok := stampOf(m[1])
		return s, ok
	}
	return stamp{}, false
}

// setDay takes the date in words as the one that holds from here.
func (l *ircLog) setDay(words string) {
	if y, m, d := dateIn(words); m != 0 && y != 0 {
		l.year, l.month, l.day, l.last = y, m, d, 0
	}
}

// at completes a time by the date in force. A clock that goes back by more than half
// a day has passed midnight.
func (l *ircLog) at(s stamp) When {
	now := time.Duration(s.hour)*time.Hour + time.Duration(s.minute)*time.Minute
	switch {
	case s.month != 0 && s.year != 0:
	case s.month != 0 && l.year != 0:
		if l.month == 12 && s.month == 1 {
			l.year++
		}
		s.year, l.month = l.year, s.month
	case s.month == 0 && l.day != 0:
		if l.last-now > 12*time.Hour {
			next := time.Date(l.year, time.Month(l.month), l.day+1, 0, 0, 0, 0, time.UTC)
			l.year, l.month, l.day = next.Year(), int(next.Month()), next.Day()
		}
		s.year, s.month, s.day, l.last = l.year, l.month, l.day, now
	}
	return s.when()
}

func (l *ircLog) system(in line, at When, text string) error {
	return l.add(Message{When: at, Kind: KindSystem, Text: text, File: l.f.path, Line: in.n})
}

// other is a line that is none of a log: one that goes on, or one that could not be
// read. What begins like a time is never a line that goes on.
func (l *ircLog) other(in line, stamped bool) error {
	text := strings.TrimSpace(in.text)
	n := len(l.doc.Messages)
	if stamped || !l.begun || n == 0 || l.doc.Messages[n-1].Kind == KindSystem || strings.ContainsAny(text[:1], "[0123456789") {
		l.doc.reject(l.f.path, in.n, ExpectedMessage, in.text)
		return nil
	}
	l.goesOn(n-1, text)
	return nil
}

// record reads logs whose times, nicks and texts have lines of their own.
func (l *ircLog) record(in line, at stamp, rest string, stamped bool) error {
	text := strings.TrimSpace(in.text)
	n := len(l.doc.Messages)
	switch {
	case stamped && strings.TrimSpace(rest) == "":
		l.open = &Message{When: l.at(at), File: l.f.path, Line: in.n}
		return nil
	case l.open != nil && l.open.Sender == "":
		l.open.Sender = ircNick(strings.TrimSuffix(strings.Trim(text, "<>"), ":"))
		if l.open.Sender == "" {
			l.open = nil
			l.doc.reject(l.f.path, in.n, ExpectedMessage, in.text)
		}
		return nil
	case l.open != nil:
		l.open.Text = text
		m := *l.open
		l.open = nil
		return l.add(m)
	case n == 0:
		l.doc.reject(l.f.path, in.n, ExpectedMessage, in.text)
		return nil
	}
	l.goesOn(n-1, text)
	return nil
}

var (
	nameDate   = regexp.MustCompile(`(?:^|\D)(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?:\D|$)`)
	folderDate = regexp.MustCompile(`(?:^|/)(\d{4})[/-](\d{2})(?:/|[/-])(\d{2})(?:/[^/]*|\.[^/]*|-[^/]*)?$`)
)

// dateOfName is the day a file is of by its name, or by the folders it is in, as
// 2014/01/02.log; zeros for none.
func dateOfName(at string) (year, month, day int) {
	at = filepath.ToSlash(at)
	for _, m := range [][]string{nameDate.FindStringSubmatch(path.Base(at)), folderDate.FindStringSubmatch(at)} {
		if m == nil {
			continue
		}
		s := stamp{year: number(m[1]), month: number(m[2]), day: number(m[3])}
		if s.year >= minYear && s.year <= maxYear && s.isDate() {
			return s.year, s.month, s.day
		}
	}
	return 0, 0, 0
}

// forwards turns round what is told newest first.
func (d *Document) forwards() {
	var first, last *Message
	for i := range d.Messages {
		m := &d.Messages[i]
		if m.When.Told != ToldInstant && m.When.Told != ToldLocal {
			continue
		}
		if first == nil {
			first = m
		}
		last = m
	}
	if first != nil && first.When.Told == last.When.Told && last.When.Time.Before(first.When.Time) {
		slices.Reverse(d.Messages)
	}
}
