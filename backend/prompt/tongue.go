package prompt

import "errors"

// Tables are what a language is made of.
type Tables struct {
	// Classes are named lists of words, used in patterns as @name. A few the
	// machinery itself asks for: self, other, crowd, adverb, aux, unreal, report, coord,
	// joins, small, place, article, past.
	Classes map[string]string
	// Heard are the patterns of each family.
	Heard map[Family][]string
	// Asks are the questions of each family.
	Asks map[Family][]Ask
	// That is how a place is pointed at: "that {thing}".
	That string
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
	that   string

	self, other, crowd, adverb, aux, unreal, report, coord, joins, small, place, article, past set
}

// New makes a language of its tables.
func New(tables Tables) (*Tongue, error) {
	t := &Tongue{words: map[string]wordID{}, asks: tables.Asks, that: tables.That}
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
		{"place", &t.place},
		{"article", &t.article},
		{"past", &t.past},
	} {
		e, err := p.element("@" + class.name)
		*class.into, problems = e.words, append(problems, err)
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
