package language

import "unicode/utf8"

// The automaton is a trie of cues, words or short phrases, turned into a
// table by the way of Aho and Corasick: one row per state, one column per
// class of bytes. Letters fold to lower case. Bytes that cannot be part of a
// word (spaces, punctuation, apostrophes, anything that is neither ASCII nor
// an umlaut) end a word, and any run of them counts as one; digits and
// underscores make a word that is never a cue, so that should_have_run in a
// log line stays quiet. A cue that ends in a star is every word that begins
// with it and that a rule waits for; see [Checker.waited].
//
// States are stored multiplied by the row width, so that one step is two
// loads and an addition. The states in which a cue has just
// ended have the highest numbers, so that one comparison finds them.

const (
	rowSize   = 30
	maxStates = 8192

	columnEnd   = 0  // ends a word
	columnOther = 27 // part of a word, in no cue; 1..26 are the letters
	columnLead  = 28 // the first byte of ä, ö, ü and ß
	columnTail  = 29 // the second; the automaton does not tell them apart

	// usualReach is how far apart, in bytes, most cues and their partners may
	// stand.
	usualReach = 120
)

type automaton struct {
	column [256]uint8
	step   [maxStates * rowSize]uint32
	start  uint32
	// marked is the first state in which a cue has just ended; marks says
	// which, counting rows from there.
	marked uint32
	marks  []cueKind
	// whole says of a word that begins with a stem whether it is a cue; without it
	// every one is.
	whole func(word string) bool
}

// cue is one word or phrase; the words of a phrase are joined by underscores,
// and a star at the end stands for any ending.
type cue struct {
	words string
	kind  cueKind
}

func newAutomaton(cues []cue) *automaton {
	t := newTrie()
	for _, c := range cues {
		t.add(c)
	}
	return t.table()
}

// fillColumns maps bytes to columns.
func (a *automaton) fillColumns() {
	for b := range a.column {
		a.column[b] = columnOf(byte(b))
	}
}

// columnOf returns the class of a byte.
func columnOf(b byte) uint8 {
	switch {
	case isLetter(b):
		return lower(b) - 'a' + 1
	case isDigit(b) || b == '_':
		return columnOther
	case b == umlautLead:
		return columnLead
	case umlaut(b) != "":
		return columnTail
	}
	return columnEnd
}

// search remembers what was seen on the way to the first cue. A cue that
// counts only with a partner nearby waits for the partner to come, or comes
// after it.
type search struct {
	begun         bool
	weak, partner [cueGroups]int // where each was last seen
}

// next returns an offset inside the first cue that ends at or after from, or
// -1. from must be between words.
func (a *automaton) next(text string, from int) int {
	var seen search
	s, marked := a.start, a.marked
	for i := from; i < len(text); i++ {
		s = a.step[s+uint32(a.column[text[i]])]
		if s < marked {
			continue
		}
		k := a.marks[(s-marked)/rowSize]
		if k == stem && a.whole != nil && !a.whole(a.wordAround(text, i)) {
			continue
		}
		if at := seen.found(k, i); at >= 0 {
			return at
		}
	}
	if s = a.step[s+columnEnd]; s < marked {
		return -1
	}
	return seen.found(a.marks[(s-marked)/rowSize], len(text))
}

// wordAround returns the word a stem ends in, at the byte at.
func (a *automaton) wordAround(text string, at int) string {
	start, end := at, at
	for start > 0 && a.column[text[start-1]] != columnEnd {
		start--
	}
	for start < at && !utf8.RuneStart(text[start]) {
		start++ // the tail of a quotation mark
	}
	for end < len(text) && a.column[text[end]] != columnEnd {
		end++
	}
	return text[start:end]
}

// found notes that a cue of kind k ended before the byte i. It returns the
// offset of the cue that counts now, or -1.
func (h *search) found(k cueKind, i int) int {
	if k == always || k == stem {
		return i - 1
	}
	if !h.begun {
		h.begin(i - 4*usualReach)
	}
	g, reach := k.group(), k.reach()
	if k.partner() {
		h.partner[g] = i
		if i-h.weak[g] <= reach {
			return h.weak[g]
		}
		return -1
	}
	h.weak[g] = i - 1
	if i-h.partner[g] <= reach {
		return i - 1
	}
	return -1
}

func (h *search) begin(before int) {
	h.begun = true
	for g := range h.weak {
		h.weak[g], h.partner[g] = before, before
	}
}
