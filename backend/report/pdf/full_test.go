package pdf

import (
	"fmt"
	"strings"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/report"
)

// many writes so many words as long as those of plain English, each of them another.
func many(name string, n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("%s%d", name, i)
	}
	return strings.Join(out, " ")
}

// brimming is a debrief whose page one has this many times the words it has room for.
func brimming(times int) *debrief.Whole {
	w := demo.Debrief()
	s := &w.Debrief.Summary
	s.Lead = many("leads", times*debrief.MaxLeadWords)
	for i, f := range []*debrief.Fact{&s.Noticed, &s.Affected, &s.Ended} {
		f.Head = many(string(rune('p'+i))+"hea", times*debrief.MaxHeadWords)
		f.Text = many(string(rune('p'+i))+"tex", times*debrief.MaxFactWords)
	}
	for i := range s.Learnings {
		s.Learnings[i].Title = many(string(rune('a'+i))+"tit", times*debrief.MaxTitleWords)
		s.Learnings[i].Text = many(string(rune('a'+i))+"lea", times*debrief.MaxLearningWords)
	}
	return w
}

func said(w *debrief.Whole) []string {
	s, out := w.Debrief.Summary, []string{w.Debrief.Summary.Lead}
	for _, f := range []debrief.Fact{s.Noticed, s.Affected, s.Ended} {
		out = append(out, f.Head, f.Text)
	}
	for _, l := range s.Learnings {
		out = append(out, l.Title, l.Text)
	}
	return strings.Fields(strings.Join(out, " "))
}

// pagesOf is the words drawn on each page; a word broken over two lines is one.
func pagesOf(t *testing.T, w *debrief.Whole, paper report.Paper) []string {
	t.Helper()
	o := options(t)
	o.Paper = paper
	r, err := report.Build(w, o)
	if err != nil {
		t.Fatal(err)
	}
	f, err := newSetter(r).set(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, p := range f.pages {
		out = append(out, " "+strings.ToLower(drawn(p))+" ")
	}
	return out
}

// Every page says which version it is of, with the hash, however long the reference and
// the classification are.
func TestEveryFootHasTheVersion(t *testing.T) {
	for _, long := range []int{0, 1, 30} {
		w := extremes()["signed"]
		w.Debrief.Reference = strings.Repeat("INC-2026-11-03 ", long)
		w.Debrief.Classification = strings.Repeat("Confidential ", long)
		for _, paper := range []report.Paper{report.A4, report.Letter} {
			o := options(t)
			o.Paper, o.Version = paper, "1.1"
			r, err := report.Build(w, o)
			if err != nil {
				t.Fatal(err)
			}
			f, err := newSetter(r).set(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for i, p := range f.pages {
				if text := drawn(p); !strings.Contains(strings.ToLower(text), "version 1.1, "+r.ShortHash()) {
					t.Errorf("%s, %d times, page %d: %.200q", paper, long, i+1, text[max(0, len(text)-200):])
				}
			}
		}
	}
}

// What keeps to the limits stands on page one of A4, all of it; what is cut there, since it
// is longer or the paper is shorter, is on the page after, every word of it. Page one is one
// page.
func TestPageOneKeepsWhatItHasRoomFor(t *testing.T) {
	for _, paper := range []report.Paper{report.A4, report.Letter} {
		for _, times := range []int{1, 2, 8} {
			w := brimming(times)
			pages := pagesOf(t, w, paper)
			where, after := pages[0], strings.Join(pages[1:], " ")
			whole := times == 1 && paper == report.A4
			if !whole {
				where = strings.Join(pages, " ")
			}
			for _, word := range said(w) {
				if !strings.Contains(where, " "+word+" ") && !strings.Contains(where, " "+word+".") {
					t.Errorf("%s, %d times the words: %q is not there", paper, times, word)
				}
			}
			if full := strings.Contains(after, "page one, in full"); full == whole {
				t.Errorf("%s, %d times the words: said in full again: %v", paper, times, full)
			}
			if !strings.Contains(pages[1], "how to read this report") {
				t.Errorf("%s, %d times the words: page one is more than one page", paper, times)
			}
		}
	}
}
