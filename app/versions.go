package app

import (
	"context"

	"secondstory/backend/bundle"
	"secondstory/backend/debrief"
	"secondstory/backend/signoff"
)

// Versions is bound to the window: what is open before sign-off, signing off,
// amending, and what changed since.
type Versions struct{ desk *Desk }

// Since is what changed since a version. Without a version it is empty.
type Since struct {
	Number     string            `json:"number"`
	Difference bundle.Difference `json:"difference"`
}

// SignedOff is a version and the debrief's head as it stands then.
type SignedOff struct {
	Version debrief.Version `json:"version"`
	Debrief debrief.Debrief `json:"debrief"`
}

// Open lists what is open. Nothing of it keeps anybody from signing off.
func (s *Versions) Open(debriefID string) (items []signoff.Item, err error) {
	defer guard(&err)
	_, w, err := s.load(debriefID)
	if err != nil {
		return []signoff.Item{}, err
	}
	return signoff.Open(w), nil
}

// SignOff freezes the debrief as it is. Note says what changed since the version
// before, reason why something open was left open.
func (s *Versions) SignOff(step Step, debriefID, by, note, reason string) (done SignedOff, err error) {
	defer guard(&err)
	_, w, err := s.load(debriefID)
	if err != nil {
		return done, err
	}
	a, v, err := signoff.Sign(w, signoff.Options{At: s.desk.keeper.Now(), By: by, Note: note, Reason: reason})
	if err != nil {
		return done, err
	}
	a.ID = step.ID
	if err := s.desk.apply(a); err != nil {
		return done, err
	}
	return SignedOff{Version: *v, Debrief: headIn(a)}, nil
}

// Amend lets a debrief that was signed off be changed again; its versions stay.
func (s *Versions) Amend(step Step, debriefID string) (head debrief.Debrief, err error) {
	defer guard(&err)
	_, w, err := s.load(debriefID)
	if err != nil {
		return head, err
	}
	a, err := signoff.Amend(w.Debrief)
	if err != nil {
		return head, err
	}
	a.ID = step.ID
	if err := s.desk.apply(a); err != nil {
		return head, err
	}
	return headIn(a), nil
}

// Since compares what stands with the newest version.
func (s *Versions) Since(debriefID string) (out Since, err error) {
	defer guard(&err)
	out.Difference = bundle.Difference{Added: []bundle.Item{}, Changed: []bundle.Item{}, Removed: []bundle.Item{}}
	lib, w, err := s.load(debriefID)
	if err != nil || len(w.Versions) == 0 {
		return out, err
	}
	was, v, err := signoff.Read(context.Background(), lib, w, "")
	if err != nil {
		return out, err
	}
	out.Number, out.Difference = v.Number, bundle.Compare(signoff.Content(was), signoff.Content(w))
	return out, nil
}

func (s *Versions) load(id string) (signoff.Keeper, *debrief.Whole, error) {
	lib, err := s.desk.open()
	if err != nil {
		return nil, nil, err
	}
	w, err := lib.Load(context.Background(), id)
	return lib, w, err
}

// headIn is the head of a debrief that an action put, with its revision.
func headIn(a debrief.Action) debrief.Debrief {
	for _, r := range a.Put {
		if d, ok := r.(*debrief.Debrief); ok {
			return *d
		}
	}
	return debrief.Debrief{}
}
