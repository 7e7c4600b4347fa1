package command_test

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"secondstory/backend/board"
	"secondstory/backend/debrief"
	"secondstory/backend/recur"
	"secondstory/backend/search"
	"secondstory/backend/sqlite"
)

// TestThreeIncidents: with three real incidents in the library somebody new finds
// "database" in all of them with one question, sees which factor they share, and a
// manager sees what is open and since when.
func TestThreeIncidents(t *testing.T) {
	library := filepath.Join(t.TempDir(), "library.db")
	if r := secondstory(t, "import", filepath.Join("testdata", "incidents"), "--as-debriefs", "--zone", "UTC", "--library", library); r.code != 0 {
		t.Fatalf("%+v", r)
	}
	// No window was ever open: the command has read it for the search.
	r := secondstory(t, "find", "database", "--json", "--limit", "50", "--library", library)
	var got struct {
		Debriefs  []sqlite.FoundDebrief `json:"debriefs"`
		Following bool                  `json:"following"`
	}
	if err := json.Unmarshal([]byte(r.out), &got); err != nil {
		t.Fatal(err)
	}
	own := slices.DeleteFunc(got.Debriefs, func(d sqlite.FoundDebrief) bool { return strings.HasPrefix(d.ID, "sample-") })
	if got.Following || len(own) != 3 {
		t.Fatalf("database is found in %+v", got)
	}
	wholes := shareFactor(t, library)
	testShared(t, wholes)
	testOpen(t, library)
}

// shareFactor says, as in the window, that what nobody had tried was the same thing
// each time, and that two of the debriefs are followed up again.
func shareFactor(t *testing.T, path string) []*debrief.Whole {
	t.Helper()
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: path, Now: func() time.Time { return time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	found, err := db.Search(t.Context(), search.Parse("factor:tried", ""), sqlite.Listing{Order: sqlite.OrderNewest})
	if err != nil || len(found.Hits) != 3 || len(found.Debriefs) != 3 {
		t.Fatalf("three factors are about what nobody had tried: %+v, %v", found, err)
	}
	var wholes []*debrief.Whole
	first := found.Hits[0].RecordID
	for _, h := range found.Hits {
		w, err := db.Load(t.Context(), h.DebriefID)
		if err != nil {
			t.Fatal(err)
		}
		wholes = append(wholes, w)
		put := []debrief.Record{}
		for i := range w.Factors {
			if f := &w.Factors[i]; f.ID == h.RecordID && f.ID != first {
				f.Recurs = first
				put = append(put, f)
			}
		}
		if err := db.Apply(t.Context(), debrief.Action{Name: "edit-debrief", Put: put}); err != nil {
			t.Fatal(err)
		}
	}
	return wholes
}

func testShared(t *testing.T, wholes []*debrief.Whole) {
	t.Helper()
	var all []recur.Factor
	for _, w := range wholes {
		for _, f := range w.Factors {
			all = append(all, recur.Factor{ID: f.ID, DebriefID: f.DebriefID, Recurs: f.Recurs, Text: f.Text, Day: w.Debrief.Started.At})
		}
	}
	if first := recur.Groups(all)[0]; len(first.Debriefs()) != 3 || !strings.Contains(first.First().Text, "tried") {
		t.Errorf("the factor they share is %+v", first)
	}
}

func testOpen(t *testing.T, path string) {
	t.Helper()
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: path, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	wholes, err := db.FollowUps(t.Context(), true)
	if err != nil {
		t.Fatal(err)
	}
	since := map[string]string{}
	for _, w := range wholes {
		for _, i := range board.Of(w, w.Debrief.Title, time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)) {
			since[i.Text] = i.Since
		}
	}
	for text, day := range map[string]string{
		"Restore the database every day and look at what comes out": "2017-01-31",
		"Try the restore of a whole cluster on a game day":          "2018-10-21",
		"Let rules reach a few places first":                        "2019-07-02",
	} {
		if since[text] != day {
			t.Errorf("%q is open since %q, not %q; all: %v", text, since[text], day, since)
		}
	}
}
