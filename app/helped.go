package app

import (
	"secondstory/backend/debrief"
)

// Helped is bound to the window.
type Helped struct{ desk *Desk }

// Save writes something that helped, new or changed, and returns it with its revision.
func (s *Helped) Save(step Step, record debrief.Helped) (saved debrief.Helped, err error) {
	defer guard(&err)
	err = s.desk.apply(step.put(&record))
	return record, err
}

// Delete removes it; undo brings it back whole.
func (s *Helped) Delete(step Step, ref debrief.Ref) (err error) {
	defer guard(&err)
	return s.desk.apply(step.remove(debrief.NounHelped, ref))
}
