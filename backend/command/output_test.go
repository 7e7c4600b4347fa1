package command_test

import (
	"os"
	"path/filepath"
	"testing"
)

// TestNothingIsWrittenOverALibrary names the library, what belongs to it, a link
// to it and another library as the place to write to.
func TestNothingIsWrittenOverALibrary(t *testing.T) {
	library, other := mustDemo(t), mustDemo(t)
	dir := filepath.Dir(library)
	link := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.Symlink(library, link); err != nil {
		t.Fatal(err)
	}
	hard := filepath.Join(dir, "hard.db")
	if err := os.Link(library, hard); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(library)
	if err != nil {
		t.Fatal(err)
	}
	named := names(t, dir)
	for _, to := range []string{library, library + "-wal", library + "-shm", library + ".lock", library + ".backups", link, hard, other, other + "-wal"} {
		for _, args := range [][]string{
			{"bundle", "GitLab"}, {"export", "GitLab"}, {"salvage"}, {"backup"},
		} {
			r := secondstory(t, append(args, "--library", library, "-o", to)...)
			if want := "secondstory: " + to + " is a library, or belongs to one"; r.code == 0 || len(r.err) < len(want) || r.err[:len(want)] != want {
				t.Errorf("%s -o %s: %+v", args[0], filepath.Base(to), r)
			}
		}
	}
	if after, err := os.ReadFile(library); err != nil || string(after) != string(before) {
		t.Errorf("the library changed: %v", err)
	}
	if got := names(t, dir); got != named {
		t.Errorf("the folder holds %s, held %s", got, named)
	}
}

// names lists a folder.
func names(t *testing.T, dir string) (out string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		out += e.Name() + " "
	}
	return out
}
