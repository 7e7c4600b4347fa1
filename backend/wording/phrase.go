package wording

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// phrases finds whole phrases in a text in one pass: an automaton whose steps
// are words, so that "root cause" is found in "Root-cause" and not in "root
// causes". Case and the shape of an apostrophe do not count.
type phrases struct{ start state }

// state is a place in the automaton; after is one more than the number of the
// phrase that ends there.
type state struct {
	next  map[string]*state
	after int
}

// match is one phrase found, in bytes.
type match struct{ start, end, phrase int }

func newPhrases(all []string) *phrases {
	p := &phrases{}
	for i, phrase := range all {
		at := &p.start
		eachWord(phrase, func(from, to int) {
			word := fold(phrase[from:to])
			if at.next == nil {
				at.next = map[string]*state{}
			}
			if at.next[word] == nil {
				at.next[word] = &state{}
			}
			at = at.next[word]
		})
		if at != &p.start && at.after == 0 {
			at.after = i + 1
		}
	}
	return p
}

// in begins to look for the phrases in a text.
func (p *phrases) in(text string) *finder { return &finder{phrases: p, text: text} }

// finder finds phrases as it is asked for them. It keeps what a phrase can be
// long, however long the text.
type finder struct {
	phrases *phrases
	text    string
	at      int // all before has been read
	last    int // where the word before ended
	walks   []walk
	found   []match // in order, not handed over yet
}

// walk is a phrase that may be about to be found. There are never more than a
// phrase has words.
type walk struct {
	start int
	at    *state
}

// next returns the phrase that begins next; of those that begin together, the
// longest first.
func (f *finder) next() (match, bool) {
	for f.phrases.start.next != nil && (len(f.found) == 0 || len(f.walks) > 0 && f.walks[0].start <= f.found[0].start) {
		from, to, after := nextWord(f.text, f.at)
		if from < 0 {
			break
		}
		f.at = after
		f.read(from, to)
	}
	if len(f.found) == 0 {
		return match{}, false
	}
	first := f.found[0]
	f.found = append(f.found[:0], f.found[1:]...)
	return first, true
}

// read goes on with the word at from.
func (f *finder) read(from, to int) {
	if strings.ContainsAny(f.text[f.last:from], ".!?;:\n") {
		f.walks = f.walks[:0]
	}
	f.last = to
	word := fold(f.text[from:to])
	f.walks = append(f.walks, walk{from, &f.phrases.start})
	kept := f.walks[:0]
	for _, w := range f.walks {
		next := w.at.next[word]
		if next == nil {
			continue
		}
		if next.after > 0 {
			f.found = append(f.found, match{w.start, to, next.after - 1})
		}
		kept = append(kept, walk{w.start, next})
	}
	f.walks = kept
	if len(f.found) > 1 {
		slices.SortFunc(f.found, func(a, b match) int { return cmp.Or(a.start-b.start, b.end-a.end) })
	}
}

// eachWord calls f with the bounds of every word.
func eachWord(text string, f func(from, to int)) {
	for at := 0; ; {
		from, to, after := nextWord(text, at)
		if from < 0 {
			return
		}
		f(from, to)
		at = after
	}
}

// nextWord returns the bounds of the first word at or after at, letters, digits
// and what stands inside a word, and where to go on; from is -1 where there is
// none.
func nextWord(text string, at int) (from, to, after int) {
	from = -1
	for at < len(text) {
		r, n := rune(text[at]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[at:])
		}
		inside := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) ||
			from >= 0 && (r == '\'' || r == '’' || r == '_')
		if inside && from < 0 {
			from = at
		}
		if !inside && from >= 0 {
			break
		}
		at += n
	}
	if from < 0 {
		return -1, -1, at
	}
	return from, trimmed(text, from, at), at
}

// trimmed ends a word before an apostrophe that closes a quotation.
func trimmed(text string, from, to int) int {
	return from + len(strings.TrimRight(text[from:to], "'’_"))
}

// words counts the words of a phrase.
func words(phrase string) (n int) {
	eachWord(phrase, func(int, int) { n++ })
	return n
}

// fold makes words alike that are read alike.
func fold(word string) string {
	return strings.ToLower(strings.ReplaceAll(word, "’", "'"))
}

// folded makes phrases alike that consist of the same words.
func folded(phrase string) string {
	var out []string
	eachWord(phrase, func(from, to int) { out = append(out, fold(phrase[from:to])) })
	return strings.Join(out, " ")
}
