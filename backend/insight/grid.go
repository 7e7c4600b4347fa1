package insight

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/recur"
)

// maxColumns is how many columns a grid has at most: as many debriefs stand side by side,
// of more those of a month, a quarter, a year, or several years stand together.
const maxColumns = 24

// columns are one for each debrief, or stretches of time.
func columns(from []*Facts) []Column {
	if len(from) <= maxColumns {
		out := make([]Column, len(from))
		for i, d := range from {
			at := d.at()
			out[i] = Column{From: at, To: at, Debrief: d.ID, Label: at.Format("Jan 2006")}
		}
		return out
	}
	return stretches(from)
}

// stretches are the shortest of which there are not too many.
func stretches(from []*Facts) []Column {
	first, last := from[0].at(), from[len(from)-1].at()
	for _, months := range []int{1, 3, 12} {
		if out := stretched(first, last, months); len(out) <= maxColumns {
			return out
		}
	}
	years := (last.Year()-first.Year())/maxColumns + 1
	return stretched(first, last, 12*years)
}

// stretched are stretches of so many months from a moment to another.
func stretched(first, last time.Time, months int) []Column {
	at := time.Date(first.Year(), 1+time.Month((int(first.Month())-1)/min(months, 12)*min(months, 12)), 1, 0, 0, 0, 0, time.UTC)
	out := []Column{}
	for n := 0; !at.After(last) && n < 12*10_000; n++ {
		to := at.AddDate(0, months, 0)
		out = append(out, Column{From: at, To: to, Label: label(at, months)})
		at = to
		if len(out) > maxColumns {
			break
		}
	}
	return out
}

func label(at time.Time, months int) string {
	switch months {
	case 1:
		return at.Format("Jan 2006")
	case 3:
		return "Q" + strconv.Itoa((int(at.Month())+2)/3) + " " + strconv.Itoa(at.Year())
	case 12:
		return strconv.Itoa(at.Year())
	}
	return strconv.Itoa(at.Year()) + "–" + strconv.Itoa(at.Year()+months/12-1)
}

// columnOf is the number of the column a debrief is in, the n-th of all.
func columnOf(all []Column, d *Facts, n int) int {
	if len(all) > n && all[n].Debrief == d.ID {
		return n
	}
	at := d.at()
	i, _ := slices.BinarySearchFunc(all, at, func(c Column, t time.Time) int {
		if c.To.After(t) {
			return 1
		}
		return -1
	})
	return min(i, len(all)-1)
}

// put adds a debrief to a row's column, once.
func (r *Row) put(column int, id debrief.ID) {
	n := len(r.Cells)
	if n == 0 || r.Cells[n-1].Column != column {
		r.Cells, n = append(r.Cells, Cell{Column: column, By: []debrief.ID{}}), n+1
	}
	c := &r.Cells[n-1]
	if k := len(c.By); k > 0 && c.By[k-1] == id {
		return
	}
	c.By = append(c.By, id)
	c.Count++
	r.Count++
}

// groups says in which group each factor is that was said to be the same as another; the
// others are groups of their own.
func groups(from []*Facts) map[debrief.ID]debrief.ID {
	named := map[debrief.ID]bool{}
	for _, d := range from {
		for _, f := range d.Factors {
			if f.Same != "" {
				named[f.ID], named[f.Same] = true, true
			}
		}
	}
	some := []recur.Factor{}
	for _, d := range from {
		for _, f := range d.Factors {
			if named[f.ID] {
				some = append(some, recur.Factor{ID: f.ID, DebriefID: d.ID, Recurs: f.Same, Day: d.At})
			}
		}
	}
	out := map[debrief.ID]debrief.ID{}
	for _, g := range recur.Groups(some) {
		for _, f := range g {
			out[f.ID] = g.First().ID
		}
	}
	return out
}

// conditions are the groups that were named in two debriefs or more, the most named
// first. Silent counts those that were named in one alone.
func (f *Figure) conditions(from []*Facts) {
	f.Form, f.Columns = FormGrid, columns(from)
	group, rows, newest := groups(from), map[debrief.ID]*Row{}, map[debrief.ID]string{}
	for n, d := range from {
		column := columnOf(f.Columns, d, n)
		for _, c := range d.Factors {
			g, some := group[c.ID]
			if !some {
				f.Silent++
				continue
			}
			if rows[g] == nil {
				rows[g] = &Row{}
			}
			rows[g].put(column, d.ID)
			rows[g].Key, newest[g] = c.ID, d.At
		}
		if len(d.Factors) > 0 {
			f.Debriefs++
		}
	}
	order := slices.SortedFunc(maps.Keys(rows), func(a, b debrief.ID) int {
		return cmp.Or(cmp.Compare(rows[b].Count, rows[a].Count), cmp.Compare(newest[b], newest[a]), cmp.Compare(a, b))
	})
	for _, g := range order {
		if rows[g].Count < 2 {
			f.Silent++
			continue
		}
		f.Rows = append(f.Rows, *rows[g])
		f.Marks += rows[g].Count
	}
}

// categories are the kinds of conditions, the most named first; what is not sorted is
// shown as that. Silent counts debriefs that name no condition.
func (f *Figure) categories(from []*Facts) {
	f.Form, f.Columns = FormGrid, columns(from)
	rows, keys := map[debrief.Category]*Row{}, slices.Concat(debrief.Categories, []debrief.Category{debrief.CategoryNone})
	for _, k := range keys {
		rows[k] = &Row{Key: string(k)}
	}
	rows[debrief.CategoryNone].Key = "unsaid"
	for n, d := range from {
		if len(d.Factors) == 0 {
			f.Silent++
			continue
		}
		f.Debriefs++
		column := columnOf(f.Columns, d, n)
		for _, c := range d.Factors {
			if r := rows[c.Category]; r != nil {
				r.put(column, d.ID)
			}
		}
	}
	for _, k := range keys {
		if rows[k].Count > 0 {
			f.Rows, f.Marks = append(f.Rows, *rows[k]), f.Marks+rows[k].Count
		}
	}
	slices.SortStableFunc(f.Rows, func(a, b Row) int { return cmp.Compare(b.Count, a.Count) })
}

// reported is how many of each kind there were when, near-miss notes apart: a note is a
// near miss somebody reported, which nobody has debriefed. Debriefs that are only being
// prepared count: their event was reported.
func (f *Figure) reported(from []*Facts) {
	f.Form = FormGrid
	if len(from) == 0 {
		return
	}
	f.Columns = stretches(from)
	keys := []string{string(debrief.KindIncident), string(debrief.KindNearMiss), "note", string(debrief.KindGameDay), string(debrief.KindTabletop)}
	rows := map[string]*Row{}
	for _, k := range keys {
		rows[k] = &Row{Key: k}
	}
	for n, d := range from {
		key := string(d.Kind)
		if d.Note {
			key = "note"
		}
		if r := rows[key]; r != nil {
			r.put(columnOf(f.Columns, d, n), d.ID)
			f.Debriefs++
		}
	}
	for _, k := range keys {
		f.Rows, f.Marks = append(f.Rows, *rows[k]), f.Marks+rows[k].Count
	}
}
