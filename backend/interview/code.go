package interview

import (
	"crypto/rand"
	"crypto/sha256"
	"strings"
)

// Code is a recovery code: 16 random bytes, printed as 28 letters and digits in
// groups of four.
//
// The letters are those of Crockford's base 32, which has no I, L, O or U: what
// is read aloud or copied from paper as one of the first three is taken for the
// digit it looks like. 26 of them are the bytes, highest bits first with two
// zero bits at the end; the last two are the first ten bits of the bytes'
// SHA-256, so that a slip of the pen is told from a wrong code.
type Code [16]byte

const (
	codeLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	codeData    = 26
	codeSize    = codeData + 2
	codeGroup   = 4
)

// newCode returns a fresh code.
func newCode() (c Code) {
	_, _ = rand.Read(c[:])
	return c
}

// String returns the code as it is printed.
func (c Code) String() string {
	sum := sha256.Sum256(c[:])
	letters := base32(c[:], codeData) + base32(sum[:], codeSize-codeData)
	var b strings.Builder
	for i := 0; i < codeSize; i += codeGroup {
		if i > 0 {
			b.WriteByte('-')
		}
		b.WriteString(letters[i : i+codeGroup])
	}
	return b.String()
}

// base32 spells the first bits of bytes in so many letters.
func base32(data []byte, letters int) string {
	out := make([]byte, letters)
	for i := range out {
		var five byte
		for bit := i * 5; bit < i*5+5; bit++ {
			five <<= 1
			if bit/8 < len(data) {
				five |= data[bit/8] >> (7 - bit%8) & 1
			}
		}
		out[i] = codeLetters[five]
	}
	return string(out)
}

// ParseCode reads a code as somebody types it: in any case, with or without
// hyphens and spaces. ok is false when it is not a code, which a letter that was
// read wrongly makes it.
func ParseCode(text string) (c Code, ok bool) {
	letters := make([]byte, 0, codeSize)
	for _, r := range strings.ToUpper(text) {
		switch r {
		case ' ', '-', '\u00a0', '\u2010', '\u2011', '\u2013', '\t', '\n', '\r':
			continue
		case 'O':
			r = '0'
		case 'I', 'L':
			r = '1'
		}
		at := strings.IndexRune(codeLetters, r)
		if at < 0 || len(letters) == codeSize {
			return Code{}, false
		}
		letters = append(letters, byte(at)) //nolint:gosec // below 32
	}
	if len(letters) != codeSize {
		return Code{}, false
	}
	for i, five := range letters[:codeData] {
		for bit := range 5 {
			if to := i*5 + bit; to/8 < len(c) {
				c[to/8] |= five >> (4 - bit) & 1 << (7 - to%8)
			}
		}
	}
	return c, strings.ReplaceAll(c.String(), "-", "") == spell(letters)
}

func spell(letters []byte) string {
	out := make([]byte, len(letters))
	for i, five := range letters {
		out[i] = codeLetters[five]
	}
	return string(out)
}
