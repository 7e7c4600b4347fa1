package report

import (
	"fmt"
	"time"

	"secondstory/backend/debrief"
)

// Related is a debrief that belongs with the one that is printed, as its own edition
// says it; see Told.
type Related struct {
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

// related is what the debrief belongs with, the earliest first as it was given.
func (b *builder) related() []Field {
	out := []Field{}
	for _, r := range b.o.Related {
		f := Field{Label: clean(r.Day), Text: b.sentence(clean(r.Title))}
		if at, err := time.Parse(time.DateOnly, r.Day); err == nil {
			f.Label = at.Format(longDay)
		}
		if why := b.sentence(clean(r.Why)); why != "" {
			f.Text += " " + why
		}
		out = append(out, f)
	}
	return out
}
