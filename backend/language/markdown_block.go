package language

import "strings"

// markdown reads a file line by line, as CommonMark tells: a line first goes on
// with the containers that are open (quotations and list items), then begins new
// ones, and what is left of it is text. A line of text goes on with a paragraph
// even where the marks of its containers are missing.
type markdown struct {
	src     string
	yield   func(Passage) bool
	over    bool // nobody wants more
	remarks bool // there are comments

	open   []container
	quotes int // how many of those are quotations
	leaf   leaf
	lines  []piece // of the open paragraph, or of HTML
	last   int     // where the last line of lines begins
	fence  string  // what closes the code
	until  string  // what closes the HTML; empty, an empty line
	cited  int     // blockquote elements that are open
	closed int     // where the last one is closed, once known

	joined *strings.Builder // what passages made of several pieces stand in
	cuts   []cut            // of those passages

	// The line being read: i is where reading has come to, at the column column;
	// word is what is next but spaces; end leaves out the line break.
	i, column, word, wordColumn, end, next int
	foul                                   int // up to here there is no rule across the page in the line
}

// container is a block quotation, or what belongs to a list item.
type container struct {
	quote   bool
	content int  // how far its lines are indented, in columns
	bare    bool // nothing has been written in it yet
}

// maxContainers is how many containers may be open. What would be in one more is
// text, which keeps the work linear.
const maxContainers = 100

// line reads one line.
func (m *markdown) line() {
	m.take()
	if len(m.open) == 0 && m.leaf <= leafParagraph && isLetter(m.src[m.i]) {
		m.leaf = leafParagraph
		m.add()
		return
	}
	matched := m.match()
	if matched < len(m.open) || !m.goesOn() {
		m.begin(matched)
	}
}

// take moves on to the next line.
func (m *markdown) take() {
	m.i, m.column = m.next, 0
	m.next = m.lineEnd(m.i)
	m.end = m.next
	for m.end > m.i && (m.src[m.end-1] == '\n' || m.src[m.end-1] == '\r') {
		m.end--
	}
	m.seek()
}

// seek finds the next word.
func (m *markdown) seek() {
	m.word, m.wordColumn = m.i, m.column
	for ; m.word < m.end; m.word++ {
		switch m.src[m.word] {
		case ' ':
			m.wordColumn++
		case '\t':
			m.wordColumn += 4 - m.wordColumn%4
		default:
			return
		}
	}
}

// indent is how far the next word is indented, in columns.
func (m *markdown) indent() int { return m.wordColumn - m.column }

// rest is what is left of the line, from the next word on.
func (m *markdown) rest() string { return m.src[m.word:m.end] }

// skip moves past a mark of n bytes.
func (m *markdown) skip(n int) {
	m.i, m.column = m.word+n, m.wordColumn+n
	m.seek()
}

// advance moves past so many columns of spaces; half a tab may be left.
func (m *markdown) advance(columns int) {
	for to := m.column + columns; m.column < to && m.i < m.word; {
		width := 1
		if m.src[m.i] == '\t' {
			width = 4 - m.column%4
		}
		if m.column+width > to {
			m.column = to
			return
		}
		m.column += width
		m.i++
	}
}

// match goes on with as many of the open containers as the line belongs to, and
// returns how many those are.
func (m *markdown) match() int {
	for k := range m.open {
		c := &m.open[k]
		empty := m.word == m.end
		switch {
		case c.quote:
			if empty || m.indent() > 3 || m.src[m.word] != '>' {
				return k
			}
			m.enterQuote()
		case empty && c.bare, !empty && m.indent() < c.content:
			return k
		case !empty:
			c.bare = false
			m.advance(c.content)
		}
	}
	return len(m.open)
}

// enterQuote moves past the mark of a quotation and the space after it.
func (m *markdown) enterQuote() {
	m.skip(1)
	m.advance(1)
}

// goesOn goes on with code or HTML, and reports whether the line was part of it.
func (m *markdown) goesOn() bool {
	switch m.leaf {
	case leafFence:
		body := strings.TrimRight(m.rest(), " \t")
		if m.indent() < 4 && strings.HasPrefix(body, m.fence) && strings.Trim(body, m.fence[:1]) == "" {
			m.leaf = leafNone
		}
		return true
	case leafHTML:
		return m.moreHTML()
	}
	return false
}

// settle ends what is open beyond so many containers, and the paragraph.
func (m *markdown) settle(containers int) {
	m.handOver()
	m.leaf = leafNone
	for len(m.open) > containers {
		last := len(m.open) - 1
		if m.open[last].quote {
			m.quotes--
		}
		m.open = m.open[:last]
	}
}

// enter opens a container.
func (m *markdown) enter(c container) {
	if c.quote {
		m.quotes++
	}
	m.open = append(m.open, c)
}

// begin reads what is left of a line that goes on with so many containers.
func (m *markdown) begin(matched int) {
	for m.word < m.end {
		goesOn := m.leaf == leafParagraph || m.leaf == leafTable && matched == len(m.open)
		switch {
		case m.indent() > 3 && !goesOn:
			m.settle(matched) // indented code
			return
		case m.indent() > 3 || !m.beginsContainer(matched):
			m.block(matched)
			return
		}
		matched = len(m.open)
	}
	m.settle(matched)
}

// beginsContainer opens the container that begins here, if there is one.
func (m *markdown) beginsContainer(matched int) bool {
	rest := m.rest()
	if matched == maxContainers {
		return false
	}
	if rest[0] == '>' {
		m.settle(matched)
		m.enterQuote()
		m.enter(container{quote: true})
		return true
	}
	if n := footnoteMark(rest); n > 0 {
		m.settle(matched)
		m.skip(n)
		m.advance(m.indent())
		m.enter(container{content: 4})
		return true
	}
	return m.beginsItem(matched)
}

// beginsItem opens the list item that begins here, if there is one. Within a
// paragraph, an empty item and a number other than 1 are text.
func (m *markdown) beginsItem(matched int) bool {
	rest := m.rest()
	n := itemMark(rest)
	if n == 0 || m.thematic() {
		return false
	}
	empty := blank(rest[n:])
	if m.leaf == leafParagraph && matched == len(m.open) && (empty || isDigit(rest[0]) && rest[:n-1] != "1") {
		return false
	}
	m.settle(matched)
	content := m.indent() + n
	m.skip(n)
	if spaces := m.indent(); !empty && spaces < 5 {
		content += spaces
		m.advance(spaces)
	} else {
		content++
		m.advance(1)
	}
	m.enter(container{content: content, bare: empty})
	if box := m.rest(); taskBox(box) && m.indent() < 4 {
		m.skip(3)
		m.advance(m.indent())
	}
	return true
}

// block reads a line, or what is left of it, that begins no container.
func (m *markdown) block(matched int) {
	rest := m.rest()
	within := m.leaf == leafParagraph && matched == len(m.open)
	if m.indent() < 4 {
		switch {
		case rest[0] == '#' && headingMark(rest) > 0:
			m.settle(matched)
			m.word += headingMark(rest)
			m.add()
			m.hand()
			return
		case fence(rest) != "":
			m.settle(matched)
			m.leaf, m.fence = leafFence, fence(rest)
			return
		case rest[0] == '<' && m.beginsHTML(matched):
			return
		case within && underline(rest), m.thematic():
			m.settle(matched)
			return
		}
	}
	m.text(matched, within)
}

// text reads a line of text: of a table, of a paragraph, or of a new one.
func (m *markdown) text(matched int, within bool) {
	switch {
	case m.leaf == leafTable && matched == len(m.open):
		m.row(m.word, m.end)
	case within && m.beginsTable():
	case m.leaf == leafParagraph:
		m.add()
	default:
		m.settle(matched)
		if !definition(m.rest()) {
			m.leaf = leafParagraph
			m.add()
		}
	}
}
