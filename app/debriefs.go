package app

import (
	"context"

	"secondstory/backend/debrief"
)

// Debriefs is bound to the window: the library's list and one debrief's head.
type Debriefs struct{ desk *Desk }

// Page is a part of the library's list.
type Page struct {
	Rows  []debrief.Row `json:"rows"`
	Total int           `json:"total"`
}

// View is one open debrief.
type View struct {
	Whole debrief.Whole `json:"whole"`
	// Turns is who has the word in its meeting.
	Turns   debrief.Turns   `json:"turns"`
	Derived debrief.Derived `json:"derived"`
	// Drafts is text that was being typed and not filed, by field.
	Drafts map[string]string `json:"drafts"`
}

// SavedDebrief is a debrief after a save, with what follows from its times.
type SavedDebrief struct {
	Debrief debrief.Debrief `json:"debrief"`
	Derived debrief.Derived `json:"derived"`
}

// List returns the debriefs newest first.
func (s *Debriefs) List(limit, offset int) (page Page, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return Page{Rows: []debrief.Row{}}, err
	}
	rows, total, err := lib.List(context.Background(), limit, offset)
	return Page{Rows: rows, Total: total}, err
}

// New makes an empty debrief and its meeting, planned as is usual here.
func (s *Debriefs) New(step Step) (made debrief.Debrief, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return made, err
	}
	settings, err := lib.Settings(context.Background())
	if err != nil {
		return made, err
	}
	d := debrief.NewDebrief(s.desk.stamp())
	m := debrief.NewMeeting(d.ID)
	m.PlanMinutes = debrief.UsualPlan(settings[debrief.SettingPlan])
	err = s.desk.apply(step.put(d, m))
	return *d, err
}

// Load returns one debrief with everything in it.
func (s *Debriefs) Load(id string) (view View, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return View{}, err
	}
	w, err := lib.Load(context.Background(), id)
	if err != nil {
		return View{}, err
	}
	drafts, err := lib.Drafts(context.Background(), id)
	if err != nil {
		return View{}, err
	}
	turns, err := lib.Turns(context.Background(), id)
	if err != nil {
		return View{}, err
	}
	return View{Whole: *w, Turns: *turns, Derived: w.Debrief.Derive(), Drafts: drafts}, nil
}

// Save writes a debrief's head.
func (s *Debriefs) Save(step Step, d debrief.Debrief) (saved SavedDebrief, err error) {
	defer guard(&err)
	err = s.desk.apply(step.put(&d))
	return SavedDebrief{Debrief: d, Derived: d.Derive()}, err
}

// Rename gives a debrief another title without opening it.
func (s *Debriefs) Rename(step Step, id, title string) (err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return err
	}
	d, _, err := head(lib, id)
	if err != nil {
		return err
	}
	d.Title = title
	return s.desk.apply(step.put(d))
}

// Duplicate copies a debrief with everything in it, under a title of its own.
func (s *Debriefs) Duplicate(step Step, id, title string) (made string, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return "", err
	}
	w, err := lib.Load(context.Background(), id)
	if err != nil {
		return "", err
	}
	content, err := lib.Contents(context.Background(), w)
	if err != nil {
		return "", err
	}
	w.KeepHeld(content)
	w.DropVersions()
	c := w.Copy(title, s.desk.stamp())
	a := step.put(c.Records()...)
	a.Content = map[debrief.ID][]byte{}
	for i, was := range w.Attachments {
		a.Content[c.Attachments[i].ID] = content[was.ID]
	}
	return c.Debrief.ID, s.desk.apply(a)
}

// Delete takes a debrief out of the library; undo brings it back whole.
func (s *Debriefs) Delete(step Step, ref debrief.Ref) (err error) {
	defer guard(&err)
	return s.desk.apply(step.remove(debrief.NounDebrief, ref))
}

// SaveDraft keeps text that is being typed and is not filed yet.
func (s *Debriefs) SaveDraft(id, field, text string) (err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return err
	}
	return lib.SaveDraft(context.Background(), id, field, text)
}
