package debrief

// Category sorts contributing factors by the kind of condition.
type Category string

// The categories; empty means not sorted yet.
const (
	CategoryNone          Category = ""
	CategoryTools         Category = "tools"
	CategorySignals       Category = "signals"
	CategoryKnowledge     Category = "knowledge"
	CategoryCommunication Category = "communication"
	CategoryLoad          Category = "load"
	CategoryIncentives    Category = "incentives"
	CategoryRedundancy    Category = "redundancy"
	CategorySafeguards    Category = "safeguards"
	CategoryOutside       Category = "outside"
)

// Categories lists the categories in the order the screens show them.
var Categories = []Category{
	CategoryTools, CategorySignals, CategoryKnowledge, CategoryCommunication, CategoryLoad,
	CategoryIncentives, CategoryRedundancy, CategorySafeguards, CategoryOutside,
}

// Factor is one of several conditions that had to come together.
type Factor struct {
	Base
	Place
	Text string `json:"text"`
	// Detail says more, for the report.
	Detail   string   `json:"detail"`
	Category Category `json:"category"`
	// EntryIDs are the lines it rests on. An id whose entry was deleted is
	// kept, so that bringing the entry back brings the link back.
	EntryIDs []ID `json:"entryIds"`
	// Recurs is the factor of an earlier debrief that this one is the same as: the
	// earliest of them all, so that those which name one belong together.
	Recurs ID `json:"recurs,omitempty"`
}

// Noun returns NounFactor.
func (*Factor) Noun() Noun { return NounFactor }

// Validate reports what keeps the factor from being stored.
func (f *Factor) Validate() error {
	if err := f.validateBase(NounFactor); err != nil {
		return err
	}
	if err := f.validatePlace(); err != nil {
		return err
	}
	if f.Category != CategoryNone {
		if err := oneOf("category", f.Category, Categories...); err != nil {
			return err
		}
	}
	if len(f.Recurs) > maxID {
		return Errorf(CodeInvalid, "noun", string(NounFactor))
	}
	if f.EntryIDs == nil {
		f.EntryIDs = []ID{}
	}
	return CheckLength(f.Text, f.Detail)
}
