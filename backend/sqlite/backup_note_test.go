package sqlite_test

import (
	"os"
	"path/filepath"
	"testing"

	"secondstory/backend/debrief"
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
	_, err := db.Backup(t.Context(), dir, nil)
	if debrief.CodeOf(err) == "" {
		t.Error("a backup without a note was made")
	}
	if got := names(t, dir); got != note {
		t.Errorf("folder holds %s", got)
	}
}
