package wording_test

import (
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/language"
	"secondstory/backend/wording"
)

const flagged = "we should have checked the pool before paging"

func plain() *wording.Check { return wording.New(language.New(language.English()), wording.Settings{}) }

func whole(entries ...debrief.Entry) *debrief.Whole {
	w := debrief.NewWhole(*debrief.NewDebrief(""))
	w.Entries = entries
	return w
}

func entry(id, text string) debrief.Entry {
	return debrief.Entry{Base: debrief.Base{ID: id, DebriefID: "d"}, Text: text}
}

func TestOpenFindsEveryTextButQuotations(t *testing.T) {
	quoted := entry("quoted", flagged)
	quoted.Quote = true
	w := whole(entry("plain", flagged), quoted, entry("clean", "the pool was at 100 of 100"))
	w.Factors = []debrief.Factor{{Base: debrief.Base{ID: "factor"}, Text: "human error", Detail: flagged}}
	w.Countermeasures = []debrief.Countermeasure{{Base: debrief.Base{ID: "idea"}, Text: "be more careful with long jobs", Know: "nobody forgets", Reason: "it was human error"}}
	s := &w.Debrief.Summary
	s.Lead = "The root cause was a pool."
	s.Learnings = []debrief.Learning{{Title: "two teams, one pool"}, {Title: "human error", Text: flagged}}
	s.Noticed, s.Affected, s.Ended = debrief.Fact{Head: "human error"}, debrief.Fact{Text: flagged}, debrief.Fact{Text: flagged}
	w.Debrief.Impact = debrief.Impact{Text: flagged, Customers: "people should have been told", Goodwill: "human error, people said"}
	got := map[string]bool{}
	for _, f := range plain().Open(w) {
		if len(f.Flags) == 0 {
			t.Errorf("%s is listed without a flag", f.RecordID)
		}
		got[f.RecordID+" "+f.Field] = true
	}
	want := []string{"plain text", "factor text", "factor detail", "idea text", "idea reason"}
	for _, field := range []string{"lead", "learning2.title", "learning2.text", "noticed.head", "affected.text", "ended.text", "impact.text", "impact.customers", "impact.goodwill"} {
		want = append(want, w.Debrief.ID+" "+field)
	}
	for _, want := range want {
		if !got[want] {
			t.Errorf("%s is not flagged", want)
		}
		delete(got, want)
	}
	if len(got) > 0 {
		t.Errorf("flagged besides: %v", got)
	}
}

func TestADecisionClosesOneFlagOfOneText(t *testing.T) {
	c := plain()
	w := whole(entry("a", flagged), entry("b", flagged))
	open := c.Open(w)
	if len(open) != 2 {
		t.Fatalf("open = %+v", open)
	}
	f := open[0].Flags[0]
	w.Wordings = []debrief.Wording{{RecordID: "a", Field: "text", Rule: f.Rule, Phrase: f.Phrase, Decision: debrief.WordingLeft}}
	open = c.Open(w)
	if len(open) != 1 || open[0].RecordID != "b" {
		t.Errorf("after leaving one: %+v", open)
	}
}

func TestTextIsNeverNil(t *testing.T) {
	if flags := plain().Text(debrief.LanguageTold, "all quiet", nil); flags == nil || len(flags) != 0 {
		t.Errorf("Text = %#v", flags)
	}
}

// TestLanguageOfTheDebriefDecides: what the debrief says outweighs what a
// sentence looks like.
func TestLanguageOfTheDebriefDecides(t *testing.T) {
	c := wording.New(language.New(language.English(), language.German()), wording.Settings{})
	words := "We should have checked the pool. Wir hätten den Pool prüfen müssen."
	for in, want := range map[debrief.Language]int{debrief.LanguageTold: 2, debrief.LanguageEnglish: 1, debrief.LanguageGerman: 1} {
		if got := c.Text(in, words, nil); len(got) != want {
			t.Errorf("%q: %d flags, want %d", in, len(got), want)
		}
		w := &debrief.Whole{Debrief: debrief.Debrief{Language: in}}
		w.Debrief.Summary.Lead = words
		if got := c.Open(w); len(got) != 1 || len(got[0].Flags) != want {
			t.Errorf("%q: %v, want %d flags on the lead", in, got, want)
		}
	}
}

// TestAnOldReportKeepsItsWords: nobody is asked to work them off.
func TestAnOldReportKeepsItsWords(t *testing.T) {
	w := whole(entry("plain", flagged))
	w.Debrief.OldReport = true
	if open := plain().Open(w); len(open) != 0 {
		t.Errorf("%+v", open)
	}
}
