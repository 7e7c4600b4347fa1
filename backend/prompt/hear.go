package prompt

import "slices"

// hearing is one line being listened to.
type hearing struct {
	tongue *Tongue
	line   Line
	room   [64]token
	toks   []token
	// first is the word at which a match is being tried.
	first int
	heard [8]found
}

// role says who did it.
type role uint8

const (
	nobody role = iota
	you         // the speaker
	they        // somebody else
)

// found is a family that was heard, and where.
type found struct {
	family Family
	// rank is how telling it is, lower first.
	rank       int
	from, upto int // words
	who        role
	name       string // of the other, if it was said
	// whole says that it was heard in the clause and not of a person.
	whole bool
}

// families returns what was heard, each family once, the most telling first. What
// is in the same clause as something that tells more goes with it.
func (h *hearing) families() []found {
	all := h.all()
	kept := all[:0]
	for _, f := range all {
		if !slices.ContainsFunc(kept, func(k found) bool { return isPlain(f.family) && h.clauseEnd(k.upto) == h.clauseEnd(f.upto) }) {
			kept = append(kept, f)
		}
	}
	return kept
}

// isPlain says that a family adds nothing where another was heard.
func isPlain(f Family) bool { return f == Observation || f == Action || f == Typical }

// all returns what was heard, each family once.
func (h *hearing) all() []found {
	all := h.heard[:0]
	for i := range h.toks {
		if h.toks[i].asked || h.toks[i].id == 0 {
			continue
		}
		h.first = i
		for _, n := range h.tongue.begins[h.toks[i].id] {
			if len(all) == len(h.heard) {
				return all
			}
			if f, ok := h.try(&h.tongue.patterns[n], i); ok {
				all = keep(all, f)
			}
		}
	}
	return all
}

// keep puts a find in its place; of one family the first stays.
func keep(all []found, f found) []found {
	at := len(all)
	for i, other := range all {
		if other.family == f.family {
			return all
		}
		if f.rank < other.rank && at > i {
			at = i
		}
	}
	all = append(all, found{})
	copy(all[at+1:], all[at:])
	all[at] = f
	return all
}

// try looks for a pattern at word i.
func (h *hearing) try(p *pattern, i int) (found, bool) {
	f := found{family: p.family, rank: p.rank, from: i}
	if p.opens && !h.toks[i].clause || p.starts && !h.toks[i].sentence {
		return f, false
	}
	if f.upto = h.match(p.elems, i); f.upto < 0 {
		return f, false
	}
	if p.subject != anybody {
		f.from, f.who, f.name = h.doer(i, f.upto)
		switch {
		case f.who == nobody, p.subject == speaker && f.who != you,
			p.subject == written && (f.from == i || f.who != you):
			return f, false
		}
	}
	if f.who == you && h.reported(f.from) {
		f.who = they
	}
	f.whole = p.subject == anybody
	// What somebody could still do is plain to everybody.
	if f.family == Obvious {
		return f, !h.isUnreal(f.from, h.clauseEnd(f.upto))
	}
	return f, !h.isUnreal(f.from, i) && !h.isLate(f, i)
}
