package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxSentence bounds what is read as one sentence, in bytes. Text without
// punctuation is cut here, which keeps the work linear.
const maxSentence = 1200

// sentenceAt returns the sentence around the byte at: [start, end). It never
// looks before from, which must be the end of an earlier sentence or 0.
func sentenceAt(text string, from, at int) (start, end int) {
	return sentenceStart(text, from, at), sentenceEnd(text, at)
}

// sentenceStart walks back to the byte after the last boundary.
func sentenceStart(text string, from, at int) int {
	low := max(from, at-maxSentence/2)
	for i := at - 1; i >= low; i-- {
		if isStop(text[i]) && boundary(text, i) {
			return i + 1
		}
	}
	for low > from && !utf8.RuneStart(text[low]) {
		low--
	}
	return low
}

// sentenceEnd walks forward past the next boundary.
func sentenceEnd(text string, at int) int {
	high := min(len(text), at+maxSentence/2)
	for i := at; i < high; i++ {
		if isStop(text[i]) && boundary(text, i) {
			return i + 1
		}
	}
	if high == len(text) {
		return high
	}
	if space := strings.LastIndexByte(text[at:high], ' '); space > 0 {
		return at + space + 1
	}
	return wordEnd(text, high)
}

// wordEnd moves to the end of the word a cut fell into, so that no word and
// no rune is cut in two.
func wordEnd(text string, i int) int {
	for i < len(text) && (isWordByte(text[i]) || !utf8.RuneStart(text[i])) {
		i++
	}
	return i
}

func isStop(b byte) bool {
	return b == '.' || b == '!' || b == '?' || b == '\n'
}

// boundary reports whether a sentence ends with the stop at i.
func boundary(text string, i int) bool {
	if text[i] == '\n' {
		return lineEndsSentence(text, i)
	}
	rest := afterClosers(text, i+1)
	if rest < len(text) && !isSpace(text[rest]) {
		return false
	}
	if text[i] != '.' {
		return true
	}
	next := firstRune(text, rest)
	if i > 0 && text[i-1] == '.' { // an ellipsis trails off
		return !unicode.IsLower(next)
	}
	return !abbreviated(text, i, next)
}

// afterClosers skips quotes, brackets and emphasis that close a sentence.
func afterClosers(text string, i int) int {
	for i < len(text) && strings.IndexByte(`"')]*_`, text[i]) >= 0 {
		i++
	}
	for _, closer := range []string{"”", "’", "»", "“", "‘", "«"} {
		if strings.HasPrefix(text[i:], closer) {
			return i + len(closer)
		}
	}
	return i
}

// firstRune returns the first rune that is not a space, or 0 at the end. It
// looks a few bytes ahead only.
func firstRune(text string, i int) rune {
	for end := min(len(text), i+8); i < end; i++ {
		if !isSpace(text[i]) {
			r, _ := utf8.DecodeRuneInString(text[i:])
			return r
		}
	}
	return 0
}

// abbreviated reports whether the point at i belongs to an abbreviation, an
// initial or the number of a list item.
func abbreviated(text string, i int, next rune) bool {
	start := i
	for start > 0 && i-start < 12 && (isWordByte(text[start-1]) || text[start-1] == '.') {
		start--
	}
	word := text[start:i]
	if word == "" || len(word) > 7 {
		return false
	}
	if len(word) == 1 && !isDigit(word[0]) && word != "I" && word != "i" {
		return true
	}
	if isNumber(word) {
		return startsLine(text, start) || germanDate(text[i+1:])
	}
	if containsFold(titles, word) || containsFold(germanTitles, word) {
		return true
	}
	return containsFold(abbreviations, word) && !unicode.IsUpper(next)
}

// Titles are never the end of a sentence; abbreviations may be.
const (
	titles        = " mr mrs ms dr prof st no fig vs e.g i.e cf approx al "
	abbreviations = " etc usw std inc ltd co corp dept min max sec hrs hr a.m p.m u.s u.k ca est jan feb mar apr jun jul aug sep sept oct nov dec "
)

// containsFold reports whether the lower-cased word is in a list of words with a
// space before and after each.
func containsFold(list, word string) bool {
	var room [10]byte
	if len(word) > len(room)-2 {
		return false
	}
	room[0], room[len(word)+1] = ' ', ' '
	for i := range len(word) {
		room[i+1] = lower(word[i])
	}
	return strings.Contains(list, string(room[:len(word)+2]))
}

// lineEndsSentence reports whether the newline at i ends a sentence: always,
// unless the next line goes on with the same one.
func lineEndsSentence(text string, i int) bool {
	next, _ := utf8.DecodeRuneInString(text[i+1:])
	if unicode.IsLower(next) {
		return false
	}
	return !unicode.IsLetter(next) || !wrapped(text, i)
}

// wrapped reports whether the line that ends at i is long and ends in the
// middle of a sentence, so that it looks broken by a margin.
func wrapped(text string, i int) bool {
	const margin = 60
	if i < margin || strings.IndexByte(text[i-margin:i], '\n') >= 0 {
		return false
	}
	last := text[i-1]
	return isWordByte(last) || last == ','
}

func startsLine(text string, i int) bool {
	for i > 0 && (text[i-1] == ' ' || text[i-1] == '\t') {
		i--
	}
	return i == 0 || text[i-1] == '\n'
}

func isNumber(word string) bool {
	for i := range len(word) {
		if !isDigit(word[i]) {
			return false
		}
	}
	return true
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }
func isDigit(b byte) bool { return b >= '0' && b <= '9' }
func isLetter(b byte) bool {
	return b|0x20 >= 'a' && b|0x20 <= 'z'
}
func isWordByte(b byte) bool { return isLetter(b) || isDigit(b) || b == '_' }
