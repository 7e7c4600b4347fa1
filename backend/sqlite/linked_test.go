package sqlite_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"secondstory/backend/debrief"
)

func TestALinkIsOfBoth(t *testing.T) {
	db := mustOpen(t, filepath.Join(t.TempDir(), "library.db"))
	all, _ := spoken(t, db, "one", "two", "three")
	at := "2026-11-22T09:00:00Z"
	relation := func(to *debrief.Debrief, linked bool) debrief.Relation {
		return debrief.Relation{DebriefID: to.ID, Linked: linked, Why: "both waited", At: at}
	}
	all[0].Related = []debrief.Relation{relation(all[1], true), relation(all[2], false)}
	all[1].Related = []debrief.Relation{relation(all[0], true), {DebriefID: all[1].ID, Linked: true, At: at}}
	mustApply(t, db, debrief.Action{Name: "link-debrief", Put: []debrief.Record{all[0], all[1]}})
	got, err := db.Linked(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := map[debrief.ID][]debrief.Relation{all[0].ID: {relation(all[1], true)}, all[1].ID: {relation(all[0], true)}}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", got, want)
	}
}
