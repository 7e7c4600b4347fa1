package debrief

import (
	"slices"
	"time"
)

// NamingAs says what is printed where somebody is named in a line.
type NamingAs string

// A role stands for the name; or the name stays, which is that person's own answer.
const (
	NamingRole  NamingAs = "role"
	NamingNamed NamingAs = "named"
)

// maxNamings bounds what is decided about the names of one line.
const maxNamings = 100

// Naming is what was decided about somebody's name in a line that says it.
type Naming struct {
	// Who is named: a participant, or by a name that is in no list.
	ParticipantID ID       `json:"participantId"`
	Name          string   `json:"name"`
	As            NamingAs `json:"as"`
	// At is when, RFC 3339 UTC.
	At string `json:"at"`
	// Mark is that of the words it is about, see NamingMark: who may be named in some
	// words has not said so of others.
	Mark string `json:"mark"`
}

// Who is named.
func (n *Naming) Who() Who { return Who{ParticipantID: n.ParticipantID, Name: n.Name} }

func (n *Naming) validate() error {
	if err := oneOf("naming", n.As, NamingRole, NamingNamed); err != nil {
		return err
	}
	if n.At == "" || n.Who() == (Who{}) || len(n.Mark) > maxLinesMark || !isStamp(n.At, time.RFC3339) {
		return Errorf(CodeInvalid, "noun", "naming")
	}
	return CheckLength(n.Name)
}

// NamingMark is the mark of the words somebody is named in.
func NamingMark(text string) string { return LinesMark([]Line{{Text: text}}) }

// MayBeNamed says that somebody answered they may be named in these words.
func (e *Entry) MayBeNamed(who Who, text string) bool {
	return slices.ContainsFunc(e.Naming, func(n Naming) bool {
		return n.As == NamingNamed && n.Who() == who && n.Mark == NamingMark(text)
	})
}
