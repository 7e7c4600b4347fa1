package evidence

import (
	"strings"
	"time"

	"secondstory/backend/capture"
	"secondstory/backend/debrief"
	"secondstory/backend/secret"
)

// Promotion says how messages become entries.
type Promotion struct {
	// After is the position they come after.
	After float64
	// Joined makes one entry of what one sender said in messages that were chosen
	// one after the other.
	Joined bool
	// LeftOut stands in the place of what looks like a key, a password, a card number
	// or an address; empty to leave the text as it is.
	LeftOut string
}

// Promote makes entries of messages, each with the messages it came from. They are
// records, and what somebody wrote is their own words.
func Promote(s *debrief.Source, d *Document, messages []int, how Promotion) []debrief.Entry {
	moments := ClockOf(s).Moments(d)
	out := make([]debrief.Entry, 0, len(messages))
	last := ""
	for _, n := range messages {
		if n < 0 || n >= len(d.Messages) {
			continue
		}
		m := &d.Messages[n]
		text := how.text(m.Text)
		if how.Joined && len(out) > 0 && m.Sender == last && m.Kind != KindSystem {
			join(&out[len(out)-1], s, n, text, m.When.Told)
			continue
		}
		last = m.Sender
		how.After++
		e := debrief.Entry{
			Base:  debrief.Base{ID: debrief.NewID(), DebriefID: s.DebriefID},
			Place: debrief.Place{Position: how.After}, Time: moments[n], Who: whose(s, m),
			Text: text, Basis: debrief.BasisRecord, Source: s.Called(),
			Quote: m.Kind == KindPerson, OnTimeline: true,
			Citations: []debrief.Citation{{SourceID: s.ID, Message: n}},
		}
		e.Lane = capture.GuessLane(e.Text, m.Kind == KindPerson && m.Sender != "", e.Quote)
		out = append(out, e)
	}
	return out
}

// PromoteMoment makes an entry of a moment of a graph, by the source's own clock:
// what the system was then, as it was recorded. It comes after a position.
func PromoteMoment(s *debrief.Source, at time.Time, text string, after float64) debrief.Entry {
	stamp := at.UTC().Format(time.RFC3339Nano)
	return debrief.Entry{
		Base:  debrief.Base{ID: debrief.NewID(), DebriefID: s.DebriefID},
		Place: debrief.Place{Position: after + 1}, Time: momentOf(s, stamp), Text: text,
		Basis: debrief.BasisRecord, Lane: debrief.LaneSystem, Source: s.Called(), OnTimeline: true,
		Citations: []debrief.Citation{{SourceID: s.ID, Message: -1, At: stamp}},
	}
}

// join adds a message to an entry. The cues of a recording are pieces of sentences;
// lines of a chat stay lines.
func join(e *debrief.Entry, s *debrief.Source, n int, text string, told Told) {
	between := "\n"
	if told == ToldOffset {
		between = " "
	}
	e.Text = strings.TrimSpace(e.Text + between + text)
	e.Citations = append(e.Citations, debrief.Citation{SourceID: s.ID, Message: n})
}

// text is that of an entry.
func (p Promotion) text(text string) string {
	if p.LeftOut == "" {
		return strings.TrimSpace(text)
	}
	var b strings.Builder
	at := 0
	for _, s := range secret.Find(text) {
		b.WriteString(text[at:s.Start] + p.LeftOut)
		at = s.End
	}
	return strings.TrimSpace(b.String() + text[at:])
}
