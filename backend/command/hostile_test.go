package command_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"secondstory/backend/command"
	"secondstory/backend/evidence"
)

// bad are files that cannot be read, or not whole, by what is wrong with them.
func bad(t *testing.T) map[string]string {
	t.Helper()
	dir, files := t.TempDir(), map[string]string{}
	for name, text := range map[string]string{
		"half.json": "[{\"type\":\"message\",\"user\":\"U1\",\"text\":\"one\",\"ts\":\"1700000000.1\"},\n{\"type\":\"mess",
		"deep.json": strings.Repeat("[", 100_000), "empty.txt": "", "zeros.log": strings.Repeat("\x00", 5000), "cut.zip": "PK\x03\x04\x14\x00",
		"odd.srt": "1\n00:00:01,000 --> 00:00:02,000\na\n\n2\nno time\n", "old.json": `[{"type":"message","text":"a","ts":"12.0"}]`, "a\x1b[2Jb.vtt": "x",
		"wide.log": "2024-05-01T10:00:00Z a\n" + strings.Repeat("x", 2<<20), "turned.csv": "time,text\n9999-99-99 10:00,a\n",
	} {
		files[name] = filepath.Join(dir, name)
		if err := os.WriteFile(files[name], []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	link := filepath.Join(dir, "folder")
	if err := os.Mkdir(link, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/etc/passwd", filepath.Join(link, "link.txt")); err != nil {
		t.Fatal(err)
	}
	files["folder"] = link
	files["gone"], files["device"] = filepath.Join(dir, "gone"), os.DevNull
	return files
}

// placeholder is one that nothing was put into.
var placeholder = regexp.MustCompile(`\{[a-z]+\}`)

// isPlain says whether what was told is sentences: no placeholder, no stack, nothing a
// terminal obeys.
func isPlain(said string) bool {
	return !strings.ContainsAny(said, "\x00\x1b\x07") && !placeholder.MatchString(said) && !strings.Contains(said, "goroutine") && !strings.Contains(said, ".go:") && !strings.Contains(said, "internal")
}

// TestBadInput: whatever the file is, a sentence says so, on the right stream, and
// nothing is brought in that nobody chose.
func TestBadInput(t *testing.T) {
	library := mustDemo(t)
	for name, path := range bad(t) {
		look := secondstory(t, "inspect", path)
		if look.code != command.Success && look.code != command.Failure || look.out+look.err == "" || !isPlain(look.out+look.err) {
			t.Errorf("inspect %q: %+v", name, look)
		}
		if look.code == command.Failure && (!strings.HasPrefix(look.err, "secondstory: ") || !strings.Contains(look.err, "Nothing was changed")) {
			t.Errorf("inspect %q: %s", name, look.err)
		}
		machine := secondstory(t, "inspect", "--json", path)
		for _, line := range strings.Split(strings.TrimSpace(machine.out), "\n") {
			var s evidence.Summary
			if line != "" && json.Unmarshal([]byte(line), &s) != nil || machine.code == command.Success && s.Format == "" {
				t.Errorf("inspect --json %q: %q", name, line)
			}
		}
		bring := secondstory(t, "import", path, "--debrief", "gitlab", "--library", library)
		if bring.code != command.Failure || !strings.HasPrefix(bring.err, "secondstory: ") || !isPlain(bring.out+bring.err) || len(sources(t, library)) != 0 {
			t.Errorf("import %q: %+v", name, bring)
		}
	}
}

// TestPartlyWhenChosen: the rest of a file comes in when somebody says so, and the lines
// that could not be read are listed with what was expected.
func TestPartlyWhenChosen(t *testing.T) {
	library, files := mustDemo(t), bad(t)
	args := []string{"import", files["half.json"], files["odd.srt"], files["empty.txt"], "--debrief", "gitlab", "--library", library}
	r := secondstory(t, args...)
	if r.code != command.Failure || !strings.Contains(r.err, "--partial") || len(sources(t, library)) != 0 {
		t.Errorf("not chosen: %+v", r)
	}
	r = secondstory(t, append(args, "--partial")...)
	if all := sources(t, library); len(all) != 2 || all[0].Count+all[1].Count != 2 {
		t.Errorf("partial: %+v, %d sources", r, len(all))
	}
	for _, sentence := range []string{"half.json, line 2: JSON was expected", "odd.srt, line 5: a cue", "empty.txt: a message was expected"} {
		if !strings.Contains(r.out, sentence) {
			t.Errorf("%q is not in %s", sentence, r.out)
		}
	}
}
