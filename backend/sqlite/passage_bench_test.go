package sqlite_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// The slice and the pause of a window, see package library.
const (
	benchSlice = 20 * time.Millisecond
	benchPause = 20 * time.Millisecond
)

// BenchmarkIndex measures the full-text index in a library of 10,000 debriefs:
// following all of it, a save meanwhile, its size, and searches.
func BenchmarkIndex(b *testing.B) {
	path := filepath.Join(b.TempDir(), "library.db")
	d, say := benchDebrief(0), speech()
	if err := sqlite.FillFast(path, 10_000, func(i int) []debrief.Record {
		if i == 0 {
			return spokenRecords(d, say)
		}
		return spokenRecords(benchDebrief(i), say)
	}); err != nil {
		b.Fatal(err)
	}
	db := mustOpen(b, path)
	b.Run("save-nothing-follows", func(b *testing.B) { benchSaves(b, db, d) })
	b.Run("save-while-following", func(b *testing.B) { benchSavesWhileFollowing(b, db, d) })
	b.Run("follow", func(b *testing.B) { benchFollow(b, db) })
	b.Run("save-all-followed", func(b *testing.B) { benchSaves(b, db, d) })
	mustFollow(b, db)
	for name, typed := range map[string]string{
		"common": say(0) + " ", "common-two": say(0) + " " + say(3) + " ", "rare": say(4000) + " ",
		"typing-2": say(2)[:2], "typing-3": say(2)[:3], "typing-5": say(50)[:5],
	} {
		for _, order := range []sqlite.Order{sqlite.OrderNewest, sqlite.OrderRank} {
			b.Run(fmt.Sprintf("find/%s/%s", name, order), func(b *testing.B) { benchFind(b, db, typed, order) })
		}
	}
}

// benchSavesWhileFollowing saves in the midst of following, which a window never
// does: it waits for a rest. This is the longest a save can have to wait.
func benchSavesWhileFollowing(b *testing.B, db *sqlite.DB, d *debrief.Debrief) {
	ctx, stop := context.WithCancel(b.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		for ctx.Err() == nil {
			if _, err := db.Follow(ctx, benchSlice); err != nil && ctx.Err() == nil {
				b.Error(err)
				return
			}
			time.Sleep(benchPause)
		}
	}()
	benchSaves(b, db, d)
	stop()
	<-done
}

// benchFollow times each slice until nothing is due.
func benchFollow(b *testing.B, db *sqlite.DB) {
	before, err := db.Pages()
	if err != nil {
		b.Fatal(err)
	}
	var took []time.Duration
	begun := time.Now()
	for more := true; more; {
		at := time.Now()
		if more, err = db.Follow(b.Context(), benchSlice); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(at))
	}
	all := time.Since(begun)
	for b.Loop() { //nolint:revive // once is enough
	}
	report(b, took)
	after, size, err := db.IndexSize()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(took[len(took)-1])/float64(time.Millisecond), "max-ms")
	b.ReportMetric(float64(len(took)), "slices")
	b.ReportMetric(all.Seconds(), "all-s")
	b.ReportMetric(float64(size)/1e6, "index-MB")
	b.ReportMetric(float64(after-before)*4096/1e6, "grown-MB")
	b.ReportMetric(0, "ns/op")
}

func benchFind(b *testing.B, db *sqlite.DB, typed string, order sqlite.Order) {
	var took []time.Duration
	hits := 0
	for b.Loop() {
		at := time.Now()
		got, err := db.Find(b.Context(), typed, 50, order)
		if err != nil {
			b.Fatal(err)
		}
		took, hits = append(took, time.Since(at)), len(got.Hits)
	}
	report(b, took)
	b.ReportMetric(float64(hits), "hits")
	b.ReportMetric(0, "ns/op")
}

// speech is a vocabulary in which, as in language, the nth word is said about n
// times less often than the first. With a number it gives that word, with a
// negative one a word by chance.
func speech() func(n int) string {
	r := rand.New(rand.NewPCG(11, 11))
	words := make([]string, 20_000)
	for i := range words {
		var w strings.Builder
		for range 2 + r.IntN(3) {
			w.WriteString([]string{"ta", "ro", "mi", "den", "pol", "ker", "su", "gra", "lo", "ben", "fi", "ha", "vor", "ni", "sta", "qui"}[r.IntN(16)])
		}
		words[i] = w.String()
	}
	z := rand.NewZipf(r, 1.05, 2, uint64(len(words)-1))
	return func(n int) string {
		if n < 0 {
			return words[z.Uint64()]
		}
		return words[n]
	}
}

// spokenRecords are benchRecords whose lines differ.
func spokenRecords(d *debrief.Debrief, say func(int) string) []debrief.Record {
	records := benchRecords(d)
	for _, r := range records {
		if e, ok := r.(*debrief.Entry); ok {
			words := make([]string, 16)
			for i := range words {
				words[i] = say(-1)
			}
			e.Text = strings.Join(words, " ")
		}
	}
	return records
}
