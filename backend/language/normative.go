package language

// Normative wording judges human work or decisions against a standard or
// against the outcome. Quantities of machines ("insufficient memory", "poor
// performance") are no judgement; so the rules ask for a noun or a verb of
// human work.

const (
	shortAdjective tag = endSlip + iota // inadequate, insufficient, poor
	shortAdverb                         // properly, adequately
	poorlyAdverb                        // poorly, improperly
	workNoun                            // testing, review, handover
	workVerb                            // tested, reviewed, handed over
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
	belowWord    // fell short, not up to
	standardNoun // standards, expectations
	withoutWord
	shippedVerb  // what people do with a change
	machineState // configured, sized: no judgement of work
	jobWord      // did not do a good job
	breakdown    // a planning failure
	messNoun     // the handover was a mess
	unwiseWord   // it was unwise to
	needlessWord // needlessly slow
	endNormative
)

func normativeWords() []wordSet {
	return []wordSet{
		{shortAdjective, always, `inadequate insufficient poor improper sloppy haphazard pathetic abysmal appalling lousy disappointing shoddy terrible awful horrible substandard subpar deficient weak lax unsatisfactory
			superficial lacking shallow proper adequate sufficient chaotic ineffective uncoordinated timely untimely
			flawed disorganized disorganised disjointed patchy spotty scant nonexistent incomplete`},
		{shortAdjective, never, `slow required necessary`},
		{shortAdjective, always, `without_the_required without_the_necessary without_required without_necessary`},
		{shortAdjective, always, `was_slow were_slow is_slow too_slow very_slow quite_slow so_slow slow_response slow_detection
			slow_reaction slow_escalation slow_to`},
		{shortAdverb, always, `carefully properly adequately sufficiently appropriately thoroughly`},
		{shortAdverb, never, `well clearly`},
		{shortAdverb, always, `not_well t_well not_very_well t_very_well`},
		{shortAdverb, always, `communicated_well handled_well documented_well reviewed_well tested_well planned_well coordinate_well
			coordinated_well`},
		{poorlyAdverb, always, `poorly improperly inadequately insufficiently badly sloppily inappropriately`},
		{workNoun, never, `testing monitoring review reviews communication communications process processes documentation
			planning training staffing handover handovers handoff preparation validation coverage observability metrics
			procedure procedures remediation coordination judgement judgment management decision decisions choice choices
			practice practices alerting alarming investigation diligence oversight supervision leadership collaboration response
			evaluation verification escalation analysis engineering ownership maintenance prioritisation prioritization
			awareness support understanding expertise readiness guidance preparedness rigor rigour consultation
			consideration personnel headcount tests logging logs instrumentation telemetry visibility strategy transparency clarity onboarding control controls knowledge attention discipline care governance instructions runbooks runbook
			playbook playbooks assessment assessments precautions hygiene scrutiny drills estimation feedback`},
		{workVerb, never, `tested reviewed monitored communicated documented planned shared handed validated verified trained
			followed designed written managed investigated escalated coordinated evaluated visualized visualised revoked
			assessed checked studied considered prepared triaged tracked rehearsed researched supervised maintained prioritised prioritized vetted audited staffed
			scoped thought executed discussed announced briefed informed explained understood inspected secured examined`},
		{unacceptableWord, always, `unacceptable inexcusable unacceptably not_acceptable t_acceptable not_at_all_acceptable`},
		{unacceptableWord, never, `acceptable`},
		{obviousAdverb, always, `obviously clearly plainly evidently`},
		{hindsightWord, always, `hindsight retrospect`},
		{lookingBack, never, `looking`},
		{lookingBack, always, `looking_back`},
		{tooWord, never, `too forever`},
		{tooWord, always, `took_forever us_forever them_forever me_forever`},
		{boldWord, never, `aggressive ambitious optimistic eager risky casual hasty bold`},
		{boldWord, always, `too_aggressive too_ambitious too_optimistic too_eager too_risky too_casual too_bold overly_aggressive
			overly_ambitious overly_optimistic wildly_optimistic`},
		{inTime, never, `time`},
		{inTime, always, `in_time`},
		{plainWord, never, `obvious`},
		{plainWord, always, `was_obvious were_obvious been_obvious so_obvious`},
		{neededWord, never, `necessary needed desired wanted acceptable`},
		{neededWord, always, `than_desired than_wanted than_acceptable than_necessary than_needed than_it_needed`},
		{approvalNoun, never, `approval approvals review reviews testing authorisation authorization sign signoff consent`},
		{tooWord, always, `too_long too_late too_slow too_slowly too_quickly too_fast too_early too_soon too_much_time
			too_many_minutes too_many_hours too_little too_few`},
		{durationWord, never, `long late slow slowly quickly fast early soon hasty hastily much many`},
		{reactVerb, never, `declare detect identify diagnose notice find escalate respond react communicate realise realize
			decide understand figure page alert tell inform acknowledge see spot discover recover restore fix resolve
			roll revert call join get bring work engage mitigate`},
		{reactNoun, never, `notification notifications announcement warning diagnosis detection response escalation recovery investigation communication reaction resolution
			triage rollback decision we us i they he she me them team engineers mitigation it this that`},
		{badAdjective, never, `bad wrong poor terrible questionable dumb stupid mistaken silly unwise horrible awful
			misguided`},
		{decisionNoun, never, `call idea approach thing`},
		{decisionNoun, always, `bad_call wrong_call questionable_call bad_idea wrong_idea wrong_approach bad_approach`},
		{decisionNoun, always, `decision decisions choice choices conclusion assumption assumptions judgement judgment judgments`},
		{rightWord, never, `right`},
		{ruleNoun, never, `process processes procedure procedures policy policies protocol protocols runbook runbooks
			checklist checklists standard standards guideline guidelines practice practices rules sop playbook`},
		{followVerb, never, `follow following followed`},
		{followVerb, always, `you_follow we_follow they_follow you_always_follow we_always_follow not_follow t_follow without_following
			not_followed t_followed not_being_followed not_been_followed t_been_followed t_being_followed
			not_always_followed closely_followed strictly_followed correctly_followed not_fully_follow
			not_fully_followed not_following t_following`},
		{followVerb, always, `deviated bypassed bypass skipped circumvented adhere`},
		{rushWord, always, `rushed hasty hastily rush rushing`},
		{avoidableWord, always, `preventable avoidable`},
		{wasteWord, always, `wasted`},
		{verdictWord, never, `wrong erred failed broken mistake bad insufficient inadequate problem missing lacking
			negligent careless insane crazy unacceptable error overlooked ignored forgot unsafe dangerous risky`},
		{enoughWord, always, `enough`},
		{recklessWord, always, `reckless irresponsible nearsighted shortsighted sighted unprofessional assed`},
		{violateWord, always, `violated violation violating breach`},
		{belowWord, always, `fell_short falls_short fall_short fallen_short up_to_our up_to_the up_to_standard up_to_standards
			below_our below_the_standard meet_our meet_the meet_your`},
		{belowWord, always, `misses_the_mark`},
		{belowWord, never, `missed misses fell falls fall fallen up below meet`},
		{standardNoun, never, `standard standards expectation expectations expect bar promise promises commitment commitments`},
		{withoutWord, never, `without`},
		{withoutWord, always, `without_review without_a_review without_any_review without_code_review without_peer_review
			without_testing without_any_testing without_approval without_any_approval without_sign untested unreviewed`},
		{shippedVerb, never, `pushed deployed merged shipped released rolled escalated closed announced declared resolved launched
			approved updated notified informed posted applied promoted published went gone made put sent came done dismissed enabled reverted`},
		{machineState, never, `configured sized set stored formed formatted indexed cached optimized optimised tuned scaled compressed aligned
			performed received supported lit understood`},
		{jobWord, never, `job`},
		{jobWord, always, `good_job great_job bad_job`},
		{breakdown, never, `failure failures breakdown`},
		{breakdown, always, `planning_failure coordination_failure leadership_failure breakdown_in`},
		{messNoun, always, `a_mess a_disaster a_nightmare a_shambles a_farce a_joke`},
		{messNoun, never, `mess disaster nightmare shambles farce joke`},
		{unwiseWord, always, `unwise foolish premature prematurely ill_advised ill_prepared ill_conceived ill_considered unprepared underprepared understaffed undertrained overworked overconfident
			wrong_to misguided`},
		{unwiseWord, never, `wrong ill dumb stupid silly idiotic`},
		{needlessWord, always, `needlessly unnecessarily`},
	}
}

// inadequateWork: inadequate (load) testing, poor communication.
func inadequateWork(s *sentence, i int) (span, bool) {
	if s.is(i, "timely") || s.nearWord(0, i, "often", "usually", "typically", "generally", "sometimes") >= 0 {
		return span{}, false // how things go in general
	}
	if s.is(i, "proper", "adequate", "sufficient", "required", "necessary") {
		return s.noProper(i)
	}
	for j := i + 1; j <= i+3 && s.plain(j); j++ {
		if s.is(j, "resources") && s.has(j-1, personNoun) {
			return phrase(i, j), !s.mentioned(i)
		}
		if s.is(j, "work") && !s.plain(j+1) && s.is(i, "sloppy", "shoddy", "substandard", "poor") {
			return phrase(i, j), !s.mentioned(i)
		}
		if s.has(j, workNoun) && !s.has(j+1, workNoun) && !(s.plain(j+1) && s.has(j+1, machineNoun)) && !s.is(j, "process", "processes") && !s.is(j+1, "time", "times") && !s.inputCheck(j) {
			return phrase(i, j), !s.mentioned(i)
		}
	}
	return span{}, false
}

// inputCheck tells the validation of data from that of work.
func (s *sentence) inputCheck(j int) bool {
	return s.is(j, "validation") && s.is(j-1, "domain", "input", "schema", "data", "form", "request", "type", "parameter")
}

// noProper: without adequate testing, did not have a proper review.
func (s *sentence) noProper(i int) (span, bool) {
	w := s.near(i+1, i+3, workNoun, approvalNoun)
	if w < 0 {
		w = s.nearWord(i+1, i+3, "notice", "warning", "checks", "safeguards", "plan", "plans")
	}
	if w < 0 {
		return span{}, false
	}
	if s.is(i-1, "no", "without") || s.is(i-1, "the") && s.is(i-2, "without") {
		return phrase(i-1, w), s.near(0, i, pastForm, edForm, wasWere) >= 0
	}
	for n := i - 1; n >= i-8 && !s.breaksAt(n) && (!s.has(n, ingForm) || s.is(n, "failing")); n-- {
		if s.is(n, "failed", "failing", "failure") && s.is(n+1, "to") {
			return phrase(i, w), true
		}
		if s.has(n, negation) && !s.is(n, "no", "without", "nothing") {
			return phrase(s.negative(n), w), !s.is(i, "required", "necessary") && !s.supposing(n) && s.near(n-1, i, wouldWord, couldWord, mightWord, shouldWord) < 0
		}
	}
	return span{}, false
}

// workInadequate: monitoring was insufficient.
func workInadequate(s *sentence, i int) (span, bool) {
	if s.is(i, "required", "necessary") {
		return span{}, false
	}
	b := s.backOver(i-1, adverb)
	if s.is(b, "and") {
		b = s.near(b-6, b, be) // "was out of date and insufficient"
	}
	good := s.is(i, "proper", "adequate", "sufficient", "timely")
	if !s.has(b, be) && !good && !s.is(b, "remain", "remains", "remained", "proved", "seemed") || s.negated(i, 2) != good {
		return span{}, false
	}
	who := s.judgedWork(b)
	if s.is(i+1, "until", "unless", "if", "when", "without") {
		return span{}, false // a general truth
	}
	return span{first: max(who, 0), last: i, person: -1, verb: -1}, who >= 0 && !(s.is(i, "slow") && (s.has(who, machineNoun) || s.nearWord(i+1, i+4, "for") > 0))
}

// judgedWork returns the noun of human work that is the subject of the verb at
// b, with what was said about it in between ("the testing we did was …"), or
// -1.
func (s *sentence) judgedWork(b int) int {
	who, _ := s.agent(b)
	if s.has(who, workNoun) || s.is(who, "plan", "strategy", "runbook", "approach", "assumptions", "assumption", "estimate", "estimates", "playbook", "schedule", "preparations", "mitigation", "mitigations") {
		return who
	}
	first := s.clauseStart(b)
	for s.is(first-1, "and", "or") && s.near(s.clauseStart(first-2), first-2, verbForm, be, edForm, pastForm) < 0 {
		first = s.clauseStart(first - 2)
	}
	if s.has(first, determiner) {
		first++
	}
	if s.has(first, workNoun) && s.nearWord(first+1, b-1, "is", "was", "are", "were") < 0 && (s.has(first+1, personPronoun) || s.has(first, ingForm)) {
		return first
	}
	return -1
}

// lackOfWork: lack of testing, lacking review.
func lackOfWork(s *sentence, i int) (span, bool) {
	of := boolInt(s.is(i, "lack"))
	if s.supposing(i) || of == 1 && !s.is(i+1, "of") || of == 0 && !s.is(i, "lacked", "lacks") || s.mentioned(i) {
		return span{}, false
	}
	for j := i + 1 + of; j <= i+4 && s.plain(j); j++ {
		if s.is(j, "attention", "care", "diligence", "discipline") && s.flagged(Blame) {
			return span{}, false
		}
		if s.has(j, workNoun) && !(s.plain(j+1) && !s.has(j+1, edForm, ingForm)) && !s.is(j, "process", "processes", "metrics", "coverage", "validation", "visibility", "control", "logs", "logging", "tests", "understanding", "awareness", "knowledge", "expertise", "support") {
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
	if n < 0 || s.is(i, "correctly") || s.supposing(i) || s.is(i-1, "as") || s.is(i+1, "enough") || s.is(i, "well") && s.is(i+1, "understood") {
		return span{}, false
	}
	if s.is(i, "clearly", "properly") && s.is(i-1, "communicated", "documented", "assigned", "explained", "done", "performed", "conducted", "executed") {
		who, _ := s.agent(n)
		return phrase(s.negative(n), i), s.is(i-1, "communicated", "documented", "assigned", "explained") || s.has(who, workNoun)
	}
	if s.is(i, "clearly") && !s.is(i+1, "communicate", "communicated", "assign", "assigned", "defined", "define", "documented", "document", "stated", "state", "explained", "owned") {
		return span{}, false
	}
	if s.is(i, "clearly") && s.is(i+1, "assigned", "defined", "stated", "owned") {
		return phrase(s.negative(n), i+1), true
	}
	if s.is(i-1, "handled") || s.is(i+1, "handled") {
		who, _ := s.agent(n)
		return phrase(s.negative(n), i), s.has(who, eventNoun, workNoun)
	}
	if s.has(i+1, workVerb) || s.has(i-1, workVerb) || s.is(i, "carefully") && s.is(i+1, "verifying", "reviewing", "testing", "checking", "reading", "read", "verified") || s.plain(i+1) && s.gapless(i+1) && s.has(i+2, workVerb) {
		last := i + 1 + boolInt(!s.has(i+1, workVerb))
		if s.has(i-1, workVerb) {
			last = i
		}
		return phrase(s.negative(n), last), true
	}
	who, k := s.agent(n)
	if !s.is(n-1, "did") && !s.has(n-1, had) || k == machine && !s.has(who, workNoun) && !s.is(who, "steps") {
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
	if s.supposing(i) || s.near(i-5, i-1, modal) >= 0 {
		return span{}, false
	}
	poorly := s.is(i, "poorly") && s.participle(i+1) && !s.has(i+1, machineState)
	if (s.has(i+1, workVerb) || poorly) && !s.mentioned(i) {
		return phrase(i, i+1), true
	}
	if h := s.nearWord(i-4, i-2, "handled", "managed", "communicated", "planned", "executed"); h >= 0 && s.has(i-1, pronoun) {
		who, ok := s.people(h)
		return span{first: h, last: i, person: who, verb: -1}, ok
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
	if s.is(i, "acceptable") {
		n := s.near(i-3, i-1, negation)
		ours := s.breaksAt(i+1) || s.is(i+1, "to") && s.is(i+2, "us", "me", "anyone", "anybody")
		return phrase(s.negative(n), i), n >= 0 && ours && !s.mentioned(n) && s.near(0, i, ifWord) < 0
	}
	verdict := s.is(b, "is", "was", "were", "are", "'s") || s.breaksAt(b) || s.has(b, determiner, preposition, conjunction) && !s.is(b, "as") || s.plain(i+1)
	return phrase(i, i), verdict && !s.is(i+1, "risk", "use") && !s.mentioned(i) && s.near(0, i, ifWord) < 0 && !s.is(i+1, "if")
}

// obviously as a verdict on what happened; a filler leans on nothing, and
// "clearly defined" is a wish.
func obviously(s *sentence, i int) (span, bool) {
	_, k := s.agent(i)
	if s.mentioned(i) || k == machine && s.has(i-1, wasWere) {
		return span{}, false
	}
	for j := i + 1; j <= i+6 && j < len(s.toks) && (s.toks[j].kind != breaks || j == i+1) && !s.is(j, "but", "and", "because"); j++ {
		if s.has(j, negation) && s.is(j-1, "did") {
			if _, k := s.agent(j - 1); k == machine {
				return span{}, false
			}
		}
		if s.verdictAt(j) || j <= i+2 && s.is(j, "not") && s.near(i-2, i-1, wasWere) >= 0 {
			past := s.near(i-2, i-1, wasWere) >= 0 || s.near(i, j+4, pastForm, edForm, wasWere) >= 0
			return phrase(i, i), past && s.near(i+1, j-1, modal) < 0 && !s.has(j+1, decisionNoun) && (!s.is(j, "problem") || s.is(j-1, "a", "real", "big")) || s.is(j, "problem") && s.is(j-1, "a") ||
				s.has(i-1, wasWere) && s.is(j, "mistake")
		}
	}
	return span{}, false
}

// verdictAt reports whether token j turns the obviously before it into a
// verdict on what was: wrong, did not, nobody, should have.
func (s *sentence) verdictAt(j int) bool {
	switch {
	case s.has(j, verdictWord), s.is(j, "nobody") && s.near(j+1, j+2, wasWere, pastForm, edForm) > 0, s.seq(j, "no", "one"):
		return true
	case s.has(j, negation):
		return s.has(j-1, wasWere, had) || s.is(j-1, "did") && !s.is(j+1, "know", "want", "expect", "think")
	}
	return false
}

// inHindsight: in hindsight, in retrospect, with hindsight; not the proverb
// and not hindsight as a subject of thought.
func inHindsight(s *sentence, i int) (span, bool) {
	first := i - 1
	switch {
	case s.is(first, "in", "with"):
	case s.is(first, "the") && s.is(i-2, "in"):
		first = i - 2
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
	if s.is(first-1, "and", "or") && s.breaksAt(i+1) {
		return span{}, false // "both at the time and in retrospect"
	}
	easy := s.nearWord(i+1, i+8, "easy", "easier")
	return phrase(first, i), !s.is(first-1, "careful") && !s.is(easy+1, "to")
}

func looksBack(s *sentence, i int) (span, bool) {
	return phrase(i, i+1), s.is(i+1, "back") && s.breaksAt(i-1) && s.breaksAt(i+2) && s.near(i+2, len(s.toks)-1, pastForm, wasWere, conditional) >= 0
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
	if (s.supposing(i) || s.near(s.clauseStart(b), i, conditional) >= 0) && s.near(0, i, wasWere) < 0 {
		return span{}, false
	}
	if s.is(i, "approach", "thing") && s.near(b-3, b, wasWere) < 0 && !s.is(b-2, "did") || s.is(i, "thing") && !s.is(b, "dumb", "stupid", "silly") {
		return span{}, false
	}
	if s.is(i, "idea") && (!s.is(s.backOver(b-1, adverb), "a", "an") || s.near(b-5, b, wasWere) < 0 || s.nearWord(b-6, b, "turns", "think", "thought") >= 0) {
		return span{}, false
	}
	if w := s.near(b-6, b, wouldWord); w >= 0 && s.is(w+1, "have", "'ve") || b > 0 && s.breaksAt(b-1) && s.breaksAt(i+1) {
		return span{}, false // what was not decided, or one of a list
	}
	asserted := s.near(b-4, b, be, makeVerb, possessive) >= 0 || s.near(b-4, b, pastForm, edForm) >= 0
	made := s.is(i+1, "was", "were") && s.is(i+2, "made", "taken")
	return phrase(b, i), (asserted || made) && s.nearWord(i-8, i, "can", "how") < 0 && (!s.is(i, "assumption", "assumptions") || s.near(b-4, b, wasWere, pastForm) >= 0 || made)
}
