package app

import (
	"context"
	"slices"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/library"
)

// watch looks at the vault until it is locked.
func (s *Interviews) watch() {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for range tick.C {
		if !s.look(s.desk.keeper.Now().Round(0)) {
			return
		}
	}
}

// look locks the vault when nobody is at it any more, and says whether to go on.
// Times are of the wall clock: the other one stands while the laptop sleeps.
func (s *Interviews) look(now time.Time) bool {
	s.mu.Lock()
	why, gone := LockedNever, now.Sub(s.seen)
	switch {
	case gone < 0 || gone > asleepFrom:
		why = LockedAsleep
	case now.Sub(s.touched) >= idleAfter:
		why = LockedIdle
	}
	s.seen = now
	owed := s.owed
	s.mu.Unlock()
	switch {
	case owed:
		s.askAgain()
	case why != LockedNever:
		s.lockItself(why)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.watching = s.vault != nil && s.vault.IsOpen()
	return s.watching
}

// lockItself locks the vault when nobody asked for it. What was typed last is
// sealed first, if that takes no more than a moment; as long as it is not, the
// notes are hidden and the keys stay.
func (s *Interviews) lockItself(why LockReason) {
	s.mu.Lock()
	if s.vault == nil || !s.vault.IsOpen() {
		s.mu.Unlock()
		return
	}
	if s.sealing == nil {
		s.sealing = make(chan struct{})
		s.unsealed = true
	}
	sealed := s.sealing
	s.mu.Unlock()
	if !s.emit(sealEvent) {
		s.lock(why)
		return
	}
	select {
	case <-sealed:
	case <-time.After(lastWords):
	}
	s.mu.Lock()
	unsealed := s.unsealed
	s.mu.Unlock()
	if unsealed {
		s.hold(why)
		return
	}
	s.lock(why)
}

// hold locks the vault for everybody, and keeps its keys for words that could not
// be sealed yet: see askAgain.
func (s *Interviews) hold(why LockReason) {
	s.mu.Lock()
	if s.vault == nil || !s.vault.IsOpen() {
		s.mu.Unlock()
		return
	}
	s.why, s.owed, s.silent = why, true, 0
	if why != LockedIdle {
		s.putAway()
	}
	s.mu.Unlock()
	s.emit(vaultEvent)
}

// askAgain has the window try once more what could not be sealed. One that says
// nothing for long is not there any more, nor are the words.
func (s *Interviews) askAgain() {
	s.mu.Lock()
	s.silent++
	why, gone := s.why, s.silent > mostSilent
	s.mu.Unlock()
	if gone || !s.emit(sealEvent) {
		s.lock(why)
	}
}

// Sealed says whether the window has sealed what was typed last.
func (s *Interviews) Sealed(all bool) (err error) {
	defer guard(&err)
	s.mu.Lock()
	s.unsealed, s.silent = !all, 0
	if s.sealing != nil {
		close(s.sealing)
		s.sealing = nil
	}
	why, done := s.why, s.owed && all
	s.mu.Unlock()
	if done {
		s.lock(why)
	}
	return nil
}

// settle locks the vault for work that lets go of the library. CodeVaultUnsealed
// when words wait that can go nowhere else.
func (s *Interviews) settle() error {
	s.lockItself(LockedAsked)
	if s.owes() {
		return debrief.Errorf(debrief.CodeVaultUnsealed)
	}
	return nil
}

// lock locks the vault at once, and tells the window.
func (s *Interviews) lock(why LockReason) {
	s.mu.Lock()
	v := s.vault
	s.owed = false
	if v == nil || !v.IsOpen() {
		s.mu.Unlock()
		return
	}
	s.why = why
	if why != LockedIdle {
		s.putAway()
	}
	s.mu.Unlock()
	v.Lock()
	s.held.dropAll()
	s.emit(vaultEvent)
}

// Lock locks the vault: somebody asked, or hid the screen. As long as words typed
// last are unsealed its keys stay.
func (s *Interviews) Lock(hidden, unsealed bool) (err error) {
	defer guard(&err)
	why := LockedAsked
	if hidden {
		why = LockedHidden
	}
	if unsealed {
		s.hold(why)
		return nil
	}
	s.lock(why)
	return nil
}

// Touch says that somebody is at the vault.
func (s *Interviews) Touch() (err error) {
	defer guard(&err)
	s.touch()
	return nil
}

// meets locks the vault when a meeting begins, or a further session of one: nothing
// private is open then.
func (s *Interviews) meets(a debrief.Action) {
	if slices.ContainsFunc(a.Put, debrief.GoesOn) {
		s.lockItself(LockedMeeting)
	}
}

// walked locks the vault when undo or redo led into a running meeting: that is a
// start of it too.
func (s *Interviews) walked(lib *library.Kept, done ...debrief.Undone) {
	if v, err := s.ready(); err != nil || !v.IsOpen() {
		return
	}
	for _, d := range done {
		for _, id := range []debrief.ID{d.DebriefID, debrief.MeetingID(d.DebriefID)} {
			if r, err := lib.Record(context.Background(), id); err == nil && r != nil {
				s.meets(debrief.Action{Put: []debrief.Record{r}})
			}
		}
	}
}
