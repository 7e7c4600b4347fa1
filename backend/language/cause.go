package language

// Single cause: wording that settles on one condition where several had to
// come together.

const (
	rootWord tag = endNormative + iota
	causeNoun
	causedVerb
	dueWord
	becauseWord
	reasonNoun
	soleAdjective // real, core, underlying, sole
	eventNoun     // incident, outage, this, it
	culpritWord
	problemNoun // the problem was a cable
	brokeVerb   // failed, broke, went down
	downWord
	resultWord
	boilWord
	endCause
)

func causeWords() []wordSet {
	return []wordSet{
		{rootWord, never, `root`},
		{rootWord, always, `rootcause root_cause root_caused root_causing the_root_of`},
		{causeNoun, always, `cause`},
		{causeNoun, quiet, `to_cause can_cause could_cause may_cause might_cause would_cause will_cause did_cause not_cause t_cause
			which_cause they_cause that_cause also_cause`},
		{causedVerb, never, `caused`},
		{causedVerb, always, `caused_by caused_because caused_the_outage caused_the_incident caused_an_outage caused_an_incident
			caused_this_outage caused_this_incident caused_the_crash caused_the_downtime caused_this_mess`},
		{dueWord, never, `due`},
		{dueWord, always, `was_due were_due is_due been_due likely_due mainly_due primarily_due largely_due simply_due just_due
			entirely_due actually_due all_due partly_due solely_due mostly_due probably_due ultimately_due purely_due also_due really_due basically_due`},
		{becauseWord, withEvent, `because`},
		{becauseWord, always, `was_because just_because only_because all_because simply_because purely_because solely_because
			entirely_because broke_because failed_because`},
		{cueOnly, eventForm, `down outage downtime incident offline`},
		{reasonNoun, never, `reason reasons`},
		{reasonNoun, always, `the_reason real_reason main_reason only_reason actual_reason sole_reason primary_reason
			underlying_reason true_reason single_reason core_reason key_reason ultimate_reason fundamental_reason`},
		{soleAdjective, always, `real_problem real_issue core_problem core_issue underlying_problem underlying_issue
			actual_problem actual_issue fundamental_problem fundamental_issue ultimate_problem ultimate_issue main_problem
			main_issue primary_problem primary_issue true_problem true_issue sole_problem sole_issue only_problem only_issue
			core_defect core_flaw core_bug core_fault underlying_defect underlying_flaw underlying_bug underlying_fault real_bug
			single_problem single_issue central_problem central_issue key_problem key_issue`},
		{soleAdjective, never, `real core underlying actual fundamental ultimate main primary true sole only single proximate central key`},
		{eventNoun, never, `problem incident outage issue issues failure disruption downtime crash event incidents interruption degradation
			delay slowdown breach loss problem blackout effect regression bug split stall halt hang slowness instability unavailability drop dip decline fork collapse`},
		{culpritWord, always, `culprit`},
		{problemNoun, never, `problem issue`},
		{problemNoun, always, `problem_was_a problem_was_an problem_was_our problem_was_my issue_was_a issue_was_an issue_was_our
			issue_was_my problem_ended issue_ended problem_turned issue_turned`},
		{brokeVerb, never, `failed broke crashed happened went fell stopped died occurred`},
		{resultWord, never, `result resulted`},
		{resultWord, never, `traced`},
		{resultWord, always, `result_of resulted_from traced_to traced_back`},
		{boilWord, never, `boils boiled came`},
		{boilWord, always, `boils_down boiled_down came_down`},
		{downWord, never, `down out offline broken unavailable`},
	}
}

const (
	sourceCause = "Allspaw, The Infinite Hows; Cook, How Complex Systems Fail: post-accident attribution to a root cause is wrong"

	reasonOne = "This settles on one cause where several things had to be true."
)

func causeRules() []rule {
	ask := []string{
		"What else had to be true?",
		"How did those things come together {at}?",
		"How did it come about, step by step?",
		"What made it possible just then?",
	}
	unknown := []string{
		"What is known so far?",
		"What else had to be true?",
		"How did it come about, step by step?",
	}
	named := []string{
		"Which conditions came together?",
		"How did it come about, step by step?",
	}
	mk := func(id string, level Level, on tag, find finder) rule {
		return rule{id, SingleCause, level, on, find, reasonOne, ask, sourceCause}
	}
	return []rule{
		mk("root-cause", Ask, rootWord, vary(rootCause,
			variant{"root-cause-document", Note, asDocument, named}, variant{"root-cause-unknown", LookAgain, notKnown, unknown})),
		mk("the-cause", LookAgain, causeNoun, vary(theCause, variant{"the-cause-unknown", LookAgain, notKnown, unknown})),
		mk("caused-by", LookAgain, causedVerb, causedBy),
		mk("due-to", LookAgain, dueWord, dueTo),
		mk("because", Note, becauseWord, onlyBecause),
		mk("the-reason", LookAgain, reasonNoun, theReason),
		mk("real-problem", LookAgain, soleAdjective, realProblem),
		mk("the-problem", Note, problemNoun, theProblem),
		mk("culprit", LookAgain, culpritWord, theCulprit),
		mk("result-of", LookAgain, resultWord, resultOf),
		mk("came-down-to", LookAgain, boilWord, cameDownTo),
	}
}

// asDocument: a root cause analysis is a paper, or work to be done.
func asDocument(s *sentence, found span) bool {
	return s.is(found.last+1, "analysis", "analyses", "report", "document", "section", "review", "template", "investigation", "summary")
}

// notKnown: still looking for the one cause.
func notKnown(s *sentence, found span) bool {
	if s.supposing(found.first) {
		return true
	}
	return s.nearWord(found.first-4, found.last+5, "unknown", "unclear", "investigating", "investigate", "investigation", "looking", "find", "identify",
		"determine", "understand", "know", "search", "confirm") >= 0
}

// rootCause: any singular root cause, unless the idea itself is turned down.
func rootCause(s *sentence, i int) (span, bool) {
	last := i
	if s.is(i+1, "of") && s.is(i-1, "the") {
		b := s.near(i+3, i+5, be)
		whole := s.seq(i+2, "it", "all") || s.is(i+2, "this", "it", "everything") || s.near(i+2, b-1, eventNoun) >= 0
		return phrase(i-1, b-1), b >= 0 && !s.participle(s.skip(b+1, adverb)) && whole && !s.pluralAhead(b+1) && !s.rejected(i, b-1)
	}
	if !s.is(i, "rootcause") {
		if last = i + 1; !s.is(last, "cause", "caused", "causing") {
			return span{}, false
		}
	}
	return phrase(i, last), !s.rejected(i, last)
}

// rejected reports whether the concept is denied or spoken about: "there is
// no root cause", "let's not say root cause", "the root cause fallacy".
func (s *sentence) rejected(i, last int) bool {
	if s.is(last+1, "fallacy", "myth", "thinking") {
		return true
	}
	for j := i - 1; j >= 0 && j >= i-5; j-- {
		switch {
		case s.is(j, "no", "never", "avoid", "stop", "myth", "fallacy", "word", "term", "phrase", "idea", "concept", "notion"):
			return true
		case s.is(j, "instead") && s.is(j+1, "of"), s.is(j, "rather") && s.is(j+1, "than"):
			return true
		case s.is(j, "without"), s.nearWord(j, i, "find", "found", "identify", "identified", "determine", "determined", "know", "known", "have") >= 0 && s.has(j, negation):
			return false
		case s.has(j, negation):
			return s.nearWord(j, i, "say", "call", "use", "talk", "look", "looking", "single", "one", "believe", "search", "a", "ask") >= 0
		}
	}
	return false
}

// theCause: the cause of the outage, cause: …, the cause was.
func theCause(s *sentence, i int) (span, bool) {
	if s.is(i-1, "root") || s.mentioned(i) && !s.is(i+1, "of") || s.nearWord(i-4, i-1, "narrow") >= 0 {
		return span{}, false
	}
	first := i
	for s.has(first-1, soleAdjective) || s.is(first-1, "likely", "probable", "direct", "immediate", "exact", "precise", "specific", "initial", "original", "possible") ||
		s.is(i+1, "of") && first == i && s.plain(first-1) && s.is(first-2, "the") {
		first--
	}
	if !s.is(first-1, "the", "its", "sole", "only") {
		if first < i && s.breaksAt(first-1) && s.is(i+1, "was", "is") {
			return phrase(first, i), true // "Probable cause was …"
		}
		if s.is(i+1, "of") && s.breaksAt(first-1) && !s.mentioned(i) {
			return phrase(first, i), true // "Cause of the outage"
		}
		colon := i+1 < len(s.toks) && s.text[s.toks[i+1].start] == ':'
		return phrase(first, i), colon && s.breaksAt(first-1)
	}
	if s.is(i+1, "of", "for") {
		return phrase(first-1, i), true
	}
	if s.breaksAt(i+1) && (s.is(first-2, "into", "about", "know", "knew", "find", "found", "identify", "identified", "determine", "determined", "understand", "investigate", "investigating") || s.is(first-2, "for") && s.is(first-3, "look", "looking", "looked", "search", "searching")) {
		return phrase(first-1, i), true // looking for it settles on one too
	}
	return phrase(first-1, i), s.is(i+1, "was", "is", "were", "turned", "has", "remains", "remained", "seems", "seemed", "appears") || first < i || s.breaksAt(i+1) && s.has(first-2, be)
}

// pluralAhead reports whether several causes are named after i.
func (s *sentence) pluralAhead(i int) bool {
	return s.near(i, i+3, pluralWord) >= 0 || s.is(i, "some") && s.nearWord(i+2, i+14, "some") > 0
}

// causedBy: the outage was caused by, this was caused because.
func causedBy(s *sentence, i int) (span, bool) {
	if !s.is(i+1, "by", "because") || s.pluralAhead(i+2) || s.negated(i, 3) {
		return span{}, false
	}
	b := s.backOver(i-1, adverb)
	if s.is(b, "incident", "outage", "downtime", "disruption", "interruption") && s.is(i+1, "by") && s.nearWord(b-3, b-1, "an", "the", "this", "our") >= 0 && s.near(i+3, i+4, eventNoun) < 0 {
		return phrase(b, i+1), true // "an outage caused by one flag"
	}
	if s.is(b, "been") {
		b--
	}
	if !s.is(b, "was", "were", "is", "been", "has", "have") || s.has(b-1, modal) || s.has(b-2, modal) {
		return span{}, false
	}
	who, ok := s.oneEvent(b)
	return span{first: b, last: i + 1, person: -1, verb: -1}, ok || s.is(who, "failure")
}

// oneEvent reports whether the subject before i is the event as a whole.
func (s *sentence) oneEvent(i int) (int, bool) {
	who, _ := s.agent(i)
	if who < 0 && s.is(i-1, "and", "but") {
		who = s.sharedSubject(i - 1)
	}
	if who < 0 || s.is(who-1, "any") || s.is(who-2, "any") || s.is(s.clauseStart(i), "some", "part", "much") {
		return who, false
	}
	if s.is(who, "it", "this", "that", "everything") {
		return who, true
	}
	if s.is(who, "one") && s.is(who-1, "that", "this") || s.is(i, "were") && !s.is(i-1, "that", "which") && s.is(who, "problems", "issues", "incidents", "outages") {
		return who, true
	}
	if s.is(who, "they") && s.is(i+1, "all") && s.is(i, "were") {
		return who, true
	}
	return who, s.has(who, eventNoun) && !s.is(who, "issues", "incidents", "loss")
}

// sharedSubject is the subject of the verb before the conjunction at i: "the
// outage began at noon and was due to …".
func (s *sentence) sharedSubject(i int) int {
	for j := i - 1; j > 0; j-- {
		if s.has(j, wasWere, pastForm, edForm) {
			who, _ := s.agent(j)
			return who
		}
	}
	return -1
}

// dueTo: the outage was due to.
func dueTo(s *sentence, i int) (span, bool) {
	if !s.is(i+1, "to") || s.pluralAhead(i+2) || s.negated(i, 3) {
		return span{}, false
	}
	b := i - 1
	for s.has(b, adverb) {
		b--
	}
	if !s.is(b, "was", "were", "is") {
		return span{}, false
	}
	who, ok := s.oneEvent(b)
	if s.is(b, "is") && s.is(who, "this", "that", "it") {
		return span{}, false
	}
	if next := i + 2; s.is(who, "this", "that", "it") && next < len(s.toks) && (s.toks[next].kind == opaque || s.is(next, "the") && next+1 < len(s.toks) && s.toks[next+1].kind == opaque) {
		return span{}, false
	}
	return span{first: b, last: i + 1, person: -1, verb: -1}, ok
}

// onlyBecause: it was just because of this, we were down because.
func onlyBecause(s *sentence, i int) (span, bool) {
	if s.mentioned(i) {
		return span{}, false
	}
	if s.wasDown(i) && !s.question() && s.near(i-9, i-1, wasWere, pastForm, edForm) >= 0 && s.near(i-7, i-1, modal) < 0 {
		return phrase(i, i), true
	}
	if s.has(i-1, brokeVerb) && s.is(i+1, "of") && s.is(i-2, "everything", "all") {
		return phrase(i-1, i), true
	}
	b := i - 1
	only := s.is(b, "just", "only", "all", "simply", "purely", "solely", "entirely")
	for s.has(b, adverb) {
		b--
	}
	if !s.is(b, "was") || !s.is(b-1, "it", "this", "that", "everything", "thing") {
		return span{}, false
	}
	if s.is(i+1, "of") && !only && !s.is(b-1, "thing", "everything") || s.breaksAt(i+1) {
		return span{}, false
	}
	return phrase(b, i), only || s.is(b-1, "thing", "everything") || s.has(b-2, conjunction) && s.is(i+1, "we", "they", "he", "she", "somebody", "someone")
}

// wasDown reports whether the clause before the because at i says that things
// were down, or that the outage was; what came after that ("was prolonged
// because") is not the outage.
func (s *sentence) wasDown(i int) bool {
	for j := i - 1; j >= i-7 && !s.breaksAt(j); j-- {
		switch {
		case s.is(j, "down", "offline"):
			return s.has(j-1, be, wasWere, adverb) || s.is(j-1, "us") || s.is(j-1, "went", "going", "goes")
		case s.is(j, "outage", "downtime", "incident"):
			return s.has(s.skip(j+1, adverb), wasWere, pastForm, edForm) || j == i-1 && s.near(j-3, j-1, had) >= 0
		case s.has(j, edForm, pastForm) && !s.has(j, brokeVerb, be):
			return false
		}
	}
	return false
}

// theReason: the reason it broke was.
func theReason(s *sentence, i int) (span, bool) {
	if !s.is(i-1, "the") && !s.has(i-1, soleAdjective) || s.mentioned(i) {
		return span{}, false
	}
	if s.nearWord(0, i, "going", "will") >= 0 {
		return span{}, false
	}
	v := s.near(i+1, i+6, brokeVerb)
	if e := s.nearWord(i+3, i+5, "delay", "outage", "incident", "failure", "downtime"); s.has(i-1, soleAdjective) && s.is(i+1, "for") && s.is(e+1, "was") {
		return phrase(i-1, e+1), true
	}
	if v < 0 {
		v = s.nearWord(i+2, i+6, "outage", "downtime", "incident", "failure")
	}
	if v < 0 || s.near(v+1, v+4, be) < 0 {
		return phrase(i-1, i+4), s.seq(i+1, "for", "the") && s.near(i+3, i+4, eventNoun) >= 0 && s.is(i+4, "was")
	}
	b := s.near(v+1, v+4, be)
	return phrase(i-1, b), !s.has(b+1, negation)
}

// realProblem: the real problem was, the core issue is.
func realProblem(s *sentence, adjective int) (span, bool) {
	i := adjective + 1
	if !s.is(i, "problem", "issue", "defect", "flaw", "bug", "fault") || s.is(adjective, "key", "main", "only", "single") && !s.is(s.skipWords(i+1, "back", "then", "there"), "was") {
		return span{}, false
	}
	if s.mentioned(i) || s.has(i-3, preposition) || s.is(i+2, "more", "less") || !s.is(i-2, "the", "our") || s.is(i+1, "was", "is") && s.breaksAt(i+2) {
		return span{}, false
	}
	if then := s.skipWords(i+1, "there", "here", "back", "then"); then > i+1 && s.is(then, "was", "is") {
		return phrase(i-2, i), true
	}
	if s.is(i+1, "was", "is") && s.participle(i+2) {
		return span{}, false // "until the underlying issue is fixed"
	}
	if s.is(i+2, "the") && s.is(i+3, "same") {
		return span{}, false
	}
	return phrase(i-2, i), s.is(i+1, "was", "is", "here", "stemmed", "lay", "came", "turned") || s.breaksAt(i+1) && i+1 < len(s.toks) && s.text[s.toks[i+1].start] == ':'
}

// theProblem: the problem was a bad cable; "the problem was that" tells more
// and settles less.
func theProblem(s *sentence, i int) (span, bool) {
	b := i + 1
	switch {
	case s.seq(b, "ended", "up", "being"):
		return phrase(i-1, b+2), s.is(i-1, "the")
	case s.seq(b, "turned", "out", "to", "be"):
		return phrase(i-1, b+3), s.is(i-1, "the") && !s.pluralAhead(b+4)
	}
	lot := s.is(b+2, "lot", "bit", "big", "real", "little", "known", "problem", "matter", "month", "week")
	return phrase(i-1, b), s.is(i-1, "the") && s.is(b, "was") && s.is(b+1, "a", "an", "our", "my") && !lot && !s.mentioned(i) && !s.has(i-2, preposition) && !s.pluralAhead(b+2)
}

func theCulprit(s *sentence, i int) (span, bool) {
	return phrase(i-1, i), s.is(i-1, "the") && !s.mentioned(i) && !s.plain(i+1)
}

// resultOf: the outage was the result of, this resulted from.
func resultOf(s *sentence, i int) (span, bool) {
	if s.pluralAhead(i+2) || s.negated(i, 4) {
		return span{}, false
	}
	b := i
	if s.is(i, "result") {
		b = s.nearWord(i-3, i-1, "was")
		if b < 0 || !s.is(i-1, "the", "a", "direct") || !s.is(i+1, "of") {
			return span{}, false
		}
	} else if s.is(i, "traced") {
		b = s.backOver(i-1, adverb, wasWere) + 1
		last := i + 1 + boolInt(s.is(i+1, "back"))
		_, ok := s.oneEvent(b)
		return phrase(b, last), ok && b < i && s.is(last, "to")
	} else if !s.is(i+1, "from") {
		return span{}, false
	}
	who, ok := s.oneEvent(b)
	return phrase(b, i+1), ok && (b < i || s.has(who, eventNoun))
}

// cameDownTo: it all came down to one flag.
func cameDownTo(s *sentence, i int) (span, bool) {
	return phrase(i, i+2), s.is(i+1, "down") && s.is(i+2, "to") && s.nearWord(i-2, i-1, "it", "all", "everything", "this", "thing", "outage", "incident") >= 0 && (!s.is(i, "boils") || s.near(0, i, eventNoun) >= 0)
}
