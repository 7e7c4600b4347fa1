package chart

import (
	"slices"
	"strconv"
	"strings"

	"secondstory/backend/debrief"
	"secondstory/backend/figure"
	"secondstory/backend/insight"
)

// Card is a figure with everything that is said of it.
type Card struct {
	Name  insight.Name `json:"name"`
	Title string       `json:"title"`
	// Lead says how to read it, beside its columns; Aside how much it is made of. Both may
	// be empty.
	Lead  string `json:"lead"`
	Aside string `json:"aside"`
	Chart Chart  `json:"chart"`
	// Told says the figure in a sentence, for whoever does not see it.
	Told string `json:"told"`
	// Notes say what it shows and what it cannot tell.
	Notes []string `json:"notes"`
	// Short is what is said of it where there is little room.
	Short string `json:"short"`
	Table Table  `json:"table"`
	// Hidden says that too few debriefs say something, or none; then there is no chart, and
	// one note.
	Hidden bool `json:"hidden"`
}

// Table is a figure in rows and columns; the first cell of a row names it.
type Table struct {
	Head []string   `json:"head"`
	Rows []TableRow `json:"rows"`
}

// TableRow is one row; Row finds the debriefs behind it, see insight.Spot.
type TableRow struct {
	Cells []string `json:"cells"`
	Row   int      `json:"row"`
}

// View is how cards are made.
type View struct {
	// Width is in points, Most how many conditions are drawn at most.
	Width float64
	Most  int
	// Mine is a debrief that is marked.
	Mine debrief.ID
	// Conditions are the words of the factors that name groups, by id; a group without is
	// numbered.
	Conditions map[debrief.ID]string
	T          Text
	Measure    figure.Measure
}

// CardOf draws one figure and says what there is to say of it. All is how many debriefs
// are looked at.
func CardOf(f insight.Figure, all int, v View) Card {
	c := Card{
		Name: f.Name, Title: v.T("insights.figure." + string(f.Name)), Notes: []string{},
		Chart: Chart{Width: v.Width, Rules: []Rule{}, Marks: []Mark{}, Words: []Word{}, Per: 1},
		Table: Table{Head: []string{}, Rows: []TableRow{}},
	}
	if f.Marks == 0 || f.Debriefs < insight.Few {
		c.Hidden = true
		c.Notes = append(c.Notes, v.nothing(f))
		c.Told = c.Notes[0]
		return c
	}
	labels := v.Labels(f)
	c.Table = v.table(f, labels)
	drawn := f
	if f.Name == insight.NameConditions && v.Most > 0 && len(f.Rows) > v.Most {
		drawn.Rows = f.Rows[:v.Most]
	}
	c.Chart = Layout(Input{Figure: drawn, Labels: labels, Mine: v.Mine, Width: v.Width, T: v.T}, v.Measure)
	c.Lead, c.Aside = v.lead(f), v.aside(f, all)
	c.Notes = v.notes(f, &c, len(f.Rows)-len(drawn.Rows), labels)
	c.Short = v.short(f)
	c.Told = v.told(f, labels)
	return c
}

// nothing says why there is no figure.
func (v View) nothing(f insight.Figure) string {
	if f.Name == insight.NameConditions && f.Debriefs >= insight.Few {
		return v.T("insights.figure.conditions.none")
	}
	if f.Debriefs >= insight.Few {
		return v.T("insights.few.figure.none")
	}
	return v.T("insights.few.figure." + []string{"none", "one", "two"}[f.Debriefs])
}

// Labels name the rows of a figure.
func (v View) Labels(f insight.Figure) []string {
	out := make([]string, len(f.Rows))
	for i, r := range f.Rows {
		switch {
		case f.Name != insight.NameConditions:
			out[i] = v.T("insights.row." + string(f.Name) + "." + r.Key)
		case strings.TrimSpace(v.Conditions[r.Key]) != "":
			out[i] = strings.Join(strings.Fields(v.Conditions[r.Key]), " ")
		default:
			out[i] = v.T("insights.row.conditions.unsaid", "n", strconv.Itoa(i+1))
		}
	}
	return out
}

func (v View) lead(f insight.Figure) string {
	if f.Name == insight.NameConditions && f.Columns[0].Debrief != "" {
		return v.T("insights.figure.conditions.lead")
	}
	return ""
}

func (v View) aside(f insight.Figure, all int) string {
	switch f.Name {
	case insight.NameHelped, insight.NameStates, insight.NameKinds, insight.NameDrift, insight.NameAsked:
		key := "insights.figure." + string(f.Name) + ".aside"
		if f.Name == insight.NameDrift && f.Marks == 1 {
			key += ".one"
		}
		return v.T(key, "n", strconv.Itoa(f.Marks))
	case insight.NameReported:
		return ""
	}
	if f.Debriefs == all {
		return v.T("insights.debriefs", "n", strconv.Itoa(all))
	}
	return v.T("insights.debriefs.of", "n", strconv.Itoa(f.Debriefs), "all", strconv.Itoa(all))
}

// notes are what it shows, then what it cannot tell.
func (v View) notes(f insight.Figure, c *Card, cut int, labels []string) []string {
	out := []string{}
	if f.HasHalf {
		out = append(out, v.T("insights.within", "value", Told(f.Unit, f.Half, v.T)))
	} else if f.Form == insight.FormDots && f.Unit != insight.UnitPercent {
		for i, r := range f.Rows {
			if r.Count > 0 {
				out = append(out, v.T("insights.within.row", "row", labels[i], "value", Told(f.Unit, r.Half, v.T)))
			}
		}
	}
	if cut > 0 {
		out = append(out, v.T("insights.figure.conditions.more", "n", strconv.Itoa(cut)))
	}
	if f.Name == insight.NameConditions {
		out = append(out, v.single(f)...)
	}
	if c.Chart.Per > 1 {
		out = append(out, v.T("insights.per", "n", strconv.Itoa(c.Chart.Per)))
	}
	if f.Name == insight.NameConditions {
		out = append(out, v.T("insights.figure.conditions.named"))
	}
	out = append(out, v.note(f))
	if f.Unit == insight.UnitSeconds || f.Unit == insight.UnitDays {
		out = append(out, v.T("insights.log"))
	}
	if f.Odd > 0 {
		out = append(out, v.T("insights.odd."+one(f.Odd), "n", strconv.Itoa(f.Odd)))
	}
	if f.Name == insight.NameConditions && f.Debriefs < manyDebriefs {
		out = append(out, v.T("insights.figure.conditions.few", "n", strconv.Itoa(f.Debriefs)))
	}
	return out
}

// note is what a figure cannot tell. No count of none is written as a number.
func (v View) note(f insight.Figure) string {
	key := "insights.figure." + string(f.Name) + ".note"
	if f.Name == insight.NameDrift && f.Silent < 2 {
		key += []string{".none", ".one"}[f.Silent]
	}
	return v.T(key, "n", strconv.Itoa(f.Silent))
}

// short is what it shows and the one thing to know about it.
func (v View) short(f insight.Figure) string {
	text := v.note(f)
	switch {
	case f.Name == insight.NameConditions:
		text = v.T("insights.figure.conditions.named")
		if f.Debriefs < manyDebriefs {
			text += " " + v.T("insights.figure.conditions.few", "n", strconv.Itoa(f.Debriefs))
		}
	case f.HasHalf:
		text = v.T("insights.within", "value", Told(f.Unit, f.Half, v.T)) + " " + v.T("insights.log")
	case f.Name == insight.NameHelped:
		text = v.T("insights.figure.helped.short")
	}
	return text
}

// manyDebriefs is from how many on rows of dots may be read as more than a reason to talk.
const manyDebriefs = 12

func (v View) single(f insight.Figure) []string {
	if f.Silent == 0 {
		return nil
	}
	return []string{v.T("insights.figure.conditions.single."+one(f.Silent), "n", strconv.Itoa(f.Silent))}
}

func one(n int) string {
	if n == 1 {
		return "one"
	}
	return "other"
}

// told says every row in a few words.
func (v View) told(f insight.Figure, labels []string) string {
	parts := []string{}
	for i, r := range f.Rows {
		parts = append(parts, v.T("insights.count", "what", labels[i], "n", strconv.Itoa(r.Count)))
	}
	return strings.Join(parts, "; ") + "."
}

// table has a row for each of the figure's.
func (v View) table(f insight.Figure, labels []string) Table {
	head := []string{v.T("insights.table.row"), v.T("insights.table.count")}
	switch f.Form {
	case insight.FormDots:
		head = append(head, v.T("insights.table.half"), v.T("insights.table.least"), v.T("insights.table.most"))
	case insight.FormGrid:
		head = append(head, v.T("insights.table.first"), v.T("insights.table.last"))
	case insight.FormMarks:
		head = append(head, v.T("insights.table.debriefs"))
	}
	out := Table{Head: head, Rows: []TableRow{}}
	for i, r := range f.Rows {
		cells := append([]string{labels[i], strconv.Itoa(r.Count)}, v.cells(f, r)...)
		out.Rows = append(out.Rows, TableRow{Cells: cells, Row: i})
	}
	return out
}

func (v View) cells(f insight.Figure, r insight.Row) []string {
	none := v.T("insights.table.none")
	switch f.Form {
	case insight.FormDots:
		if len(r.Dots) == 0 {
			return []string{none, none, none}
		}
		say := func(n float64) string { return Told(f.Unit, n, v.T) }
		return []string{say(r.Half), say(r.Dots[0].Value), say(r.Dots[len(r.Dots)-1].Value)}
	case insight.FormGrid:
		if len(r.Cells) == 0 {
			return []string{none, none}
		}
		return []string{f.Columns[r.Cells[0].Column].Label, f.Columns[r.Cells[len(r.Cells)-1].Column].Label}
	}
	return []string{strconv.Itoa(len(slices.Compact(slices.Clone(r.By))))}
}
