package app

import (
	"context"
	"sync"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// progressEvent tells the window how far a task has come, from 0 to 1.
const progressEvent = "progress"

// progressEvery is how often the window is told, at most.
const progressEvery = 100 * time.Millisecond

// task is the one long piece of work that may be under way: a check, a backup,
// a restore. Another waits for it.
type task struct {
	turn   sync.Mutex
	mu     sync.Mutex
	cancel context.CancelFunc
}

// run carries out a long piece of work that can be stopped and says how far it
// has come.
func (d *Desk) run(work func(ctx context.Context, progress func(part float64)) error) error {
	d.task.turn.Lock()
	defer d.task.turn.Unlock()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	d.task.begin(cancel)
	defer d.task.begin(nil)
	return work(ctx, d.teller())
}

func (t *task) begin(cancel context.CancelFunc) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.cancel = cancel
}

// stop stops the work under way, if there is any.
func (t *task) stop() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.cancel != nil {
		t.cancel()
	}
}

// teller tells the window of progress, a few times a second.
func (d *Desk) teller() func(part float64) {
	var last time.Time
	return func(part float64) {
		if time.Since(last) < progressEvery || !d.isStarted() {
			return
		}
		last = time.Now()
		runtime.EventsEmit(d.window(), progressEvent, part)
	}
}

// Stop stops the long piece of work under way: what it made so far is let go,
// and what was there before stays.
func (s *Window) Stop() (err error) {
	defer guard(&err)
	s.desk.task.stop()
	return nil
}

// whileClosed lets go of the library for a piece of work that needs its file,
// and opens it again whatever came of that.
func (d *Desk) whileClosed(work func() error) error {
	if err := d.vault.settle(); err != nil {
		return err
	}
	defer d.Open()
	if err := d.Close(); err != nil {
		return err
	}
	return work()
}
