package insight

import "secondstory/backend/debrief"

// marks makes a row for each key; of says how many marks a debrief adds to which.
func (f *Figure) marks(from []*Facts, keys []string, of func(d *Facts, add func(key string, n int))) {
	f.Form = FormMarks
	rows, byKey := make([]Row, len(keys)), map[string]*Row{}
	for i, key := range keys {
		rows[i] = Row{Key: key, By: []debrief.ID{}}
		byKey[key] = &rows[i]
	}
	for _, d := range from {
		before := f.Marks
		of(d, func(key string, n int) {
			r := byKey[key]
			if r == nil {
				return
			}
			for range n {
				r.By = append(r.By, d.ID)
			}
			r.Count += n
			f.Marks += n
		})
		if f.Marks > before {
			f.Debriefs++
		} else {
			f.Silent++
		}
	}
	f.Rows = rows
}

func (f *Figure) states(from []*Facts) {
	keys := []string{}
	for _, s := range debrief.CountermeasureStates {
		if s != debrief.CountermeasureIdea {
			keys = append(keys, string(s))
		}
	}
	f.marks(from, keys, func(d *Facts, add func(string, int)) {
		for _, c := range d.Changes {
			add(string(c.State), 1)
		}
	})
}

// kinds counts by what they change; what nobody said is shown as that.
func (f *Figure) kinds(from []*Facts) {
	keys := []string{}
	for _, k := range debrief.CountermeasureKinds {
		keys = append(keys, string(k))
	}
	f.marks(from, append(keys, "unsaid"), func(d *Facts, add func(string, int)) {
		for _, c := range d.Changes {
			if c.Kind == debrief.CountermeasureKindNone {
				add("unsaid", 1)
			} else {
				add(string(c.Kind), 1)
			}
		}
	})
}

func (f *Figure) helped(from []*Facts) {
	keys := []string{}
	for _, o := range debrief.Outcomes {
		keys = append(keys, string(o))
	}
	f.marks(from, keys, func(d *Facts, add func(string, int)) {
		for _, c := range d.Changes {
			if c.Outcome != "" {
				add(string(c.Outcome), 1)
			}
		}
	})
}

func (f *Figure) asked(from []*Facts) {
	f.marks(from, []string{"asked", "quote", "left"}, func(d *Facts, add func(string, int)) {
		add("asked", d.Asked)
		add("quote", d.Quoted)
		add("left", d.Left)
	})
}
