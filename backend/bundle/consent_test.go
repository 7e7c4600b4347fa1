package bundle_test

import (
	"testing"

	"secondstory/backend/bundle"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
)

// agreedLine is the line that somebody agreed to share in these tests.
const agreedLine = "I thought it was the old cluster."

// withConsent is the sample, with one line of an interview.
func withConsent(change func(*debrief.Entry)) *debrief.Whole {
	w := demo.Debrief()
	e := &w.Entries[1]
	e.Text, e.Label, e.Quote = agreedLine, "", true
	e.Consent = debrief.Consent{
		As: debrief.ReleaseQuote, Scope: debrief.ScopeMeeting, Given: debrief.GivenInPerson,
		At: "2026-03-04T10:00:00Z", Words: agreedLine, EntryID: e.ID,
	}
	if change != nil {
		change(e)
	}
	return w
}

func TestAnImportNeverWidensWhatWasAgreedTo(t *testing.T) {
	tests := map[string]struct {
		theirs func(*debrief.Entry)
		want   func(*debrief.Entry)
		kept   int
	}{
		"further":       {func(e *debrief.Entry) { e.Consent.Scope = debrief.ScopePublic }, nil, 1},
		"other words":   {func(e *debrief.Entry) { e.Consent.Words = "It was me." }, nil, 1},
		"none":          {func(e *debrief.Entry) { e.Consent = debrief.Consent{} }, nil, 1},
		"somebody else": {func(e *debrief.Entry) { e.Who = debrief.Who{Name: "Kim"} }, nil, 1},
		"told unnamed": {
			func(e *debrief.Entry) { e.Consent.As, e.Who, e.Quote = debrief.ReleaseUnnamed, debrief.Who{}, false },
			func(e *debrief.Entry) { e.Consent.As, e.Who, e.Quote = debrief.ReleaseUnnamed, debrief.Who{}, false }, 0,
		},
		"another line here": {
			func(e *debrief.Entry) { e.Text = "another line" },
			func(e *debrief.Entry) { e.Text = "another line" }, 0,
		},
	}
	for name, c := range tests {
		for _, how := range []bundle.How{bundle.TakeTheirs, bundle.KeepBoth} {
			t.Run(name, func(t *testing.T) {
				db := library(t)
				apply(t, db, debrief.Action{Name: "add-sample", Put: withConsent(nil).Records(), Quiet: true})
				b := bundle.Bundle{Debrief: withConsent(c.theirs)}
				if o := offer(t, db, b); o.Kept != c.kept {
					t.Errorf("%d lines are said to keep what was agreed, want %d", o.Kept, c.kept)
				}
				got, want := load(t, db, take(t, db, b, how)).Entries[1], withConsent(c.want).Entries[1]
				got.Who.ParticipantID, want.Who.ParticipantID = "", "" // a copy has its own
				if got.Consent != want.Consent || got.Who != want.Who || got.Quote != want.Quote || got.Text != want.Text {
					t.Errorf("it became %+v", got)
				}
			})
		}
	}
}

func TestTheNarrowerScopeWins(t *testing.T) {
	db := library(t)
	mine := withConsent(func(e *debrief.Entry) { e.Consent.Scope = debrief.ScopePublic })
	apply(t, db, debrief.Action{Name: "add-sample", Put: mine.Records(), Quiet: true})
	b := bundle.Bundle{Debrief: withConsent(nil)}
	if d := offer(t, db, b).Difference; len(d.Changed) != 1 {
		t.Errorf("the difference is %+v", d)
	}
	take(t, db, b, bundle.TakeTheirs)
	if got := load(t, db, demo.ID).Entries[1].Consent.Scope; got != debrief.ScopeMeeting {
		t.Errorf("it may go as far as %q", got)
	}
}

func TestNoBundleBringsBackWhatWasTakenBack(t *testing.T) {
	for _, how := range []bundle.How{bundle.TakeTheirs, bundle.KeepBoth} {
		db := library(t)
		w := withConsent(nil)
		id := w.Entries[1].ID
		apply(t, db, debrief.Action{Name: "add-sample", Put: w.Records(), Quiet: true})
		if err := db.Forget(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		// Under its own id, and as a copy that was made of it elsewhere.
		theirs := withConsent(nil)
		again := theirs.Entries[1]
		again.ID = debrief.NewID()
		theirs.Entries = append(theirs.Entries, again)
		theirs.Wordings = append(theirs.Wordings, debrief.Wording{
			Base: debrief.Base{ID: debrief.NewID(), DebriefID: demo.ID}, RecordID: id, Field: "text",
			Phrase: "old cluster", Class: "blame", Rule: "blame.one", Decision: debrief.WordingLeft,
		})
		b := bundle.Bundle{Debrief: theirs}
		if o := offer(t, db, b); o.Withdrawn != 2 {
			t.Errorf("%d are said to be left out", o.Withdrawn)
		}
		got := load(t, db, take(t, db, b, how))
		for _, e := range got.Entries {
			if e.Text == agreedLine {
				t.Errorf("%v brought the words back", how)
			}
		}
		if len(got.Wordings) != len(demo.Debrief().Wordings) {
			t.Errorf("%v brought a mark in them back", how)
		}
		if set, err := db.Settings(t.Context()); err != nil || len(set) != 0 {
			t.Errorf("settings %v, %v", set, err)
		}
	}
}
