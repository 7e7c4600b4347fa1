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
