package bundle_test

import (
	"context"
	"testing"
	"time"

	"secondstory/backend/bundle"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/signoff"
	"secondstory/backend/sqlite"
)

// saidOtherwise changes the first entry, and signs off.
func saidOtherwise(t *testing.T, db *sqlite.DB, id debrief.ID, text string) {
	t.Helper()
	w := load(t, db, id)
	if w.Debrief.State.IsSigned() {
		amend, err := signoff.Amend(w.Debrief, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		apply(t, db, amend)
		w = load(t, db, id)
	}
	w.Entries[0].Text = text
	apply(t, db, debrief.Action{Name: "edit-entry", Put: []debrief.Record{&w.Entries[0]}})
	a, _, err := signoff.Sign(load(t, db, id), signoff.Options{At: time.Date(2026, 11, 10, 9, 0, 0, 0, time.UTC), Note: text})
	if err != nil {
		t.Fatal(err)
	}
	apply(t, db, a)
}

// from is a debrief of a library as a file, written and read again.
func from(t *testing.T, db *sqlite.DB, id debrief.ID) bundle.Bundle {
	t.Helper()
	b, err := bundle.From(context.Background(), db, id, "1")
	if err != nil {
		t.Fatal(err)
	}
	return *mustRead(t, mustWrite(t, b))
}

// Two people amend the same version, and each signs off a 1.1. Whoever takes the other's
// keeps their own 1.1, and what was taken is read back until it is 1.2.
func TestANumberStandsForOneThing(t *testing.T) {
	mine, theirs := library(t), library(t)
	w := demo.Debrief()
	id := w.Debrief.ID
	apply(t, mine, debrief.Action{Name: "demo", Put: w.Records()})
	saidOtherwise(t, mine, id, "first")
	take(t, theirs, from(t, mine, id), bundle.TakeTheirs)
	if got := load(t, theirs, id); len(got.Versions) != 1 || !got.Debrief.State.IsSigned() {
		t.Fatalf("a colleague's copy: %d versions, %s", len(got.Versions), got.Debrief.State)
	}
	saidOtherwise(t, theirs, id, "theirs")
	taken := from(t, theirs, id)
	apart := library(t)
	take(t, apart, from(t, mine, id), bundle.TakeTheirs)
	take(t, apart, taken, bundle.TakeTheirs)
	if got := load(t, apart, id); got.Version("").Number != "1.1" || got.Debrief.State != debrief.StateFollowUp {
		t.Errorf("what goes on from mine: %s, %s", got.Version("").Number, got.Debrief.State)
	}

	saidOtherwise(t, mine, id, "mine")
	before := load(t, mine, id)
	take(t, mine, taken, bundle.TakeTheirs)
	got := load(t, mine, id)
	if len(got.Versions) != 2 || got.Version("1.1").ID != before.Version("1.1").ID {
		t.Errorf("%+v", got.Versions)
	}
	if got.Debrief.State != debrief.StateReadBack || got.Entries[0].Text != "theirs" {
		t.Errorf("%s, %q", got.Debrief.State, got.Entries[0].Text)
	}
	if was, _, err := signoff.Read(t.Context(), mine, got, "1.1"); err != nil || was.Entries[0].Text != "mine" {
		t.Errorf("version 1.1: %v", err)
	}
	if got.NextNumber() != "1.2" {
		t.Errorf("the next one is %s", got.NextNumber())
	}
}

// Words that were taken back here do not come back inside what somebody signed off.
func TestAVersionBringsNothingBack(t *testing.T) {
	mine, theirs := library(t), library(t)
	w := demo.Debrief()
	id := w.Debrief.ID
	apply(t, theirs, debrief.Action{Name: "demo", Put: w.Records()})
	saidOtherwise(t, theirs, id, "first")
	if err := mine.Forget(t.Context(), w.Entries[3].ID); err != nil {
		t.Fatal(err)
	}
	take(t, mine, from(t, theirs, id), bundle.TakeTheirs)
	if got := load(t, mine, id); len(got.Versions) != 0 || len(got.Entries) != len(w.Entries)-1 {
		t.Errorf("%d versions, %d entries of %d", len(got.Versions), len(got.Entries), len(w.Entries))
	}
}
