package language

// What leaves the past open: hedges, inference about what did happen, plans
// seen from the past. None of it is a counterfactual.

// openCould reports whether could have leaves open what happened.
func (s *sentence) openCould(p perfect, who int, k agentKind) bool {
	switch {
	case s.inquiry(p, who), s.compliment(p, who), s.oneOfSeveral(p, who):
		return true
	case s.has(p.verb, evaluation, benefitVerb):
		return false
	case k == client && s.has(p.verb, impactVerb), s.indefinite(who) && k != human && !p.negative && s.reached(p):
		return true
	case s.is(who, "everyone", "anyone", "anybody", "someone") && p.passive && s.has(p.verb, impactVerb):
		return true
	case k == human && s.has(p.verb, mishapVerb):
		return true
	case s.attacker(who):
		but := s.nearWord(p.have, len(s.toks)-1, "but", "however", "though")
		return but < 0 || s.near(but, but+6, negation) < 0
	case p.negative && p.passive && k == thing:
		return true
	}
	return s.openEvent(p, who, k)
}

// openEvent is openCould for what happened by itself.
func (s *sentence) openEvent(p perfect, who int, k agentKind) bool {
	switch {
	case s.nearWord(p.have, p.have+3, "further", "farther") >= 0:
		return true
	case k == human, s.nearWord(p.verb+1, p.verb+4, "instead", "differently", "sooner", "earlier") > 0:
		return false
	case p.passive && s.is(p.verb, "due", "caused", "triggered", "related", "introduced"):
		return true
	case !p.passive && s.is(p.verb, "affected", "impacted", "influenced", "become", "altered", "spread", "changed"):
		return true
	case s.is(p.verb, "had", "caused", "contributed", "random", "led", "resulted", "triggered"):
		return s.is(p.verb, "had", "random", "contributed") || s.guessing(p.modal)
	case p.passive:
		return s.has(p.verb, impactVerb) && !s.is(p.verb, "noticed")
	}
	return (k == machine || k == nobodyKnown && who >= 0) && s.is(p.verb, "seen", "experienced", "encountered", "failed", "lost", "dropped", "timed", "received")
}

// inquiry recognises a question for what did happen: "who could have changed
// that", "what could have caused it".
func (s *sentence) inquiry(p perfect, who int) bool {
	if s.is(p.modal-1, "what") && s.is(p.verb, "happened") && s.is(p.verb+1, "is", "was") {
		return true // "what could have happened is"
	}
	if s.is(p.verb, "gone") && s.is(p.verb+1, "wrong") || s.is(who, "he", "she", "they", "you") && s.is(who-1, "way") && s.is(who-2, "only") {
		return true // "what could have gone wrong", "the only way he could have known"
	}
	if s.is(p.modal-1, "there") && p.passive && s.near(p.verb, p.verb+4, eventNoun) > 0 && !s.has(p.verb, evaluation) && s.nearWord(p.verb, p.verb+3, "no", "more") < 0 {
		return true // "there could have been an issue with it"
	}
	return s.is(p.modal-1, "what", "whatever", "which", "who") && s.nearWord(p.verb+1, p.verb+4, "differently", "instead") < 0 &&
		s.is(p.verb, "caused", "triggered", "changed", "restarted", "touched", "deleted", "removed", "pushed")
}

// compliment recognises "I couldn't have said it better", "couldn't have asked
// for more".
func (s *sentence) compliment(p perfect, who int) bool {
	if s.is(p.verb, "hoped", "asked", "wished") && s.is(p.verb+1, "for") && s.nearWord(p.modal-7, p.modal, "best", "better", "more", "than") >= 0 {
		return true
	}
	return p.negative && (who < 0 || s.is(who, "i", "we", "you")) && s.is(p.verb, "said", "asked", "put", "agreed", "picked") &&
		s.nearWord(p.verb+1, p.verb+6, "better", "more", "nicer", "for") > 0
}

// oneOfSeveral recognises guesses at what was: "it could have been", "it could
// have been the switch or the card".
func (s *sentence) oneOfSeveral(p perfect, who int) bool {
	if !s.seq(p.have+1, "been") || s.has(p.verb, evaluation) {
		return false
	}
	if s.is(p.have+2, "anything", "anyone", "anybody", "whatever") || s.unsure(p) && !s.is(who, "i", "we") {
		return true
	}
	if s.trailsOff(p.have + 2) {
		return s.guessing(p.modal) || s.is(p.modal-2, "or")
	}
	if s.is(who, "it") && s.is(p.have+2, "a", "an", "some") && s.nearWord(p.have+3, p.have+7, "issue", "problem", "bug", "glitch", "race") > 0 {
		return true
	}
	if s.is(who, "it") && s.is(p.have+2, "the", "my", "our", "one") && !s.is(p.have+3, "end", "case") {
		return true
	}
	return s.is(who, "it", "that", "this") && (s.nearWord(p.verb, len(s.toks)-1, "or") >= 0 || s.is(p.modal-2, "or"))
}

// unsure reports whether the speaker tells of a guess made then: "could have been
// the cache, we were not sure", "I figured it could have been a bad cable".
func (s *sentence) unsure(p perfect) bool {
	if s.is(p.have+2, "the", "our", "my") && s.breaksAt(p.modal-1) && s.breaksAt(s.skip(p.have+3, machineNoun)) {
		return true
	}
	sure := s.nearWord(0, len(s.toks)-1, "sure", "certain", "clear")
	if sure >= 0 && s.negated(sure, 3) || s.nearWord(p.have, len(s.toks)-1, "knows") >= 0 && s.nearWord(p.have, len(s.toks)-1, "who") >= 0 {
		return true
	}
	return s.nearWord(s.clauseStart(p.modal)-1, p.modal, "figured", "thought", "suspected", "assumed", "wondered", "guessed", "reckoned") >= 0
}

// reached recognises what happens to some of many.
func (s *sentence) reached(p perfect) bool {
	return s.has(p.verb, impactVerb, restoreVerb, plannedVerb) || s.is(p.verb, "charged", "sent", "missed", "skipped", "duplicated", "corrupted", "overwritten")
}

// indefinite reports whether the subject who is some, not all: "a few messages
// could have arrived twice" says what may well have been.
func (s *sentence) indefinite(who int) bool {
	first := s.clauseStart(max(who, 0))
	return who >= 0 && (s.is(first, "some", "any", "certain", "individual") ||
		s.is(first, "a") && s.is(first+1, "few", "small", "handful", "subset", "number", "fraction", "couple"))
}

// attacker reports whether the one who could have is an attacker, or a
// pronoun after one.
func (s *sentence) attacker(who int) bool {
	if s.has(who, attackerNoun) {
		return true
	}
	return (who < 0 || s.is(who, "they", "he", "she")) && s.near(0, len(s.toks)-1, attackerNoun) >= 0
}

// guessing reports whether the speaker marks a guess before i.
func (s *sentence) guessing(i int) bool {
	return s.nearWord(0, i, "probably", "possibly", "think", "suspect", "guess", "maybe", "perhaps", "believe") >= 0
}

// openWould reports whether would have is a hedge, a plan seen from the
// past, or an inference about the real past.
func (s *sentence) openWould(p perfect, who int, k agentKind) bool {
	switch {
	case (k == human || who < 0) && s.has(p.verb, hedgeVerb) && !p.passive && !(p.negative && s.is(p.verb+1, "of")), s.identified(p, who), s.is(who, "who") && s.is(p.verb, "known"):
		return true
	case s.presentIf(p), s.nearWord(0, p.modal, "hopefully", "presumably") >= 0:
		return true
	case p.asked >= 0 && !p.negative && s.is(p.modal-1, "when", "where", "why"):
		return true // "when would the key have been rotated"
	case s.has(p.verb, evaluation, benefitVerb):
		return s.openIf()
	case s.is(who, "you") && s.has(p.verb, impactVerb) && !s.is(p.verb, "had") && (s.openPast() || s.is(p.verb, "needed")):
		return true
	case k == human && !s.is(who, "they", "who"):
		return p.passive && s.thatPoint()
	case s.planned(p):
		return true
	case s.is(s.clauseStart(p.modal), "any", "each", "all", "only", "every"), who > 0 && s.is(who-1, "any", "every"):
		return true
	case s.is(p.modal-1, "impact") && !p.negative && s.is(p.have+1, "been") && s.nearWord(p.have+2, p.have+5, "greater", "larger", "higher", "bigger", "more", "worse", "smaller", "lower", "shorter") < 0:
		return true // the status page's "impact would have been minimal"
	case s.is(p.verb, "able") && (k == client && !p.negative || s.has(0, clientNoun)):
		return true
	case s.is(p.verb, "had") && s.nearWord(p.verb+1, p.verb+3, "more", "less", "bigger", "greater", "larger", "smaller", "no") > 0:
		return false
	case s.has(p.verb, impactVerb):
		return !p.negative || k == client || p.passive && s.is(p.verb, "impacted", "affected")
	case k == human:
		return false
	}
	return !p.negative && (s.thatPoint() || s.seq(0, "customer", "impact") || s.openIf())
}

// presentIf recognises a condition that may still come true: "if we give up
// on that then we would have lost".
func (s *sentence) presentIf(p perfect) bool {
	then := s.nearWord(p.modal-3, p.modal-1, "then")
	for i := range max(then, 0) {
		if !s.is(i, "if") || s.is(i-1, "as", "even", "what") {
			continue
		}
		end := min(s.clauseEnd(i), then)
		if end-i > 2 && s.is(i+1, "we", "you", "they", "it", "this", "that") && s.near(i+1, end, pastForm, edForm, pastPart, wasWere, modal, had, ingForm) < 0 {
			return true
		}
	}
	return false
}

// identified recognises a guess at who, when or what something was: "that
// would have been around ten", "that would have been Maria".
func (s *sentence) identified(p perfect, who int) bool {
	if s.assumed(p) {
		return true
	}
	if !s.seq(p.have+1, "been") || p.negative || !s.is(who, "that", "this", "it") && !s.is(p.modal-1, "that", "this", "it") {
		return false
	}
	v := p.have + 2
	if ago := s.nearWord(v, v+9, "ago"); ago > 0 && s.near(v, ago, wasWere, pastForm) < 0 && !s.has(p.verb, evaluation) {
		return true
	}
	if s.is(v, "the", "a") {
		return s.is(v+1, "first", "last", "middle", "end", "start", "beginning", "week", "day", "night", "morning", "afternoon", "evening", "month", "year")
	}
	return s.is(v, "around", "about", "roughly", "during", "before", "after") || s.named(v) || s.has(v, dayWord) ||
		s.is(v, "at", "in", "on", "like") && s.dated(v+1) || v < len(s.toks) && s.toks[v].kind == clock
}

// assumed recognises "I assumed it would have started there": a guess at what
// was.
func (s *sentence) assumed(p perfect) bool {
	first := s.clauseStart(p.modal)
	for s.is(first-1, "that") {
		first--
	}
	return s.is(first, "i", "we") && s.is(first+1, "assumed", "assume", "presume", "presumed", "imagine", "guess", "suspect") && !s.has(p.verb, evaluation, benefitVerb) && !p.negative
}

// dated reports whether token i tells a day or an hour.
func (s *sentence) dated(i int) bool {
	return i < len(s.toks) && (s.toks[i].kind == clock || s.toks[i].kind == number) || s.has(i, dayWord, clockWord)
}

// thatPoint reports whether the sentence stands at a moment of the past: what
// would have been by then was, most likely.
func (s *sentence) thatPoint() bool {
	i := s.nearWord(0, len(s.toks)-1, "point", "stage")
	return s.is(i-1, "that", "this", "which") && s.is(i-2, "at", "by")
}

// planned recognises the future in the past: "would have started at 03:00".
func (s *sentence) planned(p perfect) bool {
	if by := s.nearWord(0, len(s.toks)-1, "by"); by >= 0 && !p.negative && (s.is(by+1, "then", "now") || by+1 < len(s.toks) && s.toks[by+1].kind == clock) {
		return true
	}
	if p.negative || !s.has(p.verb, plannedVerb) || s.is(p.verb, "taken") && !s.is(p.verb+1, "effect", "place") {
		return false
	}
	for j := p.verb + 1; j < len(s.toks) && j <= p.verb+6; j++ {
		if s.is(j+1, "percent") {
			return false
		}
		if s.toks[j].kind == clock || s.toks[j].kind == number || s.has(j, dayWord) || s.has(j, clockWord) && s.is(j-1, "at", "around", "about", "by") {
			return true
		}
	}
	return false
}

// openIf recognises an if clause about what may well have been: "if you had
// it installed", "if one of them got stuck".
func (s *sentence) openIf() bool {
	for i := range s.toks {
		if n := s.nearWord(i+1, s.clauseEnd(i), "were"); s.is(i, "if") && n > 0 && s.is(n+1, "to") {
			return true // "if it were to fall"
		}
		if s.whether(i) {
			continue
		}
		if s.is(i, "if") && s.near(i+2, i+3, modal) < 0 && s.is(i+1, "you", "a", "one", "any", "someone", "somebody") && s.unrealIf(i) < 0 && !s.is(i+2, "think", "look", "want", "know") {
			return true
		}
	}
	return false
}

// openPast recognises an if clause in the plain past: "if the quota was
// applied to your project".
func (s *sentence) openPast() bool {
	for i := range s.toks {
		if s.is(i, "if") && s.unrealIf(i) < 0 && !s.negativeIf(i) && s.near(i+1, s.clauseEnd(i), wasWere, pastForm, edForm) >= 0 {
			return true
		}
	}
	return false
}
