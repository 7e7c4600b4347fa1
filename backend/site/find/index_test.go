package find

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// folder is an index's folder in memory.
type folder map[string][]byte

func (f folder) read(name string) ([]byte, error) {
	data, there := f[name]
	if !there && name != Manifest {
		return nil, fmt.Errorf("no %s", name)
	}
	return data, nil
}

// update applies a change as a publisher does, and returns how many bytes it wrote.
func (f folder) update(t testing.TB, pages []Page, removed ...string) int {
	t.Helper()
	x, err := Open(f.read)
	if err != nil {
		t.Fatal(err)
	}
	c, err := x.Update(pages, removed)
	if err != nil {
		t.Fatal(err)
	}
	n := len(c.Manifest)
	for name, data := range c.Files {
		f[name] = data
		n += len(data)
	}
	f[Manifest] = c.Manifest
	for _, id := range c.Gone {
		for name := range f {
			if strings.HasPrefix(name, id+"/") {
				delete(f, name)
			}
		}
	}
	return n
}

// find asks the index as the site's script does: pages with every term, by key.
func (f folder) find(t testing.TB, question string) []string {
	t.Helper()
	x, err := Open(f.read)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for i := range x.Segments {
		p := &x.Segments[i]
		s, err := Read(p.Pages, len(p.First), x.in(p.ID))
		if err != nil {
			t.Fatal(err)
		}
		for n := range s.Pages {
			if !slices.Contains(p.Gone, n) && s.has(n, question) {
				out = append(out, s.Pages[n].Key)
			}
		}
	}
	slices.Sort(out)
	return out
}

func (s *Segment) has(page int, question string) bool {
	for term := range Terms(question) {
		if !slices.ContainsFunc(s.terms[term], func(p posting) bool { return int(p.page) == page }) {
			return false
		}
	}
	return true
}

// What the index finds is what a search of the texts themselves finds, after any
// sequence of changes.
func TestTheIndexFindsWhatIsThere(t *testing.T) {
	words := strings.Fields("pool queue replica restore alert mute deploy index latency cache lock retry")
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same pages each time
	f, there := folder{}, map[string]Page{}
	for step := range 120 {
		var pages []Page
		var removed []string
		for range 1 + random.IntN(6) {
			key := fmt.Sprintf("d%02d", random.IntN(60))
			if random.IntN(4) == 0 {
				removed = append(removed, key)
				delete(there, key)
				pages = slices.DeleteFunc(pages, func(p Page) bool { return p.Key == key })
				continue
			}
			text := []string{}
			for range 1 + random.IntN(5) {
				text = append(text, words[random.IntN(len(words))])
			}
			p := Page{Key: key, Title: words[random.IntN(len(words))], Day: fmt.Sprintf("2026-01-%02d", 1+random.IntN(28)), Text: strings.Join(text, " ")}
			pages, there[key] = append(pages, p), p
			removed = slices.DeleteFunc(removed, func(k string) bool { return k == key })
		}
		f.update(t, pages, removed...)
		for range 3 {
			q := words[random.IntN(len(words))]
			want := []string{}
			for key, p := range there {
				if strings.Contains(" "+p.Title+" "+p.Text+" ", " "+q+" ") {
					want = append(want, key)
				}
			}
			slices.Sort(want)
			if got := f.find(t, q); !slices.Equal(got, want) {
				t.Fatalf("step %d, %q: %v, want %v", step, q, got, want)
			}
		}
	}
	x, _ := Open(f.read)
	if len(x.Segments) > 5 {
		t.Errorf("%d segments of 60 pages", len(x.Segments))
	}
}

func TestTheSameContentHasTheSameNames(t *testing.T) {
	a, b := folder{}, folder{}
	pages := []Page{{Key: "a", Text: "one two"}, {Key: "b", Text: "two three"}}
	a.update(t, pages)
	b.update(t, pages)
	if string(a[Manifest]) != string(b[Manifest]) || len(a) != len(b) {
		t.Errorf("%s, and %s", a[Manifest], b[Manifest])
	}
}

func TestNothingLeftIsAnEmptyIndex(t *testing.T) {
	f := folder{}
	f.update(t, []Page{{Key: "a", Text: "one"}})
	f.update(t, nil, "a")
	if len(f) != 1 || len(f.find(t, "one")) != 0 {
		t.Errorf("%d files: %s", len(f), f[Manifest])
	}
	f.update(t, nil)
	f.update(t, []Page{{Key: "b", Text: "one"}})
	if got := f.find(t, "one"); !slices.Equal(got, []string{"b"}) {
		t.Errorf("found %v", got)
	}
}

func TestNoWordOfARemovedPageStays(t *testing.T) {
	f := folder{}
	var pages []Page
	for i := range 200 {
		pages = append(pages, Page{Key: fmt.Sprint("d", i), Title: "One", Text: "shared words"})
	}
	pages[77].Text, pages[77].Title, pages[77].Lead = "zanzibar", "Zanzibar", "zanzibar"
	f.update(t, pages)
	f.update(t, []Page{{Key: "new", Text: "shared"}})
	f.update(t, nil, "d77")
	for name, data := range f {
		if strings.Contains(strings.ToLower(string(data)), "zanzibar") {
			t.Errorf("%s still has it", name)
		}
	}
	if got := len(f.find(t, "shared")); got != 200 {
		t.Errorf("%d of 200 others are found", got)
	}
}

func TestHolds(t *testing.T) {
	page := Page{Title: "The queue", Lead: "It stood", Text: "queues waited for naïve locks", Marks: []string{"tag:dns"}}
	for name, c := range map[string]struct {
		was  Page
		want bool
	}{
		"nothing":       {Page{}, true},
		"its words":     {Page{Title: "Queue", Text: "naive lock", Lead: "stood", Marks: []string{"tag:dns"}}, true},
		"a word":        {Page{Text: "queue zanzibar"}, false},
		"in the title":  {Page{Title: "Zanzibar"}, false},
		"in the lead":   {Page{Lead: "Zanzibar"}, false},
		"another mark":  {Page{Marks: []string{"tag:zanzibar"}}, false},
		"no whole word": {Page{Text: "wait"}, false},
	} {
		if got := page.Holds(&c.was); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestADamagedIndexIsRefused(t *testing.T) {
	for _, bad := range []string{`{`, `{"a":[5,3]}`, `{"a":[0,99]}`, `{"a":[-1,1]}`, `[]`} {
		f := folder{}
		f.update(t, []Page{{Key: "a", Text: "one"}})
		for name := range f {
			if strings.HasSuffix(name, "w0.js") {
				f[name] = []byte(before + bad + after)
			}
		}
		x, err := Open(f.read)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Read(1, 1, x.in(x.Segments[0].ID)); err == nil {
			t.Errorf("%s was taken for a shard", bad)
		}
	}
}

func TestTerms(t *testing.T) {
	for text, want := range map[string]string{
		"Databases":               "database",
		"queries, status; access": "query status access",
		"db1.cluster":             "db1 cluster",
		"Café CAFE\u0301":         "cafe cafe",
		"I saw a p95 of 2":        "saw p95 of 2",
		"数据库故障":                   "数据 据库 库故 故障",
		"DB数据":                    "db 数据",
		"Ὀδυσσεύς":                "οδυσσευσ",
		strings.Repeat("x", 41):   "",
		"don’t":                   "don",
	} {
		if got := strings.Join(slices.Collect(Terms(text)), " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzTerms(f *testing.F) {
	for _, s := range []string{"", "a", "\xff\xfe", "s", "ies", "数", "ﬁne İstanbul", "es"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for term := range Terms(s) {
			if term == "" || len([]rune(term)) > 4*maxTerm {
				t.Errorf("%q of %q", term, s)
			}
		}
	})
}

// library makes pages of about 30 kB with the words of a natural language: few are
// everywhere, most are rare.
func library(n int) []Page {
	random := rand.New(rand.NewPCG(7, 7)) //nolint:gosec // the same pages each time
	rare := rand.NewZipf(random, 1.1, 8, 60_000)
	out := make([]Page, n)
	var text strings.Builder
	for i := range out {
		text.Reset()
		for range 4800 {
			fmt.Fprintf(&text, "w%x ", rare.Uint64())
		}
		out[i] = Page{
			Key: fmt.Sprintf("d%05d", i), URL: fmt.Sprintf("d/d%05d/", i), Title: "What the queue told us", Lead: strings.Repeat("word ", 28),
			Day: fmt.Sprintf("20%02d-%02d-%02d", 10+i%17, 1+i%12, 1+i%28), Marks: []string{"kind:incident", fmt.Sprintf("tag:t%d", i%90)}, Text: text.String(),
		}
	}
	return out
}

// BenchmarkIndex prints what an index of 10,000 pages of 30 kB weighs, what a browser
// reads before the first question, and what one changed page writes.
func BenchmarkIndex(b *testing.B) {
	pages := library(10_000)
	one := pages[5000:5001:5001]
	text := one[0].Text
	for b.Loop() {
		f := folder{}
		b.ReportMetric(float64(f.update(b, slices.Clone(pages)))/1e6, "MB-all")
		b.ReportMetric(float64(len(f[Manifest]))/1e3, "kB-first")
		one[0].Text = text
		b.ReportMetric(float64(f.update(b, one))/1e3, "kB-one")
	}
}

// BenchmarkUpdate is the time of one changed page among 10,000.
func BenchmarkUpdate(b *testing.B) {
	f, pages := folder{}, library(10_000)
	f.update(b, slices.Clone(pages))
	i := 0
	for b.Loop() {
		f.update(b, []Page{pages[i%len(pages)]})
		i++
	}
	var x Index
	_ = decode(f[Manifest], &x)
	b.ReportMetric(float64(len(x.Segments)), "segments")
}
