package app

import (
	"context"

	"secondstory/backend/interview"
)

// TalkCounts says how far the talks of a debrief are. While the vault is locked
// nobody knows, and Known is false.
type TalkCounts struct {
	Known    bool `json:"known"`
	Planned  int  `json:"planned"`
	Held     int  `json:"held"`
	Declined int  `json:"declined"`
}

// Talks counts the interviews of a debrief by how far they are. It is no use of
// the vault, and keeps it open no longer.
func (s *Interviews) Talks(debriefID string) (out TalkCounts, err error) {
	defer guard(&err)
	v, err := s.ready()
	if err != nil || !v.IsOpen() || s.owes() {
		return out, err
	}
	all, _, err := v.List(context.Background(), debriefID)
	if err != nil {
		return out, err
	}
	out.Known = true
	for _, i := range all {
		switch i.State {
		case interview.StatePlanned:
			out.Planned++
		case interview.StateHeld:
			out.Held++
		case interview.StateDeclined:
			out.Declined++
		}
	}
	return out, nil
}
