package app

import (
	"secondstory/backend/debrief"
)

// Factors is bound to the window.
type Factors struct{ desk *Desk }

// Save writes a contributing factor, new or changed, and returns it with its revision.
func (s *Factors) Save(step Step, record debrief.Factor) (saved debrief.Factor, err error) {
	defer guard(&err)
	err = s.desk.apply(step.put(&record))
	return record, err
}

// Delete removes it; undo brings it back whole.
func (s *Factors) Delete(step Step, ref debrief.Ref) (err error) {
	defer guard(&err)
	return s.desk.apply(step.remove(debrief.NounFactor, ref))
}
