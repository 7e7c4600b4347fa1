package pdf

import (
	"strconv"

	"secondstory/backend/report"
)

// factors sets the contributing factors by category, each with links to the
// entries it rests on and to the countermeasures meant for it.
func (f *flow) factors() {
	f.section("factors", 90)
	if len(f.r.Factors) == 0 {
		f.none("factors")
		return
	}
	f.prose(boxStyle().in(ink2()), f.r.T("report.factors.intro"))
	f.y += 8
	for i, g := range f.r.Factors {
		if i > 0 {
			f.skip(7)
		}
		f.group(g)
	}
}

func (f *flow) group(g report.FactorGroup) {
	label := f.m.breakText([]span{{text: g.Name, style: subheadStyle()}}, gridSide(), 0)
	for i, x := range g.Factors {
		top, page := f.factor(x, label, i == 0)
		if i == 0 && len(f.pages) == page {
			f.y = max(f.y, top+label.height()+4)
		}
	}
}

// factor sets one factor and returns where it begins.
func (f *flow) factor(x report.Factor, label paragraph, first bool) (float64, int) {
	left, w := f.gridText()
	const number = 20
	head := f.m.breakText([]span{{text: x.Text, style: bodyStyle().with(serifBold())}}, w-number, 0)
	detail := f.m.breakText([]span{{text: x.Detail, style: bodyStyle().sized(10)}}, w-number, 0)
	refs := f.m.breakText(f.factorRefs(x), w-number, 0)
	whole := head.height() + detail.height() + refs.height() + 3
	if whole > 240 {
		whole = head.height() + 2*bodyStyle().leading
	}
	f.need(min(max(whole, label.height()), 240))
	top, page := f.y, len(f.pages)
	if first {
		f.draw(label, f.sheet.left, top+.6)
	}
	f.anchor(factorAnchor(x.Number), top)
	f.text(left, baseline(top, bodyStyle(), bodyStyle().leading), bodyStyle().with(serifBold()).in(accent()), strconv.Itoa(x.Number))
	f.flowLines(head, left+number)
	if len(detail.lines) > 0 {
		f.flowLines(detail, left+number)
	}
	if len(refs.lines) > 0 {
		f.y += 2
		f.flowLines(refs, left+number)
	}
	f.y += 8
	return top, page
}

func (f *flow) factorRefs(x report.Factor) []span {
	out := f.entryRefs(f.r.T("report.factors.entries"), x.Entries)
	if len(x.Changes) == 0 {
		return out
	}
	small := refStyle().in(ink2())
	if len(out) > 0 {
		out = append(out, span{text: "   ", style: small})
	}
	out = append(out, span{text: f.r.T("report.factors.changes"), style: small})
	for i, n := range x.Changes {
		sep := " "
		if i > 0 {
			sep = ", "
		}
		target := changeAnchor(n)
		out = append(out, span{text: sep, style: small}, span{text: strconv.Itoa(n), style: refStyle(), target: target})
	}
	page := f.pageOf(changeAnchor(x.Changes[0]))
	return append(out, span{text: " (" + f.r.T("report.factors.page", "page", strconv.Itoa(page)) + ")", style: small})
}

// entryRefs lists entries as links, with the page of the first.
func (f *flow) entryRefs(label string, refs []report.Ref) []span {
	small := refStyle().in(ink2())
	out := []span{}
	for i, r := range refs {
		sep := ", "
		if i == 0 {
			sep = " "
			out = append(out, span{text: label, style: small})
		}
		out = append(out, span{text: sep, style: small}, span{text: r.Label, style: refStyle(), target: f.entryTarget(r.ID)})
	}
	if len(refs) > 0 {
		page := f.pageOf(f.entryTarget(refs[0].ID))
		out = append(out, span{text: " (" + f.r.T("report.factors.page", "page", strconv.Itoa(page)) + ")", style: small})
	}
	return out
}

// entryTarget is an entry's row in the timeline, or else where it is told.
func (f *flow) entryTarget(id string) string {
	for _, a := range []string{entryAnchor(id), toldAnchor(id)} {
		if _, ok := f.anchors[a]; ok {
			return a
		}
		if _, ok := f.known[a]; ok {
			return a
		}
	}
	return entryAnchor(id)
}

// helped sets what helped and where the group was lucky.
func (f *flow) helped() {
	f.section("helped", 40)
	if len(f.r.Helped) == 0 && len(f.r.Luck) == 0 {
		f.none("helped")
		return
	}
	f.points(f.r.Helped)
	if len(f.r.Luck) > 0 {
		f.subhead(f.r.T("report.helped.luck"))
		f.points(f.r.Luck)
	}
}

// subhead sets a heading of the second level.
func (f *flow) subhead(title string) {
	above := 12.0
	f.heading(title, subheadStyle().sized(11.4), above, 36)
	f.outline(title, 1, f.y-20)
}

// points sets a list.
func (f *flow) points(points []report.Point) {
	const indent = 14
	w := f.sheet.measure() - indent
	for _, p := range points {
		spans := []span{{text: p.Text, style: bodyStyle()}}
		if p.Note != "" {
			spans = append(spans, span{text: " " + p.Note, style: bodyStyle().in(ink2())})
		}
		if refs := f.entryRefs("", p.Entries); len(refs) > 0 {
			spans = append(append(spans, span{text: " ", style: bodyStyle()}), refs...)
		}
		set := f.m.breakText(spans, w, 0)
		f.need(min(set.height(), 3*set.leading()))
		f.disc(f.sheet.left+3.4, f.y+set.leading()/2+.4, 1.5, true, 0)
		f.flowLines(set, f.sheet.left+indent)
		f.y += 4
	}
}

// questions sets what stayed open.
func (f *flow) questions() {
	f.section("questions", 40)
	if len(f.r.Questions) == 0 {
		f.none("questions")
		return
	}
	f.points(f.r.Questions)
}
