package debrief

// State is where a debrief is in its life. Going back never deletes anything
// and no state keeps a meeting from starting.
type State string

// The states, in their order.
const (
	// StateNoted is a near-miss note: something seen, kept in a few words until it grows
	// into a debrief or becomes a line of one. See package signal.
	StateNoted     State = "noted"
	StateDraft     State = "draft"
	StatePreparing State = "preparing"
	StateReady     State = "ready"
	StateLive      State = "live"
	StatePaused    State = "paused"
	StateReadBack  State = "read-back"
	StateSignedOff State = "signed-off"
	StateFollowUp  State = "follow-up"
	StateClosed    State = "closed"
)

// States lists all states in their order.
var States = []State{
	StateNoted, StateDraft, StatePreparing, StateReady, StateLive, StatePaused,
	StateReadBack, StateSignedOff, StateFollowUp, StateClosed,
}

// moves says where one can go from each state (the life of a debrief in the
// product's design). Staying is always possible, and what was written up without a
// meeting is read back as well.
var moves = map[State][]State{
	StateNoted:     {StateDraft, StatePreparing, StateReady, StateLive, StateReadBack},
	StateDraft:     {StatePreparing, StateReady, StateLive, StateReadBack},
	StatePreparing: {StateDraft, StateReady, StateLive, StateReadBack},
	StateReady:     {StatePreparing, StateLive, StateReadBack},
	StateLive:      {StatePaused, StateReadBack},
	StatePaused:    {StateLive, StateReadBack},
	StateReadBack:  {StateLive, StatePaused, StateSignedOff, StateFollowUp},
	StateSignedOff: {StateReadBack, StateFollowUp, StateClosed},
	StateFollowUp:  {StateReadBack, StateClosed},
	StateClosed:    {StateFollowUp},
}

// CanGo says whether a debrief may go from one state to another.
func (s State) CanGo(to State) bool {
	if s == to {
		return true
	}
	for _, m := range moves[s] {
		if m == to {
			return true
		}
	}
	return false
}
