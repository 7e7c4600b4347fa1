package site

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/file"
)

// The environment variables that make the test binary a process that publishes.
const (
	folderEnv    = "SECONDSTORY_TEST_SITE"
	publisherEnv = "SECONDSTORY_TEST_PUBLISHER"
)

// manyStories are those of a publisher.
func manyStories(publisher string, n int) (out []story) {
	for i := range n {
		out = append(out, story{fmt.Sprintf("%s%d", publisher, i), "m1", fmt.Sprintf("Story %d of %s", i, publisher), fmt.Sprintf("2026-01-%02d", 1+i%28), strings.Repeat("words of "+publisher+" ", 2000)})
	}
	return out
}

const perPublisher = 40

// TestPublishesAsAnother is the process that publishes; without its folder it is nothing.
func TestPublishesAsAnother(t *testing.T) {
	dir, publisher := os.Getenv(folderEnv), os.Getenv(publisherEnv)
	if dir == "" {
		return
	}
	var all []Debrief
	for _, s := range manyStories(publisher, perPublisher) {
		all = append(all, s.debrief(nil))
	}
	if _, err := Publish(context.Background(), options(t, dir, publisher), all); err != nil {
		t.Fatal(err)
	}
}

func another(dir, publisher string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], "-test.run", "^TestPublishesAsAnother$") //nolint:gosec // this test itself
	cmd.Env = append(os.Environ(), folderEnv+"="+dir, publisherEnv+"="+publisher)
	return cmd
}

// Processes that publish into one folder at once leave a site that tells all of it, in
// every list, without a lock between them.
func TestGateSeveralPublishAtOnce(t *testing.T) {
	publishers, rounds := []string{"ana", "ben", "eve"}, 4
	for range rounds {
		dir := t.TempDir()
		var running []*exec.Cmd
		for _, p := range publishers {
			cmd := another(dir, p)
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			running = append(running, cmd)
		}
		for i, cmd := range running {
			if err := cmd.Wait(); err != nil {
				t.Fatalf("%s: %v", publishers[i], err)
			}
		}
		all := files(t, dir)
		for _, name := range []string{"year/2026/index.html", "kind/near-miss/index.html", "tag/dns/index.html"} {
			if n := strings.Count(all[name], `<p class="what">`); n != len(publishers)*perPublisher {
				t.Errorf("%s lists %d of %d", name, n, len(publishers)*perPublisher)
			}
		}
		if all["find/publishers.js"] != "told([\"ana\",\"ben\",\"eve\"])\n" || checkAtom([]byte(all["feed.xml"])) != nil {
			t.Errorf("%s", all["find/publishers.js"])
		}
		publish(t, dir, "ana", manyStories("ana", perPublisher)...)
		if after := files(t, dir); !maps.Equal(after, all) {
			t.Error("something was left to do")
		}
	}
	t.Logf("gate: site: %d processes at once, %d times: every list whole, nothing left to do", len(publishers), rounds)
}

// One library publishes once at a time; its lock goes with its process.
func TestALibraryPublishesOnceAtATime(t *testing.T) {
	o := options(t, t.TempDir(), "ana")
	o.Lock = filepath.Join(t.TempDir(), "library.db"+LockEnding)
	lock, err := file.Lock(o.Lock)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Publish(context.Background(), o, nil); debrief.CodeOf(err) != debrief.CodeSiteBusy || len(files(t, o.Dir)) > 0 {
		t.Errorf("while it does: %v", err)
	}
	if err := lock.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Publish(context.Background(), o, nil); err != nil {
		t.Error(err)
	}
}

// when are the times in a site, which differ from one publishing to the next.
var when = regexp.MustCompile(`20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ`)

// timeless is a site without what differs each time it is made.
func timeless(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := files(t, dir)
	for name, data := range out {
		out[name] = when.ReplaceAllString(data, "then")
	}
	feed := strings.Split(out[feedFile], "\n") // in the order of the times
	slices.Sort(feed)
	out[feedFile] = strings.Join(feed, "\n")
	return out
}

// A publisher that is killed at any moment goes on the next time, and ends where one
// that was not ends, with no file too many.
func TestGateAKilledPublisherGoesOn(t *testing.T) {
	whole := t.TempDir()
	start := time.Now()
	if err := another(whole, "ana").Run(); err != nil {
		t.Fatal(err)
	}
	took, want := time.Since(start), timeless(t, whole)
	random, cut := rand.New(rand.NewPCG(4, 2)), 0 //nolint:gosec // any moments
	const kills = 25
	for range kills {
		dir := t.TempDir()
		cmd := another(dir, "ana")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		late := time.AfterFunc(time.Duration(random.Int64N(int64(took))), func() { _ = cmd.Process.Kill() })
		if cmd.Wait() != nil {
			cut++
		}
		late.Stop()
		publish(t, dir, "ana", manyStories("ana", perPublisher)...)
		got := timeless(t, dir)
		for name, data := range got {
			if want[name] != data {
				t.Errorf("%s is another, or too many", name)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%d files of %d", len(got), len(want))
		}
	}
	if cut < kills/4 {
		t.Errorf("only %d of %d were killed in time", cut, kills)
	}
	t.Logf("gate: site: kill -9 at %d moments, %d in the middle: whole the next time, no file too many", kills, cut)
}

// Every byte of the index that is another is noticed, and the index made anew.
func TestADamagedIndexIsMadeAnew(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, "ana", pool, alarm)
	want := timeless(t, dir)
	for name, data := range want {
		if !strings.HasPrefix(name, "find/ana/") {
			continue
		}
		broken := []byte(data)
		broken[len(broken)/2] ^= 1
		if err := os.WriteFile(filepath.Join(dir, name), broken, 0o600); err != nil {
			t.Fatal(err)
		}
		publish(t, dir, "ana", pool, alarm)
		if got := timeless(t, dir); !maps.Equal(got, want) {
			t.Errorf("%s stays broken", name)
		}
	}
}

// What is found to be damaged only when it is written again is made anew as well.
func TestAnIndexThatIsDamagedMeanwhileIsMadeAnew(t *testing.T) {
	dir, changed := t.TempDir(), alarm
	publish(t, dir, "ana", pool, alarm)
	changed.mark, changed.text = "m2", "nobody heard it"
	d := changed.debrief(nil)
	told := d.Make
	d.Make = func(at At) (*Page, error) {
		names, err := filepath.Glob(filepath.Join(dir, "find/ana/*/w0.js"))
		if err != nil || len(names) != 1 {
			t.Fatal(names, err)
		}
		if err := os.WriteFile(names[0], []byte("told({})\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		return told(at)
	}
	if _, err := Publish(context.Background(), options(t, dir, "ana"), []Debrief{pool.debrief(nil), d}); err != nil {
		t.Fatal(err)
	}
	all := files(t, dir)
	for word, want := range map[string]bool{"mailbox": false, "heard": true, "rebuild": true} {
		got := false
		for name, data := range all {
			got = got || strings.HasPrefix(name, "find/ana/") && strings.Contains(data, `\n`+word+" ")
		}
		if got != want {
			t.Errorf("the index has %q: %v", word, got)
		}
	}
	if r := publish(t, dir, "ana", pool, changed); r.Files != 0 {
		t.Errorf("again: %+v", r)
	}
}

// Every file of an index is read now and then, however large it is, and those of a small
// one each time.
func TestEveryFileIsLookedAt(t *testing.T) {
	for _, size := range []int64{1, 1 << 20, 3 << 20, 40 << 20} {
		var all []kept
		for range 50 {
			all = append(all, kept{size: size})
		}
		seen, most := map[int]bool{}, 0
		for at := range int64(50) {
			p, n := &publisher{Options: Options{Now: time.UnixMilli(at * size)}}, 0
			for i, is := range p.due(all, 50*size) {
				if is {
					seen[i] = true
					n++
				}
			}
			most = max(most, n)
		}
		if want := min(50, int((mostChecked+size-1)/size)); len(seen) != 50 || most != want {
			t.Errorf("%d bytes each: %d of 50 are looked at, %d at once, want %d", size, len(seen), most, want)
		}
	}
}

// What a publisher left that was cut short before the index named it, or before it was
// removed, goes: it may hold words that are told no more.
func TestWhatTheIndexDoesNotNameGoes(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, "ana", pool)
	want := files(t, dir)
	segments, err := filepath.Glob(filepath.Join(dir, "find/ana/*/w0.js"))
	if err != nil || len(segments) != 1 {
		t.Fatal(segments, err)
	}
	if err := os.CopyFS(filepath.Join(dir, "find/ana/0123456789ab"), os.DirFS(filepath.Dir(segments[0]))); err != nil {
		t.Fatal(err)
	}
	if publish(t, dir, "ana", pool); !maps.Equal(files(t, dir), want) {
		t.Error("it stays")
	}
}

// What somebody publishes while another makes pages is in the lists of whoever ends last.
func TestAnotherPublishesMeanwhile(t *testing.T) {
	dir, meanwhile := t.TempDir(), 0
	publish(t, dir, "ben", story{"k9", "m1", "Before", "2026-01-01", "words"})
	d := pool.debrief(nil)
	told := d.Make
	d.Make = func(at At) (*Page, error) {
		if meanwhile++; meanwhile == 1 {
			publish(t, dir, "ben", story{"k9", "m2", "Meanwhile", "2026-01-01", "words"}, story{"k8", "m1", "And this", "2026-01-02", "words"})
		}
		return told(at)
	}
	if _, err := Publish(context.Background(), options(t, dir, "ana"), []Debrief{d}); err != nil {
		t.Fatal(err)
	}
	home := files(t, dir)["index.html"]
	for title, want := range map[string]bool{">Before<": false, ">Meanwhile<": true, ">And this<": true, ">The pool ran dry<": true} {
		if strings.Contains(home, title) != want {
			t.Errorf("%s is listed: %v", title, !want)
		}
	}
	if r := publish(t, dir, "ben", story{"k9", "m2", "Meanwhile", "2026-01-01", "words"}, story{"k8", "m1", "And this", "2026-01-02", "words"}); r.Files != 0 {
		t.Errorf("something was left to do: %+v", r)
	}
}

// Nothing leads to a page that is not there: whoever wrote it was cut short.
func TestWithoutItsPageADebriefIsNotListed(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, "ben", alarm)
	if err := os.Remove(filepath.Join(dir, in("ben", alarm), "index.html")); err != nil {
		t.Fatal(err)
	}
	if publish(t, dir, "ana", pool); strings.Contains(files(t, dir)["index.html"], "An alarm") {
		t.Error("it is listed")
	}
	if publish(t, dir, "ben", alarm); !strings.Contains(files(t, dir)["index.html"], "An alarm") {
		t.Error("it is not listed although its page is there again")
	}
}

// A link in the folder that leads out of it is not followed.
func TestALinkLeadsNowhereElse(t *testing.T) {
	for _, name := range []string{"debriefs", "find", "tag", "index.html"} {
		dir, outside := t.TempDir(), t.TempDir()
		target := outside
		if name == "index.html" {
			target = filepath.Join(outside, "theirs.html")
			if err := os.WriteFile(target, []byte(made), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
		before := files(t, outside)
		_, err := Publish(context.Background(), options(t, dir, "ana"), []Debrief{pool.debrief(nil)})
		if debrief.CodeOf(err) != debrief.CodeSite || !maps.Equal(files(t, outside), before) {
			t.Errorf("%s: %v, outside %v", name, err, slices.Sorted(maps.Keys(files(t, outside))))
		}
	}
}

// What others wrote into the folder decides nothing: an entry whose words lead elsewhere
// is no entry.
func TestAnEntryOfAnotherLeadsNowhere(t *testing.T) {
	good := `{"key":"k","publisher":"eve","title":"Hers","day":"2026-01-02","kind":{"slug":"incident","name":"Incident"},"published":"2026-01-02T00:00:00Z","updated":"2026-01-02T00:00:00Z"}`
	bad := map[string]string{
		"good": good, "tag": strings.Replace(good, `"kind"`, `"tags":[{"slug":"../../../up","name":"x"}],"kind"`, 1), "kind": strings.Replace(good, "incident", "../up", 1),
		"day": strings.Replace(good, "2026-01-02\",\"kind", "../../x\",\"kind", 1), "publisher": strings.Replace(good, `"eve"`, `"../eve"`, 1), "time": strings.ReplaceAll(good, "T00:00:00Z", ""),
		"json": good[:40], "nothing": "", "a list": "[]", "no key": strings.Replace(good, `"k"`, `""`, 1), "Bad Folder": good,
	}
	dir := t.TempDir()
	for folder, data := range bad {
		path := filepath.Join(dir, "debriefs", folder)
		if err := os.MkdirAll(path, 0o750); err != nil {
			t.Fatal(err)
		}
		for name, data := range map[string]string{"debrief.json": data, "index.html": "hers"} {
			if err := os.WriteFile(filepath.Join(path, name), []byte(data), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	publish(t, dir, "ana", pool)
	all := files(t, dir)
	if n := strings.Count(all["index.html"], ">Hers<"); n != 1 || checkAtom([]byte(all["feed.xml"])) != nil {
		t.Errorf("%d of hers are listed", n)
	}
	for folder, data := range bad {
		if got := all["debriefs/"+folder+"/debrief.json"]; got != data {
			t.Errorf("%s was changed to %q", folder, got)
		}
	}
	for name := range all {
		if strings.Contains(name, "up/") || strings.HasPrefix(name, "up") {
			t.Errorf("%s was written", name)
		}
	}
}

// Titles and tags of any kind are words on pages and never an address or markup.
func TestHostileTitles(t *testing.T) {
	dir := t.TempDir()
	var all []story
	for i, title := range []string{"../../etc/passwd", "", "<script>alert(1)</script>", "\x00\x01\x7f", strings.Repeat("long ", 400), "con", "NUL", "🔥🔥🔥", "العربية", "a\u202eb", "\xff\xfe", "index.html", "{{.Site}}", "%2e%2e%2f"} {
		all = append(all, story{fmt.Sprintf("h%d", i), "m1", title, "", title})
	}
	publish(t, dir, "ana", all...)
	folders, err := os.ReadDir(filepath.Join(dir, "debriefs"))
	if err != nil || len(folders) != len(all) {
		t.Fatalf("%d folders of %d, %v", len(folders), len(all), err)
	}
	for _, f := range folders {
		if !isName(f.Name()) {
			t.Errorf("folder %q", f.Name())
		}
	}
	got := files(t, dir)
	if home := got["index.html"]; strings.Contains(home, "<script>alert") || strings.Count(home, `<p class="what">`) != len(all) {
		t.Error("a title is markup, or one is missing")
	}
	if err := checkAtom([]byte(got["feed.xml"])); err != nil {
		t.Error(err)
	}
	for text, want := range map[string]string{"con": "con-1", "LPT1": "lpt1-1", "console": "console", "com": "com"} {
		if got := Slug(text); got != want {
			t.Errorf("%q is called %q", text, got)
		}
	}
}

// The first page shows the tags of most debriefs, says how many more there are, and each
// of those has its list.
func TestTheFirstPageShowsTheUsualTags(t *testing.T) {
	dir := t.TempDir()
	var all []Debrief
	for i := range usual + 20 {
		d := story{fmt.Sprintf("t%d", i), "m1", fmt.Sprintf("Story %d", i), "2026-02-03", "x"}.debrief(nil)
		whole := d.Make
		d.Make = func(at At) (*Page, error) {
			page, err := whole(at)
			page.Tags = append(page.Tags, Label{Slug: fmt.Sprintf("own-%d", i), Name: fmt.Sprintf("own %d", i)})
			return page, err
		}
		all = append(all, d)
	}
	if _, err := Publish(context.Background(), options(t, dir, "ana"), all); err != nil {
		t.Fatal(err)
	}
	got := files(t, dir)
	home := got["index.html"]
	if strings.Count(home, `href="tag/`) != usual || !strings.Contains(home, "and 21 more") || !strings.Contains(home, `href="tag/dns/`) || got["tag/own-79/index.html"] == "" {
		t.Errorf("%d tags on the first page", strings.Count(home, `href="tag/`))
	}
}

// The clock may say anything: what is newer is told as newer.
func TestAClockThatJumps(t *testing.T) {
	dir := t.TempDir()
	updated := regexp.MustCompile(`<updated>([^<]*)</updated>`)
	last := ""
	for i, at := range []time.Time{today, today.AddDate(70, 0, 0), today, today.AddDate(-40, 0, 0)} {
		o, s := options(t, dir, "ana"), pool
		o.Now, s.mark = at, fmt.Sprintf("m%d", i)
		if _, err := Publish(context.Background(), o, []Debrief{s.debrief(nil)}); err != nil {
			t.Fatal(err)
		}
		now := updated.FindStringSubmatch(files(t, dir)["feed.xml"])[1]
		if now <= last {
			t.Errorf("%s was told after %s", now, last)
		}
		last = now
	}
}

// Where nothing can be written that is said, and nothing of what was there is other.
func TestWhereNothingCanBeWritten(t *testing.T) {
	for _, name := range []string{"debriefs", "find", "year", "faces"} {
		dir := t.TempDir()
		publish(t, dir, "ana")
		path := filepath.Join(dir, name)
		if err := os.RemoveAll(path); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("theirs"), 0o600); err != nil {
			t.Fatal(err)
		}
		o := options(t, dir, "ana")
		o.Files = map[string][]byte{"faces/faces.css": []byte("x")}
		if _, err := Publish(context.Background(), o, []Debrief{pool.debrief(nil)}); debrief.CodeOf(err) != debrief.CodeSite || files(t, dir)[name] != "theirs" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
