package language

// Lapses of memory and attention: forgot, overlooked, missed, botched. In
// talk most of them are small talk, about names, jokes and calls one missed;
// what a person says of himself counts only where it is about the work.

// forgot: what slipped out of mind or past the eye.
func forgot(s *sentence, i int) (span, bool) {
	if s.has(i, setAside, misjudgedVerb) {
		return span{}, false
	}
	return slipped(s, i)
}

// ignored: what was put aside, which somebody decided.
func ignored(s *sentence, i int) (span, bool) {
	if !s.has(i, setAside) || s.onPurpose(i) || s.has(i+1, thingPronoun) && s.is(i+2, "because", "as", "since") {
		return span{}, false
	}
	return slipped(s, i)
}

// onPurpose reports whether the speakers meant what the verb at i tells.
func (s *sentence) onPurpose(i int) bool {
	who, _ := s.agent(i)
	p := s.nearWord(i+1, s.clauseEnd(i), "purpose")
	return s.is(who, "i", "we") && (s.is(p-1, "on") || s.nearWord(s.clauseStart(i), s.clauseEnd(i), "deliberately", "intentionally", "consciously") >= 0)
}

// misjudged: what was taken for something else.
func misjudged(s *sentence, i int) (span, bool) {
	if !s.has(i, misjudgedVerb) {
		return span{}, false
	}
	return slipped(s, i)
}

// slipped: forgot, overlooked, neglected, ignored, misjudged.
func slipped(s *sentence, i int) (span, bool) {
	if s.supposing(i) || s.smallSlip(i) || s.is(i-1, "who") && s.near(i, len(s.toks)-1, wouldWord) >= 0 || s.question() && !s.is(i, "forget") {
		return span{}, false
	}
	who, ok := s.notMachine(i)
	passive := s.has(i-1, wasWere) || s.has(i-1, adverb) && s.has(i-2, wasWere)
	switch {
	case s.is(i, "forget"):
		return s.didForget(i)
	case passive && s.doneBy(i, i) >= 0:
		return span{first: i - 1, last: i, person: s.doneBy(i, i), verb: -1}, !s.negated(i, 3)
	case s.is(i, "forgot", "forgotten"):
		if s.idleForgetting(i) && !(passive && s.breaksAt(i+1)) {
			return span{}, false
		}
	case passive && s.is(i, "ignored", "disregarded") && s.heeded(i) && s.nearWord(i+1, i+6, "by") < 0:
		return span{first: i - 1, last: i, person: -1, verb: -1}, !s.negated(i, 3) && s.near(s.clauseStart(i), i, modal) < 0
	case s.has(i, ownSlip) && (passive || !s.clearlyHuman(who)):
		return span{}, false
	case passive:
		return span{first: i - 1, last: i, person: -1, verb: -1}, !s.negated(i, 3) && s.near(s.clauseStart(i), i, modal) < 0 && !s.is(i-1, "been") && !s.is(i-2, "been")
	case s.has(s.backOver(i-1, adverb), preposition, determiner):
		return span{}, false // "an often overlooked step"
	case who < 0 && i > 0 && !s.carriedOn(s.backOver(i-1, adverb)+1, who) && !s.is(i+1, "to"):
		return span{}, false // "a tricky thing, and underestimated"
	}
	guess := s.is(i-1, "have", "'ve") && s.is(i-2, "must")
	if !ok && !passive || s.negated(i, 3) || s.near(max(0, i-3), i, modal) >= 0 && !guess || s.has(s.backOver(i-1, adverb), be) && !passive {
		return span{}, false
	}
	return span{first: i, last: i, person: who, verb: i}, true
}

// smallSlip: how things go ("often overlooked"), what one did not follow in
// a talk ("I misunderstood that"), what may be ("maybe we overlooked").
func (s *sentence) smallSlip(i int) bool {
	before := s.backOver(i-1, adverb)
	if s.near(before+1, i-1, generalAdverb) >= 0 || s.is(i-1, "long") || s.is(before, "get", "gets", "getting", "got") {
		return true
	}
	if s.is(i, "ignored", "forgot", "forgotten") {
		return s.nearWord(i+1, i+3, "name", "names", "term", "title", "word", "words") >= 0 || s.is(i, "ignored") && s.is(before, "i", "we") && s.near(i+1, i+5, taskNoun, machineNoun) < 0
	}
	if s.nearWord(0, i, "maybe", "perhaps", "might") >= 0 || s.has(s.nearWord(0, i, "may"), modal) {
		return true
	}
	if s.is(i, "misunderstood", "misinterpreted") {
		return s.has(before, be) || s.is(before, "people", "you") || s.nearWord(i+1, i+3, "question", "you", "point") >= 0
	}
	return s.is(before, "you")
}

func (s *sentence) clearlyHuman(i int) bool {
	return i >= 0 && s.somebody(i, s.kindOf(i))
}

// idleForgetting: "I forgot to mention", "I forgot the name", "people
// forget": not a step left out at work.
func (s *sentence) idleForgetting(i int) bool {
	who, k := s.agent(i)
	switch {
	case s.somebody(who, k) && !s.is(who, "you") && s.saysOnly(i):
		return false
	case s.is(who, "you", "people", "everyone", "everybody") || s.near(0, len(s.toks)-1, showNoun) >= 0:
		return true
	case s.is(i+1, "to"):
		return s.has(i+2, tellVerb) || s.is(i+3, "you")
	case s.has(i+1, pronoun) && s.has(s.skip(i+2, adverb), have, had, be):
		return true
	case s.is(i+1, "about"):
		return s.near(i+2, i+5, machineNoun, clientNoun, taskNoun) < 0 && !s.is(i-1, "clearly", "totally", "completely", "entirely")
	case s.is(i+1, "that"):
		// what one no longer knew of how things are is small talk
		if s.has(i-1, have, adverb) && !s.has(who, personPronoun) {
			return true
		}
		return !s.is(who, "we", "they", "he", "she") && s.near(i+2, len(s.toks)-1, pastForm, wasWere) < 0 || s.near(i+2, len(s.toks)-1, machineNoun, clientNoun, taskNoun) < 0
	case s.breaksAt(i+1) && s.is(s.skip(i+2, adverb)+1, "to") && s.breaksAt(s.skip(i+2, adverb)):
		return false // "I forgot, once again, to …"
	case s.breaksAt(i+1) && s.is(i+2, "because", "as", "since") && s.has(i-1, adverb):
		return false
	case s.breaksAt(i + 1):
		return s.has(i-1, pronoun, have, adverb) && !s.has(i-1, wasWere)
	}
	return !s.has(s.backOver(i-1, adverb), wasWere) && (s.is(i+1, "exactly", "how", "what", "who", "which", "where") || s.near(i+1, i+5, machineNoun, taskNoun) < 0)
}

// saysOnly reports whether the sentence says no more than that somebody did what
// the verb at i tells: "he just forgot it", "we all forgot".
func (s *sentence) saysOnly(i int) bool {
	for j := range i {
		if !s.has(j, pronoun, adverb, personNoun, have, determiner) && !s.named(j) && !s.is(j, "sorry", "oh", "yeah", "honestly") && !s.breaksAt(j) {
			return false
		}
	}
	end := i + 1 + boolInt(s.is(i+1, "it", "this"))
	end += 2 * boolInt(s.is(end+1, "sorry"))
	return end >= len(s.toks) || end == len(s.toks)-1 && s.breaksAt(end)
}

func (s *sentence) didForget(i int) (span, bool) {
	d := s.nearWord(i-5, i-1, "did")
	if d < 0 || !s.is(i+1, "to", "that", "the") || s.has(i+2, tellVerb) || s.near(d, i, negation) >= 0 {
		return span{}, false
	}
	return span{first: i, last: i, person: i - 1, verb: i}, true
}

// botched: messed up, screwed up, blew it.
func botched(s *sentence, i int) (span, bool) {
	if s.is(i, "screw", "slip", "mess", "cock", "fuck", "foul") {
		return phrase(i-1, i+1), s.has(i-1, possessive) && s.is(i+1, "up") && !s.is(i-1, "its") && !s.mentioned(i)
	}
	at := s.nearWord(i+1, i+3, "up")
	if s.is(i, "blew") && at > 0 {
		return span{}, false
	}
	up := at > 0 || s.is(i, "blew", "fucked") && s.is(i+1, "it") || s.is(i, "botched", "bungled", "goofed")
	who, k := s.agent(i)
	if s.is(who, "who") && s.is(who-1, "tell", "know", "see") {
		return span{}, false
	}
	if !up || k != human && !s.named(who) || s.near(i-9, i-1, wouldWord, couldWord, mightWord) >= 0 || s.negated(i, 3) || s.has(s.backOver(i-1, adverb), be) || s.supposing(i) || s.is(who, "you") && s.near(0, i, ifWord) >= 0 || s.has(i-1, modal) {
		return span{}, false
	}
	last := max(i+1, at)
	if at < 0 && s.is(i, "botched", "bungled", "goofed") {
		last = i
	}
	return span{first: i, last: last, person: who, verb: i}, true
}

func ballDropped(s *sentence, i int) (span, bool) {
	if !s.is(i, "ball") || !s.is(i-1, "the") || !s.is(i-2, "dropped", "drop") || s.negated(i-2, 3) {
		return span{}, false
	}
	who, _ := s.agent(i - 2)
	return span{first: i - 2, last: i, person: who, verb: -1}, true
}

// missed: a person missed a thing; "in case you missed it", "missed the
// call", "missed us" are not about work.
func missed(s *sentence, i int) (span, bool) {
	who, k := s.agent(i)
	if s.is(who, "you", "people") || s.is(who-1, "who") || s.negated(i, 3) || s.supposing(i) || s.question() || s.near(i-3, i-1, modal) >= 0 || s.near(i+1, i+4, showNoun) >= 0 {
		return span{}, false
	}
	if s.is(i+1, "you", "us", "him", "her", "them", "out", "each") || s.nearWord(0, i, "sorry", "maybe", "perhaps", "almost", "forgot", "otherwise") >= 0 {
		return span{}, false
	}
	if s.nearWord(i+2, i+4, "mark", "call", "beginning", "start", "train", "chance", "boat", "point", "opportunity", "window", "connection", "flight",
		"conference", "reference", "session", "bit", "party", "days", "question", "part", "ball", "pun") >= 0 {
		return span{}, false
	}
	if s.has(i-1, wasWere) || s.has(i-1, adverb) && s.has(i-2, wasWere) {
		by := s.doneBy(i, i)
		return span{first: i - 1, last: i, person: by, verb: -1, level: LookAgain}, by >= 0 || s.heeded(i) && !s.is(i+1, "because", "as") && s.nearWord(i+1, i+6, "by") < 0 || s.is(i+1, "in", "during", "when", "while") && !s.counted(i)
	}
	if k == human && s.has(who, pronoun) {
		return span{first: i, last: i, person: who, verb: i}, s.missedWork(i)
	}
	if who < 0 && s.is(i+1, "to") && s.breaksAt(i-1) {
		return phrase(i, min(i+2, s.clauseEnd(i))), true // a note without its subject
	}
	if who < 0 && s.carriedOn(s.backOver(i-1, adverb)+1, who) {
		return phrase(i, i), s.missedWork(i)
	}
	if s.has(i+1, adverb) && !s.is(i+1, "only", "both") || s.is(i+1, "last", "yesterday", "today", "altogether", "this") && !s.plain(i+2) {
		return span{}, false
	}
	person := k == human || s.somebody(who, k) || k == nobodyKnown && who == 0 && !s.named(who) && s.has(i+1, determiner)
	return span{first: i, last: i, person: who, verb: i}, person
}

// heeded reports whether the subject of the passive at i is something that only
// people can heed: a warning, a page, a step, a deployment that failed.
func (s *sentence) heeded(i int) bool {
	who, _ := s.agent(i)
	return s.has(who, heedNoun) || s.is(who, "it", "this") && s.machineBy(i) < 0 && !s.breaksAt(i+1) && s.is(i+1, "in", "during", "by") && s.near(i+2, i+4, workNoun) >= 0
}

// counted reports whether the subject of the verb at i is what machines miss by
// the dozen: packets, heartbeats.
func (s *sentence) counted(i int) bool {
	who, _ := s.agent(i)
	return s.is(who, "events", "scrapes", "heartbeats", "packets", "requests", "writes", "samples", "entries", "runs", "blocks", "slots", "attestations",
		"messages", "records", "rows", "points", "data", "frames", "updates", "jobs", "heartbeat", "block", "slot")
}

// missedWork reports whether what I or they missed at i is of the work: a
// warning, a step, or a thing that slipped past while they looked at it.
func (s *sentence) missedWork(i int) bool {
	if s.is(i+1, "to") {
		return true
	}
	if s.breaksAt(i+1) && s.has(i-2, taskNoun, machineNoun) || s.is(i-1, "initially", "originally", "simply", "somehow") {
		return true // "a warning we missed"
	}
	if s.is(i+1, "that") && (s.has(i+2, pronoun, determiner) || s.is(i+2, "there")) && !s.is(i-1, "i") {
		return true // "we missed that there was a patch"
	}
	if s.has(i+1, pronoun) && !s.plain(i+2) || s.breaksAt(i+1) {
		return s.is(i+1, "this", "it") && s.is(i-2, "but") && s.breaksAt(i+2) || s.is(i+2, "in", "during", "when", "while", "because", "completely", "entirely") && !s.breaksAt(i+3)
	}
	return s.near(i+1, i+6, machineNoun, taskNoun, ruleNoun) >= 0
}

// leavingOut: "…, omitting to validate the names": an aside about what people
// did.
func leavingOut(s *sentence, i int) (span, bool) {
	if who := s.person(i - 1); who && !s.is(i+1, "to") {
		return span{first: i, last: i, person: i - 1, verb: i}, s.near(0, len(s.toks)-1, edForm, pastForm) >= 0 && !s.supposing(i) && !s.flagged(Blame)
	}
	ok := s.is(i+1, "to") && !s.has(i+2, tellVerb) && s.near(0, i, edForm, pastForm) >= 0 && s.near(0, i, modal) < 0
	return phrase(i, i+2), ok && !s.supposing(i) && !s.flagged(Blame) && s.nearWord(0, i, "you", "people") < 0
}

// person reports whether token i is a person, a team or a name right before a
// verb that ends in ing: "Ariel misdiagnosing it", "the team not checking".
func (s *sentence) person(i int) bool {
	return s.has(i, personNoun) && !s.has(i, machineNoun) || s.named(i) || s.is(i, "me", "us", "him", "them", "my", "our", "their") && !s.breaksAt(i-1)
}

// notDoing: what happened is laid to "a team not setting up the keys".
func notDoing(s *sentence, i int) (span, bool) {
	n := s.near(i+1, i+9, negation)
	v := s.skip(n+1, adverb)
	if n < 0 || !s.has(v, ingForm) || s.is(v, "having", "being", "knowing", "wanting", "needing", "liking") || s.flagged(Blame) {
		return span{}, false
	}
	person := s.has(n-1, personNoun) || s.is(n-1, "me", "us", "him", "them")
	return span{first: n - 1, last: v, person: n - 1, verb: -1}, person && s.near(0, n, modal) < 0 && !s.supposing(n)
}
