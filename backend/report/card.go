package report

import (
	"time"

	"secondstory/backend/debrief"
)

// Card is what a list of reports says of one beside its title and lead.
type Card struct {
	// Day is when the event began, YYYY-MM-DD in UTC.
	Day  string
	Kind debrief.Kind
	// Categories are those of its factors, in their order, each once.
	Categories []debrief.Category
	Tags       []string
}

func (b *builder) card() Card {
	d := &b.w.Debrief
	out := Card{Kind: debrief.Kind(firstOf(string(d.Kind), string(debrief.KindIncident))), Tags: []string{}}
	at := b.start
	if at.IsZero() {
		at, _ = time.Parse(time.RFC3339, d.CreatedAt) // checked before it was stored
	}
	out.Day = at.UTC().Format(time.DateOnly)
	for _, f := range b.factors {
		if n := len(out.Categories); f.Category != debrief.CategoryNone && (n == 0 || out.Categories[n-1] != f.Category) {
			out.Categories = append(out.Categories, f.Category)
		}
	}
	for _, tag := range d.Tags {
		if tag = clean(tag); tag != "" {
			out.Tags = append(out.Tags, tag)
		}
	}
	return out
}
