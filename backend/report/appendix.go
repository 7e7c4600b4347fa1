package report

import (
	"strconv"
	"strings"

	"secondstory/backend/debrief"
)

// appendices fills people, sources, links, method, glossary and version.
func (b *builder) appendices(r *Report) {
	r.People, r.Sources, r.Links = b.people(), b.sources(), b.links()
	r.Files, r.Related = b.files(), b.related()
	r.Pictures, r.Graphs = b.pictures(), b.graphs()
	r.Method = []string{b.t("report.method.1"), b.t("report.method.2")}
	if counts := b.counts(); counts != "" {
		r.Method = append(r.Method, counts)
	}
	r.Glossary = []Field{}
	for _, key := range []string{"narrative", "record", "band", "factor", "helped", "countermeasure"} {
		r.Glossary = append(r.Glossary, Field{Label: b.t("report.glossary." + key), Text: b.t("report.glossary." + key + ".text")})
	}
	r.About = b.about(r)
}

func (b *builder) people() []Person {
	out := []Person{}
	for _, p := range b.w.Participants {
		x := Person{Name: b.cast.labels[p.ID], Note: b.parts(p)}
		if b.cast.byName[p.ID] && clean(p.Role) != "" {
			x.Note = strings.TrimSuffix(clean(p.Role)+". "+x.Note, ". ")
		}
		if b.o.Edition != Public {
			x.Team = clean(p.Team)
		}
		if p.Absent {
			x.Note = strings.TrimPrefix(x.Note+". "+b.t("report.person.absent"), ". ")
		}
		x.Note = b.sentence(x.Note)
		out = append(out, x)
	}
	return append(out, b.leaders()...)
}

// leaders are facilitator and note-taker: by name only in the named edition, unless
// they took part and did not agree to it.
func (b *builder) leaders() []Person {
	d, out := &b.w.Debrief, []Person{}
	add := func(name, key string) {
		if clean(name) == "" {
			return
		}
		p := Person{Name: b.t("report.person." + key), Note: b.t("report.person." + key + ".note")}
		if b.o.Edition == Named && !b.cast.isWithheld(name) {
			p.Name, p.Note = clean(name), b.t("report.person."+key)+". "+p.Note
		}
		if key == "facilitator" && d.FacilitatorInvolved != debrief.InvolvedUnsaid {
			p.Note += " " + b.t("report.person.involved."+string(d.FacilitatorInvolved))
		}
		out = append(out, p)
	}
	add(d.Facilitator, "facilitator")
	if folded(d.NoteTaker) != folded(d.Facilitator) {
		add(d.NoteTaker, "note-taker")
	}
	return out
}

// sources counts the entries each source stands for, in order of appearance.
func (b *builder) sources() []Field {
	order, counts := []string{}, map[string]int{}
	for _, e := range b.line {
		for _, s := range strings.Split(e.Source, ";") {
			if s = b.upperFirst(clean(s)); s == "" {
				continue
			}
			if counts[s] == 0 {
				order = append(order, s)
			}
			counts[s]++
		}
	}
	out := []Field{}
	for _, s := range order {
		out = append(out, Field{Label: s, Text: b.numeral("report.entries", counts[s])})
	}
	return out
}

func (b *builder) links() []Link {
	out := []Link{}
	for _, l := range b.w.Debrief.Links {
		if text := firstOf(l.Title, l.URL); text != "" {
			out = append(out, Link{Text: text, URL: webAddress(clean(l.URL))})
		}
	}
	return out
}

// counts are the counts by show of hands; nobody is counted by name, and small
// groups are not told apart.
func (b *builder) counts() string {
	m, out := &b.w.Meeting, []string{}
	if m.Present != nil {
		out = append(out, b.t("report.counts.present", "n", strconv.Itoa(*m.Present)))
	}
	add := func(key string, told debrief.CountTold, n int) {
		if told != debrief.CountUntold {
			out = append(out, b.t("report.counts."+key+"."+string(told), "n", strconv.Itoa(n)))
		}
	}
	add("learned", m.Told(m.Learned), number(m.Learned))
	add("again", m.Told(m.Again), number(m.Again))
	told, hands := m.HandsTold()
	add("hands", told, hands)
	return strings.Join(out, " ")
}

func number(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

// about is what the report is: edition, version, reference, severity, tags.
func (b *builder) about(r *Report) []Field {
	d, out := &b.w.Debrief, []Field{}
	add := func(key, text string) {
		if text = clean(text); text != "" {
			out = append(out, Field{Label: b.t("report.about." + key), Text: text})
		}
	}
	add("edition", b.t("report.about.edition."+string(b.o.Edition)))
	add("version", firstOf(r.Number, b.upperFirst(r.Version))+", "+r.Date.Format(longDay))
	add("hash", r.Hash)
	if b.o.TakenBack > 0 {
		add("left", b.upperFirst(Count(b.o.T, "report.left", b.o.TakenBack)))
	}
	add("reference", r.Reference)
	add("severity", d.Severity)
	if d.Scheduled != debrief.ScheduledUnsaid {
		add("scheduled", b.t("report.about.scheduled."+string(d.Scheduled)))
	}
	add("tags", strings.Join(d.Tags, ", "))
	return out
}
