package file

import (
	"strings"
	"unicode"
)

// maxName bounds a suggested file name, in characters.
const maxName = 80

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
	if len(name) > maxName {
		name = name[:maxName]
	}
	if len(name) == 0 {
		name = []rune("debrief")
	}
	return strings.Trim(string(name), "-")
}
