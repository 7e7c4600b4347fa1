package prompt

import (
	"fmt"
	"strings"
)

// A pattern is written as words with spaces between:
//
//	saw              the word
//	saw|noticed      one of these
//	@place           one of a class
//	the?             may be there
//	!@opinion        the next word is none of these, and is not taken
//	!!@opinion       nor is the one after it
//	%                a name, or anything else with a capital inside a sentence
//	*                up to three words of any kind, within the clause
//	<<               only where a clause begins
//	<<<              only where a sentence begins
//	S                before it stands who did it: I, we, a person, or nobody and the speaker is meant
//	I                the same, and it is the speaker
//	^                the speaker is meant only where I or we is written
//
// Adverbs between the subject and the verb are passed over.

// set is a set of words.
type set []uint64

func (s set) has(id wordID) bool { return int(id>>6) < len(s) && s[id>>6]&(1<<(id&63)) != 0 }

// element is one place of a pattern.
type element struct {
	words    set
	optional bool
	gap      bool
	// not is how many words after it are none of these.
	not int
	// name takes a name as well.
	name bool
}

// subject says who has to have done what a pattern tells.
type subject uint8

const (
	anybody subject = iota // nobody has to be there
	someone                // a person, the speaker or another
	speaker                // the speaker
	written                // the speaker, as I or we
)

// pattern is one way in which a family is heard.
type pattern struct {
	family  Family
	rank    int
	subject subject
	// opens says that it begins a clause, starts that it begins a sentence.
	opens, starts bool
	elems         []element
}

// parser turns the tables into patterns.
type parser struct {
	tongue  *Tongue
	classes map[string]string
}

// parse reads a pattern; what the tables get wrong is told by the tests.
func (p parser) parse(family Family, text string) (pattern, error) {
	out := pattern{family: family}
	for _, f := range strings.Fields(text) {
		switch f {
		case "S":
			out.subject = someone
		case "I":
			out.subject = speaker
		case "^":
			out.subject = written
		case "<<":
			out.opens = true
		case "<<<":
			out.starts = true
		case "*":
			out.elems = append(out.elems, element{gap: true})
		default:
			e, err := p.element(f)
			if err != nil {
				return out, fmt.Errorf("parse %q: %w", text, err)
			}
			out.elems = append(out.elems, e)
		}
	}
	if len(out.elems) == 0 || out.elems[0].gap || out.elems[0].not > 0 {
		return out, fmt.Errorf("parse %q: it begins with no word", text)
	}
	return out, nil
}

func (p parser) element(f string) (e element, err error) {
	for strings.HasPrefix(f, "!") {
		f, e.not = f[1:], e.not+1
	}
	f, e.optional = strings.CutSuffix(f, "?")
	for alternative := range strings.SplitSeq(f, "|") {
		if alternative == "%" {
			e.name = true
			continue
		}
		words := alternative
		if name, isClass := strings.CutPrefix(alternative, "@"); isClass {
			if words = p.classes[name]; words == "" {
				return e, fmt.Errorf("there is no class %s", alternative)
			}
		}
		for w := range strings.FieldsSeq(words) {
			e.words = p.tongue.add(e.words, w)
		}
	}
	return e, nil
}

// add puts a word into the vocabulary and into a set.
func (t *Tongue) add(s set, w string) set {
	id := t.number(w)
	for len(s) <= int(id>>6) {
		s = append(s, 0)
	}
	s[id>>6] |= 1 << (id & 63)
	return s
}

// number returns the number of a word, a new one for a new word.
func (t *Tongue) number(w string) wordID {
	var room [longestWord]byte
	folded, _ := fold(room[:0], w)
	id, known := t.words[string(folded)]
	if !known {
		id = wordID(len(t.words) + 1)
		t.words[string(folded)] = id
	}
	return id
}

// index files a pattern under every word it can begin with.
func (t *Tongue) index(n int) {
	for _, e := range t.patterns[n].elems {
		if e.not > 0 || e.gap {
			return
		}
		for w := range t.begins {
			if e.words.has(wordID(w)) {
				t.begins[w] = append(t.begins[w], n)
			}
		}
		if !e.optional {
			return
		}
	}
}

// match tries elements at a word and returns where they end, -1 if they do not.
func (h *hearing) match(elems []element, at int) int {
	if len(elems) == 0 {
		return at
	}
	e, rest := elems[0], elems[1:]
	inside := at < len(h.toks) && (at == 0 || !h.toks[at].sentence || h.first == at)
	switch {
	case e.gap:
		for skip := 0; skip <= 3; skip++ {
			if end := h.match(rest, at+skip); end >= 0 {
				return end
			}
			if at+skip >= len(h.toks) || h.toks[at+skip].clause {
				return -1
			}
		}
		return -1
	case e.not > 0:
		for i := at; i < min(at+e.not, len(h.toks)); i++ {
			if e.words.has(h.toks[i].id) {
				return -1
			}
		}
		return h.match(rest, at)
	case inside && (e.words.has(h.toks[at].id) || e.name && h.isName(at)):
		if end := h.match(rest, at+1); end >= 0 {
			return end
		}
	}
	if e.optional {
		return h.match(rest, at)
	}
	return -1
}
