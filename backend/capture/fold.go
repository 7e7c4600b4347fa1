package capture

import (
	"strings"
	"unicode"
)

// plain maps letters to what somebody in a hurry types for them. One letter
// stands for one: "ß" and "æ" are left to those who have the key.
var plain = tableOf(
	"a", "àáâãäåāăą", "c", "çćĉċč", "d", "ďđð", "e", "èéêëēĕėęě", "g", "ĝğġģ", "h", "ĥħ",
	"i", "ìíîïĩīĭįı", "j", "ĵ", "k", "ķ", "l", "ĺļľŀł", "n", "ñńņňŉ", "o", "òóôõöøōŏő",
	"r", "ŕŗř", "s", "śŝşšș", "t", "ţťŧț", "u", "ùúûüũūŭůűų", "w", "ŵ", "y", "ýÿŷ", "z", "źżž",
)

func tableOf(pairs ...string) map[rune]rune {
	table := make(map[rune]rune, 128)
	for i := 0; i+1 < len(pairs); i += 2 {
		for _, r := range pairs[i+1] {
			table[r] = rune(pairs[i][0])
		}
	}
	return table
}

// fold makes names comparable: lower case, without accents, single spaces.
func fold(s string) string {
	if isSimple(s) {
		return strings.ToLower(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	for i, word := range strings.Fields(s) {
		if i > 0 {
			b.WriteByte(' ')
		}
		for _, r := range word {
			if r < 0x80 {
				b.WriteByte(byte(unicode.ToLower(r)))
			} else if !unicode.Is(unicode.Mn, r) { // accents typed apart
				b.WriteRune(plainOf(unicode.ToLower(r)))
			}
		}
	}
	return b.String()
}

func plainOf(r rune) rune {
	if p, ok := plain[r]; ok {
		return p
	}
	return r
}

// isSimple says whether lower case is all that folding would change.
func isSimple(s string) bool {
	previous := byte(' ')
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 || s[i] < ' ' || s[i] == ' ' && previous == ' ' {
			return false
		}
		previous = s[i]
	}
	return previous != ' '
}
