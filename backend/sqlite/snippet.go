package sqlite

import (
	"strings"
	"unicode/utf8"

	"secondstory/backend/debrief"
)

// Lengths of a snippet, in characters: all of it, and how much of a long text
// stands before the place that changed.
const (
	snippetLength = 160
	snippetBefore = 40
)

// snippet is the text a change is about, on one line and cut: the first that
// became another, around the place where it did; otherwise what names the
// record.
func snippet(before, after debrief.Record) string {
	old, made := textsOf(before), textsOf(after)
	if after == nil {
		old, made = made, old
	}
	if len(old) == 0 && len(made) > 0 {
		// What a record begins with by itself is not what somebody wrote.
		made = made[:naming(before, after)]
	}
	for i, text := range made {
		was := ""
		if i < len(old) {
			was = old[i]
		}
		if text != was && strings.TrimSpace(text) != "" {
			return around(text, was)
		}
	}
	for _, text := range append(made, old...) {
		if strings.TrimSpace(text) != "" {
			return around(text, "")
		}
	}
	return ""
}

// naming is how many of a record's texts tell what it is: of a debrief the title
// alone.
func naming(before, after debrief.Record) int {
	r := after
	if r == nil {
		r = before
	}
	if r.Noun() == debrief.NounDebrief {
		return 1
	}
	return len(debrief.Texts(r))
}

func textsOf(r debrief.Record) []string {
	if r == nil {
		return nil
	}
	return debrief.Texts(r)
}

// around cuts a text to where it begins to differ from another.
func around(text, other string) string {
	from := 0
	for from < min(len(text), len(other)) && text[from] == other[from] {
		from++
	}
	for from > 0 && from < len(text) && !utf8.RuneStart(text[from]) {
		from--
	}
	start := from
	for n := 0; start > 0 && n < snippetBefore; n++ {
		_, size := utf8.DecodeLastRuneInString(text[:start])
		start -= size
	}
	if utf8.RuneCountInString(text) <= snippetLength {
		start = 0
	}
	return oneLine(text[start:], start > 0)
}

func oneLine(text string, cut bool) string {
	var b strings.Builder
	if cut {
		b.WriteString("…")
	}
	n := 0
	for _, r := range text {
		if n++; n > snippetLength {
			return strings.Join(strings.Fields(b.String()), " ") + "…"
		}
		b.WriteRune(r)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
