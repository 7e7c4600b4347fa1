package report_test

import (
	"encoding/json"
	"strings"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/report"
)

// TestWordsGoAsFarAsTheirSpeakerAgreed: what was released for the meeting alone
// is in no report, and what was released for the report is in no public one;
// what was asked about it is not either.
func TestWordsGoAsFarAsTheirSpeakerAgreed(t *testing.T) {
	for scope, editions := range map[debrief.ReleaseScope][]report.Edition{
		debrief.ScopeMeeting: {}, debrief.ScopeReport: {report.Named, report.RoleOnly}, debrief.ScopePublic: {report.Named, report.RoleOnly, report.Public},
	} {
		w := people("Ana Lima||Database engineer|")
		say(w, "p0", "the marmalade graph was known", false)
		w.Entries[0].Consent = debrief.Consent{As: debrief.ReleaseParaphrase, Scope: scope, Given: debrief.GivenInPerson, At: "2026-11-21T12:00:00Z"}
		w.Add(&debrief.Question{
			Base: debrief.Base{ID: "q", DebriefID: w.Debrief.ID}, Place: debrief.Place{Stage: 3, Position: 0.5},
			Text: "where does marmalade come from", State: debrief.QuestionAsked, AboutID: "e0",
		})
		for _, e := range report.Editions() {
			want := false
			for _, may := range editions {
				want = want || may == e
			}
			r := build(t, w, e)
			text, err := json.Marshal(r)
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Contains(string(text), "marmalade"); got != want {
				t.Errorf("released for %s, edition %s: told %v, want %v", scope, e, got, want)
			}
			said := false
			for _, removal := range r.Removals {
				said = said || removal.What == "consent" && removal.Count == 1
			}
			if said == want {
				t.Errorf("released for %s, edition %s: the preview says it is left out: %v", scope, e, said)
			}
		}
	}
}

// TestWordsWithoutANameHaveNone: whoever was set as their speaker later.
func TestWordsWithoutANameHaveNone(t *testing.T) {
	w := people("Ana Lima||Database engineer|")
	say(w, "p0", "the marmalade graph was known", false)
	w.Entries[0].Consent = debrief.Consent{As: debrief.ReleaseUnnamed, Scope: debrief.ScopePublic, At: "2026-11-21T12:00:00Z"}
	r := build(t, w, report.Named)
	for _, n := range r.Narratives {
		text, err := json.Marshal(n)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "marmalade") && strings.Contains(string(text), "Ana") {
			t.Errorf("named: %s", text)
		}
	}
}

// TestReportsPrintTheWordsThatWereAgreedTo: in every edition, whatever was
// written over them since, also on the figure; an older library without them is
// taken as it stands.
func TestReportsPrintTheWordsThatWereAgreedTo(t *testing.T) {
	w := people("Ana Lima||Database engineer|")
	say(w, "p0", "the quincunx graph was known", true)
	e := &w.Entries[0]
	e.Label, e.OnTimeline = "quincunx", true
	e.Consent = debrief.Consent{As: debrief.ReleaseParaphrase, Scope: debrief.ScopePublic, At: "2026-11-21T12:00:00Z", Words: "the marmalade graph was known"}
	for _, edition := range report.Editions() {
		text, err := json.Marshal(build(t, w, edition))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), "marmalade") || strings.Contains(string(text), "quincunx") {
			t.Errorf("%s: %s", edition, text)
		}
	}
	if w.Entries[0].Text != "the quincunx graph was known" {
		t.Error("the debrief itself was changed")
	}
	w.Entries[0].Consent.Words = ""
	if text, err := json.Marshal(build(t, w, report.Named)); err != nil || !strings.Contains(string(text), "quincunx") {
		t.Errorf("without words: %s, %v", text, err)
	}
}
