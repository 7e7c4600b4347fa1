package sqlite_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// BenchmarkLibrary measures libraries of several sizes, of 30 KB a debrief:
// opening one, what a save costs (its median and 99th percentile, and how often
// it waits for the disk), and in the largest a backup and a check of everything.
func BenchmarkLibrary(b *testing.B) {
	for _, size := range []int{10, 1000, 10_000} {
		b.Run(fmt.Sprintf("debriefs=%d", size), func(b *testing.B) { benchLibrary(b, size) })
	}
	b.Run("empty/open", func(b *testing.B) { benchOpen(b, filepath.Join(b.TempDir(), "library.db")) })
}

func benchLibrary(b *testing.B, size int) {
	dir := b.TempDir()
	path := filepath.Join(dir, "library.db")
	d := benchDebrief(0)
	if err := sqlite.FillFast(path, size, func(i int) []debrief.Record {
		if i == 0 {
			return benchRecords(d)
		}
		return benchRecords(benchDebrief(i))
	}); err != nil {
		b.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("fsyncs", func(b *testing.B) { benchFsyncs(b, path) })
	b.Run("open", func(b *testing.B) { benchOpen(b, path) })
	db := mustOpen(b, path)
	b.Run("save", func(b *testing.B) { benchSaves(b, db, d) })
	if size < 10_000 {
		return
	}
	b.Run("backup", func(b *testing.B) {
		b.SetBytes(info.Size())
		for b.Loop() {
			made, err := db.Backup(b.Context(), dir, sqlite.ReasonByHand, nil)
			if err != nil {
				b.Fatal(err)
			}
			if err := os.Remove(made.Path); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("verify", func(b *testing.B) {
		b.SetBytes(info.Size())
		for b.Loop() {
			if h, err := sqlite.Verify(b.Context(), path, nil); err != nil || !h.Sound() {
				b.Fatal(h.Damage, err)
			}
		}
	})
}

func benchSaves(b *testing.B, db *sqlite.DB, d *debrief.Debrief) {
	var took []time.Duration
	for b.Loop() {
		start := time.Now()
		mustApply(b, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, "opened the pool graph")}})
		took = append(took, time.Since(start))
	}
	report(b, took)
}

func benchOpen(b *testing.B, path string) {
	for b.Loop() {
		if err := mustOpen(b, path).Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkUndo takes back 1,000 changes, one by one.
func BenchmarkUndo(b *testing.B) {
	db := mustOpen(b, filepath.Join(b.TempDir(), "library.db"))
	d := newDebrief(b, db)
	for b.Loop() {
		b.StopTimer()
		for range 1000 {
			mustApply(b, db, debrief.Action{Name: "file", Put: []debrief.Record{newEntry(d, "opened the pool graph")}})
		}
		b.StartTimer()
		for range 1000 {
			if _, err := db.Undo(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	}
	perOp(b, "ms/1000-undone")
}

// perOp says how long an iteration took, in milliseconds.
func perOp(b *testing.B, unit string) {
	b.ReportMetric(float64(b.Elapsed())/float64(time.Millisecond)/float64(b.N), unit)
}

// BenchmarkLoad opens a debrief of 5,000 entries.
func BenchmarkLoad(b *testing.B) {
	db := mustOpen(b, filepath.Join(b.TempDir(), "library.db"))
	d := fill(b, db, 1)
	var lines []debrief.Record
	for i := range 5000 {
		lines = append(lines, newEntry(d, fmt.Sprintf("line %d: what it looked like from where I sat", i)))
	}
	mustApply(b, db, debrief.Action{Name: "import", Put: lines})
	for b.Loop() {
		mustLoad(b, db, d.ID)
	}
	perOp(b, "ms/load")
}

// BenchmarkList reads the first page of a library of 1,000 debriefs.
func BenchmarkList(b *testing.B) {
	db := mustOpen(b, filepath.Join(b.TempDir(), "library.db"))
	fill(b, db, 1000)
	for b.Loop() {
		if _, _, err := db.List(b.Context(), 200, 0); err != nil {
			b.Fatal(err)
		}
	}
}

// benchFsyncs counts the times a save waits for the disk, by watching a writing
// process from outside (needs strace).
func benchFsyncs(b *testing.B, path string) {
	const saves = 500
	none, some := fsyncs(b, path, 0), fsyncs(b, path, saves)
	for b.Loop() { //nolint:revive // counted above: once is enough
	}
	b.ReportMetric(float64(some-none)/saves, "fsyncs/save")
	b.ReportMetric(0, "ns/op")
}

var syncLine = regexp.MustCompile(`(?m)^[0-9]+ +(fsync|fdatasync)\(`)

// fsyncs counts them in a process that opens the library, saves n entries and
// closes it.
func fsyncs(b *testing.B, path string, n int) int {
	b.Helper()
	log := filepath.Join(b.TempDir(), "trace")
	cmd := exec.Command("strace", "-f", "-qq", "-e", "trace=fsync,fdatasync", "-o", log, os.Args[0])
	cmd.Env = append(os.Environ(), writerEnv+"="+path, writerCountEnv+"="+strconv.Itoa(n))
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("watch a writing process: %v\n%s", err, out)
	}
	data, err := os.ReadFile(log)
	if err != nil {
		b.Fatal(err)
	}
	return len(syncLine.FindAll(data, -1))
}

// fill makes debriefs of about 30 KB each and returns the last.
func fill(b *testing.B, db *sqlite.DB, n int) *debrief.Debrief {
	b.Helper()
	var d *debrief.Debrief
	for i := range n {
		d = benchDebrief(i)
		mustApply(b, db, debrief.Action{Name: "new-debrief", Put: benchRecords(d)})
	}
	return d
}

func benchDebrief(i int) *debrief.Debrief {
	d := debrief.NewDebrief(time.Date(2026, 1, 1, 0, i, 0, 0, time.UTC).Format(time.RFC3339))
	d.Title = fmt.Sprintf("Debrief %d", i)
	return d
}

func benchRecords(d *debrief.Debrief) []debrief.Record {
	records := []debrief.Record{d, debrief.NewMeeting(d.ID)}
	for range 60 {
		records = append(records, newEntry(d, "what it looked like from where I sat, in about a hundred bytes of ordinary words"))
	}
	return records
}

func report(b *testing.B, took []time.Duration) {
	sort.Slice(took, func(i, j int) bool { return took[i] < took[j] })
	ms := func(q float64) float64 {
		return float64(took[int(q*float64(len(took)-1))]) / float64(time.Millisecond)
	}
	b.ReportMetric(ms(.5), "p50-ms")
	b.ReportMetric(ms(.99), "p99-ms")
}
