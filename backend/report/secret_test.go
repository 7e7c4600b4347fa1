package report_test

import (
	"reflect"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/report"
)

// TestSecretsArePointedOut puts what looks like one into what people write and sees it
// told once, where it is printed, and by editions that print it.
func TestSecretsArePointedOut(t *testing.T) {
	// Joined here, so that no scanner takes the test for a leak.
	key := "AKIA" + "IOSFODNN7EXAMPLE"
	for where, put := range map[string]func(*debrief.Whole){
		"summary":         func(w *debrief.Whole) { w.Debrief.Summary.Lead = "We used " + key },
		"impact":          func(w *debrief.Whole) { w.Debrief.Impact.Data = key },
		"narratives":      func(w *debrief.Whole) { say(w, "p0", key+" was in the chat", false) },
		"factors":         func(w *debrief.Whole) { w.Factors[0].Detail = "see " + key },
		"helped":          func(w *debrief.Whole) { w.Helped[0].Text = key },
		"countermeasures": func(w *debrief.Whole) { w.Countermeasures[0].Text = "Revoke " + key },
		"questions":       func(w *debrief.Whole) { w.Questions[0].Text = "What reads " + key },
		"about":           func(w *debrief.Whole) { w.Debrief.Tags = []string{key} },
	} {
		w := written()
		put(w)
		want := []report.Secret{{Kind: "key", Hidden: "AKIA…LE", Where: where}}
		for _, e := range report.Editions() {
			if got := build(t, w, e).Secrets; !reflect.DeepEqual(got, want) {
				t.Errorf("%s, %s: %+v, want %+v", where, e, got, want)
			}
		}
	}
}

// TestSecretsAreThoseOfTheEdition leaves out what an edition does not print, and finds
// what begins a sentence.
func TestSecretsAreThoseOfTheEdition(t *testing.T) {
	w := written()
	w.Debrief.Links = []debrief.Link{{Title: "Wiki", URL: "https://app:" + "s3cr3t@wiki.example.org/"}}
	say(w, "p0", "npm"+"_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8 was typed", false)
	line := report.Secret{Kind: "key", Hidden: "npm_…R8", Where: "narratives"}
	for e, want := range map[report.Edition][]report.Secret{
		report.Named:  {line, {Kind: "password", Hidden: "s…", Where: "about"}},
		report.Public: {line},
	} {
		if got := build(t, w, e).Secrets; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, want %+v", e, got, want)
		}
	}
	if got := build(t, written(), report.Named).Secrets; got == nil || len(got) > 0 {
		t.Errorf("nothing to point out: %+v", got)
	}
}

// written is a debrief with a text of most kinds.
func written() *debrief.Whole {
	w := people("Ana Lima||Engineer|")
	w.Debrief.Summary.Learnings = []debrief.Learning{{Title: "Two pools", Text: "Each has a limit"}}
	base := func(id string) debrief.Base { return debrief.Base{ID: id, DebriefID: w.Debrief.ID} }
	w.Add(&debrief.Factor{Base: base("f"), Text: "Two pools"})
	w.Add(&debrief.Helped{Base: base("h"), Text: "A runbook"})
	w.Add(&debrief.Countermeasure{Base: base("c"), Text: "One pool", State: debrief.CountermeasureCommitted})
	w.Add(&debrief.Question{Base: base("q"), Text: "How many?", State: debrief.QuestionOpen})
	return w
}
