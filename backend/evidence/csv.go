package evidence

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// tables reads CSV, TSV and their like with a Mapping: what somebody said, or what
// the names and the cells of the columns tell.
func tables() reader {
	return reader{
		format: FormatTable,
		sniff:  sniffTable,
		read:   (*job).table,
	}
}

func sniffTable(h *head) int {
	delimiter, sure := delimiterOf(h)
	if h.json.kind != 0 || len(h.lines) == 0 || sure < 0.7 || strings.HasPrefix(strings.TrimSpace(h.text), "<") {
		return 0
	}
	rows := belowTitle(rowsOf(h.plain(), delimiter, 60))
	header := hasHeader(rows)
	if len(rows) < 2 && !header || delimiter == '|' && strings.HasPrefix(strings.TrimSpace(h.text), "|") {
		return 0
	}
	cells := rows
	if header {
		cells = rows[1:]
	}
	columns := facts(rows[0], cells)
	m := guess(columns, header)
	switch {
	case header && m.Time != NoColumn && m.Text != NoColumn && columns[m.Time].called("time") > 100 && columns[m.Text].called("text") > 100:
		return 87 // both are called so
	case !header && m.Time != NoColumn && m.Text != NoColumn && delimiter == '\t' && sure > 0.9 && ordered(cells, m.Time):
		return 88 // pasted out of a spreadsheet: no chat writes its days like this
	case header && m.Time != NoColumn && m.Text != NoColumn:
		return 60
	case m.Time != NoColumn && m.Text != NoColumn && sure > 0.9 && (len(rows[0]) > 2 || delimiter != ','):
		return 45
	case header && m.Text != NoColumn && sure > 0.9 && len(rows) > 2 && len(rows[0]) > 2:
		return 25
	case header && m.Text != NoColumn && m.Time == NoColumn && len(rows) == 1 && len(rows[0]) > 2:
		return 25
	}
	return 0
}

// ordered says whether the first time of a column has a day and a month in an order of
// their own.
func ordered(rows [][]string, at int) bool {
	s, _ := timeTextOf(cellOf(rows[0], at))
	return s.first > 0
}

// maxShown bounds the rows somebody is shown of a table.
const maxShown = 20

// plan looks at the beginning of a table: its columns, and the mapping it is read
// with.
func (j *job) plan(f file) (*Table, error) {
	h, err := j.look(f)
	if err != nil {
		return nil, err
	}
	delimiter, _ := delimiterOf(h)
	said := j.options.Mapping
	between := j.options.Delimiter
	if said != nil {
		between = said.Delimiter
	}
	if len([]rune(between)) == 1 && !strings.ContainsAny(between, "\"\r\n\ufffd") {
		delimiter = []rune(between)[0]
	}
	t := &Table{Columns: []string{}, Rows: belowTitle(rowsOf(h.plain(), delimiter, 300))}
	header := hasHeader(t.Rows)
	if said != nil {
		header = said.Header
	}
	var first []string
	if len(t.Rows) > 0 {
		first = t.Rows[0]
	}
	if header && len(t.Rows) > 0 {
		t.Rows = t.Rows[1:]
	}
	for i, name := range first {
		if name = strings.TrimSpace(name); name == "" || !header {
			name = strconv.Itoa(i + 1)
		}
		t.Columns = append(t.Columns, name)
	}
	if t.Mapping = guess(facts(first, t.Rows), header); said != nil {
		t.Mapping = *said
	}
	t.Mapping.Delimiter = string(delimiter)
	t.Rows = t.Rows[:min(len(t.Rows), maxShown)]
	if j.options.Adjust != nil {
		return t, j.options.Adjust(t)
	}
	return t, nil
}

// tableReading is a table on its way.
type tableReading struct {
	*job
	f file
	t *Table
	// day is that of the rows before, for those that have a clock alone.
	day time.Time
	// unclear says that a date whose order is not known was told.
	unclear bool
}

func (j *job) table(f file) error {
	t, err := j.plan(f)
	if err != nil {
		return err
	}
	j.doc.Table = t
	r := &tableReading{job: j, f: f, t: t}
	if err := r.orders(); err != nil {
		return err
	}
	j.doc.Zone = t.Mapping.ZoneName
	above := t.Mapping.Header
	for row, err := range j.rows(f, []rune(t.Mapping.Delimiter)[0]) {
		if err != nil {
			return err
		}
		if above {
			above = isTitle(row.cells, len(t.Columns))
			continue
		}
		if err := r.row(row); err != nil {
			return err
		}
	}
	return nil
}

// orders goes over the dates of the table to see which comes first, the day or the
// month. One date is enough when no other says otherwise.
func (r *tableReading) orders() error {
	m := &r.t.Mapping
	if m.Order != OrderUnknown || m.Time < 0 && m.Day < 0 {
		return nil
	}
	days, months, unclear := 0, 0, 0
	quiet := &job{ctx: r.ctx, doc: &Document{}}
	for row, err := range quiet.rows(r.f, []rune(m.Delimiter)[0]) {
		if err != nil {
			return err
		}
		for _, at := range []int{m.Time, m.Day} {
			cell := cellOf(row.cells, at)
			if len(cell) >= 10 && cell[4] == '-' {
				continue // begins with the year
			}
			s, ok := cellTimeOf(cell)
			if !ok {
				continue
			}
			switch s.order() {
			case OrderDayFirst:
				days++
			case OrderMonthFirst:
				months++
			}
			if s.ambiguous() {
				unclear++
			}
		}
	}
	m.Order = orderOf(days, months)
	r.t.Ambiguous = unclear > 0 && m.Order == OrderUnknown
	return nil
}

func cellOf(cells []string, at int) string {
	if at < 0 || at >= len(cells) {
		return ""
	}
	return strings.TrimSpace(cells[at])
}

func (r *tableReading) row(row tableRow) error {
	m := r.t.Mapping
	whole := strings.Join(row.cells, m.Delimiter)
	if n := len(r.t.Columns); len(row.cells) < n || len(trimmedRow(row.cells)) > n {
		r.doc.reject(r.f.path, row.line, ExpectedRow, whole)
		return nil
	}
	out := Message{
		ID: cellOf(row.cells, m.ID), Channel: cellOf(row.cells, m.Channel), Sender: cellOf(row.cells, m.Who),
		Text: cellOf(row.cells, m.Text), Kind: kindOf(cellOf(row.cells, m.Kind), cellOf(row.cells, m.Who)), File: r.f.path, Line: row.line,
	}
	if out.Text == "" {
		out.Text = r.otherWords(row)
	}
	when, ok := r.when(row)
	switch {
	case !ok:
		r.doc.reject(r.f.path, row.line, ExpectedTime, whole)
		return nil
	case out.Text == "":
		r.doc.reject(r.f.path, row.line, ExpectedMessage, whole)
		return nil
	}
	out.When = when
	if s, ok := cellTimeOf(cellOf(row.cells, m.Until)); ok {
		if until := s.when(m.Order, r.zone(row), r.day); until.Told == when.Told {
			out.Until = until
		}
	}
	return r.add(out)
}

// otherWords are what the cells say that the mapping gives no part to, for a row
// that says nothing where its text should be.
func (r *tableReading) otherWords(row tableRow) string {
	m := r.t.Mapping
	var words []string
	for i := range row.cells {
		cell := cellOf(row.cells, i)
		if !m.has(i) && strings.ContainsFunc(cell, unicode.IsLetter) {
			words = append(words, cell)
		}
	}
	return joined(" · ", words...)
}

func (r *tableReading) zone(row tableRow) string {
	return firstOf(cellOf(row.cells, r.t.Mapping.Zone), r.t.Mapping.ZoneName)
}

// when is the time of a row; false when there is something that is no time. A row
// may have none, and one whose day and month cannot be told apart is read without:
// the first of those is told.
func (r *tableReading) when(row tableRow) (When, bool) {
	m := r.t.Mapping
	text, day := cellOf(row.cells, m.Time), cellOf(row.cells, m.Day)
	if m.Day >= 0 && day != "" {
		s, ok := cellTimeOf(day)
		w := s.when(m.Order, "", time.Time{})
		if !ok || w.Told == ToldNothing && !s.ambiguous() {
			return When{}, false
		}
		r.day = w.Time
	}
	if text == "" {
		return When{}, true
	}
	s, ok := cellTimeOf(text)
	if !ok {
		return When{}, false
	}
	w := s.when(m.Order, r.zone(row), r.day)
	if w.Told == ToldNothing && s.ambiguous() {
		if !r.unclear {
			r.unclear = true
			r.doc.reject(r.f.path, row.line, ExpectedOrder, text)
		}
		return w, true
	}
	return w, w.Told != ToldNothing
}

// kindOf tells programs and joins by what a column says of the kind of a row, and
// programs by names that say it.
func kindOf(kind, who string) Kind {
	kind, who = strings.ToLower(kind), strings.ToLower(who)
	switch {
	case slices.Contains([]string{"join", "joined", "leave", "left", "quit", "part", "topic", "channel_join", "channel_leave", "channel_topic"}, kind):
		return KindSystem
	case strings.Contains(kind, "bot") || strings.HasPrefix(kind, "system") || strings.Contains(kind, "automat") || kind == "alert" || kind == "monitoring",
		strings.HasSuffix(who, "[bot]") || strings.HasSuffix(who, " bot") || strings.HasSuffix(who, "-bot"):
		return KindBot
	}
	return KindPerson
}
