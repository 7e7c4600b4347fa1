package language

import (
	"strings"
	"testing"
)

// Whatever way a letter is spelled, the phrase is found, and the span is that of
// the text as it was typed.
func TestLettersInAnySpelling(t *testing.T) {
	c := New(English(), German())
	for text, want := range map[string]string{
		"Wir ha\u0308tten den Pool pru\u0308fen mu\u0308ssen.":   "ha\u0308tten den Pool pru\u0308fen mu\u0308ssen",
		"Es wa\u0308re aufgefallen, ehrlich.":                    "wa\u0308re aufgefallen",
		"Rene\u0301 hat den Alarm u\u0308bersehen.":              "u\u0308bersehen",
		"Es war ein Bedien\u00adfehler.":                         "Bedien\u00adfehler",
		"\U0001f469\u200d\U0001f4bb: we sho\u00aduld have known": "sho\u00aduld have",
		"We should\u00a0have known.":                             "should\u00a0have",
		"We should\u202fhave known.":                             "should\u202fhave",
		"We shouldn’t have known.":                               "shouldn’t have",
		"We couldn´t have known.":                                "couldn´t have",
		"We ｓｈｏｕｌｄ\u3000ｈａｖｅ known.":                             "ｓｈｏｕｌｄ\u3000ｈａｖｅ",
		"It was human\u2060 error.":                              "human\u2060 error",
		"A misconﬁguration, human\u00ad\u00ad error\u00ad again": "human\u00ad\u00ad error",
		"u\u0308 \u0308 \u0301\nHuman error":                     "Human error",
		"\u00adHuman error\u0301 it was":                         "Human error\u0301",
	} {
		flags := c.Check(text)
		if len(flags) == 0 || flags[0].Phrase != want {
			t.Errorf("%q: %q, want %q", text, describe(flags), want)
			continue
		}
		checkSpans(t, text, flags)
		if f := flags[0]; f.UTF16Start != unitsOf(text[:f.Start]) || f.UTF16End != unitsOf(text[:f.End]) {
			t.Errorf("%q: units %d to %d", text, f.UTF16Start, f.UTF16End)
		}
	}
}

// A long text is spelled plainly piece by piece, and nothing is lost between.
func TestLongTextsInOtherSpelling(t *testing.T) {
	c := New(English(), German())
	text := strings.Repeat("Wir ha\u0308tten den Pool pru\u0308fen mu\u0308ssen. It was hu\u00adman error. ", 3*plainSize/60)
	flags := c.Check(text)
	if want := 2 * strings.Count(text, "Pool"); len(flags) != want {
		t.Errorf("%d flags, want %d", len(flags), want)
	}
	checkSpans(t, text, flags)
	stopped := 0
	c.CheckEach(text, Options{}, func(Flag) bool { stopped++; return stopped < 3 })
	if stopped != 3 {
		t.Errorf("went on to %d flags after the third", stopped)
	}
}

func TestPlainTextsAreReadAsTheyAre(t *testing.T) {
	for _, text := range []string{"", "plain", "größer – “so”, ‘so’ und „so“ … 🎉 é ß", germanReport} {
		if oddly(text) {
			t.Errorf("%q is spelled again", text)
		}
	}
}
