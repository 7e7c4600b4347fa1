package debrief

import "slices"

// SessionStages are the stages of a further session, by their numbers: thanks and what
// it is for, the ideas that rested, and the wrap-up.
var SessionStages = []int{StageThanks, StageCountermeasures, StageWrapUp}

// Minutes a further session is planned for: its opening and its close, and each idea.
const (
	sessionOpening = 2
	sessionIdea    = 5
	sessionClosing = 3
)

// maxSessions bounds how often a group meets again about one debrief.
const maxSessions = 100

// Session is a further meeting of the same debrief, held when its ideas have rested. It
// has a plan and a clock of its own: those of the first meeting stay as they were, and so
// do its turns and its counts.
type Session struct {
	ID ID `json:"id"`
	// PlanMinutes and ElapsedSeconds have a number for every stage of a meeting; those
	// that are no part of a session are 0.
	PlanMinutes    []int `json:"planMinutes"`
	ElapsedSeconds []int `json:"elapsedSeconds"`
	// Stage is where it is, one of SessionStages.
	Stage        int    `json:"stage"`
	RunningSince string `json:"runningSince"`
	SeenAt       string `json:"seenAt"`
	StartedAt    string `json:"startedAt"`
	EndedAt      string `json:"endedAt"`
	// IdeaIDs is its agenda, what was soaking when it was planned; DoneIDs is what was
	// decided about, or rests on.
	IdeaIDs []ID `json:"ideaIds"`
	DoneIDs []ID `json:"doneIds"`
	// IdeaID is what is talked about, and Room the mark of its words as the room may see
	// them.
	IdeaID ID     `json:"ideaId"`
	Room   string `json:"room"`
}

// NewSession plans a session about what is soaking in a debrief, or about what is there
// without an idea: it says so.
func NewSession(w *Whole) Session {
	s := Session{
		ID: NewID(), PlanMinutes: make([]int, len(Stages)), ElapsedSeconds: make([]int, len(Stages)),
		Stage: StageThanks, IdeaIDs: []ID{}, DoneIDs: []ID{},
	}
	for i := range w.Countermeasures {
		if w.Countermeasures[i].State == CountermeasureSoaking {
			s.IdeaIDs = append(s.IdeaIDs, w.Countermeasures[i].ID)
		}
	}
	s.PlanMinutes[StageThanks-1], s.PlanMinutes[StageWrapUp-1] = sessionOpening, sessionClosing
	s.PlanMinutes[StageCountermeasures-1] = min(max(1, len(s.IdeaIDs))*sessionIdea, maxStage)
	return s
}

// Session is the further session that is planned or goes on; nil while there is none.
func (m *Meeting) Session() *Session {
	if n := len(m.Sessions); n > 0 && m.Sessions[n-1].EndedAt == "" {
		return &m.Sessions[n-1]
	}
	return nil
}

// GoesOn says of a record that a group sits together: a debrief whose meeting is live, or
// a meeting of which the clock of a further session runs.
func GoesOn(r Record) bool {
	switch r := r.(type) {
	case *Debrief:
		return r.State == StateLive
	case *Meeting:
		s := r.Session()
		return s != nil && s.RunningSince != ""
	}
	return false
}

// Stand stops the clocks of a meeting where they were seen last: nothing of it goes on.
func (m *Meeting) Stand() {
	m.RunningSince, m.SeenAt = "", ""
	m.Sessions = slices.Clone(m.Sessions)
	for i := range m.Sessions {
		m.Sessions[i].RunningSince, m.Sessions[i].SeenAt = "", ""
	}
}

// validate reports what keeps a session from being stored.
func (s *Session) validate() error {
	if !ValidPlan(s.PlanMinutes) || !perStage(s.ElapsedSeconds) || !slices.Contains(SessionStages, s.Stage) {
		return Errorf(CodeInvalid, "noun", "session")
	}
	if s.ID == "" || len(s.ID) > maxID || len(s.IdeaID) > maxID || len(s.Room) > maxRoomMark {
		return Errorf(CodeInvalid, "noun", "session")
	}
	if s.IdeaIDs == nil {
		s.IdeaIDs = []ID{}
	}
	if s.DoneIDs == nil {
		s.DoneIDs = []ID{}
	}
	return nil
}
