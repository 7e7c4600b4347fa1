package app

import (
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/interview"
)

// TestWordsThatCannotBeSealedKeepTheKeysAndNothingElse: on a full disk whoever
// locks the notes hides them at once, and loses no word.
func TestWordsThatCannotBeSealedKeepTheKeysAndNothingElse(t *testing.T) {
	for name, lock := range map[string]func(*testing.T, *Desk, *Interviews, string){
		"hidden":    func(_ *testing.T, _ *Desk, s *Interviews, _ string) { _ = s.Lock(true, true) },
		"asked":     func(_ *testing.T, _ *Desk, s *Interviews, _ string) { _ = s.Lock(false, true) },
		"asleep":    func(_ *testing.T, _ *Desk, s *Interviews, _ string) { s.look(noon.Add(time.Hour)) },
		"nobody":    func(_ *testing.T, _ *Desk, s *Interviews, _ string) { s.lockItself(LockedIdle) },
		"a meeting": func(_ *testing.T, d *Desk, _ *Interviews, id string) { _ = goes(t, d, id, debrief.StateLive) },
		"let go of all": func(t *testing.T, d *Desk, _ *Interviews, _ string) {
			began := false
			err := d.whileClosed(func() error { began = true; return nil })
			if debrief.CodeOf(err) != debrief.CodeVaultUnsealed || began {
				t.Errorf("%v, %v", err, began)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			d, s, id := mustOpenVault(t)
			one := mustTalk(t, s, id)
			s.seen, s.touched = noon, noon
			full := true
			s.emit = func(event string) bool {
				if event == sealEvent {
					go func() { _ = s.Sealed(!full) }()
				}
				return true
			}
			lock(t, d, s, id)
			nothingIsRead(t, s, id)
			if err := s.Unlock("another lamp altogether"); err == nil {
				t.Error("opened")
			}
			nothingIsRead(t, s, id)
			// There is room again.
			if _, err := s.Type(one.ID, one.Rev, interview.Typed{Draft: "kept", State: one.State}); err != nil {
				t.Fatal(err)
			}
			full = false
			if err := s.Sealed(true); err != nil {
				t.Fatal(err)
			}
			if state, err := s.State(id); err != nil || state.Open || state.Owed || s.vault.IsOpen() {
				t.Errorf("%+v, %v", state, err)
			}
			if err := goes(t, d, id, debrief.StateReadBack); err != nil {
				t.Fatal(err)
			}
			if err := s.Unlock(lamp); err != nil {
				t.Fatal(err)
			}
			if list, err := s.List(id); err != nil || list.Interviews[0].Draft != "kept" {
				t.Errorf("%+v, %v", list, err)
			}
		})
	}
}

func nothingIsRead(t *testing.T, s *Interviews, id string) {
	t.Helper()
	if state, err := s.State(id); err != nil || state.Open || !state.Owed {
		t.Errorf("%+v, %v", state, err)
	}
	if list, err := s.List(id); debrief.CodeOf(err) != debrief.CodeVaultLocked || len(list.Interviews) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
	if hits, err := s.Search(id, "graph"); debrief.CodeOf(err) != debrief.CodeVaultLocked || len(hits) != 0 {
		t.Errorf("%+v, %v", hits, err)
	}
	if talks, err := s.Talks(id); err != nil || talks.Known {
		t.Errorf("%+v, %v", talks, err)
	}
}

// TestWhoeverComesBackHasTheWordsThatWait: they are told, and the notes are open.
func TestWhoeverComesBackHasTheWordsThatWait(t *testing.T) {
	_, s, id := mustOpenVault(t)
	if err := s.Lock(true, true); err != nil {
		t.Fatal(err)
	}
	if err := s.Unlock(lamp); err != nil {
		t.Fatal(err)
	}
	if state, err := s.State(id); err != nil || !state.Open || state.Owed {
		t.Errorf("%+v, %v", state, err)
	}
}

// TestAWindowThatIsGoneDoesNotKeepTheKeys: nor do words that are tried again and
// again keep an unattended vault open.
func TestAWindowThatIsGoneDoesNotKeepTheKeys(t *testing.T) {
	_, s, id := mustOpenVault(t)
	one := mustTalk(t, s, id)
	s.seen, s.touched = noon, noon
	s.emit = func(string) bool { return true }
	if _, err := s.Type(one.ID, 0, interview.Typed{State: one.State}); debrief.CodeOf(err) != debrief.CodeConflict {
		t.Fatal(err)
	}
	if !s.touched.Equal(noon) {
		t.Error("sealing is somebody")
	}
	if err := s.Lock(true, true); err != nil {
		t.Fatal(err)
	}
	on := 0
	for s.look(noon) {
		if on++; on > 2*mostSilent {
			t.Fatal("open for ever")
		}
	}
	if on != mostSilent || s.vault.IsOpen() {
		t.Errorf("%d looks", on)
	}
}
