package language

import "unicode/utf8"

// unitCounter turns byte offsets into UTF-16 code units, moving forward only.
// A byte that is not valid UTF-8 counts as one unit, as the replacement
// character it is shown as.
type unitCounter struct {
	text  string
	at    int
	units int
}

// to returns the number of UTF-16 code units before the byte offset, which
// must not lie before an earlier one.
func (u *unitCounter) to(offset int) int {
	for u.at < offset {
		if n := asciiRun(u.text[u.at:offset]); n > 0 {
			u.at += n
			u.units += n
			continue
		}
		b := u.text[u.at]
		if b < utf8.RuneSelf {
			u.at++
			u.units++
			continue
		}
		r, n := utf8.DecodeRuneInString(u.text[u.at:])
		u.at += n
		u.units++
		if r > 0xFFFF {
			u.units++
		}
	}
	return u.units
}

// asciiRun is the length of the start of text, in steps of eight bytes, that
// is ASCII.
func asciiRun(text string) (n int) {
	for n+8 <= len(text) {
		c := text[n : n+8]
		eight := uint64(c[0]) | uint64(c[1])<<8 | uint64(c[2])<<16 | uint64(c[3])<<24 |
			uint64(c[4])<<32 | uint64(c[5])<<40 | uint64(c[6])<<48 | uint64(c[7])<<56
		if eight&0x8080808080808080 != 0 {
			break
		}
		n += 8
	}
	return n
}

// asciiLength is the length of the start of text that is ASCII.
func asciiLength(text string) int {
	n := asciiRun(text)
	for n < len(text) && text[n] < utf8.RuneSelf {
		n++
	}
	return n
}
