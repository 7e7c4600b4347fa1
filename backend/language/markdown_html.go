package language

import "strings"

const (
	// codeElements hold code until they are closed, whatever else is in them.
	codeElements = " pre script style textarea "
	// blockElements begin and end a passage.
	blockElements = " address article aside base basefont blockquote body br caption center col colgroup dd details dialog dir " +
		"div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li " +
		"link main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead " +
		"title tr track ul "
	// codeClose begins what closes a code element.
	codeClose = "</"
)

// beginsHTML reads the first line of an HTML block, if it is one.
func (m *markdown) beginsHTML(matched int) bool {
	rest := m.rest()
	name, closing := elementName(rest)
	switch {
	case strings.HasPrefix(rest, "<!--"):
		m.until = "-->"
	case strings.HasPrefix(rest, "<?"):
		m.until = "?>"
	case strings.HasPrefix(rest, "<![CDATA["):
		m.until = "]]>"
	case len(rest) > 2 && rest[1] == '!' && isLetter(rest[2]):
		m.until = ">"
	case name == "":
		return false
	case !closing && listed(codeElements, name):
		m.until = codeClose
	case listed(blockElements, name) && name != "br", m.leaf != leafParagraph && tagAlone(rest):
		m.until = ""
	default:
		return false
	}
	m.settle(matched)
	m.leaf = leafHTML
	m.readHTML(min(2, len(rest)))
	return true
}

// moreHTML goes on with an HTML block, and reports whether the line was part of
// it.
func (m *markdown) moreHTML() bool {
	if m.until == "" && m.word == m.end {
		return false
	}
	m.readHTML(0)
	return true
}

// readHTML reads a line of an HTML block, which may close it from the byte from
// on. What follows the close on its line is prose.
func (m *markdown) readHTML(from int) {
	if m.until == "" {
		m.add()
		return
	}
	n := closesHTML(m.src[min(m.word+from, m.end):m.end], m.until)
	if n < 0 {
		return
	}
	m.word = min(m.word+from, m.end) + n
	m.add()
	m.settle(len(m.open))
}

// closesHTML returns the offset after what closes the block, -1 without it.
func closesHTML(line, until string) int {
	for at := 0; ; {
		n := strings.Index(line[at:], until)
		if n < 0 {
			return -1
		}
		at += n
		if until != codeClose {
			return at + len(until)
		}
		if name, _ := elementName(line[at:]); listed(codeElements, name) {
			return at + tagLength(line[at:])
		}
		at += len(until)
	}
}

// handHTML hands over what is written between the tags of an HTML block.
func (m *markdown) handHTML() {
	p := m.join(m.lines)
	m.lines = m.lines[:0]
	from := 0
	prose := func(until, next int) {
		part := p.part(from, until)
		part.Quote = m.quotes > 0 || m.cited > 0
		m.pass(&part)
		from = next
	}
	for at := strings.IndexByte(p.Text, '<'); at >= 0 && at < len(p.Text); {
		next := at + markup(p.Text[at:])
		switch name, closing := elementName(p.Text[at:]); {
		case name == "blockquote":
			prose(at, next)
			m.cite(p.At(at), closing)
		case name == "" && next > at+1, listed(blockElements, name), listed(codeElements, name):
			prose(at, next)
		}
		if at = next; at < len(p.Text) {
			n := strings.IndexByte(p.Text[at:], '<')
			if n < 0 {
				break
			}
			at += n
		}
	}
	prose(len(p.Text), len(p.Text))
}

// markup is the length of the tag or comment a text begins with, and of what is in
// it, if that is code.
func markup(text string) int {
	if strings.HasPrefix(text, "<!--") {
		if n := strings.Index(text, "-->"); n >= 0 {
			return n + 3
		}
		return len(text)
	}
	name, closing := elementName(text)
	if name == "" {
		return 1
	}
	if closing || !listed(codeElements, name) {
		return tagLength(text)
	}
	if n := closesHTML(text[1:], codeClose); n >= 0 {
		return 1 + n
	}
	return len(text)
}

// cite keeps count of blockquote elements; one that nobody closes quotes nothing.
func (m *markdown) cite(at int, closing bool) {
	if closing {
		m.cited = max(m.cited-1, 0)
		return
	}
	if m.closed == 0 {
		m.closed = max(strings.LastIndex(m.src, "</blockquote"), strings.LastIndex(m.src, "</BLOCKQUOTE"))
	}
	if at < m.closed {
		m.cited++
	}
}

// elementName returns the name of the tag a text begins with, "" if it does not
// begin with one.
func elementName(text string) (name string, closing bool) {
	i := 1
	if closing = strings.HasPrefix(text, "</"); closing {
		i = 2
	}
	end := i
	for end < len(text) && (isLetter(text[end]) || end > i && (isDigit(text[end]) || text[end] == '-')) {
		end++
	}
	if end < len(text) && strings.IndexByte(" \t\r\n/>", text[end]) < 0 {
		return "", closing
	}
	return text[i:min(end, len(text))], closing
}

// listed reports whether an element is in a list of names.
func listed(list, name string) bool {
	return name != "" && len(name) < 11 && strings.Contains(list, " "+strings.ToLower(name)+" ")
}

// tagLength is the length of the tag a text begins with; without an end it is all
// of the text.
func tagLength(text string) int {
	var quote byte
	for i := range len(text) {
		switch b := text[i]; {
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case b == '>':
			return i + 1
		case (b == '"' || b == '\'') && i > 0 && text[i-1] == '=':
			quote = b
		}
	}
	return len(text)
}

// tagAlone reports whether a line is a tag and nothing else.
func tagAlone(line string) bool {
	n := tagLength(line)
	return line[n-1] == '>' && strings.TrimLeft(line[n:], " \t") == ""
}
