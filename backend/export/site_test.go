package export_test

import (
	"html"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/export"
	"secondstory/backend/report"
	"secondstory/backend/signoff"
	"secondstory/backend/site"
	"secondstory/backend/site/find"
	"secondstory/backend/sqlite"
)

var published = time.Date(2026, 11, 10, 9, 0, 0, 0, time.UTC)

// signedLibrary is a library on disk with debriefs that were signed off.
func signedLibrary(t *testing.T, debriefs ...*debrief.Whole) *sqlite.DB {
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

func publishing(db *sqlite.DB, dir string, o report.Options, words func(string, ...string) string) export.Publishing {
	return export.Publishing{From: db, Report: o, Maker: "test", Site: site.Options{Dir: dir, Publisher: "here", Title: "What we learned", Now: published, T: words}}
}

func publishTo(t *testing.T, db *sqlite.DB, dir string, edition report.Edition) *site.Result {
	t.Helper()
	words, err := copy.New("en")
	if err != nil {
		t.Fatal(err)
	}
	r, err := publishing(db, dir, formOptions(t, edition), words.T).Publish(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// No byte of a published site holds any of the names and markers that are not for its
// edition: pages, lists, feed, addresses, and what the search is told, whole or as the
// words that an index cuts them into. The named edition is the control: there they are.
func TestGateASiteHoldsNoName(t *testing.T) {
	for _, edition := range report.Editions() {
		g := newGate(t)
		g.w.Attachments = []debrief.Attachment{} // pictures are searched with the forms
		words, what := append([]string{}, g.private...), "the site, "+string(edition)
		if edition != report.Named {
			words = append(append(words, g.names...), "Quibnix")
		}
		if edition == report.Public {
			words = append(words, g.systems...)
		}
		other := whole("other", "Two regions wrote at once", "2026-03-04T09:00:00Z", "Quibnix") // the two lead to each other
		g.w.Debrief.Related = []debrief.Relation{{DebriefID: "other", Linked: true, Why: everybody(g) + " and Quibnix waited", At: before}}
		db, dir := signedLibrary(t, g.w, other), t.TempDir()
		if r := publishTo(t, db, dir, edition); r.Written != 2 || len(besides(t, dir, other.Debrief.Title)) != 1 {
			t.Fatalf("%+v", r)
		}
		files := siteFiles(t, dir)
		if edition == report.Named {
			held(t, what, files, g.names, true)
			isIndexed := func(m made) bool {
				return strings.HasPrefix(m.form, "find") && strings.Contains(m.texts[1], terms(g.names[0])[0])
			}
			if !slices.ContainsFunc(files, isIndexed) {
				t.Error("the control finds no name in the index")
			}
			continue
		}
		searched, hits := held(t, what, files, words, false)
		for _, w := range words {
			s, h := held(t, what, files, terms(w), false)
			searched, hits = searched+s, hits+h
		}
		t.Logf("gate: site, %s: %d names and markers, %d texts searched, %d hits", edition, len(words), searched, hits)
	}
}

// everybody is all who took part, by every name they have.
func everybody(g *gate) string {
	out := []string{}
	for _, p := range g.people {
		out = append(out, p.first+" "+p.last, p.first, p.last, p.alias, p.mail)
	}
	return strings.Join(out, ", ")
}

// terms are the words an index cuts a name into, but for those too short to be one.
func terms(name string) []string {
	out := slices.Collect(find.Terms(name))
	return slices.DeleteFunc(out, func(term string) bool { return len([]rune(term)) < 5 })
}

// siteFiles is every file of a site but its typefaces, with its name and what it says.
func siteFiles(t *testing.T, dir string) []made {
	t.Helper()
	files := []made{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) == ".woff2" {
			return err
		}
		data, err := os.ReadFile(path) //nolint:gosec // a test's folder
		name, _ := filepath.Rel(dir, path)
		files = append(files, made{name, []string{name, string(data), html.UnescapeString(string(data))}})
		return err
	})
	if err != nil || len(files) < 8 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	return files
}

func TestOnlyWhatWasSignedOffIsPublished(t *testing.T) {
	w := demo.Debrief()
	db, dir := signedLibrary(t, w), t.TempDir()
	publishTo(t, db, dir, report.RoleOnly)
	stood, err := db.Load(t.Context(), w.Debrief.ID)
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

// A page says what debriefs are called, and is made anew when that is chosen anew.
func TestAPageIsCalledAsChosen(t *testing.T) {
	db, dir := signedLibrary(t, demo.Debrief()), t.TempDir()
	publishTo(t, db, dir, report.RoleOnly)
	words, err := copy.New("en")
	if err != nil {
		t.Fatal(err)
	}
	o := formOptions(t, report.RoleOnly)
	o.T = words.Called("retrospective").T
	for n, written := range []int{1, 0} {
		if r, err := publishing(db, dir, o, words.T).Publish(t.Context()); err != nil || r.Written != written {
			t.Errorf("time %d: %+v, %v", n, r, err)
		}
	}
	said, err := os.ReadFile(pageOf(t, dir, "GitLab.com primary database removed; restore from a six-hour-old copy"))
	if err != nil || !strings.Contains(string(said), "A blameless retrospective") {
		t.Errorf("it is called as before, %v", err)
	}
}

// An address that was given in another edition goes when its words may not be told in this
// one, and nothing leads there any more.
func TestAnAddressTellsNoMoreThanItsPage(t *testing.T) {
	w := demo.Debrief()
	w.Debrief.Title, w.Debrief.Facilitator = "What Zanthia Quell saw", "Zanthia Quell"
	db, dir := signedLibrary(t, w), t.TempDir()
	publishTo(t, db, dir, report.Named)
	if !strings.Contains(strings.Join(pathsIn(t, dir), "\n"), "quell") {
		t.Fatal("the named edition has another address")
	}
	publishTo(t, db, dir, report.RoleOnly)
	for _, name := range pathsIn(t, dir) {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if low := strings.ToLower(name + "\n" + string(data)); err != nil || strings.Contains(low, "quell") {
			t.Errorf("%s tells the name, %v", name, err)
		}
	}
	if r := publishTo(t, db, dir, report.RoleOnly); r.Files != 0 || r.Same != 1 {
		t.Errorf("again: %+v", r)
	}
}

// The public edition names no host, nor does an address that was given in another one.
func TestAnAddressNamesNoHostThatItsPageHides(t *testing.T) {
	a := whole("a", "The pool of dbqx7.prod.example.com ran dry", "2026-10-01T09:00:00Z", "Zorblatt")
	b := whole("b", "Two regions wrote at once", "2026-03-04T09:00:00Z", "Quibnix")
	a.Debrief.Related = []debrief.Relation{{DebriefID: "b", Linked: true, At: before}}
	db, dir := signedLibrary(t, a, b), t.TempDir()
	publishTo(t, db, dir, report.RoleOnly)
	if !strings.Contains(strings.Join(pathsIn(t, dir), "\n"), "dbqx7") {
		t.Fatal("the role-only edition has another address")
	}
	publishTo(t, db, dir, report.Public)
	for _, f := range siteFiles(t, dir) {
		if strings.Contains(strings.ToLower(strings.Join(f.texts, "\n")), "dbqx7") {
			t.Errorf("%s names the host", f.form)
		}
	}
	if r := publishTo(t, db, dir, report.Public); r.Files != 0 || r.Same != 2 || len(besides(t, dir, b.Debrief.Title)) != 1 {
		t.Errorf("again: %+v", r)
	}
}

func pathsIn(t *testing.T, dir string) (out []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			out = append(out, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A page that was made when less was known is taken back when it may not be made again.
func TestWhatMayNotBeMadeAgainIsTakenBack(t *testing.T) {
	w := demo.Debrief()
	w.Debrief.Title = ""
	db, dir := signedLibrary(t, w), t.TempDir()
	publishTo(t, db, dir, report.RoleOnly)
	o := formOptions(t, report.RoleOnly)
	told := o.T
	o.T = func(key string, pairs ...string) string {
		if key == "report.untitled.date" && len(pairs) > 0 {
			return told(key, pairs...) + " Zanthia Quell"
		}
		return told(key, pairs...)
	}
	stood, err := db.Load(t.Context(), w.Debrief.ID)
	if err != nil {
		t.Fatal(err)
	}
	p := stood.Participants[0]
	p.Name, p.Email = "Zanthia Quell", "z@example.org"
	if err := db.Apply(t.Context(), debrief.Action{ID: debrief.NewID(), Name: "add", Put: []debrief.Record{&p}}); debrief.CodeOf(err) != debrief.CodeSigned {
		t.Fatalf("a name was changed after sign-off: %v", err)
	}
	a, err := signoff.Amend(stood.Debrief, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	a.ID = debrief.NewID()
	if err := db.Apply(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	if err := db.Apply(t.Context(), debrief.Action{ID: debrief.NewID(), Name: "add", Put: []debrief.Record{&p}}); err != nil {
		t.Fatal(err)
	}
	r, err := publishing(db, dir, o, told).Publish(t.Context())
	if err != nil || len(r.Refused) != 1 || debrief.CodeOf(r.Refused[0].Err) != debrief.CodeNameFound || r.Gone != 1 {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestAVersionHasNoReasonThatWasSaidAfterIt: two debriefs that are said to belong together
// lead to each other at once; why is said by the next version.
func TestAVersionHasNoReasonThatWasSaidAfterIt(t *testing.T) {
	a := whole("a", "Checkout timed out", "2026-10-01T09:00:00Z", "Zorblatt")
	b := whole("b", "Two regions wrote at once", "2026-03-04T09:00:00Z", "Quibnix")
	db, dir := signedLibrary(t, a, b), t.TempDir()
	publishTo(t, db, dir, report.RoleOnly)
	link(t, db, "a", "b", "both hid what the contract says", later)
	if r := publishTo(t, db, dir, report.RoleOnly); r.Written != 2 {
		t.Errorf("%+v", r)
	}
	for _, title := range []string{a.Debrief.Title, b.Debrief.Title} {
		page, err := os.ReadFile(pageOf(t, dir, title))
		if err != nil || len(besides(t, dir, title)) != 1 || strings.Contains(string(page), "contract") {
			t.Errorf("%s tells what was said later, or leads nowhere: %v, %v", title, besides(t, dir, title), err)
		}
	}
}

// TestSomebodyElseIsSearchedFor: where one person is listed in another's place, no fewer and
// no more often written, pages are searched for the names there are now.
func TestSomebodyElseIsSearchedFor(t *testing.T) {
	w := whole("a", "What Zorblatt saw", "2026-10-01T09:00:00Z", "Smith")
	db, dir := signedLibrary(t, w), t.TempDir()
	publishTo(t, db, dir, report.RoleOnly)
	here, err := db.Load(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	a, err := signoff.Amend(here.Debrief, published)
	if err != nil {
		t.Fatal(err)
	}
	a.ID = debrief.NewID()
	right := here.Participants[0]
	right.ID, right.Name, right.Rev = "b-p", "Zorblatt", 0
	wrong := debrief.Ref{Noun: debrief.NounParticipant, ID: "a-p", DebriefID: "a", Rev: here.Participants[0].Rev}
	for _, one := range []debrief.Action{a, {ID: debrief.NewID(), Name: "remove-participant", Put: []debrief.Record{&right}, Delete: []debrief.Ref{wrong}}} {
		if err := db.Apply(t.Context(), one); err != nil {
			t.Fatal(err)
		}
	}
	publishTo(t, db, dir, report.RoleOnly)
	for _, f := range siteFiles(t, dir) {
		if strings.Contains(strings.ToLower(strings.Join(f.texts, " ")), "zorblatt") {
			t.Errorf("%s names them still", f.form)
		}
	}
}
