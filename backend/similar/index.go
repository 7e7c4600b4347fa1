package similar

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"secondstory/backend/debrief"
)

// Index holds the sketches of a library. It is not for use by several goroutines at once.
type Index struct {
	// sketches stand in slots; one that was taken out leaves an empty slot, to be filled.
	sketches []Sketch
	slots    map[debrief.ID]int32
	free     []int32
	// having leads from what a sketch is found by to the slots of those that have it;
	// named counts how many debriefs name somebody so.
	having map[key][]int32
	named  map[string]int
}

// key is what a sketch is found by: a folded word, a tag, or a factor that recurs.
type key struct {
	kind Kind
	text string
}

// NewIndex returns an index without sketches.
func NewIndex() *Index {
	return &Index{slots: map[debrief.ID]int32{}, having: map[key][]int32{}, named: map[string]int{}}
}

// Put adds a sketch, in place of an earlier one of the same debrief.
func (x *Index) Put(s Sketch) {
	x.Remove(s.ID)
	slot := x.slot()
	x.sketches[slot], x.slots[s.ID] = s, slot
	for k := range s.keys() {
		x.having[k] = append(x.having[k], slot)
	}
	for _, n := range s.Names {
		x.named[n]++
	}
}

// slot returns an empty one.
func (x *Index) slot() int32 {
	if n := len(x.free); n > 0 {
		slot := x.free[n-1]
		x.free = x.free[:n-1]
		return slot
	}
	x.sketches = append(x.sketches, Sketch{})
	return int32(len(x.sketches) - 1) //nolint:gosec // a library has not two thousand million debriefs
}

// Remove takes a debrief out.
func (x *Index) Remove(id debrief.ID) {
	slot, is := x.slots[id]
	if !is {
		return
	}
	s := x.sketches[slot]
	x.sketches[slot], x.free = Sketch{}, append(x.free, slot)
	delete(x.slots, id)
	for k := range s.keys() {
		left := slices.DeleteFunc(x.having[k], func(of int32) bool { return of == slot })
		if x.having[k] = left; len(left) == 0 {
			delete(x.having, k)
		}
	}
	for _, n := range s.Names {
		x.named[n]--
	}
}

// keys are what a sketch is found by.
func (s *Sketch) keys() map[key]bool {
	out := map[key]bool{}
	for _, w := range s.Words {
		out[key{KindWords, fold(w)}] = true
	}
	for _, t := range s.Tags {
		out[key{KindTag, strings.ToLower(t)}] = true
	}
	for _, f := range s.Factors {
		out[key{KindRecurs, f.Root}] = true
		for _, w := range f.Words {
			out[key{KindWords, fold(w)}] = true
		}
	}
	return out
}

// Kind sorts reasons.
type Kind string

// The kinds of reasons, the strongest first.
const (
	// KindRecurs: somebody said that a factor of one is that of the other again.
	KindRecurs Kind = "recurs"
	// KindFactor: two factors are of one category and have words in common.
	KindFactor Kind = "factor"
	KindTag    Kind = "tag"
	KindWords  Kind = "words"
)

// Reason is one fact that two debriefs have in common.
type Reason struct {
	Kind Kind `json:"kind"`
	// Category, Mine and Theirs are of factors.
	Category debrief.Category `json:"category"`
	Mine     debrief.ID       `json:"mine"`
	Theirs   debrief.ID       `json:"theirs"`
	// Words are the words or tags in common, the rarest in the library first.
	Words []string `json:"words"`
}

// Match is a debrief that looks like the one asked about.
type Match struct {
	ID debrief.ID `json:"id"`
	// Linked says that somebody said that they belong together.
	Linked  bool     `json:"linked"`
	Reasons []Reason `json:"reasons"`
	weight  float64
}

// Bounds of a search.
const (
	// fewWords in common are no reason by themselves.
	fewWords = 3
	// shownWords is how many words a reason tells.
	shownWords = 6
	// rareShare is the share of a library a word may be in and still be rare, and
	// rareAlways how many debriefs in any case.
	rareShare  = 0.02
	rareAlways = 3
)

// Like returns at most so many debriefs that look like the one of a sketch: linked ones
// first, then by how much they have in common. What somebody said is not alike is left out,
// whichever of the two it was said of, unless this one was linked.
func (x *Index) Like(s Sketch, most int) []Match {
	out := []Match{}
	for slot := range x.candidates(&s) {
		theirs := x.sketches[slot]
		id := theirs.ID
		linked := slices.Contains(s.Linked, id)
		if !linked && (slices.Contains(s.Apart, id) || slices.Contains(theirs.Apart, s.ID)) {
			continue
		}
		m := x.compare(&s, &theirs)
		m.Linked = linked || slices.Contains(theirs.Linked, s.ID)
		if m.Linked || len(m.Reasons) > 0 {
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(a, b Match) int {
		return cmp.Or(last(a)-last(b), cmp.Compare(b.weight, a.weight), cmp.Compare(a.ID, b.ID))
	})
	return out[:min(len(out), most)]
}

func last(m Match) int {
	if m.Linked {
		return 0
	}
	return 1
}

// rough is how many candidates that share words and tags alone are compared in full.
const rough = 60

// candidates are the slots of debriefs that are linked, or share a factor, and of those
// that share rare words or tags the ones that share most.
func (x *Index) candidates(s *Sketch) map[int32]bool {
	out, shared, some := map[int32]bool{}, make([]float64, len(x.sketches)), []int32{}
	for k := range s.keys() {
		if k.kind == KindWords && !x.isRare(k.text) {
			continue
		}
		worth := x.worth(k)
		for _, slot := range x.having[k] {
			if shared[slot] == 0 {
				some = append(some, slot)
			}
			if shared[slot] += worth; k.kind == KindRecurs {
				out[slot] = true
			}
		}
	}
	slices.SortFunc(some, func(a, b int32) int {
		return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(x.sketches[a].ID, x.sketches[b].ID))
	})
	for _, slot := range some[:min(len(some), rough)] {
		out[slot] = true
	}
	for slot := range x.sketches {
		if other := &x.sketches[slot]; other.ID != "" && (slices.Contains(s.Linked, other.ID) || slices.Contains(other.Linked, s.ID)) {
			out[int32(slot)] = true //nolint:gosec // as in slot
		}
	}
	if own, is := x.slots[s.ID]; is {
		delete(out, own)
	}
	return out
}

// isRare says whether a word can be a reason: few debriefs have it, and nobody in the
// library has it for a name.
func (x *Index) isRare(word string) bool {
	n := len(x.having[key{KindWords, word}])
	return x.named[word] == 0 && n > 0 && n <= max(rareAlways, int(rareShare*float64(len(x.slots))))
}

// worth is how much it says to have something in common: the fewer have it, the more.
func (x *Index) worth(k key) float64 {
	return math.Log(1 + float64(len(x.slots)+1)/float64(len(x.having[k])+1))
}

// compare lists what two debriefs have in common, the strongest first.
func (x *Index) compare(mine, theirs *Sketch) Match {
	m := Match{ID: theirs.ID, Reasons: x.factors(mine, theirs)}
	for _, r := range m.Reasons {
		m.weight += sameFactor + x.sum(KindWords, r.Words)
	}
	if tags := x.shared(KindTag, mine.Tags, theirs.Tags); len(tags) > 0 {
		m.Reasons, m.weight = append(m.Reasons, Reason{Kind: KindTag, Words: tags}), m.weight+x.sum(KindTag, tags)
	}
	if common := x.shared(KindWords, mine.Words, theirs.Words); len(common) >= fewWords || len(common) > 0 && len(m.Reasons) > 0 {
		m.weight += x.sum(KindWords, common)
		m.Reasons = append(m.Reasons, Reason{Kind: KindWords, Words: common[:min(len(common), shownWords)]})
	}
	return m
}

// sameFactor is what a factor in common adds to what its words do.
const sameFactor = 3

// factors lists the factors in common: each of mine with the one of theirs that it has
// most in common with.
func (x *Index) factors(mine, theirs *Sketch) []Reason {
	out := []Reason{}
	for _, f := range mine.Factors {
		var best Reason
		for _, g := range theirs.Factors {
			r := Reason{Kind: KindFactor, Category: f.Category, Mine: f.ID, Theirs: g.ID, Words: x.shared(KindWords, f.Words, g.Words)}
			if f.Root == g.Root {
				r.Kind = KindRecurs
				best = r
				break
			}
			if f.Category == g.Category && f.Category != debrief.CategoryNone && len(r.Words) > len(best.Words) {
				best = r
			}
		}
		if best.Kind != "" {
			out = append(out, best)
		}
	}
	slices.SortStableFunc(out, func(a, b Reason) int {
		return cmp.Or(strings.Compare(string(b.Kind), string(a.Kind)), len(b.Words)-len(a.Words))
	})
	return out
}

// shared are the words or tags of mine that are theirs as well, the rarest first.
func (x *Index) shared(kind Kind, mine, theirs []string) []string {
	has := map[string]bool{}
	for _, w := range theirs {
		has[keyOf(kind, w).text] = true
	}
	out := slices.DeleteFunc(slices.Clone(mine), func(w string) bool {
		k := keyOf(kind, w)
		return !has[k.text] || kind == KindWords && !x.isRare(k.text) || kind == KindTag && slices.ContainsFunc(nameWords(w), func(n string) bool { return x.named[n] > 0 })
	})
	slices.SortStableFunc(out, func(a, b string) int { return len(x.having[keyOf(kind, a)]) - len(x.having[keyOf(kind, b)]) })
	return out
}

func (x *Index) sum(kind Kind, all []string) (sum float64) {
	for _, w := range all {
		sum += x.worth(keyOf(kind, w))
	}
	return sum
}

func keyOf(kind Kind, text string) key {
	if kind == KindTag {
		return key{kind, strings.ToLower(text)}
	}
	return key{kind, fold(text)}
}
