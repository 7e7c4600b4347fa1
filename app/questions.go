package app

import (
	"secondstory/backend/debrief"
)

// Questions is bound to the window.
type Questions struct{ desk *Desk }

// Save writes a question, new or changed, and returns it with its revision.
func (s *Questions) Save(step Step, record debrief.Question) (saved debrief.Question, err error) {
	defer guard(&err)
	err = s.desk.apply(step.put(&record))
	return record, err
}

// Delete removes it; undo brings it back whole.
func (s *Questions) Delete(step Step, ref debrief.Ref) (err error) {
	defer guard(&err)
	return s.desk.apply(step.remove(debrief.NounQuestion, ref))
}
