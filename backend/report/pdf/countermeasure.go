package pdf

import (
	"slices"
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
		f.prose(boxStyle().in(ink2()), f.r.T(f.promiseIntro()))
		f.y += 8
		f.promises()
	}
	f.ideas("notpursued", f.r.NotPursued)
	f.ideas("ideas", f.r.Ideas)
}

// promiseIntro says that every countermeasure is complete, or that some are
// still open.
func (f *flow) promiseIntro() string {
	for _, c := range f.r.Countermeasures {
		if c.Owner == "" || c.Due == "" || c.Know == "" {
			return "report.countermeasures.intro.open"
		}
	}
	return "report.countermeasures.intro"
}

// promiseColumn is a column of the table: its head, its width and its cell.
type promiseColumn struct {
	column
	cell func(t *table, i int, c report.Countermeasure) []paragraph
}

// promiseColumns leaves out owner, date and factors where no row has any.
func (f *flow) promiseColumns() []promiseColumn {
	t, st := f.r.T, tableStyle()
	has := func(g func(report.Countermeasure) bool) bool { return slices.ContainsFunc(f.r.Countermeasures, g) }
	plain := func(g func(report.Countermeasure) string) func(*table, int, report.Countermeasure) []paragraph {
		return func(tab *table, i int, c report.Countermeasure) []paragraph {
			return []paragraph{tab.para(i, span{text: g(c), style: st})}
		}
	}
	number := mm(7)
	for _, c := range f.r.Countermeasures {
		number = max(number, f.m.width(st.with(sansBold()), strconv.Itoa(c.Number))+columnGap)
	}
	out := []promiseColumn{
		{column{"", number}, func(tab *table, i int, c report.Countermeasure) []paragraph {
			return []paragraph{tab.para(i, span{text: strconv.Itoa(c.Number), style: st.with(sansBold()).in(accent())})}
		}},
		{column{t("report.countermeasures.what"), 0}, f.promiseText},
	}
	if has(func(c report.Countermeasure) bool { return c.Owner != "" }) {
		out = append(out, promiseColumn{column{t("report.countermeasures.owner"), mm(35)}, plain(func(c report.Countermeasure) string { return c.Owner })})
	}
	if has(func(c report.Countermeasure) bool { return c.Due != "" }) {
		out = append(out, promiseColumn{column{t("report.countermeasures.due"), mm(23)}, plain(func(c report.Countermeasure) string { return c.Due })})
	}
	out = append(out, promiseColumn{column{t("report.countermeasures.state"), mm(24)}, f.promiseState})
	if has(func(c report.Countermeasure) bool { return len(c.Factors) > 0 }) {
		out = append(out, promiseColumn{column{t("report.countermeasures.factors"), mm(15)}, func(tab *table, i int, c report.Countermeasure) []paragraph {
			return []paragraph{tab.para(i, f.factorNumbers(c.Factors)...)}
		}})
	}
	return widen(out, f.sheet.measure())
}

// widen gives what is left of the width to the second column.
func widen(cols []promiseColumn, width float64) []promiseColumn {
	for i, c := range cols {
		if i != 1 {
			width -= c.width
		}
	}
	cols[1].width = width
	return cols
}

func (f *flow) promises() {
	cols := f.promiseColumns()
	heads := make([]column, len(cols))
	for i, c := range cols {
		heads[i] = c.column
	}
	t := f.newTable(heads, 4.6)
	rows := []row{}
	for _, c := range f.r.Countermeasures {
		r := row{}
		for i, col := range cols {
			r = append(r, col.cell(t, i, c))
		}
		rows = append(rows, r)
	}
	t.begin()
	t.addAll(rows, func(i int, top float64) { f.anchor(changeAnchor(f.r.Countermeasures[i].Number), top) })
	t.end()
}

func (f *flow) promiseText(t *table, i int, c report.Countermeasure) []paragraph {
	small := smallStyle()
	out := []paragraph{t.para(i, span{text: c.Text, style: tableStyle()})}
	if c.Know != "" {
		out = append(out, t.para(i, span{text: f.r.T("report.countermeasures.know.inline", "know", c.Know), style: small}))
	}
	for _, m := range c.Moves {
		out = append(out, t.para(i, span{text: m, style: small}))
	}
	if c.Ticket.Text != "" {
		out = append(out, t.para(i,
			span{text: f.r.T("report.countermeasures.ticket"), style: small},
			span{text: c.Ticket.Text, style: linkStyle(small, c.Ticket.URL), target: urlTarget(c.Ticket.URL)}))
	}
	return out
}

func (f *flow) promiseState(t *table, i int, c report.Countermeasure) []paragraph {
	out := []paragraph{t.para(i, span{text: c.State, style: tableStyle()})}
	if c.Priority != "" {
		out = append(out, t.para(i, span{text: c.Priority, style: smallStyle()}))
	}
	return out
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
