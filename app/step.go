package app

import "secondstory/backend/debrief"

// Step names what somebody did, for undo and for the list of changes.
type Step struct {
	// ID groups writes into one step of undo; empty for a step of its own.
	ID string `json:"id"`
	// Name is a key of the catalogue below "change." ("edit-entry").
	Name string `json:"name"`
}

func (s Step) put(records ...debrief.Record) debrief.Action {
	return debrief.Action{ID: s.ID, Name: s.Name, Put: records}
}

func (s Step) remove(noun debrief.Noun, ref debrief.Ref) debrief.Action {
	ref.Noun = noun
	return debrief.Action{ID: s.ID, Name: s.Name, Delete: []debrief.Ref{ref}}
}
