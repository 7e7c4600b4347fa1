package figure

import (
	"math"
	"strconv"
	"strings"
)

// item is a mark, or a group of marks, on its lane.
type item struct {
	first   int   // the input mark whose label stands for it
	members []int // input marks, in order of time
	at      float64
	lo, hi  float64 // true x of the first and the last member
	x       float64 // centre, after making room
	placed  bool
	label   string
	share   float64 // how much of the label is shown, 0 to 1
	bare    bool    // the label of a group says how many, and no more
	labelX  float64
	slot    slot
}

// slot is a row of labels above or below a lane.
type slot struct {
	up  bool
	row int // 1 is next to the line
}

// baseline is the label's baseline, relative to the line.
func (s slot) baseline() float64 {
	if s.up {
		return -6.2 - rowPitch*float64(s.row-1)
	}
	return 11.2 + rowPitch*float64(s.row-1)
}

func (s slot) leaderStart() float64 {
	if s.up {
		return -radius
	}
	return radius
}

func (s slot) leaderEnd() float64 {
	if s.up {
		return s.baseline() + 2
	}
	return s.baseline() - 6
}

// half is half the width of the glyph, with a little air.
func (it item) half() float64 {
	if len(it.members) == 1 {
		return radius + .9
	}
	return it.pill()/2 + .9
}

// pill is the width of a group's pill.
func (it item) pill() float64 {
	digits := float64(len(strconv.Itoa(len(it.members))))
	return math.Max(it.hi-it.lo+2*radius, 6+4*digits)
}

func (it item) x0() float64 {
	if len(it.members) == 1 {
		return it.x
	}
	return it.x - it.pill()/2
}

func (it item) x1() float64 {
	if len(it.members) == 1 {
		return it.x
	}
	return it.x + it.pill()/2
}

// laneResult is one lane with everything in place; up and down are the rows
// of labels used.
type laneResult struct {
	items    []item
	up, down int
}

// placeLane spreads the marks of a lane, groups those that cannot be told
// apart, and gives each a label; marks left without one join a neighbour.
func (l *layouter) placeLane(src []item, s scale) laneResult {
	items := make([]item, len(src))
	copy(items, src)
	for i := range items {
		items[i].lo = s.x(items[i].at)
		items[i].hi = items[i].lo
	}
	items = crowds(items)
	for {
		items = l.spread(items)
		if l.label(items) || len(items) < 2 {
			break
		}
		items = joinUnplaced(items)
	}
	return result(items)
}

// crowded is how near to the first of them marks lie, in points, that end up in one
// group however they are spread: beside a group a single mark is always moved
// further than maxShift, by more than this.
const crowded = 1.0

// crowds makes a group of every three or more marks that lie that near. Spread
// would do so one pair after the other, which takes long with a thousand marks.
func crowds(items []item) []item {
	out := items[:0]
	for from := 0; from < len(items); {
		to := from + 1
		for to < len(items) && items[to].lo-items[from].lo <= crowded {
			to++
		}
		if to-from < 3 {
			to = from + 1
		}
		g := items[from]
		if to-from > 1 {
			g.members = make([]int, 0, to-from)
			for _, it := range items[from:to] {
				g.members = append(g.members, it.members...)
			}
			g.hi = items[to-1].hi
		}
		out, from = append(out, g), to
	}
	return out
}

func result(items []item) laneResult {
	r := laneResult{items: items}
	for _, it := range items {
		switch {
		case !it.placed:
		case it.slot.up:
			r.up = max(r.up, it.slot.row)
		default:
			r.down = max(r.down, it.slot.row)
		}
	}
	return r
}

// maxShift is how far a mark may move from its instant to be seen beside its
// neighbour, in points: about the width of a mark.
const maxShift = 4.0

// spread moves marks that touch apart; where that would move one too far, the
// closest two of the touching ones become a group.
func (l *layouter) spread(items []item) []item {
	for {
		xs, blocks := l.separate(items)
		merged := false
		for i := len(blocks) - 1; i >= 0; i-- { // from the right, so that numbers stay true
			if pair := tooFar(items, xs, blocks[i]); pair >= 0 {
				items, merged = join(items, pair), true
			}
		}
		if !merged {
			for i := range items {
				items[i].x = xs[i]
			}
			return items
		}
	}
}

// block is a run of touching items, from and to (exclusive).
type block struct{ from, to int }

// pool is a run of touching items while room is made for them.
type pool struct {
	from, to     int
	start, width float64
	sum          float64 // of the starts its members would like it to have
}

// separate returns centres without overlap, as near to the true ones as can
// be: runs that touch are pooled and centred on their mean.
func (l *layouter) separate(items []item) ([]float64, []block) {
	pools := l.pools[:0]
	for i, it := range items {
		p := pool{from: i, to: i + 1, width: 2 * it.half()}
		p.sum = (it.lo+it.hi)/2 - it.half()
		for {
			n := float64(p.to - p.from)
			p.start = math.Max(l.left, math.Min(p.sum/n, l.right-p.width))
			if len(pools) == 0 {
				break
			}
			last := pools[len(pools)-1]
			if last.start+last.width <= p.start {
				break
			}
			p = pool{from: last.from, to: p.to, width: last.width + p.width, sum: last.sum + p.sum - n*last.width}
			pools = pools[:len(pools)-1]
		}
		pools = append(pools, p)
	}
	l.pools = pools
	xs, blocks := l.xs[:0], l.blocks[:0]
	for _, p := range pools {
		x := p.start
		for i := p.from; i < p.to; i++ {
			xs = append(xs, x+items[i].half())
			x += 2 * items[i].half()
		}
		blocks = append(blocks, block{p.from, p.to})
	}
	l.xs, l.blocks = xs, blocks
	return xs, blocks
}

// tooFar returns the first of the closest two items of a block in which some
// item lies too far from its instant, or -1.
func tooFar(items []item, xs []float64, b block) int {
	far := false
	for i := b.from; i < b.to; i++ {
		far = far || math.Abs(xs[i]-(items[i].lo+items[i].hi)/2) > maxShift
	}
	if !far || b.to-b.from < 2 {
		return -1
	}
	return closest(items, b.from, b.to)
}

func closest(items []item, from, to int) int {
	best, distance := from, math.Inf(1)
	for i := from; i+1 < to; i++ {
		d := items[i+1].hi - items[i].lo
		if d < distance {
			best, distance = i, d
		}
	}
	return best
}

// join makes items i and i+1 one group, in place.
func join(items []item, i int) []item {
	a, b := items[i], items[i+1]
	g := item{first: a.first, at: a.at, lo: a.lo, hi: math.Max(a.hi, b.hi)}
	g.members = append(append(make([]int, 0, len(a.members)+len(b.members)), a.members...), b.members...)
	items[i] = g
	return append(items[:i+1], items[i+2:]...)
}

// joinUnplaced joins every item without a label to its nearer neighbour.
func joinUnplaced(items []item) []item {
	for i := len(items) - 1; i >= 0 && len(items) > 1; i-- {
		if i >= len(items) || items[i].placed {
			continue
		}
		left, right := math.Inf(1), math.Inf(1)
		if i > 0 {
			left = items[i].lo - items[i-1].hi
		}
		if i+1 < len(items) {
			right = items[i+1].lo - items[i].hi
		}
		if left <= right {
			items = join(items, i-1)
			i--
		} else {
			items = join(items, i)
		}
	}
	return items
}

// wording is a label as it may be set: its text may be shortened, its suffix
// stays whole.
type wording struct{ text, suffix string }

// texts returns the labels an item may carry, best first: a group is named
// after its first member and how many more there are, or by its number.
func (l *layouter) texts(it item) []wording {
	label := l.in.Marks[it.first].Label
	n := len(it.members)
	if n == 1 {
		return []wording{{text: label}}
	}
	count := wording{suffix: strings.ReplaceAll(l.in.Words.Entries, "{n}", strconv.Itoa(n))}
	if n > 4 || label == "" {
		return []wording{count}
	}
	return []wording{{label, " +" + strconv.Itoa(n-1)}, count}
}
