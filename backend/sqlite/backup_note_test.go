package sqlite_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// TestBackupWithoutItsNoteIsNotKept puts a folder where the note of a
// backup belongs: without its note a backup is not one.
func TestBackupWithoutItsNoteIsNotKept(t *testing.T) {
	dir := t.TempDir()
	db := openAt(t, filepath.Join(t.TempDir(), "library.db"), fourteen)
	newDebrief(t, db)
	note := "library-2026-11-25-1400.db.json"
	if err := os.MkdirAll(filepath.Join(dir, note, "in the way"), 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := db.Backup(t.Context(), dir, sqlite.ReasonByHand, nil)
	if debrief.CodeOf(err) == "" {
		t.Error("a backup without a note was made")
	}
	if got := names(t, dir); got != note {
		t.Errorf("folder holds %s", got)
	}
}

func TestABackupSaysWhenToTheSecondAndWhy(t *testing.T) {
	dir, path := t.TempDir(), filepath.Join(t.TempDir(), "library.db")
	db := openAt(t, path, fourteen.Add(17*time.Second))
	newDebrief(t, db)
	b, err := db.Backup(t.Context(), dir, sqlite.ReasonByHand, nil)
	if err != nil {
		t.Fatal(err)
	}
	all, err := sqlite.Backups(dir)
	if err != nil || len(all) != 1 || !all[0].At.Equal(fourteen.Add(17*time.Second)) || all[0].Reason != sqlite.ReasonByHand {
		t.Errorf("Backups = %+v, %v", all, err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := sqlite.Restore(t.Context(), sqlite.RestoreOptions{From: b.Path, Library: path, Dir: dir, Now: fourteen.Add(20 * time.Second)})
	if err != nil {
		t.Fatal(err)
	}
	if kept, err := sqlite.BackupAt(r.Kept); err != nil || kept.Reason != sqlite.ReasonBeforeRestore || kept.At.Second() != 50 {
		t.Errorf("kept = %+v, %v", kept, err)
	}
}

func TestANoteOfAnEarlierVersionIsRead(t *testing.T) {
	dir := t.TempDir()
	db := openAt(t, filepath.Join(t.TempDir(), "library.db"), fourteen)
	newDebrief(t, db)
	b, err := db.Backup(t.Context(), dir, sqlite.ReasonHourly, nil)
	if err != nil {
		t.Fatal(err)
	}
	note, err := os.ReadFile(b.Path + ".json")
	if err != nil {
		t.Fatal(err)
	}
	for _, later := range []string{"", `,"at":"2030-01-01T00:00:00Z","reason":"a whim"`} {
		old := string(note[:strings.Index(string(note), `,"at"`)]) + later + "}"
		if err := os.WriteFile(b.Path+".json", []byte(old), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := sqlite.BackupAt(b.Path)
		if err != nil || !got.Verified || got.Reason != "" || !got.At.Equal(fourteen.Truncate(time.Minute)) || got.Mark != b.Mark {
			t.Errorf("with %q: %+v, %v", later, got, err)
		}
	}
}
