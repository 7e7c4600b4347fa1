package alike

import (
	"cmp"
	"slices"

	"secondstory/backend/debrief"
	"secondstory/backend/recur"
)

// Page is everything the library knows about one factor.
type Page struct {
	// Text is as it was said first. Namings are the earliest first.
	Text     string           `json:"text"`
	Category debrief.Category `json:"category"`
	Namings  []Naming         `json:"namings"`
	// Debriefs is how many named it.
	Debriefs int       `json:"debriefs"`
	Measures []Measure `json:"measures"`
}

// Naming is a debrief that named the factor, in its own words.
type Naming struct {
	FactorID debrief.ID `json:"factorId"`
	Text     string     `json:"text"`
	Debrief  Head       `json:"debrief"`
	// Recurs says that it was said to be an earlier one again, which can be taken back.
	Recurs bool `json:"recurs"`
}

// Measure is a countermeasure against the factor.
type Measure struct {
	ID        debrief.ID                  `json:"id"`
	DebriefID debrief.ID                  `json:"debriefId"`
	Debrief   string                      `json:"debrief"`
	Text      string                      `json:"text"`
	State     debrief.CountermeasureState `json:"state"`
	Due       string                      `json:"due"`
	DoneOn    string                      `json:"doneOn"`
	// Outcome and Told are the newest answer to "did it help?", of the day LookedOn; empty
	// when nobody looked yet.
	Outcome  debrief.Outcome `json:"outcome"`
	Told     string          `json:"told"`
	LookedOn string          `json:"lookedOn"`
	// AgainOn are the days of debriefs that named the factor after this was done.
	AgainOn []string `json:"againOn"`
}

// PageOf makes the page of a factor from its group and the debriefs that named it. Those
// that are not there (deleted meanwhile) are left out; ideas nobody took up are no
// countermeasures yet, and are left out too.
func PageOf(g recur.Group, wholes map[debrief.ID]*debrief.Whole) Page {
	p := Page{Namings: []Naming{}, Measures: []Measure{}}
	named := map[debrief.ID]bool{}
	for _, f := range g {
		w := wholes[f.DebriefID]
		if w == nil {
			continue
		}
		named[f.ID], named[f.Recurs] = true, true
		p.Text, p.Category = cmp.Or(p.Text, f.Text), cmp.Or(p.Category, f.Category)
		p.Namings = append(p.Namings, Naming{f.ID, f.Text, tell(w).Head, f.Recurs != ""})
	}
	p.Debriefs = len(g.Debriefs())
	for _, id := range g.Debriefs() {
		if w := wholes[id]; w != nil {
			p.Measures = append(p.Measures, measuresIn(w, named, p.Namings)...)
		}
	}
	slices.SortStableFunc(p.Measures, func(a, b Measure) int { return cmp.Compare(b.DoneOn, a.DoneOn) })
	return p
}

func measuresIn(w *debrief.Whole, named map[debrief.ID]bool, namings []Naming) (out []Measure) {
	for _, c := range w.Countermeasures {
		if c.State == debrief.CountermeasureIdea || !slices.ContainsFunc(c.FactorIDs, func(id debrief.ID) bool { return named[id] }) {
			continue
		}
		m := Measure{
			ID: c.ID, DebriefID: w.Debrief.ID, Debrief: w.Debrief.Title, Text: c.Text, State: c.State,
			Due: c.Due, DoneOn: c.DoneOn, AgainOn: []string{},
		}
		if k := c.Newest(); k != nil {
			m.Outcome, m.Told, m.LookedOn = k.Outcome, k.Text, k.At[:min(len(k.At), len("2006-01-02"))]
		}
		for _, n := range namings {
			if c.DoneOn != "" && n.Debrief.Day > c.DoneOn && !slices.Contains(m.AgainOn, n.Debrief.Day) {
				m.AgainOn = append(m.AgainOn, n.Debrief.Day)
			}
		}
		out = append(out, m)
	}
	return out
}
