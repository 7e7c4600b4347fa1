package debrief

// QuestionState says what became of a question.
type QuestionState string

// A question was asked in the room, or is still open after it.
const (
	QuestionAsked QuestionState = "asked"
	QuestionOpen  QuestionState = "open"
)

// Question is one that was asked, or one that stayed open.
type Question struct {
	Base
	Place
	Text  string        `json:"text"`
	State QuestionState `json:"state"`
	// Who it was put to, if anybody in particular.
	Who Who `json:"who"`
	// AboutID is the line it was asked about; may be empty.
	AboutID ID `json:"aboutId"`
	// AccountIDs are the entries that tell one moment differently, at least two, when
	// the question is about that. They stand side by side and stay as they were told;
	// an entry is an account of one question at most.
	AccountIDs []ID `json:"accountIds,omitempty"`
	// Rule is the wording rule that suggested it; empty when somebody thought of it.
	Rule string `json:"rule"`
}

// Noun returns NounQuestion.
func (*Question) Noun() Noun { return NounQuestion }

// Validate reports what keeps the question from being stored.
func (q *Question) Validate() error {
	if err := q.validateBase(NounQuestion); err != nil {
		return err
	}
	if err := q.validatePlace(); err != nil {
		return err
	}
	if err := oneOf("question", q.State, QuestionAsked, QuestionOpen); err != nil {
		return err
	}
	if len(q.AccountIDs) > maxAccounts {
		return Errorf(CodeInvalid, "noun", "account")
	}
	return CheckLength(q.Text)
}

// maxAccounts bounds the accounts of one moment: more than anybody would put
// side by side.
const maxAccounts = 50
