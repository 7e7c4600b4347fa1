package app

import (
	"secondstory/backend/debrief"
)

// Wordings is bound to the window.
type Wordings struct{ desk *Desk }

// Save writes a decision about a flag, new or changed, and returns it with its revision.
func (s *Wordings) Save(step Step, record debrief.Wording) (saved debrief.Wording, err error) {
	defer guard(&err)
	err = s.desk.apply(step.put(&record))
	return record, err
}

// Delete removes it; undo brings it back whole.
func (s *Wordings) Delete(step Step, ref debrief.Ref) (err error) {
	defer guard(&err)
	return s.desk.apply(step.remove(debrief.NounWording, ref))
}
