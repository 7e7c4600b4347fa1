package app

import (
	"context"
	"encoding/base64"

	"secondstory/backend/debrief"
	"secondstory/backend/interview"
	"secondstory/backend/picture"
)

// Attached is a picture in the vault, and the revision of its interview then.
type Attached struct {
	Rev   int64           `json:"rev"`
	Paper interview.Paper `json:"paper"`
}

// PaperShown is a picture of the vault for the window to draw. Data is base64:
// it has no address, so that nothing of it is kept by whoever fetches those.
type PaperShown struct {
	MediaType string `json:"mediaType"`
	Data      string `json:"data"`
}

// How large a picture of the vault is drawn when it is looked at, in pixels.
const (
	largeWidth  = 2560
	largeHeight = 1600
)

// HandPaper takes a pasted picture for the vault part by part, as
// Attachments.Hand does. It is in memory until it is attached or the vault is
// locked.
func (s *Interviews) HandPaper(handle, data string, last bool) (taken string, err error) {
	defer guard(&err)
	if err := s.isOpen(); err != nil {
		return "", err
	}
	return s.held.hand(handle, data, last)
}

// ChoosePaper asks for the file of a picture for the vault; empty means that
// nobody chose one.
func (s *Interviews) ChoosePaper() (handle string, err error) {
	defer guard(&err)
	if err := s.isOpen(); err != nil {
		return "", err
	}
	handle, err = s.desk.choosePicture(&s.held)
	if locked := s.isOpen(); locked != nil {
		s.held.dropAll() // it was locked while the dialog was open
		return "", locked
	}
	return handle, err
}

func (s *Interviews) isOpen() error {
	v, err := s.used()
	if err == nil && !v.IsOpen() {
		return debrief.Errorf(debrief.CodeVaultLocked)
	}
	return err
}

// Attach seals a picture that was handed over with an interview, in which a
// passage already names it.
func (s *Interviews) Attach(one interview.Interview, paperID, handle string) (out Attached, err error) {
	defer guard(&err)
	v, err := s.ready()
	if err != nil {
		return out, err
	}
	held, ok := s.held.of(handle)
	if !ok {
		return out, debrief.Errorf(debrief.CodeAttachmentMissing)
	}
	clean := held.clean
	name := s.desk.keeper.Now().UTC().Format("picture 2006-01-02 1504") + clean.Extension
	paper := interview.Paper{ID: paperID, Name: name, MediaType: clean.MediaType}
	if err := v.Attach(context.Background(), &one, paper, clean.Content); err != nil {
		return out, err
	}
	s.held.drop(handle)
	return Attached{one.Rev, paper}, nil
}

// Detach destroys a picture that no passage names any more, and returns the
// interview's new revision.
func (s *Interviews) Detach(one interview.Interview, paperID string) (rev int64, err error) {
	defer guard(&err)
	v, err := s.used()
	if err != nil {
		return 0, err
	}
	err = v.Detach(context.Background(), &one, paperID)
	return one.Rev, err
}

// Paper returns a picture of an open interview, small or as large as it is looked
// at.
func (s *Interviews) Paper(interviewID, paperID string, large bool) (out PaperShown, err error) {
	defer guard(&err)
	v, err := s.used()
	if err != nil {
		return out, err
	}
	content, err := v.Paper(context.Background(), interviewID, paperID)
	if err != nil {
		return out, err
	}
	width, height := smallWidth, smallHeight
	if large {
		width, height = largeWidth, largeHeight
	}
	shown, err := picture.Small(content, width, height)
	return PaperShown{shown.MediaType, base64.StdEncoding.EncodeToString(shown.Content)}, err
}
