package pdf

import (
	"context"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/report"
	"secondstory/backend/shape"
)

// testFonts are the fonts the tests of package shape have.
func testFonts(tb testing.TB) *shape.Shaper {
	tb.Helper()
	files, err := filepath.Glob("../../shape/testdata/*.ttf")
	if err != nil || len(files) == 0 {
		tb.Fatalf("%d fonts, %v", len(files), err)
	}
	return shape.New(shape.Options{Files: files, Only: true})
}

func setForeign(tb testing.TB, w *debrief.Whole, s *shape.Shaper) ([]byte, Note) {
	tb.Helper()
	words, err := copy.New("en")
	if err != nil {
		tb.Fatal(err)
	}
	r, err := report.Build(w, report.Options{Edition: report.Named, Now: time.Date(2026, 11, 10, 9, 0, 0, 0, time.UTC), T: words.T, Shaper: s})
	if err != nil {
		tb.Fatal(err)
	}
	out, note, err := Bytes(context.Background(), r)
	if err != nil {
		tb.Fatal(err)
	}
	return out, note
}

// readText is what a reader finds in a file, without marks of direction.
func readText(tb testing.TB, file []byte) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "report.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		tb.Fatal(err)
	}
	out, err := exec.Command("pdftotext", "-enc", "UTF-8", path, "-").Output()
	if err != nil {
		tb.Fatal(err)
	}
	text := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, string(out))
	return strings.Join(strings.Fields(text), " ")
}

func TestEveryScriptIsReadAgain(t *testing.T) {
	w := demo.Debrief()
	said := []string{
		"شاهد المهندس الرسم البياني", "שלום עולם", "डेटाबेस की प्रतिलिपि नहीं मिली", "数据库连接池已满", "🙂 🔥",
	}
	for i, text := range said {
		w.Factors[i].Detail = "Before " + text + " after"
	}
	file, note := setForeign(t, w, testFonts(t))
	if len(note.Missing) > 0 {
		t.Errorf("missing %v", note.Missing)
	}
	text := readText(t, file)
	for _, s := range said {
		for _, word := range strings.Fields(s) {
			if !strings.Contains(text, word) {
				t.Errorf("%q is not found", word)
			}
		}
	}
	if strings.Contains(text, "‹U+") || strings.Contains(text, "\uFFFD") {
		t.Error("a code point or a box is printed")
	}
	// Without a font the same is said in code points.
	file, note = setForeign(t, w, shape.New(shape.Options{Only: true}))
	if text := readText(t, file); !strings.Contains(text, "‹U+6570›") || len(note.Missing) < 30 {
		t.Errorf("%d are missing", len(note.Missing))
	}
}

// The order in which words are seen, from the left (Unicode Standard Annex 9).
func TestWordsStandWhereTheyAreRead(t *testing.T) {
	m := newMetrics(nil, testFonts(t))
	for _, c := range []struct{ text, want string }{
		{"The שלום עולם end", "The |עולם| |שלום| end"},
		{"was (שלום 12) and עולם 15 דקות later", "was (|12| |שלום|) and |דקות| |15| |עולם| later"},
		{"שלום the pool עולם", "עולם| |the pool| |שלום"},
		{"plain", "plain"},
	} {
		got := []string{}
		for _, l := range inOrder(segment(c.text, readsFromRight(c.text))) {
			parts := cutAtSpaces(l)
			got = append(got, parts...)
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%q\n got %q\nwant %q", c.text, s, c.want)
		}
	}
	if m.shaper == nil {
		t.Error("no fonts")
	}
}

// What is read from the right begins at the right edge of its column, a time or a name
// before it too; a line of an English paragraph that begins in Hebrew does not.
func TestWhatIsReadFromTheRightBeginsThere(t *testing.T) {
	s := newSetter(&report.Report{Paper: report.A4, Shaper: testFonts(t)})
	const x, width = 100.0, 220.0
	for _, c := range []struct {
		texts []string
		right bool
	}{
		{[]string{"14:02 ", "شاهد المهندس الرسم البياني ولم يكن يعرف ما الذي يعنيه"}, true},
		{[]string{"Ana: ", "שלום עולם זה פשוט מסתובב pool 100"}, true},
		{[]string{"The pool was full and nobody saw it then שלום עולם"}, false},
		{[]string{"The pool"}, false},
	} {
		spans := []span{}
		for _, text := range c.texts {
			spans = append(spans, span{text: text, style: bodyStyle()})
		}
		f := s.newFlow(nil)
		f.newPage()
		f.draw(s.m.breakText(spans, width, 0), x, 100)
		ops := f.pages[0].ops
		for _, o := range ops {
			if o.rtl != c.right || o.x < x-.1 || o.x+o.w > x+width+.1 {
				t.Errorf("%q: rtl %v, from %.1f to %.1f", o.text, o.rtl, o.x, o.x+o.w)
			}
		}
		if first := ops[0]; c.right && math.Abs(first.x+first.w-x-width) > 5 || !c.right && first.x != x {
			t.Errorf("%q begins at %.1f to %.1f", first.text, first.x, first.x+first.w)
		}
	}
	// Within a line, words follow each other as the paragraph is read.
	line := func(text string, rtl bool) (out []string) {
		for _, l := range inOrder(segment(text, rtl)) {
			out = append(out, strings.TrimSpace(l.text))
		}
		return out
	}
	if got := strings.Join(line("pool שלום", true), "|"); got != "שלום|pool" {
		t.Errorf("in a Hebrew paragraph: %s", got)
	}
	if got := strings.Join(line("שלום pool", false), "|"); got != "שלום|pool" {
		t.Errorf("in an English paragraph: %s", got)
	}
}

// cutAtSpaces is the words of a level as they are seen; one read to the right is whole.
func cutAtSpaces(l level) []string {
	if l.level%2 == 0 {
		return []string{l.text}
	}
	out, word := []string{}, ""
	for _, r := range l.text {
		if r == ' ' {
			out, word = append(out, word, " "), ""
			continue
		}
		word += string(r)
	}
	out = append(out, word)
	seen := []string{}
	for i := len(out) - 1; i >= 0; i-- {
		if out[i] != "" {
			seen = append(seen, out[i])
		}
	}
	return seen
}

// Lines end between letters of scripts without spaces, never before what closes, and
// no line is wider than its column.
func TestLongForeignTextsAreBroken(t *testing.T) {
	words, err := copy.New("en")
	if err != nil {
		t.Fatal(err)
	}
	s := newSetter(&report.Report{Paper: report.A4, Shaper: testFonts(t)})
	_ = words
	for _, text := range []string{
		strings.Repeat("数据库连接池已满，工程师看到图表。「重启」之后恢复、正常", 20),
		strings.Repeat("شاهدالمهندسالرسمالبيانيولميكنيعرف", 30),
		strings.Repeat("डेटाबेसकीप्रतिलिपि", 30),
		strings.Repeat("🙂🔥", 300),
		"mixed数据库and" + strings.Repeat("pool", 200) + "数据库",
	} {
		const width = 200
		p := s.m.breakText([]span{{text: text, style: bodyStyle()}}, width, 0)
		if len(p.lines) < 5 {
			t.Errorf("%.20s: %d lines", text, len(p.lines))
		}
		for _, l := range p.lines {
			if l.width > width+.1 {
				t.Errorf("%.20s: a line of %.1f", text, l.width)
			}
			if first, _ := firstRune(l.pieces[0].text); strings.ContainsRune("，。」、", first) {
				t.Errorf("%.20s: a line begins with %c", text, first)
			}
		}
	}
}

func firstRune(text string) (rune, bool) {
	for _, r := range text {
		return r, true
	}
	return 0, false
}
