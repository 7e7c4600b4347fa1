// Package status reads how far tickets are in another system, from a table or from lines
// that were pasted, and says what of it is new. It changes nothing.
package status

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"secondstory/backend/debrief"
)

// Bounds of what is read: bytes, rows, and characters of a cell.
const (
	MaxBytes = 8 << 20
	maxRows  = 20_000
	maxCell  = 2000
)

// Row is what one line says about a ticket.
type Row struct {
	// Line is where it stands, from 1.
	Line int
	// Key is the ticket's reference, Text what it is called, State its state in the words
	// of the other system, or what stands in its place; each may be empty.
	Key, Text, State string
	// Done is when it was done, Due until when it is to be; YYYY-MM-DD, or empty.
	Done, Due string
	// Link leads to it, or is empty.
	Link string
}

// Read reads a table with a head (CSV with commas, semicolons or tabs, as spreadsheets and
// trackers write and copy them), or lines with a ticket and a state each. Whatever it cannot
// read it leaves out; what is too large is refused whole (CodeStatusTooLarge).
func Read(data []byte) ([]Row, error) {
	if len(data) > MaxBytes {
		return nil, debrief.Errorf(debrief.CodeStatusTooLarge)
	}
	text := decode(data)
	if rows, ok := table(text); ok {
		return bounded(rows)
	}
	return bounded(lines(text))
}

func bounded(rows []Row) ([]Row, error) {
	if len(rows) > maxRows {
		return nil, debrief.Errorf(debrief.CodeStatusTooLarge)
	}
	return rows, nil
}

// decode makes text of bytes in whatever encoding spreadsheets write.
func decode(data []byte) string {
	if bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		if out, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data); err == nil {
			data = out
		}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		if out, err := charmap.Windows1252.NewDecoder().Bytes(data); err == nil {
			data = out
		}
	}
	return strings.ToValidUTF8(strings.ReplaceAll(string(data), "\x00", ""), "")
}

// column is what a column of a table says.
type column int

const (
	other column = iota
	key
	called
	state
	done
	due
	link
)

// heads are the words a column's head may be, in small letters.
var heads = map[string]column{
	"key": key, "issue key": key, "ticket": key, "issue": key, "id": key, "issue id": key, "number": key, "reference": key,
	"summary": called, "title": called, "what": called, "name": called, "countermeasure": called, "subject": called, "action": called,
	"status": state, "state": state, "stand": state,
	"resolved": done, "done": done, "closed": done, "completed": done, "resolution date": done, "done on": done, "closed at": done, "completed at": done, "resolved at": done,
	"due": due, "due date": due, "due by": due, "target date": due, "by": due, "until": due,
	"url": link, "link": link, "web url": link,
}

// table reads a table whose head names a state, and a ticket or a text.
func table(text string) (rows []Row, ok bool) {
	first, _, _ := strings.Cut(text, "\n")
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = separator(first), true, -1, true
	head, err := r.Read()
	if err != nil {
		return nil, false
	}
	columns, has := columnsOf(head)
	if !has[state] || !has[key] && !has[called] {
		return nil, false
	}
	for {
		cells, err := r.Read()
		if err != nil || len(rows) > maxRows {
			return rows, true
		}
		line, _ := r.FieldPos(0)
		if row := rowOf(cells, columns); row.Key != "" || row.State != "" && row.Text != "" {
			row.Line = line
			rows = append(rows, row)
		}
	}
}

func separator(head string) rune {
	best, most := ',', 0
	for _, c := range ",;\t" {
		if n := strings.Count(head, string(c)); n > most {
			best, most = c, n
		}
	}
	return best
}

// columnsOf says what each column is; of two that are the same the first counts.
func columnsOf(head []string) ([]column, map[column]bool) {
	out, has := make([]column, len(head)), map[column]bool{}
	for i, h := range head {
		c := heads[strings.ToLower(strings.TrimSpace(h))]
		if c != other && !has[c] {
			out[i], has[c] = c, true
		}
	}
	return out, has
}

func rowOf(cells []string, columns []column) (row Row) {
	for i, c := range cells {
		if i >= len(columns) {
			break
		}
		c = clean(c)
		switch columns[i] {
		case key:
			row.Key = c
		case called:
			row.Text = c
		case state:
			row.State = c
		case done:
			row.Done = date(c)
		case due:
			row.Due = date(c)
		case link:
			row.Link = c
		}
	}
	return row
}

// clean is a cell in one line, without the sign that keeps a spreadsheet from reading a
// formula.
func clean(cell string) string {
	cell = strings.TrimPrefix(strings.Join(strings.Fields(cell), " "), "'")
	if r := []rune(cell); len(r) > maxCell {
		return string(r[:maxCell])
	}
	return cell
}

// layouts are how other systems write a day.
var layouts = []string{
	time.DateOnly, time.RFC3339, "2006-01-02 15:04", "2006-01-02 15:04:05", "2006-01-02T15:04:05.000-0700", "2 Jan 2006", "Jan 2, 2006", "2 January 2006",
	"02/Jan/06", "02/Jan/06 3:04 PM", "02.01.2006", "2.1.2006", "Mon Jan 2 2006",
}

// date is a day, YYYY-MM-DD, or empty. One that could be two days (3/4/2026) is none.
func date(cell string) string {
	for _, l := range layouts {
		if at, err := time.Parse(l, cell); err == nil && at.Year() > 1970 && at.Year() < 2200 {
			return at.Format(time.DateOnly)
		}
	}
	return ""
}

// ticket is how trackers number: OPS-12, or a link.
var (
	ticket  = regexp.MustCompile(`\b[A-Za-z][A-Za-z0-9_]{0,19}-\d{1,9}\b`)
	address = regexp.MustCompile(`https?://[^\s<>"']{1,500}`)
)

// lines reads a ticket and a state from each line: "OPS-12 Done", "OPS-12: Pool for batch
// jobs (In Progress)". Where nobody knows the state it is what the line says.
func lines(text string) []Row {
	rows := []Row{}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = clean(strings.ReplaceAll(strings.TrimSpace(line), "\t", " | "))
		row := Row{Line: n, Link: strings.TrimRight(address.FindString(line), around)}
		rest := strings.Replace(line, row.Link, " ", 1)
		row.Key = ticket.FindString(rest)
		if row.Key == "" {
			row.Key = keyIn(row.Link)
		}
		if row.Key == "" && row.Link == "" {
			continue
		}
		if rest = strings.Replace(rest, row.Key, " ", 1); len(rows) <= maxRows {
			row.State = cmp.Or(stateIn(rest), asWritten(rest))
			rows = append(rows, row)
		}
	}
	return rows
}

// asWritten is what a line says beside its ticket, for whoever wrote it.
func asWritten(rest string) string {
	return strings.Trim(strings.Join(strings.Fields(rest), " "), " |:;,-–—")
}
