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
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// The environment variable that makes the test binary the writing process.
const writerEnv = "SECONDSTORY_TEST_WRITER"

// writerCountEnv lets that process end by itself after so many saves.
const writerCountEnv = "SECONDSTORY_TEST_WRITER_COUNT"

// writerFollowEnv has its index follow each save, to be killed in the midst of it.
const writerFollowEnv = "SECONDSTORY_TEST_WRITER_FOLLOWS"

// others are what the test binary can be started as: a process to be killed or
// to be watched, by the environment variable that says where its library is.
var others = map[string]func(path string) error{
	writerEnv:    keepWriting,
	cutWriterEnv: writeToBeCut,
	menderEnv:    mendOnce,
	upgraderEnv:  upgradeOnce,
	restorerEnv:  keepRestoring,
	forgetterEnv: forgetOnce,
	signerEnv:    signOnce,
}

// TestMain lets the test binary be started again as one of the others.
func TestMain(m *testing.M) {
	for name, run := range others {
		path := os.Getenv(name)
		if path == "" {
			continue
		}
		if err := run(path); err != nil {
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
		if os.Getenv(writerFollowEnv) != "" {
			if _, err := db.Follow(ctx, time.Second); err != nil {
				return err
			}
		}
	}
	return db.Close()
}

// killsEach is how often the process that writes one library is killed.
const killsEach = 50

// TestGateKill ends writing processes with SIGKILL at random moments. What they
// had called saved must be there afterwards, once and in its order.
func TestGateKill(t *testing.T) {
	n := counted(200, 5000)
	var kills, saves, lost, doubled atomic.Int64
	var group sync.WaitGroup
	for worker := range 2 {
		group.Go(func() {
			for part := worker; part < n/killsEach; part += 2 {
				said, there := killWriters(t, killsEach)
				saves.Add(int64(len(said)))
				gone, twice := compare(said, there)
				lost.Add(int64(gone))
				doubled.Add(int64(twice))
				far(t, "kill -9", int(kills.Add(killsEach)), n)
			}
		})
	}
	group.Wait()
	t.Logf("gate: kill -9: %s kills, %s acknowledged saves, %d lost, %d doubled or out of order",
		figure(kills.Load()), figure(saves.Load()), lost.Load(), doubled.Load())
	if lost.Load() != 0 || doubled.Load() != 0 || int(saves.Load()) < n {
		t.Fail()
	}
}

// killWriters has n processes write one library, each killed, and returns what
// they had called saved and what is there.
func killWriters(t *testing.T, n int) (said, there []debrief.ID) {
	path := filepath.Join(t.TempDir(), "library.db")
	db := mustOpen(t, path)
	d := newDebrief(t, db)
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	for range n {
		said = append(said, runAndKill(t, path, rand.IntN(40)+1)...)
	}
	db = mustOpen(t, path)
	for _, e := range mustLoad(t, db, d.ID).Entries {
		there = append(there, e.ID)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	if h, err := sqlite.Verify(t.Context(), path, nil); err != nil || !h.Sound() {
		t.Errorf("after %d kills: %+v, %v", n, h, err)
	}
	return said, there
}

// compare counts what is not there, and what is there twice or not in the order
// in which it was said. Saves that came to nothing by being said may be between.
func compare(said, there []debrief.ID) (lost, wrong int) {
	at := map[debrief.ID]int{}
	for i, id := range there {
		if _, twice := at[id]; twice {
			wrong++
		}
		at[id] = i
	}
	last := -1
	for _, id := range said {
		i, ok := at[id]
		switch {
		case !ok:
			lost++
		case i < last:
			wrong++
		default:
			last = i
		}
	}
	return lost, wrong
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
