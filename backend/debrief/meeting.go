package debrief

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

// Plan returns the planned minutes of each stage for a meeting of 60, 75 or 90
// minutes (product design, "The meeting"); any other length is scaled from the
// nearest and keeps its sum.
func Plan(minutes int) []int {
	switch minutes {
	case 60:
		return []int{2, 3, 20, 15, 8, 8, 4}
	case 75:
		return []int{2, 4, 25, 17, 10, 10, 7}
	case 90:
		return []int{3, 5, 30, 22, 12, 12, 6}
	}
	return scaledPlan(minutes)
}

func scaledPlan(minutes int) []int {
	base, plan, sum := Plan(60), make([]int, len(Stages)), 0
	for i, m := range base {
		plan[i] = max(1, m*minutes/60)
		sum += plan[i]
	}
	plan[StageNarratives-1] = max(1, plan[StageNarratives-1]+minutes-sum)
	return plan
}

// Meeting is the live part of a debrief. Its id is the debrief's.
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
	// SpeakerID is whose turn it is.
	SpeakerID ID `json:"speakerId"`
	// HeardIDs are the participants who have had their turn or passed.
	HeardIDs []ID `json:"heardIds"`
	// Agreed says that the room agreed to the ground rules.
	Agreed bool `json:"agreed"`
	// Room says what the Room view may show.
	Room RoomRule `json:"room"`
	// Present, Learned and Again are the closing counts; nil until counted.
	Present *int `json:"present"`
	Learned *int `json:"learned"`
	Again   *int `json:"again"`
}

// Noun returns NounMeeting.
func (*Meeting) Noun() Noun { return NounMeeting }

// NewMeeting returns a meeting of 60 minutes that has not begun.
func NewMeeting(debriefID ID) *Meeting {
	return &Meeting{
		Base:        Base{ID: meetingID(debriefID), DebriefID: debriefID},
		PlanMinutes: Plan(60), ElapsedSeconds: make([]int, len(Stages)), HeardIDs: []ID{},
	}
}

// meetingID keeps the meeting apart from its debrief in a store keyed by id.
func meetingID(debriefID ID) ID { return "meeting-" + debriefID }

// Validate reports what keeps the meeting from being stored.
func (m *Meeting) Validate() error {
	if err := m.validateBase(NounMeeting); err != nil {
		return err
	}
	if m.ID != meetingID(m.DebriefID) {
		return Errorf(CodeInvalid, "noun", string(NounMeeting))
	}
	if len(m.PlanMinutes) != len(Stages) || len(m.ElapsedSeconds) != len(Stages) {
		return Errorf(CodeInvalid, "noun", "plan")
	}
	for i := range m.PlanMinutes {
		if m.PlanMinutes[i] < 0 || m.PlanMinutes[i] > 24*60 || m.ElapsedSeconds[i] < 0 {
			return Errorf(CodeInvalid, "noun", "plan")
		}
	}
	if m.Stage < 0 || m.Stage > len(Stages) {
		return Errorf(CodeInvalid, "noun", "stage")
	}
	if m.HeardIDs == nil {
		m.HeardIDs = []ID{}
	}
	return oneOf("room", m.Room, RoomByKey, RoomTimeline)
}
