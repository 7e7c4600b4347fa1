package sqlite_test

import (
	"bytes"
	"database/sql"
	"path/filepath"
	"reflect"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// mustAttach attaches bytes to the debrief itself or a record of it.
func mustAttach(t *testing.T, db *sqlite.DB, debriefID, recordID debrief.ID, name string, content []byte) debrief.Attachment {
	t.Helper()
	a := debrief.NewAttachment(debriefID, recordID, name, "image/png", content)
	mustApply(t, db, debrief.Action{Name: "add-attachment", Put: []debrief.Record{a}, Content: map[debrief.ID][]byte{a.ID: content}})
	return *a
}

func TestAnAttachmentComesBackAsItWas(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	for _, content := range [][]byte{{}, []byte("graph"), bytes.Repeat([]byte{0, 1, 2, 255}, 1<<20)} {
		a := mustAttach(t, db, d.ID, d.ID, "../pool graph.png", content)
		got, err := db.Content(t.Context(), a)
		if err != nil || !bytes.Equal(got, content) {
			t.Errorf("%d bytes come back as %d, %v", len(content), len(got), err)
		}
		if a.Name != "pool graph.png" {
			t.Errorf("the name is %q", a.Name)
		}
	}
	w := mustLoad(t, db, d.ID)
	all, err := db.Contents(t.Context(), w)
	if err != nil || len(w.Attachments) != 3 || len(all) != 3 {
		t.Errorf("%d attachments, %d contents, %v", len(w.Attachments), len(all), err)
	}
	if h, err := sqlite.Verify(t.Context(), db.Path(), nil); err != nil || len(h.Damage) != 0 {
		t.Errorf("verify: %+v, %v", h.Damage, err)
	}
}

func TestAttachmentsThatAreRefused(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	good := mustAttach(t, db, d.ID, d.ID, "a.png", []byte("a"))
	other := *debrief.NewAttachment(d.ID, d.ID, "a.png", "image/png", []byte("b"))
	other.ID, other.Rev = good.ID, good.Rev
	huge := debrief.NewAttachment(d.ID, d.ID, "h", "", make([]byte, debrief.MaxAttachment+1))
	lost := debrief.NewAttachment(d.ID, d.ID, "l", "", []byte("l"))
	for name, try := range map[string]struct {
		a       *debrief.Attachment
		content []byte
		code    debrief.Code
	}{
		"other bytes under the same id": {&other, []byte("b"), debrief.CodeAttachmentDiffers},
		"too large":                     {huge, make([]byte, debrief.MaxAttachment+1), debrief.CodeAttachmentTooLarge},
		"other bytes than it says":      {lost, []byte("m"), debrief.CodeAttachmentMissing},
	} {
		err := db.Apply(t.Context(), debrief.Action{Put: []debrief.Record{try.a}, Content: map[debrief.ID][]byte{try.a.ID: try.content}})
		if debrief.CodeOf(err) != try.code {
			t.Errorf("%s: %v, want %s", name, err, try.code)
		}
	}
	err := db.Apply(t.Context(), debrief.Action{Put: []debrief.Record{lost}})
	if debrief.CodeOf(err) != debrief.CodeAttachmentMissing {
		t.Errorf("no bytes: %v", err)
	}
	if w := mustLoad(t, db, d.ID); len(w.Attachments) != 1 || !reflect.DeepEqual(w.Attachments[0], good) {
		t.Errorf("attachments %+v", w.Attachments)
	}
}

// TestAnAttachmentGoesAndComesBackWithItsRecord deletes an entry, and undo
// brings back both.
func TestAnAttachmentGoesAndComesBackWithItsRecord(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	e := &debrief.Entry{Base: debrief.Base{ID: debrief.NewID(), DebriefID: d.ID}, Text: "graph", Basis: debrief.BasisRecord}
	mustApply(t, db, debrief.Action{Put: []debrief.Record{e}})
	a := mustAttach(t, db, d.ID, e.ID, "graph.png", []byte("graph"))
	mustApply(t, db, debrief.Action{Delete: []debrief.Ref{{Noun: debrief.NounEntry, ID: e.ID, DebriefID: d.ID}}})
	if w := mustLoad(t, db, d.ID); len(w.Entries)+len(w.Attachments) != 0 {
		t.Fatalf("left: %+v %+v", w.Entries, w.Attachments)
	}
	if _, err := db.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	w := mustLoad(t, db, d.ID)
	if len(w.Entries) != 1 || len(w.Attachments) != 1 || w.Attachments[0].ID != a.ID {
		t.Fatalf("back: %+v %+v", w.Entries, w.Attachments)
	}
	if got, err := db.Content(t.Context(), w.Attachments[0]); err != nil || string(got) != "graph" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestDamagedBytesAreNeverHandedOut(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	a := mustAttach(t, db, d.ID, d.ID, "a.png", []byte("as it was"))
	raw, err := sql.Open("sqlite3", db.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	if _, err := raw.Exec(`UPDATE attachment SET content = CAST('as it is not' AS BLOB)`); err != nil {
		t.Fatal(err)
	}
	if got, err := db.Content(t.Context(), a); debrief.CodeOf(err) != debrief.CodeDamaged {
		t.Errorf("%q, %v", got, err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if h, err := sqlite.Verify(t.Context(), db.Path(), nil); err != nil || len(h.Damage) != 1 || h.Damage[0].What != sqlite.WhatAttachment {
		t.Errorf("verify: %+v, %v", h.Damage, err)
	}
}

func TestSalvageKeepsAttachments(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	content := bytes.Repeat([]byte("graph "), 10_000)
	mustAttach(t, db, d.ID, d.ID, "graph.png", content)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	into := filepath.Join(t.TempDir(), "salvaged.db")
	if _, err := sqlite.Salvage(t.Context(), db.Path(), into, nil); err != nil {
		t.Fatal(err)
	}
	db = mustOpen(t, into)
	w := mustLoad(t, db, d.ID)
	if len(w.Attachments) != 1 {
		t.Fatalf("attachments %+v", w.Attachments)
	}
	if got, err := db.Content(t.Context(), w.Attachments[0]); err != nil || !bytes.Equal(got, content) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}

func TestBytesThatAreGoneAreNoticed(t *testing.T) {
	for what, damage := range map[string]string{
		"gone":  `DELETE FROM attachment`,
		"other": `UPDATE attachment SET content = (SELECT content FROM attachment WHERE id <> 'x'), sha256 = zeroblob(32)`,
	} {
		db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
		d := newDebrief(t, db)
		a := mustAttach(t, db, d.ID, d.ID, "a.png", []byte("as it was"))
		raw, err := sql.Open("sqlite3", db.Path())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := raw.Exec(damage); err != nil {
			t.Fatal(err)
		}
		if err := raw.Close(); err != nil {
			t.Fatal(err)
		}
		if got, err := db.Content(t.Context(), a); what == "gone" && debrief.CodeOf(err) != debrief.CodeAttachmentMissing {
			t.Errorf("%s: %q, %v", what, got, err)
		}
		h, err := sqlite.Verify(t.Context(), db.Path(), nil)
		if err != nil || len(h.Damage) != 1 || h.Damage[0].What != sqlite.WhatAttachment || h.Damage[0].RecordID != d.ID {
			t.Errorf("%s: verify says %+v, %v", what, h.Damage, err)
		}
	}
}
