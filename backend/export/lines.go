package export

import (
	"context"
	"fmt"

	"secondstory/backend/calibrate"
	"secondstory/backend/report"
	"secondstory/backend/report/pdf"
)

// LinesText returns one person's lines as plain text. With a word of anybody
// else's in it, it is refused with CodeNotTheirs.
func LinesText(l *calibrate.Letter, g calibrate.Guard) ([]byte, error) {
	text := l.Text()
	if err := g.Check(text); err != nil {
		return nil, fmt.Errorf("search lines: %w", err)
	}
	return []byte(text), nil
}

// LinesPDF typesets one person's lines; refused like LinesText, whose search it
// passes as well. Of the options it takes date, words and shaper.
func LinesPDF(ctx context.Context, l *calibrate.Letter, g calibrate.Guard, o report.Options) (*File, error) {
	if _, err := LinesText(l, g); err != nil {
		return nil, err
	}
	set := pdf.Letter{
		Made: o.Now, Shaper: o.Shaper, Title: l.Title, Reader: l.Reader, Date: l.Date, Cover: l.Cover,
		Note: l.Times, Ask: l.Ask, Answers: l.Answers,
	}
	for _, part := range l.Parts {
		p := pdf.LetterPart{Title: part.Title}
		for _, line := range part.Lines {
			p.Lines = append(p.Lines, pdf.LetterLine{Day: line.Day, Time: line.Time, Text: line.Said(), Quote: line.Quote})
		}
		set.Parts = append(set.Parts, p)
	}
	data, note, err := pdf.LetterBytes(ctx, set, o.T, g.Check)
	if err != nil {
		return nil, fmt.Errorf("set lines: %w", err)
	}
	return &File{Data: data, Pages: note.Pages, Missing: note.Missing, Removals: []report.Removal{}, Warnings: []report.Warning{}}, nil
}
