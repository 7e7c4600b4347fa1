package pdf

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/report"
)

var update = flag.Bool("update", false, "write the golden files anew")

// extract reads a PDF's text as a reader's clipboard would have it. It also
// holds the file to poppler's parser, which complains on its standard error.
func extract(t *testing.T, file []byte) string {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Fatal("pdftotext is missing (Debian: poppler-utils); make test installs it")
	}
	path := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	var out, complaints bytes.Buffer
	c := exec.Command(tool, "-layout", path, "-")
	c.Stdout, c.Stderr = &out, &complaints
	if err := c.Run(); err != nil || complaints.Len() > 0 {
		t.Fatalf("pdftotext: %v %s", err, complaints.String())
	}
	return out.String()
}

// TestGolden compares the sample's text and pages with what somebody has
// looked at: go test ./backend/report/pdf -run Golden -update
func TestGolden(t *testing.T) {
	for _, e := range report.Editions() {
		o := options(t)
		o.Edition = e
		file, note := write(t, build(t, demo.Debrief(), o))
		got := extract(t, file)
		if n := strings.Count(got, "\f"); n != note.Pages {
			t.Errorf("%s: %d pages, the note says %d", e, n, note.Pages)
		}
		path := filepath.Join("testdata", "sample-"+string(e)+".txt")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: the text differs from %s; look at it, then run with -update\n%s", e, path, firstDifference(got, string(want)))
		}
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return "got  " + g[i] + "\nwant " + w[i]
		}
	}
	return "one is longer"
}

// titles reads the outline's titles in their order.
func titles(file []byte) []string {
	out := []string{}
	for _, m := range regexp.MustCompile(`(?s)<</Title \((.*?)\)\n/Parent`).FindAllSubmatch(file, -1) {
		b := regexp.MustCompile(`(?s)\\(.)`).ReplaceAll(m[1], []byte("$1"))
		u := make([]uint16, 0, len(b)/2)
		for i := 2; i+1 < len(b); i += 2 {
			u = append(u, uint16(b[i])<<8|uint16(b[i+1]))
		}
		out = append(out, string(utf16.Decode(u)))
	}
	return out
}

func TestStructure(t *testing.T) {
	file, note := write(t, build(t, demo.Debrief(), options(t)))
	all := strings.Join(titles(file), "|")
	at := 0
	for _, want := range []string{"Summary", "How to read this report", "Impact", "Timeline", "Narratives", "Contributing factors", "What helped", "Where we were lucky", "Countermeasures", "Not pursued", "Open questions", "People", "Method", "About this report"} {
		i := strings.Index(all[at:], want)
		if i < 0 {
			t.Fatalf("no bookmark %q in its place: %s", want, all)
		}
		at += i
	}
	for _, want := range []string{"/Lang (en)", "/DisplayDocTitle true", "/Subtype /Link", "/URI (https://about.gitlab.com/"} {
		if !bytes.Contains(file, []byte(want)) {
			t.Errorf("no %s", want)
		}
	}
	for _, never := range []string{"/Author", "/Subject", "/tmp", "root"} {
		if bytes.Contains(file, []byte(never)) {
			t.Errorf("the file says %s", never)
		}
	}
	if note.Pages < 5 || len(note.Missing) != 0 {
		t.Errorf("note %+v", note)
	}
}

// TestLinksLeadBothWays: from each factor to its entries and from each of
// these back.
func TestLinksLeadBothWays(t *testing.T) {
	r := build(t, demo.Debrief(), options(t))
	f, err := newSetter(r).set(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	targets := map[string]bool{}
	for _, p := range f.pages {
		for _, l := range p.links {
			targets[l.target] = true
			if _, outside := cutURL(l.target); outside {
				continue
			}
			if _, ok := f.anchors[l.target]; !ok {
				t.Errorf("a link leads to %q, which is nowhere", l.target)
			}
		}
	}
	for _, g := range r.Factors {
		for _, x := range g.Factors {
			for _, e := range x.Entries {
				if !targets[entryAnchor(e.ID)] && !targets[toldAnchor(e.ID)] {
					t.Errorf("nothing leads from factor %d to %q", x.Number, e.Label)
				}
			}
			if len(x.Entries) > 0 && !targets[factorAnchor(x.Number)] {
				t.Errorf("nothing leads back to factor %d", x.Number)
			}
		}
	}
}

func TestSameContentSameBytes(t *testing.T) {
	first, _ := write(t, build(t, demo.Debrief(), options(t)))
	for range 4 {
		if again, _ := write(t, build(t, demo.Debrief(), options(t))); !bytes.Equal(first, again) {
			t.Fatal("the same debrief gave two files")
		}
	}
}

// TestANameIsRefused plants a name behind the projection's back: the file is
// not written and the places are said.
func TestANameIsRefused(t *testing.T) {
	w := demo.Debrief()
	w.Participants = append(w.Participants, debrief.Participant{Base: debrief.Base{ID: "x", DebriefID: w.Debrief.ID}, Name: "Ana Lima", Role: "Analyst"})
	for where, plant := range map[string]func(*report.Report){
		"page 1":            func(r *report.Report) { r.Summary.Lead = "Ana was there." },
		"page 3":            func(r *report.Report) { r.Timeline.Rows[len(r.Timeline.Rows)/2].Text = "then LIMA came" },
		"title of the file": func(r *report.Report) { r.Title = "What Ana\u00a0Lima saw" },
		"outline":           func(r *report.Report) { r.Narratives[0].Name = "Ana Lima" },
		"page 11":           func(r *report.Report) { r.Links[0].URL = "https://example.org/ana/lima" },
	} {
		r := build(t, w, options(t))
		plant(r)
		var b bytes.Buffer
		_, err := Write(context.Background(), &b, r)
		var e *debrief.Error
		if debrief.CodeOf(err) != debrief.CodeNameFound || !errors.As(err, &e) || b.Len() > 0 {
			t.Errorf("%s: got %v and %d bytes", where, err, b.Len())
			continue
		}
		if !strings.Contains(e.Args["places"], where) {
			t.Errorf("%s: places are %q", where, e.Args["places"])
		}
	}
}

// TestAPartOfAWordIsNobodysName: "Ana…" cut out of "Analysis" holds no file back.
func TestAPartOfAWordIsNobodysName(t *testing.T) {
	for want, ops := range map[string][]op{
		"of the":          {{text: "of the Ana…"}},
		"an analysis too": {{text: "an ana", open: true}, {text: "lysis too", joined: true}},
		"and so":          {{text: "lysis", joined: true, open: true}, {text: "ana and so", joined: true}},
		"then":            {{text: "then an", open: true}, {text: "alys", joined: true, open: true}},
		"one two":         {{text: "one"}, {kind: opRect, text: "not said"}, {text: "two"}},
	} {
		if got := drawn(page{ops: ops}); strings.TrimSpace(got) != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestMissingCharactersAreListed(t *testing.T) {
	w := demo.Debrief()
	w.Debrief.Title = "The 😀 outage in 東"
	file, note := write(t, build(t, w, options(t)))
	if got := strings.Join(note.Missing, " "); got != "U+6771 U+1F600" {
		t.Errorf("missing %s", got)
	}
	if text := extract(t, file); !strings.Contains(text, "‹U+1F600›") || !strings.Contains(text, "‹U+6771›") {
		t.Error("the code points are not in the text")
	}
}

func TestScriptsCanBeCopied(t *testing.T) {
	w := demo.Debrief()
	w.Debrief.Summary.Lead = "Žižek Ελλάδα Привет Tiếng Việt → ≤ ✓ done"
	file, note := write(t, build(t, w, options(t)))
	if text := extract(t, file); len(note.Missing) > 0 || !strings.Contains(text, "Žižek Ελλάδα Привет Tiếng Việt → ≤ ✓ done") {
		t.Errorf("missing %v in\n%.400s", note.Missing, text)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var b bytes.Buffer
	if _, err := Write(ctx, &b, build(t, demo.Debrief(), options(t))); !errors.Is(err, context.Canceled) || b.Len() > 0 {
		t.Errorf("got %v and %d bytes", err, b.Len())
	}
}

func TestAPanicIsAnError(t *testing.T) {
	var b bytes.Buffer
	if _, err := Write(context.Background(), &b, nil); debrief.CodeOf(err) != debrief.CodeExport {
		t.Errorf("got %v", err)
	}
}

// TestPageOneHolds fills every field of page one to its limit, on both papers.
func TestPageOneHolds(t *testing.T) {
	words := strings.TrimSpace(strings.Repeat("replication ", 30))
	for _, paper := range []report.Paper{report.A4, report.Letter} {
		w := filled(words, 40)
		o := options(t)
		o.Paper = paper
		f, err := newSetter(build(t, w, o)).set(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		inside(t, string(paper), f)
		for _, op := range f.pages[0].ops {
			if op.kind == opText && op.y > f.sheet.bottom && op.y < f.sheet.foot {
				t.Errorf("%s: %q runs over", paper, op.text)
			}
		}
		if at := f.anchors[sectionAnchor("full")]; at.page != 2 {
			t.Errorf("%s: what page one has no room for is on page %d", paper, at.page)
		}
	}
}

// TestNoHeadingStandsAlone: below every heading of a section there is text on
// the same page.
func TestNoHeadingStandsAlone(t *testing.T) {
	for _, n := range []int{3, 7, 20, 45} {
		f, err := newSetter(build(t, filled("The pool graph was opened from memory of last winter", n), options(t))).set(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for name, at := range f.anchors {
			if !strings.HasPrefix(name, "section:") {
				continue
			}
			below := 0
			for _, o := range f.pages[at.page-1].ops {
				if o.kind == opText && o.y > at.y+24 && o.y < f.sheet.bottom {
					below++
				}
			}
			if below == 0 {
				t.Errorf("%d: %s stands alone at the foot of page %d", n, name, at.page)
			}
		}
	}
}

// TestBandsStayWithTheirEntries: the row that begins a band of attention is
// never the last on a page.
func TestBandsStayWithTheirEntries(t *testing.T) {
	for _, paper := range []report.Paper{report.A4, report.Letter} {
		for _, w := range []*debrief.Whole{demo.Debrief(), times(6), checkout()} {
			o := options(t)
			o.Paper = paper
			f, err := newSetter(build(t, w, o)).set(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			for i, p := range f.pages[1:] {
				last := op{}
				for _, o := range p.ops {
					if o.kind == opText && o.y < f.sheet.bottom && o.y > last.y {
						last = o
					}
				}
				if last.style.color == accent() && last.style.face == sansBold() {
					t.Errorf("%q is the last on page %d", last.text, i+2)
				}
			}
		}
	}
}

func TestDates(t *testing.T) {
	o := options(t)
	o.Now = time.Date(2027, 1, 2, 3, 4, 5, 0, time.FixedZone("x", 3600))
	file, _ := write(t, build(t, demo.Debrief(), o))
	if bytes.Count(file, []byte("D:20270102020405")) != 2 {
		t.Error("the dates are not the report's")
	}
}
