package room_test

import (
	"bytes"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/room"
)

// again is a debrief that was signed off, and whose ideas are talked about once more.
func again(stage int) *debrief.Whole {
	w := meeting(7)
	w.Debrief.State = debrief.StateFollowUp
	w.Meeting.EndedAt, w.Meeting.RunningSince = "2026-11-03T15:26:00Z", ""
	for i := range w.Entries {
		w.Entries[i].Room = w.Entries[i].RoomMark()
	}
	for i := range w.Countermeasures[:2] {
		w.Countermeasures[i].State = debrief.CountermeasureSoaking
	}
	s := debrief.NewSession(w)
	s.Stage, s.StartedAt, s.RunningSince = stage, "2026-11-03T15:28:00Z", "2026-11-03T15:28:00Z"
	s.IdeaID, s.Room = s.IdeaIDs[0], debrief.RoomMark(w.Countermeasures[0].Text)
	w.Meeting.Sessions = []debrief.Session{s}
	return w
}

func TestASessionShowsWhatIsDecidedUponAndNothingElse(t *testing.T) {
	w := again(debrief.StageCountermeasures)
	w.Meeting.Sessions[0].PlanMinutes[5] = 10
	v := room.Of(w, now, asking(t, ""), room.Look{}).View()
	if v.Mode != room.ModeMeeting || v.Agenda != room.AgendaSession || v.Stage != 6 || v.Idea != w.Countermeasures[0].Text {
		t.Errorf("%+v", v)
	}
	if v.Question != "stage.session.countermeasures.lead" || v.Left != (room.Left{Kind: room.LeftMinutes, Minutes: 8}) {
		t.Errorf("%+v", v)
	}
	if len(v.Timeline.Marks) > 0 || v.Ideas > 0 || v.Rule != "" {
		t.Errorf("more is shown: %+v", v)
	}
	line, err := room.Of(w, now, asking(t, ""), room.Look{}).Encode(1)
	if err != nil || bytes.Contains(line, []byte(w.Countermeasures[1].Text)) {
		t.Errorf("%v %s", err, line)
	}
	if got, _, err := room.Decode(line); err != nil || got.Idea != v.Idea {
		t.Errorf("%v %+v", err, got)
	}
}

func TestWhatASessionDoesNotShow(t *testing.T) {
	for name, alter := range map[string]func(*debrief.Whole, *debrief.Session){
		"before it begins":   func(_ *debrief.Whole, s *debrief.Session) { s.StartedAt, s.RunningSince = "", "" },
		"after it has ended": func(_ *debrief.Whole, s *debrief.Session) { s.EndedAt = s.StartedAt },
		"other words":        func(w *debrief.Whole, _ *debrief.Session) { w.Countermeasures[0].Text += " says Jo" },
		"nobody put there":   func(_ *debrief.Whole, s *debrief.Session) { s.Room = "" },
		"decided":            func(_ *debrief.Whole, s *debrief.Session) { s.DoneIDs = s.IdeaIDs[:1] },
		"not on its agenda":  func(_ *debrief.Whole, s *debrief.Session) { s.IdeaIDs = s.IdeaIDs[1:] },
		"gone":               func(w *debrief.Whole, _ *debrief.Session) { w.Countermeasures = w.Countermeasures[1:] },
		"the wrap-up":        func(_ *debrief.Whole, s *debrief.Session) { s.Stage = debrief.StageWrapUp },
	} {
		w := again(debrief.StageCountermeasures)
		alter(w, &w.Meeting.Sessions[0])
		v := room.Of(w, now, asking(t, ""), room.Look{}).View()
		if v.Idea != "" || len(v.Timeline.Marks) > 0 {
			t.Errorf("%s: %+v", name, v)
		}
	}
}
