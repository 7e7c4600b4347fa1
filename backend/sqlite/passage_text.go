package sqlite

import (
	"strings"
	"unicode"
)

// between separates the letters of scripts that write no spaces: the index
// breaks words at it and nobody sees it (a zero-width space).
const between = '\u200b'

// unspaced are the scripts that write words without spaces. A word of the index
// would be a whole sentence in them; so each letter is one, and what is looked
// for is letters in a row.
var unspaced = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
}

// passageText is the text of a record as the index holds it: one line each.
// Control characters, two of which mark what was found, become spaces.
func passageText(words []string) string {
	return spaced(strings.Join(words, "\n"))
}

// spaced makes a text, or what is looked for, ready for the index.
func spaced(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxLatin1 || isControl(r) }) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	joined := false
	for _, r := range s {
		alone := unicode.In(r, unspaced...)
		if alone || joined {
			b.WriteRune(between)
		}
		if joined = alone; isControl(r) {
			r = ' '
		}
		b.WriteRune(r)
	}
	return b.String()
}

func isControl(r rune) bool { return r != '\n' && unicode.IsControl(r) }
