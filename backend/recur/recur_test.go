package recur_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/recur"
)

// factor is "id debrief day" or "id debrief day again", as somebody says it.
func factor(said string) recur.Factor {
	w := strings.Fields(said)
	f := recur.Factor{ID: w[0], DebriefID: w[1], Day: w[2]}
	if len(w) > 3 {
		f.Recurs = w[3]
	}
	return f
}

func told(groups ...recur.Group) string {
	out := []string{}
	for _, g := range groups {
		ids := []string{}
		for _, f := range g {
			ids = append(ids, f.ID)
		}
		out = append(out, strings.Join(ids, " "))
	}
	return strings.Join(out, " | ")
}

func TestWhatIsTheSameIsOneGroup(t *testing.T) {
	for name, c := range map[string]struct {
		said []string
		want string
	}{
		"nothing":                          {nil, ""},
		"nobody said anything":             {[]string{"a d1 2026-01-01", "b d2 2026-01-02"}, "b | a"},
		"two":                              {[]string{"b d2 2026-02-01 a", "a d1 2026-01-01"}, "a b"},
		"a chain":                          {[]string{"c d3 2026-03-01 b", "b d2 2026-02-01 a", "a d1 2026-01-01"}, "a b c"},
		"two that name one":                {[]string{"a d1 2026-01-01", "b d2 2026-02-01 a", "c d3 2026-03-01 a"}, "a b c"},
		"two groups that became one":       {[]string{"a d1 2026-01-01", "b d2 2026-02-01 a", "c d3 2026-03-01", "d d4 2026-04-01 c", "e d5 2026-05-01 a", "c2 d3 2026-03-01 b", "d2 d4 2026-04-01 c2"}, "a b c2 d2 e | c d"},
		"a circle":                         {[]string{"a d1 2026-01-01 c", "b d2 2026-02-01 a", "c d3 2026-03-01 b"}, "a b c"},
		"itself":                           {[]string{"a d1 2026-01-01 a", "b d2 2026-02-01"}, "b | a"},
		"the first was deleted":            {[]string{"b d2 2026-02-01 a", "c d3 2026-03-01 a"}, "b c"},
		"all but one were deleted":         {[]string{"c d3 2026-03-01 b"}, "c"},
		"the later one is said to be both": {[]string{"a d1 2026-01-01", "b d2 2026-02-01", "c d3 2026-03-01 b", "b2 d2 2026-02-01 a"}, "b c | a b2"},
		"twice in one debrief":             {[]string{"a d1 2026-01-01", "b d1 2026-01-01 a", "c d2 2026-02-01", "d d3 2025-01-01 c"}, "d c | a b"},
	} {
		all := []recur.Factor{}
		for _, s := range c.said {
			all = append(all, factor(s))
		}
		if got := told(recur.Groups(all)...); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		slices.Reverse(all)
		if got := told(recur.Groups(all)...); got != c.want {
			t.Errorf("%s, in another order: %q, want %q", name, got, c.want)
		}
	}
}

func TestTheGroupOfOne(t *testing.T) {
	all := []recur.Factor{factor("a d1 2026-01-01"), factor("b d2 2026-02-01 gone"), factor("c d3 2026-03-01 gone"), factor("d d3 2026-03-01 a")}
	for id, want := range map[debrief.ID]string{"a": "a d", "d": "a d", "b": "b c", "gone": "b c", "other": "", "": ""} {
		if got := told(recur.Of(all, id)); got != want {
			t.Errorf("of %q: %q, want %q", id, got, want)
		}
	}
	if g := recur.Of(all, "a"); !g.Recurring() || g.First().ID != "a" || fmt.Sprint(g.Debriefs()) != "[d1 d3]" {
		t.Errorf("%+v", g)
	}
}

// TestAnyLibraryIsPutTogether compares with walking from one to the next by hand.
func TestAnyLibraryIsPutTogether(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		all := []recur.Factor{}
		n := 1 + r.IntN(30)
		for i := range n {
			f := recur.Factor{ID: fmt.Sprint("f", i), DebriefID: fmt.Sprint("d", r.IntN(8)), Day: fmt.Sprintf("2026-01-%02d", 1+r.IntN(28))}
			if r.IntN(2) == 0 {
				f.Recurs = fmt.Sprint("f", r.IntN(n+3))
			}
			all = append(all, f)
		}
		seen := 0
		for _, g := range recur.Groups(all) {
			seen += len(g)
			if want := walked(all, g[0].ID); fmt.Sprint(want) != fmt.Sprint(sorted(g)) {
				t.Fatalf("%+v: %v, want %v", all, sorted(g), want)
			}
		}
		if seen != n {
			t.Fatalf("%d of %d are in a group", seen, n)
		}
	}
}

// walked are the factors one comes to from one, each by what was said of it.
func walked(all []recur.Factor, from debrief.ID) []string {
	in := map[debrief.ID]bool{from: true}
	for grew := true; grew; {
		grew = false
		for _, f := range all {
			if f.Recurs != "" && in[f.ID] != in[f.Recurs] {
				in[f.ID], in[f.Recurs], grew = true, true, true
			}
		}
	}
	out := []string{}
	for _, f := range all {
		if in[f.ID] {
			out = append(out, f.ID)
		}
	}
	slices.Sort(out)
	return out
}

func sorted(g recur.Group) (out []string) {
	for _, f := range g {
		out = append(out, f.ID)
	}
	slices.Sort(out)
	return out
}
