package report

import (
	"slices"

	"secondstory/backend/secret"
)

// Secret is what looks like a key, a password, a card number or an address in a
// section of what is printed. Where is a key under "report.section.".
type Secret struct {
	Kind secret.Kind `json:"kind"`
	// Hidden is the piece with its middle hidden.
	Hidden string `json:"hidden"`
	Where  string `json:"where"`
}

// secrets looks through what people wrote, as this edition says it. What the summary
// repeats of the timeline and the countermeasures is told where it comes from.
func (r *Report) secrets() []Secret {
	own := r.Summary
	changes, figure := own.Changes, own.Figure
	own.Changes, own.Figure.Marks, own.Figure.Bands = nil, nil, nil
	out := []Secret{}
	for _, part := range []struct {
		where string
		texts []any
	}{
		{"summary", []any{r.Title, r.Reference, r.Classification, own}},
		{"impact", []any{r.Impact}},
		{"timeline", []any{r.Timeline, figure.Marks, figure.Bands}},
		{"narratives", []any{r.Narratives, r.Noted}},
		{"factors", []any{r.Factors}},
		{"helped", []any{r.Helped, r.Luck}},
		{"countermeasures", []any{r.Countermeasures, changes, r.NotPursued, r.Ideas}},
		{"asked", []any{r.Asked}},
		{"questions", []any{r.Questions}},
		{"later", []any{r.Later}},
		{"people", []any{r.People}},
		{"sources", []any{r.Sources}},
		{"files", []any{r.Files}},
		{"evidence", []any{r.Pictures, r.Graphs}},
		{"about", []any{r.About, r.Links}},
		{"related", []any{r.Related}},
		{"history", []any{r.History}},
	} {
		for _, f := range secret.In(part.texts) {
			if s := (Secret{f.Kind, f.Hidden, part.where}); !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}
