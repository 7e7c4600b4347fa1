package insight

import (
	"cmp"
	"slices"

	"secondstory/backend/debrief"
)

const secondsOfDay = 24 * 60 * 60

// dots makes an empty row for each key.
func (f *Figure) dots(unit Unit, keys ...string) map[string]*Row {
	f.Form, f.Unit = FormDots, unit
	f.Rows = make([]Row, len(keys))
	byKey := map[string]*Row{}
	for i, key := range keys {
		f.Rows[i].Key = key
		byKey[key] = &f.Rows[i]
	}
	return byKey
}

// took adds a dot for a time; one that ends before it begins is left out and counted.
func (f *Figure) took(r *Row, id debrief.ID, t Took) {
	if t.isBefore() {
		f.Odd++
		return
	}
	least, most := float64(max(t.Least, 0)), float64(t.Least+t.Over)
	r.Dots = append(r.Dots, Dot{Debrief: id, Value: (least + most) / 2, Least: least, Most: most})
}

// finish sorts dots, counts, and finds within how much half of them lie. Together says
// that the rows answer one question.
func (f *Figure) finish(together bool) {
	all, seen := []float64{}, map[debrief.ID]bool{}
	for i := range f.Rows {
		r := &f.Rows[i]
		slices.SortFunc(r.Dots, func(a, b Dot) int {
			return cmp.Or(cmp.Compare(a.Value, b.Value), cmp.Compare(a.Debrief, b.Debrief))
		})
		values := make([]float64, len(r.Dots))
		for n, d := range r.Dots {
			values[n], seen[d.Debrief] = d.Value, true
		}
		r.Count, r.Half = len(values), half(values)
		all = append(all, values...)
	}
	slices.Sort(all)
	f.Marks, f.Debriefs = len(all), len(seen)
	if together && len(all) > 0 {
		f.Half, f.HasHalf = half(all), true
	}
}

// half is the least of sorted values that at least half of them do not exceed: "half
// within 7 minutes" is true of it, also of an even number.
func half(sorted []float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[(len(sorted)-1)/2]
}

func (f *Figure) detect(from []*Facts) {
	rows := f.dots(UnitSeconds, string(SignalAlert), string(SignalPerson), string(SignalAffected), "unsaid")
	for _, d := range from {
		if !d.Detect.Known {
			f.Silent++
			continue
		}
		key := string(d.Signal)
		if d.Signal == SignalUnsaid {
			key = "unsaid"
		}
		f.took(rows[key], d.ID, d.Detect)
	}
	f.finish(true)
	f.Rows = slices.DeleteFunc(f.Rows, func(r Row) bool { return r.Key == "unsaid" && r.Count == 0 })
}

func (f *Figure) times(from []*Facts) {
	rows := f.dots(UnitSeconds, "notice", "mitigate", "resolve")
	for _, d := range from {
		for key, t := range map[string]Took{"notice": d.Notice, "mitigate": d.Mitigate, "resolve": d.Resolve} {
			if t.Known {
				f.took(rows[key], d.ID, t)
			}
		}
		if !d.Notice.Known && !d.Mitigate.Known && !d.Resolve.Known {
			f.Silent++
		}
	}
	f.finish(false)
}

func (f *Figure) wait(from []*Facts) {
	rows := f.dots(UnitSeconds, string(debrief.KindIncident), string(debrief.KindNearMiss), string(debrief.KindGameDay), string(debrief.KindTabletop))
	for _, d := range from {
		if r := rows[string(d.Kind)]; d.Wait.Known && r != nil {
			f.took(r, d.ID, d.Wait)
		} else {
			f.Silent++
		}
	}
	f.finish(true)
	f.Rows = slices.DeleteFunc(f.Rows, func(r Row) bool { return r.Count == 0 })
}

// drift has a dot for each date that was moved; Silent counts the dates that were not.
func (f *Figure) drift(from []*Facts) {
	rows := f.dots(UnitDays, "later", "earlier")
	seen := map[debrief.ID]bool{}
	for _, d := range from {
		for _, c := range d.Changes {
			if c.Moved || c.Dated {
				seen[d.ID] = true
			}
			switch {
			case c.Moved && c.Drift != 0:
				key, days := "later", c.Drift
				if days < 0 {
					key, days = "earlier", -days
				}
				v := float64(days) * secondsOfDay
				rows[key].Dots = append(rows[key].Dots, Dot{Debrief: d.ID, Value: v, Least: v, Most: v})
			case c.Dated:
				f.Silent++
			}
		}
	}
	f.finish(false)
	f.Debriefs = len(seen)
	f.Rows = slices.DeleteFunc(f.Rows, func(r Row) bool { return r.Key == "earlier" && r.Count == 0 })
}

func (f *Figure) learned(from []*Facts) {
	rows := f.dots(UnitPercent, "learned", "again")
	share := func(key string, d *Facts, n int) {
		v := 100 * float64(n) / float64(d.Present)
		rows[key].Dots = append(rows[key].Dots, Dot{Debrief: d.ID, Value: v, Least: v, Most: v})
	}
	for _, d := range from {
		if !d.Counted {
			f.Silent++
			continue
		}
		share("learned", d, d.Learned)
		share("again", d, d.Again)
	}
	f.finish(false)
}
