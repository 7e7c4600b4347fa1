package evidence

import (
	"regexp"
	"strings"
	"time"
)

// turns reads texts in which a line says who speaks and when, and the lines after it
// what.
type turns struct {
	*job
	f file
	// head reads a line that begins a message. gap says that the line before it was
	// blank, or that there was none.
	head func(text string, gap bool) (Message, bool)
	// pair reads a name and a time on two lines of their own; may be nil.
	pair func(name, next string) (Message, bool)
	// aside knows what a program wrote between; may be nil.
	aside func(text string) bool
	// intro says that what stands before the first message is a heading, which is
	// the system's, and nothing that could not be read.
	intro bool
	// at is the message that goes on; -1 for none.
	at int
	// held is a line of which the next says what it is; gap that one was blank
	// before it.
	held *line
	gap  bool
}

// read reads the file.
func (t *turns) read() error {
	t.at, t.gap = -1, true
	for l, err := range t.lines(t.f) {
		if err != nil {
			return err
		}
		l.text = strings.TrimSpace(turnHidden.Replace(l.text))
		if err := t.next(l); err != nil {
			return err
		}
	}
	if t.held != nil {
		if err := t.line(*t.held); err != nil {
			return err
		}
	}
	for i := range t.doc.Messages {
		t.doc.Messages[i].Text = strings.TrimSpace(t.doc.Messages[i].Text)
	}
	return nil
}

var turnHidden = strings.NewReplacer("\u200e", "", "\u200f", "", "\u202f", " ", "\u200b", "")

// next takes a line, and reads the one before it where that waited for it.
func (t *turns) next(l line) error {
	if t.pair == nil {
		return t.line(l)
	}
	if l.text == "" && t.held == nil {
		return t.line(l)
	}
	if t.held != nil {
		held := *t.held
		t.held = nil
		if m, ok := t.pair(held.text, l.text); ok {
			return t.begin(m, held.n)
		}
		if err := t.line(held); err != nil {
			return err
		}
	}
	if l.text == "" {
		return t.line(l)
	}
	t.held = &l
	return nil
}

func (t *turns) line(l line) error {
	gap := t.gap
	t.gap = l.text == ""
	if l.text == "" {
		return nil
	}
	if m, ok := t.head(l.text, gap); ok {
		return t.begin(m, l.n)
	}
	switch {
	case t.aside != nil && t.aside(l.text), t.at < 0 && t.intro:
		return t.add(Message{Kind: KindSystem, Text: l.text, File: t.f.path, Line: l.n})
	case t.at < 0:
		t.doc.reject(t.f.path, l.n, ExpectedMessage, l.text)
	default:
		t.goesOn(t.at, l.text)
	}
	return nil
}

func (t *turns) begin(m Message, line int) error {
	m.File, m.Line = t.f.path, line
	t.at, t.gap = len(t.doc.Messages), false
	return t.add(m)
}

// isName says whether a text may be a name: it begins with a letter, has few words,
// and does not read like a sentence.
func isName(s string) bool {
	return turnName.MatchString(s) && len(strings.Fields(s)) <= 7
}

var turnName = regexp.MustCompile(`^[\p{L}\p{N}~@"'(][^\n:;!?={}<>"\\` + "`" + `]{0,78}$`)

// recordingFrom says of times whether they count from the start of a recording: the
// first of a wall clock is seldom before two in the morning.
func recordingFrom(first time.Duration) bool { return first < 2*time.Hour }

// clockText is the time of a clock as text, as an offset or as a wall clock.
func clockText(s string, recording bool) When {
	if d, ok := cueClock(s); ok && (recording || d >= 24*time.Hour) {
		return after(d)
	}
	at, _, ok := stampOf(s)
	if !ok {
		return When{}
	}
	return at.when()
}
