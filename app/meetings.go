package app

import (
	"context"

	"secondstory/backend/debrief"
)

// Meetings is bound to the window.
type Meetings struct{ desk *Desk }

// Save writes the meeting: its plan, stage, clock and counts.
func (s *Meetings) Save(step Step, meeting debrief.Meeting) (saved debrief.Meeting, err error) {
	defer guard(&err)
	err = s.desk.apply(step.put(&meeting))
	return meeting, err
}

// Tick writes the running clock. It is kept, and is no step of undo.
func (s *Meetings) Tick(meeting debrief.Meeting) (saved debrief.Meeting, err error) {
	defer guard(&err)
	err = s.desk.apply(debrief.Action{Name: "tick", Put: []debrief.Record{&meeting}, Quiet: true})
	return meeting, err
}

// Plan returns the planned minutes of the seven stages for a length in minutes.
func (s *Meetings) Plan(minutes int) (plan []int, err error) {
	defer guard(&err)
	return debrief.Plan(minutes), nil
}

// Again plans a further session of a debrief, about what is soaking. One that is planned
// or goes on already stays as it is.
func (s *Meetings) Again(step Step, debriefID string) (meeting debrief.Meeting, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return meeting, err
	}
	w, err := lib.Load(context.Background(), debriefID)
	if err != nil {
		return meeting, err
	}
	if w.Meeting.Session() != nil {
		return w.Meeting, nil
	}
	w.Meeting.Sessions = append(w.Meeting.Sessions, debrief.NewSession(w))
	err = s.desk.apply(step.put(&w.Meeting))
	return w.Meeting, err
}

// Decided is an idea that was decided about in a further session, and the meeting in which
// the session goes on to the next.
type Decided struct {
	Countermeasure debrief.Countermeasure `json:"countermeasure"`
	Meeting        debrief.Meeting        `json:"meeting"`
}

// Decide writes both as one step, and returns them with their revisions.
func (s *Meetings) Decide(step Step, in Decided) (kept Decided, err error) {
	defer guard(&err)
	err = s.desk.apply(step.put(&in.Countermeasure, &in.Meeting))
	return in, err
}
