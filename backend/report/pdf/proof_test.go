package pdf

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/report"
	"secondstory/backend/report/pdf/pdftest"
)

// proof is a report somebody has looked at, page by page.
type proof struct {
	name    string
	edition report.Edition
	paper   report.Paper
	whole   func() *debrief.Whole
	// pages are drawn and compared; in a long report only its first and its last.
	pages int
}

// proofs go from one entry to three hundred. They are set in the fonts of testdata, so
// that they are the same on every computer.
func proofs() []proof {
	return []proof{
		{"tiny", report.RoleOnly, report.A4, tiny, 9},
		{"checkout", report.RoleOnly, report.Letter, checkout, 9},
		{"scripts", report.Named, report.A4, scriptsMixed, 9},
		{"sample", report.Public, report.Letter, demo.Debrief, 9},
		{"unchanged", report.RoleOnly, report.A4, func() *debrief.Whole { return grown(48, 9, 14, 0) }, 6},
		{"large", report.Named, report.Letter, func() *debrief.Whole { return grown(300, 30, 60, 90) }, 6},
	}
}

func (p proof) set(tb testing.TB) ([]byte, Note) {
	tb.Helper()
	o := options(tb)
	o.Edition, o.Paper, o.Shaper = p.edition, p.paper, testFonts(tb)
	return write(tb, build(tb, p.whole(), o))
}

// tiny is a debrief of one line that one person told.
func tiny() *debrief.Whole {
	d := debrief.NewDebrief("2026-11-06T12:00:00Z")
	d.Title = "A printer that printed twice"
	w := debrief.NewWhole(*d)
	w.Add(&debrief.Participant{Base: debrief.Base{ID: "p0", DebriefID: "d"}, Name: "Ines Duarte", Role: "office lead"})
	w.Add(&debrief.Entry{
		Base: debrief.Base{ID: "e0", DebriefID: "d"}, Place: debrief.Place{Stage: 3}, Who: debrief.Who{ParticipantID: "p0"},
		Time: clock("14:02"), Text: "Every page came out twice, and I took it for a new setting.", Basis: debrief.BasisMemory,
	})
	return w
}

// scriptsMixed is the small debrief with what was said in six scripts.
func scriptsMixed() *debrief.Whole {
	w := checkout()
	said := []string{
		"شاهد المهندس الرسم البياني ولم يكن يعرف ما الذي يعنيه",
		"שלום עולם, זה פשוט מסתובב",
		"डेटाबेस की प्रतिलिपि नहीं मिली",
		"数据库连接池已满，工程师看到图表。「重启」之后恢复、正常",
		"The pool שלום עולם was 100 of 100 🔥 and then 🙂",
		"قاعدة البيانات pool 100 نسخة",
	}
	for i := range w.Entries {
		w.Entries[i].Text = said[i%len(said)]
	}
	for i := range w.Factors {
		w.Factors[i].Detail = said[(i+3)%len(said)]
	}
	w.Debrief.Summary.Learnings[0].Text = said[0]
	return w
}

// grown is a debrief of so many entries, people, factors and countermeasures, with texts
// of all lengths; the same each time.
func grown(entries, people, factors, changes int) *debrief.Whole {
	d := debrief.NewDebrief("2026-11-06T12:00:00Z")
	d.Title, d.Reference = "Orders that waited for a lock nobody held", "INC-0412"
	d.Started, d.Detected, d.Resolved = clock("08:00"), clock("08:40"), clock("19:30")
	d.Summary.Lead = "For half a day orders waited for a lock that a finished job had left behind, while four teams looked for it in four places."
	g := grower{debrief.NewWhole(*d), rand.New(rand.NewPCG(3, 4))}
	for i := range people {
		g.w.Add(&debrief.Participant{Base: g.base("p", i), Name: fmt.Sprintf("Asker%02d Quill%02d", i, i), Role: g.words(1, 3), Team: g.words(1, 2)})
	}
	for i := range entries {
		g.entry(i, people)
	}
	for i := range factors {
		g.w.Add(&debrief.Factor{
			Base: g.base("f", i), Text: g.words(5, 14), Detail: g.words(8, 60), Category: debrief.Categories[i%len(debrief.Categories)],
			EntryIDs: []debrief.ID{fmt.Sprint("e", g.r.IntN(entries)), fmt.Sprint("e", g.r.IntN(entries))},
		})
	}
	for i := range changes {
		g.change(i, people, factors)
	}
	for i := range 3 {
		id := fmt.Sprint("f", i*factors/3)
		g.w.Debrief.Summary.Learnings = append(g.w.Debrief.Summary.Learnings, debrief.Learning{Title: g.words(4, 7), Text: g.words(12, 28), FactorID: id})
	}
	return g.w
}

type grower struct {
	w *debrief.Whole
	r *rand.Rand
}

func (g grower) base(kind string, i int) debrief.Base {
	return debrief.Base{ID: fmt.Sprint(kind, i), DebriefID: "d"}
}

func (g grower) entry(i, people int) {
	start := time.Date(2026, 11, 3, 8, 0, 0, 0, time.UTC)
	e := debrief.Entry{
		Base: g.base("e", i), Place: debrief.Place{Stage: 3 + i%2}, Who: debrief.Who{ParticipantID: fmt.Sprint("p", i%people)},
		Text: g.words(4, 40), Basis: debrief.BasisMemory, Quote: i%11 == 10, Lane: []debrief.Lane{debrief.LaneSystem, debrief.LaneSaw, debrief.LaneDid}[i%3],
	}
	if i%5 != 4 {
		e.Time = debrief.At(start.Add(time.Duration(i)*137*time.Second), "UTC", debrief.PrecisionMinute)
	}
	if i%3 == 0 {
		e.Basis, e.Source = debrief.BasisRecord, g.words(1, 3)
	}
	g.w.Add(&e)
}

func (g grower) change(i, people, factors int) {
	states := debrief.CountermeasureStates
	g.w.Add(&debrief.Countermeasure{
		Base: g.base("c", i), Text: g.words(4, 16), State: states[i%len(states)], Owner: debrief.Who{ParticipantID: fmt.Sprint("p", i%people)},
		Due: fmt.Sprintf("2026-12-%02d", 1+i%28), Know: g.words(3, 12), Reason: g.words(3, 12), FactorIDs: []debrief.ID{fmt.Sprint("f", i%factors)},
	})
}

// words is a sentence of so many words.
func (g grower) words(least, most int) string {
	bank := strings.Fields("the queue lock job worker order pager graph alert team rota deploy was seen held waited grew opened by with from before after while nobody everyone replica disk quiet long 40 of orders/pool-main price-index")
	out := []string{}
	for range least + g.r.IntN(most-least+1) {
		out = append(out, bank[g.r.IntN(len(bank))])
	}
	return capital(strings.Join(out, " "))
}

// TestProofs compares each report's text, pages and pictures with what somebody has
// looked at: go test ./backend/report/pdf -run 'Golden|Proofs' -update
func TestProofs(t *testing.T) {
	for _, p := range proofs() {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			file, note := p.set(t)
			text := extract(t, file)
			if n := strings.Count(text, "\f"); n != note.Pages {
				t.Errorf("%d pages, the note says %d", n, note.Pages)
			}
			golden(t, p.name+".txt", []byte(text), func(want []byte) string { return firstDifference(text, string(want)) })
			got := p.picture(t, file, note.Pages)
			var b bytes.Buffer
			if err := png.Encode(&b, got); err != nil {
				t.Fatal(err)
			}
			golden(t, p.name+".png", b.Bytes(), func(want []byte) string { return p.moved(t, got, want) })
			if again, _ := p.set(t); !bytes.Equal(file, again) {
				t.Error("the same content gave two files")
			}
		})
	}
}

// golden holds a result to the file of its name. differs tells what is not as it was,
// and nothing when all that matters is.
func golden(t *testing.T, name string, got []byte, differs func(want []byte) string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	want, err := os.ReadFile(path)
	if err == nil && bytes.Equal(got, want) {
		return
	}
	if *update {
		if err := os.WriteFile(path, got, 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if said := differs(want); said != "" {
		t.Errorf("it is not as in %s; look at it, then run with -update\n%s", path, said)
	}
}

// dots is how finely the pictures are drawn: one is two points.
const dots = 36

// picture is the pages as one picture: all of them, or the first and the last.
func (p proof) picture(t *testing.T, file []byte, pages int) *image.Paletted {
	t.Helper()
	if pages <= p.pages {
		return pdftest.Sheet(pdftest.Render(t, file, dots, 1, pages), 5)
	}
	half := p.pages / 2
	drawn := pdftest.Render(t, file, dots, 1, half)
	return pdftest.Sheet(append(drawn, pdftest.Render(t, file, dots, pages-half+1, pages)...), 5)
}

// moved tells where a picture is not as it was, and keeps the new one to be looked at.
func (p proof) moved(t *testing.T, got *image.Paletted, want []byte) string {
	t.Helper()
	decoded, err := png.Decode(bytes.NewReader(want))
	if err != nil {
		t.Fatal(err)
	}
	old, ok := decoded.(*image.Paletted)
	if !ok {
		return "it is a picture of another kind"
	}
	if at := pdftest.Differ(got, old); len(at) > 0 {
		return fmt.Sprintf("%d places differ, the first at %v of %v", len(at), at[0], got.Rect)
	}
	return ""
}

// TestAPictureTellsWhatMoved moves one paragraph by a line, leaves one mark out, and
// draws everything as another version of poppler may: the first two are seen, the last is not.
func TestAPictureTellsWhatMoved(t *testing.T) {
	draw := func(change func(*flow)) *image.Paletted {
		s := newSetter(build(t, checkout(), options(t)))
		f, err := s.set(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		change(f)
		file, err := s.file(context.Background(), f)
		if err != nil {
			t.Fatal(err)
		}
		return pdftest.Sheet(pdftest.Render(t, file, dots, 1, len(f.pages)), 5)
	}
	as := draw(func(*flow) {})
	lead := draw(func(f *flow) {
		for i, o := range f.pages[2].ops {
			if o.kind == opText && o.style == bodyStyle() {
				f.pages[2].ops[i].y += bodyStyle().leading
				return
			}
		}
		t.Fatal("page three has no text")
	})
	mark := draw(func(f *flow) {
		for i, o := range f.pages[0].ops {
			if o.kind == opDisc && o.fillColor == accent() {
				f.pages[0].ops[i].kind = opText
				return
			}
		}
		t.Fatal("page one has no mark")
	})
	otherwise := draw(func(f *flow) {
		for _, p := range f.pages {
			for i := range p.ops {
				p.ops[i].y += .12 // a quarter of a millimetre is not seen either
			}
		}
	})
	if len(pdftest.Differ(as, lead)) == 0 {
		t.Error("a line that moved is not seen")
	}
	if len(pdftest.Differ(as, mark)) == 0 {
		t.Error("a mark that is gone is not seen")
	}
	if at := pdftest.Differ(as, otherwise); len(at) > 0 {
		t.Errorf("letters drawn a little differently are seen: %v", at[:min(len(at), 9)])
	}
}

// TestEveryProofIsSound holds the files to readers that are not ours, and to their
// outline, labels and metadata.
func TestEveryProofIsSound(t *testing.T) {
	for _, p := range proofs() {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			file, note := p.set(t)
			f := pdftest.Sound(t, file)
			if len(f.Pages) != note.Pages || len(note.Missing) > 0 {
				t.Errorf("%d pages, and the note says %+v", len(f.Pages), note)
			}
			described(t, f, p.whole().Debrief.Title)
			for i := range f.Pages {
				if want := fmt.Sprint(i + 1); f.Pages[i].Label != want {
					t.Errorf("page %s is labelled %q", want, f.Pages[i].Label)
				}
				within(t, f, i, 4)
			}
			bookmarks(t, f)
			references(t, f)
		})
	}
}

// TestLettersAreSound holds a letter of many lines in many scripts to the same; without
// fonts for them its letters are code points.
func TestLettersAreSound(t *testing.T) {
	l := Letter{Title: "What you told", Reader: "Ines Duarte", Date: "21 November 2026", Cover: "One\n\nTwo", Note: "Small print", Ask: "Is it right?", Answers: []string{"Yes", "No"}}
	for _, e := range scriptsMixed().Entries {
		l.Parts = append(l.Parts, LetterPart{Title: "Told", Lines: []LetterLine{
			{Day: "3 November", Time: "14:02", Text: e.Text}, {Text: e.Text + " 🙂", Quote: true}, {Text: strings.Repeat("x", 3000)},
		}})
	}
	for _, paper := range []report.Paper{report.A4, report.Letter} {
		l.Paper = paper
		said := 0
		file, note, err := LetterBytes(context.Background(), l, options(t).T, func(texts ...string) error {
			said += len(texts)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		f := pdftest.Sound(t, file)
		if len(f.Pages) != note.Pages || note.Pages < 3 || said == 0 {
			t.Errorf("%d pages, the note says %d", len(f.Pages), note.Pages)
		}
		described(t, f, l.Title)
		for i := range f.Pages {
			within(t, f, i, 4)
		}
	}
}

// described asks for what a reader and a search are told of a file, and nothing more.
func described(t *testing.T, f *pdftest.File, title string) {
	t.Helper()
	if f.Lang != "en" || f.Title != title || !f.ShowsTitle {
		t.Errorf("language %q, title %q, shown %v", f.Lang, f.Title, f.ShowsTitle)
	}
	for name := range f.Info {
		switch name {
		case "Title", "Producer", "CreationDate", "ModDate":
		default:
			t.Errorf("the file says its %s", name)
		}
	}
}

// within asks that nothing is drawn outside of a page's margins; a mark's edge and a
// letter's tail may reach over by a hair, in points.
func within(t *testing.T, f *pdftest.File, i int, hair float64) {
	t.Helper()
	p := f.Pages[i]
	left, right, top, bottom := mm(20)-hair, p.Width-mm(20)+hair, mm(15)-hair, p.Height-mm(8)
	for _, m := range p.Marks {
		if m.X < left || m.X > right || m.Y < top || m.Y > bottom {
			t.Errorf("page %d: something is drawn at %.0f, %.0f", i+1, m.X, m.Y)
			return
		}
	}
	for _, x := range p.Texts {
		if x.X < left || x.X+x.Width > right || x.Y-x.Size*.7 < top || x.Y > bottom {
			t.Errorf("page %d: %q stands at %.0f to %.0f, %.0f", i+1, x.Text, x.X, x.X+x.Width, x.Y)
			return
		}
	}
}

// bookmarks asks that the heading a bookmark names stands where it leads.
func bookmarks(t *testing.T, f *pdftest.File) {
	t.Helper()
	if len(f.Outline) < 8 {
		t.Errorf("%d bookmarks", len(f.Outline))
	}
	for _, b := range f.Outline {
		below := ""
		for _, x := range f.Pages[b.Page-1].Texts {
			if x.Y > b.Y-1 && x.Y < b.Y+90 {
				below += letters(x.Text)
			}
		}
		if !strings.Contains(below, letters(b.Title)) && b.Title != "Summary" {
			t.Errorf("bookmark %q leads to page %d at %.0f, where it reads %.80q", b.Title, b.Page, b.Y, below)
		}
	}
}

// letters is a text without what breaks and hyphens do to it.
func letters(text string) string { return strings.Join(strings.Fields(text), "") }

var (
	pageSaid   = regexp.MustCompile(`page(\d+)`)
	numberSaid = regexp.MustCompile(`^(?:Factor|F)?(\d+)(?:,page.*)?$`)
)

// references asks that each page that is named is the one its link leads to, that what
// is named is there, and that no page is named without a link.
func references(t *testing.T, f *pdftest.File) {
	t.Helper()
	linked, named := 0, 0
	for i := range f.Pages {
		p := &f.Pages[i]
		for j := 0; j < len(p.Links); {
			l, said := p.Links[j], ""
			for ; j < len(p.Links) && p.Links[j].Page == l.Page && p.Links[j].Y == l.Y && (said == "" || strings.HasSuffix(said, ",") || strings.HasSuffix(said, "page")); j++ {
				said += letters(p.Under(p.Links[j]))
			}
			for _, m := range pageSaid.FindAllStringSubmatch(said, -1) {
				linked++
				if m[1] != fmt.Sprint(l.Page) {
					t.Errorf("page %d: %q leads to page %d", i+1, said, l.Page)
				}
			}
			// A bare number on page one counts the marks of a group in the figure.
			if m := numberSaid.FindStringSubmatch(said); m != nil && (i > 0 || m[0] != m[1]) && !startsWith(&f.Pages[l.Page-1], l.Y, m[1]) {
				t.Errorf("page %d: %q leads to page %d at %.0f, where no number %s is", i+1, said, l.Page, l.Y, m[1])
			}
		}
		named += len(pageSaid.FindAllString(body(p), -1))
	}
	if linked != named {
		t.Errorf("%d references to pages, %d of them with a link", named, linked)
	}
}

// body is the text of a page without its foot, which says its own number.
func body(p *pdftest.Page) string {
	out := ""
	for _, x := range p.Texts {
		if x.Y < p.Height-mm(16.6) {
			out += letters(x.Text)
		}
	}
	return out
}

// startsWith says whether a text of its own stands near a height of a page.
func startsWith(p *pdftest.Page, y float64, text string) bool {
	for _, x := range p.Texts {
		if strings.TrimSuffix(x.Text, ".") == text && x.Y > y-2 && x.Y < y+40 {
			return true
		}
	}
	return false
}
