package interview

import (
	"errors"
	"slices"
	"strings"
	"time"

	"secondstory/backend/debrief"
)

// State says how far an interview has come.
type State string

// The states. Declined is an answer as good as the others.
const (
	StatePlanned  State = "planned"
	StateHeld     State = "held"
	StateDeclined State = "declined"
)

// Prompts are what an interviewer may ask, in a good order. Their words are in
// the copy catalogue, under "interview.prompt." and the key.
func Prompts() []string {
	return []string{
		"drawn-in", "first-sign", "known-then", "options", "help", "pressures",
		"worries", "aloud", "who-else",
	}
}

// Interview is one private talk before the meeting.
type Interview struct {
	ID        debrief.ID `json:"id"`
	DebriefID debrief.ID `json:"debriefId"`
	// Rev is the version the writer last saw; 0 is a new one. Saving with a stale
	// one is a conflict, never an overwrite.
	Rev int64 `json:"rev"`
	// ParticipantID is whose it is. Name is theirs as it was then, so that it can
	// be told whose it was after they were removed or renamed.
	ParticipantID debrief.ID `json:"participantId"`
	Name          string     `json:"name"`
	State         State      `json:"state"`
	// When is the time agreed on, RFC 3339 UTC, or empty; Zone is where it is
	// told, Minutes how long.
	When    string `json:"when"`
	Zone    string `json:"zone"`
	Minutes int    `json:"minutes"`
	Place   string `json:"place"`
	// Passages are what was said, one a line.
	Passages []Passage `json:"passages"`
	// Draft is the line being typed.
	Draft string `json:"draft"`
	// Asked are the prompts that were asked, by their keys.
	Asked []string `json:"asked"`
	// OffRecord says that nothing of this talk is to be asked for.
	OffRecord bool       `json:"offRecord"`
	FollowUps []FollowUp `json:"followUps"`
	// ThankedAt is when they were thanked, RFC 3339 UTC.
	ThankedAt string `json:"thankedAt"`
	// AskedSeconds and HeardSeconds are how long the interviewer and the other
	// spoke, for this talk alone.
	AskedSeconds int `json:"askedSeconds"`
	HeardSeconds int `json:"heardSeconds"`
	// DestroyOn is when it was agreed that the notes go: a day, yyyy-mm-dd,
	// DestroyAsked, or empty for when the debrief is signed off.
	DestroyOn string  `json:"destroyOn"`
	Papers    []Paper `json:"papers"`
	// SavedAt is when it was sealed, RFC 3339 UTC.
	SavedAt string `json:"savedAt"`
}

// DestroyAsked keeps the notes until their speaker asks for them to be destroyed.
const DestroyAsked = "asked"

// Passage is one line somebody said.
type Passage struct {
	ID debrief.ID `json:"id"`
	// Prompt is what was asked before it: a key of Prompts, or words of one's own.
	Prompt string `json:"prompt"`
	Text   string `json:"text"`
	// OffRecord says that it is never to be asked for.
	OffRecord bool      `json:"offRecord"`
	Releases  []Release `json:"releases"`
	PaperID   string    `json:"paperId"`
}

// FollowUp is something to come back to.
type FollowUp struct {
	Text string `json:"text"`
	Done bool   `json:"done"`
}

// Paper is a picture in the vault.
type Paper struct {
	ID        debrief.ID `json:"id"`
	Name      string     `json:"name"`
	MediaType string     `json:"mediaType"`
}

// Answer is what somebody said when a passage was asked for.
type Answer string

// The answers; empty is none yet.
const (
	AnswerNone     Answer = ""
	AnswerAgreed   Answer = "agreed"
	AnswerDeclined Answer = "declined"
	// AnswerWithdrawn: agreed first, and taken back before sign-off.
	AnswerWithdrawn Answer = "withdrawn"
)

// Release is one passage that was asked for.
type Release struct {
	ID debrief.ID `json:"id"`
	debrief.Consent
	Answer Answer `json:"answer"`
	// Timeline says that the words go there; otherwise they go into the narratives.
	// Time is when it was, if they said.
	Timeline bool           `json:"timeline"`
	Time     debrief.Moment `json:"time"`
	// AskedAt and AnsweredAt are when, RFC 3339 UTC.
	AskedAt    string `json:"askedAt"`
	AnsweredAt string `json:"answeredAt"`
}

// Bounds of an interview.
const (
	maxPassages = 10_000
	maxMinutes  = 24 * 60
)

// Validate reports the first thing that keeps the interview from being stored.
func (i *Interview) Validate() error {
	i.fill()
	invalid := debrief.Errorf(debrief.CodeInvalid, "noun", "interview")
	if i.ID == "" || i.DebriefID == "" || len(i.Passages) > maxPassages || i.Minutes < 0 || i.Minutes > maxMinutes {
		return invalid
	}
	switch i.State {
	case StatePlanned, StateHeld, StateDeclined:
	default:
		return invalid
	}
	if !isTime(i.When) || !isTime(i.ThankedAt) || i.DestroyOn != DestroyAsked && !isDay(i.DestroyOn) {
		return invalid
	}
	for _, p := range i.Passages {
		if err := p.validate(); err != nil {
			return err
		}
	}
	return debrief.CheckLength(i.Name, i.Place, i.Draft)
}

// fill makes every list one, so that the window never meets none.
func (i *Interview) fill() {
	if i.Passages == nil {
		i.Passages = []Passage{}
	}
	if i.Asked == nil {
		i.Asked = []string{}
	}
	if i.FollowUps == nil {
		i.FollowUps = []FollowUp{}
	}
	if i.Papers == nil {
		i.Papers = []Paper{}
	}
	for n := range i.Passages {
		if i.Passages[n].Releases == nil {
			i.Passages[n].Releases = []Release{}
		}
	}
}

func (p Passage) validate() error {
	if p.ID == "" {
		return debrief.Errorf(debrief.CodeInvalid, "noun", "passage")
	}
	for _, r := range p.Releases {
		if err := errors.Join(r.Validate(), r.Time.Validate()); err != nil {
			return err
		}
		if r.Answer == AnswerAgreed && (p.OffRecord || strings.TrimSpace(r.Words) == "") {
			return debrief.Errorf(debrief.CodeInvalid, "noun", "release")
		}
	}
	return debrief.CheckLength(p.Text, p.Prompt)
}

func isTime(s string) bool {
	_, err := time.Parse(time.RFC3339, s)
	return s == "" || err == nil
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return s == "" || err == nil
}

// Released counts the passages of which something was agreed to.
func (i *Interview) Released() (n int) {
	for _, p := range i.Passages {
		for _, r := range p.Releases {
			if r.Answer == AnswerAgreed {
				n++
				break
			}
		}
	}
	return n
}

// Agreed returns a release that somebody agreed to, how and when, of a passage
// that is on the record; nil when there is none of that id.
func (i *Interview) Agreed(id debrief.ID) *Release {
	for n := range i.Passages {
		p := &i.Passages[n]
		for m := range p.Releases {
			r := &p.Releases[m]
			if r.ID != id {
				continue
			}
			if i.OffRecord || p.OffRecord || r.Answer != AnswerAgreed || r.Given == "" || r.At == "" || r.IsZero() {
				return nil
			}
			return r
		}
	}
	return nil
}

// Withdraw takes an agreement back, with those it took the place of, and says
// which entry it had become; ok is false when there is nothing of that id to take
// back. Done again it is the same.
func (i *Interview) Withdraw(id debrief.ID, at time.Time) (entryID debrief.ID, ok bool) {
	for n := range i.Passages {
		all := i.Passages[n].Releases
		this := slices.IndexFunc(all, func(r Release) bool { return r.ID == id })
		if this < 0 {
			continue
		}
		entryID = all[this].EntryID
		for m := range all {
			if r := &all[m]; r.Answer == AnswerAgreed && (m == this || entryID != "" && r.EntryID == entryID) {
				r.Answer, r.AnsweredAt = AnswerWithdrawn, at.UTC().Format(time.RFC3339)
			}
		}
		return entryID, all[this].Answer == AnswerWithdrawn
	}
	return "", false
}

// withdrawAll takes back what had become one of these entries.
func (i *Interview) withdrawAll(entries []debrief.ID, at time.Time) {
	for _, p := range i.Passages {
		for n := range p.Releases {
			if r := &p.Releases[n]; r.Answer == AnswerAgreed && r.EntryID != "" && slices.Contains(entries, r.EntryID) {
				r.Answer, r.AnsweredAt = AnswerWithdrawn, at.UTC().Format(time.RFC3339)
			}
		}
	}
}

// Withdrawn are the entries that were taken back: nothing of them is to be left
// in the shared part.
func (i *Interview) Withdrawn() (out []debrief.ID) {
	for _, p := range i.Passages {
		for _, r := range p.Releases {
			if r.Answer == AnswerWithdrawn && r.EntryID != "" {
				out = append(out, r.EntryID)
			}
		}
	}
	return out
}
