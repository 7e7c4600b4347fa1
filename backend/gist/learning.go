package gist

import (
	"slices"
	"strings"

	"secondstory/backend/debrief"
)

// How many are offered: page one takes three, and somebody chooses.
const (
	mostLearnings = 6
	mostFactors   = 4
)

// learnings offers the factors that most lines and changes are about, and what was
// said when the group was asked what it takes along.
func (f *finder) learnings() []Offer {
	out := []Offer{}
	for _, x := range f.mostAbout() {
		o := Offer{Field: FieldLearning, FactorID: x.ID, From: FromFactor, EntryIDs: []debrief.ID{}}
		o.Title, o.Text = tidy(x.Text), Opening(x.Detail, debrief.MaxLearningWords)
		if words(o.Title) > debrief.MaxTitleWords && o.Text == "" {
			o.Title, o.Text = "", Opening(x.Text, debrief.MaxLearningWords)
		}
		if o.Title+o.Text != "" {
			out = append(out, o)
		}
	}
	for _, e := range usable(f.w, slices.Clone(f.w.Entries)) {
		if e.Stage == debrief.StageWrapUp {
			text := Opening(e.Text, debrief.MaxLearningWords)
			out = append(out, Offer{Field: FieldLearning, Text: text, From: FromWrapUp, EntryIDs: []debrief.ID{e.ID}})
		}
	}
	return out[:min(len(out), mostLearnings)]
}

// mostAbout orders the factors by how many lines they rest on and how many changes are
// meant to help with them; what is equal keeps its order.
func (f *finder) mostAbout() []debrief.Factor {
	about := map[debrief.ID]int{}
	for _, x := range f.w.Factors {
		about[x.ID] += len(x.EntryIDs)
	}
	for _, c := range f.w.Countermeasures {
		for _, id := range c.FactorIDs {
			about[id]++
		}
	}
	out := slices.DeleteFunc(slices.Clone(f.w.Factors), func(x debrief.Factor) bool { return strings.TrimSpace(x.Text) == "" })
	slices.SortStableFunc(out, func(a, b debrief.Factor) int { return about[b.ID] - about[a.ID] })
	return out[:min(len(out), mostFactors)]
}
