package html_test

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/report"
	page "secondstory/backend/report/html"
	"secondstory/backend/report/pdf/font"
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

func options(t *testing.T) page.Options {
	t.Helper()
	m, err := font.NewMeasurer("inter", "400", "600")
	if err != nil {
		t.Fatal(err)
	}
	return page.Options{Lang: "en", Measure: m.Two("400", "600")}
}

func write(t *testing.T, r *report.Report) []byte {
	t.Helper()
	out, err := page.Write(r, options(t))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// read walks a page: its text, its elements' counts, its ids, and where it leads.
func read(t *testing.T, source []byte) (text string, elements map[string]int, ids map[string]bool, links []string) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	var words strings.Builder
	elements, ids = map[string]int{}, map[string]bool{}
	for n := range root.Descendants() {
		switch n.Type {
		case html.TextNode:
			if n.Parent.Data != "style" {
				words.WriteString(n.Data + " ")
			}
		case html.ElementNode:
			elements[n.Data]++
			for _, a := range n.Attr {
				switch {
				case a.Key == "id" && (a.Val == "" || ids[a.Val]):
					t.Errorf("the id %q is there twice or empty", a.Val)
				case a.Key == "id":
					ids[a.Val] = true
				case a.Key == "href":
					links = append(links, a.Val)
				case strings.HasPrefix(a.Key, "on"), a.Key == "src", a.Key == "style":
					t.Errorf("<%s> has %s", n.Data, a.Key)
				}
			}
		}
	}
	return strings.Join(strings.Fields(words.String()), " "), elements, ids, links
}

func TestThePageHoldsTheReport(t *testing.T) {
	for _, edition := range report.Editions() {
		r := build(t, demo.Debrief(), edition)
		text, elements, ids, links := read(t, write(t, r))
		want := []string{r.Title, r.Summary.Lead, r.EditionLine}
		for _, row := range r.Timeline.Rows {
			want = append(want, strings.Trim(row.Text, "“”\""))
		}
		for _, g := range r.Factors {
			for _, f := range g.Factors {
				want = append(want, f.Text, f.Detail)
			}
		}
		for _, c := range r.Countermeasures {
			want = append(want, c.Text)
		}
		for _, s := range want {
			if s = strings.Join(strings.Fields(s), " "); !strings.Contains(text, s) {
				t.Errorf("%s: %q is not there", edition, s)
			}
		}
		if elements["h1"] != 1 || elements["main"] != 1 || elements["svg"] != 1 || elements["script"]+elements["img"]+elements["link"]+elements["iframe"] != 0 {
			t.Errorf("%s: %v", edition, elements)
		}
		for _, l := range links {
			if strings.HasPrefix(l, "#") && !ids[l[1:]] {
				t.Errorf("%s: %s leads nowhere", edition, l)
			}
			if l == "" || l == "#" {
				t.Errorf("%s: a link leads to %q", edition, l)
			}
		}
		if len(links) < 30 {
			t.Errorf("%s: only %d links", edition, len(links))
		}
	}
}

func TestNothingComesFromElsewhere(t *testing.T) {
	out := write(t, build(t, demo.Debrief(), report.Named))
	for _, bad := range []string{"@import", "url(h", "url(/", "url(\"", "http-equiv=\"refresh\"", "<script", "<link", "javascript:"} {
		if bytes.Contains(out, []byte(bad)) {
			t.Errorf("the page has %s", bad)
		}
	}
	if !bytes.Contains(out, []byte("default-src &#39;none&#39;")) {
		t.Error("the page has no policy")
	}
}

// What somebody wrote is text, and an id is nobody's to read.
func TestNothingSomebodyWroteMeansAnything(t *testing.T) {
	_, usual, _, _ := read(t, write(t, build(t, demo.Debrief(), report.Named)))
	evil := `</style><script>alert(1)</script><img src=x onerror=alert(2)>" onmouseover="x" {{.R}} &lt;b&gt; javascript:alert(3)`
	w := demo.Debrief()
	for i := range w.Entries {
		w.Entries[i].Text, w.Entries[i].Label = evil, evil
	}
	for i := range w.Factors {
		w.Factors[i].Detail = evil
	}
	for i := range w.Countermeasures {
		w.Countermeasures[i].Ticket = "javascript:alert(4)"
	}
	for i := range w.Debrief.Links {
		w.Debrief.Links[i].URL = "javascript:alert(5)"
	}
	for i := range w.Bands {
		w.Bands[i].Label = evil
	}
	for i := range w.Participants {
		w.Participants[i].Name, w.Participants[i].Role, w.Participants[i].Team = evil, evil, evil
	}
	for i := range w.Helped {
		w.Helped[i].Text = evil
	}
	for i := range w.Questions {
		w.Questions[i].Text = evil
	}
	for i := range w.Countermeasures {
		c := &w.Countermeasures[i]
		c.Text, c.Know, c.Reason, c.Owner = evil, evil, evil, debrief.Who{Name: evil}
	}
	d := &w.Debrief
	d.Reference, d.Classification, d.Severity, d.Tags = evil, `"}body{display:none}@page{x:"</style><b>`, evil, []string{evil}
	d.Impact.Data, d.Summary.Lead, d.Summary.Ended = evil, evil, debrief.Fact{Head: evil, Text: evil}
	d.Title = evil
	out := write(t, build(t, w, report.Named))
	text, elements, _, links := read(t, out)
	if !strings.Contains(text, `{{.R}} &lt;b&gt;`) {
		t.Error("it is not there as it was written")
	}
	for _, e := range []string{"script", "img", "style", "b"} {
		if elements[e] != usual[e] {
			t.Errorf("%d of <%s>, usual are %d", elements[e], e, usual[e])
		}
	}
	for _, l := range links {
		if strings.HasPrefix(l, "javascript:") {
			t.Errorf("a link to %s", l)
		}
	}
	if ids := regexp.MustCompile(`sample-[a-z0-9-]+`).FindAll(out, 1); len(ids) > 0 {
		t.Errorf("an id is there: %s", ids)
	}
}

// Names of the page's own marks ("mark", "main", "Georgia") are nobody's.
func TestNoNameIsInAPageThatMustNotHoldIt(t *testing.T) {
	w := demo.Debrief()
	for i, name := range []string{"Georgia O'Mark", "Main Grid", "Figure Ink"} {
		w.Participants[i].Name = name
	}
	w.Entries[0].Text = "Georgia O'Mark saw it"
	r := build(t, w, report.RoleOnly)
	if out := write(t, r); bytes.Contains(out, []byte("O&#39;Mark")) {
		t.Error("a name is in it")
	}
	r.Summary.Lead = "Ask Georgia O'Mark"
	if _, err := page.Write(r, options(t)); debrief.CodeOf(err) != debrief.CodeNameFound {
		t.Errorf("a name that came in past the edition: %v", err)
	}
}

func TestAnEmptyDebriefIsAPage(t *testing.T) {
	r := build(t, debrief.NewWhole(*debrief.NewDebrief("2026-11-10T09:00:00Z")), report.Public)
	if _, elements, _, _ := read(t, write(t, r)); elements["h2"] < 8 || elements["svg"] != 0 {
		t.Errorf("%v", elements)
	}
}

// Templates that are kept write each page as it is alone, several at once too.
func TestKeptTemplatesWriteTheSamePages(t *testing.T) {
	kept := &page.Templates{}
	var all sync.WaitGroup
	for _, edition := range report.Editions() {
		r := build(t, demo.Debrief(), edition)
		want := write(t, r)
		for range 4 {
			all.Go(func() {
				o := options(t)
				o.Templates = kept
				got, err := page.Write(r, o)
				if err != nil || !bytes.Equal(got, want) {
					t.Errorf("%s: another page, %v", edition, err)
				}
			})
		}
	}
	all.Wait()
}
