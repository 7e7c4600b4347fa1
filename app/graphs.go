package app

import (
	"slices"
	"strings"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
	"secondstory/backend/graph"
	"secondstory/backend/report/pdf/font"
)

// Graphs is bound to the window: what monitoring measured, drawn, read off, and made
// entries of.
type Graphs struct {
	desk    *Desk
	measure func() (*font.Measurer, error)
}

// GraphView says how a graph is to be drawn, in CSS pixels.
type GraphView struct {
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
	// Small leaves out the names beside the lines.
	Small bool `json:"small"`
	// Zone is that of the axis.
	Zone string `json:"zone"`
}

// Draw lays out the graph of a source. Its lengths are in points.
func (s *Graphs) Draw(debriefID, sourceID string, v GraphView) (out graph.Graph, err error) {
	defer guard(&err)
	whole, source, doc, err := s.find(debriefID, sourceID)
	if err != nil {
		return out, err
	}
	m, err := s.measure()
	if err != nil {
		return out, err
	}
	in := graph.FromWhole(whole, doc.Series, graph.WordsOf(s.desk.copy.T, zoneName(v.Zone)))
	in.Ahead, in.Zone, in.Small = aheadOf(source), location(v.Zone), v.Small
	in.Width, in.Height = within(v.Width)/scale, within(v.Height)/scale
	return graph.Layout(in, m.Two("400", "600")), nil
}

// GraphMoment is what each line of a graph was at a moment.
type GraphMoment struct {
	// At is RFC 3339 in UTC; empty where there is nothing to read.
	At     string       `json:"at"`
	Values []GraphValue `json:"values"`
}

// GraphValue is one line's value, as it is written.
type GraphValue struct {
	Name string `json:"name"`
	// Text is empty where the line has a gap.
	Text string `json:"text"`
}

// Read reads off the point nearest to a moment, or so many points further on. An
// empty moment is the first there is, or the last where by is negative.
func (s *Graphs) Read(debriefID, sourceID, at string, by int) (out GraphMoment, err error) {
	defer guard(&err)
	out.Values = []GraphValue{}
	_, source, doc, err := s.find(debriefID, sourceID)
	if err != nil {
		return out, err
	}
	first, last := graph.Span(doc.Series)
	if first.IsZero() {
		return out, nil
	}
	moment, err := time.Parse(time.RFC3339, at)
	switch {
	case err != nil && by < 0:
		moment, by = last, 0
	case err != nil:
		moment, by = first, 0
	default:
		moment = moment.Add(aheadOf(source))
	}
	moment = graph.Walk(doc.Series, graph.Nearest(doc.Series, moment), max(-1000, min(by, 1000)))
	out.At = moment.Add(-aheadOf(source)).UTC().Format(time.RFC3339Nano)
	for i, v := range graph.At(doc.Series, moment) {
		value := GraphValue{Name: graph.Called(doc.Series, i)}
		if v.Known {
			value.Text = graph.UnitOf(doc.Series[i].Name).Format(v.Point.Value)
		}
		out.Values = append(out.Values, value)
	}
	return out, nil
}

// GraphAdvice are moments that may matter.
type GraphAdvice struct {
	Suggestions []GraphSuggestion `json:"suggestions"`
	// Unread says that the level could not be read as a value.
	Unread bool `json:"unread"`
}

// GraphSuggestion is a moment that may matter, and why.
type GraphSuggestion struct {
	Reason graph.Reason `json:"reason"`
	At     string       `json:"at"`
	Series int          `json:"series"`
	Name   string       `json:"name"`
	// Before and Value are the points around it, as they are written.
	Before string `json:"before"`
	Value  string `json:"value"`
}

// Suggest finds moments that stand out, and the first above a level somebody typed.
func (s *Graphs) Suggest(debriefID, sourceID, level string) (out GraphAdvice, err error) {
	defer guard(&err)
	out.Suggestions = []GraphSuggestion{}
	_, source, doc, err := s.find(debriefID, sourceID)
	if err != nil {
		return out, err
	}
	all := graph.Suggest(doc.Series)
	if strings.TrimSpace(level) != "" && len(doc.Series) > 0 {
		value, ok := graph.UnitOf(doc.Series[0].Name).Parse(level)
		out.Unread = !ok
		if over, found := graph.Over(doc.Series, value); ok && found {
			all = append([]graph.Suggestion{over}, all...)
		}
	}
	for _, one := range all {
		unit := graph.UnitOf(doc.Series[one.Series].Name)
		out.Suggestions = append(out.Suggestions, GraphSuggestion{
			Reason: one.Reason, At: one.Point.At.Add(-aheadOf(source)).UTC().Format(time.RFC3339Nano), Series: one.Series,
			Name: graph.Called(doc.Series, one.Series), Before: unit.Format(one.Before.Value), Value: unit.Format(one.Point.Value),
		})
	}
	return out, nil
}

// GraphInput says which moments of which line become entries.
type GraphInput struct {
	DebriefID string   `json:"debriefId"`
	SourceID  string   `json:"sourceId"`
	At        []string `json:"at"`
	Series    int      `json:"series"`
}

// Promote makes entries of moments of a graph, in one step.
func (s *Graphs) Promote(step Step, in GraphInput) (made []debrief.Entry, err error) {
	defer guard(&err)
	made = []debrief.Entry{}
	whole, source, doc, err := s.find(in.DebriefID, in.SourceID)
	if err != nil {
		return made, err
	}
	if in.Series < 0 || in.Series >= len(doc.Series) {
		return made, debrief.Errorf(debrief.CodeNotFound)
	}
	after := 0.0
	for _, e := range whole.Entries {
		after = max(after, e.Position)
	}
	for _, stamp := range in.At {
		at, err := time.Parse(time.RFC3339, stamp)
		if err != nil {
			continue
		}
		at = at.Add(aheadOf(source))
		e := evidence.PromoteMoment(source, at, s.words(doc, in.Series, at), after)
		made, after = append(made, e), e.Position
	}
	put := []debrief.Record{}
	for i := range made {
		put = append(put, &made[i])
	}
	if len(put) == 0 {
		return made, nil
	}
	return made, s.desk.apply(step.put(put...))
}

// words say what a line was at a moment: "p95 2.3 s".
func (s *Graphs) words(doc *evidence.Document, series int, at time.Time) string {
	name, v := graph.InFull(doc.Series, series), graph.At(doc.Series, at)[series]
	if !v.Known {
		return s.desk.copy.T("graph.entry.gap", "name", name)
	}
	return s.desk.copy.T("graph.entry", "name", name, "value", graph.UnitOf(doc.Series[series].Name).Format(v.Point.Value))
}

func (s *Graphs) find(debriefID, sourceID string) (*debrief.Whole, *debrief.Source, *evidence.Document, error) {
	lib, whole, source, err := s.desk.sources.find(debriefID, sourceID)
	if err != nil {
		return nil, nil, nil, err
	}
	e, err := s.desk.sources.evidence(lib, whole, source)
	return whole, source, e.doc, err
}

func aheadOf(s *debrief.Source) time.Duration { return time.Duration(s.AheadSeconds) * time.Second }

// most is how many lines of a graph are told of a moment an entry rests on.
const mostTold = 6

// citedMoment is a moment of a graph that an entry rests on, as a line.
func (s *Sources) citedMoment(source *debrief.Source, doc *evidence.Document, c debrief.Citation) (SourceLine, bool) {
	at, err := time.Parse(time.RFC3339, c.At)
	if err != nil {
		return SourceLine{}, false
	}
	var told []string
	for i, v := range graph.At(doc.Series, at) {
		if v.Known && len(told) < mostTold {
			told = append(told, graph.Called(doc.Series, i)+" "+graph.UnitOf(doc.Series[i].Name).Format(v.Point.Value))
		}
	}
	moment := debrief.At(at.Add(-aheadOf(source)), "UTC", debrief.PrecisionSecond)
	return SourceLine{N: -1, Time: moment, Text: strings.Join(slices.Compact(told), "\n"), Secrets: []SecretText{}}, true
}
