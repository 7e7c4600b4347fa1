package figure

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// maxBreaks bounds how often the line may be cut: more would hide how time ran.
const maxBreaks = 6

// Layout places everything. It never fails: without marks it draws the lanes
// alone. It uses as many rows of labels as the height allows, and cuts time
// only where that lets more marks keep a label of their own.
func Layout(in Input, m Measure) Figure {
	l := newLayouter(in, m)
	if in.part != nil {
		return l.finishPart()
	}
	var f Figure
	for _, most := range budgets() {
		if most.least() > in.MaxHeight && most != tightest() {
			continue
		}
		l.most = most
		f = l.finish(l.best())
		if f.Height <= in.MaxHeight {
			break
		}
	}
	return f
}

// rows is the most rows of labels above and below a lane.
type rows struct{ up, down int }

// budget is what the busiest lane may have, and each of the others.
type budget struct{ busy, other rows }

// budgets are tried from the roomiest on.
func budgets() []budget {
	return []budget{
		{rows{4, 4}, rows{4, 4}},
		{rows{3, 3}, rows{3, 3}},
		{rows{3, 3}, rows{2, 2}},
		{rows{2, 2}, rows{2, 2}},
		{rows{3, 3}, rows{1, 1}},
		{rows{2, 2}, rows{1, 1}},
		{rows{2, 1}, rows{1, 1}},
		tightest(),
	}
}

func tightest() budget { return budget{rows{1, 1}, rows{1, 1}} }

// least is how high a figure is at least, in points, that makes use of a budget.
func (b budget) least() float64 {
	return topOf(false) + above(b.busy.up) + below(b.busy.down) + 2*(above(b.other.up)+below(0)) + 15
}

// side is the most rows on one side.
func (r rows) side(up bool) int {
	if up {
		return r.up
	}
	return r.down
}

// busiest is the lane with the most marks, the first of them where two have as
// many.
func (l *layouter) busiest() debrief.Lane {
	most := debrief.LaneSystem
	for _, lane := range lanes() {
		if len(l.items[lane]) > len(l.items[most]) {
			most = lane
		}
	}
	return most
}

// best tries more and more cuts and returns the plan that shows most.
func (l *layouter) best() plan {
	best, bestScore := plan{}, math.Inf(-1)
	for n := 0; n <= len(l.gaps); n++ {
		if n > 0 && !l.worthCutting(l.gaps[:n]) {
			break
		}
		p, fits := l.try(l.gaps[:n])
		if !fits {
			break
		}
		if s := p.score() - cutCost*float64(n); s > bestScore+1e-9 {
			best, bestScore = p, s
		}
		if p.complete() {
			break
		}
	}
	return best
}

// cutCost is how many more labels a cut has to bring.
const cutCost = .5

// layouter holds what all tries share.
type layouter struct {
	in          Input
	measure     Measure
	widths      map[string]float64
	sizes       map[sized]float64
	cuts        map[roomed]string
	forms       map[string]form
	zone        *time.Location
	left, right float64
	most        budget
	rows        rows // of the lane at hand
	how         manner
	first, last float64
	// parted are the labels of bands that take two lines, by their place.
	parted map[int]form
	gaps   []gap
	items  map[debrief.Lane][]item
	// Room to work in, used again by every try.
	pools  []pool
	xs     []float64
	blocks []block
}

func newLayouter(in Input, m Measure) *layouter {
	in.Marks = short(in.Marks)
	l := &layouter{in: in, measure: m, widths: map[string]float64{}, forms: map[string]form{}, sizes: map[sized]float64{}, cuts: map[roomed]string{}, zone: in.Zone, items: map[debrief.Lane][]item{}}
	if l.zone == nil {
		l.zone = time.UTC
	}
	for _, lane := range lanes() {
		l.left = math.Max(l.left, m(in.Words.lane(lane), laneSize, true)+14)
	}
	l.left = math.Min(l.left, in.Width/3)
	l.right = in.Width - 9
	l.span()
	l.sortMarks()
	return l
}

// maxLabel is the most letters of a label that are looked at.
const maxLabel = 120

// short returns the marks with labels of a length worth measuring.
func short(marks []Mark) []Mark {
	out := append([]Mark{}, marks...)
	for i := range out {
		if len(out[i].Label) <= maxLabel {
			continue
		}
		if r := []rune(out[i].Label); len(r) > maxLabel {
			out[i].Label = string(r[:maxLabel-1]) + "…"
		}
	}
	return out
}

// width is the width of a label in points, remembered because many tries ask
// for the same.
func (l *layouter) width(text string) float64 {
	if w, ok := l.widths[text]; ok {
		return w
	}
	w := l.labelWidth(text)
	l.widths[text] = w
	return w
}

func (l *layouter) labelWidth(text string) float64 { return l.measure(text, labelSize, false) }

// roomed is a text and the room there is for it, in points.
type roomed struct {
	text string
	room float64
}

// shortened is a label cut to a width, remembered likewise.
func (l *layouter) shortened(text string, room float64) string {
	k := roomed{text, room}
	cut, ok := l.cuts[k]
	if !ok {
		cut = Shorten(text, room, l.labelWidth)
		l.cuts[k] = cut
	}
	return cut
}

// sized is a text in a size.
type sized struct {
	text string
	size float64
	bold bool
}

// widthOf is the width of a word below the axis in points, remembered likewise:
// all its digits are as wide as the widest, as clocks are set.
func (l *layouter) widthOf(text string, size float64, bold bool) float64 {
	text = strings.Map(zeroed, text)
	k := sized{text, size, bold}
	w, ok := l.sizes[k]
	if !ok {
		w = l.measure(text, size, bold)
		l.sizes[k] = w
	}
	return w
}

func zeroed(r rune) rune {
	if r >= '1' && r <= '9' {
		return '0'
	}
	return r
}

// span finds the first and the last instant, and the quiet between.
func (l *layouter) span() {
	instants := []float64{}
	for _, m := range l.in.Marks {
		instants = append(instants, seconds(m.At), seconds(m.last()))
	}
	for _, b := range l.in.Bands {
		instants = append(instants, seconds(b.From), seconds(b.To))
	}
	if p := l.in.part; p != nil {
		l.first, l.last, l.gaps = p.from, p.to, p.cuts()
		return
	}
	if len(instants) == 0 {
		return
	}
	sort.Float64s(instants)
	l.first, l.last = instants[0], instants[len(instants)-1]
	l.gaps = gaps(instants)
}

func seconds(t time.Time) float64 { return float64(t.Unix()) }

// sortMarks puts each mark into its lane, in order of time.
func (l *layouter) sortMarks() {
	order := []int{}
	for i, m := range l.in.Marks {
		if at := seconds(m.At); at >= l.first && at <= l.last {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(seconds(l.in.Marks[a].At), seconds(l.in.Marks[b].At)) })
	for _, i := range order {
		m := l.in.Marks[i]
		lane := m.Lane
		if !slices.Contains(lanes(), lane) {
			lane = debrief.LaneDid
		}
		l.items[lane] = append(l.items[lane], item{first: i, members: []int{i}, at: seconds(m.At)})
	}
}

// worthCutting says whether the shortest of the cuts saves noticeably more
// room than its break takes.
func (l *layouter) worthCutting(cut []gap) bool {
	last := cut[len(cut)-1]
	before, _ := l.scale(cut[:len(cut)-1])
	return last.seconds()*before.perSec > 1.5*(l.breakWidth(last)+2*segPad)
}

// plan is one try: a scale and the placed items of each lane.
type plan struct {
	scale scale
	cut   []gap
	lanes map[debrief.Lane]laneResult
}

// try lays the lanes out with some stretches cut; it reports false where the
// words below the rest have no room.
func (l *layouter) try(cut []gap) (plan, bool) {
	p := plan{cut: cut, lanes: map[debrief.Lane]laneResult{}}
	var fits bool
	p.scale, fits = l.scale(cut)
	if !fits && len(cut) > 0 {
		return p, false
	}
	busiest := l.busiest()
	for i, lane := range lanes() {
		switch {
		case l.in.part != nil:
			l.rows = l.in.part.whole.Lanes[i].rows
		case lane == busiest:
			l.rows = l.most.busy
		default:
			l.rows = l.most.other
		}
		p.lanes[lane] = l.placeLane(l.items[lane], p.scale)
	}
	return p, true
}

// score is that of all lanes.
func (p plan) score() float64 {
	s := 0.0
	for _, lane := range lanes() {
		s += p.lanes[lane].score
	}
	return s
}

func (p plan) complete() bool {
	for _, r := range p.lanes {
		if !r.complete {
			return false
		}
	}
	return true
}

// Heights in points. Each lane has its line between the rows of labels.
func above(rows int) float64 { return math.Max(16, 7+rowPitch*float64(rows)) }
func below(rows int) float64 { return math.Max(14, 8+rowPitch*float64(rows)) }

// topOf leaves room for the bands' names, if any has one.
func topOf(named bool) float64 {
	if named {
		return 25
	}
	return 4
}

// top is where the bands' area begins, below their names on one line or two.
func (l *layouter) top() float64 {
	switch {
	case l.in.part != nil:
		return l.in.part.whole.Top
	case len(l.parted) > 0:
		return topOf(true) + bandPitch
	}
	return topOf(slices.ContainsFunc(l.in.Bands, func(b Band) bool { return b.Label != "" }))
}

// finish turns a plan into the figure.
func (l *layouter) finish(p plan) Figure {
	l.partBands(p.scale)
	f := Figure{
		Width: l.in.Width, Left: l.left, Right: l.right, Top: l.top(),
		Lanes: []PlacedLane{}, Bands: []PlacedBand{}, Overlaps: []Overlap{}, Marks: []PlacedMark{},
		Spans: []PlacedSpan{}, Ticks: []Tick{}, Days: []Text{}, Breaks: []Break{}, Stretches: p.scale.stretches(), Others: []OtherAxis{},
	}
	y := f.Top
	for i, lane := range lanes() {
		r := p.lanes[lane]
		if y += above(r.up) + l.in.Air; l.in.part != nil {
			y = l.in.part.whole.Lanes[i].Y
		}
		f.Lanes = append(f.Lanes, PlacedLane{Lane: lane, Y: y, rows: rows{r.up, r.down}, Label: l.fit(l.in.Words.lane(lane), 0, y+2.6, l.left-6, laneSize, true)})
		for _, it := range r.items {
			f.Marks = append(f.Marks, l.placedMark(it, lane, y))
		}
		y += below(r.down) + l.in.Air/2
	}
	if f.Bottom = y; l.in.part != nil {
		f.Bottom = l.in.part.whole.Bottom
	}
	l.placeSpans(&f, p.scale)
	l.placeBands(&f, p.scale)
	l.placeAxis(&f, p)
	l.placeOthers(&f, p.scale)
	return f
}

// fit returns a text shortened to a width.
func (l *layouter) fit(text string, x, y, width, size float64, bold bool) Text {
	t := Shorten(text, width, func(s string) float64 { return l.measure(s, size, bold) })
	if t == "" {
		return Text{}
	}
	return Text{X: x, Y: y, Width: l.measure(t, size, bold), Size: size, Bold: bold, Text: t}
}

func (l *layouter) placedMark(it item, lane debrief.Lane, y float64) PlacedMark {
	m := PlacedMark{IDs: []string{}, Lane: lane, Count: len(it.members), X: it.x0(), X2: it.x1(), Y: y, Radius: radius, Record: true}
	for _, i := range it.members {
		src := l.in.Marks[i]
		m.IDs = append(m.IDs, src.ID)
		m.Record = m.Record && src.Record
		m.Differs = m.Differs || src.Differs
	}
	m.Full = l.full(it.members)
	if m.Count > 1 {
		n := strconv.Itoa(m.Count)
		w := l.measure(n, numberSize, true)
		m.Number = Text{X: it.x - w/2, Y: y + 2.2, Width: w, Size: numberSize, Bold: true, Text: n}
	}
	if !it.placed {
		return m
	}
	m.Label, m.Second = l.labelTexts(it, y)
	if it.slot.row > 1 {
		m.HasLeader, m.LeaderX = true, it.x
		m.LeaderY1, m.LeaderY2 = y+it.slot.leaderStart(), y+it.slot.leaderEnd()
	}
	return m
}

// mostTold is how many of a group are named: nobody reads a list of thousands that goes when the
// pointer moves.
const mostTold = 20

// full returns the labels of the first members, one a line.
func (l *layouter) full(members []int) string {
	labels := []string{}
	for _, i := range members[:min(len(members), mostTold)] {
		labels = append(labels, l.in.Marks[i].Label)
	}
	if len(members) > mostTold {
		labels = append(labels, "…")
	}
	return strings.Join(labels, "\n")
}

// labelTexts sets a label's lines: up, the first lies further from the mark.
func (l *layouter) labelTexts(it item, y float64) (first, second Text) {
	set := func(text string, y float64) Text {
		w := l.width(text)
		return Text{X: it.start.x + (it.label.width-w)*it.start.indent, Y: y, Width: w, Size: labelSize, Text: text}
	}
	y += it.slot.baseline()
	switch {
	case it.label.lines < 2:
		return set(it.label.first, y), Text{}
	case it.slot.up:
		return set(it.label.first, y-linePitch), set(it.label.second, y)
	}
	return set(it.label.first, y), set(it.label.second, y+linePitch)
}
