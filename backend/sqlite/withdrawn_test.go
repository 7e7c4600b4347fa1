package sqlite_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

func TestARestoreKeepsWhatWasTakenBackKnown(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "library.db")
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	b, err := db.Backup(t.Context(), dir, sqlite.ReasonByHand, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Forget(t.Context(), "gone"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.Restore(t.Context(), sqlite.RestoreOptions{From: b.Path, Library: path, Dir: dir, Now: time.Now()}); err != nil {
		t.Fatal(err)
	}
	if db, err = sqlite.Open(t.Context(), sqlite.Options{Path: path}); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if ids, err := db.Withdrawn(t.Context()); err != nil || !slices.Equal(ids, []debrief.ID{"gone"}) {
		t.Errorf("%v, %v", ids, err)
	}
}
