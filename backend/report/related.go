package report

import (
	"fmt"
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// Related is a debrief that belongs with the one that is printed, as its own edition
// says it; see Told.
type Related struct {
	// ID is for who asks; it is printed nowhere.
	ID    debrief.ID
	Title string
	// Why is what somebody saw they have in common; may be empty.
	Why string
	// Day is that of its event, YYYY-MM-DD.
	Day string
}

// Told returns texts about a debrief as an edition of it would say them. It fails with
// CodeNameFound where a name would be left in them, or, of the public edition, anywhere in
// the debrief: what cannot be published is not told of either.
func Told(w *debrief.Whole, o Options, texts ...string) ([]string, error) {
	if o.T == nil {
		return nil, errNoText
	}
	o.fill(w)
	if o.Edition == Public {
		if _, err := Build(w, o); err != nil {
			return nil, err
		}
	}
	o.T = newPhrasebook(o.T).T
	c, _ := newCast(w, o)
	s := newScrubber(o, c.names)
	out := append([]string{}, texts...)
	for i := range out {
		s.field("related", &out[i], inLabel)
	}
	if err := s.check(); err != nil {
		return nil, fmt.Errorf("scrub what is told: %w", err)
	}
	return out, nil
}

// related takes the names of those who are in this debrief out of what is told of others.
func (s *scrubber) related(all []Related) []Related {
	out := append([]Related{}, all...)
	for i := range out {
		s.field("related", &out[i].Title, inLabel)
		s.field("related", &out[i].Why, inText)
	}
	return out
}

// Beside is a debrief it belongs with, as it is printed.
type Beside struct {
	// Day is that of its event, Title what it is called, Rest what follows that.
	Day, Title, Rest string
	// URL leads from the page to its own. Build knows of none.
	URL string
}

// RelatedFields are the debriefs it belongs with where nothing leads to them.
func (r *Report) RelatedFields() []Field {
	out := []Field{}
	for _, of := range r.Related {
		out = append(out, Field{Label: of.Day, Text: of.Title + of.Rest})
	}
	return out
}

// related is what the debrief belongs with, the earliest first as it was given.
func (b *builder) related() []Beside {
	out := []Beside{}
	for _, r := range b.o.Related {
		said := b.sentence(clean(r.Title))
		of := Beside{Day: clean(r.Day), Title: b.upperFirst(clean(r.Title))}
		of.Rest = strings.TrimPrefix(said, of.Title)
		if at, err := time.Parse(time.DateOnly, r.Day); err == nil {
			of.Day = at.Format(longDay)
		}
		if why := b.sentence(clean(r.Why)); why != "" {
			of.Rest += " " + why
		}
		out = append(out, of)
	}
	return out
}
