package pdf

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"secondstory/backend/report"
)

// timeline is the table of what happened.
func (f *flow) timeline() {
	f.section("timeline", 60)
	rows := f.r.Timeline.Rows
	if len(rows) == 0 {
		f.none("timeline")
		return
	}
	t := f.newTable(f.timelineColumns(), 3.7)
	t.begin()
	carry := carried{}
	t.more = carriedHeight
	f.onPage = func() {
		t.head()
		f.carriedOver(carry)
	}
	about, timed, untimed := false, false, false
	for i, r := range rows {
		if r.Kind != report.RowEntry {
			next := carry.after(r)
			carry = carried{} // nothing goes on above what begins
			f.phase(t, rows[i:])
			carry = next
			continue
		}
		t.keep = f.after(t, rows[i+1:])
		f.entry(t, r)
		about = about || strings.HasPrefix(r.Time, "~")
		timed, untimed = timed || r.Time != "", untimed || r.Time == ""
	}
	t.end()
	f.legend(about, timed && untimed)
}

// carried is the day and the band that a further page of the table begins in.
type carried struct{ day, band string }

func (c carried) after(r report.Row) carried {
	if r.Kind == report.RowDay {
		c.day = r.Text
	} else {
		c.band = r.Text
	}
	return c
}

// carriedHeight is the room of a line that says what goes on, in points.
const carriedHeight = 6.5 + 12.3 + 2.6

// carriedOver says at the top of a further page which day it is and what goes on.
func (f *flow) carriedOver(c carried) {
	if c == (carried{}) {
		return
	}
	spans := []span{}
	if c.day != "" {
		spans = append(spans, span{text: c.day + "\u00a0 ", style: dayStyle()})
	}
	if c.band != "" {
		spans = append(spans, span{text: c.band + " ", style: labelStyle().in(accent())})
	}
	spans = append(spans, span{text: f.r.T("report.continued"), style: smallStyle()})
	p := f.m.clamp(f.m.breakText(spans, f.sheet.measure(), 0), 1, f.sheet.measure())
	f.draw(p, f.sheet.left, f.y+6.5)
	f.y += carriedHeight
	f.rule(f.sheet.left, f.y, f.sheet.right, line(), .4)
}

func dayStyle() style { return style{face: sansBold(), size: 8.8, leading: 12.3, color: ink()} }

// legendHeight is the room of the legend below the table, in points.
const legendHeight = 17

// after is the height that stays with a row: the legend stays with the last
// one, and the last with the one before it.
func (f *flow) after(t *table, rest []report.Row) float64 {
	switch {
	case len(rest) == 0:
		return legendHeight
	case len(rest) == 1 && rest[0].Kind == report.RowEntry:
		return t.height(f.entryRow(t, rest[0])) + legendHeight
	}
	return 0
}

func (f *flow) timelineColumns() []column {
	t := f.r.T
	time := mm(15)
	for _, r := range f.r.Timeline.Rows {
		switch n := utf8.RuneCountInString(r.Time); {
		case n > len("15:04–15:04"):
			time = mm(33)
		case n > len("15:04:05"):
			time = max(time, mm(23))
		case n > len("~15:04"):
			time = max(time, mm(18))
		}
	}
	source, elapsed := mm(35), mm(15.5)
	timed := slices.ContainsFunc(f.r.Timeline.Rows, func(r report.Row) bool { return r.Time != "" })
	switch {
	case !timed:
		time, elapsed = 0, 0
	case slices.ContainsFunc(f.r.Timeline.Rows, func(r report.Row) bool { return utf8.RuneCountInString(r.Elapsed) > len("+100:15") }):
		elapsed = mm(19)
	}
	told := []column{
		{t("report.timeline.what"), f.sheet.measure() - time - elapsed - source},
		{t("report.timeline.source"), source},
	}
	if !timed {
		return told
	}
	return append([]column{{t("report.timeline.time"), time}, {t("report.timeline.elapsed"), elapsed}}, told...)
}

// entry sets one row of the timeline with its mark.
func (f *flow) entry(t *table, r report.Row) {
	top := t.add(f.entryRow(t, r))
	f.anchor(entryAnchor(r.ID), top)
	x := f.sheet.right - t.cols[len(t.cols)-1].width
	f.disc(x+2.8, top+t.pad+tableStyle().leading/2, 2.65, r.Record, 1.05)
}

func (f *flow) entryRow(t *table, r report.Row) row {
	st := tableStyle()
	small := st.in(ink2())
	spans := []span{}
	if r.Who != "" {
		spans = append(spans, span{text: r.Who + ": ", style: small})
	}
	text := st
	if r.Quote {
		text = st.with(serifItalic()).sized(9.6)
		text.leading = st.leading
	}
	spans = append(spans, span{text: r.Text, style: text})
	for i, n := range r.Factors {
		label := f.r.T("report.timeline.factor", "n", strconv.Itoa(n))
		gap := "\u00a0" // so that the first is never alone on a line
		if i > 0 {
			gap = " "
		}
		spans = append(spans, span{text: gap, style: refStyle()}, span{text: label, style: refStyle(), target: factorAnchor(n)})
	}
	last := len(t.cols) - 1
	source := t.f.m.breakText([]span{f.source(r, small)}, t.room(last)-markWidth, 0)
	out := row{{t.para(last-1, spans...)}, {shift(source, markWidth)}}
	if len(t.cols) == len(out) {
		return out
	}
	return append(row{
		{t.para(0, span{text: r.Time, style: st.with(sansBold())})},
		{t.para(1, span{text: r.Elapsed, style: small})},
	}, out...)
}

// source says where an entry is known from; what is known from a narrative
// leads there.
func (f *flow) source(r report.Row, st style) span {
	if !r.Told {
		return span{text: r.Source, style: st}
	}
	target := toldAnchor(r.ID)
	text := f.r.T("report.source.narrative", "page", strconv.Itoa(f.pageOf(target)))
	return span{text: text, style: st, target: target}
}

// markWidth is the room of the mark before a source, in points.
const markWidth = 11.4

func shift(p paragraph, by float64) paragraph {
	p.width += 2 * by // so that its right edge moves as well
	for i := range p.lines {
		for j := range p.lines[i].pieces {
			p.lines[i].pieces[j].x += by
		}
		p.lines[i].width += by
	}
	return p
}

// phase sets the row of a day or a band; it stays with the row after it.
func (f *flow) phase(t *table, rows []report.Row) {
	r, st := rows[0], labelStyle().in(accent())
	if r.Kind == report.RowDay {
		st = dayStyle()
	}
	p := f.m.clamp(f.m.breakText([]span{{text: r.Text, style: st}}, f.sheet.measure(), 0), 4, f.sheet.measure())
	h := 6.5 + p.height() + 2.6
	ahead := h
	for _, next := range rows[1:] {
		if next.Kind == report.RowEntry {
			ahead += t.height(f.entryRow(t, next))
			break
		}
		ahead += h
	}
	f.need(ahead)
	f.draw(p, f.sheet.left, f.y+6.5)
	f.y += h
	f.rule(f.sheet.left, f.y, f.sheet.right, line(), .4)
}

// legend explains the marks of the table.
func (f *flow) legend(about, untimed bool) {
	st := smallStyle()
	f.y += 5
	f.need(st.leading)
	x, y := f.sheet.left, f.y
	for _, filled := range []bool{true, false} {
		key := "report.timeline.legend.memory"
		if filled {
			key = "report.timeline.legend.record"
		}
		text := f.r.T(key)
		f.disc(x+2.8, y+st.leading/2, 2.65, filled, 1.05)
		f.text(x+markWidth-2, baseline(y, st, st.leading), st, text)
		x += markWidth + f.m.width(st, text) + 10
	}
	rest := []string{}
	if about {
		rest = append(rest, f.r.T("report.timeline.legend.about"))
	}
	if untimed {
		rest = append(rest, f.r.T("report.timeline.legend.untimed"))
	}
	if len(f.r.Factors) > 0 {
		rest = append(rest, f.r.T("report.timeline.legend.factor"))
	}
	f.one(x, baseline(y, st, st.leading), f.sheet.right-x, st, strings.Join(rest, " "))
	f.y += st.leading
}
