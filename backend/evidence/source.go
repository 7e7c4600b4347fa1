package evidence

import (
	"slices"
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// NewSource makes a source of a document, to be looked at: it has no messages until
// it is kept, see Keep.
func NewSource(d *Document, debriefID debrief.ID, name string, now time.Time) *debrief.Source {
	return &debrief.Source{
		Base: debrief.Base{ID: debrief.NewID(), DebriefID: debriefID},
		Name: debrief.FileName(name), Title: d.Title, Format: string(d.Format), Count: len(d.Messages),
		SHA256: d.SHA256, Senders: senders(d), BroughtAt: now.UTC().Format(time.RFC3339),
	}
}

// Keep gives a source its messages: the attachment that holds them, and its bytes.
// CodeEvidenceTooLarge when they are more than one attachment may hold.
func Keep(s *debrief.Source, d *Document) (*debrief.Attachment, []byte, error) {
	content, err := Pack(d)
	if err != nil {
		return nil, nil, err
	}
	if len(content) > debrief.MaxAttachment {
		return nil, nil, refused(debrief.CodeEvidenceTooLarge, s.Name)
	}
	pack := debrief.NewAttachment(s.DebriefID, s.ID, s.Name, PackType, content)
	s.PackID = pack.ID
	return pack, content, nil
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
		if moved, ok := followGraph(was, is, e); ok {
			changed = append(changed, moved)
			continue
		}
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

// followGraph moves an entry that was made of a moment of a graph.
func followGraph(was, is *debrief.Source, e debrief.Entry) (debrief.Entry, bool) {
	if len(e.Citations) == 0 || e.Citations[0].SourceID != is.ID || e.Citations[0].At == "" {
		return e, false
	}
	at := e.Citations[0].At
	if e.Time != momentOf(was, at) || momentOf(was, at) == momentOf(is, at) {
		return e, false
	}
	e.Time = momentOf(is, at)
	return e, true
}

// momentOf is when a moment of a graph was; at is by the source's own clock.
func momentOf(s *debrief.Source, at string) debrief.Moment {
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return debrief.Moment{Precision: debrief.PrecisionUnknown}
	}
	return ClockOf(s).moment(When{Told: ToldInstant, Time: t, Precision: debrief.PrecisionSecond})
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
