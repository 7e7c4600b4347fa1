package library

import (
	"database/sql"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/sqlite"
)

// TestIndexFollowsWhenTypingRests types for a while, in time that only passes
// when everybody waits: nothing is followed before two seconds of rest, all is
// after.
func TestIndexFollowsWhenTypingRests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "library.db")
		k := Keeper{Path: path, Now: time.Now, Sample: demo.Debrief}
		db, _, err := k.OpenBare()
		if err != nil {
			t.Fatal(err)
		}
		due := dueIn(t, path)
		begun := due()
		kept := keep(db, k, never)
		e := &debrief.Entry{Base: debrief.Base{ID: debrief.NewID(), DebriefID: demo.ID}, Basis: debrief.BasisMemory}
		for range 5 {
			time.Sleep(unhurried.rest - time.Millisecond)
			synctest.Wait()
			e.Text += "the pool was pinned "
			if err := kept.Apply(t.Context(), debrief.Action{Name: "file", Put: []debrief.Record{e}}); err != nil {
				t.Fatal(err)
			}
			if n := due(); n != begun+1 {
				t.Fatalf("%d rows are due while somebody types, want %d", n, begun+1)
			}
		}
		time.Sleep(unhurried.rest + time.Second)
		synctest.Wait()
		if n := due(); n != 0 {
			t.Errorf("%d rows are due after a rest", n)
		}
		if err := kept.Close(); err != nil {
			t.Fatal(err)
		}
	})
}

// TestClosingDoesNotWaitForTheIndex closes with everything still due.
func TestClosingDoesNotWaitForTheIndex(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	k := Keeper{Path: path, Now: time.Now, Sample: demo.Debrief}
	kept, _, err := k.Open()
	if err != nil {
		t.Fatal(err)
	}
	if err := kept.Close(); err != nil {
		t.Fatal(err)
	}
	if n := dueIn(t, path)(); n == 0 {
		t.Error("the index was followed at once")
	}
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// dueIn counts, on a connection of its own, the rows the index has yet to follow.
func dueIn(t *testing.T, path string) func() int {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return func() (n int) {
		t.Helper()
		if err := db.QueryRow(`SELECT count(*) FROM passage_due`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
}
