package app

import (
	"secondstory/backend/debrief"
)

// Entries is bound to the window.
type Entries struct{ desk *Desk }

// Save writes a line of narrative or timeline, new or changed, and returns it with its revision.
func (s *Entries) Save(step Step, record debrief.Entry) (saved debrief.Entry, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return record, err
	}
	if err := keeps(lib, &record); err != nil {
		return record, err
	}
	err = s.desk.apply(step.put(&record))
	return record, err
}

// Delete removes it; undo brings it back whole.
func (s *Entries) Delete(step Step, ref debrief.Ref) (err error) {
	defer guard(&err)
	return s.desk.apply(step.remove(debrief.NounEntry, ref))
}
