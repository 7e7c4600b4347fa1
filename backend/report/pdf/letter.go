package pdf

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/report"
	"secondstory/backend/shape"
)

// Letter is a page or a few for one reader. All of it is printed.
type Letter struct {
	Paper report.Paper
	// Made dates the file, Date says it in words.
	Made   time.Time
	Title  string
	Reader string
	Date   string
	// Cover is what is said first, its paragraphs divided by empty lines.
	Cover string
	Parts []LetterPart
	// Note is small print below the lines.
	Note string
	// Ask is asked at the end; Answers have a box each to tick.
	Ask     string
	Answers []string
	// Shaper draws letters the shipped fonts lack; nil prints them as code points.
	Shaper *shape.Shaper
}

// LetterPart is lines under a title.
type LetterPart struct {
	Title string
	Lines []LetterLine
}

// LetterLine is a line with its time at the side. Day begins another day; a
// quotation has its marks already.
type LetterLine struct {
	Day, Time, Text string
	Quote           bool
}

// LetterBytes typesets a letter. check is given every text of the finished file,
// as it was before it was broken into lines and as it was drawn; what it refuses
// is not written. Anything else that keeps it from being written is CodeExport.
func LetterBytes(ctx context.Context, l Letter, t report.Text, check func(texts ...string) error) (file []byte, note Note, err error) {
	defer func() {
		if x := recover(); x != nil {
			file, err = nil, debrief.Errorf(debrief.CodeExport).Wrap(fmt.Errorf("set letter: panic: %v", x))
		}
	}()
	blank := report.Blank(l.Paper, l.Made, l.Title, t)
	blank.Shaper = l.Shaper
	s := newSetter(blank)
	s.r.EditionName, s.r.Version = l.Reader, l.Date
	f := s.newFlow(nil)
	f.letter(l)
	if s.m.err != nil {
		return nil, note, debrief.Errorf(debrief.CodeExport).Wrap(s.m.err)
	}
	f.furniture()
	for _, p := range s.places(f) {
		if err := check(p.Text); err != nil {
			return nil, note, err
		}
	}
	file, err = s.file(ctx, f)
	if err != nil {
		return nil, note, debrief.Errorf(debrief.CodeExport).Wrap(err)
	}
	return bytes.Clone(file), Note{Pages: len(f.pages), Missing: s.missing()}, nil
}

// letter sets the head, the words to its reader, the lines, and what to answer.
func (f *flow) letter(l Letter) {
	f.newPage()
	f.outline(l.Title, 0, f.y)
	f.one(f.sheet.left, f.y+8.5, f.sheet.measure(), labelStyle(), l.Reader+", "+l.Date)
	f.y += 22
	f.y += f.draw(f.m.balanced([]span{{text: l.Title, style: titleStyle()}}, f.sheet.measure()), f.sheet.left, f.y) + 14
	x, w := f.gridText()
	for i, text := range paragraphsOf(l.Cover) {
		if i > 0 {
			f.skip(6.5)
		}
		f.flowLines(f.m.breakText([]span{{text: text, style: bodyStyle()}}, w, 0), x)
	}
	for _, part := range l.Parts {
		f.letterPart(part)
	}
	if l.Note != "" {
		f.skip(8)
		f.need(smallStyle().leading)
		f.flowLines(f.m.breakText([]span{{text: l.Note, style: smallStyle()}}, w, 0), x)
	}
	f.answers(l)
}

func paragraphsOf(text string) (out []string) {
	for _, p := range strings.Split(text, "\n") {
		if strings.TrimSpace(p) != "" {
			out = append(out, p)
		}
	}
	return out
}

func (f *flow) letterPart(part LetterPart) {
	f.skip(20)
	f.need(headStyle().leading + 12 + 3*bodyStyle().leading)
	if f.y > f.sheet.top+.01 { // the head of a page has a rule of its own
		f.rule(f.sheet.left, f.y, f.sheet.right, hair(), .6)
		f.y += 10
	}
	f.heading(part.Title, headStyle(), 0, 2*bodyStyle().leading)
	f.y += 3
	for _, line := range part.Lines {
		f.letterLine(line)
	}
}

// letterLine sets a line beside its time; a quotation has its bar.
func (f *flow) letterLine(l LetterLine) {
	x, w := f.gridText()
	if l.Day != "" {
		f.skip(4)
		f.need(labelStyle().leading + 4 + 2*bodyStyle().leading)
		f.y += f.draw(f.m.breakText([]span{{text: l.Day, style: labelStyle()}}, w, 0), x, f.y) + 4
	}
	st, in := bodyStyle(), 0.0
	if l.Quote {
		st, in = quoteStyle(), mm(4)
	}
	set := f.m.breakText([]span{{text: l.Text, style: st}}, w-in, 0)
	f.need(min(set.height(), 3*set.leading()))
	if l.Time != "" {
		f.text(f.sheet.left, baseline(f.y, st, st.leading), sideStyle(), l.Time)
	}
	if l.Quote {
		f.barred(set, x, w, in)
	} else {
		f.flowLines(set, x)
	}
	f.skip(6.2)
}

// answers sets what can be said back, in a box that is never parted.
func (f *flow) answers(l Letter) {
	const padX, padY, tick = 14.2, 12.5, 8.5
	x := f.sheet.left + padX
	w := f.sheet.measure() - 2*padX
	ask := f.m.breakText([]span{{text: l.Ask, style: headStyle().sized(12)}}, w, 0)
	lines, h := []paragraph{}, ask.height()+6
	for _, text := range l.Answers {
		p := f.m.breakText([]span{{text: text, style: boxStyle()}}, w-tick-8, 0)
		lines, h = append(lines, p), h+p.height()+4
	}
	f.skip(20)
	f.need(h + 2*padY - 4)
	top := f.y
	f.rect(f.sheet.left, top, f.sheet.measure(), h+2*padY-4, soft(), 3.4)
	y := top + padY
	y += f.draw(ask, x, y) + 6
	for _, p := range lines {
		f.tick(x, y+(p.leading()-tick)/2, tick)
		y += f.draw(p, x+tick+8, y) + 4
	}
	f.y = top + h + 2*padY - 4
}

// tick draws an empty box.
func (f *flow) tick(x, y, size float64) {
	p := f.page()
	p.ops = append(p.ops, op{kind: opRound, x: x, y: y, w: size, h: size, fill: true, stroke: true, fillColor: white(), color: accent(), width: .8, radius: 1.4})
}
