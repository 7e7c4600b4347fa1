package pdf

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/go-text/typesetting/bidi"
	textbidi "golang.org/x/text/unicode/bidi"

	"secondstory/backend/report/pdf/font"
	"secondstory/backend/shape"
)

// Letters the shipped fonts lack are foreign here: a font of the computer draws them as
// outlines, and what they say stays in the file unseen, to be searched and copied. In a
// clean text every letter that no face covers is foreign.

// foreignWidth is the mark of a foreign letter among widths.
const foreignWidth = -2

// draws says whether some font of the computer has a letter.
func (m *metrics) draws(r rune) bool { return m.shaper != nil && m.shaper.Covers(r) }

// isForeign says whether a letter of a clean text is drawn as an outline.
func isForeign(f face, r rune) bool {
	_, ok := font.Covers(f.family, f.style, r)
	return !ok
}

// joins is what is unseen and steers foreign letters beside it: joiners, and how an
// emoji is to look.
func joins(r rune) bool {
	return r == 0x200C || r == 0x200D || r == 0xFE0E || r == 0xFE0F || r >= 0xE0020 && r <= 0xE007F
}

// word shapes a foreign word.
func (m *metrics) word(s style, text string) shape.Word {
	return m.shaper.Shape(text, shape.Style{Serif: s.face.family == font.SourceSerif, Bold: s.face.style == font.SemiBold})
}

// foreignEnd is where the foreign word ends that a text begins with, in bytes.
func foreignEnd(f face, text string) int {
	for i, r := range text {
		if !isForeign(f, r) {
			return i
		}
	}
	return len(text)
}

// scripts cuts a part of a word where a line may end although there is no space:
// between letters of scripts that have none. What closes stays with what is before it,
// what opens with what follows.
func scripts(f face, part string) []string {
	if !strings.ContainsFunc(part, func(r rune) bool { return isForeign(f, r) && shape.Breaks(r) }) {
		return []string{part}
	}
	out, from, last := []string{}, 0, rune(0)
	for i, r := range part {
		if i > from && breaksBetween(f, last, r) {
			out, from = append(out, part[from:i]), i
		}
		last = r
	}
	return append(out, part[from:])
}

func breaksBetween(f face, a, b rune) bool {
	if joins(a) || joins(b) || isCombining(b) || strings.ContainsRune(closing, b) || strings.ContainsRune(opening, a) {
		return false
	}
	return isForeign(f, a) && shape.Breaks(a) || isForeign(f, b) && shape.Breaks(b)
}

// What no line begins with, and what none ends with (JIS X 4051, in part).
const (
	closing = "、。，．・：；？！゛゜ヽヾゝゞ々ー）〕］｝〉》」』】’”)]}.,;:!?%…ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
	opening = "（〔［｛〈《「『【‘“([{"
)

// visual is the runs of a text from left to right, rtl when it stands in what is read
// from right to left. Without letters that are, it stays as it is.
func (m *metrics) visual(f face, text string, rtl bool) []run {
	if m.shaper == nil || !rtl && !strings.ContainsFunc(text, isRTL) {
		return m.runs(f, text)
	}
	levels := segment(text, rtl)
	out := []run{}
	for _, l := range inOrder(levels) {
		part := m.runs(f, l.text)
		if l.level%2 == 1 {
			slices.Reverse(part)
			for i, r := range part {
				if r.family != "" { // marks and brackets, which are mirrored; words are shaped as they are read
					part[i].text = textbidi.ReverseString(r.text)
				}
			}
		}
		out = append(out, part...)
	}
	return out
}

func isRTL(r rune) bool {
	return r >= 0x0590 && r <= 0x08FF || r >= 0xFB1D && r <= 0xFDFF || r >= 0xFE70 && r <= 0xFEFF || r >= 0x10800 && r <= 0x10FFF || r >= 0x1E800 && r <= 0x1EFFF
}

// level is a part of a text that is read in one direction: to the right when even.
type level struct {
	text  string
	level int
}

// segment cuts a text into its levels (Unicode Standard Annex 9), in the order they
// are written; rtl says in which direction it begins to be read.
func segment(text string, rtl bool) []level {
	letters := []rune(text)
	var p bidi.Paragraph
	direction := bidi.LeftToRight
	if rtl {
		direction = bidi.RightToLeft
	}
	runs := p.Segment(letters, direction)
	out := []level{}
	for i := range runs.NumRuns() {
		r := runs.Run(i)
		l := level{string(letters[r.Start:r.End]), int(r.Level)}
		if l.level == 2 && !rtl {
			// The package gives what is read to the right as one: only the number that
			// begins it belongs to the words before it.
			end := len(numberAtStart.FindString(l.text))
			out = append(out, level{l.text[:end], 2})
			l = level{l.text[end:], 0}
		}
		if l.text != "" {
			out = append(out, l)
		}
	}
	return out
}

var numberAtStart = regexp.MustCompile(`^\p{Nd}+(?:[.,:/-]\p{Nd}+)*%?`)

// fromRight says in which direction a paragraph is read: as its longest part is. What
// stands before that is a time, a name, a number; a link quotes another text.
func fromRight(spans []span) bool {
	longest := ""
	for _, s := range spans {
		if s.target == "" && len(s.text) > len(longest) {
			longest = s.text
		}
	}
	return readsFromRight(longest)
}

// readsFromRight says in which direction a text begins to be read (rules P2 and P3).
func readsFromRight(text string) bool {
	if plain(text) {
		return false
	}
	for _, r := range text {
		if isRTL(r) || unicode.IsLetter(r) {
			return isRTL(r)
		}
	}
	return false
}

// inOrder puts levels in the order they are seen (rule L2).
func inOrder(levels []level) []level {
	most := 0
	for _, l := range levels {
		most = max(most, l.level)
	}
	for at := most; at >= 1; at-- {
		for i := 0; i < len(levels); i++ {
			j := i
			for j < len(levels) && levels[j].level >= at {
				j++
			}
			if j > i {
				slices.Reverse(levels[i:j])
				i = j
			}
		}
	}
	return levels
}

// outlines draws a foreign word and returns its width.
func (p *pen) outlines(x float64, o op, text string) float64 {
	w := p.m.word(o.style, text)
	size := o.style.size
	c := o.style.color
	p.doc.SetFillColor(c.r, c.g, c.b)
	at := func(q shape.Point) (float64, float64) { return x + q.X*size, o.y - q.Y*size }
	open := false
	for _, s := range w.Path {
		switch s.Op {
		case shape.Move:
			if open {
				p.doc.ClosePath()
			}
			p.doc.MoveTo(at(s.Points[0]))
			open = true
		case shape.Line:
			p.doc.LineTo(at(s.Points[0]))
		case shape.Cube:
			x0, y0 := at(s.Points[0])
			x1, y1 := at(s.Points[1])
			x2, y2 := at(s.Points[2])
			p.doc.CurveBezierCubicTo(x0, y0, x1, y1, x2, y2)
		}
	}
	if open {
		p.doc.ClosePath()
		p.doc.DrawPath("F")
	}
	p.unseen(x, o, text, w)
	return w.Advance * size
}

// unseen sets what a word says over its outlines, in letters nobody sees: readers that
// search and copy find it. Letters beyond U+FFFF, which gofpdf cannot write, are said by
// the mark around them.
func (p *pen) unseen(x float64, o op, text string, w shape.Word) {
	letters := []rune(text)
	if w.RTL {
		slices.Reverse(letters) // as they are seen: readers put them in order
	}
	marked := false
	for i, r := range letters {
		if r > 0xFFFF {
			letters[i], marked = '\uFFFD', true
		}
	}
	p.unseenLetters = append(p.unseenLetters, letters...)
	const inter = "latin"
	family := p.m.family(sans(), inter)
	p.doc.SetFont(family, "", o.style.size)
	p.font, p.size = family, o.style.size
	written := string(letters)
	width := p.doc.GetStringWidth(written)
	if marked {
		p.doc.RawWriteStr(" /Span <</ActualText <" + utf16Hex(text) + ">>> BDC ")
	}
	p.doc.RawWriteStr(" 3 Tr " + fmt.Sprintf("%.2f", 100*w.Advance*o.style.size/max(width, .01)) + " Tz ")
	p.doc.Text(x, o.y, written)
	p.doc.RawWriteStr(" 0 Tr 100 Tz ")
	if marked {
		p.doc.RawWriteStr(" EMC ")
	}
}

// utf16Hex is a text as PDF has it in hex digits.
func utf16Hex(text string) string {
	var b strings.Builder
	b.WriteString("FEFF")
	for _, u := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}

// cutForeign cuts a word with foreign letters so that its head fits.
func (b *breaker) cutForeign(t token, room float64) (head, rest token) {
	s := b.spans[t.span].style
	ends := []int{}
	last := rune(0)
	for i, r := range t.text {
		if i > 0 && !isCombining(r) && !joins(r) && !joins(last) {
			ends = append(ends, i)
		}
		last = r
	}
	fit := 0
	for lo, hi := 0, len(ends); lo < hi; {
		mid := (lo + hi) / 2
		if b.m.width(s, t.text[:ends[mid]]) <= room {
			fit, lo = ends[mid], mid+1
		} else {
			hi = mid
		}
	}
	head, rest = t, t
	head.text, rest.text, rest.at = t.text[:fit], t.text[fit:], t.at+fit
	head.width, rest.width = b.m.width(s, head.text), b.m.width(s, rest.text)
	return head, rest
}

// hasForeign says whether a clean text has a letter drawn as an outline.
func hasForeign(f face, text string) bool {
	return len(text) > 0 && strings.ContainsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf && isForeign(f, r) })
}

// isCombining is a mark on the letter before it.
func isCombining(r rune) bool { return unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) }
