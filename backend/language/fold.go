package language

import "strings"

// Umlauts are spelled in two ways, hätte and haette, and ß as ss. Tables and
// text meet in the longer spelling.

const (
	umlautLead = 0xC3 // the first byte of all of them in UTF-8

	// longestWord is how much of a word is compared, counted from its end: a
	// compound is what its last part is.
	longestWord = 32
)

// umlaut returns how the umlaut with this second byte is spelled without it,
// "" if it is none.
func umlaut(second byte) string {
	switch second {
	case 0xA4, 0x84:
		return "ae"
	case 0xB6, 0x96:
		return "oe"
	case 0xBC, 0x9C:
		return "ue"
	case 0x9F:
		return "ss"
	}
	return ""
}

// unfolded spells a text of the tables without umlauts.
func unfolded(text string) string {
	if strings.IndexByte(text, umlautLead) < 0 {
		return text
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		if text[i] == umlautLead && i+1 < len(text) && umlaut(text[i+1]) != "" {
			out = append(out, umlaut(text[i+1])...)
			i++
			continue
		}
		out = append(out, text[i])
	}
	return string(out)
}

// lowerTail spells the end of an ASCII word in lower case, into room the caller
// has.
func lowerTail(room *[longestWord]byte, word string) []byte {
	word = word[max(0, len(word)-longestWord):]
	for i := range len(word) {
		room[i] = lower(word[i])
	}
	return room[:len(word)]
}

// foldTail spells the end of a word in lower case without umlauts, into room
// the caller has.
func foldTail(room *[longestWord]byte, word string) []byte {
	at := len(room)
	for i := len(word) - 1; i >= 0 && at > 1; i-- {
		if i > 0 && word[i-1] == umlautLead && umlaut(word[i]) != "" {
			at -= copy(room[at-2:at], umlaut(word[i]))
			i--
			continue
		}
		at--
		room[at] = lower(word[i])
	}
	return room[at:]
}
