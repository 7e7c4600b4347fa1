package app

import (
	"secondstory/backend/debrief"
)

// Participants is bound to the window.
type Participants struct{ desk *Desk }

// Save writes a person, new or changed, and returns it with its revision.
func (s *Participants) Save(step Step, record debrief.Participant) (saved debrief.Participant, err error) {
	defer guard(&err)
	err = s.desk.apply(step.put(&record))
	return record, err
}

// Delete removes it; undo brings it back whole.
func (s *Participants) Delete(step Step, ref debrief.Ref) (err error) {
	defer guard(&err)
	return s.desk.apply(step.remove(debrief.NounParticipant, ref))
}
