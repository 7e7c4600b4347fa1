package report_test

import (
	"strings"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/report"
)

// TestEvidenceIsListed: what printed entries rest on, with its sum; by no name of a
// person, and not in the public edition.
func TestEvidenceIsListed(t *testing.T) {
	w, sum := debrief.NewWhole(*debrief.NewDebrief("2026-11-21T10:00:00Z")), strings.Repeat("ab", 32)
	w.Participants = []debrief.Participant{{Base: debrief.Base{ID: "ines"}, Name: "Ines Marlow", Role: "on-call"}}
	w.Sources = []debrief.Source{
		{Base: debrief.Base{ID: "s"}, Name: "chat-ines-marlow.json", Title: "#search", Format: "slack-export", Zone: "Europe/Berlin", SHA256: sum},
		{Base: debrief.Base{ID: "unused"}, Name: "other.json", SHA256: sum},
		{Base: debrief.Base{ID: "let out"}, Name: "interview.txt", SHA256: sum},
	}
	at := debrief.Moment{At: "2026-11-03T14:05:00Z", Precision: debrief.PrecisionMinute}
	agreed := debrief.Consent{As: debrief.ReleaseUnnamed, Scope: debrief.ScopePublic, Words: "I was alone"}
	w.Entries = []debrief.Entry{
		{Base: debrief.Base{ID: "e"}, Time: at, Text: "the pool filled", Basis: debrief.BasisRecord, Citations: []debrief.Citation{{SourceID: "s"}}},
		{Base: debrief.Base{ID: "i"}, Time: at, Text: "I was alone", Basis: debrief.BasisMemory, Consent: agreed, Citations: []debrief.Citation{{SourceID: "let out"}}},
	}
	for _, edition := range report.Editions() {
		r, err := report.Build(w, options(t, edition))
		if err != nil {
			t.Fatal(err)
		}
		if edition == report.Public {
			if len(r.Files) != 0 {
				t.Errorf("public: %+v", r.Files)
			}
			continue
		}
		if len(r.Files) != 1 || r.Files[0].Label != "#search" || !strings.Contains(r.Files[0].Text, "One entry rests on it. SHA-256 "+sum) || !strings.Contains(r.Files[0].Text, "Slack export. File ") {
			t.Fatalf("%s: %+v", edition, r.Files)
		}
		if named := strings.Contains(r.Files[0].Text, "ines"); named != (edition == report.Named) {
			t.Errorf("%s: %s", edition, r.Files[0].Text)
		}
	}
}
