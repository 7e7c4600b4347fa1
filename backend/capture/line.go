package capture

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"secondstory/backend/debrief"
)

// Kind says what a line becomes.
type Kind string

// The kinds of a line. A note is an entry of nobody and no time; an entry has
// a speaker, a time, or both.
const (
	KindNote     Kind = "note"
	KindEntry    Kind = "entry"
	KindQuestion Kind = "question"
	KindFactor   Kind = "factor"
	KindIdea     Kind = "idea"
	KindHelped   Kind = "helped"
	KindCommand  Kind = "command"
	KindContinue Kind = "continue"
)

// LineContext is what a line is read against.
type LineContext struct {
	Time   TimeContext
	People []debrief.Participant
	// Stage is where the meeting is, 1 to 7; 0 outside one.
	Stage int
	// SpeakerID is whose turn it is. In the narratives stage the lines that
	// name nobody are theirs.
	SpeakerID debrief.ID
	// Commands are the words known after "/". Others make a note, so that a
	// path ("/var/opt") is not taken for one.
	Commands []string
}

// Line is what a typed line means. Slices are never nil.
type Line struct {
	Kind Kind           `json:"kind"`
	Time debrief.Moment `json:"time"`
	Who  debrief.Who    `json:"who"`
	// Text is the line without its time, speaker, prefix and outer quotes.
	Text string `json:"text"`
	// Quote marks words kept exactly as said.
	Quote bool         `json:"quote"`
	Lane  debrief.Lane `json:"lane"`
	// NewPerson is a name before a colon that is nobody's yet, to offer as a
	// participant; Ambiguous are the people a name could mean. In both cases
	// the name is still in Text and the line belongs to nobody; Rest is what
	// Text becomes once somebody is chosen.
	NewPerson string       `json:"newPerson"`
	Ambiguous []debrief.ID `json:"ambiguous"`
	Rest      string       `json:"rest"`
	// Command is the word after "/", lower case, with the words after it.
	Command string   `json:"command"`
	Args    []string `json:"args"`
	// Raw is the line as typed, for turning its chips back into text.
	Raw string `json:"raw"`
	// Named is the part of Raw that was read as the speaker's name, or as the
	// system's.
	Named string `json:"named"`
}

// IsEmpty says that nothing was typed but white space.
func (l Line) IsEmpty() bool { return strings.TrimSpace(l.Raw) == "" }

// ParseLine reads one line. It never refuses: any bytes give a line, at worst
// a note with the text. Bytes that are no UTF-8 become U+FFFD.
func ParseLine(text string, ctx LineContext) Line {
	raw := strings.ToValidUTF8(text, "\uFFFD")
	p := parser{
		ctx: ctx, rest: strings.TrimSpace(raw),
		line: Line{Raw: raw, Ambiguous: []debrief.ID{}, Args: []string{}},
	}
	p.whole = p.rest
	return p.parse()
}

// parser reads one line from left to right; rest is what is still to be read.
type parser struct {
	ctx  LineContext
	line Line
	// whole is the line without the white space around it.
	whole string
	rest  string
	// system marks what the system did, as "system: …" says.
	system bool
	// folded is the index of people; see who.go.
	folded []person
}

func (p *parser) parse() Line {
	if p.command() || p.continuation() {
		return p.line
	}
	p.time()
	if p.ofSystem() {
		return p.finish(KindEntry)
	}
	kind := p.prefix()
	p.who(kind != "")
	if kind == "" {
		kind = p.prefix()
	}
	if !hasWords(p.rest) {
		return p.note()
	}
	return p.finish(kind)
}

// Choose reads a line again that was nobody's, now that it is said whose it is:
// the new participant's, or one of the people its name could have meant.
func Choose(l Line, id debrief.ID, ctx LineContext) Line {
	p := parser{ctx: ctx, rest: l.Rest, whole: l.Rest, line: Line{
		Raw: l.Raw, Time: l.Time, Quote: l.Quote, Who: debrief.Who{ParticipantID: id},
		Ambiguous: []debrief.ID{}, Args: []string{},
	}}
	kind := p.prefix()
	if kind == "" && l.Kind != KindNote {
		kind = l.Kind
	}
	if !hasWords(p.rest) {
		p.rest = l.Rest
	}
	return p.finish(kind)
}

// note gives the line back whole, as text of nobody.
func (p *parser) note() Line {
	return Line{
		Kind: KindNote, Text: p.whole, Raw: p.line.Raw,
		Ambiguous: []debrief.ID{}, Args: []string{},
	}
}

func (p *parser) time() {
	if m, rest, ok := ParseTime(p.rest, p.ctx.Time); ok {
		p.line.Time, p.rest = m, rest
	}
}

func (p *parser) finish(kind Kind) Line {
	p.line.Text = p.rest
	if p.line.Quote {
		p.unquote() // "> “words”" is said once, not twice
	} else if kind == "" {
		p.line.Quote = p.unquote()
	}
	p.line.Kind = p.settle(kind)
	if p.line.Kind == KindEntry {
		p.line.Lane = GuessLane(p.line.Text, !p.line.Who.IsZero(), p.line.Quote)
	}
	if p.system {
		p.line.Lane = debrief.LaneSystem
	}
	return p.line
}

// settle tells an entry from a note, and gives the current speaker the lines
// of the narratives that name nobody.
func (p *parser) settle(kind Kind) Kind {
	if kind != "" && kind != KindEntry {
		return kind
	}
	l := &p.line
	named := !l.Who.IsZero()
	if !named && !p.system && l.NewPerson == "" && len(l.Ambiguous) == 0 &&
		p.ctx.Stage == debrief.StageNarratives && p.ctx.SpeakerID != "" {
		l.Who, named = debrief.Who{ParticipantID: p.ctx.SpeakerID}, true
	}
	if l.NewPerson != "" || len(l.Ambiguous) > 0 {
		return KindNote
	}
	if named || l.Time.Raw != "" || kind == KindEntry {
		return KindEntry
	}
	return KindNote
}

// quotes are the marks a quotation stands in.
var quotes = [][2]string{{"“", "”"}, {`"`, `"`}, {"«", "»"}, {"„", "“"}, {"„", "”"}, {"‘", "’"}}

// unquote takes off the marks of a text that is wholly one quotation. The
// apostrophe of "‘it isn’t’" ends nothing: only its last mark counts.
func (p *parser) unquote() bool {
	for _, q := range quotes {
		inner, ok := strings.CutPrefix(p.line.Text, q[0])
		if !ok {
			continue
		}
		if inner, ok = strings.CutSuffix(inner, q[1]); !ok || !hasWords(inner) {
			continue
		}
		if q[1] != "’" && (strings.Contains(inner, q[0]) || strings.Contains(inner, q[1])) {
			continue
		}
		p.line.Text = strings.TrimSpace(inner)
		return true
	}
	return false
}

// hasWords says whether there is anything to keep as a line of its own: "?",
// "---" and "!!" are notes of themselves.
func hasWords(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsSymbol(r) && r > utf8.RuneSelf {
			return true
		}
	}
	return false
}
