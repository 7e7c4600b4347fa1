package language

import (
	"iter"
	"strings"
)

// A tag is one set of words: a part of speech, a kind of agent, a family of
// verbs a rule asks about. A word may carry several.
type tag uint8

// tags is a set of tags: three words, which travel in registers where an array
// would be stored and loaded again at every step.
type tags struct{ low, middle, high uint64 }

func (t tags) has(k tag) bool { return t.part(k)&(1<<(k&63)) != 0 }

// part is the word that holds a tag.
func (t tags) part(k tag) uint64 {
	switch {
	case k < 64:
		return t.low
	case k < 128:
		return t.middle
	}
	return t.high
}

func (t *tags) add(k tag) {
	bit := uint64(1) << (k & 63)
	switch {
	case k < 64:
		t.low |= bit
	case k < 128:
		t.middle |= bit
	default:
		t.high |= bit
	}
}

func (t *tags) merge(o tags) {
	t.low |= o.low
	t.middle |= o.middle
	t.high |= o.high
}

// any reports whether the sets have a tag in common.
func (t tags) any(o tags) bool { return t.low&o.low|t.middle&o.middle|t.high&o.high != 0 }

// A wordSet lists the words of one tag, separated by spaces. Words joined by
// underscores are a phrase, which is a cue and carries no tag.
type wordSet struct {
	tag   tag
	cue   cueKind
	words string
}

// cueKind says whether a word makes its sentence worth reading.
type cueKind uint8

const (
	never  cueKind = iota
	always         // on its own
	stem           // the beginning of a word, which counts if a rule waits for the whole one
	quiet          // a phrase that takes the cue out of its last word: "to cause"

	// What follows comes in pairs: a word that is a cue only with a partner
	// nearby, and its partners.
	withHave  // "should" is everywhere; "should … have" is not
	haveForm  // forms of have
	withEvent // "because" is everywhere; "down … because" is not
	eventForm // words for the event as a whole
	withSlip  // "wrong" is everywhere; "read … wrong" is not
	slipForm  // verbs for what one gets wrong
	withNot   // "getestet" is everywhere; "nicht … getestet" is not
	notForm   // words that deny
	withAt    // "lag" is everywhere; "lag … an" is not
	atForm    // an, am, daran
	cueKinds

	cueGroups = int(cueKinds-withHave) / 2
)

func (k cueKind) group() int    { return int(k-withHave) / 2 }
func (k cueKind) partner() bool { return (k-withHave)&1 == 1 }

// reach is how far apart, in bytes, a cue and its partner may stand. What is
// denied may end a German clause that began with the denial.
func (k cueKind) reach() int {
	if k == withNot || k == notForm {
		return 2 * usualReach
	}
	return usualReach
}

// lexicon maps folded words to tags: a table of places, open addressing over a
// power of two, and the words in a list of their own. The table is small, so
// that a word nobody knows costs its hash and a look at memory that is near.
type lexicon struct {
	entries []entry
	places  []place
	mask    uint32
}

type entry struct {
	word string
	tags tags
}

// place says where in the list a word is. hash is the part of its hash that the
// position in the table does not tell; at counts from 1, 0 is no word.
type place struct{ hash, at uint16 }

// newLexicon builds the table. Phrases, which are cues only, are left out.
// What a word's ending says is added to what the tables say, so that it is
// never asked of a known word again.
func newLexicon(sets []wordSet, ending func(word string) tags) *lexicon {
	letters := 0
	for _, set := range sets {
		letters += len(set.words)
	}
	l := &lexicon{}
	l.grow(1 + letters/usualWord)
	for _, set := range sets {
		for word := range eachField(set.words) {
			if strings.IndexByte(word, '_') < 0 {
				l.entry(word).tags.add(set.tag)
			}
		}
	}
	if ending == nil {
		return l
	}
	for i := range l.entries {
		if e := &l.entries[i]; !e.tags.has(asIs) {
			e.tags.merge(ending(e.word))
		}
	}
	return l
}

// usualWord is how long a word of the tables is, with the space after it.
const usualWord = 9

// maxWords is how many words a lexicon has room for.
const maxWords = 1<<16 - 1

// grow makes room for so many words, with as many places empty as taken.
func (l *lexicon) grow(words int) {
	size := uint32(64)
	for int(size) < 2*words {
		size *= 2
	}
	l.places, l.mask = make([]place, size), size-1
	entries := make([]entry, len(l.entries), words)
	copy(entries, l.entries)
	l.entries = entries
	for i, e := range entries {
		h := hashWord(e.word)
		l.places[l.free(h)] = place{uint16(h >> 16), uint16(i + 1)}
	}
}

// free returns the place where a word with this hash that is not there yet
// belongs.
func (l *lexicon) free(h uint32) uint32 {
	i := h & l.mask
	for l.places[i].at != 0 {
		i = (i + 1) & l.mask
	}
	return i
}

// entry returns the entry of a folded word, a new one where there is none. It
// panics when the list is full, which only a change to the word tables can
// bring about.
func (l *lexicon) entry(word string) *entry {
	h := hashWord(word)
	if at := l.search(word, h); at > 0 {
		return &l.entries[at-1]
	}
	if len(l.entries) == maxWords {
		panic("language: too many words for the lexicon")
	}
	if len(l.entries) == cap(l.entries) {
		l.grow(2 * len(l.entries))
	}
	l.entries = append(l.entries, entry{word: word})
	l.places[l.free(h)] = place{uint16(h >> 16), uint16(len(l.entries))}
	return &l.entries[len(l.entries)-1]
}

// search returns the place of a word in the list, counted from 1, or 0.
func (l *lexicon) search(word string, h uint32) int {
	for i := h & l.mask; ; i = (i + 1) & l.mask {
		p := l.places[i]
		if p.at == 0 {
			return 0
		}
		if p.hash == uint16(h>>16) {
			if known := l.entries[p.at-1].word; word == known || equalFold(word, known) {
				return int(p.at)
			}
		}
	}
}

// find returns the tags of a word in any case, and whether it is known.
func (l *lexicon) find(word string) (tags, bool) { return l.findHashed(word, hashWord(word)) }

// findHashed is find where the hash of the word is known.
func (l *lexicon) findHashed(word string, h uint32) (tags, bool) {
	if at := l.search(word, h); at > 0 {
		return l.entries[at-1].tags, true
	}
	return tags{}, false
}

// wordHash is FNV-1a over the folded bytes from the last to the first, so that
// what a word ends in has been hashed on the way.
type wordHash uint32

const noHash wordHash = 2166136261

// before takes in the byte that stands before those taken in.
func (h wordHash) before(b byte) wordHash { return (h ^ wordHash(b|0x20)) * 16777619 }

func (h wordHash) sum() uint32 { return uint32(h ^ h>>15) }

func hashWord(word string) uint32 {
	h := noHash
	for i := len(word) - 1; i >= 0; i-- {
		h = h.before(word[i])
	}
	return h.sum()
}

// equalFold compares a word in any case with a lower-case one, ASCII only.
func equalFold(word, folded string) bool {
	if len(word) != len(folded) {
		return false
	}
	for i := range len(word) {
		if lower(word[i]) != folded[i] {
			return false
		}
	}
	return true
}

func lower(b byte) byte {
	if b >= 'A' && b <= 'Z' {
		return b | 0x20
	}
	return b
}

// fields splits on spaces and newlines.
func fields(s string) []string {
	var out []string
	for word := range eachField(s) {
		out = append(out, word)
	}
	return out
}

// eachField goes through the words between spaces and newlines.
func eachField(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := 0; i < len(s); i++ {
			if isSpace(s[i]) {
				continue
			}
			start := i
			for i < len(s) && !isSpace(s[i]) {
				i++
			}
			if !yield(s[start:i]) {
				return
			}
		}
	}
}
