package sqlite_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// The environment variable that makes the test binary the mending process.
const menderEnv = "SECONDSTORY_TEST_MENDER"

// mendOnce mends a damaged library and says when it begins.
func mendOnce(home string) error {
	path := filepath.Join(home, "library.db")
	dir := filepath.Join(home, "backups")
	all, err := sqlite.Backups(dir)
	if err != nil {
		return err
	}
	fmt.Println("again")
	_, err = sqlite.Mend(context.Background(), sqlite.MendOptions{Library: path, Backups: all, Dir: dir, Now: fourteen})
	return err
}

// TestGateKillWhileMending kills a process in the midst of
// mending a library whose newest line is still in its log. Afterwards the file
// is the damaged one byte for byte, with its log, or the mended one.
func TestGateKillWhileMending(t *testing.T) {
	kills := counted(40, 1000)
	var before, after int
	for i := range kills {
		far(t, "kill while mending", i, kills)
		w := wornLibrary(t)
		spoil(t, w.path, "record ", marked(4))
		spoil(t, w.path, "change ", marked(4))
		db := openAt(t, w.path, fourteen)
		mustApply(t, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(w.debrief, "in the log alone")}})
		home := t.TempDir()
		path := filepath.Join(home, "library.db")
		if err := sqlite.SaveCopy(w.path, path); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(w.dir, filepath.Join(home, "backups")); err != nil {
			t.Fatal(err)
		}
		was := sumOfFile(t, path)
		killWhen(t, menderEnv+"="+home)
		if sumOfFile(t, path) == was {
			before++
		} else {
			after++
		}
		// Opening it ends what was cut short.
		got := worn{path: path, debrief: w.debrief}
		r := got.again(t)
		if !strings.Contains(r, "in the log alone") || !strings.Contains(r, marked(4)) {
			t.Fatalf("after a kill:\n%s", r)
		}
	}
	t.Logf("gate: kill while mending: %s kills, %s libraries as before, %s mended, 0 between",
		figure(kills), figure(before), figure(after))
}

// again mends what may have been mended before and returns its lines.
func (w worn) again(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(filepath.Dir(w.path), "backups")
	all, err := sqlite.Backups(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.Mend(t.Context(), sqlite.MendOptions{Library: w.path, Backups: all, Dir: dir, Now: fourteen}); err != nil {
		t.Fatal(err)
	}
	return w.texts(t)
}
