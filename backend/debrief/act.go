package debrief

import (
	"slices"
	"strings"
	"time"
)

// Act is what somebody says about a countermeasure after the meeting.
type Act struct {
	Kind ActKind `json:"kind"`
	// Day is the new date, the day it was done, or until when it rests; YYYY-MM-DD.
	Day string `json:"day"`
	// CheckOn is when to ask whether it helped, YYYY-MM-DD, or empty: after CheckAfter days.
	CheckOn string `json:"checkOn"`
	// Text is the reason, what shows that it is done, or how one can tell; By who looked.
	Text string `json:"text"`
	By   string `json:"by"`
	// File says that a file is attached with it, which shows that it is done.
	File bool `json:"file"`
	// Outcome answers "did it help?"; unclear asks again on CheckOn.
	Outcome Outcome `json:"outcome"`
}

// ActKind is what an act does.
type ActKind string

// The acts.
const (
	// ActCommit takes on what rested, ActSoak lets it rest until a day, ActStart begins.
	ActCommit ActKind = "commit"
	ActSoak   ActKind = "soak"
	ActStart  ActKind = "start"
	// ActMove gives it another date, with a reason; ActDrop does not pursue it, with one.
	ActMove ActKind = "move"
	ActDrop ActKind = "drop"
	// ActDone says that it is done, and what shows it; ActCheck whether it helped.
	ActDone  ActKind = "done"
	ActCheck ActKind = "check"
	// ActAgain takes up again what was done, checked or not pursued.
	ActAgain ActKind = "again"
)

// ActKinds lists the acts.
var ActKinds = []ActKind{ActCommit, ActSoak, ActStart, ActMove, ActDrop, ActDone, ActCheck, ActAgain}

// from says which states an act goes out from.
var from = map[ActKind][]CountermeasureState{
	ActCommit: {CountermeasureIdea, CountermeasureSoaking},
	ActSoak:   {CountermeasureIdea, CountermeasureSoaking},
	ActStart:  {CountermeasureCommitted},
	ActMove:   {CountermeasureCommitted, CountermeasureDoing},
	ActDrop:   {CountermeasureIdea, CountermeasureSoaking, CountermeasureCommitted, CountermeasureDoing, CountermeasureDone, CountermeasureNotPursued},
	ActDone:   {CountermeasureSoaking, CountermeasureCommitted, CountermeasureDoing, CountermeasureDone},
	ActCheck:  {CountermeasureDone},
	ActAgain:  {CountermeasureDone, CountermeasureChecked, CountermeasureNotPursued},
}

// On carries the act out on a countermeasure, at a time. What was done needs something
// that shows it (CodeProof), another date and what is not pursued a reason (CodeMoveReason,
// CodeDropReason).
func (a Act) On(c *Countermeasure, at time.Time) error {
	if err := oneOf("act", a.Kind, ActKinds...); err != nil {
		return err
	}
	if !slices.Contains(from[a.Kind], c.State) {
		return Errorf(CodeConflict)
	}
	a.Text, a.By = strings.TrimSpace(a.Text), strings.TrimSpace(a.By)
	if a.Outcome == OutcomeUnclear && a.CheckOn == "" {
		a.CheckOn = at.AddDate(0, 0, CheckAfter).Format(time.DateOnly)
	}
	if err := a.carryOut(c, at.UTC().Format(time.RFC3339)); err != nil {
		return err
	}
	return c.Validate()
}

func (a Act) carryOut(c *Countermeasure, at string) error {
	switch a.Kind {
	case ActCommit:
		c.State = CountermeasureCommitted
	case ActSoak:
		c.State, c.SoakUntil = CountermeasureSoaking, a.Day
	case ActStart:
		c.State = CountermeasureDoing
	case ActMove:
		return a.move(c, at)
	case ActDrop:
		if a.Text == "" {
			return Errorf(CodeDropReason)
		}
		c.State, c.Reason = CountermeasureNotPursued, a.Text
	case ActDone:
		if a.Text == "" && !a.File {
			return Errorf(CodeProof)
		}
		c.State, c.Proof, c.DoneOn, c.CheckOn = CountermeasureDone, a.Text, a.Day, a.CheckOn
	case ActCheck:
		c.Checks = slices.Clone(c.Checks)
		c.Answer(Check{Outcome: a.Outcome, Text: a.Text, By: a.By, At: at}, a.CheckOn)
	case ActAgain:
		c.again()
	}
	return nil
}

// move keeps the date before, with why. One that is said for the first time needs none.
func (a Act) move(c *Countermeasure, at string) error {
	switch {
	case a.Day == c.Due:
		return Errorf(CodeInvalid, "noun", "date")
	case c.Due != "" && a.Text == "":
		return Errorf(CodeMoveReason)
	case c.Due != "":
		c.Moves = append(slices.Clone(c.Moves), Move{From: c.Due, To: a.Day, Reason: a.Text, At: at})
	}
	c.Due = a.Day
	return nil
}

// again takes it up where it was before it was done or not pursued. What was said about it
// stays in the log.
func (c *Countermeasure) again() {
	if c.State == CountermeasureNotPursued {
		c.State, c.Reason = CountermeasureCommitted, ""
		return
	}
	c.State, c.DoneOn, c.CheckOn = CountermeasureDoing, "", ""
}

// Act carries out what is said about one countermeasure, and returns what it changes: the
// countermeasure, and the debrief's head where it is followed up from here on. In a debrief
// that somebody closed nothing is said before it is opened again (CodeClosed).
func (w *Whole) Act(ref Ref, a Act, at time.Time) ([]Record, error) {
	n := slices.IndexFunc(w.Countermeasures, func(c Countermeasure) bool { return c.ID == ref.ID })
	if n < 0 {
		return nil, Errorf(CodeNotFound)
	}
	head, err := w.Debrief.ActedOn()
	if err != nil {
		return nil, err
	}
	c := w.Countermeasures[n]
	c.Rev = ref.Rev
	if err := a.On(&c, at); err != nil {
		return nil, err
	}
	if head == nil {
		return []Record{&c}, nil
	}
	return []Record{&c, head}, nil
}

// ActedOn is the head as it becomes where something is said about a countermeasure; nil where
// it stays as it is. Of one that somebody closed nothing is said (CodeClosed).
func (d *Debrief) ActedOn() (*Debrief, error) {
	switch {
	case d.StandsClosed():
		return nil, Errorf(CodeClosed)
	case d.State != StateSignedOff && d.State != StateClosed:
		return nil, nil
	}
	head := *d
	head.State = StateFollowUp
	return &head, nil
}

// StandsClosed says whether somebody closed a debrief. One that was brought in from its
// report was closed by nobody: what it left open is followed up like anything else.
func (d *Debrief) StandsClosed() bool {
	return d.State == StateClosed && (!d.OldReport || d.Closing.By != "")
}

// Close returns the head of a debrief that somebody says is done with. It wants their name
// (CodeCloseName), and every countermeasure checked, or not pursued with a reason
// (CodeCloseOpen).
func (w *Whole) Close(by, note string, at time.Time) (*Debrief, error) {
	head := w.Debrief
	head.Closing = Closing{By: strings.TrimSpace(by), Note: strings.TrimSpace(note), At: at.UTC().Format(time.RFC3339)}
	head.State = StateClosed
	return &head, w.MayStandClosed(&head)
}

// MayStandClosed says why a debrief may not become the closed one it is put as.
func (w *Whole) MayStandClosed(head *Debrief) error {
	switch {
	case !w.Debrief.State.CanGo(StateClosed):
		return Errorf(CodeCloseSoon)
	case strings.TrimSpace(head.Closing.By) == "":
		return Errorf(CodeCloseName)
	case !w.MayClose():
		return Errorf(CodeCloseOpen)
	}
	return nil
}

// Reopen returns the head of a closed debrief that is followed up again. Who closed it, and
// when, stays in the log and beside why it was opened again.
func (w *Whole) Reopen(why string, at time.Time) (*Debrief, error) {
	if w.Debrief.State != StateClosed {
		return nil, Errorf(CodeConflict)
	}
	head := w.Debrief
	head.OpenAgain(StateFollowUp, why, at)
	return &head, nil
}

// OpenAgain takes a debrief that is closed on to another state, and keeps beside who closed
// it when and why that stands no longer. Of one that is not closed the state alone changes.
func (d *Debrief) OpenAgain(to State, why string, at time.Time) {
	if d.State == StateClosed && d.Closing != (Closing{}) {
		d.Closing.OpenedAt, d.Closing.OpenedWhy = at.UTC().Format(time.RFC3339), strings.TrimSpace(why)
	}
	d.State = to
}
