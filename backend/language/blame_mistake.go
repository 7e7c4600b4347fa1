package language

// Mistakes: one's own or another's past act, not the general kind.

// mistake: one's own or another's past act; not the general kind.
func mistake(s *sentence, i int) (span, bool) {
	switch {
	case s.is(i, "oversight") || s.is(i, "mistakes", "missteps") && s.nearWord(i-4, i-1, "one") < 0 || s.unassertedMistake(i):
		return span{}, false
	case s.is(i, "accident") && !s.is(i-1, "by"):
		return span{}, false
	case s.is(i-1, "by"):
		return s.byMistake(i)
	}
	return s.oneMistake(i)
}

// mistakes: more than one, which somebody made.
func mistakes(s *sentence, i int) (span, bool) {
	if !s.is(i, "mistakes", "missteps") || s.unassertedMistake(i) {
		return span{}, false
	}
	m := s.near(i-6, i-1, makeVerb)
	if m < 0 || s.is(m+1, "up") || s.near(m-4, m, modal, negation) >= 0 || s.is(m-1, "to", "don", "you", "we", "they") && s.is(m, "make") {
		return span{}, false
	}
	if s.is(m, "making") && s.is(m-1, "from") && s.is(m-2, "me", "us") {
		return phrase(m, i), true
	}
	who, k := s.agent(m)
	if s.is(who, "who", "you", "people", "everybody", "everyone") || s.has(m-1, have) && s.is(m-2, "who") || s.question() {
		return span{}, false // people in general
	}
	if s.is(m, "make", "makes") || s.is(m, "making") && !(s.has(m-1, wasWere) && k == human) || k == machine {
		return span{}, false
	}
	return span{first: i, last: i, person: who, verb: -1}, true
}

// byMistake: a person did it by mistake, or it was done by mistake.
func (s *sentence) byMistake(i int) (span, bool) {
	v := s.near(0, i, edForm, pastForm, pastPart)
	if v < 0 || s.is(i, "accident") && (s.lucky(i) || s.is(i-2, "almost", "half", "kinda", "of")) || s.nearWord(i-5, i-2, "be", "want", "cannot") >= 0 || s.near(i-5, i-2, negation, modal) >= 0 {
		return span{}, false
	}
	if _, k := s.agent(v); k == machine && s.near(0, i, be) < 0 && s.near(0, i, personNoun, personPronoun) < 0 {
		return span{}, false
	}
	passive := s.near(0, i, wasWere) >= 0 && s.near(s.near(0, i, wasWere)+1, i, edForm, pastPart) >= 0
	return phrase(i-1, i), passive || s.near(0, len(s.toks)-1, personPronoun, personNoun) >= 0
}

// lucky: what is found or reached by accident is luck.
func (s *sentence) lucky(i int) bool {
	return s.nearWord(0, i, "found", "discovered", "noticed", "checked", "saw", "caught", "ended", "learned", "learnt", "started", "became", "worked", "got", "came", "fell", "happened", "stumbled",
		"invented", "created") >= 0
}

// unassertedMistake: learning from mistakes, mistakes that may happen.
func (s *sentence) unassertedMistake(i int) bool {
	if s.mentioned(i) || s.is(i-1, "spelling", "grammar", "grammatical", "common", "typing", "any", "correct", "fix") || s.is(i-2, "correct") || s.airQuoted(i) || s.near(i+1, i+2, modal) >= 0 && s.is(i, "mistakes") {
		return true
	}
	if s.nearWord(i-7, i-1, "learn", "case", "learned", "learning", "allow", "if", "talk") >= 0 {
		return true
	}
	return s.near(i-5, i-1, modal) >= 0 && s.near(i-5, i-1, possessive) < 0 || s.nearWord(i-4, i-1, "may", "might") >= 0
}

// airQuoted reports whether the word at i stands alone in quotation marks.
func (s *sentence) airQuoted(i int) bool {
	return i > 0 && i+1 < len(s.toks) && s.softBreak(i-1) && s.textOf(i-1, i-1) != ":" && s.breaksAt(i+1) && s.softBreak(i+1)
}

// oneMistake wants an owner, an event it explains, or a verdict on the past.
func (s *sentence) oneMistake(i int) (span, bool) {
	if s.has(i+1, wasWere) && s.is(i+2, "mine", "ours", "his", "hers", "theirs") {
		return phrase(i, i+2), true
	}
	found := phrase(i, i)
	if s.has(i+1, wasWere) && s.is(i+2, "made", "introduced") {
		return phrase(i, i+2), true
	}
	if (s.is(i-1, "this") || s.has(i-1, machineNoun) && s.nearWord(i-4, i-2, "the", "this") >= 0) && s.near(i-4, i-2, makeVerb) < 0 || s.seq(i+1, "that", "happened") {
		return found, !s.question()
	}
	if d := s.near(i-3, i-1, determiner, possessive); d >= 0 && s.has(s.skipWords(i+1, "here", "there"), wasWere) && s.near(d+1, i-1, preposition, be) < 0 {
		to := s.skip(i+2, adverb)
		return found, !s.is(d, "a", "any", "no", "your") || s.is(to, "to") || s.has(to, ingForm)
	}
	if s.nearWord(i-4, i-1, "being", "be") >= 0 && s.nearWord(i-7, i-1, "ended", "turned", "proved", "proven") >= 0 {
		return found, true
	}
	if s.is(i+1, "that", "which") && s.past(i+2) && s.nearWord(i-3, i-1, "a", "one") >= 0 {
		return found, !s.question() // "a one-letter mistake that opened the door"
	}
	if s.has(i-1, humanWord) || s.is(i-1, "rookie", "beginner") {
		return phrase(i-1, i), !s.is(i-1, "people")
	}
	if s.breaksAt(i+1) && s.correcting(i+2) {
		return span{}, false
	}
	if own := s.near(i-3, i-1, possessive); own >= 0 || s.sOf(i) {
		return span{first: i - 1, last: i, person: own, verb: -1}, !s.is(own, "your")
	}
	if s.ownPart(i) {
		return phrase(i, i+3), true
	}
	if p, m := i+1, s.nearWord(i+2, i+4, "made", "did", "making"); s.has(p, personPronoun) && m > 0 && s.near(p+1, m-1, modal, negation) < 0 && !s.is(p, "you") {
		return span{first: i, last: m, person: p, verb: -1}, !s.question()
	}
	if m := s.near(i-4, i-1, makeVerb); m >= 0 {
		who, _ := s.agent(m)
		found.person = who
		if s.is(who, "you") && s.near(0, len(s.toks)-1, ifWord, modal) >= 0 {
			return span{}, false // anybody might
		}
		return found, !s.is(m, "makes") && (!s.is(m, "make") || s.nearWord(m-4, m-1, "did") >= 0) && (!s.is(m, "making") || s.has(m-1, be))
	}
	if s.is(i+1, "by", "made") || s.is(i-1, "manual") {
		return found, true
	}
	return found, s.near(i-5, i-1, wasWere, dueWord, causedVerb, hindsightWord) >= 0 || s.is(i-1, "did")
}

// correcting reports whether a note is put right from token i on: "my mistake, it
// was 10:05".
func (s *sentence) correcting(i int) bool {
	for j := i; j < len(s.toks) && j < i+4; j++ {
		if s.toks[j].kind == clock || s.toks[j].kind == number {
			return true
		}
		if !s.has(j, pronoun, be, adverb, preposition) {
			return false
		}
	}
	return false
}

// sOf reports whether somebody's 's stands before the noun at i: "Sam's
// mistake", not "it's a mistake".
func (s *sentence) sOf(i int) bool {
	at := s.nearWord(i-2, i-1, "'s")
	return at >= 0 && !s.has(at-1, pronoun, adverb, conjunction, be) && !s.has(at+1, determiner)
}
