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

// fillUnits sets the UTF-16 offsets of flags sorted by Start.
func fillUnits(text string, flags []Flag) {
	from := unitCounter{text: text}
	for i := range flags {
		f := &flags[i]
		f.UTF16Start = from.to(f.Start)
		end := from
		f.UTF16End = end.to(f.End)
	}
}
