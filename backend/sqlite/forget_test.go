package sqlite_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// onDisk says whether words stand in a library's file or in the log beside it.
func onDisk(t *testing.T, path, words string) bool {
	t.Helper()
	for _, end := range []string{"", "-wal"} {
		b, err := os.ReadFile(path + end)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if bytes.Contains(b, []byte(words)) {
			return true
		}
	}
	return false
}

// takenBack is a library with much in it, and an entry that was typed, edited,
// marked, indexed, taken back and brought back again.
func takenBack(t *testing.T) (db *sqlite.DB, d *debrief.Debrief, e *debrief.Entry) {
	t.Helper()
	db = mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d = newDebrief(t, db)
	var others []*debrief.Entry
	for i := range 400 {
		others = append(others, newEntry(d, fmt.Sprintf("line %d", i)))
		mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{others[i]}})
		if i == 200 {
			e = newEntry(d, "the zanzibarlamp was lit")
			mustApply(t, db, debrief.Action{ID: "release", Name: "release-words", Put: []debrief.Record{e}})
			mustApply(t, db, debrief.Action{Name: "ask", Put: []debrief.Record{&debrief.Wording{
				Base: debrief.Base{ID: debrief.NewID(), DebriefID: d.ID}, RecordID: e.ID, Field: "text", Phrase: "zanzibarlamp", Decision: debrief.WordingLeft,
			}}})
		}
	}
	// Rows move between pages as they and those beside them grow, and leave copies.
	for n, other := range others[180:230] {
		e.Text = fmt.Sprintf("a zanzibarlamp was lit at %d%s", n, strings.Repeat(", and then another", n%7))
		other.Text += strings.Repeat(" and on", n%13*10)
		mustApply(t, db, debrief.Action{Name: "edit-entry", Put: []debrief.Record{e, other}})
	}
	if err := db.SaveDraft(t.Context(), d.ID, "line:"+e.ID, "the zanzibarlamp was not"); err != nil {
		t.Fatal(err)
	}
	for more := true; more; {
		var err error
		if more, err = db.Follow(t.Context(), time.Second); err != nil {
			t.Fatal(err)
		}
	}
	mustTurn(t, db.Undo)
	mustTurn(t, db.Redo)
	return db, d, e
}

// TestWordsTakenBackAreNowhere: not in the file, the log beside it, what is
// undone and brought back, a new backup or a copy.
func TestWordsTakenBackAreNowhere(t *testing.T) {
	db, d, e := takenBack(t)
	if !onDisk(t, db.Path(), "zanzibarlamp") {
		t.Fatal("the control found nothing")
	}
	if err := db.Forget(t.Context(), e.ID); err != nil {
		t.Fatal(err)
	}
	if onDisk(t, db.Path(), "zanzibarlamp") {
		t.Error("on disk")
	}
	if drafts, err := db.Drafts(t.Context(), d.ID); err != nil || len(drafts) != 0 {
		t.Errorf("drafts %v, %v", drafts, err)
	}
	undone := 0
	for ; ; undone++ {
		if _, err := db.Undo(t.Context()); debrief.CodeOf(err) == debrief.CodeNothing {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	for range undone {
		mustTurn(t, db.Redo)
	}
	if _, err := db.TakeBack(t.Context(), "release"); debrief.CodeOf(err) != debrief.CodeNothing {
		t.Errorf("TakeBack = %v", err)
	}
	if w := mustLoad(t, db, d.ID); len(w.Entries) != 400 || len(w.Wordings) != 0 {
		t.Errorf("%d entries, %d wordings", len(w.Entries), len(w.Wordings))
	}
	if onDisk(t, db.Path(), "zanzibarlamp") {
		t.Error("on disk after undo and redo")
	}
	b, err := db.Backup(t.Context(), t.TempDir(), sqlite.ReasonByHand, nil)
	if err != nil || onDisk(t, b.Path, "zanzibarlamp") {
		t.Errorf("in a new backup, %v", err)
	}
	if h, err := sqlite.Verify(t.Context(), db.Path(), nil); err != nil || h.Serious() > 0 {
		t.Errorf("%+v, %v", h, err)
	}
	before := db.Path()
	if err := db.Forget(t.Context(), e.ID, "never"); err != nil || onDisk(t, before, "zanzibarlamp") {
		t.Errorf("done again: %v", err)
	}
}

// TestForgettingThatWasInterruptedIsFinished: the words are gone for the app, and
// copies of them may stand in the file until the library is written anew.
func TestForgettingThatWasInterruptedIsFinished(t *testing.T) {
	db, d, e := takenBack(t)
	if err := db.ForgetHalf(t.Context(), e.ID); err != nil {
		t.Fatal(err)
	}
	path := db.Path()
	db = reopen(t, db)
	if settings, err := db.Settings(t.Context()); err != nil || len(settings) != 0 {
		t.Errorf("settings %v, %v", settings, err)
	}
	if err := db.Forget(t.Context()); err != nil {
		t.Fatal(err)
	}
	if onDisk(t, path, "zanzibarlamp") || len(mustLoad(t, db, d.ID).Entries) != 400 {
		t.Error("not finished")
	}
}

// TestPicturesBesideForgottenWordsStay: they are nobody's words.
func TestPicturesBesideForgottenWordsStay(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	e := newEntry(d, "the zanzibarlamp was lit")
	picture := debrief.NewAttachment(d.ID, e.ID, "graph.png", "image/png", []byte("picture"))
	mustApply(t, db, debrief.Action{
		Name: "file", Put: []debrief.Record{e, picture}, Content: map[debrief.ID][]byte{picture.ID: []byte("picture")},
	})
	if err := db.Forget(t.Context(), e.ID); err != nil {
		t.Fatal(err)
	}
	w := mustLoad(t, db, d.ID)
	if len(w.Attachments) != 1 || w.Attachments[0].RecordID != d.ID || len(w.Entries) != 0 {
		t.Fatalf("%+v", w.Attachments)
	}
	if content, err := db.Content(t.Context(), w.Attachments[0]); err != nil || string(content) != "picture" {
		t.Errorf("%q, %v", content, err)
	}
}

// TestNothingIsForgottenWhereAllIsOnlyRead: it is told, and done where it can be.
func TestNothingIsForgottenWhereAllIsOnlyRead(t *testing.T) {
	db, _, e := takenBack(t)
	if err := db.ForgetHalf(t.Context(), e.ID); err != nil {
		t.Fatal(err)
	}
	path := db.Path()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	read, err := sqlite.Open(t.Context(), sqlite.Options{Path: path, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = read.Close() }()
	if err := read.Forget(t.Context()); debrief.CodeOf(err) != debrief.CodeReading {
		t.Errorf("Forget = %v", err)
	}
}

// TestForgettingIsHeard: what is kept in memory of many debriefs hears of every row that
// is followed in the index, whoever wrote it.
func TestForgettingIsHeard(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	e := newEntry(d, "the zanzibarlamp was lit")
	mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{e}})
	mustFollow(t, db)
	row, err := db.RowOf(e.ID)
	if heard := db.Noted(); err != nil || !slices.Contains(heard, row) {
		t.Fatalf("following %d is heard as %v, %v", row, heard, err)
	}
	if err := db.Forget(t.Context(), e.ID); err != nil {
		t.Fatal(err)
	}
	if heard := db.Noted(); !slices.Contains(heard, row) {
		t.Errorf("forgetting %d is heard as %v", row, heard)
	}
}
