package app

import (
	"testing"
	"time"

	"secondstory/backend/debrief"
)

// goes brings a debrief into a state.
func goes(t *testing.T, d *Desk, id string, state debrief.State) error {
	t.Helper()
	lib, err := d.open()
	if err != nil {
		return err
	}
	whole, err := lib.Load(t.Context(), id)
	if err != nil {
		return err
	}
	whole.Debrief.State = state
	return d.apply(debrief.Action{Name: "meeting", Put: []debrief.Record{&whole.Debrief}})
}

func TestWhatWasTypedLastIsSealedBeforeTheVaultLocksItself(t *testing.T) {
	for name, c := range map[string]struct {
		lock func(*Desk, *Interviews, string) error
		why  LockReason
	}{
		"nobody is there": {func(_ *Desk, s *Interviews, _ string) error { s.look(noon.Add(time.Hour)); return nil }, LockedAsleep},
		"a meeting begins": {func(d *Desk, _ *Interviews, id string) error {
			return goes(t, d, id, debrief.StateLive)
		}, LockedMeeting},
		"the library is let go of": {func(d *Desk, _ *Interviews, _ string) error { return d.whileClosed(func() error { return nil }) }, LockedNever},
	} {
		t.Run(name, func(t *testing.T) {
			d, s, id := mustOpenVault(t)
			one := mustTalk(t, s, id)
			s.seen, s.touched = noon, noon
			// The window: it seals, and says so.
			s.emit = func(event string) bool {
				if event == sealEvent {
					one.Draft = "typed at the last moment"
					if _, err := s.Save(one); err != nil {
						t.Error(err)
					}
					if err := s.Sealed(true); err != nil {
						t.Error(err)
					}
				}
				return true
			}
			if err := c.lock(d, s, id); err != nil {
				t.Fatal(err)
			}
			s.emit = func(string) bool { return false }
			if state, err := s.State(id); err != nil || state.Open || state.Why != c.why {
				t.Errorf("%+v, %v", state, err)
			}
			if err := goes(t, d, id, debrief.StateReadBack); err != nil {
				t.Fatal(err)
			}
			if err := s.Unlock(lamp); err != nil {
				t.Fatal(err)
			}
			if list, err := s.List(id); err != nil || list.Interviews[0].Draft != "typed at the last moment" {
				t.Errorf("%+v, %v", list, err)
			}
		})
	}
}
