package pdf

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/jung-kurt/gofpdf"
	"golang.org/x/text/unicode/norm"

	"secondstory/backend/report/pdf/font"
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
	err     error
}

func newMetrics(doc *gofpdf.Fpdf) *metrics {
	return &metrics{doc: doc, loaded: map[string]bool{}, widths: map[face][]int16{}, missing: map[rune]bool{}}
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
	for _, r := range norm.NFC.String(strings.ToValidUTF8(text, "\uFFFD")) {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == '\u2028' || r == '\u2029':
			b.WriteByte(' ')
		case unicode.IsControl(r) || invisible(r):
		case m.covers(f, r):
			b.WriteRune(r)
		case unicode.Is(unicode.Zs, r):
			b.WriteByte(' ')
		default:
			m.missing[r] = true
			fmt.Fprintf(&b, "‹U+%04X›", r)
		}
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
	family string // gofpdf's
	text   string
}

// runs cuts a clean text where the script changes.
func (m *metrics) runs(f face, text string) []run {
	out, last, from := []run{}, "", 0
	for i, r := range text {
		script, ok := font.Covers(f.family, f.style, r)
		if !ok {
			script = "latin"
		}
		if script == last {
			continue
		}
		if i > from {
			out = append(out, run{m.family(f, last), text[from:i]})
		}
		last, from = script, i
	}
	if from < len(text) {
		out = append(out, run{m.family(f, last), text[from:]})
	}
	return out
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
		return 0
	}
	if ws[r] < 0 {
		ws[r] = int16(m.ask(f, r))
	}
	return int(ws[r])
}

func (m *metrics) ask(f face, r rune) int {
	script, ok := font.Covers(f.family, f.style, r)
	if !ok {
		return 500
	}
	m.doc.SetFont(m.family(f, script), "", 10)
	return m.doc.GetStringSymbolWidth(string(r))
}

// width is the width of a clean text in points.
func (m *metrics) width(s style, text string) float64 {
	sum, n, ws := 0, 0, m.widthsOf(s.face)
	for _, r := range text {
		sum += m.runeWidth(s.face, ws, r)
		n++
	}
	return float64(sum)*s.size/1000 + float64(n)*s.tracking
}
