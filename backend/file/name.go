package file

import (
	"strings"
	"unicode"
)

// maxName and maxBytes bound a suggested file name, in characters and in bytes: file
// systems take 255 bytes, of which what is added to it needs some.
const (
	maxName  = 80
	maxBytes = 180
)

// Name suggests the name of a file about a title, without its ending: in
// characters every system takes.
func Name(title string) string {
	var b strings.Builder
	dash := false
	for _, r := range title {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) {
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(unicode.ToLower(r))
			dash = false
		} else {
			dash = true
		}
	}
	name := []rune(b.String())
	name = name[:min(len(name), maxName)]
	for len(string(name)) > maxBytes {
		name = name[:len(name)-1]
	}
	if len(name) == 0 {
		name = []rune("debrief")
	}
	return strings.Trim(string(name), "-")
}
