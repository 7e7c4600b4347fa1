package export_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/export"
	"secondstory/backend/report"
	"secondstory/backend/signoff"
	"secondstory/backend/sqlite"
)

// What has no page in an edition that hides a name leaves no address either that tells it,
// however it came to have none.
func TestAnAddressGoesWithItsPage(t *testing.T) {
	words, err := copy.New("en")
	if err != nil {
		t.Fatal(err)
	}
	for how, change := range map[string]func(p *export.Publishing, before func()){
		"refused":           func(p *export.Publishing, _ func()) { p.Site.By = "Zanthia Quell" },
		"left out":          func(p *export.Publishing, _ func()) { p.Without = []debrief.ID{demo.ID} },
		"left out long ago": func(p *export.Publishing, before func()) { p.Without = []debrief.ID{demo.ID}; before() },
	} {
		w := demo.Debrief()
		w.Debrief.Title, w.Debrief.Facilitator = "What Zanthia Quell saw", "Zanthia Quell"
		db, dir := signedLibrary(t, w), t.TempDir()
		publishTo(t, db, dir, report.Named)
		p := publishing(db, dir, formOptions(t, report.RoleOnly), words.T)
		change(&p, func() {
			named := publishing(db, dir, formOptions(t, report.Named), words.T)
			named.Without = []debrief.ID{w.Debrief.ID}
			if r, err := named.Publish(t.Context()); err != nil || r.Gone != 1 || !strings.Contains(strings.Join(pathsIn(t, dir), "\n"), "quell") {
				t.Fatalf("%s: in the same edition it leaves %+v, %v", how, r, err)
			}
		})
		if r, err := p.Publish(t.Context()); err != nil || r.Gone != 1 {
			t.Errorf("%s: %+v, %v", how, r, err)
		}
		tellsNot(t, how, dir, "quell")
		if r, err := p.Publish(t.Context()); err != nil || r.Files != 0 || r.Gone != 0 {
			t.Errorf("%s, again: %+v, %v", how, r, err)
		}
	}
}

// tellsNot says where a word stands in a folder, in a file or in the name of one.
func tellsNot(t *testing.T, how, dir, word string) {
	t.Helper()
	for _, name := range pathsIn(t, dir) {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || strings.Contains(strings.ToLower(name+"\n"+string(data)), word) {
			t.Errorf("%s: %s tells it, %v", how, name, err)
		}
	}
	folders, err := os.ReadDir(filepath.Join(dir, "debriefs"))
	for _, f := range folders {
		if err != nil || strings.Contains(f.Name(), word) {
			t.Errorf("%s: %s is there, %v", how, f.Name(), err)
		}
	}
}

// A title that changed keeps its address, and not into an edition that would not have made
// it.
func TestAnAddressOfAnEarlierTitleNamesNoHost(t *testing.T) {
	w := whole("a", "The pool of dbqx7.prod.example.com ran dry", "2026-10-01T09:00:00Z", "Zorblatt")
	db, dir := signedLibrary(t, w), t.TempDir()
	publishTo(t, db, dir, report.RoleOnly)
	retitle(t, db, w.Debrief.ID, "The pool ran dry")
	publishTo(t, db, dir, report.RoleOnly)
	if !strings.Contains(strings.Join(pathsIn(t, dir), "\n"), "dbqx7") {
		t.Fatal("the address went with the title")
	}
	publishTo(t, db, dir, report.Public)
	tellsNot(t, "in public", dir, "dbqx7")
	if r := publishTo(t, db, dir, report.Public); r.Files != 0 || r.Same != 1 {
		t.Errorf("again: %+v", r)
	}
}

// retitle signs off a further version that is called otherwise.
func retitle(t *testing.T, db *sqlite.DB, id debrief.ID, title string) {
	t.Helper()
	stood, err := db.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	a, err := signoff.Amend(stood.Debrief, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	a.ID = debrief.NewID()
	if err := db.Apply(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	if stood, err = db.Load(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	d := stood.Debrief
	d.Title, d.State = title, debrief.StateReadBack
	if err := db.Apply(t.Context(), debrief.Action{ID: debrief.NewID(), Name: "change", Put: []debrief.Record{&d}}); err != nil {
		t.Fatal(err)
	}
	sign(t, db, id)
}
