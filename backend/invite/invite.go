// Package invite writes the invitation of one person to a meeting: its text,
// the same as a mail that waits to be sent, and the meeting for a calendar.
// Nothing is sent. An invitation names nobody but its reader, who leads, and who
// stands behind the assurance; the event has its day and no title, since a title
// may already say too much to somebody who was there.
package invite

import (
	"net/mail"
	"strconv"
	"strings"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/letter"
)

// Options is what an invitation needs beside the debrief.
type Options struct {
	// T returns a text of the catalogue with its places filled.
	T func(key string, pairs ...string) string
	// Minutes is how long a meeting is that has no plan of its own yet.
	Minutes int
	// Now is when it is written.
	Now time.Time
}

// Invitation is one person's, ready to be read, copied or saved.
type Invitation struct {
	Subject string
	// Text is plain, its lines divided by \n.
	Text string
	// To and From are mail addresses, or empty when there is none that can be used.
	To, From string

	summary, place, uid string
	start, now          time.Time
	length              time.Duration
	sequence            int
}

// New writes the invitation of a participant.
func New(w *debrief.Whole, p *debrief.Participant, o Options) Invitation {
	d := &w.Debrief
	a := &d.Preparation
	start, _ := time.Parse(time.RFC3339, a.MeetsAt) // no time yet is the zero one
	in := Invitation{
		To: address(p.Email), From: address(a.Email),
		place: strings.Join(some(letter.OneLine(a.Place), letter.OneLine(a.DialIn)), "; "),
		uid:   d.ID + "@secondstory.invalid", sequence: int(d.Rev + w.Meeting.Rev),
		start: start, now: o.Now, length: length(&w.Meeting, o.Minutes),
	}
	about := o.T("invite.about.unknown")
	if at, ok := letter.EventDay(d); ok {
		about = o.T("invite.about.on", "day", at)
	}
	in.Subject = o.T("invite.subject", "event", about)
	in.summary = o.T("invite.summary", "event", about)
	in.Text = fill(a.Invitation, in, d, p, o)
	return in
}

// Timed says whether there is a time to put into a calendar.
func (in *Invitation) Timed() bool { return !in.start.IsZero() }

// fill writes the text. The places are filled in one pass, so that a name that
// looks like a place stays a name.
func fill(template string, in Invitation, d *debrief.Debrief, p *debrief.Participant, o Options) string {
	if strings.TrimSpace(template) == "" {
		template = o.T("invite.text")
	}
	name := letter.OneLine(p.Name)
	if name == "" {
		name = o.T("invite.somebody")
	}
	event := o.T("invite.event.unknown")
	if at, ok := letter.EventDay(d); ok {
		event = o.T("invite.event.on", "day", at)
	}
	text := strings.NewReplacer(
		"{name}", name, "{event}", event, "{when}", when(in, d, p, o), "{where}", where(&d.Preparation, o),
		"{statement}", statement(&d.Preparation, o), "{talk}", o.T("invite.talk"), "{facilitator}", letter.OneLine(d.Facilitator),
	).Replace(letter.Plain(template))
	return strings.TrimSpace(text) + "\n"
}

// when says the time in the person's own zone, and in the meeting's where the
// clocks there show another.
func when(in Invitation, d *debrief.Debrief, p *debrief.Participant, o Options) string {
	if !in.Timed() {
		return o.T("invite.when.open")
	}
	theirs := letter.Zone(d.Preparation.Zone, d.Zone)
	own := letter.Zone(p.Zone, theirs.String())
	here, there := in.start.In(own), in.start.In(theirs)
	minutes := strconv.Itoa(int(in.length / time.Minute))
	pairs := []string{"day", letter.Day(here), "time", letter.Clock(here), "zone", letter.Place(own), "minutes", minutes}
	if here.Format(time.DateTime) == there.Format(time.DateTime) {
		return o.T("invite.when", pairs...)
	}
	elsewhere := letter.Clock(there)
	if here.YearDay() != there.YearDay() {
		elsewhere = letter.Day(there) + ", " + elsewhere
	}
	return o.T("invite.when.also", append(pairs, "elsewhere", elsewhere, "other", letter.Place(theirs))...)
}

func where(a *debrief.Preparation, o Options) string {
	room, call := letter.OneLine(a.Place), letter.OneLine(a.DialIn)
	var lines []string
	switch {
	case room != "":
		lines = append(lines, o.T("invite.place", "place", room))
	case call == "":
		lines = append(lines, o.T("invite.place.open"))
	}
	if call != "" {
		lines = append(lines, o.T("invite.dial-in", "dialIn", call))
	}
	return strings.Join(lines, "\n")
}

func statement(a *debrief.Preparation, o Options) string {
	said := strings.TrimSpace(letter.Plain(a.Statement))
	if said == "" {
		said = o.T("invite.statement")
	}
	if by := letter.OneLine(a.StatementBy); by != "" {
		said += " " + o.T("invite.statement.by", "by", by)
	}
	return said
}

func length(m *debrief.Meeting, usual int) time.Duration {
	minutes := 0
	for _, n := range m.PlanMinutes {
		minutes += n
	}
	if minutes == 0 {
		minutes = usual
	}
	return time.Duration(minutes) * time.Minute
}

// maxAddress is how long a mail address may be (RFC 5321, 4.5.3.1).
const maxAddress = 254

// address returns a mail address that can stand in a header as it is, or nothing.
func address(text string) string {
	a, err := mail.ParseAddress(strings.TrimSpace(text))
	if err != nil || len(a.Address) > maxAddress || strings.ContainsFunc(a.Address, unfit) {
		return ""
	}
	return a.Address
}

// unfit are the characters that make a quoted or an international address, which
// not every program takes.
func unfit(r rune) bool {
	return r <= ' ' || r > '~' || strings.ContainsRune(`"\<>,;:()[]`, r)
}

func some(texts ...string) (out []string) {
	for _, t := range texts {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}
