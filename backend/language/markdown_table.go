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
	for _, at, ok := nextCell(head, edge(head)); ok; _, at, ok = nextCell(head, at) {
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
	for c, at, ok := nextCell(line, edge(line)); ok; c, at, ok = nextCell(line, at) {
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
	row := m.src[start:end]
	for c, at, ok := nextCell(row, edge(row)); ok; c, at, ok = nextCell(row, at) {
		p := m.passage(piece{start + c.start, start + c.end})
		m.pass(&p)
	}
}

// edge returns where the first cell of a row begins; a bar before it is an edge.
func edge(row string) int {
	at, end := trimmed(row, 0, len(row))
	if at < end && row[at] == '|' {
		at++
	}
	return at
}

// nextCell returns where the cell that begins at the byte at is, without the spaces
// around it, and where the next begins. A bar after a backslash is text; one at the
// end is an edge.
func nextCell(row string, at int) (cell piece, next int, ok bool) {
	if at >= len(row) || blank(row[at:min(at+1, len(row))]) && blank(row[at:]) {
		return piece{}, at, false
	}
	end := at
	for {
		n := strings.IndexByte(row[end:], '|')
		if n < 0 {
			end = len(row)
			break
		}
		if end += n; end == 0 || row[end-1] != '\\' {
			break
		}
		end++
	}
	cell.start, cell.end = trimmed(row, at, end)
	return cell, end + 1, true
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
