package app

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"reflect"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/room"
)

// standIn is the test binary started as a Room view: it reads scenes as the real
// one does and says that each is on the screen. How it behaves is its second
// argument.
const standIn = "stand-in-room"

func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == standIn {
		standInRoom(os.Args[2])
		return
	}
	os.Exit(m.Run())
}

func standInRoom(how string) {
	signal.Ignore(syscall.SIGPIPE)
	say := func(r room.Report) { _, _ = os.Stdout.Write(r.Encode()) }
	say(room.Report{Kind: room.ReportReady, Displays: []room.Display{{Name: "eDP-1", Width: 1920, Height: 1200, Primary: true}, {Name: "HDMI-1", Width: 1280, Height: 720}}})
	if how == "deaf" {
		say(room.Report{Kind: room.ReportPainted, Seq: 1})
		select {}
	}
	in := bufio.NewReaderSize(os.Stdin, room.MaxLine)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			break
		}
		v, seq, err := room.Decode(line)
		if err != nil {
			os.Exit(3)
		}
		if v.Mode == room.ModeHidden && how == "stuck" {
			select {}
		}
		say(room.Report{Kind: room.ReportPainted, Seq: seq})
		if how == "closes" && v.Mode == room.ModeMeeting {
			os.Exit(0)
		}
	}
}

// recorder starts the stand-in and keeps everything that is written to it.
type recorder struct {
	ownBinary
	mu    sync.Mutex
	lines []string
	last  roomChild
}

func (r *recorder) Launch(in, out *os.File) (roomChild, error) {
	theirs, ours, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	// The process keeps its own handles; in is closed once Launch returns.
	fd, err := syscall.Dup(int(in.Fd()))
	if err != nil {
		return nil, err
	}
	from := os.NewFile(uintptr(fd), "recorded")
	child, err := r.ownBinary.Launch(theirs, out)
	_ = theirs.Close()
	go r.copy(from, ours)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.last = child
	return child, err
}

func (r *recorder) copy(from, to *os.File) {
	defer to.Close()
	defer from.Close()
	lines := bufio.NewReaderSize(from, room.MaxLine)
	for {
		line, err := lines.ReadString('\n')
		r.mu.Lock()
		r.lines = append(r.lines, line)
		r.mu.Unlock()
		if _, failed := io.WriteString(to, line); err != nil || failed != nil {
			return
		}
	}
}

func (r *recorder) all() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return strings.Join(r.lines, "")
}

func (r *recorder) kill() {
	r.mu.Lock()
	defer r.mu.Unlock()
	_ = r.last.Kill()
}

// roomOf is a desk with a library and a Room that is started as the stand-in.
func roomOf(t *testing.T, how string) (*Room, *recorder, *debrief.Whole) {
	t.Helper()
	d := mustDesk(t, nil)
	r := &recorder{ownBinary: ownBinary{[]string{standIn, how}}}
	d.room.launch = r
	w := debrief.NewWhole(*debrief.NewDebrief("2026-11-03T12:00:00Z"))
	w.Debrief.Started = debrief.At(time.Date(2026, 11, 3, 14, 2, 0, 0, time.UTC), "UTC", debrief.PrecisionMinute)
	w.Meeting.Stage, w.Meeting.StartedAt = 3, "2026-11-03T15:00:00Z"
	if err := d.apply(Step{Name: "add"}.put(w.Records()...)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.room.end)
	return d.room, r, w
}

func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(2 * time.Millisecond) {
		if is() {
			return
		}
	}
	t.Fatalf("waited for %s", what)
}

// seen waits until the newest scene is on the screen.
func seen(t *testing.T, s *Room) {
	t.Helper()
	eventually(t, "the Room to show the newest", func() bool {
		s.mu.Lock()
		p, seq := s.process, s.state.Seq
		s.mu.Unlock()
		return p != nil && p.shown() >= seq && seq > 0
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func line(w *debrief.Whole, text string, confirmed bool) *debrief.Entry {
	e := &debrief.Entry{
		Base: debrief.Base{ID: debrief.NewID(), DebriefID: w.Debrief.ID}, Text: text, Basis: debrief.BasisMemory,
		Time: debrief.At(time.Date(2026, 11, 3, 14, 10, 0, 0, time.UTC), "UTC", debrief.PrecisionMinute),
	}
	if confirmed {
		e.Room = e.RoomMark()
	}
	return e
}

func TestTheRoomFollowsWhatIsConfirmed(t *testing.T) {
	s, r, w := roomOf(t, "reads")
	must(t, s.Open())
	must(t, s.Follow(w.Debrief.ID, "stage.narratives.prompt.2"))
	seen(t, s)
	must(t, s.desk.apply(Step{Name: "add"}.put(line(w, "a thing nobody confirmed", false), line(w, "the pool was pinned", true))))
	eventually(t, "the line", func() bool { return strings.Contains(r.all(), "the pool was pinned") })
	if strings.Contains(r.all(), "nobody confirmed") || !strings.Contains(r.all(), "stage.narratives.prompt.2") {
		t.Error(r.all())
	}
	state, err := s.State()
	must(t, err)
	if !state.Open || state.Ended || len(state.View.Timeline.Marks) != 1 || len(state.Displays) != 2 {
		t.Errorf("%+v", state)
	}
	must(t, s.Choose("dark", 3, "HDMI-1 1280×720"))
	eventually(t, "the look", func() bool { return strings.Contains(r.all(), `"look":{"theme":"dark","size":3,"display":2}`) })
	must(t, s.Follow("", ""))
	seen(t, s)
	if lines := strings.Split(strings.TrimSpace(r.all()), "\n"); !strings.Contains(lines[len(lines)-1], `"mode":"idle"`) {
		t.Error("what is not the meeting is shown")
	}
}

// TestGateTheRoomIsToldNothingPrivate holds a whole meeting with 40 private
// markers in everything that is typed, and searches all that was written to the
// Room's process.
func TestGateTheRoomIsToldNothingPrivate(t *testing.T) {
	s, r, w := roomOf(t, "reads")
	must(t, s.Open())
	d, m, n, turns := s.desk, w.Meeting, 0, debrief.NewTurns(w.Debrief.ID)
	private := func() string { n++; return fmt.Sprintf("PRIVATE%02d told in confidence", n) }
	base := func() debrief.Base { return debrief.Base{ID: debrief.NewID(), DebriefID: w.Debrief.ID} }
	for stage := 1; stage <= 7; stage++ {
		m.Stage, m.RunningSince = stage, "2026-11-03T15:00:00Z"
		p := &debrief.Participant{Base: base(), Name: private()}
		turns.SpeakerID, turns.HeardIDs = p.ID, append(turns.HeardIDs, p.ID)
		changed := line(w, fmt.Sprintf("confirmed %d", stage), true)
		must(t, d.apply(Step{Name: "add"}.put(&m, turns, p, changed, line(w, private(), false),
			&debrief.Question{Base: base(), Text: private(), State: debrief.QuestionAsked},
			&debrief.Factor{Base: base(), Text: private()},
			&debrief.Countermeasure{Base: base(), Text: private(), State: debrief.CountermeasureIdea})))
		must(t, (&Debriefs{d}).SaveDraft(w.Debrief.ID, "capture", private()))
		must(t, (&Settings{d}).Save("room.theme", private()))
		must(t, s.Follow(w.Debrief.ID, private()))
		want := fmt.Sprintf(`"label":"confirmed %d"`, stage)
		eventually(t, want, func() bool { return strings.Contains(r.all(), want) })
		changed.Text = private() // what was confirmed is not what stands there now
		must(t, d.apply(Step{Name: "edit"}.put(changed)))
		must(t, s.Hide(true))
		must(t, s.Hide(false))
		seen(t, s)
	}
	must(t, s.Close())
	sent := r.all()
	if strings.Contains(sent, "PRIVATE") || strings.Contains(sent, "confidence") {
		t.Error(sent)
	}
	if n < 40 {
		t.Errorf("only %d markers", n)
	}
	t.Logf("gate: room: a meeting of 7 stages, %d lines and %d bytes to the Room, %d private markers, 0 hits", strings.Count(sent, "\n"), len(sent), n)
}

func TestARoomThatDiesIsToldOnceAndOpensAgain(t *testing.T) {
	s, r, w := roomOf(t, "reads")
	must(t, s.Follow(w.Debrief.ID, ""))
	for range 25 {
		must(t, s.Open())
		must(t, s.desk.apply(Step{Name: "add"}.put(line(w, "said", true))))
		r.kill()
		eventually(t, "the end", func() bool { st, _ := s.State(); return !st.Open && st.Ended })
	}
	lib, err := s.desk.open()
	must(t, err)
	loaded, err := lib.Load(t.Context(), w.Debrief.ID)
	must(t, err)
	if len(loaded.Entries) != 25 {
		t.Errorf("%d of 25 lines", len(loaded.Entries))
	}
	must(t, s.Open())
	seen(t, s)
	must(t, s.Close())
	if st, _ := s.State(); st.Open || st.Ended {
		t.Errorf("closed by hand: %+v", st)
	}
}

func TestAWindowClosedByHandIsNoSurprise(t *testing.T) {
	s, _, w := roomOf(t, "closes")
	must(t, s.Follow(w.Debrief.ID, ""))
	must(t, s.Open())
	eventually(t, "the end", func() bool { st, _ := s.State(); return !st.Open })
	if st, _ := s.State(); st.Ended {
		t.Error("says that the Room ended by itself")
	}
}

func TestHidingWaitsForNothing(t *testing.T) {
	s, r, w := roomOf(t, "reads")
	must(t, s.Follow(w.Debrief.ID, ""))
	must(t, s.Open())
	seen(t, s)
	s.reading.Lock() // a library that answers nobody
	defer s.reading.Unlock()
	began := time.Now()
	must(t, s.Hide(true))
	if took := time.Since(began); took > 50*time.Millisecond {
		t.Errorf("took %v", took)
	}
	eventually(t, "the agenda", func() bool { return strings.Contains(r.all(), `"mode":"hidden"`) })
	seen(t, s)
}

func TestARoomThatDoesNotHideIsEnded(t *testing.T) {
	s, _, w := roomOf(t, "stuck")
	must(t, s.Follow(w.Debrief.ID, ""))
	must(t, s.Open())
	seen(t, s)
	must(t, s.Hide(true))
	eventually(t, "the end of a Room that would not hide", func() bool { st, _ := s.State(); return st.Ended })
}

func TestARoomThatReadsNothingKeepsNobodyWaiting(t *testing.T) {
	s, _, w := roomOf(t, "deaf")
	must(t, s.Open())
	records := []debrief.Record{}
	for range 1200 {
		records = append(records, line(w, strings.Repeat("pinned ", 16), true))
	}
	must(t, s.desk.apply(Step{Name: "add"}.put(records...)))
	began := time.Now()
	for i := range 60 { // far more than a pipe holds
		must(t, s.Follow(w.Debrief.ID, fmt.Sprintf("stage.narratives.prompt.%d", 1+i%5)))
	}
	if took := time.Since(began); took > 3*time.Second {
		t.Errorf("60 scenes took %v", took)
	}
	must(t, s.Hide(true))
	eventually(t, "the end of a Room that reads nothing", func() bool { st, _ := s.State(); return st.Ended })
}

func TestARoomThatCannotBeStarted(t *testing.T) {
	s, _, _ := roomOf(t, "reads")
	s.launch = noRoom{}
	if err := s.Open(); debrief.CodeOf(err) != debrief.CodeRoom {
		t.Errorf("%v", err)
	}
	if st, _ := s.State(); st.Open {
		t.Error("says that there is one")
	}
}

type noRoom struct{}

func (noRoom) Launch(_, _ *os.File) (roomChild, error) { return nil, errors.New("no such file") }

func TestTheStateIsTold(t *testing.T) {
	s, _, w := roomOf(t, "reads")
	var mu sync.Mutex
	told := []RoomState{}
	s.emit = func(event string, with ...any) {
		mu.Lock()
		defer mu.Unlock()
		if event == roomEvent {
			told = append(told, with[0].(RoomState))
		}
	}
	must(t, s.Follow(w.Debrief.ID, ""))
	must(t, s.Open())
	seen(t, s)
	must(t, s.Close())
	mu.Lock()
	defer mu.Unlock()
	if len(told) < 2 || told[len(told)-1].Open {
		t.Fatalf("%d times", len(told))
	}
	if !slices.ContainsFunc(told, func(s RoomState) bool { return s.Open && s.View.Stage == 3 }) {
		t.Errorf("%+v", told)
	}
}

func TestLinesFiledOnTheTimelineAreShownWhereTheMeetingSaysSo(t *testing.T) {
	s, _, w := roomOf(t, "reads")
	c := &Capture{s.desk}
	file := func(in LineInput) *debrief.Entry {
		t.Helper()
		in.DebriefID = w.Debrief.ID
		filed, err := c.File(Step{Name: "add"}, in)
		must(t, err)
		return filed.Entry
	}
	if e := file(LineInput{Text: "14:20 pool pinned", Stage: 4}); e.InRoom() {
		t.Error("shown without a rule")
	}
	m := w.Meeting
	m.Room = debrief.RoomTimeline
	must(t, s.desk.apply(Step{Name: "edit"}.put(&m)))
	e := file(LineInput{Text: "14:20 pool pinned", Stage: 4})
	if !e.InRoom() || file(LineInput{Text: "14:20 told before", Stage: 3}).InRoom() || file(LineInput{Text: "no time", Stage: 4}).InRoom() {
		t.Error("the rule is about lines of the timeline that have a time")
	}
	if e = file(LineInput{EditID: e.ID, Text: "14:21 pool pinned at 100", Stage: 4}); !e.InRoom() {
		t.Error("an edit took it out")
	}
	e.Room = ""
	must(t, s.desk.apply(Step{Name: "edit"}.put(e)))
	if e = file(LineInput{EditID: e.ID, Text: "14:21 pool pinned", Stage: 4}); e.InRoom() {
		t.Error("an edit put back what somebody took out")
	}
}

// TestWhatIsReadOfTheRoomIsTheWhole compares what is read change by change with
// the debrief read at once.
func TestWhatIsReadOfTheRoomIsTheWhole(t *testing.T) {
	s, _, w := roomOf(t, "reads")
	lib, err := s.desk.open()
	must(t, err)
	var r reading
	same := func(after string) {
		t.Helper()
		got, err := r.of(t.Context(), lib, w.Debrief.ID)
		must(t, err)
		want, err := lib.Load(t.Context(), w.Debrief.ID)
		must(t, err)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("after %s it is another", after)
		}
	}
	same("nothing")
	lines := []*debrief.Entry{}
	for i := range 5 {
		e := line(w, fmt.Sprint("line ", i), i%2 == 0)
		e.Position = float64(10 - i)
		lines = append(lines, e)
		must(t, s.desk.apply(Step{Name: "add"}.put(e)))
		same("a line")
	}
	of := debrief.Base{ID: debrief.NewID(), DebriefID: w.Debrief.ID}
	must(t, s.desk.apply(Step{Name: "add"}.put(&debrief.Question{Base: of, Text: "what did it look like", State: debrief.QuestionOpen})))
	same("a question")
	lines[2].Text, lines[2].Position = "another", 30
	must(t, s.desk.apply(Step{Name: "edit"}.put(lines[2])))
	same("an edit and a move")
	must(t, s.desk.apply(Step{Name: "delete"}.remove(debrief.NounEntry, debrief.Ref{ID: lines[1].ID, DebriefID: w.Debrief.ID, Rev: lines[1].Rev})))
	same("a removal")
	for range 3 {
		_, err := lib.Undo(t.Context())
		must(t, err)
		same("undo")
	}
	_, err = lib.Redo(t.Context())
	must(t, err)
	same("redo")
	m := r.whole.Meeting
	m.SeenAt = "2026-11-03T15:10:00Z"
	_, err = (&Meetings{s.desk}).Tick(m)
	must(t, err)
	same("the clock")
	d := r.whole.Debrief
	d.Title = "renamed"
	must(t, s.desk.apply(Step{Name: "edit"}.put(&d)))
	same("another title")
	many := []debrief.Record{}
	for i := range mostRead + 5 {
		many = append(many, line(w, fmt.Sprint("many ", i), true))
	}
	must(t, s.desk.apply(Step{Name: "add"}.put(many...)))
	same("more than is followed one by one")
}
