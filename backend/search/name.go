package search

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold makes texts that differ only in case, accents or spaces the same.
func Fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// Named says whether a name is meant by what was typed: every word of it begins a
// word of the name.
func Named(name, typed string) bool {
	words := nameWords(name)
	asked := nameWords(typed)
	for _, a := range asked {
		if !begins(words, a) {
			return false
		}
	}
	return len(asked) > 0
}

func begins(words []string, a string) bool {
	for _, w := range words {
		if strings.HasPrefix(w, a) {
			return true
		}
	}
	return false
}

func nameWords(s string) []string {
	return strings.FieldsFunc(Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// Nearest is the word of a name that was probably meant by a word typed: one letter
// away, two when it is long. It is empty when there is none, or two as near that
// are different names.
func Nearest(typed string, names []string) string {
	asked := []rune(Fold(typed))
	if len(asked) < 4 {
		return ""
	}
	best, at, tie := "", allowed(len(asked))+1, false
	seen := map[string]bool{}
	for _, name := range names {
		for _, w := range nameWords(name) {
			if seen[w] {
				continue
			}
			seen[w] = true
			switch n := distance(asked, []rune(w), at); {
			case n < at:
				best, at, tie = w, n, false
			case n == at && best != "":
				tie = true
			}
		}
	}
	if tie {
		return ""
	}
	return best
}

func allowed(letters int) int {
	if letters > 6 {
		return 2
	}
	return 1
}

// distance is how many letters have to be put in, taken out, changed, or changed
// places with the next to make one word of another; more than most is not counted.
func distance(a, b []rune, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return most + 1
	}
	last, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		next[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			next[j+1] = min(row[j+1]+1, next[j]+1, row[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], last[j-1]+1)
			}
		}
		last, row, next = row, next, last
	}
	return row[len(b)]
}
