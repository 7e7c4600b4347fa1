package oldreport

import (
	"regexp"
	"slices"
	"strings"

	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
)

// walk goes through a report, block by block, and puts each where it belongs.
type walk struct {
	report *Report
	from   *evidence.Document
	roles  roles
	// rest is what follows the block at hand.
	rest []evidence.Block
	// under are the headings a block stands below.
	under []heading
	// label is the one that holds for what follows it.
	label *labelled
	// intro are the words before the first part, context those of a part that can stand
	// for a summary, and its name.
	intro   []string
	context []string
	named   string
	begun   bool
	// at is the message of the block at hand, open the entry that paragraphs go on
	// with, as they do below a heading that is a time; -1 for none.
	at, open int
	// list is the item that what is nested goes on with.
	list *nested
	// bulleted says that the part at hand has items, here or further below.
	bulleted bool
}

type heading struct {
	level int
	text  string
	role  role
	// own says that the role is its own and not that of a heading above.
	own bool
}

// labelled is a label with a role: "Impact:", an item or a paragraph.
type labelled struct {
	role  role
	text  string
	item  bool
	level int
	alone bool
	// nested and beside say where what it holds for stands: deeper, or after it.
	nested, beside bool
}

// nested is the item at hand of a list: where it is kept and how deep it stands.
type nested struct {
	role  role
	level int
	// opens says that it only leads to what is nested in it, in the words of lead.
	opens bool
	lead  string
	more  func(text string)
}

func (w *walk) all() {
	w.report.doc = &evidence.Document{Path: w.from.Path, Format: w.from.Format, SHA256: w.from.SHA256, Title: w.report.Title, Zone: w.from.Zone}
	w.open = -1
	for i := range w.from.Blocks {
		b := &w.from.Blocks[i]
		w.rest = w.from.Blocks[i+1:]
		if b.Kind == evidence.BlockTable {
			w.table(b)
			continue
		}
		w.at = w.keep(b.Text, b)
		if b.Kind == evidence.BlockHeading {
			w.heading(i)
		} else {
			w.block(b)
		}
	}
	w.ended()
}

// ended says what the words before the first part are.
func (w *walk) ended() {
	r := w.report
	for _, some := range [][]string{w.intro, w.context} {
		if len(r.lead) == 0 && len(some) > 0 {
			r.lead, some = some[:1], some[1:]
		}
		r.Left += len(some)
	}
	r.numberFactors()
	r.entries = slices.DeleteFunc(r.entries, func(e entry) bool { return e.text == "" }) // a day above its lines
	title := strings.ToLower(r.Title)
	for kind, words := range map[debrief.Kind]string{debrief.KindNearMiss: `near[- ]miss`, debrief.KindGameDay: `game ?day|chaos (?:day|experiment)|fire drill`, debrief.KindTabletop: `table ?top`} {
		if regexp.MustCompile(words).MatchString(title) {
			r.kind = kind
		}
	}
}

// keep adds the words of a block to the source, with the addresses they lead to.
func (w *walk) keep(text string, b *evidence.Block) int {
	m := evidence.Message{Text: text, Line: b.Line, Channel: w.above()}
	for _, link := range b.Links {
		if !strings.Contains(m.Text, link) {
			m.Text += "\n" + link
		}
	}
	if b.Message >= 0 && b.Message < len(w.from.Messages) && b.Kind != evidence.BlockTable {
		if from := w.from.Messages[b.Message]; from.Line == b.Line || b.Line == 0 {
			m.When, m.Until = from.When, from.Until
		}
	}
	if b.When.Told != evidence.ToldNothing {
		m.When = b.When
	}
	return w.report.add(m)
}

// add adds a message to the source. A day without a clock is no time yet: it is kept
// apart.
func (r *Report) add(m evidence.Message) int {
	n := len(r.doc.Messages)
	if m.When.Told != evidence.ToldNothing && m.When.Precision == debrief.PrecisionUnknown {
		r.days[n], m.When = m.When.Time, evidence.When{}
	}
	r.doc.Messages = append(r.doc.Messages, m)
	return n
}

// above is the heading at hand.
func (w *walk) above() string {
	if len(w.under) == 0 {
		return ""
	}
	return w.under[len(w.under)-1].text
}

func (w *walk) heading(i int) {
	b := &w.from.Blocks[i]
	w.label, w.open, w.list = nil, -1, nil
	for len(w.under) > 0 && w.under[len(w.under)-1].level >= b.Level {
		w.under = w.under[:len(w.under)-1]
	}
	h := heading{level: b.Level, text: b.Text, role: w.roles.of(b.Text)}
	h.own = h.role != roleNone
	if h.own {
		w.begun = true
	} else if role, _ := w.role(); role.isList() || role == roleTimeline || role == rolePeople {
		h.role = role // a part of it
	}
	if name, rest, found := strings.Cut(b.Text, ":"); found && !h.own && strings.TrimSpace(rest) != "" {
		if role := w.roles.of(name); role == rolePeople || role == roleSeverity {
			w.place(role, strings.TrimSpace(name), &evidence.Block{Kind: evidence.BlockText, Text: strings.TrimSpace(rest), Message: -1, Links: b.Links})
			return
		}
	}
	w.under = append(w.under, h)
	here := hasItems(w.rest, deepest)
	w.bulleted = here || hasItems(w.rest, b.Level)
	switch {
	case h.own || i == 0:
	case b.Message >= 0:
		w.entry(w.from.Messages[b.Message].Text, "")
		w.open = len(w.report.entries) - 1
	case b.When.Told != evidence.ToldNothing && h.role == roleTimeline:
		w.open = len(w.report.entries) // its words follow
		w.report.entries = append(w.report.entries, entry{messages: []int{w.at}})
	case h.role.isList() && !here && !hasHeading(w.rest, b.Level):
		w.place(h.role, h.text, &evidence.Block{Kind: evidence.BlockItem, Text: h.text, Message: -1, Links: b.Links})
		w.list.level = -1 // what follows says more of it
	}
}

// hasItems says whether there are items or a table before the next heading of a level
// or above it.
func hasItems(blocks []evidence.Block, level int) bool {
	for _, b := range blocks {
		switch b.Kind {
		case evidence.BlockHeading:
			if b.Level <= level {
				return false
			}
		case evidence.BlockItem, evidence.BlockTable:
			return true
		}
	}
	return false
}

// deepest is the level of the smallest headings.
const deepest = 6

// hasHeading says whether the next heading is one below a level.
func hasHeading(blocks []evidence.Block, level int) bool {
	for _, b := range blocks {
		if b.Kind == evidence.BlockHeading {
			return b.Level > level
		}
	}
	return false
}

// role is that of what stands below the headings and labels at hand.
func (w *walk) role() (r role, name string) {
	if w.label != nil {
		return w.label.role, w.label.text
	}
	if len(w.under) == 0 {
		return roleNone, ""
	}
	return w.under[len(w.under)-1].role, w.above()
}

func (w *walk) block(b *evidence.Block) {
	w.leave(b)
	if b.Message >= 0 && w.timed(b) {
		return
	}
	if w.mark(b) {
		return
	}
	if l, rest := w.labelOf(b); l != nil {
		w.label, w.list, w.begun = l, nil, true
		if l.alone {
			w.bulleted = len(w.rest) > 0 && w.rest[0].Kind == evidence.BlockItem
		} else {
			inner := *b
			inner.Text, inner.Level = rest, inline
			w.place(l.role, l.text, &inner)
			if w.list != nil && b.Kind == evidence.BlockItem {
				w.list = nil // what is nested is of the label, not of its first words
			}
		}
		return
	}
	role, name := w.role()
	w.place(role, name, b)
}

// leave ends a label where what it holds for ends.
func (w *walk) leave(b *evidence.Block) {
	l := w.label
	if l == nil || b.Kind == evidence.BlockOther {
		return
	}
	deeper := b.Kind == evidence.BlockItem && b.Level > l.level
	switch {
	case !l.item && !l.alone && b.Kind == evidence.BlockText, l.item && !deeper && (!l.alone || l.nested):
		w.label = nil
	case l.item && deeper && !l.beside:
		l.nested = true
	case l.item:
		l.beside = true
	}
}

// timed puts a line that has a time on the timeline, or goes on with the one before.
func (w *walk) timed(b *evidence.Block) bool {
	if role, _ := w.role(); role == roleActions || role == rolePeople {
		return false
	}
	m := w.from.Messages[b.Message]
	if w.report.doc.Messages[w.at].When.Told == evidence.ToldNothing && len(w.report.entries) > 0 {
		last := &w.report.entries[len(w.report.entries)-1]
		last.text, last.messages = last.text+"\n"+b.Text, append(last.messages, w.at)
		return true
	}
	text := m.Text
	if b.Kind == evidence.BlockItem { // what is nested comes by itself
		text, _, _ = strings.Cut(text, "\n")
	}
	w.entry(text, m.Sender)
	w.open = -1
	w.markAs(text)
	if role, _ := w.role(); role == roleLead && b.Kind == evidence.BlockText { // told in the summary
		w.report.lead = append(w.report.lead, unwrapped(b.Text))
	}
	return true
}

func (w *walk) entry(text, sender string) {
	w.report.entries = append(w.report.entries, entry{text: text, sender: sender, messages: []int{w.at}})
}

var labelText = regexp.MustCompile(`(?s)^(.{2,60}?)\s*(?::|\s[-–—]\s)\s*(.*)$`)

// labelOf is the label a block begins with, or is, and what follows it. Things of a
// list have none: their words are theirs.
func (w *walk) labelOf(b *evidence.Block) (*labelled, string) {
	if b.Kind == evidence.BlockOther {
		return nil, ""
	}
	role, _ := w.role()
	if w.label == nil && b.Kind == evidence.BlockItem && role.isList() {
		return nil, ""
	}
	text := strings.TrimSpace(b.Text)
	l := &labelled{text: text, item: b.Kind == evidence.BlockItem, level: b.Level, alone: true}
	_, after, _ := strings.Cut(text, ":")
	if l.role = w.roles.of(text); l.role != roleNone && strings.TrimSpace(after) == "" && (l.item || !strings.Contains(text, " ") || strings.ContainsAny(text, ":?") || len(text) < 40) {
		return l, ""
	}
	m := labelText.FindStringSubmatch(text)
	if m == nil {
		return nil, ""
	}
	if l.role = w.roles.of(m[1]); l.role == roleNone {
		return nil, ""
	}
	l.text, l.alone = m[1], strings.TrimSpace(m[2]) == ""
	return l, strings.TrimSpace(m[2])
}

// place puts a block where its role says.
func (w *walk) place(role role, name string, b *evidence.Block) {
	r := w.report
	if b.Kind == evidence.BlockText {
		b.Text = unwrapped(b.Text)
	}
	switch role {
	case roleDate:
	case roleContext:
		if w.named == "" || w.named == name {
			w.named, w.context = name, append(w.context, bulleted(b))
			return
		}
		w.leaveOut()
	case roleLead:
		r.lead = append(r.lead, bulleted(b))
	case roleImpact:
		w.impact(b)
	case roleNoticed:
		w.fact(&r.noticed, b)
	case roleEnded:
		w.fact(&r.ended, b)
	case roleTimeline:
		w.course(b)
	case roleFactors, roleHelped, roleLuck, roleQuestions, roleLearned, roleActions:
		w.thing(role, b)
	case rolePeople:
		if people := peopleOf(name, b.Text); len(people) > 0 {
			r.people = addPeople(r.people, people)
		} else {
			w.leaveOut()
		}
	case roleSeverity:
		r.severity = firstOf(r.severity, oneLine(b.Text))
	case roleReference:
		r.reference = firstOf(r.reference, oneLine(b.Text))
	case roleFacilitator:
		r.facilitator = firstOf(r.facilitator, strings.TrimPrefix(oneLine(b.Text), "@"))
	case roleTags:
		for _, tag := range strings.FieldsFunc(b.Text, func(r rune) bool { return strings.ContainsRune(",;[]\n", r) }) {
			r.tags = append(r.tags, strings.Trim(tag, " \"'"))
		}
	default:
		if !w.begun && b.Kind == evidence.BlockText {
			if b.Level >= 0 {
				w.intro = append(w.intro, b.Text)
			}
			return
		}
		w.leaveOut()
	}
}

// fact takes the first words of a part for a box of page one.
func (w *walk) fact(to *string, b *evidence.Block) {
	if *to != "" || b.Kind == evidence.BlockOther || isNothing(b.Text) {
		w.leaveOut()
		return
	}
	*to = b.Text
}

// impact puts what it did to customers, or to data, where that is kept.
func (w *walk) impact(b *evidence.Block) {
	r := w.report
	name, said, found := strings.Cut(b.Text, ":")
	if said = strings.TrimSpace(said); !found {
		said = b.Text
	}
	switch name = strings.ToLower(oneLine(name)); {
	case isNothing(said):
		w.leaveOut()
	case found && isOneOf(name, "customers", "users"):
		r.customers = append(r.customers, said)
	case found && isOneOf(name, "data", "data loss"):
		r.data = append(r.data, said)
	default:
		r.impact = append(r.impact, bulleted(b))
	}
}

// leaveOut counts a passage that is only in the source.
func (w *walk) leaveOut() {
	r := w.report
	r.Left++
	_, name := w.role()
	if name = strings.Trim(oneLine(name), ": "); name != "" && name != r.Title && !slices.Contains(r.LeftIn, name) {
		r.LeftIn = append(r.LeftIn, name)
	}
}

// course is a block of the course of events without a time of its own.
func (w *walk) course(b *evidence.Block) {
	r := w.report
	switch {
	case w.open >= 0:
		e := &r.entries[w.open]
		if b.Kind == evidence.BlockItem && e.text != "" {
			e.text += "\n- " + b.Text
		} else {
			e.text = strings.TrimSpace(e.text + "\n" + b.Text)
		}
		e.messages = append(e.messages, w.at)
	case b.Kind == evidence.BlockItem && b.Level > 0 && len(r.entries) > 0:
		e := &r.entries[len(r.entries)-1]
		e.text, e.messages = e.text+"\n- "+b.Text, append(e.messages, w.at)
	case b.Kind == evidence.BlockItem && !isAddress(b.Text):
		w.entry(b.Text, "")
	case !allTimes.MatchString(b.Text):
		w.leaveOut()
	}
}

// allTimes is the sentence that gives the zone, which is known by now.
var allTimes = regexp.MustCompile(`(?i)^\W*(?:all |the )?(?:times?|timestamps|zeiten)\b.{0,60}$`)

// unwrapped joins the lines of a paragraph that were broken where the page ended.
func unwrapped(text string) string {
	lines := strings.Split(text, "\n")
	for _, l := range lines[:len(lines)-1] {
		if len([]rune(strings.TrimSpace(l))) < minWrapped {
			return text
		}
	}
	return strings.Join(lines, " ")
}

// minWrapped is how long lines are that were broken by nobody's choice, in characters.
const minWrapped = 40

// isAddress says that a text is nothing but where something else stands.
func isAddress(text string) bool {
	return !strings.Contains(text, " ") && strings.Contains(text, "://")
}

// inline is the level of words that stand behind their label.
const inline = -1

func bulleted(b *evidence.Block) string {
	if b.Kind == evidence.BlockItem && b.Level > inline {
		return strings.Repeat("  ", min(b.Level, 20)) + "- " + b.Text
	}
	return b.Text
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
