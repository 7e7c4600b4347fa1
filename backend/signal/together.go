package signal

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"secondstory/backend/debrief"
	"secondstory/backend/similar"
)

// Alike are notes about the same thing, the oldest first, and the words that say so.
type Alike struct {
	IDs   []debrief.ID `json:"ids"`
	Words []string     `json:"words"`
}

// Bounds of what is found together.
const (
	// inCommon is how many words or tags two notes have in common at least.
	inCommon   = 2
	mostAlike  = 3
	shownWords = 3
	// usual is how many notes may have a word in any case, and of many one in so many.
	usual = 6
)

// Together finds notes that may be debriefed together: those with most words in common
// first, a note in one place at most. Names of people are no words.
func Together(notes []*debrief.Whole) []Alike {
	notes = oldestFirst(notes)
	keys := make([]map[string]string, len(notes))
	for i, n := range notes {
		keys[i] = similar.Of(n).Keys()
	}
	dropUsual(keys)
	out := []Alike{}
	for len(out) < mostAlike {
		words := nearest(keys)
		if len(words) < inCommon {
			return out
		}
		out = append(out, gather(notes, keys, words))
	}
	return out
}

// dropUsual takes out what so many notes say that it tells nothing about any.
func dropUsual(keys []map[string]string) {
	in := map[string]int{}
	for _, has := range keys {
		for k := range has {
			in[k]++
		}
	}
	most := max(usual, len(keys)/usual)
	for _, has := range keys {
		maps.DeleteFunc(has, func(k, _ string) bool { return in[k] > most })
	}
}

// nearest are the keys in common of the two notes that have most.
func nearest(keys []map[string]string) []string {
	best := []string{}
	for i, mine := range keys {
		for _, theirs := range keys[i+1:] {
			common := both(mine, theirs)
			if len(common) > len(best) { // of equal ones that of the oldest
				best = common
			}
		}
	}
	return best
}

// both are the keys two notes have.
func both(a, b map[string]string) []string {
	out := []string{}
	for k := range a {
		if b[k] != "" {
			out = append(out, k)
		}
	}
	return out
}

// gather takes every note that has enough of some words, and lets go of its keys: no
// note is in two places.
func gather(notes []*debrief.Whole, keys []map[string]string, words []string) Alike {
	a, in := Alike{IDs: []debrief.ID{}, Words: []string{}}, map[string]int{}
	written := map[string]string{}
	for i := range notes {
		has := slices.DeleteFunc(slices.Clone(words), func(k string) bool { return keys[i][k] == "" })
		if len(has) < inCommon {
			continue
		}
		a.IDs = append(a.IDs, notes[i].Debrief.ID)
		for _, k := range has {
			in[k]++
			written[k] = cmp.Or(written[k], keys[i][k])
		}
		keys[i] = nil
	}
	slices.SortFunc(words, func(x, y string) int { return cmp.Or(in[y]-in[x], strings.Compare(x, y)) })
	for _, k := range words[:min(len(words), shownWords)] {
		a.Words = append(a.Words, written[k])
	}
	return a
}
