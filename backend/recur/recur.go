// Package recur puts together the factors that somebody said are the same: chains of "A is
// B again" become one group, whatever their order, also in a circle, and also when one in
// the middle was deleted since, as long as two that are left name it. It knows debriefs and
// factors and never people, and it counts nobody. The screens of one factor, similar
// debriefs and the figures over the library all ask here, so that they count alike.
package recur

import (
	"cmp"
	"slices"

	"secondstory/backend/debrief"
)

// Factor is a contributing factor as far as grouping needs it.
type Factor struct {
	ID        debrief.ID `json:"id"`
	DebriefID debrief.ID `json:"debriefId"`
	// Recurs is the factor it was said to be again, see debrief.Factor; or empty.
	Recurs   debrief.ID       `json:"recurs,omitempty"`
	Category debrief.Category `json:"category,omitempty"`
	Text     string           `json:"text"`
	// Day is that of its debrief, YYYY-MM-DD; see debrief.Debrief. It orders a group.
	Day string `json:"day"`
}

// Group is factors that are the same, the earliest first. One nobody said anything about
// is a group of its own.
type Group []Factor

// First is the earliest, which names the group.
func (g Group) First() Factor { return g[0] }

// Debriefs are those that named it, in the group's order, each once.
func (g Group) Debriefs() []debrief.ID {
	out := []debrief.ID{}
	for _, f := range g {
		if !slices.Contains(out, f.DebriefID) {
			out = append(out, f.DebriefID)
		}
	}
	return out
}

// Recurring says whether more than one debrief named it.
func (g Group) Recurring() bool { return len(g.Debriefs()) > 1 }

// Groups puts all factors of a library together. Those that most debriefs named come
// first, of as many the one named last.
func Groups(all []Factor) []Group {
	r := joined(all)
	byRoot := map[debrief.ID]Group{}
	for _, f := range all {
		root := r.of(f.ID)
		byRoot[root] = append(byRoot[root], f)
	}
	out := make([]Group, 0, len(byRoot))
	counts := make(map[debrief.ID]int, len(byRoot))
	for _, g := range byRoot {
		slices.SortFunc(g, earlier)
		out = append(out, g)
		counts[g[0].ID] = len(g.Debriefs())
	}
	slices.SortFunc(out, func(a, b Group) int {
		return cmp.Or(counts[b[0].ID]-counts[a[0].ID], cmp.Compare(b[len(b)-1].Day, a[len(a)-1].Day), cmp.Compare(a[0].ID, b[0].ID))
	})
	return out
}

// Of is the group a factor is in: nil when there is no such factor, and none that names it.
func Of(all []Factor, id debrief.ID) Group {
	r := joined(all)
	root, known := r.of(id), false
	out := Group{}
	for _, f := range all {
		known = known || f.ID == id || f.Recurs == id
		if r.of(f.ID) == root {
			out = append(out, f)
		}
	}
	if !known {
		return nil
	}
	slices.SortFunc(out, earlier)
	return out
}

func earlier(a, b Factor) int {
	return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.DebriefID, b.DebriefID), cmp.Compare(a.ID, b.ID))
}

// roots leads from a factor towards the one that stands for its group.
type roots map[debrief.ID]debrief.ID

// joined follows what was said, also of factors that are not there any more.
func joined(all []Factor) roots {
	r := roots{}
	for _, f := range all {
		if f.Recurs == "" {
			continue
		}
		if a, b := r.of(f.ID), r.of(f.Recurs); a != b {
			r[a] = b
		}
	}
	return r
}

// of is what stands for a factor's group. What it passes on the way leads there at once
// the next time.
func (r roots) of(id debrief.ID) debrief.ID {
	root := id
	for r[root] != "" {
		root = r[root]
	}
	for id != root {
		id, r[id] = r[id], root
	}
	return root
}
