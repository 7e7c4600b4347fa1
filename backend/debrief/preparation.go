package debrief

import (
	"slices"
	"time"
)

// Preparation is what is arranged before the meeting.
type Preparation struct {
	// MeetsAt is the time appointed, RFC 3339 UTC, or empty; Zone is the IANA zone
	// it was appointed in.
	MeetsAt string `json:"meetsAt"`
	Zone    string `json:"zone"`
	// Place is a room, DialIn what somebody elsewhere needs: a link, a number.
	Place  string `json:"place"`
	DialIn string `json:"dialIn"`
	// Authority says whether the facilitator has a say over anybody's pay or
	// position in the group; empty means nobody said.
	Authority Involved `json:"authority"`
	// Themes are the two to five things the meeting is to be about.
	Themes []string `json:"themes"`
	// Opening are the questions it may begin with, the first one first.
	Opening []string `json:"opening"`
	// Statement is the assurance that nobody is punished for what is told, in
	// words of one's own; empty for the usual ones. StatementBy is who stands
	// behind it.
	Statement   string `json:"statement"`
	StatementBy string `json:"statementBy"`
	// Invitation is the text of the invitation, in words of one's own; empty for
	// the usual one.
	Invitation string `json:"invitation"`
	// Cover is what is said to somebody who gets their own lines to read, in words
	// of one's own; empty for the usual ones. AnswerBy is until when they are asked
	// to answer, as people say it; empty for before the meeting.
	Cover    string `json:"cover"`
	AnswerBy string `json:"answerBy"`
	// Email is where answers to an invitation go: the address of who invites. It
	// is printed and shown nowhere else.
	Email string `json:"email"`
	// Without says of items of the checklist why they are not done, by their names.
	Without []Omission `json:"without"`
}

// Omission is an item of the checklist somebody decided to go on without.
type Omission struct {
	Item   string `json:"item"`
	Reason string `json:"reason"`
}

// Bounds of a preparation.
const (
	maxThemes  = 20
	maxWithout = 100
)

func (p *Preparation) validate() error {
	invalid := Errorf(CodeInvalid, "noun", "preparation")
	if len(p.Themes) > maxThemes || len(p.Opening) > maxThemes || len(p.Without) > maxWithout {
		return invalid
	}
	if err := oneOf("authority", p.Authority, InvolvedUnsaid, InvolvedNo, InvolvedYes); err != nil {
		return err
	}
	if _, err := time.Parse(time.RFC3339, p.MeetsAt); p.MeetsAt != "" && err != nil {
		return invalid
	}
	for _, o := range p.Without {
		if err := CheckLength(o.Item, o.Reason); err != nil {
			return err
		}
	}
	return CheckLength(slices.Concat(p.Themes, p.Opening, []string{p.Place, p.DialIn, p.Statement, p.StatementBy, p.Invitation, p.Cover, p.AnswerBy, p.Email})...)
}

func (p *Preparation) fill() {
	for _, texts := range []*[]string{&p.Themes, &p.Opening} {
		if *texts == nil {
			*texts = []string{}
		}
	}
	if p.Without == nil {
		p.Without = []Omission{}
	}
}
