package export

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"secondstory/backend/chart"
	"secondstory/backend/debrief"
	"secondstory/backend/figure"
	"secondstory/backend/insight"
	"secondstory/backend/report"
	"secondstory/backend/report/followup"
	"secondstory/backend/report/pdf"
)

// WordSource is what words of debriefs are read from.
type WordSource interface {
	Load(ctx context.Context, id debrief.ID) (*debrief.Whole, error)
	Record(ctx context.Context, id debrief.ID) (debrief.Record, error)
}

// Insights are the figures of many debriefs, to be handed out. Without words they hold
// nothing that anybody wrote.
type Insights struct {
	insight.Insights
	// Facts are those of the library: they tell when each debrief's event began.
	Facts []insight.Facts
	// Words wants titles of debriefs and the words of conditions; see [Insights.Read].
	Words bool
	// Options give words, clock, paper and shaper; they are told role-only, whatever they say.
	Options report.Options

	titles     map[debrief.ID]string
	kinds      map[debrief.ID]string
	conditions map[debrief.ID]string
	guards     []*report.Report
}

// MaxTold is of how many debriefs titles are told, the newest, and of how many conditions
// the words.
const MaxTold = 200

// Read reads the words that were wished for, with what no page may carry: the names of
// everybody in the debriefs they are from.
func (i *Insights) Read(ctx context.Context, from WordSource, progress func(part float64)) error {
	i.titles, i.kinds, i.conditions = map[debrief.ID]string{}, map[debrief.ID]string{}, map[debrief.ID]string{}
	if !i.Words {
		return nil
	}
	ids, factors := i.made(), map[debrief.ID][]*debrief.Factor{}
	ids = ids[:min(len(ids), MaxTold)]
	f, _ := i.Figure(insight.NameConditions)
	for _, r := range f.Rows[:min(MaxTold, len(f.Rows))] {
		record, err := from.Record(ctx, r.Key)
		if one, ok := record.(*debrief.Factor); err == nil && ok {
			factors[one.DebriefID] = append(factors[one.DebriefID], one)
			ids = append(ids, one.DebriefID)
		}
	}
	seen := map[debrief.ID]bool{}
	for n, id := range ids {
		if ctx.Err() != nil {
			return debrief.Errorf(debrief.CodeCancelled).Wrap(ctx.Err())
		}
		if !seen[id] {
			seen[id] = true
			if err := i.tell(ctx, from, id, factors[id]); err != nil {
				return err
			}
		}
		progress(float64(n) / float64(len(ids)))
	}
	return nil
}

// made are the debriefs that the figures are made of, newest first.
func (i *Insights) made() []debrief.ID {
	counted := map[debrief.ID]bool{}
	for n := range i.Facts {
		f := &i.Facts[n]
		counted[f.ID] = f.Told && (i.Choice.Kind == "" || f.Kind == i.Choice.Kind)
	}
	f, _ := i.Figure(insight.NameReported)
	out := []debrief.ID{}
	for column := len(f.Columns) - 1; column >= 0; column-- {
		for _, r := range f.Rows {
			for _, c := range r.Cells {
				if c.Column == column && r.Key != "note" {
					out = append(out, c.By...)
				}
			}
		}
	}
	return slices.DeleteFunc(out, func(id debrief.ID) bool { return !counted[id] })
}

// tell takes what is told of a debrief, its title and the words of conditions, as its own
// role-only report would print them.
func (i *Insights) tell(ctx context.Context, from WordSource, id debrief.ID, conditions []*debrief.Factor) error {
	w, err := from.Load(ctx, id)
	if err != nil {
		return err
	}
	o := i.Options
	o.Edition = report.RoleOnly
	r, err := report.Build(w, o)
	if err != nil {
		return fmt.Errorf("make report: %w", err)
	}
	i.titles[id], i.kinds[id] = r.Title, o.T("kind."+string(w.Debrief.Kind))
	i.guards = append(i.guards, r)
	for _, one := range conditions {
		told, err := report.Told(w, o, one.Text)
		if err != nil {
			return fmt.Errorf("tell condition: %w", err)
		}
		i.conditions[one.ID] = told[0]
	}
	return nil
}

// check refuses a text with the name of anybody in the debriefs whose words are told.
func (i *Insights) check(texts ...string) error {
	places := make([]report.Place, len(texts))
	for n, text := range texts {
		places[n] = report.Place{Where: i.Options.T("insights.title"), Text: text}
	}
	for _, r := range i.guards {
		if err := r.Check(places); err != nil {
			return err
		}
	}
	return nil
}

// PDF sets the figures on pages.
func (i *Insights) PDF(ctx context.Context) (*File, error) {
	t := i.Options.T
	in := pdf.Insights{
		Paper: i.Options.Paper, Made: i.Options.Now, Title: t("insights.title"), Date: i.Options.Now.Format("2 January 2006"),
		Span: t("insights.across", "n", strconv.Itoa(i.Debriefs)) + ", " + i.span(), Lead: t("insights.pdf.lead"),
		Foot: t("insights.never.pdf") + " " + t("insights.counted"), Shaper: i.Options.Shaper, Cards: i.cards,
	}
	i.list(&in)
	data, note, err := pdf.InsightsBytes(ctx, in, t, i.check)
	if err != nil {
		return nil, fmt.Errorf("set figures: %w", err)
	}
	return &File{Data: data, Pages: note.Pages, Missing: note.Missing, Removals: []report.Removal{}, Warnings: []report.Warning{}}, nil
}

// span is from when to when the events began.
func (i *Insights) span() string {
	if i.First.Format("2006-01") == i.Last.Format("2006-01") {
		return i.First.Format("January 2006")
	}
	from := i.First.Format("January 2006")
	if i.First.Year() == i.Last.Year() {
		from = i.First.Format("January")
	}
	return i.Options.T("insights.span", "from", from, "to", i.Last.Format("January 2006"))
}

// drawnConditions is how many conditions a page draws at most.
const drawnConditions = 16

func (i *Insights) cards(width float64, m figure.Measure, clean func(string) string) []chart.Card {
	v := chart.View{Width: width, Most: drawnConditions, T: chart.Text(i.Options.T), Measure: m, Conditions: map[debrief.ID]string{}}
	for id, text := range i.conditions {
		v.Conditions[id] = clean(text)
	}
	out := []chart.Card{}
	for _, f := range i.Figures {
		out = append(out, chart.CardOf(f, i.Debriefs, v))
	}
	return out
}

func (i *Insights) list(in *pdf.Insights) {
	if !i.Words {
		return
	}
	in.ListTitle = i.Options.T("insights.list")
	days, all := i.days(), i.made()
	for _, id := range all[:min(len(all), MaxTold)] {
		in.Listed = append(in.Listed, pdf.InsightsLine{Day: days[id], Kind: i.kinds[id], Title: i.titles[id]})
	}
	if more := len(all) - MaxTold; more > 0 {
		in.ListMore = i.Options.T("insights.behind.more", "n", strconv.Itoa(more))
	}
}

// days are those on which the events began, YYYY-MM-DD.
func (i *Insights) days() map[debrief.ID]string {
	out := map[debrief.ID]string{}
	for n := range i.Facts {
		out[i.Facts[n].ID] = i.Facts[n].At[:min(len(i.Facts[n].At), len(time.DateOnly))]
	}
	return out
}

// CSV writes all figures as one table: a line for each dot, cell or count.
func (i *Insights) CSV() (*File, error) {
	t := i.Options.T
	rows := [][]string{{
		t("insights.table.figure"), t("insights.table.row"), t("insights.table.when"), t("insights.table.debrief"), t("insights.table.value"), t("insights.table.unit"),
	}}
	days := i.days()
	v := chart.View{T: chart.Text(t), Conditions: i.conditions}
	for _, f := range i.Figures {
		title, labels := t("insights.figure."+string(f.Name)), v.Labels(f)
		for n, r := range f.Rows {
			for _, line := range i.lines(f, r, days) {
				rows = append(rows, append([]string{title, labels[n]}, line...))
			}
		}
	}
	if i.Words {
		for _, row := range rows {
			if err := i.check(row...); err != nil {
				return nil, err
			}
		}
	}
	data, err := followup.Table(report.Blank(report.A4, i.Options.Now, "", t), rows)
	if err != nil {
		return nil, err
	}
	return &File{Data: data, Missing: []string{}, Removals: []report.Removal{}, Warnings: []report.Warning{}}, nil
}

// lines are when, which debrief, how much and of what unit, of one row.
func (i *Insights) lines(f insight.Figure, r insight.Row, days map[debrief.ID]string) [][]string {
	out := [][]string{}
	t := i.Options.T
	for _, d := range r.Dots {
		value, unit := d.Value/60, t("insights.unit.minutes")
		switch f.Unit {
		case insight.UnitDays:
			value, unit = d.Value/86400, t("insights.unit.days")
		case insight.UnitPercent:
			value, unit = d.Value, t("insights.unit.percent")
		}
		out = append(out, []string{days[d.Debrief], i.titles[d.Debrief], strconv.FormatFloat(value, 'f', -1, 64), unit})
	}
	for _, c := range r.Cells {
		column := f.Columns[c.Column]
		when := column.Label
		if column.Debrief != "" {
			when = days[column.Debrief]
		}
		out = append(out, []string{when, i.titles[column.Debrief], strconv.Itoa(c.Count), t("insights.unit.debriefs")})
	}
	if f.Form == insight.FormMarks {
		out = append(out, []string{"", "", strconv.Itoa(r.Count), t("insights.unit.count")})
	}
	return out
}
