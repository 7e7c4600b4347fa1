package language

import "strings"

// The second half of the blame rules: nouns of guilt, duties, adjectives.

// faulted: my fault, whose fault, Sam's fault, at fault.
func faulted(s *sentence, i int) (span, bool) {
	if s.near(0, len(s.toks)-1, ifWord) >= 0 && s.supposing(i) || s.is(i+1, "model", "tolerance", "tolerant", "domain") || s.is(i-1, "'s") && s.is(i-2, "it") || s.near(0, i, generalAdverb) >= 0 || s.is(i, "faults") || s.is(i-2, "there") || s.negated(i, 5) || s.mentioned(i) {
		return span{}, false
	}
	switch {
	case s.is(i-1, "whose"):
	case s.has(i-1, possessive):
		if s.is(i-1, "its") || s.is(i-2, "it", "that") && s.has(i-3, be) {
			return span{}, false
		}
	case s.is(i-1, "'s") && s.kindOf(i-2) == machine:
		return span{}, false
	case s.is(i-1, "'s"), s.is(i-1, "own") && s.has(i-2, possessive):
	case s.is(i-1, "at"):
		if _, k := s.agent(i - 1); k != human || s.is(i-2, "'s") {
			return span{}, false
		}
	default:
		return span{}, false
	}
	if s.is(i-1, "own", "'s") || s.has(i-2, determiner) && s.is(i-1, "'s") {
		return phrase(i-2, i), true
	}
	return span{first: i - 1, last: i, person: i - 1, verb: -1}, true
}

// toBlame: "ops is to blame", "who is responsible for this outage".
func toBlame(s *sentence, i int) (span, bool) {
	switch {
	case s.is(i, "blame") && s.is(i-1, "i", "we") && s.has(i+1, determiner, personPronoun) || s.seq(i-1, "i", "blame", "myself"):
		n := s.near(i+1, i+4, personNoun, personPronoun)
		if s.is(i+1, "myself", "ourselves") {
			n = i + 1
		}
		return phrase(i, n), n > i && !s.is(n, "you", "it") && !s.supposing(i)
	case s.is(i, "blame") && s.is(i-1, "to") && s.is(i-2, "ourselves", "myself", "themselves", "himself", "herself"):
		return phrase(i-2, i), !s.negated(i-2, 4)
	case s.is(i, "blame") && s.is(i+1, "lies", "lay", "rests"):
		return phrase(i, i+1), s.is(i+2, "with", "on") && !s.negated(i, 4) && s.near(i+3, i+6, personNoun, pronoun) >= 0
	case s.is(i, "blame") && s.is(i-1, "to") && s.near(i-6, i-2, modal) < 0 && !s.negated(i-1, 4):
		b := i - 2
		for s.has(b, adverb) && !s.has(b, be) {
			b--
		}
		who, k := s.agent(b)
		return phrase(b, i), s.has(b, be) && k != machine && k != thing && !s.is(b-1, "that", "which") && !s.has(who, pronoun) || s.has(b, be) && k == human
	case s.is(i, "responsible", "culpable") && s.has(i-1, be) && s.is(i-2, "who") && s.is(i+1, "for"):
		return phrase(i-2, i), s.near(i+2, i+4, eventNoun) >= 0 || s.is(i+3, "mess")
	case s.is(i, "guilty"):
		return phrase(i, i+1), s.is(i+1, "of") && s.nearWord(i-4, i-1, "i", "we") >= 0 && s.near(i-3, i-1, be) >= 0 && !s.supposing(i) && !s.negated(i, 3)
	case s.is(i, "responsibility") && s.is(i-1, "full") && s.is(i-2, "take", "took") && s.is(i-3, "i"):
		return span{first: i - 2, last: i, person: i - 3, verb: -1}, true
	case s.is(i, "responsibility") && s.is(i+1, "for") && (s.has(i+2, negation) || s.is(i+2, "failing", "neglecting")):
		who, k := s.agent(i - 1)
		return span{first: i, last: i + 2, person: who, verb: -1}, k == human
	}
	return span{}, false
}

// failedTo: people failed to check; companies that failed to deliver
// apologise, and machines fail all day long.
func failedTo(s *sentence, i int) (span, bool) {
	if !s.is(i, "failed") || !s.is(i+1, "to") || s.negated(i, 3) || s.supposing(i) {
		return span{}, false
	}
	if s.has(i+2, serveVerb, tellVerb) && !s.is(i+2, "ask", "share") {
		return span{}, false
	}
	who, k := s.agent(i)
	if s.is(who-1, "of") && s.has(who, pronoun) {
		return span{}, false // "most of them"
	}
	if who < 0 && s.has(i-1, conjunction) {
		if who = s.sharedSubject(i - 1); who >= 0 {
			k = s.kindOf(who)
		}
	}
	if k != human && !(s.somebody(who, k) && s.has(i+2, dutyVerb)) || s.is(who, "they", "you", "one") && !s.has(i+2, dutyVerb) {
		return span{}, false
	}
	return span{first: i, last: i + 2, person: who, verb: i + 2}, true
}

func failureTo(s *sentence, i int) (span, bool) {
	if s.is(i+1, "to") && s.has(i+2, dutyVerb) && !s.mentioned(i) && !s.is(i+2, "respond", "update", "read", "validate", "upgrade", "migrate") {
		return phrase(i, i+2), true
	}
	return phrase(i, i+3), s.seq(i+1, "of", "duty")
}

// didNot: a duty left undone by people. What they did not know, notice or
// see is a state of knowledge, not a duty.
func didNot(s *sentence, i int) (span, bool) {
	if s.is(i, "ask", "update") || s.is(i, "check") && s.is(i+1, "in", "out") || s.is(i, "act") && !s.is(i+1, "on", "upon") || s.is(i, "double") && !s.is(i+1, "check") {
		return span{}, false
	}
	if s.is(i, "think") && !s.is(i+1, "to", "through") && (!s.is(i+1, "about", "of") || s.is(i-1, "even") || s.is(i+2, "before", "until") || s.has(i+2, thingPronoun) || s.breaksAt(i+2)) || s.is(i-1, "quite", "really") || s.is(i, "consider") && s.has(i+1, pronoun) || s.is(i, "look") && s.nearWord(i+1, i+2, "at") < 0 {
		return span{}, false
	}
	j := i - 1
	for s.has(j, adverb) && !s.has(j, negation) {
		j--
	}
	if !s.has(j, negation) || !s.is(j-1, "did") {
		return span{}, false
	}
	if s.breaksAt(j - 2) {
		// a note without its subject: "Did not validate the order"
		return phrase(j-1, i), j == 1 && !s.is(i, "respond", "answer", "look", "think", "act", "read", "share", "plan", "discuss", "replace", "give") && !s.question()
	}
	who, k := s.agent(i)
	if k != human && !(s.somebody(who, k) && !s.is(i, "respond", "answer", "react", "update", "listen", "act", "read", "acknowledge")) {
		return span{}, false
	}
	if s.is(who, "who") && s.is(who-1, "those", "people", "anyone", "anybody", "everyone") {
		return span{}, false
	}
	if s.is(who, "you") || s.near(0, i, ifWord) >= 0 || s.is(i+1, "about") && !s.is(i, "think") || s.is(j+1, "fully") || s.nearWord(i+1, i+4, "yet", "every") >= 0 {
		return span{}, false
	}
	return span{first: j - 1, last: i, person: who, verb: i}, !s.smallDuty(i, who)
}

// ofListening: no step is left out by not listening.
func ofListening(s *sentence, found span) bool { return s.is(found.last, "listen", "heed", "consider") }

// smallDuty reports whether the verb at i tells of no duty unless it says what
// of the work it was about: "I didn't read that book", "we didn't plan this".
func (s *sentence) smallDuty(i, who int) bool {
	about := s.near(i+1, i+6, machineNoun, taskNoun, ruleNoun, personNoun) >= 0
	switch {
	case s.near(i+1, len(s.toks)-1, showNoun) >= 0 || s.is(i+1, "you") || s.is(i, "tell", "told") && s.is(i+1, "it"):
		return true
	case s.is(i, "share", "shared"):
		return s.near(i+1, i+8, personNoun, clientNoun) < 0 && s.nearWord(i+1, i+6, "information", "details", "findings", "status", "news", "knowledge") < 0
	case s.is(i, "discuss", "specify", "plan", "prepare", "anticipate", "announce", "question", "discussed", "planned",
		"prepared", "announced"):
		return !about && s.has(who, pronoun)
	case s.is(i, "written"):
		return true
	case s.is(i, "managed", "completed", "executed", "implemented", "finished", "automated", "designed", "examined", "inspected"):
		return s.is(who, "i") || !about
	case s.is(i, "give"):
		return s.nearWord(i+1, i+6, "notice", "warning", "heads", "information") < 0
	case s.is(i, "read", "look", "think", "tell", "answer", "respond", "follow", "listen", "consider", "looked", "thought", "told", "asked",
		"answered", "raised", "followed", "considered", "bothered"):
		return !about && (s.is(who, "i", "nobody", "one") || s.has(who, pronoun) && s.is(i, "considered", "followed", "looked"))
	}
	return false
}

// nobodyDid: nobody checked, no one bothered to tell, we never tested.
func nobodyDid(s *sentence, i int) (span, bool) {
	v := s.skip(i+1, adverb, checkVerb, had)
	v += boolInt(s.is(v, "re"))
	if s.has(v+1, personPronoun) && s.is(v, "prepared", "trained", "considered") {
		return span{}, false // "nobody prepared me for that"
	}
	done := s.has(v, workVerb) && s.has(v, edForm) || s.duty(v) && !s.is(v, "responded", "answered", "acted", "acknowledged", "reacted") || s.has(v, doneVerb, upkeepVerb) && s.past(v) || s.is(v, "thought") && s.is(v+1, "to") || s.is(v, "acted", "followed", "picked") && s.is(v+1, "on", "up")
	switch {
	case !done || s.near(0, i, ifWord) >= 0 || s.question() || s.nearWord(v+1, v+4, "yet") >= 0:
	case s.is(i, "nobody"):
		return phrase(i, v), !s.smallDuty(v, i) || s.is(v, "bothered", "thought")
	case s.is(i, "one") && s.is(i-1, "no"):
		return phrase(i-1, v), !s.smallDuty(v, i) || s.is(v, "bothered", "thought")
	case s.is(i, "never") && !s.has(i-1, have, had, be, modal, negation):
		who, k := s.agent(i)
		return span{first: i, last: v, person: who, verb: v}, s.somebody(who, k) && !s.is(who, "you") && !s.smallDuty(v, who) && (!s.is(who, "they") || s.is(v, "bothered", "told", "asked")) && !(s.is(v, "asked") && s.is(v+1, "for"))
	}
	return span{}, false
}

// duty reports whether token i is the past of a verb for what one owes.
func (s *sentence) duty(i int) bool {
	if !s.has(i, edForm) {
		return false
	}
	w := s.textOf(i, i)
	if base, ok := strings.CutSuffix(w, "ied"); ok {
		return s.tongue.tagsOf(base + "y").has(dutyVerb)
	}
	return s.tongue.tagsOf(w[:len(w)-2]).has(dutyVerb) || s.tongue.tagsOf(w[:len(w)-1]).has(dutyVerb)
}

// noAttention: was not paying attention, did not pay attention, without
// being thorough.
func noAttention(s *sentence, i int) (span, bool) {
	if !s.is(i-1, "without") && s.is(i, "thinking", "watching", "looking", "monitoring", "checking", "verifying", "planning", "concentrating") && s.has(s.backOver(i-1, adverb), negation, wasWere) {
		return s.notWatching(i)
	}
	if s.has(i, ingForm) {
		if n := s.backOver(i-1, checkVerb); n == 0 && s.is(n, "not") && s.has(i+1, determiner) {
			return phrase(n, i), true // a note: "Not checking the plan"
		}
		if s.is(i+1, "you") || s.is(i, "paying") && !s.is(i+1, "attention") {
			return span{}, false
		}
		ok := s.is(i-1, "without") && s.near(0, i, edForm, pastForm) >= 0 && s.near(0, i, personPronoun, personNoun) >= 0 && s.near(0, i-1, modal) < 0
		return phrase(i-1, i), ok
	}
	if s.is(i, "familiar", "experienced") {
		who, k := s.agent(i - 1)
		return span{first: s.negative(s.near(i-3, i, negation)), last: i + 1, person: who, verb: -1}, s.is(i+1, "enough") && s.near(i-3, i-1, negation) >= 0 && s.near(i-4, i-1, wasWere) >= 0 && (k == human || s.named(who))
	}
	if s.is(i, "thorough", "careful") && s.is(i-1, "being") && s.is(i-2, "not", "without") {
		return phrase(i-2, i), true
	}
	if s.is(i, "attention") && s.is(i-1, "pay", "paying") && s.has(i-2, negation) && (s.is(i-3, "did") || s.has(i-3, wasWere)) ||
		s.is(i, "careful", "thorough") && s.near(i-3, i-1, negation) >= 0 && s.near(i-4, i-1, wasWere) >= 0 {
		who, k := s.agent(i - 1)
		return span{first: s.negative(s.near(i-3, i, negation)), last: i, person: who, verb: -1}, (s.somebody(who, k) || k == nobodyKnown && who < 0) && !s.is(who, "you") && !s.supposing(i)
	}
	return span{}, false
}

// notWatching: "I wasn't thinking", "no one was watching the queue".
func (s *sentence) notWatching(i int) (span, bool) {
	w := s.near(i-4, i-1, wasWere)
	if w < 0 {
		return span{}, false
	}
	if s.is(i, "looking") && s.near(i+1, i+5, machineNoun, taskNoun, wholeThing) < 0 || s.is(i, "thinking") && s.is(w-1, "nobody", "one") {
		return span{}, false
	}
	if s.is(w-1, "nobody") || s.is(w-1, "one") && s.is(w-2, "no") {
		return phrase(w-1-boolInt(s.is(w-1, "one")), i), true
	}
	who, k := s.agent(w)
	if who < 0 && s.has(w-1, conjunction) {
		if who = s.sharedSubject(w - 1); who >= 0 && (s.named(who) || s.kindOf(who) == human) {
			k = human
		}
	}
	idle := s.is(i+1, "about", "of", "that", "for", "into", "to", "on") || s.is(who, "you")
	return span{first: w, last: i, person: who, verb: -1}, s.somebody(who, k) && s.near(w, i, negation) >= 0 && !idle
}

// gotWrong: "I read the graph wrong", "we got the order wrong".
func gotWrong(s *sentence, i int) (span, bool) {
	v := s.near(i-5, i-1, wrongVerb)
	if v < 0 || !s.breaksAt(i+1) && !s.has(i+1, conjunction) || s.question() || s.has(i-1, adverb, be) {
		return span{}, false
	}
	who, k := s.agent(v)
	if !s.somebody(who, k) || s.is(who, "you") || s.near(0, v, modal, ifWord) >= 0 || s.negated(v, 3) {
		return span{}, false
	}
	return span{first: v, last: i, person: who, verb: -1}, true
}

// skippedStep: people who skipped the checklist, bypassed the policy.
func skippedStep(s *sentence, i int) (span, bool) {
	n := s.near(i+1, i+4, ruleNoun, approvalNoun)
	if n < 0 && s.is(i, "skipped") {
		n = s.nearWord(i+1, i+4, "step", "steps", "canary", "staging", "test", "tests", "check", "checks", "rehearsal", "backup", "verification", "validation", "qa")
	}
	who, k := s.agent(i)
	return span{first: i, last: n, person: who, verb: i}, n > 0 && s.somebody(who, k) && !s.is(who, "you") && s.near(0, i, modal, ifWord) < 0 && !s.negated(i, 2)
}

// lackOfSkill: lack of understanding, of experience, of care.
func lackOfSkill(s *sentence, i int) (span, bool) {
	if s.is(i, "lacked") && s.near(i+1, i+3, skillNoun) >= 0 {
		who, k := s.agent(i)
		return span{first: i, last: s.near(i+1, i+3, skillNoun), person: who, verb: -1}, s.somebody(who, k)
	}
	if s.is(i, "missing") && s.has(i+1, skillNoun) {
		return phrase(i, i+1), !s.has(i-1, be) && !s.mentioned(i)
	}
	if s.has(i, shortAdjective) {
		n := s.near(i+1, i+3, skillNoun)
		return phrase(i, n), (n == i+1 || !s.is(n, "experience")) && s.is(i, "inadequate", "insufficient", "poor", "limited") && s.is(n, "understanding", "knowledge", "experience", "expertise", "familiarity") && !s.mentioned(i)
	}
	if !s.is(i+1, "of") || s.mentioned(i) {
		return span{}, false
	}
	for j := i + 2; j <= i+8 && (s.plain(j) || s.toks[min(j, len(s.toks)-1)].kind == breaks || s.is(j, "and")); j++ {
		if s.has(j, skillNoun) && !s.is(j, "awareness", "training", "knowledge", "attention") || s.has(j, skillNoun) && j == i+2 && !s.is(j, "awareness") {
			return phrase(i, j), true
		}
	}
	return span{}, false
}

// flawed: was careless, the sloppy engineer, they got lazy.
func flawed(s *sentence, i int) (span, bool) {
	if s.mentioned(i) || s.near(0, i, modal, ifWord, assumeVerb) >= 0 || s.is(i-1, "being") && !s.has(i-2, wasWere) {
		return span{}, false
	}
	if s.has(i+1, workNoun) || s.is(i+1, "work", "mistake", "error", "job", "thinking", "handling", "coding", "typing") {
		return phrase(i, i+1), (s.breaksAt(i-1) || s.near(0, i, wasWere, possessive) >= 0) && s.near(i, len(s.toks)-1, be) < 0
	}
	who, k := s.agent(i - boolInt(s.is(i-1, "got", "being")))
	if s.has(i+1, personNoun) {
		return span{first: i, last: i, person: -1, verb: -1}, s.has(i-1, determiner) && !s.is(i-1, "all") && s.near(0, len(s.toks)-1, wasWere, pastForm, edForm) >= 0
	}
	if (s.near(i-3, i-1, wasWere) >= 0 || s.is(i-1, "got", "being")) && (k == human || s.named(who)) {
		return span{first: i, last: i, person: who, verb: -1}, true
	}
	b := s.backOver(i-1, adverb)
	return phrase(i, i), s.is(b, "was") && s.is(b-1, "that", "it", "this") && (s.is(i+1, "of", "to") || s.breaksAt(i+1) && s.is(b-1, "that"))
}

// moreCare: we could have been more careful, they should have treated it with
// more caution.
func moreCare(s *sentence, i int) (span, bool) {
	more := s.nearWord(i-2, i-1, "more", "extra", "greater")
	m := s.near(i-9, i-1, shouldWord, couldWord)
	if more < 0 || m < 0 || !s.is(s.skip(m+1, adverb, negation), "have", "'ve", "a") {
		return span{}, false
	}
	who, k := s.agent(m)
	return span{first: more, last: i, person: who, verb: -1}, k == human && !s.is(who, "you") && (s.is(s.backOver(more-1, adverb), "been") || s.is(more-1, "with", "taken", "used", "exercised"))
}

// fool: that was dumb of me, I was an idiot, a stupid mistake.
func fool(s *sentence, i int) (span, bool) {
	if s.mentioned(i) || s.is(i, "silly") && !s.is(i+1, "mistake", "of") || s.is(i+1, "luck", "question") {
		return span{}, false
	}
	if s.nearWord(i-6, i-1, "like") >= 0 && s.near(0, i, modal) >= 0 {
		return span{}, false // what one would say
	}
	if s.is(i+1, "of") && s.is(i+2, "me", "us", "him", "her", "them") {
		return phrase(i, i+2), true
	}
	if s.is(i, "stupid", "dumb") && s.is(i+1, "for") && s.is(i-1, "feel", "felt") {
		return phrase(i-1, i), s.is(i-2, "i", "we") && s.has(i+2, ingForm, negation)
	}
	if s.is(i+1, "mistake") || s.is(i+1, "thing") && s.nearWord(i+2, i+4, "did") >= 0 {
		return phrase(i, i+1), true
	}
	if s.is(i, "fool") && s.is(i+1, "around", "with", "me", "us") {
		return span{}, false
	}
	if s.is(i, "fool", "moron", "idiot", "idiots", "stupid", "dumb") && s.near(i-3, i-1, wasWere) >= 0 {
		w := s.near(i-3, i-1, wasWere)
		who, k := s.agent(w)
		return span{first: i, last: i, person: who, verb: -1}, k == human
	}
	return span{}, false
}

func myBad(s *sentence, i int) (span, bool) {
	return span{first: i - 1, last: i, person: i - 1, verb: -1}, s.is(i, "bad") && s.is(i-1, "my") && (s.breaksAt(i+1) || s.has(i+1, conjunction, pronoun, adverb, personNoun))
}

func fatFingered(s *sentence, i int) (span, bool) {
	return phrase(i-1, i), s.is(i, "fingered") && s.is(i-1, "fat") && !s.mentioned(i-1)
}

// wronglyAssumed: people incorrectly assumed.
func wronglyAssumed(s *sentence, i int) (span, bool) {
	v := i + 1
	if s.breaksAt(i-1) && s.breaksAt(i+1) && s.has(i-2, assumeVerb) {
		who, k := s.agent(i - 2) // "we assumed, wrongly, that"
		return span{first: i - 2, last: i, person: who, verb: -1}, s.somebody(who, k) && !s.is(who, "you", "people")
	}
	if !s.has(v, assumeVerb) && !(s.past(v) && !s.has(v, be) && s.is(i, "incorrectly", "wrongly")) {
		if v = i - 1; !s.has(v, assumeVerb) {
			return span{}, false
		}
	}
	if s.has(v, ingForm) && s.breaksAt(i-1) && i > 0 {
		return phrase(i, v), s.near(0, i, pastForm, edForm, wasWere) >= 0 && s.near(0, i, modal) < 0
	}
	if b := s.backOver(min(v, i)-1, adverb); s.has(b, wasWere) {
		return phrase(b, max(v, i)), s.has(v, assumeVerb) && s.machineBy(i) < 0 && !s.is(v, "believed", "thought", "supposed", "calculated") && !s.supposing(i)
	}
	who, k := s.agent(min(v, i))
	return span{first: min(v, i), last: max(v, i), person: who, verb: -1}, s.somebody(who, k) && !s.is(who, "you", "people")
}

// onMe: that's on me, this one is on us.
func onMe(s *sentence, i int) (span, bool) {
	if !s.is(i+1, "me", "us", "them", "him", "her") || !s.breaksAt(i+2) && !s.has(i+2, conjunction) {
		return span{}, false
	}
	b := s.backOver(i-1, adverb)
	if !s.has(b, be) || !s.is(b-1, "that", "this", "one", "it") || s.negated(i, 2) || s.is(i-1, "more") {
		return span{}, false
	}
	return span{first: i, last: i + 1, person: i + 1, verb: -1}, true
}

// knownBetter: should have known better.
func knownBetter(s *sentence, i int) (span, bool) {
	return phrase(i, i+1), s.is(i, "known") && s.is(i+1, "better") && s.near(i-4, i-1, shouldWord) >= 0
}

// theirDecision: a bad choice with a named holder judges the holder too.
func theirDecision(s *sentence, i int) (span, bool) {
	b := i - 1
	if s.has(b, badAdjective) && s.ownPart(i) {
		return phrase(b, i+3), !s.mentioned(b)
	}
	if !s.has(b, badAdjective) || !s.has(b-1, possessive) || s.mentioned(b) || s.near(0, i, modal) >= 0 {
		return span{}, false
	}
	return phrase(b-1, i), !s.is(b-1, "its")
}

// hadNot: we had not tested the rollback.
func hadNot(s *sentence, i int) (span, bool) {
	j := i - 1
	for s.has(j, adverb) && !s.has(j, negation) {
		j--
	}
	if !s.has(j, negation) || !s.is(j-1, "had") || s.near(0, i, ifWord, conditional) >= 0 {
		return span{}, false
	}
	if s.is(i, "thought") && s.is(i+1, "about", "of") || s.is(i, "planned", "prepared") && s.is(i+1, "on", "to", "for") {
		return span{}, false
	}
	who, k := s.agent(j)
	return span{first: j - 1, last: i, person: who, verb: i}, s.somebody(who, k) && !s.is(who, "you") && !s.smallDuty(i, who)
}
