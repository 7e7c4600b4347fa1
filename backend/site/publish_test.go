package site

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
)

var today = time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)

// story is a debrief to publish, for tests.
type story struct{ key, mark, title, day, text string }

func (s story) debrief(made *int) Debrief {
	return Debrief{Key: s.key, Mark: s.mark, Make: func(At) (*Page, error) {
		if made != nil {
			*made++
		}
		return &Page{
			Card: Card{
				Title: s.title, Day: s.day, Lead: "What happened to " + s.title, Kind: Label{Slug: "near-miss", Name: "Near miss"},
				Tags: []Label{{Slug: "dns", Name: "DNS"}}, Factors: []Label{{Slug: "signals", Name: "Signals"}}, Line: "Role-only edition",
			},
			HTML: []byte("<!doctype html><title>x</title><style>hiddenword</style><h1>" + s.title + "</h1><p>" + s.text + "</p>"),
		}, nil
	}}
}

func options(t testing.TB, dir, publisher string) Options {
	t.Helper()
	c, err := copy.New("en")
	if err != nil {
		t.Fatal(err)
	}
	return Options{Dir: dir, Publisher: publisher, Title: "What we learned", Base: "https://learn.example/", Now: today, T: c.T}
}

func publish(t testing.TB, dir, publisher string, stories ...story) *Result {
	t.Helper()
	var all []Debrief
	for _, s := range stories {
		all = append(all, s.debrief(nil))
	}
	r, err := Publish(context.Background(), options(t, dir, publisher), all)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// in is the folder of a debrief, below the site's.
func in(publisher string, s story) string {
	return "debriefs/" + Slug(s.day+" "+s.title) + "-" + uuid(publisher, s.key)[:digits]
}

// files reads every file of a folder by its path in it.
func files(t testing.TB, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path) //nolint:gosec // a test's folder
		name, _ := filepath.Rel(dir, path)
		out[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var (
	pool  = story{"k1", "m1", "The pool ran dry", "2026-02-03", "connections waited behind a rebuild"}
	alarm = story{"k2", "m1", "An alarm nobody heard", "2025-11-30", "the mailbox was full"}
)

func TestASiteTellsItsDebriefs(t *testing.T) {
	dir := t.TempDir()
	r := publish(t, dir, "ana", pool, alarm)
	if r.Written != 2 || r.Same != 0 || r.Gone != 0 {
		t.Errorf("%+v", r)
	}
	all := files(t, dir)
	for _, name := range []string{
		"index.html", "site.css", "find.js", "feed.xml", "find/publishers.js", "find/ana/index.js",
		in("ana", pool) + "/index.html", "year/2025/index.html", "year/2026/index.html", "kind/near-miss/index.html", "tag/dns/index.html", "factor/signals/index.html",
	} {
		if all[name] == "" {
			t.Errorf("there is no %s", name)
		}
	}
	home := all["index.html"]
	if a, b := strings.Index(home, "The pool ran dry"), strings.Index(home, "An alarm nobody heard"); a < 0 || b < a {
		t.Errorf("newest first: %d, %d", a, b)
	}
	if strings.Contains(all["year/2025/index.html"], "The pool") {
		t.Error("a year lists another's debrief")
	}
}

var link = regexp.MustCompile(`(?:href|src)="([^"#]*)"`)

func TestEveryLinkLeadsSomewhere(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, "ana", pool, alarm)
	n := 0
	for name, data := range files(t, dir) {
		if !strings.HasSuffix(name, ".html") || strings.HasPrefix(name, "debriefs/") {
			continue
		}
		for _, m := range link.FindAllStringSubmatch(data, -1) {
			if strings.Contains(m[1], "://") {
				t.Errorf("%s leads out: %s", name, m[1])
			}
			to := filepath.Join(dir, filepath.Dir(name), m[1])
			if info, err := os.Stat(to); err != nil {
				t.Errorf("%s leads nowhere: %s", name, m[1])
			} else if info.IsDir() {
				if _, err := os.Stat(filepath.Join(to, "index.html")); err != nil {
					t.Errorf("%s leads to a folder without a page: %s", name, m[1])
				}
			}
			n++
		}
	}
	if n < 20 {
		t.Errorf("%d links", n)
	}
}

func TestOnlyWhatChangedIsWritten(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, "ana", pool, alarm)
	before := files(t, dir)
	if r := publish(t, dir, "ana", pool, alarm); r.Files != 0 || r.Same != 2 {
		t.Errorf("nothing changed: %+v", r)
	}
	made := 0
	changed := alarm
	changed.mark, changed.text = "m2", "the mailbox was read by nobody"
	if _, err := Publish(context.Background(), options(t, dir, "ana"), []Debrief{pool.debrief(&made), changed.debrief(&made)}); err != nil || made != 1 {
		t.Errorf("%d made: %v", made, err)
	}
	after := files(t, dir)
	if name := in("ana", pool) + "/index.html"; after[name] != before[name] {
		t.Error("what did not change was written")
	}
	if name := in("ana", alarm) + "/index.html"; !strings.Contains(after[name], "read by nobody") {
		t.Error("what changed was not")
	}
}

func TestATitleThatChangesKeepsItsAddress(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, "ana", pool)
	renamed := pool
	renamed.mark, renamed.title = "m2", "Another title"
	publish(t, dir, "ana", renamed)
	if all := files(t, dir); !strings.Contains(all[in("ana", pool)+"/index.html"], "Another title") || !strings.Contains(all["index.html"], "Another title") {
		t.Error("the address went with the title")
	}
}

func TestWhatIsTakenBackLeavesAPageAndNoWord(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, "ana", pool, alarm)
	if r := publish(t, dir, "ana", pool); r.Gone != 1 {
		t.Errorf("%+v", r)
	}
	all := files(t, dir)
	if !strings.Contains(all[in("ana", alarm)+"/index.html"], "no longer published") {
		t.Error("there is no page where it was")
	}
	for name, data := range all {
		if low := strings.ToLower(data); strings.Contains(low, "mailbox") || strings.Contains(low, "an alarm") {
			t.Errorf("%s still tells it", name)
		}
	}
	if all["year/2025/index.html"] != "" {
		t.Error("a list of nothing stays")
	}
	if r := publish(t, dir, "ana", pool); r.Files != 0 {
		t.Errorf("again: %+v", r)
	}
	if publish(t, dir, "ana", pool, alarm); !strings.Contains(files(t, dir)["index.html"], "An alarm") {
		t.Error("it cannot be published again")
	}
}

// Whoever copies a folder of the site, or merges two copies of it, has a debrief told
// twice: what is taken back later is taken back in both places.
func TestADebriefIsToldOnce(t *testing.T) {
	for _, last := range [][]story{{pool, alarm}, {pool}} {
		dir := t.TempDir()
		publish(t, dir, "ana", pool, alarm)
		copied := filepath.Join(dir, in("ana", alarm)+"-copy")
		if err := os.CopyFS(copied, os.DirFS(filepath.Join(dir, in("ana", alarm)))); err != nil {
			t.Fatal(err)
		}
		publish(t, dir, "ana", last...)
		told := []string{}
		for name, data := range files(t, dir) {
			if strings.HasPrefix(name, "debriefs/") && strings.Contains(data, "mailbox") {
				told = append(told, name)
			}
		}
		if want := len(last) - 1; len(told) != want || want == 1 && told[0] != in("ana", alarm)+"/index.html" {
			t.Errorf("%d published, told in %q", len(last), told)
		}
		if n := strings.Count(files(t, dir)["index.html"], "An alarm nobody heard</a>"); n != len(last)-1 {
			t.Errorf("%d published, listed %d times", len(last), n)
		}
		if r := publish(t, dir, "ana", last...); r.Files != 0 {
			t.Errorf("again: %+v", r)
		}
	}
}

// Words that a page tells no longer, because somebody took them back or a name was in
// them, are in no file of the site, also where the one before was cut short.
func TestNoWordStaysThatAPageTellsNoLonger(t *testing.T) {
	for _, cut := range []string{"never", "before the index", "before the index, and another came"} {
		dir, all := t.TempDir(), []story{}
		for i := range 30 {
			all = append(all, story{"k" + strconv.Itoa(i), "m1", "Story " + strconv.Itoa(i), "2026-02-03", "shared words"})
		}
		all[7].text = "shared words and zanzibar"
		publish(t, dir, "ana", all...)
		all[7].mark, all[7].text = "m2", "shared words and no more"
		if cut != "never" {
			cutShort(t, dir, all[7])
		}
		if strings.HasSuffix(cut, "another came") {
			all[7].mark, all[7].text = "m3", "shared words and no more of them"
		}
		publish(t, dir, "ana", all...)
		for name, data := range files(t, dir) {
			if strings.Contains(data, "zanzibar") {
				t.Errorf("cut short %s: %s still has it", cut, name)
			}
		}
		segment := segmentOf(t, dir)
		all[8].mark, all[8].text = "m2", "shared words and others besides"
		if publish(t, dir, "ana", all...); segmentOf(t, dir) != segment {
			t.Error("what only says more writes the oldest part of the index again")
		}
	}
}

// cutShort writes a page as a publisher does that is killed before it writes the index.
func cutShort(t *testing.T, dir string, s story) {
	t.Helper()
	p, err := begin(options(t, dir, "ana"))
	if err != nil {
		t.Fatal(err)
	}
	defer p.leave()
	d := s.debrief(nil)
	page, err := d.Make(nil)
	if err == nil {
		err = p.hold()
	}
	if err == nil {
		err = p.publish(&d, making{page: page})
	}
	if err != nil {
		t.Fatal(err)
	}
}

// segmentOf is the name of the index's oldest part.
func segmentOf(t *testing.T, dir string) string {
	t.Helper()
	return indexOf(t, dir).Segments[0].ID
}

func TestTwoPublishIntoOneFolder(t *testing.T) {
	dir := t.TempDir()
	same := pool
	same.key = "other"
	publish(t, dir, "ana", pool)
	publish(t, dir, "ben", same, alarm)
	publish(t, dir, "ana", pool)
	all := files(t, dir)
	if all[in("ben", same)+"/index.html"] == "" || strings.Count(all["index.html"], ">The pool ran dry</a>") != 2 || all["find/publishers.js"] != "told([\"ana\",\"ben\"])\n" {
		t.Errorf("publishers %s", all["find/publishers.js"])
	}
	publish(t, dir, "ana")
	if all = files(t, dir); strings.Count(all["index.html"], ">The pool ran dry</a>") != 1 || !strings.Contains(all["index.html"], "An alarm") {
		t.Error("one took back what the other published")
	}
}

func TestFilesOfOthersStay(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"notes.txt", "debriefs/theirs/index.html", "tag/old/index.html", "find/readme.txt"} {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o750), os.WriteFile(path, []byte("theirs"), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	publish(t, dir, "ana", pool)
	publish(t, dir, "ana")
	for _, name := range []string{"notes.txt", "debriefs/theirs/index.html", "tag/old/index.html", "find/readme.txt"} {
		if files(t, dir)[name] != "theirs" {
			t.Errorf("%s is gone", name)
		}
	}
}

func TestAFolderOfSomebodyElseIsRefused(t *testing.T) {
	for _, name := range top {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, name), []byte("theirs"), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Publish(context.Background(), options(t, dir, "ana"), []Debrief{pool.debrief(nil)})
		if debrief.CodeOf(err) != debrief.CodeSiteForeign || len(files(t, dir)) != 1 {
			t.Errorf("%s: %v, %d files", name, err, len(files(t, dir)))
		}
	}
}

func TestARefusedDebriefGoesAndKeepsNobody(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, "ana", pool, alarm)
	bad := Debrief{Key: alarm.key, Mark: "m2", Make: func(At) (*Page, error) { return nil, debrief.Errorf(debrief.CodeNameFound, "places", "title") }}
	next := pool
	next.mark, next.text = "m2", "newer words"
	r, err := Publish(context.Background(), options(t, dir, "ana"), []Debrief{bad, next.debrief(nil)})
	if err != nil || r.Written != 1 || r.Gone != 1 || len(r.Refused) != 1 || debrief.CodeOf(r.Refused[0].Err) != debrief.CodeNameFound {
		t.Fatalf("%+v, %v", r, err)
	}
	if all := files(t, dir); strings.Contains(all["index.html"], "An alarm") || !strings.Contains(all["index.html"], "The pool") {
		t.Error("what may not be published is told, or another is not")
	}
}

// A publisher that is cut short at any file goes on the next time and ends where one
// that was not does.
func TestCutShortItGoesOn(t *testing.T) {
	whole := t.TempDir()
	publish(t, whole, "ana", pool, alarm)
	want := files(t, whole)
	names := []string{}
	for name := range want {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		for _, how := range []string{"missing", "short"} {
			dir := t.TempDir()
			publish(t, dir, "ana", pool, alarm)
			path := filepath.Join(dir, name)
			err := os.Remove(path)
			if how == "short" && !slices.Contains(top, name) {
				err = os.WriteFile(path, []byte(want[name][:len(want[name])/2]), 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
			publish(t, dir, "ana", pool, alarm)
			if got := files(t, dir); how == "missing" && len(got) < len(want) || got["index.html"] != want["index.html"] {
				t.Errorf("%s was %s: %d files of %d", name, how, len(got), len(want))
			}
		}
	}
}

func TestAPublisherIsNoPath(t *testing.T) {
	for _, name := range []string{"", "..", "a/b", "A", "."} {
		if _, err := Publish(context.Background(), options(t, t.TempDir(), name), nil); debrief.CodeOf(err) != debrief.CodeInvalid {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestCancelledItStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	o := options(t, t.TempDir(), "ana")
	o.Progress = func(int, int) { cancel() }
	if _, err := Publish(ctx, o, []Debrief{pool.debrief(nil), alarm.debrief(nil)}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestTextOf(t *testing.T) {
	for page, want := range map[string]string{
		"": "", "words": "words", "<p>a</p><p>b": " a  b", "<style>x{}</style>a": " a", "<svg viewBox=\"0\"><title>t</title><text>x</text></svg>b": " b",
		"a &amp; b&lt;c": "a & b<c", "a<": "a ", "a<p": "a ", "<title>t</title><h1 id=\"x\">One</h1>": "  One ",
	} {
		if got := textOf(page); got != want {
			t.Errorf("%q says %q, want %q", page, got, want)
		}
	}
}

func TestSlug(t *testing.T) {
	for text, want := range map[string]string{
		"2026-02-03 The pool ran dry": "2026-02-03-the-pool-ran-dry", "Ünïcode & co.": "unicode-co", "": "", "DNS": "dns",
		strings.Repeat("word ", 40): strings.Repeat("word-", 11) + "word", "数据库": "2f4e1d5c",
	} {
		if got := Slug(text); got != want && text != "数据库" || text == "数据库" && len(got) != 8 {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// A tag's address is its own, and as it was where it says all of the tag.
func TestTagSlug(t *testing.T) {
	taken := map[string]string{}
	for _, tag := range []string{"c", "c++", "c#", "数据库", "网络", "数据库 v2", "网络 v2", "БД prod", "prod", strings.Repeat("word ", 40), strings.Repeat("word ", 41)} {
		slug := TagSlug(tag)
		if was, is := taken[slug]; is || !isName(slug) {
			t.Errorf("%q is at %q, as is %q", tag, slug, was)
		}
		taken[slug] = tag
	}
	for tag, want := range map[string]string{"DNS": "dns", "load balancer": "load-balancer", "load_balancer": "load-balancer", "v1.2": "v1-2", "Café": "cafe", "con": "con-1", "": "", "БД": TagSlug("бд")} {
		if got := TagSlug(tag); got != want {
			t.Errorf("%q: %q, want %q", tag, got, want)
		}
	}
}

// BenchmarkPublish prints how long 10,000 debriefs take, and one that changed, without
// the time it takes to set their pages.
func BenchmarkPublish(b *testing.B) {
	filler := strings.Repeat("some words that stand on every page of it. ", 600)
	var all []Debrief
	for i := range 10_000 {
		s := story{fmt.Sprintf("k%05d", i), "m1", fmt.Sprintf("Debrief %d", i), fmt.Sprintf("20%02d-%02d-%02d", 10+i%17, 1+i%12, 1+i%28), filler + fmt.Sprintf(" own%d", i)}
		all = append(all, s.debrief(nil))
	}
	for b.Loop() {
		dir := b.TempDir()
		start := time.Now()
		if _, err := Publish(context.Background(), options(b, dir, "ana"), all); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(time.Since(start).Seconds(), "s-all")
		next := story{"k05000", "m2", "Debrief 5000", "2026-01-01", "another"}
		all[5000] = next.debrief(nil)
		start = time.Now()
		r, err := Publish(context.Background(), options(b, dir, "ana"), all)
		if err != nil || r.Written != 1 {
			b.Fatal(r, err)
		}
		b.ReportMetric(time.Since(start).Seconds(), "s-one")
		var first int
		for _, name := range []string{"index.html", "site.css", "find.js", "find/publishers.js", "find/ana/index.js"} {
			data, _ := os.ReadFile(filepath.Join(dir, name)) //nolint:gosec // a test's folder
			first += len(data)
		}
		b.ReportMetric(float64(first)/1e3, "kB-first")
	}
}
