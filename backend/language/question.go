package language

import "strings"

// maxQuestions is how many questions a flag card has keys for.
const maxQuestions = 3

// Templates speak of what the line gives: {who} and {whom}, the person as
// the facilitator would address the room ("you" for I and we); {was}, the
// verb that goes with {who}; {at}, the time of day, with its preposition;
// {when}, the same or else "at that moment"; {thing}, the object of the verb. A template whose place the line cannot fill is
// passed over; one that begins with ~ is asked only if the one before it was.
// So every rule ends its list with questions that need nothing.

// questions fills the templates of a rule from the line.
func (s *sentence) questions(ask []string, found span) []string {
	out := make([]string, 0, maxQuestions)
	filler := s.tongue.fill(s, found)
	asked := false
	for _, template := range ask {
		plain, instead := strings.CutPrefix(template, "~")
		if instead && asked || len(out) == maxQuestions {
			continue
		}
		q, ok := filler.fill(plain)
		if ok {
			out = append(out, q)
		}
		asked = ok || instead && asked
	}
	return out
}

// filler holds what a line gives; empty means it does not.
type filler struct{ who, whom, was, at, when, thing string }

func englishFiller(s *sentence, found span) filler {
	f := filler{at: s.timeOfDay("at "), when: "at that moment", thing: s.object(found.verb)}
	f.who, f.was = s.addressed(found.person)
	f.whom = f.who
	switch f.who {
	case "he":
		f.whom = "him"
	case "she":
		f.whom = "her"
	case "they":
		f.whom = "them"
	}
	if f.at != "" {
		f.when = f.at
	}
	return f
}

// fill replaces the places of a template.
func (f filler) fill(template string) (string, bool) {
	if strings.IndexByte(template, '{') < 0 {
		return template, true
	}
	for _, place := range [...]struct{ mark, value string }{
		{"{whom}", f.whom}, {"{who}", f.who}, {"{was}", f.was}, {"{at}", f.at}, {"{when}", f.when}, {"{thing}", f.thing},
	} {
		if !strings.Contains(template, place.mark) {
			continue
		}
		if place.value == "" {
			return "", false
		}
		template = strings.ReplaceAll(template, place.mark, place.value)
	}
	return template, true
}

// addressed turns the person of a line into the person a question is about.
func (s *sentence) addressed(i int) (who, was string) {
	switch {
	case i < 0 || i >= len(s.toks):
		return "", ""
	case s.is(i, "i", "we", "you", "me", "us", "my", "our"):
		return "you", "were"
	case s.is(i, "they"):
		return "they", "were"
	case s.is(i, "he", "she"):
		return strings.ToLower(s.textOf(i, i)), "was"
	case s.toks[i].kind == name, s.named(i):
		return strings.Clone(s.textOf(i, i)), "was"
	case s.has(i, personNoun):
		return s.role(i)
	}
	return "", ""
}

// role is "the on-call engineer": a person noun with the words before it.
func (s *sentence) role(i int) (who, was string) {
	first := i
	for first > 0 && i-first < 3 && (s.plain(first-1) || s.is(first-1, "on") && s.is(first, "call")) {
		first--
	}
	if first == 0 || !s.is(first-1, "the", "our", "my", "their", "your") {
		return "", ""
	}
	was = "was"
	if last := s.textOf(i, i); last[len(last)-1]|0x20 == 's' {
		was = "were"
	}
	return "the " + s.textOf(first, i), was
}

// plain reports whether token i is an ordinary noun or adjective.
func (s *sentence) plain(i int) bool {
	return i >= 0 && i < len(s.toks) && s.toks[i].kind == word &&
		!s.has(i, pronoun, determiner, preposition, conjunction, be, have, had, auxiliary, modal, negation, adverb)
}

// timeOfDay is the first time of day of the sentence after its preposition,
// as "at 14:32".
func (s *sentence) timeOfDay(preposition string) string {
	for i := range s.toks {
		if s.toks[i].kind == clock {
			return preposition + s.textOf(i, i)
		}
	}
	return ""
}

// object is the noun phrase right after the verb at i, if it begins with an
// article and is short enough to say again: "the pool".
func (s *sentence) object(i int) string {
	first := i + 1
	if i < 0 || !s.is(first, "the", "our", "my", "their", "his", "her") {
		return ""
	}
	if s.is(first+1, "other", "same", "latter", "former", "rest", "whole", "lot") {
		return ""
	}
	last := first
	for last-first < 4 && !s.is(last+1, "right", "first", "today", "yesterday", "tonight", "straight", "sooner", "more", "anyway", "already") && s.plain(last+1) && !s.has(last+1, verbForm, pastForm, ingForm) {
		last++
	}
	if last == first || last-first == 4 || s.has(last, personNoun, personPronoun) || s.is(first, "my", "his", "her", "their") && !s.has(last, machineNoun, taskNoun) {
		return ""
	}
	return "the " + s.textOf(first+1, last)
}

// textOf is the text from one token to another.
func (s *sentence) textOf(first, last int) string {
	return s.text[s.toks[first].start:s.toks[last].end]
}
