package app

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"secondstory/backend/debrief"
	"secondstory/backend/library"
)

// Window is bound to the window: its own life.
type Window struct{ desk *Desk }

// WindowState is what the window has to know before it draws anything.
type WindowState struct {
	// Ready says that a library is open; otherwise Problem says why not.
	Ready   bool        `json:"ready"`
	Problem WindowError `json:"problem"`
	// Path is where the library is.
	Path    string `json:"path"`
	Version string `json:"version"`
	// Reading says that the library is open to be read and nothing can be saved.
	Reading bool `json:"reading"`
	// Unreadable is how much in the open library is known not to be as it was
	// written.
	Unreadable int `json:"unreadable"`
	// FirstID is the sample to open on the very first start, or empty.
	FirstID string `json:"firstId"`
}

// State says whether a library is open.
func (s *Window) State() (state WindowState, err error) {
	defer guard(&err)
	d := s.desk
	d.opening.Wait()
	state = WindowState{Version: d.version, Path: d.keeper.Path}
	lib, problem := d.open()
	if problem != nil {
		state.Problem = WindowError{Code: string(debrief.CodeOf(problem)), Message: d.copy.OpenSentence(problem)}
		return state, nil
	}
	state.Ready, state.Reading, state.Unreadable = true, lib.Reading(), lib.Unreadable()
	state.FirstID = d.takeFirst()
	return state, nil
}

// Retry tries to open the library again.
func (s *Window) Retry() (state WindowState, err error) {
	defer guard(&err)
	s.desk.retry()
	return s.State()
}

// Copy puts text into the clipboard: unsaved words, when saving does not work.
func (s *Window) Copy(text string) (err error) {
	defer guard(&err)
	return runtime.ClipboardSetText(s.desk.window(), text)
}

// Flushed says that the window has handed over everything that was typed, and
// may close now.
func (s *Window) Flushed() (err error) {
	defer guard(&err)
	s.desk.closing.flushed()
	runtime.Quit(s.desk.window())
	return nil
}

// Held says that something typed cannot be saved just now: the window stays
// open for it. Closing it once more closes it all the same.
func (s *Window) Held() (err error) {
	defer guard(&err)
	s.desk.closing.hold()
	return nil
}

// Quit asks the window to close, as its close button does.
func (s *Window) Quit() (err error) {
	defer guard(&err)
	runtime.Quit(s.desk.window())
	return nil
}

// flushEvent asks the window to hand over what was typed.
const flushEvent = "flush"

// patience is how long closing waits for the window to hand over what was
// typed. A window that does not answer must not keep a laptop from shutting
// down.
const patience = 2 * time.Second

// closing lets the window hand over what was typed before it goes. Commits do
// not depend on it: each edit is committed as it is typed.
type closing struct {
	once sync.Once
	done chan struct{}
	held atomic.Bool
}

// hold keeps the window open this once; a second try closes it.
func (c *closing) hold() { c.held.Store(true) }

func (c *closing) flushed() { c.once.Do(func() { close(c.done) }) }

func (c *closing) isFlushed() bool {
	select {
	case <-c.done:
		return true
	default:
		return false
	}
}

// BeforeClose is called when somebody closes the window. It holds the close
// back until the window has handed over what was typed, at most for a moment.
func (d *Desk) BeforeClose(ctx context.Context) (prevent bool) {
	if d.closing.isFlushed() || d.closing.held.Load() {
		return false
	}
	runtime.EventsEmit(ctx, flushEvent)
	time.AfterFunc(patience, func() {
		if !d.closing.isFlushed() && !d.closing.held.Load() {
			d.closing.flushed()
			runtime.Quit(ctx)
		}
	})
	return true
}

// Flush asks the window to hand over what was typed and waits for it, at most
// for a moment. It serves signals, which are never refused.
func (d *Desk) Flush() {
	if !d.isStarted() {
		return
	}
	runtime.EventsEmit(d.window(), flushEvent)
	select {
	case <-d.closing.done:
	case <-time.After(patience):
	}
}

// open returns the library, or why there is none.
func (d *Desk) open() (*library.Kept, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.library == nil {
		return nil, d.problem
	}
	return d.library, nil
}

// OpenMeanwhile opens the library while the window is being made: bringing one
// from an older version up to date can take longer than anybody looks at
// nothing. State and Close wait for it.
func (d *Desk) OpenMeanwhile() {
	d.opening.Go(d.Open)
}

// Open opens the library, or keeps why it cannot be opened for the window to
// show.
func (d *Desk) Open() {
	keeper := d.keeper
	keeper.Whole = d.isWhole()
	keeper.Progress = d.teller()
	kept, first, err := keeper.Open()
	d.mu.Lock()
	defer d.mu.Unlock()
	if err != nil {
		d.problem = err
		return
	}
	d.library, d.problem, d.first = kept, nil, first
	d.whole = false
	d.feed.touch()
}

func (d *Desk) retry() {
	if _, err := d.open(); err != nil {
		d.Open()
	}
}

// End closes the Room view and lets go of the library: the app is about to end.
func (d *Desk) End() error {
	d.room.end()
	return d.Close()
}

// Close lets go of the library.
func (d *Desk) Close() error {
	d.opening.Wait()
	d.feed.finish()
	d.vault.lockItself(LockedAsked)
	d.vault.lock(LockedAsked)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.library == nil {
		return nil
	}
	kept := d.library
	d.library, d.problem = nil, debrief.Errorf(debrief.CodeFileGone)
	return kept.Close()
}

func (d *Desk) takeFirst() debrief.ID {
	d.mu.Lock()
	defer d.mu.Unlock()
	first := d.first
	d.first = ""
	return first
}
