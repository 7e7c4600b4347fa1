package language

import "strings"

// Blame: a person or a team as the trouble. People forget and overlook,
// machines only "fail to start"; so most rules ask for the agent first.

const (
	humanWord tag = endCF + iota
	errorWord
	slipNoun // negligence, incompetence
	accidentAdverb
	accidentAdjective
	byMistake
	slipVerb // forgot, overlooked: people only
	botchVerb
	missVerb
	mistakeNoun
	makeVerb
	faultNoun
	dutyVerb // what one owes: check, test, tell
	failedWord
	failureWord
	lackWord
	skillNoun // understanding, experience, care
	flawAdjective
	foolWord
	fatWord
	onWord
	badWord
	actNoun // human acts: attempt, run, deletion
	assumeVerb
	guiltWord
	assumeAdverb
	serveVerb // what a company promises its customers
	tellVerb  // I forgot to mention
	ballWord
	attentionWord
	duty2
	upkeepVerb // what keeps systems going: renewed, patched
	doneVerb   // what one does for others: told, warned
	wrongWord
	wrongVerb // what one gets wrong: read, typed
	skipVerb
	endBlame
)

func blameWords() []wordSet {
	return []wordSet{
		{humanWord, never, `human operator user pilot operational personnel manual engineer administrator driver people`},
		{errorWord, never, `error errors`},
		{errorWord, always, `human_error operator_error user_error pilot_error operational_error personnel_error manual_error
			engineer_error administrator_error driver_error people_error human_errors operator_errors user_errors
			operational_errors manual_errors error_made error_was error_i error_we error_he error_she error_they error_that
			error_on_our error_of in_error`},
		{slipNoun, always, `negligence incompetence carelessness sloppiness laziness complacency inattention oversight
			pebkac recklessness misunderstanding inexperience misjudgment misjudgement miscommunication miscommunications thoughtlessness ineptitude`},
		{accidentAdverb, always, `accidentally mistakenly erroneously inadvertently unintentionally unwittingly carelessly
			negligently recklessly foolishly stupidly blindly wrongly`},
		{accidentAdjective, always, `accidental inadvertent erroneous unintentional unintended`},
		{slipVerb, always, `forgot forgotten forget overlooked neglected misread misjudged miscalculated omitted erred mistyped
			mishandled disregarded ignored miscommunicated fumbled
			underestimated overestimated mistook misinterpreted misunderstood miscounted`},
		{botchVerb, never, `screw slip mess cock fuck foul`},
		{botchVerb, always, `screw_up slip_up mess_up cock_up fuck_up foul_up`},
		{botchVerb, always, `messed screwed botched goofed slipped blew bungled fucked cocked`},
		{missVerb, always, `missed`},
		{mistakeNoun, always, `mistake mistakes blunder blunders oversight misstep missteps accident`},
		{makeVerb, never, `made make making makes`},
		{faultNoun, never, `fault faults`},
		{faultNoun, always, `s_fault my_fault our_fault his_fault her_fault their_fault your_fault whose_fault own_fault
			at_fault`},
		{dutyVerb, never, `acknowledge answer renew rotate clean migrate upgrade automate replace address test check verify validate communicate assign monitor review document follow read listen update
			declare tell inform notify coordinate plan consider bother ensure consult escalate respond react act investigate
			prepare train rehearse inspect warn announce discuss measure audit double look think involve ask confirm
			question secure maintain patch share prioritise prioritize anticipate heed`},
		{failedWord, never, `failed failing`},
		{failedWord, always, `failed_to`},
		{failureWord, never, `failure`},
		{failureWord, always, `failure_to failure_of`},
		{lackWord, never, `lack`},
		{lackWord, always, `lacked lacking lack_of`},
		{skillNoun, never, `understanding experience knowledge training attention care ownership discipline expertise
			awareness familiarity proficiency diligence competence skill skills judgement judgment professionalism responsibility vigilance foresight
			rigor rigour thought focus concentration caution preparedness preparation`},
		{flawAdjective, always, `careless negligent sloppy lazy incompetent complacent inattentive inexperienced thoughtless
			unprofessional clueless inept foolish`},
		{foolWord, always, `stupid dumb idiot idiots idiotic fool moron silly`},
		{fatWord, always, `fingered`},
		{badWord, never, `bad`},
		{badWord, always, `my_bad`},
		{onWord, never, `on`},
		{actNoun, never, `attempt run deletion execution change commit push merge restart reboot removal shutdown command
			edit configuration deployment deploy release upgrade migration publication disclosure action exposure drop use
			omission click trigger rollback update rollout`},
		{assumeVerb, never, `assumed thought believed`},
		{assumeAdverb, always, `incorrectly falsely wrongly naively`},
		{guiltWord, never, `responsible`},
		{guiltWord, never, `responsibility`},
		{guiltWord, always, `blame culpable culprit responsible_for responsibility_for_not`},
		{serveVerb, never, `maintain deliver meet provide serve live achieve satisfy uphold honor honour be`},
		{tellVerb, never, `talk touch bring mention say introduce ask thank unmute mute note share`},
		{ballWord, never, `ball`},
		{ballWord, always, `the_ball`},
		{attentionWord, never, `attention careful thorough listening thinking paying checking reading testing asking telling
			reviewing verifying looking confirming notifying consulting informing watching concentrating monitoring`},
		{attentionWord, always, `without_reading without_testing without_asking without_telling without_reviewing
			without_verifying without_looking without_confirming without_notifying without_consulting without_informing
			without_thinking without_checking without_listening not_thinking t_thinking not_watching t_watching not_looking
			t_looking was_watching was_looking was_monitoring was_checking t_concentrating not_concentrating asleep_at`},
		{wrongWord, never, `wrong`},
		{wrongWord, always, `it_wrong that_wrong this_wrong them_wrong`},
		{wrongWord, withSlip, `wrong`},
		{wrongVerb, slipForm, `read got typed judged called estimated guessed counted`},
		{skipVerb, always, `skipped bypassed circumvented violated`},
		{upkeepVerb, never, `renewed rotated updated removed cleaned migrated configured added fixed addressed upgraded patched
			enabled replaced rebranded automated implemented finished completed tracked closed propagated`},
		{doneVerb, never, `bothered told owned updated read looked asked raised warned`},
		{duty2, always, `nobody never bothered`},
		{duty2, always, `no_one hadn had_not had_never did_not didn didnt did_nothing`},
		{personPronoun, always, `on_me on_us on_him on_her on_them`},
		{duty2, never, `one`},
	}
}

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
		"How does this step usually get done?",
		"What else was asking for attention?",
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
	return []rule{
		mk("human-error", Ask, errorWord, humanError, reasonPerson, ease),
		mk("made-error", Ask, errorWord, madeError, reasonSelf, ease),
		mk("negligence", Ask, slipNoun, slip, reasonPerson, ease),
		mk("accidentally", Ask, accidentAdverb, accidentally, reasonSelf, act),
		mk("accidental-act", LookAgain, accidentAdjective, accidentalAct, reasonSelf, act),
		mk("forgot", Ask, slipVerb, slipped, reasonSelf, lapse),
		mk("messed-up", Ask, botchVerb, botched, reasonSelf, sense),
		mk("dropped-the-ball", Ask, ballWord, ballDropped, reasonSelf, sense),
		mk("missed", Ask, missVerb, missed, reasonSelf, lapse),
		mk("mistake", Ask, mistakeNoun, mistake, reasonSelf, ease),
		mk("fault", Ask, faultNoun, faulted, reasonPerson, ease),
		mk("to-blame", Ask, guiltWord, toBlame, reasonPerson, ease),
		mk("failed-to", Ask, failedWord, failedTo, reasonDuty, did),
		mk("failure-to", LookAgain, failureWord, failureTo, reasonDuty, did),
		mk("did-not", LookAgain, dutyVerb, didNot, reasonDuty, did),
		mk("nobody-did", LookAgain, duty2, nobodyDid, reasonDuty, did),
		mk("had-not", LookAgain, workVerb, hadNot, reasonDuty, did),
		mk("bad-judgement", LookAgain, decisionNoun, theirDecision, reasonPerson, sense),
		mk("no-attention", Ask, attentionWord, noAttention, reasonDuty, did),
		mk("lack-of-skill", LookAgain, lackWord, lackOfSkill, reasonPerson, skill),
		mk("careless", Ask, flawAdjective, flawed, reasonPerson, sense),
		mk("dumb", Ask, foolWord, fool, reasonPerson, sense),
		mk("my-bad", Ask, badWord, myBad, reasonSelf, sense),
		mk("fat-fingered", Ask, fatWord, fatFingered, reasonSelf, act),
		mk("wrongly-assumed", Ask, assumeAdverb, wronglyAssumed, reasonSelf, sense),
		mk("on-me", Ask, onWord, onMe, reasonSelf, sense),
		mk("got-it-wrong", LookAgain, wrongWord, gotWrong, reasonSelf, lapse),
		mk("skipped", LookAgain, skipVerb, skippedStep, reasonDuty, did),
		mk("known-better", Ask, pastPart, knownBetter, reasonSelf, sense),
	}
}

// humanError: "human error", "operator error", asserted about an event.
func humanError(s *sentence, i int) (span, bool) {
	if !s.has(i-1, humanWord) || s.unasserted(i-1) || s.is(i+1, "handling", "message", "messages", "rate", "rates", "log", "logs", "are", "code", "codes") {
		return span{}, false
	}
	if s.is(i-1, "operational", "manual", "user") && s.is(i, "errors") && s.is(i+1, "were") {
		return span{}, false
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
		if s.is(j, "room", "risk", "possibility", "chance", "prone", "potential", "reduce", "reducing", "eliminate", "handle",
			"if", "minimize", "minimise", "likelihood", "protect", "tolerate", "always", "could", "can", "may", "might", "will") {
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
	if s.seq(i+1, "on", "our", "part") || s.seq(i+1, "of", "judgement") || s.seq(i+1, "of", "judgment") {
		return phrase(i, i+3), true
	}
	if s.is(i-1, "in") && s.past(i-2) && s.is(i, "error") && (s.breaksAt(i+1) || s.is(i+1, "by")) {
		return phrase(i-1, i), !s.is(i-2, "resulted", "ended", "was", "were", "resulting")
	}
	return span{}, false
}

func slip(s *sentence, i int) (span, bool) {
	if s.is(i, "miscommunication", "miscommunications") && s.nearWord(i-4, i-1, "to", "of", "was", "by", "through") < 0 {
		return span{}, false // an apology for it
	}
	if s.is(i, "misunderstanding") && (s.is(i+1, "that", "is") || s.has(i-1, be, pronoun) && !s.has(i-1, determiner)) {
		return span{}, false // a belief, or the speaker following the talk
	}
	if s.unasserted(i) || s.is(i+1, "committee", "board", "body", "by", "of", "and", "role") && s.is(i, "oversight") {
		return span{}, false
	}
	if s.is(i, "oversight") && (!s.is(i-1, "an", "this", "our", "operational") && !s.is(i-2, "an", "our") || s.plain(i+1) && !s.has(i+1, pastForm, edForm)) {
		return span{}, false
	}
	if s.seq(i-2, "place", "of") || s.has(i-1, possessive) && s.is(i, "incompetence") && s.near(0, i, edForm, pastForm, wasWere) < 0 {
		return span{}, false
	}
	return phrase(i, i), true
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
	for s.has(v, adverb) && v < i+3 {
		v++
	}
	found := phrase(i, i)
	switch {
	case s.doneBy(i, v) >= 0:
		if !s.past(v) && !s.participle(v) {
			v = i
		}
		return span{first: i, last: v, person: s.doneBy(i, v), verb: -1}, true
	case s.has(i-1, wasWere) || s.is(i-1, "being", "got"):
		return s.passiveAccident(i, v)
	case s.breaksAt(i-1) && s.past(v) && !s.has(v, be):
		// a note without its subject: "Accidentally deployed the branch"
		return span{first: i, last: v, person: -1, verb: v}, !s.is(i, "wrongly")
	case s.has(v, auxiliary) && s.has(v+1, negation), s.is(v, "did") && !s.breaksAt(v+1):
	case s.is(v, "became", "had", "did"), s.generic(i):
		return span{}, false
	case s.past(v) || s.participle(v) && s.has(i-1, have, had):
	case s.past(i-1) && (s.breaksAt(i+1) || !s.has(i+1, edForm, pastForm)):
		v = i - 1
	case s.breaksAt(i+1) && s.passiveBefore(i):
		// "it had been set as the default accidentally"
		return phrase(i, i), !s.is(i, "wrongly")
	default:
		return span{}, false
	}
	who, k := s.agent(min(i, v))
	found.person, found.verb = who, v
	return found, k == human || k == client || s.is(who-1, "manual") || k == nobodyKnown && (s.named(who) || s.carriedOn(i, who))
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
		for k := j + 1; k <= j+5 && !s.breaksAt(k) && !s.has(k, preposition, conjunction); k++ {
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
	if !s.participle(v) && !s.past(v) || s.is(i, "wrongly") {
		return span{}, false
	}
	for j := v + 1; j < len(s.toks) && j <= v+6 && s.toks[j].kind != breaks; j++ {
		if s.is(j, "by") && s.near(j+1, j+4, machineNoun) >= 0 {
			return span{}, false
		}
	}
	return span{first: i, last: v, person: -1, verb: v}, true
}

func accidentalAct(s *sentence, i int) (span, bool) {
	if !s.act(i+1) && s.plain(i+1) && !s.has(i+1, checkVerb) && s.act(i+2) && !s.unasserted(i) {
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
			return true
		}
	}
	return false
}

// slipped: forgot, overlooked, neglected, ignored.
func slipped(s *sentence, i int) (span, bool) {
	if s.supposing(i) {
		return span{}, false
	}
	who, ok := s.notMachine(i)
	passive := s.has(i-1, wasWere) || s.has(i-1, adverb) && s.has(i-2, wasWere)
	switch {
	case s.is(i, "forget"):
		return s.didForget(i)
	case s.is(i, "misunderstood", "misread") && s.nearWord(0, i, "maybe", "perhaps", "sorry", "may", "might") >= 0, s.is(i-1, "get", "gets", "getting"), s.is(i, "misunderstood") && s.has(s.backOver(i-1, adverb), be):
		return span{}, false
	case passive && s.doneBy(i, i) >= 0:
		return span{first: i - 1, last: i, person: s.doneBy(i, i), verb: -1}, !s.negated(i, 3)
	case s.is(i, "forgot", "forgotten"):
		if s.idleForgetting(i) {
			return span{}, false
		}
	case s.is(i, "ignored", "omitted", "misread", "disregarded") && (passive || !s.clearlyHuman(who)):
		return span{}, false
	case passive:
		return span{first: i - 1, last: i, person: -1, verb: -1}, !s.negated(i, 3) && s.near(0, i, modal) < 0
	case s.has(s.backOver(i-1, adverb), preposition, determiner):
		return span{}, false // "an often overlooked step"
	}
	guess := s.is(i-1, "have", "'ve") && s.is(i-2, "must")
	if !ok && !passive || s.negated(i, 3) || s.near(max(0, i-3), i, modal) >= 0 && !guess || s.has(i-1, be) && !passive {
		return span{}, false
	}
	return span{first: i, last: i, person: who, verb: i}, true
}

func (s *sentence) clearlyHuman(i int) bool {
	return i >= 0 && (s.kindOf(i) == human || s.named(i))
}

// idleForgetting: "I forgot to mention", "I forgot the name".
func (s *sentence) idleForgetting(i int) bool {
	who, _ := s.agent(i)
	switch {
	case s.is(i+1, "to") && s.has(i+2, tellVerb), s.is(who, "you"), s.has(i+1, pronoun) && s.has(s.skip(i+2, adverb), have, had, be):
		return true
	case s.is(i+1, "about"):
		return s.near(i+2, i+5, machineNoun, clientNoun) < 0
	case s.is(i+1, "that"):
		// what one no longer knew of how things are is small talk
		if s.has(i-1, have, adverb) && !s.has(who, personPronoun) {
			return true
		}
		return !s.is(who, "we", "they", "he", "she") && s.near(i+2, len(s.toks)-1, pastForm, wasWere) < 0
	}
	return s.is(i+1, "exactly", "how", "what", "who", "which", "where") ||
		s.has(i+1, determiner) && s.nearWord(i+2, i+3, "name", "names", "number", "numbers", "exact", "title", "word", "words", "term") >= 0 || s.breaksAt(i+1) && s.has(i-1, pronoun)
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
	up := at > 0 || s.is(i, "blew", "fucked") && s.is(i+1, "it") || s.is(i, "botched", "bungled", "goofed")
	who, ok := s.people(i)
	if !up || !ok || s.negated(i, 3) || s.has(s.backOver(i-1, adverb), be) || s.near(0, i, ifWord) >= 0 || s.has(i-1, modal) {
		return span{}, false
	}
	return span{first: i, last: max(i+1, at), person: who, verb: i}, true
}

func ballDropped(s *sentence, i int) (span, bool) {
	if !s.is(i-1, "the") || !s.is(i-2, "dropped", "drop") || s.negated(i-2, 3) {
		return span{}, false
	}
	who, _ := s.agent(i - 2)
	return span{first: i - 2, last: i, person: who, verb: -1}, true
}

// missed: a person missed a thing; "in case you missed it", "missed the
// call", "missed us" are not about work.
func missed(s *sentence, i int) (span, bool) {
	who, k := s.agent(i)
	if s.is(who, "you") || s.is(who-1, "who") || s.negated(i, 3) || s.supposing(i) || s.question() || s.near(i-3, i-1, modal) >= 0 || s.is(i+1, "you", "us", "him", "her", "them", "out") {
		return span{}, false
	}
	if s.nearWord(i+2, i+4, "mark", "call", "beginning", "start", "meeting", "train", "chance", "boat", "point", "stream", "livestream", "show",
		"episode", "talk", "conference", "reference", "joke", "session", "bit", "party", "days", "question", "part") >= 0 {
		return span{}, false
	}
	if s.has(i-1, wasWere) || s.has(i-1, adverb) && s.has(i-2, wasWere) {
		return span{first: i - 1, last: i, person: -1, verb: -1, level: LookAgain}, s.is(i+1, "by") && s.near(i+2, i+4, personNoun, pronoun) >= 0 || s.is(i+1, "in", "during", "when", "while")
	}
	person := k == human || k == nobodyKnown && (s.named(who) || who == 0 && s.has(i+1, determiner))
	return span{first: i, last: i, person: who, verb: i}, person
}
