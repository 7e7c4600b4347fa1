package report

import (
	"regexp"
	"sort"
	"strconv"
	"strings"
	"sync"

	"secondstory/backend/debrief"
)

// guard knows the names an edition must not carry. It stays inside the report
// and is never printed.
type guard struct {
	names *names
	fixed *phrasebook
}

// weak is the names that the report's own fixed words contain ("Will"). They
// cannot be told apart on the page; that they were replaced is checked in the
// texts people wrote, before anything is set ([scrubber.check]).
func (g guard) weak() map[string]bool {
	out := map[string]bool{}
	for _, m := range g.names.find(g.fixed.all()) {
		out[string(m.name.units)] = true
	}
	return out
}

// Place is one text that was drawn, or a piece of the file's metadata.
type Place struct {
	// Where is for a person: "page 3", "title of the file".
	Where string
	Text  string
}

// Check searches texts for names this edition must not carry. It returns an
// error with CodeNameFound that lists where they are, never which they are.
func (r *Report) Check(places []Place) error {
	if r.guard.names == nil {
		return nil
	}
	hits, weak := map[string]bool{}, sync.OnceValue(r.guard.weak)
	for _, p := range places {
		for _, m := range r.guard.names.find(spelledOut(p.Text)) {
			if !weak()[string(m.name.units)] {
				hits[p.Where] = true
			}
		}
	}
	return nameFound(hits)
}

// Carries says whether a text holds any name this edition must not carry, also one that
// cannot be told from the report's own words: what is left out for that is no loss.
func (r *Report) Carries(text string) bool {
	return r.guard.names != nil && len(r.guard.names.find(spelledOut(text))) > 0
}

// codePoint is a letter no font has, as package pdf prints it.
var codePoint = regexp.MustCompile(`‹U\+[0-9A-F]{4,6}›`)

// spelledOut is a text with the letters that its code points stand for: a name is one in
// either.
func spelledOut(text string) string {
	if !strings.Contains(text, "‹U+") {
		return text
	}
	return codePoint.ReplaceAllStringFunc(text, func(s string) string {
		n, err := strconv.ParseInt(s[len("‹U+"):len(s)-len("›")], 16, 32)
		if err != nil {
			return s
		}
		return string(rune(n))
	})
}

func nameFound(hits map[string]bool) error {
	if len(hits) == 0 {
		return nil
	}
	where := make([]string, 0, len(hits))
	for h := range hits {
		where = append(where, h)
	}
	sort.Strings(where)
	return debrief.Errorf(debrief.CodeNameFound, "places", strings.Join(where, ", "))
}
