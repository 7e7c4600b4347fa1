package library

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"secondstory/backend/debrief"
	"secondstory/backend/insight"
	"secondstory/backend/sqlite"
)

// Digester keeps a few words or numbers of every debrief; see sqlite.DB.Digests.
type Digester interface {
	Digests(ctx context.Context, sort sqlite.DigestSort, had map[debrief.ID]int64, progress sqlite.Progress, show func(sqlite.Digest) error) error
}

// Facts are what the debriefs of a library add to the figures, as they were read last:
// only what changed since is read again. The zero value is ready.
type Facts struct {
	mu    sync.Mutex
	of    Digester
	marks map[debrief.ID]int64
	facts map[debrief.ID]insight.Facts
}

// factsSort is how facts are kept; a change of insight.Facts or of how they are taken
// wants another version.
func factsSort() sqlite.DigestSort {
	return sqlite.DigestSort{Name: "insight", Version: 1, Make: func(w *debrief.Whole) ([]byte, error) {
		return json.Marshal(insight.FactsOf(w))
	}}
}

// Of reads what changed of a library and returns the facts of all its debriefs, in no
// order. The first time they are made, which progress tells of and ctx stops; what was
// made is kept.
func (f *Facts) Of(ctx context.Context, from Digester, progress sqlite.Progress) ([]insight.Facts, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.of != from {
		f.of, f.marks, f.facts = from, map[debrief.ID]int64{}, map[debrief.ID]insight.Facts{}
	}
	out := make([]insight.Facts, 0, len(f.facts))
	seen := make(map[debrief.ID]bool, len(f.facts))
	err := from.Digests(ctx, factsSort(), f.marks, progress, func(d sqlite.Digest) error {
		one, err := f.take(d)
		out, seen[d.DebriefID] = append(out, one), true
		return err
	})
	if err != nil {
		return nil, err
	}
	for id := range f.facts {
		if !seen[id] {
			delete(f.facts, id)
			delete(f.marks, id)
		}
	}
	return out, nil
}

// take keeps what is new, and returns what is kept.
func (f *Facts) take(d sqlite.Digest) (insight.Facts, error) {
	if d.Body == nil {
		return f.facts[d.DebriefID], nil
	}
	var one insight.Facts
	if err := json.Unmarshal(d.Body, &one); err != nil {
		return one, fmt.Errorf("read facts: %w", err)
	}
	if d.Mark != 0 {
		f.facts[d.DebriefID], f.marks[d.DebriefID] = one, d.Mark
	} else {
		delete(f.facts, d.DebriefID)
		delete(f.marks, d.DebriefID)
	}
	return one, nil
}
