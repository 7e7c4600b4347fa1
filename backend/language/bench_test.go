package language

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// prose is plain text without a cue, as most of a report is.
const prose = `At 14:32 the queue began to grow. The pool of connections reached its limit of 40, and new
requests waited for a free one. Two replicas were added at 14:40; the queue went on growing until the second
of them took traffic. Priya opened the dashboard, saw three red panels and called the database team. They looked
at the query log and found a lock held since 14:29. The lock belonged to a nightly report that runs on the first
of the month. With the report stopped, the queue drained in six minutes. Orders placed in between arrived late.
`

// benchText is the text the throughput is measured on: the .txt and .md
// files of the folder SECONDSTORY_LANGUAGE_CORPUS, or prose of our own.
func benchText(b *testing.B, own string) string {
	dir := os.Getenv("SECONDSTORY_LANGUAGE_CORPUS")
	if dir == "" {
		return strings.Repeat(own, 1+1<<20/len(own))
	}
	var all strings.Builder
	for _, pattern := range []string{"*.txt", "*.md"} {
		paths, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			b.Fatal(err)
		}
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				b.Fatal(err)
			}
			all.Write(data)
		}
	}
	return all.String()
}

// BenchmarkThroughput reports MB/s: of prose without a cue; of prose with
// one flagged sentence in about thirty; and of the corpus if one is named.
func BenchmarkThroughput(b *testing.B) {
	mixed := strings.Repeat(prose, 5) + "We should have looked at the calendar first.\n"
	for name, own := range map[string]string{"clean": prose, "mixed": mixed} {
		b.Run(name, func(b *testing.B) {
			c, text := New(English()), benchText(b, own)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				c.Check(text)
			}
		})
	}
}

// BenchmarkSentence reports time and memory for one typed line.
func BenchmarkSentence(b *testing.B) {
	for name, line := range map[string]string{
		"clean":   "14:32 Priya saw three red panels and called the database team.",
		"cue":     "14:32 It should have about forty connections, because the pool is small.",
		"flagged": "14:32 We should have checked the pool before the deploy.",
	} {
		b.Run(name, func(b *testing.B) {
			c := New(English())
			b.ReportAllocs()
			for b.Loop() {
				c.Check(line)
			}
		})
	}
}

// BenchmarkNew reports what building the tables costs.
func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		New(English())
	}
}
