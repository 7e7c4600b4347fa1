package debrief

// Part is a part somebody played in the event: the six kinds of stakeholder
// the debriefing literature names.
type Part string

// The six parts played.
const (
	PartDecided    Part = "decided"
	PartIdentified Part = "identified"
	PartResponded  Part = "responded"
	PartDiagnosed  Part = "diagnosed"
	PartAffected   Part = "affected"
	PartInterested Part = "interested"
)

// Parts lists the parts in the order the matrix shows them.
var Parts = []Part{PartDecided, PartIdentified, PartResponded, PartDiagnosed, PartAffected, PartInterested}

// Participant is a person in a debrief.
type Participant struct {
	Base
	// Position orders the people: the order of speaking.
	Position float64 `json:"position"`
	Name     string  `json:"name"`
	Role     string  `json:"role"`
	Team     string  `json:"team"`
	// Zone is an IANA name, or empty for the debrief's own.
	Zone string `json:"zone"`
	// Alias is a short name or handle that also means this person.
	Alias string `json:"alias"`
	Parts []Part `json:"parts"`
	// Newcomer marks somebody who is at a debrief for the first time. Early marks
	// somebody who is asked to speak early for another reason: a junior, whom the
	// accounts of others would silence. It is no rank, and is printed nowhere.
	Newcomer bool `json:"newcomer"`
	Early    bool `json:"early"`
	// Absent marks somebody the event concerns who is not in the meeting.
	Absent bool `json:"absent"`
}

// Noun returns NounParticipant.
func (*Participant) Noun() Noun { return NounParticipant }

// Validate reports what keeps the participant from being stored.
func (p *Participant) Validate() error {
	if err := p.validateBase(NounParticipant); err != nil {
		return err
	}
	for _, part := range p.Parts {
		if err := oneOf("part", part, Parts...); err != nil {
			return err
		}
	}
	if p.Parts == nil {
		p.Parts = []Part{}
	}
	return CheckLength(p.Name, p.Role, p.Team, p.Alias)
}

// Plays says whether the participant played a part.
func (p *Participant) Plays(part Part) bool {
	for _, x := range p.Parts {
		if x == part {
			return true
		}
	}
	return false
}
