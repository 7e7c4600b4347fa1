package debrief

import "time"

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

// Coming is what somebody answered to the invitation.
type Coming string

// The answers; empty is none yet.
const (
	ComingUnsaid Coming = ""
	ComingYes    Coming = "yes"
	ComingNo     Coming = "no"
)

// Reading is what somebody answered to their own lines.
type Reading string

// The answers; empty is none yet.
const (
	ReadingUnsaid   Reading = ""
	ReadingAgreed   Reading = "agreed"
	ReadingChanged  Reading = "changed"
	ReadingDeclined Reading = "declined"
)

// maxLinesMark bounds the mark of lines.
const maxLinesMark = 16

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
	// Email is where an invitation goes. It is printed and shown nowhere else.
	Email string `json:"email"`
	// Coming is what they answered, InvitedAt when they were invited, RFC 3339 UTC,
	// or empty.
	Coming    Coming `json:"coming"`
	InvitedAt string `json:"invitedAt"`
	// LinesSentAt is when they got their own lines to read, ReadAt when they
	// answered, RFC 3339 UTC, or empty. Reading is the answer, and LinesMark the
	// mark of the lines it is about: others since, they are to be asked again.
	LinesSentAt string  `json:"linesSentAt"`
	Reading     Reading `json:"reading"`
	ReadAt      string  `json:"readAt"`
	LinesMark   string  `json:"linesMark"`
	// ReadGiven is how they said so; empty while nobody said.
	ReadGiven ReleaseGiven `json:"readGiven,omitempty"`
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
	if err := oneOf("coming", p.Coming, ComingUnsaid, ComingYes, ComingNo); err != nil {
		return err
	}
	if err := oneOf("reading", p.Reading, ReadingUnsaid, ReadingAgreed, ReadingChanged, ReadingDeclined); err != nil {
		return err
	}
	if err := oneOf("release", p.ReadGiven, "", GivenInPerson, GivenOnCall, GivenWritten); err != nil {
		return err
	}
	if len(p.LinesMark) > maxLinesMark {
		return Errorf(CodeInvalid, "noun", "reading")
	}
	for _, at := range []string{p.InvitedAt, p.LinesSentAt, p.ReadAt} {
		if _, err := time.Parse(time.RFC3339, at); at != "" && err != nil {
			return Errorf(CodeInvalid, "noun", string(NounParticipant))
		}
	}
	if p.Parts == nil {
		p.Parts = []Part{}
	}
	return CheckLength(p.Name, p.Role, p.Team, p.Alias, p.Email)
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
