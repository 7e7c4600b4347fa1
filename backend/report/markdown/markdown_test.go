package markdown_test

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/graph"
	"secondstory/backend/letter"
	"secondstory/backend/report"
	"secondstory/backend/report/markdown"
)

func build(t *testing.T, w *debrief.Whole, edition report.Edition) *report.Report {
	t.Helper()
	words, err := copy.New("en")
	if err != nil {
		t.Fatal(err)
	}
	r, err := report.Build(w, report.Options{Edition: edition, Now: time.Date(2026, 11, 10, 9, 0, 0, 0, time.UTC), T: words.T})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// rendered is what a reader sees of Markdown, and its HTML.
func rendered(t *testing.T, source []byte) (text, page string) {
	t.Helper()
	var out bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert(source, &out); err != nil {
		t.Fatal(err)
	}
	page = out.String()
	text = html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, ""))
	return strings.Join(strings.Fields(text), " "), page
}

func write(t *testing.T, r *report.Report) []byte {
	t.Helper()
	out, err := markdown.Write(r)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEverythingIsReadAgain(t *testing.T) {
	for _, edition := range report.Editions() {
		r := build(t, demo.Debrief(), edition)
		text, page := rendered(t, write(t, r))
		want := []string{r.Title, r.Summary.Lead}
		for _, row := range r.Timeline.Rows {
			want = append(want, row.Text)
		}
		for _, n := range r.Narratives {
			want = append(want, n.Name)
			for _, p := range n.Paragraphs {
				for _, s := range p.Sentences {
					want = append(want, s.Text)
				}
			}
		}
		for _, g := range r.Factors {
			for _, f := range g.Factors {
				want = append(want, f.Text, f.Detail)
			}
		}
		for _, c := range r.Countermeasures {
			want = append(want, c.Text, c.Know, c.Owner)
		}
		for _, p := range append(append([]report.Point{}, r.Helped...), r.Questions...) {
			want = append(want, p.Text)
		}
		for _, s := range want {
			if s = strings.Join(strings.Fields(strings.Trim(s, "“”\"")), " "); !strings.Contains(text, s) {
				t.Errorf("%s: %q is not read again", edition, s)
			}
		}
		if n := strings.Count(page, "<table>"); n < 3 {
			t.Errorf("%s: %d tables", edition, n)
		}
		if strings.Contains(page, "<!-- raw HTML omitted -->") {
			t.Errorf("%s: it holds HTML", edition)
		}
	}
}

// What somebody wrote is text, whatever it looks like.
func TestNothingSomebodyWroteMeansAnything(t *testing.T) {
	plain := write(t, build(t, demo.Debrief(), report.Named))
	_, usual := rendered(t, plain)
	tags := func(page string) map[string]int {
		out := map[string]int{}
		for _, tag := range regexp.MustCompile(`<[a-z0-9]+`).FindAllString(page, -1) {
			out[tag]++
		}
		return out
	}
	for _, evil := range []string{
		"# a heading", "1. a list", "12) a list", "- a list", "+ a list", "* a list", "> quoted", "```go", "~~~", "| a | table |", "***", "---", "===", "a --- b",
		"<script>alert(1)</script>", "<b>bold</b>", "[a](http://b)", "![a](http://b/x.png)", "&amp; &lt; &#33;", "*a* _b_ `c` **d** ~~e~~", `a \ b \* c`, "[^1]: note", "[x]: http://y",
		"http://a.b/c", "HTTPS://a.b", "www.a.b/c", "write x@y.example", "mailto:x@y.example", "](javascript:alert(1))", "[x](javascript:alert(1))", "javascript:alert(1)",
		"[a]: javascript:x", "<!-- gone -->", "    code", "\tcode", "- [ ] task", "* [x] task", "<details open>", "&#106;avascript:", "2018. was a year", "a\u2028# b", "a\r\n# b",
		"`|`", "``` x", "a\\|b", "> > > deep", "+", "-", "#", "1)", "<a href='x'>y</a>",
		"ends with two spaces  ", `ends with a backslash \`, "$x^2$", "a|b||c", "<http://a.b>", "\u202eright to left", "مرحبا بالعالم", "🙂 emoji",
	} {
		w := demo.Debrief()
		for i := range w.Factors {
			w.Factors[i].Detail = evil
		}
		for i := range w.Entries {
			w.Entries[i].Text = evil
		}
		for i := range w.Helped {
			w.Helped[i].Text = evil
		}
		for i := range w.Countermeasures {
			w.Countermeasures[i].Text = evil
		}
		for i := range w.Participants {
			w.Participants[i].Role, w.Participants[i].Team = evil, evil
		}
		for i := range w.Bands {
			w.Bands[i].Title, w.Bands[i].Label = evil, evil
		}
		for i := range w.Questions {
			w.Questions[i].Text = evil
		}
		w.Debrief.Impact.Data, w.Debrief.Classification, w.Debrief.Severity, w.Debrief.Reference = evil, evil, evil, evil
		w.Debrief.Summary.Ended = debrief.Fact{Head: evil, Text: evil}
		w.Debrief.Summary.Lead = evil
		r := build(t, w, report.Named)
		text, page := rendered(t, write(t, r))
		if !strings.Contains(text, strings.Join(strings.Fields(letter.Plain(r.Factors[0].Factors[0].Detail)), " ")) {
			t.Errorf("%q is not read again in %.300q", evil, text)
		}
		was, is := tags(usual), tags(page)
		for _, tag := range []string{"<h1", "<h2", "<table", "<script", "<b", "<img", "<code", "<pre", "<hr", "<del", "<sup", "<a", "<input", "<details"} {
			if was[tag] != is[tag] {
				t.Errorf("%q makes %d of %s>, usual are %d", evil, is[tag], tag, was[tag])
			}
		}
	}
}

// TestEvidenceIsTold: pictures with what is said of them, graphs with what they measured.
func TestEvidenceIsTold(t *testing.T) {
	r := build(t, demo.Debrief(), report.RoleOnly)
	at := time.Date(2026, 11, 3, 14, 0, 0, 0, time.UTC)
	s := debrief.Series{Name: `lag_seconds{db="a|b"}`}
	for i := range 20 {
		s.Points = append(s.Points, debrief.Point{At: at.Add(time.Duration(i) * time.Minute), Value: float64(i)})
	}
	r.Pictures = []report.Picture{{Number: 1, Caption: "The <b>board</b>.", From: "Grafana, 14:05 UTC", Entries: []report.Ref{{Label: "14:05"}}}}
	r.Graphs = []report.Graph{{
		Number: 1, Source: "lag.json", SHA256: "abab", Moments: []string{"14:03:00"}, Entries: []report.Ref{{Label: "14:03"}},
		Drawing: graph.Input{Series: []debrief.Series{s, {Name: `lag_seconds{db="c"}`}}, Marks: []graph.Mark{{At: at.Add(3 * time.Minute)}}},
	}}
	text, page := rendered(t, write(t, r))
	for _, want := range []string{
		"Picture 1. The <b>board</b>. Grafana, 14:05 UTC. Entries: 14:05.", "Graph 1. lag_seconds. From lag.json, SHA-256 abab. Read at 14:03:00 UTC. Entries: 14:03.",
		"0 s (14:00:00)", "19 s (14:19:00)", "3 s (14:03:00)", "a|b",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not told", want)
		}
	}
	if strings.Count(page, "<table>") < 4 {
		t.Error("what was measured is no table")
	}
}

func TestNoNameIsInATextThatMustNotHoldIt(t *testing.T) {
	w := demo.Debrief()
	w.Participants[0].Name = "Zor_blatt Quux"
	w.Entries[0].Text = "Zor_blatt Quux saw it"
	r := build(t, w, report.RoleOnly)
	if out := write(t, r); bytes.Contains(out, []byte("blatt")) {
		t.Error("a name is in it")
	}
	r.Summary.Lead = "Ask Zor_blatt Quux"
	if _, err := markdown.Write(r); debrief.CodeOf(err) != debrief.CodeNameFound {
		t.Errorf("a name that came in past the edition: %v", err)
	}
}
