package sqlite

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"secondstory/backend/debrief"
)

func mustReadable(tb testing.TB, n int) *DB {
	tb.Helper()
	db, err := Open(tb.Context(), Options{Path: filepath.Join(tb.TempDir(), "library.db")})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = db.Close() })
	a := debrief.Action{Name: "new-debrief"}
	for i := range n {
		d := debrief.NewDebrief("2026-11-22T09:00:00Z")
		d.Title, d.State, d.Zone = fmt.Sprint("Debrief ", i), debrief.States[i%len(debrief.States)], "Asia/Tokyo"
		d.Started = debrief.At(time.Date(2025, 11, 22, 23, 0, 0, 0, time.UTC), "", debrief.PrecisionMinute)
		d.Tags, d.Sample = []string{"dns", fmt.Sprint("t", i%50)}, i >= n-1
		m := debrief.NewMeeting(d.ID)
		m.StartedAt = "2025-11-24T10:00:00Z"
		a.Put = append(a.Put, d, m)
	}
	if err := db.Apply(tb.Context(), a); err != nil {
		tb.Fatal(err)
	}
	return db
}

func TestWhatMayBeReadAgain(t *testing.T) {
	n := 2*len(debrief.States) + 1
	all, err := mustReadable(t, n).Readable(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 6 { // three states, twice; the sample is left out
		t.Fatalf("%d: %+v", len(all), all)
	}
	for _, d := range all {
		// In Tokyo it was the day after.
		if d.Happened.Format(time.DateOnly) != "2025-11-23" || d.Met.Format(time.DateOnly) != "2025-11-24" || d.Title == "" || !slices.Contains(d.Tags, "dns") {
			t.Errorf("%+v", d)
		}
	}
}

func BenchmarkReadable(b *testing.B) {
	db := mustReadable(b, 10_000)
	for b.Loop() {
		if _, err := db.Readable(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
