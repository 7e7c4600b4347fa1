package copy_test

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/language"
)

func mustNew(tb testing.TB) *copy.Catalogue {
	tb.Helper()
	c, err := copy.New("en")
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func TestEveryCodeHasASentence(t *testing.T) {
	c := mustNew(t)
	for _, code := range debrief.Codes {
		if !c.Has("error." + string(code)) {
			t.Errorf("no sentence for %q", code)
		}
	}
}

func TestSentenceFillsPlaceholdersAndHidesTheTechnical(t *testing.T) {
	c := mustNew(t)
	err := debrief.Errorf(debrief.CodeNewer, "found", "9", "known", "1").Wrap(errors.New("user_version"))
	got := c.Sentence(err)
	if !strings.Contains(got, "format 9") || strings.Contains(got, "user_version") {
		t.Errorf("Sentence = %q", got)
	}
	if got := c.Sentence(errors.New("boom")); got != c.T("error.internal") {
		t.Errorf("an unknown error says %q", got)
	}
}

func TestWhyALibraryWasNotOpened(t *testing.T) {
	c := mustNew(t)
	for _, code := range []debrief.Code{debrief.CodeDiskFull, debrief.CodeReadOnly} {
		err := debrief.Errorf(code, "path", "x")
		if got := c.OpenSentence(err); got == c.Sentence(err) || !strings.Contains(got, "Nothing was changed") {
			t.Errorf("%s at the start says %q", code, got)
		}
	}
	err := debrief.Errorf(debrief.CodeLocked)
	if got := c.OpenSentence(err); got != c.Sentence(err) {
		t.Errorf("a locked library says %q", got)
	}
}

// The words the copy never says, from the product's design ("It blames").
var never = regexp.MustCompile(`(?i)\b(errors?|faults?|violations?|failures? to|culprits?|root causes?|scores?)\b`)

func TestCopyIsBlameless(t *testing.T) {
	c := mustNew(t)
	for _, k := range c.Keys() {
		// The ground rules name what will not be said.
		if strings.HasPrefix(k, "stage.ground-rules.") {
			continue
		}
		if m := never.FindString(c.T(k)); m != "" {
			t.Errorf("%s says %q", k, m)
		}
	}
}

// What is said in another language is said of something, with the same places to
// fill.
func TestOtherLanguagesSayTheSame(t *testing.T) {
	en := mustNew(t)
	de, err := copy.New("de")
	if err != nil {
		t.Fatal(err)
	}
	places := regexp.MustCompile(`\{\w+\}`)
	for _, k := range de.Keys() {
		want, got := places.FindAllString(en.T(k), -1), places.FindAllString(de.T(k), -1)
		slices.Sort(want)
		if slices.Sort(got); !en.Has(k) || !slices.Equal(want, got) {
			t.Errorf("%s fills %v, in English %v", k, got, want)
		}
	}
	for _, class := range language.Classes() {
		if k := "wording.class." + string(class); !de.Has(k) {
			t.Errorf("%s is not said in German", k)
		}
	}
}

// TestADebriefHasTheNameChosen reads a text of the report under each name.
func TestADebriefHasTheNameChosen(t *testing.T) {
	c := mustNew(t)
	if got := c.T("report.untitled"); got != "Untitled debrief" {
		t.Errorf("by itself it is called %q", got)
	}
	for _, thing := range copy.Things() {
		for _, key := range []string{thing, thing + ".a", thing + ".many"} {
			if !c.Has("thing." + key) {
				t.Errorf("the copy has no thing.%s", key)
			}
		}
	}
	if got := c.Called("after-action-review").T("report.untitled"); got != "Untitled after-action review" {
		t.Errorf("it is called %q", got)
	}
	if got := c.Called("inquest").T("library.debriefs"); got != "Debriefs" {
		t.Errorf("under an unknown name it is %q", got)
	}
}

// TestAStateHasOneWord: how far a countermeasure is reads the same while it is made, on the
// follow-up, in the insights and in the report.
func TestAStateHasOneWord(t *testing.T) {
	c := mustNew(t)
	for _, state := range debrief.CountermeasureStates {
		if state == debrief.CountermeasureIdea { // which no follow-up shows
			continue
		}
		want := c.T("board.state." + string(state))
		for _, key := range []string{"factors.cm.state.", "insights.row.states.", "report.state."} {
			if key += string(state); c.Has(key) && c.T(key) != want && !strings.Contains(c.T(key), "{") {
				t.Errorf("%s is %q, not %q", key, c.T(key), want)
			}
		}
	}
	if c.T("factors.cm.doing") != c.T("board.state.doing") {
		t.Errorf("the button says %q", c.T("factors.cm.doing"))
	}
}
