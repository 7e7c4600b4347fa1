package report_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/report"
)

// measured is a debrief of which three entries rest on moments of a graph, whose
// clock was a minute ahead, and one on a graph no series are known of.
func measured() (*debrief.Whole, map[debrief.ID][]debrief.Series) {
	w := people("Ines Marlow||On-call engineer|Storage")
	w.Sources = []debrief.Source{
		{Base: debrief.Base{ID: "pool"}, Name: "ines-marlow-pool.json", SHA256: strings.Repeat("ab", 32), AheadSeconds: 60},
		{Base: debrief.Base{ID: "lost"}, Name: "lost.json", SHA256: strings.Repeat("cd", 32)},
		{Base: debrief.Base{ID: "unused"}, Name: "unused.json", SHA256: strings.Repeat("ef", 32)},
	}
	start := time.Date(2026, 11, 3, 14, 0, 0, 0, time.UTC)
	add := func(id, source string, minute int, consent debrief.Consent) {
		at := start.Add(time.Duration(minute) * time.Minute)
		w.Entries = append(w.Entries, debrief.Entry{
			Base: debrief.Base{ID: id}, Time: debrief.At(at, "UTC", debrief.PrecisionMinute), Text: id + " filled, Ines Marlow saw", OnTimeline: true,
			Lane: debrief.LaneSystem, Basis: debrief.BasisRecord, Consent: consent,
			Citations: []debrief.Citation{{SourceID: source, Message: -1, At: at.Add(time.Minute).Format(time.RFC3339)}},
		})
	}
	add("second", "pool", 9, debrief.Consent{})
	add("first", "pool", 5, debrief.Consent{})
	add("told", "pool", 6, debrief.Consent{As: debrief.ReleaseUnnamed, Scope: debrief.ScopePublic, Words: "it was full"})
	add("gone", "lost", 7, debrief.Consent{})
	var series []debrief.Series
	for _, host := range []string{"db-1", "ines-marlow-laptop"} {
		s := debrief.Series{Name: fmt.Sprintf(`pool_used{host=%q, owner="Ines Marlow"}`, host)}
		for i := range 60 {
			s.Points = append(s.Points, debrief.Point{At: start.Add(time.Duration(i*15) * time.Second), Value: float64(i % 11)})
		}
		series = append(series, s)
	}
	return w, map[debrief.ID][]debrief.Series{"pool": series, "unused": series}
}

func TestAGraphIsInTheReport(t *testing.T) {
	for _, edition := range []report.Edition{report.Named, report.RoleOnly} {
		w, series := measured()
		o := options(t, edition)
		o.Graphs = series
		r, err := report.Build(w, o)
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Graphs) != 1 {
			t.Fatalf("%s: %d graphs", edition, len(r.Graphs))
		}
		g := r.Graphs[0]
		if got := fmt.Sprint(g.Moments); got != "[14:05:00 14:09:00]" {
			t.Errorf("%s: moments %s", edition, got)
		}
		if len(g.Entries) != 2 || g.Entries[0].ID != "first" || g.SHA256 != strings.Repeat("ab", 32) {
			t.Errorf("%s: entries %+v, sum %s", edition, g.Entries, g.SHA256)
		}
		words := g.Source + strings.Join(g.Labels(), " ")
		if named := strings.Contains(strings.ToLower(words), "marlow"); named != (edition == report.Named) {
			t.Errorf("%s says %q", edition, words)
		}
		if !strings.Contains(words, "host=db-1") {
			t.Errorf("%s has lost a label: %q", edition, words)
		}
		if !strings.Contains(series["pool"][1].Name, "ines-marlow") {
			t.Errorf("%s changed the series themselves", edition)
		}
	}
}

func TestAGraphIsNotPublic(t *testing.T) {
	w, series := measured()
	o := options(t, report.Public)
	o.Graphs = series
	r, err := report.Build(w, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Graphs) != 0 {
		t.Errorf("%d graphs are public", len(r.Graphs))
	}
	counted := 0
	for _, x := range r.Removals {
		if x.What == "graph" {
			counted += x.Count
		}
	}
	if counted != 2 {
		t.Errorf("%d graphs are counted as left out", counted)
	}
}
