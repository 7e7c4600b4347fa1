package debrief

import "slices"

// Stages names the seven stages of a meeting in their order; stage n of a
// meeting is Stages[n-1].
var Stages = []string{"thanks", "ground-rules", "narratives", "timeline", "factors", "countermeasures", "wrap-up"}

// Numbers of the stages that code has to know.
const (
	StageThanks          = 1
	StageGroundRules     = 2
	StageNarratives      = 3
	StageTimeline        = 4
	StageFactors         = 5
	StageCountermeasures = 6
	StageWrapUp          = 7
)

// Meeting is the live part of a debrief. Its id is the debrief's. Who has the
// word in it is no part of it: see Turns.
type Meeting struct {
	Base
	// PlanMinutes is the plan, one number a stage.
	PlanMinutes []int `json:"planMinutes"`
	// Stage is where the meeting is, 1 to 7; 0 before it starts.
	Stage int `json:"stage"`
	// ElapsedSeconds is the time spent in each stage, without the running turn.
	ElapsedSeconds []int `json:"elapsedSeconds"`
	// RunningSince is when the clock was last started, RFC 3339 UTC; empty
	// while it stands. SeenAt is when the app last saw it running, so that a
	// gap after a crash is not counted.
	RunningSince string `json:"runningSince"`
	SeenAt       string `json:"seenAt"`
	StartedAt    string `json:"startedAt"`
	EndedAt      string `json:"endedAt"`
	// Agreed says that the room agreed to the ground rules; AgreedAt is when,
	// RFC 3339 UTC.
	Agreed   bool   `json:"agreed"`
	AgreedAt string `json:"agreedAt"`
	// LengthSettled says that a longer meeting is not suggested any more.
	LengthSettled bool `json:"lengthSettled"`
	// Hands counts, stage by stage, hands that went up for something newly
	// learned. They are nobody's: no name is kept with them.
	Hands []int `json:"hands"`
	// Room says what the Room view may show.
	Room RoomRule `json:"room"`
	// Present, Learned and Again are the closing counts; nil until counted.
	Present *int `json:"present"`
	Learned *int `json:"learned"`
	Again   *int `json:"again"`
	// Sessions are further sessions about what soaked, the first one first.
	Sessions []Session `json:"sessions,omitempty"`
	// Revealed are the cards of the debrief's kit that were put before the room, in order.
	Revealed []ShownCard `json:"revealed,omitempty"`
}

// Noun returns NounMeeting.
func (*Meeting) Noun() Noun { return NounMeeting }

// NewMeeting returns a meeting of 60 minutes that has not begun.
func NewMeeting(debriefID ID) *Meeting {
	return &Meeting{
		Base:        Base{ID: MeetingID(debriefID), DebriefID: debriefID},
		PlanMinutes: Plan(DefaultLength), ElapsedSeconds: make([]int, len(Stages)),
		Hands: make([]int, len(Stages)),
	}
}

// MeetingID is the id of a debrief’s meeting: it keeps the meeting apart from its debrief in a store keyed by id.
func MeetingID(debriefID ID) ID { return "meeting-" + debriefID }

// Validate reports what keeps the meeting from being stored.
func (m *Meeting) Validate() error {
	if err := m.validateBase(NounMeeting); err != nil {
		return err
	}
	if m.ID != MeetingID(m.DebriefID) {
		return Errorf(CodeInvalid, "noun", string(NounMeeting))
	}
	m.fill()
	if !ValidPlan(m.PlanMinutes) || !perStage(m.ElapsedSeconds) {
		return Errorf(CodeInvalid, "noun", "plan")
	}
	if !perStage(m.Hands) {
		return Errorf(CodeInvalid, "noun", "hands")
	}
	if m.Stage < 0 || m.Stage > len(Stages) {
		return Errorf(CodeInvalid, "noun", "stage")
	}
	return m.validSessions()
}

func (m *Meeting) validSessions() error {
	if err := validShown(m.Revealed); err != nil {
		return err
	}
	if len(m.Sessions) > maxSessions {
		return Errorf(CodeInvalid, "noun", "session")
	}
	for i := range m.Sessions {
		if err := m.Sessions[i].validate(); err != nil {
			return err
		}
	}
	return nil
}

// fill makes what a meeting of an older version lacks.
func (m *Meeting) fill() {
	if len(m.Hands) == 0 {
		m.Hands = make([]int, len(Stages))
	}
}

// Ended says that the meeting is over, until it is resumed.
func (m *Meeting) Ended() bool { return m.EndedAt != "" }

// perStage says whether there is a number for each stage, none below zero.
func perStage(all []int) bool {
	return len(all) == len(Stages) && !slices.ContainsFunc(all, func(n int) bool { return n < 0 })
}
