package debrief

import (
	"strings"
	"time"
)

// CountermeasureState is how far a countermeasure has come. It begins as an
// idea kept for later: idea and countermeasure are one record, so that nothing
// is copied when the group commits to it.
type CountermeasureState string

// The states of a countermeasure, in their order; NotPursued may follow any.
const (
	CountermeasureIdea       CountermeasureState = "idea"
	CountermeasureSoaking    CountermeasureState = "soaking"
	CountermeasureCommitted  CountermeasureState = "committed"
	CountermeasureDoing      CountermeasureState = "doing"
	CountermeasureDone       CountermeasureState = "done"
	CountermeasureChecked    CountermeasureState = "checked"
	CountermeasureNotPursued CountermeasureState = "not-pursued"
)

// CountermeasureStates lists them in their order.
var CountermeasureStates = []CountermeasureState{
	CountermeasureIdea, CountermeasureSoaking, CountermeasureCommitted, CountermeasureDoing,
	CountermeasureDone, CountermeasureChecked, CountermeasureNotPursued,
}

// Priority orders countermeasures; empty means nobody said.
type Priority string

// The priorities.
const (
	PriorityNone   Priority = ""
	PriorityHigh   Priority = "high"
	PriorityMedium Priority = "medium"
	PriorityLow    Priority = "low"
)

// Countermeasure is a change: an idea at first, committed once it has an owner
// and a date.
type Countermeasure struct {
	Base
	Place
	Text  string              `json:"text"`
	State CountermeasureState `json:"state"`
	// From is who thought of it.
	From Who `json:"from"`
	// FactorIDs are the factors it helps with.
	FactorIDs []ID `json:"factorIds"`
	Owner     Who  `json:"owner"`
	// Due is the target date, YYYY-MM-DD, or empty.
	Due      string   `json:"due"`
	Priority Priority `json:"priority"`
	// Know says how the group will know that it helped.
	Know string `json:"know"`
	// Ticket is a reference or link in another system.
	Ticket string `json:"ticket"`
	// SoakUntil is the date the idea rests until, YYYY-MM-DD, or empty.
	SoakUntil string `json:"soakUntil"`
	// Reason is why it is not pursued; it stays in the report.
	Reason string `json:"reason"`
	// Moves are how its date was moved after it was signed off, the first one first.
	Moves []Move `json:"moves,omitempty"`
	// Kind is what it changes; Proof is a text or a link that shows it is done.
	Kind  CountermeasureKind `json:"kind,omitempty"`
	Proof string             `json:"proof,omitempty"`
	// DoneOn is the day it was done, CheckOn when to ask whether it helped; both
	// YYYY-MM-DD, or empty. Checks are the answers, the first one first.
	DoneOn  string  `json:"doneOn,omitempty"`
	CheckOn string  `json:"checkOn,omitempty"`
	Checks  []Check `json:"checks,omitempty"`
}

// Move is a new date for a countermeasure, and why.
type Move struct {
	// From and To are dates, YYYY-MM-DD; To is empty when no date is said any more.
	From   string `json:"from"`
	To     string `json:"to"`
	Reason string `json:"reason"`
	// At is when it was moved, RFC 3339 UTC.
	At string `json:"at"`
}

// maxMoves bounds how often a date is moved.
const maxMoves = 1000

// MovesFrom refuses another date than was signed off without a reason
// (CodeMoveReason). A date that is said for the first time needs none.
func (c *Countermeasure) MovesFrom(was *Countermeasure) error {
	if was.Due == c.Due || was.Due == "" {
		return nil
	}
	n := len(c.Moves)
	if n != len(was.Moves)+1 {
		return Errorf(CodeMoveReason)
	}
	m := c.Moves[n-1]
	if m.From != was.Due || m.To != c.Due || strings.TrimSpace(m.Reason) == "" {
		return Errorf(CodeMoveReason)
	}
	return nil
}

// validMoves reports a move that could not be read back.
func (c *Countermeasure) validMoves() error {
	if len(c.Moves) > maxMoves {
		return Errorf(CodeInvalid, "noun", "date")
	}
	for _, m := range c.Moves {
		if _, err := time.Parse(time.RFC3339, m.At); err != nil {
			return Errorf(CodeInvalid, "noun", "date").Wrap(err)
		}
		for _, day := range []string{m.From, m.To} {
			if err := validDate(day); err != nil {
				return err
			}
		}
		if err := CheckLength(m.Reason); err != nil {
			return err
		}
	}
	return nil
}

// Noun returns NounCountermeasure.
func (*Countermeasure) Noun() Noun { return NounCountermeasure }

// Validate reports what keeps the countermeasure from being stored. A missing
// owner or date does not: the screens ask for them.
func (c *Countermeasure) Validate() error {
	if err := c.validateBase(NounCountermeasure); err != nil {
		return err
	}
	if err := c.validatePlace(); err != nil {
		return err
	}
	if err := oneOf("countermeasure", c.State, CountermeasureStates...); err != nil {
		return err
	}
	if err := oneOf("priority", c.Priority, PriorityNone, PriorityHigh, PriorityMedium, PriorityLow); err != nil {
		return err
	}
	if err := validDate(c.Due); err != nil {
		return err
	}
	if err := c.validMoves(); err != nil {
		return err
	}
	if err := c.validFollowUp(); err != nil {
		return err
	}
	if c.FactorIDs == nil {
		c.FactorIDs = []ID{}
	}
	return CheckLength(c.Text, c.Know, c.Reason, c.Ticket)
}

// IsPromised says whether somebody has committed to it, done or not.
func (c *Countermeasure) IsPromised() bool {
	switch c.State {
	case CountermeasureCommitted, CountermeasureDoing, CountermeasureDone, CountermeasureChecked:
		return true
	}
	return false
}

func validDate(s string) error {
	if s == "" {
		return nil
	}
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return Errorf(CodeInvalid, "noun", "date").Wrap(err)
	}
	return nil
}
