package debrief

import (
	"slices"
	"time"
)

// Lane says whose doing an entry tells of.
type Lane string

// The three lanes of the timeline; empty means not sorted yet.
const (
	LaneNone   Lane = ""
	LaneSystem Lane = "system"
	LaneSaw    Lane = "saw"
	LaneDid    Lane = "did"
)

// Basis says how an entry is known.
type Basis string

// The two bases: a record (log, chat, graph) or somebody's memory.
const (
	BasisMemory Basis = "memory"
	BasisRecord Basis = "record"
)

// Standing says whether people agree about an entry.
type Standing string

// An entry is told differently by others, or all who were asked agree about it.
const (
	StandingDisputed Standing = "disputed"
	StandingAgreed   Standing = "agreed"
)

// Pivot marks a moment at which the course of an event could turn, by its kind.
type Pivot string

// The kinds of pivot: something was noticed, chosen, done or told.
const (
	PivotObservation   Pivot = "observation"
	PivotDecision      Pivot = "decision"
	PivotAction        Pivot = "action"
	PivotCommunication Pivot = "communication"
)

// Entry is one line of narrative or timeline.
type Entry struct {
	Base
	Place
	Time Moment `json:"time"`
	// Who spoke or acted; nobody for a note or for the system at large.
	Who  Who    `json:"who"`
	Text string `json:"text"`
	// Label is a short form for the figure; empty means the text serves.
	Label string `json:"label"`
	Lane  Lane   `json:"lane"`
	Basis Basis  `json:"basis"`
	// Source says where it is known from ("deploy log", "chat").
	Source string `json:"source"`
	// Quote marks words kept exactly as said. They are never flagged.
	Quote bool `json:"quote"`
	// OnTimeline puts an entry without a known time on the timeline, in its place.
	OnTimeline bool `json:"onTimeline"`
	// Consent is what the speaker of an interview agreed to; zero for an entry that
	// is of no interview.
	Consent Consent `json:"consent"`
	// Citations are the messages it rests on, each beside it to be read.
	Citations []Citation `json:"citations,omitempty"`
	// Naming is what was decided about those whom its words name.
	Naming []Naming `json:"naming,omitempty"`
	// Standing says whether people agree about it; empty while nobody said.
	Standing Standing `json:"standing,omitempty"`
	// Pivot says what kind of moment it was; empty for one not marked.
	Pivot Pivot `json:"pivot,omitempty"`
	// Room is the mark of what was confirmed for the Room view, see RoomMark;
	// empty for what never was. An edit leaves the mark behind, so that words
	// nobody has looked at are not shown, whichever way they were changed.
	Room string `json:"room"`
}

// Noun returns NounEntry.
func (*Entry) Noun() Noun { return NounEntry }

// Validate reports what keeps the entry from being stored.
func (e *Entry) Validate() error {
	if err := e.validateBase(NounEntry); err != nil {
		return err
	}
	if err := e.validatePlace(); err != nil {
		return err
	}
	if err := oneOf("lane", e.Lane, LaneNone, LaneSystem, LaneSaw, LaneDid); err != nil {
		return err
	}
	if err := oneOf("basis", e.Basis, BasisMemory, BasisRecord); err != nil {
		return err
	}
	if err := oneOf("standing", e.Standing, "", StandingDisputed, StandingAgreed); err != nil {
		return err
	}
	if err := oneOf("pivot", e.Pivot, "", PivotObservation, PivotDecision, PivotAction, PivotCommunication); err != nil {
		return err
	}
	if err := e.Time.Validate(); err != nil {
		return err
	}
	if err := e.Consent.Validate(); err != nil {
		return err
	}
	if len(e.Citations) > maxCitations || slices.ContainsFunc(e.Citations, func(c Citation) bool { return !isStamp(c.At, time.RFC3339) }) {
		return Errorf(CodeInvalid, "noun", "citation")
	}
	if len(e.Naming) > maxNamings {
		return Errorf(CodeInvalid, "noun", "naming")
	}
	for i := range e.Naming {
		if err := e.Naming[i].validate(); err != nil {
			return err
		}
	}
	if len(e.Room) > maxRoomMark {
		return Errorf(CodeInvalid, "noun", "room")
	}
	return CheckLength(e.Text, e.Label, e.Source)
}

// InTimeline says whether the entry belongs to the timeline: it has a time, or
// somebody put it there without one.
func (e *Entry) InTimeline() bool { return e.Time.Known() || e.OnTimeline }
