package capture

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"secondstory/backend/debrief"
)

// maxNameWords is how many words a name before a colon may have.
const maxNameWords = 3

// who reads the speaker. With a colon any unique start of a name, alias or
// handle will do; without one only the whole of it, and more text must follow.
// After a prefix ("? Ines: …") only a colon names somebody, and nobody new.
func (p *parser) who(prefixed bool) {
	if p.handle() || p.beforeColon(prefixed) || prefixed {
		return
	}
	p.bare()
}

// systemWords stand before the colon of what the system did.
var systemWords = []string{"system", "sys"}

// ofSystem reads "system: load climbs", unless somebody is called so.
func (p *parser) ofSystem() bool {
	named, rest, ok := strings.Cut(p.rest, ":")
	if !ok || !atGap(rest) || !hasWords(rest) || !slices.Contains(systemWords, fold(named)) || len(p.find(named, true)) > 0 {
		return false
	}
	p.system, p.rest, p.line.Named = true, strings.TrimSpace(rest), strings.TrimSpace(named)
	return true
}

// handle reads "@ines", with or without a colon.
func (p *parser) handle() bool {
	if !strings.HasPrefix(p.rest, "@") {
		return false
	}
	c := cursor{s: p.rest}
	named := strings.TrimRight(c.token(), ":,")
	rest := strings.TrimLeft(c.s[len(named):], ":,")
	name := named[1:]
	if !hasWords(name) {
		return false
	}
	found := p.find(name, true)
	if len(found) > 0 {
		return p.take(found, named, rest)
	}
	if !notNames[fold(name)] {
		p.offer(name, rest)
	}
	return true
}

// beforeColon reads "Ines: ", "in: ", "Engineer 1: ".
func (p *parser) beforeColon(prefixed bool) bool {
	named, rest, ok := strings.Cut(p.rest, ":")
	if !ok || !atGap(rest) || !hasWords(named) || strings.Count(strings.TrimSpace(named), " ") > 5 {
		return false
	}
	found := p.find(named, !notNames[fold(named)])
	if len(found) > 0 {
		return p.take(found, strings.TrimSpace(named), rest)
	}
	if !prefixed && looksLikeName(named) {
		p.offer(strings.TrimSpace(named), rest)
	}
	return p.line.NewPerson != ""
}

// bare reads a whole name, alias or unique first name before more text.
func (p *parser) bare() {
	for n := maxNameWords + 1; n >= 1; n-- {
		c := cursor{s: p.rest}
		named, ok := c.words(n)
		if !ok || !p.mayBeBare(c.rest()) {
			continue
		}
		found := p.wholeNames(named, c.rest())
		if len(found) > 0 {
			p.take(found, named, strings.TrimLeftFunc(c.rest(), unicode.IsSpace))
			return
		}
	}
}

// words reads n words and leaves the cursor before the white space after them.
func (c *cursor) words(n int) (string, bool) {
	from := c.i
	for range n {
		c.spaces()
		if c.token() == "" {
			c.i = from
			return "", false
		}
	}
	return c.s[from:c.i], true
}

// mayBeBare looks at what follows a name: text does, and "Jo and Ines looked"
// is about two people, so it is not Jo's alone.
func (p *parser) mayBeBare(after string) bool {
	c := cursor{s: after}
	c.spaces()
	switch fold(c.token()) {
	case "", "and", "or", "und", "&", "/", "vs", "plus":
		return false
	case "+": // "Ines + a bookmark" is what helped, "Ines + Jo" are two
		c.spaces()
		return len(p.find(c.token(), false)) == 0
	}
	return true
}

// wholeNames finds people by a whole name. One that is also a common word
// ("Will", "Max") needs its own capital letter and a verb after it, and an
// alias that is one is never read without a colon.
func (p *parser) wholeNames(named, after string) []debrief.ID {
	found := p.find(named, false)
	if len(found) == 0 || !commonWords[fold(named)] {
		return found
	}
	first, _ := utf8.DecodeRuneInString(named)
	c := cursor{s: after}
	c.spaces()
	if !unicode.IsUpper(first) || !isPastVerb(fold(c.token())) {
		return nil
	}
	return p.firstNames(fold(named))
}

// take gives the line to the one person found; more than one are candidates,
// and the name stays in the text.
func (p *parser) take(found []debrief.ID, named, rest string) bool {
	rest = strings.TrimSpace(rest)
	if rest == "" {
		return false
	}
	if len(found) > 1 {
		p.line.Ambiguous, p.line.Rest = found, rest
		return true
	}
	p.line.Who, p.line.Named = debrief.Who{ParticipantID: found[0]}, named
	c := cursor{s: rest}
	if c.separator(); c.i < len(rest) {
		rest = c.rest()
	}
	p.rest = rest
	return true
}

func (p *parser) offer(name, rest string) {
	if rest = strings.TrimSpace(rest); rest != "" {
		p.line.NewPerson, p.line.Rest = name, rest
	}
}

// person is a participant with the names folded.
type person struct {
	id                 debrief.ID
	name, first, alias string
}

// people folds the participants' names, once a line and only when needed.
func (p *parser) people() []person {
	if p.folded == nil {
		p.folded = make([]person, len(p.ctx.People))
		for i, who := range p.ctx.People {
			name := fold(who.Name)
			first, _, _ := strings.Cut(name, " ")
			if isGroup(who.Name) {
				first = ""
			}
			p.folded[i] = person{who.ID, name, first, fold(strings.TrimPrefix(who.Alias, "@"))}
		}
	}
	return p.folded
}

// isGroup tells "Support team" and "PostgreSQL experts", whose first word is no
// first name, from "Jo Weber" and "jo weber".
func isGroup(name string) bool {
	words := strings.Fields(name)
	if len(words) < 2 {
		return false
	}
	first, _ := utf8.DecodeRuneInString(words[0])
	last, _ := utf8.DecodeRuneInString(words[len(words)-1])
	return unicode.IsUpper(first) && unicode.IsLower(last)
}

// find returns the people a name means, the surest reading first: whole name
// or alias, then first name, then, if asked, the start of either.
func (p *parser) find(name string, starts bool) []debrief.ID {
	name = fold(name)
	if name == "" {
		return nil
	}
	found := p.match(func(who person) bool { return who.name == name || who.alias == name })
	if len(found) == 0 {
		found = p.firstNames(name)
	}
	if len(found) == 0 && starts {
		found = p.match(func(who person) bool {
			return strings.HasPrefix(who.name, name) || strings.HasPrefix(who.alias, name)
		})
	}
	return found
}

// firstNames finds people by a first name, folded.
func (p *parser) firstNames(name string) []debrief.ID {
	return p.match(func(who person) bool { return who.first == name })
}

func (p *parser) match(is func(person) bool) []debrief.ID {
	var found []debrief.ID
	for _, who := range p.people() {
		if is(who) {
			found = append(found, who.id)
		}
	}
	return found
}

// looksLikeName says whether words before a colon may be somebody's name: one
// to three words, each with a capital first letter and none further on, so
// that "PostgreSQL:", "TODO:" and "db1:" offer nobody. A number may follow
// ("Engineer 2").
func looksLikeName(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > maxNameWords || notNames[fold(s)] || notNames[fold(words[0])] {
		return false
	}
	for i, w := range words {
		if !isCapitalised(w) && (i == 0 || !isNumber(w)) {
			return false
		}
	}
	return true
}

// isCapitalised accepts "Ines", "O’Brien", "Jean-Luc", "McCoy", "M.".
func isCapitalised(w string) bool {
	previous, letters := ' ', 0
	for i, r := range w {
		switch {
		case unicode.IsLetter(r):
			letters++
			start := i == 0 || strings.ContainsRune("-'’.", previous) || strings.HasPrefix(w, "Mc") && i == 2
			if start != unicode.IsUpper(r) && unicode.IsUpper(r) != unicode.IsLower(r) {
				return false
			}
		case i == 0 || !strings.ContainsRune("-'’.", r):
			return false
		}
		previous = r
	}
	return letters > 0
}

func isNumber(w string) bool {
	return strings.Trim(w, "0123456789") == ""
}
