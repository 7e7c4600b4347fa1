package library

import (
	"context"
	"log/slog"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// How far a clock may be behind before anybody is told: a little more where the
// last line may be from before the clock was set by a network.
const (
	clockBehindLast = 5 * time.Minute
	clockBehind     = time.Minute
)

// ClockBehind is a clock that says less than it did. Order never depends on it;
// the times beside new lines do.
type ClockBehind struct {
	// Now is what the clock says.
	Now time.Time
	// Last is when the last change was written, or, for a clock that was put back
	// while the library is open, what the clock would say otherwise.
	Last time.Time
	// PutBack says that it was put back while the library is open.
	PutBack bool
}

// clockWatch compares the laptop's clock with the last change and with the time
// that goes by.
type clockWatch struct {
	now func() time.Time
	// gone is how much time went by since some moment, by a clock nobody can set.
	gone func() time.Duration
	// last is when the last change was written.
	last func() time.Time
	// due is what the clock had to say when so much time had gone by, but for
	// having been put back.
	due  time.Time
	seen time.Duration
	// behind is what was found at the last look.
	behind *ClockBehind
}

// newClockWatch looks at the clock as a library is opened.
func newClockWatch(db *sqlite.DB, now func() time.Time) *clockWatch {
	start := time.Now()
	w := &clockWatch{now: now, gone: func() time.Duration { return time.Since(start) }, last: func() time.Time { return lastChange(db) }}
	w.due, w.seen = now().Round(0), w.gone()
	w.look()
	return w
}

// lastChange is when the last change was written, the zero time when there is
// none or it cannot be read.
func lastChange(db *sqlite.DB) time.Time {
	at, err := db.LastChange(context.Background())
	if err != nil {
		slog.Warn("last change not read", "code", debrief.CodeOf(err))
	}
	t, _ := time.Parse(time.RFC3339, at)
	return t
}

// look compares and says whether what it found is something else than before.
// A line written by this clock settles the one case, the clock having come to
// where it was the other.
func (w *clockWatch) look() (changed bool) {
	wall, gone, before := w.now().Round(0), w.gone(), w.behind
	w.due, w.seen = w.due.Add(gone-w.seen), gone
	w.behind = nil
	switch last := w.last(); {
	case w.due.Sub(wall) > clockBehind:
		w.behind = &ClockBehind{Now: wall, Last: w.due, PutBack: true}
	case last.Sub(wall) > clockBehindLast:
		w.behind = &ClockBehind{Now: wall, Last: last}
	}
	if w.due.Before(wall) {
		w.due = wall
	}
	return (before == nil) != (w.behind == nil)
}

// Clock says whether the laptop's clock is behind; nil when it is not.
func (k *Kept) Clock() *ClockBehind {
	if k.reading {
		return nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.clock.look()
	return k.clock.behind
}

// lookAtClock tells the window when the clock was put back, or is right again.
func (k *Kept) lookAtClock() {
	k.mu.Lock()
	changed := k.clock.look()
	k.mu.Unlock()
	if changed {
		k.keeper.tell()
	}
}
