package language

// Normative wording judges human work or decisions against a standard or
// against the outcome. Quantities of machines ("insufficient memory", "poor
// performance") are no judgement; so the rules ask for a noun or a verb of
// human work.

const (
	shortAdjective tag = endBlame + iota // inadequate, insufficient, poor
	shortAdverb                          // properly, adequately
	poorlyAdverb                         // poorly, improperly
	workNoun                             // testing, review, handover
	workVerb                             // tested, reviewed, handed over
	unacceptableWord
	obviousAdverb
	hindsightWord
	lookingBack
	tooWord
	durationWord // long, late, quickly
	reactVerb    // to notice, to declare, to escalate
	reactNoun    // detection, response, diagnosis
	badAdjective
	decisionNoun
	rightWord
	ruleNoun // process, procedure, policy
	followVerb
	rushWord
	avoidableWord
	wasteWord
	verdictWord // what obviously and clearly lean on
	enoughWord
	recklessWord
	violateWord
	inTime
	boldWord   // aggressive, optimistic
	plainWord  // obvious
	neededWord // longer than necessary
	approvalNoun
	endNormative
)

func normativeWords() []wordSet {
	return []wordSet{
		{shortAdjective, always, `inadequate insufficient poor improper sloppy haphazard pathetic abysmal appalling lousy disappointing shoddy terrible awful horrible substandard subpar deficient weak lax unsatisfactory
			superficial lacking shallow proper adequate sufficient chaotic ineffective uncoordinated timely untimely`},
		{shortAdjective, never, `slow required necessary`},
		{shortAdjective, always, `without_the_required without_the_necessary without_required without_necessary`},
		{shortAdjective, always, `was_slow were_slow is_slow too_slow very_slow quite_slow so_slow slow_response slow_detection
			slow_reaction slow_communication slow_escalation slow_to`},
		{shortAdverb, always, `properly adequately sufficiently appropriately thoroughly`},
		{shortAdverb, never, `well`},
		{shortAdverb, always, `communicate_well communicated_well handled_well documented_well reviewed_well tested_well
			planned_well coordinate_well coordinated_well`},
		{poorlyAdverb, always, `poorly improperly inadequately insufficiently badly sloppily inappropriately`},
		{workNoun, never, `testing monitoring review reviews communication communications process processes documentation
			planning training staffing handover handovers handoff preparation validation coverage observability metrics
			procedure procedures remediation coordination judgement judgment management decision decisions choice choices
			practice practices alerting investigation diligence oversight supervision leadership collaboration response
			evaluation verification escalation analysis engineering ownership maintenance prioritisation prioritization
			onboarding control controls knowledge attention discipline care governance instructions runbooks`},
		{workVerb, never, `tested reviewed monitored communicated documented planned shared handed validated verified trained
			followed designed written managed investigated escalated coordinated evaluated visualized visualised revoked
			assessed checked considered prepared supervised maintained prioritised prioritized vetted audited staffed
			scoped thought executed discussed announced briefed informed explained understood inspected secured examined`},
		{unacceptableWord, always, `unacceptable inexcusable unacceptably`},
		{obviousAdverb, always, `obviously clearly plainly evidently`},
		{hindsightWord, always, `hindsight retrospect`},
		{lookingBack, never, `looking`},
		{lookingBack, always, `looking_back`},
		{tooWord, never, `too forever`},
		{tooWord, always, `took_forever us_forever them_forever me_forever`},
		{boldWord, never, `aggressive ambitious optimistic eager risky casual hasty bold`},
		{boldWord, always, `too_aggressive too_ambitious too_optimistic too_eager too_risky too_casual too_hasty too_bold`},
		{inTime, never, `time`},
		{inTime, always, `in_time`},
		{plainWord, never, `obvious`},
		{plainWord, always, `was_obvious were_obvious been_obvious so_obvious`},
		{neededWord, never, `necessary needed`},
		{neededWord, always, `than_necessary than_needed than_it_needed`},
		{approvalNoun, never, `approval approvals review reviews testing authorisation authorization sign signoff consent`},
		{tooWord, always, `too_long too_late too_slow too_slowly too_quickly too_fast too_early too_soon too_hasty too_hastily
			too_much_time too_many_minutes too_many_hours`},
		{durationWord, never, `long late slow slowly quickly fast early soon hasty hastily much many`},
		{reactVerb, never, `declare detect identify diagnose notice find escalate respond react communicate realise realize
			decide understand figure page alert tell inform acknowledge see spot discover recover restore fix resolve
			roll revert call join get bring work engage mitigate`},
		{reactNoun, never, `notification notifications announcement warning diagnosis detection response escalation recovery investigation communication reaction resolution
			triage rollback decision we us i they he she me them team engineers mitigation it this that`},
		{badAdjective, never, `bad wrong poor terrible questionable dumb stupid mistaken silly unwise horrible awful
			misguided`},
		{decisionNoun, never, `call idea`},
		{decisionNoun, always, `bad_call wrong_call poor_call terrible_call questionable_call judgment_call judgement_call
			bad_idea wrong_idea poor_idea terrible_idea horrible_idea awful_idea dumb_idea stupid_idea silly_idea`},
		{decisionNoun, always, `decision decisions choice choices conclusion assumption assumptions judgement judgment judgments`},
		{rightWord, never, `right`},
		{ruleNoun, never, `process processes procedure procedures policy policies protocol protocols runbook runbooks
			checklist checklists standard standards guideline guidelines practice practices rules sop playbook`},
		{followVerb, never, `follow following followed`},
		{followVerb, always, `you_follow we_follow they_follow you_always_follow we_always_follow not_follow t_follow never_follow without_following not_followed t_followed never_followed
			not_being_followed not_been_followed t_been_followed t_being_followed not_always_followed not_fully_follow
			not_fully_followed not_following t_following`},
		{followVerb, always, `bypassed bypass skipped circumvented adhere`},
		{rushWord, always, `rushed hasty hastily rush rushing`},
		{avoidableWord, always, `preventable avoidable`},
		{wasteWord, always, `wasted`},
		{verdictWord, never, `wrong erred failed broken mistake bad insufficient inadequate problem missing lacking
			negligent careless insane crazy unacceptable error overlooked ignored forgot unsafe dangerous risky`},
		{enoughWord, never, `enough`},
		{enoughWord, always, `not_enough t_enough quickly_enough fast_enough soon_enough early_enough promptly_enough
			quick_enough good_enough careful_enough thorough_enough clear_enough rigorous_enough well_enough`},
		{recklessWord, always, `reckless irresponsible nearsighted shortsighted sighted`},
		{violateWord, always, `violated violation violating breach`},
	}
}

const (
	sourceNormative = "Dekker, The Field Guide to Understanding 'Human Error': hindsight bias; Fischhoff 1975"

	reasonStandard  = "This judges the work against a standard."
	reasonOutcome   = "This judges from what is known now."
	reasonObvious   = "This takes for plain what may not have been plain then."
	reasonProcedure = "This compares with a written process, not with how the work goes."
)

func normativeRules() []rule {
	standard := []string{
		"How does this usually go?",
		"What made this look good enough at the time?",
		"What was competing for time and attention?",
	}
	outcome := []string{
		"What was knowable {when}?",
		"What made it look right at the time?",
		"What changed between then and now?",
	}
	obvious := []string{
		"Obvious to whom, and from what?",
		"What did it look like before the outcome was known?",
		"What could be seen at that moment?",
	}
	pace := []string{
		"What was happening during that time?",
		"What signals were there along the way?",
		"What makes this kind of thing hard to see?",
	}
	procedure := []string{
		"How does the work usually go?",
		"What makes the written way hard to follow here?",
		"What did the situation ask for that the document does not know?",
	}
	pressed := []string{
		"What was pressing {when}?",
		"What made it look ready?",
		"How does this usually go?",
	}
	needed := []string{
		"What does this have to be good enough for?",
		"How does this usually go?",
		"What was competing for time and attention?",
	}
	knowable := []string{
		"What was knowable {when}?",
		"What is known now that nobody knew then?",
		"What would make it less likely next time?",
	}
	mk := func(id string, level Level, on tag, find func(*sentence, int) (span, bool), reason string, ask []string) rule {
		return rule{id, Normative, level, on, find, reason, ask, sourceNormative}
	}
	return []rule{
		mk("inadequate-work", LookAgain, shortAdjective, inadequateWork, reasonStandard, standard),
		mk("work-inadequate", LookAgain, shortAdjective, workInadequate, reasonStandard, standard),
		mk("lack-of-work", LookAgain, lackWord, lackOfWork, reasonStandard, standard),
		mk("not-properly", LookAgain, shortAdverb, notProperly, reasonStandard, standard),
		mk("poorly-done", LookAgain, poorlyAdverb, poorlyDone, reasonStandard, standard),
		mk("unacceptable", LookAgain, unacceptableWord, unacceptable, reasonStandard, needed),
		mk("obviously", LookAgain, obviousAdverb, obviously, reasonObvious, obvious),
		mk("in-hindsight", LookAgain, hindsightWord, inHindsight, reasonOutcome, outcome),
		mk("looking-back", Note, lookingBack, looksBack, reasonOutcome, outcome),
		mk("too-long", LookAgain, tooWord, tooLong, reasonOutcome, pace),
		mk("too-bold", LookAgain, boldWord, tooBold, reasonOutcome, outcome),
		mk("not-in-time", LookAgain, inTime, notInTime, reasonOutcome, pace),
		mk("was-obvious", LookAgain, plainWord, wasObvious, reasonObvious, obvious),
		mk("than-needed", LookAgain, neededWord, thanNeeded, reasonOutcome, pace),
		mk("bad-decision", LookAgain, decisionNoun, badDecision, reasonOutcome, outcome),
		mk("not-followed", Ask, followVerb, notFollowed, reasonProcedure, procedure),
		mk("against-policy", Ask, violateWord, againstPolicy, reasonProcedure, procedure),
		mk("rushed", LookAgain, rushWord, rushed, reasonStandard, pressed),
		mk("preventable", LookAgain, avoidableWord, preventable, reasonOutcome, knowable),
		mk("wasted", LookAgain, wasteWord, wasted, reasonOutcome, pace),
		mk("not-enough", LookAgain, enoughWord, notEnough, reasonStandard, standard),
		mk("not-fast-enough", LookAgain, enoughWord, notFastEnough, reasonOutcome, pace),
		mk("reckless", LookAgain, recklessWord, reckless, reasonStandard, standard),
	}
}

// inadequateWork: inadequate (load) testing, poor communication.
func inadequateWork(s *sentence, i int) (span, bool) {
	if s.is(i, "timely") {
		return span{}, false
	}
	if s.is(i, "proper", "adequate", "sufficient", "required", "necessary") {
		w := s.near(i+1, i+2, workNoun, approvalNoun)
		return phrase(i-1, w), w > 0 && (s.is(i-1, "no", "without") || s.is(i-1, "the") && s.is(i-2, "without")) && s.near(0, i, pastForm, edForm, wasWere) >= 0
	}
	for j := i + 1; j <= i+3 && s.plain(j); j++ {
		if s.has(j, workNoun) && !s.has(j+1, workNoun) && !(s.plain(j+1) && s.has(j+1, machineNoun)) && !s.is(j, "process", "processes") && !s.is(j+1, "time", "times") {
			return phrase(i, j), !s.mentioned(i)
		}
	}
	return span{}, false
}

// workInadequate: monitoring was insufficient.
func workInadequate(s *sentence, i int) (span, bool) {
	if s.is(i, "required", "necessary") {
		return span{}, false
	}
	b := i - 1
	for s.has(b, adverb) {
		b--
	}
	good := s.is(i, "proper", "adequate", "sufficient", "timely")
	if !s.has(b, be) && !good || s.negated(i, 2) != good {
		return span{}, false
	}
	who, _ := s.agent(b)
	return span{first: max(who, 0), last: i, person: -1, verb: -1}, s.has(who, workNoun)
}

// lackOfWork: lack of testing, lacking review.
func lackOfWork(s *sentence, i int) (span, bool) {
	if !s.is(i, "lack") || !s.is(i+1, "of") || s.mentioned(i) {
		return span{}, false
	}
	for j := i + 2; j <= i+4 && s.plain(j); j++ {
		if s.has(j, workNoun) && !s.is(j, "process", "processes", "metrics", "coverage", "validation") {
			return phrase(i, j), true
		}
	}
	return span{}, false
}

// notProperly: was not properly tested, did not adequately communicate, not
// being tested properly; not "was not properly configured".
func notProperly(s *sentence, i int) (span, bool) {
	n := -1
	for j := i - 1; j >= 0 && j >= i-7 && s.toks[j].kind != breaks; j-- {
		if s.has(j, negation) {
			n = j
			break
		}
	}
	if n < 0 || s.is(i, "correctly") || s.supposing(i) || s.is(i-1, "as") || s.is(i+1, "enough") {
		return span{}, false
	}
	if s.is(i-1, "handled") || s.is(i+1, "handled") {
		who, _ := s.agent(n)
		return phrase(s.negative(n), i), s.has(who, eventNoun, workNoun)
	}
	if s.has(i+1, workVerb) || s.has(i-1, workVerb) {
		last := i + 1
		if s.has(i-1, workVerb) {
			last = i
		}
		return phrase(s.negative(n), last), true
	}
	who, k := s.agent(n)
	if !s.is(n-1, "did") || k == machine && !s.has(who, workNoun) && !s.is(who, "steps") {
		return span{}, false
	}
	if s.is(i, "well") {
		return span{first: n - 1, last: i, person: who, verb: i - 1}, k == human && s.has(i-1, dutyVerb)
	}
	judged := k == human || s.has(who, workNoun) || s.is(who, "steps", "response", "efforts", "measures")
	return span{first: n - 1, last: i + 1, person: who, verb: i + 1}, judged || s.has(i+1, dutyVerb) && k != machine
}

// poorlyDone: poorly documented, improperly tested, badly handled.
func poorlyDone(s *sentence, i int) (span, bool) {
	if s.supposing(i) {
		return span{}, false
	}
	if s.has(i+1, workVerb) && !s.mentioned(i) {
		return phrase(i, i+1), true
	}
	if s.has(i-1, workVerb) || s.is(i-1, "managed", "handled") {
		return phrase(i-1, i), true
	}
	return phrase(i, i+1), s.is(i+1, "handled") && s.near(i+2, i+3, machineNoun) < 0
}

func unacceptable(s *sentence, i int) (span, bool) {
	b := i - 1
	for s.has(b, adverb) {
		b--
	}
	verdict := s.is(b, "is", "was", "were", "are", "'s") || s.breaksAt(b) || s.has(b, determiner, preposition, conjunction) && !s.is(b, "as") || s.plain(i+1)
	return phrase(i, i), verdict && !s.mentioned(i) && s.near(0, i, ifWord) < 0
}

// obviously as a verdict on what happened; a filler leans on nothing, and
// "clearly defined" is a wish.
func obviously(s *sentence, i int) (span, bool) {
	if s.mentioned(i) {
		return span{}, false
	}
	for j := i + 1; j <= i+6 && j < len(s.toks) && (s.toks[j].kind != breaks || j == i+1); j++ {
		if s.has(j, negation) && s.is(j-1, "did") {
			if _, k := s.agent(j - 1); k == machine {
				return span{}, false
			}
		}
		if s.has(j, verdictWord) || s.has(j, negation) && s.has(j-1, wasWere) || s.has(j, negation) && s.is(j-1, "did") || s.has(j, shouldWord) && s.has(j+1, have) {
			return phrase(i, i), s.near(i, len(s.toks)-1, pastForm, edForm, wasWere) >= 0 || s.is(j, "problem") || s.has(i-1, wasWere) && s.is(j, "mistake")
		}
	}
	for j := i - 1; j >= i-4 && j >= 0; j-- {
		if s.has(j, shouldWord) || s.is(j, "blatantly") {
			return phrase(i, i), s.has(j+1, have)
		}
	}
	return span{}, false
}

// inHindsight: in hindsight, in retrospect, with hindsight; not the proverb
// and not hindsight as a subject of thought.
func inHindsight(s *sentence, i int) (span, bool) {
	first := i - 1
	switch {
	case s.is(first, "in", "with"):
	case s.is(first, "of") && s.is(i-2, "benefit"):
		first = i - 2
		if s.is(i-3, "the") {
			first = i - 3
		}
	default:
		return span{}, false
	}
	if s.is(i+1, "bias", "is", "everything", "all") || s.breaksAt(i+1) && s.is(i+2, "everything") || s.nearWord(0, len(s.toks)-1, "caused") >= 0 && i == len(s.toks)-2 {
		return span{}, false
	}
	return phrase(first, i), true
}

func looksBack(s *sentence, i int) (span, bool) {
	return phrase(i, i+1), s.is(i+1, "back") && s.breaksAt(i-1) && s.breaksAt(i+2) && s.near(i+2, len(s.toks)-1, pastForm, wasWere, conditional) >= 0
}

// tooLong: took us too long to declare, escalated too late, moved too fast.
func tooLong(s *sentence, i int) (span, bool) {
	if s.is(i, "forever") {
		v := s.near(i-2, i-1, pastForm)
		who, k := s.agent(v)
		return span{first: v, last: i, person: who, verb: -1}, s.is(v, "took") && (k == human || s.is(i+1, "to") && s.has(i+2, reactVerb) && k != machine)
	}
	if !s.has(i+1, durationWord) || s.mentioned(i) || s.is(i+2, "to") && s.is(i+3, "tell", "say", "know") {
		return span{}, false
	}
	last := i + 1
	if s.is(last, "much", "many") {
		if last++; !s.is(last, "time", "minutes", "hours") {
			return span{}, false
		}
	}
	v := i - 1
	for v >= 0 && v > i-5 && (s.has(v, adverb, personPronoun, thingPronoun, personNoun, determiner) || s.is(v, "hour", "hours", "minutes", "bit")) {
		v--
	}
	if s.is(v, "after", "for") && s.is(last, "long") {
		return s.longTime(v, last)
	}
	if !s.has(v, edForm, pastForm, pastPart) && !s.is(v, "moving") {
		return span{}, false
	}
	return s.judgedPace(v, i, last)
}

// longTime: "after way too long I called", "went unnoticed for too long"; a
// machine may do things for too long without a judgement.
func (s *sentence) longTime(first, last int) (span, bool) {
	if s.near(0, first, conditional, modal) >= 0 {
		return span{}, false
	}
	_, k := s.agent(first - 1)
	past := s.near(0, len(s.toks)-1, pastForm, edForm, wasWere) >= 0
	people := s.near(0, len(s.toks)-1, personPronoun, personNoun) >= 0
	return phrase(first, last), past && (k == human || people && k != machine || s.is(first-1, "unnoticed", "undetected", "unanswered"))
}

// judgedPace tells people's pace from that of machines.
func (s *sentence) judgedPace(v, i, last int) (span, bool) {
	who, k := s.agent(v)
	found := span{first: v, last: last, person: who, verb: -1}
	reacts := s.is(last+1, "to") && s.has(last+2, reactVerb)
	work := s.has(who, reactNoun) && !s.has(who, pronoun)
	switch {
	case s.seq(last+1, "on", "our"):
		return found, true
	case s.is(v, "was", "were") && k != human && k != client:
		return found, reacts && k != machine || work
	case s.is(v, "took", "taken"):
		return found, i-v > 1 || reacts || k == human || work
	}
	return found, k == human || work && s.is(v, "came", "arrived", "started") || who < 0 && s.is(v, "moving", "moved", "escalated")
}

// badDecision: the wrong call, a poor choice, about the past.
func badDecision(s *sentence, i int) (span, bool) {
	b := i - 1
	if s.has(b, personNoun, workNoun) || s.plain(b) && !s.has(b, badAdjective) {
		b--
	}
	if !s.has(b, badAdjective) && !s.has(i-1, badAdjective) || s.mentioned(i) || s.is(i+1, "or") || s.is(b-2, "or") || s.is(b-1, "or") {
		return span{}, false
	}
	if !s.has(b, badAdjective) {
		b = i - 1
	}
	if s.near(0, i, conditional, ifWord) >= 0 && s.near(0, i, wasWere) < 0 {
		return span{}, false
	}
	if s.is(i, "idea") && (!s.is(b-1, "a", "an") || s.near(b-4, b, wasWere) < 0 || s.nearWord(0, b, "turns", "think", "thought") >= 0) {
		return span{}, false
	}
	asserted := s.near(b-4, b, be, makeVerb, possessive) >= 0 || s.near(b-4, b, pastForm, edForm) >= 0
	return phrase(b, i), asserted && s.nearWord(0, i, "can", "have", "how") < 0
}
