package app

import (
	"slices"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/interview"
)

const lamp = "a lamp over the harbour"

func mustOpenVault(t *testing.T) (*Desk, *Interviews, string) {
	t.Helper()
	d := mustDesk(t, nil)
	if _, err := d.vault.Make(lamp); err != nil {
		t.Fatal(err)
	}
	made := debrief.NewDebrief(d.stamp())
	if err := d.apply(debrief.Action{Name: "create-debrief", Put: []debrief.Record{made}}); err != nil {
		t.Fatal(err)
	}
	return d, d.vault, made.ID
}

func mustTalk(t *testing.T, s *Interviews, debriefID string) interview.Interview {
	t.Helper()
	saved, err := s.Save(interview.Interview{
		ID: debrief.NewID(), DebriefID: debriefID, Name: "Ines", State: interview.StateHeld,
		Passages: []interview.Passage{{ID: "p1", Text: "I knew that graph."}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func TestWhileTheVaultIsLockedThereAreCountsAlone(t *testing.T) {
	d, s, id := mustOpenVault(t)
	mustTalk(t, s, id)
	if err := s.Lock(true, false); err != nil {
		t.Fatal(err)
	}
	state, err := s.State(id)
	if err != nil || state != (VaultState{Made: true, Count: 1, Total: 1, Why: LockedHidden}) {
		t.Errorf("%+v, %v", state, err)
	}
	if list, err := s.List(id); debrief.CodeOf(err) != debrief.CodeVaultLocked || len(list.Interviews) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
	if hits, err := s.Search(id, "graph"); debrief.CodeOf(err) != debrief.CodeVaultLocked || len(hits) != 0 {
		t.Errorf("%+v, %v", hits, err)
	}
	if err := s.Unlock(lamp); err != nil {
		t.Fatal(err)
	}
	if hits, err := s.Search(id, "graph"); err != nil || len(hits) != 1 {
		t.Errorf("%+v, %v", hits, err)
	}
	if got := d.FormatError(debrief.Errorf(debrief.CodeVaultLocked)).Message; got == "" {
		t.Error("no sentence")
	}
}

func TestTheVaultLocksItself(t *testing.T) {
	for name, c := range map[string]struct {
		looks []time.Duration
		want  LockReason
		open  bool
	}{
		"somebody is there":  {[]time.Duration{2 * time.Second, 4 * time.Second}, LockedNever, true},
		"nobody for a while": {every(2*time.Second, idleAfter), LockedIdle, false},
		"the laptop slept":   {[]time.Duration{2 * time.Second, time.Hour}, LockedAsleep, false},
		"the clock was put back": {
			[]time.Duration{2 * time.Second, -time.Hour}, LockedAsleep, false,
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, s, id := mustOpenVault(t)
			told := 0
			s.emit = func(string) bool { told++; return false }
			s.seen, s.touched = noon, noon
			for _, after := range c.looks {
				s.look(noon.Add(after))
			}
			state, err := s.State(id)
			if err != nil || state.Why != c.want || state.Open != c.open || (told == 0) != c.open {
				t.Errorf("%+v, told %d times, %v", state, told, err)
			}
		})
	}
}

// every is looks so far apart until a time.
func every(step, until time.Duration) (out []time.Duration) {
	for at := step; at <= until; at += step {
		out = append(out, at)
	}
	return out
}

func TestTheVaultLocksWhenAMeetingStartsAndWhenTheLibraryIsLetGoOf(t *testing.T) {
	d, s, id := mustOpenVault(t)
	lib, err := d.open()
	if err != nil {
		t.Fatal(err)
	}
	whole, err := lib.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	whole.Debrief.State = debrief.StateLive
	if err := d.apply(debrief.Action{Name: "start-meeting", Put: []debrief.Record{&whole.Debrief}}); err != nil {
		t.Fatal(err)
	}
	if state, err := s.State(id); err != nil || state.Open || state.Why != LockedMeeting {
		t.Errorf("%+v, %v", state, err)
	}
	whole.Debrief.State = debrief.StatePaused
	if err := d.apply(debrief.Action{Name: "pause-meeting", Put: []debrief.Record{&whole.Debrief}}); err != nil {
		t.Fatal(err)
	}
	if err := s.Unlock(lamp); err != nil {
		t.Fatal(err)
	}
	vault := s.vault
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if vault.IsOpen() {
		t.Error("open after the library was let go of")
	}
}

// A further session is a meeting: somebody else sees the screen.
func TestTheVaultIsLockedInAFurtherSession(t *testing.T) {
	d, s, id := mustOpenVault(t)
	lib, err := d.open()
	if err != nil {
		t.Fatal(err)
	}
	whole, err := lib.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	m := whole.Meeting
	m.Sessions = []debrief.Session{debrief.NewSession(whole)}
	put := func(since string) {
		t.Helper()
		m.Sessions = slices.Clone(m.Sessions)
		m.Sessions[0].StartedAt, m.Sessions[0].RunningSince = d.stamp(), since
		if err := d.apply(debrief.Action{Name: "session", Put: []debrief.Record{&m}}); err != nil {
			t.Fatal(err)
		}
	}
	put(d.stamp())
	if state, err := s.State(id); err != nil || state.Open || state.Why != LockedMeeting {
		t.Errorf("it runs: %+v, %v", state, err)
	}
	if err := s.Unlock(lamp); debrief.CodeOf(err) != debrief.CodeVaultMeeting {
		t.Errorf("opened while it runs: %v", err)
	}
	put("")
	if err := s.Unlock(lamp); err != nil {
		t.Fatal(err)
	}
	if _, err := (&Changes{d}).Undo(); err != nil {
		t.Fatal(err)
	}
	if state, err := s.State(id); err != nil || state.Open || state.Why != LockedMeeting {
		t.Errorf("it runs again: %+v, %v", state, err)
	}
}

func TestTheVaultLocksWhenTheEndOfAMeetingIsTakenBack(t *testing.T) {
	d, s, id := mustOpenVault(t)
	lib, err := d.open()
	if err != nil {
		t.Fatal(err)
	}
	whole, err := lib.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, state := range []debrief.State{debrief.StateLive, debrief.StateReadBack} {
		whole.Debrief.State = state
		if err := d.apply(debrief.Action{Name: "meeting", Put: []debrief.Record{&whole.Debrief}}); err != nil {
			t.Fatal(err)
		}
	}
	changes := &Changes{d}
	steps := []func() (debrief.Undone, error){
		changes.Undo, // into the meeting
		changes.Undo, // before it
		changes.Redo, // into it again
	}
	for i, step := range steps {
		if live := i == 1; live {
			if err := s.Unlock(lamp); debrief.CodeOf(err) != debrief.CodeVaultMeeting {
				t.Errorf("opened in the meeting: %v", err)
			}
		} else if err := s.Unlock(lamp); err != nil {
			t.Fatal(err)
		}
		if _, err := step(); err != nil {
			t.Fatal(err)
		}
		state, err := s.State(id)
		if live := i != 1; err != nil || state.Open || live && state.Why != LockedMeeting {
			t.Errorf("step %d: %+v, %v", i, state, err)
		}
	}
}

// TestNobodyOpensTheVaultInAMeeting: in none of the ways, and whichever debrief
// of the library it is that meets; a wrong passphrase is not even looked at.
func TestNobodyOpensTheVaultInAMeeting(t *testing.T) {
	d, s, _ := mustOpenVault(t)
	code, err := s.NewCode(lamp)
	if err != nil {
		t.Fatal(err)
	}
	other := debrief.NewDebrief(d.stamp())
	other.State = debrief.StateLive
	if err := d.apply(debrief.Action{Name: "start-meeting", Put: []debrief.Record{other}}); err != nil {
		t.Fatal(err)
	}
	_, making := s.Make(lamp)
	for name, err := range map[string]error{
		"passphrase": s.Unlock(lamp), "wrong one": s.Unlock("another lamp"), "code": s.UnlockWithCode(code),
		"reset": s.ResetPassphrase(code, "a third lamp altogether"), "made": making,
	} {
		if debrief.CodeOf(err) != debrief.CodeVaultMeeting {
			t.Errorf("%s: %v", name, err)
		}
	}
	if state, err := s.State(other.ID); err != nil || state.Open {
		t.Errorf("%+v, %v", state, err)
	}
}

func TestPurgedInterviewsAreGoneForTheWindowToo(t *testing.T) {
	_, s, id := mustOpenVault(t)
	one := mustTalk(t, s, id)
	if err := s.Purge([]string{one.ID}); err != nil {
		t.Fatal(err)
	}
	if list, err := s.List(id); err != nil || len(list.Interviews) != 0 || len(list.Problems) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestTalksAreCountedByHowFarTheyAreWhileTheVaultIsOpen(t *testing.T) {
	_, s, id := mustOpenVault(t)
	mustTalk(t, s, id)
	if got, err := s.Talks(id); err != nil || got != (TalkCounts{Known: true, Held: 1}) {
		t.Errorf("Talks = %+v, %v", got, err)
	}
	if got, err := s.Talks("another"); err != nil || got != (TalkCounts{Known: true}) {
		t.Errorf("Talks of another = %+v, %v", got, err)
	}
	if err := s.Lock(false, false); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Talks(id); err != nil || got != (TalkCounts{}) {
		t.Errorf("Talks while locked = %+v, %v", got, err)
	}
}
