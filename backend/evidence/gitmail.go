package evidence

import (
	"mime"
	"net/mail"
	"regexp"
	"strings"
)

var (
	// gitEnvelope is what a commit begins with that was made a mail.
	gitEnvelope = regexp.MustCompile(`^From ([0-9a-f]{40}|[0-9a-f]{64}) Mon Sep 17 00:00:00 2001$`)
	gitPatch    = regexp.MustCompile(`^(?:\[[^\]]*PATCH[^\]]*\]\s*)+`)
)

// gitMail is commits as mails being read, of "git format-patch" and "git log
// --format=email".
// https://git-scm.com/docs/git-format-patch
type gitMail struct {
	*job
	f file
	// head says that the head of a mail is read, over that what follows is its change.
	head, over bool
	// name is the field of the head a line may go on with.
	name   string
	fields map[string]string
}

func (j *job) gitMails(f file) error {
	g := &gitMail{job: j, f: f}
	for l, err := range j.lines(f) {
		if err != nil {
			return err
		}
		if err := g.line(l); err != nil {
			return err
		}
	}
	g.finish()
	return nil
}

func (g *gitMail) line(l line) error {
	if m := gitEnvelope.FindStringSubmatch(l.text); m != nil {
		g.finish()
		g.head, g.over, g.fields = true, false, map[string]string{}
		return g.add(Message{ID: m[1], File: g.f.path, Line: l.n})
	}
	n := len(g.doc.Messages) - 1
	switch {
	case n < 0, g.over:
	case g.head && l.text == "":
		g.finish()
	case g.head && strings.HasPrefix(l.text, " "):
		if len(g.fields[g.name]) < maxExcerpt*8 {
			g.fields[g.name] += l.text
		}
	case g.head:
		name, value, _ := strings.Cut(l.text, ":")
		g.name = strings.ToLower(name)
		g.fields[g.name] = strings.TrimSpace(value)
	case l.text == "---", l.text == "-- ":
		g.over = true
	default:
		g.goesOn(n, l.text)
	}
	return nil
}

// finish ends the head of a mail, or a mail.
func (g *gitMail) finish() {
	if len(g.doc.Messages) == 0 {
		return
	}
	m := &g.doc.Messages[len(g.doc.Messages)-1]
	if g.head {
		g.head = false
		words := mime.WordDecoder{}
		field := func(name string) string {
			if text, err := words.DecodeHeader(g.fields[name]); err == nil {
				return text
			}
			return g.fields[name]
		}
		by := gitPerson.FindStringSubmatch(field("from"))
		m.Sender, m.SenderID = firstOf(strings.Trim(by[1], `"`), by[2]), by[2]
		if strings.HasSuffix(m.Sender, "[bot]") {
			m.Kind = KindBot
		}
		if t, err := mail.ParseDate(g.fields["date"]); err == nil {
			m.When = instant(t)
		} else {
			g.doc.reject(g.f.path, m.Line, ExpectedTime, g.fields["date"])
		}
		m.Text = gitPatch.ReplaceAllString(field("subject"), "") + "\n"
		return
	}
	m.Text = firstOf(strings.TrimSpace(m.Text), m.ID)
}
