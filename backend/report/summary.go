package report

import (
	"strings"
	"time"
	"unicode/utf8"

	"secondstory/backend/debrief"
	"secondstory/backend/figure"
	"secondstory/backend/gist"
)

func (b *builder) summary(r *Report) Summary {
	d := &b.w.Debrief
	s := Summary{
		Lead: b.sentence(d.Summary.Lead), Facts: b.facts(), Learnings: b.learnings(),
		Figure: figure.FromWhole(b.w, b.figureWords()), Changes: r.Countermeasures,
	}
	if len(s.Changes) > 3 {
		s.Changes = s.Changes[:3]
	}
	return s
}

func (b *builder) figureWords() figure.Words {
	return figure.Words{
		System: b.t("report.lane.system"), Saw: b.t("report.lane.saw"), Did: b.t("report.lane.did"),
		Entries: b.t("report.figure.entries"), Zone: "UTC",
	}
}

func (b *builder) facts() []Fact {
	d := &b.w.Debrief
	return []Fact{
		b.when(),
		b.fact("noticed", d.Summary.Noticed, b.after("report.fact.noticed.after", noticed(d.Derive()))),
		b.fact("affected", d.Summary.Affected, gist.Opening(firstOf(clean(d.Impact.Customers), clean(d.Impact.Text)), debrief.MaxFactWords)),
		b.fact("ended", d.Summary.Ended, b.after("report.fact.ended.after", d.Derive().ToResolve)),
	}
}

// noticed is how long it took until a person noticed, or until there was a signal
// where nobody has said when that was.
func noticed(d debrief.Derived) debrief.Span {
	if d.ToNotice.Known {
		return d.ToNotice
	}
	return d.ToDetect
}

func (b *builder) after(key string, s debrief.Span) string {
	if !s.Known {
		return ""
	}
	return b.t(key, "span", together(s.Text))
}

// headRunes is about what the head of a box holds in two lines; what is longer
// is set as its text.
const headRunes = 32

// fact takes a box of page one as it was written; an empty one says what is
// known from the fields, or that nobody said.
func (b *builder) fact(key string, f debrief.Fact, otherwise string) Fact {
	out := Fact{Label: b.t("report.fact." + key), Head: clean(f.Head), Lines: []string{}}
	if text := clean(f.Text); text != "" {
		out.Lines = append(out.Lines, b.sentence(text))
	}
	switch {
	case out.Head != "" || len(out.Lines) > 0:
	case utf8.RuneCountInString(otherwise) > headRunes:
		out.Lines = append(out.Lines, b.sentence(otherwise))
	default:
		out.Head = firstOf(otherwise, b.t("report.unsaid"))
	}
	return out
}

// when says the time from start to end in UTC, the day, how long it took, and
// the same in the local zone.
func (b *builder) when() Fact {
	d := &b.w.Debrief
	f := Fact{Label: b.t("report.fact.when"), Lines: []string{}}
	from, to := d.Started, d.Resolved
	if !to.Known() {
		to = d.Mitigated
	}
	switch {
	case from.Known() && to.Known():
		f.Head = b.t("report.fact.when.range", "from", clockOf(from), "to", clockOf(to))
		f.Lines = append(f.Lines, days(from.Time(), to.Time())+", "+together(debrief.Between(from, to).Text))
	case from.Known():
		f.Head = b.t("report.fact.when.from", "from", clockOf(from))
		f.Lines = append(f.Lines, from.Time().Format("Mon 2 Jan 2006"))
	default:
		f.Head = b.t("report.unsaid")
		return f
	}
	return b.local(f, from, to)
}

func (b *builder) local(f Fact, from, to debrief.Moment) Fact {
	zone, err := time.LoadLocation(b.w.Debrief.LocalZone)
	if b.w.Debrief.LocalZone == "" || b.w.Debrief.LocalZone == "UTC" || err != nil || !to.Known() {
		return f
	}
	f.Lines = append(f.Lines, b.t("report.fact.when.local",
		"from", from.Time().In(zone).Format("15:04"), "to", to.Time().In(zone).Format("15:04"), "place", cityOf(b.w.Debrief.LocalZone)))
	return f
}

// together keeps a duration on one line; "between 1 h and 2 h" may be parted at "and".
func together(span string) string {
	span = strings.ReplaceAll(span, " ", "\u00a0")
	return strings.ReplaceAll(span, "\u00a0and\u00a0", " and\u00a0")
}

// days writes the day or days of an event.
func days(from, to time.Time) string {
	from, to = from.UTC(), to.UTC()
	switch {
	case from.Format(time.DateOnly) == to.Format(time.DateOnly):
		return from.Format("Mon 2 Jan 2006")
	case from.Format("Jan 2006") == to.Format("Jan 2006"):
		return from.Format("2") + " to " + to.Format("2 Jan 2006")
	case from.Year() == to.Year():
		return from.Format("2 Jan") + " to " + to.Format("2 Jan 2006")
	}
	return from.Format("2 Jan 2006") + " to " + to.Format("2 Jan 2006")
}

// learnings are those of page one; without any, the first factors.
func (b *builder) learnings() []Learning {
	out := []Learning{}
	for _, l := range b.w.Debrief.Summary.Learnings {
		if clean(l.Title)+clean(l.Text) != "" && len(out) < debrief.MaxLearnings {
			out = append(out, Learning{Title: clean(l.Title), Text: b.sentence(l.Text), Factor: b.numbers[l.FactorID]})
		}
	}
	if len(out) > 0 {
		return out
	}
	for i, f := range b.factors[:min(len(b.factors), debrief.MaxLearnings)] {
		out = append(out, Learning{Title: b.upperFirst(clean(f.Text)), Text: b.sentence(f.Detail), Factor: i + 1})
	}
	return out
}
