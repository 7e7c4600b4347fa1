package language

// What to ask where work is judged.

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
	word := []string{
		"Who knew what, and when?",
		"How does word of this usually get around?",
		"What was competing for time and attention?",
	}
	paper := []string{
		"What was there to go by?",
		"What was missing from it?",
		"How do people find their way here otherwise?",
	}
	instead := []string{
		"What was there instead?",
		"How does this usually go?",
		"What was competing for time and attention?",
	}
	hindsight := []string{
		"What was knowable {when}?",
		"What pointed that way at the time?",
		"What is known now that nobody knew then?",
	}
	outcome := []string{
		"What was knowable {when}?",
		"What made it look right at the time?",
		"What else was on the table?",
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
	made := []string{
		"What makes it hard to work with?",
		"What was known when it was made?",
		"What was competing for time and attention?",
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
		mk("inadequate-work", LookAgain, shortAdjective, vary(inadequateWork,
			variant{"inadequate-word", "", ofWord, word}, variant{"inadequate-paper", "", ofPaper, paper}), reasonStandard, standard),
		mk("work-inadequate", LookAgain, shortAdjective, vary(workInadequate,
			variant{"word-inadequate", "", ofWord, word}, variant{"paper-inadequate", "", ofPaper, paper}), reasonStandard, standard),
		mk("lack-of-work", LookAgain, lackWord, vary(lackOfWork, variant{"lack-of-word", "", ofWord, word}), reasonStandard, instead),
		mk("not-properly", LookAgain, shortAdverb, notProperly, reasonStandard, standard),
		mk("poorly-done", LookAgain, poorlyAdverb, vary(poorlyDone, variant{"poorly-made", "", ofMaking, made}), reasonStandard, standard),
		mk("unacceptable", LookAgain, unacceptableWord, unacceptable, reasonStandard, needed),
		mk("obviously", LookAgain, obviousAdverb, obviously, reasonObvious, obvious),
		mk("in-hindsight", LookAgain, hindsightWord, inHindsight, reasonOutcome, hindsight),
		mk("looking-back", Note, lookingBack, looksBack, reasonOutcome, hindsight),
		mk("too-long", LookAgain, tooWord, vary(tooLong, variant{"too-fast", "", ofHaste, pressed}), reasonOutcome, pace),
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
		mk("below-standard", LookAgain, belowWord, belowStandard, reasonStandard, needed),
		mk("without-review", LookAgain, withoutWord, withoutReview, reasonStandard, pressed),
		mk("poor-job", LookAgain, jobWord, poorJob, reasonStandard, standard),
		mk("work-failed", LookAgain, breakdown, workFailed, reasonStandard, instead),
		mk("a-mess", LookAgain, messNoun, aMess, reasonStandard, standard),
		mk("unwise", LookAgain, unwiseWord, unwise, reasonOutcome, outcome),
		mk("needlessly", LookAgain, needlessWord, needlessly, reasonOutcome, pace),
		mk("reckless", LookAgain, recklessWord, reckless, reasonStandard, standard),
	}
}

// ofWord: about what people tell one another.
func ofWord(s *sentence, found span) bool {
	return s.nearWord(found.first, found.last, "communication", "communications", "communicate", "transparency", "notice", "coordination") >= 0
}

// ofPaper: about what is written down to go by.
func ofPaper(s *sentence, found span) bool {
	return s.nearWord(found.first, found.last, "documentation", "runbook", "runbooks", "instructions", "playbook", "guidance") >= 0
}

// ofMaking: how a thing was made, rather than what was done with it.
func ofMaking(s *sentence, found span) bool {
	return s.nearWord(found.first, found.last, "written", "designed", "built", "documented", "worded", "named") >= 0
}

// ofHaste: too fast, too early; the questions for too late ring false there.
func ofHaste(s *sentence, found span) bool {
	return s.nearWord(found.last, found.last, "fast", "quickly", "early", "soon", "hasty", "hastily") >= 0
}
