package command_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"secondstory/backend/command"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/sqlite"
)

// sources are those of the sample in a library.
func sources(t *testing.T, named string) []debrief.Source {
	t.Helper()
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: named, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	w, err := db.Load(t.Context(), demo.ID)
	if err != nil {
		t.Fatal(err)
	}
	return w.Sources
}

// TestEvidenceGoesIntoADebrief: all of it in one step, what is there already once,
// and nothing at all when a path cannot be read.
func TestEvidenceGoesIntoADebrief(t *testing.T) {
	named, dir := mustDemo(t), t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	call := write("call.vtt", "WEBVTT\n\n00:05.000 --> 00:06.000\n<v Ines>checkout is slow</v>\n")
	chat := write("chat.json", `[{"type":"message","user":"U1","text":"one","ts":"1700000000.1"}]`)
	odd := write("odd.bin", "\x00\x01\x02")
	for _, args := range [][]string{
		{"import", call, filepath.Join(dir, "gone.txt"), "--debrief", "gitlab"},
		{"import", call, "--debrief", "no such"},
		{"import", "--debrief", "gitlab"},
		{"import", call, "--debrief", "gitlab", "--keep-both"},
		{"import", call, odd + ".gone", "--debrief", "gitlab", "--dry-run"},
	} {
		if r := secondstory(t, append(args, "--library", named)...); r.code != command.Failure || len(sources(t, named)) != 0 {
			t.Errorf("%v: %+v", args, r)
		}
	}
	if r := secondstory(t, "import", call, "--debrief", "gitlab", "--dry-run", "--library", named); r.code != command.Success || len(sources(t, named)) != 0 || !strings.Contains(r.out, "1 messages by 1 senders") {
		t.Errorf("dry: %+v", r)
	}
	if r := secondstory(t, "import", call, chat, "--debrief", "gitlab", "--library", named); r.code != command.Success || len(sources(t, named)) != 2 {
		t.Fatalf("import: %+v", r)
	}
	r := secondstory(t, "import", call, "--debrief", "gitlab", "--library", named)
	if r.code != command.Success || len(sources(t, named)) != 2 || !strings.Contains(r.out, "the same already") {
		t.Errorf("again: %+v", r)
	}
}

// TestPartOfItOnlyWhenChosen: with a place that could not be read nothing is brought
// in, and it is told where, until somebody says that what could be read is.
func TestPartOfItOnlyWhenChosen(t *testing.T) {
	named := mustDemo(t)
	path := filepath.Join(t.TempDir(), "half.csv")
	if err := os.WriteFile(path, []byte("time,who,text\n2024-05-01T10:00:00Z,Ines,one\nsoon,Jo,two\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"import", path, "--debrief", "gitlab", "--library", named}
	r := secondstory(t, args...)
	if r.code != command.Failure || len(sources(t, named)) != 0 || !strings.Contains(r.out, "line 3: a time was expected that says when it was: soon,Jo,two") || !strings.Contains(r.err, "Nothing was brought in") {
		t.Errorf("without: %+v", r)
	}
	if r = secondstory(t, append(args, "--partial")...); r.code != command.Success || len(sources(t, named)) != 1 || sources(t, named)[0].Count != 1 {
		t.Errorf("with: %+v", r)
	}
}

// TestATableIsSaid: which columns are what, how its dates are written, and where its
// clocks stood.
func TestATableIsSaid(t *testing.T) {
	named := mustDemo(t)
	path := filepath.Join(t.TempDir(), "sheet.csv")
	if err := os.WriteFile(path, []byte("When,User,Message,Remark\n03/04/2024 10:00,Ines,one,first\n04/04/2024 10:00,Jo,two,second\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"import", path, "--debrief", "gitlab", "--library", named}
	for _, c := range []struct {
		said []string
		want string
	}{
		{nil, "which is the day and which the month"},
		{[]string{"--columns", "time"}, "--columns time=When"},
		{[]string{"--columns", "when=When"}, "When, User, Message, Remark"},
		{[]string{"--columns", "time=Nothing"}, "When, User, Message, Remark"},
		{[]string{"--columns", "time=9"}, "When, User, Message, Remark"},
		{[]string{"--date-order", "either"}, "--date-order day-first"},
		{[]string{"--zone", "Mars/Olympus"}, "Mars/Olympus is no time zone"},
	} {
		if r := secondstory(t, append(args, c.said...)...); r.code != command.Failure || len(sources(t, named)) != 0 || !strings.Contains(r.out+r.err, c.want) {
			t.Errorf("%v: %+v", c.said, r)
		}
	}
	if r := secondstory(t, append(args, "--columns", "time=when, who=2, text=Remark", "--date-order", "month-first", "--zone", "America/New_York")...); r.code != command.Success {
		t.Fatalf("%+v", r)
	}
	s := sources(t, named)
	if len(s) != 1 || s[0].Zone != "America/New_York" || s[0].Count != 2 || s[0].Senders[0].Name != "Ines" {
		t.Errorf("%+v", s)
	}
	if r := secondstory(t, "import", path, "--partial", "--library", named); r.code != command.Failure {
		t.Errorf("said of no evidence: %+v", r)
	}
}
