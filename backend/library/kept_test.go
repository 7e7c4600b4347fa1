package library

import (
	"path/filepath"
	"testing"
	"time"

	"secondstory/backend/demo"
	"secondstory/backend/sqlite"
)

// TestAnOpenLibraryIsBackedUp waits for the first backup of a new library, and
// sees that none follows while nothing changes.
func TestAnOpenLibraryIsBackedUp(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	k := Keeper{Path: path, Now: time.Now, Sample: demo.Debrief}
	db, _, err := k.OpenBare()
	if err != nil {
		t.Fatal(err)
	}
	kept := keep(db, k, schedule{first: time.Millisecond, every: time.Millisecond, clock: time.Hour, check: time.Hour})
	deadline := time.NewTimer(20 * time.Second)
	defer deadline.Stop()
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for {
		all, err := sqlite.Backups(sqlite.BackupDir(path))
		if err == nil && len(all) == 1 && all[0].Verified {
			break
		}
		select {
		case <-look.C:
		case <-deadline.C:
			t.Fatalf("no backup was made: %v, %v", all, err)
		}
	}
	if err := kept.Close(); err != nil {
		t.Fatal(err)
	}
	if all, err := sqlite.Backups(sqlite.BackupDir(path)); err != nil || len(all) != 1 {
		t.Errorf("backups = %v, %v", all, err)
	}
	// The library is let go: it opens again.
	again, _, err := k.Open()
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
}
