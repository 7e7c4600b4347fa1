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

// Day is when the event of a debrief began, or when it was made, YYYY-MM-DD in UTC.
func Day(d *debrief.Debrief) string { return dayFrom(d.Started.Time(), d) }

func dayFrom(at time.Time, d *debrief.Debrief) string {
	if at.IsZero() {
		at, _ = time.Parse(time.RFC3339, d.CreatedAt) // checked before it was stored
	}
	return at.UTC().Format(time.DateOnly)
}

func (b *builder) card() Card {
	d := &b.w.Debrief
	out := Card{Kind: debrief.Kind(firstOf(string(d.Kind), string(debrief.KindIncident))), Tags: []string{}}
	out.Day = dayFrom(b.start, d)
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
