// Package search reads what a person typed into a search box: words, words in
// quotation marks, and filters such as kind:near-miss or after:2026-01.
//
// Nothing typed is wrong. What looks like a filter and cannot be one is told in
// Unclear and narrows nothing; everything else is a word to look for.
package search

import (
	"slices"
	"strings"
	"unicode"

	"secondstory/backend/debrief"
)

// Question is what was asked. Filters of one name widen each other, except tag
// and factor, of which all have to be there; filters of different names narrow.
type Question struct {
	// Words are the words to look for, as typed; the last may be unfinished unless a
	// space follows it.
	Words string
	// Exact are words that have to stand in this order.
	Exact []string
	// Kinds and States are those of the debrief.
	Kinds  []debrief.Kind
	States []debrief.State
	// Tags are whole tags, Factors words of a factor.
	Tags    []string
	Factors []string
	// Owners are beginnings of names of who owns a countermeasure; Progress is how
	// far that countermeasure has come.
	Owners   []string
	Progress []debrief.CountermeasureState
	// After is the first day and Before the day after the last, YYYY-MM-DD, or empty.
	After  string
	Before string
	// Open asks for what is not closed: the debrief and, when it is asked for by its
	// owner, the countermeasure.
	Open bool
	// Within is the one debrief to look through; empty for all.
	Within debrief.ID
	// Unclear are parts that look like filters and mean nothing, as typed. Never nil.
	Unclear []string
}

// maxParts bounds how many filters count; nobody means more.
const maxParts = 32

// Parse reads what was typed. me is the name that owner:me stands for; empty,
// owner:me is not understood.
func Parse(typed, me string) Question {
	q := Question{Unclear: []string{}}
	var words, open []string
	parts := 0
	for rest := begun(strings.ToValidUTF8(typed, " ")); rest != ""; rest = begun(rest) {
		var p part
		p, rest = next(rest)
		switch {
		case p.name == "" && p.quoted:
			if parts++; parts <= maxParts && strings.TrimSpace(p.value) != "" {
				q.Exact = append(q.Exact, p.value)
			}
		case p.name == "" && strings.EqualFold(p.value, "open"):
			open = append(open, p.raw)
			words = append(words, "")
		case p.name == "" || !isFilter(p.name):
			words = append(words, p.raw)
		default:
			if parts++; parts > maxParts || !q.narrow(p, me) {
				q.Unclear = append(q.Unclear, p.raw)
			}
		}
	}
	q.open(words, open)
	q.Words = joined(words, endsFinished(typed, words))
	return q
}

// open decides what the bare word "open" means: beside a filter it is one, by
// itself or among words only it is looked for like any other.
func (q *Question) open(words, open []string) {
	if len(open) > 0 && q.Narrowed() {
		q.Open = true
		return
	}
	for i, w := range words {
		if w == "" {
			words[i], open = open[0], open[1:]
		}
	}
}

// Narrowed says whether anything beside words was asked for.
func (q *Question) Narrowed() bool {
	return q.Within != "" || len(q.Kinds)+len(q.States)+len(q.Tags)+len(q.Factors)+len(q.Owners)+len(q.Progress) > 0 ||
		q.After != "" || q.Before != "" || q.Open
}

// OfCountermeasures says whether it asks for countermeasures by what they are.
func (q *Question) OfCountermeasures() bool { return len(q.Owners)+len(q.Progress) > 0 }

// endsFinished says whether the last thing typed was not the last word: a space,
// a filter or a quotation.
func endsFinished(typed string, words []string) bool {
	last := ""
	if len(words) > 0 {
		last = words[len(words)-1]
	}
	return last == "" || !strings.HasSuffix(typed, last)
}

func joined(words []string, finished bool) string {
	all := strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), " ")
	if finished && all != "" {
		all += " "
	}
	return all
}

// part is one thing typed: a word, a quotation, or a filter with its value.
type part struct {
	raw, name, value string
	quoted           bool
}

func begun(s string) string { return strings.TrimLeftFunc(s, unicode.IsSpace) }

// next takes the first part off a text that does not begin with a space.
func next(s string) (p part, rest string) {
	at := 0
	if end := strings.IndexFunc(s, func(r rune) bool { return r == ':' || r == '"' || unicode.IsSpace(r) }); end > 0 && s[end] == ':' {
		at, p.name = end+1, strings.ToLower(s[:end])
	}
	if at > 0 && !isFilter(p.name) {
		at, p.name = 0, ""
	}
	if strings.HasPrefix(s[at:], `"`) {
		if n := strings.IndexByte(s[at+1:], '"'); n >= 0 {
			p.quoted, p.value, p.raw = true, s[at+1:at+1+n], s[:at+n+2]
			return p, s[at+n+2:]
		}
	}
	end := strings.IndexFunc(s[at:], unicode.IsSpace)
	if end < 0 {
		end = len(s) - at
	}
	p.raw, p.value = s[:at+end], s[at:at+end]
	return p, s[at+end:]
}
