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
	seg     int     // the stretch of the scale it is in
	lo, hi  float64 // true x of the first and the last member
	x       float64 // centre, after making room
	placed  bool
	label   form
	start   start
	share   float64 // how much of the label is shown, 0 to 1
	bare    bool    // the label of a group says how many, and no more
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
// of labels used. It is complete when each mark has the whole of its label.
type laneResult struct {
	items    []item
	up, down int
	score    float64
	complete bool
}

// manner is how labels are given: on how many lines at most, each at most how
// wide as a share of the lane, and at most which share of each label.
type manner struct {
	lines        int
	width, share float64
}

// manners are tried one after the other until one leaves nothing to wish for.
func manners() []manner { return []manner{{2, .5, 1}, {1, .95, 1}, {2, .5, .62}, {2, .5, .45}} }

// few is how many marks a lane has at most for whose labels more than one manner
// is tried: where there are more, little room is left to choose from.
const few = 24

// placeLane gives each mark of a lane its place and its label, in the manner
// that shows most.
func (l *layouter) placeLane(src []item, s scale) laneResult {
	best := laneResult{}
	for i, how := range manners() {
		l.how = how
		r := result(l.placeItems(src, s))
		if i == 0 || r.score > best.score+1e-9 {
			best = r
		}
		if best.complete || len(src) > few {
			break
		}
	}
	return best
}

// placeItems spreads the marks of a lane, groups those that cannot be told
// apart, and gives each a label; marks left without one join a neighbour.
func (l *layouter) placeItems(src []item, s scale) []item {
	items := make([]item, len(src))
	copy(items, src)
	for i := range items {
		items[i].seg = s.at(items[i].at)
		items[i].lo = s.segs[items[i].seg].inside(items[i].at)
		items[i].hi = items[i].lo
	}
	items = crowds(items)
	for {
		items = l.spread(items, s)
		n := len(items)
		if l.label(items) {
			return items
		}
		if items = joinUnplaced(items); len(items) == n {
			return items
		}
	}
}

// crowded is how near to the first of them marks lie, in points, that end up in one
// group however they are spread: beside a group a single mark is always moved
// further than maxShift, by more than this.
const crowded = 1.0

// many is how many marks of a lane are more than can be told apart, whatever the
// figure's width: then those that touch are one group before anything else.
const many = 200

// crowds makes a group of every three or more marks that lie that near. Spread
// would do so one pair after the other, which takes long with a thousand marks.
func crowds(items []item) []item {
	out, near := items[:0], crowded
	if len(items) > many {
		near = 2 * radius
	}
	for from := 0; from < len(items); {
		to := from + 1
		for to < len(items) && items[to].seg == items[from].seg && items[to].lo-items[from].lo <= near {
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
	r := laneResult{items: items, complete: true}
	for _, it := range items {
		r.score += it.score()
		if !it.placed {
			r.complete = false
			continue
		}
		r.complete = r.complete && len(it.members) == 1 && it.share >= 1
		if row := it.slot.row + max(it.label.lines, 1) - 1; it.slot.up {
			r.up = max(r.up, row)
		} else {
			r.down = max(r.down, row)
		}
	}
	return r
}

// score counts a label: a shortened one by the share of it that can be read, one
// that says no more than a number hardly at all.
func (it item) score() float64 {
	switch {
	case !it.placed:
		return -.5
	case it.bare:
		return .3
	}
	return .4 + .6*it.share
}

// maxShift is how far a mark may move from its instant to be seen beside its
// neighbour, in points: about the width of a mark.
const maxShift = 4.0

// spread moves marks that touch apart, those of each stretch by themselves: a
// break is never moved over.
func (l *layouter) spread(items []item, s scale) []item {
	out := items[:0]
	for from := 0; from < len(items); {
		to := from + 1
		for to < len(items) && items[to].seg == items[from].seg {
			to++
		}
		lo, hi := l.left, l.right
		if seg := items[from].seg; seg > 0 {
			lo = s.segs[seg].x0
		}
		if seg := items[from].seg; seg < len(s.segs)-1 {
			hi = s.segs[seg].x1
		}
		out = append(out, l.spreadRun(items[from:to], lo, hi)...)
		from = to
	}
	return out
}

// spreadRun moves marks that touch apart, between two x; where that would move
// one too far, the closest two of the touching ones become a group.
func (l *layouter) spreadRun(items []item, lo, hi float64) []item {
	for {
		xs, blocks := l.separate(items, lo, hi)
		merged := false
		for i := len(blocks) - 1; i >= 0; i-- { // from the right, so that numbers stay true
			if pair := tooFar(items, xs, blocks[i], hi); pair >= 0 {
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
func (l *layouter) separate(items []item, lo, hi float64) ([]float64, []block) {
	pools := l.pools[:0]
	for i, it := range items {
		p := pool{from: i, to: i + 1, width: 2 * it.half()}
		p.sum = (it.lo+it.hi)/2 - it.half()
		for {
			n := float64(p.to - p.from)
			p.start = math.Max(lo, math.Min(p.sum/n, hi-p.width))
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
// item lies too far from its instant or beyond an x, or -1.
func tooFar(items []item, xs []float64, b block, most float64) int {
	far := xs[b.to-1]+items[b.to-1].half() > most+1e-6
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
	g := item{first: a.first, at: a.at, seg: a.seg, lo: a.lo, hi: math.Max(a.hi, b.hi)}
	g.members = append(append(make([]int, 0, len(a.members)+len(b.members)), a.members...), b.members...)
	items[i] = g
	return append(items[:i+1], items[i+2:]...)
}

// apart is how far from its neighbours a mark stands by itself, in points,
// though it has no label: a longer pill would stand for no time at all.
const apart = 26.0

// joinUnplaced joins every item without a label to its nearer neighbour in the
// same stretch, if it has one near by.
func joinUnplaced(items []item) []item {
	for i := len(items) - 1; i >= 0; i-- {
		if i >= len(items) || items[i].placed {
			continue
		}
		left, right := math.Inf(1), math.Inf(1)
		if i > 0 && items[i-1].seg == items[i].seg {
			left = items[i].lo - items[i-1].hi
		}
		if i+1 < len(items) && items[i+1].seg == items[i].seg {
			right = items[i+1].lo - items[i].hi
		}
		switch {
		case math.Min(left, right) > apart:
		case left <= right:
			items = join(items, i-1)
			i--
		default:
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
