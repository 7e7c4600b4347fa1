package sqlite_test

import (
	"path/filepath"
	"testing"

	"secondstory/backend/debrief"
)

// TestSourcesOfAllDebriefs: what was brought into any debrief is found by its sum.
func TestSourcesOfAllDebriefs(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	for _, text := range []string{"one", "two"} {
		d := newDebrief(t, db)
		source := &debrief.Source{Base: debrief.Base{ID: debrief.NewID(), DebriefID: d.ID}, Name: "call.txt"}
		pack := debrief.NewAttachment(d.ID, source.ID, "call.txt", "text/plain", []byte(text))
		source.PackID, source.SHA256 = pack.ID, pack.SHA256
		mustApply(t, db, debrief.Action{Name: "bring-source", Put: []debrief.Record{source, pack}, Content: map[debrief.ID][]byte{pack.ID: []byte(text)}})
	}
	all, err := db.Sources(t.Context())
	if err != nil || len(all) != 2 || all[0].DebriefID == all[1].DebriefID || all[0].SHA256 == all[1].SHA256 {
		t.Errorf("%+v, %v", all, err)
	}
}

// TestNothingIsDueOfAClosedDebrief: neither of one that ended, nor of an old report.
func TestNothingIsDueOfAClosedDebrief(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	d := newDebrief(t, db)
	c := &debrief.Countermeasure{Base: debrief.Base{ID: debrief.NewID(), DebriefID: d.ID}, Text: "Page", State: debrief.CountermeasureCommitted, Due: "2020-01-01"}
	mustApply(t, db, debrief.Action{Name: "add", Put: []debrief.Record{c}})
	if rows, _, err := db.List(t.Context(), 0, 0); err != nil || rows[0].NextDue != "2020-01-01" {
		t.Fatalf("%+v, %v", rows, err)
	}
	d.State, d.OldReport = debrief.StateClosed, true
	mustApply(t, db, debrief.Action{Name: "close", Put: []debrief.Record{d}})
	if rows, _, err := db.List(t.Context(), 0, 0); err != nil || rows[0].NextDue != "" || rows[0].Countermeasures != 1 || !rows[0].OldReport {
		t.Errorf("%+v, %v", rows, err)
	}
}
