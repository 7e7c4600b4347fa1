package command_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"secondstory/backend/command"
	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// mustTell makes a library of so many debriefs that share a condition.
func mustTell(t *testing.T, n int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "library.db")
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	put, first := []debrief.Record{}, debrief.ID("")
	for i := range n {
		d := debrief.NewDebrief(fmt.Sprintf("2026-0%d-01T10:00:00Z", i+1))
		d.Title, d.State = fmt.Sprintf("Event %d", i), debrief.StateClosed
		f := &debrief.Factor{Base: debrief.Base{ID: debrief.NewID(), DebriefID: d.ID}, Text: "An alert that was muted", Recurs: first}
		if first == "" {
			first = f.ID
		}
		put = append(put, d, f)
	}
	if err := db.Apply(t.Context(), debrief.Action{ID: debrief.NewID(), Name: "add", Put: put}); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestInsightsAreWrittenAsPagesAndAsATable(t *testing.T) {
	path, dir := mustTell(t, 3), t.TempDir()
	pdf, csv := filepath.Join(dir, "figures.pdf"), filepath.Join(dir, "figures.csv")
	r := secondstory(t, "insights", "--library", path, "--pdf", pdf, "--csv", csv, "--words")
	if r.code != command.Success {
		t.Fatalf("ended with %d: %s", r.code, r.err)
	}
	pages, err := os.ReadFile(pdf)
	if err != nil || !strings.HasPrefix(string(pages), "%PDF-") {
		t.Errorf("no pages: %v", err)
	}
	table, err := os.ReadFile(csv)
	if err != nil || !strings.Contains(string(table), "Conditions that came back,An alert that was muted,2026-03-01,Event 2,1,debriefs") {
		t.Errorf("no table: %v\n%s", err, table)
	}
}

func TestInsightsRefuse(t *testing.T) {
	three, two := mustTell(t, 3), mustTell(t, 2)
	to := filepath.Join(t.TempDir(), "figures.pdf")
	for name, args := range map[string][]string{
		"nowhere to put them":       {"--library", three},
		"too few debriefs":          {"--library", two, "--pdf", to},
		"a period nobody offers":    {"--library", three, "--pdf", to, "--period", "century"},
		"in the place of a library": {"--library", three, "--pdf", two},
	} {
		if r := secondstory(t, append([]string{"insights"}, args...)...); r.code == command.Success || r.err == "" {
			t.Errorf("%s: ended with %d, %q", name, r.code, r.err)
		}
	}
	if _, err := os.Stat(to); err == nil {
		t.Error("something was written all the same")
	}
}
