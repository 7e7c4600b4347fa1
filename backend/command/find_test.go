package command_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"secondstory/backend/sqlite"
)

func TestFind(t *testing.T) {
	library := mustDemo(t)
	if r := secondstory(t, "find", "replication", "--library", library); r.code != 0 || !strings.Contains(r.err, "not been read for search yet") {
		t.Errorf("of a library no window has read: %+v", r)
	}
	follow(t, library)
	ask := func(args ...string) result {
		return secondstory(t, append([]string{"find", "--library", library}, args...)...)
	}
	if r := ask("replication", "lag"); r.code != 0 || !strings.HasPrefix(r.out, "sample-gitlab-2017  GitLab.com primary database removed") ||
		!strings.Contains(strings.ToLower(r.out), "replication") {
		t.Errorf("%+v", r)
	}
	if r := ask("--limit", "1", "database"); r.code != 0 || strings.Count(r.out, "\n") != 2 {
		t.Errorf("%+v", r)
	}
	if r := ask("tag:backup", "kind:incident", "--limit", "3"); r.code != 0 || !strings.Contains(r.out, "    debrief: GitLab.com") {
		t.Errorf("%+v", r)
	}
	if r := ask("kind:near-miss database"); r.code != 0 || r.out != "" || !strings.Contains(r.err, "Nothing") {
		t.Errorf("%+v", r)
	}
	if r := ask("kind:party", "database"); r.code != 0 || !strings.Contains(r.err, "kind:party") || r.out == "" {
		t.Errorf("%+v", r)
	}
	if r := ask("Owner:me", "database"); r.code != 0 || !strings.Contains(r.err, "--me NAME") || r.out == "" {
		t.Errorf("%+v", r)
	}
	var got struct {
		Hits []struct {
			DebriefID string `json:"debriefId"`
		}
		Unclear []string
		Instead []any
	}
	r := ask("database", "--json", "after:soon")
	if err := json.Unmarshal([]byte(r.out), &got); err != nil || r.code != 0 || len(got.Hits) == 0 || len(got.Unclear) != 1 || got.Instead == nil ||
		got.Hits[0].DebriefID != "sample-gitlab-2017" {
		t.Errorf("%+v, %v", r, err)
	}
	for _, args := range [][]string{{}, {" "}, {"x", "--limit", "0"}, {"x", "--nothing"}} {
		if r := ask(args...); r.code != 2 || r.err == "" {
			t.Errorf("%q: %+v", args, r)
		}
	}
}

// What somebody wrote, or brought in from elsewhere, steers no terminal.
func TestWhatIsFoundSteersNoTerminal(t *testing.T) {
	library := mustDemo(t)
	const hostile = "zebra \x1b]0;owned\x07\x1b[2Jpool\u202e \u009b31m"
	if r := secondstory(t, "note", hostile, "--library", library); r.code != 0 {
		t.Fatalf("%+v", r)
	}
	follow(t, library)
	r := secondstory(t, "find", "--library", library, "zebra", "kind:\x1b[2J")
	if r.code != 0 || !strings.Contains(r.out, "    entry: zebra") || !strings.Contains(r.err, "kind:[2J") {
		t.Errorf("%+v", r)
	}
	if strings.ContainsAny(r.out+r.err, "\x1b\x07\u009b\u202e") {
		t.Errorf("%q %q", r.out, r.err)
	}
}

// follow reads a library for search, as a window does.
func follow(t *testing.T, path string) {
	t.Helper()
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	for more := true; more; {
		if more, err = db.Follow(t.Context(), time.Second); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}
