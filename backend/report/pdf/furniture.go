package pdf

import "strconv"

// furniture adds running heads and feet to every page; the first page has a
// foot only.
func (f *flow) furniture() {
	all := len(f.pages)
	pages := f.pages
	for i := range pages {
		f.pages = pages[:i+1] // so that page() is this one
		if i > 0 {
			f.head()
		}
		f.foot(i+1, all)
	}
	f.pages = pages
}

func (f *flow) head() {
	s, st := f.sheet, runStyle()
	edition := f.m.clean(st.face, f.r.EditionName)
	w := f.m.width(st, edition)
	y := s.first + 8.5
	f.one(s.left, y, s.measure()-w-20, st, f.r.Title)
	f.rawText(s.right-w, y, st, edition)
	f.rule(s.left, s.head, s.right, line(), .4)
}

func (f *flow) foot(n, all int) {
	s, st := f.sheet, runStyle()
	f.rule(s.left, s.foot, s.right, line(), .4)
	y := s.foot + 14
	third := s.measure()/3 - 8
	page := f.r.T("report.page", "n", strconv.Itoa(n), "all", strconv.Itoa(all))
	f.rawText(s.right-f.m.width(st, page), y, st, page)
	middle := f.m.clamp(f.m.breakText([]span{{text: f.r.Classification, style: st}}, third, 0), 1, third)
	f.said(middle)
	room := s.measure()/2 - between
	if len(middle.lines) == 1 {
		l := middle.lines[0]
		f.drawAt(middle, l, (s.left+s.right)/2-lineWidth(l)/2, y)
		room -= lineWidth(l) / 2
	}
	f.called(s.left, y, room)
}

// between is what is left free beside a text on its line.
const between = 12

// called says which report this is. Version and hash are always whole: they tell one
// print from another; the reference is cut where there is no room.
func (f *flow) called(x, y, room float64) {
	st, r := runStyle(), *f.r
	r.Reference = ""
	version := capital(r.Name())
	if f.r.Reference != "" {
		version = ", " + r.Name()
		room -= f.m.width(st, version)
		reference := f.m.clamp(f.m.breakText([]span{{text: capital(f.r.Reference), style: st}}, room, 0), 1, room)
		f.said(reference)
		if len(reference.lines) > 0 {
			f.drawAt(reference, reference.lines[0], x, y)
			x += lineWidth(reference.lines[0])
		}
	}
	f.rawText(x, y, st, version)
}

// lineWidth is a line's width after clamping.
func lineWidth(l textLine) float64 {
	if len(l.pieces) == 0 {
		return 0
	}
	q := l.pieces[len(l.pieces)-1]
	return q.x + q.width
}

// one sets a text on a single line of a width, with an ellipsis where it does
// not fit.
func (f *flow) one(x, y, width float64, st style, text string) {
	p := f.m.clamp(f.m.breakText([]span{{text: text, style: st}}, width, 0), 1, width)
	f.said(p)
	if len(p.lines) > 0 {
		f.drawAt(p, p.lines[0], x, y)
	}
}

// drawAt sets a line on a baseline.
func (f *flow) drawAt(p paragraph, l textLine, x, y float64) {
	for _, q := range l.pieces {
		f.rawText(x+q.x, y, p.spans[q.span].style, q.text)
	}
}
