package prompt

// doer tells who did what the words from verb up to upto say, and where what is told
// of them begins.
func (h *hearing) doer(verb, upto int) (from int, who role, name string) {
	if !h.tongue.inverted {
		return h.subject(verb)
	}
	from, end := h.part(verb, upto)
	if h.any(from, end, h.tongue.passive) {
		return from, nobody, ""
	}
	if who, name = h.within(from, end); who != nobody {
		return from, who, name
	}
	// "… und dann neu gestartet": whoever did what stands before.
	if start := h.clauseStart(from); start < from {
		if who, name = h.within(start, from); who != nobody {
			return from, who, name
		}
	}
	if h.line.Speaker == "" || !h.isElliptic(from, end, verb) {
		return from, nobody, ""
	}
	return from, you, ""
}

// part is what holds the words from verb up to upto: a clause, or what an "and" parts
// of it.
func (h *hearing) part(verb, upto int) (from, end int) {
	from, end = verb, max(upto, verb+1)
	for from > 0 && !h.toks[from].clause && !h.tongue.coord.has(h.toks[from-1].id) {
		from--
	}
	for end < len(h.toks) && !h.toks[end].clause && !h.tongue.coord.has(h.toks[end].id) {
		end++
	}
	return from, end
}

// within finds who does something in these words: the speaker before others, a pronoun
// before a name, which may be whom it is done to.
func (h *hearing) within(from, end int) (role, string) {
	for i := from; i < end; i++ {
		if h.tongue.self.has(h.toks[i].id) {
			return you, ""
		}
	}
	for i := from; i < end; i++ {
		if h.tongue.other.has(h.toks[i].id) {
			return h.person(i)
		}
	}
	for i := from; i < end; i++ {
		if who, name := h.person(i); who != nobody {
			return who, name
		}
	}
	return nobody, ""
}

// isElliptic reports whether words name nobody because everybody knows who is meant:
// "in die Logs geguckt". With a verb that has a subject, that is somebody else.
func (h *hearing) isElliptic(from, end, verb int) bool {
	if h.any(from, end, h.tongue.finite) {
		return false
	}
	if !h.tongue.past.has(h.toks[verb].id) {
		return true
	}
	for i := from; i < verb; i++ {
		if !h.tongue.adverb.has(h.toks[i].id) {
			return false
		}
	}
	return true
}

// areSeveral reports whether the verb beside a pronoun is one of several people.
func (h *hearing) areSeveral(i int) bool {
	return i > 0 && h.tongue.plural.has(h.toks[i-1].id) || i+1 < len(h.toks) && h.tongue.plural.has(h.toks[i+1].id)
}

func (h *hearing) any(from, end int, of set) bool {
	for _, t := range h.toks[from:end] {
		if of.has(t.id) {
			return true
		}
	}
	return false
}
