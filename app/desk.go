package app

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strconv"
	"sync"
	"time"

	"secondstory/backend/alike"
	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/language"
	"secondstory/backend/library"
	"secondstory/backend/prompt"
)

// Desk is what the services share: the open library or the reason there is
// none, the wording check, the catalogue and the clock.
type Desk struct {
	keeper   library.Keeper
	copy     *copy.Catalogue
	checker  *language.Checker
	tongues  map[string]*prompt.Tongue
	dialogs  Dialogs
	version  string
	closing  closing
	opening  sync.WaitGroup
	task     task
	wrote    wrote
	reports  *Reports
	room     *Room
	pictures *Attachments
	vault    *Interviews
	backups  *Backups
	sources  *Sources
	feed     *Feed
	// notify shows a notice on the desktop.
	notify func(ctx context.Context, title, text string) error
	// shapes draw letters that the shipped fonts lack.
	shapes shapes
	// reading is the debrief that is worked on; known is what all are compared by.
	reading reading
	known   alike.Known

	mu      sync.Mutex
	library *library.Kept
	problem error
	first   debrief.ID
	ctx     context.Context
	started bool
	// whole: something in the library was not as it was written.
	whole bool
}

// Options is what a desk is made of.
type Options struct {
	Keeper  library.Keeper
	Copy    *copy.Catalogue
	Dialogs Dialogs
	Version string
	// Notify shows a notice on the desktop; nil for the system's own way.
	Notify func(ctx context.Context, title, text string) error
}

// NewDesk returns a desk without a library; see Open.
func NewDesk(o Options) *Desk {
	d := &Desk{
		keeper: o.Keeper, copy: o.Copy, checker: language.New(language.English(), language.German()),
		tongues: tongues(),
		dialogs: o.Dialogs, version: o.Version, ctx: context.Background(),
		problem: debrief.Errorf(debrief.CodeInternal), closing: closing{done: make(chan struct{})},
	}
	d.reports, d.room, d.pictures = &Reports{desk: d}, newRoom(d), &Attachments{desk: d}
	d.vault, d.backups, d.sources = newInterviews(d), &Backups{desk: d}, &Sources{desk: d}
	d.feed, d.notify = newFeed(d), o.Notify
	if d.notify == nil {
		d.notify = showNotice
	}
	d.keeper.Told = d.tellBackups
	d.keeper.Noticed = d.tellCare
	d.keeper.Rested = d.digest
	d.keeper.Wrote = func() {
		d.room.touch()
		d.feed.touch()
	}
	return d
}

// Start keeps the window's context, which dialogs and events need, and waits for what is
// dropped on it.
func (d *Desk) Start(ctx context.Context) {
	d.mu.Lock()
	d.ctx, d.started = ctx, true
	keepSelection()
	d.mu.Unlock()
	d.sources.hear(ctx)
}

// isStarted says whether there is a window to speak to: Wails ends the process
// when it is spoken to before.
func (d *Desk) isStarted() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.started
}

func (d *Desk) window() context.Context {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.ctx
}

// apply carries out an action on the open library. Writes are not cancelled
// half-way, so they have a context of their own.
func (d *Desk) apply(a debrief.Action) error {
	lib, err := d.open()
	if err != nil {
		return err
	}
	if err := lib.Apply(context.Background(), a); err != nil {
		return err
	}
	d.vault.meets(a)
	return nil
}

// counted says how many there are, with the keys ".one" and ".other" of the catalogue.
func (d *Desk) counted(stem string, n int) string {
	ending := ".other"
	if n == 1 {
		ending = ".one"
	}
	return d.copy.T(stem+ending, "n", strconv.Itoa(n))
}

func (d *Desk) stamp() string { return d.keeper.Now().UTC().Format(time.RFC3339) }

// Services returns what is bound to the window.
func (d *Desk) Services() []interface{} {
	figures := newFigures(d)
	return []interface{}{
		&Insights{desk: d, measure: figures.measure},
		&Similars{d},
		&Reminders{d}, d.feed, &Lists{d}, &Statuses{desk: d}, &Mirrors{d},
		&FollowUps{desk: d}, &Searches{d},
		&Debriefs{d}, &Meetings{d}, &Turns{d}, &Participants{d}, &Entries{d}, &Questions{d}, &Factors{d},
		&Helped{d}, &Countermeasures{d}, &Bands{d}, &Wordings{d}, d.pictures, &Prompts{d}, &Capture{d}, &Changes{d}, &Histories{d},
		&Settings{d}, figures, &Graphs{d, figures.measure}, d.reports, &Exports{d}, &Sites{d}, &Fonts{d}, &Gists{d}, &Invitations{d}, &Calibrations{d}, &Versions{d}, d.backups, &Bundles{desk: d}, &Care{desk: d}, d.room, d.vault, d.sources, &OldReports{desk: d}, &Rehearsals{d}, &Signals{d}, &Again{d}, &Window{d},
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

// ErrorText encodes an error for the bridge, which keeps nothing of one but its
// text.
func (d *Desk) ErrorText(err error) string {
	text, _ := json.Marshal(d.FormatError(err)) // strings always encode
	return string(text)
}

// FormatError says an error for the window.
func (d *Desk) FormatError(err error) WindowError {
	return WindowError{Code: string(debrief.CodeOf(err)), Message: d.copy.Sentence(err)}
}
