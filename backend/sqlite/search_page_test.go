package sqlite_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/search"
	"secondstory/backend/sqlite"
)

// TestPageWithFewOfEach compares pages that leave some of each debrief out with all that
// is found, also where a page's worth is far behind what is left out.
func TestPageWithFewOfEach(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	for _, lines := range []int{3, 40, 1, 90, 2} {
		d, put := newDebrief(t, db), []debrief.Record{}
		for i := range lines {
			put = append(put, newEntry(d, fmt.Sprintf("graph %d of the pool", i)))
		}
		mustApply(t, db, debrief.Action{Name: "file", Put: put})
	}
	mustFollow(t, db)
	for _, typed := range []string{"graph ", "gra", "graph poo", "pool graph "} {
		for _, order := range []sqlite.Order{sqlite.OrderNewest, sqlite.OrderRank} {
			all := mustSearch(t, db, typed, sqlite.Listing{Limit: 1000, Order: order})
			if len(all.Hits) != 136 || all.More {
				t.Fatalf("%q finds %d, %v", typed, len(all.Hits), all.More)
			}
			for limit := 1; limit < 14; limit++ {
				for each := range 4 {
					l := sqlite.Listing{Limit: limit, Each: each, Order: order}
					want, more := fewOfEach(all.Hits, l)
					got := mustSearch(t, db, typed, l)
					if !slices.Equal(recordIDs(got.Hits), want) || got.More != more {
						t.Errorf("%q, %+v finds %v and more %v, not %v and %v", typed, l, recordIDs(got.Hits), got.More, want, more)
					}
				}
			}
		}
	}
}

// fewOfEach are the hits of a page, and whether there are further ones.
func fewOfEach(all []sqlite.Hit, l sqlite.Listing) (ids []debrief.ID, more bool) {
	of := map[debrief.ID]int{}
	for _, h := range all {
		of[h.DebriefID]++
		switch {
		case l.Each > 0 && of[h.DebriefID] > l.Each:
		case len(ids) == l.Limit:
			return ids, true
		default:
			ids = append(ids, h.RecordID)
		}
	}
	return ids, false
}

func recordIDs(hits []sqlite.Hit) (ids []debrief.ID) {
	for _, h := range hits {
		ids = append(ids, h.RecordID)
	}
	return ids
}

func mustSearch(t *testing.T, db *sqlite.DB, typed string, l sqlite.Listing) sqlite.Result {
	t.Helper()
	got, err := db.Search(t.Context(), search.Parse(typed, ""), l)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestPageIsLight counts the pieces of memory a page takes: a collector that has much to
// do is what makes one search of a hundred slow.
func TestPageIsLight(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d, put := newDebrief(t, db), []debrief.Record{}
	for i := range 60 {
		put = append(put, newEntry(d, fmt.Sprintf("the graph looked as it does every morning, %d", i)))
	}
	mustApply(t, db, debrief.Action{Name: "file", Put: put})
	mustFollow(t, db)
	const limit, each = 50, 22
	took := testing.AllocsPerRun(20, func() {
		if got := mustSearch(t, db, "graph ", sqlite.Listing{Limit: limit, Order: sqlite.OrderNewest}); len(got.Hits) != limit {
			t.Fatal(len(got.Hits))
		}
	})
	if took > limit*each {
		t.Errorf("a page of %d takes %v pieces of memory", limit, took)
	}
}

// TestHitTellsItsStage has words that look like another stage.
func TestHitTellsItsStage(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	for i, text := range []string{`graph ","stage":6,"text":"`, `,"stage":5, graph`, "graph", `graph "stage"`, `\",\"stage\":4, graph`} {
		e := newEntry(d, text)
		e.Stage, e.Label, e.Source = i, `{"stage":7,`, `,"stage":2,`
		mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{e}})
		got := mustSearch(t, db, "graph ", sqlite.Listing{Limit: 1, Order: sqlite.OrderNewest})
		if len(got.Hits) != 1 || got.Hits[0].RecordID != e.ID || got.Hits[0].Stage != i {
			t.Errorf("%q in stage %d is found as %+v", text, i, got.Hits)
		}
	}
}
