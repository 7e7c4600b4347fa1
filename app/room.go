package app

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"reflect"
	"strconv"
	"sync"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"secondstory/app/projector"
	"secondstory/backend/debrief"
	"secondstory/backend/figure"
	"secondstory/backend/rehearse"
	"secondstory/backend/report/pdf/font"
	"secondstory/backend/room"
)

// Room is bound to the window: the Room view beside it. The window says which
// debrief and which question; what is shown of it is made here, from the library,
// so that no text can be handed to the Room by the window.
type Room struct {
	desk    *Desk
	launch  roomLauncher
	measure func() (*font.Measurer, error)
	// emit speaks to the window.
	emit func(event string, with ...any)

	// mu is never held while something is read, written or drawn: hiding waits for
	// nothing.
	mu       sync.Mutex
	process  *roomProcess
	scene    room.Scene
	look     room.Look
	display  string
	hidden   bool
	state    RoomState
	question string
	debrief  debrief.ID
	whole    *debrief.Whole
	names    rehearse.Names
	kept     bool // the settings were read

	wake  chan struct{}
	begun sync.Once
	// opening is held while a Room is started, telling while the window is told.
	opening, telling sync.Mutex
	// reading is held while the debrief is read, so that an older reading never
	// takes the place of a newer one.
	reading sync.Mutex
	// source is the debrief that is rehearsed, named the one whose names were looked for;
	// reading is held.
	source reading
	named  *debrief.Whole
}

// RoomState is what the window knows of the Room view.
type RoomState struct {
	// Open says that there is one; Ended that it is gone and nobody closed it.
	Open  bool `json:"open"`
	Ended bool `json:"ended"`
	// Hidden says that both windows are, and View what the Room shows, or would
	// show.
	Hidden bool      `json:"hidden"`
	View   room.View `json:"view"`
	// Seq counts the scenes; the event "room-painted" says which one is on the
	// screen.
	Seq int64 `json:"seq"`
	// Displays is where it can be shown; Display the name of the one chosen, or
	// empty.
	Displays []room.Display `json:"displays"`
	Display  string         `json:"display"`
}

// roomEvent brings the window a RoomState, paintedEvent the number of the scene
// that is on the Room's screen; hideEvent asks it to hide.
const (
	roomEvent    = "room"
	paintedEvent = "room-painted"
	hideEvent    = "hide"
)

// Settings the Room is remembered by.
const (
	roomTheme   = "room.theme"
	roomSize    = "room.size"
	roomDisplay = "room.display"
)

func newRoom(d *Desk) *Room {
	return &Room{
		desk: d, emit: d.emit, launch: usualRoom(), wake: make(chan struct{}, 1),
		look: room.Look{Theme: room.ThemeLight, Size: 1}, scene: room.Idle(room.Look{}),
		measure: sync.OnceValues(func() (*font.Measurer, error) { return font.NewMeasurer("inter", "400", "600") }),
		state:   RoomState{Displays: []room.Display{}},
	}
}

// emit speaks to the window, if there is one.
func (d *Desk) emit(event string, with ...any) {
	if d.isStarted() {
		runtime.EventsEmit(d.window(), event, with...)
	}
}

// State is how the Room is, with what it would show now.
func (s *Room) State() (state RoomState, err error) {
	defer guard(&err)
	s.remember()
	s.read()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.told(), nil
}

// Open opens the Room view.
func (s *Room) Open() (err error) {
	defer guard(&err)
	s.remember()
	s.begun.Do(func() { go s.watch() })
	s.opening.Lock()
	defer s.opening.Unlock()
	if s.isOpen() {
		return nil
	}
	var p *roomProcess
	ready := make(chan struct{})
	heard := func(r room.Report) { <-ready; s.hear(p, r) }
	ended := func(err error) { <-ready; s.gone(p, err) }
	if p, err = startRoom(s.launch, heard, ended); err != nil {
		return debrief.Errorf(debrief.CodeRoom).Wrap(fmt.Errorf("start room: %w", err))
	}
	s.mu.Lock()
	s.process, s.state.Ended = p, false
	s.mu.Unlock()
	close(ready)
	s.read()
	s.show(true)
	return nil
}

// Close closes it.
func (s *Room) Close() (err error) {
	defer guard(&err)
	s.mu.Lock()
	p := s.process
	s.process, s.state.Ended = nil, false
	s.mu.Unlock()
	if p != nil {
		p.stop()
	}
	s.show(false)
	return nil
}

// Follow says which debrief is in the meeting and the key of the question that
// is asked; no debrief leaves the Room idle.
func (s *Room) Follow(debriefID, question string) (err error) {
	defer guard(&err)
	s.mu.Lock()
	same := s.debrief == debriefID
	s.debrief, s.question = debriefID, question
	if !same {
		s.whole = nil
	}
	open := s.process != nil
	s.mu.Unlock()
	if !same && open {
		s.read()
	}
	s.show(false)
	return nil
}

// Hide hides everything at once, or brings the Room back.
func (s *Room) Hide(hidden bool) (err error) {
	defer guard(&err)
	s.mu.Lock()
	s.hidden = hidden
	p, scene := s.process, s.scene
	if hidden && p != nil {
		s.state.Seq = p.hide(scene)
	}
	s.mu.Unlock()
	if !hidden {
		s.show(true)
	}
	s.tell()
	return nil
}

// Choose changes how the Room looks: light or dark, size 1 to 3, and the name of
// the display it is put on.
func (s *Room) Choose(theme string, size int, display string) (err error) {
	defer guard(&err)
	s.remember()
	s.mu.Lock()
	s.look.Theme, s.look.Size, s.display = room.Theme(theme), size, display
	s.mu.Unlock()
	s.show(false)
	lib, err := s.desk.open()
	if err != nil {
		return nil //nolint:nilerr // a look that cannot be kept is no reason to speak up
	}
	for key, value := range map[string]string{roomTheme: theme, roomSize: strconv.Itoa(size), roomDisplay: display} {
		if err := lib.SaveSetting(context.Background(), key, value); err != nil {
			slog.Warn("look of the room not kept", "code", debrief.CodeOf(err))
		}
	}
	return nil
}

// Figure lays out the timeline the Room shows, in a box of points, for the
// window's own picture of it.
func (s *Room) Figure(width, height float64) (f figure.Figure, err error) {
	defer guard(&err)
	m, err := s.measure()
	if err != nil {
		return figure.Figure{}, err
	}
	s.mu.Lock()
	view := s.scene.View()
	s.mu.Unlock()
	return view.Figure(width, height, projector.Words(s.desk.copy), m.Two("400", "600")), nil
}

// remember reads how the Room looked last, once.
func (s *Room) remember() {
	s.mu.Lock()
	done := s.kept
	s.mu.Unlock()
	lib, err := s.desk.open()
	if done || err != nil {
		return
	}
	kept, err := lib.Settings(context.Background())
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil || s.kept {
		return
	}
	s.kept = true
	size, _ := strconv.Atoi(kept[roomSize])
	s.look.Theme, s.look.Size, s.display = room.Theme(kept[roomTheme]), cmp.Or(size, 1), kept[roomDisplay]
}

// touch says that something was written. It waits for nothing.
func (s *Room) touch() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// beat is how often the clock is looked at: a minute begins at most so late.
const beat = time.Second

// watch follows what is written, and the clock, while the Room is open.
func (s *Room) watch() {
	clock := time.NewTicker(beat)
	defer clock.Stop()
	for {
		select {
		case <-s.wake:
			if s.isOpen() {
				s.read()
			}
		case <-clock.C:
		}
		if s.isOpen() {
			s.show(false)
		}
	}
}

func (s *Room) isOpen() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.process != nil
}

// read reads the debrief of the meeting. One that cannot be read leaves the Room
// idle.
func (s *Room) read() {
	s.reading.Lock()
	defer s.reading.Unlock()
	s.mu.Lock()
	id := s.debrief
	s.mu.Unlock()
	var w *debrief.Whole
	if lib, err := s.desk.open(); err == nil && id != "" {
		if w, err = s.desk.reading.of(context.Background(), lib, id); err != nil {
			slog.Warn("room not read", "code", debrief.CodeOf(err))
		}
	}
	names, err := s.namesFor(w)
	if err != nil {
		slog.Warn("names not read", "code", debrief.CodeOf(err))
		w = nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.debrief == id {
		s.whole, s.names = w, names
		s.compose()
	}
}

// namesFor are the names no card of a rehearsal may tell; reading is held.
func (s *Room) namesFor(w *debrief.Whole) (rehearse.Names, error) {
	if w == nil || w.Debrief.Kit.SourceID == "" {
		return rehearse.Names{}, nil
	}
	lib, err := s.desk.open()
	if err != nil {
		return rehearse.Names{}, err
	}
	source, err := s.source.of(context.Background(), lib, w.Debrief.Kit.SourceID)
	if err != nil && debrief.CodeOf(err) != debrief.CodeNotFound {
		return rehearse.Names{}, err
	}
	s.mu.Lock()
	names := s.names
	s.mu.Unlock()
	if source == nil || source != s.named {
		names, s.named = rehearse.NamesOf(source, s.desk.copy.T), source
	}
	return names, nil
}

// compose makes the scene anew; mu is held.
func (s *Room) compose() {
	look := s.look
	look.Display = s.number()
	if s.whole == nil {
		s.scene = room.Idle(look)
		return
	}
	text := func(key string) (string, bool) { return s.desk.copy.T(key), s.desk.copy.Has(key) }
	s.scene = room.Of(s.whole, s.desk.keeper.Now(), room.Asking{Question: s.question, Text: text, Named: s.names.In}, look)
}

// number is the chosen display's, counted from 1, or 0; mu is held.
func (s *Room) number() int {
	for i, d := range s.state.Displays {
		if s.display != "" && s.display == displayName(d) {
			return i + 1
		}
	}
	return 0
}

// displayName tells displays apart from one day to the next.
func displayName(d room.Display) string {
	return fmt.Sprintf("%s %d×%d", d.Name, d.Width, d.Height)
}

// show hands the Room what has changed, or in any case when it has seen nothing
// yet, and tells the window.
func (s *Room) show(always bool) {
	s.mu.Lock()
	s.compose()
	view, open := s.scene.View(), s.process != nil
	changed := always || open != s.state.Open || !reflect.DeepEqual(view, s.state.View)
	if changed && open {
		scene := s.scene
		if s.hidden {
			scene = scene.Hidden()
		}
		s.state.Seq = s.process.show(scene)
	}
	s.state.View = view
	s.mu.Unlock()
	if changed {
		s.tell()
	}
}

// tell tells the window how the Room is. The newest state is the last one told.
func (s *Room) tell() {
	s.telling.Lock()
	defer s.telling.Unlock()
	s.mu.Lock()
	s.state = s.told()
	state := s.state
	s.mu.Unlock()
	s.emit(roomEvent, state)
}

// told is the state as it is; mu is held.
func (s *Room) told() RoomState {
	state := s.state
	state.Open, state.Hidden, state.Display = s.process != nil, s.hidden, s.display
	state.View = s.scene.View()
	return state
}

// hear takes in what the Room reports.
func (s *Room) hear(p *roomProcess, r room.Report) {
	s.mu.Lock()
	current := s.process == p
	if current && r.Kind == room.ReportReady {
		s.state.Displays = r.Displays
	}
	s.mu.Unlock()
	switch {
	case !current:
	case r.Kind == room.ReportHide:
		_ = s.Hide(true)
		s.emit(hideEvent)
	case r.Kind == room.ReportReady:
		s.show(true)
	default:
		s.emit(paintedEvent, p.shown())
	}
}

// gone is called when the Room's process has ended; without an error somebody
// closed its window.
func (s *Room) gone(p *roomProcess, err error) {
	s.mu.Lock()
	current := s.process == p // otherwise it was closed from here
	if current {
		s.process, s.state.Ended = nil, err != nil
	}
	s.mu.Unlock()
	if current {
		s.tell()
	}
}

// end closes the Room with the Desk.
func (s *Room) end() {
	s.mu.Lock()
	p := s.process
	s.process = nil
	s.mu.Unlock()
	if p != nil {
		p.stop()
	}
}
