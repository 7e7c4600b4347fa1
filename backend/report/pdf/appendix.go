package pdf

import (
	"slices"
	"strings"

	"secondstory/backend/report"
)

// appendices sets people, method, sources, words and version.
func (f *flow) appendices() {
	f.people()
	f.section("method", 50)
	for i, text := range f.r.Method {
		if i > 0 {
			f.y += 3
		}
		f.prose(bodyStyle().sized(10), text)
	}
	if len(f.r.Sources) > 0 {
		f.section("sources", 40)
		f.prose(tableStyle(), f.sourceLine())
	}
	if len(f.r.Files) > 0 {
		f.block("files", f.r.Files)
	}
	f.pictures()
	f.graphs()
	f.block("glossary", f.r.Glossary)
	f.block("about", f.r.About)
	f.links()
	if len(f.r.Related) > 0 {
		f.section("related", 50)
		f.fields(f.r.RelatedFields(), tableStyle())
	}
	if len(f.r.History) > 0 {
		f.section("history", 50)
		f.fields(f.r.History, tableStyle())
	}
}

// sourceLine lists the sources in one line of text.
func (f *flow) sourceLine() string {
	out := []string{}
	for _, s := range f.r.Sources {
		out = append(out, s.Label+" ("+s.Text+")")
	}
	return strings.Join(out, ", ") + "."
}

func (f *flow) people() {
	if len(f.r.People) == 0 {
		return
	}
	f.section("people", 60)
	t, m := f.r.T, f.sheet.measure()
	name := "report.person.role"
	if f.r.Edition == report.Named {
		name = "report.person.name"
	}
	teams := slices.ContainsFunc(f.r.People, func(p report.Person) bool { return p.Team != "" })
	cols := []column{{t(name), m * .42}, {t("report.person.team"), m * .2}, {t("report.person.note"), m * .38}}
	if !teams {
		cols = []column{cols[0], {t("report.person.note"), m * .58}}
	}
	tab := f.newTable(cols, 3.7)
	rows := []row{}
	for _, p := range f.r.People {
		st := tableStyle()
		r := row{{tab.para(0, span{text: p.Name, style: st.with(sansBold())})}}
		if teams {
			r = append(r, []paragraph{tab.para(1, span{text: p.Team, style: st.in(ink2())})})
		}
		rows = append(rows, append(r, []paragraph{tab.para(len(cols)-1, span{text: p.Note, style: st})}))
	}
	tab.begin()
	tab.addAll(rows, nil)
	tab.end()
}

func (f *flow) links() {
	x, w := f.gridText()
	for i, l := range f.r.Links {
		st := tableStyle()
		p := f.m.breakText([]span{{text: l.Text, style: linkStyle(st, l.URL), target: urlTarget(l.URL)}}, w, 0)
		f.need(p.leading())
		if i == 0 {
			f.text(f.sheet.left, baseline(f.y, st, st.leading), st.with(sansBold()).in(ink2()), f.r.T("report.about.links"))
		}
		f.flowLines(p, x)
		f.y += 2
	}
}
