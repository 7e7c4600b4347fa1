package sqlite_test

import (
	"math/rand/v2"
	"path/filepath"
	"testing"

	"secondstory/backend/sqlite"
)

// TestGateKillWhileFollowing ends a process with SIGKILL while its
// index follows what it saves. The index may lag afterwards; what it says has to
// be what the records say, and nothing may be missing once it has followed.
func TestGateKillWhileFollowing(t *testing.T) {
	t.Setenv(writerFollowEnv, "1")
	path := filepath.Join(t.TempDir(), "library.db")
	db := mustOpen(t, path)
	newDebrief(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	n, lagging, saves := counted(50, 1000), 0, 0
	for i := range n {
		saves += len(runAndKill(t, path, rand.IntN(20)+1))
		lagging += dueAfterKill(t, path)
		far(t, "kill while following", i, n)
	}
	if h, err := sqlite.Verify(t.Context(), path, nil); err != nil || !h.Sound() {
		t.Errorf("Verify: %+v, %v", h, err)
	}
	mustFollow(t, mustOpen(t, path))
	t.Logf("gate: kill while following: %d kills, %d saves, the index lagged %d times and was wrong 0 times", n, saves, lagging)
}

// dueAfterKill checks what the index says, and says whether it lags.
func dueAfterKill(t *testing.T, path string) int {
	t.Helper()
	db := mustOpen(t, path)
	defer func() { _ = db.Close() }()
	if differs, err := db.IndexDiffers(); err != nil || len(differs) > 0 {
		t.Fatalf("the index differs: %q, %v", differs, err)
	}
	due, err := db.Due()
	if err != nil {
		t.Fatal(err)
	}
	return min(due, 1)
}
