package prompt

// englishAsks are the questions. All of them were written for this app; the
// comment on each family says which school of asking it follows:
//
//	CDM    the critical decision method: cues, expectations, options, experience
//	CTA    cognitive task analysis: how people know, and where knowledge lives
//	guide  debriefing guides of operations teams: what it looked like then, no
//	       counterfactual, zoom in where it was plain, out where work changed hands
//	SA     situation awareness: seeing, understanding, expecting
//
// Each begins with how or what, or asks who, where, when: never why. None holds an
// answer, none tells of something that did not happen.
func englishAsks() map[Family][]Ask {
	return map[Family][]Ask{
		// CDM, experience: how one finds a way where nothing compares.
		Novelty: {
			Own("What did normal look like on {thing}?"),
			Own("With nothing like it to go by, how did you find your way?"),
			Own("What came to mind first, when you saw it?"),
			OfOther("How did you notice that this was new to {who}?"),
			Open("Who had met something like this, and where?"),
		},
		// CDM, experience: the first time.
		Fresh: {
			Own("What did you go by?"),
			Own("Who, or what, was there to lean on?"),
			OfOther("What did you notice of that at the time?"),
			Open("How do people here get to do that for the first time?"),
		},
		// CTA: where knowledge lives, and how it travels.
		Unknown: {
			Own("How did you come to know, in the end?"),
			Own("What did you go by until then?"),
			OfOther("What did you know of it at that point?"),
			Open("Where does that knowledge live, and who comes by there?"),
			Open("Who knew of this at the time, and how?"),
		},
		// CDM, cues: what tells two things apart.
		Distinction: {
			Own("What did the usual one look like?"),
			Own("How did you notice the difference?"),
			Open("What did the usual one look like?"),
		},
		// CDM, cues: how one knows which of two it is.
		Mixup: {
			Own("How do you tell them apart?"),
			Own("What did you have in view that said which one it was?"),
			Open("How do people tell them apart?"),
		},
		// Guide: zoom in where something is called plain.
		Obvious: {
			Own("What made that plain, and to whom?"),
			Own("How does somebody new get to know that?"),
			Open("What made that plain, and to whom?"),
			Open("How does somebody new get to know that?"),
		},
		// Guide: zoom out where work changes hands.
		Handoff: {
			Own("What was passed on, and in which way?"),
			Own("What did the picture look like to whoever came next?"),
			Open("What was passed on, and in which way?"),
			Open("How does a hand-over usually go here?"),
		},
		// SA and CDM: what a picture was made of, and how long it held.
		Assessment: {
			Own("What pointed to {it}?"),
			Own("What did you see that fitted that picture?"),
			Own("How long did that picture hold, and what came next?"),
			Own("How sure did that feel at the time?"),
			OfOther("How did that look to you then?"),
			Open("What was there to see that fitted that picture?"),
		},
		// CDM, stress and time; asked kindly, and about the surroundings.
		Strain: {
			Own("What was going on around you at that moment?"),
			Own("What, or who, was a help just then?"),
			OfOther("What did you notice of that at the time?"),
			Open("What else was going on for people at that hour?"),
		},
		// SA: where seeing and understanding part.
		Puzzle: {
			Own("What did you expect to see instead?"),
			Own("What did not fit together for you?"),
			OfOther("What did it look like from where you sat?"),
			Open("What did people expect to see at that point?"),
		},
		// SA: what tells that it is over.
		Relief: {
			Own("What was it that let you breathe again?"),
			Own("What was still open at that point?"),
			Open("What was still open at that point?"),
		},
		// CDM, options and goals.
		Decision: {
			Own("What were you weighing at that moment?"),
			Own("What did things look like to you at {at}?"),
			Own("What did you expect to see after that?"),
			Own("Who had a say in it, and what did each of them know?"),
			OfOther("How did you learn of that?"),
			Open("How was that agreed, and who was there?"),
		},
		// Guide: whom one talked to, and what was learned.
		Help: {
			Own("What did you tell {whom}, and what came back?"),
			Own("What did you tell them, and what came back?"),
			Own("How did you know whom to turn to?"),
			OfOther("What did you hear of that, and when?"),
			Open("What were they told, and what came back?"),
		},
		// CTA: how people know.
		Known: {
			Own("How did you come to know that?"),
			Own("Who else knew it at the time?"),
			OfOther("How did you find out that {who} knew?"),
			Open("Where does that knowledge live, and who comes by there?"),
		},
		// CDM, the usual case beside this one.
		Typical: {
			Own("And this time, how did it go?"),
			Own("How do people here learn how it usually goes?"),
			Open("And this time, how did it go?"),
			Open("How do people here learn how it usually goes?"),
		},
		// CDM, information: where one looks, and for what.
		Looking: {
			Own("How did you know {thing} was the one to open?"),
			Own("What were you looking for there?"),
			Own("What did you find there?"),
			OfOther("What were you seeing at that time?"),
			Open("Who else had that in view, and where?"),
		},
		// Guide: how one found out, and what one was taken away from.
		Summons: {
			Own("What were you in the middle of when that came?"),
			Own("What did it tell you, and what did you do first?"),
			OfOther("What did you hear of that, and when?"),
			Open("What were people in the middle of when that came?"),
		},
		// SA, first level: what was seen, and what it meant.
		Observation: {
			Own("What did that tell you at the time?"),
			Own("Where were you looking when you saw it?"),
			OfOther("What were you seeing at that time?"),
			Open("Who had that in view, and where?"),
		},
		// CDM, expectations: what was to follow.
		Action: {
			Own("What did you expect to see after that?"),
			Own("What did things look like to you at {at}?"),
			Own("What told you it was the moment for that?"),
			OfOther("How did you learn of that?"),
			Open("What was expected to follow?"),
		},
		// Guide: a condition has a history and a reach.
		Factor: {
			Open("Since when has it been like this, and who had it in view?"),
			Open("Where in the story did it show?"),
			Open("What made it a good arrangement, when it was made?"),
		},
		// Guide: what went well, and luck.
		Luck: {
			Open("How did that come to be there when it was needed?"),
			Open("What keeps it there for the next time?"),
		},
		// Guide: a change brings something new along.
		Idea: {
			Open("What does it make harder, and for whom?"),
			Open("How will we know that it helped?"),
			Open("What does it ask of people at three in the morning?"),
		},
	}
}
