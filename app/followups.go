package app

import (
	"context"
	"sync"
	"time"

	"secondstory/backend/board"
	"secondstory/backend/debrief"
	"secondstory/backend/library"
	"secondstory/backend/report"
)

// FollowUps is bound to the window: what came of the countermeasures, of one debrief or
// of all.
type FollowUps struct {
	desk *Desk
	mu   sync.Mutex
	// read is the board of all debriefs as it was read for its first page: the pages after
	// it are of the same one.
	read []board.Item
}

// FollowUpAct is what is said about one countermeasure, with the file that shows it is
// done, if one was handed over. Drafts names the drafts it was typed in, which are let go of
// at once.
type FollowUpAct struct {
	Of     debrief.Ref `json:"of"`
	Act    debrief.Act `json:"act"`
	Handle string      `json:"handle"`
	Drafts []string    `json:"drafts"`
}

// FollowedUp is what an act made of a countermeasure and its debrief. Attachment is the
// file that came with it, nil without one.
type FollowedUp struct {
	Countermeasure debrief.Countermeasure `json:"countermeasure"`
	Debrief        debrief.Debrief        `json:"debrief"`
	Attachment     *debrief.Attachment    `json:"attachment"`
}

// Board returns a part of the board: of one debrief when the filter names it, else of all.
func (s *FollowUps) Board(filter board.Filter, limit, offset int) (page board.Page, err error) {
	defer guard(&err)
	page = board.PageOf(nil, filter, 0, 0)
	lib, err := s.desk.open()
	if err != nil {
		return page, err
	}
	items, err := s.items(lib, filter, offset > 0)
	if err != nil {
		return page, err
	}
	page = board.PageOf(items, filter, limit, offset)
	page.Today = s.desk.keeper.Now().Format(time.DateOnly)
	return page, nil
}

// items is the board, read anew unless it goes on where a page ended.
func (s *FollowUps) items(lib *library.Kept, f board.Filter, goesOn bool) ([]board.Item, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if goesOn && s.read != nil && f.DebriefID == "" {
		return s.read, nil
	}
	wholes, err := wholesFor(lib, f)
	if err != nil {
		return nil, err
	}
	items, today := []board.Item{}, s.desk.keeper.Now()
	for _, w := range wholes {
		items = append(items, board.Of(w, report.Title(&w.Debrief, s.desk.copy.T), today)...)
	}
	board.Sort(items)
	if f.DebriefID == "" {
		s.read = items
	}
	return items, nil
}

func wholesFor(lib *library.Kept, f board.Filter) ([]*debrief.Whole, error) {
	if f.DebriefID == "" {
		return lib.FollowUps(context.Background(), f.Open)
	}
	w, err := lib.Load(context.Background(), f.DebriefID)
	return []*debrief.Whole{w}, err
}

// Of returns one countermeasure with its history.
func (s *FollowUps) Of(id string) (c debrief.Countermeasure, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return c, err
	}
	r, err := lib.Record(context.Background(), id)
	if found, ok := r.(*debrief.Countermeasure); ok {
		return *found, err
	}
	if err == nil {
		err = debrief.Errorf(debrief.CodeNotFound)
	}
	return c, err
}

// Act carries out what somebody says about a countermeasure, as one step.
func (s *FollowUps) Act(step Step, in FollowUpAct) (done FollowedUp, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return done, err
	}
	w, err := lib.Load(context.Background(), in.Of.DebriefID)
	if err != nil {
		return done, err
	}
	held, file, err := s.file(in)
	if err != nil {
		return done, err
	}
	if in.Act.File = file != nil; in.Act.File && in.Act.Text == "" {
		in.Act.Text = file.Name
	}
	records, err := w.Act(in.Of, in.Act, s.desk.keeper.Now())
	if err != nil {
		return done, err
	}
	a := step.put(records...)
	for _, field := range in.Drafts {
		a.Drafts = append(a.Drafts, debrief.Draft{DebriefID: in.Of.DebriefID, Field: field})
	}
	if file != nil {
		a.Put = append(a.Put, file)
		a.Content = map[debrief.ID][]byte{file.ID: held.clean.Content}
	}
	if err := s.desk.apply(a); err != nil {
		return done, err
	}
	s.desk.pictures.held.drop(in.Handle)
	done.Debrief, done.Attachment = w.Debrief, file
	for _, r := range records {
		switch r := r.(type) {
		case *debrief.Countermeasure:
			done.Countermeasure = *r
		case *debrief.Debrief:
			done.Debrief = *r
		}
	}
	return done, nil
}

// file is what was handed over with an act, as it belongs to the countermeasure.
func (s *FollowUps) file(in FollowUpAct) (held heldPicture, a *debrief.Attachment, err error) {
	if in.Handle == "" {
		return held, nil, nil
	}
	held, ok := s.desk.pictures.held.of(in.Handle)
	if !ok {
		return held, nil, debrief.Errorf(debrief.CodeAttachmentMissing)
	}
	at := PictureInput{DebriefID: in.Of.DebriefID, RecordID: in.Of.ID}
	return held, held.attachment(at, s.desk.keeper.Now()), nil
}

// Close is a named person's word that nothing is left to follow up.
func (s *FollowUps) Close(step Step, debriefID, by, note string) (head debrief.Debrief, err error) {
	defer guard(&err)
	return s.head(step, debriefID, func(w *debrief.Whole) (*debrief.Debrief, error) {
		return w.Close(by, note, s.desk.keeper.Now())
	})
}

// Reopen lets a debrief that was closed be followed up again.
func (s *FollowUps) Reopen(step Step, debriefID, why string) (head debrief.Debrief, err error) {
	defer guard(&err)
	return s.head(step, debriefID, func(w *debrief.Whole) (*debrief.Debrief, error) {
		return w.Reopen(why, s.desk.keeper.Now())
	})
}

func (s *FollowUps) head(step Step, id string, change func(*debrief.Whole) (*debrief.Debrief, error)) (debrief.Debrief, error) {
	lib, err := s.desk.open()
	if err != nil {
		return debrief.Debrief{}, err
	}
	w, err := lib.Load(context.Background(), id)
	if err != nil {
		return debrief.Debrief{}, err
	}
	head, err := change(w)
	if err != nil {
		return debrief.Debrief{}, err
	}
	err = s.desk.apply(step.put(head))
	return *head, err
}
