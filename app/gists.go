package app

import (
	"context"

	"secondstory/backend/gist"
)

// Gists is bound to the window: what page one of a report has room for, and what it
// could say.
type Gists struct{ desk *Desk }

// PageOne is what helps with writing page one.
type PageOne struct {
	Limits gist.Limits  `json:"limits"`
	Offers []gist.Offer `json:"offers"`
}

// PageOne finds what the debrief already has for it.
func (s *Gists) PageOne(debriefID string) (p PageOne, err error) {
	defer guard(&err)
	p = PageOne{Limits: gist.Room(), Offers: []gist.Offer{}}
	lib, err := s.desk.open()
	if err != nil {
		return p, err
	}
	w, err := lib.Load(context.Background(), debriefID)
	if err != nil {
		return p, err
	}
	p.Offers = append(p.Offers, gist.Offers(w, s.desk.copy.T)...)
	return p, nil
}
