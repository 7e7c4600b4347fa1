package export_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/demo/many"
	"secondstory/backend/report"
	"secondstory/backend/signoff"
	"secondstory/backend/sqlite"
)

// manyEnv is how many debriefs the benchmark publishes, when not 10,000.
const manyEnv = "SECONDSTORY_MANY"

// BenchmarkSite publishes 10,000 debriefs as their reports are, then one that changed,
// and asks the site in a browser. It prints the seconds of both, how many kB a browser
// loads before the first question, and the milliseconds until what was found is shown:
// the slowest of all questions, and their median. Budgets: 60 s, 1 s, 300 kB, 100 ms.
func BenchmarkSite(b *testing.B) {
	n, err := strconv.Atoi(os.Getenv(manyEnv))
	if err != nil {
		n = 10_000
	}
	db := signedMany(b, n)
	words, err := copy.New("en")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		dir := b.TempDir()
		p := publishing(db, dir, report.Options{Edition: report.RoleOnly, Now: published, T: words.T}, words.T)
		publish := func(written int) float64 {
			start := time.Now()
			r, err := p.Publish(b.Context())
			if err != nil || r.Written+len(r.Refused) < written || len(r.Refused) > n/100 {
				b.Fatalf("%+v, %v", r, err)
			}
			return time.Since(start).Seconds()
		}
		b.ReportMetric(publish(n), "s-all")
		amendOne(b, db)
		b.ReportMetric(publish(1), "s-one")
		first, all := ask(b, dir)
		slices.Sort(all)
		b.ReportMetric(first/1e3, "kB-first")
		b.ReportMetric(all[len(all)/2], "ms-find")
		b.ReportMetric(all[len(all)-1], "ms-find-most")
		b.ReportMetric(0, "ns/op")
	}
}

// signedMany is a library on disk of debriefs that were signed off.
func signedMany(b *testing.B, n int) *sqlite.DB {
	b.Helper()
	db, err := sqlite.Open(b.Context(), sqlite.Options{Path: filepath.Join(b.TempDir(), "library.db"), Now: func() time.Time { return published }})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	maker := many.New(3)
	for i := range n {
		w := maker.Debrief(i, n)
		w.Debrief.State = debrief.StateReadBack
		put := w.Records()
		a, _, err := signoff.Sign(w, signoff.Options{At: published, By: "Us"})
		if err != nil {
			b.Fatal(err)
		}
		put[0] = a.Put[0] // the debrief, signed off
		a.ID, a.Put = debrief.NewID(), append(put, a.Put[1:]...)
		if err := db.Apply(b.Context(), a); err != nil {
			b.Fatal(err)
		}
	}
	return db
}

// amendOne signs another version of the first debrief off.
func amendOne(b *testing.B, db *sqlite.DB) {
	b.Helper()
	rows, _, err := db.List(b.Context(), 1, 0)
	if err != nil {
		b.Fatal(err)
	}
	for _, act := range []func(*debrief.Whole) (debrief.Action, error){
		func(w *debrief.Whole) (debrief.Action, error) { return signoff.Amend(w.Debrief, time.Now()) },
		func(w *debrief.Whole) (debrief.Action, error) {
			w.Debrief.Impact.Text += " And more."
			return debrief.Action{Name: "edit-debrief", Put: []debrief.Record{&w.Debrief}}, nil
		},
		func(w *debrief.Whole) (debrief.Action, error) {
			a, _, err := signoff.Sign(w, signoff.Options{At: published.Add(time.Hour), By: "Us", Note: "More is known."})
			return a, err
		},
	} {
		w, err := db.Load(b.Context(), rows[0].ID)
		if err != nil {
			b.Fatal(err)
		}
		a, err := act(w)
		a.ID = debrief.NewID()
		if err == nil {
			err = db.Apply(b.Context(), a)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}

// questions are asked of the site: words that are everywhere, few words, words that are
// not finished, filters, days, and nothing that is there.
var questions = []string{
	"the ", "replica ", "replication lag ", "connection pool timeout ", "cert", "databa", "kind:near-miss queue ", "tag:dns after:2021 ", "nobody knew which ", "zebra-nowhere ",
	"backup restore alerts ", "we ", "after:2024 ", "deploy", "factor:signals mail",
}

// ask returns how many bytes a browser loads before the first question, and the
// milliseconds each question took until what it found was shown, with nothing kept from
// the one before.
func ask(b *testing.B, dir string) (first float64, all []float64) {
	b.Helper()
	bytes := 0
	files := http.FileServer(http.Dir(dir))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		files.ServeHTTP(&counted{w, &bytes}, r)
	}))
	defer server.Close()
	s := &walked{b: startBrowser(b), dir: dir, root: server.URL + "/"}
	for i, question := range questions {
		s.open(b, "index.html")
		s.until(b, `document.readyState === "complete"`)
		if i == 0 {
			first = float64(bytes)
		}
		var ms float64
		s.run(b, `new Promise((done) => {
			const q = document.querySelector("#q"), said = document.querySelector("#found [role=status]"), list = document.querySelector("#found ol")
			q.value = `+strconv.Quote(question)+`
			const start = performance.now()
			new MutationObserver((_, all) => { if (list.children.length > 0 || /Nothing/.test(said.textContent)) { all.disconnect(); requestAnimationFrame(() => done(performance.now() - start)) } }).observe(document.querySelector("#found"), { childList: true, subtree: true })
			q.dispatchEvent(new Event("input", { bubbles: true }))
		})`, &ms)
		b.Logf("%-30q %6.1f ms", question, ms)
		all = append(all, ms)
	}
	return first, all
}

// counted counts what a server sends.
type counted struct {
	http.ResponseWriter
	bytes *int
}

func (c *counted) Write(p []byte) (int, error) {
	*c.bytes += len(p)
	return c.ResponseWriter.Write(p)
}
