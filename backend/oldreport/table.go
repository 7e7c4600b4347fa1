package oldreport

import (
	"slices"
	"strings"

	"secondstory/backend/evidence"
)

// table is one with the course of events, with what is to be done, with people, or
// with labels and what they say; each row of any is kept.
func (w *walk) table(b *evidence.Block) {
	at := make([]int, len(b.Rows))
	for i, row := range b.Rows {
		at[i] = w.keepRow(b, i, row)
	}
	w.at = at[0]
	role, name := w.role()
	columns := actionColumns(b.Rows[0])
	switch {
	case role != roleActions && slices.ContainsFunc(b.RowMessages, func(n int) bool { return n >= 0 }):
		w.courseRows(b, at)
	case columns.is(role == roleActions, b.Rows[0]):
		for _, row := range b.Rows[1:] {
			if a, ok := columns.action(row); ok {
				w.report.actions = append(w.report.actions, a)
			}
		}
	case role == roleFactors && columns.isFactors():
		for _, row := range b.Rows[1:] {
			if f, ok := columns.factor(row); ok {
				w.report.factors = append(w.report.factors, f)
			}
		}
	case role == rolePeople:
		w.peopleRows(name, b.Rows)
	case len(b.Rows[0]) == 2 && w.labelRows(b, at):
	case role == roleTimeline || role.isList():
		for i, row := range b.Rows[1:] {
			w.at = at[i+1]
			w.place(role, name, &evidence.Block{Kind: evidence.BlockItem, Text: joinedCells(row), Message: -1})
		}
	default:
		w.leaveOut()
	}
}

// keepRow adds a row to the source.
func (w *walk) keepRow(b *evidence.Block, i int, row []string) int {
	line := evidence.Block{Kind: evidence.BlockTable, Line: b.Line, Message: -1}
	if i < len(b.Lines) {
		line.Line = b.Lines[i]
	}
	if i < len(b.RowWhens) {
		line.When = b.RowWhens[i]
	}
	m := evidence.Message{Text: joinedCells(row), Line: line.Line, Channel: w.above(), When: line.When}
	if i < len(b.RowMessages) && b.RowMessages[i] >= 0 {
		from := w.from.Messages[b.RowMessages[i]]
		m.When, m.Sender = from.When, from.Sender
	}
	return w.report.add(m)
}

// courseRows are the rows of a table with times.
func (w *walk) courseRows(b *evidence.Block, at []int) {
	for i := range b.Rows {
		w.at = at[i]
		if b.RowMessages[i] >= 0 {
			m := w.from.Messages[b.RowMessages[i]]
			w.entry(m.Text, m.Sender)
			w.markAs(m.Text)
		} else if i > 0 && strings.TrimSpace(strings.Join(b.Rows[i], "")) != "" {
			w.entry(joinedCells(b.Rows[i]), "")
		}
	}
}

// labelRows are labels and what they say; false when none is known.
func (w *walk) labelRows(b *evidence.Block, at []int) bool {
	known := slices.ContainsFunc(b.Rows, func(row []string) bool { return len(row) == 2 && w.roles.of(row[0]) > roleKept })
	if !known && !slices.ContainsFunc(b.RowWhens, func(t evidence.When) bool { return t.Told != evidence.ToldNothing }) {
		return false
	}
	for i, row := range b.Rows {
		w.at = at[i]
		line := evidence.Block{Kind: evidence.BlockText, Message: -1, Text: joinedCells(row)}
		if i < len(b.RowWhens) {
			line.When = b.RowWhens[i]
		}
		switch role := w.roles.of(row[0]); {
		case w.mark(&line):
		case role > roleKept && len(row) == 2 && !isNothing(row[1]):
			line.Text = row[1]
			w.list, w.begun = nil, true
			w.place(role, row[0], &line)
		default:
			w.leaveOut()
		}
	}
	w.list = nil
	return true
}

func (w *walk) peopleRows(name string, rows [][]string) {
	who, what := 0, -1
	for i, cell := range rows[0] {
		switch firstWord(cell) {
		case "name", "who", "person", "participant", "id":
			who = i
		case "role", "function", "position", "title", "job":
			what = i
		}
	}
	for i, row := range rows {
		if i == 0 && (what >= 0 || nameHeader(rows[0])) || who >= len(row) {
			continue
		}
		people := peopleOf(name, row[who])
		for n := range people {
			if what >= 0 && what < len(row) {
				people[n].role = roleIn(row[what])
			}
		}
		w.report.people = addPeople(w.report.people, people)
	}
}

func nameHeader(row []string) bool {
	return slices.ContainsFunc(row, func(c string) bool {
		return slices.Contains([]string{"name", "who", "person", "participant"}, strings.ToLower(strings.TrimSpace(c)))
	})
}

// firstWord is the first word of a cell, in lower case and without the signs around it.
func firstWord(cell string) string {
	word, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(cell)), " ")
	return strings.Trim(word, ",;:*_")
}

// roleIn is a role without what more is said of it: it stands for a name in every line.
func roleIn(cell string) string {
	cell = oneLine(cell)
	for _, end := range []string{";", ",", ":", " ("} {
		cell, _, _ = strings.Cut(cell, end)
	}
	return cell
}

func joinedCells(row []string) string {
	var out []string
	for _, c := range row {
		if c = strings.TrimSpace(c); c != "" {
			out = append(out, c)
		}
	}
	return strings.Join(out, " | ")
}
