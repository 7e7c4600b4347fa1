package language

// Blame in the form of a question: it asks for no answer, it names who did not
// do what.

// whyNot: "why didn't anyone read the release notes?", of a duty at work.
func whyNot(s *sentence, i int) (span, bool) {
	w := s.nearWord(i-8, i-3, "why")
	if w < 0 || !s.is(w+1, "did") {
		return span{}, false
	}
	who := w + 2 + boolInt(s.has(w+2, negation) && !s.has(w+2, pronoun))
	if s.is(who, "no") {
		who++
	}
	who = s.skip(who, determiner)
	for who < i-1 && s.plain(who+1) && s.plain(who) {
		who++
	}
	if s.near(w+2, who, negation) < 0 || s.skip(who+1, adverb) != i || !s.somebody(who, s.kindOf(who)) && !s.is(who, "one") {
		return span{}, false
	}
	work := s.is(i, "check", "test", "verify", "escalate", "review", "double", "validate") || s.near(i+1, i+6, machineNoun, taskNoun, ruleNoun) >= 0
	return span{first: w, last: i, person: who, verb: i}, work && !s.is(i+1, "in", "out") && !s.smallDuty(i, who)
}

// howCould: "how could he not see that?", "what were they thinking?"
func howCould(s *sentence, i int) (span, bool) {
	if s.is(i, "thinking") {
		return phrase(i-3, i), s.is(i-3, "what") && s.is(i-2, "was", "were") && s.has(i-1, personPronoun) && s.breaksAt(i+1)
	}
	who := s.skip(i+2, determiner)
	if !s.is(i, "how") || !s.is(i+1, "could") || who >= len(s.toks) || s.kindOf(who) != human {
		return span{}, false
	}
	v := s.skip(who+1, adverb, negation)
	missed := s.is(v, "have") && s.has(s.skip(v+1, adverb), slipVerb, missVerb)
	return span{first: i, last: v, person: who, verb: -1}, missed || s.near(who, v, negation) >= 0 && s.is(v, "see", "notice", "check", "know", "realise", "realize", "test", "read", "think", "understand", "spot", "tell", "ask", "look", "have")
}
