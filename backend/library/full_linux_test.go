package library

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// TestAFullDiskKeepsNobodyFromOpening closes a library on a disk that is full,
// with saves only in its log, and opens it again: with room for what SQLite
// needs and none for a copy to check.
func TestAFullDiskKeepsNobodyFromOpening(t *testing.T) {
	if os.Getenv("SECONDSTORY_TEST_OWN_MOUNTS") == "" {
		way := "-rm"
		if os.Geteuid() == 0 {
			way = "-m"
		}
		cmd := exec.Command("unshare", way, os.Args[0], "-test.run", "^"+t.Name()+"$", "-test.v")
		cmd.Env = append(os.Environ(), "SECONDSTORY_TEST_OWN_MOUNTS=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return
	}
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=8m"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	t.Setenv("TMPDIR", filepath.Join(dir, "none"))
	k := Keeper{Path: filepath.Join(dir, "library.db"), Now: newClock().now}
	db, _, err := k.OpenBare()
	if err != nil {
		t.Fatal(err)
	}
	const lines = 60
	titles := make([]byte, 2000)
	for i := range titles {
		titles[i] = 'x'
	}
	for range lines {
		mustTitle(t, db, string(titles))
	}
	fillUp(t, filepath.Join(dir, "filling"))
	if err := db.Close(); err != nil {
		t.Errorf("closed on a full disk: %v", err)
	}
	if info, err := os.Stat(k.Path + "-wal"); err != nil || info.Size() == 0 {
		t.Fatalf("the log was folded: %v", err)
	}
	if _, err := sqlite.Verify(t.Context(), k.Path, nil); debrief.CodeOf(err) != debrief.CodeNoRoom {
		t.Errorf("verified: %v", err)
	}
	db, _, err = k.OpenBare()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	rows, _, err := db.List(t.Context(), 0, 0)
	if err != nil || len(rows) != lines || !db.Unchecked() {
		t.Errorf("%d rows, %v, unchecked %t", len(rows), err, db.Unchecked())
	}
}

func fillUp(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, err = f.Write(make([]byte, 4096))
	}
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
