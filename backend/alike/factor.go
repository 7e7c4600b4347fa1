package alike

import (
	"cmp"
	"slices"
	"strings"

	"secondstory/backend/debrief"
	"secondstory/backend/recur"
	"secondstory/backend/search"
	"secondstory/backend/similar"
)

// group is a factor, as often as it was named, with its words for search.
type group struct {
	recur.Group
	folded   string
	debriefs int
}

// Candidate is a factor another may be the same as.
type Candidate struct {
	// ID is the factor that is chosen, Text its words.
	ID       debrief.ID       `json:"id"`
	Text     string           `json:"text"`
	Category debrief.Category `json:"category"`
	// Debrief and Day are of the debrief that named it last; Debriefs is how many did.
	Debrief  string `json:"debrief"`
	Day      string `json:"day"`
	Debriefs int    `json:"debriefs"`
	// Words are what suggests it; empty when it was searched for.
	Words []string `json:"words"`
}

// grouped puts the factors of the library together, but the sample's.
func (k *Known) grouped() []group {
	if k.groups != nil {
		return k.groups
	}
	k.groups = []group{}
	for _, g := range recur.Groups(k.factors(func(recur.Factor) bool { return true })) {
		folded := strings.Builder{}
		for _, f := range g {
			folded.WriteString(search.Fold(f.Text) + "\n")
		}
		k.groups = append(k.groups, group{g, folded.String(), len(g.Debriefs())})
	}
	return k.groups
}

// said are the factors that were named more than once, put together. They are few: all
// others stand alone and need not be looked at.
func (k *Known) said() []recur.Group {
	if k.recurring != nil {
		return k.recurring
	}
	named := map[debrief.ID]bool{}
	all := k.factors(func(f recur.Factor) bool { named[f.Recurs] = true; return f.Recurs != "" })
	all = append(all, k.factors(func(f recur.Factor) bool { return f.Recurs == "" && named[f.ID] })...)
	k.recurring = recur.Groups(all)
	return k.recurring
}

// factors are those of the library that are wanted, but the sample's.
func (k *Known) factors(wanted func(recur.Factor) bool) []recur.Factor {
	out := []recur.Factor{}
	for _, t := range k.all {
		for _, f := range t.Factors {
			if !t.Head.Sample && wanted(f) {
				out = append(out, f)
			}
		}
	}
	return out
}

// Group is every naming of a factor, the earliest first; empty when it is not known.
func (k *Known) Group(id debrief.ID) recur.Group {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, g := range k.said() {
		if slices.ContainsFunc(g, func(f recur.Factor) bool { return f.ID == id || f.Recurs == id }) {
			return g
		}
	}
	return recur.Group(k.factors(func(f recur.Factor) bool { return f.ID == id }))
}

// Recurring says of the factors of a debrief which were named by others too, and by how
// many debriefs in all.
func (k *Known) Recurring(id debrief.ID) map[debrief.ID]int {
	k.mu.Lock()
	defer k.mu.Unlock()
	out := map[debrief.ID]int{}
	for _, g := range k.said() {
		if !g.Recurring() {
			break // those named most come first
		}
		for _, f := range g {
			if f.DebriefID == id {
				out[f.ID] = len(g.Debriefs())
			}
		}
	}
	return out
}

// Candidates are factors of other debriefs that have all the words typed, or, when nothing
// is typed, those that look like the factor itself.
func (k *Known) Candidates(of debrief.ID, factor debrief.ID, typed string, most int) []Candidate {
	k.mu.Lock()
	defer k.mu.Unlock()
	words := strings.Fields(search.Fold(typed))
	if len(words) == 0 {
		return k.suggested(of, factor, most)
	}
	out := []Candidate{}
	for _, g := range k.grouped() {
		if len(out) == most {
			break
		}
		if g.named(of) || slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(g.folded, w) }) {
			continue
		}
		out = append(out, k.candidate(g, nil))
	}
	return out
}

// named says whether a debrief is the only one that named it, so that it is no other's.
func (g group) named(by debrief.ID) bool {
	return !slices.ContainsFunc(g.Group, func(f recur.Factor) bool { return f.DebriefID != by })
}

// suggested are factors of debriefs alike that have words in common with one.
func (k *Known) suggested(of, factor debrief.ID, most int) []Candidate {
	byFactor, order := map[debrief.ID][]string{}, []debrief.ID{}
	for _, m := range k.index.Like(k.all[of].Sketch, 10) {
		for _, r := range m.Reasons {
			if r.Kind == similar.KindFactor && r.Mine == factor && byFactor[r.Theirs] == nil {
				byFactor[r.Theirs] = r.Words
				order = append(order, r.Theirs)
			}
		}
	}
	out := []Candidate{}
	for _, g := range k.grouped() {
		for _, id := range order {
			if slices.ContainsFunc(g.Group, func(f recur.Factor) bool { return f.ID == id }) {
				out = append(out, k.candidate(g, byFactor[id]))
				break
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Candidate) int { return cmp.Compare(len(b.Words), len(a.Words)) })
	return out[:min(len(out), most)]
}

func (k *Known) candidate(g group, words []string) Candidate {
	last := g.Group[len(g.Group)-1]
	return Candidate{
		ID: g.First().ID, Text: g.First().Text, Category: g.First().Category, Debrief: k.all[last.DebriefID].Head.Title,
		Day: last.Day, Debriefs: g.debriefs, Words: append([]string{}, words...),
	}
}

// Same writes that a factor is an earlier one again, or, with nil, that it is none. All of
// a group name one, so that the group stays together when one in the middle is deleted:
// those that named this factor name that one too. It returns what changed, the factor first.
func Same(factor, earlier *debrief.Factor, naming []*debrief.Factor) ([]debrief.Record, error) {
	out := []debrief.Record{factor}
	if earlier == nil {
		factor.Recurs = ""
		return out, nil
	}
	root := cmp.Or(earlier.Recurs, earlier.ID)
	if root == factor.ID || earlier.ID == factor.ID {
		return nil, debrief.Errorf(debrief.CodeInvalid, "noun", string(debrief.NounFactor))
	}
	factor.Recurs = root
	for _, f := range naming {
		if f.Recurs == factor.ID {
			f.Recurs, out = root, append(out, f)
		}
	}
	return out, nil
}
