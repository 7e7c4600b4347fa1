package sqlite_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"secondstory/backend/board"
	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// BenchmarkBoard makes the board of 10,000 debriefs with 40,000 countermeasures, of which
// a tenth is open: of these alone, and of all.
func BenchmarkBoard(b *testing.B) {
	path := filepath.Join(b.TempDir(), "library.db")
	if err := sqlite.FillFast(path, 10_000, func(i int) []debrief.Record { return followedRecords(benchDebrief(i), i) }); err != nil {
		b.Fatal(err)
	}
	db := mustOpen(b, path)
	for name, open := range map[string]bool{"open": true, "all": false} {
		b.Run(name, func(b *testing.B) {
			var took []time.Duration
			n := 0
			for b.Loop() {
				at := time.Now()
				all, err := db.FollowUps(b.Context(), open)
				if err != nil {
					b.Fatal(err)
				}
				items := []board.Item{}
				for _, w := range all {
					items = append(items, board.Of(w, w.Debrief.Title, at)...)
				}
				board.Sort(items)
				took, n = append(took, time.Since(at)), len(items)
			}
			report(b, took)
			b.ReportMetric(float64(n), "items")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// followedRecords are benchRecords with eight people and four countermeasures, which two
// of them own; those of every tenth debrief are open.
func followedRecords(d *debrief.Debrief, i int) []debrief.Record {
	records := benchRecords(d)
	people := []*debrief.Participant{}
	for n := range 8 {
		p := &debrief.Participant{Base: debrief.Base{ID: debrief.NewID(), DebriefID: d.ID}, Name: fmt.Sprintf("Person %d", n), Team: "Payments"}
		people, records = append(people, p), append(records, p)
	}
	for n := range 4 {
		c := &debrief.Countermeasure{
			Base: debrief.Base{ID: debrief.NewID(), DebriefID: d.ID}, Text: "show how old a figure is beside every figure on the board", State: debrief.CountermeasureChecked,
			Owner: debrief.Who{ParticipantID: people[n%2].ID}, Due: "2026-12-01", DoneOn: "2026-11-20",
			Know: "nobody has to ask how old what they look at is, in the next three game days",
		}
		if i%10 == 0 {
			c.State = debrief.CountermeasureStates[1+n%4]
		}
		records = append(records, c)
	}
	return records
}
