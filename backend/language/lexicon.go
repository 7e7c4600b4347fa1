package language

import "strings"

// A tag is one set of words: a part of speech, a kind of agent, a family of
// verbs a rule asks about. A word may carry several.
type tag uint8

// tags is a set of tags.
type tags [3]uint64

func (t tags) has(k tag) bool { return t[k>>6]&(1<<(k&63)) != 0 }

func (t *tags) add(k tag) { t[k>>6] |= 1 << (k & 63) }

func (t *tags) merge(o tags) {
	t[0] |= o[0]
	t[1] |= o[1]
	t[2] |= o[2]
}

// any reports whether the sets have a tag in common.
func (t tags) any(o tags) bool { return t[0]&o[0]|t[1]&o[1]|t[2]&o[2] != 0 }

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
	quiet          // a phrase that takes the cue out of its last word: "to cause"

	// What follows comes in pairs: a word that is a cue only with a partner
	// nearby, and its partners.
	withHave  // "should" is everywhere; "should … have" is not
	haveForm  // forms of have
	withEvent // "because" is everywhere; "down … because" is not
	eventForm // words for the event as a whole
	withSlip  // "wrong" is everywhere; "read … wrong" is not
	slipForm  // verbs for what one gets wrong
	cueKinds

	cueGroups = int(cueKinds-withHave) / 2
)

func (k cueKind) group() int    { return int(k-withHave) / 2 }
func (k cueKind) partner() bool { return (k-withHave)&1 == 1 }

// lexicon maps folded words to tags: open addressing over a power of two,
// so that looking a word up costs its hash and one comparison.
type lexicon struct {
	slots []slot
	mask  uint32
}

type slot struct {
	word string
	tags tags
}

// newLexicon builds the table. Phrases, which are cues only, are left out.
// What a word's ending says is added to what the tables say, so that it is
// never asked of a known word again.
func newLexicon(sets []wordSet, ending func(word string) tags) *lexicon {
	merged := map[string]tags{}
	for _, set := range sets {
		for _, word := range fields(set.words) {
			if strings.Contains(word, "_") {
				continue
			}
			t := merged[word]
			t.add(set.tag)
			merged[word] = t
		}
	}
	size := uint32(64)
	for int(size) < 4*len(merged) {
		size *= 2
	}
	l := &lexicon{slots: make([]slot, size), mask: size - 1}
	for word, t := range merged {
		if ending != nil && !t.has(asIs) {
			t.merge(ending(word))
		}
		l.insert(word, t)
	}
	return l
}

func (l *lexicon) insert(word string, t tags) {
	i := hashWord(word) & l.mask
	for l.slots[i].word != "" {
		i = (i + 1) & l.mask
	}
	l.slots[i] = slot{word, t}
}

// find returns the tags of a word in any case, and whether it is known.
func (l *lexicon) find(word string) (tags, bool) {
	for i := hashWord(word) & l.mask; ; i = (i + 1) & l.mask {
		s := &l.slots[i]
		if s.word == "" {
			return tags{}, false
		}
		if equalFold(word, s.word) {
			return s.tags, true
		}
	}
}

// hashWord is FNV-1a over the folded bytes.
func hashWord(word string) uint32 {
	h := uint32(2166136261)
	for i := range len(word) {
		h = (h ^ uint32(lower(word[i]))) * 16777619
	}
	return h ^ h>>15
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
	for i := 0; i < len(s); i++ {
		if isSpace(s[i]) {
			continue
		}
		start := i
		for i < len(s) && !isSpace(s[i]) {
			i++
		}
		out = append(out, s[start:i])
	}
	return out
}
