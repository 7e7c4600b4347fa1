package language

import (
	"slices"
	"strings"
)

// sentence is the scratch space of one check: the sentence being read, and
// the flags found so far. It is reused, so that a check allocates only what
// it returns.
type sentence struct {
	text       string
	words      *lexicon
	options    Options
	start, end int
	toks       []token
	tags       tags // of all tokens together
	quoted     quotes
	flags      []Flag
}

func (s *sentence) reset(text string, words *lexicon, o Options) {
	s.text, s.words, s.options = text, words, o
	s.quoted.reset(text, o)
	s.flags = nil
}

func (s *sentence) forget() {
	s.text, s.flags = "", nil
	s.quoted.text = ""
}

// skipped returns the end of the quotation or inline code that begins at i,
// or covers it; otherwise i.
func (s *sentence) skipped(i int) int { return s.quoted.cover(i) }

// A rule proposes a span at a token. Rules run in order; the first flag of a
// class over a span wins.
type rule struct {
	id     string
	class  Class
	level  Level
	on     tag // the tag a token needs before find is asked
	find   func(s *sentence, i int) (span, bool)
	reason string
	ask    []string // templates, best first; see fill
	source string
}

// span is a range of tokens, last included, and what the questions may speak
// of: the token of the person and of the verb, -1 if there is none.
type span struct {
	first, last  int
	person, verb int
	level        Level // overrides the rule's, if set
}

// apply runs the rules over the tokens of the current sentence.
func (s *sentence) apply(rules []rule) {
	if len(s.toks) == 0 {
		return
	}
	begun := len(s.flags)
	for r := range rules {
		rule := &rules[r]
		if !s.tags.has(rule.on) {
			continue
		}
		for i := range s.toks {
			if s.toks[i].tags.has(rule.on) {
				s.try(rule, i, begun)
			}
		}
	}
}

// try asks one rule about one token.
func (s *sentence) try(r *rule, i, begun int) {
	found, ok := r.find(s, i)
	if !ok {
		return
	}
	found.first, found.last = max(found.first, 0), min(found.last, len(s.toks)-1)
	start, end := s.toks[found.first].start, s.toks[found.last].end
	for _, f := range s.flags[begun:] {
		if f.Class == r.class && start < f.End && f.Start < end {
			return
		}
	}
	s.flags = append(s.flags, s.flag(r, found, start, end))
}

// flag builds the flag of a span.
func (s *sentence) flag(r *rule, found span, start, end int) Flag {
	level := r.level
	if found.level != "" {
		level = found.level
	}
	return Flag{
		Start: start, End: end, Class: r.class, Level: level,
		Phrase: strings.Clone(s.text[start:end]), Reason: r.reason,
		Questions: s.questions(r, found), Rule: string(r.class) + "/" + r.id, Source: r.source,
	}
}

// finish puts the flags in order and adds the offsets a browser needs.
func (s *sentence) finish() []Flag {
	slices.SortStableFunc(s.flags, func(a, b Flag) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return a.Class.strength() - b.Class.strength()
	})
	fillUnits(s.text, s.flags)
	return s.flags
}
