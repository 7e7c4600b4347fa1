package app

import (
	"context"
	"log/slog"
	"slices"

	"secondstory/backend/debrief"
	"secondstory/backend/library"
)

// roomReading is the debrief of the meeting as it was read last, and up to which
// row of the log. What changed since is read alone: a meeting has thousands of
// lines, and its Room follows each at once. A whole that was handed out is never
// changed.
type roomReading struct {
	library *library.Kept
	seq     int64
	whole   *debrief.Whole
}

// mostRead is how many rows of the log are followed one by one.
const mostRead = 100

// of reads a debrief, or what changed of it; nil when it cannot be read.
func (r *roomReading) of(lib *library.Kept, id debrief.ID) *debrief.Whole {
	var err error
	if r.whole == nil || r.library != lib || r.whole.Debrief.ID != id {
		err = r.all(lib, id)
	} else {
		err = r.since(id)
	}
	if err != nil {
		slog.Warn("room not read", "code", debrief.CodeOf(err))
		*r = roomReading{}
	}
	return r.whole
}

func (r *roomReading) all(lib *library.Kept, id debrief.ID) error {
	ctx := context.Background()
	// Before the records: what is written meanwhile is read once more.
	seq, err := lib.Newest(ctx)
	if err != nil {
		return err
	}
	w, err := lib.Load(ctx, id)
	*r = roomReading{lib, seq, w}
	return err
}

func (r *roomReading) since(id debrief.ID) error {
	ctx := context.Background()
	ids, seq, more, err := r.library.Since(ctx, id, r.seq, mostRead)
	if err != nil {
		return err
	}
	if more || slices.Contains(ids, id) {
		return r.all(r.library, id)
	}
	w := *r.whole
	w.Entries, w.Countermeasures = slices.Clone(w.Entries), slices.Clone(w.Countermeasures)
	// The running clock is not in the log.
	ids = append(ids, w.Meeting.ID)
	for _, changed := range ids {
		if err := r.take(ctx, &w, changed); err != nil {
			return err
		}
	}
	w.Sort()
	r.seq, r.whole = seq, &w
	return nil
}

// take puts a record as it is now into the whole, or takes it out.
func (r *roomReading) take(ctx context.Context, w *debrief.Whole, id debrief.ID) error {
	record, err := r.library.Record(ctx, id)
	if err != nil && debrief.CodeOf(err) != debrief.CodeNotFound {
		return err
	}
	w.Entries = slices.DeleteFunc(w.Entries, func(e debrief.Entry) bool { return e.ID == id })
	w.Countermeasures = slices.DeleteFunc(w.Countermeasures, func(c debrief.Countermeasure) bool { return c.ID == id })
	switch record := record.(type) {
	case *debrief.Entry, *debrief.Countermeasure, *debrief.Meeting:
		w.Add(record)
	}
	return nil
}
