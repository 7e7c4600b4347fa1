package debrief

import (
	"slices"
	"strings"
	"time"
)

// CountermeasureKind sorts countermeasures by what they change.
type CountermeasureKind string

// The kinds of countermeasures; empty means nobody said.
const (
	CountermeasureKindNone          CountermeasureKind = ""
	CountermeasureKindTechnical     CountermeasureKind = "technical"
	CountermeasureKindProcedural    CountermeasureKind = "procedural"
	CountermeasureKindCommunication CountermeasureKind = "communication"
	CountermeasureKindTraining      CountermeasureKind = "training"
	CountermeasureKindIncentive     CountermeasureKind = "incentive"
)

// CountermeasureKinds lists the kinds in the order the screens show them.
var CountermeasureKinds = []CountermeasureKind{
	CountermeasureKindTechnical, CountermeasureKindProcedural, CountermeasureKindCommunication,
	CountermeasureKindTraining, CountermeasureKindIncentive,
}

// Outcome answers "did it help?".
type Outcome string

// The outcomes.
const (
	OutcomeHelped  Outcome = "helped"
	OutcomePartly  Outcome = "partly"
	OutcomeNot     Outcome = "not"
	OutcomeUnclear Outcome = "unclear"
)

// Outcomes lists them in the order the screens show them.
var Outcomes = []Outcome{OutcomeHelped, OutcomePartly, OutcomeNot, OutcomeUnclear}

// Check is an answer to "did it help?".
type Check struct {
	Outcome Outcome `json:"outcome"`
	// Text says how one can tell; By who looked, in their own words.
	Text string `json:"text,omitempty"`
	By   string `json:"by,omitempty"`
	// At is when it was said, RFC 3339 UTC.
	At string `json:"at"`
}

// Closing is a named person's word that a debrief is done with.
type Closing struct {
	By   string `json:"by"`
	Note string `json:"note,omitempty"`
	// At is when it was said, RFC 3339 UTC.
	At string `json:"at"`
	// OpenedAt is when it was opened again since, with why; empty while it stands.
	OpenedAt  string `json:"openedAt,omitempty"`
	OpenedWhy string `json:"openedWhy,omitempty"`
}

// Relation is what somebody decided about another debrief that looks like this one.
type Relation struct {
	DebriefID ID `json:"debriefId"`
	// Linked says that they belong together; otherwise it is not offered again.
	Linked bool   `json:"linked"`
	Why    string `json:"why,omitempty"`
	// At is when it was decided, RFC 3339 UTC.
	At string `json:"at"`
}

// Later is what a reader learned after the debrief; the next version prints it.
type Later struct {
	Text string `json:"text"`
	By   string `json:"by,omitempty"`
	// At is when it was said, RFC 3339 UTC.
	At string `json:"at"`
}

// CheckAfter is how long after something was done one asks whether it helped, and asks again
// where nobody can tell, when nobody said when; in days.
const CheckAfter = 14

// Bounds of what is said after the meeting.
const (
	maxChecks    = 100
	maxRelations = 1000
	maxLater     = 1000
)

// Newest is the newest check; nil when nobody looked yet.
func (c *Countermeasure) Newest() *Check {
	if len(c.Checks) == 0 {
		return nil
	}
	return &c.Checks[len(c.Checks)-1]
}

// Answer takes an answer to "did it help?". What cannot be told yet stays done, and is
// asked about again on a day (YYYY-MM-DD).
func (c *Countermeasure) Answer(k Check, again string) {
	c.Checks = append(c.Checks, k)
	if k.Outcome == OutcomeUnclear {
		c.CheckOn = again
		return
	}
	c.State = CountermeasureChecked
}

// validFollowUp reports what was said after the meeting and could not be read back.
func (c *Countermeasure) validFollowUp() error {
	if c.Kind != CountermeasureKindNone {
		if err := oneOf("kind", c.Kind, CountermeasureKinds...); err != nil {
			return err
		}
	}
	for _, day := range []string{c.DoneOn, c.CheckOn} {
		if err := validDate(day); err != nil {
			return err
		}
	}
	if len(c.Checks) > maxChecks {
		return Errorf(CodeInvalid, "noun", "check")
	}
	for _, k := range c.Checks {
		if err := oneOf("check", k.Outcome, Outcomes...); err != nil {
			return err
		}
		if err := validSaid("check", k.At, k.Text, k.By); err != nil {
			return err
		}
	}
	return CheckLength(c.Proof)
}

// validFollowUp is the same of a debrief.
func (d *Debrief) validFollowUp() error {
	if len(d.Related) > maxRelations || len(d.Later) > maxLater {
		return Errorf(CodeInvalid, "noun", string(NounDebrief))
	}
	if c := d.Closing; c != (Closing{}) {
		if err := validSaid("closing", c.At, c.By, c.Note); err != nil {
			return err
		}
		if c.OpenedAt != "" {
			if err := validSaid("closing", c.OpenedAt, c.OpenedWhy); err != nil {
				return err
			}
		}
	}
	for _, r := range d.Related {
		if len(r.DebriefID) > maxID {
			return Errorf(CodeInvalid, "noun", string(NounDebrief))
		}
		if err := validSaid("relation", r.At, r.Why); err != nil {
			return err
		}
	}
	for _, l := range d.Later {
		if err := validSaid("later", l.At, l.Text, l.By); err != nil {
			return err
		}
	}
	return nil
}

func validSaid(noun, at string, texts ...string) error {
	if _, err := time.Parse(time.RFC3339, at); err != nil {
		return Errorf(CodeInvalid, "noun", noun).Wrap(err)
	}
	return CheckLength(texts...)
}

// MayClose says whether nothing of a debrief is left to follow up: every countermeasure
// somebody committed to was checked, or is not pursued and says why.
func (w *Whole) MayClose() bool {
	return !slices.ContainsFunc(w.Countermeasures, func(c Countermeasure) bool { return c.IsOpen() })
}

// IsOpen says whether something is left to follow up of a countermeasure.
func (c *Countermeasure) IsOpen() bool {
	switch c.State {
	case CountermeasureChecked, CountermeasureIdea:
		return false
	case CountermeasureNotPursued:
		return strings.TrimSpace(c.Reason) == ""
	}
	return true
}
