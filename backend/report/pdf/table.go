package pdf

import (
	"math"
)

// column is one column of a table: its head and its width, the gap to the
// next column included.
type column struct {
	head  string
	width float64
}

// table sets rows under a head that is repeated on each page.
type table struct {
	f    *flow
	cols []column
	pad  float64 // above and below the text of a row
	// keep is the height that has to follow the next row on its page.
	keep float64
	// more is what stands below the head on further pages, in points.
	more float64
}

const columnGap = 8.5

// row is the paragraphs of each cell, one above the other.
type row [][]paragraph

func (f *flow) newTable(cols []column, pad float64) *table {
	return &table{f: f, cols: cols, pad: pad}
}

// begin draws the head here and on every further page until end.
func (t *table) begin() {
	t.head()
	t.f.onPage = t.head
}

func (t *table) end() { t.f.onPage = nil }

const tableHeadHeight = 15.6

func (t *table) head() {
	f, x := t.f, t.f.sheet.left
	for _, c := range t.cols {
		f.one(x, f.y+8, c.width-2, labelStyle(), c.head)
		x += c.width
	}
	f.y += tableHeadHeight - .8
	f.rule(f.sheet.left, f.y, f.sheet.right, ink(), .8)
	f.y += .8
}

// room is the width of the text in column i.
func (t *table) room(i int) float64 {
	if i == len(t.cols)-1 {
		return t.cols[i].width
	}
	return t.cols[i].width - columnGap
}

// para breaks spans for column i.
func (t *table) para(i int, spans ...span) paragraph {
	return t.f.m.breakText(spans, t.room(i), 0)
}

func (t *table) height(r row) float64 {
	h := 0.0
	for _, cell := range r {
		sum := 0.0
		for _, p := range cell {
			sum += p.height()
		}
		h = math.Max(h, sum)
	}
	return h + 2*t.pad
}

// add sets a row on this page or the next; one that is taller than a page is
// carried on. It returns where the row begins.
func (t *table) add(r row) float64 {
	f, h := t.f, t.height(r)
	keep := t.keep
	t.keep = 0
	if h+keep > f.left() {
		if h+keep > f.sheet.bottom-f.sheet.top-tableHeadHeight-t.more {
			return t.long(r)
		}
		f.newPage()
	}
	top, x := f.y, f.sheet.left
	for i, cell := range r {
		y := top + t.pad
		for _, p := range cell {
			y += f.draw(p, x, y)
		}
		x += t.cols[i].width
	}
	f.y = top + h
	f.rule(f.sheet.left, f.y, f.sheet.right, hair(), .4)
	return top
}

// addAll sets rows so that the last never stands alone on a page. at, when
// given, hears where each row begins.
func (t *table) addAll(rows []row, at func(i int, top float64)) {
	for i, r := range rows {
		if i == len(rows)-2 {
			t.keep = t.height(rows[i+1])
		}
		top := t.add(r)
		if at != nil {
			at(i, top)
		}
	}
}

// long sets a row that is taller than a page, line by line.
func (t *table) long(r row) float64 {
	f := t.f
	if f.left() < 120 {
		f.newPage()
	}
	top, more := f.y, true
	next := make([]int, len(r))
	for more {
		more = false
		start, bottom, x := f.y+t.pad, f.y, f.sheet.left
		for i, cell := range r {
			end := t.fill(cell, &next[i], x, start)
			bottom = math.Max(bottom, end)
			more = more || next[i] < countLines(cell)
			x += t.cols[i].width
		}
		f.y = bottom + t.pad
		if more {
			f.newPage()
		}
	}
	for _, cell := range r {
		for _, p := range cell {
			f.said(p)
		}
	}
	f.rule(f.sheet.left, f.y, f.sheet.right, hair(), .4)
	return top
}

// fill sets the lines of a cell from number next on, as many as fit.
func (t *table) fill(cell []paragraph, next *int, x, y float64) float64 {
	n := 0
	for _, p := range cell {
		for _, l := range p.lines {
			if n++; n <= *next {
				continue
			}
			if y+p.leading()+t.pad > t.f.sheet.bottom {
				return y
			}
			t.f.drawLine(p, l, x, y)
			y += p.leading()
			*next = n
		}
	}
	return y
}

func countLines(cell []paragraph) int {
	n := 0
	for _, p := range cell {
		n += len(p.lines)
	}
	return n
}
