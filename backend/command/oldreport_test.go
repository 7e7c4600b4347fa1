package command_test

import (
	"path/filepath"
	"strings"
	"testing"

	"secondstory/backend/command"
	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// oldReports are the debriefs of a library that were brought in from their reports.
func oldReports(t *testing.T, named string) (out []debrief.Row) {
	t.Helper()
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: named, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	rows, _, err := db.List(t.Context(), 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if r.OldReport {
			out = append(out, r)
		}
	}
	return out
}

// TestOldReportsBecomeDebriefs: all of them in one step, each once, and none when a
// path cannot be read.
func TestOldReportsBecomeDebriefs(t *testing.T) {
	named, reports := mustDemo(t), filepath.Join("..", "oldreport", "testdata")
	baskets := filepath.Join(reports, "baskets.md")
	for _, args := range [][]string{
		{"import", "--as-debriefs"},
		{"import", baskets, filepath.Join(reports, "gone.md"), "--as-debriefs"},
		{"import", baskets, "--as-debriefs", "--zone", "Nowhere/At-all"},
		{"import", baskets, "--as-debriefs", "--keep-both"},
	} {
		if r := secondstory(t, append(args, "--library", named)...); r.code != command.Failure || len(oldReports(t, named)) != 0 {
			t.Errorf("%v: %+v", args, r)
		}
	}
	r := secondstory(t, "import", baskets, "--as-debriefs", "--dry-run", "--library", named)
	if r.code != command.Success || len(oldReports(t, named)) != 0 || !strings.Contains(r.out, "Baskets stayed empty (2024-05-01): 5 entries, 4 factors, 5 countermeasures") {
		t.Errorf("dry: %+v", r)
	}
	r = secondstory(t, "import", reports, "--as-debriefs", "--zone", "Europe/Berlin", "--library", named)
	all := oldReports(t, named)
	if r.code != command.Success || len(all) != 8 || !strings.Contains(r.out, "Brought in: 8") {
		t.Fatalf("%+v, %d", r, len(all))
	}
	for _, row := range all {
		if row.State != debrief.StateClosed || row.NextDue != "" {
			t.Errorf("%+v", row)
		}
	}
	r = secondstory(t, "import", reports, "--as-debriefs", "--library", named)
	if r.code != command.Success || len(oldReports(t, named)) != 8 || strings.Count(r.out, "Already here since") != 8 {
		t.Errorf("again: %+v", r)
	}
	// What is in hand comes first, and one step takes all of it back.
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: named})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	_ = db.Close()
	if left := oldReports(t, named); len(left) != 0 {
		t.Errorf("after undo: %+v", left)
	}
}
