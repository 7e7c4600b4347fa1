package command

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

// runCheck runs check and returns what it printed.
func runCheck(stdin io.Reader, args ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	code = Check(args, stdin, &out, &errs)
	return code, out.String(), errs.String()
}

func writeFile(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestCheckCleanFile(t *testing.T) {
	path := writeFile(t, "a.md", "# Debrief\n\nThe pool was full at 14:32.\n")
	if code, out, errs := runCheck(nil, path); code != 0 || out+errs != "" {
		t.Errorf("got %d %q %q, want silence", code, out, errs)
	}
}

func TestCheckReportsLineAndColumn(t *testing.T) {
	path := writeFile(t, "a.md", "# Debrief\n\nÜber äöü: we should have checked\nthe pool. It was human error.\n")
	code, out, errs := runCheck(nil, path)
	want := path + ":3:14: counterfactual: \"should have\": This tells of something that did not happen.\n" +
		path + ":4:18: blame: \"human error\": This makes a person the explanation.\n"
	if code != 1 || out != want || errs != "" {
		t.Errorf("got %d\n%s%s\nwant 1\n%s", code, out, errs, want)
	}
}

func TestCheckSkipsCodeAndQuotes(t *testing.T) {
	text := "```\nwe should have checked\n```\n\n    we should have checked\n\n" +
		"> we should have checked\n\nShe said “we should have checked”, and `should have` is code.\n"
	path := writeFile(t, "a.md", text)
	if code, out, _ := runCheck(nil, path); code != 0 {
		t.Errorf("got %d %s, want nothing", code, out)
	}
	code, out, _ := runCheck(nil, "--quotes", path)
	if code != 1 || strings.Count(out, "\n") != 2 {
		t.Errorf("with --quotes got %d %s, want two flags", code, out)
	}
}

func TestCheckLines(t *testing.T) {
	in := strings.NewReader("we should have\n    we should have looked\nfine\n")
	code, out, _ := runCheck(in, "--lines", "-")
	want := "(standard input):1:4: counterfactual"
	if code != 1 || !strings.HasPrefix(out, want) || !strings.Contains(out, "input):2:8: ") {
		t.Errorf("got %d %s", code, out)
	}
}

func TestCheckJSON(t *testing.T) {
	path := writeFile(t, "a.md", "ok\n\nwe should have checked the pool\n")
	code, out, _ := runCheck(nil, "--json", path)
	var got map[string]any
	if err := json.Unmarshal([]byte(out), &got); err != nil || code != 1 {
		t.Fatalf("%d %s: %v", code, out, err)
	}
	for key, want := range map[string]any{
		"file": path, "line": 3.0, "column": 4.0, "start": 7.0, "end": 18.0,
		"class": "counterfactual", "level": "ask", "phrase": "should have", "rule": "counterfactual/should-have",
	} {
		if got[key] != want {
			t.Errorf("%s = %v, want %v", key, got[key], want)
		}
	}
	if q, _ := got["questions"].([]any); len(q) == 0 || got["reason"] == "" {
		t.Errorf("no questions or reason: %s", out)
	}
}

func TestCheckKeepsOrderAndGoesOn(t *testing.T) {
	var args []string
	for _, name := range []string{"c.md", "a.md", "b.md"} {
		args = append(args, writeFile(t, name, "It was human error.\n"))
	}
	args = append(args[:1], append([]string{"no such file", t.TempDir()}, args[1:]...)...)
	code, out, errs := runCheck(nil, args...)
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if code != 2 || len(lines) != 3 {
		t.Fatalf("got %d %s%s", code, out, errs)
	}
	for i, name := range []string{"c.md", "a.md", "b.md"} {
		if !strings.Contains(lines[i], name) {
			t.Errorf("line %d is %s, want %s", i, lines[i], name)
		}
	}
	if !strings.Contains(errs, "no such file could not be read") || !strings.Contains(errs, "is a directory") {
		t.Errorf("stderr: %s", errs)
	}
}

func TestCheckKeepsFlagsOfABrokenRead(t *testing.T) {
	broken := io.MultiReader(strings.NewReader("It was human error.\n"), iotest.ErrReader(errors.New("cable")))
	code, out, errs := runCheck(broken, "-")
	if code != 2 || !strings.Contains(out, "human error") || !strings.Contains(errs, "cable") {
		t.Errorf("got %d %s%s", code, out, errs)
	}
}

func TestCheckLanguage(t *testing.T) {
	path := writeFile(t, "a.md", "We should have checked the pool.\n\nWir hätten den Pool prüfen müssen.\n")
	en := path + ":1:4: counterfactual: \"should have\": This tells of something that did not happen.\n"
	de := path + ":3:5: counterfactual: \"hätten den Pool prüfen müssen\": Das erzählt von etwas, das nicht geschehen ist.\n"
	for lang, want := range map[string]string{"auto": en + de, "en": en, "de": de} {
		if code, out, errs := runCheck(nil, "--lang", lang, path); code != 1 || out != want || errs != "" {
			t.Errorf("--lang %s: got %d\n%s%s\nwant 1\n%s", lang, code, out, errs, want)
		}
	}
}

func TestCheckUsage(t *testing.T) {
	for _, args := range [][]string{{}, {"--lang", "xx", "f"}, {"--no-such"}} {
		code, out, errs := runCheck(nil, args...)
		if code != 2 || out != "" || !strings.HasPrefix(errs, "secondstory check: ") {
			t.Errorf("%v: %d %q %q", args, code, out, errs)
		}
	}
	if code, _, errs := runCheck(nil, "-h"); code != 0 || !strings.Contains(errs, "usage") {
		t.Errorf("-h: %d %q", code, errs)
	}
}

func TestCheckTakesOptionsAfterFiles(t *testing.T) {
	path := writeFile(t, "a.md", "It was human error.\n\nWe should have looked.\n")
	odd := "-odd.md"
	t.Chdir(t.TempDir())
	if err := os.WriteFile(odd, []byte("We should have looked.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, want, _ := runCheck(nil, "--json", "--lang", "en", path)
	code, out, errs := runCheck(nil, path, "--json", "--lang=en")
	if code != 1 || out != want || errs != "" || want == "" {
		t.Errorf("got %d %s%s, want %s", code, out, errs, want)
	}
	code, out, errs = runCheck(nil, path, "--", odd, "--json")
	if code != 2 || strings.Count(out, "\n") != 3 || !strings.Contains(errs, "--json could not be read") {
		t.Errorf("after --: %d %s%s", code, out, errs)
	}
}

func TestCheckSaysWhatItDoesNotUnderstand(t *testing.T) {
	for arg, want := range map[string]string{
		"--nope":      "there is no option --nope; check -h",
		"--lang":      "the option --lang needs a word after it; check -h",
		"--json=what": "could not be read",
	} {
		if code, out, errs := runCheck(nil, "a.md", arg); code != 2 || out != "" || !strings.Contains(errs, want) || strings.Contains(errs, "flag") {
			t.Errorf("%s: %d %q %q", arg, code, out, errs)
		}
	}
}

// A byte order mark is no character of the first line.
func TestCheckPassesOverAByteOrderMark(t *testing.T) {
	path := writeFile(t, "a.md", "\ufeffÄh: It was human error.\nBut we should have looked.\n")
	for _, args := range [][]string{{path}, {path, "--lines"}} {
		if _, out, _ := runCheck(nil, args...); !strings.Contains(out, ":1:12: blame") || !strings.Contains(out, ":2:8: counter") {
			t.Errorf("%v: %s", args[1:], out)
		}
	}
}

func TestCheckSkipsAQuotationInSeveralLines(t *testing.T) {
	text := "- She said \"we should\n  have looked. It was\n  Human error\" and left.\n"
	if code, out, _ := runCheck(strings.NewReader(text), "-"); code != 0 {
		t.Errorf("got %s", out)
	}
	if code, _, _ := runCheck(strings.NewReader(text), "-", "--lines"); code != 1 {
		t.Error("--lines: nothing")
	}
}

// A phrase that goes on in the next line of a list is told in one line, and is in
// the file where JSON says it is.
func TestCheckReadsOnInTheNextLine(t *testing.T) {
	text := "1. Ä: It was human\r\n   error again\n\n> - we should\n>   have looked\n\nhuman error\n"
	path := writeFile(t, "a.md", text)
	_, out, _ := runCheck(nil, path, "--quotes")
	for _, want := range []string{`:1:14: blame: "human error": `, `:4:8: counterfactual: "should have": `, ":7:1: "} {
		if !strings.Contains(out, want) {
			t.Errorf("no %s in\n%s", want, out)
		}
	}
	_, out, _ = runCheck(nil, path, "--json", "--quotes")
	for line := range strings.Lines(out) {
		var f checkFlag
		if err := json.Unmarshal([]byte(line), &f); err != nil || text[f.Start:f.End] != f.Phrase {
			t.Errorf("%v: %s", err, line)
		}
	}
}

func TestCheckReadsALineOfAnyLength(t *testing.T) {
	path := writeFile(t, "a.txt", strings.Repeat("ü should have known. ", 100_000))
	started := time.Now()
	code, out, errs := runCheck(nil, "--lines", path)
	last := fmt.Sprintf(":1:%d: ", 99_999*21+3)
	if code != 1 || errs != "" || !strings.Contains(out[strings.LastIndex(strings.TrimSpace(out), "\n")+1:], last) {
		t.Errorf("got %d %q, last line %q", code, errs, out[max(0, len(out)-120):])
	}
	if took := time.Since(started); took > 30*time.Second {
		t.Errorf("took %v: columns are counted from the line's start again and again", took)
	}
}

// closed is a reader of ours that went away.
type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, errors.New("nobody reads") }

func TestCheckSaysThatNobodyReads(t *testing.T) {
	var errs bytes.Buffer
	path := writeFile(t, "a.md", "We should have looked.\n")
	code := Check([]string{path, path, path}, nil, closed{}, &errs)
	if code != checkTrouble || strings.Count(errs.String(), "could not be written") != 1 {
		t.Errorf("got %d %q, want it said once", code, errs.String())
	}
}

func TestCheckWritesInOrderWhateverIsFound(t *testing.T) {
	long := writeFile(t, "long.md", strings.Repeat("We should have looked.\n\n", 20_000))
	short := writeFile(t, "short.md", "It was human error.\n")
	code, out, errs := runCheck(nil, long, short, long)
	first, second := strings.Index(out, short), strings.LastIndex(out, long)
	if code != checkFlagged || errs != "" || strings.Count(out, "\n") != 40_001 {
		t.Fatalf("got %d, %d lines %q", code, strings.Count(out, "\n"), errs)
	}
	if before := strings.Count(out[:first], "\n"); before != 20_000 || second < first {
		t.Errorf("the short file comes after %d lines", before)
	}
}

func TestCheckFollowsExportedSettings(t *testing.T) {
	path := writeFile(t, "a.md", "It was human error, we should have looked. A fat finger.\n")
	settings := writeFile(t, "wording.json", `{"format": "secondstory-wording", "version": 1,
		"offClasses": ["blame"], "own": [{"phrase": "fat finger", "question": "What did the screen look like?"}]}`)
	code, out, errs := runCheck(nil, "--settings", settings, path)
	want := path + ":1:24: counterfactual: \"should have\": This tells of something that did not happen.\n" +
		path + ":1:46: own: \"fat finger\": You asked to be told about this phrase.\n"
	if code != 1 || out != want || errs != "" {
		t.Errorf("got %d\n%s%s\nwant 1\n%s", code, out, errs, want)
	}
	code, out, errs = runCheck(nil, "--settings", path, path)
	if code != 2 || out != "" || !strings.Contains(errs, "a.md holds no wording settings") {
		t.Errorf("foreign settings: %d %q %q", code, out, errs)
	}
}

// A large file is checked in parts, and nobody can tell.
func TestCheckInPartsSaysTheSame(t *testing.T) {
	section := "Über uns: we should have looked.\n\n```\nwe should have looked\n\n```\n- It was human error,\n  they forgot.\n\n" +
		"> we should have looked\n\nWir hätten schauen müssen.\n\nThe pool was full.\n\n"
	text := strings.Repeat(section, partFrom/len(section)) + strings.Repeat("we should have looked, ", 10_000)
	path := writeFile(t, "a.md", text)
	for _, o := range []checkOptions{{}, {json: true}, {lines: true, language: "en"}} {
		var said [2]string
		for i, cores := range []int{1, 4} {
			var out, errs bytes.Buffer
			run := newCheckRun(o, cores, nil, &out, &errs)
			run.work([]string{path})
			run.out.Flush()
			if said[i] = out.String(); run.code != checkFlagged || errs.Len() > 0 {
				t.Fatalf("%+v on %d cores: %d %s", o, cores, run.code, errs.String())
			}
		}
		if said[0] != said[1] || len(said[0]) < 1<<20 {
			t.Errorf("%+v: %d bytes on one core, %d on four, or they differ", o, len(said[0]), len(said[1]))
		}
	}
}
