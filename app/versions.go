package app

import (
	"context"
	"slices"

	"secondstory/backend/bundle"
	"secondstory/backend/debrief"
	"secondstory/backend/signoff"
)

// Versions is bound to the window: what is open before sign-off, signing off,
// amending, and what changed since.
type Versions struct{ desk *Desk }

// Since is what changed since a version. Without a version it is empty.
type Since struct {
	Number string `json:"number"`
	// Gone says that the version was withdrawn: nobody knows what changed.
	Gone       bool              `json:"gone"`
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
	a, err := signoff.Amend(w.Debrief, s.desk.keeper.Now())
	if err != nil {
		return head, err
	}
	a.ID = step.ID
	if err := s.desk.apply(a); err != nil {
		return head, err
	}
	return headIn(a), nil
}

// Withdraw destroys what was signed off under an earlier number, for good: somebody took
// words back that are in it. Its number, date and hash stay, with why. With kits, what the
// rehearsals made of the debrief have of it goes too.
func (s *Versions) Withdraw(debriefID, number, why string, kits bool) (v debrief.Version, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return v, err
	}
	w, err := lib.Load(context.Background(), debriefID)
	if err != nil {
		return v, err
	}
	found := w.Version(number)
	if number == "" || found == nil || found.IsWithdrawn() {
		return v, debrief.Errorf(debrief.CodeVersionGone, "number", number)
	}
	v = *found
	v.WithdrawnAt, v.WithdrawnWhy = s.desk.stamp(), why
	return v, lib.WithdrawVersion(context.Background(), v, kits)
}

// Kit is a rehearsal that was made of a debrief and has words of it.
type Kit struct {
	ID        debrief.ID `json:"id"`
	Title     string     `json:"title"`
	CreatedAt string     `json:"createdAt"`
	// Stands says that it is signed off with them and keeps them; Versions, that what was
	// signed off of it does.
	Stands   bool `json:"stands"`
	Versions bool `json:"versions"`
}

// Kits are the rehearsals that have words of a debrief, the oldest first.
func (s *Versions) Kits(debriefID string) (kits []Kit, err error) {
	defer guard(&err)
	kits = []Kit{}
	lib, err := s.desk.open()
	if err != nil {
		return kits, err
	}
	all, err := lib.KitsOf(context.Background(), debriefID)
	for _, k := range all {
		kits = append(kits, Kit(k))
	}
	return kits, err
}

// Holding returns the numbers of the versions that hold an entry, the first one first.
// One that cannot be read is not among them.
func (s *Versions) Holding(debriefID, entryID string) (numbers []string, err error) {
	defer guard(&err)
	numbers = []string{}
	lib, w, err := s.load(debriefID)
	if err != nil {
		return numbers, err
	}
	for i := range w.Versions {
		was, v, err := signoff.Read(context.Background(), lib, w, w.Versions[i].Number)
		if err == nil && slices.ContainsFunc(was.Entries, func(e debrief.Entry) bool { return e.ID == entryID }) {
			numbers = append(numbers, v.Number)
		}
	}
	return numbers, nil
}

// Since compares a version with the one before it, or without a number what stands with
// the newest. Of one that was withdrawn there is nothing to compare with, and only its
// number is said.
func (s *Versions) Since(debriefID, number string) (out Since, err error) {
	defer guard(&err)
	out.Difference = bundle.Difference{Added: []bundle.Item{}, Changed: []bundle.Item{}, Removed: []bundle.Item{}}
	lib, w, err := s.load(debriefID)
	if err != nil || len(w.Versions) == 0 {
		return out, err
	}
	is, before := w, w.Version("")
	if number != "" {
		var v *debrief.Version
		if is, v, err = signoff.Read(context.Background(), lib, w, number); err != nil {
			return out, err
		}
		if before = previous(w, v); before == nil {
			return out, nil
		}
	}
	out.Number = before.Number
	was, _, err := signoff.Read(context.Background(), lib, w, before.Number)
	if debrief.CodeOf(err) == debrief.CodeVersionWithdrawn {
		out.Gone = true
		return out, nil
	}
	if err != nil {
		return out, err
	}
	out.Difference = bundle.Compare(signoff.Content(was), signoff.Content(is))
	return out, nil
}

// previous is the version before one, or nil.
func previous(w *debrief.Whole, v *debrief.Version) *debrief.Version {
	if upTo := w.UpTo(v); len(upTo) > 1 {
		return &upTo[len(upTo)-2]
	}
	return nil
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
