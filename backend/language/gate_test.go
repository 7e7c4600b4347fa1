package language

import (
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"
)

// garble cuts, joins, repeats and spoils texts at random bytes.
func garble(random *rand.Rand, cases []numbered) string {
	var s strings.Builder
	for range 1 + random.IntN(3) {
		text := cases[random.IntN(len(cases))].text
		from := random.IntN(len(text))
		s.WriteString(text[from:][:random.IntN(len(text)-from)+1])
		switch random.IntN(8) {
		case 0:
			s.WriteString([]string{"“", "\"", "`", "‘", "'", "«", "\xff", "\x00", "\n", "🎉", " ", "é"}[random.IntN(12)])
		case 1:
			s.WriteByte(byte(random.UintN(256)))
		}
	}
	return s.String()
}

// holds fails where a text breaks what every text must keep: spans in order,
// inside the text and on whole runes, the same flags one by one as at once,
// and the same offsets as a browser would count.
func holds(tb testing.TB, c *Checker, text string, o Options) {
	tb.Helper()
	flags := c.CheckOptions(text, o)
	checkSpans(tb, text, flags)
	n := 0
	c.CheckEach(text, o, func(f Flag) bool {
		if n >= len(flags) || f.Start != flags[n].Start || f.Rule != flags[n].Rule || f.UTF16End != flags[n].UTF16End {
			tb.Fatalf("flag %d differs one by one: %+v", n, f)
		}
		n++
		return true
	})
	for _, f := range flags {
		if len(text) < 1000 && (f.UTF16Start != unitsOf(text[:f.Start]) || f.UTF16End != f.UTF16Start+unitsOf(f.Phrase)) {
			tb.Fatalf("UTF-16 offsets of %+v", f)
		}
	}
}

func TestGateAnyText(t *testing.T) {
	t.Parallel()
	c, cases, random := New(English(), German()), readCases(t), rand.New(rand.NewPCG(3, 4))
	count := 5_000
	if os.Getenv("SECONDSTORY_SOAK") != "" {
		count = 1_000_000
	}
	for i := range count {
		holds(t, c, garble(random, cases), Options{Quotes: i%2 == 0})
	}
	t.Logf("gate: wording check: %d garbled texts, 0 spans out of place", count)
}

// TestGateEndlessLine: 100 MB on one line take ten times as long as 10 MB, and
// no more memory.
func TestGateEndlessLine(t *testing.T) {
	if os.Getenv("SECONDSTORY_SOAK") == "" {
		endlessLines(t, 1<<16, 1<<20)
		return
	}
	endlessLines(t, 10<<20, 100<<20)
}

func endlessLines(t *testing.T, small, large int) {
	c, worst, most := New(English(), German()), 0.0, 0.0
	for name, part := range map[string]string{
		"flags":      "we should have checked the pool, ",
		"sentences":  "It was human error. ",
		"quotes":     `"a" we should have 'b' checked “c” `,
		"open":       "“we ‘should \"have `checked ",
		"one word":   "should_have",
		"apostrophe": "should'",
		"invalid":    "\xff\xe2\x80 should have checked ",
		"nul":        "\x00should\x00have\x00checked ",
		"low quotes": "„a” wir hätten »b« prüfen müssen ‚c‘ ",
		"german":     "Wir hätten den Pool prüfen sollen, ",
		"clean":      "nothing to see here at all, ",
	} {
		fast, _ := endless(c, part, small)
		slow, memory := endless(c, part, large)
		ratio := slow.Seconds() / fast.Seconds() * float64(small) / float64(large)
		worst, most = max(worst, ratio), max(most, memory)
		if memory > 16 {
			t.Errorf("%s: %.1f MB of memory", name, memory)
		}
		// what takes a moment says more about the machine than about the code
		if fast > 20*time.Millisecond && ratio > 5 {
			t.Errorf("%s: %.1f times as slow as linear", name, ratio)
		}
	}
	t.Logf("gate: wording check: %d MB on one line, at worst %.1f of linear and %.1f MB of memory beyond the line", large>>20, worst, most)
}

// endless checks a line of some size and returns the time it took, and the
// memory in MB that was in use beyond the line half way through.
func endless(c *Checker, part string, size int) (took time.Duration, memory float64) {
	text := strings.Repeat(part, size/len(part))
	var before, within runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start, looked := time.Now(), false
	c.CheckEach(text, Options{}, func(f Flag) bool {
		if !looked && f.Start > size/2 {
			looked = true
			pause := time.Now()
			runtime.GC()
			runtime.ReadMemStats(&within)
			start = start.Add(time.Since(pause))
		}
		return true
	})
	took = time.Since(start)
	if looked {
		memory = float64(int64(within.HeapAlloc)-int64(before.HeapAlloc)) / (1 << 20)
	}
	return took, memory
}
