package pdf

import (
	"strconv"

	"secondstory/backend/report"
)

// countermeasures sets the promised changes, then what is not pursued and
// what is still open.
func (f *flow) countermeasures() {
	f.section("countermeasures", 90)
	if len(f.r.Countermeasures) == 0 {
		f.none("countermeasures")
	} else {
		f.prose(boxStyle().in(ink2()), f.r.T("report.countermeasures.intro"))
		f.y += 8
		f.promises()
	}
	f.ideas("notpursued", f.r.NotPursued)
	f.ideas("ideas", f.r.Ideas)
}

func (f *flow) promises() {
	t, m := f.r.T, f.sheet.measure()
	fixed := []float64{mm(7), mm(36), mm(24), mm(26), mm(15)}
	what := m
	for _, w := range fixed {
		what -= w
	}
	tab := f.newTable([]column{
		{"", fixed[0]}, {t("report.countermeasures.what"), what}, {t("report.countermeasures.owner"), fixed[1]},
		{t("report.countermeasures.due"), fixed[2]}, {t("report.countermeasures.state"), fixed[3]}, {t("report.countermeasures.factors"), fixed[4]},
	}, 4.6)
	tab.begin()
	for _, c := range f.r.Countermeasures {
		top := tab.add(f.promise(tab, c))
		f.anchor(changeAnchor(c.Number), top)
	}
	tab.end()
}

func (f *flow) promise(t *table, c report.Countermeasure) row {
	st := tableStyle()
	small := smallStyle()
	what := []paragraph{t.para(1, span{text: c.Text, style: st})}
	if c.Know != "" {
		what = append(what, t.para(1, span{text: f.r.T("report.countermeasures.know.inline", "know", c.Know), style: small}))
	}
	if c.Ticket.Text != "" {
		what = append(what, t.para(1,
			span{text: f.r.T("report.countermeasures.ticket"), style: small},
			span{text: c.Ticket.Text, style: linkStyle(small, c.Ticket.URL), target: urlTarget(c.Ticket.URL)}))
	}
	state := []paragraph{t.para(4, span{text: c.State, style: st})}
	if c.Priority != "" {
		state = append(state, t.para(4, span{text: c.Priority, style: small}))
	}
	return row{
		{t.para(0, span{text: strconv.Itoa(c.Number), style: st.with(sansBold()).in(accent())})},
		what,
		{t.para(2, span{text: c.Owner, style: st})},
		{t.para(3, span{text: c.Due, style: st})},
		state,
		{t.para(5, f.factorNumbers(c.Factors)...)},
	}
}

func (f *flow) factorNumbers(numbers []int) []span {
	st := tableStyle().in(accent())
	out := []span{}
	for i, n := range numbers {
		if i > 0 {
			out = append(out, span{text: ", ", style: st})
		}
		out = append(out, span{text: strconv.Itoa(n), style: st, target: factorAnchor(n)})
	}
	return out
}

func urlTarget(url string) string {
	if url == "" {
		return ""
	}
	return "url:" + url
}

func linkStyle(st style, url string) style {
	if url == "" {
		return st
	}
	return st.in(accent())
}

// ideas sets a list of changes with a note below each.
func (f *flow) ideas(key string, ideas []report.Idea) {
	if len(ideas) == 0 {
		return
	}
	f.subhead(f.r.T("report.countermeasures." + key))
	const indent = 14
	w := f.sheet.measure() - indent
	for _, i := range ideas {
		text := f.m.breakText([]span{{text: i.Text, style: bodyStyle()}}, w, 0)
		note := f.m.breakText([]span{{text: i.Note, style: tableStyle().in(ink2())}}, w, 0)
		f.need(min(text.height()+note.height(), 80))
		f.disc(f.sheet.left+3.4, f.y+text.leading()/2+.4, 1.5, false, .7)
		f.flowLines(text, f.sheet.left+indent)
		if len(note.lines) > 0 {
			f.y++
			f.flowLines(note, f.sheet.left+indent)
		}
		f.y += 5
	}
}
