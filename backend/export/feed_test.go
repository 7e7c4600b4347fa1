package export_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/export"
	"secondstory/backend/report"
)

// A feed of a debrief with a name in every text holds none of them.
func TestGateAFeedHoldsNoName(t *testing.T) {
	g := newGate(t)
	g.w.Attachments = []debrief.Attachment{}
	for i := range g.w.Countermeasures {
		c := &g.w.Countermeasures[i]
		c.Due, c.DoneOn, c.Moves = "2026-12-01", "2026-11-01", nil
		c.State = []debrief.CountermeasureState{debrief.CountermeasureDoing, debrief.CountermeasureDone}[i%2]
	}
	db := signedLibrary(t, g.w)
	for edition, words := range map[report.Edition][]string{
		report.RoleOnly: append(append([]string{}, g.private...), g.names...),
		report.Public:   append(append(append([]string{}, g.private...), g.names...), g.systems...),
	} {
		f, err := export.Dates(t.Context(), db, formOptions(t, edition))
		if err != nil || f.Dates != len(g.w.Countermeasures) || f.Dates == 0 || len(f.Refused) != 0 {
			t.Fatalf("%s: %+v, %v", edition, f, err)
		}
		unfolded := strings.ReplaceAll(string(f.Data), "\r\n ", "")
		searched, hits := held(t, "the feed, "+string(edition), []made{{"ics", []string{string(f.Data), unfolded}}}, words, false)
		t.Logf("gate: feed, %s: %d names and markers, %d texts searched, %d hits", edition, len(words), searched, hits)
	}
}

func TestAFeedIsWrittenWhenSomethingIsNew(t *testing.T) {
	g := newGate(t)
	g.w.Attachments = []debrief.Attachment{}
	c := &g.w.Countermeasures[0]
	c.State, c.Due, c.Moves = debrief.CountermeasureDoing, "2026-12-01", nil
	db, path, o := signedLibrary(t, g.w), filepath.Join(t.TempDir(), "due.ics"), formOptions(t, report.RoleOnly)
	keep := func() bool {
		t.Helper()
		f, err := export.Dates(t.Context(), db, o)
		if err != nil {
			t.Fatal(err)
		}
		written, err := export.KeepFeed(path, f.Data)
		if err != nil {
			t.Fatal(err)
		}
		return written
	}
	if !keep() {
		t.Error("not written")
	}
	o.Now = o.Now.Add(25 * time.Hour)
	if keep() {
		t.Error("written anew the next day with nothing new")
	}
	c.State, c.DoneOn = debrief.CountermeasureDone, "2026-11-09"
	r, err := db.Record(t.Context(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	c.Rev = r.Head().Rev
	if err := db.Apply(t.Context(), debrief.Action{ID: debrief.NewID(), Name: "done", Put: []debrief.Record{c}}); err != nil {
		t.Fatal(err)
	}
	if !keep() {
		t.Error("what was done is not in it")
	}
	data, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(data), "SUMMARY:Did it help?") || !strings.Contains(string(data), "DTSTART;VALUE=DATE:20261123") {
		t.Errorf("%v\n%s", err, data)
	}
}

func TestAFeedTakesNothingsPlace(t *testing.T) {
	for _, was := range []string{"", "my notes", "BEGIN:VCALENDAR\r\nPRODID:-//Second Story//Second Story//EN\r\nEND:VCALENDAR\r\n"} {
		path := filepath.Join(t.TempDir(), "due.ics")
		if err := os.WriteFile(path, []byte(was), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := export.KeepFeed(path, []byte("new")); !errors.Is(err, export.ErrNotAFeed) {
			t.Errorf("%q: %v", was, err)
		}
		if now, err := os.ReadFile(path); err != nil || string(now) != was {
			t.Errorf("%q is %q now, %v", was, now, err)
		}
	}
	if _, err := export.KeepFeed(t.TempDir(), []byte("new")); !errors.Is(err, export.ErrNotAFeed) {
		t.Errorf("a folder: %v", err)
	}
	if _, err := export.KeepFeed(filepath.Join(t.TempDir(), "no", "due.ics"), []byte("new")); debrief.CodeOf(err) != debrief.CodeExportNoFolder {
		t.Errorf("no folder: %v", err)
	}
}

// An owner who is in no list is not told in a file that is written with nobody looking.
func TestAFeedNamesNobodyWhoIsNotListed(t *testing.T) {
	w := demo.Debrief()
	for i := range w.Countermeasures {
		c := &w.Countermeasures[i]
		c.Due, c.State, c.Owner = "2026-12-01", debrief.CountermeasureDoing, debrief.Who{Name: "Zorblatt Quux"}
	}
	db := signedLibrary(t, w)
	for edition, told := range map[report.Edition]bool{report.RoleOnly: false, report.Named: true} {
		f, err := export.Dates(t.Context(), db, formOptions(t, edition))
		if err != nil || f.Dates == 0 || strings.Contains(string(f.Data), "Zorblatt") != told {
			t.Errorf("%s: %+v, %v", edition, f, err)
		}
	}
}
