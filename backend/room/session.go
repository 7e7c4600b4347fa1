package room

import (
	"slices"
	"time"

	"secondstory/backend/debrief"
)

// session is what the Room may see of a further session: its stage, its question, the time
// left, and the words of what is decided upon. Before it begins that is nothing.
func (v *View) session(w *debrief.Whole, s *debrief.Session, now time.Time, ask Asking) {
	if s.StartedAt == "" {
		return
	}
	v.Mode, v.Agenda, v.Stage = ModeMeeting, AgendaSession, s.Stage
	v.Question = ask.of(sessionKey(s.Stage) + "lead")
	v.Left = leftOf(clock{
		planned: s.PlanMinutes[s.Stage-1], elapsed: s.ElapsedSeconds[s.Stage-1],
		started: s.StartedAt, ended: s.EndedAt, running: s.RunningSince,
	}, now)
	if s.Stage == debrief.StageCountermeasures {
		v.Idea = ideaOf(w, s)
	}
}

// sessionKey is what the keys of a session's stage begin with.
func sessionKey(stage int) string { return "stage.session." + debrief.Stages[stage-1] + "." }

// ideaOf is what is talked about: an idea of the agenda that nobody decided about yet, in
// the words somebody put before the room. Other words are not shown until they are put
// there again.
func ideaOf(w *debrief.Whole, s *debrief.Session) string {
	if !slices.Contains(s.IdeaIDs, s.IdeaID) || slices.Contains(s.DoneIDs, s.IdeaID) {
		return ""
	}
	at := slices.IndexFunc(w.Countermeasures, func(c debrief.Countermeasure) bool { return c.ID == s.IdeaID })
	if at < 0 || s.Room == "" || s.Room != debrief.RoomMark(w.Countermeasures[at].Text) {
		return ""
	}
	return short(w.Countermeasures[at].Text, maxIdea)
}
