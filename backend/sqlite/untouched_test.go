package sqlite_test

import (
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"secondstory/backend/sqlite"
)

// TestALibraryIsReadWithoutATempFolder reads a killed library where there is no
// folder for passing files.
func TestALibraryIsReadWithoutATempFolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	d := killedAt(t, path, 10)
	before := names(t, filepath.Dir(path))
	t.Setenv("TMPDIR", filepath.Join(filepath.Dir(path), "none"))
	if h, err := sqlite.Verify(t.Context(), path, nil); err != nil || h.Passages != 12 {
		t.Errorf("verify: %d passages, %v", h.Passages, err)
	}
	if got := names(t, filepath.Dir(path)); got != before {
		t.Errorf("it left %s of %s", got, before)
	}
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: path, CheckBelow: math.MaxInt64})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if got := len(mustLoad(t, db, d.ID).Entries); got != 10 || db.Unchecked() {
		t.Errorf("%d lines, unchecked %t", got, db.Unchecked())
	}
}

// TestALockThatIsAFolderIsRefused refuses with a reason, and does not fall over.
func TestALockThatIsAFolderIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	killedAt(t, path, 1)
	if err := os.Remove(path + ".lock"); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(path+".lock", 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.Verify(t.Context(), path, nil); err == nil {
		t.Error("verified")
	}
	if _, err := sqlite.Open(t.Context(), sqlite.Options{Path: path, CheckBelow: math.MaxInt64}); err == nil {
		t.Error("opened")
	}
}

// TestCopiesToReadAreCleanedUp removes what killed readers left, and nothing
// else.
func TestCopiesToReadAreCleanedUp(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	old := time.Now().Add(-25 * time.Hour)
	for name, file := range map[string]string{
		"secondstory-look-1": "library.db", "secondstory-2": "library.db-wal", "secondstory-look-3": "notes.txt",
		"secondstory-mine": "library.db", "other-4": "library.db", "secondstory-look-new": "library.db", "secondstory-5": "library.db",
	} {
		dir := filepath.Join(temp, name)
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, file), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if name == "secondstory-5" {
			continue
		}
		if err := os.Chtimes(dir, old, old); err != nil {
			t.Fatal(err)
		}
	}
	sqlite.SweepTemp()
	if got, want := names(t, temp), "other-4 secondstory-5 secondstory-look-3 secondstory-look-new secondstory-mine"; got != want {
		t.Errorf("left %s, want %s", got, want)
	}
	path := filepath.Join(t.TempDir(), "library.db")
	if err := os.MkdirAll(path+".look-1", 0o700); err != nil {
		t.Fatal(err)
	}
	openAt(t, path, fourteen)
	if _, err := os.Stat(path + ".look-1"); !os.IsNotExist(err) {
		t.Errorf("beside the library: %v", err)
	}
}
