package pdf

import (
	"slices"
	"strconv"
	"strings"

	"secondstory/backend/report"
)

// factors sets the contributing factors by category, each with links to the
// entries it rests on and to the countermeasures meant for it.
func (f *flow) factors() {
	f.section("factors", 130)
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

// group sets the factors of one category; its name is repeated where it goes
// on.
func (f *flow) group(g report.FactorGroup) {
	page := 0
	for _, x := range g.Factors {
		page = f.factor(x, g.Name, page)
	}
}

// factorNumber is the room for a factor's number, in points.
const factorNumber = 20

// factor sets one factor beside its category, unless that stands on the page
// already. It returns the page it begins on.
func (f *flow) factor(x report.Factor, category string, page int) int {
	left, w := f.gridText()
	w -= factorNumber
	set := []paragraph{f.m.pretty([]span{{text: x.Text, style: bodyStyle().with(serifBold())}}, w)}
	if x.Detail != "" {
		set = append(set, f.m.pretty([]span{{text: x.Detail, style: bodyStyle().sized(10)}}, w))
	}
	notes := []paragraph{}
	for _, refs := range [][]span{f.entryRefs(f.r.T("report.factors.entries"), x.Entries), f.changeRefs(x.Changes)} {
		if len(refs) > 0 {
			notes = append(notes, f.m.breakText(refs, w, 0))
		}
	}
	whole := heightOf(set) + heightOf(notes) + 2
	f.need(min(whole, 240))
	top, first := f.y, len(f.pages)
	f.anchor(factorAnchor(x.Number), top)
	bottom := f.category(category, page)
	f.text(left, baseline(top, bodyStyle(), bodyStyle().leading), bodyStyle().with(serifBold()).in(accent()), strconv.Itoa(x.Number))
	for _, p := range set {
		f.flowLines(p, left+factorNumber)
	}
	f.y += 2
	for _, p := range notes {
		f.flowLines(p, left+factorNumber)
	}
	f.y += 8
	if len(f.pages) == first {
		f.y = max(f.y, bottom)
	}
	return first
}

// category sets the name of a group at the side, once a page; it returns
// where the name ends.
func (f *flow) category(name string, page int) float64 {
	spans := []span{{text: name, style: subheadStyle()}}
	if page == len(f.pages) {
		return f.y
	}
	if page > 0 {
		spans = append(spans, span{text: " " + f.r.T("report.continued"), style: smallStyle()})
	}
	return f.y + f.draw(f.m.breakText(spans, gridSide(), 0), f.sheet.left, f.y+.6) + 4
}

func heightOf(set []paragraph) float64 {
	h := 0.0
	for _, p := range set {
		h += p.height()
	}
	return h
}

// changeRefs lists countermeasures as links, with their pages.
func (f *flow) changeRefs(numbers []int) []span {
	if len(numbers) == 0 {
		return nil
	}
	small := refStyle().in(ink2())
	out := []span{{text: f.r.T("report.factors.changes"), style: small}}
	for i, n := range numbers {
		sep := " "
		if i > 0 {
			sep = ", "
		}
		out = append(out, span{text: sep, style: small}, span{text: strconv.Itoa(n), style: refStyle(), target: changeAnchor(n)})
		next := ""
		if i+1 < len(numbers) {
			next = changeAnchor(numbers[i+1])
		}
		out = append(out, f.pageNote(changeAnchor(n), next)...)
	}
	return out
}

// pageNote says after the last of those on it which page links lead to: for who
// reads on paper.
func (f *flow) pageNote(target, next string) []span {
	if next != "" && f.pageOf(next) == f.pageOf(target) {
		return nil
	}
	small := refStyle().in(ink2())
	page := f.r.T("report.factors.page", "page", strconv.Itoa(f.pageOf(target)))
	return []span{{text: "\u00a0(", style: small}, {text: page, style: small, target: target}, {text: ")", style: small}}
}

// entryRefs lists entries as links, with their pages.
func (f *flow) entryRefs(label string, refs []report.Ref) []span {
	small := refStyle().in(ink2())
	out, comma := []span{}, ", "
	if slices.ContainsFunc(refs, func(r report.Ref) bool { return strings.Contains(r.Label, " ") }) {
		comma = "; " // between words, which may have commas
	}
	for i, r := range refs {
		sep := comma
		if i == 0 {
			sep = " "
			out = append(out, span{text: label, style: small})
		}
		out = append(out, span{text: sep, style: small}, span{text: r.Label, style: refStyle(), target: f.entryTarget(r.ID)})
		next := ""
		if i+1 < len(refs) {
			next = f.entryTarget(refs[i+1].ID)
		}
		out = append(out, f.pageNote(f.entryTarget(r.ID), next)...)
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

// asked sets what was asked about no line of a narrative.
func (f *flow) asked() {
	if len(f.r.Asked) > 0 {
		f.section("asked", 40)
		f.points(f.r.Asked)
	}
}

// questions sets what stayed open; before the meeting nobody can tell.
func (f *flow) questions() {
	if len(f.r.Questions) == 0 && !f.r.Met {
		return
	}
	f.section("questions", 40)
	if len(f.r.Questions) == 0 {
		f.none("questions")
		return
	}
	f.points(f.r.Questions)
}

// later sets what readers learned after it was signed off.
func (f *flow) later() {
	if len(f.r.Later) > 0 {
		f.section("later", 40)
		f.points(f.r.Later)
	}
}
