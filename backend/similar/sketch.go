// Package similar finds the few debriefs of a library that look like one, and says why in
// facts: the same factor again, a factor with the same words, a tag, rare words in common.
// How much two have in common orders them and is told to nobody. Names of people are no
// reason, nor is what somebody said in an interview.
package similar

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"secondstory/backend/debrief"
)

// Bounds of a sketch: it is kept for every debrief of a library.
const (
	maxWords   = 96
	maxFactors = 40
)

// Sketch is what a debrief is compared by. It is small, so that those of a whole library
// are kept in memory; it can be stored and needs making anew only when the debrief changes.
type Sketch struct {
	ID debrief.ID `json:"id"`
	// Words are those that tell most about it, as they are shown.
	Words   []string `json:"words"`
	Tags    []string `json:"tags"`
	Factors []Factor `json:"factors"`
	// Names are the words of people's names in it, which are no reason anywhere.
	Names []string `json:"names"`
	// Linked and Apart are what was decided: they belong together, or do not.
	Linked []debrief.ID `json:"linked"`
	Apart  []debrief.ID `json:"apart"`
}

// Factor is a contributing factor as far as it is compared.
type Factor struct {
	ID       debrief.ID       `json:"id"`
	Category debrief.Category `json:"category"`
	Words    []string         `json:"words"`
	// Root is the factor it recurs, or itself: those with one root are the same.
	Root debrief.ID `json:"root"`
}

// version of the stored form: a sketch of another is made anew.
const version = 1

type stored struct {
	Version int    `json:"v"`
	Sketch  Sketch `json:"s"`
}

// Encode is the form a sketch is stored in.
func (s Sketch) Encode() ([]byte, error) { return json.Marshal(stored{version, s}) }

// Decode reads a stored sketch; false when it is to be made anew.
func Decode(data []byte) (Sketch, bool) {
	var in stored
	err := json.Unmarshal(data, &in)
	return in.Sketch, err == nil && in.Version == version && in.Sketch.ID != ""
}

// Of makes the sketch of a debrief.
func Of(w *debrief.Whole) Sketch {
	d := &w.Debrief
	s := Sketch{ID: d.ID, Names: namesIn(w)}
	for _, r := range d.Related {
		if r.Linked {
			s.Linked = append(s.Linked, r.DebriefID)
		} else {
			s.Apart = append(s.Apart, r.DebriefID)
		}
	}
	names := setOf(s.Names)
	for _, tag := range d.Tags {
		if tag = strings.TrimSpace(tag); tag != "" && !isName(tag, names) {
			s.Tags = append(s.Tags, tag)
		}
	}
	for _, f := range w.Factors[:min(len(w.Factors), maxFactors)] {
		s.Factors = append(s.Factors, Factor{
			ID: f.ID, Category: f.Category, Words: without(unique(words(f.Text+" "+f.Detail)), names), Root: cmp.Or(f.Recurs, f.ID),
		})
	}
	s.Words = telling(w, names)
	return s
}

// Weights of a word by where it stands: a title is chosen, a line is one of many.
const (
	inTitle  = 6
	inFactor = 4
	inHead   = 3
	inLine   = 1
)

// telling returns the words that tell most about a debrief, the most telling first.
func telling(w *debrief.Whole, names map[string]bool) []string {
	weights, shown := map[string]int{}, map[string]string{}
	add := func(weight int, texts ...string) {
		for _, word := range words(strings.Join(texts, "\n")) {
			key := fold(word)
			weights[key] += weight
			shown[key] = cmp.Or(shown[key], word)
		}
	}
	d := &w.Debrief
	add(inTitle, d.Title)
	add(inHead, d.Impact.Text, d.Impact.Data, d.Summary.Lead)
	for _, l := range d.Summary.Learnings {
		add(inHead, l.Title, l.Text)
	}
	for _, f := range w.Factors {
		add(inFactor, f.Text, f.Detail)
	}
	for _, h := range w.Helped {
		add(inHead, h.Text)
	}
	for i := range w.Entries {
		if e := &w.Entries[i]; e.Consent == (debrief.Consent{}) { // what an interview gave is not searched for likeness
			add(inLine, e.Text)
		}
	}
	for _, c := range w.Countermeasures {
		add(inLine, c.Text)
	}
	keys := slices.DeleteFunc(slices.Collect(maps.Keys(weights)), func(k string) bool { return names[k] })
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(weights[b]-weights[a], cmp.Compare(a, b)) })
	out := []string{}
	for _, k := range keys[:min(len(keys), maxWords)] {
		out = append(out, shown[k])
	}
	return out
}

// namesIn lists the words of the names of everybody who is named in a debrief, folded.
func namesIn(w *debrief.Whole) []string {
	d, out := &w.Debrief, []string{}
	add := func(names ...string) {
		for _, n := range names {
			out = append(out, nameWords(n)...)
		}
	}
	add(d.Facilitator, d.NoteTaker, d.Closing.By, d.Preparation.StatementBy)
	for _, p := range w.Participants {
		add(p.Name, p.Alias)
	}
	for i := range w.Entries {
		add(person(w.Entries[i].Who))
		for _, n := range w.Entries[i].Naming {
			add(n.Name)
		}
	}
	for _, q := range w.Questions {
		add(person(q.Who))
	}
	for _, c := range w.Countermeasures {
		add(person(c.Owner), person(c.From))
		for _, k := range c.Checks {
			add(k.By)
		}
	}
	for _, v := range w.Versions {
		add(v.SignedBy)
	}
	for _, l := range d.Later {
		add(l.By)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// person is the name of whoever acts, or empty for a thing: "the database".
func person(who debrief.Who) string {
	for _, article := range []string{"the ", "a ", "an ", "our ", "der ", "die ", "das "} {
		if strings.HasPrefix(strings.ToLower(who.Name), article) {
			return ""
		}
	}
	return who.Name
}

func setOf(keys []string) map[string]bool {
	out := make(map[string]bool, len(keys))
	for _, k := range keys {
		out[k] = true
	}
	return out
}

// isName says whether a word of a text is one of a name.
func isName(text string, names map[string]bool) bool {
	return slices.ContainsFunc(nameWords(text), func(k string) bool { return names[k] })
}

// without leaves out the words of names.
func without(all []string, names map[string]bool) []string {
	return slices.DeleteFunc(all, func(word string) bool { return names[fold(word)] })
}
