package language

import "strings"

// Blame: a person or a team as the trouble. People forget and overlook,
// machines only "fail to start"; so most rules ask for the agent first.

const (
	sourceBlame = "Dekker, The Field Guide to Understanding 'Human Error': the new view; Woods et al., Behind Human Error"

	reasonPerson = "This makes a person the explanation."
	reasonSelf   = "This makes a person's slip the explanation."
	reasonDuty   = "This names what people did not do, not what they did."
)

func blameRules() []rule {
	sense := []string{
		"What {was} {who} seeing {at}?",
		"How did it make sense to {whom} at the time?",
		"~How did it make sense at the time?",
		"What information was there, and what was missing?",
		"What else was going on around then?",
		"How does this part of the work usually go?",
	}
	lapse := []string{
		"What {was} {who} in the middle of {when}?",
		"~What else was going on {when}?",
		"What was there to see or hear just then?",
		"What helps with this on an ordinary day?",
	}
	did := []string{
		"What {was} {who} dealing with {when}?",
		"~What was there to see {when}?",
		"How does this usually go?",
		"What else was asking for attention?",
	}
	turn := []string{
		"What else was asking for attention {when}?",
		"How is it usually settled who does this?",
		"How would one notice that it is still to be done?",
	}
	aside := []string{
		"What made that look like the sensible thing to do?",
		"What else was asking for attention?",
		"How does something like this usually reach the people it concerns?",
	}
	own := []string{
		"How did it make sense to {whom} at the time?",
		"~How did it make sense at the time?",
		"What made it easy for that to happen?",
		"What information was there, and what was missing?",
	}
	many := []string{
		"Which of them taught the most?",
		"What made them easy to make?",
		"What was not yet known then?",
	}
	invite := []string{
		"What made it easy for that to happen?",
		"What did the screen or the instructions invite people to do?",
		"What information was there, and what was missing?",
	}
	ease := []string{
		"What made it easy for that to happen?",
		"How did it make sense at the time?",
		"What information was there, and what was missing?",
	}
	act := []string{
		"What made it easy for that to happen?",
		"What did it look like just before?",
		"What was there to see right after it?",
	}
	skill := []string{
		"How does one usually get to know this part of the work?",
		"What help was within reach {when}?",
		"What made the chosen way look right?",
	}
	mk := func(id string, level Level, on tag, find func(*sentence, int) (span, bool), reason string, ask []string) rule {
		return rule{id, Blame, level, on, find, reason, ask, sourceBlame}
	}
	rules := []rule{
		mk("human-error", Ask, errorWord, humanError, reasonPerson, invite),
		mk("made-error", Ask, errorWord, madeError, reasonSelf, ease),
		mk("negligence", Ask, slipNoun, slip, reasonPerson, ease),
		mk("accidentally", Ask, accidentAdverb, accidentally, reasonSelf, act),
		mk("accidental-act", LookAgain, accidentAdjective, accidentalAct, reasonSelf, act),
		mk("forgot", Ask, slipVerb, forgot, reasonSelf, lapse),
		mk("ignored", Ask, slipVerb, ignored, reasonDuty, aside),
		mk("misjudged", Ask, slipVerb, misjudged, reasonSelf, sense),
		mk("messed-up", Ask, botchVerb, botched, reasonSelf, sense),
		mk("dropped-the-ball", Ask, turnWord, ballDropped, reasonSelf, sense),
		mk("missed", Ask, missVerb, missed, reasonSelf, lapse),
		mk("leaving-out", LookAgain, leaveOut, leavingOut, reasonDuty, did),
		mk("not-doing", LookAgain, laidTo, notDoing, reasonDuty, did),
		mk("mistake", Ask, mistakeNoun, mistake, reasonSelf, own),
		mk("mistakes", Ask, mistakeNoun, mistakes, reasonSelf, many),
		mk("fault", Ask, faultNoun, faulted, reasonPerson, own),
		mk("to-blame", Ask, guiltWord, toBlame, reasonPerson, ease),
		mk("why-not", LookAgain, dutyVerb, whyNot, reasonDuty, did),
		mk("how-could-they", LookAgain, wonderWord, howCould, reasonPerson, sense),
		mk("failed-to", Ask, failedWord, failedTo, reasonDuty, did),
		mk("failure-to", LookAgain, failureWord, failureTo, reasonDuty, did),
		mk("did-not", LookAgain, dutyVerb, vary(didNot, variant{"did-not-listen", "", ofListening, aside}), reasonDuty, did),
		mk("nobody-did", LookAgain, duty2, nobodyDid, reasonDuty, turn),
		mk("had-not", LookAgain, workVerb, hadNot, reasonDuty, did),
		mk("bad-judgement", LookAgain, decisionNoun, theirDecision, reasonPerson, sense),
		mk("no-attention", Ask, attentionWord, noAttention, reasonDuty, did),
		mk("lack-of-skill", LookAgain, lackWord, lackOfSkill, reasonPerson, skill),
		mk("little-skill", LookAgain, shortAdjective, lackOfSkill, reasonPerson, skill),
		mk("careless", Ask, flawAdjective, flawed, reasonPerson, sense),
		mk("more-care", LookAgain, careAdjective, moreCare, reasonDuty, did),
		mk("more-caution", LookAgain, careNoun, moreCare, reasonDuty, did),
		mk("dumb", Ask, foolWord, fool, reasonPerson, sense),
		mk("my-bad", Ask, turnWord, myBad, reasonSelf, sense),
		mk("fat-fingered", Ask, turnWord, fatFingered, reasonSelf, act),
		mk("wrongly-assumed", Ask, assumeAdverb, wronglyAssumed, reasonSelf, sense),
		mk("on-me", Ask, onWord, onMe, reasonSelf, sense),
		mk("got-it-wrong", LookAgain, wrongWord, gotWrong, reasonSelf, lapse),
		mk("skipped", LookAgain, skipVerb, skippedStep, reasonDuty, did),
		mk("known-better", Ask, turnWord, knownBetter, reasonSelf, sense),
	}
	return append(rules, slipRules(mk)...)
}

// humanError: "human error", "operator error", asserted about an event.
func humanError(s *sentence, i int) (span, bool) {
	if s.is(i-1, "'s") && s.has(i-2, humanWord, personNoun) && !s.is(i-2, "user") && s.near(0, len(s.toks)-1, pastForm, edForm, wasWere) >= 0 {
		return phrase(i-2, i), !s.unasserted(i - 2)
	}
	if s.supposing(i) || s.seq(i-3, "there", "is") || !s.has(i-1, humanWord) || s.unasserted(i-1) || s.is(i+1, "handling", "message", "messages", "page", "pages", "screen", "dialog", "report", "reports", "rate", "rates", "log", "logs", "are", "code", "codes") {
		return span{}, false
	}
	if s.is(i, "errors") && (s.is(i+1, "were", "and", "or", "out") || s.is(i-2, "and", "or") && s.near(0, i, causedVerb, dueWord) < 0) || s.is(i+1, "out") {
		return span{}, false // one of many, or a kind
	}
	return phrase(i-1, i), true
}

// unasserted reports whether the noun at i is denied, a term, a risk ahead
// or something to guard against.
func (s *sentence) unasserted(i int) bool {
	if s.mentioned(i) || s.is(i-1, "any") {
		return true
	}
	for j := i - 1; j >= 0 && j >= i-5 && s.toks[j].kind != breaks; j-- {
		if s.is(j, "room", "risk", "possibility", "chance", "prone", "potential", "rely", "relying", "relies", "reduce", "reducing", "eliminate", "handle",
			"if", "minimize", "minimise", "likelihood", "protect", "tolerate", "always", "could", "can", "may", "might", "will", "'ll", "notion", "such", "debate", "during", "often") {
			return true
		}
	}
	return s.is(i+2, "handling", "is", "happens") && s.is(i+3, "a", "not", "never", "inevitable")
}

// madeError: an error somebody made.
func madeError(s *sentence, i int) (span, bool) {
	if s.is(i, "error") && s.nearWord(i+1, i+4, "made") >= 0 && s.near(i+1, i+2, wasWere, pronoun) >= 0 && !s.mentioned(i) {
		return phrase(i, s.nearWord(i+1, i+4, "made")), true
	}
	if s.has(i+1, wasWere) && s.is(i+2, "mine", "ours", "his", "hers", "theirs") {
		return phrase(i, i+2), true
	}
	if m := s.nearWord(i-4, i-1, "made"); m >= 0 && !s.is(m+1, "up") && s.is(i, "error", "errors") {
		who, ok := s.didIt(m)
		return span{first: m, last: i, person: who, verb: -1}, ok && !s.question()
	}
	if s.ownPart(i) || s.is(i+1, "of", "in") && s.has(i+2, skillNoun) && !s.is(i+2, "training", "experience") {
		return phrase(i, min(i+3, s.clauseEnd(i))), !s.mentioned(i)
	}
	if by := s.doneBy(i, i); by >= 0 && s.is(i+1, "by") && s.is(i, "error") && !s.is(i-1, "in") && !s.supposing(i) {
		return span{first: i, last: max(by, s.near(by+1, by+4, personNoun)), person: by, verb: -1}, !s.mentioned(i)
	}
	if s.is(i-1, "in") && s.past(i-2) && s.is(i, "error") && (s.breaksAt(i+1) || s.is(i+1, "by")) {
		return phrase(i-1, i), !s.is(i-2, "resulted", "ended", "was", "were", "resulting")
	}
	return span{}, false
}

// ownPart reports whether the noun at i is laid to somebody: "on our part",
// "on my side".
func (s *sentence) ownPart(i int) bool {
	return s.is(i+1, "on") && s.has(i+2, possessive) && !s.is(i+2, "its", "your") && s.is(i+3, "part", "side", "end", "behalf")
}

func slip(s *sentence, i int) (span, bool) {
	if s.is(i, "miscommunication", "miscommunications") && i > 0 && s.nearWord(i-4, i-1, "to", "of", "was", "by", "through") < 0 && s.nearWord(i-8, i-5, "due") < 0 {
		return span{}, false // an apology for it
	}
	if s.is(i, "misunderstanding") && (s.is(i+1, "that", "is") && s.nearWord(i-4, i-1, "based", "due", "by", "from", "was") < 0 || s.has(i-1, be, pronoun) && !s.has(i-1, determiner)) {
		return span{}, false // a belief, or the speaker following the talk
	}
	if s.unasserted(i) || s.supposing(i) || s.nearWord(i+1, i+5, "whatever") > 0 || s.nearWord(i-3, i-1, "there") >= 0 && s.near(0, i, wasWere) < 0 || s.is(i+1, "committee", "board", "body", "by", "of", "and", "role") && s.is(i, "oversight") {
		return span{}, false
	}
	if !s.is(i, "oversight", "pebkac", "misjudgment", "misjudgement", "miscommunication", "miscommunications") && s.standing(i) {
		return span{}, false
	}
	if s.is(i, "oversight") && (!s.is(i-1, "an", "this", "our", "operational") && !s.is(i-2, "an", "our") || s.plain(i+1) && !s.has(i+1, pastForm, edForm, dueWord)) {
		return span{}, false
	}
	if s.seq(i-2, "place", "of") || s.has(i-1, possessive) && s.is(i, "incompetence") && s.near(0, i, edForm, pastForm, wasWere) < 0 {
		return span{}, false
	}
	return phrase(i, i), true
}

// standing reports whether the noun at i is spoken of as it is in general:
// "laziness is a virtue", "a lot of misunderstanding about it". What explains
// an event is told in the past, as its cause, or in a note without a verb.
func (s *sentence) standing(i int) bool {
	if s.question() && s.near(0, i, wasWere) < 0 || s.is(i-1, "of") && s.is(i-2, "lot", "bit", "kind", "lots") {
		return true
	}
	if s.is(i, "misunderstanding") && s.has(i+1, pronoun) && !s.is(i+1, "that", "between") {
		return true
	}
	return len(s.toks) > 8 && !s.is(i-1, "'s") && s.near(0, len(s.toks)-1, edForm, pastForm, wasWere, dueWord, causedVerb) < 0
}

// accidentally: about a past human act; scripts and changes may.
func accidentally(s *sentence, i int) (span, bool) {
	if s.is(i, "wrongly") && s.is(i+1, "assumed", "thought", "believed") {
		return span{}, false
	}
	if s.supposing(i) {
		return span{}, false
	}
	v := i + 1
	for s.has(v, adverb, negation) && v < i+3 {
		v++
	}
	if s.is(v, "double", "over", "re", "mis") && s.past(v+1) {
		v++ // "accidentally double paid"
	}
	if s.plain(v) && !s.participle(v) && !s.past(v) && s.participle(v+1) && v+1 < len(s.toks) && s.toks[v+1].start == s.toks[v].end+1 && s.text[s.toks[v].end] == '-' {
		v++ // "mistakenly fast-forwarded"
	}
	switch {
	case s.near(i-3, i-1, modal) >= 0 && !s.has(s.backOver(i-1, adverb), have):
		return span{}, false
	case s.doneBy(i, v) >= 0:
		if !s.past(v) && !s.participle(v) {
			v = i
		}
		return span{first: i, last: v, person: s.doneBy(i, v), verb: -1}, true
	case s.has(s.backOver(i-1, adverb), wasWere) || s.is(i-1, "being", "got"):
		return s.passiveAccident(i, v)
	case s.accidentNoun(i, v):
		return span{first: i, last: v, person: -1, verb: v}, !s.is(i, "wrongly", "unknowingly") && !s.mentioned(i) && s.machineBy(v) < 0
	case s.breaksAt(i-1) && s.past(v) && !s.has(v, be):
		// a note without its subject: "Accidentally deployed the branch"
		aside := i > 0 && s.near(0, i, machineNoun) >= 0 && s.near(0, i, personNoun, personPronoun) < 0
		return span{first: i, last: v, person: -1, verb: v}, !aside && !s.is(i, "wrongly")
	case s.has(v, auxiliary) && s.has(v+1, negation), s.is(v, "did") && !s.breaksAt(v+1):
	case s.is(v, "became", "had", "did"), s.generic(i):
		return span{}, false
	case s.past(v) || s.participle(v) && s.has(i-1, have, had), s.has(v, ingForm) && s.has(i-1, personNoun) && !s.mentioned(i) && !s.is(i-1, "somebody", "someone", "people"):
	case s.past(i-1) && (s.breaksAt(i+1) || !s.has(i+1, edForm, pastForm)) && !s.has(s.backOver(i-2, adverb), wasWere):
		v = i - 1
	case s.breaksAt(i+1) && s.passiveBefore(i):
		// "it had been set as the default accidentally"
		return phrase(i, i), !s.is(i, "wrongly")
	default:
		if v = s.didBefore(i); v < 0 {
			return span{}, false
		}
	}
	return s.accidentOf(i, v)
}

// didBefore returns the verb of an act that an adverb at i closes, "deleted
// the old volume accidentally", or -1.
func (s *sentence) didBefore(i int) int {
	if !s.breaksAt(i+1) && !s.has(i+1, preposition, conjunction) || s.is(i, "wrongly", "unknowingly") || s.lucky(i) {
		return -1
	}
	for j := i - 1; j > 0 && j > i-9 && !s.breaksAt(j); j-- {
		if s.past(j) && !s.has(j, wasWere) {
			return j
		}
	}
	return -1
}

// accidentNoun reports whether the adverb at i belongs to a participle that
// stands for an act of people: "an inadvertently applied rule", "had its data
// accidentally deleted", "…, accidentally overwriting the rest".
func (s *sentence) accidentNoun(i, v int) bool {
	switch {
	case s.is(i-1, "a", "an", "the", "one", "any"):
		return s.participle(v) && s.plain(v+1)
	case s.breaksAt(i-1) && s.has(v, ingForm):
		return i > 0 && s.passiveBefore(i-1) && s.machineBy(i-8) < 0
	}
	h := s.near(max(0, i-6), i-1, have, had)
	return s.participle(v) && s.breaksAt(v+1) && h >= 0 && s.has(h+1, determiner) && s.plain(i-1)
}

// accidentOf wants a person as the subject of an accident: the adverb is at
// i, its verb at v. What one says of oneself with "accidentally" is talk
// unless something was done to the work.
func (s *sentence) accidentOf(i, v int) (span, bool) {
	who, k := s.agent(min(i, v))
	small := s.is(v, "closed", "opened", "started", "pressed", "clicked", "used")
	if s.is(who, "i", "we") && !s.is(i, "inadvertently", "mistakenly", "erroneously", "unintentionally") && (small || !s.has(v, handVerb) && s.near(v, v+8, machineNoun, taskNoun) < 0) {
		return span{}, false // "I accidentally started a band"
	}
	person := k == human || k == client || s.is(who-1, "manual") || k == nobodyKnown && (s.named(who) || s.carriedOn(i, who) && s.has(v, handVerb))
	return span{first: i, last: i, person: who, verb: v}, person
}

// doneBy returns the person or team an act is laid to after it, "… by the
// network team", or -1. from is the first token of the act, v its verb.
func (s *sentence) doneBy(from, v int) int {
	for j := from; j < len(s.toks) && j <= v+6; j++ {
		if s.toks[j].kind == breaks {
			return -1
		}
		if !s.is(j, "by") {
			continue
		}
		for k := j + 1; k <= j+5 && !s.breaksAt(k) && !s.has(k, preposition, conjunction, ingForm); k++ {
			if s.has(k, personNoun, personPronoun) && !s.has(k+1, machineNoun) && !s.is(k+1, "'s") {
				return k
			}
		}
		return -1
	}
	return -1
}

// passiveBefore reports whether the clause that ends at i is in the passive
// and names no machine as the one that did it.
func (s *sentence) passiveBefore(i int) bool {
	for j := i - 1; j > 0 && !s.breaksAt(j); j-- {
		if s.is(j, "by") && s.near(j+1, i, machineNoun) >= 0 {
			return false
		}
		if s.participle(j) && s.has(s.backOver(j-1, adverb), wasWere) {
			return true
		}
	}
	return false
}

// generic reports whether the clause of token i speaks of anybody at any
// time: "because you accidentally …", "when you …".
func (s *sentence) generic(i int) bool {
	y := s.nearWord(i-3, i-1, "you")
	return y >= 0 && s.is(y-1, "because", "when", "where", "once", "so", "that", "then", "and")
}

// carriedOn reports whether the verb at i goes on with a person named before
// an and: "she opened the wrong tab and accidentally …".
func (s *sentence) carriedOn(i, who int) bool {
	return who < 0 && s.has(i-1, conjunction) && s.near(0, i, personNoun, personPronoun) >= 0
}

// passiveAccident: "was accidentally deleted", unless by a machine.
func (s *sentence) passiveAccident(i, v int) (span, bool) {
	if s.has(v, ingForm) {
		found, ok := s.accidentOf(s.backOver(i-1, adverb), v)
		found.first, found.last = i, v
		return found, ok
	}
	if !s.participle(v) && !s.past(v) || s.is(i, "wrongly", "unknowingly") || s.is(i-1, "being") && s.mentioned(i) {
		return span{}, false
	}
	return span{first: i, last: v, person: -1, verb: v}, s.machineBy(v) < 0
}

func accidentalAct(s *sentence, i int) (span, bool) {
	if !s.act(i+1) && !s.is(i, "unintended") && s.plain(i+1) && !s.has(i+1, checkVerb) && s.act(i+2) && !s.unasserted(i) {
		return phrase(i, i+2), true // "an accidental bucket deletion"
	}
	if !s.act(i+1) || s.unasserted(i) || s.is(i, "erroneous") && s.has(i+1, machineNoun) {
		return span{}, false
	}
	return phrase(i, i+1), true
}

// act reports whether token i is a noun for something people do: a run, a
// push, and most nouns made from verbs.
func (s *sentence) act(i int) bool {
	if s.has(i, actNoun) {
		return true
	}
	if i < 0 || i >= len(s.toks) || s.has(i, machineNoun, eventNoun) || s.has(i+1, ingForm) {
		return false
	}
	w := strings.ToLower(s.textOf(i, i))
	for _, ending := range [...]string{"ation", "etion", "ission", "ing", "val", "ment"} {
		if len(w) > len(ending)+3 && strings.HasSuffix(w, ending) {
			return ending != "ing" || !s.plain(i+1) // "breaking changes" are no act
		}
	}
	return false
}
