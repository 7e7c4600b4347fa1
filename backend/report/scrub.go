package report

import (
	"slices"
	"sort"

	"secondstory/backend/debrief"
)

// scrubber makes the copy of a debrief that an edition is built from.
type scrubber struct {
	edition Edition
	names   *names
	removed map[removalKey]int
	// texts is every text people wrote, after scrubbing, by section.
	texts []Place
	// written is what every line said before names were taken out of it.
	written map[debrief.ID]string
	// somebody stands for people who are in no list; strangers warns of each once.
	somebody  string
	strangers []Warning
}

type removalKey struct{ what, of, where string }

func newScrubber(o Options, n *names) *scrubber {
	return &scrubber{edition: o.Edition, names: n, removed: map[removalKey]int{}, written: map[debrief.ID]string{}, somebody: o.T("report.person.somebody")}
}

// scrub returns a copy of the whole without what the edition must not say. Of the
// named edition only that is left out which was not agreed to.
func (s *scrubber) scrub(w *debrief.Whole, people *cast) *debrief.Whole {
	c := copyOf(w)
	s.agreed(c)
	s.roles(c, people)
	s.debrief(&c.Debrief)
	for i := range c.Participants {
		s.field("people", &c.Participants[i].Team, inLabel)
	}
	c.Entries = s.entries(c.Entries)
	for i := range c.Questions {
		s.field("questions", &c.Questions[i].Text, inText)
		s.who("questions", &c.Questions[i].Who)
	}
	for i := range c.Factors {
		s.field("factors", &c.Factors[i].Text, inText)
		s.field("factors", &c.Factors[i].Detail, inText)
	}
	for i := range c.Helped {
		s.field("helped", &c.Helped[i].Text, inText)
	}
	for i := range c.Countermeasures {
		s.countermeasure(&c.Countermeasures[i])
	}
	c.Attachments = s.attachments(c.Attachments)
	for i := range c.Bands {
		s.field("timeline", &c.Bands[i].Label, inLabel)
		s.field("timeline", &c.Bands[i].Title, inLabel)
	}
	for i := range c.Versions {
		s.field("about", &c.Versions[i].Note, inText)
	}
	return c
}

func copyOf(w *debrief.Whole) *debrief.Whole {
	c := debrief.NewWhole(w.Debrief)
	c.Meeting = w.Meeting
	c.Participants = append(c.Participants, w.Participants...)
	c.Entries = append(c.Entries, w.Entries...)
	c.Questions = append(c.Questions, w.Questions...)
	c.Factors = append(c.Factors, w.Factors...)
	c.Helped = append(c.Helped, w.Helped...)
	c.Countermeasures = append(c.Countermeasures, w.Countermeasures...)
	c.Bands = append(c.Bands, w.Bands...)
	c.Versions = append(c.Versions, w.Versions...)
	c.Attachments = append(c.Attachments, w.Attachments...)
	c.Sources = append(c.Sources, w.Sources...)
	d := &c.Debrief
	d.Links = append([]debrief.Link{}, d.Links...)
	d.Tags = append([]string{}, d.Tags...)
	d.Summary.Learnings = append([]debrief.Learning{}, d.Summary.Learnings...)
	c.Sort()
	askedAbout(c)
	return c
}

func (s *scrubber) debrief(d *debrief.Debrief) {
	s.field("summary", &d.Title, inLabel)
	s.field("summary", &d.Reference, inLabel)
	s.field("summary", &d.Severity, inLabel)
	s.field("summary", &d.Classification, inLabel)
	s.field("summary", &d.Summary.Lead, inText)
	for _, f := range []*debrief.Fact{&d.Summary.Noticed, &d.Summary.Affected, &d.Summary.Ended} {
		s.field("summary", &f.Head, inLabel)
		s.field("summary", &f.Text, inText)
	}
	for i := range d.Summary.Learnings {
		s.field("summary", &d.Summary.Learnings[i].Title, inText)
		s.field("summary", &d.Summary.Learnings[i].Text, inText)
	}
	for _, f := range []*string{&d.Impact.Customers, &d.Impact.Data, &d.Impact.Revenue, &d.Impact.Goodwill, &d.Impact.Text} {
		s.field("impact", f, inText)
	}
	for i := range d.Tags {
		s.field("about", &d.Tags[i], inLabel)
	}
	s.links(d)
	s.later(d)
}

func (s *scrubber) links(d *debrief.Debrief) {
	if s.edition == Public {
		s.count("link", "", "about", len(d.Links))
		d.Links = []debrief.Link{}
		if d.Reference != "" {
			s.count("reference", "", "summary", 1)
			d.Reference = ""
		}
	}
	for i := range d.Links {
		s.field("about", &d.Links[i].Title, inLabel)
		s.url("about", &d.Links[i].URL)
	}
}

// url drops an address that names somebody: a changed one would lead nowhere.
func (s *scrubber) url(where string, u *string) {
	if len(s.names.find(*u)) > 0 {
		s.count("link", "", where, 1)
		*u = ""
	}
}

func (s *scrubber) entries(in []debrief.Entry) []debrief.Entry {
	out := in[:0]
	for _, e := range in {
		if s.edition == Public && e.Quote {
			s.count("quote", "", "narratives", 1)
			continue
		}
		where := sectionOf(&e)
		text := inText
		if e.Quote {
			text = inQuote
		}
		s.field(where, &e.Text, text)
		s.field(where, &e.Label, inLabel)
		s.field(where, &e.Source, inText)
		if e.Lane != debrief.LaneSystem {
			s.actor(where, &e.Who)
		}
		s.who(where, &e.Who)
		if s.edition == Public && e.Source != "" {
			s.count("source", "", "timeline", 1)
			e.Source = ""
		}
		out = append(out, e)
	}
	return out
}

// sectionOf is where a line is printed.
func sectionOf(e *debrief.Entry) string {
	if e.Stage == debrief.StageNarratives {
		return "narratives"
	}
	return "timeline"
}

func (s *scrubber) countermeasure(c *debrief.Countermeasure) {
	for _, f := range []*string{&c.Text, &c.Know, &c.Reason} {
		s.field("countermeasures", f, inText)
	}
	c.Moves = slices.Clone(c.Moves)
	for i := range c.Moves {
		s.field("countermeasures", &c.Moves[i].Reason, inText)
	}
	s.who("countermeasures", &c.From)
	s.who("countermeasures", &c.Owner)
	if s.edition == Public {
		if c.Ticket != "" {
			s.count("link", "", "countermeasures", 1)
		}
		if !c.Owner.IsZero() {
			s.count("owner", "", "countermeasures", 1)
		}
		c.Ticket, c.Owner, c.From, c.Moves = "", debrief.Who{}, debrief.Who{}, nil
	}
	s.owner(c.From)
	s.owner(c.Owner)
	if webAddress(c.Ticket) != "" {
		s.url("countermeasures", &c.Ticket)
	}
	s.field("countermeasures", &c.Ticket, inLabel)
}

// who replaces the free name of somebody who is in fact known.
func (s *scrubber) who(where string, w *debrief.Who) { s.field(where, &w.Name, inLabel) }

func (s *scrubber) field(where string, f *string, as style) {
	if *f == "" || s.edition == Named && s.names.isEmpty() {
		return
	}
	text := *f
	for range 3 { // what stands together afterwards may read as a name again
		next, counts := s.names.replace(text, as)
		for role, n := range counts {
			s.count("name", role, where, n)
		}
		text = next
		if len(counts) == 0 {
			break
		}
	}
	if s.edition != Named {
		text = s.called(where, text, as)
	}
	if s.edition == Public {
		text = s.hosts(where, text)
	}
	*f = text
	s.texts = append(s.texts, Place{Where: where, Text: text})
}

// hosts hides addresses and host names.
func (s *scrubber) hosts(where, text string) string {
	text, counts := hideHosts(text)
	for what, n := range counts {
		s.count(what, "", where, n)
	}
	return text
}

func (s *scrubber) count(what, of, where string, n int) {
	if n > 0 {
		s.removed[removalKey{what, of, where}] += n
	}
}

// people counts the people who go by their role.
func (s *scrubber) people(w *debrief.Whole, c *cast) {
	names := []string{}
	if s.edition != Named {
		names = append(names, w.Debrief.Facilitator, w.Debrief.NoteTaker)
	}
	for _, p := range w.Participants {
		if !c.byName[p.ID] && folded(p.Name) != folded(p.Role) {
			names = append(names, p.Name)
		}
	}
	for _, n := range names {
		if clean(n) != "" {
			s.count("person", "", "people", 1)
		}
	}
}

// check searches what people wrote, after scrubbing: nothing may be left.
func (s *scrubber) check() error {
	hits := map[string]bool{}
	for _, t := range s.texts {
		if len(s.names.find(t.Text)) > 0 {
			hits[t.Where] = true
		}
	}
	return nameFound(hits)
}

// removals lists what was left out, in a fixed order.
func (s *scrubber) removals() []Removal {
	out := []Removal{}
	for k, n := range s.removed {
		out = append(out, Removal{What: k.what, Of: k.of, Where: k.where, Count: n})
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if a.What != b.What {
			return a.What < b.What
		}
		if a.Of != b.Of {
			return a.Of < b.Of
		}
		return a.Where < b.Where
	})
	return out
}
