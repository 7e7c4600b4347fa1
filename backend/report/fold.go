package report

import (
	"slices"
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

// fold takes a text apart into units, in the room of others that are no longer needed.
// Combining marks and what cannot be seen (zero-width signs, soft hyphens, control bytes)
// belong to the letter before them; all apostrophes and all hyphens are alike; ligatures
// are their letters.
func fold(room []unit, text string) []unit {
	out := slices.Grow(room[:0], len(text))
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf && asciiFold[c] != 0 {
			out = append(out, unit{r: asciiFold[c], from: int32(i), to: int32(i + 1), upper: 'A' <= c && c <= 'Z'})
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if hidden := unicode.In(r, unicode.Cf, unicode.Cc); hidden && !isSpace(r) || unicode.Is(unicode.Mn, r) && len(out) > 0 {
			if len(out) > 0 {
				out[len(out)-1].to = int32(i + n)
			}
			i += n
			continue
		}
		if letters := spelled(r); letters != "" {
			for _, l := range letters {
				out = append(out, unit{r: l, from: int32(i), to: int32(i + n), upper: unicode.IsUpper(r)})
			}
			i += n
			continue
		}
		out = append(out, unit{r: foldRune(r), from: int32(i), to: int32(i + n), upper: unicode.IsUpper(r) || unicode.IsTitle(r)})
		i += n
	}
	return out
}

// asciiFold is what the letters most texts are made of are compared as; 0 for what
// cannot be seen.
var asciiFold = func() (out [utf8.RuneSelf]rune) {
	for c := range out {
		if r := rune(c); !unicode.IsControl(r) || isSpace(r) {
			out[c] = foldRune(r)
		}
	}
	return out
}()

// isSpace says which control characters part words.
func isSpace(r rune) bool { return r >= '\t' && r <= '\r' }

func foldRune(r rune) rune {
	switch r {
	case '’', '‘', 'ʼ', '`', '´':
		return '\''
	case '\u00a0', '\u202f', '\t', '\n', '\v', '\f', '\r', '\u2028', '\u2029':
		return ' '
	case '\u2010', '\u2011', '\u2012', '\u2212', '\ufe63', '\uff0d':
		return '-'
	}
	if r >= utf8.RuneSelf && !unicode.Is(unicode.Hangul, r) {
		first, _ := utf8.DecodeRuneInString(norm.NFKD.String(string(r)))
		r = first
	}
	return unicode.ToLower(r)
}

// spelled is what a letter that has no accent to drop is written as without it,
// and empty for every other.
func spelled(r rune) string {
	switch unicode.ToLower(r) {
	case 'ß', 'ẞ':
		return "ss"
	case 'æ', 'ǽ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ø', 'ǿ':
		return "o"
	case 'ł':
		return "l"
	case 'đ', 'ð':
		return "d"
	case 'þ':
		return "th"
	case 'ħ':
		return "h"
	case 'ŧ':
		return "t"
	case 'ı':
		return "i"
	case 'ﬀ':
		return "ff"
	case 'ﬁ':
		return "fi"
	case 'ﬂ':
		return "fl"
	case 'ﬃ':
		return "ffi"
	case 'ﬄ':
		return "ffl"
	case 'ﬅ', 'ﬆ':
		return "st"
	}
	return ""
}

// folded is a text in units without their places.
func folded(text string) string {
	var b strings.Builder
	for _, u := range fold(nil, strings.Join(strings.Fields(text), " ")) {
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
