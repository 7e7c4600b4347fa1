package debrief

import "time"

// ReleaseAs says how a passage of an interview is told to others.
type ReleaseAs string

// The three ways.
const (
	ReleaseQuote      ReleaseAs = "quote"
	ReleaseParaphrase ReleaseAs = "paraphrase"
	// ReleaseUnnamed tells it without saying whose it is.
	ReleaseUnnamed ReleaseAs = "unnamed"
)

// ReleaseScope says how far a passage may go. Each holds those before it.
type ReleaseScope string

// The scopes.
const (
	ScopeMeeting ReleaseScope = "meeting"
	ScopeReport  ReleaseScope = "report"
	ScopePublic  ReleaseScope = "public"
)

// ReleaseGiven says how somebody agreed.
type ReleaseGiven string

// The ways of agreeing.
const (
	GivenInPerson ReleaseGiven = "in-person"
	GivenOnCall   ReleaseGiven = "on-call"
	GivenWritten  ReleaseGiven = "written"
)

// Consent is what somebody agreed to: their words become an entry no other way.
type Consent struct {
	As    ReleaseAs    `json:"as"`
	Scope ReleaseScope `json:"scope"`
	Given ReleaseGiven `json:"given"`
	// At is when, RFC 3339 UTC.
	At string `json:"at"`
	// Words are what was agreed to, and what others read. Empty in a library from
	// before they were kept: what stands in the entry counts then.
	Words string `json:"words"`
	// EntryID is the entry they became first. A copy of its debrief keeps it, so that
	// words that are taken back are found there too.
	EntryID ID `json:"entryId"`
}

// IsZero says that nothing was asked for.
func (c Consent) IsZero() bool { return c == Consent{} }

// Validate reports what keeps the consent from being stored.
func (c Consent) Validate() error {
	if c.IsZero() {
		return nil
	}
	if err := oneOf("release", c.As, ReleaseQuote, ReleaseParaphrase, ReleaseUnnamed); err != nil {
		return err
	}
	if err := oneOf("release", c.Scope, ScopeMeeting, ScopeReport, ScopePublic); err != nil {
		return err
	}
	if err := oneOf("release", c.Given, "", GivenInPerson, GivenOnCall, GivenWritten); err != nil {
		return err
	}
	if _, err := time.Parse(time.RFC3339, c.At); c.At != "" && err != nil {
		return Errorf(CodeInvalid, "noun", "release")
	}
	return CheckLength(c.Words)
}

// Covers says whether something agreed to within this scope may go as far as another.
func (s ReleaseScope) Covers(other ReleaseScope) bool {
	reach := map[ReleaseScope]int{ScopeMeeting: 1, ScopeReport: 2, ScopePublic: 3}
	return reach[other] > 0 && reach[s] >= reach[other]
}

// Differs says whether an entry says something else than its speaker agreed to.
func (e *Entry) Differs() bool { return e.Consent.Words != "" && e.Consent.Words != e.Text }

// Keeps refuses to make another out of what somebody agreed to share: whose
// words they are told to be, whether they are told as said, and what was agreed
// stay as they were. What is written on the line may change; see Differs.
func (e *Entry) Keeps(was *Entry) error {
	if was.Consent.IsZero() && e.Consent.IsZero() {
		return nil
	}
	if was.Consent != e.Consent || was.Who != e.Who || was.Quote != e.Quote {
		return Errorf(CodeConsentKept)
	}
	return nil
}
