package find

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
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
	return f.change(t, pages, removed, nil)
}

func (f folder) change(t testing.TB, pages []Page, removed []string, lost map[string][]string) int {
	t.Helper()
	x, err := Open(f.read)
	if err != nil {
		t.Fatal(err)
	}
	c, err := x.Update(pages, removed, lost)
	if err != nil {
		t.Fatal(err)
	}
	n := len(c.Manifest)
	for name, data := range c.Files {
		f[name] = data
		n += len(data)
	}
	f[Manifest] = c.Manifest
	for name := range f {
		if folder, _, _ := strings.Cut(name, "/"); x.IsLeft(folder) {
			delete(f, name)
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
		s, err := Read(p.Pages, len(p.First), x.in(p))
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

// After any sequence of changes the files hold the words of the pages that are told, and
// no other word, whether it is known what a page told before or has to be looked for.
func TestNoWordStaysThatIsToldNoMore(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4)) //nolint:gosec // the same pages each time
	f, there, told := folder{}, map[string]Page{}, 0
	page := func(key string) Page {
		own := make([]string, 12)
		for i := range own {
			told++
			own[i] = fmt.Sprintf("zz%05dx", told) + strings.Repeat("q", 28)
		}
		if was, is := there[key]; is && random.IntN(2) == 0 { // words that the page goes on telling
			own = append(own, strings.Fields(was.Text)[:10]...)
		}
		title := own[0]
		return Page{Key: key, Mark: own[1], URL: "d/" + own[2], Title: title, Lead: own[3], Day: "2026-01-02", Marks: []string{"tag:" + own[4]}, Text: strings.Join(own, " ")}
	}
	for step := range 40 {
		pages, removed, lost := []Page{}, []string{}, map[string][]string{}
		many := 1 + random.IntN(3)
		if step%20 == 0 {
			many = 150
		}
		for range many {
			key := fmt.Sprintf("d%03d", random.IntN(300))
			was, is := there[key]
			if slices.Contains(removed, key) || slices.ContainsFunc(pages, func(p Page) bool { return p.Key == key }) {
				continue
			}
			var now Page
			if is && random.IntN(3) == 0 {
				removed = append(removed, key)
				delete(there, key)
			} else {
				now = page(key)
				pages, there[key] = append(pages, now), now
			}
			if is && random.IntN(2) == 0 {
				lost[key] = now.Lost(&was)
			}
		}
		f.change(t, pages, removed, lost)
		f.holds(t, step, there)
	}
}

var own = regexp.MustCompile(`zz\d+x`)

// holds checks that the files hold just the words of these pages.
func (f folder) holds(t *testing.T, step int, pages map[string]Page) {
	t.Helper()
	want, got := map[string]bool{}, map[string]bool{}
	for _, p := range pages {
		for _, word := range own.FindAllString(p.Text, -1) {
			want[word] = true
		}
	}
	for _, data := range f {
		for _, word := range own.FindAllString(string(data), -1) {
			got[word] = true
		}
	}
	if !maps.Equal(got, want) {
		t.Fatalf("step %d: %d words in the files, want %d", step, len(got), len(want))
	}
	for key, p := range pages {
		if got := f.find(t, p.Title); !slices.Equal(got, []string{key}) {
			t.Fatalf("step %d: %q finds %v, want %s", step, p.Title, got, key)
		}
		break // any
	}
}

// A word that a page goes on telling when it changes, and tells no longer when it changes
// again, goes from where it was told first, too, also when a file begins with it.
func TestAWordGoesFromEveryVersion(t *testing.T) {
	f, pages := folder{}, []Page{}
	for i := range 2 * little {
		pages = append(pages, Page{Key: fmt.Sprint("d", i), Text: "shared"})
	}
	text := []string{"shared aardvark", "shared aardvark more", "shared more"}
	pages[7].Text = text[0]
	f.update(t, slices.Clone(pages))
	for i := range 2 {
		was, now := Page{Text: text[i]}, Page{Key: "d7", Mark: text[i+1], Text: text[i+1]}
		f.change(t, []Page{now}, nil, map[string][]string{"d7": now.Lost(&was)})
	}
	for name, data := range f {
		if strings.Contains(string(data), "aardvark") {
			t.Errorf("%s still has it", name)
		}
	}
	if got := f.find(t, "more"); !slices.Equal(got, []string{"d7"}) {
		t.Errorf("found %v", got)
	}
}

// Shards of which nothing is left lead nowhere, and the others are found.
func TestSettle(t *testing.T) {
	first := []string{"", "b", "", "", "f", ""}
	settle(first)
	if want := []string{"b", "b", "f", "f", "f", beyond}; !slices.Equal(first, want) {
		t.Errorf("%q, want %q", first, want)
	}
	for term, want := range map[string]int{"a": -1, "b": 1, "c": 1, "f": 4, "zebra": 4, "数": 4} {
		if got := shardOf(first, term); got != want {
			t.Errorf("%q is in %d, want %d", term, got, want)
		}
	}
}

// Whoever changed a page waits for that page and not for the index: what is written is a
// few files, and no large segment is read.
func TestASmallUpdateTouchesFewFiles(t *testing.T) {
	f, pages := folder{}, library(600)
	f.update(t, slices.Clone(pages))
	for i := range 40 {
		was := pages[i*7]
		now := was
		now.Text = strings.Join(strings.Fields(was.Text)[20:], " ") + " another"
		read := 0
		x, err := Open(func(name string) ([]byte, error) {
			if strings.Contains(name, "/w") {
				read++
			}
			return f.read(name)
		})
		if err != nil {
			t.Fatal(err)
		}
		lost := map[string][]string{was.Key: now.Lost(&was)}
		if _, err := x.Update([]Page{now}, nil, lost); err != nil {
			t.Fatal(err)
		}
		if most := len(lost[was.Key])*mostSegments + 4*i; read > most {
			t.Errorf("update %d: %d shards were read, %d words went", i, read, len(lost[was.Key]))
		}
		if n := f.change(t, []Page{now}, nil, lost); n > 1_500_000 {
			t.Errorf("update %d: %d bytes were written", i, n)
		}
	}
	x, err := Open(f.read)
	if err != nil || len(x.Segments) > mostSegments {
		t.Errorf("%d segments, %v", len(x.Segments), err)
	}
}

// An update writes again what goes with its own size, and there are never many segments.
func TestTogether(t *testing.T) {
	for _, c := range []struct {
		live  []int
		gone  []int
		fresh int
		want  string
	}{
		{nil, nil, 1, ""},
		{[]int{10_000}, nil, 1, "."},
		{[]int{10_000, 1}, nil, 1, ".x"},
		{[]int{10_000, 4, 1}, nil, 1, ".xx"},
		{[]int{10_000, 300}, nil, 60, ".."},
		{[]int{10_000, 300}, nil, 100, ".x"},
		{[]int{10_000, 2_600}, nil, 1, ".."},
		{[]int{10_000, 2_600}, nil, 3_000, ".x"},
		{[]int{10_000, 2_600}, nil, 5_000, "xx"},
		{[]int{10_000, 2_600}, nil, 0, ".."},
		{[]int{10_000, 100}, []int{0, 101}, 0, ".x"},
		{[]int{4_000}, []int{6_000}, 1, "."},
		{[]int{0, 0}, []int{4, 5}, 3, ".."},
		{[]int{300, 300, 300, 300, 300, 300, 300, 300, 300, 300, 300, 299}, nil, 1, "...........x"},
		{[]int{300, 300, 300, 300, 300, 300, 300, 300, 300, 300, 300, 299}, nil, 0, "............"},
	} {
		parts := make([]Part, len(c.live))
		for i := range parts {
			parts[i].Pages = c.live[i]
			if c.gone != nil {
				parts[i].Pages, parts[i].Gone = c.live[i]+c.gone[i], make([]int, c.gone[i])
			}
		}
		got := ""
		for _, is := range together(parts, c.fresh) {
			got += map[bool]string{false: ".", true: "x"}[is]
		}
		if got != c.want {
			t.Errorf("%v and %d: %s, want %s", c.live, c.fresh, got, c.want)
		}
	}
}

func TestLost(t *testing.T) {
	page := Page{Title: "The queue", Lead: "It stood", Text: "queues waited for naïve locks", Marks: []string{"tag:dns"}}
	for name, c := range map[string]struct {
		was  Page
		want string
	}{
		"nothing":       {Page{}, ""},
		"its words":     {Page{Title: "Queue", Text: "naive lock", Lead: "stood", Marks: []string{"tag:dns"}}, ""},
		"a word":        {Page{Text: "queue zanzibar zanzibars"}, "zanzibar"},
		"in the title":  {Page{Title: "Zanzibar"}, "zanzibar"},
		"in the lead":   {Page{Lead: "Zanzibar"}, "zanzibar"},
		"another mark":  {Page{Marks: []string{"tag:zanzibar"}}, "tag:zanzibar"},
		"no whole word": {Page{Text: "wait"}, "wait"},
	} {
		if got := strings.Join(page.Lost(&c.was), " "); got != c.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// A file of a segment that is not as it was written is not read.
func TestADamagedFileIsRefused(t *testing.T) {
	f := folder{}
	f.update(t, []Page{{Key: "a", Text: "one"}})
	for name, data := range f {
		f[name] = slices.Clone(data)
		f[name][len(data)/2] ^= 1
		x, err := Open(f.read)
		if err == nil {
			_, err = x.Read(&x.Segments[0], strings.TrimPrefix(name, x.Segments[0].ID+"/"))
		}
		if err == nil {
			t.Errorf("%s was read", name)
		}
		f[name] = data
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
