package graph

import (
	"secondstory/backend/debrief"
	"secondstory/backend/figure"
)

// FromWhole returns what the graph of a debrief draws around its series: the entries
// of the timeline, and when the incident began and was over. Sizes and zone are left
// to the caller.
func FromWhole(w *debrief.Whole, all []debrief.Series, words Words) Input {
	in := Input{Series: all, Words: words, Started: w.Debrief.Started.Time(), Ended: w.Debrief.Resolved.Time()}
	for _, e := range w.Timeline() {
		if e.Time.Known() {
			in.Marks = append(in.Marks, Mark{ID: e.ID, At: e.Time.Time(), Label: figure.LabelOf(e), Record: e.Basis == debrief.BasisRecord})
		}
	}
	return in
}

// WordsOf takes the fixed words of a graph from the copy catalogue.
func WordsOf(t func(key string, pairs ...string) string, zone string) Words {
	return Words{Zone: zone, More: t("graph.more"), Started: t("graph.began"), Ended: t("graph.over")}
}
