package language

import "strings"

// beginsTable turns the last line of the open paragraph into the head of a table,
// if the line is what stands below one: "|---|:-:|".
func (m *markdown) beginsTable() bool {
	columns := delimiters(m.rest())
	if columns == 0 || len(m.lines) == 0 {
		return false
	}
	start, tail := m.last, &m.lines[len(m.lines)-1]
	head := m.src[start:tail.end]
	n := 0
	for range cells(head) {
		n++
	}
	if n > columns || strings.IndexByte(head, '|') < 0 {
		return false
	}
	end := tail.end
	if tail.end = start; tail.start == start {
		m.lines = m.lines[:len(m.lines)-1]
	}
	m.settle(len(m.open))
	m.leaf = leafTable
	m.row(start, end)
	return true
}

// delimiters is the number of columns that the line below the head of a table
// has; 0 if it is something else.
func delimiters(line string) (columns int) {
	if line[0] != '|' && line[0] != '-' && line[0] != ':' {
		return 0
	}
	for c := range cells(line) {
		cell := line[c.start:c.end]
		if cell != "" && cell[0] == ':' {
			cell = cell[1:]
		}
		if n := len(cell); n > 0 && cell[n-1] == ':' {
			cell = cell[:n-1]
		}
		if cell == "" || cell[0] != '-' || run(cell) < len(cell) {
			return 0
		}
		columns++
	}
	return columns
}

// row hands over the cells of a row, each on its own.
func (m *markdown) row(start, end int) {
	for c := range cells(m.src[start:end]) {
		p := m.join([]piece{{start + c.start, start + c.end}})
		m.pass(&p)
	}
}

// cells returns where the cells of a row are, without the spaces around them. A
// bar at either end is an edge, one after a backslash is text.
func cells(row string) func(yield func(piece) bool) {
	return func(yield func(piece) bool) {
		at, end := trimmed(row, 0, len(row))
		if at < end && row[at] == '|' {
			at++
		}
		for i := at; i <= end; i++ {
			if i < end && (row[i] != '|' || i > 0 && row[i-1] == '\\') || i == end && at == end {
				continue
			}
			a, b := trimmed(row, at, i)
			if !yield(piece{a, b}) {
				return
			}
			at = i + 1
		}
	}
}

// trimmed moves both ends past spaces.
func trimmed(text string, start, end int) (int, int) {
	for start < end && isSpace(text[start]) {
		start++
	}
	for end > start && isSpace(text[end-1]) {
		end--
	}
	return start, end
}
