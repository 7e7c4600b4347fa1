package app

import (
	"context"
	"sync"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"secondstory/backend/debrief"
	"secondstory/backend/interview"
	"secondstory/backend/library"
)

// Interviews is bound to the window: the vault of the open library.
type Interviews struct {
	desk *Desk
	// emit tells the window something, and says whether there is one.
	emit func(event string) (heard bool)
	held heldPictures

	mu    sync.Mutex
	of    *library.Kept
	vault *interview.Vault
	why   LockReason
	// touched is when somebody was last at it, seen when it was last looked at,
	// watching that it is.
	touched  time.Time
	seen     time.Time
	watching bool
	// code is the recovery code that was just made, for its sheet; nil once it
	// was put away.
	code *interview.Code
	// sealing is closed when the window said whether it has sealed what was typed
	// last, unsealed what it said.
	sealing  chan struct{}
	unsealed bool
	// owed: locked for everybody, with its keys kept for words that could not be
	// sealed yet; silent is for how many looks the window said nothing of them.
	owed   bool
	silent int
}

// LockReason says why the vault is locked.
type LockReason string

// The reasons; empty is that nobody opened it yet.
const (
	LockedNever   LockReason = ""
	LockedAsked   LockReason = "asked"
	LockedIdle    LockReason = "idle"
	LockedAsleep  LockReason = "asleep"
	LockedHidden  LockReason = "hidden"
	LockedMeeting LockReason = "meeting"
)

// vaultEvent tells the window that the vault was locked, sealEvent that it is
// about to be: what was typed last is to be sealed.
const (
	vaultEvent = "vault"
	sealEvent  = "vault-seal"
)

// lastWords is how long the vault waits for that before it locks itself.
const lastWords = time.Second

// When the vault locks itself: after a while without a key, and when the laptop
// was asleep, which is when the clock went on and the watch did not.
const (
	idleAfter  = 5 * time.Minute
	watchEvery = 2 * time.Second
	asleepFrom = 20 * time.Second
	// mostSilent is how many looks the keys are kept for a window that says nothing.
	mostSilent = 15
)

// VaultState is what the window knows of the vault while it is locked.
type VaultState struct {
	Made bool `json:"made"`
	Open bool `json:"open"`
	// Count is how many interviews the debrief has, Total how many there are, Left
	// how many are of debriefs that were deleted.
	Count int        `json:"count"`
	Total int        `json:"total"`
	Left  int        `json:"left"`
	Why   LockReason `json:"why"`
	// Owed says that it is locked but for the words typed last, which are in the
	// window and could not be sealed yet.
	Owed bool `json:"owed"`
}

// InterviewList is what a debrief has in the vault.
type InterviewList struct {
	Interviews []interview.Interview `json:"interviews"`
	Problems   []NoteProblem         `json:"problems"`
}

// NoteProblem is a note that is not as it was written, and what it means.
type NoteProblem struct {
	ID      string      `json:"id"`
	Problem WindowError `json:"problem"`
}

// NoteHit is a passage that was searched for.
type NoteHit struct {
	InterviewID string `json:"interviewId"`
	PassageID   string `json:"passageId"`
	Name        string `json:"name"`
	Text        string `json:"text"`
}

// mostHits is how many passages a search brings.
const mostHits = 100

func newInterviews(d *Desk) *Interviews {
	return &Interviews{desk: d, emit: func(event string) bool {
		heard := d.isStarted() && !d.closing.isFlushed()
		if heard {
			runtime.EventsEmit(d.window(), event)
		}
		return heard
	}}
}

// ready returns the vault of the open library. That of another one is locked.
func (s *Interviews) ready() (*interview.Vault, error) {
	lib, err := s.desk.open()
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.of != lib {
		if s.vault != nil {
			s.vault.Lock()
			s.held.dropAll()
		}
		s.of, s.why, s.owed = lib, LockedNever, false
		s.vault = interview.New(lib, interview.Options{Now: s.desk.keeper.Now})
	}
	return s.vault, nil
}

// used returns the vault and notes that somebody is at it. CodeVaultLocked while
// it is open for words that are owed alone.
func (s *Interviews) used() (*interview.Vault, error) {
	v, err := s.ready()
	if err != nil {
		return nil, err
	}
	if s.owes() {
		return nil, debrief.Errorf(debrief.CodeVaultLocked)
	}
	s.touch()
	return v, nil
}

// owes says that the vault is open for words that could not be sealed yet alone.
func (s *Interviews) owes() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.owed && s.vault != nil && s.vault.IsOpen()
}

// opening returns the vault for somebody who opens it: not while a meeting runs,
// since others may see the screen. A paused one is no hindrance.
func (s *Interviews) opening() (*interview.Vault, error) {
	v, err := s.ready()
	if err != nil {
		return nil, err
	}
	s.touch()
	lib, err := s.desk.open()
	if err != nil {
		return nil, err
	}
	if meets, err := lib.Meets(context.Background()); err != nil {
		return nil, err
	} else if meets {
		return nil, debrief.Errorf(debrief.CodeVaultMeeting)
	}
	return v, nil
}

func (s *Interviews) touch() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.touched = s.desk.keeper.Now().Round(0)
}

// State tells what may be known without a key.
func (s *Interviews) State(debriefID string) (out VaultState, err error) {
	defer guard(&err)
	v, err := s.ready()
	if err != nil {
		return out, err
	}
	standing, err := v.Standing(context.Background())
	if err != nil {
		return out, err
	}
	out = VaultState{Made: standing.Made, Open: standing.Open, Count: standing.Interviews[debriefID]}
	known, err := s.debriefs(context.Background())
	if err != nil {
		return out, err
	}
	for id, n := range standing.Interviews {
		out.Total += n
		if !known(id) {
			out.Left += n
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	out.Why, out.Owed = s.why, s.owed && standing.Open
	out.Open = standing.Open && !s.owed
	return out, nil
}

// Make makes the vault and returns the recovery code, which is shown once.
func (s *Interviews) Make(passphrase string) (code string, err error) {
	defer guard(&err)
	v, err := s.opening()
	if err != nil {
		return "", err
	}
	made, err := v.Make(context.Background(), passphrase)
	if err != nil {
		return "", err
	}
	s.opened()
	return s.show(made), nil
}

// Unlock opens the vault. A wrong passphrase takes a while.
func (s *Interviews) Unlock(passphrase string) (err error) {
	defer guard(&err)
	return s.unlock(func(v *interview.Vault) error { return v.Unlock(context.Background(), passphrase) })
}

// UnlockWithCode opens it with the printed code.
func (s *Interviews) UnlockWithCode(code string) (err error) {
	defer guard(&err)
	return s.unlock(func(v *interview.Vault) error { return v.UnlockWithCode(context.Background(), code) })
}

// unlock opens the vault. When only its list of notes is not as it was written
// it is open all the same, for Accept.
func (s *Interviews) unlock(do func(*interview.Vault) error) error {
	v, err := s.opening()
	if err != nil {
		return err
	}
	err = do(v)
	if err == nil || debrief.CodeOf(err) == debrief.CodeVaultLedger {
		s.opened()
	}
	return err
}

// opened begins to watch: an open vault is never left alone.
func (s *Interviews) opened() {
	s.touch()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.why, s.seen, s.owed = LockedNever, s.touched, false
	if s.watching {
		return
	}
	s.watching = true
	go s.watch()
}

// List returns the interviews of a debrief, and those not as they were written.
func (s *Interviews) List(debriefID string) (out InterviewList, err error) {
	defer guard(&err)
	out = InterviewList{Interviews: []interview.Interview{}, Problems: []NoteProblem{}}
	v, err := s.used()
	if err != nil {
		return out, err
	}
	all, bad, err := v.List(context.Background(), debriefID)
	for _, i := range all {
		out.Interviews = append(out.Interviews, *i)
	}
	s.finish(all)
	for _, p := range bad {
		if p.DebriefID == "" || p.DebriefID == debriefID {
			out.Problems = append(out.Problems, NoteProblem{p.ID, s.desk.FormatError(debrief.Errorf(p.Code))})
		}
	}
	return out, err
}

// Type seals an interview with what was typed into it, and returns its new
// revision. Sealing is no sign of somebody being there: it is tried again and
// again where it is refused.
func (s *Interviews) Type(id string, rev int64, typed interview.Typed) (saved int64, err error) {
	defer guard(&err)
	v, err := s.ready()
	if err != nil {
		return 0, err
	}
	return v.Type(context.Background(), id, rev, typed)
}

// Save seals an interview; the one returned has its new revision.
func (s *Interviews) Save(one interview.Interview) (saved interview.Interview, err error) {
	defer guard(&err)
	v, err := s.ready()
	if err != nil {
		return one, err
	}
	err = v.Save(context.Background(), &one)
	return one, err
}

// Search looks through the open notes of a debrief.
func (s *Interviews) Search(debriefID, text string) (out []NoteHit, err error) {
	defer guard(&err)
	out = []NoteHit{}
	v, err := s.used()
	if err != nil {
		return out, err
	}
	hits, err := v.Search(context.Background(), debriefID, text, mostHits)
	for _, h := range hits {
		out = append(out, NoteHit{h.InterviewID, h.PassageID, h.Name, h.Text})
	}
	return out, err
}
