package evidence

import (
	"slices"
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// Filter says which messages are looked for. Every field may be zero.
type Filter struct {
	// Words have all to be in the text or the sender's name, whatever their case.
	Words  string
	Sender string
	// From and To are instants; messages whose instant is not known are left out.
	From, To time.Time
	// Suggested leaves those with a reason.
	Suggested bool
	// System leaves what nobody said in.
	System bool
}

// Find returns the messages of a filter by their index, in their order, and how many
// that nobody said are left out for that.
func Find(d *Document, moments []debrief.Moment, reasons map[int]Reason, f Filter) (found []int, folded int) {
	words := strings.Fields(strings.ToLower(f.Words))
	for i := range d.Messages {
		m := &d.Messages[i]
		if f.Sender != "" && m.Sender != f.Sender || f.Suggested && reasons[i] == "" || !isWithin(moments[i], f) {
			continue
		}
		if len(words) > 0 && !hasWords(m, words) {
			continue
		}
		if m.Kind == KindSystem && !f.System {
			folded++
			continue
		}
		found = append(found, i)
	}
	return found, folded
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
