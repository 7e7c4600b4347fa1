package report

import (
	"time"

	"secondstory/backend/debrief"
)

// readers learns who said what they learned later and took no part: a full name is looked
// for in all that is printed. A word by itself is left alone, for it may be a team's.
func (l learner) readers(d *debrief.Debrief, role string) {
	for _, later := range d.Later {
		if by := clean(later.By); len(partsOf(by)) > 1 && looksLikeName(by) && len(l.names.find(by)) == 0 {
			l.person(by, role)
		}
	}
}

// later takes out who said what they learned later, where they go by no role. Readers
// agreed to nothing: only the named edition says what they are called.
func (s *scrubber) later(d *debrief.Debrief) {
	d.Later = append([]debrief.Later(nil), d.Later...)
	for i := range d.Later {
		l := &d.Later[i]
		s.field("later", &l.Text, inText)
		if s.edition != Named && l.By != "" && len(s.names.find(l.By)) == 0 {
			s.count("stranger", "", "later", 1)
			l.By = ""
		}
		s.field("later", &l.By, inLabel)
	}
}

// later is what readers learned, in the order they said it, by whom and when.
func (b *builder) later() []Point {
	out := []Point{}
	for _, l := range b.w.Debrief.Later {
		text, by := b.sentence(l.Text), clean(l.By)
		if text == "" {
			continue
		}
		at, _ := time.Parse(time.RFC3339, l.At) // checked before it was stored
		key := "report.later.by"
		if by == "" {
			key = "report.later.on"
		}
		out = append(out, Point{Text: text, Note: b.t(key, "who", by, "date", at.UTC().Format(longDay))})
	}
	return out
}
