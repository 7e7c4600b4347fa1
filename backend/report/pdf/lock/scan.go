package lock

import (
	"bytes"
	"encoding/hex"
	"strconv"
)

// kind is what a token is.
type kind int

const (
	isOther kind = iota
	isString
	isStream
	isEnd
)

// token is a piece of an object: as it stands, and what it says when it is a string.
type token struct {
	kind       kind
	raw, value []byte
}

// scanner cuts an object into what is encrypted and what is not.
type scanner struct {
	text []byte
	at   int
	// length is what the last /Length said.
	length int
}

func (s *scanner) next() (token, error) {
	rest := s.text[s.at:]
	switch {
	case len(rest) == 0:
		return token{}, errFile
	case bytes.HasPrefix(rest, []byte("<<")), bytes.HasPrefix(rest, []byte(">>")):
		return s.take(isOther, 2), nil
	case rest[0] == '(':
		return s.literal()
	case rest[0] == '<':
		return s.hex()
	case bytes.HasPrefix(rest, []byte("stream\n")):
		return s.take(isStream, len("stream\n")), nil
	case bytes.HasPrefix(rest, []byte("endobj")):
		return s.take(isEnd, len("endobj")), nil
	}
	if bytes.IndexByte([]byte(between), rest[0]) >= 0 {
		return s.take(isOther, 1), nil
	}
	return s.word()
}

// between is what stands between words.
const between = " \n\r\t[]"

func (s *scanner) take(k kind, n int) token {
	t := token{kind: k, raw: s.text[s.at : s.at+n]}
	s.at += n
	return t
}

// word takes a name or a number.
func (s *scanner) word() (token, error) {
	n := bytes.IndexAny(s.text[s.at+1:], between+"()<>/")
	if n < 0 {
		return token{}, errFile
	}
	t := s.take(isOther, n+1)
	if string(t.raw) == "/Length" {
		end := bytes.IndexAny(s.text[s.at+1:], " \n/>")
		if length, err := strconv.Atoi(string(s.text[s.at+1 : s.at+1+max(end, 0)])); err == nil {
			s.length = length
		}
	}
	return t, nil
}

// stream takes what a stream holds, up to and with its end.
func (s *scanner) stream() ([]byte, error) {
	end := []byte("\nendstream")
	if s.at+s.length > len(s.text) || !bytes.HasPrefix(s.text[s.at+s.length:], end) {
		return nil, errFile
	}
	value := s.text[s.at : s.at+s.length]
	s.at += s.length + len(end)
	return value, nil
}

func (s *scanner) hex() (token, error) {
	n := bytes.IndexByte(s.text[s.at:], '>')
	if n < 0 {
		return token{}, errFile
	}
	t := s.take(isString, n+1)
	value, err := hex.DecodeString(string(t.raw[1:n]))
	if err != nil {
		return token{}, errFile
	}
	t.value = value
	return t, nil
}

// escaped is what letters stand for after a backslash; any other letter is itself.
func escaped(c byte) byte {
	switch c {
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	}
	return c
}

// literal takes a string in parentheses, which may hold others.
func (s *scanner) literal() (token, error) {
	value, depth := []byte{}, 0
	for n := 0; s.at+n < len(s.text); n++ {
		c := s.text[s.at+n]
		switch {
		case c == '\\' && s.at+n+1 < len(s.text):
			n++
			value = append(value, escaped(s.text[s.at+n]))
			continue
		case c == '(':
			if depth++; depth == 1 {
				continue
			}
		case c == ')':
			if depth--; depth == 0 {
				t := s.take(isString, n+1)
				t.value = value
				return t, nil
			}
		}
		value = append(value, c)
	}
	return token{}, errFile
}
