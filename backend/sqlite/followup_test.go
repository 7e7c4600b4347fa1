package sqlite_test

import (
	"database/sql"
	"path/filepath"
	"slices"
	"testing"

	"secondstory/backend/board"
	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// followedDebrief adds a debrief with a countermeasure in every state, which one of its two
// people owns.
func followedDebrief(t *testing.T, db *sqlite.DB, n int, change func(*debrief.Debrief)) *debrief.Debrief {
	t.Helper()
	d := benchDebrief(n)
	change(d)
	owner := &debrief.Participant{Base: debrief.Base{ID: debrief.NewID(), DebriefID: d.ID}, Name: "Ines", Team: "Payments"}
	other := &debrief.Participant{Base: debrief.Base{ID: debrief.NewID(), DebriefID: d.ID}, Name: "Sam"}
	put := []debrief.Record{d, owner, other, newEntry(d, "opened the pool graph")}
	for _, state := range debrief.CountermeasureStates {
		put = append(put, &debrief.Countermeasure{
			Base: debrief.Base{ID: debrief.NewID(), DebriefID: d.ID}, Text: string(state), State: state, Owner: debrief.Who{ParticipantID: owner.ID},
		})
	}
	mustApply(t, db, debrief.Action{Name: "add", Put: put})
	return d
}

// What is followed up is what the board makes of each debrief read whole.
func TestFollowUpsAreWhatTheBoardMakesOfWholeDebriefs(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	nothing := func(*debrief.Debrief) {}
	a, b := followedDebrief(t, db, 1, nothing), followedDebrief(t, db, 2, nothing)
	closed := followedDebrief(t, db, 3, func(d *debrief.Debrief) { d.State = debrief.StateClosed })
	sample := followedDebrief(t, db, 4, func(d *debrief.Debrief) { d.Sample = true })
	mustApply(t, db, debrief.Action{Name: "add", Put: []debrief.Record{benchDebrief(5)}})
	for open, debriefs := range map[bool][]*debrief.Debrief{false: {a, b, closed, sample}, true: {a, b}} {
		want, got := []board.Item{}, []board.Item{}
		for _, d := range debriefs {
			for _, i := range board.Of(mustLoad(t, db, d.ID), d.Title, fourteen) {
				if (board.Filter{Open: open}).Keeps(&i) {
					want = append(want, i)
				}
			}
		}
		all, err := db.FollowUps(t.Context(), open)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range all {
			if len(w.Participants) != 1 || len(w.Entries) != 0 {
				t.Errorf("more than is followed up: %d people, %d lines", len(w.Participants), len(w.Entries))
			}
			got = append(got, board.Of(w, w.Debrief.Title, fourteen)...)
		}
		board.Sort(want)
		board.Sort(got)
		if len(want) == 0 || !slices.Equal(got, want) {
			t.Errorf("open %v: %d items, want %d", open, len(got), len(want))
		}
	}
}

// What is not as it was written is not shown.
func TestADamagedCountermeasureIsNotFollowedUp(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := mustOpen(t, path)
	followedDebrief(t, db, 1, func(*debrief.Debrief) {})
	raw, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = raw.Close() }()
	if _, err := raw.Exec(`UPDATE record SET body = json_set(body, '$.text', 'another') WHERE noun = 'countermeasure'`); err != nil {
		t.Fatal(err)
	}
	if _, err := db.FollowUps(t.Context(), true); debrief.CodeOf(err) != debrief.CodeDamaged {
		t.Errorf("FollowUps = %v", err)
	}
}
