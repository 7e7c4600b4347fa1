package debrief

// Turns is who has the word in a meeting, who had it and who passed. It is what
// the facilitator needs to go on after a break or a crash, and nothing that may
// be known of a person later: the store keeps it without a time, beside the
// debrief and never in it, so that no bundle, copy, report or backup has it, and
// forgets it with every version of it when the meeting ends.
type Turns struct {
	Base
	// SpeakerID is whose turn it is; empty while all talk together.
	SpeakerID ID `json:"speakerId"`
	// HeardIDs are the participants who have had their turn.
	HeardIDs []ID `json:"heardIds"`
	// PassedIDs are those who passed, once for each time they did: who passed
	// once is offered the word once more at the end.
	PassedIDs []ID `json:"passedIds"`
	// OrderIDs is the order of speaking somebody chose; empty while it is the
	// usual one, in which newcomers and who speaks early come first.
	OrderIDs []ID `json:"orderIds"`
	// Said is where the store keeps all of this, apart from the record and its
	// versions, which have none of it; 0 outside the store.
	Said int64 `json:"said,omitempty"`
}

// Noun returns NounTurns.
func (*Turns) Noun() Noun { return NounTurns }

// NewTurns returns the turns of a meeting in which nobody has spoken.
func NewTurns(debriefID ID) *Turns {
	t := &Turns{Base: Base{ID: TurnsID(debriefID), DebriefID: debriefID}}
	t.fill()
	return t
}

// TurnsID is the id of the turns of a debrief's meeting.
func TurnsID(debriefID ID) ID { return "turns-" + debriefID }

// Validate reports what keeps the turns from being stored.
func (t *Turns) Validate() error {
	if err := t.validateBase(NounTurns); err != nil {
		return err
	}
	if t.ID != TurnsID(t.DebriefID) {
		return Errorf(CodeInvalid, "noun", string(NounTurns))
	}
	t.fill()
	return nil
}

// fill makes slices that are never nil.
func (t *Turns) fill() {
	for _, ids := range []*[]ID{&t.HeardIDs, &t.PassedIDs, &t.OrderIDs} {
		if *ids == nil {
			*ids = []ID{}
		}
	}
}
