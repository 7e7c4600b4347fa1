package pdf

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jung-kurt/gofpdf"
	"golang.org/x/text/unicode/norm"

	"secondstory/backend/report/pdf/font"
	"secondstory/backend/shape"
)

// face is a family and style of package font.
type face struct{ family, style string }

// The faces of the report.
func serif() face       { return face{font.SourceSerif, font.Regular} }
func serifItalic() face { return face{font.SourceSerif, font.Italic} }
func serifBold() face   { return face{font.SourceSerif, font.SemiBold} }
func sans() face        { return face{font.Inter, font.Regular} }
func sansBold() face    { return face{font.Inter, font.SemiBold} }

// metrics measures text in the fonts it loads into a gofpdf document, and
// remembers what the fonts lack.
type metrics struct {
	doc     *gofpdf.Fpdf
	loaded  map[string]bool
	widths  map[face][]int16 // thousandths of the size, −1 when not asked yet
	missing map[rune]bool
	// shaper draws what the faces lack; nil when there is none.
	shaper *shape.Shaper
	err    error
}

func newMetrics(doc *gofpdf.Fpdf, shaper *shape.Shaper) *metrics {
	return &metrics{doc: doc, shaper: shaper, loaded: map[string]bool{}, widths: map[face][]int16{}, missing: map[rune]bool{}}
}

// failed says why a font could not be loaded.
func (m *metrics) failed() error {
	if m.err == nil {
		return nil
	}
	return fmt.Errorf("load font: %w", m.err)
}

// clean returns a text the faces can draw: composed, without control and
// invisible characters, and with a code point in place of each character no
// font has ("‹U+1F600›").
func (m *metrics) clean(f face, text string) string {
	if plain(text) {
		return text
	}
	var b strings.Builder
	foreign := false // the letter before is drawn as an outline
	for _, r := range norm.NFC.String(strings.ToValidUTF8(text, "\uFFFD")) {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == '\u2028' || r == '\u2029':
			b.WriteByte(' ')
		case foreign && joins(r):
			b.WriteRune(r)
			continue
		case unicode.IsControl(r) || invisible(r):
			continue
		case m.covers(f, r):
			b.WriteRune(r)
		case unicode.Is(unicode.Zs, r):
			b.WriteByte(' ')
		case m.draws(r):
			b.WriteRune(r)
			foreign = true
			continue
		default:
			m.missing[r] = true
			fmt.Fprintf(&b, "‹U+%04X›", r)
		}
		foreign = false
	}
	return b.String()
}

// plain says that a text is printable ASCII and needs no cleaning.
func plain(text string) bool {
	for i := range len(text) {
		if text[i] < 0x20 || text[i] > 0x7e {
			return false
		}
	}
	return true
}

// invisible is what steers letters without being one: joiners, marks of
// direction, variation selectors, soft hyphens, tags.
func invisible(r rune) bool {
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r)
}

func (m *metrics) covers(f face, r rune) bool {
	_, ok := font.Covers(f.family, f.style, r)
	return ok
}

// run is a piece of text that one font file draws.
type run struct {
	family string // gofpdf's; empty for a foreign word
	text   string
}

// runs cuts a clean text where the script changes.
func (m *metrics) runs(f face, text string) []run {
	out, last, from := []run{}, "", 0
	for i, r := range text {
		script, ok := font.Covers(f.family, f.style, r)
		switch {
		case !ok && m.shaper != nil:
			script = foreignScript
		case !ok:
			script = "latin"
		}
		if script == last {
			continue
		}
		if i > from {
			out = append(out, m.run(f, last, text[from:i]))
		}
		last, from = script, i
	}
	if from < len(text) {
		out = append(out, m.run(f, last, text[from:]))
	}
	return out
}

// foreignScript stands for what no shipped font has.
const foreignScript = "foreign"

func (m *metrics) run(f face, script, text string) run {
	if script == foreignScript {
		return run{text: text}
	}
	return run{m.family(f, script), text}
}

// family loads a font file into the document and returns gofpdf's name for it.
func (m *metrics) family(f face, script string) string {
	name := strings.ReplaceAll(f.family+f.style+script, "-", "")
	if m.loaded[name] {
		return name
	}
	m.loaded[name] = true
	b, err := font.File(f.family, script, f.style)
	if err != nil {
		m.err = err
		return name
	}
	m.doc.AddUTF8FontFromBytes(name, "", b)
	return name
}

// widthsOf is the widths of a face's characters as far as they are known.
func (m *metrics) widthsOf(f face) []int16 {
	ws := m.widths[f]
	if ws == nil {
		ws = make([]int16, 0x10000)
		for i := range ws {
			ws[i] = -1
		}
		m.widths[f] = ws
	}
	return ws
}

// runeWidth is a character's width in thousandths of the size.
func (m *metrics) runeWidth(f face, ws []int16, r rune) int {
	if r > 0xFFFF || r < 0 {
		return foreignWidth
	}
	if ws[r] < 0 {
		ws[r] = int16(m.ask(f, r))
	}
	return int(ws[r])
}

func (m *metrics) ask(f face, r rune) int {
	script, ok := font.Covers(f.family, f.style, r)
	if !ok {
		return foreignWidth
	}
	m.doc.SetFont(m.family(f, script), "", 10)
	return m.doc.GetStringSymbolWidth(string(r))
}

// width is the width of a clean text in points.
func (m *metrics) width(s style, text string) float64 {
	sum, n, ws := 0, 0, m.widthsOf(s.face)
	foreign, past := 0.0, 0
	for i, r := range text {
		if i < past {
			continue
		}
		w := m.runeWidth(s.face, ws, r)
		if w == foreignWidth {
			past = i + foreignEnd(s.face, text[i:])
			foreign += m.foreign(s, text[i:past])
			continue
		}
		sum += w
		n++
	}
	return float64(sum)*s.size/1000 + float64(n)*s.tracking + foreign
}

// foreign is the width of a foreign word in points.
func (m *metrics) foreign(s style, text string) float64 {
	if m.shaper == nil {
		return float64(utf8.RuneCountInString(text)) * s.size / 2
	}
	return m.word(s, text).Advance * s.size
}
