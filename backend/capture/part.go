package capture

import (
	"slices"
	"strings"

	"secondstory/backend/debrief"
)

// Rest returns what the words after the place where a line is split become: a
// line of the same kind and of the same person, unless they say something else.
// It has the time it says, and none otherwise.
func Rest(first debrief.Record, words string, ctx LineContext, base debrief.Base, place debrief.Place) debrief.Record {
	ctx.SpeakerID = ""
	line := ParseLine(words, ctx).AsNote()
	if line.Kind != KindNote && line.Kind != KindEntry {
		return line.Record(base, place)
	}
	if line.Who.IsZero() {
		line.Who = whoOf(first)
	}
	if e, ok := first.(*debrief.Entry); ok {
		made := line.entry(base, place)
		made.Basis, made.Source, made.OnTimeline = e.Basis, e.Source, e.OnTimeline
		made.Quote = made.Quote || e.Quote
		if e.Lane == debrief.LaneSystem {
			made.Lane = e.Lane
		}
		return made
	}
	line.Kind = kindOf(first)
	return line.Record(base, place)
}

func kindOf(r debrief.Record) Kind {
	switch r.(type) {
	case *debrief.Question:
		return KindQuestion
	case *debrief.Factor:
		return KindFactor
	case *debrief.Helped:
		return KindHelped
	case *debrief.Countermeasure:
		return KindIdea
	}
	return KindEntry
}

// Shared returns the records of a debrief that change when a line is split: what
// rests on it rests on both halves, and what was decided about a phrase stays
// with the half that has it.
func Shared(w *debrief.Whole, first, second debrief.Record) []debrief.Record {
	from, to := first.Head().ID, second.Head().ID
	var out []debrief.Record
	share := func(ids []debrief.ID) []debrief.ID {
		if slices.Contains(ids, from) && first.Noun() == second.Noun() {
			return append(slices.Clone(ids), to)
		}
		return ids
	}
	for _, r := range w.Records() {
		changed := false
		switch r := r.(type) {
		case *debrief.Factor:
			ids := share(r.EntryIDs)
			changed, r.EntryIDs = len(ids) > len(r.EntryIDs), ids
		case *debrief.Helped:
			ids := share(r.EntryIDs)
			changed, r.EntryIDs = len(ids) > len(r.EntryIDs), ids
		case *debrief.Countermeasure:
			ids := share(r.FactorIDs)
			changed, r.FactorIDs = len(ids) > len(r.FactorIDs), ids
		case *debrief.Wording:
			if changed = r.RecordID == from && !hasPhrase(first, r.Phrase) && hasPhrase(second, r.Phrase); changed {
				r.RecordID = to
			}
		}
		if changed && r.Head().ID != from {
			out = append(out, r)
		}
	}
	return out
}

func hasPhrase(r debrief.Record, phrase string) bool {
	return strings.Contains(strings.ToLower(textOf(r)), strings.ToLower(phrase))
}

func textOf(r debrief.Record) string {
	switch r := r.(type) {
	case *debrief.Entry:
		return r.Text
	case *debrief.Question:
		return r.Text
	case *debrief.Factor:
		return r.Text
	case *debrief.Helped:
		return r.Text
	case *debrief.Countermeasure:
		return r.Text
	}
	return ""
}
