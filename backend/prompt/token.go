package prompt

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wordID is a word of the tables; 0 is any other.
type wordID uint16

// token is a word of a line. Punctuation is no token: it is a break before one.
type token struct {
	start, end int
	id         wordID
	capital    bool
	// clause says that a clause begins here, sentence that a sentence does.
	clause, sentence bool
	// asked says that its sentence ends in a question mark.
	asked bool
	// quoted counts the quotation marks it stands in: 0 or 1.
	quoted bool
}

// longestWord is how many bytes of a word the tables can hold.
const longestWord = 28

// read cuts the line into words.
func (h *hearing) read() {
	text := h.line.Text
	h.toks = h.room[:0]
	clause, sentence, quoted, first := true, true, false, 0
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case isWord(r):
			end := wordEnd(text, i)
			h.push(i, end, token{clause: clause, sentence: sentence, quoted: quoted})
			clause, sentence, i = false, false, end
			continue
		case ends(text, i, r):
			if r == '?' {
				h.ask(first)
			}
			first, clause, sentence = len(h.toks), true, true
		case strings.ContainsRune(",;:()[]–—…", r), r == '-' && isSpaceAt(text, i+n):
			clause = true
		case r == '"' || r == '“' || r == '”':
			clause, quoted = true, r == '“' || r == '"' && !quoted
		case r == '`':
			if skip := strings.IndexByte(text[i+1:], '`'); skip >= 0 {
				n = skip + 2
			}
		}
		i += n
	}
}

// ask marks the words of a sentence that turned out to be a question.
func (h *hearing) ask(first int) {
	for i := first; i < len(h.toks); i++ {
		h.toks[i].asked = true
	}
}

// push adds a word, and its shortened verb as one of its own: I'd is two words.
func (h *hearing) push(start, end int, t token) {
	text := h.line.Text
	r, _ := utf8.DecodeRuneInString(text[start:])
	t.start, t.end, t.capital = start, end, unicode.IsUpper(r)
	cut := apostrophe(text[start:end])
	if cut > 0 && !strings.HasSuffix(strings.ToLower(text[start:end]), "t") {
		t.end = start + cut
		t.id = h.tongue.word(text[start:t.end])
		h.toks = append(h.toks, t)
		t = token{start: t.end, end: end, quoted: t.quoted}
	}
	t.id = h.tongue.word(text[t.start:t.end])
	h.toks = append(h.toks, t)
}

// word returns the number of a word in the tables, whatever its case.
func (t *Tongue) word(w string) wordID {
	var room [longestWord]byte
	folded, whole := fold(room[:0], w)
	if !whole {
		return 0
	}
	return t.words[string(folded)]
}

// umlauts are the second bytes of letters that begin with 0xC3, small or capital, and
// what is typed for them where a keyboard has none.
var umlauts = map[byte]string{
	0xA4: "ae", 0x84: "ae", 0xB6: "oe", 0x96: "oe", 0xBC: "ue", 0x9C: "ue", 0x9F: "ss",
}

// fold writes a word small, with a plain apostrophe and umlauts as two letters. It
// reports whether there was room for all of it.
func fold(into []byte, w string) ([]byte, bool) {
	for i := 0; i < len(w); i++ {
		if len(into)+1 >= cap(into) {
			return into, false
		}
		b := w[i]
		switch {
		case b >= 'A' && b <= 'Z':
			b |= 0x20
		case b == 0xE2 && strings.HasPrefix(w[i:], "’"):
			b, i = '\'', i+2
		case b == 0xC3 && i+1 < len(w) && umlauts[w[i+1]] != "":
			into = append(into, umlauts[w[i+1]]...)
			i++
			continue
		}
		into = append(into, b)
	}
	return into, true
}

func isWord(r rune) bool {
	return r < utf8.RuneSelf && (r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9' || r == '_' || r == '@' || r == '#' || r == '/') ||
		r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// wordEnd takes a name of a machine, a path, a version or a time as one word.
func wordEnd(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !isWord(r) {
			next, _ := utf8.DecodeRuneInString(text[min(i+n, len(text)):])
			joins := r == '\'' || r == '’' || r == '-' || r == '.' || r == ':'
			if !joins || i+n >= len(text) || !isWord(next) {
				return i
			}
		}
		i += n
	}
	return i
}

// apostrophe returns where a shortened verb begins: the 2 of "I'd".
func apostrophe(w string) int {
	if i := strings.IndexByte(w, '\''); i > 0 {
		return i
	}
	return max(0, strings.Index(w, "’"))
}

// ends reports whether a sentence ends at i.
func ends(text string, i int, r rune) bool {
	return (r == '.' || r == '!' || r == '?') && (i+1 >= len(text) || isSpaceAt(text, i+1) || strings.ContainsRune(`"”)'’`, rune(text[i+1])) || text[i+1] >= utf8.RuneSelf) ||
		r == '\n'
}

func isSpaceAt(text string, i int) bool { return i >= len(text) || text[i] == ' ' || text[i] == '\n' }
