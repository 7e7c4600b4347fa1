package capture

import (
	"strings"
	"unicode"

	"secondstory/backend/debrief"
)

// Pasted is one line of a pasted text. Code stands together, with its line
// breaks, and is not read by the grammar.
type Pasted struct {
	Text string
	Code bool
}

// SplitPaste takes a pasted text apart into lines, without the blank ones. What
// mail and documents put before a line goes: ">" where the whole text is quoted,
// list bullets, boxes, and numbers where several lines have one. Blocks of code,
// fenced or indented, stay whole.
func SplitPaste(text string) []Pasted {
	p := paste{lines: dedent(unquoted(breakLines(text)))}
	for _, l := range p.lines {
		if _, ok := afterNumber(strings.TrimSpace(l)); ok {
			p.numbers++
		}
	}
	for p.at < len(p.lines) {
		if !p.fenced() && !p.indented() {
			p.line()
		}
	}
	return p.out
}

// paste reads a pasted text from above; at is the line to read next.
type paste struct {
	lines   []string
	at      int
	numbers int
	out     []Pasted
}

func breakLines(text string) []string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n").Replace(text)
	return strings.Split(text, "\n")
}

// unquoted takes off the ">" that every line has. Where only some have it they
// are somebody's words among others, and stay quotations of one level.
func unquoted(lines []string) []string {
	for quoted(lines) {
		for i, l := range lines {
			l = strings.TrimPrefix(strings.TrimSpace(l), ">")
			lines[i] = strings.TrimPrefix(l, " ")
		}
	}
	for i, l := range lines {
		words := strings.TrimLeft(strings.TrimSpace(l), "> ")
		if strings.HasPrefix(strings.TrimSpace(l), ">") && words != "" {
			lines[i] = "> " + words
		}
	}
	return lines
}

// quoted says that two lines or more are there and each is quoted.
func quoted(lines []string) bool {
	n := 0
	for _, l := range lines {
		if l = strings.TrimSpace(l); l == "" {
			continue
		}
		if !strings.HasPrefix(l, ">") {
			return false
		}
		n++
	}
	return n > 1
}

// dedent takes off the white space that every line begins with.
func dedent(lines []string) []string {
	common, first := "", true
	for _, l := range lines {
		indent := l[:len(l)-len(strings.TrimLeft(l, " \t"))]
		switch {
		case strings.TrimSpace(l) == "":
			continue
		case first:
			common, first = indent, false
		}
		for !strings.HasPrefix(indent, common) {
			common = common[:len(common)-1]
		}
	}
	for i, l := range lines {
		lines[i] = strings.TrimPrefix(l, common)
	}
	return lines
}

// fenced reads a block between two fences of the same kind.
func (p *paste) fenced() bool {
	open := strings.TrimSpace(p.lines[p.at])
	for _, fence := range []string{"```", "~~~"} {
		if !strings.HasPrefix(open, fence) || strings.HasSuffix(open[len(fence):], fence) {
			continue
		}
		for end := p.at + 1; end < len(p.lines); end++ {
			if strings.HasPrefix(strings.TrimSpace(p.lines[end]), fence) {
				p.code(p.lines[p.at+1 : end])
				p.at = end + 1
				return true
			}
		}
	}
	return false
}

// indented reads two or more lines that are set in, and are no list.
func (p *paste) indented() bool {
	end := p.at
	for end < len(p.lines) && setIn(p.lines[end]) {
		end++
	}
	if end-p.at < 2 {
		return false
	}
	p.code(p.lines[p.at:end])
	p.at = end
	return true
}

func setIn(l string) bool {
	text := strings.TrimSpace(l)
	if text == "" || !strings.HasPrefix(l, "\t") && !strings.HasPrefix(l, "    ") {
		return false
	}
	_, bullet := afterBullet(text)
	_, number := afterNumber(text)
	return !bullet && !number
}

func (p *paste) code(lines []string) {
	text := strings.Trim(strings.Join(dedent(lines), "\n"), "\n")
	if strings.TrimSpace(text) != "" {
		p.out = append(p.out, Pasted{Text: strings.TrimRightFunc(text, unicode.IsSpace), Code: true})
	}
}

func (p *paste) line() {
	text := strings.TrimSpace(p.lines[p.at])
	p.at++
	if rest, ok := afterBullet(text); ok {
		text = rest
	} else if rest, ok := afterNumber(text); ok && p.numbers > 1 {
		text = rest
	}
	if text != "" && strings.Trim(text, "-*_=~`") != "" {
		p.out = append(p.out, Pasted{Text: text})
	}
}

// afterBullet takes off the sign of a list, and the box of a task.
func afterBullet(text string) (string, bool) {
	for _, sign := range []string{"-", "*", "•", "‣", "◦", "–"} {
		rest, ok := strings.CutPrefix(text, sign)
		if !ok || rest == "" || !strings.HasPrefix(rest, " ") && !strings.HasPrefix(rest, "\t") {
			continue
		}
		rest = strings.TrimSpace(rest)
		for _, box := range []string{"[ ] ", "[x] ", "[X] "} {
			rest = strings.TrimPrefix(rest, box)
		}
		return strings.TrimSpace(rest), true
	}
	return text, false
}

// afterNumber takes off the number of a list: "1. ", "12) ".
func afterNumber(text string) (string, bool) {
	digits := len(text) - len(strings.TrimLeft(text, "0123456789"))
	if digits == 0 || digits > 3 || len(text) < digits+2 || !strings.ContainsRune(".)", rune(text[digits])) || text[digits+1] != ' ' {
		return text, false
	}
	return strings.TrimSpace(text[digits+1:]), true
}

// ReadPaste reads the lines of a pasted text one after the other: the day of
// each time goes on from the times above it. Positions are of whole numbers
// from the place on; fresh makes the identity of each record.
func ReadPaste(text string, ctx LineContext, place debrief.Place, fresh func() debrief.Base) []PastedLine {
	pasted := SplitPaste(text)
	out := make([]PastedLine, 0, len(pasted))
	for _, one := range pasted {
		line := Line{Kind: KindNote, Text: one.Text, Raw: one.Text, Ambiguous: []debrief.ID{}, Args: []string{}}
		if !one.Code {
			line = ParseLine(one.Text, ctx).AsNote()
		}
		record := line.Record(fresh(), place)
		out = append(out, PastedLine{Line: line, Record: record})
		if e, ok := record.(*debrief.Entry); ok && e.Time.Known() && ctx.follows(e) {
			ctx.Time.Previous = e.Time.Time()
		}
		place.Position++
	}
	return out
}

// PastedLine is a line of a pasted text and what it is filed as.
type PastedLine struct {
	Line   Line
	Record debrief.Record
}

// follows says whether the next line's time goes on from an entry's: where
// turns are taken, only from one of the same speaker.
func (ctx LineContext) follows(e *debrief.Entry) bool {
	return ctx.Stage != debrief.StageNarratives || ctx.SpeakerID == "" || e.Who.ParticipantID == ctx.SpeakerID
}
