package language

// Weak countermeasures, third part: making sure by looking, and stressing how
// much it matters.

// makeSure: "make sure you're on the right host", "be sure to read it": the
// check is left to somebody's care. Making sure that a thing works is not.
func makeSure(s *sentence, i int) (span, bool) {
	v := i
	if s.is(i, "sure", "certain") {
		if v = i - 1; !s.is(v, "make", "be") {
			return span{}, false
		}
	}
	first, ok := s.urged(v)
	if s.is(v-1, "and") && s.plain(0) && s.near(0, v-1, edForm, pastForm, be, ingForm) < 0 {
		first, ok = v, true // "check every zone and make sure"
	}
	if !ok || s.speaker(first) || s.question() || s.near(i+1, len(s.toks)-1, showNoun) >= 0 {
		return span{}, false
	}
	if s.flagged(WeakCountermeasure) {
		return span{}, false
	}
	last := s.careAfter(s.skipWords(i+1, "that"))
	return phrase(v, last), last > 0
}

// speaker reports whether the one who urges at first says only what he himself
// is about: "I want to make sure", "I'd just encourage everyone".
func (s *sentence) speaker(first int) bool {
	return s.is(s.backOver(first-1, adverb), "i") || s.is(first-2, "i") || s.is(first, "just") && s.is(first-1, "i")
}

// careAfter returns the word that shows that what begins at j is for people
// to be careful about, or -1.
func (s *sentence) careAfter(j int) int {
	if o := s.nearWord(j, j+6, "out"); o > 0 || s.is(j+1, "follow") && s.near(j+2, j+5, ruleNoun) < 0 {
		return -1 // "make sure to check it out"
	}
	if s.is(j, "to") {
		if v := s.skip(j+1, adverb); s.has(v, careVerb, riskyVerb) && !s.is(v, "use", "store", "enable", "install", "click", "commit") {
			return v
		}
		return -1
	}
	if !s.is(j, "you", "we", "everyone", "everybody", "people") && !s.has(j, determiner) {
		return -1
	}
	if s.has(j, determiner) && !s.has(j+1, personNoun) {
		return -1
	}
	if n := s.nearWord(j+1, j+2, "never"); n > 0 {
		return n + 1
	}
	v := s.skip(j+1, personNoun, adverb, auxiliary)
	switch {
	case s.has(v, careVerb):
		return v
	case s.has(v-1, have) && s.participle(v):
		return v
	case s.is(v, "aware"):
		return v
	}
	right := s.nearWord(v, v+5, "right", "correct", "correctly", "properly", "careful")
	if right >= 0 && !s.is(right+1, "thing", "things", "way", "people", "direction", "choice", "place") && s.near(j+1, v, be) >= 0 {
		return right
	}
	return -1
}

// importance: "stress the importance of testing" asks people to take it to
// heart.
func importance(s *sentence, i int) (span, bool) {
	v := s.nearWord(i-5, i-1, "stress", "emphasize", "emphasise", "reinforce", "reiterate", "underline", "highlight", "communicate")
	_, ok := s.urged(v)
	return phrase(v, i), v >= 0 && ok
}
