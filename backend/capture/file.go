package capture

import (
	"slices"
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// Record returns what the line is filed as, in its place: an entry, a
// question, a factor, something that helped or an idea. A command and a
// continuation are filed as nothing and return nil.
func (l Line) Record(base debrief.Base, place debrief.Place) debrief.Record {
	switch l.Kind {
	case KindQuestion:
		return &debrief.Question{Base: base, Place: place, Text: l.timed(), Who: l.Who, State: debrief.QuestionAsked}
	case KindFactor:
		return &debrief.Factor{Base: base, Place: place, Text: l.spoken(), EntryIDs: []debrief.ID{}}
	case KindHelped:
		return &debrief.Helped{Base: base, Place: place, Text: l.spoken(), EntryIDs: []debrief.ID{}}
	case KindIdea:
		return &debrief.Countermeasure{
			Base: base, Place: place, Text: l.timed(), From: l.Who,
			State: debrief.CountermeasureIdea, FactorIDs: []debrief.ID{},
		}
	case KindCommand, KindContinue:
		return nil
	}
	return l.entry(base, place)
}

// entry fills an entry. What is written before the meeting is taken from
// records, what is said in it from memory.
func (l Line) entry(base debrief.Base, place debrief.Place) *debrief.Entry {
	e := &debrief.Entry{
		Base: base, Place: place, Time: l.Time, Who: l.Who, Text: l.Text,
		Lane: l.Lane, Quote: l.Quote, Basis: debrief.BasisMemory,
	}
	if place.Stage == 0 {
		e.Basis = debrief.BasisRecord
	}
	e.OnTimeline = place.Stage == 0 || place.Stage == debrief.StageTimeline
	return e
}

// AsNote returns what a line is when it cannot be what it says: a command in
// the middle of a text, or a continuation of nothing, is a note as typed.
func (l Line) AsNote() Line {
	if l.Kind == KindCommand || l.Kind == KindContinue {
		l.Kind, l.Text = KindNote, strings.TrimSpace(l.Raw)
	}
	return l
}

// Continue returns the line above with more words.
func Continue(above debrief.Record, more string) debrief.Record {
	switch r := above.(type) {
	case *debrief.Entry:
		r.Text += " " + more
	case *debrief.Question:
		r.Text += " " + more
	case *debrief.Factor:
		r.Text += " " + more
	case *debrief.Helped:
		r.Text += " " + more
	case *debrief.Countermeasure:
		r.Text += " " + more
	}
	return above
}

// timed keeps a typed time in the text of what has none of its own, so that
// nothing typed is lost.
func (l Line) timed() string {
	return strings.TrimSpace(l.Time.Raw + " " + l.Text)
}

// spoken does the same with a typed name.
func (l Line) spoken() string {
	if l.Named == "" {
		return l.timed()
	}
	return strings.TrimSpace(l.Time.Raw + " " + l.Named + ": " + l.Text)
}

// Refile returns what an edited line is filed as. What the line does not say
// (lane, basis, source, links) stays as it was. A line that became another
// kind keeps its place and gets a record of its own: changed is false then and
// the old record goes.
func (l Line) Refile(old debrief.Record) (r debrief.Record, changed bool) {
	made := l.Record(*old.Head(), placeOf(old))
	if made == nil || made.Noun() != old.Noun() {
		return nil, false
	}
	switch made := made.(type) {
	case *debrief.Entry:
		return refileEntry(made, old), true
	case *debrief.Question:
		was, _ := old.(*debrief.Question)
		made.State, made.AboutID, made.Rule = was.State, was.AboutID, was.Rule
	case *debrief.Factor:
		was, _ := old.(*debrief.Factor)
		made.Detail, made.Category, made.EntryIDs = was.Detail, was.Category, was.EntryIDs
	case *debrief.Helped:
		was, _ := old.(*debrief.Helped)
		made.Luck, made.EntryIDs = was.Luck, was.EntryIDs
	case *debrief.Countermeasure:
		was, _ := old.(*debrief.Countermeasure)
		kept := *was
		kept.Text, kept.From = made.Text, made.From
		return &kept, true
	}
	return made, true
}

// KeepingWho is an edited line that still belongs to whoever the record names,
// when that is a person removed meanwhile: nobody could have typed the name, and
// undo brings the person back.
func (l Line) KeepingWho(old debrief.Record, people []debrief.Participant) Line {
	who := whoOf(old)
	gone := who.ParticipantID != "" && !slices.ContainsFunc(people, func(p debrief.Participant) bool { return p.ID == who.ParticipantID })
	if l.Who.IsZero() && gone {
		l.Who = who
	}
	return l
}

func whoOf(r debrief.Record) debrief.Who {
	switch r := r.(type) {
	case *debrief.Entry:
		return r.Who
	case *debrief.Question:
		return r.Who
	case *debrief.Countermeasure:
		return r.From
	}
	return debrief.Who{}
}

func refileEntry(made *debrief.Entry, old debrief.Record) *debrief.Entry {
	was, _ := old.(*debrief.Entry)
	made.Label, made.Basis, made.Source, made.OnTimeline = was.Label, was.Basis, was.Source, was.OnTimeline
	made.Room, made.Consent = was.Room, was.Consent
	if was.Lane != debrief.LaneNone {
		made.Lane = was.Lane
	}
	keepName(made, was)
	if sameTime(was.Time, made.Time) {
		made.Time = was.Time
	}
	return made
}

// keepName takes the name of somebody who is no participant ("the database")
// off the text again, where Typed put it.
func keepName(made, was *debrief.Entry) {
	if was.Who.ParticipantID != "" || was.Who.Name == "" {
		return
	}
	rest, ok := strings.CutPrefix(made.Text, was.Who.Name+": ")
	if !ok {
		return
	}
	made.Who = was.Who
	made.Text, made.Quote = strings.CutPrefix(rest, "> ")
}

// sameTime says that a time was not touched: it was typed alike, or it is the
// same time of day and only the day, which Typed does not show, is another.
func sameTime(was, made debrief.Moment) bool {
	if was.Raw == made.Raw {
		return true
	}
	if !was.Known() || !made.Known() || was.Precision != made.Precision || namesDay(made.Raw) {
		return false
	}
	if made.Last().Sub(made.Time()) != was.Last().Sub(was.Time()) {
		return false
	}
	return made.Time().Sub(was.Time())%(24*time.Hour) == 0
}

// namesDay says whether a typed time has a day before it.
func namesDay(raw string) bool {
	c, r := cursor{s: raw}, reading{}
	c.take("[")
	c.betweenWord()
	c.about()
	c.day(&r)
	return r.month != 0
}

// placeOf returns where a line stands.
func placeOf(r debrief.Record) debrief.Place {
	switch r := r.(type) {
	case *debrief.Entry:
		return r.Place
	case *debrief.Question:
		return r.Place
	case *debrief.Factor:
		return r.Place
	case *debrief.Helped:
		return r.Place
	case *debrief.Countermeasure:
		return r.Place
	}
	return debrief.Place{}
}

// PlaceOf returns where a line stands: its stage and its position.
func PlaceOf(r debrief.Record) debrief.Place { return placeOf(r) }

// Chip is a part of a filed line that is no text any more: its time, whose it
// is, or what kind of line it is. Text is how it would be typed.
type Chip struct {
	Kind ChipKind `json:"kind"`
	Text string   `json:"text"`
}

// ChipKind says what a chip stands for.
type ChipKind string

// The kinds of chips. A mark is the sign before the text of a question, a
// factor, what helped, an idea, a quotation, or what the system did.
const (
	ChipTime ChipKind = "time"
	ChipWho  ChipKind = "who"
	ChipMark ChipKind = "mark"
)

// Chips is a filed line as it was typed: its chips in their order, never nil,
// and its text.
type Chips struct {
	Chips []Chip `json:"chips"`
	Text  string `json:"text"`
}

// Typed is the text that would file the line again.
func (c Chips) Typed() string {
	var text strings.Builder
	for _, chip := range c.Chips {
		text.WriteString(chip.Text)
	}
	return text.String() + c.Text
}

func (c *Chips) add(kind ChipKind, text string) {
	if text != "" {
		c.Chips = append(c.Chips, Chip{Kind: kind, Text: text})
	}
}

// Typed turns a filed line back into the text that would file it again: its
// chips become characters. people are the debrief's participants.
func Typed(r debrief.Record, people []debrief.Participant, zone *time.Location) string {
	return ChipsOf(r, people, zone).Typed()
}

// ChipsOf takes a filed line apart into chips and text.
func ChipsOf(r debrief.Record, people []debrief.Participant, zone *time.Location) Chips {
	c := Chips{Chips: []Chip{}}
	switch r := r.(type) {
	case *debrief.Entry:
		c.ofEntry(r, people, zone)
	case *debrief.Question:
		c.add(ChipMark, "? ")
		c.add(ChipWho, typedWho(r.Who, people))
		c.Text = r.Text
	case *debrief.Factor:
		c.add(ChipMark, "# ")
		c.Text = r.Text
	case *debrief.Helped:
		c.add(ChipMark, "+ ")
		c.Text = r.Text
	case *debrief.Countermeasure:
		c.add(ChipMark, "! ")
		c.add(ChipWho, typedWho(r.From, people))
		c.Text = r.Text
	}
	return c
}

func (c *Chips) ofEntry(e *debrief.Entry, people []debrief.Participant, zone *time.Location) {
	c.add(ChipTime, typedTime(e.Time, zone))
	c.add(ChipWho, typedWho(e.Who, people))
	switch {
	case e.Quote:
		c.add(ChipMark, "> ")
	case saysSystem(e, people):
		c.add(ChipMark, "system: ")
	}
	c.Text = e.Text
}

// saysSystem says whether a line of the narratives needs the word that keeps
// it from being the speaker's.
func saysSystem(e *debrief.Entry, people []debrief.Participant) bool {
	if e.Stage != debrief.StageNarratives || e.Lane != debrief.LaneSystem || !e.Who.IsZero() {
		return false
	}
	p := parser{ctx: LineContext{People: people}}
	return len(p.find(systemWords[0], true)) == 0
}

func typedTime(m debrief.Moment, zone *time.Location) string {
	if m.Known() {
		return Format(m, zone) + " "
	}
	if m.Raw != "" {
		return m.Raw + " "
	}
	return ""
}

func typedWho(w debrief.Who, people []debrief.Participant) string {
	name := w.Name
	for _, p := range people {
		if p.ID == w.ParticipantID && w.ParticipantID != "" {
			name = p.Name
		}
	}
	if name == "" {
		return ""
	}
	return name + ": "
}
