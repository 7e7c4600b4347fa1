package report_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/report"
)

// agree notes that people agreed to their lines as they stand.
func agree(w *debrief.Whole, ids ...debrief.ID) {
	for _, id := range ids {
		p := person(w, id)
		p.Reading, p.ReadAt, p.LinesMark = debrief.ReadingAgreed, "2026-11-06T12:00:00Z", debrief.LinesMark(w.LinesOf(id))
	}
}

func person(w *debrief.Whole, id debrief.ID) *debrief.Participant {
	for i := range w.Participants {
		if w.Participants[i].ID == id {
			return &w.Participants[i]
		}
	}
	return nil
}

func printed(t *testing.T, w *debrief.Whole, e report.Edition) (string, *report.Report) {
	t.Helper()
	r := build(t, w, e)
	text, err := json.Marshal([]any{
		r.Summary, r.Timeline, r.Narratives, r.Noted, r.Factors, r.Countermeasures, r.Ideas, r.Questions, r.Asked, r.People, r.About,
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(text), r
}

// TestNothingLeavesWithANameUntilAgreed: that is what the letter with their lines
// promises. Until then a role stands for the name everywhere: over their account, in
// what others say, beside what they own, in the list of people.
func TestNothingLeavesWithANameUntilAgreed(t *testing.T) {
	w := people("Ana Lima|@ana|Database engineer|Storage", "Bo Quist||Release manager|Payments", "Cy Dee||Support agent|")
	w.Debrief.Facilitator = "Ana Lima"
	w.Debrief.Summary.Lead = "Ana Lima and Bo Quist looked"
	say(w, "p0", "I saw it first", false)
	say(w, "p1", "I had told Ana", true)
	w.Add(&debrief.Countermeasure{
		Base: debrief.Base{ID: "c0", DebriefID: w.Debrief.ID}, Text: "Ask @ana", State: debrief.CountermeasureCommitted, Owner: debrief.Who{ParticipantID: "p0"},
	})
	w.Add(&debrief.Countermeasure{
		Base: debrief.Base{ID: "c1", DebriefID: w.Debrief.ID}, Text: "Try", State: debrief.CountermeasureIdea, From: debrief.Who{ParticipantID: "p0"},
	})
	agree(w, "p1")

	text, r := printed(t, w, report.Named)
	if strings.Contains(text, "Ana") || strings.Contains(text, "@ana") {
		t.Errorf("she has not agreed, and is named: %s", text)
	}
	for _, want := range []string{"“I had told [database engineer]”", "The database engineer and Bo Quist looked", "by the database engineer", "Cy Dee"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing: %s", want, text)
		}
	}
	if r.Narratives[0].Name != "Database engineer" || r.Narratives[1].Name != "Bo Quist" || len(r.Narratives[0].Meta) > 0 {
		t.Errorf("narratives %+v", r.Narratives)
	}
	if want := []report.Warning{{Kind: "not-agreed", Of: "Ana Lima"}}; !reflect.DeepEqual(r.Warnings, want) {
		t.Errorf("warnings %+v", r.Warnings)
	}
	if err := r.Check([]report.Place{{Where: "page 1", Text: "then Ana came"}}); debrief.CodeOf(err) != debrief.CodeNameFound {
		t.Errorf("her name in the finished file: %v", err)
	}
	if err := r.Check([]report.Place{{Where: "page 1", Text: "then Bo Quist came, and Cy"}}); err != nil {
		t.Errorf("names that were agreed to: %v", err)
	}

	agree(w, "p0")
	text, r = printed(t, w, report.Named)
	if !strings.Contains(text, "“I had told Ana”") || r.Narratives[0].Name != "Ana Lima" || len(r.Warnings) > 0 {
		t.Errorf("she agreed: %s, %+v", text, r.Warnings)
	}

	w.Entries[0].Text = "I saw it second"
	if text, _ = printed(t, w, report.Named); strings.Contains(text, "Ana") {
		t.Errorf("her lines are others since: %s", text)
	}
}

// TestNamesThatMayStayAreNotTakenForOthers: two share a first name, and one agreed.
func TestNamesThatMayStayAreNotTakenForOthers(t *testing.T) {
	w := people("Ana Lima||Engineer|", "Ana Costa||Analyst|")
	say(w, "p0", "It was late", false)
	say(w, "p1", "Ana Costa saw it, then Ana called", false)
	agree(w, "p1")
	r := build(t, w, report.Named)
	if got := r.Narratives[1].Paragraphs[0].Sentences[0].Text; got != "Ana Costa saw it, then a participant called." {
		t.Errorf("got %q", got)
	}
	if err := r.Check([]report.Place{{Where: "page 1", Text: "Ana Costa saw it"}}); err != nil {
		t.Error(err)
	}
}

// TestWhoWouldRatherNotIsInNoEdition: neither what they told nor what the timeline
// says of them, nor what was asked about it. What was told without a name is nobody's.
func TestWhoWouldRatherNotIsInNoEdition(t *testing.T) {
	w := people("Ana Lima||Database engineer|", "Bo Quist||Release manager|")
	say(w, "p0", "the marmalade graph was known", false)
	say(w, "p0", "quincunx", false)
	w.Entries[1].Stage, w.Entries[1].OnTimeline = 4, true
	say(w, "p0", "told without a name", false)
	w.Entries[2].Consent = debrief.Consent{As: debrief.ReleaseUnnamed, Scope: debrief.ScopePublic, At: "2026-11-21T12:00:00Z"}
	say(w, "p1", "I asked Ana", false)
	w.Add(&debrief.Question{
		Base: debrief.Base{ID: "q", DebriefID: w.Debrief.ID}, Text: "where does marmalade come from", State: debrief.QuestionAsked, AboutID: "e0",
	})
	agree(w, "p1")
	person(w, "p0").Reading = debrief.ReadingDeclined
	for _, e := range report.Editions() {
		text, r := printed(t, w, e)
		for _, gone := range []string{"marmalade", "quincunx", "Ana"} {
			if strings.Contains(text, gone) {
				t.Errorf("%s: %q is told: %s", e, gone, text)
			}
		}
		if !strings.Contains(text, "old without a name") {
			t.Errorf("%s: what is nobody's is gone: %s", e, text)
		}
		if r.Warnings[0] != (report.Warning{Kind: "declined", Of: "Ana Lima"}) {
			t.Errorf("%s: warnings %+v", e, r.Warnings)
		}
		if at := (report.Removal{What: "consent", Where: "narratives", Count: 2}); !slices.Contains(r.Removals, at) {
			t.Errorf("%s: removals %+v", e, r.Removals)
		}
	}
}
