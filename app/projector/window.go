package projector

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/logger"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/runtime"

	"secondstory/backend/copy"
	"secondstory/backend/figure"
	"secondstory/backend/report/pdf/font"
	"secondstory/backend/room"
)

// Flag starts the Room view instead of the Desk.
const Flag = "--room"

// Window is bound to the Room's window.
type Window struct {
	words   *copy.Catalogue
	measure func() (*font.Measurer, error)
	report  func(room.Report) error
	// linger is how long the idle screen stays after the input has ended.
	linger time.Duration

	mu  sync.Mutex
	ctx context.Context // nil until there is a window
	now Told
}

// Told is the newest view, and the number it came under.
type Told struct {
	Seq  int64     `json:"seq"`
	View room.View `json:"view"`
}

// Main is the Room's process from its standard input to its end: it shows what
// it is told there and says on its standard output what has been drawn.
func Main(assets fs.FS, words *copy.Catalogue, log logger.Logger) int {
	if err := run(assets, words, log, os.Stdin, os.Stdout); err != nil {
		return 1
	}
	return 0
}

func run(assets fs.FS, words *copy.Catalogue, log logger.Logger, in io.Reader, out io.Writer) error {
	// Whoever listened may be gone: that is no reason to end before the idle screen
	// was shown.
	signal.Ignore(syscall.SIGPIPE)
	w := newWindow(words, out)
	go w.follow(in)
	takeNoFocus()
	return wails.Run(&options.App{
		Title: words.T("room.window"), Width: 1280, Height: 720, MinWidth: 640, MinHeight: 360,
		BackgroundColour: options.NewRGB(0xF4, 0xF3, 0xEF),
		AssetServer:      &assetserver.Options{Assets: page{assets}},
		OnDomReady:       w.start,
		Logger:           log,
		Bind:             []interface{}{w},
		Linux:            &linux.Options{ProgramName: "secondstory", WebviewGpuPolicy: linux.WebviewGpuPolicyNever},
	})
}

func newWindow(words *copy.Catalogue, out io.Writer) *Window {
	return &Window{
		words: words, report: reporter(out), linger: 3 * time.Second,
		measure: sync.OnceValues(func() (*font.Measurer, error) { return font.NewMeasurer("inter", "400", "600") }),
		now:     Told{View: room.Idle(room.Look{}).View()},
	}
}

// reporter writes reports as lines, one at a time.
func reporter(out io.Writer) func(room.Report) error {
	var mu sync.Mutex
	return func(r room.Report) error {
		mu.Lock()
		defer mu.Unlock()
		_, err := out.Write(r.Encode())
		return err
	}
}

// start is called when the page can be spoken to.
func (w *Window) start(ctx context.Context) {
	w.mu.Lock()
	first := w.ctx == nil
	w.ctx = ctx
	look := w.now.View.Look
	w.mu.Unlock()
	if !first {
		return
	}
	all := displays()
	w.place(look.Display)
	_ = w.report(room.Report{Kind: room.ReportReady, Displays: all})
}

// place puts the window on a display, counted from 1. Left to itself it takes
// one beside the laptop's own, and stays a window where there is none: a window
// can be shared in a call.
func (w *Window) place(number int) {
	all := displays()
	for i := range all {
		if number == 0 && len(all) > 1 && !all[i].Primary {
			number = i + 1
		}
	}
	if number < 1 || number > len(all) || len(all) < 2 {
		return
	}
	fillDisplay(number - 1)
}

// Now returns what is to be shown: the first paint has to wait for no event.
func (w *Window) Now() (told Told, err error) {
	defer guard(&err)
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now, nil
}

// Figure lays the confirmed timeline out in a box of points.
func (w *Window) Figure(width, height float64) (f figure.Figure, err error) {
	defer guard(&err)
	m, err := w.measure()
	if err != nil {
		return figure.Figure{}, err
	}
	w.mu.Lock()
	view := w.now.View
	w.mu.Unlock()
	return view.Figure(width, height, Words(w.words), m.Two("400", "600")), nil
}

// Words are the fixed words of the Room's figure.
func Words(c *copy.Catalogue) figure.Words {
	return figure.Words{
		System: c.T("figure.system"), Saw: c.T("figure.saw"), Did: c.T("figure.did"), Entries: c.T("figure.entries"),
	}
}

// Painted says which view is on the screen.
func (w *Window) Painted(seq int64) (err error) {
	defer guard(&err)
	return w.report(room.Report{Kind: room.ReportPainted, Seq: seq})
}

// Hide asks the Desk to hide both windows: F9 was pressed while this one had the
// keys.
func (w *Window) Hide() (err error) {
	defer guard(&err)
	return w.report(room.Report{Kind: room.ReportHide})
}

// Fullscreen turns the whole screen on or off.
func (w *Window) Fullscreen(on bool) (err error) {
	defer guard(&err)
	w.mu.Lock()
	ctx := w.ctx
	w.mu.Unlock()
	switch {
	case ctx == nil:
	case on && !runtime.WindowIsFullscreen(ctx):
		runtime.WindowFullscreen(ctx)
	default:
		runtime.WindowUnfullscreen(ctx)
	}
	return nil
}

func guard(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("panic: %T", r)
	}
}

// page serves room.html where the frame looks for its first page.
type page struct{ fs.FS }

// Open opens a file.
func (p page) Open(name string) (fs.File, error) {
	const first, room = "index.html", "room.html"
	if len(name) >= len(first) && name[len(name)-len(first):] == first {
		name = name[:len(name)-len(first)] + room
	}
	f, err := p.FS.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return f, err
}
