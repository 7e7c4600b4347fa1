// Package alike keeps in memory what the debriefs of a library are compared by: their
// sketches, which find those that look like one (see similar), and their factors, of which
// some were said to be the same (see recur). It reads digests and never a whole library,
// follows what is written, and can be emptied and filled again at any time. Private notes
// are not in it, and it tells no person from another.
package alike

import (
	"cmp"
	"context"
	"encoding/json"
	"sync"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/recur"
	"secondstory/backend/similar"
	"secondstory/backend/sqlite"
)

// Head is what a debrief is called and when it was.
type Head struct {
	ID    debrief.ID `json:"id"`
	Title string     `json:"title"`
	// Day is that of its event, YYYY-MM-DD where it took place, or that on which the
	// debrief was made.
	Day    string        `json:"day"`
	Kind   debrief.Kind  `json:"kind"`
	State  debrief.State `json:"state"`
	Sample bool          `json:"sample"`
}

// told is a debrief's digest.
type told struct {
	Version int            `json:"v"`
	Head    Head           `json:"head"`
	Sketch  similar.Sketch `json:"sketch"`
	Factors []recur.Factor `json:"factors"`
	// Why is what was said about debriefs it is linked with.
	Why map[debrief.ID]string `json:"why,omitempty"`
}

// Version is that of the digests: those of another are made anew.
const version = 1

// longestText is how much of a factor's text is kept, in bytes, and a few more.
const longestText = 400

// Sort is the digest every debrief has for this package.
func Sort() sqlite.DigestSort {
	return sqlite.DigestSort{Name: "alike", Version: version, Make: func(w *debrief.Whole) ([]byte, error) {
		return json.Marshal(tell(w))
	}}
}

func tell(w *debrief.Whole) told {
	d := &w.Debrief
	t := told{Version: version, Sketch: similar.Of(w), Factors: []recur.Factor{}, Why: map[debrief.ID]string{}, Head: Head{
		ID: d.ID, Title: d.Title, Day: dayOf(d), Kind: d.Kind, State: d.State, Sample: d.Sample,
	}}
	for _, r := range d.Related {
		if r.Linked && r.Why != "" {
			t.Why[r.DebriefID] = r.Why
		}
	}
	for _, f := range w.Factors {
		if f.Text != "" {
			t.Factors = append(t.Factors, recur.Factor{
				ID: f.ID, DebriefID: d.ID, Recurs: f.Recurs, Category: f.Category, Text: short(f.Text), Day: t.Head.Day,
			})
		}
	}
	return t
}

// dayOf is when the event began, where it did, or else when the debrief was made.
func dayOf(d *debrief.Debrief) string {
	if d.Started.Known() {
		zone, err := time.LoadLocation(cmp.Or(d.Started.Zone, d.Zone))
		if err != nil {
			zone = time.UTC
		}
		return d.Started.Time().In(zone).Format(time.DateOnly)
	}
	return d.CreatedAt[:min(len(d.CreatedAt), len(time.DateOnly))]
}

// short cuts a text after a whole letter.
func short(text string) string {
	for i := range text {
		if i > longestText {
			return text[:i] + "…"
		}
	}
	return text
}

// Source is a library whose digests are read.
type Source interface {
	Digests(ctx context.Context, sort sqlite.DigestSort, had map[debrief.ID]int64, progress sqlite.Progress, show func(sqlite.Digest) error) error
}

// Known is what is kept of one library. It may be asked by several at once.
type Known struct {
	mu    sync.Mutex
	of    Source
	index *similar.Index
	all   map[debrief.ID]told
	marks map[debrief.ID]int64
	// groups are made of all factors when somebody asks, recurring of those that were named
	// more than once; nil when they changed since.
	groups    []group
	recurring []recur.Group
}

// Refresh reads what was written since the last time, or, of another library than then,
// everything. It takes a few milliseconds, and long only where digests are to be made,
// which ctx stops; what was read until then is known.
func (k *Known) Refresh(ctx context.Context, from Source, progress sqlite.Progress) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.of != from {
		k.of, k.index, k.groups, k.recurring = from, similar.NewIndex(), nil, nil
		k.all, k.marks = map[debrief.ID]told{}, map[debrief.ID]int64{}
	}
	seen := map[debrief.ID]bool{}
	err := from.Digests(ctx, Sort(), k.marks, progress, func(d sqlite.Digest) error {
		if seen[d.DebriefID] = true; d.Body == nil {
			return nil
		}
		k.marks[d.DebriefID] = d.Mark
		return k.take(d.Body)
	})
	if err != nil {
		return err
	}
	for id := range k.all {
		if !seen[id] {
			k.drop(id)
		}
	}
	return nil
}

func (k *Known) take(body []byte) error {
	var t told
	if err := json.Unmarshal(body, &t); err != nil {
		return err
	}
	k.all[t.Head.ID], k.groups, k.recurring = t, nil, nil
	// The sample is nobody's event: nothing looks like it.
	if !t.Head.Sample {
		k.index.Put(t.Sketch)
	}
	return nil
}

func (k *Known) drop(id debrief.ID) {
	k.index.Remove(id)
	delete(k.all, id)
	delete(k.marks, id)
	k.groups, k.recurring = nil, nil
}

// Head is what a debrief is called; false when it is not in the library.
func (k *Known) Head(id debrief.ID) (Head, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	t, is := k.all[id]
	return t.Head, is
}
