package figure

import (
	"slices"
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// FromWhole returns what the figure of a debrief draws: the entries of the
// timeline whose time is known, and the bands whose ends are. Width, MaxHeight
// and Zone are left to the caller.
func FromWhole(w *debrief.Whole, words Words) Input {
	in := Input{Marks: []Mark{}, Bands: []Band{}, Zone: time.UTC, Words: words}
	differ := map[debrief.ID]bool{}
	for _, q := range w.Questions {
		for _, id := range q.AccountIDs {
			differ[id] = true
		}
	}
	for _, e := range w.Timeline() {
		if !e.Time.Known() {
			continue
		}
		in.Marks = append(in.Marks, Mark{
			ID: e.ID, At: e.Time.Time(), Until: e.Time.Last(), Label: LabelOf(e), Lane: LaneOf(e),
			Record: e.Basis == debrief.BasisRecord, Differs: differ[e.ID],
		})
	}
	for _, b := range w.Bands {
		if !b.From.Known() || !b.To.Known() {
			continue
		}
		label := b.Label
		if label == "" {
			label = b.Title
		}
		in.Bands = append(in.Bands, Band{ID: b.ID, Label: label, From: b.From.Time(), To: b.To.Time()})
	}
	slices.SortStableFunc(in.Bands, func(a, b Band) int { return a.From.Compare(b.From) })
	return in
}

// LaneOf returns an entry's lane; one that is not sorted yet is put with what
// people did when a participant acts in it, otherwise with the system.
func LaneOf(e debrief.Entry) debrief.Lane {
	switch {
	case e.Lane != debrief.LaneNone:
		return e.Lane
	case e.Who.ParticipantID != "":
		return debrief.LaneDid
	}
	return debrief.LaneSystem
}

// LabelOf returns the short form of an entry: its label, or the first clause
// of its text.
func LabelOf(e debrief.Entry) string {
	if s := strings.TrimSpace(e.Label); s != "" {
		return s
	}
	text := strings.Join(strings.Fields(e.Text), " ")
	for _, end := range []string{". ", "; ", ": ", " – ", " — "} {
		if i := strings.Index(text, end); i >= 12 {
			text = text[:i]
		}
	}
	return strings.TrimRight(text, ".")
}
