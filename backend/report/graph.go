package report

import (
	"slices"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/figure"
	"secondstory/backend/graph"
)

// Graph is what monitoring measured, with the moments that entries of the report
// rest on.
type Graph struct {
	Number int
	// Source is what the source calls itself, SHA256 that of what was brought in.
	Source string
	SHA256 string
	// Moments are the cited ones, "14:05:30", each once.
	Moments []string
	Entries []Ref
	// Drawing is what there is to draw; its size is left to the form.
	Drawing graph.Input
}

// CitedGraphs are the sources with a graph that an entry rests on, in order of the
// entries. What an interview let out was agreed to in words alone.
func CitedGraphs(w *debrief.Whole) []debrief.Source {
	out, seen := []debrief.Source{}, map[debrief.ID]bool{}
	if len(w.Sources) == 0 {
		return out
	}
	for _, e := range slices.Concat(w.Timeline(), w.Entries) {
		for _, c := range e.Citations {
			at := slices.IndexFunc(w.Sources, func(s debrief.Source) bool { return s.ID == c.SourceID })
			if c.At == "" || !e.Consent.IsZero() || at < 0 || seen[c.SourceID] {
				continue
			}
			seen[c.SourceID] = true
			out = append(out, w.Sources[at])
		}
	}
	return out
}

// graphs scrubs the names of what was measured, which tell of machines and people;
// the public edition shows no graph. The series themselves stay as they are.
func (s *scrubber) graphs(w *debrief.Whole, all map[debrief.ID][]debrief.Series) map[debrief.ID][]debrief.Series {
	cited, out := CitedGraphs(w), map[debrief.ID][]debrief.Series{}
	if s.edition == Public {
		s.count("graph", "", "evidence", len(cited))
		return out
	}
	for i := range w.Sources {
		s.field("evidence", &w.Sources[i].Name, inLabel)
		s.field("evidence", &w.Sources[i].Title, inLabel)
	}
	for _, source := range cited {
		out[source.ID] = slices.Clone(all[source.ID])
		for i := range out[source.ID] {
			one := &out[source.ID][i]
			one.Name = graph.Rename(one.Name, s.label)
		}
	}
	return out
}

// label scrubs a label of a series; one that is itself called after somebody is left
// out.
func (s *scrubber) label(label, value string) (string, bool) {
	if len(s.names.find(label)) > 0 {
		return "", false
	}
	s.field("evidence", &value, inLabel)
	return value, true
}

// graphs are those that printed entries rest on.
func (b *builder) graphs() []Graph {
	out := []Graph{}
	for _, source := range CitedGraphs(b.w) {
		g := Graph{
			Number: len(out) + 1, Source: clean(source.Called()), SHA256: source.SHA256, Moments: []string{},
			Drawing: graph.Input{
				Series: b.o.Graphs[source.ID], Ahead: time.Duration(source.AheadSeconds) * time.Second, Words: graph.WordsOf(b.o.T, "UTC"),
				Started: b.w.Debrief.Started.Time(), Ended: b.w.Debrief.Resolved.Time(),
			},
		}
		lines := []debrief.ID{}
		for id, e := range b.entries {
			if b.cite(&g, e, source.ID) {
				lines = append(lines, id)
			}
		}
		g.Entries = b.refs(lines)
		if len(g.Drawing.Series) == 0 || len(g.Entries) == 0 {
			continue
		}
		slices.SortFunc(g.Drawing.Marks, func(x, y graph.Mark) int {
			return firstNot(x.At.Compare(y.At), b.rank[x.ID]-b.rank[y.ID])
		})
		for _, m := range g.Drawing.Marks {
			g.Moments = append(g.Moments, m.At.Format(time.TimeOnly))
		}
		g.Moments = slices.Compact(g.Moments)
		out = append(out, g)
	}
	return out
}

// cite marks the moments of a source that a printed entry rests on.
func (b *builder) cite(g *Graph, e debrief.Entry, source debrief.ID) bool {
	if !b.shown[e.ID] || !e.Consent.IsZero() {
		return false
	}
	cites := false
	for _, c := range e.Citations {
		at, err := time.Parse(time.RFC3339, c.At)
		if c.SourceID != source || err != nil {
			continue
		}
		cites = true
		g.Drawing.Marks = append(g.Drawing.Marks, graph.Mark{
			ID: e.ID, At: at.Add(-g.Drawing.Ahead).UTC(), Label: figure.LabelOf(e), Record: e.Basis == debrief.BasisRecord,
		})
	}
	return cites
}

func firstNot(orders ...int) int {
	for _, o := range orders {
		if o != 0 {
			return o
		}
	}
	return 0
}

// Labels are all words of the graph in full: names that are shortened where they are
// drawn are searched as a whole.
func (g *Graph) Labels() []string {
	title, names := graph.Names(g.Drawing.Series)
	out := append([]string{title}, names...)
	for _, m := range g.Drawing.Marks {
		out = append(out, m.Label)
	}
	return out
}

// Layout draws the graph at a width in points, so high that the names of its lines
// have room, up to a height.
func (g *Graph) Layout(width, most float64, m figure.Measure) graph.Graph {
	in := g.Drawing
	in.Width, in.Height = width, min(most, max(190, 70+9*float64(len(in.Series))))
	return graph.Layout(in, m)
}
