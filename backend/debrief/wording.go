package debrief

// WordingDecision is what was done about a flag.
type WordingDecision string

// A flag was turned into a question, is somebody's own words, or was left.
const (
	WordingAsked WordingDecision = "asked"
	WordingQuote WordingDecision = "quote"
	WordingLeft  WordingDecision = "left"
)

// WordingScope is how far a decision reaches.
type WordingScope string

// A decision is about one text, or about the phrase wherever it stands in the
// debrief.
const (
	WordingOnce    WordingScope = ""
	WordingDebrief WordingScope = "debrief"
)

// Wording is a decision about one flag, kept beside the text and never in it.
// It says nothing about who spoke: words are counted, never speakers.
type Wording struct {
	Base
	// RecordID and Field name the text the flag was on.
	RecordID ID     `json:"recordId"`
	Field    string `json:"field"`
	// Rule and Phrase find the flag again when the text is checked again.
	Rule     string          `json:"rule"`
	Class    string          `json:"class"`
	Phrase   string          `json:"phrase"`
	Decision WordingDecision `json:"decision"`
	Scope    WordingScope    `json:"scope"`
}

// Noun returns NounWording.
func (*Wording) Noun() Noun { return NounWording }

// Validate reports what keeps the decision from being stored.
func (w *Wording) Validate() error {
	if err := w.validateBase(NounWording); err != nil {
		return err
	}
	if err := oneOf("wording", w.Scope, WordingOnce, WordingDebrief); err != nil {
		return err
	}
	return oneOf("wording", w.Decision, WordingAsked, WordingQuote, WordingLeft)
}
