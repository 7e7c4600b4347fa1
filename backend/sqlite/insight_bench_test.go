package sqlite_test

import (
	"path/filepath"
	"testing"
	"time"

	"secondstory/backend/chart"
	"secondstory/backend/debrief"
	"secondstory/backend/demo/many"
	"secondstory/backend/insight"
	"secondstory/backend/library"
	"secondstory/backend/sqlite"
)

// BenchmarkInsights makes and draws all figures of 10,000 debriefs: in a new window, when
// what is kept of them is read, and warm, as after each edit. The first time of all, when
// every debrief is read, is told beside them.
func BenchmarkInsights(b *testing.B) {
	path := filepath.Join(b.TempDir(), "library.db")
	maker := many.New(1)
	if err := sqlite.FillFast(path, 10_000, func(i int) []debrief.Record { return maker.Debrief(i, 10_000).Records() }); err != nil {
		b.Fatal(err)
	}
	db := mustOpen(b, path)
	measure := func(text string, size float64, _ bool) float64 { return .5 * size * float64(len(text)) }
	view := chart.View{Width: 300, Most: 12, Measure: measure, T: func(key string, _ ...string) string { return key }}
	look := func(facts *library.Facts) time.Duration {
		at := time.Now()
		all, err := facts.Of(b.Context(), db, nil)
		if err != nil {
			b.Fatal(err)
		}
		figures := insight.Of(all, insight.Choice{Period: insight.PeriodAll}, at)
		for _, f := range figures.Figures {
			chart.CardOf(f, figures.Debriefs, view)
		}
		return time.Since(at)
	}
	var first library.Facts
	b.Logf("the first time %v", look(&first))
	for _, name := range []string{"new", "warm"} {
		b.Run(name, func(b *testing.B) {
			var took []time.Duration
			var kept library.Facts
			if name == "warm" {
				look(&kept)
			}
			for b.Loop() {
				if name == "new" {
					kept = library.Facts{}
				}
				took = append(took, look(&kept))
			}
			report(b, took)
			b.ReportMetric(0, "ns/op")
		})
	}
}
