package language

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

func TestOffsetsCountBytesAndUTF16(t *testing.T) {
	text := "🎉 Zoë: é\xff we should’ve known. 🎉 It was human error."
	flags := New(English()).Check(text)
	if len(flags) != 2 {
		t.Fatalf("got %d flags, want 2", len(flags))
	}
	for _, f := range flags {
		if text[f.Start:f.End] != f.Phrase {
			t.Errorf("bytes %d:%d are not %q", f.Start, f.End, f.Phrase)
		}
		if got := unitsOf(text[:f.Start]); got != f.UTF16Start {
			t.Errorf("%q: UTF16Start %d, want %d", f.Phrase, f.UTF16Start, got)
		}
		if got := unitsOf(text[:f.End]); got != f.UTF16End {
			t.Errorf("%q: UTF16End %d, want %d", f.Phrase, f.UTF16End, got)
		}
	}
}

func unitsOf(s string) int { return len(utf16.Encode([]rune(s))) }

// checkSpans fails when flags are out of order, outside the text, on half a
// rune, or without what a card shows.
func checkSpans(tb testing.TB, text string, flags []Flag) {
	tb.Helper()
	last := 0
	for _, f := range flags {
		if f.Start < last || f.End <= f.Start || f.End > len(text) || text[f.Start:f.End] != f.Phrase {
			tb.Fatalf("bad span %+v", f)
		}
		if !utf8.RuneStart(text[f.Start]) || f.End < len(text) && !utf8.RuneStart(text[f.End]) && utf8.ValidString(text) {
			tb.Fatalf("span on half a rune: %+v", f)
		}
		if len(f.Questions) < 1 || len(f.Questions) > maxQuestions || f.Reason == "" || f.Rule == "" || f.Source == "" {
			tb.Fatalf("incomplete flag %+v", f)
		}
		last = f.Start
	}
}

// TestCopyNeverBlames holds every rule to the product's words: how and what,
// never why, and none of the words the app never says.
// neverSaid are words no question or reason uses.
func neverSaid() []string {
	return []string{
		"error", "fault", "violation", "failure", "culprit", "root cause", "score", "why", "mistake",
		"fehler", "schuld", "versagen", "warum", "wieso", "weshalb", "grundursache", "verstoß", "!",
	}
}

// The questions of variants are in no table of rules; the cases ask them.
func TestQuestionsOfCasesNeverBlame(t *testing.T) {
	c := New(English(), German())
	for _, n := range readCases(t) {
		line := strings.ToLower(n.text)
		for _, f := range c.Check(n.text) {
			asked := strings.ToLower(strings.Join(f.Questions, " "))
			if asked == "" {
				t.Errorf("%s %d: %s asks nothing", n.file, n.number, f.Rule)
			}
			for _, word := range neverSaid() {
				if strings.Contains(asked, word) && !strings.Contains(line, word) {
					t.Errorf("%s %d: %s says %q: %s", n.file, n.number, f.Rule, word, asked)
				}
			}
		}
	}
}

func TestCopyNeverBlames(t *testing.T) {
	never := neverSaid()
	for _, r := range append(English().rules, German().rules...) {
		for _, line := range append([]string{r.reason}, r.ask...) {
			for _, word := range never {
				if strings.Contains(strings.ToLower(line), word) {
					t.Errorf("%s says %q: %s", r.id, word, line)
				}
			}
		}
		if plain := withoutPlaces(r.ask); plain == 0 || r.on == 0 || r.source == "" {
			t.Errorf("%s is incomplete; %d questions need nothing from the line", r.id, plain)
		}
	}
}

func withoutPlaces(ask []string) (n int) {
	for _, q := range ask {
		if !strings.Contains(q, "{") {
			n++
		}
	}
	return n
}

func TestRuleIDsAreUnique(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range append(English().rules, German().rules...) {
		if id := string(r.class) + "/" + r.id; seen[id] {
			t.Errorf("%s twice", id)
		} else {
			seen[id] = true
		}
	}
}

func TestQuestionsAreFilledFromTheLine(t *testing.T) {
	c := New(English())
	for line, want := range map[string]string{
		"We should have checked the pool at 14:32.":           "What were you seeing at 14:32?",
		"We should have checked the pool.":                    "What were you seeing at that moment?",
		"the on-call engineer should have paged":              "What was the on-call engineer seeing at that moment?",
		"She forgot to renew the certificate.":                "What was she in the middle of at that moment?",
		"It was so clear, Priya overlooked the red panel":     "What was Priya in the middle of at that moment?",
		"In hindsight that was the right host, 14:10":         "What was knowable at 14:10?",
		"It should have been checked.":                        "What did it look like at that moment?",
		"We should have told the database team about the job": "What made that the sensible thing to do?",
		"There should have been an alert on it.":              "How did it come to be that way?",
		"It ran longer than it should have.":                  "What was happening during that time?",
		"The alert should have fired.":                        "What was it set up to do?",
		"It could have been much worse.":                      "What kept it from going that way?",
		"A canary would have caught it.":                      "What was there to go by at that moment?",
		"That wouldn't have helped.":                          "What made the difference?",
		"If we had known, we would have waited.":              "What was known at that moment?",
		"Our communication was poor.":                         "Who knew what, and when?",
		"The change was pushed too quickly.":                  "What was pressing at that moment?",
		"In hindsight it was the right call.":                 "What pointed that way at the time?",
		"Where is the root cause analysis?":                   "Which conditions came together?",
		"Root cause unknown":                                  "What is known so far?",
	} {
		flags := c.Check(line)
		if len(flags) == 0 || !contains(flags[0].Questions, want) {
			t.Errorf("%s\n got %+v\nwant %q", line, flags, want)
		}
	}
}

func contains(list []string, want string) bool {
	for _, s := range list {
		if s == want {
			return true
		}
	}
	return false
}

func TestQuotesAreSkippedUnlessAskedFor(t *testing.T) {
	c := New(English())
	for _, text := range []string{
		`She said "we should have checked. It was human error." and left.`,
		"she said “we should have checked”",
		"she said ‘we should have checked’",
		"she said 'we should have checked' again",
		"sie sagte «we should have checked»",
	} {
		if got := c.Check(text); len(got) != 0 {
			t.Errorf("%s: %v", text, describe(got))
		}
		if got := c.CheckOptions(text, Options{Quotes: true}); len(got) == 0 {
			t.Errorf("%s: nothing with Quotes", text)
		}
	}
	code := "`should have checked` is code"
	if got := c.CheckOptions(code, Options{Quotes: true}); len(got) != 0 {
		t.Errorf("%s: %v", code, describe(got))
	}
	open := `he said "we should have checked`
	if got := c.Check(open); len(got) != 1 {
		t.Errorf("a mark that is never closed opens nothing: %v", describe(got))
	}
}

func TestQuotationsOfAWrappedTextGoOn(t *testing.T) {
	c := New(English())
	for text, want := range map[string]int{
		"She said \"we should\nhave looked.\nIt was human error\" and we should have. It was\n“human error”.": 1,
		"He wrote `it was\nhuman error`, they\nsay":                                                           0,
		"A mark \"never closed, it was\nhuman error":                                                          1,
	} {
		if got := c.CheckOptions(text, Options{Wrapped: true}); len(got) != want {
			t.Errorf("%q: %v, want %d", text, describe(got), want)
		}
		if got := c.Check(text); len(got) == 0 {
			t.Errorf("%q: nothing line by line", text)
		}
	}
}

func TestStrongestKeepsOnePerSentence(t *testing.T) {
	text := "Obviously it should have been tested. I forgot. It was human error, so in hindsight the root cause."
	var got []string
	for _, f := range Strongest(New(English()).Check(text), text) {
		got = append(got, string(f.Class))
	}
	if s := strings.Join(got, " "); s != "counterfactual blame" && s != "counterfactual blame blame" {
		t.Errorf("got %s", s)
	}
	if Strongest(nil, text) != nil {
		t.Error("flags from nothing")
	}
}

func TestSentences(t *testing.T) {
	for text, want := range map[string]int{
		"One. Two! Three? Four":                                                          4,
		"See e.g. the pool. Then v1.2.3 on db-1.example.com.":                            2,
		"At 3.15 p.m. we saw it. Dr. Lee called.":                                        2,
		"1. First item\n2. Second item\n- third":                                         3,
		"A line that is long enough to have been wrapped by a margin\nand goes on here.": 1,
		"🎉 done. 🎉 again":                                                                2,
		"He said (it broke.) Then left… maybe.":                                          2,
		"wait... what happened":                                                          1,
		"Title\n\nText":                                                                  3,
	} {
		if got := countSentences(text); got != want {
			t.Errorf("%q: %d sentences, want %d", text, got, want)
		}
	}
}

func countSentences(text string) (n int) {
	for at := 0; at < len(text); n++ {
		at = sentenceEnd(text, at)
	}
	return n
}

func TestCleanSentenceAllocatesNothing(t *testing.T) {
	c := New(English(), German())
	for _, text := range []string{prose, "14:32 Priya saw three red panels.", germanProse} {
		if n := testing.AllocsPerRun(100, func() { c.Check(text) }); n != 0 {
			t.Errorf("%.0f allocations for %.40q", n, text)
		}
	}
}

func TestCheckerIsSafeForConcurrentUse(t *testing.T) {
	c := New(English(), German()) // whose lexicons nobody has asked for yet
	for range 4 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			for range 200 {
				if got := c.Check("We should have looked. Wir hätten schauen müssen. It was human error."); len(got) != 3 {
					t.Errorf("got %d flags", len(got))
				}
			}
		})
	}
}

// TestHostileTexts feeds what nobody types: it must end, and keep its spans
// inside the text.
func TestHostileTexts(t *testing.T) {
	c := New(English(), German())
	for name, text := range map[string]string{
		"quotes":     strings.Repeat(`"`, 10_000) + "we should have" + strings.Repeat(`"`, 10_000),
		"nested":     strings.Repeat("“", 10_000) + "we should have checked" + strings.Repeat("”", 10_000),
		"apostrophe": strings.Repeat(" 'should have ", 20_000),
		"one line":   strings.Repeat("we should have had ", 50_000),
		"no space":   strings.Repeat("should", 100_000),
		"nul":        "we should\x00 have checked\x00 the pool",
		"modals":     strings.Repeat("should ", 100_000) + "have",
		"points":     strings.Repeat(". ", 100_000) + "we should have checked",
		"backticks":  strings.Repeat("`'\"‘“ ", 20_000) + "should have checked",
		"invalid":    strings.Repeat("\xff\xe2\x80 should have checked \xe2", 1000),
		"umlauts":    strings.Repeat("\xc3 hätt\xc3 wäre\xa4 Ü\xc3\xc3 gepr\xc3\xbcft ", 5000),
		"half open":  strings.Repeat("Wir hätten, der Pool, ", 20_000),
		"compound":   strings.Repeat("hättenübersehen", 20_000),
	} {
		t.Run(name, func(t *testing.T) {
			holds(t, c, text, Options{})
			holds(t, c, text, Options{Quotes: true})
		})
	}
}

func FuzzCheck(f *testing.F) {
	f.Add("„wir hätten\xc3 pr\xc3\xbcfen müssen“ \xc3", true)
	f.Add("Wir ha\u0308tten, wär\xa4 der Ü\xc3Ä, z. B. am 3. Mai geprüft worden wäre", false)
	for _, n := range readCases(f) {
		f.Add(n.text, false)
	}
	f.Add("u\u0308\u0308 \uff41\u0308 hu\u00adman\u2060\u3000ｅｒｒｏｒ ﬁ\u0301\xcc \xcc\x88 ẞ", true)
	f.Add("mY\xa0mistAke", false)
	f.Add("“we should’ve\xff\x00\n\n> if only", true)
	f.Add("\ufeff- a\n\t1. b\n  c\n> <pre\n>| a |\n>|-|\n>| b | <!-- x\n--> y\n[^1]:\n    z\n***\n===", false)
	f.Add("```\n# x\n| should have been |\n<!-- ", true)
	c := New(English(), German())
	f.Fuzz(func(t *testing.T, text string, quotes bool) {
		holds(t, c, text, Options{Quotes: quotes})
		Strongest(c.Check(text), text)
		passagesHold(t, text)
	})
}
