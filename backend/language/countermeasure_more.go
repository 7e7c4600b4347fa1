package language

// The second half of the weak countermeasures: orders, training, talk.

// neverDo: we should never run X; never trust Y. Machines may never do
// things, and so may the past.
func neverDo(s *sentence, i int) (span, bool) {
	if s.is(i, "ever") {
		ok := s.has(i-1, negation) && s.is(i-2, "do") && s.breaksAt(i-3)
		return phrase(i-2, i+1), ok && s.bareVerb(i+1)
	}
	v := i + 1
	for s.has(v, adverb) || s.is(v, "never") || s.breaksAt(v) && s.is(v+1, "never") {
		v++
	}
	if !s.bareVerb(v) || s.is(v, "need", "happen", "know", "see", "want", "get", "experience", "receive", "lose", "hit", "reach", "delay", "exceed", "feel", "mind", "stop", "think", "expect", "say", "give", "forget") || s.is(i-1, "almost", "nearly", "can", "could", "would", "will", "'ll", "did", "do") {
		return span{}, false
	}
	j := i - 1
	for s.has(j, adverb) {
		j--
	}
	if s.is(j, "should", "must") {
		if s.mentioned(j) {
			return span{}, false
		}
		who, k := s.agent(j)
		return phrase(j, v), k == human && !s.is(who, "i") && !s.is(who, "nobody") || s.is(who, "you", "we", "one")
	}
	return phrase(i, v), s.breaksAt(j) && (s.is(v, "assume", "trust", "rely") || s.near(v, s.clauseEnd(v), modal, pastForm) < 0) && s.plainObject(v+1)
}

// alwaysDo: always make sure, always check.
func alwaysDo(s *sentence, i int) (span, bool) {
	last := i + 1
	if s.seq(last, "make", "sure") {
		last++
	} else if !s.is(last, "ensure", "confirm", "validate") && (!s.has(last, careVerb) || !s.bareVerb(last) && !s.is(last, "read") || s.is(last, "know", "remember", "ask", "test")) {
		return span{}, false
	}
	first, ok := s.urged(i + 1)
	_, k := s.agent(first)
	return phrase(i, last), ok && k != machine && s.near(s.clauseStart(i), i, pastForm, edForm) < 0
}

// doNot: do not run that on the primary; first in its clause, and with what
// it is about.
func doNot(s *sentence, i int) (span, bool) {
	if s.is(i, "trust") && (s.breaksAt(i+1) || s.is(i+1, "verify")) {
		return span{}, false // a saying
	}
	d := i - 2
	ok := s.has(i-1, negation) && s.is(d, "do") && (s.breaksAt(d-1) || s.is(d-1, "please", "so", "and") && s.breaksAt(d-2))
	if s.has(i-1, negation) && (s.is(d, "should", "must") && s.is(d-1, "we", "engineers", "developers", "operators", "people") || s.is(d, "'s") && s.is(d-1, "let")) {
		return phrase(d, i), !s.question() && !s.mentioned(d) && s.plainObject(i+1) && s.nearWord(d-6, d-1, "why", "reason", "that") < 0
	}
	if ok && s.is(i+1, "or", "and") && s.bareVerb(i+2) {
		return phrase(d, i), !s.question()
	}
	return phrase(d, i), ok && (s.plainObject(i+1) || s.is(i+1, "blindly", "one", "this", "that", "it")) && !s.question() && !s.is(i+1, "cases", "case")
}

// stopDoing: people need to stop deploying on Fridays.
func stopDoing(s *sentence, i int) (span, bool) {
	if !s.has(i+1, ingForm) {
		return span{}, false
	}
	first, ok := s.urged(i)
	who, k := s.agent(first)
	return phrase(i, i+1), ok && k == human && !s.is(who, "i", "we", "you")
}

// ensureFollow: please ensure that you follow the process.
func ensureFollow(s *sentence, i int) (span, bool) {
	e := s.nearWord(i-4, i-1, "ensure", "sure")
	if e < 0 || !s.is(i, "follow") || !s.is(s.backOver(i-1, adverb), "you", "we", "they") {
		return span{}, false
	}
	_, ok := s.urged(e - boolInt(s.is(e, "sure")))
	return phrase(e, i), ok
}

// bareVerb reports whether token i can be a verb without ending.
func (s *sentence) bareVerb(i int) bool {
	return i < len(s.toks) && s.toks[i].kind == word && !s.toks[i].capital &&
		!s.has(i, pronoun, determiner, preposition, conjunction, be, have, had, modal, edForm, ingForm) && (!s.has(i, pastForm, pastPart) || s.is(i, "run", "put", "set", "let", "cut"))
}

// plainObject: an order names what it is about.
func (s *sentence) plainObject(i int) bool {
	return s.has(i, determiner, preposition) || s.plain(i) || i < len(s.toks) && s.toks[i].kind == opaque
}

// remind: remind the team to.
func remind(s *sentence, i int) (span, bool) {
	switch {
	case s.is(i, "remind") && !s.breaksAt(i+1) && !s.is(i+1, "again"):
		first, ok := s.urged(i)
		o := max(i, s.near(i+1, i+3, peopleObject))
		_, k := s.agent(max(first, 0))
		ok = ok && (k != machine || first == i)
		says := s.is(first, "want", "trying") || s.is(i+1, "them", "him", "her") && s.nearWord(i+2, i+3, "to", "about") < 0 || s.nearWord(o+1, o+1, "watching", "listening") >= 0 || s.is(first-1, "i") && s.nearWord(o+1, o+1, "of", "that") >= 0 // an announcement
		return phrase(i, o), ok && !says && !s.is(i+1, "me", "you", "myself", "yourself") && !s.mentioned(i) && s.near(i, len(s.toks)-1, showNoun) < 0
	case s.is(i, "reminded"):
		return phrase(i-1, i), s.is(i-1, "be") && s.near(i-4, i-1, modal, obligation) >= 0 && (s.is(i+1, "to", "about", "that") || s.is(i-2, "must", "should")) || s.is(i-1, "were", "was", "been") && s.is(i+1, "to")
	case s.is(i, "reminder", "reminders"):
		if v := s.nearWord(i-7, i-1, "send", "set", "create", "add"); v >= 0 {
			_, ok := s.urged(v)
			return phrase(i-1, i), (ok || s.near(v-4, v, be) >= 0) && !s.has(i+1, machineNoun)
		}
		return phrase(i-1, i), s.is(i-1, "send", "a") && s.is(i-1, "send") || s.is(i-2, "send") && s.is(i-1, "a", "out")
	}
	if v := s.nearWord(i-5, i-1, "send", "post", "email"); v >= 0 {
		_, ok := s.urged(v)
		return phrase(i, i+1), ok && s.near(i+1, i+3, peopleObject) > 0
	}
	return phrase(i, i), s.breaksAt(i-1) && s.has(i+1, peopleObject, determiner)
}

// trainThem: train the team, retrain staff, re-train.
func trainThem(s *sentence, i int) (span, bool) {
	v := i
	if s.is(i-1, "re") {
		i--
	}
	if s.is(v, "retrained", "educated") {
		_, k := s.agent(v)
		return phrase(v, v), s.is(v+1, "of", "on", "about", "to") && (s.has(v-1, be) || s.is(v-1, "and")) && (k == human || s.near(0, v, peopleObject) >= 0) && s.near(v-3, v-1, negation) < 0
	}
	o := s.near(v+1, v+3, peopleObject)
	_, ok := s.urged(i)
	return phrase(i, max(o, v)), ok && o >= 0 && !s.is(v+1, "your")
}

// training for people, promised or called for.
func training(s *sentence, i int) (span, bool) {
	if s.mentioned(i) || s.is(i+1, "wheels", "data", "set", "job", "run", "exercises", "course", "environment") || s.has(i-1, be) && s.is(i+1, "on") {
		return span{}, false
	}
	called := s.near(i+1, i+3, modal) >= 0 && s.is(i+2, "be") || s.nearWord(i+1, i+3, "needed", "required") >= 0
	if s.has(s.skipWords(i+1, "existing", "new", "our", "the", "all", "more"), personNoun) || s.is(i+1, "existing", "new") && s.near(i+2, i+4, personNoun) >= 0 {
		return phrase(i, i), s.near(0, len(s.toks)-1, pastForm, edForm) < 0 && !s.has(i+1, machineNoun) && s.near(0, i, be) >= 0
	}
	if s.has(i-1, peopleObject, personNoun) && s.nearWord(0, i, "initiated", "initiate", "invest", "investing", "committed", "launched", "recommended", "recommendations", "will", "plan", "additional", "improved", "introduced", "better") >= 0 {
		return phrase(i-1, i), true
	}
	v := s.nearWord(i-4, i-1, "provide", "deliver", "offer", "schedule", "organise", "organize", "run", "give", "arrange", "conduct", "hold", "mandatory", "require", "receive", "get", "undergo", "attend", "complete", "do", "have", "need", "needs")
	if v >= 0 {
		_, ok := s.urged(v)
		called = called || ok && (!s.is(v, "have") || s.has(i-1, moreWord)) || s.is(v, "need", "needs") && s.has(i-1, moreWord) && s.near(0, v, modal, negation) < 0
	}
	if s.is(i+1, "of", "for") && s.near(i+2, i+5, peopleObject) >= 0 && s.near(0, i, pastForm, edForm) < 0 && s.near(0, i, personPronoun) < 0 {
		called = true
	}
	return phrase(i, i), called || (s.has(i-1, moreWord) || s.is(i-1, "refresher", "awareness", "mandatory")) && s.breaksAt(i-2) && s.near(i, len(s.toks)-1, pastForm) < 0
}

// encourage people to slow down, to speak up.
func encourage(s *sentence, i int) (span, bool) {
	if s.is(i, "encouraged", "urged") {
		return phrase(i-1, i), s.is(i-1, "be") && s.near(i-4, i-1, obligation) >= 0 && s.is(i+1, "to") && s.near(0, i, clientNoun) < 0
	}
	first, ok := s.urged(i)
	o := s.near(i+1, i+3, peopleObject)
	return phrase(i, i), ok && o >= 0 && !s.speaker(first) && !s.is(o, "us") && s.nearWord(o, o+2, "to") >= 0 && s.near(i+1, i+3, clientNoun) < 0
}

// communicateBetter: communicate more clearly, better, earlier.
func communicateBetter(s *sentence, i int) (span, bool) {
	b := s.nearWord(i+1, i+7, "more", "better", "earlier", "sooner", "clearly", "quickly", "promptly")
	if b < 0 {
		if b = i - 1; !s.is(b, "better") {
			return span{}, false
		}
	}
	who, k := s.agent(i)
	_, ok := s.urged(i - boolInt(b == i-1))
	if e := s.nearWord(i-3, i-1, "ensure", "sure"); e >= 0 && s.is(who, "we", "you") {
		ok = !s.asked(e)
	}
	if s.has(b, adverb) && s.is(b, "clearly") && s.is(b-1, "really", "that") {
		return span{}, false
	}
	return phrase(min(i, b), max(i, b)), ok && k != client || k == human && s.near(max(0, i-4), i, obligation) >= 0 && s.near(0, i, ifWord) < 0
}

// betterCommunication: improve communication between teams; not a channel
// or a tool for it.
func betterCommunication(s *sentence, i int) (span, bool) {
	if s.near(i+1, i+1, toolNoun) >= 0 || s.is(i+1, "and") && s.near(i+2, i+2, toolNoun) >= 0 {
		return span{}, false
	}
	v := s.near(i-3, i-1, strengthen)
	if v < 0 {
		return span{}, false
	}
	if s.is(v, "improved") && s.is(v-1, "for", "of") && s.is(v-2, "need", "importance") {
		return phrase(v, i), true
	}
	if s.is(v, "better", "more", "clearer", "closer") {
		return phrase(v, i), s.near(0, i, pastForm) < 0 && !s.is(s.backOver(v-1, adverb), "'s", "is", "has", "have")
	}
	_, ok := s.urged(v)
	return phrase(v, i), ok && s.is(v, "improve", "increase", "strengthen", "enhance")
}

// moreCarefully: must watch the queue more closely; review more carefully.
func moreCarefully(s *sentence, i int) (span, bool) {
	if v := s.backOver(i-1, adverb); s.is(v, "tread") {
		_, ok := s.urged(v)
		return phrase(v, i), ok
	}
	if v := s.clauseStart(i); s.is(i, "carefully") && s.is(v, "read", "check", "review", "follow", "verify", "watch", "handle", "consider") {
		return phrase(i, i), s.breaksAt(v-1) && v+1 < i && s.has(v+1, determiner)
	}
	o := s.near(i-7, i-1, obligation)
	if p := s.near(0, i, edForm, pastForm); !s.is(i-1, "more") || p >= 0 && !(o >= 0 && s.is(p, "read", "run", "set", "put")) {
		return span{}, false
	}
	who, k := s.agent(max(o, 0))
	if o >= 0 {
		return phrase(i-1, i), k != machine && k != thing && !s.asked(o) && who < i
	}
	return phrase(i-1, i), s.clauseStart(i) == 0 && s.plain(0)
}

// everyoneMust: everyone needs to follow the checklist.
func everyoneMust(s *sentence, i int) (span, bool) {
	v := i + 2
	if s.is(v, "to") {
		v++
	}
	v = s.skip(v, adverb)
	if sure := s.nearWord(i-3, i-1, "sure", "ensure"); sure >= 0 && s.is(i+1, "follow", "follows", "pay", "pays", "check", "checks", "know", "knows", "read", "reads",
		"remember", "remembers", "understand", "understands") {
		first, ok := s.urged(sure - boolInt(s.is(sure, "sure")))
		return phrase(i, i+1), ok && !s.speaker(first)
	}
	if s.is(i, "people") && s.is(v, "know", "learn", "understand") {
		return span{}, false // a wish, not an order
	}
	ok := s.is(i+1, "must", "should") || s.is(i+1, "needs", "need", "has", "have", "ought") && s.is(i+2, "to")
	ok = ok && !s.is(v+1, "it") && s.nearWord(v+1, v+4, "out") < 0 && s.is(v, "follow", "read", "check", "know", "remember", "watch", "learn", "understand", "respect")
	return phrase(i+1, v), ok
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
