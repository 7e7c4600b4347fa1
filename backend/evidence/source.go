package evidence

import (
	"slices"
	"strings"
	"time"

	"secondstory/backend/capture"
	"secondstory/backend/debrief"
)

// NewSource makes a source of a document, with the attachment that holds its
// messages and the bytes of that.
func NewSource(d *Document, debriefID debrief.ID, name string, now time.Time) (*debrief.Source, *debrief.Attachment, []byte, error) {
	content, err := Pack(d)
	if err != nil {
		return nil, nil, nil, err
	}
	if len(content) > debrief.MaxAttachment {
		return nil, nil, nil, refused(debrief.CodeEvidenceTooLarge, name)
	}
	s := &debrief.Source{
		Base: debrief.Base{ID: debrief.NewID(), DebriefID: debriefID},
		Name: debrief.FileName(name), Title: d.Title, Format: string(d.Format), Count: len(d.Messages),
		SHA256: d.SHA256, Senders: senders(d), BroughtAt: now.UTC().Format(time.RFC3339),
	}
	pack := debrief.NewAttachment(debriefID, s.ID, s.Name, PackType, content)
	s.PackID = pack.ID
	return s, pack, content, nil
}

// senders are those who wrote in a document, who wrote most first.
func senders(d *Document) []debrief.SourceSender {
	at, out := map[string]int{}, []debrief.SourceSender{}
	for i := range d.Messages {
		m := &d.Messages[i]
		if m.Sender == "" || m.Kind == KindSystem {
			continue
		}
		n, known := at[m.Sender]
		if !known {
			n = len(out)
			at[m.Sender] = n
			out = append(out, debrief.SourceSender{Name: m.Sender, Bot: m.Kind == KindBot})
		}
		out[n].Count++
	}
	slices.SortStableFunc(out, func(a, b debrief.SourceSender) int { return b.Count - a.Count })
	return out
}

// Match says whose the names of a source are, where that is sure: somebody said so
// of another source of the debrief, or it is the name or the alias of one person
// alone. Who is matched already stays.
func Match(s *debrief.Source, people []debrief.Participant, before []debrief.Source) {
	said := map[string]debrief.ID{}
	for _, b := range before {
		for _, p := range b.Senders {
			if p.ParticipantID != "" {
				said[folded(p.Name)] = p.ParticipantID
			}
		}
	}
	for i := range s.Senders {
		p := &s.Senders[i]
		if p.ParticipantID != "" || p.Bot {
			continue
		}
		if p.ParticipantID = said[folded(p.Name)]; p.ParticipantID == "" {
			p.ParticipantID = named(people, p.Name)
		}
	}
}

// named is the one person of this name, alias or first name; empty for none or
// several.
func named(people []debrief.Participant, name string) (found debrief.ID) {
	name = folded(name)
	for _, p := range people {
		first, _, _ := strings.Cut(p.Name, " ")
		if name == "" || !slices.Contains([]string{folded(p.Name), folded(p.Alias), folded(first)}, name) {
			continue
		}
		if found != "" {
			return ""
		}
		found = p.ID
	}
	return found
}

func folded(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.TrimSpace(name), "@"))
}

// Promote makes entries of messages, after a position, each with the message it
// came from. They are records, and what somebody wrote is their own words.
func Promote(s *debrief.Source, d *Document, messages []int, after float64) []debrief.Entry {
	moments := ClockOf(s).Moments(d)
	out := make([]debrief.Entry, 0, len(messages))
	for _, n := range messages {
		if n < 0 || n >= len(d.Messages) {
			continue
		}
		after++
		m := &d.Messages[n]
		e := debrief.Entry{
			Base:  debrief.Base{ID: debrief.NewID(), DebriefID: s.DebriefID},
			Place: debrief.Place{Position: after}, Time: moments[n], Who: whose(s, m),
			Text: strings.TrimSpace(m.Text), Basis: debrief.BasisRecord, Source: firstOf(s.Title, s.Name),
			Quote: m.Kind == KindPerson, OnTimeline: true,
			Citations: []debrief.Citation{{SourceID: s.ID, Message: n}},
		}
		e.Lane = capture.GuessLane(e.Text, m.Kind == KindPerson && m.Sender != "", e.Quote)
		out = append(out, e)
	}
	return out
}

// whose is the person a sender was matched to, or their name in the source.
func whose(s *debrief.Source, m *Message) debrief.Who {
	for _, p := range s.Senders {
		if p.Name == m.Sender && p.ParticipantID != "" {
			return debrief.Who{ParticipantID: p.ParticipantID}
		}
	}
	return debrief.Who{Name: m.Sender}
}

// Follow returns the entries of a source that change when what is said of it does:
// their times, and whose they are. One whose time or person somebody changed by hand
// since is left as it is.
func Follow(was, is *debrief.Source, d *Document, entries []debrief.Entry) (changed []debrief.Entry) {
	before, after := ClockOf(was).Moments(d), ClockOf(is).Moments(d)
	for _, e := range entries {
		n := citedFirst(&e, is.ID)
		if n < 0 || n >= len(d.Messages) {
			continue
		}
		m, old := &d.Messages[n], e
		if e.Time == before[n] {
			e.Time = after[n]
		}
		if e.Who == whose(was, m) {
			e.Who = whose(is, m)
		}
		if e.Time != old.Time || e.Who != old.Who {
			changed = append(changed, e)
		}
	}
	return changed
}

// citedFirst is the message of a source an entry was made of; -1 for none.
func citedFirst(e *debrief.Entry, id debrief.ID) int {
	if len(e.Citations) > 0 && e.Citations[0].SourceID == id {
		return e.Citations[0].Message
	}
	return -1
}

// Need says what has to be said of a source before its times are instants.
type Need string

// The needs.
const (
	NeedNothing Need = ""
	NeedZone    Need = "zone"
	NeedDay     Need = "day"
	NeedStart   Need = "start"
)

// Needs says what is missing for the times of a document.
func Needs(d *Document) Need {
	need := NeedNothing
	for i := range d.Messages {
		switch d.Messages[i].When.Told {
		case ToldOffset:
			return NeedStart
		case ToldClock:
			return NeedDay
		case ToldLocal:
			need = NeedZone
		}
	}
	return need
}

// Filter says which messages are looked for. Every field may be zero.
type Filter struct {
	// Words have all to be in the text or the sender's name, whatever their case.
	Words  string
	Sender string
	// From and To are instants; messages whose instant is not known are left out.
	From, To time.Time
	// Suggested leaves those with a reason.
	Suggested bool
}

// Find returns the messages of a filter by their index, in their order.
func Find(d *Document, moments []debrief.Moment, reasons map[int]Reason, f Filter) (found []int) {
	words := strings.Fields(strings.ToLower(f.Words))
	for i := range d.Messages {
		m := &d.Messages[i]
		if f.Sender != "" && m.Sender != f.Sender || f.Suggested && reasons[i] == "" || !isWithin(moments[i], f) {
			continue
		}
		if len(words) > 0 && !hasWords(m, words) {
			continue
		}
		found = append(found, i)
	}
	return found
}

func isWithin(m debrief.Moment, f Filter) bool {
	if f.From.IsZero() && f.To.IsZero() {
		return true
	}
	at := m.Time()
	return !at.IsZero() && !at.Before(f.From) && (f.To.IsZero() || !at.After(f.To))
}

func hasWords(m *Message, words []string) bool {
	text := strings.ToLower(m.Sender + "\n" + m.Text)
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
}
