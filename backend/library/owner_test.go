package library_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/library"
	"secondstory/backend/sqlite"
)

// made opens a library by itself, backs it up and closes it.
func made(t *testing.T, k library.Keeper) {
	t.Helper()
	db, _, err := k.OpenBare()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Backup(context.Background(), k.Place().Dir, sqlite.ReasonHourly, nil); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestALibraryBesideABackedUpOneIsNew: that a.db has backups says nothing about
// b.db, and neither lists the other's.
func TestALibraryBesideABackedUpOneIsNew(t *testing.T) {
	home := t.TempDir()
	a := library.Keeper{Path: filepath.Join(home, "a.db"), Now: time.Now}
	b := library.Keeper{Path: filepath.Join(home, "b.db"), Now: time.Now}
	made(t, a)
	made(t, b)
	for _, k := range []library.Keeper{a, b} {
		all, err := k.Backups()
		if err != nil || len(all) != 1 || !all[0].Ours || all[0].Of != filepath.Base(k.Path) {
			t.Errorf("%s: %+v, %v", filepath.Base(k.Path), all, err)
		}
	}
	if err := os.Remove(a.Path); err != nil {
		t.Fatal(err)
	}
	if _, _, err := a.OpenBare(); debrief.CodeOf(err) != debrief.CodeMissing {
		t.Errorf("a is gone and has a backup: %v", err)
	}
	if all, err := a.Backups(); err != nil || len(all) != 1 || all[0].Of != "a.db" {
		t.Errorf("of a, that is gone: %+v, %v", all, err)
	}
}

// TestTheListGoesByTheLogWhereTheClockWasAhead has one backup of 2099 that was
// made before one of today.
func TestTheListGoesByTheLogWhereTheClockWasAhead(t *testing.T) {
	now := time.Date(2099, 1, 1, 10, 0, 0, 0, time.UTC)
	k := library.Keeper{Path: filepath.Join(t.TempDir(), "library.db"), Now: func() time.Time { return now }}
	made(t, k)
	now = time.Date(2026, 11, 25, 14, 0, 0, 0, time.UTC)
	db, _, err := k.OpenBare()
	if err != nil {
		t.Fatal(err)
	}
	d := debrief.NewDebrief("2026-11-25T13:00:00Z")
	if err := db.Apply(t.Context(), debrief.Action{Name: "new", Put: []debrief.Record{d, debrief.NewMeeting(d.ID)}}); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Backup(t.Context(), sqlite.BackupDir(k.Path), sqlite.ReasonHourly, nil); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	all, err := k.Backups()
	if err != nil || len(all) != 2 || all[0].At.After(now) {
		t.Errorf("Backups = %+v, %v", all, err)
	}
}
