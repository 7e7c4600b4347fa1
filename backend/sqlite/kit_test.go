package sqlite_test

import (
	"path/filepath"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/signoff"
	"secondstory/backend/sqlite"
)

const kitMade = "2026-11-22T10:00:00Z"

const came, own = "the zanzibarlamp was lit", "the line is down, too"

// kitOf makes a rehearsal of a debrief with a card that came of it, edited since, and one
// of somebody's own.
func kitOf(t *testing.T, db *sqlite.DB, source debrief.ID) debrief.ID {
	t.Helper()
	d := debrief.NewDebrief(kitMade)
	d.Kind, d.Title = debrief.KindTabletop, "If that happened to us"
	d.Kit = debrief.Kit{SourceID: source, Cards: []debrief.Card{
		{ID: debrief.NewID(), Kind: debrief.CardStep, When: "+1:00", Text: came, Came: true},
		{ID: debrief.NewID(), Kind: debrief.CardStep, Text: own},
	}}
	mustApply(t, db, debrief.Action{Name: "rehearse", Put: []debrief.Record{d, debrief.NewMeeting(d.ID)}})
	d.Kit.Cards[0].Text += ", they said"
	mustApply(t, db, debrief.Action{Name: "edit-kit", Put: []debrief.Record{d}})
	return d.ID
}

// refsOf are all records of a debrief.
func refsOf(w *debrief.Whole) (refs []debrief.Ref) {
	for _, r := range w.Records() {
		refs = append(refs, debrief.Ref{Noun: r.Noun(), ID: r.Head().ID, DebriefID: w.Debrief.ID, Rev: r.Head().Rev})
	}
	return refs
}

// amended is a debrief that was signed off and is being read back again, and its version as
// it is withdrawn.
func amended(t *testing.T, db *sqlite.DB) (debrief.ID, debrief.Version) {
	t.Helper()
	w := demo.Debrief()
	id := w.Debrief.ID
	mustApply(t, db, debrief.Action{Name: "demo", Put: w.Records()})
	signOff(t, db, id, "")
	amend, err := signoff.Amend(mustLoad(t, db, id).Debrief, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	mustApply(t, db, amend)
	v := *mustLoad(t, db, id).Version("1.0")
	v.WithdrawnAt, v.WithdrawnWhy = "2026-11-23T09:00:00Z", "Words were taken back."
	return id, v
}

// TestWithdrawingTakesTheWordsOutOfKits: no byte of them is left, in a kit that is there nor
// in one that only undo would bring back; what somebody wrote into it stays.
func TestWithdrawingTakesTheWordsOutOfKits(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	id, v := amended(t, db)
	gone, kit := kitOf(t, db, id), kitOf(t, db, id)
	other := kitOf(t, db, "another")
	mustApply(t, db, debrief.Action{Name: "delete", Delete: refsOf(mustLoad(t, db, gone))})
	mustApply(t, db, debrief.Action{Name: "delete", Delete: refsOf(mustLoad(t, db, other))})
	if kits, err := db.KitsOf(t.Context(), id); err != nil || len(kits) != 1 || kits[0] != (sqlite.Kit{ID: kit, Title: "If that happened to us", CreatedAt: kitMade}) {
		t.Errorf("%+v, %v", kits, err)
	}
	if err := db.WithdrawVersion(t.Context(), v, true); err != nil {
		t.Fatal(err)
	}
	if kits, err := db.KitsOf(t.Context(), id); err != nil || len(kits) != 0 {
		t.Errorf("%+v, %v", kits, err)
	}
	mustTurn(t, db.Undo) // the other one is back, with its words
	if cards := mustLoad(t, db, other).Debrief.Kit.Cards; len(cards) != 2 {
		t.Errorf("the kit of another debrief: %+v", cards)
	}
	mustTurn(t, db.Undo)
	for _, kit := range []debrief.ID{kit, gone} {
		if cards := mustLoad(t, db, kit).Debrief.Kit.Cards; len(cards) != 1 || cards[0].Text != own {
			t.Errorf("%+v", cards)
		}
	}
	mustTurn(t, db.Undo) // the edit of the kit
	if cards := mustLoad(t, db, kit).Debrief.Kit.Cards; len(cards) != 1 || cards[0].Text != own {
		t.Errorf("undo: %+v", cards)
	}
}

// TestNoByteOfAKitIsLeft: what came of what was withdrawn is nowhere in the file.
func TestNoByteOfAKitIsLeft(t *testing.T) {
	for _, kits := range []bool{false, true} {
		db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
		id, v := amended(t, db)
		kit := kitOf(t, db, id)
		if err := db.WithdrawVersion(t.Context(), v, kits); err != nil {
			t.Fatal(err)
		}
		if left := onDisk(t, db.Path(), "zanzibarlamp"); left == kits {
			t.Errorf("taken out %v, and in the file %v", kits, left)
		}
		stale := mustLoad(t, db, kit).Debrief
		stale.Rev--
		if kits {
			wants(t, "a window that had it open", put(db, &stale), debrief.CodeConflict)
		}
		path := db.Path()
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if h, err := sqlite.Verify(t.Context(), path, nil); err != nil || !h.Sound() {
			t.Errorf("%+v, %v", h, err)
		}
	}
}

// TestAKitThatIsSignedOffKeepsThem and is told.
func TestAKitThatIsSignedOffKeepsThem(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	id, v := amended(t, db)
	kit := kitOf(t, db, id)
	back := mustLoad(t, db, kit).Debrief
	back.State = debrief.StateReadBack
	mustApply(t, db, debrief.Action{Name: "read back", Put: []debrief.Record{&back}})
	signOff(t, db, kit, "")
	told := func(want sqlite.Kit) {
		t.Helper()
		if kits, err := db.KitsOf(t.Context(), id); err != nil || len(kits) != 1 || kits[0] != want {
			t.Errorf("%+v, %v", kits, err)
		}
	}
	told(sqlite.Kit{ID: kit, Title: "If that happened to us", CreatedAt: kitMade, Stands: true, Versions: true})
	if err := db.WithdrawVersion(t.Context(), v, true); err != nil {
		t.Fatal(err)
	}
	if cards := mustLoad(t, db, kit).Debrief.Kit.Cards; len(cards) != 2 {
		t.Errorf("%+v", cards)
	}
	amend, err := signoff.Amend(mustLoad(t, db, kit).Debrief, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	mustApply(t, db, amend)
	told(sqlite.Kit{ID: kit, Title: "If that happened to us", CreatedAt: kitMade, Versions: true})
}
