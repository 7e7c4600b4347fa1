package debrief_test

import (
	"slices"
	"testing"

	"secondstory/backend/debrief"
)

func withIdeas(states ...debrief.CountermeasureState) *debrief.Whole {
	w := debrief.NewWhole(*debrief.NewDebrief("2026-11-21T10:00:00Z"))
	w.Meeting = *debrief.NewMeeting(w.Debrief.ID)
	for i, s := range states {
		id := string(rune('a' + i))
		w.Countermeasures = append(w.Countermeasures, debrief.Countermeasure{Base: debrief.Base{ID: id, DebriefID: w.Debrief.ID}, State: s})
	}
	return w
}

func TestASessionIsAboutWhatSoaks(t *testing.T) {
	for name, c := range map[string]struct {
		states []debrief.CountermeasureState
		ids    []debrief.ID
		plan   []int
	}{
		"nothing":       {nil, []debrief.ID{}, []int{2, 0, 0, 0, 0, 5, 3}},
		"nothing soaks": {[]debrief.CountermeasureState{"idea", "committed", "not-pursued"}, []debrief.ID{}, []int{2, 0, 0, 0, 0, 5, 3}},
		"two of three":  {[]debrief.CountermeasureState{"soaking", "done", "soaking"}, []debrief.ID{"a", "c"}, []int{2, 0, 0, 0, 0, 10, 3}},
	} {
		w := withIdeas(c.states...)
		s := debrief.NewSession(w)
		if !slices.Equal(s.IdeaIDs, c.ids) || !slices.Equal(s.PlanMinutes, c.plan) || s.Stage != debrief.StageThanks {
			t.Errorf("%s: %+v", name, s)
		}
		w.Meeting.Sessions = []debrief.Session{s}
		if err := w.Meeting.Validate(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOnlyTheLastSessionGoesOn(t *testing.T) {
	w := withIdeas("soaking")
	if w.Meeting.Session() != nil {
		t.Error("a session nobody planned")
	}
	one, two := debrief.NewSession(w), debrief.NewSession(w)
	one.EndedAt, two.RunningSince, two.SeenAt = "2026-11-21T10:00:00Z", "2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z"
	w.Meeting.Sessions = []debrief.Session{one, two}
	if s := w.Meeting.Session(); s == nil || s.ID != two.ID {
		t.Errorf("%+v", s)
	}
	before := w.Meeting.Sessions
	w.Meeting.Stand()
	if s := w.Meeting.Session(); s.RunningSince != "" || s.SeenAt != "" || before[1].RunningSince == "" {
		t.Errorf("it goes on: %+v", s)
	}
	w.Meeting.Sessions[1].EndedAt = "2026-11-22T11:00:00Z"
	if w.Meeting.Session() != nil {
		t.Error("it has ended")
	}
}

func TestASessionThatIsNone(t *testing.T) {
	for name, alter := range map[string]func(*debrief.Session){
		"a stage that is no part of it": func(s *debrief.Session) { s.Stage = debrief.StageNarratives },
		"no stage":                      func(s *debrief.Session) { s.Stage = 0 },
		"a plan of two stages":          func(s *debrief.Session) { s.PlanMinutes = []int{1, 2} },
		"seconds below zero":            func(s *debrief.Session) { s.ElapsedSeconds[0] = -1 },
		"no id":                         func(s *debrief.Session) { s.ID = "" },
	} {
		w := withIdeas("soaking")
		s := debrief.NewSession(w)
		alter(&s)
		w.Meeting.Sessions = []debrief.Session{s}
		if w.Meeting.Validate() == nil {
			t.Errorf("%s is kept", name)
		}
	}
}

// TestASessionAfterSignOff: the meeting's clock goes on, and of an idea only what may.
func TestASessionAfterSignOff(t *testing.T) {
	w := withIdeas("soaking")
	was, is := w.Meeting, w.Meeting
	is.Sessions = []debrief.Session{debrief.NewSession(w)}
	if err := debrief.StateFollowUp.MayChange(&was, &is); err != nil {
		t.Error(err)
	}
	before, after := w.Countermeasures[0], w.Countermeasures[0]
	after.State, after.Owner.Name, after.Due = debrief.CountermeasureCommitted, "Ines", "2026-12-01"
	if err := debrief.StateFollowUp.MayChange(&before, &after); err != nil {
		t.Error(err)
	}
	before, after = w.Countermeasures[0], w.Countermeasures[0]
	after.Text = "in other words"
	if debrief.CodeOf(debrief.StateFollowUp.MayChange(&before, &after)) != debrief.CodeSigned {
		t.Error("its words changed")
	}
}

// TestACopyKeepsItsSessions: their ideas are those of the copy.
func TestACopyKeepsItsSessions(t *testing.T) {
	w := withIdeas("soaking")
	w.Meeting.Sessions = []debrief.Session{debrief.NewSession(w)}
	c := w.Copy("copy", "2026-11-22T10:00:00Z")
	if got := c.Meeting.Sessions[0].IdeaIDs; !slices.Equal(got, []debrief.ID{c.Countermeasures[0].ID}) {
		t.Errorf("%v", got)
	}
	if w.Meeting.Sessions[0].IdeaIDs[0] != "a" {
		t.Error("the copied one changed")
	}
}

// A copy is played before another room: nothing was shown there, nothing goes on, and
// nobody closed it.
func TestACopyBeginsAnew(t *testing.T) {
	w := debrief.NewWhole(*debrief.NewDebrief("2026-11-22T10:00:00Z"))
	w.Meeting = *debrief.NewMeeting(w.Debrief.ID)
	card := debrief.Card{ID: "c", Kind: debrief.CardStep, Text: "The alarm was quiet"}
	w.Debrief.Kit.Cards = []debrief.Card{card}
	w.Debrief.State, w.Debrief.Closing = debrief.StateClosed, debrief.Closing{By: "Ines", At: "2026-11-22T10:00:00Z"}
	w.Meeting.Revealed = []debrief.ShownCard{{CardID: "c", Room: card.RoomMark()}}
	s := debrief.NewSession(w)
	s.StartedAt, s.RunningSince, s.Room = "2026-11-22T11:00:00Z", "2026-11-22T11:00:00Z", "abc"
	w.Meeting.Sessions = []debrief.Session{s}
	c := w.Copy("Again", "2026-11-23T10:00:00Z")
	if told := c.Debrief.Kit.Told(c.Meeting.Revealed); len(told) > 0 || len(c.Debrief.Kit.Cards) != 1 {
		t.Errorf("told: %+v", told)
	}
	if debrief.GoesOn(&c.Meeting) || c.Meeting.Sessions[0].Room != "" || c.Debrief.Closing != (debrief.Closing{}) {
		t.Errorf("%+v, %+v", c.Meeting.Sessions, c.Debrief.Closing)
	}
	if len(w.Meeting.Revealed) != 1 || w.Meeting.Sessions[0].RunningSince == "" {
		t.Error("the first one changed")
	}
}
