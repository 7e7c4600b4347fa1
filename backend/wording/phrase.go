package wording

import (
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

// find returns every phrase in text, in the order they end.
func (p *phrases) find(text string) []match {
	if p.start.next == nil {
		return nil
	}
	var out []match
	// Never more walks than a phrase has words.
	type walk struct {
		start int
		at    *state
	}
	var walks []walk
	last := 0
	eachWord(text, func(from, to int) {
		if strings.ContainsAny(text[last:from], ".!?;:\n") {
			walks = walks[:0]
		}
		last = to
		word := fold(text[from:to])
		kept := walks[:0]
		for _, w := range append(walks, walk{from, &p.start}) {
			next := w.at.next[word]
			if next == nil {
				continue
			}
			if next.after > 0 {
				out = append(out, match{w.start, to, next.after - 1})
			}
			kept = append(kept, walk{w.start, next})
		}
		walks = kept
	})
	return out
}

// eachWord calls f with the bounds of every word: letters, digits and what
// stands inside a word.
func eachWord(text string, f func(from, to int)) {
	from := -1
	for at := 0; at < len(text); {
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
			f(from, trimmed(text, from, at))
			from = -1
		}
		at += n
	}
	if from >= 0 {
		f(from, trimmed(text, from, len(text)))
	}
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
