package report

import "testing"

// A name that no font can print is found in its code points, and nobody's name is made by
// parting a word.
func TestCodePointsAreReadAsLetters(t *testing.T) {
	for text, want := range map[string]string{
		"‹U+738B›‹U+4F1F› was there": "王伟 was there",
		"plain":                      "plain",
		"‹U+12›‹U+ZZZZ› ‹U+0041":     "‹U+12›‹U+ZZZZ› ‹U+0041",
	} {
		if got := spelledOut(text); got != want {
			t.Errorf("%q is read as %q", text, got)
		}
	}
}

// What cannot be seen hides no name.
func TestControlBytesHideNoName(t *testing.T) {
	n := newNames()
	n.add("Ana Lima", "the engineer", "", false)
	for _, text := range []string{"A\x00na Lima", "Ana\x0bLima", "Ana\u0085 Li\x7fma", "Ana\u2028Lima", "An\u200ba \x01Lima"} {
		if len(n.find("then "+text+" came")) != 1 {
			t.Errorf("%q is not found", text)
		}
	}
}
