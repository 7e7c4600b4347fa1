package pdf

import (
	"math"

	"secondstory/backend/figure"
	"secondstory/backend/report"
)

// kind tells drawn things apart.
type kind int

const (
	opText kind = iota
	opRect
	opRound
	opLine
	opDisc
	opImage
	opPath
)

// op is one thing drawn. x and y are points from the top left; a text's y is
// its baseline. Lines go to x+w, y+h; a disc has its centre at x, y.
type op struct {
	kind       kind
	x, y, w, h float64
	text       string
	joined     bool // begins within a word
	open       bool // ends within one
	rtl        bool // stands in what is read from right to left
	style      style
	apart      bool // a text that does not go on from the one before
	fill       bool
	stroke     bool
	fillColor  color
	color      color
	width      float64 // of the stroke
	radius     float64
	image      *report.Picture
	// points are those of a path, x and y in turn; dash is how it is drawn.
	points []float64
	dash   []float64
}

// link is an area that leads to an anchor or an address.
type link struct {
	x, y, w, h float64
	target     string
}

// mark is an entry of the outline.
type mark struct {
	title string
	level int
	y     float64
}

// page is what is drawn on one page.
type page struct {
	ops   []op
	links []link
	marks []mark
}

// place is where an anchor lies.
type place struct {
	page int // from 1
	y    float64
}

// sheet is the paper with its margins, in points.
type sheet struct {
	width, height float64
	left, right   float64
	top, bottom   float64 // of the text on every page but the first
	first         float64 // top of the text on the first page
	head, foot    float64 // rules of the running head and foot
}

// newSheet gives the sizes of a paper: sides 20 mm, top 15 mm, bottom 20 mm.
func newSheet(p report.Paper) sheet {
	s := sheet{width: mm(210), height: mm(297)}
	if p == report.Letter {
		s.width, s.height = 612, 792
	}
	s.left, s.right = mm(20), s.width-mm(20)
	s.first = mm(15)
	s.head = s.first + 17
	s.top = s.head + 17
	s.bottom = s.height - mm(20)
	s.foot = s.height - mm(16.6)
	return s
}

func (s sheet) measure() float64 { return s.right - s.left }

// flow sets a report on pages.
type flow struct {
	m       *metrics
	r       *report.Report
	sheet   sheet
	pages   []page
	y       float64
	anchors map[string]place
	// known is where anchors lay in the run before.
	known  map[string]place
	places []report.Place
	// cut is what page one had no room for.
	cut []report.Field
	// figures keeps the figure's layouts from one run to the next.
	figures map[figureSize]figure.Figure
	// onPage runs at the top of each new page, for repeated heads.
	onPage func()
}

func (s *setter) newFlow(known map[string]place) *flow {
	return &flow{m: s.m, r: s.r, sheet: newSheet(s.r.Paper), anchors: map[string]place{}, known: known, figures: s.figures}
}

func (f *flow) page() *page { return &f.pages[len(f.pages)-1] }

func (f *flow) newPage() {
	like := 0 // about as much is drawn on a page as on the one before
	if n := len(f.pages); n > 0 {
		like = len(f.pages[n-1].ops)
	}
	f.pages = append(f.pages, page{ops: make([]op, 0, like)})
	f.y = f.sheet.top
	if len(f.pages) == 1 {
		f.y = f.sheet.first
	}
	if f.onPage != nil {
		f.onPage()
	}
}

// need begins a new page when less than a height is left on this one.
func (f *flow) need(h float64) {
	if f.y+h > f.sheet.bottom+.01 && f.y > f.sheet.top+.01 {
		f.newPage()
	}
}

func (f *flow) left() float64 { return f.sheet.bottom - f.y }

// skip leaves room, but never at the top of a page.
func (f *flow) skip(h float64) {
	if f.y > f.sheet.top+.01 {
		f.y += h
	}
}

func (f *flow) anchor(name string, y float64) {
	if _, twice := f.anchors[name]; !twice {
		f.anchors[name] = place{page: len(f.pages), y: y}
	}
}

// pageOf is the page an anchor was found on in the run before.
func (f *flow) pageOf(name string) int {
	if p, ok := f.known[name]; ok {
		return p.page
	}
	return max(1, len(f.pages))
}

func (f *flow) outline(title string, level int, y float64) {
	p := f.page()
	p.marks = append(p.marks, mark{f.m.clean(sans(), title), level, y})
}

func (f *flow) text(x, y float64, s style, text string) {
	f.rawText(x, y, s, f.m.clean(s.face, text))
}

func (f *flow) rawText(x, y float64, s style, clean string) {
	if clean == "" {
		return
	}
	p := f.page()
	p.ops = append(p.ops, op{kind: opText, x: x, y: y, w: f.m.width(s, clean), text: clean, style: s, rtl: readsFromRight(clean)})
}

func (f *flow) rule(x0, y, x1 float64, c color, width float64) {
	p := f.page()
	p.ops = append(p.ops, op{kind: opLine, x: x0, y: y, w: x1 - x0, color: c, width: width})
}

func (f *flow) segment(x0, y0, x1, y1 float64, c color, width float64) {
	p := f.page()
	p.ops = append(p.ops, op{kind: opLine, x: x0, y: y0, w: x1 - x0, h: y1 - y0, color: c, width: width})
}

func (f *flow) rect(x, y, w, h float64, c color, radius float64) {
	k := opRect
	if radius > 0 {
		k = opRound
	}
	p := f.page()
	p.ops = append(p.ops, op{kind: k, x: x, y: y, w: w, h: h, fill: true, fillColor: c, radius: radius})
}

// disc draws the mark of an entry: filled for a record, open for memory.
func (f *flow) disc(x, y, radius float64, filled bool, width float64) {
	o := op{kind: opDisc, x: x, y: y, radius: radius, fill: true, stroke: true, fillColor: white(), color: accent(), width: width}
	if filled {
		o.fillColor = accent()
	}
	p := f.page()
	p.ops = append(p.ops, o)
}

func (f *flow) link(x, y, w, h float64, target string) {
	if target == "" {
		return
	}
	p := f.page()
	p.links = append(p.links, link{x, y, w, h, target})
}

// baseline is where a line of text stands in its leading: capitals in the
// middle.
func baseline(top float64, s style, leading float64) float64 {
	return top + leading/2 + .345*s.size
}

// drawLine sets one line with its top at y.
func (f *flow) drawLine(p paragraph, l textLine, x, y float64) {
	leading := p.leading()
	main := p.spans[0].style
	for _, q := range l.pieces {
		main = bigger(main, p.spans[q.span].style)
	}
	base := baseline(y, main, leading)
	for i, q := range l.pieces {
		s, at := p.spans[q.span], x+q.x
		if p.rtl {
			at = x + p.width - q.x - q.width
		}
		f.rawText(at, base, s.style, q.text)
		drawn := &f.page().ops[len(f.page().ops)-1]
		drawn.joined, drawn.open = i == 0 && l.joined, i == len(l.pieces)-1 && l.open
		drawn.rtl = p.rtl
		f.link(at, base-s.style.size*.85, q.width, s.style.size*1.15, s.target)
	}
}

func bigger(a, b style) style {
	if b.size > a.size {
		return b
	}
	return a
}

// said keeps a text as it was before it was broken into lines, for the search
// of names.
func (f *flow) said(p paragraph) {
	text := ""
	for _, s := range p.spans {
		text += s.text
	}
	f.places = append(f.places, report.Place{Where: pageName(len(f.pages)), Text: text})
}

// draw sets a whole paragraph at x with its top at y, and returns its height.
func (f *flow) draw(p paragraph, x, y float64) float64 {
	f.said(p)
	for i, l := range p.lines {
		f.drawLine(p, l, x, y+float64(i)*p.leading())
	}
	return p.height()
}

// flowLines sets a paragraph from f.y on, over as many pages as it takes;
// never one line alone at the foot or the head of a page.
func (f *flow) flowLines(p paragraph, x float64) { f.flowParts(p, x, nil) }

// flowParts is flowLines that tells of each page's part from where to where it goes.
func (f *flow) flowParts(p paragraph, x float64, part func(top, bottom float64)) {
	f.said(p)
	n, leading := len(p.lines), p.leading()
	for i := 0; i < n; {
		fit := int(math.Floor((f.left() + .01) / leading))
		rest := n - i
		switch {
		case fit >= rest:
			fit = rest
		case fit < 2 || (rest == 3 && fit == 2):
			fit = 0
		case rest-fit == 1:
			fit--
		}
		if fit <= 0 {
			f.newPage()
			continue
		}
		top := f.y
		for range fit {
			f.drawLine(p, p.lines[i], x, f.y)
			f.y += leading
			i++
		}
		if part != nil {
			part(top, f.y)
		}
	}
}
