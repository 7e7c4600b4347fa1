package library

import (
	"context"
	"log/slog"
	"time"

	"secondstory/backend/debrief"
)

// rhythm says when the full-text index follows what was written.
type rhythm struct {
	// rest is how long nothing must have been saved before it begins.
	rest time.Duration
	// slice is how long a save may have to wait for it at most; pause lies
	// between two slices.
	slice, pause time.Duration
}

// unhurried is the rhythm of a window: nobody notices.
var unhurried = rhythm{rest: 2 * time.Second, slice: 20 * time.Millisecond, pause: 20 * time.Millisecond}

// follow keeps the index up with the records while nobody types, and then what else is
// made of them. A save stops it
// at once, to begin anew after the next rest; so does the end of the context.
// The first rest is that of the start.
func (k *Kept) follow(ctx context.Context, r rhythm) {
	defer close(k.followed)
	next := time.NewTimer(r.rest)
	defer next.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-k.Written():
			k.keeper.tellWrote()
			next.Reset(r.rest)
		case <-next.C:
			more, err := k.Follow(ctx, r.slice)
			if err != nil {
				// Nothing typed depends on it: after the next save it is tried again.
				slog.Warn("index not followed", "code", debrief.CodeOf(err))
			}
			if more || k.keeper.Rested != nil && k.keeper.Rested(ctx, k.DB) {
				next.Reset(r.pause)
			}
		}
	}
}

// remakeIndex has a damaged index made again. Nobody needs to know: nothing that
// was written is in it alone.
func (k *Kept) remakeIndex(ctx context.Context) {
	if err := k.RemakeIndex(ctx); err != nil && ctx.Err() == nil {
		slog.Warn("index not made again", "code", debrief.CodeOf(err))
	}
}
