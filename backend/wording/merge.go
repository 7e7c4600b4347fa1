package wording

import (
	"slices"

	"secondstory/backend/language"
)

// merged is one pass over a text: the flags of the engine and somebody's own
// phrases as they come, in order of position.
type merged struct {
	check   *Check
	own     *ownFlags
	ownEnd  int // where the last own phrase that was put ended
	ignored *ignored
	yield   func(language.Flag) bool
	over    bool // nobody wants more
}

// merge hands over the flags of a text, somebody's own phrases among them. Where
// one touches a flag of the engine, theirs is the one: they said what they want
// to ask there.
func (c *Check) merge(words string, o language.Options, yield func(language.Flag) bool) {
	m := &merged{check: c, own: c.ownFlags(words, o), ignored: &ignored{finder: c.ignored.in(words)}, yield: yield}
	m.ignored.read()
	c.engine.CheckEach(words, o, m.add)
	m.putOwn(len(words))
}

// add takes the next flag of the engine, and reports whether to go on.
func (m *merged) add(f language.Flag) bool {
	if m.check.off(f) {
		return true
	}
	m.putOwn(f.Start)
	if f.Start < m.ownEnd || m.own.more && m.own.flag.Start < f.End {
		return !m.over
	}
	m.put(f)
	return !m.over
}

// putOwn puts the own phrases that begin at or before the byte at.
func (m *merged) putOwn(at int) {
	for m.own.more && m.own.flag.Start <= at && !m.over {
		m.put(m.own.flag)
		m.ownEnd = m.own.flag.End
		m.own.next()
	}
}

// put hands over a flag unless it touches an ignored phrase.
func (m *merged) put(f language.Flag) {
	if !m.over && !m.ignored.touch(f) {
		m.over = !m.yield(f)
	}
}

// ownFlags are somebody's own phrases in a text: of those that overlap the one
// that begins first, and of those the longest.
type ownFlags struct {
	check  *Check
	finder *finder
	text   string
	quoted func(int) bool
	units  func(int) int
	end    int           // of the phrase before
	flag   language.Flag // the next one, if there is more
	more   bool
}

// ownFlags returns the own phrases of a text; none where they are switched off.
func (c *Check) ownFlags(text string, o language.Options) *ownFlags {
	own := &ownFlags{check: c, finder: c.own.in(text), text: text, quoted: language.Quoted(text), units: language.UTF16(text)}
	if o.Quotes {
		own.quoted = func(int) bool { return false }
	}
	if !c.off(language.Flag{Class: ClassOwn, Level: language.Ask}) {
		own.next()
	}
	return own
}

const ownReason = "You asked to be told about this phrase."

// next finds the next phrase.
func (o *ownFlags) next() {
	m, found := o.finder.next()
	for found && (m.start < o.end || o.quoted(m.start)) {
		m, found = o.finder.next()
	}
	if o.more = found; !found {
		return
	}
	o.end = m.end
	phrase := o.check.settings.Own[m.phrase]
	o.flag = language.Flag{
		Start: m.start, End: m.end, UTF16Start: o.units(m.start), UTF16End: o.units(m.end),
		Class: ClassOwn, Level: language.Ask, Phrase: o.text[m.start:m.end], Reason: ownReason,
		Questions: []string{phrase.Question}, Rule: string(ClassOwn) + "/" + folded(phrase.Phrase),
	}
}

// ignored are the phrases of a text never to be asked about.
type ignored struct {
	finder *finder
	ahead  match // the next one, if there is more
	more   bool
	near   []match // those the next flag may touch
}

func (g *ignored) read() { g.ahead, g.more = g.finder.next() }

// touch reports whether a flag touches one. Ask about flags in the order they
// begin.
func (g *ignored) touch(f language.Flag) bool {
	g.near = slices.DeleteFunc(g.near, func(m match) bool { return m.end <= f.Start })
	for ; g.more && g.ahead.start < f.End; g.read() {
		if g.ahead.end > f.Start {
			g.near = append(g.near, g.ahead)
		}
	}
	return slices.ContainsFunc(g.near, func(m match) bool { return m.start < f.End })
}
