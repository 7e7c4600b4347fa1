package rehearse

import (
	"secondstory/backend/debrief"
	"secondstory/backend/report"
)

// Names are those of the people of a debrief that is rehearsed. They were there, nobody of
// them is asked, and what a room reads stays in its memory: a card that somebody wrote a
// name into is not told.
type Names struct {
	source *report.Report
	// unknown says that nobody can tell which they are.
	unknown bool
}

// NamesOf are the names that a report by role of a debrief must not carry; without a
// debrief there are none. Where no such report can be made every text may be one.
func NamesOf(source *debrief.Whole, t report.Text) Names {
	if source == nil {
		return Names{}
	}
	r, err := report.Build(source, report.Options{T: t, Edition: report.RoleOnly})
	return Names{source: r, unknown: err != nil}
}

// In says whether a card holds one of them.
func (n Names) In(c debrief.Card) bool {
	if n.unknown || n.source == nil {
		return n.unknown
	}
	text := c.When + "\n" + c.Text
	if c.Came {
		return named(n.source, text)
	}
	return n.source.Carries(text) // typed: a name that is a word of reports as well is a name
}

// Held are the cards of a kit that hold one of them.
func (n Names) Held(k debrief.Kit) []debrief.ID {
	out := []debrief.ID{}
	for _, c := range k.Cards {
		if n.In(c) {
			out = append(out, c.ID)
		}
	}
	return out
}
