package sqlite_test

import (
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/demo/many"
	"secondstory/backend/search"
	"secondstory/backend/sqlite"
)

// TestSearchFilters asks a made-up library with every filter, alone, with another and
// with words, and compares what is found with what the debriefs themselves say.
func TestSearchFilters(t *testing.T) {
	const n = 120
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	m, all := many.New(3), map[debrief.ID]*debrief.Whole{}
	for i := range n {
		w := m.Debrief(i, n)
		all[w.Debrief.ID] = w
		mustApply(t, db, debrief.Action{Name: "new-debrief", Put: w.Records(), Quiet: true})
	}
	mustFollow(t, db)
	owner := ownerIn(all)
	for _, typed := range []string{
		"kind:near-miss", "kind:near-miss kind:game-day", "state:closed", "state:draft,", "tag:dns", "tag:DNS tag:database", "tag:dn",
		"after:2020", "before:2018-06", "after:2019-03 before:2021-02-11", "is:open", "kind:tabletop open after:2018",
		"kind:incident tag:database state:closed after:2017",
	} {
		q := search.Parse(typed, "")
		want := []debrief.ID{}
		for id, w := range all {
			if fits(&w.Debrief, q) {
				want = append(want, id)
			}
		}
		if len(q.Unclear) == 0 {
			same(t, typed, hitIDs(t, db, q), want)
		}
		q = search.Parse(typed+" dashboard ", "")
		for _, h := range hitsOf(t, db, q) {
			if !fits(&all[h.DebriefID].Debrief, q) {
				t.Errorf("%q finds something of %s", typed, h.DebriefID)
			}
		}
	}
	for _, typed := range []string{"state:soaking", "state:done state:checked", "owner:me", "owner:me open", "owner:me state:done"} {
		q := search.Parse(typed, owner)
		want := []debrief.ID{}
		for _, w := range all {
			for i := range w.Countermeasures {
				if owns(w, &w.Countermeasures[i], q) {
					want = append(want, w.Countermeasures[i].ID)
				}
			}
		}
		if len(want) == 0 && typed != "owner:me state:done" {
			t.Errorf("nothing to find with %q", typed)
		}
		if !q.Open {
			same(t, typed, hitIDs(t, db, q), want)
		}
	}
	testFactors(t, db, all)
	testFirstPage(t, db)
}

// testFirstPage: a page is the beginning of all there is, whether it is among the
// newest rows or not.
func testFirstPage(t *testing.T, db *sqlite.DB) {
	t.Helper()
	for _, typed := range []string{"kind:near-miss dashboard ", "tag:dns dashboard ", "before:2017 dashboard ", "kind:tabletop state:draft dashboard "} {
		all := hitsOf(t, db, search.Parse(typed, ""))
		for _, limit := range []int{1, 5, 200} {
			got, err := db.Search(t.Context(), search.Parse(typed, ""), sqlite.Listing{Limit: limit, Order: sqlite.OrderNewest})
			if want := all[:min(limit, len(all))]; err != nil || !reflect.DeepEqual(got.Hits, want) {
				t.Errorf("%q: the first %d are not those of %d, %v", typed, limit, len(all), err)
			}
		}
	}
}

func testFactors(t *testing.T, db *sqlite.DB, all map[debrief.ID]*debrief.Whole) {
	t.Helper()
	want := []debrief.ID{}
	for _, w := range all {
		for _, f := range w.Factors {
			if f.Text == "The zone is edited by hand under time pressure" {
				want = append(want, f.ID)
			}
		}
	}
	same(t, "factor", hitIDs(t, db, search.Parse(`factor:"edited by hand"`, "")), want)
	hits := hitsOf(t, db, search.Parse(`factor:"edited by hand" resolver `, ""))
	for _, h := range hits {
		if !slices.ContainsFunc(all[h.DebriefID].Factors, func(f debrief.Factor) bool { return slices.Contains(want, f.ID) }) {
			t.Errorf("%s has no such factor", h.DebriefID)
		}
	}
	if len(hits) == 0 {
		t.Error("no hit in debriefs with such a factor")
	}
}

// TestSearchTakesNearlyNames: a name that is misspelt is found and told; any other
// word that stands nowhere finds nothing.
// What is said most often is offered first; people are offered by name, for nobody is
// counted.
func TestPeopleAreOfferedByName(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	for i, names := range [][]string{{"Zoe"}, {"Zoe", "Ana"}, {"Zoe", "Mia"}} {
		d := debrief.NewDebrief("2026-11-22T10:00:00Z")
		d.Tags = []string{"dns", "alerts"}[:min(2, 1+i%2)]
		put := []debrief.Record{d}
		for _, name := range names {
			put = append(put, &debrief.Participant{Base: debrief.Base{ID: debrief.NewID(), DebriefID: d.ID}, Name: name})
		}
		mustApply(t, db, debrief.Action{Name: "new-debrief", Put: put})
	}
	mustFollow(t, db)
	for name, want := range map[string][]string{"owner": {"Ana", "Mia", "Zoe"}, "tag": {"dns", "alerts"}} {
		if got, err := db.FilterValues(t.Context(), name, "", 8); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

func TestSearchTakesNearlyNames(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	p := &debrief.Participant{Base: debrief.Base{ID: debrief.NewID(), DebriefID: d.ID}, Name: "Zoë Kessler"}
	c := &debrief.Countermeasure{
		Base: debrief.Base{ID: debrief.NewID(), DebriefID: d.ID}, Text: "Try a restore", State: debrief.CountermeasureCommitted,
		Owner: debrief.Who{ParticipantID: p.ID},
	}
	mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{p, c, newEntry(d, "replication fell behind")}})
	for typed, want := range map[string]debrief.ID{
		"kesler": p.ID, "Kesselr ": p.ID, "owner:kesler": c.ID, "owner:zoe": c.ID, "replicatoin": "", "owner:nobody": "", "kesler replication": "",
	} {
		got, err := db.Search(t.Context(), search.Parse(typed, ""), sqlite.Listing{Limit: 0, Order: sqlite.OrderNewest})
		if err != nil || got.Instead == nil {
			t.Fatal(got, err)
		}
		ids := []debrief.ID{}
		for _, h := range got.Hits {
			ids = append(ids, h.RecordID)
		}
		if want == "" && len(ids)+len(got.Instead) > 0 || want != "" && !slices.Equal(ids, []debrief.ID{want}) {
			t.Errorf("%q finds %v, instead %v", typed, ids, got.Instead)
		}
		if told := len(got.Instead) == 1 && got.Instead[0].Name == "kessler"; told != (want != "" && typed != "owner:zoe") {
			t.Errorf("%q is said to mean %v", typed, got.Instead)
		}
	}
}

// TestSearchTakesAnyQuestion has no filter that SQLite takes for a query of its own.
func TestSearchTakesAnyQuestion(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	d.Tags = []string{"c++", "数据", `a"b`, ""}
	mustApply(t, db, debrief.Action{Name: "edit-debrief", Put: []debrief.Record{d}})
	for _, a := range []string{"tag:", "factor:", "owner:", "", "after:", "kind:"} {
		for _, b := range []string{"*", `"`, `""`, `"NEAR("`, "AND", "-", "^", "\x00", "\xff", "🙂", "数据", "c++", "'", "0000", "9999-12-31"} {
			if _, err := db.Search(t.Context(), search.Parse(a+b+" lag", "me"), sqlite.Listing{Limit: 5, Order: sqlite.OrderRank}); err != nil {
				t.Errorf("%q: %v", a+b, err)
			}
		}
	}
	for _, typed := range []string{"tag:c++", "tag:数据", "tag:C++"} {
		same(t, typed, hitIDs(t, db, search.Parse(typed, "")), []debrief.ID{d.ID})
	}
	same(t, "exact", hitIDs(t, db, search.Parse(`"b a"`, "")), []debrief.ID{})
}

func hitsOf(t *testing.T, db *sqlite.DB, q search.Question) []sqlite.Hit {
	t.Helper()
	got, err := db.Search(t.Context(), q, sqlite.Listing{Limit: 10_000, Order: sqlite.OrderNewest})
	if err != nil {
		t.Fatal(err)
	}
	return got.Hits
}

func hitIDs(t *testing.T, db *sqlite.DB, q search.Question) []debrief.ID {
	t.Helper()
	out := []debrief.ID{}
	for _, h := range hitsOf(t, db, q) {
		out = append(out, h.RecordID)
	}
	return out
}

func same(t *testing.T, typed string, got, want []debrief.ID) {
	t.Helper()
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%q finds %d: %v, not %d: %v", typed, len(got), got, len(want), want)
	}
}

// fits is what filters mean, said once more.
func fits(d *debrief.Debrief, q search.Question) bool {
	for _, tag := range q.Tags {
		if !slices.ContainsFunc(d.Tags, func(has string) bool { return search.Fold(has) == search.Fold(tag) }) {
			return false
		}
	}
	return (len(q.Kinds) == 0 || slices.Contains(q.Kinds, d.Kind)) && (len(q.States) == 0 || slices.Contains(q.States, d.State)) &&
		(q.After == "" || d.Started.At >= q.After) && (q.Before == "" || d.Started.At < q.Before) && (!q.Open || d.State != debrief.StateClosed)
}

func owns(w *debrief.Whole, c *debrief.Countermeasure, q search.Question) bool {
	if len(q.Progress) > 0 && !slices.Contains(q.Progress, c.State) {
		return false
	}
	return len(q.Owners) == 0 || slices.ContainsFunc(w.Participants, func(p debrief.Participant) bool {
		return p.ID == c.Owner.ParticipantID && search.Named(p.Name, q.Owners[0])
	})
}

func ownerIn(all map[debrief.ID]*debrief.Whole) string {
	for _, w := range all {
		for _, c := range w.Countermeasures {
			for _, p := range w.Participants {
				if p.ID == c.Owner.ParticipantID && c.State == debrief.CountermeasureCommitted && w.Debrief.State != debrief.StateClosed {
					return p.Name
				}
			}
		}
	}
	return ""
}
