package prompt

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Lengths of what is taken over from a line.
const (
	longestQuote = 72 // bytes
	longestThing = 5  // words
)

// unquoted takes quotation marks away: what is shown has its own.
var unquoted = strings.NewReplacer("“", "", "”", "", `"`, "")

// clauseEnd is the word after the clause that holds word i.
func (h *hearing) clauseEnd(i int) int {
	for i < len(h.toks) && !h.toks[i].clause {
		i++
	}
	return i
}

// clauseStart is the first word of the clause that holds word i.
func (h *hearing) clauseStart(i int) int {
	for i > 0 && !h.toks[i].clause {
		i--
	}
	return i
}

// passage is the clause something was heard in, from its subject on. A word or two
// say nothing: then it is the clause after it too, or the whole before it.
func (h *hearing) passage(f found) (from, upto int) {
	from, upto = f.from, h.clauseEnd(f.upto)
	if f.whole {
		from = h.clauseStart(from)
	}
	for from < f.upto-1 && h.tongue.coord.has(h.toks[from].id) {
		from++
	}
	if h.toks[upto-1].end-h.toks[from].start > longestQuote {
		from = f.from
	}
	if upto-from < h.tongue.fewest && upto < len(h.toks) && !h.toks[upto].sentence {
		upto = h.clauseEnd(upto + 1)
	}
	if upto-from < h.tongue.fewest && from > 0 && !h.toks[from].sentence {
		from = h.clauseStart(from - 1)
	}
	return from, upto
}

// quote is what somebody is reminded of, as it stands in the line.
func (h *hearing) quote(f found) string {
	from, upto := h.passage(f)
	start, end, cut := h.toks[from].start, h.toks[upto-1].end, false
	for end-start > longestQuote && upto > f.upto && upto > from+1 {
		upto--
		end, cut = h.toks[upto-1].end, true
	}
	text := unquoted.Replace(strings.TrimSpace(h.line.Text[start:end]))
	if first, n := utf8.DecodeRuneInString(text); first != utf8.RuneError {
		text = string(unicode.ToUpper(first)) + text[n:]
	}
	if cut {
		return text + " …"
	}
	return text
}

// offer fills the nth question of a family that the line can fill.
func (h *hearing) offer(f found, nth int) (Offer, bool) {
	for _, q := range h.tongue.asks[f.family] {
		text, ok := h.fill(q, f)
		if !ok {
			continue
		}
		if nth == 0 {
			return Offer{Family: f.family, Quote: h.quote(f), Text: text}, true
		}
		nth--
	}
	return Offer{}, false
}

// fill puts what the line gives into a question.
func (h *hearing) fill(q Ask, f found) (string, bool) {
	switch {
	case q.whose == theirs && (f.who != you && !(f.who == nobody && h.line.Speaker != "")),
		q.whose == others && (f.who != they || h.line.Speaker == ""):
		return "", false
	}
	text := q.text
	for _, slot := range [...]struct {
		mark string
		get  func(found) string
	}{
		{"{thing}", h.thing},
		{"{it}", h.taken},
		{"{whom}", h.whom},
		{"{who}", func(f found) string { return f.name }},
		{"{at}", func(found) string { return h.line.At }},
	} {
		if !strings.Contains(text, slot.mark) {
			continue
		}
		value := slot.get(f)
		if value == "" {
			return "", false
		}
		text = strings.ReplaceAll(text, slot.mark, value)
	}
	return text, true
}

// thing is the place something was seen, as one points at it: "that graph". It is
// the place nearest to what was heard, if only one was named.
func (h *hearing) thing(found) string {
	pointed := ""
	for _, t := range h.toks {
		thing := h.tongue.things[t.id]
		if thing != "" && pointed != "" && thing != pointed {
			return ""
		}
		if thing != "" {
			pointed = thing
		}
	}
	return pointed
}

// whom is the one person besides the speaker whom the clause names.
func (h *hearing) whom(f found) string {
	found := ""
	for _, t := range h.toks[f.from:h.clauseEnd(f.upto)] {
		if who, name := h.known(t); who == they && name != found {
			if found != "" {
				return ""
			}
			found = name
		}
	}
	return found
}

// taken is what something was taken for: the few words that end the clause after
// what was heard, if they are a thing.
func (h *hearing) taken(f found) string {
	i := f.upto
	if i >= len(h.toks) || h.toks[i].clause || !h.tongue.article.has(h.toks[i].id) {
		return ""
	}
	end := i + 1
	for end < len(h.toks) && !h.toks[end].clause && !h.tongue.joins.has(h.toks[end].id) {
		if h.tongue.small.has(h.toks[end].id) || end-i >= longestThing {
			return ""
		}
		end++
	}
	if end == i+1 {
		return ""
	}
	return h.line.Text[h.toks[i].start:h.toks[end-1].end]
}
