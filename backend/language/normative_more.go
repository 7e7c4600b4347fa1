package language

// The second half of the normative rules: processes, pace, verdicts.

// notFollowed: the process was not followed, did not follow the procedure.
func notFollowed(s *sentence, i int) (span, bool) {
	if s.is(i, "followed", "bypassed", "skipped", "circumvented") {
		who, k := s.agent(i)
		if s.near(i-2, i-1, negation) >= 0 != s.is(i, "followed") && !s.is(i-1, "never") {
			return span{}, false
		}
		if first := s.near(0, i-4, ruleNoun); k != machine && s.is(i, "followed") && s.has(i-2, wasWere) && first >= 0 && s.breaksAt(i+1) {
			return phrase(first, i), true // "a process that asks for … was not followed"
		}
		if s.has(who, ruleNoun) && s.near(i-3, i, wasWere) >= 0 {
			return span{first: who, last: i, person: -1, verb: -1}, true
		}
	}
	n := s.nearWord(i+1, i+6, "process", "procedure", "procedures", "policy", "protocol", "runbook", "checklist", "standard", "rules", "guidelines", "playbook", "practices", "restrictions")
	if n < 0 && s.is(i, "bypassed", "skipped") {
		n = s.near(i+1, i+3, approvalNoun)
	}
	if n < 0 {
		return span{}, false
	}
	if s.is(i, "bypassed", "skipped", "circumvented") {
		who, ok := s.people(i)
		return span{first: i, last: n, person: who, verb: i}, ok || s.is(who, "change", "changes", "deploy", "deployment", "release", "rollout", "upgrade")
	}
	j := i - 1
	for s.has(j, adverb) && !s.has(j, negation) {
		j--
	}
	if s.is(i, "followed") && (s.is(j, "nobody") || s.is(j, "one") && s.is(j-1, "no")) {
		return phrase(j-boolInt(s.is(j, "one")), n), true
	}
	if s.is(i, "deviated") || s.is(i-1, "to") && s.is(i-2, "failed") {
		who, ok := s.people(i - 2*boolInt(s.is(i-1, "to")))
		return span{first: i - 2*boolInt(s.is(i-1, "to")), last: n, person: who, verb: i}, ok && !s.supposing(i)
	}
	if s.is(j, "without") || s.has(j, negation) && s.is(j-1, "did", "was", "were") {
		who, _ := s.agent(j)
		return span{first: s.negative(j), last: n, person: who, verb: i}, true
	}
	return span{}, false
}

// againstPolicy: violated the policy, in breach of procedure.
func againstPolicy(s *sentence, i int) (span, bool) {
	if who, _ := s.agent(i); s.is(i, "violated") && s.has(s.backOver(i-1, adverb), wasWere) && s.is(who, "policy", "policies", "procedure", "procedures", "process", "guideline", "guidelines") {
		return phrase(who, i), !s.mentioned(i) && !s.supposing(i)
	}
	n := s.near(i+1, i+4, ruleNoun)
	if n < 0 || s.mentioned(i) || s.is(i, "violation", "breach") && !s.is(i-1, "in") {
		return span{}, false
	}
	_, k := s.agent(i)
	return phrase(i, n), s.is(i, "violation", "breach") || k == human
}

// rushed: the change was rushed, hastily merged.
func rushed(s *sentence, i int) (span, bool) {
	if s.near(0, i, shouldWord) < 0 && (s.mentioned(i) || s.near(0, i, modal) >= 0) {
		return span{}, false
	}
	switch {
	case s.is(i, "rushed") && s.is(i-1, "always", "often", "usually", "feel", "feels", "being"):
		return span{}, false
	case s.is(i, "rushed"):
		return phrase(i, i), !s.is(i-1, "'s", "is", "are") && s.has(i-1, be, adverb, have, pronoun) || s.is(i-1, "felt", "seemed", "looked") ||
			s.is(i-1, "little", "bit", "tad") && s.near(i-4, i-2, be) >= 0 || s.has(i+1, preposition, determiner, decisionNoun, workNoun) || s.is(i+1, "rollout", "release", "deploy", "change", "migration", "fix", "launch")
	case s.is(i, "rush") && s.is(i-1, "a") && s.is(i-2, "in"):
		return phrase(i-2, i), s.near(s.clauseStart(i), i, wasWere) >= 0
	case s.is(i, "hasty") && s.breaksAt(i+1):
		return phrase(i, i), s.has(s.backOver(i-1, adverb), wasWere)
	case s.is(i, "rush") && s.is(i-1, "the"):
		return phrase(i, i), s.is(i+1, "to")
	case s.is(i, "hastily") && !s.plain(i+1):
		return phrase(i, i), s.near(0, i-1, pastForm, edForm, wasWere) >= 0
	case s.is(i, "hastily", "hasty"):
		return phrase(i, i+1), s.has(i+1, edForm, pastForm, decisionNoun, pastPart) || s.is(i+1, "change")
	}
	return span{}, false
}

func preventable(s *sentence, i int) (span, bool) {
	if s.mentioned(i) {
		return span{}, false
	}
	if s.has(i+1, mistakeNoun) || s.is(i+1, "incident", "outage", "failure") {
		return phrase(i, i+1), true
	}
	return phrase(i, i), s.near(i-3, i-1, wasWere) >= 0
}

func wasted(s *sentence, i int) (span, bool) {
	return phrase(i, i), !s.is(i+1, "no", "little") && s.near(i+1, i+4, clientNoun) < 0 && s.nearWord(i+1, i+4, "time", "minutes", "hours", "hour", "effort", "day", "days") >= 0
}

// notEnough: not enough testing, was not good enough.
func notEnough(s *sentence, i int) (span, bool) {
	if w := s.near(i+1, i+3, workNoun); s.has(i-1, negation) && !s.is(i-1, "never") && w >= 0 && !s.is(w, "support", "control", "controls") {
		return phrase(s.negative(i-1), s.near(i+1, i+3, workNoun)), true
	}
	if s.is(i-1, "not") && s.is(i+1, "people", "engineers", "reviewers", "staff") {
		return phrase(i-1, i+1), s.near(i+2, i+4, wasWere, pastForm, edForm) > 0
	}
	if s.has(i-1, negation) && s.is(i+1, "time", "effort", "thought") && s.nearWord(i+2, i+4, "spent", "given", "put", "invested", "went") > 0 {
		return phrase(s.negative(i-1), i+1), true
	}
	if n := s.near(i-5, i-3, negation); s.is(i-1, "did") && s.is(n+1, "think", "feel") {
		return phrase(n+1, i), true // "I don't think we did enough"
	}
	if n := s.near(i-4, i-2, negation); s.is(i-1, "do", "done") && n >= 0 && (s.is(n-1, "did", "had", "have") || s.is(n, "never")) {
		return phrase(s.negative(n), i), true
	}
	if s.is(i-1, "well") && s.has(i-2, workVerb) && s.negated(i-2, 3) {
		return phrase(s.negative(s.near(i-5, i-2, negation)), i), true
	}
	if s.has(0, workNoun) && s.is(i-2, "not") && s.breaksAt(i+1) {
		return phrase(0, i), true // "Testing in staging not thorough enough"
	}
	if s.is(i-1, "good", "careful", "thorough", "clear", "rigorous") && s.near(i-4, i-1, negation) >= 0 && s.near(i-5, i-1, wasWere) >= 0 {
		return phrase(s.negative(s.near(i-4, i-1, negation)), i), true
	}
	b := s.near(i-4, i-2, be)
	if s.near(b+1, i-2, negation) > 0 && b >= 0 {
		who := s.judgedWork(b) // "our monitoring is not fine-grained enough"
		return span{first: max(who, 0), last: i, person: -1, verb: -1}, who >= 0 && !s.supposing(i)
	}
	return span{}, false
}

// notFastEnough: was not escalated quickly enough, did not react soon enough.
func notFastEnough(s *sentence, i int) (span, bool) {
	n := s.near(i-7, i-1, negation)
	if n < 0 || !s.is(i-1, "quickly", "fast", "soon", "early", "promptly", "quick") {
		return span{}, false
	}
	_, k := s.agent(n)
	if s.is(n, "nor", "neither") && s.is(n+1, "did") && s.has(n+2, personPronoun) {
		return phrase(n, i), true
	}
	nobody := s.is(n, "nobody") || s.seq(n, "no", "one")
	past := s.near(0, i, wasWere, duty2) >= 0 || s.is(n-1, "did") || nobody
	return phrase(s.negative(n), i), past && s.near(0, n, modal) < 0 && (k == human || nobody || s.has(i-2, workVerb, reactVerb))
}

// tooBold: the rollout was far too aggressive, we were too optimistic; a
// retry may be aggressive without a judgement.
func tooBold(s *sentence, i int) (span, bool) {
	w := s.backOver(i-2, adverb)
	if !s.is(i-1, "too", "overly", "wildly") || !s.has(w, wasWere) {
		return span{}, false
	}
	who, k := s.agent(w)
	plan := s.is(who, "rollout", "plan", "schedule", "timeline", "estimate", "deadline", "approach", "migration", "change", "release")
	return span{first: w, last: i, person: who, verb: -1}, k == human || plan || s.has(who, decisionNoun)
}

// notInTime: was not escalated in time, did not answer in time; machines that
// do not are states.
func notInTime(s *sentence, i int) (span, bool) {
	n := s.near(i-8, i-1, negation)
	if !s.is(i-1, "in") || n < 0 || !s.breaksAt(i+1) && !s.is(i+1, "to") || !s.is(n-1, "did") && !s.has(n-1, wasWere) {
		return span{}, false
	}
	v := s.near(n, i-2, reactVerb, workVerb, dutyVerb)
	who, k := s.agent(n)
	passive := s.has(n-1, wasWere)
	return span{first: s.negative(n), last: i, person: who, verb: v}, v >= 0 && (k == human || passive && s.has(v, edForm, pastPart))
}

// wasObvious: "it was obvious that", "the signs were obvious".
func wasObvious(s *sentence, i int) (span, bool) {
	b := s.backOver(i-1, adverb)
	if !s.has(b, wasWere) || s.negated(i, 3) || s.near(0, i, ifWord, modal) >= 0 && !s.is(b, "been") {
		return span{}, false
	}
	who, k := s.agent(b)
	signs := k == thing || s.is(who, "sign", "signs", "signal", "signals", "symptoms", "problem", "risk", "alert", "fix", "answer", "cause", "warning", "warnings")
	return phrase(b, i), signs && (s.is(i+1, "to", "from") || s.breaksAt(i+1))
}

// thanNeeded: the outage lasted longer than necessary.
func thanNeeded(s *sentence, i int) (span, bool) {
	t := s.nearWord(i-2, i-1, "than")
	late := s.is(t-1, "longer", "later", "slower", "more", "worse", "harder")
	return phrase(t-1, i), t > 0 && late && s.near(0, t, pastForm, edForm, wasWere) >= 0 && s.near(0, t, modal) < 0
}

// reckless: irresponsible, short-sighted, about what was done.
func reckless(s *sentence, i int) (span, bool) {
	if s.is(i, "sighted") && !s.is(i-1, "near", "short") || s.negated(i, 2) {
		return span{}, false
	}
	if s.is(i, "assed") {
		return phrase(i-1, i), s.is(i-1, "half") && s.near(0, i, pastForm, edForm, pastPart) >= 0
	}
	past := s.near(max(0, i-5), i-1, wasWere) >= 0 || s.near(0, i, hindsightWord) >= 0
	return phrase(i, i), past && s.near(s.clauseStart(i), i, modal) < 0
}

// belowStandard: fell short of our standards, did not meet our own bar, was
// not up to what people expect of us. A number missed is no judgement.
func belowStandard(s *sentence, i int) (span, bool) {
	if s.is(i, "missed", "misses") {
		return phrase(i, i+2), s.seq(i+1, "the", "mark") && !s.mentioned(i)
	}
	n := s.near(i+1, i+8, standardNoun)
	switch {
	case n < 0 || s.supposing(i) || s.is(n+1, "deviation", "output", "error"):
		return span{}, false
	case s.is(i, "fell", "falls", "fall", "fallen"):
		return phrase(i, n), s.is(i+1, "short") && !s.mentioned(i)
	case s.is(i, "below"):
		return phrase(i, n), s.near(i-3, i-1, be) >= 0
	}
	not := s.near(i-4, i-1, negation)
	if s.is(i-1, "to") && s.is(i-2, "failed") {
		return phrase(i-2, n), true
	}
	return phrase(s.negative(max(not, 0)), n), not >= 0 && (s.is(i, "meet") || s.is(i, "up") && s.near(i-5, not, be) >= 0)
}

// withoutReview: merged without review, went out without approval.
func withoutReview(s *sentence, i int) (span, bool) {
	if !s.is(i, "without") {
		v := s.near(i-4, i-1, shippedVerb)
		return phrase(i, i), v >= 0 && !s.mentioned(v) && s.near(0, v, modal) < 0
	}
	n := s.near(i+1, i+3, approvalNoun)
	v := s.near(i-5, i-1, shippedVerb)
	return phrase(i, n), n > 0 && s.has(v, edForm, pastForm, pastPart) && !s.mentioned(v) && s.near(0, v, modal) < 0 && !s.question()
}

// aMess: the handover was a mess, about human work alone.
func aMess(s *sentence, i int) (span, bool) {
	b := s.backOver(i-1, determiner, adverb)
	for s.is(b, "complete", "total", "bit", "of", "real", "a", "big", "huge") {
		b--
	}
	if !s.has(b, wasWere) || s.negated(i, 4) {
		return span{}, false
	}
	who := s.judgedWork(b)
	return span{first: max(who, 0), last: i, person: -1, verb: -1}, who >= 0
}

// unwise: it was unwise to, the all-clear was premature, we were wrong to.
func unwise(s *sentence, i int) (span, bool) {
	last := i
	if s.is(i, "ill") {
		last = i + 1
	}
	b := s.backOver(i-1, adverb)
	if s.is(i, "prematurely") {
		return s.prematurely(i)
	}
	if s.is(b, "be") && s.seq(b-3, "turned", "out", "to") {
		b -= 3
	} else if !s.has(b, wasWere) {
		return span{}, false
	}
	if s.negated(i, 3) || s.near(0, b, modal, ifWord) >= 0 {
		return span{}, false
	}
	who, k := s.agent(b)
	if s.is(i, "wrong") {
		return span{first: b, last: i + 1, person: who, verb: -1}, k == human && s.is(i+1, "to")
	}
	if s.is(i, "dumb", "stupid", "silly", "idiotic") {
		return span{first: b, last: i, person: -1, verb: -1}, k == thing && s.breaksAt(i+1)
	}
	judged := k == human || k == thing || s.has(who, decisionNoun, reactNoun, workNoun) || s.is(who, "clear", "change", "rollout", "launch", "plan", "announcement", "update")
	return span{first: b, last: last, person: who, verb: -1}, judged
}

// prematurely: what people ship, announce or close too early; connections and
// processes end prematurely all day.
func (s *sentence) prematurely(i int) (span, bool) {
	v := s.near(i-6, i-1, shippedVerb)
	if v < 0 {
		v = s.nearWord(i-6, i-1, "moved", "rolled", "ended", "stopped", "switched", "removed")
	}
	if v < 0 {
		v = s.near(i+1, i+1, shippedVerb)
	}
	who, k := s.agent(min(v, i))
	ours := k == human || s.is(who, "incident", "outage", "ticket", "issue", "change", "release", "feature", "rollout", "migration", "fix", "flag", "announcement", "it", "this") ||
		!s.is(v, "closed", "done", "made", "sent", "ended", "stopped", "removed", "released", "switched")
	return phrase(min(v, i), max(v, i)), v >= 0 && ours && !s.mentioned(v) && s.near(0, v, modal, ifWord) < 0 && s.machineBy(i) < 0
}

// needlessly: the outage was needlessly long, we waited unnecessarily.
func needlessly(s *sentence, i int) (span, bool) {
	if s.mentioned(i) || s.supposing(i) {
		return span{}, false
	}
	long := s.has(i+1, durationWord) || s.is(i+1, "delayed", "prolonged", "extended", "complicated", "risky", "broad")
	return phrase(i, i+boolInt(long)), long && s.near(i-3, i-1, wasWere, pastForm) >= 0
}

// poorJob: did not do a good job, did a poor job.
func poorJob(s *sentence, i int) (span, bool) {
	v := s.nearWord(i-5, i-2, "do", "did", "done", "doing")
	if v < 0 || s.near(0, v, modal, ifWord) >= 0 {
		return span{}, false
	}
	if s.is(i-1, "good", "great") {
		n := s.near(v-2, i-2, negation)
		return phrase(s.negative(max(n, 0)), i), n >= 0 && !s.is(n-1, "do", "does")
	}
	return phrase(v, i), !s.is(v, "do") && (s.has(i-1, badAdjective) || s.is(i-1, "lousy"))
}

// workFailed: a planning failure, a breakdown in communication; the failure of
// a link is none.
func workFailed(s *sentence, i int) (span, bool) {
	if s.mentioned(i) || s.has(i+1, machineNoun) {
		return span{}, false
	}
	if s.is(i+1, "in", "of") && s.is(i, "breakdown", "failure") {
		w := s.nearWord(i+2, i+3, "communication", "planning", "process", "coordination", "leadership", "oversight")
		return phrase(i, w), w > 0
	}
	return phrase(i-1, i), s.is(i-1, "planning", "coordination", "leadership", "oversight") || s.is(i-1, "communication") && s.is(i, "breakdown")
}
