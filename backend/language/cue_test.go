package language

import "testing"

// everySentence is Check without the automaton: every sentence is read.
func everySentence(c *Checker, text string, o Options) []Flag {
	var flags []Flag
	s := new(sentence)
	s.reset(text, o)
	in, told := c.spoken(o.Language)
	units := unitCounter{text: text}
	for s.end < len(text) {
		s.start, s.end = s.end, sentenceEnd(text, s.end)
		if !told {
			in = c.languageOf(text[s.start:s.end], in)
		}
		s.tongue = c.tongues[in]
		s.read()
		s.apply()
		s.handOver(&units, func(f Flag) bool {
			flags = append(flags, f)
			return true
		})
	}
	return flags
}

// TestCuesHideNothing: what the automaton passes over holds no flag.
func TestCuesHideNothing(t *testing.T) {
	c := New(English(), German())
	for _, n := range readCases(t) {
		with, without := c.Check(n.text), everySentence(c, n.text, Options{})
		if len(with) != len(without) {
			t.Errorf("%s %d: %s\n with cues %v\n without   %v", n.file, n.number, n.text, describe(with), describe(without))
		}
	}
}

func TestCuePhrasesAndPartners(t *testing.T) {
	a := newAutomaton([]cue{
		{"due_to", always},
		{"cause", always},
		{"to_cause", quiet},
		{"should", withHave},
		{"have", haveForm},
		{"because", withEvent},
		{"down", eventForm},
		{"should_of", always},
	})
	for text, want := range map[string]int{
		"it was due to load":           12,
		"due":                          -1,
		"due  TO":                      6,
		"undue to":                     -1,
		"due tomorrow, due_to, due to": 27,
		"the cause":                    8,
		"to cause":                     -1,
		"into cause":                   9,
		"we should go":                 -1,
		"we should’ve gone, have":      8,
		"have it: it should":           17,
		"should of":                    8,
		"down because":                 11,
		"have because":                 -1,
		"because it was down":          6,
	} {
		if got := a.next(text, 0); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

func TestCheckEachHandsOverTheSameFlagsAndStops(t *testing.T) {
	c := New(English())
	text := "🎉 We should have looked. It was human error. I forgot. 🎉 That was my fault, the root cause."
	all := c.Check(text)
	for stop := range all {
		var got []Flag
		c.CheckEach(text, Options{}, func(f Flag) bool {
			got = append(got, f)
			return len(got) <= stop
		})
		if len(got) != stop+1 || got[stop].Start != all[stop].Start || got[stop].UTF16End != all[stop].UTF16End {
			t.Errorf("stopped after %d: %v", stop+1, describe(got))
		}
	}
}

// TestTagsFit fails where a language has more tags than a set has bits: the
// ones beyond would be taken for others without a word.
func TestTagsFit(t *testing.T) {
	const bits = 3 * 64
	for _, l := range []Language{English(), German()} {
		for _, set := range l.words {
			if set.tag >= bits {
				t.Fatalf("%s: tag %d, a set has room for %d", l.id, set.tag, bits)
			}
		}
		for _, r := range l.rules {
			if r.on >= bits {
				t.Fatalf("%s: rule %s waits for tag %d, a set has room for %d", l.id, r.id, r.on, bits)
			}
		}
	}
}
