package interview_test

import (
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/interview"
)

// words are the lines of an interview.
func words(i *interview.Interview) string {
	var out []string
	for _, p := range i.Passages {
		out = append(out, p.ID+"="+p.Text)
	}
	return strings.Join(out, " ")
}

// written is an interview that said a, b and c, and says other things now: a was
// changed, b removed, d is new.
func written(t *testing.T, then, now func(*interview.Interview)) (*interview.Vault, *interview.Interview, int64) {
	t.Helper()
	clock := time.Date(2031, 5, 6, 9, 0, 0, 0, time.UTC)
	v := interview.New(library(t), interview.Options{Now: func() time.Time { return clock }}).Cheap()
	if _, err := v.Make(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	i := talk("d1", "Ines", "")
	i.Passages = []interview.Passage{{ID: "a", Prompt: "options", Text: "one"}, {ID: "b", Text: "two"}, {ID: "c", Text: "three"}}
	then(i)
	if err := v.Save(t.Context(), i); err != nil {
		t.Fatal(err)
	}
	rev := i.Rev
	clock = clock.Add(10 * time.Minute)
	i.Passages = []interview.Passage{i.Passages[0], i.Passages[2], {ID: "d", Text: "four", Releases: []interview.Release{}}}
	i.Passages[0].Text = "another"
	now(i)
	if err := v.Save(t.Context(), i); err != nil {
		t.Fatal(err)
	}
	return v, i, rev
}

func nothing(*interview.Interview) {}

func TestAnEarlierVersionComesBackAndNothingIsWrittenOver(t *testing.T) {
	v, i, rev := written(t, nothing, nothing)
	if err := v.TakeBack(t.Context(), i, rev, ""); err != nil {
		t.Fatal(err)
	}
	back, err := v.Load(t.Context(), i.ID)
	if err != nil || words(back) != "a=one b=two c=three" || back.Rev != i.Rev {
		t.Errorf("%s, %v", words(back), err)
	}
	kept, _, err := v.Versions(t.Context(), i.ID)
	if err != nil || len(kept) != 2 || words(kept[1]) != "a=another c=three d=four" {
		t.Errorf("%+v, %v", kept, err)
	}
	if kept[0].SavedAt != "2031-05-06T09:00:00Z" || kept[1].SavedAt != "2031-05-06T09:10:00Z" {
		t.Errorf("saved %s, %s", kept[0].SavedAt, kept[1].SavedAt)
	}
	// And back again.
	if err := v.TakeBack(t.Context(), i, kept[1].Rev, ""); err != nil || words(i) != "a=another c=three d=four" {
		t.Errorf("%s, %v", words(i), err)
	}
}

// TestWordsThatGoAreKeptHoweverShortTheyStood: a passage that is removed or emptied
// a moment after it was typed.
func TestWordsThatGoAreKeptHoweverShortTheyStood(t *testing.T) {
	v, i, _ := written(t, nothing, nothing)
	i.Passages[2].Text = ""
	if err := v.Save(t.Context(), i); err != nil {
		t.Fatal(err)
	}
	i.Passages[0].Text, i.Passages = "yet another", i.Passages[:2]
	if err := v.Save(t.Context(), i); err != nil {
		t.Fatal(err)
	}
	i.Passages = i.Passages[1:]
	if err := v.Save(t.Context(), i); err != nil {
		t.Fatal(err)
	}
	kept, _, err := v.Versions(t.Context(), i.ID)
	if err != nil || len(kept) != 3 {
		t.Fatalf("%d versions, %v", len(kept), err)
	}
	for n, want := range []string{"a=one b=two c=three", "a=another c=three d=four", "a=yet another c=three"} {
		if got := words(kept[n]); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
}

func TestOneLineOfAnEarlierVersionComesBack(t *testing.T) {
	v, i, rev := written(t, nothing, nothing)
	if err := v.TakeBack(t.Context(), i, rev, "b"); err != nil || words(i) != "a=another b=two c=three d=four" {
		t.Fatalf("%s, %v", words(i), err)
	}
	if err := v.TakeBack(t.Context(), i, rev, "a"); err != nil {
		t.Fatal(err)
	}
	if i.Passages[0].Text != "another" || i.Passages[1].Text != "one" || i.Passages[1].ID == "a" || len(i.Passages) != 5 {
		t.Errorf("%s", words(i))
	}
	code(t, v.TakeBack(t.Context(), i, rev, "d"), debrief.CodeNotFound)
	code(t, v.TakeBack(t.Context(), i, 99, "a"), debrief.CodeNotFound)
	stale := *i
	stale.Rev--
	code(t, v.TakeBack(t.Context(), &stale, rev, "a"), debrief.CodeConflict)
	v.Lock()
	code(t, v.TakeBack(t.Context(), i, rev, "a"), debrief.CodeVaultLocked)
}

// TestNoAnswerComesBackWithAnEarlierVersion: what somebody agreed to once and took
// back does not hold again.
func TestNoAnswerComesBackWithAnEarlierVersion(t *testing.T) {
	answer := func(a interview.Answer) []interview.Release {
		return []interview.Release{{ID: "r", Answer: a, Consent: debrief.Consent{
			Words: "one",
			As:    debrief.ReleaseQuote, Scope: debrief.ScopeReport, Given: debrief.GivenInPerson, At: "2031-05-06T09:00:00Z",
		}}}
	}
	v, i, rev := written(t, func(i *interview.Interview) {
		i.Passages[0].Releases = answer(interview.AnswerAgreed)
		i.Passages[1].Releases = answer(interview.AnswerAgreed)
	}, func(i *interview.Interview) {
		i.Passages[0].Releases = answer(interview.AnswerWithdrawn)
		i.Passages[1].OffRecord = true
		i.Passages[2].Releases = answer(interview.AnswerDeclined)
	})
	if err := v.TakeBack(t.Context(), i, rev, ""); err != nil {
		t.Fatal(err)
	}
	if words(i) != "a=one b=two c=three d=four" {
		t.Errorf("what was asked for is gone: %s", words(i))
	}
	if i.Passages[0].Releases[0].Answer != interview.AnswerWithdrawn || len(i.Passages[1].Releases) != 0 || !i.Passages[2].OffRecord {
		t.Errorf("%+v", i.Passages)
	}
}

func TestWhatWasPurgedComesBackByNoOtherWay(t *testing.T) {
	from, to := library(t), library(t)
	old, _ := vault(t, from)
	i := talk("d1", "Ines", "goes")
	if err := old.Save(t.Context(), i); err != nil {
		t.Fatal(err)
	}
	v, _ := vault(t, to)
	known := func(debrief.ID) bool { return true }
	if taken, err := v.Take(t.Context(), old, interview.Here{Known: known}); err != nil || taken.New != 1 {
		t.Fatalf("%+v, %v", taken, err)
	}
	rows, err := to.Sealed(t.Context(), interview.Held(i.ID)...)
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if err := v.Purge(t.Context(), i.ID); err != nil {
		t.Fatal(err)
	}
	if taken, err := v.Take(t.Context(), old, interview.Here{Known: known}); err != nil || taken != (interview.Taken{Past: 1}) {
		t.Errorf("taken in again: %+v, %v", taken, err)
	}
	// As a repair puts back what it found in a backup.
	if err := to.Seal(t.Context(), debrief.SealedWrite{Put: rows}); err != nil {
		t.Fatal(err)
	}
	if err := v.Accept(t.Context()); err != nil {
		t.Fatal(err)
	}
	if all, bad, err := v.List(t.Context(), ""); err != nil || len(all) != 0 || len(bad) != 0 {
		t.Errorf("%+v, %+v, %v", all, bad, err)
	}
	if left, err := to.Sealed(t.Context(), interview.Held(i.ID)...); err != nil || len(left) != 0 {
		t.Errorf("%d rows, %v", len(left), err)
	}
	if taken, err := v.Take(t.Context(), old, interview.Here{Known: known}); err != nil || taken.Past != 1 {
		t.Errorf("after going on: %+v, %v", taken, err)
	}
}

func TestTheDayOfDestroyingIsADayOrAnAgreement(t *testing.T) {
	for when, want := range map[string]debrief.Code{
		"": "", interview.DestroyAsked: "", "2031-06-30": "", "2031-06-31": debrief.CodeInvalid, "soon": debrief.CodeInvalid,
	} {
		i := talk("d1", "Ines", "said")
		i.DestroyOn = when
		code(t, i.Validate(), want)
	}
}
