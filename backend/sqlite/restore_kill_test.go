package sqlite_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// The environment variable that makes the test binary the restoring process.
const restorerEnv = "SECONDSTORY_TEST_RESTORER"

// keepRestoring puts a backup in place of a library until it is killed, and
// says each time that it begins.
func keepRestoring(home string) error {
	o := sqlite.RestoreOptions{From: filepath.Join(home, "from.db"), Library: filepath.Join(home, "library.db"), Dir: filepath.Join(home, "backups"), Now: fourteen}
	for {
		fmt.Println("again")
		if _, err := sqlite.Restore(context.Background(), o); err != nil {
			return err
		}
	}
}

// TestGateKillWhileRestoring kills a process in the midst of a
// restore over a library whose newest lines are still in its log. Afterwards
// the library is the old one or the new one, and whole.
func TestGateKillWhileRestoring(t *testing.T) {
	kills := counted(40, 1000)
	var before, after int
	for i := range kills {
		far(t, "kill while restoring", i, kills)
		home := t.TempDir()
		library := filepath.Join(home, "library.db")
		db := openAt(t, library, fourteen)
		d := newDebrief(t, db)
		b := mustBackup(t, db, home)
		if err := os.Rename(b.Path, filepath.Join(home, "from.db")); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		runAndKill(t, library, 5) // leaves a log behind
		killRestore(t, home)
		h, err := sqlite.Verify(t.Context(), library, nil)
		if err != nil || !h.Sound() {
			t.Fatalf("after a kill: %+v, %v", h, err)
		}
		if n := len(mustLoad(t, openAt(t, library, fourteen), d.ID).Entries); n == 0 {
			after++
		} else if n >= 5 {
			before++
		} else {
			t.Fatalf("%d of at least 5 lines are left", n)
		}
	}
	t.Logf("gate: kill while restoring: %s kills, %s libraries as before, %s restored, 0 between",
		figure(kills), figure(before), figure(after))
}

func killRestore(t *testing.T, home string) { killWhen(t, restorerEnv+"="+home) }

// killWhen runs the test binary as another process and kills it a moment after
// it said that it begins.
func killWhen(t *testing.T, env string) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), env)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(rand.N(40*time.Millisecond), func() { _ = cmd.Process.Kill() })
	_ = cmd.Wait() // it was killed: there is nothing to learn from how it ended
}

// TestDamagedRecordIsNotWrittenIntoTheLog deletes and edits a record that is
// not as it was written: its text must not become a version of its history.
func TestDamagedRecordIsNotWrittenIntoTheLog(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := mustOpen(t, path)
	d := newDebrief(t, db)
	e := newEntry(d, "the pool was pinned at 100")
	mustApply(t, db, debrief.Action{Name: "tick", Put: []debrief.Record{e}, Quiet: true})
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	change(t, path, "pinned at 100", "pinned at 900")
	db = mustOpen(t, path)
	for _, a := range []debrief.Action{
		{Name: "edit", Put: []debrief.Record{e}},
		{Name: "delete", Delete: []debrief.Ref{{Noun: debrief.NounEntry, ID: e.ID}}},
	} {
		if err := db.Apply(t.Context(), a); debrief.CodeOf(err) != debrief.CodeDamaged {
			t.Errorf("%s = %v", a.Name, err)
		}
	}
}
