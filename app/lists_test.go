package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"secondstory/backend/debrief"
)

func TestSharingTheListOfOneAndOfAll(t *testing.T) {
	dir := t.TempDir()
	where := &chosen{}
	d := mustDesk(t, where)
	s, one, two := &Lists{d}, mustNew(t, d), mustNew(t, d)
	mustDue(t, d, one.ID, "=Review nine alerts", "2026-12-01")
	mustDue(t, d, two.ID, "Own pool for batch jobs", "2026-12-04")
	written := func(id, form, edition string) string {
		t.Helper()
		where.path = filepath.Join(dir, id+edition+form) + map[string]string{"csv": ".csv", "jira": ".csv", "ics": ".ics", "html": ".html"}[form]
		done, err := s.Write(id, form, edition)
		if err != nil || done.File != filepath.Base(where.path) || len(done.Left) != 0 {
			t.Fatalf("%s %s: %+v, %v", form, edition, done, err)
		}
		data, err := os.ReadFile(where.path)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	for _, form := range []string{"csv", "jira", "ics", "html"} {
		all := written("", form, "role-only")
		if !strings.Contains(all, "Review nine alerts") || !strings.Contains(all, "Own pool") || strings.Contains(all, "Ines") {
			t.Errorf("%s of all: %s", form, all)
		}
		if text := written(one.ID, form, "role-only"); !strings.Contains(text, "Review nine alerts") || strings.Contains(text, "Own pool") {
			t.Errorf("%s of one: %s", form, text)
		}
		if named := written("", form, "named"); !strings.Contains(named, "Ines") {
			t.Errorf("%s by name: %s", form, named)
		}
		if form == "csv" && !strings.Contains(all, ",'=Review") {
			t.Error("a formula")
		}
	}
	where.path = ""
	if done, err := s.Write("", "csv", "role-only"); err != nil || done.File != "" || done.Left == nil {
		t.Errorf("nobody chose: %+v, %v", done, err)
	}
	for _, bad := range [][2]string{{"pdf", "role-only"}, {"csv", "secret"}} {
		if _, err := s.Write("", bad[0], bad[1]); debrief.CodeOf(err) != debrief.CodeInvalid {
			t.Errorf("%v: %v", bad, err)
		}
	}
}
