package language

import "strings"

// What to ask where somebody tells of something that did not happen. Which
// questions ring true hangs on what was told: an act or a state, help or harm,
// done or left.

const (
	sourceCF = "Dekker, The Field Guide to Understanding 'Human Error': counterfactual reasoning; Etsy Debriefing Facilitation Guide"

	reasonNotHappened = "This tells of something that did not happen."
)

func counterfactualRules() []rule {
	then := []string{
		"What {was} {who} seeing {when}?",
		"~What did it look like {when}?",
		"What was known about {thing} by then?",
		"What made that the sensible thing to do?",
		"What was going on around it?",
	}
	happened := []string{
		"What did happen, step by step?",
		"What did it look like {when}?",
		"What was it set up to do?",
	}
	states := []string{
		"How did it come to be that way?",
		"What was there instead?",
		"What makes it hard to have?",
	}
	along := []string{
		"What was happening during that time?",
		"What signals were there along the way?",
		"What did happen, step by step?",
	}
	helped := []string{
		"What was there to go by {when}?",
		"What did happen, step by step?",
		"What would make that possible next time?",
	}
	negative := []string{
		"What did happen, step by step?",
		"What made the difference?",
		"What was there to go by {when}?",
	}
	harmed := []string{
		"What kept it from going that way?",
		"What made the difference?",
		"What did happen, step by step?",
	}
	turns := []string{
		"What kept that from happening?",
		"What was there to go by {when}?",
		"What was going on around it?",
	}
	knew := []string{
		"What was known {when}?",
		"How does word of that usually get around?",
		"What did happen, step by step?",
	}
	wishes := []string{
		"What was there to work with at that moment?",
		"How did it come to be that way?",
		"What would make it easier next time?",
	}
	mk := func(id string, level Level, on tag, find finder, ask []string) rule {
		return rule{id, Counterfactual, level, on, find, reasonNotHappened, ask, sourceCF}
	}
	told := []string{
		"What reached {whom} {when}?",
		"~What was known {when}?",
		"Who knew of it by then, and how?",
		"How does word of that usually get around?",
	}
	template := []string{
		"What was hard, and what made it hard?",
		"What surprised you?",
		"What helped?",
	}
	bare := variant{"template-question", Note, asTemplate, template}
	state := []variant{bare, {"should-have-been-told", "", asTold, told}, {"than-it-should", "", asMore, along}, {"should-have-state", "", asState, states}}
	harm := variant{"could-have-harm", LookAgain, harmful, harmed}
	return []rule{
		mk("should-have", Ask, shouldWord, vary(shouldHave, state...), then),
		mk("should-have-happened", Ask, shouldWord, vary(shouldHaveHappened, state...), happened),
		mk("ought-to-have", Ask, oughtWord, oughtHave, then),
		mk("need-not-have", Ask, needWord, needHave, then),
		mk("could-have", Ask, couldWord, vary(couldHave, bare, harm), then),
		mk("could-have-happened", LookAgain, couldWord, vary(couldHaveHappened, bare, harm), turns),
		mk("would-have", Ask, wouldWord, vary(wouldHave,
			variant{"would-have-harm", "", harmful, harmed}, variant{"would-not-have", "", denied, negative},
			variant{"would-have-known", "", onKnowing, knew}), helped),
		mk("might-have", LookAgain, mightWord, mightHave, helped),
		mk("if-had", Ask, ifWord, vary(unsaid(ifHad),
			variant{"if-had-not", "", denied, negative}, variant{"if-had-known", "", ofKnowledge, knew}), helped),
		mk("had-we", Ask, hadStart, vary(unsaid(hadInverted),
			variant{"had-we-not", "", denied, negative}, variant{"had-we-known", "", ofKnowledge, knew}), helped),
		mk("if-only", Ask, ifWord, ifOnly, wishes),
		mk("wish", Ask, wishWord, wishHad, wishes),
		mk("supposed-to", LookAgain, supposeWord, supposedTo, happened),
	}
}

// asState: what should have been so, rather than been done: should have had,
// should have been simpler, than it should have.
func asState(s *sentence, found span) bool {
	v := found.verb
	switch {
	case s.is(v, "had") && s.is(v+1, "that", "this", "a") && s.is(v+2, "bug", "problem", "issue", "outage", "incident"):
		return true
	case v < 0, s.has(found.person, personPronoun, personNoun):
		return false
	case s.is(v, "had"):
		return !s.participle(v + 1)
	}
	return s.is(v, "been") || s.nearWord(found.last+1, v-1, "been") > 0 && !s.participle(v)
}

// unsaid passes over a condition whose outcome is marked: the two are one
// counterfactual. What should have been stands for itself.
func unsaid(find finder) finder {
	return func(s *sentence, i int) (span, bool) {
		for _, f := range s.flags {
			if f.Class == Counterfactual && !strings.HasPrefix(f.Rule, "counterfactual/should") && !strings.HasPrefix(f.Rule, "counterfactual/than") {
				return span{}, false
			}
		}
		return find(s, i)
	}
}

// asTemplate: a question of a form to fill in, "What could have gone better?"
func asTemplate(s *sentence, found span) bool {
	last := len(s.toks) - 1 - boolInt(s.breaksAt(len(s.toks)-1))
	first := 0
	for first < last && s.breaksAt(first) {
		first++
	}
	return last-first < 7 && s.is(first, "what", "anything") && found.first <= first+1 && s.is(last, "better", "differently")
}

// asTold: what should have reached somebody: "we should have been told".
func asTold(s *sentence, found span) bool {
	return s.is(found.verb, "told", "informed", "warned", "paged", "notified", "alerted", "asked", "called", "consulted", "involved") &&
		s.nearWord(found.last+1, found.verb-1, "been") > 0 && s.has(found.person, personPronoun, personNoun)
}

// asMore: longer, later, more than it should have.
func asMore(s *sentence, found span) bool {
	return s.nearWord(found.first-3, found.first, "than") >= 0
}

// harmful: what went better than it might have.
func harmful(s *sentence, found span) bool {
	v := max(found.verb, found.last)
	return s.nearWord(found.last+1, v+4, "worse", "lost", "lose", "dead", "died", "down", "crashed", "broken", "broke", "harmful", "disaster",
		"catastrophic", "fatal", "corrupted", "stolen", "hacked", "destroyed", "killed", "missed", "empty", "stuck", "hosed",
		"screwed", "only", "bad", "wrong") >= 0 || s.nearWord(0, v-1, "otherwise", "luckily", "fortunately", "lucky", "thankfully") >= 0
}

// denied: would not have, if we had not.
func denied(s *sentence, found span) bool {
	h := s.near(found.last+1, found.last+4, had)
	return s.near(found.first, found.last, negation) >= 0 || h > 0 && s.has(h+1, personPronoun) && s.has(h+2, negation)
}

// onKnowing: if we knew that, they would have.
func onKnowing(s *sentence, _ span) bool {
	i := s.near(0, len(s.toks)-1, ifWord, hadStart)
	return i >= 0 && (s.is(i, "if") || s.has(i+1, pronoun, personNoun)) && s.nearWord(i+1, i+4, "knew", "known") > 0
}

// ofKnowledge: had we known.
func ofKnowledge(s *sentence, found span) bool {
	return s.nearWord(found.first, found.last, "known", "told", "heard", "noticed", "realised", "realized", "seen", "understood", "informed") > 0
}
