package language

// Weak countermeasures rely on vigilance, memory, exhortation or generic
// training. What counts is an obligation, a piece of advice or a promise;
// a habit of the past and a plain announcement do not.

const (
	sourceWeak = "Etsy Debriefing Facilitation Guide; hierarchy of controls (NIOSH): care and training are the weakest measures"

	reasonCare  = "This leans on people taking care."
	reasonTrain = "This leans on people being told or trained."
	reasonTold  = "This leans on people thinking of telling each other."
)

func countermeasureRules() []rule {
	care := []string{
		"What would make {thing} safe without care?",
		"~What would make care unnecessary here?",
		"What happens on the day somebody is tired or in a hurry?",
		"What could the system do instead?",
	}
	aware := []string{
		"What could show it at the moment it matters?",
		"Who needs to know it, and when?",
		"What happens to somebody who does not know it yet?",
	}
	watch := []string{
		"What could watch it in place of a person?",
		"What would one see, and what would one do then?",
		"What happens on the day nobody looks?",
	}
	check := []string{
		"What would catch it if nobody checked?",
		"What does it look like when it is not right?",
		"What happens on the day somebody is tired or in a hurry?",
	}
	better := []string{
		"What would be different the next time?",
		"What stands in the way of it today?",
		"How would one notice that it got better?",
	}
	told := []string{
		"What would make it work for somebody who was never told?",
		"How will we know that it helped?",
		"What could the system show at the moment it matters?",
	}
	recall := []string{
		"What could bring it up at the moment it matters?",
		"What would make remembering unnecessary here?",
		"What happens on the day somebody is tired or in a hurry?",
	}
	ban := []string{
		"What would make it hard to do unawares?",
		"When does it look like the sensible thing to do?",
		"What could the system do instead?",
	}
	word := []string{
		"Who needs to know what, and at which moment?",
		"What would bring it to them if nobody thought of it?",
		"How will we know that it helped?",
	}
	mk := func(id string, level Level, on tag, find func(*sentence, int) (span, bool), reason string, ask []string) rule {
		return rule{id, WeakCountermeasure, level, on, find, reason, ask, sourceWeak}
	}
	return []rule{
		mk("be-careful", LookAgain, careAdjective, beCareful, reasonCare, care),
		mk("be-aware", LookAgain, careAdjective, beAware, reasonCare, aware),
		mk("pay-attention", LookAgain, attentionNoun, payAttention, reasonCare, care),
		mk("keep-an-eye", LookAgain, eyeWord, keepAnEye, reasonCare, watch),
		mk("double-check", LookAgain, checkVerb, doubleCheck, reasonCare, check),
		mk("take-care", LookAgain, careNoun, takeCare, reasonCare, care),
		mk("remember", LookAgain, rememberVerb, rememberTo, reasonCare, recall),
		mk("think-twice", LookAgain, thinkTwice, thinksTwice, reasonCare, care),
		mk("more-carefully", LookAgain, carefullyAdverb, moreCarefully, reasonCare, watch),
		mk("everyone-must", LookAgain, everyone, everyoneMust, reasonCare, care),
		mk("do-better", LookAgain, rawDo, doBetter, reasonCare, better),
		mk("never-do", LookAgain, neverWord, neverDo, reasonCare, ban),
		mk("always-do", LookAgain, alwaysWord, alwaysDo, reasonCare, check),
		mk("importance", LookAgain, importanceWord, importance, reasonTrain, told),
		mk("ensure-follow", LookAgain, followVerb, ensureFollow, reasonCare, care),
		mk("do-not", LookAgain, riskyVerb, doNot, reasonCare, ban),
		mk("stop-doing", LookAgain, stopWord, stopDoing, reasonCare, ban),
		mk("remind", LookAgain, remindVerb, remind, reasonTrain, told),
		mk("train", LookAgain, trainVerb, trainThem, reasonTrain, told),
		mk("training", LookAgain, trainNoun, training, reasonTrain, told),
		mk("encourage", LookAgain, encourageVerb, encourage, reasonTrain, told),
		mk("make-sure", LookAgain, sureWord, makeSure, reasonCare, check),
		mk("communicate", LookAgain, communicateVerb, communicateBetter, reasonTold, word),
		mk("communication", LookAgain, communicateNoun, betterCommunication, reasonTold, word),
	}
}

// urged reports whether the verb at i is an obligation, advice, a promise or
// an order: "need to", "must", "we will", "let's", or first in its clause; or
// the order to make people do it.
func (s *sentence) urged(i int) (int, bool) {
	j := i - 1
	for s.has(j, adverb) && !s.has(j, negation) {
		j--
	}
	if s.has(j, negation) {
		return -1, false
	}
	switch {
	case s.breaksAt(j):
		return i, true
	case s.is(j, "please", "and", "always", "so", "then", "but") && (s.breaksAt(j-1) || s.is(j, "please", "always")):
		return i, true
	case s.is(j, "and") && s.plain(j-1) && s.is(j-2, "to"):
		return s.urged(j - 1)
	case s.is(j, "and") && s.near(0, j, obligation) >= 0 && s.near(0, j, pastForm, edForm, negation) < 0:
		return j, true // "we should add an alert and be careful"
	case s.is(j, "must", "should", "shall", "will", "'ll", "gotta", "shouldn") && !s.has(j+1, negation):
		return j, !s.asked(j)
	case s.is(j, "would", "'d") && s.is(j-1, "i") && !s.has(i, have):
		return j, !s.question() // advice
	case s.is(j, "need") && s.is(i, "be") && s.has(j-1, personPronoun):
		return j, true
	case s.is(j, "'s") && s.is(j-1, "let"):
		return j - 1, true
	case s.is(j, "to"):
		return s.urgedTo(j, i)
	case s.has(j, peopleObject) && s.is(j-1, "make"):
		return s.urged(j - 1)
	}
	return -1, false
}

// asked reports whether a modal stands in a question: "how will we …".
func (s *sentence) asked(j int) bool {
	return s.nearWord(j-4, j, "how", "what", "when", "where", "why") >= 0
}

// urgedTo looks before "to": need to, have to, want to, going to, up to the
// user to, or nothing at all.
func (s *sentence) urgedTo(j, i int) (int, bool) {
	k := j - 1
	for s.has(k, adverb) && !s.has(k, negation) {
		k--
	}
	if s.is(k-1, "for") && s.is(k-2, "easy", "easier", "hard", "harder", "possible", "impossible") {
		return -1, false
	}
	switch {
	case s.has(k, be) && s.nearWord(0, k-1, "takeaway", "lesson", "advice", "moral", "trick", "recommendation", "learning", "promise", "goal") >= 0:
		return j, true
	case s.has(k, personNoun, personPronoun) && s.is(s.backOver(k-1, determiner), "ask", "tell", "remind", "urge", "advise", "trust") && !s.is(k, "me"):
		k = s.backOver(k-1, determiner) + 1
		if s.is(k-1, "trust") {
			return j, true
		}
		return s.urged(k - 1)
	case s.is(k, "task", "ticket", "item", "reminder", "learned", "learnt", "strive", "aim", "committed", "hope", "determined", "pledge", "vow", "striving"):
		return j, !s.negated(k, 2)
	case s.is(k, "need", "needs", "have", "has", "going", "got", "want", "ought", "try", "important", "essential", "encouraged", "promise",
		"crucial", "everyone", "needed", "trying", "reminder", "required", "commit", "continue", "asked", "advised"):
		if s.negated(k, 2) || s.is(k, "going") && s.asked(k) || s.nearWord(k-3, k-1, "why", "what") >= 0 || s.is(k-2, "think") && s.negated(k-2, 2) {
			return -1, false
		}
		return k, true
	case s.nearWord(k-6, k, "up") >= 0 && s.is(s.nearWord(k-6, k, "up")+1, "to"):
		return j, true
	case s.has(k, peopleObject, personNoun) && s.is(k-1, "get"):
		return s.urged(k - 1)
	case s.has(k, personNoun, clientNoun) && s.is(k-1, "got"):
		return -1, false
	case s.has(k, personNoun) && s.is(k-1, "for") && s.has(i+1, moreWord):
		return j, true
	case s.has(k, personNoun, clientNoun) && s.near(k-4, k, obligation) >= 0:
		return j, true
	}
	return j, s.breaksAt(k) && k < i
}

// beAware: be aware of it, be mindful of it, which is to know it.
func beAware(s *sentence, i int) (span, bool) {
	if !s.is(i, "aware", "mindful") {
		return span{}, false
	}
	return s.careful(i)
}

// beCareful: be careful, stay vigilant, more careful handling.
func beCareful(s *sentence, i int) (span, bool) {
	if s.is(i, "aware", "mindful") {
		return span{}, false
	}
	found, ok := s.careful(i)
	if s.is(i+1, "with", "around") {
		found.verb = i + 1
	}
	return found, ok
}

// careful is an order or a promise to be what the adjective at i says.
func (s *sentence) careful(i int) (span, bool) {
	if s.is(i, "complacent", "careless", "sloppy", "hasty", "cavalier") {
		d := s.nearWord(i-5, i-1, "do")
		return phrase(d, i), d >= 0 && s.has(d+1, negation) && s.is(s.backOver(i-1, adverb), "be", "get") && (s.breaksAt(d-1) || s.is(d-1, "please"))
	}
	b := i - 1
	for (s.has(b, adverb, moreWord) || s.is(b, "a", "little", "bit", "lot", "quite", "super", "extra")) && !s.has(b, negation) {
		b--
	}
	if !s.is(b, "be", "stay", "remain", "become", "being", "keep") {
		return phrase(i-1, i), s.is(i-1, "more", "extra", "greater") && (s.plain(i+1) || s.has(i+1, ingForm)) && s.near(i-5, i-1, obligation) >= 0 && s.near(0, i, pastForm, have) < 0
	}
	first, ok := s.urged(b)
	if s.is(b, "being") || !ok || s.asideAware(i, b, first) || s.declined(b) || first == b && s.mentioned(i) {
		return span{}, false
	}
	return phrase(b, i), !s.seq(i+1, "what", "you", "wish")
}

// declined reports whether care is what somebody does not want to lean on:
// "instead of", "rather than", "stop telling people to".
func (s *sentence) declined(i int) bool {
	return s.nearWord(i-7, i-1, "instead", "rather", "stop", "without", "beyond", "avoid", "nobody") >= 0
}

// asideAware: "just be aware", "be aware that" announce something; "should
// be aware of" may list what people know.
func (s *sentence) asideAware(i, b, first int) bool {
	if !s.is(i, "aware") {
		return s.is(i, "mindful") && (s.is(first, "want") || s.seq(i+1, "of", "time") || s.seq(i+1, "of", "the", "time"))
	}
	_, k := s.agent(first)
	if s.is(first, "should") && s.is(i+1, "of") && s.plainObject(i+2) && s.is(first-1, "we", "engineers", "developers", "operators", "everyone") {
		return false
	}
	if first == b || s.is(first, "should", "will") || k == machine {
		return true
	}
	return s.is(i+1, "that")
}

// payAttention: we must pay more attention.
func payAttention(s *sentence, i int) (span, bool) {
	p := i - 1
	for s.has(p, moreWord, adverb, determiner) || s.is(p, "close", "careful") {
		p--
	}
	if !s.is(p, "pay", "paying") {
		if m := s.near(i+1, i+1, modal); m > 0 && s.is(i+2, "be") && s.is(i+3, "paid", "given") {
			return phrase(i, i+3), s.is(m, "must", "should", "will", "has")
		}
		return phrase(i-1, i), s.is(i-1, "more") && s.is(i-2, "needs", "need", "requires", "with")
	}
	if s.is(p, "paying") {
		return phrase(p, i), s.is(p-1, "be") && s.nearWord(p-3, p-1, "should", "must", "to") >= 0 && s.near(0, p, personPronoun) >= 0 && s.nearWord(0, p, "what") < 0
	}
	first, ok := s.urged(p)
	_, k := s.agent(first)
	noted := s.is(i+1, "to") && (s.breaksAt(i+2) || s.has(i+2, conjunction) && !s.is(i+2, "that") || s.is(i+2, "right", "today", "now")) || s.is(i-1, "no")
	return phrase(p, i), ok && k != machine && !noted && !s.hedged(i)
}

// hedged: "we'll do it but hopefully" is small talk, not a measure.
func (s *sentence) hedged(i int) bool {
	return s.nearWord(i, i+6, "hopefully") >= 0
}

// keepAnEye: keep an eye on, be on the lookout.
func keepAnEye(s *sentence, i int) (span, bool) {
	switch {
	case s.is(i, "watch") && s.is(i+1, "out", "for"):
		first, ok := s.urged(i)
		return phrase(i, i+1), ok && (s.is(i+1, "out") || first == i && !s.is(i+2, "the", "it"))
	case s.is(i, "top"):
		v := i - 2
		if s.is(v, "really", "more", "always") {
			v--
		}
		if !s.is(v, "stay", "be", "keep") {
			return span{}, false
		}
		_, ok := s.urged(v)
		return phrase(v, i), ok && s.is(i-1, "on") && s.is(i+1, "of") && !(s.is(v, "be") && s.is(v-1, "should"))
	case s.is(i, "awareness"):
		v := s.nearWord(i-2, i-1, "raise", "increase", "improve", "build")
		first, ok := s.urged(v)
		return phrase(v, i), v >= 0 && ok && !(s.is(first, "to") && s.near(0, first, edForm) >= 0)
	}
	k := s.nearWord(i-4, i-1, "keep", "keeping", "be")
	if k < 0 || s.is(k, "be") && !s.is(i, "lookout") || s.is(k, "keeping") {
		return span{}, false
	}
	_, ok := s.urged(k)
	return phrase(k, i), ok && !s.hedged(i)
}

// doubleCheck: double-check, check twice.
func doubleCheck(s *sentence, i int) (span, bool) {
	if s.is(i, "recheck") {
		_, ok := s.urged(i)
		return phrase(i, i), ok
	}
	if !s.is(i+1, "check") {
		return span{}, false
	}
	first, ok := s.urged(i)
	ok = ok || s.has(i-1, conjunction) && (s.near(0, i, machineNoun) < 0 || s.near(0, i, personNoun, personPronoun) >= 0)
	return phrase(i, i+1), ok && !s.mentioned(i) && !s.onceOnly(first, i)
}

// onceOnly reports whether somebody only says what he does next: "I'll double
// check that", "just to double-check"; not for the next time.
func (s *sentence) onceOnly(first, i int) bool {
	if s.is(i+2, "me", "that") && s.is(first, "let") || s.is(first-1, "i") && !s.is(first, "would", "'d") || s.is(first, "to", "want") && s.is(first-1, "just") {
		return s.nearWord(0, len(s.toks)-1, "next", "always", "future", "forward", "again") < 0
	}
	return s.is(first-1, "i") && s.is(first+1, "have")
}

// takeCare: take more care, with more caution, exercise caution.
func takeCare(s *sentence, i int) (span, bool) {
	if s.mentioned(i) || s.is(i, "care") && s.is(i+1, "of", "about") {
		return span{}, false
	}
	if v := s.nearWord(i+1, i+4, "taken", "put", "exercised", "used", "paid", "needed", "required", "advised", "given"); v > 0 && s.has(i+1, modal, be) && !s.has(i+1, wasWere) {
		return phrase(i, v), s.has(i+1, modal) && !s.is(i+1, "can", "may", "would") || s.is(v, "needed", "required", "advised")
	}
	v := s.nearWord(i-5, i-1, "take", "exercise", "use", "show", "apply", "improve", "increase", "with", "require", "requires", "need", "needs")
	if v < 0 {
		return phrase(i-1, i), s.is(i-1, "more", "greater") && s.breaksAt(i-2) && s.is(i+1, "in", "with", "when", "around")
	}
	if s.is(v, "need", "needs", "require", "requires") {
		return phrase(v, i), s.has(i-1, moreWord) && !s.is(i+1, "of", "about")
	}
	more := s.near(v, i, moreWord) >= 0 || s.is(i-2, "lot") && s.is(i-1, "of")
	if s.is(v, "with") {
		return phrase(v, i), more && s.near(0, v, obligation) >= 0 && s.near(0, v, haveAfter) < 0
	}
	if s.seq(v, "take", "care") && !more && s.breaksAt(v-1) && s.breaksAt(i+1) {
		return span{}, false // goodbye
	}
	_, ok := s.urged(v)
	return phrase(v, i), ok && (more || !s.is(i, "care") || i == v+1)
}

// inMind: we need to keep this in mind.
func inMind(s *sentence, i int) (span, bool) {
	v := s.nearWord(i-4, i-2, "keep", "bear")
	first, ok := s.urged(v)
	return phrase(v, i), v > 0 && ok && first < v && s.is(i-1, "in") && s.is(first, "need", "must", "should", "have", "ought", "will", "'ll") && !s.is(first-1, "i") && s.near(v+1, i, pronoun) > 0 && s.near(i, len(s.toks)-1, showNoun) < 0
}

// rememberTo: remember to, don't forget to.
func rememberTo(s *sentence, i int) (span, bool) {
	if s.is(i, "mind") {
		return inMind(s, i)
	}
	if s.is(i, "forget") {
		neg := s.has(i-1, negation) && s.is(i-2, "do", "'s") || s.is(i-1, "never", "not")
		return phrase(s.negative(i-1), i), neg && s.is(i+1, "to", "any", "all", "the") && s.near(i-5, i, pastForm) < 0
	}
	first, ok := s.urged(i)
	if !ok {
		return span{}, false
	}
	return phrase(i, i), s.is(i+1, "to") || first != i && s.is(first, "need", "must", "have", "should") && s.is(first-1, "you", "we", "really", "everyone") && !s.is(i+1, "as", "that", "who", "why", "when", "where", "all") && !s.breaksAt(i+1) && !s.has(i+1, personPronoun)
}

// thinksTwice: think twice before.
func thinksTwice(s *sentence, i int) (span, bool) {
	if s.is(i, "before") {
		_, ok := s.urged(i - 1)
		return phrase(i-1, i), ok && s.is(i-1, "think") && (s.has(i+1, ingForm) || s.is(i+1, "you", "we"))
	}
	_, ok := s.urged(i - 1)
	return phrase(i-1, i), ok && s.is(i-1, "think", "check", "look")
}

// doBetter: we need to do better, will try harder.
func doBetter(s *sentence, i int) (span, bool) {
	if s.is(i, "harder") {
		_, ok := s.urged(i - 1)
		return phrase(i-1, i), ok && s.is(i-1, "try", "work", "look")
	}
	if s.is(i, "better") && s.is(i-1, "coordinate", "collaborate", "plan", "prepare", "align", "listen") {
		first, ok := s.urged(i - 1)
		return phrase(i-1, i), ok && first < i-1
	}
	if s.is(i, "better") && (s.is(i+1, "about", "at") || s.is(i+1, "all", "just") && s.is(i+2, "at", "just", "about")) {
		b := s.nearWord(i-4, i-1, "be", "get")
		first, ok := s.urged(b)
		who, k := s.agent(max(first, 0))
		return phrase(b, i), b >= 0 && ok && first < b && !(s.is(first, "want", "trying") && !s.is(who, "we")) && k != machine
	}
	if s.is(i, "better") && s.is(i-1, "to") && s.is(i+1, "check", "communicate", "coordinate", "plan", "test", "review", "discuss") {
		_, ok := s.urgedTo(i-1, i+1)
		return phrase(i, i+1), ok
	}
	if s.is(i, "better") && s.is(i-1, "be") && s.has(i+1, workVerb) {
		first, ok := s.urged(i - 1)
		return phrase(i-1, i+1), ok && first < i-1
	}
	if !s.is(i, "do") {
		return span{}, false
	}
	last := s.skipWords(i+1, "a", "much")
	first, ok := s.urged(i)
	if c := s.backOver(i-1, adverb); !ok && s.is(c, "can") && s.is(c-1, "we") && s.breaksAt(last+1) {
		first, ok = c, true
	}
	if !s.is(last, "better") || !ok || s.is(last+1, "than") || s.asked(i) || s.question() {
		return span{}, false
	}
	who, k := s.agent(max(first, 0))
	return phrase(i, last), first < i && (k != machine && k != thing || who < 0)
}
