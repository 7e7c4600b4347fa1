package sqlite_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/sqlite"
)

// mustFollow follows until the index is as a fresh one would be.
func mustFollow(t testing.TB, db *sqlite.DB) {
	t.Helper()
	if err := db.FollowAll(); err != nil {
		t.Fatal(err)
	}
	if differs, err := db.IndexDiffers(); err != nil || len(differs) > 0 {
		t.Fatalf("the index differs: %q, %v", differs, err)
	}
}

// found are the texts of the excerpts that something finds, once the index has
// followed: a search follows for a moment only, and on a slow machine that is
// not enough.
func found(t testing.TB, db *sqlite.DB, typed string) (out []string) {
	t.Helper()
	got, err := db.Find(t.Context(), typed, 0, sqlite.OrderNewest)
	for err == nil && got.Following {
		got, err = db.Find(t.Context(), typed, 0, sqlite.OrderNewest)
	}
	if err != nil {
		t.Fatalf("Find(%q): %v", typed, err)
	}
	for _, h := range got.Hits {
		out = append(out, plain(h))
	}
	return out
}

func plain(h sqlite.Hit) string {
	var b strings.Builder
	for _, p := range h.Excerpt {
		b.WriteString(p.Text)
	}
	return b.String()
}

// TestIndexFollowsEveryWay writes in every way there is, quiet ones too.
func TestIndexFollowsEveryWay(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	w := demo.Debrief()
	mustApply(t, db, debrief.Action{Name: "add-sample", Put: w.Records(), Quiet: true})
	mustFollow(t, db)
	if len(found(t, db, "replication ")) == 0 {
		t.Error("the sample, which was added quietly, is not found")
	}
	d := newDebrief(t, db)
	e := newEntry(d, "the pool was pinned")
	mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{e}})
	for range 2 { // found at once, and after following
		if got := found(t, db, "pinned"); !slices.Equal(got, []string{"the pool was pinned"}) {
			t.Errorf("filed: %q", got)
		}
		mustFollow(t, db)
	}
	e.Text = "the pool was flat"
	mustApply(t, db, debrief.Action{Name: "edit-entry", Put: []debrief.Record{e}, Quiet: true})
	if got := found(t, db, "pinned"); len(got) != 0 {
		t.Errorf("changed: %q", got)
	}
	mustApply(t, db, debrief.Action{Name: "delete-entry", Delete: []debrief.Ref{refTo(e)}})
	if got := found(t, db, "flat"); len(got) != 0 {
		t.Errorf("deleted: %q", got)
	}
	turn(t, db.Undo)
	if got := found(t, db, "flat"); len(got) != 1 {
		t.Errorf("taken back: %q", got)
	}
	mustFollow(t, db)
	if n, err := db.Due(); err != nil || n != 0 {
		t.Errorf("%d rows are still due, %v", n, err)
	}
}

// TestClockTicksAreNotFollowed: a running meeting writes every few seconds.
func TestClockTicksAreNotFollowed(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	mustFollow(t, db)
	w := mustLoad(t, db, d.ID)
	w.Meeting.ElapsedSeconds[0]++
	mustApply(t, db, debrief.Action{Name: "tick", Put: []debrief.Record{&w.Meeting}, Quiet: true})
	if n, err := db.Due(); err != nil || n != 0 {
		t.Errorf("%d rows are due, %v", n, err)
	}
	if words := debrief.Words(&w.Meeting); len(words) != 0 {
		t.Errorf("a meeting has words now (%q): the triggers have to note it", words)
	}
}

// TestIndexFollowsAnyOrder does a thousand things in random order, following
// now and then, and compares with an index made afresh.
func TestIndexFollowsAnyOrder(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	r := rand.New(rand.NewPCG(7, 7))
	for i := range 1000 {
		doSomething(t, db, d, r, i)
		if r.IntN(10) == 0 {
			if _, err := db.Follow(t.Context(), time.Millisecond); err != nil {
				t.Fatal(err)
			}
		}
		if i%100 == 0 {
			if differs, err := db.IndexDiffers(); err != nil || len(differs) > 0 {
				t.Fatalf("after %d: %q, %v", i, differs, err)
			}
		}
	}
	mustFollow(t, db)
}

func doSomething(t *testing.T, db *sqlite.DB, d *debrief.Debrief, r *rand.Rand, i int) {
	t.Helper()
	entries := mustLoad(t, db, d.ID).Entries
	text := fmt.Sprint("what I saw at ", i, strings.Repeat(" then", r.IntN(20)))
	switch n := r.IntN(10); {
	case n < 4 || len(entries) == 0:
		mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, text)}, Quiet: n == 0})
	case n < 6:
		e := entries[r.IntN(len(entries))]
		e.Text = text
		mustApply(t, db, debrief.Action{Name: "edit-entry", Put: []debrief.Record{&e}, Quiet: n == 4})
	case n < 8:
		mustApply(t, db, debrief.Action{Name: "delete-entry", Delete: []debrief.Ref{refTo(&entries[r.IntN(len(entries))])}})
	case n == 8:
		if _, err := db.Undo(t.Context()); err != nil && debrief.CodeOf(err) != debrief.CodeNothing {
			t.Fatal(err)
		}
	default:
		if _, err := db.Redo(t.Context()); err != nil && debrief.CodeOf(err) != debrief.CodeNothing {
			t.Fatal(err)
		}
	}
}

// TestUpgradedAndSalvagedLibrariesAreFollowed: both begin with an empty index.
func TestUpgradedAndSalvagedLibrariesAreFollowed(t *testing.T) {
	path := copyReleased(t, "testdata/library-1.db")
	db := mustOpen(t, path)
	if got := found(t, db, "night shift"); len(got) != 1 {
		t.Errorf("found %q", got)
	}
	mustFollow(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.Salvage(t.Context(), path, path+".new", nil); err != nil {
		t.Fatal(err)
	}
	mustFollow(t, mustOpen(t, path+".new"))
}

// TestOlderLibraryReadOnlyFindsNothing has no index to look into.
func TestOlderLibraryReadOnlyFindsNothing(t *testing.T) {
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: copyReleased(t, "testdata/library-1.db"), ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if got := found(t, db, "night shift"); len(got) != 0 {
		t.Errorf("found %q", got)
	}
}

// TestDeletedWordsLeaveTheIndex reads the index's own pages: beside the history,
// which keeps every word, nothing may be left of what was deleted or changed.
func TestDeletedWordsLeaveTheIndex(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	r := rand.New(rand.NewPCG(3, 3))
	var secret []*debrief.Entry
	var markers []string
	for i := range 3000 {
		e := newEntry(d, "the graph looked flat to me at "+randomWord(r))
		if i%30 == 0 {
			marker := randomWord(r)
			e.Text += " " + marker
			secret, markers = append(secret, e), append(markers, marker)
		}
		mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{e}})
		if i%100 == 0 {
			mustFollow(t, db)
		}
	}
	mustFollow(t, db)
	if n := count(t, db, markers); n != len(markers) {
		t.Fatalf("%d of %d markers are in the index: the test proves nothing", n, len(markers))
	}
	for i, e := range secret {
		if i%2 == 0 {
			mustApply(t, db, debrief.Action{Name: "delete-entry", Delete: []debrief.Ref{refTo(e)}})
			continue
		}
		e.Text = "nothing to see"
		mustApply(t, db, debrief.Action{Name: "edit-entry", Put: []debrief.Record{e}})
	}
	mustFollow(t, db)
	n := count(t, db, markers)
	t.Logf("%d words deleted, %d readable in the index", len(markers), n)
	if n != 0 {
		t.Fail()
	}
}

// randomWord is one the stemmer leaves alone.
func randomWord(r *rand.Rand) string {
	b := make([]byte, 12)
	for i := range b {
		b[i] = "bcdfghjkmpqrtvwx"[r.IntN(16)]
	}
	return string(b)
}

// count says how many words have at least eight letters in a row in the index.
func count(t *testing.T, db *sqlite.DB, words []string) (n int) {
	t.Helper()
	pages, err := db.IndexPages()
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range words {
		for i := range len(w) - 7 {
			if strings.Contains(pages, w[i:i+8]) {
				n++
				break
			}
		}
	}
	return n
}

func TestIndexIsMadeAgainAsItWas(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	is, again, err := db.IndexSchema()
	if err != nil || is != again {
		t.Errorf("made by\n%s\nmade again by\n%s\n%v", is, again, err)
	}
	mustApply(t, db, debrief.Action{Name: "add-sample", Put: demo.Debrief().Records()})
	mustFollow(t, db)
	if err := db.RemakeIndex(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n, err := db.Due(); err != nil || n == 0 {
		t.Errorf("%d rows are due, %v", n, err)
	}
	mustFollow(t, db)
}
