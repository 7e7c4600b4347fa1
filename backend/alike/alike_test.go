package alike_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondstory/backend/alike"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/demo/many"
	"secondstory/backend/recur"
	"secondstory/backend/sqlite"
)

func mustOpen(tb testing.TB) *sqlite.DB {
	tb.Helper()
	db, err := sqlite.Open(tb.Context(), sqlite.Options{Path: filepath.Join(tb.TempDir(), "library.db")})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = db.Close() })
	return db
}

func mustApply(tb testing.TB, db *sqlite.DB, a debrief.Action) {
	tb.Helper()
	if err := db.Apply(context.Background(), a); err != nil {
		tb.Fatal(err)
	}
}

// made makes a debrief of a day with a title and factors, each with an id of its own.
func made(id, day, title string, factors ...string) *debrief.Whole {
	d := debrief.NewDebrief(day + "T09:00:00Z")
	d.ID, d.DebriefID, d.Title = id, id, title
	w := debrief.NewWhole(*d)
	w.Meeting = *debrief.NewMeeting(id)
	for i, f := range factors {
		w.Add(&debrief.Factor{Base: debrief.Base{ID: fmt.Sprint(id, "-f", i), DebriefID: id}, Text: f, Category: debrief.CategorySignals})
	}
	return w
}

// three are two that are alike, and one that is not.
func three(t *testing.T, db *sqlite.DB) (a, b, c *debrief.Whole) {
	t.Helper()
	a = made("a", "2026-01-10", "A database directory was removed", "Replication lagged and nobody was told", "No one had tried the restore")
	b = made("b", "2026-03-10", "Two regions wrote to their databases", "Replication across regions lagged")
	c = made("c", "2026-05-10", "A firewall rule used every processor", "An expression could take very long")
	for _, w := range []*debrief.Whole{a, b, c} {
		mustApply(t, db, debrief.Action{Name: "new-debrief", Put: w.Records()})
	}
	return a, b, c
}

func known(t *testing.T, k *alike.Known, db *sqlite.DB) *alike.Known {
	t.Helper()
	if err := k.Refresh(t.Context(), db, nil); err != nil {
		t.Fatal(err)
	}
	return k
}

func found(all []alike.Match) string {
	out := []string{}
	for _, m := range all {
		mark := ""
		if m.Linked {
			mark = "!"
		}
		out = append(out, m.Head.ID+mark)
	}
	return strings.Join(out, " ")
}

func TestWhatLooksAlikeSaysWhy(t *testing.T) {
	db := mustOpen(t)
	three(t, db)
	mustApply(t, db, debrief.Action{Name: "add-sample", Put: demo.Debrief().Records()})
	k := known(t, &alike.Known{}, db)
	got := k.Like("a", 5)
	if found(got) != "b" || got[0].Head.Title != "Two regions wrote to their databases" || got[0].Head.Day != "2026-03-10" {
		t.Fatalf("%+v", got)
	}
	if r := got[0].Reasons[0]; r.MineText != "Replication lagged and nobody was told" || r.TheirsText != "Replication across regions lagged" {
		t.Errorf("%+v", r)
	}
	if got := k.Like(demo.Debrief().Debrief.ID, 5); len(got) > 0 {
		t.Errorf("the sample is like %+v", got)
	}
}

func TestWhatIsWrittenIsFollowed(t *testing.T) {
	db := mustOpen(t)
	a, b, _ := three(t, db)
	k := known(t, &alike.Known{}, db)
	b.Factors[0].Text, b.Debrief.Title = "Something else", "Something else again"
	mustApply(t, db, debrief.Action{Name: "edit", Put: []debrief.Record{&b.Debrief, &b.Factors[0]}})
	if got := found(known(t, k, db).Like("a", 5)); got != "" {
		t.Errorf("like what it was: %s", got)
	}
	if _, err := db.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := found(known(t, k, db).Like("a", 5)); got != "b" {
		t.Errorf("after undo: %s", got)
	}
	gone := []debrief.Ref{}
	for _, r := range a.Records() {
		gone = append(gone, debrief.Ref{Noun: r.Noun(), ID: r.Head().ID, DebriefID: "a"})
	}
	mustApply(t, db, debrief.Action{Name: "delete-debrief", Delete: gone})
	if got := found(known(t, k, db).Like("b", 5)); got != "" {
		t.Errorf("like one that was deleted: %s", got)
	}
	if _, is := k.Head("a"); is {
		t.Error("a deleted debrief is known")
	}
	other := mustOpen(t)
	if known(t, k, other); len(k.Like("b", 5)) > 0 || len(k.Group("c-f0")) > 0 {
		t.Error("another library is answered for with this one")
	}
}

func TestADecisionIsShownFromBothSides(t *testing.T) {
	db := mustOpen(t)
	a, _, c := three(t, db)
	k := &alike.Known{}
	decide := func(mine, theirs *debrief.Whole, as alike.Decision) {
		t.Helper()
		put, err := alike.Decide(&mine.Debrief, &theirs.Debrief, as, "both were found by customers", "2026-11-22T09:00:00Z")
		if err != nil {
			t.Fatal(err)
		}
		mustApply(t, db, debrief.Action{Name: "link-debrief", Put: put})
		known(t, k, db)
	}
	decide(a, c, alike.Linked)
	mine, theirs := k.Like("a", 5), k.Like("c", 5)
	if found(mine) != "c! b" || found(theirs) != "a!" || theirs[0].Why != "both were found by customers" {
		t.Errorf("%s; %+v", found(mine), theirs)
	}
	decide(c, a, alike.Open) // from the other side, where nothing is kept
	if len(a.Debrief.Related) > 0 || found(k.Like("a", 5)) != "b" || found(k.Like("c", 5)) != "" {
		t.Errorf("taken back: %s; %s", found(k.Like("a", 5)), found(k.Like("c", 5)))
	}
	decide(a, c, alike.Linked)
	decide(c, a, alike.Apart)
	if len(a.Debrief.Related) > 0 || len(c.Debrief.Related) != 1 || found(k.Like("a", 5)) != "b" {
		t.Errorf("decided anew: %+v, %+v", a.Debrief.Related, c.Debrief.Related)
	}
	for _, bad := range []alike.Decision{"", "other"} {
		if _, err := alike.Decide(&a.Debrief, &c.Debrief, bad, "", "2026-11-22T09:00:00Z"); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
	if _, err := alike.Decide(&a.Debrief, &a.Debrief, alike.Linked, "", "2026-11-22T09:00:00Z"); err == nil {
		t.Error("linked with itself")
	}
}

func TestAFactorIsSaidToBeAnEarlierOne(t *testing.T) {
	db := mustOpen(t)
	a, b, c := three(t, db)
	k := known(t, &alike.Known{}, db)
	offered := k.Candidates("b", "b-f0", "", 5)
	if len(offered) != 1 || offered[0].ID != "a-f0" || offered[0].Debrief != a.Debrief.Title || offered[0].Debriefs != 1 || len(offered[0].Words) == 0 {
		t.Fatalf("%+v", offered)
	}
	for typed, want := range map[string]string{"RESTORE tried": "a-f1", "lagged": "a-f0", "express": "c-f0", "nowhere": ""} {
		got := ""
		if all := k.Candidates("b", "b-f0", typed, 5); len(all) > 0 {
			got = all[0].ID
		}
		if got != want {
			t.Errorf("%q finds %q, want %q", typed, got, want)
		}
	}
	// c again b, and then b again a: c goes with it.
	for _, step := range []struct {
		factor, earlier *debrief.Factor
		naming          []*debrief.Factor
	}{{&c.Factors[0], &b.Factors[0], nil}, {&b.Factors[0], &a.Factors[0], []*debrief.Factor{&c.Factors[0]}}} {
		put, err := alike.Same(step.factor, step.earlier, step.naming)
		if err != nil {
			t.Fatal(err)
		}
		mustApply(t, db, debrief.Action{Name: "same-factor", Put: put})
	}
	if c.Factors[0].Recurs != "a-f0" || b.Factors[0].Recurs != "a-f0" {
		t.Errorf("%q and %q", b.Factors[0].Recurs, c.Factors[0].Recurs)
	}
	if g := known(t, k, db).Group("c-f0"); len(g) != 3 || g.First().ID != "a-f0" {
		t.Errorf("%+v", g)
	}
	if got := k.Recurring("b"); fmt.Sprint(got) != "map[b-f0:3]" {
		t.Errorf("%v", got)
	}
	if _, err := alike.Same(&a.Factors[0], &b.Factors[0], nil); err == nil {
		t.Error("in a circle")
	}
	if put, err := alike.Same(&b.Factors[0], nil, nil); err != nil || len(put) != 1 || b.Factors[0].Recurs != "" {
		t.Errorf("taken back: %v, %v", put, err)
	}
}

func TestThePageOfAFactor(t *testing.T) {
	a := made("a", "2026-01-10", "First", "Replication lagged")
	b := made("b", "2026-03-10", "Second", "Lag again")
	b.Factors[0].Recurs = "a-f0"
	measure := func(w *debrief.Whole, id, state string, done string, factors ...debrief.ID) *debrief.Countermeasure {
		w.Add(&debrief.Countermeasure{
			Base: debrief.Base{ID: id, DebriefID: w.Debrief.ID}, Text: id, State: debrief.CountermeasureState(state), DoneOn: done, FactorIDs: factors,
		})
		return &w.Countermeasures[len(w.Countermeasures)-1]
	}
	m := measure(a, "alert", "checked", "2026-02-01", "a-f0")
	m.Checks = []debrief.Check{{Outcome: debrief.OutcomeHelped, At: "2026-02-20T09:00:00Z"}, {Outcome: debrief.OutcomeNot, Text: "it lagged again", At: "2026-03-11T09:00:00Z"}}
	measure(a, "idea", "idea", "", "a-f0")
	measure(a, "other", "done", "2026-02-01", "elsewhere")
	measure(b, "after", "done", "2026-04-01", "b-f0")
	measure(b, "open", "committed", "", "b-f0")
	g := recur.Group{{ID: "a-f0", DebriefID: "a", Text: "Replication lagged"}, {ID: "b-f0", DebriefID: "b", Recurs: "a-f0"}, {ID: "c-f0", DebriefID: "gone", Recurs: "a-f0"}}
	p := alike.PageOf(g, map[debrief.ID]*debrief.Whole{"a": a, "b": b})
	if p.Text != "Replication lagged" || len(p.Namings) != 2 || p.Namings[0].Recurs || !p.Namings[1].Recurs {
		t.Errorf("%+v", p)
	}
	told := []string{}
	for _, m := range p.Measures {
		told = append(told, fmt.Sprint(m.ID, " ", m.State, " ", m.Outcome, " ", m.LookedOn, " ", m.Told, " ", m.AgainOn))
	}
	want := "after done    []|alert checked not 2026-03-11 it lagged again [2026-03-10]|open committed    []"
	if got := strings.Join(told, "|"); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// BenchmarkAlike asks what 10,000 debriefs are alike: the first time, when all digests are
// there and are read into memory, and then as somebody works, one change before each question.
func BenchmarkAlike(b *testing.B) {
	const n = 10_000
	db, m := mustOpen(b), many.New(1)
	for i := 0; i < n; i += 50 {
		all := []debrief.Record{}
		for j := range 50 {
			all = append(all, m.Debrief(i+j, n).Records()...)
		}
		mustApply(b, db, debrief.Action{Name: "new-debrief", Put: all, Quiet: true})
	}
	at := time.Now()
	k := &alike.Known{}
	refresh := func(k *alike.Known) time.Duration {
		at := time.Now()
		if err := k.Refresh(b.Context(), db, nil); err != nil {
			b.Fatal(err)
		}
		return time.Since(at)
	}
	refresh(k)
	first := time.Since(at)
	start := refresh(&alike.Known{})
	rows, _, err := db.List(b.Context(), 200, 0)
	if err != nil {
		b.Fatal(err)
	}
	var fresh, like, factors time.Duration
	i := 0
	for ; b.Loop(); i++ {
		id := rows[i%len(rows)].ID
		mustApply(b, db, debrief.Action{Name: "file", Put: []debrief.Record{&debrief.Entry{
			Base: debrief.Base{ID: debrief.NewID(), DebriefID: id}, Place: debrief.Place{Stage: debrief.StageNarratives}, Text: "opened the pool graph", Basis: debrief.BasisMemory, Lane: debrief.LaneSaw,
		}}})
		fresh += refresh(k)
		at := time.Now()
		k.Like(id, 5)
		k.Recurring(id)
		like += time.Since(at)
		at = time.Now()
		k.Candidates(id, "", "silenced name", 20)
		factors += time.Since(at)
	}
	ms := func(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) / float64(i) }
	b.ReportMetric(first.Seconds(), "s/first")
	b.ReportMetric(start.Seconds(), "s/start")
	b.ReportMetric(ms(fresh), "refresh-ms")
	b.ReportMetric(ms(like), "like-ms")
	b.ReportMetric(ms(factors), "factors-ms")
	b.ReportMetric(0, "ns/op")
}
