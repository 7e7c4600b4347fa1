package gist

import (
	"strings"
	"unicode"
)

// words counts as page one does: runs without white space.
func words(text string) int { return len(strings.Fields(text)) }

// tidy is a text in one line.
func tidy(text string) string { return strings.Join(strings.Fields(text), " ") }

// Opening is as many of the first sentences as have room in so many words; the first
// one stays whole.
func Opening(text string, most int) string {
	out, rest := "", strings.TrimSpace(text)
	for rest != "" {
		var next string
		next, rest = cut(rest)
		both := strings.TrimSpace(out + " " + tidy(next))
		if out != "" && words(both) > most {
			break
		}
		out = both
	}
	return out
}

func firstSentence(text string) string {
	first, _ := cut(strings.TrimSpace(text))
	return tidy(first)
}

// sentences puts two texts side by side, each a sentence of its own.
func sentences(a, b string) string {
	a, b = tidy(a), tidy(b)
	if a == "" || b == "" || a == b {
		return a + b
	}
	if !strings.ContainsAny(a[len(a)-1:], ".!?") && !strings.HasSuffix(a, "…") {
		a += "."
	}
	return a + " " + b
}

// cut takes the first sentence off: up to a stop before a space and something that can
// begin another, or to the end of the line. Abbreviations before a small letter stay.
func cut(text string) (first, rest string) {
	runes := []rune(text)
	for i, r := range runes {
		if r == '\n' {
			return string(runes[:i]), strings.TrimSpace(string(runes[i:]))
		}
		if !strings.ContainsRune(".!?…", r) || i+1 >= len(runes) || !unicode.IsSpace(runes[i+1]) {
			continue
		}
		after := strings.TrimSpace(string(runes[i+1:]))
		if starts(after) && !initial(runes[:i]) {
			return string(runes[:i+1]), after
		}
	}
	return text, ""
}

func starts(text string) bool {
	for _, r := range text {
		return unicode.IsUpper(r) || unicode.IsDigit(r) || !unicode.IsLower(r) && unicode.IsLetter(r) || strings.ContainsRune("“\"‘(", r)
	}
	return false
}

// initial says that a stop ends a single letter: "J. Smith".
func initial(before []rune) bool {
	n := len(before)
	return n > 0 && unicode.IsLetter(before[n-1]) && (n == 1 || unicode.IsSpace(before[n-2]))
}
