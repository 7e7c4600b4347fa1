package report

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// unit is one letter as names are compared: without case and accents, with
// where it stands in the text.
type unit struct {
	r        rune
	from, to int32 // bytes; a text field holds at most 1 MB
	upper    bool
}

// fold takes a text apart into units. Combining marks belong to the letter
// before them; all apostrophes are alike.
func fold(text string) []unit {
	out := make([]unit, 0, len(text))
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.Is(unicode.Mn, r) && len(out) > 0 {
			out[len(out)-1].to = int32(i + n)
			i += n
			continue
		}
		out = append(out, unit{r: foldRune(r), from: int32(i), to: int32(i + n), upper: unicode.IsUpper(r) || unicode.IsTitle(r)})
		i += n
	}
	return out
}

func foldRune(r rune) rune {
	switch r {
	case '’', '‘', 'ʼ', '`', '´':
		return '\''
	case '\u00a0', '\u202f', '\n', '\t':
		return ' '
	}
	if r >= utf8.RuneSelf && !unicode.Is(unicode.Hangul, r) {
		first, _ := utf8.DecodeRuneInString(norm.NFKD.String(string(r)))
		r = first
	}
	return unicode.ToLower(r)
}

// folded is a text in units without their places.
func folded(text string) string {
	var b strings.Builder
	for _, u := range fold(strings.Join(strings.Fields(text), " ")) {
		b.WriteRune(u.r)
	}
	return b.String()
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// runsOn says that a script writes words without spaces, so that a name may
// stand anywhere in a run of letters.
func runsOn(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Hangul)
}
