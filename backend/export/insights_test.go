package export_test

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"strings"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/export"
	"secondstory/backend/insight"
	"secondstory/backend/report"
)

// rack is a library in memory.
type rack []*debrief.Whole

func (s rack) Load(_ context.Context, id debrief.ID) (*debrief.Whole, error) {
	for _, w := range s {
		if w.Debrief.ID == id {
			return w, nil
		}
	}
	return nil, errors.New("not there")
}

func (s rack) Record(_ context.Context, id debrief.ID) (debrief.Record, error) {
	for _, w := range s {
		for _, r := range w.Records() {
			if r.Head().ID == id {
				return r, nil
			}
		}
	}
	return nil, errors.New("not there")
}

func (s rack) insights(t *testing.T, words bool) *export.Insights {
	t.Helper()
	facts, o := []insight.Facts{}, formOptions(t, report.RoleOnly)
	for _, w := range s {
		facts = append(facts, insight.FactsOf(w))
	}
	i := &export.Insights{Insights: insight.Of(facts, insight.Choice{Period: insight.PeriodAll}, o.Now), Facts: facts, Words: words, Options: o}
	if err := i.Read(t.Context(), s, func(float64) {}); err != nil {
		t.Fatal(err)
	}
	return i
}

// three are debriefs with one condition in common.
func three(change func(n int, w *debrief.Whole)) rack {
	out, first := rack{}, debrief.ID("")
	for n := range 3 {
		d := *debrief.NewDebrief(fmt.Sprintf("2026-0%d-01T09:00:00Z", n+2))
		d.Title, d.State = fmt.Sprintf("Queue %d stood still", n), debrief.StateClosed
		w := debrief.NewWhole(d)
		f := debrief.Factor{Base: debrief.Base{ID: debrief.NewID(), DebriefID: d.ID}, Text: "=an alert that was muted", Category: debrief.CategorySignals, Recurs: first}
		if first == "" {
			first = f.ID
		}
		w.Factors = []debrief.Factor{f}
		w.Participants = []debrief.Participant{{Base: debrief.Base{ID: debrief.NewID(), DebriefID: d.ID}, Name: "Ana Quist", Role: "Engineer"}}
		change(n, w)
		out = append(out, w)
	}
	return out
}

// Figures of debriefs with a name in every text hold none of them, and no word that
// anybody wrote.
func TestGateInsightsHoldNoName(t *testing.T) {
	g := newGate(t)
	all := rack{g.w, g.w.Copy(g.w.Debrief.Title, "2026-02-01T09:00:00Z"), g.w.Copy(g.w.Debrief.Title, "2026-03-01T09:00:00Z")}
	for _, w := range all {
		w.Debrief.Sample, w.Debrief.State = false, debrief.StateClosed
		w.Factors[0].Recurs = all[0].Factors[0].ID
	}
	i := all.insights(t, false)
	file, err := i.PDF(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	table, err := i.CSV()
	if err != nil {
		t.Fatal(err)
	}
	words := append(append(append([]string{}, g.names...), g.private...), g.systems...)
	texts := []made{{"pdf", []string{extract(t, file.Data)}}, {"csv", []string{string(table.Data)}}}
	searched, hits := held(t, "figures", texts, words, false)
	t.Logf("gate: figures: %d names and markers, %d texts searched, %d hits", len(words), searched, hits)
	if !strings.Contains(texts[0].texts[0], "Factor 1") {
		t.Errorf("the condition that came back has no row:\n%s", texts[0].texts[0])
	}
}

func TestInsightsWithWordsTellTitlesAndConditions(t *testing.T) {
	i := three(func(int, *debrief.Whole) {}).insights(t, true)
	file, err := i.PDF(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	text := extract(t, file.Data)
	for _, want := range []string{"an alert that was muted", "Queue 0 stood still", "Queue 2 stood still", "February to April 2026"} {
		if !strings.Contains(text, want) {
			t.Errorf("the pages lack %q:\n%s", want, text)
		}
	}
	table, err := i.CSV()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(table.Data), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	// No spreadsheet takes the condition for a formula.
	want := "Conditions that came back|'=an alert that was muted|2026-02-01|Queue 0 stood still|1|debriefs"
	if got := strings.Join(rows[1], "|"); got != want {
		t.Errorf("the table begins with %q, want %q", got, want)
	}
}

// Words are told as each debrief's own role-only report tells them: by role, and nobody who
// is called in a text.
func TestInsightsTellConditionsByRole(t *testing.T) {
	i := three(func(_ int, w *debrief.Whole) {
		w.Participants[0].Name = "Ana Timeline"
		w.Factors[0].Text = "Timeline knew it alone, and @zorblatt had muted it"
	}).insights(t, true)
	file, err := i.PDF(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	table, err := i.CSV()
	if err != nil {
		t.Fatal(err)
	}
	for form, text := range map[string]string{"pdf": extract(t, file.Data), "csv": string(table.Data)} {
		if strings.Contains(text, "zorblatt") || strings.Contains(text, "Timeline knew") || !strings.Contains(text, "ngineer knew it alone") {
			t.Errorf("%s: %s", form, text)
		}
	}
}

// A name of one debrief's people in the words of another has no role there.
func TestInsightsWithANameInTheirWordsAreRefused(t *testing.T) {
	i := three(func(n int, w *debrief.Whole) {
		w.Factors[0].Text = "Ana Quist knew it alone"
		if n > 0 {
			w.Participants = nil
		}
	}).insights(t, true)
	if _, err := i.PDF(t.Context()); debrief.CodeOf(err) != debrief.CodeNameFound {
		t.Errorf("pages with a name: %v", err)
	}
	if _, err := i.CSV(); debrief.CodeOf(err) != debrief.CodeNameFound {
		t.Errorf("a table with a name: %v", err)
	}
}

// Titles are those of what is counted: of the kind that was chosen, and held.
func TestInsightsListWhatTheyAreMadeOf(t *testing.T) {
	all := append(three(func(_ int, w *debrief.Whole) { w.Debrief.Kind = debrief.KindTabletop }), three(func(n int, w *debrief.Whole) {
		w.Debrief.Title = fmt.Sprintf("Basket %d stayed empty", n)
		if n == 0 {
			w.Debrief.Kind, w.Debrief.State, w.Factors = debrief.KindTabletop, debrief.StateDraft, nil
		}
	})...)
	facts, o := []insight.Facts{}, formOptions(t, report.RoleOnly)
	for _, w := range all {
		facts = append(facts, insight.FactsOf(w))
	}
	i := &export.Insights{Insights: insight.Of(facts, insight.Choice{Period: insight.PeriodAll, Kind: debrief.KindTabletop}, o.Now), Facts: facts, Words: true, Options: o}
	if err := i.Read(t.Context(), all, func(float64) {}); err != nil {
		t.Fatal(err)
	}
	file, err := i.PDF(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	table, err := i.CSV()
	if err != nil {
		t.Fatal(err)
	}
	for form, text := range map[string]string{"pdf": extract(t, file.Data), "csv": string(table.Data)} {
		if strings.Contains(text, "stayed empty") || !strings.Contains(text, "stood still") {
			t.Errorf("%s: %s", form, text)
		}
	}
}
