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
	tongue     *tongue
	options    Options
	start, end int
	toks       []token
	tags       tags // of all tokens together
	quoted     quotes
	hot        []int32 // the tokens some rule waits for
	flags      []Flag  // of the current sentence
}

func (s *sentence) reset(text string, o Options) {
	s.text, s.options = text, o
	s.quoted.reset(text, o)
	s.flags = s.flags[:0]
}

func (s *sentence) forget() {
	s.text, s.quoted.text = "", ""
	clear(s.flags[:cap(s.flags)])
	s.flags = s.flags[:0]
}

// skipped returns the end of the quotation or inline code that begins at i,
// or covers it; otherwise i.
func (s *sentence) skipped(i int) int {
	if i < s.quoted.clear {
		return i
	}
	return s.quoted.cover(i)
}

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
	as           *variant
}

// A variant is a finding of a rule that has an id and questions of its own.
type variant struct {
	id    string
	level Level // overrides the rule's, if set
	fits  func(*sentence, span) bool
	ask   []string
}

// A finder looks for a span at a token; see rule.
type finder = func(s *sentence, i int) (span, bool)

// vary makes a finder tell the variants apart; the first that fits counts.
func vary(find finder, variants ...variant) finder {
	return func(s *sentence, i int) (span, bool) {
		found, ok := find(s, i)
		for k := range variants {
			if v := &variants[k]; ok && v.fits(s, found) {
				found.as = v
				if v.level != "" {
					found.level = v.level
				}
				return found, true
			}
		}
		return found, ok
	}
}

// apply runs the rules of its language over the tokens of the current
// sentence. Most tokens carry no tag that any rule waits for.
func (s *sentence) apply() {
	on := s.tongue.on
	s.hot = s.hot[:0]
	for i := range s.toks {
		if s.toks[i].tags.any(on) {
			s.hot = append(s.hot, int32(i))
		}
	}
	if len(s.hot) == 0 {
		return
	}
	for r, on := range s.tongue.triggers {
		if !s.tags.has(on) {
			continue
		}
		for _, i := range s.hot {
			if s.toks[i].tags.has(on) {
				s.try(&s.tongue.rules[r], int(i))
			}
		}
	}
}

// try asks one rule about one token.
func (s *sentence) try(r *rule, i int) {
	found, ok := r.find(s, i)
	if !ok {
		return
	}
	found.first, found.last = max(found.first, 0), min(found.last, len(s.toks)-1)
	for found.first < found.last && s.toks[found.first].kind == breaks {
		found.first++ // a phrase begins with a word, not with a stray byte before it
	}
	start, end := s.toks[found.first].start, s.toks[found.last].end
	for _, f := range s.flags {
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
	id, ask := r.id, r.ask
	if found.as != nil {
		id, ask = found.as.id, found.as.ask
	}
	return Flag{
		Start: start, End: end, Class: r.class, Level: level, Language: s.tongue.id,
		Phrase: strings.Clone(s.text[start:end]), Reason: r.reason,
		Questions: s.questions(ask, found), Rule: string(r.class) + "/" + id, Source: r.source,
	}
}

// handOver puts the flags of the sentence in order, adds the offsets a
// browser needs, and hands them over. It reports whether to go on.
func (s *sentence) handOver(units *unitCounter, yield func(Flag) bool) bool {
	slices.SortStableFunc(s.flags, func(a, b Flag) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return a.Class.strength() - b.Class.strength()
	})
	for _, f := range s.flags {
		f.UTF16Start = units.to(f.Start)
		end := *units
		f.UTF16End = end.to(f.End)
		if !yield(f) {
			return false
		}
	}
	s.flags = s.flags[:0]
	return true
}
