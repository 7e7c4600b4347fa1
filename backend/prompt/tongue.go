package prompt

import (
	"errors"
	"slices"
)

// Tables are what a language is made of.
type Tables struct {
	// Classes are named lists of words, used in patterns as @name. A few the
	// machinery itself asks for: self, other, crowd, adverb, aux, unreal, report, coord,
	// joins, small, article, past; and, where there are such words, late, finite,
	// passive, plural.
	Classes map[string]string
	// Heard are the patterns of each family.
	Heard map[Family][]string
	// Asks are the questions of each family.
	Asks map[Family][]Ask
	// Things are the places where something is seen, by the word for one, and how
	// it is pointed at in a question: "that graph".
	Things map[string]string
	// Fewest is how many words of a quotation say something.
	Fewest int
	// Inverted says that who did it may stand on either side of the verb, and far
	// from it: then it is looked for in the whole part of the clause.
	Inverted bool
}

// Ask is a question with what it needs. {thing} is a place that was named, "that
// graph"; {it} what something was taken for, "the payments deploy"; {who} the
// person who did it; {whom} the one it was done with; {at} the line's time of day. A question whose place the line cannot fill is passed over.
type Ask struct {
	text string
	// whose says about whom it can be asked.
	whose whose
}

type whose uint8

const (
	theirs whose = iota // of the speaker's own doing, and only with a speaker
	others              // of what another person did, put to the speaker
	any1                // of anything, put to the room
)

// Own is a question about what the speaker saw, did or thought.
func Own(text string) Ask { return Ask{text, theirs} }

// OfOther is a question to the speaker about what somebody else did.
func OfOther(text string) Ask { return Ask{text, others} }

// Open is a question to whoever knows.
func Open(text string) Ask { return Ask{text, any1} }

// Tongue is a language, ready to listen. It is safe for concurrent use.
type Tongue struct {
	words    map[string]wordID
	patterns []pattern
	// begins lists the patterns a word can begin, by its number.
	begins [][]int
	asks   map[Family][]Ask
	things map[wordID]string
	fewest int

	inverted                                                                            bool
	self, other, crowd, adverb, aux, unreal, report, coord, joins, small, article, past set
	// late are words that say anywhere in a clause that it did not happen; finite and
	// passive are verbs beside which nobody else need be meant; plural are verbs of
	// several people.
	late, finite, passive, plural set
}

// optional are the classes a language may do without.
var optional = []string{"late", "finite", "passive", "plural"}

// New makes a language of its tables.
func New(tables Tables) (*Tongue, error) {
	t := &Tongue{
		words: map[string]wordID{}, asks: tables.Asks, things: map[wordID]string{},
		fewest: tables.Fewest, inverted: tables.Inverted,
	}
	p := parser{t, tables.Classes}
	var problems []error
	for _, class := range []struct {
		name string
		into *set
	}{
		{"self", &t.self},
		{"other", &t.other},
		{"crowd", &t.crowd},
		{"adverb", &t.adverb},
		{"aux", &t.aux},
		{"unreal", &t.unreal},
		{"report", &t.report},
		{"coord", &t.coord},
		{"joins", &t.joins},
		{"small", &t.small},
		{"article", &t.article},
		{"past", &t.past},
		{"late", &t.late},
		{"finite", &t.finite},
		{"passive", &t.passive},
		{"plural", &t.plural},
	} {
		if _, there := tables.Classes[class.name]; !there && slices.Contains(optional, class.name) {
			continue
		}
		e, err := p.element("@" + class.name)
		*class.into, problems = e.words, append(problems, err)
	}
	for word, pointed := range tables.Things {
		t.things[t.number(word)] = pointed
	}
	for rank, family := range Families() {
		for _, text := range tables.Heard[family] {
			one, err := p.parse(family, text)
			one.rank = rank
			t.patterns, problems = append(t.patterns, one), append(problems, err)
		}
	}
	t.begins = make([][]int, len(t.words)+1)
	for n := range t.patterns {
		t.index(n)
	}
	return t, errors.Join(problems...)
}
