package search

import "strings"

// Chip is a filter as it was typed, to be shown apart from the words.
type Chip struct {
	// Raw is all of it, as it stands in what was typed.
	Raw string `json:"raw"`
	// Name is one of Filters; Value what was said, without quotation marks.
	Name  string `json:"name"`
	Value string `json:"value"`
	// Clear says that it means something; what does not narrows nothing.
	Clear bool `json:"clear"`
}

// Chips lists the filters in what was typed, in their order. One that is still
// without a value is not among them. Never nil.
func Chips(typed, me string) []Chip {
	out := []Chip{}
	whole := Parse(typed, me)
	for rest := begun(strings.ToValidUTF8(typed, " ")); rest != "" && len(out) < maxParts; rest = begun(rest) {
		var p part
		p, rest = next(rest)
		var alone Question
		switch {
		case isFilter(p.name) && p.value != "":
			out = append(out, Chip{Raw: p.raw, Name: p.name, Value: p.value, Clear: alone.narrow(p, me)})
		case p.name == "" && !p.quoted && whole.Open && strings.EqualFold(p.value, "open"):
			out = append(out, Chip{Raw: p.raw, Name: "is", Value: "open", Clear: true})
		}
	}
	return out
}
