package app

import (
	"context"
	"log/slog"
	"slices"

	"secondstory/backend/capture"
	"secondstory/backend/debrief"
	"secondstory/backend/interview"
	"secondstory/backend/library"
)

// Released is an interview, and the entry its speaker agreed to.
type Released struct {
	Interview interview.Interview `json:"interview"`
	Entry     debrief.Entry       `json:"entry"`
}

// Release makes an entry of words somebody agreed to share: no other way leads
// out of the vault. The vault is saved first, so that an entry is never there
// without what was agreed to; done again, it is the same entry.
func (s *Interviews) Release(step Step, one interview.Interview, releaseID string) (out Released, err error) {
	defer guard(&err)
	out.Interview = one
	v, err := s.used()
	if err != nil {
		return out, err
	}
	release := one.Agreed(releaseID)
	if release == nil {
		return out, debrief.Errorf(debrief.CodeInvalid, "noun", "release")
	}
	_, whole, err := s.mayRelease(one.DebriefID)
	if err != nil {
		return out, err
	}
	entry := entryOf(whole, &one, release)
	release.EntryID, entry.Consent.EntryID = entry.ID, entry.ID
	if err := v.Save(context.Background(), &one); err != nil {
		return out, err
	}
	out = Released{one, *entry}
	if err := s.desk.apply(step.put(entry)); err != nil {
		return out, err
	}
	out.Entry = *entry
	return out, nil
}

// mayRelease returns a debrief whose words may still be released and taken back.
func (s *Interviews) mayRelease(debriefID string) (*library.Kept, *debrief.Whole, error) {
	lib, err := s.desk.open()
	if err != nil {
		return nil, nil, err
	}
	whole, err := lib.Load(context.Background(), debriefID)
	if err != nil {
		return nil, nil, err
	}
	if isSigned(whole.Debrief.State) {
		return nil, nil, debrief.Errorf(debrief.CodeReleaseSigned)
	}
	return lib, whole, nil
}

// isSigned says that a debrief was signed off: what was agreed to is part of it.
func isSigned(state debrief.State) bool {
	switch state {
	case debrief.StateSignedOff, debrief.StateFollowUp, debrief.StateClosed:
		return true
	}
	return false
}

// entryOf is the entry that a release becomes, after every other line.
func entryOf(whole *debrief.Whole, one *interview.Interview, r *interview.Release) *debrief.Entry {
	entry := &debrief.Entry{
		Base:  debrief.Base{ID: r.EntryID, DebriefID: one.DebriefID},
		Place: debrief.Place{Stage: debrief.StageNarratives},
		Text:  r.Words, Quote: r.As == debrief.ReleaseQuote, Basis: debrief.BasisMemory, Consent: r.Consent,
	}
	if r.Timeline {
		entry.Stage, entry.OnTimeline, entry.Time = debrief.StageTimeline, true, r.Time
		if whole.Meeting.StartedAt == "" {
			entry.Stage = 0
		}
	}
	if r.Timeline {
		// Somebody tells it, named or not: it is not what the system did.
		entry.Lane = capture.GuessLane(r.Words, true, entry.Quote)
	}
	if r.As != debrief.ReleaseUnnamed {
		entry.Who = speakerOf(whole, one)
	}
	if entry.ID == "" {
		entry.ID = debrief.NewID()
	}
	for _, e := range whole.Entries {
		if e.ID == entry.ID {
			entry.Rev, entry.Position, entry.Lane, entry.Source = e.Rev, e.Position, e.Lane, e.Source
			return entry
		}
		entry.Position = max(entry.Position, e.Position+1)
	}
	return entry
}

// speakerOf is who held an interview: by the name they had then, when they are
// no participant or were removed since.
func speakerOf(whole *debrief.Whole, one *interview.Interview) debrief.Who {
	for _, p := range whole.Participants {
		if p.ID == one.ParticipantID {
			return debrief.Who{ParticipantID: p.ID}
		}
	}
	return debrief.Who{Name: one.Name}
}

// Withdraw takes back what somebody agreed to share. The vault notes it first,
// so that nobody shares the words again; then they leave the shared part. Done
// again it finishes what was interrupted, as List does.
func (s *Interviews) Withdraw(one interview.Interview, releaseID string) (taken interview.Interview, err error) {
	defer guard(&err)
	v, err := s.used()
	if err != nil {
		return one, err
	}
	lib, _, err := s.mayRelease(one.DebriefID)
	if err != nil {
		return one, err
	}
	entryID, ok := one.Withdraw(releaseID, s.desk.keeper.Now())
	if !ok {
		return one, debrief.Errorf(debrief.CodeInvalid, "noun", "release")
	}
	if err := v.Save(context.Background(), &one); err != nil {
		return one, err
	}
	if entryID == "" {
		return one, nil
	}
	return one, forget(lib, entryID)
}

// forget takes entries out of the shared part, with the copies of them in other
// debriefs; those that were signed off keep theirs.
func forget(lib *library.Kept, ids ...debrief.ID) error {
	copies, err := lib.CopiesOf(context.Background(), ids...)
	if err != nil {
		return err
	}
	for _, c := range copies {
		if !isSigned(c.State) {
			ids = append(ids, c.ID)
		}
	}
	return lib.Forget(context.Background(), ids...)
}

// SharedCopy is another debrief that has released words too, as a duplicate of
// theirs has. One that was signed off keeps them.
type SharedCopy struct {
	Title  string `json:"title"`
	Signed bool   `json:"signed"`
}

// Copies returns the other debriefs that have the words of an entry too.
func (s *Interviews) Copies(entryID string) (out []SharedCopy, err error) {
	defer guard(&err)
	out = []SharedCopy{}
	lib, err := s.desk.open()
	if err != nil {
		return out, err
	}
	copies, err := lib.CopiesOf(context.Background(), entryID)
	for _, c := range copies {
		if c.State != "" {
			out = append(out, SharedCopy{c.Title, isSigned(c.State)})
		}
	}
	return out, err
}

// finish sees to it that nothing is left in the shared part of what was taken
// back: an earlier try was interrupted, or a backup brought it back. What cannot
// be done now, on a full disk or where all is only read, is with the next look;
// the notes are read meanwhile.
func (s *Interviews) finish(all []*interview.Interview) {
	lib, err := s.desk.open()
	if err != nil {
		return
	}
	gone, err := lib.Withdrawn(context.Background())
	if err != nil {
		return
	}
	for _, i := range all {
		gone = append(gone, i.Withdrawn()...)
	}
	if err := forget(lib, gone...); err != nil {
		slog.Warn("what was taken back is not gone yet", "code", debrief.CodeOf(err))
	}
}

// keeps refuses to make another out of an entry that somebody agreed to.
func keeps(lib *library.Kept, changed *debrief.Entry) error {
	was, err := lib.Record(context.Background(), changed.ID)
	if debrief.CodeOf(err) == debrief.CodeNotFound {
		return changed.Keeps(&debrief.Entry{})
	}
	if err != nil {
		return err
	}
	return keepsWords(changed, was)
}

// keepsWords is the same for a line that was typed anew.
func keepsWords(changed, was debrief.Record) error {
	now, isEntry := changed.(*debrief.Entry)
	before, wasEntry := was.(*debrief.Entry)
	if !isEntry || !wasEntry {
		return nil
	}
	return now.Keeps(before)
}

// isShared says that a line holds words somebody agreed to share.
func isShared(r debrief.Record) bool {
	e, ok := r.(*debrief.Entry)
	return ok && !e.Consent.IsZero()
}

// areWhole refuses to divide or join lines that hold such words.
func areWhole(lines ...debrief.Record) error {
	if slices.ContainsFunc(lines, isShared) {
		return debrief.Errorf(debrief.CodeConsentKept)
	}
	return nil
}
