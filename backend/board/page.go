package board

import (
	"slices"
	"strings"

	"secondstory/backend/debrief"
)

// Filter says which items to show; an empty field asks for nothing.
type Filter struct {
	DebriefID debrief.ID `json:"debriefId"`
	// Owner and Team are compared as they are written.
	Owner    string                      `json:"owner"`
	Team     string                      `json:"team"`
	State    debrief.CountermeasureState `json:"state"`
	Priority debrief.Priority            `json:"priority"`
	// Words are looked for, in any case, in what changes and in the title of its debrief.
	Words string `json:"words"`
	// Open leaves out what is checked or not pursued.
	Open bool `json:"open"`
}

// Keeps says whether an item is to be shown.
func (f Filter) Keeps(i *Item) bool {
	return (f.DebriefID == "" || f.DebriefID == i.DebriefID) && (f.Owner == "" || f.Owner == i.Owner) && (f.Team == "" || f.Team == i.Team) &&
		(f.State == "" || f.State == i.State) && (f.Priority == "" || f.Priority == i.Priority) &&
		(!f.Open || i.Section != SectionChecked && i.Section != SectionNotPursued) && f.says(i)
}

func (f Filter) says(i *Item) bool {
	for _, word := range strings.Fields(strings.ToLower(f.Words)) {
		if !strings.Contains(strings.ToLower(i.Text), word) && !strings.Contains(strings.ToLower(i.Debrief), word) {
			return false
		}
	}
	return true
}

// Page is a part of a board, with what one needs to show where it stands.
type Page struct {
	Items []Item `json:"items"`
	Total int    `json:"total"`
	// Counts are how many stand in each section that has some, in the order of the board.
	Counts []Count `json:"counts"`
	// Owners and Teams are those one can ask for, in the order of the alphabet.
	Owners []string `json:"owners"`
	Teams  []string `json:"teams"`
	// Today is the day the board is of, YYYY-MM-DD.
	Today string `json:"today"`
}

// Count is how many countermeasures wait for the same.
type Count struct {
	Section Section `json:"section"`
	N       int     `json:"n"`
}

// PageOf returns a part of a board in order: what the filter keeps, from offset on, and at
// most limit of it.
func PageOf(items []Item, f Filter, limit, offset int) Page {
	p := Page{Items: []Item{}, Counts: []Count{}, Owners: []string{}, Teams: []string{}}
	owners, teams := map[string]bool{"": true}, map[string]bool{"": true}
	for n := range items {
		i := &items[n]
		p.Owners, p.Teams = once(p.Owners, i.Owner, owners), once(p.Teams, i.Team, teams)
		if !f.Keeps(i) {
			continue
		}
		if p.Total >= offset && len(p.Items) < limit {
			p.Items = append(p.Items, *i)
		}
		p.count(i.Section)
	}
	slices.Sort(p.Owners)
	slices.Sort(p.Teams)
	return p
}

func (p *Page) count(s Section) {
	p.Total++
	if n := len(p.Counts); n == 0 || p.Counts[n-1].Section != s {
		p.Counts = append(p.Counts, Count{Section: s})
	}
	p.Counts[len(p.Counts)-1].N++
}

func once(all []string, one string, seen map[string]bool) []string {
	if seen[one] {
		return all
	}
	seen[one] = true
	return append(all, one)
}
