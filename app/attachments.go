package app

import (
	"context"

	"secondstory/backend/debrief"
)

// Attachments is bound to the window: pictures that belong to a line.
type Attachments struct {
	desk  *Desk
	small smallPictures
	held  heldPictures
}

// PictureInput is a picture that was handed over and where it goes.
type PictureInput struct {
	DebriefID string `json:"debriefId"`
	// RecordID is the line it belongs to, or the debrief while the line is being
	// written.
	RecordID string `json:"recordId"`
	// Handle names the picture; see Hand and Choose.
	Handle string `json:"handle"`
}

// Hand takes a picture that is pasted or dropped, part by part, so that nobody
// who types waits for a large one. An empty handle begins; every call returns
// the handle. With the last part the picture is read and written anew, without
// what came with it: what is refused is refused here, before anything is filed.
func (s *Attachments) Hand(handle, data string, last bool) (taken string, err error) {
	defer guard(&err)
	return s.held.hand(handle, data, last)
}

// Choose asks for the file of a picture and returns its handle; empty means that
// nobody chose one.
func (s *Attachments) Choose() (handle string, err error) {
	defer guard(&err)
	return s.desk.choosePicture(&s.held)
}

// Paste attaches a picture that was handed over.
func (s *Attachments) Paste(step Step, in PictureInput) (made debrief.Attachment, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return made, err
	}
	clean, ok := s.held.of(in.Handle)
	if !ok {
		return made, debrief.Errorf(debrief.CodeAttachmentMissing)
	}
	if in.RecordID != in.DebriefID {
		if _, err := lineOf(lib, in.DebriefID, in.RecordID); err != nil {
			return made, err
		}
	}
	name := s.desk.keeper.Now().UTC().Format("picture 2006-01-02 1504") + clean.Extension
	a := debrief.NewAttachment(in.DebriefID, in.RecordID, name, clean.MediaType, clean.Content)
	action := step.put(a)
	action.Content = map[debrief.ID][]byte{a.ID: clean.Content}
	if err := lib.Apply(context.Background(), action); err != nil {
		return made, err // it is still held: a full disk has room again
	}
	s.held.drop(in.Handle)
	return *a, nil
}

// Save writes what is said about an attachment, or which line it belongs to.
// Its bytes stay as they are.
func (s *Attachments) Save(step Step, record debrief.Attachment) (saved debrief.Attachment, err error) {
	defer guard(&err)
	err = s.desk.apply(step.put(&record))
	return record, err
}

// Delete removes it; undo brings it back.
func (s *Attachments) Delete(step Step, ref debrief.Ref) (err error) {
	defer guard(&err)
	return s.desk.apply(step.remove(debrief.NounAttachment, ref))
}
