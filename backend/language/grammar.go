package language

import (
	"strings"
	"unicode/utf8"
)

// Small questions the rules ask about tokens. Indices outside the sentence
// are legal everywhere and answer no.

// is reports whether token i is one of the words.
func (s *sentence) is(i int, words ...string) bool {
	if i < 0 || i >= len(s.toks) || s.toks[i].kind != word {
		return false
	}
	text := s.text[s.toks[i].start:s.toks[i].end]
	if text != "" && text[0] >= utf8.RuneSelf {
		return afterCurly(text, words)
	}
	for _, w := range words {
		if equalFold(text, w) {
			return true
		}
	}
	return false
}

// afterCurly reports whether a contraction with a curly apostrophe is one of
// the words, which are spelled with a straight one.
func afterCurly(text string, words []string) bool {
	tail := strings.TrimLeft(text, "’ʼ")
	for _, w := range words {
		if w[0] == '\'' && equalFold(tail, w[1:]) || w == text {
			return true
		}
	}
	return false
}

// has reports whether token i carries one of the tags.
func (s *sentence) has(i int, tags ...tag) bool {
	if i < 0 || i >= len(s.toks) {
		return false
	}
	for _, t := range tags {
		if s.toks[i].tags.has(t) {
			return true
		}
	}
	return false
}

// breaksAt reports whether a clause ends at i: punctuation or the end.
func (s *sentence) breaksAt(i int) bool {
	return i < 0 || i >= len(s.toks) || s.toks[i].kind == breaks
}

// seq reports whether the words follow one another from token i on.
func (s *sentence) seq(i int, words ...string) bool {
	for n, w := range words {
		if !s.is(i+n, w) {
			return false
		}
	}
	return true
}

// skip moves from i over tokens with one of the tags.
func (s *sentence) skip(i int, tags ...tag) int {
	for s.has(i, tags...) {
		i++
	}
	return i
}

// supposing reports whether the clause of token i only supposes: if, unless,
// when it should come to that.
func (s *sentence) supposing(i int) bool {
	for j := i - 1; j >= 0 && s.toks[j].kind != breaks; j-- {
		if s.is(j, "if", "unless", "whether", "lest") {
			return true
		}
	}
	return false
}

// backOver moves from i back over tokens with one of the tags.
func (s *sentence) backOver(i int, tags ...tag) int {
	for s.has(i, tags...) {
		i--
	}
	return i
}

// skipWords moves from i over the words.
func (s *sentence) skipWords(i int, words ...string) int {
	for s.is(i, words...) {
		i++
	}
	return i
}

// near returns the first token with one of the tags in [from, to], or -1.
func (s *sentence) near(from, to int, tags ...tag) int {
	for i := max(from, 0); i <= to && i < len(s.toks); i++ {
		if s.has(i, tags...) {
			return i
		}
	}
	return -1
}

// nearWord is near for words.
func (s *sentence) nearWord(from, to int, words ...string) int {
	for i := max(from, 0); i <= to && i < len(s.toks); i++ {
		if s.is(i, words...) {
			return i
		}
	}
	return -1
}

// clauseStart walks back from i to the first token of its clause.
func (s *sentence) clauseStart(i int) int {
	for i > 0 && !s.breaksAt(i-1) && !s.has(i-1, conjunction) {
		i--
	}
	return i
}

// clauseEnd walks on from i to the last token of its clause.
func (s *sentence) clauseEnd(i int) int {
	for i+1 < len(s.toks) && s.toks[i+1].kind != breaks {
		i++
	}
	return i
}

// participle reports whether token i can be a past participle.
func (s *sentence) participle(i int) bool { return s.has(i, pastPart, edForm) && !s.brand(i) }

// brand reports whether token i only looks like a verb: Memcached, in the
// middle of a clause.
func (s *sentence) brand(i int) bool {
	t := s.toks[i]
	only := tags{}
	only.add(edForm)
	return t.capital && t.tags == only && !s.breaksAt(i-1) && !s.toks[i-1].capital && lower(s.text[t.start+1]) == s.text[t.start+1]
}

// past reports whether token i can be a finite verb in the past.
func (s *sentence) past(i int) bool { return s.has(i, pastForm, edForm) }

// negated reports whether a negation stands in the same clause, within n
// tokens before i.
func (s *sentence) negated(i, n int) bool {
	for j := i - 1; j >= 0 && j >= i-n; j-- {
		if s.toks[j].kind == breaks {
			return false
		}
		if s.has(j, negation) {
			return true
		}
	}
	return false
}

// negative widens a span that begins with not to the verb before it, so that
// a phrase reads "did not follow", never "n't follow".
func (s *sentence) negative(n int) int {
	if s.has(n, negation) && s.has(n-1, auxiliary, modal) && !s.has(n-1, adverb) {
		return n - 1
	}
	return n
}

// mentioned reports whether the words at i are spoken about rather than
// used: denied, avoided, criticised, named as a term.
func (s *sentence) mentioned(i int) bool {
	for j := i - 1; j >= 0 && j >= i-7; j-- {
		if s.toks[j].kind == breaks && !s.softBreak(j) {
			return false
		}
		if s.is(j, "against") && j < i-3 || s.is(j, "call") && s.is(j-1, "on") {
			continue // "ran it against the wrong host by mistake", "the on-call engineer"
		}
		if s.is(j, "said") && j+1 < len(s.toks) && s.toks[j+1].kind == breaks && s.softBreak(j+1) {
			return false // said, and then what was said
		}
		if s.has(j, negation, mention) || s.is(j, "than") && s.is(j-1, "rather") || s.is(j, "of") && s.is(j-1, "instead") {
			return true
		}
	}
	return false
}

// question reports whether the sentence ends with a question mark.
func (s *sentence) question() bool {
	last := len(s.toks) - 1
	return last >= 0 && s.toks[last].kind == breaks && s.text[s.toks[last].start] == '?'
}

// softBreak is punctuation a mention reaches across: quotes and colons.
func (s *sentence) softBreak(j int) bool {
	mark := s.textOf(j, j)
	return mark == ":" || mark == `"` || mark == "“" || mark == "‘"
}

// agentKind is who or what does something.
type agentKind uint8

const (
	nobodyKnown agentKind = iota // no subject found, or a noun no table knows
	human
	client  // customers, users: people the event happened to
	machine // software, hardware, a document, an event
	thing   // it, this, that, which
)

// agent finds the subject of the verb at i: its token (-1 if none) and kind.
func (s *sentence) agent(i int) (int, agentKind) {
	j := i - 1
	for j >= 0 && (s.has(j, adverb, negation, auxiliary, modal) || s.parenthesis(&j)) {
		j--
	}
	if j < 0 || s.breaksAt(j) {
		return -1, nobodyKnown
	}
	if s.is(j, "that", "which", "who") {
		return s.relative(j)
	}
	if s.has(j, pronoun) {
		if s.is(j, "they") && s.machines(j) {
			return j, machine
		}
		return j, s.kindOf(j)
	}
	head := s.head(j)
	if head < 0 {
		return -1, nobodyKnown
	}
	return head, s.kindOf(head)
}

// machines reports whether the they at j stands for machines: some were
// named before it in the sentence, and no people.
func (s *sentence) machines(j int) bool {
	return s.near(0, j-1, machineNoun) >= 0 && s.near(0, j-1, personNoun, clientNoun, possessive) < 0 && s.near(0, j-1, personPronoun) < 0
}

// parenthesis steps over ", however," between subject and verb.
func (s *sentence) parenthesis(j *int) bool {
	if s.toks[*j].kind == breaks && *j >= 2 && s.toks[*j-2].kind == breaks && s.has(*j-1, adverb) {
		*j -= 2
		return true
	}
	return false
}

// relative finds what who, which or that stands for.
func (s *sentence) relative(j int) (int, agentKind) {
	if s.is(j, "who") {
		return j, human
	}
	k := j - 1
	if k >= 0 && s.toks[k].kind == breaks {
		k--
	}
	if k < 0 || s.breaksAt(k) || s.has(k, conjunction) {
		return j, thing
	}
	head := s.head(k)
	if head < 0 {
		return j, thing
	}
	return head, s.kindOf(head)
}

// head returns the head of the noun phrase that ends at j: the last noun
// before its first preposition.
func (s *sentence) head(j int) int {
	if j < 0 || s.breaksAt(j) || s.has(j, conjunction, verbForm, be) {
		return -1
	}
	head := j
	for k := j; k >= 0 && k > j-14; k-- {
		if s.breaksAt(k) || s.has(k, conjunction, be, modal, verbForm, negation) && !s.pointing(k) {
			break
		}
		if s.has(k, pronoun) && k != j {
			break
		}
		if s.has(k, preposition) && s.phraseBefore(k) {
			head = k - 1
		}
	}
	return head
}

// pointing reports whether the that at k points at the noun after it, as in
// "of that stack".
func (s *sentence) pointing(k int) bool {
	return s.is(k, "that") && s.has(k-1, preposition) && s.plain(k+1)
}

// phraseBefore reports whether the preposition at k belongs to a noun phrase
// that begins before it, as in "the owner of the job".
func (s *sentence) phraseBefore(k int) bool {
	p := k - 1
	return p >= 0 && !s.breaksAt(p) && !s.has(p, preposition, conjunction, determiner, be, modal, verbForm, adverb, negation, edForm, pronoun)
}

// kindOf says what a noun or pronoun names.
func (s *sentence) kindOf(i int) agentKind {
	switch t := s.toks[i]; {
	case t.kind == name:
		return human
	case t.kind == opaque || s.camel(i):
		return machine
	case s.has(i, clientNoun):
		return client
	case s.named(i) && s.has(i-1, titleWord), s.has(i, personNoun, personPronoun), s.has(i, peopleObject) && !s.has(i, machineNoun):
		return human
	case s.has(i, machineNoun):
		return machine
	case s.has(i, thingPronoun):
		return thing
	case s.is(i, "call") && s.is(i-1, "on"), s.is(i, "member", "members") && s.has(i-1, personNoun):
		return human
	}
	return nobodyKnown
}

// camel reports whether token i is written like the name of a program, with
// a capital inside: EventLogging, MySQL.
func (s *sentence) camel(i int) bool {
	t := s.toks[i]
	if t.kind != word || t.tags != (tags{}) || t.end-t.start < 4 {
		return false
	}
	small := false
	for _, b := range []byte(s.text[t.start+s.prefixed(i) : t.end]) {
		if b >= 'A' && b <= 'Z' && small {
			return true
		}
		small = small || b >= 'a' && b <= 'z'
	}
	return false
}

// prefixed is how long the part of a name is that goes before another capital:
// McDonald, LaToya.
func (s *sentence) prefixed(i int) int {
	w := s.textOf(i, i)
	for _, prefix := range [...]string{"Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Fitz"} {
		if rest, ok := strings.CutPrefix(w, prefix); ok && len(rest) > 2 && lower(rest[0]) != rest[0] && lower(rest[1]) == rest[1] {
			return len(prefix)
		}
	}
	return 0
}

// acronym reports whether token i is all capitals: no person is.
func (s *sentence) acronym(i int) bool {
	t := s.toks[i]
	b := s.text[min(t.start+1, t.end-1)]
	return t.end > t.start+1 && b >= 'A' && b <= 'Z'
}

// people reports whether the subject of the verb at i is a person or a team; a
// name counts, unknown nouns do not.
func (s *sentence) people(i int) (int, bool) {
	at, k := s.agent(i)
	return at, s.somebody(at, k)
}

// notMachine is people for verbs that only people do: unknown subjects and
// names count, software does not.
func (s *sentence) notMachine(i int) (int, bool) {
	at, k := s.agent(i)
	return at, k == human || k == nobodyKnown || s.is(at, "they")
}

// phrase builds a span.
func phrase(first, last int) span { return span{first: first, last: last, person: -1, verb: -1} }
