package app

import (
	"secondstory/backend/debrief"
)

// Bands is bound to the window.
type Bands struct{ desk *Desk }

// Save writes an attention band, new or changed, and returns it with its revision.
func (s *Bands) Save(step Step, record debrief.Band) (saved debrief.Band, err error) {
	defer guard(&err)
	err = s.desk.apply(step.put(&record))
	return record, err
}

// Delete removes it; undo brings it back whole.
func (s *Bands) Delete(step Step, ref debrief.Ref) (err error) {
	defer guard(&err)
	return s.desk.apply(step.remove(debrief.NounBand, ref))
}
