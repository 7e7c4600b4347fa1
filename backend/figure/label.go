package figure

import (
	"math"
	"strconv"
	"strings"
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
	return all
}

// labelItem tries the whole label in every row, then shorter and shorter ones.
func (l *layouter) labelItem(items []item, i int, w wording, s shelf) bool {
	it := &items[i]
	if w.text+w.suffix == "" {
		it.placed, it.share, it.label = true, 1, ""
		it.slot = slot{up: true, row: 1}
		return true
	}
	full := l.width(w.text)
	for _, share := range []float64{1, .8, .62, .45} {
		t := w.text
		if room := math.Min(full, (l.right-l.left)*.5) * share; room < full-.01 {
			t = shorten(w.text, room, l.width)
		}
		if share < 1 && utf8.RuneCountInString(t) < 9 {
			return false
		}
		if l.labelIn(items, i, t+w.suffix, s) {
			it.share = float64(len(t)+1) / float64(len(w.text)+1)
			return true
		}
	}
	return false
}

// labelIn tries one text in every row: towards the right above and below the
// line, then towards the left.
func (l *layouter) labelIn(items []item, i int, text string, s shelf) bool {
	it, w := &items[i], l.width(text)
	for row := 1; row <= l.rows; row++ {
		for _, x := range l.starts(it, w, row) {
			if x < l.left-radius || x+w > l.right+3 {
				continue
			}
			for _, up := range []bool{true, false} {
				at := slot{up, row}
				if l.clear(it, at, x, w, s) && !l.misleads(items, i, at, x, w) {
					l.claim(it, at, x, w, text, s)
					return true
				}
			}
		}
	}
	return false
}

// starts returns where a label may begin: flush with the mark towards the
// right, flush towards the left and, next to a group, centred.
func (l *layouter) starts(it *item, w float64, row int) []float64 {
	reach := radius
	if row > 1 {
		reach = .5
	}
	if len(it.members) > 1 {
		return []float64{it.x - w/2, it.x - reach, it.x + reach - w}
	}
	return []float64{it.x - reach, it.x + reach - w}
}

// misleads says that a label without a leader would begin over an earlier mark
// and be read as that mark's, although there is room towards the right.
func (l *layouter) misleads(items []item, i int, at slot, x, w float64) bool {
	fitsRight := items[i].x-radius+w <= l.right+3
	return at.row == 1 && i > 0 && fitsRight && x < items[i-1].x1()+radius
}

// clear says whether the label and its leader meet nothing.
func (l *layouter) clear(it *item, at slot, x, w float64, s shelf) bool {
	if !s.free(at, x-labelGap, x+w+labelGap) {
		return false
	}
	for row := 1; row < at.row; row++ {
		if !s.free(slot{at.up, row}, it.x-2.5, it.x+2.5) {
			return false
		}
	}
	return true
}

func (l *layouter) claim(it *item, at slot, x, w float64, text string, s shelf) {
	s.take(at, x, x+w)
	for row := 1; row < at.row; row++ {
		s.take(slot{at.up, row}, it.x-1, it.x+1)
	}
	it.placed, it.slot, it.labelX, it.label = true, at, x, text
}

// shorten cuts a text to a width, at a word if one ends late enough, and adds
// an ellipsis. It returns "" when nothing readable fits.
func shorten(text string, width float64, measure func(string) float64) string {
	if measure(text) <= width {
		return text
	}
	r := []rune(text)
	lo, hi := 0, len(r)
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if measure(string(r[:mid])+"…") <= width {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	if lo == 0 {
		return ""
	}
	cut := string(r[:lo])
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)*3/5 && lo < len(r) && r[lo] != ' ' {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:.–—-(") + "…"
}

func plural(n time.Duration, unit string) string { return strconv.FormatInt(int64(n), 10) + " " + unit }
