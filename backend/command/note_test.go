package command_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondstory/backend/command"
	"secondstory/backend/demo"
	"secondstory/backend/library"
)

func TestANoteIsKeptAndListed(t *testing.T) {
	named := mustDemo(t)
	if r := secondstory(t, "note", "The alert", "came late", "--library", named); r.code != command.Success || !strings.Contains(r.out, "The alert came late") {
		t.Fatalf("note: %+v", r)
	}
	r := secondstory(t, "list", "--library", named)
	if lines := strings.Split(strings.TrimSpace(r.out), "\n"); len(lines) != 2 || !strings.Contains(r.out, "noted") {
		t.Errorf("list: %+v", r)
	}
}

// TestANoteIsNeverLost: whatever keeps it from being stored, its words are given back.
func TestANoteIsNeverLost(t *testing.T) {
	named := mustDemo(t)
	db, _, err := library.Keeper{Path: named, Now: time.Now, Sample: demo.Debrief}.OpenBare()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	for path, why := range map[string]string{
		named:          "another window",
		notALibrary(t): "library",
		filepath.Join(notALibrary(t), "below-a-file", "library.db"): "",
	} {
		r := secondstory(t, "note", "--library", path, "The alert came late\nby an hour")
		if r.code != command.Failure || !strings.Contains(r.err, why) || !strings.Contains(r.out, "The alert came late\nby an hour") {
			t.Errorf("%s: %+v", path, r)
		}
	}
	for _, args := range [][]string{{"note"}, {"note", "  ", "--library", named}} {
		if r := secondstory(t, args...); r.code != command.Failure || r.out != "" || strings.Contains(r.err, "{") {
			t.Errorf("%q: %+v", args, r)
		}
	}
}
