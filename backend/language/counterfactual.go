package language

// Counterfactuals: what would, could, should or might have happened and did
// not. The hard part is what looks the same and is not: inference about the
// real past ("customers would have seen timeouts"), the future in the past
// ("the job would have started at 03:00"), present and future ("it should
// return 200"), possession ("could have up to three replicas").

const (
	wouldWord tag = firstFamilyTag + iota
	couldWord
	shouldWord
	mightWord
	conditional // any of the four
	haveAfter   // what may be have after one of them
	ifWord
	wishWord
	supposeWord
	oughtWord
	needWord
	hadStart
	impactVerb   // what an event does to those it reaches
	benefitVerb  // what a safeguard does
	restoreVerb  // what repair does
	hedgeVerb    // I would have thought
	plannedVerb  // what is scheduled
	mishapVerb   // I could have misheard
	evaluation   // better, worse, preventable
	attackerNoun // whoever probes a hole
	speechVerb   // the speaker's own view
	adjectival   // participles that also stand before a noun: limited access
	shortHad     // we'd, read without its apostrophe: had or would
	dayWord      // when something was planned for
	clockWord    // three, half: an hour in words
	endCF
)

func counterfactualWords() []wordSet {
	return []wordSet{
		{wouldWord, withHave, `would wouldn wouldnt`},
		{wouldWord, never, `'d`},
		{couldWord, withHave, `could couldn couldnt`},
		{shouldWord, always, `than_it_should than_they_should than_we_should`},
		{shouldWord, withHave, `should shouldn shouldnt`},
		{mightWord, withHave, `might may mightn`},
		{glued, always, `shoulda woulda coulda mighta shouldve wouldve couldve mightve`},
		{glued, always, `should_of would_of could_of might_of shouldn_t_of wouldn_t_of couldn_t_of d_have d_ve d_of d_not_have
			d_probably_have d_also_have d_all_have d_just_have d_still_have d_likely_have d_only_have
			d_definitely_have d_even_have`},
		{haveAfter, haveForm, `have ve`},
		{hadStart, haveForm, `had`},
		{shortHad, haveForm, `d`},
		{ifWord, always, `if_only if_it_weren_t_for if_it_wasn_t_for if_it_were_not_for if_it_was_not_for if_it_werent_for if_it_wasnt_for`},
		{conditional, never, `would could should might may wouldn couldn shouldn mightn 'd`},
		{haveAfter, never, `have 've of a ve`},
		{ifWord, withHave, `if`},
		{wishWord, always, `wish wished wishing`},
		{supposeWord, always, `supposed`},
		{supposeWord, never, `meant`},
		{oughtWord, always, `ought oughta`},
		{needWord, always, `needn`},
		{needWord, never, `need`},
		{hadStart, never, `had`},
		{impactVerb, never, `seen experienced received impacted affected unaffected encountered failed resulted recovered
			served observed noticed had gotten got continued resolved returned remained lost exposed unavailable unable
			successful same visible included logged restarted dropped timed required used accessed obtained captured stolen
			appeared displayed reset terminated unimpacted degraded delayed interrupted inaccessible needed applied passed contained processed charged billed redirected rejected`},
		{benefitVerb, never, `saved prevented helped avoided caught detected alerted allowed reduced protected warned stopped
			told flagged shown blocked mitigated shortened improved made enabled given limited identified paged
			highlighted revealed surfaced worked`},
		{restoreVerb, never, `resolved restored mitigated recovered fixed returned completed propagated reinstated cleared repaired
			received delivered arrived subsided contained corrected`},
		{hedgeVerb, never, `felt thought guessed imagined assumed figured expected supposed bet sworn believed`},
		{plannedVerb, never, `started run begun expired scheduled finished executed completed ended renewed fired rotated
			kicked opened closed launched gone happened triggered deployed left drained taken`},
		{mishapVerb, never, `misheard misinterpreted misunderstood missed misread sworn wrong mistaken forgotten confused`},
		{evaluation, never, `better worse avoided prevented different easier faster quicker sooner earlier preventable
			avoidable enough possible impossible ideal helpful useful nice great fine caught shorter longer bigger
			smaller detected spotted reduced mitigated shortened`},
		{attackerNoun, never, `attacker attackers hacker hackers exploiter intruder adversary`},
		{speechVerb, never, `i we you he she they`},
		{adjectival, never, `set read cut split left assigned dedicated shared automated limited unintended
			unlimited unexpected detailed advanced mixed fixed reduced increased`},
		{dayWord, never, `tonight tomorrow midnight noon monday tuesday wednesday thursday friday saturday sunday then anyway`},
		{clockWord, never, `one two three four five six seven eight nine ten eleven twelve half quarter noon midnight`},
	}
}

// shouldHave: what people should have done, also where nobody is named.
func shouldHave(s *sentence, i int) (span, bool) {
	found, by, ok := s.shouldAt(i)
	return found, ok && !by
}

// shouldHaveHappened: what an alert, a document or a safeguard should have
// done.
func shouldHaveHappened(s *sentence, i int) (span, bool) {
	found, by, ok := s.shouldAt(i)
	return found, ok && by
}

// shouldAt also reports whether a machine is the one that should have.
func (s *sentence) shouldAt(i int) (found span, byMachine, ok bool) {
	p, ok := s.perfectAt(i)
	if !ok {
		return phrase(i-2, i), false, s.moreThanDue(i)
	}
	if s.presumedRepair(p) || s.sparedCustomers(p) {
		return span{}, false, false
	}
	who, k := s.subject(p)
	if s.is(who, "you") && s.toldYou(p) && !s.plain(who-1) {
		return span{}, false, false
	}
	return s.spanOf(p, who), (k == machine || k == thing) && !p.passive, true
}

// moreThanDue recognises "it grew more than it should", told of the past.
func (s *sentence) moreThanDue(i int) bool {
	return s.is(i-2, "than") && s.has(i-1, pronoun) && !s.has(i+1, have, negation) && s.near(0, i-2, pastForm, edForm, wasWere) >= 0
}

// toldYou recognises what reached the listener for sure: "you should have seen
// it", "you should have gotten an invite".
func (s *sentence) toldYou(p perfect) bool {
	if s.is(p.verb, "seen", "heard") {
		return !s.breaksAt(p.verb + 1)
	}
	return s.is(p.verb, "gotten", "got", "received") && s.nearWord(p.verb+1, p.verb+4, "invite", "invitation", "email", "mail",
		"message", "link", "notification", "ping", "reminder", "note", "letter", "copy") > 0
}

// presumedRepair recognises the status page's "the issue should have been
// resolved by now": an inference, unless it says that it came too late.
func (s *sentence) presumedRepair(p perfect) bool {
	if p.verb < 0 || p.negative {
		return false
	}
	by := s.nearWord(0, len(s.toks)-1, "by")
	due := by >= 0 && (s.is(by+1, "now", "then") || by+1 < len(s.toks) && s.toks[by+1].kind == clock)
	if _, k := s.subject(p); due && k != human && (!p.passive || s.has(p.verb, impactVerb, plannedVerb, restoreVerb)) {
		return true
	}
	if !s.has(p.verb, restoreVerb) {
		return false
	}
	if _, k := s.subject(p); k == human {
		return false
	}
	late := s.nearWord(p.verb, len(s.toks)-1, "but", "however", "before", "earlier", "sooner", "ago", "instead", "yet")
	return late < 0
}

// sparedCustomers recognises "customers should not have been impacted".
func (s *sentence) sparedCustomers(p perfect) bool {
	if !p.negative && p.passive && s.is(p.verb, "unaffected", "unimpacted", "unchanged") {
		return s.nearWord(0, len(s.toks)-1, "but", "however", "yet", "instead") < 0
	}
	first := s.clauseStart(p.modal)
	none := p.negative || s.is(first, "no") || s.is(first, "only") || s.is(first+1, "only")
	if !none || !(p.passive && s.is(p.verb, "impacted", "affected", "interrupted", "lost") || s.sparedSight(p)) {
		return false
	}
	return s.nearWord(0, len(s.toks)-1, "but", "however", "yet", "instead") < 0
}

// sparedSight recognises "anyone with a token should not have noticed".
func (s *sentence) sparedSight(p perfect) bool {
	who, k := s.subject(p)
	return (k == client || s.is(who, "anyone", "anybody", "most")) && s.is(p.verb, "noticed", "seen", "experienced", "had")
}

func oughtHave(s *sentence, i int) (span, bool) {
	j := i + 1
	for s.has(j, negation, adverb) || s.is(j, "to") {
		j++
	}
	p := perfect{modal: i, have: j, verb: -1, asked: -1}
	if !s.is(j, "have", "'ve") || !s.readVerb(&p) {
		return span{}, false
	}
	who, _ := s.agent(i)
	return s.spanOf(p, who), true
}

func needHave(s *sentence, i int) (span, bool) {
	if !s.has(i+1, negation) || !s.is(i+2, "have") || !s.participle(i+3) {
		return span{}, false
	}
	return span{first: i, last: i + 2, person: -1, verb: i + 3}, true
}

// couldHave: what people could have done.
func couldHave(s *sentence, i int) (span, bool) {
	found, k, ok := s.couldAt(i)
	return found, ok && k == human
}

// couldHaveHappened: what an alert, a fix or an attack could have done.
func couldHaveHappened(s *sentence, i int) (span, bool) {
	found, k, ok := s.couldAt(i)
	return found, ok && k != human
}

func (s *sentence) couldAt(i int) (span, agentKind, bool) {
	p, ok := s.perfectAt(i)
	if !ok || s.has(i-1, modal) {
		return span{}, nobodyKnown, false
	}
	who, k := s.subject(p)
	found := s.spanOf(p, who)
	if s.has(p.verb, evaluation, benefitVerb) {
		found.level = Ask
	}
	return found, k, !s.openCould(p, who, k) || s.licensed()
}

func wouldHave(s *sentence, i int) (span, bool) {
	p, ok := s.perfectAt(i)
	if !ok || s.is(i-1, "who") && s.has(p.verb, hedgeVerb) {
		return span{}, false
	}
	who, k := s.subject(p)
	licensed := s.licensed()
	if !licensed && s.openWould(p, who, k) {
		return span{}, false
	}
	found := s.spanOf(p, who)
	if !licensed && k != human && !s.has(p.verb, benefitVerb, evaluation) {
		found.level = LookAgain
	}
	return found, true
}

func mightHave(s *sentence, i int) (span, bool) {
	p, ok := s.perfectAt(i)
	if !ok || p.verb < 0 {
		return span{}, false
	}
	who, k := s.subject(p)
	if (s.is(p.modal-2, "than") || s.is(p.modal-2, "as") && s.is(p.modal-4, "as")) && !s.is(p.modal, "may") && s.has(p.modal-1, pronoun) {
		return s.spanOf(p, who), true // "as urgent as it might have been"
	}
	if !s.unreal() && !s.mightVerb(p) && !s.mightNot(p, k) && !s.moreOf(p) {
		return span{}, false
	}
	return s.spanOf(p, who), true
}

// mightVerb: "might have saved us", "might have been avoided"; may leaves it
// open.
func (s *sentence) mightVerb(p perfect) bool {
	if s.is(p.modal, "may") || !s.has(p.verb, evaluation, benefitVerb) {
		return false
	}
	if p.passive {
		return !s.is(p.verb, "mitigated", "fixed", "detected", "caught", "possible", "made", "given", "shown", "told", "limited", "reduced")
	}
	return !s.is(p.verb, "made", "given", "shown", "told", "allowed", "limited", "reduced")
}

// moreOf: "a more tolerant system might have reduced the impact".
func (s *sentence) moreOf(p perfect) bool {
	return s.has(p.verb, benefitVerb, evaluation) && s.nearWord(0, p.modal, "more", "better", "another", "earlier", "additional", "stricter") >= 0
}

// mightNot: "we may not have caught it".
func (s *sentence) mightNot(p perfect, k agentKind) bool {
	if p.negative && k != human && s.seq(p.have+1, "been", "as") {
		return true // "may not have been as thorough"
	}
	return p.negative && k == human && s.is(p.verb, "caught", "detected", "found", "spotted", "happened", "been") ||
		p.negative && k == human && s.is(p.modal, "might") && s.is(p.verb, "had")
}

// supposedTo needs the line itself to say that it did not happen.
func supposedTo(s *sentence, i int) (span, bool) {
	if !s.is(i-1, "was", "were") && !(s.has(i-1, adverb) && s.is(i-2, "was", "were")) || !s.is(i+1, "to") {
		return span{}, false
	}
	who, k := s.agent(i)
	if s.is(who, "you") || k == nobodyKnown && s.near(0, i, modal) >= 0 {
		return span{}, false
	}
	turn := s.nearWord(i+2, len(s.toks)-1, "and", "but", "however", "yet", "though", "although")
	if turn < 0 || s.near(turn, turn+6, negation) < 0 {
		return span{}, false
	}
	if s.is(turn, "and") && !s.has(turn+1, pronoun) {
		return span{}, false
	}
	n := s.near(turn, turn+6, negation)
	past := s.is(n, "never", "nothing", "nobody") || s.is(n-1, "did") || s.has(n-1, wasWere, had)
	return span{first: i - 1, last: i + 1, person: who, verb: i + 2}, past
}
