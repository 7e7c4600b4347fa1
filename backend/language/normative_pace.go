package language

// The normative rules on pace: too long, too late, too fast.

// tooLong: took us too long to declare, escalated too late, moved too fast.
func tooLong(s *sentence, i int) (span, bool) {
	if s.is(i, "forever") {
		v := s.near(i-2, i-1, pastForm)
		who, k := s.agent(v)
		return span{first: v, last: i, person: who, verb: -1}, s.is(v, "took") && (k == human || s.is(i+1, "to") && s.has(i+2, reactVerb) && k != machine)
	}
	if s.is(i+1, "little", "few") {
		w := s.near(i+2, i+3, workNoun, personNoun)
		if w < 0 {
			w = s.nearWord(i+2, i+2, "time", "thought", "effort", "people", "eyes", "notice")
		}
		return phrase(i, w), w > 0 && !s.mentioned(i) && !s.supposing(i) && s.near(0, len(s.toks)-1, pastForm, edForm, wasWere) >= 0
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
	for v >= 0 && v > i-7 && (s.plain(v) && !s.past(v) && !s.has(v, ingForm) || s.has(v, adverb, personPronoun, thingPronoun, personNoun, determiner) || s.is(v, "hour", "hours", "minutes", "bit", "out", "back", "off")) {
		v--
	}
	if s.is(v, "after", "for") && s.is(last, "long") {
		return s.longTime(v, last)
	}
	if !s.has(v, edForm, pastForm, pastPart) && !s.is(v, "moving") {
		return span{}, false
	}
	if s.supposing(v) || s.is(v, "be") && s.near(v-2, v-1, modal) >= 0 {
		return span{}, false
	}
	return s.judgedPace(v, i, last)
}

// longTime: "after way too long I called", "went unnoticed for too long"; a
// machine may do things for too long without a judgement.
func (s *sentence) longTime(first, last int) (span, bool) {
	if s.near(0, first, conditional, modal) >= 0 || s.supposing(first) {
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
	reacts := s.is(last+1, "to") && (s.has(last+2, reactVerb) || s.is(last+2, "do"))
	work := s.has(who, reactNoun) && !s.has(who, pronoun)
	switch {
	case s.seq(last+1, "on", "our"):
		return found, true
	case s.is(v, "was", "were") && k != human && k != client:
		return found, reacts && k != machine || work
	case s.is(v, "took", "taken"):
		return found, i-v > 1 || reacts && k != machine || k == human || work
	}
	if s.has(v, shippedVerb) && (s.near(v-3, v-1, be) >= 0 || s.has(v+1, possessive)) && s.is(v, "pushed", "deployed", "merged", "shipped", "released", "escalated", "closed", "announced", "declared", "launched", "approved", "dismissed", "updated", "notified", "informed", "posted", "reverted") {
		return found, s.machineBy(v) < 0 && !(s.is(v, "released", "closed") && s.has(who, taskNoun, machineNoun) && !s.is(who, "incident", "ticket", "issue", "change", "update", "fix")) // the change was pushed too quickly
	}
	if s.is(v, "acknowledged", "triaged", "communicated", "investigated") && s.has(s.backOver(v-1, adverb), wasWere) {
		return found, s.machineBy(v) < 0
	}
	work = work || s.is(who, "update", "updates", "email", "message", "notice", "heads")
	return found, k == human || work && s.is(v, "came", "arrived", "started") || who < 0 && s.is(v, "moving", "moved", "escalated")
}
