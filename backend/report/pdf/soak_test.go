package pdf

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/report"
	"secondstory/backend/report/pdf/pdftest"
)

// TestGateHostileDocuments: whatever people wrote and whenever it was, a report is set;
// no letter is a box, nothing is drawn beyond the margins, and the file is sound.
func TestGateHostileDocuments(t *testing.T) {
	documents, each := 60, 20
	if os.Getenv("SECONDSTORY_SOAK") != "" {
		documents, each = 3000, 100
	}
	// Counted as they run: with -run a part of them is asked for.
	shaper, ran, pages, read, held := testFonts(t), 0, 0, 0, 0
	for seed := range documents {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			ran++
			o := options(t)
			o.Edition, o.Paper = report.Editions()[seed%3], []report.Paper{report.A4, report.Letter}[seed/3%2]
			if seed%4 > 0 {
				o.Shaper = shaper
			}
			file := hostileSet(t, hostileDocument(uint64(seed)), o)
			if file == nil {
				held++
				return
			}
			f := pdftest.Must(t, file)
			if boxes := f.Boxes(); len(boxes) > 0 {
				t.Errorf("boxes: %.300q", boxes)
			}
			for i := range f.Pages {
				within(t, f, i, 14) // a mark without a letter hangs half of an em before its place
			}
			pages += len(f.Pages)
			if seed%each == 0 {
				pdftest.Sound(t, file)
				read++
			}
		})
	}
	if held > documents/20 {
		t.Errorf("%d of %d are held back", held, ran)
	}
	t.Logf("gate: hostile documents: %d with %d pages, 0 panics, 0 boxes, 0 texts beyond the margins; %d read by qpdf and poppler, %d held back for a name",
		ran, pages, read, held)
}

// hostileSet sets a document and returns the file, or nothing where it is held back:
// where somebody is called what somebody's role or the report itself is called. Letters that are drawn as outlines
// are in no font of the file: here they are asked for their glyphs.
func hostileSet(t *testing.T, w *debrief.Whole, o report.Options) []byte {
	t.Helper()
	r, err := report.Build(w, o)
	if err != nil {
		t.Fatal(err)
	}
	s := newSetter(r)
	f, err := s.set(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if r.Check(s.places(f)) != nil {
		return nil
	}
	for i, p := range f.pages {
		for _, o := range p.ops {
			if o.kind == opText {
				noBox(t, s.m, pageName(i+1), o)
			}
		}
	}
	file, err := s.file(context.Background(), f)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func noBox(t *testing.T, m *metrics, where string, o op) {
	t.Helper()
	for _, r := range m.runs(o.style.face, o.text) {
		if r.family != "" {
			continue
		}
		if w := m.word(o.style, r.text); w.Boxes > 0 {
			t.Errorf("%s: %d boxes in %+q", where, w.Boxes, r.text)
		}
	}
}

// hostileDocument is a debrief nobody would write, the same for the same seed.
func hostileDocument(seed uint64) *debrief.Whole {
	h := hostileWriter{r: rand.New(rand.NewPCG(seed, 9))}
	h.start = h.time()
	d := debrief.NewDebrief("2026-11-06T12:00:00Z")
	d.Title, d.Reference, d.Severity, d.Classification = h.text(), h.text(), h.text(), h.text()
	d.Impact = debrief.Impact{Customers: h.text(), Data: h.text(), Revenue: h.text(), Goodwill: h.text(), Text: h.text()}
	d.Tags, d.Links = []string{h.text()}, []debrief.Link{{Title: h.text(), URL: "https://example.org/" + h.text()}, {URL: h.text()}}
	d.Facilitator, d.LocalZone = h.text(), h.one("", "UTC", "Asia/Kathmandu", "Mars/Olympus")
	d.Started, d.Detected, d.Mitigated, d.Resolved = h.moment(), h.moment(), h.moment(), h.moment()
	d.Summary = debrief.Summary{Lead: h.text(), Noticed: h.fact(), Affected: h.fact(), Ended: h.fact()}
	for range h.r.IntN(5) {
		d.Summary.Learnings = append(d.Summary.Learnings, debrief.Learning{Title: h.text(), Text: h.text(), FactorID: h.id("f")})
	}
	w := debrief.NewWhole(*d)
	h.count = []int{h.size(), h.size(), h.size(), h.size()}
	for i := range h.count[0] {
		w.Add(&debrief.Participant{
			Base: h.base("p", i), Name: h.text(), Alias: h.text(), Role: h.text(), Team: h.text(), Parts: debrief.Parts[:h.r.IntN(len(debrief.Parts))],
			Newcomer: h.coin(), Absent: h.coin(), Reading: debrief.Reading(h.one("", string(debrief.ReadingAgreed))),
		})
	}
	for i := range h.count[1] {
		h.entry(w, i)
	}
	for i := range h.count[2] {
		w.Add(&debrief.Factor{
			Base: h.base("f", i), Text: h.text(), Detail: h.text(), Category: debrief.Categories[h.r.IntN(len(debrief.Categories))],
			EntryIDs: []debrief.ID{h.id("e"), h.id("e"), h.id("gone")},
		})
		w.Add(&debrief.Helped{Base: h.base("h", i), Text: h.text(), Luck: h.coin(), EntryIDs: []debrief.ID{h.id("e")}})
	}
	for i := range h.count[3] {
		h.change(w, i)
	}
	return w
}

type hostileWriter struct {
	r     *rand.Rand
	start time.Time
	// count is how many people, entries, factors and countermeasures there are.
	count []int
}

func (h *hostileWriter) coin() bool { return h.r.IntN(2) == 0 }

func (h *hostileWriter) one(of ...string) string { return of[h.r.IntN(len(of))] }

func (h *hostileWriter) id(kind string) debrief.ID { return fmt.Sprint(kind, h.r.IntN(8)) }

func (h *hostileWriter) base(kind string, i int) debrief.Base {
	return debrief.Base{ID: fmt.Sprint(kind, i), DebriefID: "d"}
}

func (h *hostileWriter) fact() debrief.Fact { return debrief.Fact{Head: h.text(), Text: h.text()} }

func (h *hostileWriter) who() debrief.Who {
	return debrief.Who{ParticipantID: h.id("p"), Name: h.one("", "", h.text())}
}

// size is how many of something there are: none, a few, or very many.
func (h *hostileWriter) size() int {
	switch n := h.r.IntN(200); {
	case n == 0:
		return 120 + h.r.IntN(200)
	case n < 6:
		return 10 + h.r.IntN(40)
	case n < 40:
		return 0
	}
	return 1 + h.r.IntN(6)
}

// time is any there is, from the year 1 to 9999.
func (h *hostileWriter) time() time.Time {
	year := []int{1, 9999, 1900, 1970, 2026, 2026, 2026, 2026}[h.r.IntN(8)]
	return time.Date(year, time.Month(1+h.r.IntN(12)), 1+h.r.IntN(31), h.r.IntN(24), h.r.IntN(60), h.r.IntN(60), 0, time.UTC)
}

// moment is near the start, or the start itself, or nowhere near, or not known.
func (h *hostileWriter) moment() debrief.Moment {
	at := h.start
	switch h.r.IntN(12) {
	case 0:
		return debrief.Moment{}
	case 1:
		return debrief.Moment{Raw: h.text(), Problem: debrief.ProblemTwice}
	case 2:
		at = h.time()
	case 3, 4:
	default:
		at = at.Add(time.Duration(h.r.IntN(90000)-4000) * time.Second)
	}
	precisions := []debrief.Precision{
		debrief.PrecisionSecond, debrief.PrecisionMinute, debrief.PrecisionAbout, debrief.PrecisionBetween, debrief.PrecisionHour, debrief.PrecisionUnknown,
	}
	m := debrief.At(at, h.one("UTC", "", "Europe/Lisbon", "PDT"), precisions[h.r.IntN(len(precisions))])
	if m.Precision == debrief.PrecisionBetween {
		m.Until = at.Add(time.Duration(h.r.IntN(7200)) * time.Second).Format(time.RFC3339)
	}
	return m
}

func (h *hostileWriter) entry(w *debrief.Whole, i int) {
	w.Add(&debrief.Entry{
		Base: h.base("e", i), Place: debrief.Place{Stage: 3 + i%2}, Time: h.moment(), Who: h.who(), Text: h.text(), Label: h.one("", h.text()),
		Lane: debrief.Lane(h.one("", "system", "saw", "did")), Basis: debrief.Basis(h.one("record", "memory")), Source: h.one("", h.text()),
		Quote: i%5 == 4, OnTimeline: h.coin(), Standing: debrief.Standing(h.one("", "", "disputed", "agreed")),
	})
	if i%3 == 0 {
		states := []debrief.QuestionState{debrief.QuestionAsked, debrief.QuestionOpen}
		w.Add(&debrief.Question{Base: h.base("q", i), Text: h.text(), State: states[h.r.IntN(2)], Who: h.who(), AboutID: h.id("e"), AccountIDs: []debrief.ID{h.id("e"), h.id("e")}})
	}
	if i < 9 {
		from := h.moment()
		to := from
		if h.coin() {
			to = h.moment()
		}
		w.Add(&debrief.Band{Base: h.base("b", i), Label: h.text(), Title: h.text(), From: from, To: to})
	}
}

func (h *hostileWriter) change(w *debrief.Whole, i int) {
	states := debrief.CountermeasureStates
	w.Add(&debrief.Countermeasure{
		Base: h.base("c", i), Text: h.text(), State: states[h.r.IntN(len(states))], From: h.who(), Owner: h.who(), Due: h.one("", "2026-12-04", "0001-01-01", "9999-12-31"),
		Priority: debrief.PriorityHigh, Know: h.one("", h.text()), Ticket: h.text(), Reason: h.text(), SoakUntil: h.one("", "2026-12-01"), FactorIDs: []debrief.ID{h.id("f"), h.id("f")},
	})
}

// blocks are where letters are taken from: every script there are many readers of, and
// what no font ought to be asked for.
func blocks() [][2]rune {
	return [][2]rune{
		{0x20, 0x7e},
		{0x20, 0x7e},
		{0xa0, 0x24f},
		{0x250, 0x2ff},
		{0x370, 0x3ff},
		{0x400, 0x52f},
		{0x531, 0x58a},
		{0x5b0, 0x5ea},
		{0x600, 0x6ff},
		{0x900, 0x97f},
		{0x980, 0x9ff},
		{0xb80, 0xbff},
		{0xe00, 0xe5b},
		{0xf00, 0xfda},
		{0x1000, 0x109f},
		{0x10a0, 0x10ff},
		{0x1100, 0x11ff},
		{0x1200, 0x139f},
		{0x1780, 0x17ff},
		{0x1800, 0x18af},
		{0x1e00, 0x1fff},
		{0x2000, 0x206f},
		{0x2070, 0x2bff},
		{0x3000, 0x30ff},
		{0x4e00, 0x9fff},
		{0xac00, 0xd7a3},
		{0xe000, 0xf8ff},
		{0xf900, 0xfaff},
		{0xfb00, 0xfdff},
		{0xfe00, 0xfe6f},
		{0xfe70, 0xffff},
		{0x10000, 0x10fff},
		{0x1d100, 0x1d7ff},
		{0x1f000, 0x1faff},
		{0x20000, 0x2a6df},
		{0xe0000, 0xe01ef},
		{0xf0000, 0x10ffff},
	}
}

// text is one field: words of some scripts, or something that has broken programs.
func (h *hostileWriter) text() string {
	switch h.r.IntN(90) {
	case 0, 1, 2:
		return ""
	case 3:
		return strings.Repeat(h.one("x", "W", "نص", "数", "🙂", "e\u0301", "\u202e", "ﷺ"), 10_000/(1+h.r.IntN(40)))
	case 4, 5:
		return "https://example.org/" + strings.Repeat(h.one("path/", "a-b?c=d&", "%E6%95%B0", "数/"), h.r.IntN(90))
	case 6, 7:
		return h.one("SELECT * FROM \"t\" WHERE a <> 'b'; -- \\x00", "if (a[0] != b{c}) { return (\\(\\)); }", "<script>alert(1)</script>", "{n} {page} %s %d %% %!v(MISSING)", "‹U+1F600›", `\( \) \\ ((`)
	case 8:
		return strings.Repeat("Z"+strings.Repeat("\u0351\u036b\u0343", h.r.IntN(40)), 1+h.r.IntN(6))
	case 9:
		return "\u202e\u2067" + h.words() + "\u2066\u2069\u202c\u200f\u061c"
	case 10:
		return "a\x00b\x01\x1f\x7f\u0085\xff\xfe\xc0\xed\xa0\x80\ufffe\uffff" + h.words()
	case 11:
		return h.one("👩🏽\u200d💻", "🇪🇺🇺🇸", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "☎\ufe0f ☎\ufe0e", "1\ufe0f\u20e3", "👍🏽🔥🙂")
	}
	return h.words()
}

// words are words of one to three blocks.
func (h *hostileWriter) words() string {
	all := blocks()
	some := [][2]rune{all[h.r.IntN(len(all))], all[h.r.IntN(len(all))], all[h.r.IntN(len(all))]}
	var b strings.Builder
	for range 1 + h.r.IntN(30) {
		from := some[h.r.IntN(len(some))]
		for range 1 + h.r.IntN(9) {
			b.WriteRune(from[0] + rune(h.r.IntN(int(from[1]-from[0])+1)))
		}
		b.WriteString(h.one(" ", " ", " ", "\n", "\u00a0", "-"))
	}
	return b.String()
}
