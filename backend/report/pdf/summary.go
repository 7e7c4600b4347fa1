package pdf

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"secondstory/backend/figure"
	"secondstory/backend/report"
)

// fit is how tightly page one is set: lines at most, and points.
type fit struct {
	figure              figureSize
	titleLines, lead    int
	facts, heads        int
	learnHead, learning int
	rows                int
	air                 float64 // of the gaps between blocks
}

// fits goes from roomy to tight: first the figure and the air give way, then
// the title's size, and texts are cut only at the end. The last holds on both
// papers whatever the texts, so that page one never overflows; what it cuts is
// said in full further on.
func fits() []fit {
	whole := fit{titleLines: 3, lead: 4, facts: 6, heads: 4, learnHead: 3, learning: 8, rows: 2}
	out := []fit{}
	for _, step := range []struct{ height, lane, air float64 }{
		{290, 6, 1},
		{280, 3, 1},
		{270, 0, 1},
		{250, 0, .9},
		{240, 0, .8},
		{230, 0, .75},
		{220, 0, .7},
		{210, 0, .5},
		{200, 0, .65},
		{192, 0, .6},
		{184, 0, .55},
		{170, 0, .6},
		{155, 0, .6},
	} {
		f := whole
		f.figure, f.air = figureSize{step.height, step.lane}, step.air
		out = append(out, f)
	}
	return append(out,
		fit{figure: figureSize{200, 0}, titleLines: 2, lead: 4, facts: 5, heads: 2, learnHead: 3, learning: 8, rows: 1, air: .65},
		fit{figure: figureSize{170, 0}, titleLines: 2, lead: 4, facts: 5, heads: 2, learnHead: 3, learning: 7, rows: 1, air: .6},
		fit{figure: figureSize{160, 0}, titleLines: 2, lead: 3, facts: 4, heads: 2, learnHead: 2, learning: 5, rows: 1, air: .6},
		fit{figure: figureSize{155, 0}, titleLines: 2, lead: 3, facts: 3, heads: 2, learnHead: 2, learning: 4, rows: 1, air: .6},
		fit{figure: figureSize{152, 0}, titleLines: 2, lead: 2, facts: 3, heads: 2, learnHead: 2, learning: 3, rows: 1, air: .5},
	)
}

// airs is about how much all gaps of page one take together at air 1, in points.
const airs = 100.0

// summary sets page one with the roomiest fit that holds.
func (f *flow) summary() {
	f.newPage()
	limit := f.sheet.bottom
	start := *f.page()
	places := len(f.places)
	set := func(t fit) (spare float64) {
		*f.page(), f.y, f.places, f.cut = start, f.sheet.first, f.places[:places], nil
		f.summaryIn(t, f.layFigure(t.figure))
		return limit - f.y
	}
	for _, t := range fits() {
		spare := set(t)
		if spare < 0 {
			continue
		}
		if t.air < 1 { // what is left over goes between the blocks
			roomy := t
			roomy.air = min(1, t.air+spare/airs)
			if set(roomy) < 0 {
				set(t)
			}
		}
		break
	}
	f.outline(f.r.T("report.section.summary"), 0, f.sheet.first)
}

func (f *flow) summaryIn(t fit, g figure.Figure) {
	f.kindLine()
	f.title(t)
	f.y += 14.2 * t.air
	f.facts(t)
	if len(g.Marks)+len(g.Bands) > 0 {
		f.y += 15.6 * t.air
		f.drawFigure(g, f.y)
		f.y += g.Height + 5
		f.caption(g)
	}
	if len(f.r.Summary.Learnings) > 0 {
		f.y += 14.2 * t.air
		f.learnings(t)
	}
	f.y += 15.3 * t.air
	f.changes(t)
}

// kindLine is the first line: what this is, and which edition of it.
func (f *flow) kindLine() {
	s := f.sheet
	left := style{face: sansBold(), size: 9, leading: 10.8, color: accent()}
	right := left.with(sans()).in(ink2())
	edition := f.m.clean(right.face, f.r.EditionLine)
	y := f.y + 8.4
	f.text(s.left, y, left, f.r.Kind)
	f.rawText(s.right-f.m.width(right, edition), y, right, edition)
	f.y += 10.8
}

func (f *flow) title(t fit) {
	s := f.sheet
	f.y += 15.6 * math.Max(t.air, .7)
	f.y += f.draw(f.titleLines(t.titleLines), s.left, f.y)
	if f.r.Summary.Lead == "" {
		return
	}
	f.y += 7.4 * t.air
	width := math.Min(mm(166), s.measure())
	lead := f.kept(f.r.T("report.full.lead"), f.r.Summary.Lead, f.m.pretty([]span{{text: glance(f.r.Summary.Lead), style: leadStyle()}}, width), t.lead, width)
	f.y += f.draw(lead, s.left, f.y)
}

// titleLines sets the title in the largest size that takes two lines.
func (f *flow) titleLines(most int) paragraph {
	width := math.Min(mm(162), f.sheet.measure())
	var spans []span
	for _, size := range []float64{25, 23.5, 22, 20.5, 19, 17} {
		spans = []span{{text: glance(f.r.Title), style: titleStyle().sized(size)}}
		if len(f.m.breakText(spans, width, 0).lines) <= 2 {
			return f.m.balanced(spans, width)
		}
	}
	return f.kept(f.r.T("report.full.title"), f.r.Title, f.m.balanced(spans, width), most, width)
}

// glanceRunes is more than any field of page one can show.
const glanceRunes = 1000

// glance is the part of a text that page one looks at.
func glance(text string) string {
	if len(text) <= glanceRunes {
		return text
	}
	if r := []rune(text); len(r) > glanceRunes {
		return string(r[:glanceRunes])
	}
	return text
}

// facts sets the four boxes between two rules.
func (f *flow) facts(t fit) {
	s, top := f.sheet, f.y
	first := s.measure() * 1.08 / 4.08
	other := s.measure() / 4.08
	bottom, x := top, s.left
	for i, fact := range f.r.Summary.Facts {
		w, pad := other-18, 9.6
		if i == 0 {
			w, pad = first-8.5, 0
		}
		bottom = math.Max(bottom, f.fact(fact, x+pad, top+7.1, w, t))
		if i == 0 {
			x += first
		} else {
			x += other
		}
	}
	f.y = bottom + 8.5
	x = s.left + first
	for range len(f.r.Summary.Facts) - 1 {
		f.segment(x, top, x, f.y, line(), .4)
		x += other
	}
	f.rule(s.left, top, s.right, ink(), 1.1)
	f.rule(s.left, f.y, s.right, line(), .4)
}

func (f *flow) fact(fact report.Fact, x, y, w float64, t fit) float64 {
	label := style{face: sansBold(), size: 8.2, leading: 11.6, color: ink2()}
	head := style{face: sansBold(), size: 10.4, leading: 14, color: ink()}
	text := style{face: sans(), size: 8.9, leading: 12.6, color: ink()}
	y += f.draw(f.m.breakText([]span{{text: fact.Label, style: label}}, w, 0), x, y) + 2.3
	y += f.draw(f.kept(fact.Label, fact.Head, f.m.breakText([]span{{text: glance(fact.Head), style: head}}, w, 0), t.heads, w), x, y)
	room := t.facts
	for _, l := range fact.Lines {
		p := f.kept(fact.Label, l, f.m.breakText([]span{{text: glance(l), style: text}}, w, 0), room, w)
		y += f.draw(p, x, y)
		room -= len(p.lines)
	}
	return y
}

// caption says what the figure's signs mean, and only those it uses.
func (f *flow) caption(g figure.Figure) {
	key := "report.figure.caption"
	if len(f.r.Summary.Figure.Marks) == 0 {
		key = "report.figure.caption.none"
	}
	text := f.r.T(key)
	for _, m := range g.Marks {
		if m.Count > 1 {
			text += " " + f.r.T("report.figure.caption.groups")
			break
		}
	}
	if len(g.Bands) > 0 {
		text += " " + f.r.T("report.figure.caption.bands")
	}
	if len(g.Breaks) > 0 {
		text += " " + f.r.T("report.figure.caption.breaks")
	}
	f.y += f.draw(f.m.breakText([]span{{text: text, style: smallStyle()}}, f.sheet.measure(), 0), f.sheet.left, f.y)
}

func (f *flow) learnings(t fit) {
	s, gap := f.sheet, mm(6.5)
	n := float64(max(len(f.r.Summary.Learnings), 2))
	w := (s.measure() - gap*(n-1)) / n
	bottom := f.y
	for i, l := range f.r.Summary.Learnings {
		x, y := s.left+float64(i)*(w+gap), f.y
		head := style{face: serifBold(), size: 11, leading: 14.1, color: ink()}
		lines := t.learnHead
		if l.Text == "" {
			lines += t.learning / 2
		}
		y += f.draw(f.kept(f.r.T("report.full.learning"), l.Title, f.m.breakText([]span{{text: glance(l.Title), style: head}}, w, 0), lines, w), x, y)
		if l.Text != "" {
			body := style{face: serif(), size: 10, leading: 14.5, color: ink()}
			y += 3 + f.draw(f.kept(f.r.T("report.full.learning"), l.Text, f.m.pretty([]span{{text: glance(l.Text), style: body}}, w), t.learning, w), x, y+3)
		}
		if l.Factor > 0 {
			target := factorAnchor(l.Factor)
			text := f.r.T("report.learning.factor", "n", strconv.Itoa(l.Factor), "page", strconv.Itoa(f.pageOf(target)))
			y += 2 + f.draw(f.m.breakText([]span{{text: text, style: refStyle(), target: target}}, w, 0), x, y+2)
		}
		bottom = math.Max(bottom, y)
	}
	f.y = bottom
}

// changes is the table of the first three countermeasures.
func (f *flow) changes(t fit) {
	s := f.sheet
	f.y += f.draw(f.m.breakText([]span{{text: f.r.T("report.changing"), style: headStyle()}}, s.measure(), 0), s.left, f.y) + 5
	if len(f.r.Summary.Changes) > 0 {
		f.changesTable(t)
	}
	f.y += 4
	note := f.changesNote()
	f.y += f.draw(f.m.breakText([]span{{text: note, style: smallStyle(), target: sectionAnchor("countermeasures")}}, s.measure(), 0), s.left, f.y)
}

// changeColumn is a column of page one's table; share is its part of the width.
type changeColumn struct {
	key   string
	share float64
	text  func(report.Countermeasure) string
}

// changeColumns leaves out what nobody has said for any of the rows; what is
// changing gets the room.
func (f *flow) changeColumns() []changeColumn {
	all := []changeColumn{
		{"what", .41, func(c report.Countermeasure) string { return strings.TrimSuffix(c.Text, ".") }},
		{"owner", .21, func(c report.Countermeasure) string { return c.Owner }},
		{"due", .14, func(c report.Countermeasure) string { return c.Due }},
		{"know", .24, func(c report.Countermeasure) string { return c.Know }},
	}
	out := all[:1:1]
	for _, col := range all[1:] {
		if slices.ContainsFunc(f.r.Summary.Changes, func(c report.Countermeasure) bool { return col.text(c) != "" }) {
			out = append(out, col)
		} else {
			out[0].share += col.share
		}
	}
	if len(out) == 1 { // how far each has come is known at least
		out[0].share = .79
		out = append(out, changeColumn{"state", .21, func(c report.Countermeasure) string { return c.State }})
	}
	return out
}

func (f *flow) changesTable(t fit) {
	s, cols := f.sheet, f.changeColumns()
	pad := 4.4 * math.Max(t.air, .65)
	x := s.left
	for i := range cols {
		cols[i].share *= s.measure() // from here on points
		f.one(x, f.y+8, cols[i].share-8, labelStyle(), f.r.T("report.countermeasures."+cols[i].key))
		x += cols[i].share
	}
	f.y += 14.5
	f.rule(s.left, f.y, s.right, ink(), .8)
	for _, c := range f.r.Summary.Changes {
		h, x := tableStyle().leading, s.left
		f.y += pad
		for i, col := range cols {
			w := col.share
			if i < len(cols)-1 {
				w -= 8
			}
			p := f.m.clamp(f.m.breakText([]span{{text: glance(col.text(c)), style: tableStyle()}}, w, 0), t.rows, w)
			h = math.Max(h, f.draw(p, x, f.y))
			x += col.share
		}
		f.y += h + pad
		f.rule(s.left, f.y, s.right, hair(), .4)
	}
}

// changesNote says how many there are and where they are all listed.
func (f *flow) changesNote() string {
	t, all := f.r.T, len(f.r.Countermeasures)
	page := strconv.Itoa(f.pageOf(sectionAnchor("countermeasures")))
	if all == 0 {
		if n := len(f.r.Ideas); n > 0 {
			return t("report.changing.none.ideas", "ideas", report.Count(t, "report.ideas", n), "page", page)
		}
		return t("report.changing.none")
	}
	more := ""
	if n := len(f.r.NotPursued); n > 0 {
		more = t("report.changing.more", "ideas", report.Count(t, "report.ideas", n))
	}
	if shown := len(f.r.Summary.Changes); shown < all {
		return t("report.changing.some", "some", capital(report.Number(t, shown)), "all", report.Number(t, all), "more", more, "page", page)
	}
	return t("report.changing.all", "more", more, "page", page)
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
