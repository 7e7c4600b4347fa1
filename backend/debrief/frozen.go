package debrief

import (
	"bytes"
	"encoding/json"
)

// IsSigned says that a debrief was signed off and is not being amended: its accounts,
// timeline and factors are frozen.
func (s State) IsSigned() bool {
	return s == StateSignedOff || s == StateFollowUp || s == StateClosed
}

// MayChange says whether a debrief in this state lets a record become another, or
// appear (was is nil), or go (is is nil). What was signed off stays as it was until
// it is amended (CodeSigned); how far countermeasures are goes on, and so does what
// people answer. A version never changes, whatever the state. It takes was for its
// own and changes it.
func (s State) MayChange(was, is Record) error {
	if was != nil && was.Noun() == NounVersion {
		return Errorf(CodeSigned)
	}
	if !s.IsSigned() || isLoose(was, is) {
		return nil
	}
	if was == nil || is == nil || was.Noun() != is.Noun() {
		return Errorf(CodeSigned)
	}
	follow(was, is)
	before, err := json.Marshal(was)
	if err != nil {
		return Errorf(CodeSigned).Wrap(err)
	}
	after, err := json.Marshal(is)
	if err != nil || !bytes.Equal(before, after) {
		return Errorf(CodeSigned).Wrap(err)
	}
	return nil
}

// isLoose says whether a change is to no part of what is signed off: the meeting's
// clock, another version, a file that is added.
func isLoose(was, is Record) bool {
	if was == nil {
		return is.Noun() == NounVersion || is.Noun() == NounAttachment
	}
	return was.Noun() == NounMeeting || was.Noun() == NounTurns
}

// follow gives a record what may change in it after sign-off, so that the rest can
// be compared.
func follow(was, is Record) {
	was.Head().Rev = is.Head().Rev
	switch w := was.(type) {
	case *Debrief:
		if d, ok := is.(*Debrief); ok {
			w.State, w.Tags, w.Preparation = d.State, d.Tags, d.Preparation
			w.Closing, w.Related, w.Later = d.Closing, d.Related, d.Later
		}
	case *Participant:
		if p, ok := is.(*Participant); ok {
			w.Email, w.Coming, w.InvitedAt = p.Email, p.Coming, p.InvitedAt
			w.LinesSentAt, w.Reading, w.ReadAt, w.LinesMark = p.LinesSentAt, p.Reading, p.ReadAt, p.LinesMark
			w.ReadGiven = p.ReadGiven
		}
	case *Countermeasure:
		if c, ok := is.(*Countermeasure); ok {
			w.State, w.Owner, w.Due, w.Moves = c.State, c.Owner, c.Due, c.Moves
			w.Know, w.Ticket, w.SoakUntil, w.Reason = c.Know, c.Ticket, c.SoakUntil, c.Reason
			w.Kind, w.Proof, w.DoneOn, w.CheckOn, w.Checks = c.Kind, c.Proof, c.DoneOn, c.CheckOn, c.Checks
		}
	case *Factor:
		if f, ok := is.(*Factor); ok {
			w.Recurs = f.Recurs
		}
	}
}
