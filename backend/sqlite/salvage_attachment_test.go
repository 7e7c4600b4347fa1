package sqlite_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// pictured is a library with two pictures and a line in it, and where its
// backups go.
type pictured struct {
	worn
	graph, whole debrief.Attachment
	content      []byte
	backups      []sqlite.Backup
}

// picturedLibrary makes one with as many backups, newest first.
func picturedLibrary(t *testing.T, backups int) (p pictured) {
	t.Helper()
	home := t.TempDir()
	p.worn = worn{path: filepath.Join(home, "library.db"), dir: filepath.Join(home, "backups")}
	db := openAt(t, p.path, fourteen)
	p.debrief = newDebrief(t, db)
	p.content = bytes.Repeat([]byte("picture of a graph "), 1000)
	p.graph = mustAttach(t, db, p.debrief.ID, p.debrief.ID, "graph.png", p.content)
	p.whole = mustAttach(t, db, p.debrief.ID, p.debrief.ID, "whole.png", []byte("another picture"))
	for i := range backups {
		mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(p.debrief, marked(i))}})
		b := mustBackup(t, db, p.dir)
		p.backups = append([]sqlite.Backup{b}, p.backups...)
	}
	mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(p.debrief, "the last line")}})
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return p
}

// flip changes one bit of the graph in a file.
func flip(t *testing.T, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[bytes.LastIndex(data, []byte("picture of a graph"))] ^= 1
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestADamagedAttachmentComesBackFromABackup(t *testing.T) {
	for what, bad := range map[string]int{"from the newest": 0, "from an older one": 2} {
		p := picturedLibrary(t, 3)
		flip(t, p.path)
		for _, b := range p.backups[:bad] {
			flip(t, b.Path)
		}
		r := p.mend(t, p.backups...).Report
		if r.FromBackup != 1 || r.FromHistory != 0 || len(r.Lost) != 0 || len(r.Found) != 1 {
			t.Fatalf("%s: %+v", what, r)
		}
		f := r.Found[0]
		if f.Noun != debrief.NounAttachment || f.RecordID != p.graph.ID || f.Name != "graph.png" || f.Older || f.Backup != filepath.Base(p.backups[bad].Path) {
			t.Errorf("%s: found %+v", what, f)
		}
		db := openAt(t, p.path, fourteen)
		for _, a := range []debrief.Attachment{p.graph, p.whole} {
			if got, err := db.Content(t.Context(), a); err != nil || !a.Holds(got) {
				t.Errorf("%s: %s has %d bytes, %v", what, a.Name, len(got), err)
			}
		}
		if w := mustLoad(t, db, p.debrief.ID); len(w.Entries) != 4 {
			t.Errorf("%s: %d lines", what, len(w.Entries))
		}
	}
}

// TestADamagedAttachmentThatIsNowhereIsAGap has no backup, and then two that
// share the damage: everything else is there, and the name stays.
func TestADamagedAttachmentThatIsNowhereIsAGap(t *testing.T) {
	for _, backups := range []int{0, 2} {
		p := picturedLibrary(t, backups)
		flip(t, p.path)
		for _, b := range p.backups {
			flip(t, b.Path)
		}
		r := p.mend(t, p.backups...).Report
		if r.FromBackup != 0 || r.FromHistory != 0 || len(r.Found) != 0 || len(r.Lost) != 1 || len(r.Debriefs) != 1 || r.Debriefs[0].Lost != 1 {
			t.Fatalf("%d backups: %+v", backups, r)
		}
		l := r.Lost[0]
		if l.What != sqlite.WhatAttachment || l.Noun != debrief.NounAttachment || l.RecordID != p.graph.ID || l.Name != "graph.png" || l.DebriefID != p.debrief.ID {
			t.Errorf("%d backups: lost %+v", backups, l)
		}
		p.goesOn(t, backups+1)
	}
}

// goesOn sees that a library without the graph's bytes is like any other: it
// opens, is sound and says so a second time, gives what it has, and takes the
// bytes back.
func (p pictured) goesOn(t *testing.T, lines int) {
	t.Helper()
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: p.path, CheckBelow: 1 << 30})
	if err != nil {
		t.Fatal(err)
	}
	w := mustLoad(t, db, p.debrief.ID)
	if len(w.Entries) != lines || len(w.Attachments) != 2 || w.Attachments[0].Name != "graph.png" {
		t.Errorf("%d lines, %+v", len(w.Entries), w.Attachments)
	}
	if got, err := db.Content(t.Context(), p.graph); debrief.CodeOf(err) != debrief.CodeAttachmentMissing || got != nil {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	if all, err := db.Contents(t.Context(), w); err != nil || len(all) != 1 || all[p.whole.ID] == nil {
		t.Errorf("contents: %d, %v", len(all), err)
	}
	p.graphGoesAndComes(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := sqlite.Salvage(t.Context(), p.path, p.path+".again", nil)
	if err != nil || r.Unreadable() != 0 || r.Passages == 0 {
		t.Errorf("a second time: %+v, %v", r, err)
	}
	db = openAt(t, p.path, fourteen)
	graph := p.now(t, db)
	mustApply(t, db, debrief.Action{Put: []debrief.Record{&graph}, Content: map[debrief.ID][]byte{graph.ID: p.content}})
	if got, err := db.Content(t.Context(), graph); err != nil || !bytes.Equal(got, p.content) {
		t.Errorf("attached again: %d bytes, %v", len(got), err)
	}
	mustBackup(t, db, filepath.Join(t.TempDir(), "backups"))
}

// graphGoesAndComes deletes the attachment that has no bytes, and takes that back.
func (p pictured) graphGoesAndComes(t *testing.T, db *sqlite.DB) {
	t.Helper()
	ref := debrief.Ref{Noun: debrief.NounAttachment, ID: p.graph.ID, DebriefID: p.debrief.ID}
	mustApply(t, db, debrief.Action{Name: "delete-attachment", Delete: []debrief.Ref{ref}})
	if _, err := db.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	other := *debrief.NewAttachment(p.debrief.ID, p.debrief.ID, "graph.png", "image/png", []byte("b"))
	other.ID, other.Rev = p.graph.ID, p.now(t, db).Rev
	err := db.Apply(t.Context(), debrief.Action{Put: []debrief.Record{&other}, Content: map[debrief.ID][]byte{other.ID: []byte("c")}})
	if debrief.CodeOf(err) != debrief.CodeAttachmentMissing {
		t.Errorf("other bytes than it says: %v", err)
	}
}

// now is what the library says of the graph.
func (p pictured) now(t *testing.T, db *sqlite.DB) debrief.Attachment {
	t.Helper()
	for _, a := range mustLoad(t, db, p.debrief.ID).Attachments {
		if a.ID == p.graph.ID {
			return a
		}
	}
	t.Fatal("the graph is not there")
	return debrief.Attachment{}
}

// TestAGapIsFilledLater mends a library twice: the backup that has the bytes is
// only there the second time.
func TestAGapIsFilledLater(t *testing.T) {
	p := picturedLibrary(t, 1)
	flip(t, p.path)
	if r := p.mend(t).Report; len(r.Lost) != 1 {
		t.Fatalf("%+v", r)
	}
	r, err := sqlite.Mend(t.Context(), sqlite.MendOptions{Library: p.path, Backups: p.backups, Dir: p.dir, Now: fourteen.Add(2 * time.Hour)})
	if err != nil || r.Report.FromBackup != 1 || len(r.Report.Lost) != 0 {
		t.Fatalf("%+v, %v", r.Report, err)
	}
	db := openAt(t, p.path, fourteen)
	if got, err := db.Content(t.Context(), p.graph); err != nil || !bytes.Equal(got, p.content) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}
