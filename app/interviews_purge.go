package app

import (
	"context"

	"secondstory/backend/interview"
)

// NotesHeld are the backups that hold some interviews, sealed.
type NotesHeld struct {
	// Backups are those that do, newest first.
	Backups []BackupRow `json:"backups"`
	// Unread counts those that could not be read, and Kept the damaged libraries
	// that were kept as they were: both may hold them too.
	Unread int `json:"unread"`
	Kept   int `json:"kept"`
	// Away says that the folder for backups cannot be looked at now.
	Away bool `json:"away"`
}

// Held says which backups hold some interviews: destroying them leaves those as
// they are.
func (s *Interviews) Held(ids []string) (out NotesHeld, err error) {
	defer guard(&err)
	out.Backups = []BackupRow{}
	keeper := s.desk.keeper
	holding, unread, away := keeper.Holding(context.Background(), interview.Held(ids...)...)
	for _, b := range holding {
		out.Backups = append(out.Backups, backupRow(b))
	}
	out.Unread, out.Kept, out.Away = unread, len(keeper.KeptAsTheyWere()), away != nil
	return out, nil
}

// Purge destroys interviews for good.
func (s *Interviews) Purge(ids []string) (err error) {
	defer guard(&err)
	v, err := s.used()
	if err != nil {
		return err
	}
	return v.Purge(context.Background(), ids...)
}

// Left returns the interviews of debriefs that were deleted. A deleted debrief can
// be brought back, and they are there then; nothing destroys them by itself.
func (s *Interviews) Left() (out []interview.Interview, err error) {
	defer guard(&err)
	out = []interview.Interview{}
	v, err := s.used()
	if err != nil {
		return out, err
	}
	known, err := s.debriefs(context.Background())
	if err != nil {
		return out, err
	}
	all, _, err := v.List(context.Background(), "")
	for _, i := range all {
		if !known(i.DebriefID) {
			out = append(out, *i)
		}
	}
	return out, err
}

// Versions returns what is kept of earlier versions, oldest first.
func (s *Interviews) Versions(id string) (out []interview.Interview, err error) {
	defer guard(&err)
	out = []interview.Interview{}
	v, err := s.used()
	if err != nil {
		return out, err
	}
	kept, _, err := v.Versions(context.Background(), id)
	for _, i := range kept {
		out = append(out, *i)
	}
	return out, err
}

// TakeBack brings back an earlier version of an interview, or one passage of it.
// What stands now is kept as a version first.
func (s *Interviews) TakeBack(one interview.Interview, rev int64, passageID string) (saved interview.Interview, err error) {
	defer guard(&err)
	v, err := s.used()
	if err != nil {
		return one, err
	}
	err = v.TakeBack(context.Background(), &one, rev, passageID)
	return one, err
}
