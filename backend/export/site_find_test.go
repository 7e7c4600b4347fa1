package export_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/demo/many"
	"secondstory/backend/report"
	"secondstory/backend/sqlite"
)

// tagged are debriefs with these tags, one each.
func tagged(seed uint64, tags ...string) []*debrief.Whole {
	maker, out := many.New(seed), []*debrief.Whole{}
	for i, tag := range tags {
		w := maker.Debrief(i, len(tags))
		w.Debrief.Tags = []string{tag}
		out = append(out, w)
	}
	return out
}

// publishAs publishes a library into a site that others publish into too.
func publishAs(t *testing.T, db *sqlite.DB, dir, publisher string) {
	t.Helper()
	words, err := copy.New("en")
	if err != nil {
		t.Fatal(err)
	}
	p := publishing(db, dir, formOptions(t, report.RoleOnly), words.T)
	p.Site.Publisher = publisher
	if r, err := p.Publish(t.Context()); err != nil || len(r.Refused) > 0 {
		t.Fatalf("%+v, %v", r, err)
	}
}

// TestTheSearchKnowsEveryTag asks for tags in whatever they are written, from a server
// and from a folder.
func TestTheSearchKnowsEveryTag(t *testing.T) {
	dir := t.TempDir()
	publishAs(t, signedLibrary(t, tagged(9, "DNS", "数据库", "C++", "C#", "c", "База данных", "قاعدة", "load balancer", "v1.2", "con", "数据库 DNS")...), dir, "here")
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	t.Cleanup(server.Close)
	b := startBrowser(t)
	for _, root := range []string{server.URL + "/", (&url.URL{Scheme: "file", Path: dir}).String() + "/"} {
		s := &walked{b: b, dir: dir, root: root}
		s.open(t, "index.html")
		for _, tag := range []string{"dns", "数据库", "c++", "C#", "c", `"база данных"`, "База-данных", "قاعدة", "load-balancer", `"Load  balancer"`, "v1.2", "con", `"数据库 dns"`} {
			if got := s.ask(t, "tag:"+tag+" "); got != 1 {
				t.Errorf("tag:%s finds %d at %.8s", tag, got, root)
			}
		}
		if s.ask(t, "TAG:Dns ") != 1 || s.ask(t, "tag:load ") != 0 {
			t.Error("a tag is asked for whole, in small letters or not")
		}
		var lists []string
		if s.run(t, `[...document.querySelectorAll('.by a[href^="tag/"]')].map((a) => a.textContent + a.nextElementSibling.textContent)`, &lists); len(lists) != 11 {
			t.Errorf("tags share a list: %q", lists)
		}
		s.quiet(t, "asking for tags")
	}
}

// TestTheSearchReadsWhatSeveralPublish asks a site of two publishers, one of whom
// published twice: their debriefs are counted and ordered as one's would be.
func TestTheSearchReadsWhatSeveralPublish(t *testing.T) {
	dir := t.TempDir()
	mine, theirs := tagged(9, slices.Repeat([]string{"mine"}, 40)...), tagged(10, slices.Repeat([]string{"theirs"}, 30)...)
	db := signedLibrary(t, mine[:36]...)
	publishAs(t, db, dir, "here")
	publishAs(t, signedLibrary(t, theirs...), dir, "there")
	for _, w := range mine[36:] {
		w.Debrief.State = debrief.StateReadBack
		if err := db.Apply(t.Context(), debrief.Action{ID: debrief.NewID(), Name: "add", Put: w.Records()}); err != nil {
			t.Fatal(err)
		}
		sign(t, db, w.Debrief.ID)
	}
	takeDown(t, db, mine[0].Debrief.ID)
	publishAs(t, db, dir, "here")
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	t.Cleanup(server.Close)
	s := &walked{b: startBrowser(t), dir: dir, root: server.URL + "/", text: texts(t, dir)}
	s.open(t, "index.html")
	s.run(t, `document.querySelector("[value=newest]").click()`, nil)
	for question, want := range map[string]int{"the ": 69, "tag:mine ": 39, "tag:theirs ": 30, "tag:mine tag:theirs ": 0, "replica ": s.holding("replica"), "after:2010 ": 69, "before:2010 ": 0} {
		if got := s.ask(t, question); got != want {
			t.Errorf("%q finds %d of %d", question, got, want)
		}
		var days []string
		s.run(t, `(async () => { const wait = () => new Promise(requestAnimationFrame), li = () => document.querySelectorAll("#found li").length, more = document.querySelector("#more"), read = async () => { while (document.querySelector("#found ol").ariaBusy === "true") await wait() }
			await read()
			while (li() && !more.hidden) { more.click(); await read() }
			return [...document.querySelectorAll("#found .when")].map((e) => e.textContent) })()`, &days)
		if newest := slices.SortedFunc(slices.Values(days), func(a, b string) int { return strings.Compare(b, a) }); !slices.Equal(days, newest) || len(days) != want {
			t.Errorf("%q lists %d of %d: %v", question, len(days), want, days)
		}
	}
	s.quiet(t, "reading several")
}
