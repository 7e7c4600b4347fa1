package app

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/language"
)

// Desk is what the services share: the open library or the reason there is
// none, the wording check, the catalogue and the clock.
type Desk struct {
	library Library
	copy    *copy.Catalogue
	checker *language.Checker
	dialogs Dialogs
	now     func() time.Time
	version string

	mu      sync.Mutex
	problem error
	ctx     context.Context
}

// Library is an open library, as the window needs it.
type Library interface {
	debrief.Store
	// Path is where the library's file is.
	Path() string
	// Records returns the records of one noun in a debrief, in no order.
	Records(ctx context.Context, debriefID debrief.ID, noun debrief.Noun) ([]debrief.Record, error)
}

// Options is what a desk is made of.
type Options struct {
	// Library is the open library; nil when Problem says why there is none.
	Library Library
	Problem error
	Copy    *copy.Catalogue
	Dialogs Dialogs
	Now     func() time.Time
	Version string
}

// NewDesk returns a desk.
func NewDesk(o Options) *Desk {
	return &Desk{
		library: o.Library, problem: o.Problem, copy: o.Copy, checker: language.New(),
		dialogs: o.Dialogs, now: o.Now, version: o.Version, ctx: context.Background(),
	}
}

// Start keeps the window's context, which dialogs need.
func (d *Desk) Start(ctx context.Context) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.ctx = ctx
}

func (d *Desk) window() context.Context {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.ctx
}

// open returns the library, or why there is none.
func (d *Desk) open() (Library, error) {
	if d.library == nil {
		return nil, d.problem
	}
	return d.library, nil
}

// apply carries out an action on the open library. Writes are not cancelled
// half-way, so they have a context of their own.
func (d *Desk) apply(a debrief.Action) error {
	lib, err := d.open()
	if err != nil {
		return err
	}
	return lib.Apply(context.Background(), a)
}

func (d *Desk) stamp() string { return d.now().UTC().Format(time.RFC3339) }

// Services returns what is bound to the window.
func (d *Desk) Services() []interface{} {
	return []interface{}{
		&Debriefs{d}, &Meetings{d}, &Participants{d}, &Entries{d}, &Questions{d}, &Factors{d},
		&Helped{d}, &Countermeasures{d}, &Bands{d}, &Wordings{d}, &Capture{d}, &Changes{d},
		&Figures{d}, &Reports{d}, &Settings{d}, &Window{d},
	}
}

// guard turns a panic in a bound method into an error. It is logged by place,
// never with content.
func guard(err *error) {
	if r := recover(); r != nil {
		slog.Error("bound call panicked", "stack", string(debug.Stack()))
		*err = debrief.Errorf(debrief.CodeInternal).Wrap(fmt.Errorf("panic: %T", r))
	}
}

// WindowError is how an error reaches the window.
type WindowError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// FormatError encodes an error for the window.
func (d *Desk) FormatError(err error) WindowError {
	return WindowError{Code: string(debrief.CodeOf(err)), Message: d.copy.Sentence(err)}
}
