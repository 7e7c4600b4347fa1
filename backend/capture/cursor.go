package capture

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// cursor walks over a text. A method that reports false has not moved it.
type cursor struct {
	s string
	i int
}

func (c *cursor) rest() string { return c.s[c.i:] }

func (c *cursor) done() bool { return c.i >= len(c.s) }

// peek returns the next byte, 0 at the end.
func (c *cursor) peek() byte {
	if c.done() {
		return 0
	}
	return c.s[c.i]
}

// spaces skips white space and reports whether there was any.
func (c *cursor) spaces() bool {
	from := c.i
	for !c.done() {
		r, n := utf8.DecodeRuneInString(c.rest())
		if !unicode.IsSpace(r) {
			break
		}
		c.i += n
	}
	return c.i > from
}

// take skips a literal.
func (c *cursor) take(lit string) bool {
	if strings.HasPrefix(c.rest(), lit) {
		c.i += len(lit)
		return true
	}
	return false
}

// takeOne skips the first of several literals that is there.
func (c *cursor) takeOne(lits ...string) bool {
	for _, lit := range lits {
		if c.take(lit) {
			return true
		}
	}
	return false
}

// dashes may stand between the two times of a span.
var dashes = []string{"–", "—", "-", "−"}

// number reads a run of lo to hi digits; a longer run is no match.
func (c *cursor) number(lo, hi int) (int, bool) {
	n, j := 0, c.i
	for j < len(c.s) && c.s[j] >= '0' && c.s[j] <= '9' {
		if j-c.i == hi {
			return 0, false
		}
		n = n*10 + int(c.s[j]-'0')
		j++
	}
	if j-c.i < lo {
		return 0, false
	}
	c.i = j
	return n, true
}

// word reads a run of ASCII letters; it may be empty.
func (c *cursor) word() string {
	from := c.i
	for !c.done() && isLetter(c.s[c.i]) {
		c.i++
	}
	return c.s[from:c.i]
}

// token reads up to the next white space.
func (c *cursor) token() string {
	from := c.i
	if n := strings.IndexFunc(c.rest(), unicode.IsSpace); n >= 0 {
		c.i += n
	} else {
		c.i = len(c.s)
	}
	return c.s[from:c.i]
}

// separators may stand between a time or a name and what follows; they are
// punctuation of the line and belong to neither.
var separators = []string{",", ";", ":", "|", "–", "—", "-", "."}

// bounded says whether a time may end here: before white space, the end, or a
// separator that is itself followed by one of them. "10.0.0.1" is an address, so
// it is not bounded.
func (c *cursor) bounded() bool {
	return atGap(c.rest()) || separatorAt(c.rest()) > 0
}

// ends says whether what belongs to a time may end here: where a time may, before
// its bracket, or before the dash to the second of two.
func (c *cursor) ends() bool {
	if c.bounded() || c.peek() == ']' {
		return true
	}
	after := *c
	return after.takeOne(dashes...) && isDigit(after.peek())
}

// separator skips white space and at most one separator.
func (c *cursor) separator() {
	c.spaces()
	c.i += separatorAt(c.rest())
	c.spaces()
}

func separatorAt(s string) int {
	for _, sep := range separators {
		if strings.HasPrefix(s, sep) && atGap(s[len(sep):]) {
			return len(sep)
		}
	}
	return 0
}

func atGap(s string) bool {
	if s == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

func isDigit(b byte) bool { return b >= '0' && b <= '9' }
