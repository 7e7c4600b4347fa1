package export_test

import (
	"context"
	"fmt"
	"html"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"secondstory/backend/browser"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/demo/many"
	"secondstory/backend/report"
	"secondstory/backend/site/find"
	"secondstory/backend/sqlite"
)

// axe is what finds what people who hear, magnify or type their way cannot use.
const axe = "../../frontend/node_modules/axe-core/axe.min.js"

// walked is a site that is looked at in a browser, and what there is to find.
type walked struct {
	b    *browser.Browser
	dir  string
	root string // the site's address, with a slash at the end
	// text is what each debrief's page says, by the path of the page.
	text map[string]string
}

// siteSize is how many debriefs the site in the browser has: three pages of results and
// more than the first page lists.
const siteSize = 58

// readySite publishes a site with pages of every kind. To look at it, name a folder:
// SECONDSTORY_LOOK.
func readySite(t *testing.T) (dir string) {
	t.Helper()
	gone := demo.Debrief()
	gone.Debrief.ID = "gone"
	maker, all := many.New(9), []*debrief.Whole{demo.Debrief()}
	for i := range siteSize {
		all = append(all, maker.Debrief(i, siteSize))
	}
	for _, other := range all[1:3] { // the first of them will be gone
		all[0].Debrief.Related = append(all[0].Debrief.Related, debrief.Relation{DebriefID: other.Debrief.ID, Linked: true, Why: "Both waited for a replica", At: before})
	}
	db := signedLibrary(t, all...)
	if dir = os.Getenv("SECONDSTORY_LOOK"); dir == "" {
		dir = t.TempDir()
	}
	publishTo(t, db, dir, report.RoleOnly)
	takeDown(t, db, all[1].Debrief.ID)
	if r := publishTo(t, db, dir, report.RoleOnly); r.Gone != 1 {
		t.Fatalf("%+v", r)
	}
	return dir
}

// takeDown deletes a debrief that was published.
func takeDown(t *testing.T, db *sqlite.DB, id debrief.ID) {
	t.Helper()
	w, err := db.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	head := w.Debrief.Base
	if err := db.Apply(t.Context(), debrief.Action{ID: debrief.NewID(), Name: "delete-debrief", Delete: []debrief.Ref{{Noun: debrief.NounDebrief, ID: head.ID, DebriefID: head.ID, Rev: head.Rev}}}); err != nil {
		t.Fatal(err)
	}
}

func startBrowser(t testing.TB) *browser.Browser {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 8*time.Minute)
	b, err := browser.Start(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close(); cancel() })
	return b
}

// open goes to a page from an empty one: what the page before still asks for is not its.
func (s *walked) open(t testing.TB, path string) {
	t.Helper()
	for _, address := range []string{"about:blank", s.root + path} {
		if err := s.b.Open(address); err != nil {
			t.Fatalf("%s: %v", address, err)
		}
	}
	s.until(t, `document.readyState === "complete" && location.href !== "about:blank"`)
}

func (s *walked) run(t testing.TB, expression string, out any) {
	t.Helper()
	if err := s.b.Run(expression, out); err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
}

// until waits until an expression holds in the page.
func (s *walked) until(t testing.TB, expression string) {
	t.Helper()
	held := false
	err := s.b.Run(`new Promise((done) => { const end = performance.now() + 10000; const look = () => { const is = Boolean(`+expression+`)
		if (is || performance.now() > end) done(is); else setTimeout(look, 5) }; look() })`, &held)
	if err != nil && strings.Contains(err.Error(), "navigated") { // it was asked of the page before
		s.until(t, expression)
		return
	}
	if err != nil || !held {
		var said string
		s.run(t, `document.body.innerText.slice(0, 600)`, &said)
		t.Fatalf("it never holds: %s, %v\n%s", expression, err, said)
	}
}

// ask types a question into an empty field and returns how many debriefs are found.
func (s *walked) ask(t *testing.T, question string) int {
	t.Helper()
	s.run(t, `(() => { const q = document.querySelector("#q"); q.focus(); q.select(); document.querySelector("#found [role=status]").textContent = "waiting" })()`, nil)
	if err := s.b.Type(question); err != nil {
		t.Fatal(err)
	}
	s.until(t, `document.querySelector("#found [role=status]").textContent !== "waiting" && (document.querySelectorAll("#found li").length > 0 || /Nothing/.test(document.querySelector("#found [role=status]").textContent))`)
	var said string
	s.run(t, `document.querySelector("#found [role=status]").textContent`, &said)
	n := 0
	_, _ = fmt.Sscanf(said, "%d", &n)
	return n
}

func (s *walked) press(t *testing.T, key string, code int) {
	t.Helper()
	if err := s.b.Press(key, code); err != nil {
		t.Fatal(err)
	}
}

func (s *walked) at(t *testing.T) (at string) {
	t.Helper()
	s.run(t, `(() => { const e = document.activeElement; return e.id || e.value || e.textContent.trim() })()`, &at)
	return at
}

// quiet checks that nothing was asked for but files of the site, and nobody complained.
func (s *walked) quiet(t *testing.T, where string) {
	t.Helper()
	for _, address := range s.b.Asked() {
		if !strings.HasPrefix(address, s.root) && !strings.HasPrefix(address, "data:") {
			t.Errorf("%s asked for %s", where, address)
		}
	}
	if said := s.b.Said(); len(said) > 0 {
		t.Errorf("%s: the browser said %q", where, said)
	}
}

var (
	noText = regexp.MustCompile(`(?s)<(style|title|svg)\b.*?</(style|title|svg)>|<[^>]*>`)
	href   = regexp.MustCompile(`<a [^>]*?href="([^"]*)"`)
)

// texts reads what each debrief's page says.
func texts(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	pages, err := filepath.Glob(filepath.Join(dir, "debriefs", "*", "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range pages {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if name, _ := filepath.Rel(dir, path); !strings.Contains(string(data), "no longer published") {
			out[filepath.ToSlash(name)] = html.UnescapeString(noText.ReplaceAllString(string(data), " "))
		}
	}
	return out
}

// holding is how many pages have every term of a question.
func (s *walked) holding(question string) (n int) {
	for _, text := range s.text {
		there := map[string]bool{}
		for term := range find.Terms(text) {
			there[term] = true
		}
		all := true
		for term := range find.Terms(question) {
			all = all && there[term]
		}
		if all {
			n++
		}
	}
	return n
}

// TestTheSiteIsReadInABrowser walks a site as its readers do: from a server, and as a
// folder that is opened without one.
func TestTheSiteIsReadInABrowser(t *testing.T) {
	dir := readySite(t)
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	t.Cleanup(server.Close)
	b, said := startBrowser(t), texts(t, dir)
	if len(said) != siteSize {
		t.Fatalf("%d debriefs on the site", len(said))
	}
	for name, root := range map[string]string{"from a server": server.URL + "/", "from a folder": (&url.URL{Scheme: "file", Path: dir}).String() + "/"} {
		s := &walked{b: b, dir: dir, root: root, text: said}
		t.Run(name, func(t *testing.T) {
			if err := b.Show(1440, 900, false); err != nil {
				t.Fatal(err)
			}
			s.searches(t)
			s.goesOn(t)
			s.lists(t)
			s.besides(t)
			s.withoutScripts(t)
		})
	}
	t.Run("on paper", (&walked{b: b, dir: dir, root: server.URL + "/", text: said}).onPaper)
	t.Run("axe", (&walked{b: b, dir: dir, root: server.URL + "/", text: said}).everybody)
}

// searches asks for words, filters and days, and compares with what the pages say.
func (s *walked) searches(t *testing.T) {
	t.Helper()
	s.open(t, "index.html")
	for _, question := range []string{"replica ", "backups ", "connection pool ", "Database ", "zebra-nowhere "} {
		if got, want := s.ask(t, question), s.holding(question); got != want {
			t.Errorf("%q finds %d of %d", question, got, want)
		}
	}
	if s.ask(t, "replica ") == 0 || s.ask(t, "zebra-nowhere ") != 0 {
		t.Error("a question found nothing, or one without an answer something")
	}
	if whole, begun := s.ask(t, "replication "), s.ask(t, "replicati"); whole == 0 || begun < whole {
		t.Errorf("while it is typed a word finds %d, then %d", begun, whole)
	}
	for question, list := range map[string]string{"kind:near-miss": "kind/near-miss/index.html", "tag:dns": "tag/dns/index.html"} {
		data, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(list)))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := s.ask(t, question+" "), strings.Count(string(data), `<p class="what">`); got != want || got == 0 {
			t.Errorf("%s finds %d, its list has %d", question, got, want)
		}
	}
	later := 0
	for path := range s.text {
		if day := filepath.Base(filepath.Dir(path)); day >= "2021" {
			later++
		}
	}
	if got := s.ask(t, "after:2021 "); got != later {
		t.Errorf("after 2021 there are %d of %d", got, later)
	}
	s.run(t, `document.querySelector("[value=newest]").click()`, nil)
	s.until(t, `(() => { const d = [...document.querySelectorAll("#found .when")].map((e) => e.textContent); return d.length > 5 && d.every((x, i) => !i || d[i - 1] >= x) })()`)
	s.quiet(t, "searching")
}

// goesOn walks through results by keys alone.
func (s *walked) goesOn(t *testing.T) {
	t.Helper()
	s.open(t, "index.html")
	want := []string{"Skip to the debriefs", "main"}
	s.press(t, "Tab", 9)
	got := []string{s.at(t)}
	s.press(t, "Enter", 13)
	if got = append(got, s.at(t)); !slices.Equal(got, want) {
		t.Errorf("the first key leads to %q", got)
	}
	s.press(t, "Tab", 9)
	if at := s.at(t); at != "q" {
		t.Fatalf("then comes %q", at)
	}
	if err := s.b.Type("the "); err != nil {
		t.Fatal(err)
	}
	s.until(t, `document.querySelectorAll("#found li").length === 20 && !document.querySelector("#more").hidden`)
	for range 40 {
		if s.press(t, "Tab", 9); s.at(t) == "more" {
			break
		}
	}
	s.press(t, "Enter", 13)
	s.until(t, `document.querySelectorAll("#found li").length === 40`)
	s.until(t, `document.activeElement === document.querySelectorAll("#found li a")[20]`)
	var address string
	if s.run(t, `location.search`, &address); address != "?q=the+" {
		t.Errorf("the question is not in the address: %q", address)
	}
	s.press(t, "Enter", 13)
	s.until(t, `document.querySelector("h1") && location.pathname.includes("/debriefs/")`)
	s.open(t, "index.html?q=replica")
	s.until(t, `document.querySelectorAll("#found li").length > 0`)
	s.quiet(t, "walking")
}

// lists goes to a list of each kind and from there to a debrief, and back.
func (s *walked) lists(t *testing.T) {
	t.Helper()
	for _, by := range []string{"year", "kind", "factor", "tag"} {
		s.open(t, "index.html")
		var count int
		s.run(t, `(() => { const li = document.querySelector('.by a[href^="`+by+`/"]').closest("li"); return Number(li.querySelector(".mut").textContent) })()`, &count)
		s.follow(t, `.by a[href^="`+by+`/"]`, `location.pathname.includes("/`+by+`/") && document.querySelector("h1")`)
		s.until(t, fmt.Sprintf(`document.querySelectorAll(".list li").length === %d`, count))
		s.follow(t, ".what a", `location.pathname.includes("/debriefs/") && document.querySelector("main h2")`)
		s.follow(t, ".home a", `document.querySelector("#find")`)
		s.quiet(t, by)
	}
}

// besides goes from a debrief to the one it belongs with, and from there back.
func (s *walked) besides(t *testing.T) {
	t.Helper()
	at := s.sample(t)
	folder := strings.TrimSuffix(at, "index.html") // a server calls it by that
	s.open(t, at)
	const beside = `#about dd a[href^="../"]`
	s.until(t, `document.querySelectorAll('`+beside+`').length === 1`)
	s.follow(t, beside, `!location.pathname.includes("`+folder+`") && document.querySelector('`+beside+`')`)
	s.follow(t, beside, `location.pathname.includes("`+folder+`") && document.querySelector("main h2")`)
	s.quiet(t, "besides")
}

func (s *walked) follow(t *testing.T, link, until string) {
	t.Helper()
	s.run(t, `document.querySelector(`+"`"+link+"`"+`).click()`, nil)
	s.until(t, until)
}

// withoutScripts goes from page to page as a browser does that runs no script: the
// search is not there, and links lead to every debrief.
func (s *walked) withoutScripts(t *testing.T) {
	t.Helper()
	if err := s.b.Scripts(false); err != nil {
		t.Fatal(err)
	}
	s.open(t, "index.html")
	var hidden bool
	if s.run(t, `document.querySelector("#find").hidden && document.querySelectorAll("#all li").length > 50`, &hidden); !hidden {
		t.Error("without scripts there is a form that does nothing, or no list")
	}
	if err := s.b.Scripts(true); err != nil {
		t.Fatal(err)
	}
	reached, todo := map[string]bool{}, []string{"index.html"}
	for len(todo) > 0 {
		page := todo[0]
		todo = todo[1:]
		if reached[page] || !strings.HasSuffix(page, ".html") {
			continue
		}
		reached[page] = true
		data, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(page)))
		if err != nil {
			t.Fatalf("a link leads nowhere: %v", err)
		}
		for _, m := range href.FindAllStringSubmatch(string(data), -1) {
			if to, _, _ := strings.Cut(m[1], "#"); to != "" && !strings.Contains(to, "://") && !strings.HasPrefix(to, "mailto:") {
				todo = append(todo, filepath.ToSlash(filepath.Join(filepath.Dir(page), filepath.FromSlash(to))))
			}
		}
	}
	for path := range s.text {
		if !reached[path] {
			t.Errorf("no link leads to %s", path)
		}
	}
}

// onPaper: a list is printed without what only a screen can do, and leaves out nothing.
func (s *walked) onPaper(t *testing.T) {
	s.open(t, "index.html")
	set, err := s.b.Print()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "page.pdf")
	if err := os.WriteFile(path, set, 0o600); err != nil {
		t.Fatal(err)
	}
	said, err := exec.Command("pdftotext", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	if text := string(said); strings.Contains(text, "Search") || !strings.Contains(text, "By year") || !strings.Contains(text, "Newest") {
		t.Errorf("on paper it says %.400s", text)
	}
}

// everybody: axe-core finds nothing on a page of any kind, on a small and a large
// screen, in light and in dark, and nothing is wider than the window.
func (s *walked) everybody(t *testing.T) {
	source, err := os.ReadFile(axe)
	if err != nil {
		t.Fatalf("npm ci in frontend/ installs it: %v", err)
	}
	pages := []string{"index.html", "index.html?q=the", "index.html?q=zebra-nowhere", "year/2017/index.html", "tag/dns/index.html", s.tombstone(t), s.sample(t)}
	for n, path := range pages {
		for i, width := range []int{390, 1440} {
			dark := n%2 == i // light and dark change places
			if err := s.b.Show(width, 900, dark); err != nil {
				t.Fatal(err)
			}
			s.open(t, path)
			if strings.Contains(path, "?q=") {
				s.until(t, `document.querySelector("#found [role=status]").textContent`)
			}
			s.audit(t, fmt.Sprintf("%s at %d, dark %v", path, width, dark), string(source))
			s.keep(t, fmt.Sprintf("%s-%d-%v", strings.NewReplacer("/", "-", "?", "-").Replace(path), width, dark))
		}
	}
}

func (s *walked) audit(t *testing.T, what, axe string) {
	t.Helper()
	s.run(t, axe, nil)
	var found []string
	s.run(t, `axe.run().then(({ violations, passes }) => passes.length < 10 ? ["axe did not run"] :
			violations.map((v) => v.id + ": " + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")))`, &found)
	var wide []string
	s.run(t, `[...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".wide") && !e.closest(".hid"))
		.map((e) => "wider than the window: " + e.outerHTML.slice(0, 120)).slice(0, 5)`, &wide)
	for _, f := range append(found, wide...) {
		t.Errorf("%s: %s", what, f)
	}
}

// keep leaves a picture of the page, and one of how it is printed, where somebody looks.
func (s *walked) keep(t *testing.T, name string) {
	t.Helper()
	dir := os.Getenv("SECONDSTORY_LOOK")
	if dir == "" {
		return
	}
	for ending, take := range map[string]func() ([]byte, error){".png": func() ([]byte, error) { return s.b.Picture(false) }, ".pdf": s.b.Print} {
		data, err := take()
		if err == nil {
			err = os.WriteFile(filepath.Join(dir+"-pictures", name+ending), data, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// tombstone is the page of a debrief that was taken back, sample the one of the sample.
func (s *walked) tombstone(t *testing.T) (path string) {
	t.Helper()
	return s.page(t, func(page string) bool { return strings.Contains(page, "no longer published") })
}

func (s *walked) sample(t *testing.T) string {
	t.Helper()
	return s.page(t, func(page string) bool { return strings.Contains(page, "GitLab.com") && strings.Contains(page, "<svg") })
}

func (s *walked) page(t *testing.T, is func(string) bool) (path string) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join(s.dir, "debriefs"), func(at string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() != "index.html" {
			return err
		}
		data, err := os.ReadFile(at) //nolint:gosec // a test's folder
		if is(string(data)) {
			at, _ = filepath.Rel(s.dir, at)
			path = filepath.ToSlash(at)
		}
		return err
	})
	if err != nil || path == "" {
		t.Fatalf("there is no such page: %v", err)
	}
	return path
}
