package report

import (
	"slices"
	"unicode/utf16"

	"secondstory/backend/debrief"
)

// LeftName is a name that stays in a line this edition prints: of somebody whom
// another quotes, or who is in no list.
type LeftName struct {
	EntryID debrief.ID `json:"entryId"`
	// Text is the line as it is printed, without the marks of a quotation; From and To
	// are where the name stands in it, in UTF-16 units.
	Text  string `json:"text"`
	From  int    `json:"from"`
	To    int    `json:"to"`
	Quote bool   `json:"quote"`
	// Who is named, and Role what would stand for it.
	Who  debrief.Who `json:"who"`
	Role string      `json:"role"`
	// Mark is that of the words a decision is about.
	Mark string `json:"mark"`
}

// whom is somebody whose name may stay.
type whom struct {
	who  debrief.Who
	role string
}

// finder finds names and says whose they are.
type finder struct {
	names *names
	whose map[string]whom
}

func newFinder(w *debrief.Whole) (*finder, learner) {
	n := newNames()
	return &finder{names: n, whose: map[string]whom{}}, learner{names: n, notNames: roleWords(w)}
}

// add makes somebody known, by every name they have.
func (f *finder) add(l learner, of whom, names ...string) {
	key := of.who.ParticipantID + "@" + of.who.Name
	f.whose[key] = of
	for _, n := range names {
		l.person(n, key)
	}
}

// in are those who are named in a text, each once, where they first are.
func (f *finder) in(text string) []match {
	seen, out := map[string]bool{}, []match{}
	for _, m := range f.names.find(text) {
		if !seen[m.name.role] {
			seen[m.name.role], out = true, append(out, m)
		}
	}
	return out
}

// leftNames lists the names that stay: in the named edition those of people who are
// named in somebody else's quotation, in the others those in no list. What was decided
// about these very words is not listed.
func (s *scrubber) leftNames(w, scrubbed *debrief.Whole, c *cast) []LeftName {
	out, f := []LeftName{}, s.mayStay(w, c)
	for i := range scrubbed.Entries {
		e := &scrubbed.Entries[i]
		if c.edition == Named && !e.Quote {
			continue
		}
		for _, m := range f.in(e.Text) {
			of := f.whose[m.name.role]
			if of.who == e.Who || e.MayBeNamed(of.who, s.written[e.ID]) {
				continue
			}
			out = append(out, LeftName{
				EntryID: e.ID, Text: e.Text, From: utf16Len(e.Text[:m.from]), To: utf16Len(e.Text[:m.to]), Quote: e.Quote,
				Who: of.who, Role: of.role, Mark: debrief.NamingMark(s.written[e.ID]),
			})
		}
	}
	return out
}

// mayStay is whose names an edition does not take out.
func (s *scrubber) mayStay(w *debrief.Whole, c *cast) *finder {
	f, l := newFinder(w)
	for _, p := range w.Participants {
		if c.byName[p.ID] {
			f.add(l, whom{debrief.Who{ParticipantID: p.ID}, lowerFirst(c.roles[p.ID])}, p.Name, p.Alias)
		}
	}
	for _, stranger := range s.strangers {
		f.add(l, whom{debrief.Who{Name: stranger.Of}, s.somebody}, stranger.Of)
	}
	return f
}

// roles puts roles in the place of names in a line where somebody decided that.
func (s *scrubber) roles(w *debrief.Whole, c *cast) {
	for i := range w.Entries {
		e := &w.Entries[i]
		s.written[e.ID] = e.Text
		for _, n := range e.Naming {
			if n.As == debrief.NamingRole {
				s.role(e, n.Who(), w, c)
			}
		}
	}
}

func (s *scrubber) role(e *debrief.Entry, who debrief.Who, w *debrief.Whole, c *cast) {
	called, role := []string{who.Name}, s.somebody
	at := slices.IndexFunc(w.Participants, func(p debrief.Participant) bool { return p.ID == who.ParticipantID })
	if at >= 0 {
		called, role = []string{w.Participants[at].Name, w.Participants[at].Alias}, c.roles[who.ParticipantID]
	}
	n := newNames()
	l := learner{names: n, notNames: roleWords(w)}
	for _, name := range called {
		l.person(name, role)
	}
	as := inText
	if e.Quote {
		as = inQuote
	}
	var counts map[string]int
	e.Text, counts = n.replace(e.Text, as)
	e.Label, _ = n.replace(e.Label, inLabel)
	s.count("name", role, sectionOf(e), counts[role])
}

func utf16Len(s string) int { return len(utf16.Encode([]rune(s))) }
