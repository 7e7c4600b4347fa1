package language

import "strings"

// perfect is a modal verb with have and a participle.
type perfect struct {
	modal, have int
	verb        int // the main verb or the predicate after been; -1 if left out
	passive     bool
	negative    bool
	asked       int // the subject, where it follows the modal; else -1
}

// perfectAt reads "should [we] [not] [probably] have [also] been checked".
func (s *sentence) perfectAt(i int) (p perfect, ok bool) {
	p = perfect{modal: i, verb: -1, asked: -1}
	j := i + 1
	for ; j <= i+6; j++ {
		switch {
		case s.haveAt(j):
			p.have = j
			return p, s.readVerb(&p)
		case s.has(j, negation):
			p.negative = p.negative || !s.is(j, "nobody", "nothing")
			if s.is(j, "nobody", "nothing") {
				p.asked = j
			}
		case s.has(j, adverb), s.seq(j, "at", "least"), s.is(j-1, "at"):
		case p.asked < 0 && s.has(j, pronoun) && !s.is(j, "which", "who") && (!s.is(j, "that") || s.breaksAt(i-1)):
			p.asked = j
		case p.asked < 0 && j == i+1+boolInt(p.negative) && s.has(j, determiner) && (s.breaksAt(i-1) || s.has(i-1, conjunction)):
			p.asked = j + 1
			for j++; s.plain(j+1) && !s.haveAt(j+1) && j < i+4; j++ {
				p.asked = j + 1
			}
		case s.breaksAt(j) && s.has(j+1, adverb) && s.breaksAt(j+2) && j+3 <= i+6:
			j += 2
		default:
			return p, false
		}
	}
	return p, false
}

// haveAt reports whether token j is have, or what is heard for it: should
// of, shoulda.
func (s *sentence) haveAt(j int) bool {
	if s.is(j, "of") {
		return s.has(j-1, conditional, negation) && s.participle(s.skip(j+1, adverb))
	}
	if s.is(j, "had") && s.participle(j+1) {
		return s.has(j-1, shouldWord, couldWord) || s.has(j-1, negation) && s.has(j-2, shouldWord, couldWord)
	}
	return s.has(j, haveAfter) && (!s.is(j, "a") || s.gluedTo(j))
}

// gluedTo reports whether token j begins where the one before it ends.
func (s *sentence) gluedTo(j int) bool { return j > 0 && s.toks[j].start == s.toks[j-1].end }

// gapless reports whether a hyphen alone stands between token i and the next.
func (s *sentence) gapless(i int) bool {
	return i+1 < len(s.toks) && s.text[s.toks[i].end:s.toks[i+1].start] == "-"
}

// readVerb finds the main verb after have. It fails where have is no
// auxiliary: "should have access", "would have to".
func (s *sentence) readVerb(p *perfect) bool {
	j := p.have + 1
	for s.is(j, "at") && s.is(j+1, "least", "most") || s.has(j, adverb, negation) && !s.is(j, "better", "all", "further", "most", "more") && !s.is(j, "no", "none", "nothing") {
		p.negative = p.negative || s.has(j, negation)
		j++
	}
	if s.is(j, "more", "most") && s.has(j+1, adverb) && s.participle(j+2) {
		j += 2 // "would have more quickly absorbed it"
	}
	if s.is(j, "better") && s.plain(j+1) && !s.participle(j+1) {
		return false // "should have better alerts"
	}
	if s.gapless(j) && s.has(j+1, edForm) && !s.plain(j+2) {
		j++ // crash-looped
	}
	if !s.participle(j) && !s.has(j, pastForm) { // "should have wrote" is said
		return s.leftOut(p, j)
	}
	anyone := s.is(p.modal-1, "you") && s.has(p.modal, couldWord) && !s.has(j, pastPart)
	if (s.has(j, adjectival) || anyone) && s.possessed(j) {
		return false
	}
	p.verb = j
	if !s.is(j, "been", "be") {
		return true
	}
	p.passive = true
	j++
	for s.has(j, adverb, determiner) && !s.has(j, evaluation) || s.is(j, "being") {
		j++
	}
	if !s.breaksAt(j) {
		p.verb = j
	}
	return true
}

// possessed reports whether the participle at j is an adjective before a
// noun: "should have limited access".
func (s *sentence) possessed(j int) bool {
	return s.plain(j+1) && !s.has(j+1, personNoun) && !s.is(j+1, "up", "off", "down", "everything")
}

// leftOut accepts a verb that is left out: "more than it should have".
func (s *sentence) leftOut(p *perfect, j int) bool {
	if s.trailsOff(j) {
		if s.is(p.modal-3, "what", "which") && s.plain(p.modal-2) || s.is(j-2, "still") {
			return false // "what effects it could have", "you could still have"
		}
		if !s.is(p.modal-1, "i", "we", "he", "she") && s.nearWord(p.modal-7, p.modal-1, "that", "which", "whatever", "whichever") >= 0 && s.nearWord(p.modal-8, p.modal-1, "than", "as") < 0 && s.nearWord(p.modal-3, p.modal-1, "what") < 0 {
			return false // "a step that every list should have"
		}
		// "should we have?" and "that you could have." own something
		return !s.is(j-1, "of", "a") && (p.asked < 0 || p.negative)
	}
	if s.has(j, preposition) && !s.is(j, "to") && s.nearWord(p.modal-5, p.modal-1, "than") >= 0 {
		return true // "more than they would have with a replica"
	}
	if p.negative && s.breaksAt(j) && s.is(j+1, "because", "but", "though", "so") {
		return true // "I couldn't have, because …"
	}
	if s.is(j, "if") && s.near(j+1, j+5, pastForm, edForm, had) < 0 {
		return false // "so you would have, if we do it by hand, two lists"
	}
	return s.is(j, "if", "until", "before", "because", "but", "instead") && p.asked < 0
}

// trailsOff reports whether the clause ends at j for good: not with a comma
// or a mark that opens something.
func (s *sentence) trailsOff(j int) bool {
	if j >= len(s.toks) {
		return true
	}
	return s.toks[j].kind == breaks && strings.IndexByte(".!?;:)|", s.text[s.toks[j].start]) >= 0
}

// spanOf covers the modal to have, and names the person and verb.
func (s *sentence) spanOf(p perfect, who int) span {
	if p.asked >= 0 {
		who = p.asked
	}
	if s.named(who) { // a capital may be a system's just as well
		who = -1
	}
	return span{first: p.modal, last: p.have, person: who, verb: p.verb}
}

// subject is the agent of a perfect.
func (s *sentence) subject(p perfect) (int, agentKind) {
	if p.asked >= 0 && p.asked < len(s.toks) {
		return p.asked, s.kindOf(p.asked)
	}
	return s.agent(p.modal)
}
