package app

import (
	"context"
	"reflect"
	"slices"
	"sync"

	"secondstory/backend/debrief"
	"secondstory/backend/library"
)

// reading is a debrief as it was read last, and up to which row of the log. What
// changed since is read alone: a meeting has thousands of lines, and its Room, its
// figure and its marks follow each at once. A whole that was handed out is never
// changed.
type reading struct {
	// mu is held while something is read, so that an older reading never takes the
	// place of a newer one.
	mu      sync.Mutex
	library *library.Kept
	seq     int64
	whole   *debrief.Whole
}

// mostRead is how many rows of the log are followed one by one.
const mostRead = 100

// of reads a debrief, or what changed of it.
func (r *reading) of(ctx context.Context, lib *library.Kept, id debrief.ID) (*debrief.Whole, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var err error
	if r.whole == nil || r.library != lib || r.whole.Debrief.ID != id {
		err = r.all(ctx, lib, id)
	} else {
		err = r.since(ctx, id)
	}
	if err != nil {
		r.whole = nil
	}
	return r.whole, err
}

func (r *reading) all(ctx context.Context, lib *library.Kept, id debrief.ID) error {
	// Before the records: what is written meanwhile is read once more.
	seq, err := lib.Newest(ctx)
	if err != nil {
		return err
	}
	w, err := lib.Load(ctx, id)
	r.library, r.seq, r.whole = lib, seq, w
	return err
}

func (r *reading) since(ctx context.Context, id debrief.ID) error {
	ids, seq, more, err := r.library.Since(ctx, id, r.seq, mostRead)
	if err != nil {
		return err
	}
	if more || slices.Contains(ids, id) {
		return r.all(ctx, r.library, id)
	}
	w := *r.whole
	if err := r.clock(ctx, &w); err != nil {
		return err
	}
	if len(ids) == 0 && reflect.DeepEqual(w.Meeting, r.whole.Meeting) {
		return nil
	}
	if err := r.take(ctx, &w, ids); err != nil {
		return err
	}
	r.seq, r.whole = seq, &w
	return nil
}

// clock reads the meeting anew: its running clock is not in the log.
func (r *reading) clock(ctx context.Context, w *debrief.Whole) error {
	record, err := r.library.Record(ctx, w.Meeting.ID)
	if debrief.CodeOf(err) == debrief.CodeNotFound {
		return nil
	}
	if err == nil {
		w.Add(record)
	}
	return err
}

// take puts records as they are now into the whole, or takes them out.
func (r *reading) take(ctx context.Context, w *debrief.Whole, ids []debrief.ID) error {
	w.Participants, w.Entries = without(w.Participants, ids), without(w.Entries, ids)
	w.Questions, w.Factors = without(w.Questions, ids), without(w.Factors, ids)
	w.Helped, w.Countermeasures = without(w.Helped, ids), without(w.Countermeasures, ids)
	w.Bands, w.Wordings = without(w.Bands, ids), without(w.Wordings, ids)
	w.Attachments = without(w.Attachments, ids)
	for _, id := range ids {
		record, err := r.library.Record(ctx, id)
		switch {
		case err == nil:
			w.Add(record)
		case debrief.CodeOf(err) != debrief.CodeNotFound:
			return err
		}
	}
	w.Sort()
	return nil
}

// without is a new list of what is not among the ids.
func without[T any, P interface {
	*T
	debrief.Record
}](list []T, ids []debrief.ID) []T {
	out := make([]T, 0, len(list)+1)
	for i := range list {
		if !slices.Contains(ids, P(&list[i]).Head().ID) {
			out = append(out, list[i])
		}
	}
	return out
}
