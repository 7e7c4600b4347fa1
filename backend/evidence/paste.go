package evidence

import (
	"regexp"
	"strings"
	"time"
)

// slackPaste reads text copied out of Slack's window: a line with a name and a
// clock, then what was said; further messages of the same person have the clock
// alone.
func slackPaste() reader {
	return reader{format: FormatSlackPaste, sniff: sniffSlackPaste, read: readSlackPaste}
}

// teamsPaste reads text copied out of Teams' window: "[3/3 2:05 PM] Name", or a name
// and a time on two lines.
func teamsPaste() reader {
	return reader{format: FormatTeamsPaste, sniff: sniffTeamsPaste, read: readTeamsPaste}
}

// pasteTime is a clock as windows show it, with a day before it or none.
const pasteTime = `(?:((?:\p{L}[\p{L}.]*,? |\d{1,2}\.? )?(?:\p{L}[\p{L}.]*(?: \d{1,2}(?:st|nd|rd|th)?)?(?:,? \d{4})?|\d{1,4}[./-]\d{1,2}(?:[./-]\d{1,4})?)),?(?: at| um| à)? )?(\d{1,2}:\d{2}(?::\d{2})?)(?: ?([AaPp])\.?[Mm]\.?)?`

var (
	// pasteHead is "Name  2:05 PM", pasteSquare "name [2:05 PM]", with a word for a
	// program between.
	pasteHead   = regexp.MustCompile(`^(\S.{0,80}?)(?: ?\b(APP|BOT|WORKFLOW))?( {2,}|[ \t]*\t[ \t]*| ?\x{a0}+ ?| — | )` + pasteTime + `$`)
	pasteSquare = regexp.MustCompile(`^([^\[\]]{1,80}?)(?: ?\b(APP|BOT|WORKFLOW))? ?(\[)` + pasteTime + `\](?: (.*))?$`)
	pasteAlone  = regexp.MustCompile(`^(\[)?` + pasteTime + `(\])?$`)
	pasteTeams  = regexp.MustCompile(`^\[` + pasteTime + `\] ([^\n]{1,120})$`)
	// pasteDay is a line between days, pasteAside what the window shows besides.
	pasteDay   = regexp.MustCompile(`(?i)^(?:-{3,} ?)?(?:(?:today|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b,? ?)?(?:(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)\.? \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?|\d{1,2}\.? (?:january|february|march|april|may|june|july|august|september|october|november|december)(?: \d{4})?)?(?: ?-{3,})?$`)
	pasteAside = regexp.MustCompile(`(?i)^(?:new(?: messages)?|\d+ repl(?:y|ies)(?: .*)?|last reply .*|view (?:thread|newer replies)|thread|also sent to the channel|replied to a thread:.*|pinned by .*|saved for later.*|only visible to you|has been edited|edited|\(edited\)|last read)$`)
	// pasteTold is what Slack tells in the name of whom it is about.
	pasteTold = regexp.MustCompile(`^(?:(?:has )?joined (?:#\S+|the channel)|(?:has )?left (?:#\S+|the channel)|was (?:added|invited) to #|was removed from #|set the channel (?:topic|description|purpose)|cleared the channel|has renamed the channel|renamed the channel|archived the channel|un-?archived|pinned a message|started a huddle|A huddle (?:happened|started))`)
	pasteEdit = regexp.MustCompile(`\s*\(edited\)\s*$`)
)

// paste is a text from a window being read.
type paste struct {
	// sender and bot are of the message before; day holds from a line between days.
	sender string
	bot    Kind
	day    stamp
	// half says that clocks have twelve hours, last is the one before.
	half bool
	last time.Duration
	// strict says that names and clocks are two blanks apart.
	strict bool
}

func sniffSlackPaste(h *head) int {
	hits, wide, first := 0, 0, false
	for i, l := range h.lines[:min(len(h.lines), 400)] {
		l = strings.TrimSpace(turnHidden.Replace(l))
		m := pasteHeading(l)
		if m == nil {
			m = pasteSquare.FindStringSubmatch(l)
		}
		if m == nil || !isName(m[1]) && !pasteHandle.MatchString(m[1]) {
			continue
		}
		hits++
		first = first || i < 4
		if m[3] != " " {
			wide++
		}
	}
	if pasteIndented.MatchString(h.text) {
		return 55 // a name, and a time below it
	}
	switch {
	case wide > 0 && first, wide > 1 && hits*12 >= len(h.lines):
		return 60
	case hits > 1 && first:
		return 40
	}
	return 0
}

// pasteHeading looks at a line only when it ends like a time.
func pasteHeading(text string) []string {
	if text == "" || !strings.ContainsAny(text[len(text)-1:], "0123456789mM.") || !strings.Contains(text[max(0, len(text)-16):], ":") {
		return nil
	}
	m := pasteHead.FindStringSubmatch(text)
	if m != nil {
		m[1] = strings.TrimSpace(pasteStatus.ReplaceAllString(m[1], ""))
	}
	return m
}

// pasteStatus is the picture behind a name.
var pasteStatus = regexp.MustCompile(`:[a-z0-9_+-]+:$`)

// pasteApp is a time behind the word for a program, below its name.
var pasteApp = regexp.MustCompile(`^(?:APP|BOT|WORKFLOW) +(\S.*)$`)

// pasteWide says whether a heading is one beyond doubt: its name and its time are
// apart, and it is not the second line of a program's.
func pasteWide(m []string) bool { return m != nil && m[3] != " " && isName(m[1]) && m[1] != "APP" }

// pasteIndented is a name and, below it and moved in, a time: Slack's, not Teams'.
var pasteIndented = regexp.MustCompile(`(?m)\A\s*(?:\S[^\n]{0,60})\n {2,}\d{1,2}:\d{2}(?: [AP]M)?\s*$`)

// pasteHandle is a name that begins with a mark or a digit.
var pasteHandle = regexp.MustCompile(`^[^\s:]{1,40}$`)

func readSlackPaste(j *job, f file) error {
	h, err := j.look(f)
	if err != nil {
		return err
	}
	p := &paste{}
	for _, l := range h.lines {
		m := pasteHeading(strings.TrimSpace(turnHidden.Replace(l)))
		p.strict = p.strict || pasteWide(m)
	}
	t := &turns{job: j, f: f, intro: true, head: p.slack, aside: p.aside, pair: p.pair}
	if err := t.read(); err != nil {
		return err
	}
	j.doc.pasted()
	return nil
}

// pasted tells what was edited, and what Slack told.
func (d *Document) pasted() {
	for i := range d.Messages {
		m := &d.Messages[i]
		if cut := pasteEdit.ReplaceAllString(m.Text, ""); cut != m.Text {
			m.Text, m.Edited = cut, true
		}
		if m.Kind != KindSystem && pasteTold.MatchString(m.Text) && !strings.Contains(m.Text, "\n") {
			m.Kind, m.Text, m.Sender = KindSystem, strings.TrimSpace(m.Sender+" "+m.Text), ""
		}
	}
}

// slack reads a heading, or a clock alone, which is of whoever spoke before.
func (p *paste) slack(text string, gap bool) (Message, bool) {
	if !strings.Contains(text, ":") {
		return Message{}, false
	}
	if m := pasteSquare.FindStringSubmatch(text); m != nil && (isName(m[1]) || pasteHandle.MatchString(m[1])) {
		return p.message(m[1], m[2], m[4:7], m[7])
	}
	if m := pasteAlone.FindStringSubmatch(text); m != nil && p.sender != "" && m[2] == "" && (m[1] == "") == (m[5] == "") {
		return p.message(p.sender, string(p.bot), m[2:5], "")
	}
	m := pasteHeading(text)
	if m == nil || m[3] == " " && (p.strict || !gap) || !isName(m[1]) && !pasteHandle.MatchString(m[1]) {
		return Message{}, false
	}
	return p.message(m[1], m[2], m[4:7], "")
}

// message makes one of a name, a word for a program, the parts of a time and a text.
func (p *paste) message(name, bot string, at []string, text string) (Message, bool) {
	when, ok := p.when(at)
	if !ok {
		return Message{}, false
	}
	p.sender, p.bot = strings.TrimSpace(name), KindPerson
	if bot != "" {
		p.bot = KindBot
	}
	return Message{Sender: p.sender, Kind: p.bot, When: when, Text: text}, true
}

// when reads a day, a clock and a half of the day. A clock without its half, where
// others have it, comes after the one before.
func (p *paste) when(at []string) (When, bool) {
	s, _, ok := stampOf(at[1])
	if !ok || !s.noon(at[2]) {
		return When{}, false
	}
	now := time.Duration(s.hour)*time.Hour + time.Duration(s.minute)*time.Minute
	if p.half && at[2] == "" && now < p.last && s.hour < 12 {
		s.hour += 12
		now += 12 * time.Hour
	}
	p.half, p.last = p.half || at[2] != "", now
	day := p.day
	if at[0] != "" {
		day = stamp{}
		day.year, day.month, day.day = dateOfWindow(at[0])
	}
	if day.year != 0 {
		s.year, s.month, s.day = day.year, day.month, day.day
	}
	return s.when(), true
}

var windowNumbers = regexp.MustCompile(`^(\d{1,4})([./-])(\d{1,2})[./-](\d{1,4})$`)

// dateOfWindow is the date in words, or in numbers where their order is told by one
// above 12 or by points; zeros for a day without a year, such as "Yesterday".
func dateOfWindow(s string) (year, month, day int) {
	m := windowNumbers.FindStringSubmatch(s)
	if m == nil {
		return dateIn(s)
	}
	r := whatsAppRead{first: number(m[1]), split: m[2], second: number(m[3]), third: number(m[4]), long: len(m[4]) == 4 && m[2] != "/"}
	if w := r.when(whatsAppOrder([]whatsAppRead{r})); w.Told == ToldLocal {
		return w.Time.Year(), int(w.Time.Month()), w.Time.Day()
	}
	return 0, 0, 0
}

// aside knows the lines between days, which the clocks after them are of, and what
// the window shows besides.
func (p *paste) aside(text string) bool {
	if pasteDay.MatchString(text) {
		p.day = stamp{}
		p.day.year, p.day.month, p.day.day = dateIn(strings.Trim(text, "- "))
		p.last = 0
		return true
	}
	return pasteAside.MatchString(text)
}

// pair reads a name above a time.
func (p *paste) pair(name, next string) (Message, bool) {
	bot := ""
	if app := pasteApp.FindStringSubmatch(next); app != nil {
		bot, next = "APP", app[1]
	}
	m := pasteAlone.FindStringSubmatch(next)
	if m == nil || m[2] == "" && m[4] == "" || !isName(name) || pasteAside.MatchString(name) || p.strict {
		return Message{}, false
	}
	return p.message(name, bot, m[2:5], "")
}

func sniffTeamsPaste(h *head) int {
	square, above, lines := 0, 0, 0
	before := ""
	for _, l := range h.lines[:min(len(h.lines), 400)] {
		l = strings.TrimSpace(turnHidden.Replace(l))
		if l == "" {
			continue
		}
		lines++
		m := pasteTeams.FindStringSubmatch(l)
		alone := pasteAlone.FindStringSubmatch(l)
		switch {
		case m != nil && strings.Count(m[2], ":") == 1 && (m[1] != "" || m[3] != "" || !strings.Contains(m[4], ": ")) && isName(teamsNameOf(m[4])):
			square++
		case alone != nil && (alone[2] != "" || alone[4] != "") && isName(before):
			above++
		}
		before = l
	}
	switch {
	case square > 0 && square*5 >= lines:
		return 88 // IRC has angle brackets after the time
	case above > 1 && above*6 >= lines, above == 1 && lines < 6:
		return 50
	}
	return 0
}

// teamsNameOf is the name before a text on the same line.
func teamsNameOf(s string) string {
	name, _, _ := strings.Cut(s, ": ")
	return strings.TrimSuffix(strings.TrimSpace(name), ":")
}

func readTeamsPaste(j *job, f file) error {
	p := &paste{}
	head := func(text string, _ bool) (Message, bool) {
		m := pasteTeams.FindStringSubmatch(text)
		if m == nil {
			return Message{}, false
		}
		name := teamsNameOf(m[4])
		if !isName(name) {
			return Message{}, false
		}
		_, said, _ := strings.Cut(m[4], ": ")
		return p.message(name, "", m[1:4], said)
	}
	t := &turns{job: j, f: f, intro: true, head: head, aside: p.aside, pair: p.pair}
	if err := t.read(); err != nil {
		return err
	}
	j.doc.pasted()
	return nil
}
