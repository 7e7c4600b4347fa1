package export_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/export"
	"secondstory/backend/report"
	"secondstory/backend/signoff"
	"secondstory/backend/site"
	"secondstory/backend/sqlite"
)

var published = time.Date(2026, 11, 10, 9, 0, 0, 0, time.UTC)

// shelf is a library on disk with debriefs that were signed off.
func shelf(t *testing.T, debriefs ...*debrief.Whole) *sqlite.DB {
	t.Helper()
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: filepath.Join(t.TempDir(), "library.db"), Now: func() time.Time { return published }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	for _, w := range debriefs {
		w.Debrief.State, w.Debrief.Sample = debrief.StateReadBack, false
		if err := db.Apply(t.Context(), debrief.Action{ID: debrief.NewID(), Name: "add", Put: w.Records()}); err != nil {
			t.Fatal(err)
		}
		sign(t, db, w.Debrief.ID)
	}
	return db
}

func sign(t *testing.T, db *sqlite.DB, id debrief.ID) {
	t.Helper()
	w, err := db.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	a, _, err := signoff.Sign(w, signoff.Options{At: published, By: "Us", Note: "More is known."})
	if err != nil {
		t.Fatal(err)
	}
	a.ID = debrief.NewID()
	if err := db.Apply(t.Context(), a); err != nil {
		t.Fatal(err)
	}
}

func publishTo(t *testing.T, db *sqlite.DB, dir string, edition report.Edition) *site.Result {
	t.Helper()
	words, err := copy.New("en")
	if err != nil {
		t.Fatal(err)
	}
	r, err := export.Site(context.Background(), db, formOptions(t, edition), site.Options{Dir: dir, Publisher: "here", Title: "What we learned", Now: published, T: words.T}, "test")
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// No byte of a published site holds any of forty names and markers that are not for
// its edition.
func TestGateASiteHoldsNoName(t *testing.T) {
	for _, edition := range []report.Edition{report.RoleOnly, report.Public} {
		w, markers := marked()
		db, dir := shelf(t, w), t.TempDir()
		if r := publishTo(t, db, dir, edition); r.Written != 1 {
			t.Fatalf("%+v", r)
		}
		searched, hits := 0, 0
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(path) //nolint:gosec // a test's folder
			searched++
			for _, m := range markers {
				if strings.Contains(strings.ToLower(path+string(data)), strings.ToLower(m)) {
					hits++
					t.Errorf("%s: %s holds %q", edition, path, m)
				}
			}
			return err
		})
		if err != nil || searched < 8 {
			t.Errorf("%d files searched: %v", searched, err)
		}
		t.Logf("gate: site, %s: %d markers, %d files searched, %d hits", edition, len(markers), searched, hits)
	}
}

func TestOnlyWhatWasSignedOffIsPublished(t *testing.T) {
	w, _ := marked()
	db, dir := shelf(t, w), t.TempDir()
	publishTo(t, db, dir, report.RoleOnly)
	stood, err := db.Load(t.Context(), w.Debrief.ID)
	if err != nil {
		t.Fatal(err)
	}
	a, err := signoff.Amend(stood.Debrief)
	if err != nil {
		t.Fatal(err)
	}
	a.ID = debrief.NewID()
	if err := db.Apply(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	if r := publishTo(t, db, dir, report.RoleOnly); r.Same != 1 || r.Files != 0 {
		t.Errorf("while it is amended its last version stays: %+v", r)
	}
	if stood, err = db.Load(t.Context(), w.Debrief.ID); err != nil {
		t.Fatal(err)
	}
	stood.Debrief.Impact.Text = "Two orders went out twice"
	if err := db.Apply(t.Context(), debrief.Action{ID: debrief.NewID(), Name: "edit-debrief", Put: []debrief.Record{&stood.Debrief}}); err != nil {
		t.Fatal(err)
	}
	sign(t, db, w.Debrief.ID)
	if r := publishTo(t, db, dir, report.RoleOnly); r.Written != 1 {
		t.Errorf("the next version: %+v", r)
	}
}
