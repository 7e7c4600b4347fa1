package language

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// A numbered case is one line of testdata/*.txt:
//
//	12 counterfactual "should have": we should have checked the pool
//	13 none: it should return 200
//
// Several expectations are separated by "; ". Lines that begin with # say
// which distinction the cases after them are about.
type numbered struct {
	file   string
	number int
	want   []string // class "phrase", or class
	text   string
}

func readCases(tb testing.TB) []numbered {
	tb.Helper()
	paths, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(paths) == 0 {
		tb.Fatalf("no cases: %v", err)
	}
	var out []numbered
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			tb.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
				out = append(out, parseCase(tb, filepath.Base(path), line))
			}
		}
	}
	return out
}

func parseCase(tb testing.TB, file, line string) numbered {
	tb.Helper()
	first, rest, ok := strings.Cut(line, " ")
	want, text, ok2 := strings.Cut(rest, ": ")
	n, err := strconv.Atoi(first)
	if !ok || !ok2 || err != nil {
		tb.Fatalf("%s: not a case: %q", file, line)
	}
	c := numbered{file: file, number: n, text: text}
	if want != "none" {
		c.want = strings.Split(want, "; ")
	}
	return c
}

func casesAsLabelled(tb testing.TB) []labelled {
	var out []labelled
	for _, c := range readCases(tb) {
		row := labelled{text: c.text, labels: map[Class]bool{}}
		for _, w := range c.want {
			class, _, _ := strings.Cut(w, " ")
			row.labels[Class(class)] = true
		}
		out = append(out, row)
	}
	return out
}

func TestCases(t *testing.T) {
	c := New(English(), German())
	last := map[string]int{}
	for _, n := range readCases(t) {
		if n.number <= last[n.file] {
			t.Errorf("%s %d: numbers must grow", n.file, n.number)
		}
		last[n.file] = n.number
		got := describe(c.Check(n.text))
		if !matches(got, n.want) {
			t.Errorf("%s %d: %s\n got %v\nwant %v", n.file, n.number, n.text, got, n.want)
		}
	}
}

func describe(flags []Flag) []string {
	var out []string
	for _, f := range flags {
		out = append(out, string(f.Class)+" "+strconv.Quote(f.Phrase))
	}
	return out
}

// matches compares flags with expectations; one without a phrase accepts any
// phrase of its class.
func matches(got, want []string) bool {
	if len(got) != len(want) {
		return false
	}
	for i := range got {
		class, _, _ := strings.Cut(got[i], " ")
		if got[i] != want[i] && class != want[i] {
			return false
		}
	}
	return true
}
