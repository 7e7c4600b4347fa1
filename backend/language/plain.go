package language

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Texts that were typed, pasted from a PDF or exported by a tool spell a letter in
// several ways: an umlaut as a vowel and a mark above it, a word with a soft
// hyphen in it, full-width letters, a ligature, spaces and apostrophes of other
// kinds. The tables know one. A text with such letters is spelled plainly before
// it is read, and its flags are put back where they were.

// plainSize is how much of a text is spelled plainly at once, in bytes, and a
// sentence more.
const plainSize = 1 << 16

// plain is a text spelled plainly.
type plain struct {
	text  []byte
	edits []edit
}

// edit is a place where plain and original are of different length.
type edit struct {
	start, end int // in the plain text
	longer     int // how much longer the original is up to here, in bytes
}

// checkPlain is [Checker.CheckEach] for a text that is spelled in other ways.
func (c *Checker) checkPlain(text string, o Options, yield func(Flag) bool) {
	units := unitCounter{text: text}
	over := false
	for from := 0; from < len(text) && !over; {
		to := len(text)
		if len(text)-from > plainSize {
			to = sentenceEnd(text, from+plainSize)
		}
		p := plainly(text[from:to])
		c.check(string(p.text), o, func(f Flag) bool {
			f.Start, f.End = from+p.startOf(f.Start), from+p.endOf(f.End)
			f.Phrase = strings.Clone(text[f.Start:f.End])
			f.UTF16Start = units.to(f.Start)
			end := units
			f.UTF16End = end.to(f.End)
			over = !yield(f)
			return !over
		})
		from = to
	}
}

// plainly spells a text plainly.
func plainly(text string) *plain {
	p := &plain{}
	for at := 0; at < len(text); {
		if n := asciiLength(text[at:]); n > 0 {
			p.text = append(p.text, text[at:at+n]...)
			at += n
			continue
		}
		r, n := utf8.DecodeRuneInString(text[at:])
		at += n
		p.add(r, text[at-n:at])
	}
	return p
}

// add spells a rune, and takes the letter before a mark back.
func (p *plain) add(r rune, spelled string) {
	start := len(p.text)
	instead, odd := respelled(r)
	switch {
	case !odd || start == 0 && unicode.Is(unicode.Mn, r):
		p.text = append(p.text, spelled...)
		return
	case unicode.Is(unicode.Mn, r) && p.text[start-1] < utf8.RuneSelf:
		start-- // a mark is a part of its letter
		instead = string(rune(p.text[start]))
		if umlaut := umlautOf(p.text[start]); r == '\u0308' && umlaut != "" {
			instead = umlaut
		}
	}
	longer := len(p.text) - start + len(spelled) - len(instead) + p.longer()
	p.text = append(p.text[:start], instead...)
	p.edits = append(p.edits, edit{start, len(p.text), longer})
}

func (p *plain) longer() int {
	if len(p.edits) == 0 {
		return 0
	}
	return p.edits[len(p.edits)-1].longer
}

// startOf returns where in the original the plain byte at stands; what was left
// out before it is not part of it.
func (p *plain) startOf(at int) int {
	return at + p.longerBefore(sort.Search(len(p.edits), func(i int) bool { return p.edits[i].end > at }))
}

// endOf returns where in the original what ends before the plain byte at ends;
// what was left out after it is not part of it.
func (p *plain) endOf(at int) int {
	n := sort.Search(len(p.edits), func(i int) bool { return p.edits[i].end > at })
	for n > 0 && p.edits[n-1].start == at {
		n--
	}
	return at + p.longerBefore(n)
}

// longerBefore is how much longer the original is up to the first n edits.
func (p *plain) longerBefore(n int) int {
	if n == 0 {
		return 0
	}
	return p.edits[n-1].longer
}

// umlautOf returns the umlaut of a vowel, "" if there is none.
func umlautOf(vowel byte) string {
	i := strings.IndexByte("aouAOU", vowel)
	if i < 0 {
		return ""
	}
	return "äöüÄÖÜ"[2*i : 2*i+2]
}

// oddly reports whether a text has letters that are spelled in another way.
func oddly(text string) bool {
	for at := 0; at < len(text); {
		at += asciiLength(text[at:])
		if at == len(text) {
			return false
		}
		if text[at] == umlautLead { // no letter that begins so is odd
			at += 2
			continue
		}
		r, n := utf8.DecodeRuneInString(text[at:])
		if _, odd := respelled(r); odd {
			return true
		}
		at += n
	}
	return false
}

// respelled returns the plain spelling of a rune that has another.
func respelled(r rune) (instead string, odd bool) {
	switch {
	case r == '\u00ad', r == '\u200c', r == '\u200d', r == '\u2060': // seen as nothing
		return "", true
	case r == '´', r == '′':
		return "'", true
	case r >= '\u2000' && r <= '\u200a', r == '\u202f', r == '\u3000':
		return " ", true
	case r >= '\uff01' && r <= '\uff5e':
		return string(r - '\uff01' + '!'), true
	case r >= '\u0300' && r <= '\u036f':
		return "", true
	case r == 'ẞ':
		return "ß", true
	case r >= '\ufb00' && r <= '\ufb04':
		return [...]string{"ff", "fi", "fl", "ffi", "ffl"}[r-'\ufb00'], true
	}
	return "", false
}
