package sqlite_test

import (
	"encoding/json"
	"maps"
	"path/filepath"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// bodies is every record of a debrief by id, without revisions; nil when it is
// gone.
func bodies(t *testing.T, db *sqlite.DB, id debrief.ID) map[debrief.ID]string {
	t.Helper()
	w, err := db.Load(t.Context(), id)
	if debrief.CodeOf(err) == debrief.CodeNotFound {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	out := map[debrief.ID]string{}
	for _, r := range w.Records() {
		r.Head().Rev = 0
		b, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		out[r.Head().ID] = string(b)
	}
	return out
}

// linked is a debrief in which every record that can refer to another does.
func linked(d *debrief.Debrief) []debrief.Record {
	base := func() debrief.Base { return debrief.Base{ID: debrief.NewID(), DebriefID: d.ID} }
	person := &debrief.Participant{Base: base(), Name: "Ines 🙂", Role: "on call", Parts: []debrief.Part{debrief.PartResponded}}
	who := debrief.Who{ParticipantID: person.ID}
	entry := &debrief.Entry{
		Base: base(), Who: who, Text: "قاعدة البيانات was full", Basis: debrief.BasisMemory, Lane: debrief.LaneSaw,
		Time: debrief.At(fourteen, "UTC", debrief.PrecisionAbout),
	}
	factor := &debrief.Factor{Base: base(), Text: "one pool", Category: debrief.CategoryLoad, EntryIDs: []debrief.ID{entry.ID}}
	m := debrief.NewMeeting(d.ID)
	m.Rev = 1
	d.Title = "Checkout timeouts"
	d.Summary.Learnings = []debrief.Learning{{Title: "one pool for all", FactorID: factor.ID}}
	return []debrief.Record{
		d, m, person, entry, factor,
		&debrief.Question{Base: base(), Text: "what did the graph show?", State: debrief.QuestionOpen, Who: who, AboutID: entry.ID},
		&debrief.Helped{Base: base(), Text: "the chat was read", Luck: true, EntryIDs: []debrief.ID{entry.ID}},
		&debrief.Countermeasure{
			Base: base(), Text: "own pool", State: debrief.CountermeasureCommitted, From: who, Owner: who,
			FactorIDs: []debrief.ID{factor.ID}, Due: "2026-12-04", Know: "no waiting at noon",
		},
		&debrief.Band{Base: base(), Label: "payments", From: debrief.At(fourteen, "UTC", debrief.PrecisionMinute)},
		&debrief.Wording{Base: base(), RecordID: entry.ID, Field: "text", Phrase: "was full", Decision: debrief.WordingLeft},
	}
}

func reopen(t *testing.T, db *sqlite.DB) *sqlite.DB {
	t.Helper()
	path := db.Path()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return mustOpen(t, path)
}

// TestEveryDeleteComesBackWholeWithItsLinks deletes each noun in turn: nothing
// else changes, and undo brings it back as it was, also after a restart.
func TestEveryDeleteComesBackWholeWithItsLinks(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	records := linked(d)
	mustApply(t, db, debrief.Action{Name: "import-bundle", Put: records})
	whole := bodies(t, db, d.ID)
	for _, r := range records {
		noun, id := r.Noun(), r.Head().ID
		if noun == debrief.NounMeeting {
			continue
		}
		mustApply(t, db, debrief.Action{Name: "delete", Delete: []debrief.Ref{{Noun: noun, ID: id}}})
		without := maps.Clone(whole)
		delete(without, id)
		if noun == debrief.NounDebrief {
			without = nil
		}
		check := func(what string, want map[debrief.ID]string) {
			t.Helper()
			if got := bodies(t, db, d.ID); !maps.Equal(got, want) {
				t.Fatalf("%s of %s:\n got %v\nwant %v", what, noun, got, want)
			}
		}
		check("delete", without)
		db = reopen(t, db)
		mustTurn(t, db.Undo)
		check("undo", whole)
		db = reopen(t, db)
		mustTurn(t, db.Redo)
		check("redo", without)
		mustTurn(t, db.Undo)
		check("second undo", whole)
	}
}

// TestTakeBackBringsOneDeleteBackAlone deletes and goes on working: taking the
// delete back leaves what was done since.
func TestTakeBackBringsOneDeleteBackAlone(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	records := linked(d)
	mustApply(t, db, debrief.Action{Name: "import-bundle", Put: records})
	whole := bodies(t, db, d.ID)
	var refs []debrief.Ref
	for _, r := range records[2:] {
		refs = append(refs, debrief.Ref{Noun: r.Noun(), ID: r.Head().ID})
	}
	mustApply(t, db, debrief.Action{ID: "gone", Name: "delete", Delete: refs})
	later := newEntry(d, "typed since")
	mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{later}})
	db = reopen(t, db)

	done, err := db.TakeBack(t.Context(), "gone")
	if err != nil || done.DebriefID != d.ID || done.Name != sqlite.NameBringBack {
		t.Fatalf("TakeBack = %+v, %v", done, err)
	}
	got := bodies(t, db, d.ID)
	if got[later.ID] == "" {
		t.Error("what was typed since is gone")
	}
	delete(got, later.ID)
	if !maps.Equal(got, whole) {
		t.Errorf(" got %v\nwant %v", got, whole)
	}
	if _, err := db.TakeBack(t.Context(), "gone"); debrief.CodeOf(err) != debrief.CodeNothing {
		t.Errorf("a second TakeBack = %v", err)
	}
	// It is one step, like everything.
	mustTurn(t, db.Undo)
	if got := bodies(t, db, d.ID); len(got) != 3 || got[later.ID] == "" {
		t.Errorf("after undo %v", got)
	}
}

func TestTakeBackOfTheNewestStepIsAnUndo(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	e := newEntry(d, "words")
	mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{e}})
	mustApply(t, db, debrief.Action{ID: "gone", Name: "delete-entry", Delete: []debrief.Ref{{Noun: debrief.NounEntry, ID: e.ID}}})
	if done, err := db.TakeBack(t.Context(), "gone"); err != nil || done.Name != "delete-entry" {
		t.Fatalf("TakeBack = %+v, %v", done, err)
	}
	if done, err := db.Redo(t.Context()); err != nil || done.Name != "delete-entry" {
		t.Errorf("Redo = %+v, %v", done, err)
	}
	for _, id := range []debrief.ID{"", "never"} {
		if _, err := db.TakeBack(t.Context(), id); debrief.CodeOf(err) != debrief.CodeNothing {
			t.Errorf("TakeBack(%q) = %v", id, err)
		}
	}
}

// A line of a debrief that was deleted since has no place to come back to.
func TestTakeBackInALostDebriefIsRefused(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	e := newEntry(d, "words")
	mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{e}})
	mustApply(t, db, debrief.Action{ID: "gone", Name: "delete-entry", Delete: []debrief.Ref{{Noun: debrief.NounEntry, ID: e.ID}}})
	mustApply(t, db, debrief.Action{ID: "all", Name: "delete-debrief", Delete: []debrief.Ref{{Noun: debrief.NounDebrief, ID: d.ID}}})
	if _, err := db.TakeBack(t.Context(), "gone"); debrief.CodeOf(err) != debrief.CodeNotFound {
		t.Errorf("TakeBack = %v", err)
	}
	mustApply(t, db, debrief.Action{Name: "new-debrief", Put: []debrief.Record{debrief.NewDebrief(fourteen.Format(time.RFC3339))}})
	if _, err := db.TakeBack(t.Context(), "all"); err != nil || bodies(t, db, d.ID) == nil {
		t.Errorf("TakeBack of a debrief = %v", err)
	}
}
