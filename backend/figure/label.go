package figure

import (
	"math"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"
)

// labelGap is the least room between two labels of a row, in points.
const labelGap = 6.0

// shelf holds what is taken in the rows of one lane.
type shelf map[slot][][2]float64

func (s shelf) free(at slot, from, to float64) bool {
	for _, t := range s[at] {
		if from < t[1] && t[0] < to {
			return false
		}
	}
	return true
}

func (s shelf) take(at slot, from, to float64) { s[at] = append(s[at], [2]float64{from, to}) }

// label gives labels from right to left, so that a leader never has to cross
// the label of an earlier mark. It reports whether every item got one.
func (l *layouter) label(items []item) bool {
	s, all := shelf{}, true
	for i := len(items) - 1; i >= 0; i-- {
		items[i].placed = false
		texts := l.texts(items[i])
		for j, w := range texts {
			if l.labelItem(items, i, w, s) {
				items[i].bare = len(items[i].members) > 1 && j == len(texts)-1
				break
			}
		}
		all = all && items[i].placed
	}
	if all && len(items) <= few {
		l.grow(items, s)
	}
	return all
}

// grow gives shortened labels, one after the other, the room that the others
// left.
func (l *layouter) grow(items []item, s shelf) {
	how := l.how
	l.how = manner{2, .95, 1}
	for i := len(items) - 1; i >= 0; i-- {
		old := items[i]
		if !old.placed || old.bare || old.share >= 1 {
			continue
		}
		s.release(old)
		items[i].placed = false
		if !l.labelItem(items, i, l.texts(old)[0], s) || items[i].share <= old.share {
			s.release(items[i])
			items[i] = old
			l.claim(&items[i], old.slot, old.label, old.start, s)
		}
	}
	l.how = how
}

// release gives back what an item's label took.
func (s shelf) release(it item) {
	if !it.placed {
		return
	}
	drop := func(row int, from, to float64) {
		at := slot{it.slot.up, row}
		s[at] = slices.DeleteFunc(s[at], func(t [2]float64) bool { return t == [2]float64{from, to} })
	}
	for row := it.slot.row; row < it.slot.row+it.label.lines; row++ {
		drop(row, it.start.x, it.start.x+it.label.width)
	}
	for row := 1; row < it.slot.row; row++ {
		drop(row, it.x-1, it.x+1)
	}
}

// labelItem tries the whole label on one line and on two, in every row, then
// shorter and shorter ones.
func (l *layouter) labelItem(items []item, i int, w wording, s shelf) bool {
	it := &items[i]
	if w.text+w.suffix == "" {
		it.placed, it.share = true, 1
		it.slot = slot{up: true, row: 1}
		return true
	}
	full, most := l.width(w.text), (l.right-l.left)*l.how.width
	for _, share := range []float64{1, .8, .62, .45} {
		if share > l.how.share {
			continue
		}
		t := w.text
		if room := math.Min(full, float64(l.how.lines)*most) * share; room < full-.01 {
			t = l.shortened(w.text, room)
		}
		if share < 1 && utf8.RuneCountInString(t) < 9 && l.width(t) < minLabel {
			return false
		}
		if l.labelIn(items, i, t+w.suffix, most+l.width(w.suffix), s) {
			it.share = float64(len(t)+1) / float64(len(w.text)+1)
			return true
		}
	}
	return false
}

// minLabel is the least width of a shortened label of few letters, in points.
const minLabel = 36.0

// labelIn tries one text in every row, on one line and then on two: towards the
// right above and below the line, then towards the left.
func (l *layouter) labelIn(items []item, i int, text string, most float64, s shelf) bool {
	forms := []form{{first: text, width: l.width(text), lines: 1}}
	if two := l.inTwo(text); l.how.lines > 1 && two.lines > 1 {
		forms = append(forms, two)
	}
	for row := 1; row <= max(l.rows.up, l.rows.down); row++ {
		for _, form := range forms {
			if form.width <= most && l.labelRow(items, i, form, row, s) {
				return true
			}
		}
	}
	return false
}

// labelRow tries one form of a label in one row and, with two lines, the next.
func (l *layouter) labelRow(items []item, i int, form form, row int, s shelf) bool {
	it := &items[i]
	for _, from := range l.starts(it, form.width, row) {
		if from.x < l.left-radius || from.x+form.width > l.right+3 {
			continue
		}
		for _, up := range []bool{true, false} {
			at := slot{up, row}
			if row+form.lines-1 > l.rows.side(up) {
				continue
			}
			if l.clear(it, at, form, from.x, s) && !l.misleads(items, i, at, from.x, form.width) {
				l.claim(it, at, form, from, s)
				return true
			}
		}
	}
	return false
}

// start is where the block of a label's lines begins, and which share of the
// room beside a shorter line is left of it.
type start struct{ x, indent float64 }

// starts returns where a label may begin: flush with the mark towards the
// right, flush towards the left and, next to a group, centred.
func (l *layouter) starts(it *item, w float64, row int) []start {
	reach := radius
	if row > 1 {
		reach = .5
	}
	sides := []start{{it.x - reach, 0}, {it.x + reach - w, 1}}
	if len(it.members) > 1 {
		return append([]start{{it.x - w/2, .5}}, sides...)
	}
	return sides
}

// misleads says that a label without a leader would begin over an earlier mark
// and be read as that mark's, although there is room towards the right.
func (l *layouter) misleads(items []item, i int, at slot, x, w float64) bool {
	fitsRight := items[i].x-radius+w <= l.right+3
	return at.row == 1 && i > 0 && fitsRight && x < items[i-1].x1()+radius
}

// clear says whether the label and its leader meet nothing.
func (l *layouter) clear(it *item, at slot, form form, x float64, s shelf) bool {
	for row := at.row; row < at.row+form.lines; row++ {
		if !s.free(slot{at.up, row}, x-labelGap, x+form.width+labelGap) {
			return false
		}
	}
	for row := 1; row < at.row; row++ {
		if !s.free(slot{at.up, row}, it.x-2.5, it.x+2.5) {
			return false
		}
	}
	return true
}

func (l *layouter) claim(it *item, at slot, form form, from start, s shelf) {
	for row := at.row; row < at.row+form.lines; row++ {
		s.take(slot{at.up, row}, from.x, from.x+form.width)
	}
	for row := 1; row < at.row; row++ {
		s.take(slot{at.up, row}, it.x-1, it.x+1)
	}
	it.placed, it.slot, it.label, it.start = true, at, form, from
}

func plural(n time.Duration, unit string) string { return strconv.FormatInt(int64(n), 10) + " " + unit }
