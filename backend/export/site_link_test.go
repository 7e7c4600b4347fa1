package export_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/export"
	"secondstory/backend/report"
	"secondstory/backend/sqlite"
)

var beside = regexp.MustCompile(`<a href="(\.\./[^"]*)">([^<]*)</a>`)

// besides are the names of others that a published page leads to, by where they lead; each
// leads to a page that is called that.
func besides(t *testing.T, dir, title string) map[string]string {
	t.Helper()
	out := map[string]string{}
	from := pageOf(t, dir, title)
	data, err := os.ReadFile(from) //nolint:gosec // a test's folder
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range beside.FindAllStringSubmatch(string(data), -1) {
		if strings.HasPrefix(m[1], "../../") {
			continue // to the site's first page
		}
		out[m[2]] = m[1]
		if to := filepath.Join(filepath.Dir(from), m[1]); to != pageOf(t, dir, m[2]) {
			t.Errorf("%q leads to %s", m[2], to)
		}
	}
	return out
}

// pageOf is the page of the debrief of that title.
func pageOf(t *testing.T, dir, title string) (path string) {
	t.Helper()
	for _, name := range pathsIn(t, dir) {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(name, "debriefs/") && strings.Contains(string(data), "<title>"+title+"</title>") {
			path = filepath.Join(dir, name)
		}
	}
	if path == "" {
		t.Fatalf("%q is not published", title)
	}
	return path
}

func publishBut(t *testing.T, db *sqlite.DB, dir string, without ...debrief.ID) {
	t.Helper()
	words, err := copy.New("en")
	if err != nil {
		t.Fatal(err)
	}
	p := publishing(db, dir, formOptions(t, report.RoleOnly), words.T)
	p.Without = without
	if _, err := p.Publish(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// What belongs together leads to each other where both are published, follows what comes
// and goes, and a report by itself leads nowhere.
func TestAPublishedPageLeadsToWhatItBelongsWith(t *testing.T) {
	a := whole("a", "Checkout timed out", "2026-10-01T09:00:00Z", "Zorblatt")
	b := whole("b", "Two regions wrote at once", "2026-03-04T09:00:00Z", "Quibnix")
	c := whole("c", "A rule used every processor", "2026-02-04T09:00:00Z", "Quibnix")
	a.Debrief.Related = []debrief.Relation{{DebriefID: "b", Linked: true, Why: "Both waited for a replica", At: before}}
	db, dir := signedLibrary(t, a, b, c), t.TempDir()
	for _, edition := range report.Editions() {
		publishTo(t, db, dir, edition)
		if ab, ba := besides(t, dir, a.Debrief.Title), besides(t, dir, b.Debrief.Title); ab[b.Debrief.Title] == "" || ba[a.Debrief.Title] == "" {
			t.Errorf("%s: %v, %v", edition, ab, ba)
		}
		if all := besides(t, dir, c.Debrief.Title); len(all) > 0 {
			t.Errorf("%s: %v", edition, all)
		}
	}
	publishBut(t, db, dir)
	unchanged := pageOf(t, dir, c.Debrief.Title)
	stood, err := os.Stat(unchanged)
	if err != nil {
		t.Fatal(err)
	}
	if publishBut(t, db, dir, "b"); len(besides(t, dir, a.Debrief.Title)) > 0 {
		t.Error("it leads to what is published no more")
	}
	if publishBut(t, db, dir); len(besides(t, dir, a.Debrief.Title)) != 1 {
		t.Error("it does not lead to what is published again")
	}
	if stands, err := os.Stat(unchanged); err != nil || !os.SameFile(stood, stands) || !stands.ModTime().Equal(stood.ModTime()) {
		t.Errorf("a page was written that has nothing to do with it, %v", err)
	}
	w, err := db.Load(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	o, err := export.Related(t.Context(), db, w, "", report.Options{T: mustCopy(t).T})
	if err != nil {
		t.Fatal(err)
	}
	f, err := export.Make(t.Context(), w, o, export.FormHTML, export.Extra{})
	if err != nil || !strings.Contains(string(f.Data), b.Debrief.Title) || beside.Match(f.Data) {
		t.Errorf("a report by itself leads to %q, %v", beside.FindString(string(f.Data)), err)
	}
}

// The address of a debrief is made of its title. Where somebody is called as a word in it
// who took part in another, the other names it in its own words and leads nowhere.
func TestALinkTellsNoMoreThanItsPage(t *testing.T) {
	a := whole("a", "Checkout timed out", "2026-10-01T09:00:00Z", "Will Zorblatt")
	b := whole("b", "Zorblatt ran out of will", "2026-03-04T09:00:00Z", "Quibnix")
	a.Debrief.Related = []debrief.Relation{{DebriefID: "b", Linked: true, At: before}}
	db, dir := signedLibrary(t, a, b), t.TempDir()
	publishTo(t, db, dir, report.RoleOnly)
	data, err := os.ReadFile(pageOf(t, dir, a.Debrief.Title))
	if page := strings.ToLower(string(data)); err != nil || strings.Contains(page, "zorblatt") || !strings.Contains(page, "ran out of") {
		t.Errorf("%v: %s", err, page)
	}
	if len(besides(t, dir, a.Debrief.Title)) > 0 {
		t.Error("it leads there by its name")
	}
	if len(besides(t, dir, b.Debrief.Title)) != 1 {
		t.Error("the other does not lead back")
	}
	said, err := os.ReadFile(filepath.Join(filepath.Dir(pageOf(t, dir, a.Debrief.Title)), "debrief.json"))
	if err != nil || strings.Contains(strings.ToLower(string(said)), "zorblatt") {
		t.Errorf("%v: %s", err, said)
	}
	if r := publishTo(t, db, dir, report.RoleOnly); r.Files != 0 {
		t.Errorf("again: %+v", r)
	}
}
