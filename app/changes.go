package app

import (
	"context"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// Changes is bound to the window: one log of what was done, across screens and
// restarts.
type Changes struct{ desk *Desk }

// StepPage is a part of the list of what changed, newest first.
type StepPage struct {
	Steps []sqlite.StepRow `json:"steps"`
	// More says that there are older ones.
	More bool `json:"more"`
}

// StepDetail is what a step did.
type StepDetail struct {
	Records []ChangedRecord `json:"records"`
	// Total is how many records there are; Records has the first of them.
	Total int `json:"total"`
	// Names are what the records that others refer to are called, by id.
	Names map[string]string `json:"names"`
}

// ChangedRecord is one record before and after a step.
type ChangedRecord struct {
	// Seq is the version to restore.
	Seq       int64  `json:"seq"`
	Noun      string `json:"noun"`
	RecordID  string `json:"recordId"`
	DebriefID string `json:"debriefId"`
	// Before and After are the record in JSON, empty where there was none.
	Before string `json:"before"`
	After  string `json:"after"`
	// Damaged says that the line of the log is not as it was written, and both
	// are empty.
	Damaged bool `json:"damaged"`
	// Gone says that the record is not there now, Lost that its debrief is not
	// either.
	Gone bool `json:"gone"`
	Lost bool `json:"lost"`
}

// Sizes of what is sent at once.
const (
	maxPage    = 200
	maxRecords = 50
)

// Undo takes back the newest step.
func (s *Changes) Undo() (done debrief.Undone, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return debrief.Undone{}, err
	}
	done, err = lib.Undo(context.Background())
	s.desk.vault.walked(lib, done)
	return done, err
}

// Redo brings back the newest step that was taken back.
func (s *Changes) Redo() (done debrief.Undone, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return debrief.Undone{}, err
	}
	done, err = lib.Redo(context.Background())
	s.desk.vault.walked(lib, done)
	return done, err
}

// TakeBack takes back what the step of an id deleted, whatever was done since.
func (s *Changes) TakeBack(stepID string) (done debrief.Undone, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return debrief.Undone{}, err
	}
	return lib.TakeBack(context.Background(), stepID)
}

// List returns what was done before a row of the log, newest first; a row of 0
// begins with the newest. debriefID leaves out other debriefs, if it is not
// empty.
func (s *Changes) List(before int64, limit int, debriefID string) (page StepPage, err error) {
	defer guard(&err)
	page.Steps = []sqlite.StepRow{}
	lib, err := s.desk.open()
	if err != nil {
		return page, err
	}
	limit = min(max(limit, 1), maxPage)
	steps, err := lib.Steps(context.Background(), sqlite.StepQuery{Before: before, Limit: limit + 1, DebriefID: debriefID})
	if err != nil {
		return page, err
	}
	page.More = len(steps) > limit
	page.Steps = steps[:min(len(steps), limit)]
	return page, nil
}

// Reach says what Walk would do, and changes nothing.
func (s *Changes) Reach(row int64) (reach sqlite.Reach, err error) {
	defer guard(&err)
	reach.Debriefs = []sqlite.ReachedDebrief{}
	lib, err := s.desk.open()
	if err != nil {
		return reach, err
	}
	return lib.Reach(context.Background(), row)
}

// Walk takes back a step and everything after it, or brings back one that was
// taken back and everything before it. It returns what was taken or brought
// back, in that order.
func (s *Changes) Walk(row int64) (done []debrief.Undone, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return []debrief.Undone{}, err
	}
	done, err = lib.UndoTo(context.Background(), row)
	s.desk.vault.walked(lib, done...)
	return done, err
}

// Detail returns what a step did.
func (s *Changes) Detail(row int64) (detail StepDetail, err error) {
	defer guard(&err)
	detail = StepDetail{Records: []ChangedRecord{}, Names: map[string]string{}}
	lib, err := s.desk.open()
	if err != nil {
		return detail, err
	}
	changes, total, err := lib.StepChanges(context.Background(), row, maxRecords)
	if err != nil {
		return detail, err
	}
	detail.Total = total
	ids := []debrief.ID{}
	for _, c := range changes {
		r := changedRecord(c.Version)
		r.Gone, r.Lost = c.Gone, c.Lost
		detail.Records = append(detail.Records, r)
		ids = append(ids, linksOf(c.Before, c.After)...)
	}
	detail.Names, err = lib.Names(context.Background(), ids)
	return detail, err
}

func linksOf(records ...debrief.Record) []debrief.ID {
	out := []debrief.ID{}
	for _, r := range records {
		if r != nil {
			out = append(out, debrief.Links(r)...)
		}
	}
	return out
}
