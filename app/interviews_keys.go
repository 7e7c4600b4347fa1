package app

import (
	"context"

	"secondstory/backend/debrief"
	"secondstory/backend/export"
	"secondstory/backend/interview"
	"secondstory/backend/sheet"
)

// ChangePassphrase puts a new passphrase in place of the old one.
func (s *Interviews) ChangePassphrase(old, changed string) (err error) {
	defer guard(&err)
	v, err := s.used()
	if err != nil {
		return err
	}
	return v.ChangePassphrase(context.Background(), old, changed)
}

// ResetPassphrase does so for somebody who has the printed code.
func (s *Interviews) ResetPassphrase(code, changed string) (err error) {
	defer guard(&err)
	v, err := s.opening()
	if err != nil {
		return err
	}
	return v.ResetPassphrase(context.Background(), code, changed)
}

// NewCode makes a new printed code; the old one opens nothing here any more.
func (s *Interviews) NewCode(passphrase string) (code string, err error) {
	defer guard(&err)
	v, err := s.used()
	if err != nil {
		return "", err
	}
	made, err := v.NewCode(context.Background(), passphrase)
	if err != nil {
		return "", err
	}
	return s.show(made), nil
}

// show keeps a code that was just made until it is put away, and spells it.
func (s *Interviews) show(code interview.Code) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.putAway()
	s.code = &code
	return code.String()
}

// shown spells the code that was not put away yet; empty when there is none.
func (s *Interviews) shown() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.code == nil {
		return ""
	}
	return s.code.String()
}

// putAway wipes the code; the caller holds mu.
func (s *Interviews) putAway() {
	if s.code != nil {
		clear(s.code[:])
	}
	s.code = nil
}

// PutCodeAway wipes the code that was shown: it is on paper.
func (s *Interviews) PutCodeAway() (err error) {
	defer guard(&err)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.putAway()
	return nil
}

// SavedSheet is a recovery sheet that was written. An empty path means that
// nobody chose one.
type SavedSheet struct {
	Path string `json:"path"`
}

// SaveSheet asks where to put a page to print with the code that was just made.
// CodeSheetGone when it was put away.
func (s *Interviews) SaveSheet() (saved SavedSheet, err error) {
	defer guard(&err)
	if s.shown() == "" {
		return saved, debrief.Errorf(debrief.CodeSheetGone)
	}
	s.touch()
	d := s.desk
	path, err := d.dialogs.Save(d.window(), d.copy.T("sheet.dialog.title"), sheet.Name, d.copy.T("export.dialog.pdf"), "*.pdf")
	if err != nil || path == "" {
		return saved, err
	}
	if path, err = d.outputAt(path, ".pdf"); err != nil {
		return saved, err
	}
	code := s.shown()
	if code == "" {
		return saved, debrief.Errorf(debrief.CodeSheetGone)
	}
	page, err := sheet.PDF(code, d.keeper.Now(), d.copy.T)
	if err != nil {
		return saved, err
	}
	defer clear(page)
	return SavedSheet{Path: path}, export.SavePrivate(path, page)
}

// Accept goes on with the notes that open, after somebody was told which do not.
func (s *Interviews) Accept() (err error) {
	defer guard(&err)
	v, err := s.used()
	if err != nil {
		return err
	}
	return v.Accept(context.Background())
}

// Destroy removes every private note, for somebody who has neither way in.
func (s *Interviews) Destroy() (err error) {
	defer guard(&err)
	v, err := s.ready()
	if err != nil {
		return err
	}
	if err := s.PutCodeAway(); err != nil {
		return err
	}
	if err := v.Destroy(context.Background()); err != nil {
		return err
	}
	s.lock(LockedNever) // with it, words that waited for it
	return nil
}
