package language

import "strings"

// germanFiller takes from a line what German questions may speak of: {who}
// and {whom} as the room is addressed (ihr for wir, du for ich), {was} the
// form of haben that goes with it.
func germanFiller(s *sentence, found span) filler {
	f := filler{at: s.timeOfDay("um "), when: "in dem Moment", thing: s.germanObject(found.verb)}
	if f.at != "" {
		f.when = f.at
	}
	i := found.person
	switch {
	case i < 0 || i >= len(s.toks):
	case s.says(i, "wir", "uns", "ihr", "euch"):
		f.who, f.whom, f.was = "ihr", "euch", "habt"
	case s.says(i, "ich", "mir", "mich", "du"):
		f.who, f.whom, f.was = "du", "dich", "hast"
	case s.says(i, "er"):
		f.who, f.whom, f.was = "er", "ihn", "hat"
	case s.says(i, "sie"):
		f.who, f.whom, f.was = "sie", "sie", "hat"
		if s.says(i-1, "haben", "hatten", "hätten") || s.says(i+1, "haben", "hatten", "hätten") {
			f.was = "haben"
		}
	case s.toks[i].kind == name, s.germanNamed(i):
		f.who = strings.Clone(s.textOf(i, i))
		f.whom, f.was = f.who, "hat"
	}
	return f
}

// germanObject is the noun phrase right before the verb at i, if it can be
// said again after a preposition: "den Pool".
func (s *sentence) germanObject(i int) string {
	for first := i - 2; first >= 0 && first >= i-4; first-- {
		if s.breaksAt(first) || s.has(first, deFinite, dePreposition, deAdverb, deNegation) {
			return ""
		}
		if !s.says(first, "den", "die", "das") {
			continue
		}
		if s.has(first-1, dePreposition) || s.breaksAt(first-1) || !s.toks[i-1].capital || s.has(i-1, dePerson) {
			return ""
		}
		return strings.ToLower(s.textOf(first, first)) + " " + s.textOf(first+1, i-1)
	}
	return ""
}
