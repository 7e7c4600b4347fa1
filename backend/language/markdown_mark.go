package language

import "strings"

// fence returns the marks that open a fenced code block, or "".
func fence(body string) string {
	if body[0] != '`' && body[0] != '~' {
		return ""
	}
	n := run(body)
	if n >= 3 && (body[0] == '~' || strings.IndexByte(body[n:], '`') < 0) {
		return body[:n]
	}
	return ""
}

// run is how many bytes at the start are the same.
func run(text string) (n int) {
	for n < len(text) && text[n] == text[0] {
		n++
	}
	return n
}

// headingMark is the length of the mark of a heading: "## ".
func headingMark(body string) int {
	n := run(body)
	switch {
	case n > 6:
		return 0
	case n == len(body):
		return n
	case body[n] == ' ' || body[n] == '\t':
		return n + 1
	}
	return 0
}

// underline reports whether a line makes the paragraph before it a heading.
func underline(body string) bool {
	return (body[0] == '=' || body[0] == '-') && strings.TrimRight(body[run(body):], " \t") == ""
}

// thematic reports whether the rest of the line is a rule across the page:
// "* * *".
func (m *markdown) thematic() bool {
	mark := m.src[m.word]
	if m.word < m.foul || mark != '*' && mark != '-' && mark != '_' {
		return false
	}
	n := 0
	for i := m.word; i < m.end; i++ {
		switch m.src[i] {
		case mark:
			n++
		case ' ', '\t':
		default:
			m.foul = i // where all before is the same mark
			return false
		}
	}
	return n >= 3
}

// itemMark is the length of the mark of a list item: "-", "3.". It is followed by
// a space or by nothing.
func itemMark(body string) int {
	n := 0
	if strings.IndexByte("-*+", body[0]) < 0 {
		for n < len(body) && n < 9 && isDigit(body[n]) {
			n++
		}
		if n == 0 || n == len(body) || body[n] != '.' && body[n] != ')' {
			return 0
		}
	}
	n++
	if n < len(body) && body[n] != ' ' && body[n] != '\t' {
		return 0
	}
	return n
}

// taskBox reports whether an item begins with a box to tick.
func taskBox(body string) bool {
	return len(body) > 3 && body[0] == '[' && strings.IndexByte(" xX", body[1]) >= 0 && body[2] == ']' && isSpace(body[3])
}

// maxLabel is how long the name of a link or a footnote may be, in bytes.
const maxLabel = 999

// label is the length of a name in brackets with a colon after it, 0 if there is
// none.
func label(body string) int {
	if body[0] != '[' {
		return 0
	}
	for i := 1; i < min(len(body)-1, maxLabel); i++ {
		switch body[i] {
		case '\\':
			i++
		case '[':
			return 0
		case ']':
			if body[i+1] != ':' || blank(body[1:i]) {
				return 0
			}
			return i + 2
		}
	}
	return 0
}

// footnoteMark is the length of what a footnote begins with: "[^1]:".
func footnoteMark(body string) int {
	if len(body) < 5 || body[1] != '^' {
		return 0
	}
	return label(body)
}

// definition reports whether a line says where a link leads, and nothing else.
func definition(body string) bool {
	n := label(body)
	if n == 0 {
		return false
	}
	rest := strings.Trim(body[n:], " \t")
	to := strings.IndexAny(rest, " \t")
	if strings.HasPrefix(rest, "<") {
		to = strings.IndexByte(rest, '>') + 1
	}
	if to <= 0 {
		return !strings.HasPrefix(rest, "<")
	}
	title := strings.TrimLeft(rest[to:], " \t")
	if title == "" {
		return true
	}
	closer := map[byte]byte{'"': '"', '\'': '\'', '(': ')'}[title[0]]
	return len(title) > 1 && strings.IndexByte(title[1:], closer) == len(title)-2
}
