package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// kind is the shape of a token.
type kind uint8

const (
	word   kind = iota // a word, or the part of one before a contraction
	number             // digits
	clock              // a time of day
	breaks             // punctuation that ends a clause
	name               // @somebody
	opaque             // code, a quotation, a link: a thing that is not read
)

// token is a span of text with what is known about it.
type token struct {
	start, end int
	kind       kind
	capital    bool
	tags       tags
}

// read cuts the current sentence into tokens.
func (s *sentence) read() {
	s.toks = s.toks[:0]
	s.tags = tags{}
	for i := s.start; i < s.end; {
		if s.text[i] == ' ' {
			i++
			continue
		}
		if end := s.skipped(i); end > i {
			s.push(token{start: i, end: min(end, s.end), kind: opaque})
			i = end
			continue
		}
		i = s.readAt(i)
	}
	if s.tongue.retag != nil {
		s.tongue.retag(s)
	}
}

// readAt reads one token and returns where the next begins.
func (s *sentence) readAt(i int) int {
	b := s.text[i]
	switch {
	case isLetter(b) || b >= utf8.RuneSelf:
		return s.readWord(i)
	case isDigit(b):
		return s.readNumber(i)
	case b == '@' && i+1 < s.end && isLetter(s.text[i+1]):
		end := wordEnd(s.text, i+1)
		s.push(token{start: i, end: end, kind: name, capital: true})
		return end
	case b == '\'':
		return s.readContraction(i, i+1)
	case b == '-':
		return s.readDash(i)
	case b == '.' && s.tongue.pointsJoin && i+1 < s.end && s.text[i+1] == ' ' && strings.TrimSpace(s.text[i+1:s.end]) != "":
		return i + 1
	case b == ']' && i+1 < s.end && s.text[i+1] == '(':
		return s.readTarget(i)
	case strings.IndexByte(",;:()|.!?[]\"<>=/\\{}&+", b) >= 0:
		s.push(token{start: i, end: i + 1, kind: breaks})
	}
	return i + 1
}

// readDash drops a hyphen inside a word; any other dash breaks the clause.
func (s *sentence) readDash(i int) int {
	if i > s.start && i+1 < s.end && isWordByte(s.text[i-1]) && isWordByte(s.text[i+1]) {
		return i + 1
	}
	end := i
	for end < s.end && s.text[end] == '-' {
		end++
	}
	s.push(token{start: i, end: end, kind: breaks})
	return end
}

// readTarget skips the address of a Markdown link.
func (s *sentence) readTarget(i int) int {
	for end := i + 2; end < s.end && !isSpace(s.text[end]); end++ {
		if s.text[end] == ')' {
			return end + 1
		}
	}
	return i + 1
}

// readWord reads letters of any script; a word with digits or underscores
// inside, a path, a host name or an address is a thing, not prose.
func (s *sentence) readWord(i int) int {
	end, ascii := s.letters(i)
	if end == i {
		return s.readSymbol(i)
	}
	if end < s.end && s.tangled(end) {
		return s.readThing(i, end)
	}
	t := token{start: i, end: end}
	if b := s.text[i]; b < utf8.RuneSelf {
		t.capital = b < 'a'
	} else {
		first, _ := utf8.DecodeRuneInString(s.text[i:])
		t.capital = unicode.IsUpper(first)
	}
	t.tags = s.tongue.known(s.tongue.lexicon, s.text[i:end], ascii)
	if t.tags.has(glued) {
		return s.pushGlued(t)
	}
	s.push(t)
	return end
}

// letters returns the end of the run of letters at i.
func (s *sentence) letters(i int) (end int, ascii bool) {
	ascii = true
	for i < s.end {
		b := s.text[i]
		if isLetter(b) {
			i++
			continue
		}
		if b < utf8.RuneSelf {
			return i, ascii
		}
		r, n := utf8.DecodeRuneInString(s.text[i:s.end])
		if !unicode.IsLetter(r) || r == 'ʼ' {
			return i, ascii
		}
		ascii = false
		i += n
	}
	return i, ascii
}

// tangled reports whether the letters that end at end are part of something that
// is not prose: an identifier, a host name, a version, an address.
func (s *sentence) tangled(end int) bool {
	b := s.text[end]
	if isDigit(b) || b == '_' && end+1 < s.end && isWordByte(s.text[end+1]) {
		return true
	}
	if end+1 >= s.end || !isWordByte(s.text[end+1]) {
		return b == ':' && strings.HasPrefix(s.text[end:s.end], "://")
	}
	return b == '.' || b == '@' || b == '='
}

// readThing takes everything up to the next space as one opaque token.
func (s *sentence) readThing(i, end int) int {
	for end < s.end && !isSpace(s.text[end]) && strings.IndexByte(",;()|\"", s.text[end]) < 0 {
		end++
	}
	for end > i+1 && strings.IndexByte(".!?:", s.text[end-1]) >= 0 {
		end--
	}
	for end < s.end && !utf8.RuneStart(s.text[end]) {
		end++
	}
	s.push(token{start: i, end: end, kind: opaque})
	return end
}

// readSymbol reads a rune that is neither ASCII nor a letter: a curly
// apostrophe, a dash, an emoji, a byte that is no rune.
func (s *sentence) readSymbol(i int) int {
	r, n := utf8.DecodeRuneInString(s.text[i:s.end])
	switch r {
	case '’', 'ʼ':
		return s.readContraction(i, i+n)
	case '‐', '‑', '\u00ad', '\u200b', '\u200d', '\ufeff', '\u00a0':
	default:
		s.push(token{start: i, end: i + n, kind: breaks})
	}
	return i + n
}

// readContraction reads 've, 'd, n't and their kind after an apostrophe. The
// n of n't was read with the word before it and is taken back.
func (s *sentence) readContraction(i, after int) int {
	end := after
	for end < s.end && isLetter(s.text[end]) {
		end++
	}
	tail := s.text[after:end]
	if i == s.start || !isLetter(s.text[i-1]) || len(s.toks) == 0 {
		return after
	}
	last := &s.toks[len(s.toks)-1]
	if equalFold(tail, "t") && last.kind == word && lower(s.text[last.end-1]) == 'n' {
		s.takeBackN(last)
		s.push(token{start: last.end, end: end, tags: s.tongue.tagsOf("n't")})
		return end
	}
	if len(tail) > 1 && last.capital && last.end-last.start <= 2 && lower(tail[0]) != tail[0] && lower(tail[1]) == tail[1] {
		last.end, last.tags = end, tags{} // O'Brien, D'Angelo
		return end
	}
	s.push(token{start: i, end: end, tags: s.tongue.tagsOf(contraction(tail))})
	return end
}

// contraction folds what follows an apostrophe to its entry in the tables.
func contraction(tail string) string {
	for _, known := range [...]string{"'ve", "'d", "'ll", "'s", "'re", "'m"} {
		if equalFold(tail, known[1:]) {
			return known
		}
	}
	return "'"
}

// takeBackN turns "didn" into "did" (and "can" of can't stays "ca").
func (s *sentence) takeBackN(last *token) {
	last.end--
	stem := s.text[last.start:last.end]
	switch {
	case equalFold(stem, "ca"):
		stem = "can"
	case equalFold(stem, "wo"):
		stem = "will"
	}
	last.tags = s.tongue.tagsOf(stem)
	s.merge(last.tags)
}

// pushGlued splits shoulda, couldve, didnt into two tokens.
func (s *sentence) pushGlued(t token) int {
	text := s.text[t.start:t.end]
	cut, tail := t.end-2, "'ve"
	switch {
	case lower(text[len(text)-1]) == 'a':
		cut = t.end - 1
	case lower(text[len(text)-1]) == 't':
		tail = "n't"
	}
	head := token{start: t.start, end: cut, capital: t.capital}
	head.tags = s.tongue.tagsOf(s.text[t.start:cut])
	s.push(head)
	s.push(token{start: cut, end: t.end, tags: s.tongue.tagsOf(tail)})
	return t.end
}

// readNumber reads digits, times, versions, dates, amounts.
func (s *sentence) readNumber(i int) int {
	end := i
	for end < s.end && (isWordByte(s.text[end]) || s.inNumber(end)) {
		end++
	}
	k := number
	if isClock(s.text[i:end]) {
		k = clock
	}
	s.push(token{start: i, end: end, kind: k})
	return end
}

// inNumber reports whether the byte at i joins two parts of a number.
func (s *sentence) inNumber(i int) bool {
	return strings.IndexByte(".,:-/", s.text[i]) >= 0 && i+1 < s.end && isDigit(s.text[i+1])
}

// isClock recognises 3:05, 14:32 and 14:32:10, with am or pm after them.
func isClock(t string) bool {
	digits := strings.TrimRight(t, "apmAPMZ")
	colon := strings.IndexByte(digits, ':')
	if colon < 1 || colon > 2 || len(digits) < colon+3 {
		return false
	}
	for i := range len(digits) {
		if !isDigit(digits[i]) && digits[i] != ':' {
			return false
		}
	}
	return len(digits) <= 8
}

// englishKnown returns what the tables say of a word, or else its ending.
func englishKnown(words *lexicon, w string, ascii bool) tags {
	if !ascii {
		return tags{}
	}
	t, ok := words.find(w)
	if !ok {
		return byEnding(w)
	}
	return t
}

// byEnding guesses the part of speech of a word from how it ends.
func byEnding(w string) (t tags) {
	if len(w) < 4 {
		return t
	}
	switch x, y := lower(w[len(w)-2]), lower(w[len(w)-1]); {
	case x == 'e' && y == 'd':
		t.add(edForm)
	case x == 'l' && y == 'y':
		t.add(adverb)
	case x == 'n' && y == 'g' && len(w) > 4 && lower(w[len(w)-3]) == 'i':
		t.add(ingForm)
	}
	return t
}

func (s *sentence) push(t token) {
	s.toks = append(s.toks, t)
	s.merge(t.tags)
}

func (s *sentence) merge(t tags) { s.tags.merge(t) }
