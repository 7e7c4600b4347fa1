package pdf

import (
	"strconv"

	"secondstory/backend/report"
)

// Anchors name the places links lead to.
func entryAnchor(id string) string    { return "entry:" + id }
func toldAnchor(id string) string     { return "told:" + id }
func factorAnchor(n int) string       { return "factor:" + strconv.Itoa(n) }
func changeAnchor(n int) string       { return "change:" + strconv.Itoa(n) }
func sectionAnchor(key string) string { return "section:" + key }

// report sets the whole report, in the order of its design.
func (f *flow) report() {
	f.summary()
	f.newPage()
	f.reading()
	f.full()
	f.impact()
	f.timeline()
	f.narratives()
	f.factors()
	f.helped()
	f.countermeasures()
	f.asked()
	f.questions()
	f.later()
	f.appendices()
}

// section begins a section: its heading stays with what follows.
func (f *flow) section(key string, follow float64) {
	title := f.r.T("report.section." + key)
	f.heading(title, headStyle(), 22, follow)
	at := f.y - headStyle().leading - 5
	f.anchor(sectionAnchor(key), at)
	f.outline(title, 0, at)
}

// heading sets a heading with room above, on a page that still holds follow
// points below it.
func (f *flow) heading(title string, st style, above, follow float64) {
	p := f.m.balanced([]span{{text: title, style: st}}, f.sheet.measure())
	f.skip(above)
	f.need(p.height() + 5 + follow)
	f.y += f.draw(p, f.sheet.left, f.y) + 5
}

// prose sets a paragraph over the full width.
func (f *flow) prose(st style, text string) {
	f.flowLines(f.m.pretty([]span{{text: text, style: st}}, f.sheet.measure()), f.sheet.left)
}

// reading is the box that says how to read the report.
func (f *flow) reading() {
	s := f.sheet
	const padX, padY = 14.2, 12.5
	side := mm(38)
	head := f.m.balanced([]span{{text: f.r.T("report.section.reading"), style: headStyle().sized(12)}}, side-4)
	x := s.left + padX + side + padX
	paragraphs, h := []paragraph{}, -4.0
	for _, text := range f.r.Reading {
		p := f.m.breakText([]span{{text: text, style: boxStyle()}}, s.right-padX-x, 0)
		paragraphs = append(paragraphs, p)
		h += p.height() + 4
	}
	top := f.y
	f.rect(s.left, top, s.measure(), h+2*padY, soft(), 3.4)
	f.outline(f.r.T("report.section.reading"), 0, top)
	f.draw(head, s.left+padX, top+padY-1)
	y := top + padY
	for _, p := range paragraphs {
		y += f.draw(p, x, y) + 4
	}
	f.y = top + h + 2*padY
}

// grid is the two columns that narratives, factors and fields share: a label
// at the side, text beside it.
func (f *flow) gridText() (x, width float64) {
	x = f.sheet.left + mm(43)
	return x, f.sheet.right - x
}

func gridSide() float64 { return mm(38) }

// fields sets labelled texts in the grid.
func (f *flow) fields(fields []report.Field, text style) {
	x, w := f.gridText()
	for i, field := range fields {
		label := f.m.breakText([]span{{text: field.Label, style: tableStyle().with(sansBold()).in(ink2())}}, gridSide(), 0)
		p := f.m.pretty([]span{{text: field.Text, style: text}}, w)
		room := max(label.height(), min(p.height(), 2*p.leading())) + 2
		if i > 0 && i == len(fields)-2 { // so that the last is not alone on a page
			room += text.leading + 4
		}
		f.need(room)
		top, page := f.y, len(f.pages)
		h := f.draw(label, f.sheet.left, top+(text.leading-label.leading())/2)
		f.flowLines(p, x)
		if len(f.pages) == page {
			f.y = max(f.y, top+h)
		}
		f.y += 3.4
	}
}

// block sets a section of short fields on one page, unless it takes most of one.
func (f *flow) block(key string, fields []report.Field) {
	h := 0.0
	_, w := f.gridText()
	for _, field := range fields {
		h += f.m.pretty([]span{{text: glance(field.Text), style: tableStyle()}}, w).height() + 3.4
	}
	if h > (f.sheet.bottom-f.sheet.top)/2 {
		h = 50
	}
	f.section(key, h)
	f.fields(fields, tableStyle())
}

// impact says what the event meant.
func (f *flow) impact() {
	f.section("impact", 40)
	if len(f.r.Impact) == 0 {
		f.prose(bodyStyle(), f.r.T("report.impact.none"))
		return
	}
	f.fields(f.r.Impact, bodyStyle().sized(10))
}

// none says that a section has nothing to say.
func (f *flow) none(key string) {
	f.prose(bodyStyle().in(ink2()), f.r.T("report."+key+".none"))
}
