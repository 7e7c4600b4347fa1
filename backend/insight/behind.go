package insight

import "secondstory/backend/debrief"

// Spot is a part of a figure: a row, and of it a column or the values from From to To.
// A column or a row of -1 means all of them.
type Spot struct {
	Figure Name    `json:"figure"`
	Row    int     `json:"row"`
	Column int     `json:"column"`
	From   float64 `json:"from"`
	To     float64 `json:"to"`
}

// Behind returns the debriefs behind a spot, oldest or least first, each once.
func (i *Insights) Behind(s Spot) []debrief.ID {
	f, ok := i.Figure(s.Figure)
	if !ok {
		return []debrief.ID{}
	}
	out, seen := []debrief.ID{}, map[debrief.ID]bool{}
	add := func(ids ...debrief.ID) {
		for _, id := range ids {
			if !seen[id] {
				seen[id], out = true, append(out, id)
			}
		}
	}
	for n := range f.Rows {
		if s.Row >= 0 && n != s.Row {
			continue
		}
		r := &f.Rows[n]
		add(r.By...)
		for _, d := range r.Dots {
			if s.From <= d.Value && d.Value <= s.To {
				add(d.Debrief)
			}
		}
		for _, c := range r.Cells {
			if s.Column < 0 || c.Column == s.Column {
				add(c.By...)
			}
		}
	}
	return out
}

// Factor is the factor a spot is about, or empty: of a row of conditions the newest of its
// group.
func (i *Insights) Factor(s Spot) debrief.ID {
	f, ok := i.Figure(s.Figure)
	if !ok || s.Figure != NameConditions || s.Row < 0 || s.Row >= len(f.Rows) {
		return ""
	}
	return f.Rows[s.Row].Key
}
