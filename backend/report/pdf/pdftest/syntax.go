package pdftest

import (
	"bytes"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"
)

// The objects of a PDF: float64, bool, nil, and these.
type (
	name     string
	ref      int // the number of an object; generations are always 0
	operator string
	array    []any
	dict     map[name]any
)

// lexer reads objects one after the other (ISO 32000-1, 7.2 and 7.3).
type lexer struct {
	b  []byte
	at int
}

var errSyntax = errors.New("this is no object")

const (
	white      = "\x00\t\n\f\r "
	delimiters = "()<>[]{}/%"
)

// space goes past space and comments.
func (l *lexer) space() {
	for comment := false; l.at < len(l.b); l.at++ {
		switch c := l.b[l.at]; {
		case c == '%':
			comment = true
		case c == '\n' || c == '\r':
			comment = false
		case !comment && strings.IndexByte(white, c) < 0:
			return
		}
	}
}

func (l *lexer) done() bool {
	l.space()
	return l.at >= len(l.b)
}

// next reads an object, or an operator.
func (l *lexer) next() (any, error) {
	if l.done() {
		return nil, errSyntax
	}
	switch c := l.b[l.at]; {
	case c == '/':
		l.at++
		return name(l.word()), nil
	case c == '(':
		return l.literal()
	case bytes.HasPrefix(l.b[l.at:], []byte("<<")):
		l.at += 2
		return l.dict()
	case c == '<':
		return l.hex()
	case c == '[':
		l.at++
		return l.array()
	case c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.':
		return l.number()
	}
	return l.keyword()
}

func (l *lexer) keyword() (any, error) {
	switch w := l.word(); w {
	case "true", "false":
		return w == "true", nil
	case "null":
		return nil, nil
	case "":
		return nil, errSyntax
	default:
		return operator(w), nil
	}
}

func (l *lexer) word() string {
	from := l.at
	for l.at < len(l.b) && strings.IndexByte(white+delimiters, l.b[l.at]) < 0 {
		l.at++
	}
	return string(l.b[from:l.at])
}

// number reads a number, or a reference: two numbers and an R.
func (l *lexer) number() (any, error) {
	w := l.word()
	n, err := strconv.ParseFloat(w, 64)
	if err != nil {
		return nil, err
	}
	if rest := l.b[l.at:]; bytes.HasPrefix(rest, []byte(" 0 R")) {
		l.at += len(" 0 R")
		return ref(n), nil
	}
	return n, nil
}

func (l *lexer) hex() (any, error) {
	end := bytes.IndexByte(l.b[l.at:], '>')
	if end < 0 {
		return nil, errSyntax
	}
	out := make([]byte, end/2)
	_, err := hex.Decode(out, l.b[l.at+1:l.at+end])
	l.at += end + 1
	return string(out), err
}

// literal reads a string in parentheses; a bare carriage return is a line feed to readers.
func (l *lexer) literal() (any, error) {
	out, deep := []byte{}, 0
	for ; l.at < len(l.b); l.at++ {
		c := l.b[l.at]
		switch c {
		case '\\':
			l.at++
			if l.at < len(l.b) {
				out = append(out, escaped(l.b[l.at]))
			}
			continue
		case '\r':
			c = '\n'
		case '(':
			if deep++; deep == 1 {
				continue
			}
		case ')':
			if deep--; deep == 0 {
				l.at++
				return string(out), nil
			}
		}
		out = append(out, c)
	}
	return nil, errSyntax
}

// escaped is what stands after a backslash; no writer here uses octal digits.
func escaped(c byte) byte {
	switch c {
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	}
	return c
}

func (l *lexer) array() (any, error) {
	out := array{}
	for {
		if l.done() {
			return nil, errSyntax
		}
		if l.b[l.at] == ']' {
			l.at++
			return out, nil
		}
		v, err := l.next()
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
}

func (l *lexer) dict() (any, error) {
	out := dict{}
	for {
		l.space()
		if bytes.HasPrefix(l.b[l.at:], []byte(">>")) {
			l.at += 2
			return out, nil
		}
		key, err := l.next()
		if err != nil {
			return nil, err
		}
		k, ok := key.(name)
		if !ok {
			return nil, errSyntax
		}
		if out[k], err = l.next(); err != nil {
			return nil, err
		}
	}
}
