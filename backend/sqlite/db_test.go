package sqlite_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

func mustOpen(tb testing.TB, path string) *sqlite.DB {
	tb.Helper()
	db, err := sqlite.Open(context.Background(), sqlite.Options{Path: path})
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

func mustLoad(tb testing.TB, db *sqlite.DB, id debrief.ID) *debrief.Whole {
	tb.Helper()
	w, err := db.Load(context.Background(), id)
	if err != nil {
		tb.Fatal(err)
	}
	return w
}

// newDebrief stores an empty debrief with its meeting.
func newDebrief(tb testing.TB, db *sqlite.DB) *debrief.Debrief {
	tb.Helper()
	d := debrief.NewDebrief("2026-11-21T10:00:00Z")
	mustApply(tb, db, debrief.Action{Name: "new-debrief", Put: []debrief.Record{d, debrief.NewMeeting(d.ID)}})
	return d
}

func newEntry(d *debrief.Debrief, text string) *debrief.Entry {
	return &debrief.Entry{
		Base: debrief.Base{ID: debrief.NewID(), DebriefID: d.ID},
		Text: text, Basis: debrief.BasisMemory,
	}
}

func TestFreshLibraryIsPrivateAndReopens(t *testing.T) {
	path := filepath.Join(t.TempDir(), "second story", "library.db")
	db := mustOpen(t, path)
	d := newDebrief(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]os.FileMode{filepath.Dir(path): 0o700, path: 0o600, path + ".lock": 0o600} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %o, want %o", filepath.Base(name), got, want)
		}
	}
	if got := mustLoad(t, mustOpen(t, path), d.ID).Debrief.CreatedAt; got != d.CreatedAt {
		t.Errorf("reopened debrief was made at %q, want %q", got, d.CreatedAt)
	}
}

func TestWriteAheadFilesArePrivate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	newDebrief(t, mustOpen(t, path))
	for _, end := range []string{"-wal", "-shm"} {
		info, err := os.Stat(path + end)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != 0o600 {
			t.Errorf("%s has mode %o", end, got)
		}
	}
}

func TestSecondStartIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	mustOpen(t, path)
	_, err := sqlite.Open(context.Background(), sqlite.Options{Path: path})
	if got := debrief.CodeOf(err); got != debrief.CodeLocked {
		t.Fatalf("second start: %q (%v)", got, err)
	}
}

func TestLockEndsWithClose(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	if err := mustOpen(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	mustOpen(t, path)
}

// refused opens a file that is no library of ours and checks that it is
// refused with a code and left as it was, byte for byte.
func refused(t *testing.T, path string, want debrief.Code) {
	t.Helper()
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = sqlite.Open(context.Background(), sqlite.Options{Path: path})
	if got := debrief.CodeOf(err); got != want {
		t.Fatalf("Open = %q (%v), want %q", got, err, want)
	}
	after, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(before) != string(after) {
		t.Error("the file was changed")
	}
}

func TestForeignFilesAreRefused(t *testing.T) {
	dir := t.TempDir()
	note := filepath.Join(dir, "note.txt")
	if err := os.WriteFile(note, []byte(strings.Repeat("not a database\n", 50)), 0o600); err != nil {
		t.Fatal(err)
	}
	refused(t, note, debrief.CodeForeign)

	other := filepath.Join(dir, "other.db")
	raw, err := sql.Open("sqlite3", other)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := raw.Exec(`CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)`); err != nil {
		t.Fatal(err)
	}
	if err := raw.Close(); err != nil {
		t.Fatal(err)
	}
	refused(t, other, debrief.CodeForeign)
}

func TestNewerSchemaIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	if err := mustOpen(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := raw.Exec(`PRAGMA user_version = 99`); err != nil {
		t.Fatal(err)
	}
	if err := raw.Close(); err != nil {
		t.Fatal(err)
	}
	refused(t, path, debrief.CodeNewer)
}

func TestTruncatedLibraryIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := mustOpen(t, path)
	newDebrief(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, 4096+100); err != nil {
		t.Fatal(err)
	}
	refused(t, path, debrief.CodeDamaged)
}

func TestDamagedRowIsNeverShown(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := mustOpen(t, path)
	d := newDebrief(t, db)
	mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, "the pool was pinned at 100")}})
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	damaged := strings.ReplaceAll(string(data), "pinned at 100", "pinned at 900")
	if damaged == string(data) {
		t.Fatal("the text is not in the file in clear; the test damages nothing")
	}
	if err := os.WriteFile(path, []byte(damaged), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = mustOpen(t, path).Load(context.Background(), d.ID)
	if got := debrief.CodeOf(err); got != debrief.CodeDamaged {
		t.Fatalf("Load = %q (%v)", got, err)
	}
}

func TestPlaceWithoutPermission(t *testing.T) {
	if os.Geteuid() == 0 {
		// Root may write anywhere: a file in the way of a directory stands in.
		file := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := sqlite.Open(context.Background(), sqlite.Options{Path: filepath.Join(file, "library.db")})
		if got := debrief.CodeOf(err); got != debrief.CodeUnreadable {
			t.Fatalf("Open = %q (%v)", got, err)
		}
		return
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	_, err := sqlite.Open(context.Background(), sqlite.Options{Path: filepath.Join(dir, "library.db")})
	if got := debrief.CodeOf(err); got != debrief.CodePermission {
		t.Fatalf("Open = %q (%v)", got, err)
	}
}

func TestFolderInItsPlace(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "library.db")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, readOnly := range []bool{false, true} {
		_, err := sqlite.Open(context.Background(), sqlite.Options{Path: dir, ReadOnly: readOnly})
		if got := debrief.CodeOf(err); got != debrief.CodeFolder {
			t.Errorf("Open (read only: %t) = %q (%v)", readOnly, got, err)
		}
	}
}

func TestStaleRevisionIsAConflict(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	stale := *d
	d.Title = "first"
	mustApply(t, db, debrief.Action{Name: "edit-debrief", Put: []debrief.Record{d}})
	stale.Title = "second"
	err := db.Apply(context.Background(), debrief.Action{Name: "edit-debrief", Put: []debrief.Record{&stale}})
	if got := debrief.CodeOf(err); got != debrief.CodeConflict {
		t.Fatalf("Apply = %q (%v)", got, err)
	}
	if stale.Rev != 1 {
		t.Errorf("a refused record has revision %d, want the one it came with", stale.Rev)
	}
	if got := mustLoad(t, db, d.ID).Debrief.Title; got != "first" {
		t.Errorf("title = %q", got)
	}
}

func TestActionIsAllOrNothing(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	bad := newEntry(d, "has a revision nobody wrote")
	bad.Rev = 7
	err := db.Apply(context.Background(), debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, "good"), bad}})
	if err == nil {
		t.Fatal("Apply took a record with a revision nobody wrote")
	}
	if n := len(mustLoad(t, db, d.ID).Entries); n != 0 {
		t.Errorf("%d entries were written", n)
	}
}

func TestListIsNewestFirstAndCounts(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	old, young := newDebrief(t, db), newDebrief(t, db)
	young.Started = debrief.At(time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), "UTC", debrief.PrecisionMinute)
	mustApply(t, db, debrief.Action{Name: "edit", Put: []debrief.Record{young, newEntry(young, "a"), &debrief.Countermeasure{
		Base: debrief.Base{ID: debrief.NewID(), DebriefID: young.ID},
		Text: "own pool", State: debrief.CountermeasureCommitted, Due: "2026-12-04",
	}}})
	rows, total, err := db.List(context.Background(), 10, 0)
	if err != nil {
		t.Fatal(err)
	}
	if total != 2 || rows[0].ID != young.ID || rows[1].ID != old.ID {
		t.Fatalf("List = %d, %+v", total, rows)
	}
	if r := rows[0]; r.Entries != 1 || r.Countermeasures != 1 || r.NextDue != "2026-12-04" {
		t.Errorf("row = %+v", r)
	}
}

func TestDraftsAndSettingsHaveALimit(t *testing.T) {
	db, huge := mustOpen(t, filepath.Join(t.TempDir(), "library.db")), strings.Repeat("x", 1<<20+1)
	for name, err := range map[string]error{
		"draft":   db.SaveDraft(t.Context(), "d", "capture", huge),
		"field":   db.SaveDraft(t.Context(), "d", huge, "text"),
		"setting": db.SaveSetting(t.Context(), "theme", huge),
	} {
		if got := debrief.CodeOf(err); got != debrief.CodeTooLong {
			t.Errorf("%s: %q (%v)", name, got, err)
		}
	}
}

func TestDraftsAndSettings(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db, ctx := mustOpen(t, path), context.Background()
	for _, text := range []string{"half a sen", "half a sentence 🙂"} {
		if err := db.SaveDraft(ctx, "d", "capture", text); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.SaveSetting(ctx, "theme", "dark"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = mustOpen(t, path)
	drafts, err := db.Drafts(ctx, "d")
	if err != nil || drafts["capture"] != "half a sentence 🙂" {
		t.Errorf("drafts = %v, %v", drafts, err)
	}
	if err := db.SaveDraft(ctx, "d", "capture", ""); err != nil {
		t.Fatal(err)
	}
	if drafts, _ := db.Drafts(ctx, "d"); len(drafts) != 0 {
		t.Errorf("a filed draft is still there: %v", drafts)
	}
	if all, err := db.Settings(ctx); err != nil || all["theme"] != "dark" {
		t.Errorf("settings = %v, %v", all, err)
	}
}

// TestLineAndItsDraftAreOneSave files a line that was a draft: both happen, or
// neither.
func TestLineAndItsDraftAreOneSave(t *testing.T) {
	db, ctx := mustOpen(t, filepath.Join(t.TempDir(), "library.db")), context.Background()
	d := newDebrief(t, db)
	drafts := func() string {
		all, err := db.Drafts(ctx, d.ID)
		if err != nil {
			t.Fatal(err)
		}
		return all["capture"]
	}
	if err := db.SaveDraft(ctx, d.ID, "capture", "the pool"); err != nil {
		t.Fatal(err)
	}
	left := []debrief.Draft{{DebriefID: d.ID, Field: "capture", Text: "and then"}}
	stale := newEntry(d, "the pool")
	stale.Rev = 7
	if err := db.Apply(ctx, debrief.Action{Name: "file", Put: []debrief.Record{stale}, Drafts: left}); err == nil {
		t.Fatal("a stale record was saved")
	}
	if got := drafts(); got != "the pool" {
		t.Errorf("the line was refused and its draft is %q", got)
	}
	mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, "the pool")}, Drafts: left})
	if got := drafts(); got != "and then" {
		t.Errorf("the line is filed and the draft is %q", got)
	}
	if _, err := db.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if got := drafts(); got != "and then" {
		t.Errorf("after undo the draft is %q", got)
	}
}
