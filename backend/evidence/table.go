package evidence

import (
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"strings"
)

// delimiters are what may stand between the cells of a table.
var delimiters = []rune{',', ';', '\t', '|'}

// rowsOf reads text as rows of cells; lazily, as only the beginning is looked at.
// The line that tells the delimiter is left out.
func rowsOf(text string, delimiter rune, most int) (rows [][]string) {
	if line := firstLine(text); strings.HasPrefix(strings.ToLower(line), "sep=") {
		_, text, _ = strings.Cut(text, "\n")
	}
	if !isQuoted(text, delimiter) {
		for l := range strings.Lines(text) {
			if l = strings.TrimRight(l, "\r\n"); l != "" && len(rows) < most {
				rows = append(rows, strings.Split(l, string(delimiter)))
			}
		}
		return rows
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = delimiter, -1, true
	for len(rows) < most {
		row, err := r.Read()
		if err != nil {
			break
		}
		rows = append(rows, row)
	}
	return rows
}

// belowTitle leaves out what stands alone above the rows of a table: what it is
// called, blank rows.
func belowTitle(rows [][]string) [][]string {
	cells := 0
	for _, row := range rows[:min(len(rows), 10)] {
		cells = max(cells, len(trimmedRow(row)))
	}
	for n, row := range rows[:min(len(rows), 10)] {
		if !isTitle(row, cells) {
			return rows[n:]
		}
	}
	return rows
}

// isTitle says whether a row of a table of several columns has one cell at most.
func isTitle(row []string, columns int) bool { return columns > 1 && len(trimmedRow(row)) < 2 }

// isQuoted says whether cells with quotes around them are to be taken out of them.
// So it is with commas and semicolons; where tabs or bars divide cells quotes may be
// part of the text, and are when one opens a cell and none closes it.
func isQuoted(text string, delimiter rune) bool {
	if delimiter != '\t' && delimiter != '|' {
		return true
	}
	for l := range strings.Lines(text) {
		for cell := range strings.SplitSeq(strings.TrimRight(l, "\r\n"), string(delimiter)) {
			if strings.HasPrefix(cell, `"`) && (len(cell) == 1 || !strings.HasSuffix(cell, `"`)) {
				return false
			}
		}
	}
	return true
}

// delimiterOf is what divides the cells of a table that begins like this, and how
// sure that is, from 0 to 1: the share of rows that have as many cells as the first.
func delimiterOf(h *head) (rune, float64) {
	text := h.plain()
	if len(h.lines) > 0 {
		if sep, ok := strings.CutPrefix(strings.ToLower(h.lines[0]), "sep="); ok && sep != "" && !strings.ContainsAny(sep[:1], "\"\r\n") && sep[0] < 0x80 {
			return []rune(sep)[0], 1
		}
	}
	if cut := strings.LastIndexByte(text, '\n'); len(h.text) >= headBytes-4 && cut > 0 {
		text = text[:cut]
	}
	best, most, cells := ',', 0.0, 0
	for _, d := range delimiters {
		if d == '|' && !strings.ContainsRune(firstLine(text), d) {
			continue // of a text with a table in it
		}
		rows := belowTitle(rowsOf(text, d, 100))
		if len(rows) == 0 || len(rows[0]) < 2 {
			continue
		}
		same := 0
		for _, row := range rows {
			if len(trimmedRow(row)) <= len(rows[0]) && len(row) >= len(rows[0]) {
				same++
			}
		}
		share := float64(same) / float64(len(rows))
		if share > most+0.05 || share > most-0.05 && len(rows[0]) > cells {
			best, most, cells = d, share, len(rows[0])
		}
	}
	return best, most
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimLeft(text, "\r\n"), "\n")
	return line
}

// trimmedRow leaves out empty cells at the end.
func trimmedRow(row []string) []string {
	for len(row) > 0 && strings.TrimSpace(row[len(row)-1]) == "" {
		row = row[:len(row)-1]
	}
	return row
}

// tableRow is one row, with the line it begins on.
type tableRow struct {
	line  int
	cells []string
}

// rows reads a table row by row. Rows whose quotes do not close are rejected; the
// line that tells the delimiter is gone over.
func (j *job) rows(f file, delimiter rune) iter.Seq2[tableRow, error] {
	return func(yield func(tableRow, error) bool) {
		h, err := j.look(f)
		if err != nil {
			yield(tableRow{}, err)
			return
		}
		if !isQuoted(h.plain(), delimiter) {
			j.plainRows(f, delimiter, yield)
			return
		}
		next, stop := iter.Pull2(j.lines(f))
		defer stop()
		in := &lineFeed{next: next}
		r := csv.NewReader(in)
		r.Comma, r.FieldsPerRecord = delimiter, -1
		for {
			cells, err := r.Read()
			var wrong *csv.ParseError
			switch {
			case errors.Is(err, io.EOF):
				return
			case errors.As(err, &wrong):
				j.doc.reject(f.path, wrong.StartLine, ExpectedRow, strings.Join(cells, string(delimiter)))
				continue
			case err != nil:
				yield(tableRow{}, err)
				return
			}
			line, _ := r.FieldPos(0)
			if line == 1 && strings.HasPrefix(strings.ToLower(cells[0]), "sep=") || len(trimmedRow(cells)) == 0 {
				continue
			}
			if !yield(tableRow{line, cells}, nil) {
				return
			}
		}
	}
}

// plainRows reads a table whose quotes are part of the text: a row is a line.
func (j *job) plainRows(f file, delimiter rune, yield func(tableRow, error) bool) {
	for l, err := range j.lines(f) {
		if err != nil {
			yield(tableRow{}, err)
			return
		}
		cells := strings.Split(l.text, string(delimiter))
		if l.n == 1 && strings.HasPrefix(strings.ToLower(l.text), "sep=") || len(trimmedRow(cells)) == 0 {
			continue
		}
		if !yield(tableRow{l.n, cells}, nil) {
			return
		}
	}
}

// lineFeed gives lines as bytes again, those that were too long as empty ones.
type lineFeed struct {
	next func() (line, error, bool)
	rest string
	n    int
	held *line
}

// Read gives as much of a line as fits.
func (l *lineFeed) Read(p []byte) (int, error) {
	for l.rest == "" {
		at := l.held
		if at == nil {
			read, err, ok := l.next()
			switch {
			case !ok:
				return 0, io.EOF
			case err != nil:
				return 0, err
			}
			at = &read
		}
		if l.n++; l.n < at.n {
			l.rest, l.held = "\n", at
		} else {
			l.rest, l.held = at.text+"\n", nil
		}
	}
	n := copy(p, l.rest)
	l.rest = l.rest[n:]
	return n, nil
}
