package app

import (
	"context"

	"secondstory/backend/debrief"
	"secondstory/backend/language"
	"secondstory/backend/wording"
)

// Check returns the flags of a text that is being typed, at most one a
// sentence. notes is the language of the debrief's notes; empty, each sentence
// tells its own.
func (s *Wordings) Check(notes, text string) (flags []language.Flag, err error) {
	defer guard(&err)
	return wording.Check(s.desk.checker, debrief.Language(notes), text), nil
}

// Open returns the flags still open in a debrief, text by text.
func (s *Wordings) Open(debriefID string) (open []wording.Flagged, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return []wording.Flagged{}, err
	}
	w, err := lib.Load(context.Background(), debriefID)
	if err != nil {
		return []wording.Flagged{}, err
	}
	return wording.Open(s.desk.checker, w), nil
}
