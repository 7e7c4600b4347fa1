package language

import (
	"iter"
	"sort"
	"strings"
)

// Passage is a run of prose in a Markdown file that is read as one: a paragraph,
// a heading, a cell of a table.
type Passage struct {
	// Start is the byte offset of Text in the file.
	Start int
	// Text is what is written. Where the file has indentation or marks of a
	// quotation between two lines of it, Text has not; see [Passage.At].
	Text string
	// Quote says that the passage is a block quotation.
	Quote bool

	cuts []cut // where the file has more than Text; nil if nowhere
	from int   // where in the text the cuts speak of Text begins
}

// cut says that from a byte of a text on the file has so many more bytes than
// the text.
type cut struct{ at, more int }

// At returns the offset in the file of the byte i of Text.
func (p *Passage) At(i int) int { return p.Start + i + p.more(i) - p.more(0) }

// Until returns the offset in the file where what ends before the byte i of Text
// ends.
func (p *Passage) Until(i int) int {
	if i == 0 {
		return p.Start
	}
	return p.At(i-1) + 1
}

// more is what the cuts up to the byte i add up to.
func (p *Passage) more(i int) int {
	if len(p.cuts) == 0 {
		return 0
	}
	n := sort.Search(len(p.cuts), func(k int) bool { return p.cuts[k].at > p.from+i })
	if n == 0 {
		return 0
	}
	return p.cuts[n-1].more
}

// part returns the bytes from start to end of a passage as one of its own.
func (p *Passage) part(start, end int) Passage {
	return Passage{Start: p.At(start), Text: p.Text[start:end], Quote: p.Quote, cuts: p.cuts, from: p.from + start}
}

// Markdown splits a Markdown file into passages of prose, in order: as CommonMark
// has it, and tables, footnotes and front matter as many tools do. Code blocks
// (fenced and indented), comments, front matter and link definitions are left
// out; inline code stays, since [Checker.Check] passes over it. What is written
// between HTML tags is prose, unless it is code.
func Markdown(src string) iter.Seq[Passage] {
	return func(yield func(Passage) bool) {
		m := markdown{src: src, yield: yield, remarks: strings.Contains(src, "<!--")}
		m.preamble()
		for m.next < len(src) && !m.over {
			m.line()
		}
		m.settle(0)
	}
}

// piece is a range of bytes of the file.
type piece struct{ start, end int }

// leaf is what lines are added to.
type leaf uint8

const (
	leafNone leaf = iota
	leafParagraph
	leafTable
	leafFence
	leafHTML
)

// preamble skips a byte order mark and front matter: a block between --- or +++ at
// the very start. A line that is followed by an empty one is a rule across the
// page.
func (m *markdown) preamble() {
	m.next = len(m.src) - len(withoutMark(m.src))
	rest := m.src[m.next:]
	if !strings.HasPrefix(rest, "---") && !strings.HasPrefix(rest, "+++") {
		return
	}
	mark, at := rest[:3], m.lineEnd(m.next)
	if strings.TrimRight(m.src[m.next:at], " \t\r\n") != mark || blank(m.src[at:m.lineEnd(at)]) {
		return
	}
	for at < len(m.src) {
		line := m.src[at:m.lineEnd(at)]
		at += len(line)
		if line = strings.TrimRight(line, " \t\r\n"); line == mark || mark == "---" && line == "..." {
			m.next = at
			return
		}
	}
}

// withoutMark returns a text without the byte order mark some editors begin it
// with.
func withoutMark(text string) string { return strings.TrimPrefix(text, "\ufeff") }

// lineEnd returns the offset after the newline of the line at i.
func (m *markdown) lineEnd(i int) int {
	if n := strings.IndexByte(m.src[i:], '\n'); n >= 0 {
		return i + n + 1
	}
	return len(m.src)
}

const (
	// maxParagraph is from how many bytes on a paragraph is handed over before its
	// end is known, which bounds memory.
	maxParagraph = 1 << 20
	// joinedRoom is how much room is made at once for lines that are joined.
	joinedRoom = 32 << 10
	// leastCuts and maxCuts bound how many cuts there is room made for at once.
	leastCuts, maxCuts = 16, 1024
)

// add adds the rest of the line to the open paragraph.
func (m *markdown) add() {
	if n := len(m.lines); n > 0 && m.lines[n-1].end == m.word {
		m.lines[n-1].end = m.next
	} else {
		m.lines = append(m.lines, piece{m.word, m.next})
	}
	m.last = m.word
	if len(m.lines) > 1 && m.next-m.lines[0].start > maxParagraph {
		m.handOver()
	}
}

// handOver hands over the lines of a paragraph or of HTML.
func (m *markdown) handOver() {
	switch {
	case len(m.lines) == 0:
	case m.leaf == leafHTML:
		m.handHTML()
	default:
		m.hand()
	}
}

// hand hands over the lines of a paragraph.
func (m *markdown) hand() {
	if m.remarks {
		m.withoutComments()
	}
	if len(m.lines) > 0 {
		p := m.join(m.lines)
		m.pass(&p)
	}
	m.lines = m.lines[:0]
}

// pass hands over a passage.
func (m *markdown) pass(p *Passage) {
	if !m.over && !blank(p.Text) {
		m.over = !m.yield(*p)
	}
}

// passage makes a passage of a piece of the file.
func (m *markdown) passage(of piece) Passage {
	return Passage{Start: of.start, Text: m.src[of.start:of.end], Quote: m.quotes > 0 || m.cited > 0}
}

// join makes one passage of several pieces of the file.
func (m *markdown) join(pieces []piece) Passage {
	first := pieces[0]
	p := m.passage(first)
	if len(pieces) == 1 {
		return p
	}
	size := 0
	for _, l := range pieces {
		size += l.end - l.start
	}
	if m.joined == nil || m.joined.Cap()-m.joined.Len() < size {
		m.joined = new(strings.Builder)
		m.joined.Grow(max(size, min(joinedRoom, len(m.src)-first.start)))
	}
	if cap(m.cuts)-len(m.cuts) < len(pieces) {
		m.cuts = make([]cut, 0, max(len(pieces), min(2*cap(m.cuts), maxCuts), leastCuts))
	}
	from, before := m.joined.Len(), len(m.cuts)
	for _, l := range pieces {
		at := m.joined.Len() - from
		m.cuts = append(m.cuts, cut{at, l.start - first.start - at})
		m.joined.WriteString(m.src[l.start:l.end])
	}
	p.Text, p.cuts = m.joined.String()[from:], m.cuts[before:len(m.cuts):len(m.cuts)]
	return p
}

// withoutComments takes comments out of the open paragraph.
func (m *markdown) withoutComments() {
	at, end := m.lines[0].start, m.lines[len(m.lines)-1].end
	if start, _ := comment(m.src, at, end); start == end {
		return
	}
	var kept []piece
	for k := 0; at < end; {
		start, next := comment(m.src, at, end)
		for ; k < len(m.lines) && m.lines[k].start < start; k++ {
			l := m.lines[k]
			if from, to := max(l.start, at), min(l.end, start); from < to {
				kept = append(kept, piece{from, to})
			}
			if l.end > start {
				break
			}
		}
		at = next
	}
	m.lines = kept
}

// comment returns where the first comment between two offsets begins, and where it
// ends.
func comment(src string, from, end int) (start, next int) {
	start = strings.Index(src[from:end], "<!--")
	if start < 0 {
		return end, end
	}
	start += from
	length := strings.Index(src[start+4:end], "-->")
	if length < 0 {
		return end, end
	}
	return start, start + 4 + length + 3
}

// blank reports whether nothing is written on a line.
func blank(text string) bool {
	return text == "" || !isLetter(text[0]) && strings.TrimSpace(text) == ""
}
