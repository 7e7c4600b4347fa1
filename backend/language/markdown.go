package language

import (
	"iter"
	"strings"
)

// Passage is a run of prose in a Markdown file: a paragraph, a list item, a
// heading, a row of a table.
type Passage struct {
	// Start is the byte offset of Text in the file.
	Start int
	// Text is a part of the file, untouched.
	Text string
	// Quote says that the passage is a block quotation.
	Quote bool
}

// Markdown splits a Markdown file into passages of prose, in order. Code
// blocks (fenced and indented), HTML comments, front matter and link
// definitions are left out; inline code stays, since [Checker.Check] passes
// over it. An offset into a passage plus its Start is an offset into src.
func Markdown(src string) iter.Seq[Passage] {
	return func(yield func(Passage) bool) {
		m := markdown{src: src, yield: yield}
		m.frontMatter()
		for m.at < len(src) && !m.over {
			m.line()
		}
		m.flush(len(src))
	}
}

// markdown reads a file line by line.
type markdown struct {
	src   string
	at    int // start of the line being read
	yield func(Passage) bool
	over  bool // nobody wants more
	open  int  // start of the open passage, -1 without one
	ready bool // open holds a passage
}

// frontMatter skips a block between --- at the very start.
func (m *markdown) frontMatter() {
	if !strings.HasPrefix(m.src, "---\n") && !strings.HasPrefix(m.src, "---\r\n") {
		return
	}
	if end := strings.Index(m.src[3:], "\n---"); end >= 0 {
		m.at = m.lineEnd(3 + end + 1)
	}
}

// lineEnd returns the offset after the newline of the line at i.
func (m *markdown) lineEnd(i int) int {
	if n := strings.IndexByte(m.src[i:], '\n'); n >= 0 {
		return i + n + 1
	}
	return len(m.src)
}

// line reads one line.
func (m *markdown) line() {
	start, end := m.at, m.lineEnd(m.at)
	m.at = end
	text := m.src[start:end]
	indent := 0
	for indent < len(text) && (text[indent] == ' ' || text[indent] == '\t') {
		indent++
	}
	body := text[indent:]
	switch {
	case blank(body):
		m.flush(start)
	case fence(body) != "":
		m.flush(start)
		m.skipFence(fence(body))
	case strings.HasPrefix(body, "<!--"):
		m.flush(start)
		m.skipComment(start)
	case !m.ready && (indent >= 4 || text[0] == '\t') && !listMarker(body):
		// indented code
	case body[0] == '[' && strings.Contains(body, "]: "):
		m.flush(start)
	case body[0] == '>':
		m.flush(start)
		m.add(start+indent+1, end, true)
	case body[0] == '#' || body[0] == '|' || listMarker(body):
		m.flush(start)
		m.begin(start + indent)
		if body[0] == '#' || body[0] == '|' {
			m.flush(end)
		}
	default:
		m.begin(start + indent)
	}
}

// begin opens a passage unless one is open.
func (m *markdown) begin(at int) {
	if !m.ready {
		m.open, m.ready = at, true
	}
}

// flush ends the open passage.
func (m *markdown) flush(end int) {
	if m.ready {
		m.ready = false
		m.add(m.open, end, false)
	}
}

func (m *markdown) add(start, end int, quote bool) {
	if !m.over && !blank(m.src[start:end]) {
		m.over = !m.yield(Passage{Start: start, Text: m.src[start:end], Quote: quote})
	}
}

// blank reports whether nothing is written on a line.
func blank(text string) bool {
	return text == "" || !isLetter(text[0]) && strings.TrimSpace(text) == ""
}

// fence returns the marks that open a fenced code block, or "".
func fence(body string) string {
	n := 0
	for n < len(body) && body[n] == body[0] {
		n++
	}
	if n >= 3 && (body[0] == '`' && strings.IndexByte(body[n:], '`') < 0 || body[0] == '~') {
		return body[:n]
	}
	return ""
}

// skipFence moves past the closing fence, or to the end of the file.
func (m *markdown) skipFence(mark string) {
	for m.at < len(m.src) {
		start := m.at
		m.at = m.lineEnd(start)
		if body := strings.TrimSpace(m.src[start:m.at]); strings.HasPrefix(body, mark) && strings.Trim(body, mark[:1]) == "" {
			return
		}
	}
}

// skipComment moves past the line an HTML comment ends on.
func (m *markdown) skipComment(start int) {
	if end := strings.Index(m.src[start:], "-->"); end >= 0 {
		m.at = m.lineEnd(start + end)
		return
	}
	m.at = len(m.src)
}

// listMarker reports whether a line begins a list item: "- ", "* ", "3. ".
func listMarker(body string) bool {
	if len(body) > 1 && strings.IndexByte("-*+", body[0]) >= 0 && (body[1] == ' ' || body[1] == '\t') {
		return true
	}
	n := 0
	for n < len(body) && isDigit(body[n]) {
		n++
	}
	return n > 0 && n < 4 && n+1 < len(body) && (body[n] == '.' || body[n] == ')') && body[n+1] == ' '
}
