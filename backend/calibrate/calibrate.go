// Package calibrate writes for one person their own lines to read before anybody
// else does, with a few words to them. Nothing is sent.
//
// A [Letter] has no place for anybody else's lines, nor for notes, flags or what
// was asked: it is made from [debrief.Whole.LinesOf] alone. The event has its day
// and no title. Whoever writes the file searches what is about to be written with
// a [Guard], which knows the words of everybody else, and writes nothing when one
// of them is there.
package calibrate

import (
	"slices"
	"strings"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/letter"
)

// Options is what a letter needs beside the debrief.
type Options struct {
	// T returns a text of the catalogue with its places filled.
	T func(key string, pairs ...string) string
	// Now is when it is written.
	Now time.Time
}

// Letter is one person's lines, ready to be read. Texts are finished: one line
// each but for the cover, without characters that steer.
type Letter struct {
	Title string
	// Reader is whom it is for, Date when it was written.
	Reader string
	Date   string
	// Cover is plain, its paragraphs divided by an empty line.
	Cover string
	Parts []Part
	// Times says of which zone the times are; empty without any.
	Times string
	// Answers are what can be said back.
	Ask     string
	Answers []string
}

// Part is what was told, or what the timeline has.
type Part struct {
	Title string
	Lines []Line
}

// Line is one line. Day is said where it begins another day.
type Line struct {
	Day, Time, Text string
	Quote           bool
}

// New writes the letter of a participant. Without lines it has no parts and is
// not to be given to anybody.
func New(w *debrief.Whole, p *debrief.Participant, o Options) Letter {
	d := &w.Debrief
	reader := letter.OneLine(p.Name)
	if reader == "" {
		reader = o.T("calibrate.somebody")
	}
	l := Letter{
		Title: o.T("calibrate.title"), Reader: o.T("calibrate.reader", "name", reader),
		Date: letter.Day(o.Now.In(letter.Zone(d.Zone))), Cover: cover(d, reader, o), Parts: parts(w, p, o),
		Ask:     o.T("calibrate.ask"),
		Answers: []string{o.T("calibrate.answer.agreed"), o.T("calibrate.answer.changed"), o.T("calibrate.answer.declined")},
	}
	if zone := letter.Zone(d.Zone); l.timed() {
		l.Times = o.T("calibrate.times", "zone", letter.Place(zone))
	}
	return l
}

func (l *Letter) timed() bool {
	return slices.ContainsFunc(l.Parts, func(p Part) bool {
		return slices.ContainsFunc(p.Lines, func(l Line) bool { return l.Time != "" })
	})
}

// Empty says that there is nothing of this person's to read.
func (l *Letter) Empty() bool { return len(l.Parts) == 0 }

// cover fills the words in one pass, so that a name that looks like a place
// stays a name.
func cover(d *debrief.Debrief, reader string, o Options) string {
	template := d.Preparation.Cover
	if strings.TrimSpace(template) == "" {
		template = o.T("calibrate.text")
	}
	event := o.T("calibrate.event.unknown")
	if at, ok := letter.EventDay(d); ok {
		event = o.T("calibrate.event.on", "day", at)
	}
	text := strings.NewReplacer(
		"{name}", reader, "{event}", event, "{until}", until(d, o), "{facilitator}", letter.OneLine(d.Facilitator),
	).Replace(letter.Plain(template))
	return strings.TrimSpace(text)
}

// until says by when to answer: as somebody wrote it, before the meeting while
// it is ahead, and else when it suits.
func until(d *debrief.Debrief, o Options) string {
	if by := letter.OneLine(d.Preparation.AnswerBy); by != "" {
		return o.T("calibrate.until", "by", by)
	}
	if at, err := time.Parse(time.RFC3339, d.Preparation.MeetsAt); err == nil && at.After(o.Now) {
		return o.T("calibrate.until.meeting", "day", letter.Day(at.In(letter.Zone(d.Preparation.Zone, d.Zone))))
	}
	return o.T("calibrate.until.open")
}

func parts(w *debrief.Whole, p *debrief.Participant, o Options) []Part {
	told, timeline := Part{Title: o.T("calibrate.told")}, Part{Title: o.T("calibrate.timeline")}
	zone := letter.Zone(w.Debrief.Zone)
	lines := w.LinesOf(p.ID)
	several := severalDays(lines, zone)
	for _, from := range lines {
		to := &timeline
		if from.Told {
			to = &told
		}
		line := Line{Time: from.Time.Clock(zone), Text: letter.OneLine(from.Text), Quote: from.Quote}
		if several && from.Time.Known() {
			line.Day = letter.Day(from.Time.Time().In(zone))
		}
		to.Lines = append(to.Lines, line)
	}
	out := []Part{}
	for _, part := range []Part{told, timeline} {
		if len(part.Lines) > 0 {
			eachDayOnce(part.Lines)
			out = append(out, part)
		}
	}
	return out
}

func severalDays(lines []debrief.Line, zone *time.Location) bool {
	days := map[string]bool{}
	for _, l := range lines {
		if l.Time.Known() {
			days[letter.Day(l.Time.Time().In(zone))] = true
		}
	}
	return len(days) > 1
}

func eachDayOnce(lines []Line) {
	last := ""
	for i := range lines {
		if lines[i].Day == "" || lines[i].Day == last {
			lines[i].Day = ""
			continue
		}
		last = lines[i].Day
	}
}

// Text is the letter as plain text, its lines divided by \n.
func (l *Letter) Text() string {
	var b strings.Builder
	b.WriteString(l.Cover + "\n")
	for _, part := range l.Parts {
		b.WriteString("\n\n" + part.Title + "\n")
		for _, line := range part.Lines {
			if line.Day != "" {
				b.WriteString("\n" + line.Day + "\n")
			}
			b.WriteString("\n" + line.plain() + "\n")
		}
	}
	if l.Times != "" {
		b.WriteString("\n" + l.Times + "\n")
	}
	b.WriteString("\n\n" + l.Ask + "\n\n")
	for _, answer := range l.Answers {
		b.WriteString("[ ] " + answer + "\n")
	}
	return b.String()
}

func (l Line) plain() string {
	if l.Time == "" {
		return l.Said()
	}
	return l.Time + "  " + l.Said()
}

// Said is the text, in quotation marks where it is kept as said.
func (l Line) Said() string {
	if !l.Quote {
		return l.Text
	}
	return "“" + strings.Trim(l.Text, `"“”`) + "”"
}
