package debrief

import (
	"crypto/rand"
	"encoding/base32"
	"strings"
)

// ID names one record for ever. It is random, so that two laptops never give
// the same one and an id tells nothing about when or by whom it was made.
type ID = string

// NewID returns a fresh random id of 26 lower-case letters and digits.
func NewID() ID {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails since Go 1.24: it ends the program instead
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b[:]))
}

// Noun says which kind of thing a record is. The values are stored.
type Noun string

// The nouns of a debrief. See the package's files of the same names.
const (
	NounDebrief        Noun = "debrief"
	NounMeeting        Noun = "meeting"
	NounTurns          Noun = "turns"
	NounParticipant    Noun = "participant"
	NounEntry          Noun = "entry"
	NounQuestion       Noun = "question"
	NounFactor         Noun = "factor"
	NounHelped         Noun = "helped"
	NounCountermeasure Noun = "countermeasure"
	NounBand           Noun = "band"
	NounWording        Noun = "wording"
	NounAttachment     Noun = "attachment"
	NounSource         Noun = "source"
	NounVersion        Noun = "version"
)

// Record is one noun of one debrief, as it is stored.
type Record interface {
	// Noun says which kind of record this is.
	Noun() Noun
	// Head gives the identity and the revision, to read and to set.
	Head() *Base
	// Validate reports the first thing that keeps the record from being stored.
	Validate() error
}

// Base is what every record has.
type Base struct {
	// ID is the record's own name.
	ID ID `json:"id"`
	// DebriefID is the debrief it belongs to; a debrief belongs to itself.
	DebriefID ID `json:"debriefId"`
	// Rev is the revision the writer last saw; 0 means a new record. Writing
	// with a stale one is a conflict, never an overwrite.
	Rev int64 `json:"rev"`
}

// Head returns the base itself, so that embedding it is enough.
func (b *Base) Head() *Base { return b }

func (b *Base) validateBase(noun Noun) error {
	if b.ID == "" || b.DebriefID == "" || len(b.ID) > maxID || len(b.DebriefID) > maxID {
		return Errorf(CodeInvalid, "noun", string(noun))
	}
	return nil
}

// Place puts a line where it was filed: in a stage of the meeting and in order
// there. Positions need not be whole: a line between two others takes the
// middle.
type Place struct {
	// Stage is 1 to 7, or 0 for what was written before the meeting.
	Stage int `json:"stage"`
	// Position orders the lines of a debrief; equal ones keep the order of writing.
	Position float64 `json:"position"`
}

func (p Place) validatePlace() error {
	if p.Stage < 0 || p.Stage > len(Stages) {
		return Errorf(CodeInvalid, "noun", "stage")
	}
	return nil
}

// Who is a person or a thing that acts: a participant of the debrief, or a
// name that is not one ("the database", "an engineer on leave").
type Who struct {
	ParticipantID ID     `json:"participantId"`
	Name          string `json:"name"`
}

// IsZero says that nobody is named.
func (w Who) IsZero() bool { return w.ParticipantID == "" && w.Name == "" }

// NewRecord returns an empty record of a noun, or nil for an unknown noun.
func NewRecord(n Noun) Record {
	switch n {
	case NounDebrief:
		return &Debrief{}
	case NounMeeting:
		return &Meeting{}
	case NounTurns:
		return &Turns{}
	case NounParticipant:
		return &Participant{}
	case NounEntry:
		return &Entry{}
	case NounQuestion:
		return &Question{}
	case NounFactor:
		return &Factor{}
	case NounHelped:
		return &Helped{}
	case NounCountermeasure:
		return &Countermeasure{}
	case NounBand:
		return &Band{}
	case NounWording:
		return &Wording{}
	case NounAttachment:
		return &Attachment{}
	case NounSource:
		return &Source{}
	case NounVersion:
		return &Version{}
	}
	return nil
}

// maxID bounds an id, in bytes.
const maxID = 200

// maxText bounds one text field, in bytes: far above anything typed, far below
// what would make a window stutter.
const maxText = 1 << 20

// CheckLength refuses a text that is longer than one field can hold (1 MB).
func CheckLength(texts ...string) error {
	for _, t := range texts {
		if len(t) > maxText {
			return Errorf(CodeTooLong, "limit", "1 MB")
		}
	}
	return nil
}

func oneOf[T ~string](noun string, value T, allowed ...T) error {
	for _, a := range allowed {
		if value == a {
			return nil
		}
	}
	return Errorf(CodeInvalid, "noun", noun)
}
