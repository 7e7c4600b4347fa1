package command_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondstory/backend/command"
	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/library"
)

// result is how one run of the program ended.
type result struct {
	code     int
	out, err string
	path     string
	window   bool
}

// secondstory runs the program with its arguments.
func secondstory(t *testing.T, args ...string) result {
	t.Helper()
	words, err := copy.New("en")
	if err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	cli := command.CLI{
		Copy: words, Version: "1.2.3", In: strings.NewReader(""), Out: &out, Err: &errs,
		Now: func() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) },
	}
	path, code, done := cli.Run(args)
	return result{code, out.String(), errs.String(), path, !done}
}

// mustDemo writes the sample into a folder and returns its library's path.
func mustDemo(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if r := secondstory(t, "demo", "-o", dir); r.code != command.Success {
		t.Fatalf("demo: %+v", r)
	}
	return filepath.Join(dir, "library.db")
}

// notALibrary is a file of another kind, in a place of its own: a lock may be
// left beside it.
func notALibrary(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "note.txt")
	if err := os.WriteFile(path, []byte("This is not a library.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestNoArgumentsOpenTheWindow(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", "/data")
	if r := secondstory(t); !r.window || r.path != "/data/secondstory/library.db" {
		t.Errorf("got %+v", r)
	}
	if r := secondstory(t, "--library", "/x/y.db"); !r.window || r.path != "/x/y.db" {
		t.Errorf("got %+v", r)
	}
}

func TestVersionAndHelp(t *testing.T) {
	if r := secondstory(t, "--version"); r.window || r.code != 0 || r.out != "secondstory 1.2.3\n" {
		t.Errorf("--version: %+v", r)
	}
	for _, arg := range []string{"help", "--help", "-h"} {
		if r := secondstory(t, arg); r.code != 0 || !strings.Contains(r.out, "secondstory export") {
			t.Errorf("%s: %+v", arg, r)
		}
	}
}

func TestWrongUsageEndsWithTwoAndASentence(t *testing.T) {
	library := mustDemo(t)
	for _, args := range [][]string{
		{"frobnicate"},
		{"--frobnicate"},
		{"--version=maybe"},
		{"list", "--frobnicate"},
		{"list", "--library", filepath.Join(t.TempDir(), "none.db")},
		{"list", "--library", notALibrary(t)},
		{"demo"},
		{"demo", "-o", filepath.Join(notALibrary(t), "below-a-file")},
		{"export"},
		{"export", "GitLab", "--library", library},
		{"export", "no such title", "--library", library, "-o", filepath.Join(t.TempDir(), "x.pdf")},
		{"export", "GitLab", "--library", library, "--format", "docx", "-o", "x.docx"},
		{"export", "GitLab", "--library", library, "--edition", "secret", "-o", "x.pdf"},
		{"export", "GitLab", "--library", library, "-o", filepath.Join(t.TempDir(), "no", "folder", "x.pdf")},
	} {
		r := secondstory(t, args...)
		if r.code != command.Failure || r.window || !strings.HasPrefix(r.err, "secondstory: ") || r.out != "" {
			t.Errorf("%q: %+v", args, r)
		}
		if strings.Contains(r.err, "{") {
			t.Errorf("%q leaves a placeholder: %s", args, r.err)
		}
	}
}

func TestDemoListAndExport(t *testing.T) {
	library := mustDemo(t)
	reports, err := fs.Glob(os.DirFS(filepath.Dir(library)), "*.pdf")
	if err != nil || len(reports) != 1 {
		t.Fatalf("reports = %v, %v", reports, err)
	}
	r := secondstory(t, "list", "--library", library, "--json")
	var rows []debrief.Row
	if err := json.Unmarshal([]byte(r.out), &rows); err != nil || len(rows) != 1 || !rows[0].Sample {
		t.Fatalf("list --json: %+v (%v)", r, err)
	}
	r = secondstory(t, "list", "--library", library)
	if r.code != 0 || !strings.Contains(r.out, rows[0].ID) || !strings.Contains(r.out, rows[0].Title) {
		t.Errorf("list: %+v", r)
	}
	for _, key := range []string{rows[0].ID, rows[0].Title, strings.ToUpper(rows[0].Title), "gitlab"} {
		out := filepath.Join(t.TempDir(), "report.pdf")
		r := secondstory(t, "export", "--library", library, key, "--format", "pdf", "--edition", "named", "-o", out)
		data, err := os.ReadFile(out)
		if r.code != 0 || err != nil || !bytes.HasPrefix(data, []byte("%PDF-")) {
			t.Errorf("export %q: %+v, %v", key, r, err)
		}
	}
}

// TestListBesideAnOpenWindow reads a library that a window has locked.
func TestListBesideAnOpenWindow(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db, first, err := library.Keeper{Path: path, Now: time.Now, Sample: demo.Debrief}.OpenBare()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if first == "" {
		t.Error("a new library names no sample")
	}
	if r := secondstory(t, "list", "--library", path); r.code != 0 || !strings.Contains(r.out, first) {
		t.Errorf("list: %+v", r)
	}
}

func TestSampleIsGivenOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db, first, err := library.Keeper{Path: path, Now: time.Now, Sample: demo.Debrief}.OpenBare()
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Apply(t.Context(), debrief.Action{Name: "delete-debrief", Delete: []debrief.Ref{{Noun: debrief.NounDebrief, ID: first}}}); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db, first, err = library.Keeper{Path: path, Now: time.Now, Sample: demo.Debrief}.OpenBare()
	if err != nil || first != "" {
		t.Fatalf("second start: %q, %v", first, err)
	}
	defer func() { _ = db.Close() }()
	if _, total, err := db.List(t.Context(), 0, 0); err != nil || total != 0 {
		t.Errorf("the deleted sample came back: %d, %v", total, err)
	}
}
