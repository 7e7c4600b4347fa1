package pdf

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/report"
)

// filled returns a debrief with a text in every field, n of everything.
func filled(text string, n int) *debrief.Whole {
	d := debrief.NewDebrief("2026-11-21T12:00:00Z")
	d.Title, d.Reference, d.Severity, d.Classification = text, text, text, text
	d.Impact = debrief.Impact{Customers: text, Data: text, Revenue: text, Goodwill: text, Text: text}
	d.Tags, d.Links = []string{text}, []debrief.Link{{Title: text, URL: "https://example.org/" + text}}
	d.Facilitator, d.NoteTaker = "Frida Facil", "Nora Notes"
	start := time.Date(2026, 11, 3, 14, 2, 0, 0, time.UTC)
	d.Started, d.Resolved = debrief.At(start, "UTC", debrief.PrecisionMinute), debrief.At(start.Add(9*time.Hour), "UTC", debrief.PrecisionAbout)
	d.Summary = debrief.Summary{Lead: text, Noticed: debrief.Fact{Head: text, Text: text}, Affected: debrief.Fact{Head: text, Text: text}, Ended: debrief.Fact{Head: text, Text: text}}
	w := debrief.NewWhole(*d)
	for i := range n {
		fill(w, text, i, start)
	}
	for i := range 3 {
		w.Debrief.Summary.Learnings = append(w.Debrief.Summary.Learnings, debrief.Learning{Title: text, Text: text, FactorID: fmt.Sprint("f", i)})
	}
	return w
}

func fill(w *debrief.Whole, text string, i int, start time.Time) {
	base := func(kind string) debrief.Base { return debrief.Base{ID: fmt.Sprint(kind, i), DebriefID: "d"} }
	who := debrief.Who{ParticipantID: fmt.Sprint("p", i%7)}
	at := debrief.At(start.Add(time.Duration(i*i)*time.Second), "UTC", debrief.PrecisionSecond)
	w.Add(&debrief.Participant{Base: base("p"), Name: fmt.Sprintf("Person%d Xname%d", i, i), Role: text, Team: text, Parts: debrief.Parts, Newcomer: i%2 == 0, Absent: i%3 == 0})
	w.Add(&debrief.Entry{Base: base("e"), Place: debrief.Place{Stage: 3 + i%2}, Time: at, Who: who, Text: text, Label: text, Basis: debrief.BasisRecord, Source: text, Quote: i%5 == 4})
	w.Add(&debrief.Entry{Base: base("n"), Place: debrief.Place{Stage: 3}, Who: who, Text: text, Basis: debrief.BasisMemory})
	w.Add(&debrief.Factor{Base: base("f"), Text: text, Detail: text, Category: debrief.Categories[i%len(debrief.Categories)], EntryIDs: []debrief.ID{fmt.Sprint("e", i), fmt.Sprint("n", i), "gone"}})
	w.Add(&debrief.Helped{Base: base("h"), Text: text, Luck: i%2 == 0, EntryIDs: []debrief.ID{fmt.Sprint("e", i)}})
	states := debrief.CountermeasureStates
	w.Add(&debrief.Countermeasure{Base: base("c"), Text: text, State: states[i%len(states)], From: who, Owner: who, Due: "2026-12-04", Priority: debrief.PriorityHigh, Know: text, Ticket: text, Reason: text, SoakUntil: "2026-12-01", FactorIDs: []debrief.ID{fmt.Sprint("f", i)}})
	w.Add(&debrief.Question{Base: base("asked"), Text: text, State: debrief.QuestionAsked, Who: who, AboutID: fmt.Sprint("e", i)})
	w.Add(&debrief.Question{Base: base("q"), Text: text, State: debrief.QuestionOpen, Who: who, AboutID: fmt.Sprint("e", i)})
	if i < 8 {
		from := start.Add(time.Duration(i) * 20 * time.Minute)
		w.Add(&debrief.Band{Base: base("b"), Label: text, Title: text, From: debrief.At(from, "UTC", debrief.PrecisionMinute), To: debrief.At(from.Add(15*time.Minute), "UTC", debrief.PrecisionMinute)})
	}
}

// hostile is texts that have broken such programs before.
func hostile() map[string]string {
	return map[string]string{
		"emoji": "The deploy bot said 🎉👩🏽‍💻 and 🇪🇺 left", "arabic": "قال المهندس إن النظام توقف", "hebrew": "השרת נפל",
		"chinese": strings.Repeat("数据库被删除了", 40), "nul": "a\x00b\x01\x02\x7f\u0085c", "long word": strings.Repeat("x", 10000),
		"invalid utf-8": "a\xff\xfe\xc0b", "combining": "e\u0301\u0301\u0301 Z\u0351\u036b\u0343algo", "direction": "\u202eevil\u202c \u2066x\u2069",
		"wide": strings.Repeat("W", 300), "parens": `(a\b)) \( \)`, "new lines": "one\r\n\ntwo\u2028three\tfour", "beyond": "\U0010FFFF\uFFFF\uFFFE\uE000",
		"scripts": "Žižek Ελλάδα Привет Tiếng Việt → ≤ ✓ ①", "braces": "{n} {page} %s %d %%", "space": "   ", "nbsp": "a\u00a0b\u202fc\u2007d",
		"quotes": `“”"'‘’«»`, "url": "https://example.org/" + strings.Repeat("path/", 80), "long": strings.Repeat("It was a long night and the graph was flat. ", 60),
		"ligature": "ﬁnd ﬂow ŀ ŉ", "soft": "con\u00adtin\u200bue\ufeff", "one": "x",
	}
}

func TestHostileTexts(t *testing.T) {
	for name, text := range hostile() {
		for i, edition := range report.Editions() {
			if i > 0 && (len(text) > 200 || testing.Short()) {
				break
			}
			o := options(t)
			o.Edition = edition
			n := 9
			if name == "long word" || name == "long" {
				n = 2
			}
			checkSet(t, name+" "+string(edition), filled(text, n), o)
		}
	}
}

func TestSizes(t *testing.T) {
	for name, w := range map[string]*debrief.Whole{
		"nothing": debrief.NewWhole(debrief.Debrief{}), "new": debrief.NewWhole(*debrief.NewDebrief("2026-11-21T12:00:00Z")),
		"many": filled("The pool graph was opened from memory of last winter’s migration", 300),
		"some": filled("The pool graph was opened from memory", 60), "one": filled("Short", 1),
	} {
		for _, paper := range []report.Paper{report.A4, report.Letter} {
			o := options(t)
			o.Paper = paper
			checkSet(t, name+" "+string(paper), w, o)
		}
	}
}

// checkSet sets a debrief and checks that all that is drawn lies inside the
// margins, and that page one did not overflow.
func checkSet(t *testing.T, name string, w *debrief.Whole, o report.Options) {
	t.Helper()
	r := build(t, w, o)
	s := newSetter(r)
	f, err := s.set(context.Background())
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	inside(t, name, f)
	if err := r.Check(s.places(f)); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if _, err := s.file(context.Background(), f); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

func inside(t *testing.T, name string, f *flow) {
	t.Helper()
	s := f.sheet
	for i, p := range f.pages {
		for _, o := range p.ops {
			if o.kind != opText {
				continue
			}
			if strings.TrimSpace(o.text) == "" {
				continue
			}
			if strings.Contains(o.text, "report.") && !strings.Contains(o.text, "/") {
				t.Fatalf("%s: page %d: %q has no text in the catalogue", name, i+1, o.text)
			}
			top, bottom := s.first-.01, s.height-mm(10)
			if o.y-o.style.size*.5 < top || o.y > bottom || (o.y > s.bottom+1 && o.y < s.foot) {
				t.Fatalf("%s: page %d: %.40q at %.1f is above or below the text", name, i+1, o.text, o.y)
			}
			if o.x < s.left-.5 || o.x+o.w > s.right+.5 {
				t.Fatalf("%s: page %d: %.40q from %.1f to %.1f is outside %.1f to %.1f", name, i+1, o.text, o.x, o.x+o.w, s.left, s.right)
			}
		}
	}
}

// TestRandomTexts is the property over texts nobody thought of.
func TestRandomTexts(t *testing.T) {
	r, n := rand.New(rand.NewPCG(7, 8)), 20
	if testing.Short() {
		n = 10
	}
	ranges := [][2]rune{{0, 0x7f}, {0x80, 0x24f}, {0x300, 0x600}, {0x600, 0x700}, {0x2000, 0x2bff}, {0x3000, 0x9fff}, {0xd7f0, 0xe100}, {0xfe00, 0xffff}, {0x1f300, 0x1faff}, {0xe0000, 0xe0fff}}
	for i := range n {
		var b strings.Builder
		for range r.IntN(200) {
			g := ranges[r.IntN(len(ranges))]
			b.WriteRune(g[0] + rune(r.IntN(int(g[1]-g[0]))))
			if r.IntN(6) == 0 {
				b.WriteByte(' ')
			}
		}
		checkSet(t, fmt.Sprintf("random %d %q", i, b.String()), filled(b.String(), 1+r.IntN(8)), options(t))
	}
}

func FuzzSet(f *testing.F) {
	for _, text := range hostile() {
		if len(text) < 500 {
			f.Add(text, 2)
		}
	}
	o := options(f)
	f.Fuzz(func(t *testing.T, text string, n int) {
		if len(text) > 2000 {
			return
		}
		checkSet(t, fmt.Sprintf("%q", text), filled(text, 1+n&7), o)
	})
}

// What no font has is left out of the figure, and said where that was all there was.
func TestTheFigureLeavesOutWhatNoFontHas(t *testing.T) {
	m := newMetrics(nil, nil)
	for label, want := range map[string]string{
		"🚨 alert: checkout 5xx": "alert: checkout 5xx",
		"数据库复制延迟过大":             "[…]",
		"load 数据库 climbs":       "load climbs",
		"Load climbs":           "Load climbs",
		"":                      "",
	} {
		if got := readable(m.clean(sans(), label)); got != want {
			t.Errorf("%q is set as %q, not %q", label, got, want)
		}
	}
	if len(m.missing) == 0 {
		t.Error("nothing is told to be missing")
	}
	if again := m.clean(sans(), m.clean(sans(), "数")); again != "‹U+6570›" {
		t.Errorf("cleaned twice it is %q", again)
	}
}
