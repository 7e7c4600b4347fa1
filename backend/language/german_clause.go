package language

import "strings"

// Small questions the German rules ask. A German clause keeps its verbs in
// two places, the second and the last, with everything else between them; so
// most questions are about the stretch between two marks of punctuation.

// says reports whether token i is one of the words, in either spelling.
func (s *sentence) says(i int, words ...string) bool {
	if i < 0 || i >= len(s.toks) || s.toks[i].kind != word {
		return false
	}
	var room [longestWord]byte
	text := foldTail(&room, s.textOf(i, i))
	for _, w := range words {
		if sameFolded(text, w) {
			return true
		}
	}
	return false
}

// sameFolded compares a folded word with one of the rules.
func sameFolded(folded []byte, w string) bool {
	var room [longestWord]byte
	return string(folded) == string(foldTail(&room, w))
}

// saysNear returns the first of the words in [from, to], or -1.
func (s *sentence) saysNear(from, to int, words ...string) int {
	for i := max(from, 0); i <= to && i < len(s.toks); i++ {
		if s.says(i, words...) {
			return i
		}
	}
	return -1
}

// stretch returns the tokens between the punctuation around i: [from, to].
func (s *sentence) stretch(i int) (from, to int) {
	from, to = i, i
	for !s.breaksAt(from - 1) {
		from--
	}
	for !s.breaksAt(to + 1) {
		to++
	}
	return from, to
}

// inStretch returns the first token with one of the tags in the stretch of
// i, or -1.
func (s *sentence) inStretch(i int, tags ...tag) int {
	from, to := s.stretch(i)
	return s.near(from, to, tags...)
}

// commaAt reports whether token i only sets a clause apart.
func (s *sentence) commaAt(i int) bool {
	if i < 0 || i >= len(s.toks) || s.toks[i].kind != breaks {
		return false
	}
	switch s.text[s.toks[i].start] {
	case ',', '(', ')', '-', 0xE2:
		return true
	}
	return false
}

// germanPart reports whether token i is a past participle and no noun.
func (s *sentence) germanPart(i int) bool {
	return s.has(i, dePart) && (!s.toks[i].capital || s.breaksAt(i-1))
}

// ownVerb reports whether [from, to] is a clause with a verb of its own.
func (s *sentence) ownVerb(from, to int) bool {
	if s.has(from, deSubordinator, deRelative) || s.has(from, dePreposition) && s.has(from+1, deRelative) && s.near(from+2, to, deFinite) == to {
		return true
	}
	return s.near(from, to, deFinite) >= 0
}

// doer finds who does what the verb at i tells: its token, -1 if unknown.
func (s *sentence) doer(i int) (int, agentKind) {
	from, to := s.stretch(i)
	if who := s.near(from, to, deNominative); who >= 0 && !(s.says(who, "er", "einer") && s.machineBefore(from)) {
		return who, human
	}
	if s.has(from, deRelative) && s.near(from+1, to, dePart, deFinite) >= 0 && from > 1 && !s.inPassive(i) {
		if k := s.germanKind(from - 2); k == machine || k == human {
			return from - 2, k
		}
	}
	if who := s.nameAhead(from); who >= 0 {
		return who, human // "Emily hat das Backup vergessen"
	}
	return s.subjectNoun(from, to)
}

// nameAhead returns the name a clause begins with, right before its verb, or -1.
// What a name ends like does not tell: Sven is no infinitive.
func (s *sentence) nameAhead(from int) int {
	who := from
	for s.germanNamed(who) && s.germanNamed(who+1) && who < from+2 {
		who++ // Hans-Peter
	}
	if !s.has(who+1, deHave) || !s.toks[from].capital || s.toks[from].kind != word || s.likeGermanThings(from) {
		return -1
	}
	t, looks := s.toks[who].tags, tags{}
	looks.add(deInfinitive)
	looks.add(dePart)
	t = tags{t.low &^ looks.low, t.middle &^ looks.middle, t.high &^ looks.high}
	if t == (tags{}) || s.says(who, "will") {
		return who
	}
	return -1
}

// germanThingEndings end nouns for things, and adverbs a clause may begin with.
const germanThingEndings = `ung heit keit tion tät nis schaft teil gestern heute
	trotzdem danach zuvor dabei dadurch damit außerdem leider deshalb daher darum zuletzt anschließend zudem inzwischen
	offenbar später nachts morgens abends wahrscheinlich vermutlich`

// likeGermanThings reports whether the word at i, which begins a clause, ends like a
// noun for things or is one of the adverbs a clause may begin with.
func (s *sentence) likeGermanThings(i int) bool {
	w := strings.ToLower(s.textOf(i, i))
	for ending := range eachField(germanThingEndings) {
		if strings.HasSuffix(w, ending) && len(w) > len(ending)+3 || w == ending {
			return true
		}
	}
	return false
}

// machineBefore reports whether the clause before from is about a machine.
func (s *sentence) machineBefore(from int) bool {
	return from > 1 && s.near(0, from-1, deMachine) >= 0 && s.near(0, from-1, dePerson) < 0
}

// subjectNoun returns the noun of [from, to] that is most likely its subject:
// one that stands after no preposition and no article of an object.
func (s *sentence) subjectNoun(from, to int) (int, agentKind) {
	at, kind := -1, nobodyKnown
	for i := from; i <= to; i++ {
		switch {
		case s.has(i, dePreposition), s.has(i, deObjectArticle):
			i = s.phraseEnd(i, to)
			continue
		case s.says(i, "sie", "ihr") && (s.has(i-1, deHave) || s.has(i+1, deHave)):
			return i, human
		case s.has(i, deThingPronoun) && at < 0:
			at, kind = i, thing
		}
		switch k := s.germanKind(i); {
		case k == human:
			return i, human
		case (k == machine || k == client) && kind != machine:
			at, kind = i, k
		}
	}
	return at, kind
}

// phraseEnd moves from a preposition or an article to its noun.
func (s *sentence) phraseEnd(i, to int) int {
	for j := i + 1; j <= to && j <= i+4; j++ {
		if s.has(j, deFinite, deNominative) {
			return j - 1
		}
		if s.toks[j].capital || s.has(j, dePerson, deMachine, deClient) {
			return j
		}
	}
	return i
}

// germanKind says what a noun names.
func (s *sentence) germanKind(i int) agentKind {
	switch {
	case i < 0 || i >= len(s.toks):
		return nobodyKnown
	case s.toks[i].kind == name:
		return human
	case s.toks[i].kind == opaque:
		return machine
	case s.has(i, dePerson):
		return human
	case s.has(i, deMachine):
		return machine
	case s.has(i, deClient):
		return client
	}
	return nobodyKnown
}

// inPassive reports whether the clause of i tells what was done, not who did.
func (s *sentence) inPassive(i int) bool { return s.inStretch(i, deWerden) >= 0 }

// byMachine reports whether a passive names a machine: vom Skript.
func (s *sentence) byMachine(i int) bool {
	from, to := s.stretch(i)
	for j := from; j <= to; j++ {
		if s.says(j, "vom", "von", "durch") && s.near(j+1, j+3, deMachine) >= 0 {
			return true
		}
	}
	return false
}

// byPeople reports whether what happened at i is told of people, or of
// nobody in particular: the agentless passive.
func (s *sentence) byPeople(i int) (int, bool) {
	who, k := s.doer(i)
	if s.inPassive(i) && k != human {
		return -1, !s.byMachine(i)
	}
	return who, k == human || k == nobodyKnown && !s.inKonjunktiv(i)
}

// inKonjunktiv reports whether the clause of i is in the Konjunktiv: what it tells
// did not happen.
func (s *sentence) inKonjunktiv(i int) bool { return s.inStretch(i, deHaette, deWaere, deWuerde) >= 0 }

// denied reports whether the words at i are denied, guarded against or spoken
// about rather than used.
func (s *sentence) denied(i int) bool {
	from, to := s.stretch(i)
	if n := s.near(from, i-1, deNegation); n >= 0 && !s.says(n+1, "nur") || s.near(from, to, deMention) >= 0 {
		return true
	}
	if s.toks[i].capital && s.near(i+1, to, deNegation) >= 0 && s.near(from, i, deFinite) < 0 {
		return true // "menschliches Versagen erklärt nichts"
	}
	return s.guarded(i)
}

// guarded reports whether something is to prevent what i names.
func (s *sentence) guarded(i int) bool {
	from, to := s.stretch(i)
	return s.near(from, to, dePrevention) >= 0 || s.has(to+2, dePrevention)
}

// headline reports whether the clause of i has no finite verb: a bullet.
func (s *sentence) headline(i int) bool { return s.inStretch(i, deFinite) < 0 }

// personNear finds whom a question about the clause of i may speak of.
func (s *sentence) personNear(i int) int {
	for _, j := range [...]int{i + 1, i - 1} {
		if s.has(j, deNominative) || s.says(j, "sie") {
			return j
		}
	}
	from, to := s.stretch(i)
	if who := s.near(from, to, deNominative); who >= 0 {
		return who
	}
	if from < len(s.toks) && s.germanNamed(from) && s.has(from+1, deFinite) {
		return from
	}
	return -1
}

// germanNamed reports whether token i, which begins a clause, reads like the
// name of a person: a capital, in no table, and no noun with an article.
func (s *sentence) germanNamed(i int) bool {
	return i >= 0 && i < len(s.toks) && s.toks[i].kind == word && s.toks[i].capital && s.toks[i].tags == (tags{})
}
