package sqlite_test

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/demo/many"
	"secondstory/backend/search"
	"secondstory/backend/sqlite"
)

// manyDebriefs is how many the library has in which search is measured.
const manyDebriefs = 10_000

// manyLibrary is a library of 10,000 debriefs whose index has followed. It takes
// minutes to make and is kept in build/out, under the sum of what its maker makes and
// of how a library is built.
func manyLibrary(b *testing.B) string {
	b.Helper()
	m := many.New(1)
	some, err := json.Marshal([]*debrief.Whole{m.Debrief(0, manyDebriefs), m.Debrief(manyDebriefs-1, manyDebriefs)})
	if err != nil {
		b.Fatal(err)
	}
	schema, err := filepath.Glob("migration/*.sql")
	for _, step := range schema {
		some = append(some, mustRead(b, step)...)
	}
	if err != nil || len(schema) == 0 {
		b.Fatal(schema, err)
	}
	path, err := filepath.Abs(filepath.Join("..", "..", "build", "out", fmt.Sprintf("many-%.8x.db", sha256.Sum256(some))))
	if err != nil {
		b.Fatal(err)
	}
	if _, err := os.Stat(path); err == nil {
		return path
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		b.Fatal(err)
	}
	b.Log("making a library of 10,000 debriefs, which takes some minutes, once")
	// Beside its place: a folder for what is temporary may be on another disk.
	dir, err := os.MkdirTemp(filepath.Dir(path), "many-")
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	made := filepath.Join(dir, "library.db")
	if err := sqlite.FillFast(made, manyDebriefs, func(i int) []debrief.Record { return m.Debrief(i, manyDebriefs).Records() }); err != nil {
		b.Fatal(err)
	}
	db := mustOpen(b, made)
	if err := errors.Join(db.FollowAll(), db.Close(), os.Rename(made, path)); err != nil {
		b.Fatal(err)
	}
	return path
}

// BenchmarkSearch asks a library of 10,000 debriefs, each question in turns with the
// same one put to the index alone: how many times as long half and 99 of 100 take
// (p50/raw, p99/raw), and how long (p50-ms, p99-ms). The index alone is asked for the same
// words in the same order and for as many hits, each with its text and an excerpt, by the
// same driver and with its statement kept (see SearchRaw); it reads no record, compares no
// hash and names no debrief. Of a word that is taken for a name it is asked for the words
// typed and then for the name. "page" is a page as the window asks for it, with at most four
// hits of a debrief, for which the index alone has no like: it is compared with all hits.
// Questions with filters have nothing to be compared with.
func BenchmarkSearch(b *testing.B) {
	benchQuestions(b, mustOpen(b, manyLibrary(b)))
}

func benchQuestions(b *testing.B, db *sqlite.DB) {
	for _, typed := range []string{
		"dashboard ", "replica ", "replica pager ", "graph", "gra", `"looked as it does every morning"`, "certificate expiry ",
		"kind:near-miss graph ", "tag:dns graph ", "after:2024-01 before:2024-03 graph ", "kind:tabletop state:draft graph ",
		"owner:mara graph ", `factor:"silenced by name" graph `, "kind:near-miss tag:dns factor:resolvers owner:mara after:2020 open",
		"state:soaking", "kesler ",
	} {
		for _, l := range []sqlite.Listing{{Limit: 50, Order: sqlite.OrderNewest}, {Limit: 50, Order: sqlite.OrderRank}, {Limit: 50, Order: sqlite.OrderNewest, Each: 4}} {
			name := string(l.Order)
			if l.Each > 0 {
				name = "page"
			}
			b.Run(typed+"/"+name, func(b *testing.B) { benchQuestion(b, db, search.Parse(typed, ""), l) })
		}
	}
}

func benchQuestion(b *testing.B, db *sqlite.DB, q search.Question, l sqlite.Listing) {
	var took, raw []time.Duration
	hits := 0
	// Once before: what the disk has to be asked for first is not of the question.
	first, err := db.Search(b.Context(), q, l)
	if err != nil {
		b.Fatal(err)
	}
	asked := []search.Question{q}
	for _, i := range first.Instead {
		asked = append(asked, search.Question{Words: i.Name})
	}
	for b.Loop() {
		at := time.Now()
		got, err := db.Search(b.Context(), q, l)
		if err != nil {
			b.Fatal(err)
		}
		took, hits = append(took, time.Since(at)), len(got.Hits)
		if q.Narrowed() {
			continue
		}
		at = time.Now()
		for _, q := range asked {
			if err := db.SearchRaw(b.Context(), q, l.Limit, l.Order); err != nil {
				b.Fatal(err)
			}
		}
		raw = append(raw, time.Since(at))
	}
	report(b, took)
	if len(raw) > 0 {
		b.ReportMetric(float64(quantile(took, .5))/float64(quantile(raw, .5)), "p50/raw")
		b.ReportMetric(float64(quantile(took, .99))/float64(quantile(raw, .99)), "p99/raw")
	}
	b.ReportMetric(float64(hits), "hits")
	b.ReportMetric(0, "ns/op")
}

func quantile(of []time.Duration, q float64) time.Duration {
	slices.Sort(of)
	return of[int(q*float64(len(of)-1))]
}
