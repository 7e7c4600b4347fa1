package projector

import (
	"bufio"
	"io"
	"os"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"secondstory/backend/room"
)

// viewEvent brings the page a view.
const viewEvent = "view"

// follow shows each line until there are no more, then the idle screen, and ends.
func (w *Window) follow(in io.Reader) {
	lines := bufio.NewScanner(in)
	// A longer line ends it as if the Desk were gone: nothing is guessed.
	lines.Buffer(make([]byte, 0, 64<<10), room.MaxLine)
	for lines.Scan() {
		view, seq, _ := room.Decode(lines.Bytes()) // what is no view is the idle one
		w.show(Told{Seq: seq, View: view})
	}
	w.mu.Lock()
	last := w.now
	w.mu.Unlock()
	w.show(Told{Seq: last.Seq, View: room.Idle(last.View.Look).View()})
	time.Sleep(w.linger)
	w.end()
}

// show keeps a view and hands it to the page, if there is one.
func (w *Window) show(told Told) {
	w.mu.Lock()
	moved := told.View.Look.Display != w.now.View.Look.Display
	w.now = told
	ctx := w.ctx
	w.mu.Unlock()
	if ctx == nil {
		return // the page asks for it, and start puts the window in its place
	}
	runtime.EventsEmit(ctx, viewEvent, told)
	if moved && told.View.Look.Display > 0 {
		w.place(told.View.Look.Display)
	}
}

// patience is how long the window may take to close.
const patience = 2 * time.Second

func (w *Window) end() {
	time.AfterFunc(patience, func() { os.Exit(0) })
	w.mu.Lock()
	ctx := w.ctx
	w.mu.Unlock()
	if ctx == nil {
		os.Exit(0)
	}
	runtime.Quit(ctx)
}
