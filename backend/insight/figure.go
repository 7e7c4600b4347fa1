package insight

import (
	"slices"
	"time"

	"secondstory/backend/debrief"
)

// Few is the least number of debriefs a figure is made of: fewer tell of each of them,
// and nothing of all.
const Few = 3

// Name is what a figure is about, a key under "insights.figure.".
type Name string

// The figures, see [Names] for their order.
const (
	// NameConditions: conditions that were said to be the same. NameCategories: kinds of
	// conditions.
	NameConditions Name = "conditions"
	NameCategories Name = "categories"
	// NameDetect: until the first signal, by what it was. NameTimes: until a person
	// noticed, until it was better, until it was over. NameWait: until the debrief.
	NameDetect Name = "detect"
	NameTimes  Name = "times"
	NameWait   Name = "wait"
	// NameStates, NameKinds: countermeasures as far as they are, and by what they change.
	// NameDrift: by how much dates moved. NameHelped: whether it helped.
	NameStates Name = "states"
	NameKinds  Name = "kinds"
	NameDrift  Name = "drift"
	NameHelped Name = "helped"
	// NameLearned: the two counts at the end of a meeting. NameAsked: what became of
	// counterfactuals. NameReported: kinds of debriefs over time.
	NameLearned  Name = "learned"
	NameAsked    Name = "asked"
	NameReported Name = "reported"
)

// Form is how a figure is drawn.
type Form string

// The forms: dots on an axis, one a debrief; a mark for each of a count; rows of dots in
// columns of time.
const (
	FormDots  Form = "dots"
	FormMarks Form = "marks"
	FormGrid  Form = "grid"
)

// Unit is what values of dots are.
type Unit string

// The units: seconds on an axis of growing steps, the same where days are the least that
// is told, and percent from 0 to 100.
const (
	UnitSeconds Unit = "seconds"
	UnitDays    Unit = "days"
	UnitPercent Unit = "percent"
)

// Figure is one figure in numbers.
type Figure struct {
	Name Name
	Form Form
	Unit Unit
	Rows []Row
	// Columns are those of a grid, oldest first.
	Columns []Column
	// Debriefs is how many debriefs it is made of; under [Few] it has no rows.
	Debriefs int
	// Marks is how many dots or marks there are.
	Marks int
	// Half is within how much half of the dots of all rows lie; of figures whose rows
	// answer the same question. HasHalf says that there is one.
	Half    float64
	HasHalf bool
	// Silent counts debriefs that say nothing to it, Odd those left out because an end
	// was before its beginning.
	Silent int
	Odd    int
}

// Row is one row of a figure.
type Row struct {
	// Key names it, under "insights.row.<figure>."; of [NameConditions] it is the id of
	// the newest factor of its group.
	Key  string
	Dots []Dot
	// Cells are those of a grid that are not empty, oldest first.
	Cells []Cell
	// Count is how many marks, dots or debriefs the row has.
	Count int
	// Half is within how much half of the row's dots lie.
	Half float64
	// By are the debriefs behind the marks of a row, one for each.
	By []debrief.ID
}

// Dot is one debrief on an axis; Least and Most where it can lie, else both are Value.
type Dot struct {
	Debrief            debrief.ID
	Value, Least, Most float64
}

// Cell is what a row has in a column.
type Cell struct {
	Column int
	Count  int
	By     []debrief.ID
}

// Column is one debrief, or all of a stretch of time.
type Column struct {
	// From and To bound it, To is after it.
	From, To time.Time
	// Debrief is the one it is of; empty for a stretch.
	Debrief debrief.ID
	// Label is "2026", "Q3 2026", "Jul 2026" or, of one debrief, its month.
	Label string
}

// Insights are all figures of a choice.
type Insights struct {
	Choice Choice
	// Debriefs is how many are counted, Notes how many near-miss notes there are beside
	// them, Waiting how many are only being prepared.
	Debriefs, Notes, Waiting int
	// First and Last are when their first and last event began.
	First, Last time.Time
	// Figures are in the order of the screen; empty under [Few] debriefs.
	Figures []Figure
}

// Names lists the figures in the order of the screen.
var Names = []Name{
	NameConditions, NameCategories, NameDetect, NameTimes, NameHelped, NameStates, NameKinds, NameDrift,
	NameWait, NameReported, NameLearned, NameAsked,
}

// Of makes the figures of the debriefs a choice picks.
func Of(all []Facts, c Choice, now time.Time) Insights {
	some := within(all, c.since(now))
	told := counted(some, c.Kind)
	out := Insights{Choice: c, Debriefs: len(told), Figures: []Figure{}}
	for _, f := range some {
		switch {
		case f.Note:
			out.Notes++
		case !f.Told:
			out.Waiting++
		}
	}
	if len(told) > 0 {
		out.First, out.Last = told[0].at(), told[len(told)-1].at()
	}
	if len(told) < Few {
		return out
	}
	for _, name := range Names {
		from := told
		if name == NameReported {
			from = some
		}
		out.Figures = append(out.Figures, figureOf(name, from))
	}
	return out
}

// Figure returns one by name, and whether there is one.
func (i *Insights) Figure(name Name) (Figure, bool) {
	at := slices.IndexFunc(i.Figures, func(f Figure) bool { return f.Name == name })
	if at < 0 {
		return Figure{}, false
	}
	return i.Figures[at], true
}

func figureOf(name Name, from []*Facts) Figure {
	f := Figure{Name: name, Rows: []Row{}, Columns: []Column{}}
	switch name {
	case NameConditions:
		f.conditions(from)
	case NameCategories:
		f.categories(from)
	case NameReported:
		f.reported(from)
	case NameDetect:
		f.detect(from)
	case NameTimes:
		f.times(from)
	case NameWait:
		f.wait(from)
	case NameDrift:
		f.drift(from)
	case NameLearned:
		f.learned(from)
	case NameStates:
		f.states(from)
	case NameKinds:
		f.kinds(from)
	case NameHelped:
		f.helped(from)
	case NameAsked:
		f.asked(from)
	}
	if f.Debriefs < Few {
		f.Rows, f.Columns, f.Marks, f.HasHalf = []Row{}, []Column{}, 0, false
	}
	return f
}

func (f *Facts) at() time.Time {
	at, err := time.Parse(time.RFC3339, f.At)
	if err != nil {
		return time.Time{}
	}
	return at.UTC()
}
