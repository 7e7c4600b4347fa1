package app

import "secondstory/backend/debrief"

// Turns is bound to the window: who has the word in a meeting. They are
// forgotten when it ends; see debrief.Turns.
type Turns struct{ desk *Desk }

// Save writes the turns: a step of undo that carries no time.
func (s *Turns) Save(step Step, turns debrief.Turns) (saved debrief.Turns, err error) {
	defer guard(&err)
	err = s.desk.apply(step.put(&turns))
	return turns, err
}

// Keep writes the turns as they are known to the window, when the meeting goes
// on after its end. It is no step of undo.
func (s *Turns) Keep(turns debrief.Turns) (saved debrief.Turns, err error) {
	defer guard(&err)
	err = s.desk.apply(debrief.Action{Name: "keep-turns", Put: []debrief.Record{&turns}, Quiet: true})
	return turns, err
}
