package room

import (
	"slices"

	"secondstory/backend/debrief"
)

// Bounds of what a room reads at once.
const (
	maxTold = 6
	maxCard = 280
	maxWhen = 40
)

// rehearsal adds what a rehearsal has put before the room, and nothing of what comes next;
// also not a card that names somebody of the debrief it rehearses, whoever put it there.
func (v *View) rehearsal(w *debrief.Whole, ask Asking) {
	v.Agenda = AgendaRehearsal
	v.Question = ask.of(stageKey(v.Stage) + "rehearse.lead")
	if v.Question == "" {
		v.Question = ask.of(stageKey(v.Stage) + "lead")
	}
	told := w.Debrief.Kit.Told(w.Meeting.Revealed)
	if w.Debrief.Kit.SourceID != "" {
		told = slices.DeleteFunc(told, func(c debrief.Card) bool { return ask.Named == nil || ask.Named(c) })
	}
	for _, c := range told[max(0, len(told)-maxTold):] {
		v.Told = append(v.Told, Told{Kind: c.Kind, When: short(c.When, maxWhen), Text: short(c.Text, maxCard)})
	}
}

// isNone says that a card could not have been made here.
func (t Told) isNone() bool {
	return !slices.Contains([]debrief.CardKind{debrief.CardStep, debrief.CardInject}, t.Kind)
}
