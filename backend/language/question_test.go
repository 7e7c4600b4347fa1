package language

import (
	"slices"
	"strings"
	"testing"
)

// Questions that rang false to a facilitator once, and what is asked instead.
func TestQuestionsRingTrue(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, rule, first string }{
		{"But it would not have helped at all in this incident.", "would-not-have", "What did happen, step by step?"},
		{"A bug was fixed that otherwise would've taken the node down.", "would-have-harm", "What kept it from going that way?"},
		{"It would have been a bad plan to choose that system.", "would-have-harm", "What kept it from going that way?"},
		{"If we knew that, then perhaps teams would have decided in a different way.", "would-have-known", "What was known at that moment?"},
		{"There would have been only two weeks to deal with it.", "would-have-harm", "What kept it from going that way?"},
		{"It is more than you would have been had you not had that situation.", "would-not-have", "What did happen, step by step?"},
		{"These folks could have lost their jobs, but they did not.", "could-have-harm", "What kept it from going that way?"},
		{"It never went green, it should have stayed blue.", "should-have-happened", "What did happen, step by step?"},
		{"It is not as open as it maybe should have been.", "should-have-state", "How did it come to be that way?"},
		{"So we should never have had that bug.", "should-have-state", "How did it come to be that way?"},
		{"Somebody has to write a root cause analysis.", "root-cause-document", "Which conditions came together?"},
		{"We still don't know the root cause yet.", "root-cause-unknown", "What is known so far?"},
		{"Even if the root cause is not our issue, we can help.", "root-cause-unknown", "What is known so far?"},
		{"We have to be careful around the migration.", "be-careful", "What would make the migration safe without care?"},
		{"That was my mistake.", "mistake", "How did it make sense to you at the time?"},
		{"We made a lot of mistakes.", "mistakes", "Which of them taught the most?"},
		{"Most of the cases so far have been user error.", "human-error", "What made it easy for that to happen?"},
		{"They did not listen to the wallet teams.", "did-not-listen", "What made that look like the sensible thing to do?"},
		{"Nobody bothered to tell the other team.", "nobody-did", "What else was asking for attention at that moment?"},
		{"We rolled it out too fast.", "too-fast", "What was pressing at that moment?"},
		{"It came with very poor documentation.", "inadequate-paper", "What was there to go by?"},
		{"I was disappointed in the lack of communication.", "lack-of-word", "Who knew what, and when?"},
		{"Their code was really poorly written.", "poorly-made", "What makes it hard to work with?"},
		{"What could have gone better?", "template-question", "What was hard, and what made it hard?"},
		{"Had we known, we'd have waited.", "would-have-known", "What was known at that moment?"},
		{"We should have been told.", "should-have-been-told", "What reached you at that moment?"},
	} {
		flags := New(English()).Check(c.text)
		at := slices.IndexFunc(flags, func(f Flag) bool { return f.Rule == string(f.Class)+"/"+c.rule })
		if at < 0 || flags[at].Questions[0] != c.first {
			t.Errorf("%s\n  got %+v", c.text, flags)
		}
	}
}

// What a question says again is cut where the thing ends, and left out where it
// could be anything.
func TestQuestionsSayTheThingAgain(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"I should have called the database people right then.": "",
		"I should have checked the pool first.":                "What was known about the pool by then?",
		"I should have checked the pool right away.":           "What was known about the pool by then?",
		"He should have called the other one.":                 "",
		"He should have checked his phone.":                    "",
		"He should have checked his dashboard.":                "What was known about the dashboard by then?",
	} {
		flags := New(English()).Check(text)
		known := slices.IndexFunc(flags[0].Questions, func(q string) bool { return strings.HasPrefix(q, "What was known about") })
		if want == "" && known >= 0 || want != "" && !slices.Contains(flags[0].Questions, want) {
			t.Errorf("%s: %q", text, flags[0].Questions)
		}
	}
}
