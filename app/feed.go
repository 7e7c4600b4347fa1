package app

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/export"
	"secondstory/backend/report"
	"secondstory/backend/shape"
)

// Feed is bound to the window: a calendar file of what is open in all debriefs, in a
// folder somebody chose, written anew when something changed. A calendar that follows the
// file needs no server.
type Feed struct {
	desk *Desk
	pace pace
	// writing is held while the file is written.
	writing sync.Mutex

	mu    sync.Mutex
	state FeedState
	timer *time.Timer
	// due says that something changed since it was written; next is when it may be again.
	due  bool
	next time.Time
	stop context.CancelFunc
}

// pace is how hurried the file is written: rest is how long nothing must have been saved
// before, share how many times longer than the writing took the pause after it is, last how
// long the end of the app may take.
type pace struct {
	rest  time.Duration
	share int
	last  time.Duration
}

// FeedState is how the file is. An empty folder means that none is kept.
type FeedState struct {
	// Folder and File are where it is, to be shown.
	Folder  string `json:"folder"`
	File    string `json:"file"`
	Edition string `json:"edition"`
	// At is when it was last found to say what is so, RFC 3339, or empty.
	At    string `json:"at"`
	Dates int    `json:"dates"`
	// Left are the titles of debriefs it has nothing of: they would carry a name.
	Left []string `json:"left"`
	// Problem says why it could not be written; an empty code when all is well.
	Problem WindowError `json:"problem"`
}

const (
	// feedSetting is where the file is, feedEdition how owners are told in it.
	feedSetting = "feed"
	feedEdition = "feed.edition"
	feedName    = "second-story"
	// feedEvent tells the window that there is something new to say about it.
	feedEvent = "feed"
	// maxFeeds is how many files of other libraries a folder may hold.
	maxFeeds = 100
)

func newFeed(d *Desk) *Feed {
	return &Feed{desk: d, pace: pace{rest: 10 * time.Second, share: 20, last: 3 * time.Second}, state: FeedState{Left: []string{}}}
}

// State says where the file is and how it is.
func (s *Feed) State() (state FeedState, err error) {
	defer guard(&err)
	_, o, err := s.settings(context.Background())
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.Edition = string(o.Edition)
	return s.state, err
}

// Choose asks for a folder and begins to keep a file there. Nothing that is there is
// replaced. Nobody chose when the state has no folder, or the one before.
func (s *Feed) Choose() (state FeedState, err error) {
	defer guard(&err)
	path, _, err := s.settings(context.Background())
	if err != nil {
		return s.State()
	}
	before := ""
	from, _ := os.UserHomeDir() // a folder dialog that begins nowhere takes no typed path
	if path != "" {
		before = filepath.Dir(path)
		from = before
	}
	folder, err := s.desk.dialogs.Folder(s.desk.window(), s.desk.copy.T("feed.dialog"), from)
	if err != nil || folder == "" || folder == before {
		return s.stateWith(err)
	}
	if path, err = freeName(folder); err == nil {
		path, err = s.desk.outputAt(path, ".ics")
	}
	if err == nil {
		err = s.keep(feedSetting, path)
	}
	if err != nil {
		return s.stateWith(err)
	}
	s.write(context.Background())
	return s.State()
}

func (s *Feed) stateWith(err error) (FeedState, error) {
	state, _ := s.State()
	return state, err
}

// freeName is a name in a folder that nothing has.
func freeName(folder string) (string, error) {
	for n := 1; n <= maxFeeds; n++ {
		name := feedName + ".ics"
		if n > 1 {
			name = feedName + "-" + strconv.Itoa(n) + ".ics"
		}
		path := filepath.Join(folder, name)
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			return path, nil
		}
	}
	return "", debrief.Errorf(debrief.CodeExists, "path", folder)
}

// Name says whether owners are told by name or by role ("named", "role-only").
func (s *Feed) Name(edition string) (state FeedState, err error) {
	defer guard(&err)
	if e := report.Edition(edition); e != report.RoleOnly && e != report.Named {
		return s.stateWith(debrief.Errorf(debrief.CodeInvalid, "noun", "edition"))
	}
	if err := s.keep(feedEdition, edition); err != nil {
		return s.stateWith(err)
	}
	s.write(context.Background())
	return s.State()
}

// Again tries at once to write it.
func (s *Feed) Again() (state FeedState, err error) {
	defer guard(&err)
	s.write(context.Background())
	return s.State()
}

// Stop keeps the file no longer. It stays where it is.
func (s *Feed) Stop() (state FeedState, err error) {
	defer guard(&err)
	if err := s.keep(feedSetting, ""); err != nil {
		return s.stateWith(err)
	}
	s.write(context.Background())
	return s.State()
}

func (s *Feed) keep(key, value string) error {
	lib, err := s.desk.open()
	if err != nil {
		return err
	}
	return lib.SaveSetting(context.Background(), key, value)
}

// settings reads where the file is and how it is made.
func (s *Feed) settings(ctx context.Context) (path string, o report.Options, err error) {
	lib, err := s.desk.open()
	if err != nil {
		return "", o, err
	}
	all, err := lib.Settings(ctx)
	if err != nil {
		return "", o, err
	}
	shaper, _ := s.desk.shapes.of(all[shape.Setting])
	o = report.Options{Edition: report.RoleOnly, Now: s.desk.keeper.Now(), Shaper: shaper, T: s.desk.copy.Called(all[copy.SettingThing]).T}
	if all[feedEdition] == string(report.Named) {
		o.Edition = report.Named
	}
	return all[feedSetting], o, nil
}

// touch says that something was written into the library. It waits for nothing.
func (s *Feed) touch() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.due = true
	wait := max(s.pace.rest, time.Until(s.next))
	if s.timer != nil {
		s.timer.Reset(wait)
		return
	}
	s.timer = time.AfterFunc(wait, func() { s.write(context.Background()) })
}

// finish writes what is still due, before the library is let go of; at most for a moment.
func (s *Feed) finish() {
	s.mu.Lock()
	if s.timer != nil {
		s.timer.Stop()
	}
	if s.stop != nil {
		s.stop()
	}
	due := s.due || s.stop != nil
	s.mu.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), s.pace.last)
	defer cancel()
	if due {
		s.write(ctx)
	}
}

// write makes the file anew, if one is kept. What cannot be written is tried again after
// the next change: nothing typed depends on it.
func (s *Feed) write(ctx context.Context) {
	s.writing.Lock()
	defer s.writing.Unlock()
	if _, err := s.desk.open(); err != nil {
		return
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	began := time.Now()
	s.mu.Lock()
	s.due, s.stop = false, cancel
	s.mu.Unlock()
	now, err := s.made(ctx)
	s.mu.Lock()
	s.stop = nil
	s.next = time.Now().Add(time.Duration(s.pace.share) * time.Since(began))
	if ctx.Err() == nil {
		now.Problem = s.problem(err)
		s.state = now
	}
	s.mu.Unlock()
	if s.desk.isStarted() {
		runtime.EventsEmit(s.desk.window(), feedEvent)
	}
}

func (s *Feed) problem(err error) WindowError {
	if err == nil {
		return WindowError{}
	}
	return s.desk.FormatError(err)
}

// made writes the file and says how it is then.
func (s *Feed) made(ctx context.Context) (now FeedState, err error) {
	now.Left = []string{}
	path, o, err := s.settings(ctx)
	if err != nil || path == "" {
		return now, err
	}
	now.Folder, now.File = filepath.Dir(path), filepath.Base(path)
	lib, err := s.desk.open()
	if err != nil {
		return now, err
	}
	feed, err := export.Dates(ctx, lib, o)
	if err != nil {
		return now, err
	}
	for _, one := range feed.Refused {
		now.Left = append(now.Left, one.Title)
	}
	if _, err = export.KeepFeed(path, feed.Data); errors.Is(err, export.ErrNotAFeed) {
		err = debrief.Errorf(debrief.CodeFeedForeign, "path", path)
	}
	if err == nil {
		now.At, now.Dates = s.desk.stamp(), feed.Dates
	}
	return now, err
}
