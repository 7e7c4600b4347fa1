package command_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondstory/backend/command"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/library"
	"secondstory/backend/signoff"
	"secondstory/backend/site"
	"secondstory/backend/sqlite"
)

// signedDemo is a library with a debrief that was signed off, named in its folder.
func signedDemo(t *testing.T) (named string) {
	t.Helper()
	named = filepath.Join(t.TempDir(), "library.db")
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: named, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	w := demo.Debrief()
	w.Debrief.Sample, w.Debrief.State, w.Debrief.Facilitator = false, debrief.StateReadBack, "Zanthia Quell"
	for _, act := range []func() (debrief.Action, error){
		func() (debrief.Action, error) { return debrief.Action{Name: "add", Put: w.Records()}, nil },
		func() (debrief.Action, error) {
			w, err := db.Load(t.Context(), w.Debrief.ID)
			if err != nil {
				return debrief.Action{}, err
			}
			a, _, err := signoff.Sign(w, signoff.Options{At: time.Date(2026, 11, 10, 9, 0, 0, 0, time.UTC), By: "Us"})
			return a, err
		},
	} {
		a, err := act()
		a.ID = debrief.NewID()
		if err == nil {
			err = db.Apply(t.Context(), a)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return named
}

func siteText(t *testing.T, dir, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestWhatIsChosenForASiteIsRemembered(t *testing.T) {
	named, dir := signedDemo(t), filepath.Join(t.TempDir(), "site")
	plan := secondstory(t, "publish", dir, "--dry-run", "--library", named)
	if _, err := os.Stat(dir); plan.code != command.Success || !strings.Contains(plan.out, "new: GitLab.com") || err == nil {
		t.Fatalf("plan: %+v, %v", plan, err)
	}
	if r := secondstory(t, "publish", dir, "--library", named, "--title", "Our stories", "--by", "Storage team", "--base", "https://learn.example/a", "--edition", "public"); r.code != command.Success || !strings.Contains(r.out, "1 written") {
		t.Fatalf("%+v", r)
	}
	before := siteText(t, dir, "feed.xml")
	for _, part := range []string{"<title>Our stories</title>", "<name>Storage team</name>", "https://learn.example/a/debriefs/"} {
		if !strings.Contains(before, part) {
			t.Errorf("no %s in %s", part, before)
		}
	}
	if r := secondstory(t, "publish", "--library", mustDemo(t), t.TempDir()); r.code != command.Success || !strings.Contains(r.out, "Nothing is signed off yet") {
		t.Errorf("of a library with nothing to publish: %+v", r)
	}
	if r := secondstory(t, "publish", "--library", named, dir); r.code != command.Success || !strings.Contains(r.out, "0 written, 1 as before") || siteText(t, dir, "feed.xml") != before {
		t.Errorf("again: %+v", r)
	}
	if r := secondstory(t, "publish", dir, "--dry-run", "--edition", "role-only", "--library", named); !strings.Contains(r.out, "changed: GitLab.com") {
		t.Errorf("another edition: %+v", r)
	}
	// Somebody else who publishes there calls it the same.
	if r := secondstory(t, "publish", dir, "--library", signedDemo(t)); r.code != command.Success || !strings.Contains(siteText(t, dir, "index.html"), "<h1>Our stories</h1>") {
		t.Errorf("another: %+v", r)
	}
}

// TestAFolderIsTheSameByEveryPath: by a link it has the edition that was chosen for it.
func TestAFolderIsTheSameByEveryPath(t *testing.T) {
	named, dir := signedDemo(t), filepath.Join(t.TempDir(), "site")
	if r := secondstory(t, "publish", dir, "--library", named, "--edition", "public"); r.code != command.Success {
		t.Fatalf("%+v", r)
	}
	other := filepath.Join(t.TempDir(), "www")
	if err := os.Symlink(dir, other); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{other, filepath.Dir(dir) + "/./site/"} {
		if r := secondstory(t, "publish", path, "--library", named); r.code != command.Success || !strings.Contains(r.out, "0 written, 1 as before") {
			t.Errorf("%s: %+v", path, r)
		}
	}
}

func TestBesideAWindowItPublishesAndSaysWhatItCannotRemember(t *testing.T) {
	named, dir := signedDemo(t), t.TempDir()
	db, _, err := library.Keeper{Path: named, Now: time.Now, Sample: demo.Debrief}.OpenBare()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if r := secondstory(t, "publish", dir, "--title", "Ours", "--library", named); r.code != command.Success || !strings.Contains(r.out, "1 written") || !strings.Contains(r.err, "not remembered") {
		t.Errorf("%+v", r)
	}
}

func TestAFolderIsNotPublishedIntoThatMustNotBe(t *testing.T) {
	named := signedDemo(t)
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	backups := filepath.Join(t.TempDir(), "team", "backups")
	if err := os.MkdirAll(backups, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := (library.Keeper{Path: named, Now: time.Now}).ChoosePlace(backups); err != nil {
		t.Fatal(err)
	}
	for dir, why := range map[string]string{
		filepath.Dir(backups): "apart", filepath.Dir(named): "apart", filepath.Dir(filepath.Dir(named)): "apart", file: "could not be written",
	} {
		if r := secondstory(t, "publish", dir, "--library", named); r.code != command.Failure || !strings.Contains(r.err, why) {
			t.Errorf("%s: %+v", dir, r)
		}
	}
	for _, args := range [][]string{{"--base", "ftp://x"}, {"--edition", "secret"}, {"other"}} {
		if r := secondstory(t, append([]string{"publish", t.TempDir(), "--library", named}, args...)...); r.code != command.Failure || r.err == "" || strings.Contains(r.err, "{") {
			t.Errorf("%q: %+v", args, r)
		}
	}
	if all, _ := filepath.Glob(filepath.Join(filepath.Dir(named), "*.html")); len(all) > 0 {
		t.Errorf("%v stands beside the library", all)
	}
}

// A debrief that may not be published is told by its title and place, and the others are
// published: somebody's own name as publisher is a name like any other.
func TestAPublishersNameIsSearchedFor(t *testing.T) {
	named, dir := signedDemo(t), t.TempDir()
	r := secondstory(t, "publish", dir, "--by", "Zanthia Quell", "--library", named)
	if r.code != command.Flagged || !strings.Contains(r.err, "GitLab.com") || !strings.Contains(r.err, "who publishes") || !strings.Contains(r.out, "1 not published") {
		t.Errorf("%+v", r)
	}
	if all, _ := filepath.Glob(filepath.Join(dir, "debriefs", "*")); len(all) > 0 {
		t.Errorf("%v was written", all)
	}
}

// What was refused is told the next time as it is remembered, also where that cannot be
// kept: of that nothing is said.
func TestARefusalIsRemembered(t *testing.T) {
	named, dir := signedDemo(t), t.TempDir()
	publish := func() {
		t.Helper()
		if r := secondstory(t, "publish", dir, "--by", "Zanthia Quell", "--library", named); r.code != command.Flagged || !strings.Contains(r.err, "who publishes") || strings.Contains(r.err, "not remembered") {
			t.Errorf("%+v", r)
		}
	}
	remembered := func() string {
		t.Helper()
		db, err := sqlite.Open(t.Context(), sqlite.Options{Path: named, Now: time.Now})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		settings, err := db.Settings(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return settings[site.Setting]
	}
	publish()
	first := remembered()
	if !strings.Contains(first, `"places":"who publishes"`) {
		t.Errorf("%s", first)
	}
	if publish(); remembered() != first {
		t.Errorf("it was kept anew: %s", remembered())
	}
	forgetRefusals(t, named)
	db, _, err := library.Keeper{Path: named, Now: time.Now, Sample: demo.Debrief}.OpenBare()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	publish()
}

func forgetRefusals(t *testing.T, named string) {
	t.Helper()
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: named, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	settings, err := db.Settings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c := site.Choices(settings[site.Setting])[0]
	c.Refused = nil
	kept, err := site.Keep(settings[site.Setting], c)
	if err == nil {
		err = db.SaveSetting(t.Context(), site.Setting, kept)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// What is taken back leaves no trace where that was chosen, now and the next time.
func TestWhatIsTakenBackLeavesNoTrace(t *testing.T) {
	named, dir := signedDemo(t), t.TempDir()
	folders := func() (names []string) {
		t.Helper()
		names, err := filepath.Glob(filepath.Join(dir, "debriefs", "*"))
		if err != nil {
			t.Fatal(err)
		}
		return names
	}
	if secondstory(t, "publish", dir, "--library", named); len(folders()) != 1 {
		t.Fatalf("%q", folders())
	}
	// Whoever publishes is called by a name that no page may carry: all of them are taken back.
	if secondstory(t, "publish", dir, "--by", "Zanthia Quell", "--library", named); len(folders()) != 1 {
		t.Errorf("without a word it is %q", folders())
	}
	if r := secondstory(t, "publish", dir, "--no-trace", "--library", named); r.code != command.Flagged || len(folders()) != 0 {
		t.Errorf("%q, %+v", folders(), r)
	}
	secondstory(t, "publish", dir, "--by", "Us", "--library", named)
	if secondstory(t, "publish", dir, "--by", "Zanthia Quell", "--library", named); len(folders()) != 0 {
		t.Errorf("it is not remembered: %q", folders())
	}
}
