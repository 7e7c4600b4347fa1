package find

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxTerm is how long a term is at most, in letters: what is longer is no word.
const maxTerm = 40

// Terms are the words of a text as the index keeps them: folded, without their plural,
// and for scripts that leave no space between words each two letters that stand
// together. The site's script cuts a question the same way.
func Terms(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		folded := Fold(text)
		from, open := 0, false
		for i, r := range folded {
			if unicode.IsLetter(r) || unicode.IsNumber(r) {
				if !open {
					from, open = i, true
				}
				continue
			}
			if open && !cut(folded[from:i], yield) {
				return
			}
			open = false
		}
		if open {
			cut(folded[from:], yield)
		}
	}
}

// Fold takes case, accents and width away.
func Fold(text string) string {
	if isPlain(text) {
		return strings.ToLower(text)
	}
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case r == 'ς':
			return 'σ'
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(text))
}

func isPlain(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}

// cut gives what a run of letters is kept as, and says whether to go on.
func cut(run string, yield func(string) bool) bool {
	if isPlain(run) {
		return word(run, len(run), yield)
	}
	letters := []rune(run)
	from := 0
	for i := 0; i <= len(letters); i++ {
		if i < len(letters) && isDense(letters[i]) == isDense(letters[from]) {
			continue
		}
		if !piece(letters[from:i], yield) {
			return false
		}
		from = i
	}
	return true
}

func piece(letters []rune, yield func(string) bool) bool {
	switch {
	case len(letters) == 0:
		return true
	case !isDense(letters[0]):
		return word(string(letters), len(letters), yield)
	case len(letters) == 1:
		return yield(string(letters))
	}
	for i := range len(letters) - 1 {
		if !yield(string(letters[i : i+2])) {
			return false
		}
	}
	return true
}

// word gives a word of so many letters, unless it is none: too long, or a single letter.
func word(run string, letters int, yield func(string) bool) bool {
	first, _ := utf8.DecodeRuneInString(run)
	if letters > maxTerm || letters == 1 && !unicode.IsNumber(first) {
		return true
	}
	return yield(single(run))
}

// isDense says whether a letter is of a script without spaces between words.
func isDense(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// single takes an English plural's ending away, after Harman's three rules
// (D. Harman, How effective is suffixing?, 1991).
func single(word string) string {
	n := len(word)
	switch {
	case n < 4 || word[n-1] != 's':
		return word
	case strings.HasSuffix(word, "ies") && word[n-4] != 'e' && word[n-4] != 'a':
		return word[:n-3] + "y"
	case strings.HasSuffix(word, "es") && (word[n-3] == 'a' || word[n-3] == 'e' || word[n-3] == 'o'):
		return word
	case word[n-2] == 's' || word[n-2] == 'u':
		return word
	}
	return word[:n-1]
}
