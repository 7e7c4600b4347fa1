package many_test

import (
	"encoding/json"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/demo/many"
)

// TestMany: debriefs can be stored, are of the size promised, of every kind and
// state, and the same each time.
func TestMany(t *testing.T) {
	const n = 300
	kinds, states, progress, ids := map[debrief.Kind]int{}, map[debrief.State]int{}, map[debrief.CountermeasureState]int{}, map[debrief.ID]bool{}
	m, size := many.New(1), 0
	for i := range n {
		w := m.Debrief(i, n)
		kinds[w.Debrief.Kind]++
		states[w.Debrief.State]++
		for _, c := range w.Countermeasures {
			progress[c.State]++
		}
		for _, r := range w.Records() {
			if err := r.Validate(); err != nil {
				t.Fatalf("%s of debrief %d: %v", r.Noun(), i, err)
			}
			if ids[r.Head().ID] {
				t.Fatalf("two records are called %s", r.Head().ID)
			}
			ids[r.Head().ID] = true
			size += len(text(t, r))
		}
	}
	if size /= n; size < 25_000 || size > 36_000 {
		t.Errorf("a debrief has %d bytes", size)
	}
	if len(kinds) != 4 || len(states) != len(debrief.States) || len(progress) != len(debrief.CountermeasureStates) {
		t.Errorf("kinds %v, states %v, countermeasures %v", kinds, states, progress)
	}
	if text(t, m.Debrief(7, n)) != text(t, many.New(1).Debrief(7, n)) || text(t, m.Debrief(7, n)) == text(t, many.New(2).Debrief(7, n)) {
		t.Error("the seed is not what makes a debrief")
	}
}

func text(t *testing.T, of any) string {
	t.Helper()
	data, err := json.Marshal(of)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
