package sqlite_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/demo/many"
	"secondstory/backend/search"
	"secondstory/backend/sqlite"
)

// BenchmarkSearch asks a library of 10,000 debriefs, each question in turns with the
// same one put to the index alone: how many times as long 99 of 100 take (p99/raw),
// and how long (p99-ms). Questions with filters have nothing to be compared with.
func BenchmarkSearch(b *testing.B) {
	const n = 10_000
	path := filepath.Join(b.TempDir(), "library.db")
	m := many.New(1)
	if err := sqlite.FillFast(path, n, func(i int) []debrief.Record { return m.Debrief(i, n).Records() }); err != nil {
		b.Fatal(err)
	}
	db := mustOpen(b, path)
	mustFollow(b, db)
	benchQuestions(b, db)
}

func benchQuestions(b *testing.B, db *sqlite.DB) {
	for _, typed := range []string{
		"dashboard ", "replica ", "replica pager ", "graph", "gra", `"looked as it does every morning"`, "certificate expiry ",
		"kind:near-miss graph ", "tag:dns graph ", "after:2024-01 before:2024-03 graph ", "kind:tabletop state:draft graph ",
		"owner:mara graph ", `factor:"silenced by name" graph `, "kind:near-miss tag:dns factor:resolvers owner:mara after:2020 open",
		"state:soaking", "kesler ",
	} {
		for _, order := range []sqlite.Order{sqlite.OrderNewest, sqlite.OrderRank} {
			b.Run(typed+"/"+string(order), func(b *testing.B) { benchQuestion(b, db, search.Parse(typed, ""), order) })
		}
	}
}

func benchQuestion(b *testing.B, db *sqlite.DB, q search.Question, order sqlite.Order) {
	var took, raw []time.Duration
	hits := 0
	for b.Loop() {
		at := time.Now()
		got, err := db.Search(b.Context(), q, 50, order)
		if err != nil {
			b.Fatal(err)
		}
		took, hits = append(took, time.Since(at)), len(got.Hits)
		if q.Narrowed() {
			continue
		}
		at = time.Now()
		if err := db.SearchRaw(b.Context(), q, 50, order); err != nil {
			b.Fatal(err)
		}
		raw = append(raw, time.Since(at))
	}
	report(b, took)
	if len(raw) > 0 {
		b.ReportMetric(float64(quantile(took, .99))/float64(quantile(raw, .99)), "p99/raw")
	}
	b.ReportMetric(float64(hits), "hits")
	b.ReportMetric(0, "ns/op")
}

func quantile(of []time.Duration, q float64) time.Duration {
	slices.Sort(of)
	return of[int(q*float64(len(of)-1))]
}
