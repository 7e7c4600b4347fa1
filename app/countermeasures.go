package app

import (
	"secondstory/backend/debrief"
)

// Countermeasures is bound to the window.
type Countermeasures struct{ desk *Desk }

// Save writes an idea or countermeasure, new or changed, and returns it with its revision.
func (s *Countermeasures) Save(step Step, record debrief.Countermeasure) (saved debrief.Countermeasure, err error) {
	defer guard(&err)
	err = s.desk.apply(step.put(&record))
	return record, err
}

// Delete removes it; undo brings it back whole.
func (s *Countermeasures) Delete(step Step, ref debrief.Ref) (err error) {
	defer guard(&err)
	return s.desk.apply(step.remove(debrief.NounCountermeasure, ref))
}
