package figure

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// form is a label as it is set: on one line or on two, and how wide the wider of
// them is, in points.
type form struct {
	first, second string
	width         float64
	lines         int
}

// inTwo sets a label on two lines of about one length, or on one where it cannot
// be parted or parting it would hardly save room. It remembers what it found.
func (l *layouter) inTwo(text string) form {
	if f, ok := l.forms[text]; ok {
		return f
	}
	full := l.width(text)
	whole := form{first: text, width: full, lines: 1}
	if full < leastParted {
		return whole
	}
	best := whole
	for _, i := range partings(text) {
		first, second := strings.TrimRight(text[:i], " "), strings.TrimLeft(text[i:], " ")
		w := l.labelWidth(first)
		if w >= best.width {
			break // it only gets longer
		}
		if w = math.Max(w, l.labelWidth(second)); w < best.width {
			best = form{first: first, second: second, width: w, lines: 2}
		}
	}
	if best.lines > 1 && best.width > worthParting*full {
		best = whole
	}
	l.forms[text] = best
	return best
}

// leastParted is the least width of a label that is parted, in points, and
// worthParting the share of it that its longer line may have.
const (
	leastParted  = 56.0
	worthParting = .8
)

// partings returns where a line may end: before a space, and between two
// letters of a script that is written without.
func partings(text string) []int {
	out := []int{}
	before := ' '
	for i, r := range text {
		switch {
		case r == ' ' && before != ' ', i > 0 && unspaced(before) && unspaced(r):
			out = append(out, i)
		}
		before = r
	}
	return out
}

func unspaced(r rune) bool {
	return r > unicode.MaxLatin1 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// Shorten cuts a text to a width, at a word if one ends late enough, and adds
// an ellipsis. It returns "" when nothing readable fits.
func Shorten(text string, width float64, measure func(string) float64) string {
	if measure(text) <= width {
		return text
	}
	lo, hi := 0, utf8.RuneCountInString(text)
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if cut, _ := cutAt(text, mid); measure(cut+"…") <= width {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	cut, rest := cutAt(text, lo)
	for cut != "" && joined(cut, rest) {
		lo--
		cut, rest = cutAt(text, lo)
	}
	if cut == "" {
		return ""
	}
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)*3/5 && rest != "" && rest[0] != ' ' {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:.–—-(") + "…"
}

// cutAt returns the first characters of a text and the rest.
func cutAt(text string, characters int) (first, rest string) {
	for i := range text {
		if characters == 0 {
			return text[:i], text[i:]
		}
		characters--
	}
	return text, ""
}

// joiner makes one sign of the two beside it.
const joiner = '\u200d'

// joined says whether what follows begins with a character that is seen as one sign
// with the one before it, as an accent is with its letter, or the parts of an emoji.
func joined(before, after string) bool {
	if after == "" {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	flags := utf8.RuneCountInString(before) - utf8.RuneCountInString(strings.TrimRightFunc(before, flag))
	tone := next >= 0x1F3FB && next <= 0x1F3FF
	return last == joiner || next == joiner || tone || unicode.Is(unicode.M, next) || flag(next) && flags%2 == 1
}

// flag says whether a character is half of a country's flag.
func flag(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }
