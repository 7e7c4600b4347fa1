package pdf

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// span is text in one style. target is an anchor of this report or, with
// "url:" before it, an address.
type span struct {
	text   string
	style  style
	target string
}

// token is a word or a part of one; glued tokens may not be parted.
type token struct {
	span  int
	at    int // where in its span, in bytes
	text  string
	width float64
	space float64 // before it, unless it begins a line
	glued bool
}

// piece is the part of a line that one span draws.
type piece struct {
	span  int
	at    int // where in its span, in bytes
	text  string
	x     float64
	width float64
}

// textLine is a set line.
type textLine struct {
	pieces []piece
	width  float64
	// joined and open say that it begins, and that it ends, within a word.
	joined, open bool
}

// paragraph is text broken into lines.
type paragraph struct {
	spans []span
	lines []textLine
	width float64 // that it was set in
	// rtl says that it is read from right to left, and begins at its right edge.
	rtl bool
}

func (p paragraph) leading() float64 {
	l := 0.0
	for _, s := range p.spans {
		l = math.Max(l, s.style.leading)
	}
	return l
}

func (p paragraph) height() float64 { return float64(len(p.lines)) * p.leading() }

// breakText sets spans in lines of a width; the first line is indented. A
// word that is too long is broken anywhere.
func (m *metrics) breakText(spans []span, width, indent float64) paragraph {
	clean := make([]span, len(spans))
	for i, s := range spans {
		s.text = m.clean(s.style.face, s.text)
		clean[i] = s
	}
	p := paragraph{spans: clean, width: width, rtl: fromRight(clean)}
	b := breaker{m: m, spans: clean, width: width, x: indent}
	tokens := m.tokens(clean)
	for i := 0; i < len(tokens); {
		j := i + 1
		for j < len(tokens) && tokens[j].glued {
			j++
		}
		b.add(tokens[i:j])
		i = j
	}
	b.endLine(false)
	p.lines = b.lines
	return p
}

// tokens takes spans apart at spaces, and after hyphens and slashes.
func (m *metrics) tokens(spans []span) []token {
	words := 0
	for _, s := range spans {
		words += strings.Count(s.text, " ") + 1
	}
	out, pending := make([]token, 0, words), true
	for i, s := range spans {
		space, at := m.width(s.style, " "), 0
		for word := range strings.SplitSeq(s.text, " ") {
			if at > 0 {
				pending = true
			}
			if word != "" {
				t := token{span: i, at: at, text: word, glued: !pending}
				if pending {
					t.space = space
				}
				out, pending = m.parted(out, s.style, t), false
			}
			at += len(word) + 1
		}
	}
	return out
}

// parted adds a word, cut where a line may end within it.
func (m *metrics) parted(out []token, s style, t token) []token {
	if !strings.ContainsAny(t.text, ends) && (m.shaper == nil || !hasForeign(s.face, t.text)) {
		t.width = m.width(s, t.text)
		return append(out, t)
	}
	for _, part := range m.parts(s.face, t.text) {
		t.text, t.width = part, m.width(s, part)
		out = append(out, t)
		t.at, t.space, t.glued = t.at+len(part), 0, false
	}
	return out
}

// parts cuts a word where a line may end within it.
func (m *metrics) parts(f face, word string) []string {
	if m.shaper == nil || !hasForeign(f, word) {
		return parts(word)
	}
	out := []string{}
	for _, part := range parts(word) {
		out = append(out, scripts(f, part)...)
	}
	return out
}

// ends are the characters a line may end with within a word.
const ends = "-–—/›"

// parts cuts a word after characters a line may end with; not between those of
// "https://".
func parts(word string) []string {
	if len(word) < 4 || !strings.ContainsAny(word, ends) {
		return []string{word}
	}
	out, from := []string{}, 0
	for i, r := range word {
		if !strings.ContainsRune(ends, r) {
			continue
		}
		end := i + utf8.RuneLen(r)
		if end-from >= 3 && len(word)-end >= 4 && word[end] != word[i] {
			out, from = append(out, word[from:end]), end
		}
	}
	return append(out, word[from:])
}

// breaker fills lines.
type breaker struct {
	m     *metrics
	spans []span
	width float64
	x     float64
	line  textLine
	lines []textLine
}

// add sets one unbreakable group on this line or the next.
func (b *breaker) add(group []token) {
	w := 0.0
	for _, t := range group {
		w += t.width
	}
	space := group[0].space
	if len(b.line.pieces) == 0 {
		space = 0
	}
	if b.x+space+w > b.width+.01 && len(b.line.pieces) > 0 {
		b.endLine(space == 0)
		space = 0
	}
	for i, t := range group {
		if i > 0 {
			space = 0
		}
		b.put(t, space)
	}
}

// put sets a token, cut into pieces where it is wider than a line.
func (b *breaker) put(t token, space float64) {
	for b.x+space+t.width > b.width+.01 {
		head, rest := b.cut(t, b.width-b.x-space)
		if head.text == "" {
			if len(b.line.pieces) == 0 && b.x == 0 {
				break // not even one letter fits: let it stand
			}
			b.endLine(space == 0)
			space = 0
			continue
		}
		b.append(head, space)
		b.endLine(true)
		t, space = rest, 0
	}
	b.append(t, space)
}

func (b *breaker) cut(t token, room float64) (head, rest token) {
	s := b.spans[t.span].style
	if hasForeign(s.face, t.text) {
		return b.cutForeign(t, room)
	}
	x, ws := 0.0, b.m.widthsOf(s.face)
	seam, before, last := 0, 0.0, rune(0) // where it is best cut, and how wide that is
	for i, r := range t.text {
		w := float64(b.m.runeWidth(s.face, ws, r))*s.size/1000 + s.tracking
		if isSeam(last, r) {
			seam, before = i, x
		}
		if x+w > room {
			if before < x*.6 {
				seam, before = i, x
			}
			head, rest = t, t
			head.text, head.width = t.text[:seam], before
			rest.at, rest.text, rest.width = t.at+seam, t.text[seam:], t.width-before
			return head, rest
		}
		x, last = x+w, r
	}
	return t, token{span: t.span}
}

// isSeam says that an address or a name in code is parted well between two
// letters: after a mark, or where a capital begins the next word.
func isSeam(last, next rune) bool {
	return strings.ContainsRune("/.:;,?&=_)]}", last) || unicode.IsLower(last) && unicode.IsUpper(next)
}

func (b *breaker) append(t token, space float64) {
	if t.text == "" {
		return
	}
	n := len(b.line.pieces)
	if n > 0 && b.line.pieces[n-1].span == t.span {
		last, between := &b.line.pieces[n-1], ""
		if space > 0 {
			between = " "
		}
		if last.at+len(last.text)+len(between) == t.at { // as it stands in its span
			last.text = b.spans[t.span].text[last.at : t.at+len(t.text)]
		} else {
			last.text += between + t.text
		}
		last.width += space + t.width
	} else {
		b.line.pieces = append(b.line.pieces, piece{span: t.span, at: t.at, text: t.text, x: b.x + space, width: t.width})
	}
	b.x += space + t.width
	b.line.width = b.x
}

// endLine ends a line; joined says that the next one goes on within a word.
func (b *breaker) endLine(joined bool) {
	if len(b.line.pieces) > 0 {
		b.line.open = joined
		b.lines = append(b.lines, b.line)
	}
	b.line, b.x = textLine{joined: joined}, 0
}

// balanced sets a text in lines of about equal length, no more of them than
// needed.
func (m *metrics) balanced(spans []span, width float64) paragraph {
	p := m.breakText(spans, width, 0)
	if len(p.lines) < 2 {
		return p
	}
	lo, hi := width/2, width
	for hi-lo > 2 {
		mid := (lo + hi) / 2
		if q := m.breakText(spans, mid, 0); len(q.lines) <= len(p.lines) {
			hi, p = mid, q
		} else {
			lo = mid
		}
	}
	p.width = width
	return p
}

// pretty sets a text like breakText, in lines a little shorter when the last
// one would be a mere word.
func (m *metrics) pretty(spans []span, width float64) paragraph {
	p := m.breakText(spans, width, 0)
	n := len(p.lines)
	if n < 2 || n > 12 || p.lines[n-1].width > width*.3 {
		return p
	}
	for w := width; w > width*.75; w -= 3 {
		q := m.breakText(spans, w, 0)
		if len(q.lines) > n {
			break
		}
		if q.lines[n-1].width > width*.3 {
			q.width = width
			return q
		}
	}
	return p
}

// clamp keeps the first n lines; the last ends in an ellipsis when more were
// cut.
func (m *metrics) clamp(p paragraph, n int, width float64) paragraph {
	if len(p.lines) <= n {
		return p
	}
	p.lines = append([]textLine{}, p.lines[:n]...)
	last := p.lines[n-1]
	last.pieces = append([]piece{}, last.pieces...)
	for len(last.pieces) > 0 {
		q := &last.pieces[len(last.pieces)-1]
		s := p.spans[q.span].style
		text := strings.TrimRight(q.text, " ,;:.")
		for text != "" && q.x+m.width(s, text+"…") > width {
			_, size := utf8.DecodeLastRuneInString(text)
			text = strings.TrimRight(text[:len(text)-size], " ,;:.")
		}
		if text != "" {
			q.text, q.width = text+"…", m.width(s, text+"…")
			break
		}
		last.pieces = last.pieces[:len(last.pieces)-1]
	}
	p.lines[n-1] = last
	return p
}
