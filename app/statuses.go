package app

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"secondstory/backend/board"
	"secondstory/backend/debrief"
	"secondstory/backend/library"
	"secondstory/backend/report"
	"secondstory/backend/status"
)

// Statuses is bound to the window: how far tickets are in another system, looked at first
// and taken over once somebody says so.
type Statuses struct {
	desk *Desk
	mu   sync.Mutex
	// rows are those looked at last.
	rows []status.Row
}

// StatusLook is what would change. File is the name of the file that was chosen, empty for
// what was pasted or when nobody chose one.
type StatusLook struct {
	Changes []status.Change `json:"changes"`
	Left    []status.Left   `json:"left"`
	Same    int             `json:"same"`
	File    string          `json:"file"`
}

// Paste looks at a table or lines that were pasted.
func (s *Statuses) Paste(text string) (look StatusLook, err error) {
	defer guard(&err)
	return s.look([]byte(text), "")
}

// Choose asks for a file and looks at it.
func (s *Statuses) Choose() (look StatusLook, err error) {
	defer guard(&err)
	t := s.desk.copy.T
	path, err := s.desk.dialogs.Open(s.desk.window(), t("status.dialog"), t("status.dialog.kind"), "*.csv;*.tsv;*.txt", "")
	if err != nil || path == "" {
		return nothingTold(), err
	}
	data, err := readBounded(path)
	if err != nil {
		return nothingTold(), err
	}
	return s.look(data, filepath.Base(path))
}

func nothingTold() StatusLook {
	return StatusLook{Changes: []status.Change{}, Left: []status.Left{}}
}

// readBounded reads a plain file, and no more of it than is looked at.
func readBounded(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return nil, debrief.Errorf(debrief.CodeEvidenceUnreadable).Wrap(err)
	}
	f, err := os.Open(path) //nolint:gosec // chosen in a dialog
	if err != nil {
		return nil, debrief.Errorf(debrief.CodeEvidenceUnreadable).Wrap(err)
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, status.MaxBytes+1))
	if err != nil {
		return nil, debrief.Errorf(debrief.CodeEvidenceUnreadable).Wrap(err)
	}
	return data, nil
}

func (s *Statuses) look(data []byte, file string) (StatusLook, error) {
	rows, err := status.Read(data)
	if err == nil && len(rows) == 0 {
		err = debrief.Errorf(debrief.CodeStatusNothing)
	}
	if err != nil {
		return nothingTold(), err
	}
	s.mu.Lock()
	s.rows = rows
	s.mu.Unlock()
	look, err := s.compare(rows)
	return StatusLook{Changes: look.Changes, Left: look.Left, Same: look.Same, File: file}, err
}

// compare holds rows against all that is followed up, as it is now.
func (s *Statuses) compare(rows []status.Row) (status.Look, error) {
	lib, err := s.desk.open()
	if err != nil {
		return status.Compare(nil, nil), err
	}
	wholes, err := lib.FollowUps(context.Background(), false)
	if err != nil {
		return status.Compare(nil, nil), err
	}
	known, today := []status.Known{}, s.desk.keeper.Now()
	for _, w := range wholes {
		if w.Debrief.Sample {
			continue
		}
		for _, i := range board.Of(w, report.Title(&w.Debrief, s.desk.copy.T), today) {
			known = append(known, status.Known{Item: i, Closed: w.Debrief.StandsClosed()})
		}
	}
	return status.Compare(rows, known), nil
}

// Take makes the changes that were chosen, as one step: all of them or none. What was
// changed since it was looked at is not (CodeConflict).
func (s *Statuses) Take(step Step, chosen []debrief.Ref) (err error) {
	defer guard(&err)
	s.mu.Lock()
	rows := s.rows
	s.mu.Unlock()
	look, err := s.compare(rows)
	if err != nil {
		return err
	}
	changes := map[debrief.ID][]status.Change{}
	for _, ref := range chosen {
		n := slices.IndexFunc(look.Changes, func(c status.Change) bool { return c.ID == ref.ID && c.Rev == ref.Rev })
		if n < 0 {
			return debrief.Errorf(debrief.CodeConflict)
		}
		c := look.Changes[n]
		changes[c.DebriefID] = append(changes[c.DebriefID], c)
	}
	lib, err := s.desk.open()
	if err != nil {
		return err
	}
	records := []debrief.Record{}
	for id, all := range changes {
		changed, err := s.changed(lib, id, all)
		if err != nil {
			return err
		}
		records = append(records, changed...)
	}
	if len(records) == 0 {
		return nil
	}
	return s.desk.apply(step.put(records...))
}

// changed are the records of one debrief as they become.
func (s *Statuses) changed(lib *library.Kept, id debrief.ID, all []status.Change) ([]debrief.Record, error) {
	w, err := lib.Load(context.Background(), id)
	if err != nil {
		return nil, err
	}
	head, err := w.Debrief.ActedOn()
	if err != nil {
		return nil, err
	}
	now := s.desk.keeper.Now()
	today, check := now.Format(time.DateOnly), now.AddDate(0, 0, debrief.CheckAfter).Format(time.DateOnly)
	out := []debrief.Record{}
	for _, change := range all {
		n := slices.IndexFunc(w.Countermeasures, func(c debrief.Countermeasure) bool { return c.ID == change.ID && c.Rev == change.Rev })
		if n < 0 {
			return nil, debrief.Errorf(debrief.CodeConflict)
		}
		c := w.Countermeasures[n]
		reason := s.desk.copy.T("status.reason", "ticket", change.Shows, "state", change.Word)
		for _, act := range change.Acts(reason, today, check) {
			if err := act.On(&c, now); err != nil {
				return nil, err
			}
		}
		out = append(out, &c)
	}
	if head != nil {
		out = append(out, head)
	}
	return out, nil
}
