package language

// Conditions and wishes: if we had, had we, if only, I wish.

// unrealIf returns the last token of "if we had checked" – an if clause in
// the past perfect, or with a past that is plainly not so ("if it were not")
// – or -1.
func (s *sentence) unrealIf(i int) int {
	for j := i + 1; j <= i+9 && j < len(s.toks); j++ {
		if s.toks[j].kind == breaks || j > i+1 && s.is(j, "after", "before", "when", "once", "because", "who", "which") {
			return -1
		}
		if s.has(j, conditional) && !s.has(j, had) {
			return -1
		}
		if s.has(j, had) && j > i+1 {
			return s.pastPerfect(j)
		}
		if s.has(j, verbForm, modal, be) && !s.has(j, had) {
			return -1
		}
	}
	return -1
}

// pastPerfect returns the participle of the past perfect that begins with
// the had at j, or -1.
func (s *sentence) pastPerfect(j int) int {
	k := j + 1
	if s.is(k, "to") || s.is(k, "better") {
		return -1
	}
	for s.has(k, adverb, negation) && !s.is(k, "no", "all", "more") {
		k++
	}
	if s.has(k, adjectival) && k == j+1 && s.possessed(k) {
		return -1 // "if I had shared context"
	}
	if s.participle(k) && !s.is(k, "be", "go", "put", "set") || s.participle(k) && k > j+1 {
		return k
	}
	return -1
}

// decided reports whether a result is told as settled: would have, would not,
// would never; "if it wasn't for that I could say" is about now.
func (s *sentence) decided() bool {
	for j := range s.toks {
		if p, ok := s.perfectAt(j); s.has(j, conditional) && (ok && p.verb >= 0 || s.has(j+1, negation) || s.is(j+1, "ever")) {
			return true
		}
	}
	return false
}

func ifHad(s *sentence, i int) (span, bool) {
	if n := s.near(i+2, i+4, negation); s.is(i+1, "it") && n > 0 && s.is(n+1, "for") && s.near(n-1, n-1, wasWere) > 0 {
		return span{first: i, last: n + 1, person: -1, verb: -1}, s.decided()
	}
	end := s.unrealIf(i)
	if s.is(end, "been") && s.is(end+1, "for") && s.near(i, end, negation) > 0 {
		return span{first: i, last: end + 1, person: -1, verb: -1}, true // "if it hadn't been for you"
	}
	if end < 0 || s.is(i-1, "as") || s.has(i-1, speechVerb) || s.whether(i) {
		return span{}, false
	}
	if s.is(i-1, "what") {
		return span{first: i - 1, last: end, person: i + 1, verb: end}, true
	}
	if s.is(i+1, "you") && !s.has(end-1, negation) && s.near(end, len(s.toks)-1, conditional) < 0 {
		return span{}, false
	}
	result := s.near(end, len(s.toks)-1, conditional)
	if result < 0 {
		result = s.near(0, i, conditional)
	}
	if result < 0 {
		return span{}, false
	}
	if m := s.nearWord(result, result+4, "have", "'ve"); m >= 0 && s.is(result, "might", "may") && !s.has(end-1, negation) && s.is(i+1, "you") {
		return span{}, false
	}
	return span{first: i, last: end, person: i + 1, verb: end}, true
}

// whether recognises "check if", "asked us if": a question reported.
func (s *sentence) whether(i int) bool {
	if n := s.near(i+1, i+4, negation); n > 0 && s.is(n-1, "had") {
		return false
	}
	return s.nearWord(i-5, i-1, "ask", "asked", "asks", "asking", "check", "checked", "checking", "see", "know", "knew", "wonder",
		"wondered", "wondering", "sure", "clear", "understand", "say", "determine", "tell", "verify", "unclear", "confirm", "investigate") >= 0 &&
		s.clauseStart(i) < i
}

// after reports whether the had at i comes after what would, could or may have
// been: "could have been kept had they been labelled".
func (s *sentence) after(i int) bool {
	if !s.has(i+1, pronoun) || s.has(i-1, haveAfter, pronoun, personNoun, negation, adverb) {
		return false
	}
	for j := 0; j < i-2; j++ {
		if p, ok := s.perfectAt(j); s.has(j, conditional) && ok && p.verb >= 0 && p.verb < i {
			return true
		}
	}
	return false
}

// inverted returns the participle of "had we checked", or -1.
func (s *sentence) inverted(i int) int {
	if !s.is(i, "had") || i > 0 && !s.breaksAt(i-1) && !s.after(i) && !s.is(i-1, "and", "but", "because", "that", "improved", "so", "prevented", "avoided", "been", "perhaps", "maybe") {
		return -1
	}
	for j := len(s.toks) - 1; j > i && j > len(s.toks)-3; j-- {
		if s.text[s.toks[j].start] == '?' && i == 0 {
			return -1
		}
	}
	if s.is(i+1, "every", "no", "some", "any", "all", "many", "several", "both") || !s.has(i+1, pronoun, determiner, personNoun) && !s.named(i+1) && !s.plain(i+1) {
		return -1
	}
	for j := i + 2; j <= i+7; j++ {
		if s.breaksAt(j) || s.has(j, modal, conjunction) || s.is(j, "to") {
			return -1
		}
		if s.participle(j) && !s.is(j, "be", "go") {
			return j
		}
	}
	return -1
}

func hadInverted(s *sentence, i int) (span, bool) {
	end := s.inverted(i)
	if end < 0 || s.near(0, len(s.toks)-1, wouldWord, couldWord, mightWord) < 0 && !s.is(i+1, "anyone", "anybody", "someone", "somebody") {
		return span{}, false
	}
	return span{first: i, last: end, person: i + 1, verb: end}, true
}

func ifOnly(s *sentence, i int) (span, bool) {
	if !s.is(i+1, "only") || s.is(i-1, "as") || s.is(i+2, "because", "to", "for", "as", "in", "by") {
		return span{}, false
	}
	for j := i + 3; j <= i+8 && !s.breaksAt(j); j++ {
		if s.has(j, had, wouldWord, couldWord) || s.has(j, pastForm) && s.has(i+2, pronoun) {
			return span{first: i, last: i + 1, person: i + 2, verb: -1}, !s.wishedNow(j)
		}
	}
	return span{}, false
}

// wishedNow reports whether the verb at j after if only is about the present:
// "if only I had a clone", "if only it was open".
func (s *sentence) wishedNow(j int) bool {
	for k := j; k < len(s.toks); k++ {
		if p, ok := s.perfectAt(k); ok && s.has(k, conditional) && p.verb >= 0 {
			return false
		}
	}
	return s.has(j, wasWere, wouldWord, couldWord) && !s.has(j, had) || s.is(j, "had") && s.pastPerfect(j) < 0 && !s.breaksAt(j+1)
}

// wishHad accepts a wish about the past: with a past perfect, a would or
// could have, or a had that ends the clause.
func wishHad(s *sentence, i int) (span, bool) {
	if !s.breaksAt(i-1) && !s.has(i-1, pronoun, personNoun, adverb, modal, auxiliary) && !s.is(i-1, "'d") && !s.named(i-1) && !s.seq(i-2, "kind", "of") && !s.seq(i-2, "sort", "of") {
		return span{}, false
	}
	who, _ := s.agent(i)
	for j := i + 1; j <= i+8 && j < len(s.toks) && s.toks[j].kind != breaks; j++ {
		if s.has(j, had) && (s.pastPerfect(j) >= 0 || s.is(j, "had") && s.breaksAt(j+1) && !s.plain(i-2)) {
			return span{first: i, last: j, person: who, verb: s.pastPerfect(j)}, true
		}
		if s.has(j, conditional) {
			if p, ok := s.perfectAt(j); ok {
				return span{first: i, last: p.have, person: who, verb: p.verb}, true
			}
		}
		if s.is(j, "worked") && !s.is(j+1, "better", "with", "like") {
			return span{first: i, last: j, person: who, verb: j}, true
		}
	}
	return span{}, false
}

// licensed reports whether the sentence itself marks an alternative to the
// past: if … had, had we, otherwise, without, ideally.
func (s *sentence) licensed() bool {
	for i := range s.toks {
		if s.is(i, "without", "absent") && s.near(i-6, i-1, clientNoun) < 0 && !s.has(i+1, ingForm) && !s.is(i+1, "success", "notice", "warning", "incident") {
			return true
		}
	}
	return s.unreal()
}

// unreal is licensed for may and might, which go with any "without".
func (s *sentence) unreal() bool {
	for i := range s.toks {
		switch {
		case s.is(i, "otherwise", "ideally", "alternatively", "normally", "ordinarily"), s.is(i, "normal") && s.is(i-1, "in", "under"):
			return true
		case s.seq(i, "in", "the", "first", "place"):
			return true
		case s.is(i, "even") && s.near(i-3, i-1, edForm, pastPart) >= 0 && !s.breaksAt(i-1) && !s.breaksAt(i-2):
			return true
		case s.is(i, "if") && (s.unrealIf(i) >= 0 || s.negativeIf(i) || s.is(i+1, "we", "i", "there") && s.is(i+2, "had")):
			return true
		case s.is(i, "with") && s.breaksAt(i-1) && s.nearWord(i+1, i+2, "proper", "better", "more", "enough", "good", "adequate", "faster", "earlier", "another") > 0:
			return true
		case s.has(i, hadStart) && s.inverted(i) >= 0:
			return true
		}
	}
	return false
}

// negativeIf recognises "if it weren't for", "if that didn't": a condition in
// the past that is denied.
func (s *sentence) negativeIf(i int) bool {
	for j := i + 1; j <= i+6 && !s.breaksAt(j); j++ {
		if s.has(j, negation) {
			return s.has(j-1, wasWere) || s.is(j-1, "did") || s.is(j+1, "for")
		}
	}
	return false
}
