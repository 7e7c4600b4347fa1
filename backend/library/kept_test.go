package library

import (
	"errors"
	"os"
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

// TestABackupThatRottedIsMadeAgain turns the only backup to rubbish of the same
// size and time: nothing changed since, and another is made all the same.
func TestABackupThatRottedIsMadeAgain(t *testing.T) {
	k := Keeper{Path: filepath.Join(t.TempDir(), "library.db"), Now: time.Now, Sample: demo.Debrief}
	db, _, err := k.OpenBare()
	if err != nil {
		t.Fatal(err)
	}
	b, err := db.Backup(t.Context(), sqlite.BackupDir(k.Path), sqlite.ReasonHourly, nil)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(b.Path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.WriteFile(b.Path, make([]byte, b.Size), 0o600), os.Chtimes(b.Path, info.ModTime(), info.ModTime())); err != nil {
		t.Fatal(err)
	}
	kept := keep(db, k, schedule{first: time.Hour, every: time.Hour, clock: time.Hour, check: time.Hour})
	defer func() { _ = kept.Close() }()
	kept.lookForBackup(t.Context())
	all, err := k.Backups()
	if err != nil || len(all) != 2 || !all[0].Verified || all[1].Verified || !all[1].Changed {
		t.Errorf("Backups = %+v, %v", all, err)
	}
}
