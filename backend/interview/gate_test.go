package interview_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/interview"
)

const (
	// people is how many interviews the vault has that is tampered with.
	people = 5
	// destroyed is the interview that was there and is no more.
	destroyed = debrief.ID("destroyed")
)

func picture(n int) debrief.ID { return fmt.Sprintf("paper-picture%d", n) }

// original is a vault of five interviews in two debriefs, each with a picture and
// saved twice, an earlier version kept; and the store as it was between, when
// there was a sixth.
func original(t *testing.T) (m, earlier *memory, ids []debrief.ID) {
	t.Helper()
	m = &memory{rows: map[debrief.ID]debrief.Sealed{}}
	v, _ := vault(t, m)
	var all []*interview.Interview
	for n := range people {
		i := talk(fmt.Sprintf("d%d", n%2), fmt.Sprintf("Person %d", n), "said first")
		paper := interview.Paper{ID: fmt.Sprintf("picture%d", n), MediaType: "image/png"}
		must(t, v.Attach(t.Context(), i, paper, []byte(paper.ID)))
		all, ids = append(all, i), append(ids, i.ID)
	}
	gone := talk("d0", "Person gone", "said second")
	gone.ID = destroyed
	must(t, v.Save(t.Context(), gone))
	earlier = m.clone()
	must(t, v.Purge(t.Context(), destroyed))
	v, _ = locked(m) // opened anew, it keeps what was
	must(t, v.Unlock(t.Context(), passphrase))
	for _, i := range all {
		i.Passages[0].Text = "said second"
		must(t, v.Save(t.Context(), i))
	}
	return m, earlier, ids
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// stranger is a vault of somebody else with the same passphrase and a note in it.
var stranger = sync.OnceValue(func() *memory {
	m := &memory{rows: map[debrief.ID]debrief.Sealed{}}
	v, _ := locked(m)
	if _, err := v.Make(context.Background(), passphrase); err != nil {
		panic(err)
	}
	if err := v.Save(context.Background(), talk("d0", "Somebody else", "said second")); err != nil {
		panic(err)
	}
	return m
})

// TestGateTampering lays hands on a vault many times, in every way. What was
// touched is refused, with a sentence; what was not, opens.
func TestGateTampering(t *testing.T) {
	rounds := 2_000
	if os.Getenv("SECONDSTORY_SOAK") != "" {
		rounds = 10_000
	}
	words, err := copy.New("en")
	must(t, err)
	m, earlier, ids := original(t)
	open, aside := slices.Sorted(maps.Keys(tamperings)), slices.Sorted(maps.Keys(hidden))
	for round := range rounds {
		r := rand.New(rand.NewPCG(uint64(round), 7))
		copied := m.clone()
		if n := round % (len(open) + len(aside)); n < len(open) {
			of := tamperings[open[n]](r, copied, earlier, ids)
			refused(t, words, fmt.Sprintf("%s, round %d", open[n], round), copied, of)
		} else {
			at := r.IntN(people)
			hidden[aside[n-len(open)]](r, copied, at)
			refusedAside(t, words, fmt.Sprintf("%s, round %d", aside[n-len(open)], round), copied, ids[at], at)
		}
	}
	t.Logf("gate: tampering: %d,%03d cases of %d kinds, every one refused with a sentence, 0 shown as good", rounds/1000, rounds%1000, len(open)+len(aside))
}

// refused says so when a vault opens and shows the note, or anything that was
// not written last.
func refused(t *testing.T, words *copy.Catalogue, what string, m *memory, of debrief.ID) {
	t.Helper()
	v, _ := locked(m)
	err := v.Unlock(t.Context(), passphrase)
	if of == "" {
		hasSentence(t, words, what, err)
		if all, _, err := v.List(t.Context(), ""); err == nil || len(all) > 0 {
			t.Fatalf("%s: %d notes are shown", what, len(all))
		}
		return
	}
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	got, err := v.Load(t.Context(), of)
	hasSentence(t, words, what, err)
	all, bad, err := v.List(t.Context(), "")
	if err != nil || got != nil {
		t.Fatalf("%s: it is shown: %+v, %v", what, got, err)
	}
	for _, i := range all {
		if i.ID == of || i.Passages[0].Text != "said second" {
			t.Fatalf("%s: %+v is shown", what, i)
		}
	}
	if !slices.ContainsFunc(bad, func(p interview.Problem) bool { return p.ID == of }) {
		t.Fatalf("%s: it is not told of", what)
	}
	for _, p := range bad {
		hasSentence(t, words, what, debrief.Errorf(p.Code))
	}
}

// refusedAside says so when a picture or an earlier version is shown that is not
// what was sealed there.
func refusedAside(t *testing.T, words *copy.Catalogue, what string, m *memory, id debrief.ID, at int) {
	t.Helper()
	v, _ := locked(m)
	must(t, v.Unlock(t.Context(), passphrase))
	if all, bad, err := v.List(t.Context(), ""); err != nil || len(all) != people || len(bad) > 0 {
		t.Fatalf("%s: %d notes open, %+v, %v", what, len(all), bad, err)
	}
	if strings.Contains(what, "picture") {
		content, err := v.Paper(t.Context(), id, fmt.Sprintf("picture%d", at))
		if content != nil {
			t.Fatalf("%s: it is shown", what)
		}
		hasSentence(t, words, what, err)
		return
	}
	kept, damaged, err := v.Versions(t.Context(), id)
	if err != nil || len(kept) != 0 || damaged != 1 {
		t.Fatalf("%s: %d earlier versions shown, %d not, %v", what, len(kept), damaged, err)
	}
}

func hasSentence(t *testing.T, words *copy.Catalogue, what string, err error) {
	t.Helper()
	code := debrief.CodeOf(err)
	if code == "" || code == debrief.CodeInternal || !words.Has("error."+string(code)) {
		t.Fatalf("%s: no sentence says %v", what, err)
	}
}
