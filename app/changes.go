package app

import (
	"context"

	"secondstory/backend/debrief"
)

// Changes is bound to the window: one log of what was done, across screens and
// restarts.
type Changes struct{ desk *Desk }

// Undo takes back the newest step.
func (s *Changes) Undo() (done debrief.Undone, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return debrief.Undone{}, err
	}
	return lib.Undo(context.Background())
}

// Redo brings back the newest step that was taken back.
func (s *Changes) Redo() (done debrief.Undone, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return debrief.Undone{}, err
	}
	return lib.Redo(context.Background())
}
