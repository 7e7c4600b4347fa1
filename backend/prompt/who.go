package prompt

import "strings"

// subject looks back from a verb for who did it.
func (h *hearing) subject(verb int) (from int, who role, name string) {
	i := verb - 1
	for i >= 0 && !h.toks[i+1].clause && (h.tongue.adverb.has(h.toks[i].id) || h.tongue.aux.has(h.toks[i].id)) {
		i--
	}
	if i < 0 || h.toks[i+1].clause || h.tongue.coord.has(h.toks[i].id) {
		who, name = h.meant(i + 1)
		return i + 1, who, name
	}
	who, name = h.person(i)
	return i, who, name
}

// person tells who a word means.
func (h *hearing) person(i int) (role, string) {
	t := h.toks[i]
	switch {
	case h.tongue.self.has(t.id):
		// Without a speaker nobody knows who "I" is, but somebody in the room is.
		return you, ""
	case h.tongue.crowd.has(t.id):
		return they, ""
	case h.tongue.other.has(t.id):
		if h.named(i) || h.line.Speaker == "" || h.areSeveral(i) {
			return they, ""
		}
		// Of the speaker, a note-taker writes "she".
		return you, ""
	}
	return h.known(t)
}

// known tells whose name a word is.
func (h *hearing) known(t token) (role, string) {
	if !t.capital {
		return nobody, ""
	}
	word := strings.TrimPrefix(h.line.Text[t.start:t.end], "@")
	if word == h.line.Speaker {
		return you, ""
	}
	for _, name := range h.line.People {
		if name == word {
			return they, name
		}
	}
	return nobody, ""
}

// named reports whether somebody else was named before word i, whom a pronoun may
// mean. A word the tables do not know, with a capital, may be a name.
func (h *hearing) named(i int) bool {
	for _, t := range h.toks[:i] {
		if who, _ := h.known(t); h.tongue.inverted && who != they {
			continue
		}
		if t.capital && t.id == 0 && h.line.Text[t.start:t.end] != h.line.Speaker {
			return true
		}
	}
	return false
}

// isName reports whether a word may be a name: it has a capital where none has to be.
func (h *hearing) isName(i int) bool {
	return h.toks[i].capital && !h.toks[i].sentence && !h.tongue.self.has(h.toks[i].id)
}

// meant tells who did what stands without a subject: "opened the graph", "… and
// rolled back". It is whoever began the sentence, or the speaker if a verb did.
func (h *hearing) meant(i int) (role, string) {
	start := i
	for start > 0 && !h.toks[start].sentence {
		start--
	}
	if start != i {
		if who, name := h.opener(start, i); who != nobody {
			return who, name
		}
		if !h.isPast(start) {
			return nobody, ""
		}
	}
	if h.line.Speaker == "" {
		return nobody, ""
	}
	return you, ""
}

// opener is the person a sentence begins with.
func (h *hearing) opener(start, upto int) (role, string) {
	for i := start; i < upto && i < start+4; i++ {
		if who, name := h.person(i); who != nobody {
			return who, name
		}
		if !h.tongue.coord.has(h.toks[i].id) && !h.tongue.adverb.has(h.toks[i].id) {
			break
		}
	}
	return nobody, ""
}

// isPast reports whether a sentence begins with a verb of what was done.
func (h *hearing) isPast(i int) bool {
	for i < len(h.toks)-1 && (h.tongue.coord.has(h.toks[i].id) || h.tongue.adverb.has(h.toks[i].id)) {
		i++
	}
	return h.tongue.past.has(h.toks[i].id)
}

// reported reports whether word i stands in what somebody else is quoted with.
func (h *hearing) reported(i int) bool {
	if !h.toks[i].quoted {
		return false
	}
	for i > 0 && h.toks[i-1].quoted {
		i--
	}
	for j := max(0, i-3); j < i; j++ {
		if h.tongue.report.has(h.toks[j].id) {
			_, who, _ := h.subject(j)
			return who == they
		}
	}
	return false
}

// isUnreal reports whether the clause is about what did not happen, might or
// should: nothing is asked about that here.
func (h *hearing) isUnreal(from, upto int) bool {
	for i := h.clauseStart(from); i < upto; i++ {
		if h.tongue.unreal.has(h.toks[i].id) {
			return true
		}
	}
	return false
}

// isLate reports whether a word anywhere in the clause says that it did not happen. What
// was thought may go on with such a word: "dachte, das wäre der Deploy".
func (h *hearing) isLate(f found, verb int) bool {
	end := h.clauseEnd(f.upto)
	if f.family == Assessment {
		end = verb
	}
	for _, t := range h.toks[h.clauseStart(f.from):end] {
		if h.tongue.late.has(t.id) {
			return true
		}
	}
	return false
}
