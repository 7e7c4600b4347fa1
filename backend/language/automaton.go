package language

import "strings"

// The automaton is a trie of cue words turned into a table: one row per
// state, one column per class of bytes. Letters fold to lower case. Bytes
// that cannot be part of a word (spaces, punctuation, apostrophes, anything
// that is not ASCII) end a word; digits and underscores make a word that is
// never a cue, so that should_have_run in a log line stays quiet.
//
// States are stored multiplied by the row width, in 16 bits, so that one
// step is two loads and no arithmetic beyond an addition.

const (
	rowBits = 5
	rowSize = 1 << rowBits

	columnEnd   = 0  // ends a word
	columnOther = 27 // part of a word, in no cue; 1..26 are the letters

	stateStart = 0       // between words
	stateDead  = rowSize // inside a word that is no cue
)

type automaton struct {
	column [256]uint8
	step   [1 << 16]uint16
	// states is the number of states in use, times rowSize. The two values
	// after it are no rows; they mean that a cue word just ended.
	states uint16
}

// newAutomaton builds the table for cue words that always count and those
// that count with a form of have nearby.
func newAutomaton(strong, weak []string) *automaton {
	a := &automaton{states: 2 * rowSize}
	a.fillColumns()
	a.rest(stateStart, stateDead)
	a.rest(stateDead, stateDead)
	strongEnds, weakEnds := a.addAll(strong), a.addAll(weak)
	for _, s := range weakEnds {
		a.step[s+columnEnd] = a.states + 1
	}
	for _, s := range strongEnds {
		a.step[s+columnEnd] = a.states
	}
	return a
}

// addAll adds words and returns the states they end in.
func (a *automaton) addAll(words []string) []uint16 {
	ends := make([]uint16, 0, len(words))
	for _, w := range words {
		ends = append(ends, a.add(w))
	}
	return ends
}

// add adds one word. It panics when the table is full, which only a change
// to the word tables can bring about.
func (a *automaton) add(w string) uint16 {
	s := uint16(stateStart)
	for i := range len(w) {
		next := &a.step[s+uint16(a.column[w[i]])]
		if *next == stateDead {
			if int(a.states)+2*rowSize > len(a.step) {
				panic("language: too many cue words for the automaton")
			}
			*next = a.states
			a.rest(a.states, stateDead)
			a.states += rowSize
		}
		s = *next
	}
	return s
}

// fillColumns maps bytes to columns.
func (a *automaton) fillColumns() {
	for b := range a.column {
		switch {
		case b >= 'a' && b <= 'z':
			a.column[b] = uint8(b - 'a' + 1)
		case b >= 'A' && b <= 'Z':
			a.column[b] = uint8(b - 'A' + 1)
		case b >= '0' && b <= '9' || b == '_':
			a.column[b] = columnOther
		default:
			a.column[b] = columnEnd
		}
	}
}

// rest fills a new row: a word goes nowhere, its end goes to the start.
func (a *automaton) rest(state, to uint16) {
	for c := uint16(0); c < rowSize; c++ {
		a.step[state+c] = to
	}
	a.step[state+columnEnd] = stateStart
}

// next returns the offset of the last byte of the first cue word that ends
// at or after from, or -1. from must be between words.
func (a *automaton) next(text string, from int) int {
	s, states := uint16(stateStart), a.states
	for i := from; i < len(text); i++ {
		s = a.step[s+uint16(a.column[text[i]])]
		if s >= states {
			if s == states || haveNear(text, i) {
				return i - 1
			}
			s = stateStart
		}
	}
	s = a.step[s+columnEnd]
	if s == states || s > states && haveNear(text, len(text)) {
		return len(text) - 1
	}
	return -1
}

// haveNear reports whether something that may be a form of have stands near
// the byte at i. It errs on the side of yes.
func haveNear(text string, i int) bool {
	if strings.HasPrefix(text[i:], " one") {
		return true
	}
	const reach = 96
	window := text[max(0, i-reach):min(len(text), i+reach)]
	for _, form := range [...]string{"ha", "ve", "'d", "’d", " of ", "only", "Ha", "HA", "VE"} {
		if strings.Contains(window, form) {
			return true
		}
	}
	return false
}
