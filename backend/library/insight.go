package library

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
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
	digests := make([]sqlite.Digest, 0, len(f.facts))
	err := from.Digests(ctx, factsSort(), f.marks, progress, func(d sqlite.Digest) error {
		digests = append(digests, d)
		return nil
	})
	if err != nil {
		return nil, err
	}
	out, err := f.read(digests)
	if err != nil {
		return nil, err
	}
	f.keep(digests, out)
	return out, nil
}

// read is what digests say; of those without a body it is kept. In a new window all of
// them have one, and every processor reads some.
func (f *Facts) read(digests []sqlite.Digest) ([]insight.Facts, error) {
	out, errs := make([]insight.Facts, len(digests)), make([]error, len(digests))
	workers := runtime.GOMAXPROCS(0)
	var wait sync.WaitGroup
	for first := range workers {
		wait.Go(func() {
			for i := first; i < len(digests); i += workers {
				if d := &digests[i]; d.Body == nil {
					out[i] = f.facts[d.DebriefID]
				} else {
					errs[i] = json.Unmarshal(d.Body, &out[i])
				}
			}
		})
	}
	wait.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("read facts: %w", err)
	}
	return out, nil
}

// keep keeps the facts of these digests alone, and of those that have a mark.
func (f *Facts) keep(digests []sqlite.Digest, facts []insight.Facts) {
	f.marks, f.facts = make(map[debrief.ID]int64, len(digests)), make(map[debrief.ID]insight.Facts, len(digests))
	for i, d := range digests {
		if d.Mark != 0 {
			f.facts[d.DebriefID], f.marks[d.DebriefID] = facts[i], d.Mark
		}
	}
}
