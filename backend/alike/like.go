package alike

import (
	"cmp"
	"slices"

	"secondstory/backend/debrief"
	"secondstory/backend/search"
	"secondstory/backend/similar"
)

// Reason is one fact two debriefs have in common, with the texts it is about.
type Reason struct {
	similar.Reason
	// MineText and TheirsText are the factors', for reasons of factors.
	MineText   string `json:"mineText"`
	TheirsText string `json:"theirsText"`
}

// Match is a debrief that looks like another, or was linked with it.
type Match struct {
	Head    Head     `json:"head"`
	Linked  bool     `json:"linked"`
	Why     string   `json:"why"`
	Reasons []Reason `json:"reasons"`
}

// mostLinked bounds how many linked debriefs are shown.
const mostLinked = 200

// Like finds what is linked with a debrief, whichever of the two said so, and up to most
// others that look like it, those that have most in common first.
func (k *Known) Like(id debrief.ID, most int) []Match {
	k.mu.Lock()
	defer k.mu.Unlock()
	out := []Match{}
	mine, is := k.all[id]
	if !is || mine.Head.Sample {
		return out
	}
	offered := 0
	for _, m := range k.index.Like(mine.Sketch, most+mostLinked) {
		if !m.Linked {
			if offered++; offered > most {
				break
			}
		}
		out = append(out, k.match(mine, k.all[m.ID], m))
	}
	return out
}

func (k *Known) match(mine, theirs told, m similar.Match) Match {
	out := Match{Head: theirs.Head, Linked: m.Linked, Why: cmp.Or(mine.Why[m.ID], theirs.Why[mine.Head.ID]), Reasons: []Reason{}}
	told := map[string]bool{}
	for _, r := range m.Reasons {
		if r.Kind == similar.KindWords {
			// Words that a tag or a factor told already say nothing more.
			r.Words = slices.DeleteFunc(slices.Clone(r.Words), func(w string) bool { return told[search.Fold(w)] })
		}
		for _, w := range r.Words {
			told[search.Fold(w)] = true
		}
		if r.Kind != similar.KindWords || len(r.Words) > 0 {
			out.Reasons = append(out.Reasons, Reason{r, mine.text(r.Mine), theirs.text(r.Theirs)})
		}
	}
	return out
}

func (t told) text(id debrief.ID) string {
	for _, f := range t.Factors {
		if f.ID == id {
			return f.Text
		}
	}
	return ""
}

// Decision is what somebody says about two debriefs.
type Decision string

// The decisions: they belong together, they do not and are not offered again, or nothing
// is decided any more.
const (
	Linked Decision = "linked"
	Apart  Decision = "apart"
	Open   Decision = "open"
)

// Decide writes a decision into the debrief it is made in, and takes what was decided
// before out of both: one record holds it, and both show it. It returns those that
// changed, mine first.
func Decide(mine, theirs *debrief.Debrief, as Decision, why, at string) ([]debrief.Record, error) {
	if mine.ID == theirs.ID {
		return nil, debrief.Errorf(debrief.CodeInvalid, "noun", "relation")
	}
	out := []debrief.Record{mine}
	mine.Related = without(mine.Related, theirs.ID)
	if left := without(theirs.Related, mine.ID); len(left) < len(theirs.Related) {
		theirs.Related, out = left, append(out, theirs)
	}
	switch as {
	case Linked, Apart:
		mine.Related = append(mine.Related, debrief.Relation{DebriefID: theirs.ID, Linked: as == Linked, Why: why, At: at})
	case Open:
	default:
		return nil, debrief.Errorf(debrief.CodeInvalid, "noun", "relation")
	}
	return out, nil
}

func without(all []debrief.Relation, id debrief.ID) []debrief.Relation {
	return slices.DeleteFunc(slices.Clone(all), func(r debrief.Relation) bool { return r.DebriefID == id })
}
