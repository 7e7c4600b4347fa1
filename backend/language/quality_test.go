package language

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// labelled is a sentence with the classes people gave it.
type labelled struct {
	text   string
	labels map[Class]bool
}

// readLabelled reads a file of labelled sentences: text, labels, and more
// columns that do not matter here, separated by tabs.
func readLabelled(tb testing.TB, path string) []labelled {
	tb.Helper()
	f, err := os.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	var out []labelled
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		columns := strings.Split(lines.Text(), "\t")
		if len(columns) < 2 || columns[0] == "text" {
			continue
		}
		row := labelled{text: columns[0], labels: map[Class]bool{}}
		for _, label := range strings.Split(columns[1], ",") {
			if label != "none" {
				row.labels[Class(label)] = true
			}
		}
		out = append(out, row)
	}
	return out
}

// tally counts agreements and the two kinds of difference.
type tally struct{ hit, extra, missed int }

func (t *tally) add(o tally) { t.hit += o.hit; t.extra += o.extra; t.missed += o.missed }

func (t tally) precision() float64 { return float64(t.hit) / max(1, float64(t.hit+t.extra)) }
func (t tally) recall() float64    { return float64(t.hit) / max(1, float64(t.hit+t.missed)) }
func (t tally) f1() float64 {
	return float64(2*t.hit) / max(1, float64(2*t.hit+t.extra+t.missed))
}

// measure compares the checker with the labels. Quotations count as said,
// as they do in the labelled files. see is told about every difference.
func measure(c *Checker, rows []labelled, see func(kind string, k Class, row labelled, flags []Flag)) map[Class]*tally {
	out := map[Class]*tally{}
	for _, k := range Classes() {
		out[k] = new(tally)
	}
	for _, row := range rows {
		flags := c.CheckOptions(row.text, Options{Quotes: true})
		found := map[Class]bool{}
		for _, f := range flags {
			found[f.Class] = true
		}
		for _, k := range Classes() {
			switch {
			case found[k] && row.labels[k]:
				out[k].hit++
			case found[k]:
				out[k].extra++
				see("extra", k, row, flags)
			case row.labels[k]:
				out[k].missed++
				see("missed", k, row, flags)
			}
		}
	}
	return out
}

// BenchmarkQuality reports precision, recall and F1 per class. With
// SECONDSTORY_LANGUAGE_DATA naming a folder it measures every .tsv in it,
// otherwise the numbered cases. SECONDSTORY_LANGUAGE_SEE=1 prints where the
// checker and the labels differ.
func BenchmarkQuality(b *testing.B) {
	sets := map[string][]labelled{"cases": casesAsLabelled(b)}
	if dir := os.Getenv("SECONDSTORY_LANGUAGE_DATA"); dir != "" {
		sets = map[string][]labelled{}
		paths, err := filepath.Glob(filepath.Join(dir, "*.tsv"))
		if err != nil {
			b.Fatal(err)
		}
		for _, path := range paths {
			sets[strings.TrimSuffix(filepath.Base(path), ".tsv")] = readLabelled(b, path)
		}
	}
	for name, rows := range sets {
		b.Run(name, func(b *testing.B) { reportQuality(b, rows) })
	}
}

func reportQuality(b *testing.B, rows []labelled) {
	c := New(English())
	see := func(string, Class, labelled, []Flag) {}
	if os.Getenv("SECONDSTORY_LANGUAGE_SEE") != "" && b.N == 1 {
		see = func(kind string, k Class, row labelled, flags []Flag) {
			rules := ""
			for _, f := range flags {
				if f.Class == k {
					rules += fmt.Sprintf(" %s %q", f.Rule, f.Phrase)
				}
			}
			fmt.Fprintf(os.Stderr, "%s %s%s: %s\n", kind, k, rules, row.text)
		}
	}
	var all tally
	for b.Loop() {
		all = tally{}
		for k, t := range measure(c, rows, see) {
			all.add(*t)
			b.ReportMetric(100*t.precision(), string(k)+"-P")
			b.ReportMetric(100*t.recall(), string(k)+"-R")
			b.ReportMetric(100*t.f1(), string(k)+"-F1")
		}
		see = func(string, Class, labelled, []Flag) {}
	}
	b.ReportMetric(100*all.f1(), "micro-F1")
}
