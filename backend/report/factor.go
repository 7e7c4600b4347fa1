package report

import (
	"slices"
	"sort"

	"secondstory/backend/debrief"
)

// sortedFactors orders factors by category, those without one last.
func sortedFactors(in []debrief.Factor) []debrief.Factor {
	out := []debrief.Factor{}
	for _, f := range in {
		if clean(f.Text) != "" {
			out = append(out, f)
		}
	}
	rank := func(c debrief.Category) int {
		if i := slices.Index(debrief.Categories, c); i >= 0 {
			return i
		}
		return len(debrief.Categories)
	}
	sort.SliceStable(out, func(i, j int) bool { return rank(out[i].Category) < rank(out[j].Category) })
	return out
}

func (b *builder) factorGroups() []FactorGroup {
	out := []FactorGroup{}
	var last debrief.Category
	for i, f := range b.factors {
		if i == 0 || f.Category != last {
			key := string(f.Category)
			if !slices.Contains(debrief.Categories, f.Category) {
				key = "none"
			}
			out = append(out, FactorGroup{Name: b.t("report.category." + key), Factors: []Factor{}})
			last = f.Category
		}
		g := &out[len(out)-1]
		g.Factors = append(g.Factors, b.factor(f))
	}
	return out
}

func (b *builder) factor(f debrief.Factor) Factor {
	out := Factor{Number: b.numbers[f.ID], Text: b.sentence(f.Text), Detail: b.sentence(f.Detail), Entries: b.refs(f.EntryIDs), Changes: []int{}}
	for i, c := range b.promised {
		if slices.Contains(c.FactorIDs, f.ID) {
			out.Changes = append(out.Changes, i+1)
		}
	}
	return out
}

// helped returns what helped, and where the group was lucky.
func (b *builder) helped() (helped, luck []Point) {
	helped, luck = []Point{}, []Point{}
	for _, h := range b.w.Helped {
		if clean(h.Text) == "" {
			continue
		}
		p := Point{Text: b.sentence(h.Text), Entries: b.refs(h.EntryIDs)}
		if h.Luck {
			luck = append(luck, p)
		} else {
			helped = append(helped, p)
		}
	}
	return helped, luck
}

func (b *builder) questions() []Point {
	out := []Point{}
	for _, q := range b.w.Questions {
		if q.State != debrief.QuestionOpen || clean(q.Text) == "" {
			continue
		}
		out = append(out, b.question(q))
	}
	return out
}

// question is a question with whom it was put to and the line it is about.
func (b *builder) question(q debrief.Question) Point {
	p := Point{Text: b.upperFirst(clean(q.Text)), Entries: b.refs([]debrief.ID{q.AboutID})}
	if who := b.cast.whoIn(q.Who, "to "); who != "" {
		p.Note = b.t("report.question.who", "who", who)
	}
	return p
}
