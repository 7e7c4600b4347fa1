package sqlite_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// The environment variable that makes the test binary the writing process.
const writerEnv = "SECONDSTORY_TEST_WRITER"

// writerCountEnv lets that process end by itself after so many saves.
const writerCountEnv = "SECONDSTORY_TEST_WRITER_COUNT"

// Soak counts are for `make soak`; see the promises of the storage design.
const (
	kills     = 50
	soakKills = 5000
)

func killCount() int {
	if os.Getenv("SECONDSTORY_SOAK") != "" {
		return soakKills
	}
	return kills
}

// TestMain lets the test binary be started again as the process to be killed,
// or to be watched.
func TestMain(m *testing.M) {
	if path := os.Getenv(writerEnv); path != "" {
		if err := keepWriting(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	if path := os.Getenv(cutWriterEnv); path != "" {
		if err := writeToBeCut(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	if home := os.Getenv(menderEnv); home != "" {
		if err := mendOnce(home); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	if path := os.Getenv(restorerEnv); path != "" {
		if err := keepRestoring(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// keepWriting files entries and says each one's id once it is saved.
func keepWriting(path string) error {
	ctx := context.Background()
	db, err := sqlite.Open(ctx, sqlite.Options{Path: path})
	if err != nil {
		return err
	}
	rows, _, err := db.List(ctx, 1, 0)
	if err != nil {
		return err
	}
	d := &debrief.Debrief{Base: debrief.Base{ID: rows[0].ID}}
	most := -1
	if n, err := strconv.Atoi(os.Getenv(writerCountEnv)); err == nil {
		most = n
	}
	for i := 0; i != most; i++ {
		e := newEntry(d, strings.Repeat("words that were said ", 20))
		if err := db.Apply(ctx, debrief.Action{Name: "file", Put: []debrief.Record{e}}); err != nil {
			return err
		}
		fmt.Println(e.ID)
	}
	return db.Close()
}

// TestKillLosesNothingAcknowledged ends a writing process with SIGKILL at
// random moments; everything it had called saved must be there afterwards.
func TestKillLosesNothingAcknowledged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := mustOpen(t, path)
	d := newDebrief(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	var acknowledged []debrief.ID
	n := killCount()
	for i := range n {
		ids := runAndKill(t, path, rand.IntN(40)+1)
		acknowledged = append(acknowledged, ids...)
		if (i+1)%100 == 0 {
			t.Logf("%d of %d kills", i+1, n)
		}
	}
	lost := missing(t, path, d.ID, acknowledged)
	t.Logf("%d kills, %d saves acknowledged, %d lost", n, len(acknowledged), lost)
	if lost != 0 || len(acknowledged) < n {
		t.Fail()
	}
}

// runAndKill starts the writer and kills it shortly after it has acknowledged a
// number of saves.
func runAndKill(t *testing.T, path string, after int) (ids []debrief.ID) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), writerEnv+"="+path)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	r := bufio.NewReader(out)
	for {
		line, err := r.ReadString('\n')
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, strings.TrimSpace(line))
		if len(ids) == after {
			// Killed a little later, in the middle of whatever it does then.
			time.AfterFunc(rand.N(3*time.Millisecond), func() { _ = cmd.Process.Kill() })
		}
	}
	_ = cmd.Wait() // it was killed: there is nothing to learn from how it ended
	return ids
}

func missing(t *testing.T, path string, id debrief.ID, acknowledged []debrief.ID) int {
	t.Helper()
	there := map[debrief.ID]bool{}
	for _, e := range mustLoad(t, mustOpen(t, path), id).Entries {
		there[e.ID] = true
	}
	lost := 0
	for _, id := range acknowledged {
		if !there[id] {
			lost++
		}
	}
	return lost
}
