package library_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/library"
	"secondstory/backend/sqlite"
)

// Facts follow what is written: what is new, what changed, and what went.
func TestFactsFollowTheLibrary(t *testing.T) {
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: filepath.Join(t.TempDir(), "library.db")})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var facts library.Facts
	said := func() string {
		t.Helper()
		all, err := facts.Of(t.Context(), db, nil)
		if err != nil {
			t.Fatal(err)
		}
		factors := 0
		for _, f := range all {
			factors += len(f.Factors)
		}
		return fmt.Sprintf("%d debriefs, %d factors", len(all), factors)
	}
	expect := func(want string) {
		t.Helper()
		// Once as it was written, and once of what is kept.
		for range 2 {
			if got := said(); got != want {
				t.Errorf("%s, want %s", got, want)
			}
		}
	}
	apply := func(a debrief.Action) {
		t.Helper()
		a.ID, a.Name = debrief.NewID(), "change"
		if err := db.Apply(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	d := debrief.NewDebrief("2026-01-01T10:00:00Z")
	other := debrief.NewDebrief("2026-02-01T10:00:00Z")
	apply(debrief.Action{Put: []debrief.Record{d, other}})
	expect("2 debriefs, 0 factors")
	f := &debrief.Factor{Base: debrief.Base{ID: debrief.NewID(), DebriefID: d.ID}, Text: "a limit"}
	apply(debrief.Action{Put: []debrief.Record{f}})
	expect("2 debriefs, 1 factors")
	apply(debrief.Action{Delete: []debrief.Ref{{Noun: debrief.NounDebrief, ID: other.ID, DebriefID: other.ID, Rev: other.Rev}}})
	expect("1 debriefs, 1 factors")

	stopped, stop := context.WithCancel(t.Context())
	stop()
	var anew library.Facts
	if _, err := anew.Of(stopped, db, nil); err == nil {
		t.Error("what was stopped answered")
	}
}
