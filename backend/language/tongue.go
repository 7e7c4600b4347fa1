package language

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// Language is the tables and rules of one language. Its tags count on from
// firstLanguageTag and mean nothing in another language.
type Language struct {
	id    string
	words []wordSet
	// cueWords are cues beside those of words; see [cue].
	cueWords string
	rules    []rule
	// ending, if there is one, adds to the words of the tables what their
	// endings tell.
	ending func(word string) tags
	// known says what the tables and the ending of a word tell about it.
	known func(words *lexicon, word string, ascii bool) tags
	// fill takes from a line what questions may speak of.
	fill func(s *sentence, found span) filler
	// retag, if there is one, looks again at words that mean something else where
	// they stand.
	retag func(s *sentence)
	// pointsJoin says that a point before the end of a sentence is part of a
	// number or an abbreviation and breaks no clause.
	pointsJoin bool
	// telltale are small words that give the language away.
	telltale string
}

// The tags the engine itself knows.
const (
	cueOnly tag = iota // says nothing about a word
	glued              // two words written as one: shouldve
	asIs               // not what its ending says
	firstLanguageTag
)

// cues lists the words and phrases that make a sentence worth reading, in
// every spelling.
func (l Language) cues() []cue {
	var out []cue
	for _, set := range l.words {
		if set.cue != never {
			out = appendCues(out, set.words, set.cue)
		}
	}
	return appendCues(out, l.cueWords, always)
}

// appendCues adds words of one kind; a star at the end makes a stem.
func appendCues(out []cue, words string, usual cueKind) []cue {
	for word := range eachField(words) {
		k := usual
		if strings.HasSuffix(word, "*") {
			k = stem
		}
		out = append(out, cue{word, k})
		if spelled := unfolded(word); spelled != word {
			out = append(out, cue{spelled, k})
		}
	}
	return out
}

// tongue is a language to read in. Its lexicon is built when the first sentence
// asks for it: most texts are in one language, and many hold no cue.
type tongue struct {
	Language
	triggers []tag    // what each rule waits for
	on       tags     // all of them
	lexicon  *lexicon // nil before ready has been called
	built    atomic.Bool
	ready    func() // builds the lexicon, once
}

func newTongue(l Language) *tongue {
	t := &tongue{Language: l}
	t.ready = sync.OnceFunc(func() {
		t.lexicon = newLexicon(spelledOut(t.words), t.ending)
		t.built.Store(true)
	})
	for _, r := range l.rules {
		t.triggers = append(t.triggers, r.on)
		t.on.add(r.on)
	}
	return t
}

// tagsOf returns what the tables say of a word spelled as they spell it.
func (t *tongue) tagsOf(word string) tags {
	found, _ := t.lexicon.find(word)
	return found
}

// waited reports whether a rule of some language waits for a word. Nothing is
// built to tell: before a language has been read, all its words may be.
func (c *Checker) waited(word string) bool {
	ascii := asciiOnly(word)
	for _, t := range c.tongues {
		if t.cueWords != "" && (!t.built.Load() || t.known(t.lexicon, word, ascii).any(t.on)) {
			return true
		}
	}
	return false
}

func asciiOnly(word string) bool {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// spoken returns the place of the language with the id. told is false where
// the text has to tell.
func (c *Checker) spoken(id string) (place int, told bool) {
	for i, t := range c.tongues {
		if t.id == id {
			return i, true
		}
	}
	return 0, len(c.tongues) == 1
}

// maxLanguages bounds the languages of one Checker.
const maxLanguages = 4

// telltales gives every language its place as the tag of its small words.
func telltales(languages []Language) *lexicon {
	sets := make([]wordSet, 0, len(languages))
	for i, l := range languages {
		sets = append(sets, wordSet{tag: tag(i), words: l.telltale})
	}
	return newLexicon(spelledOut(sets), nil)
}

// spelledOut spells tables as the words of a text are compared with them.
func spelledOut(sets []wordSet) []wordSet {
	out := slices.Clone(sets)
	for i := range out {
		out[i].words = unfolded(out[i].words)
	}
	return out
}

// languageOf returns the place of the language of a sentence, by its small
// words, or else by the words the tables know. Where it does not tell, the
// language before goes on.
func (c *Checker) languageOf(text string, before int) int {
	place, sure := c.mostWords(text, before, false)
	if !sure {
		place, _ = c.mostWords(text, before, true)
	}
	return place
}

// votes counts words by the place of a language.
type votes [maxLanguages]int

// mostWords counts the words of text, small or known, until one language is
// well ahead.
func (c *Checker) mostWords(text string, before int, known bool) (place int, sure bool) {
	var seen votes
	for i := 0; i < len(text); {
		if !isLetter(text[i]) && text[i] < utf8.RuneSelf {
			i++
			continue
		}
		start, wide := i, false
		for i < len(text) && (isLetter(text[i]) || text[i] >= utf8.RuneSelf) {
			wide = wide || text[i] >= utf8.RuneSelf
			i++
		}
		if !known && i-start > longestSmall {
			continue
		}
		c.count(&seen, text[start:i], wide, known)
		if place, lead := seen.most(before); lead >= wellAhead {
			return place, true
		}
	}
	place, lead := seen.most(before)
	return place, lead > 0
}

// count notes which languages have a word; wide says that it is not ASCII.
func (c *Checker) count(seen *votes, word string, wide, known bool) {
	if wide {
		var room [longestWord]byte
		word = string(foldTail(&room, word))
	}
	if !known {
		told, _ := c.small.find(word)
		for place := range c.tongues {
			if told.has(tag(place)) {
				seen[place]++
			}
		}
		return
	}
	for place, t := range c.tongues {
		t.ready()
		if _, ok := t.lexicon.find(word); ok {
			seen[place]++
		}
	}
}

// longestSmall bounds a small word, in bytes.
const longestSmall = 10

// wellAhead is the lead, in words, at which nobody counts on.
const wellAhead = 2

// most returns the place of the highest count, and by how much it leads.
func (v *votes) most(before int) (place, lead int) {
	place = before
	for k := range v {
		if v[k] > v[place] {
			place = k
		}
	}
	lead = v[place]
	for k := range v {
		if k != place {
			lead = min(lead, v[place]-v[k])
		}
	}
	return place, lead
}
