package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/export"
	"secondstory/backend/library"
	"secondstory/backend/picture"
)

// Attachments is bound to the window: pictures and files that belong to a line, or
// that lines rest on.
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
	// Evidence says that it stands in the list of evidence, where the line only rests
	// on it.
	Evidence bool `json:"evidence"`
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

// ChooseEvidence asks for a file of any kind and returns its handle; empty means that
// nobody chose one.
func (s *Attachments) ChooseEvidence() (handle string, err error) {
	defer guard(&err)
	t := s.desk.copy.T
	path, err := s.desk.dialogs.Open(s.desk.window(), t("picture.dialog.any"), t("picture.dialog.any.kind"), "*", "")
	if err != nil || path == "" {
		return "", err
	}
	return s.hold(path)
}

// Held returns the name of what a handle holds; empty when it is held no longer.
func (s *Attachments) Held(handle string) (name string, err error) {
	defer guard(&err)
	held, _ := s.held.of(handle)
	return held.name, nil
}

// Looked takes a file that was looked at, see Sources, and returns its handle here.
func (s *Attachments) Looked(source string) (handle string, err error) {
	defer guard(&err)
	h, err := s.desk.sources.heldOf(source)
	if err != nil {
		return "", err
	}
	return s.hold(h.doc.Path)
}

// hold reads a file: a picture is written anew, anything else kept as it is and never
// opened.
func (s *Attachments) hold(path string) (handle string, err error) {
	content, err := picture.Bytes(path)
	if err != nil {
		return "", debrief.Errorf(debrief.CodeEvidenceUnreadable, "path", path).Wrap(err)
	}
	name, sum := filepath.Base(path), sha256.Sum256(content)
	file := heldPicture{original: hex.EncodeToString(sum[:]), name: name}
	if picture.Is(name, content) {
		if file.clean, err = s.make(content, picture.Options{}); err != nil {
			return "", picture.OfFile(name, err)
		}
		file.name = withExtension(name, file.clean.Extension)
	} else if len(content) > debrief.MaxAttachment {
		return "", debrief.Errorf(debrief.CodeAttachmentTooLarge)
	} else {
		file.clean = picture.Picture{Content: content}
	}
	return s.held.keep(file)
}

// Paste attaches what was handed over. A file that is evidence already is kept once.
func (s *Attachments) Paste(step Step, in PictureInput) (made debrief.Attachment, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return made, err
	}
	held, ok := s.held.of(in.Handle)
	if !ok {
		return made, debrief.Errorf(debrief.CodeAttachmentMissing)
	}
	if in.RecordID != in.DebriefID {
		if _, err := lineOf(lib, in.DebriefID, in.RecordID); err != nil {
			return made, err
		}
	}
	all, err := attachmentsIn(lib, in.DebriefID)
	if err != nil {
		return made, err
	}
	a := held.attachment(in, s.desk.keeper.Now())
	a.Position = behind(all)
	action := step.put(a)
	if known := same(all, a); known != nil {
		a, action = known, step.put(known)
	} else {
		action.Content = map[debrief.ID][]byte{a.ID: held.clean.Content}
	}
	if err := lib.Apply(context.Background(), action); err != nil {
		return made, err // it is still held: a full disk has room again
	}
	s.small.keepMade(a.SHA256, held.clean.Small)
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

// CropInput is what stays of a picture, in pixels from its upper left.
type CropInput struct {
	Picture debrief.Ref `json:"picture"`
	X       int         `json:"x"`
	Y       int         `json:"y"`
	Width   int         `json:"width"`
	Height  int         `json:"height"`
}

// Crop makes a picture of a part of one and puts it in its place: what is cut away is
// in no file that leaves the library. Undo brings the whole one back.
func (s *Attachments) Crop(step Step, in CropInput) (made debrief.Attachment, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return made, err
	}
	was, content, err := attachmentOf(lib, in.Picture.DebriefID, in.Picture.ID)
	if err != nil {
		return made, err
	}
	part := image.Rect(in.X, in.Y, in.X+in.Width, in.Y+in.Height)
	clean, err := s.make(content, picture.Options{Part: part})
	if err != nil {
		return made, err
	}
	a := debrief.NewAttachment(was.DebriefID, was.RecordID, withExtension(was.Name, clean.Extension), clean.MediaType, clean.Content)
	a.Caption, a.Evidence, a.LineIDs, a.Position = was.Caption, was.Evidence, was.LineIDs, was.Position
	a.Source, a.Time, a.Shown = was.Source, was.Time, was.Shown
	action := step.remove(debrief.NounAttachment, in.Picture)
	action.Put, action.Content = []debrief.Record{a}, map[debrief.ID][]byte{a.ID: clean.Content}
	if err := s.desk.apply(action); err != nil {
		return made, err
	}
	s.small.keepMade(a.SHA256, clean.Small)
	return *a, nil
}

// make writes a picture anew as a piece of work that can be stopped.
func (s *Attachments) make(content []byte, o picture.Options) (clean picture.Picture, err error) {
	o.Small = image.Pt(smallWidth, smallHeight)
	err = s.desk.run(func(ctx context.Context, progress func(float64)) (err error) {
		o.Progress = progress
		clean, err = picture.Make(ctx, content, o)
		return err
	})
	return clean, err
}

// SavedFile says where a file was saved; an empty path, that nobody chose one.
type SavedFile struct {
	Path string `json:"path"`
}

// SaveFile asks where to save what is kept, and saves it as it is.
func (s *Attachments) SaveFile(debriefID, id string) (saved SavedFile, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return saved, err
	}
	a, content, err := attachmentOf(lib, debriefID, id)
	if err != nil {
		return saved, err
	}
	t := s.desk.copy.T
	ending := strings.ToLower(filepath.Ext(a.Name))
	path, err := s.desk.dialogs.Save(s.desk.window(), t("picture.save.dialog"), a.Name, t("picture.save.kind"), "*"+ending)
	if err != nil || path == "" {
		return saved, err
	}
	if path, err = s.desk.outputAt(path, ending); err != nil {
		return saved, err
	}
	return SavedFile{path}, export.SavePrivate(path, content)
}

// attachmentsIn are the attachments of a debrief.
func attachmentsIn(lib *library.Kept, debriefID string) (out []debrief.Attachment, err error) {
	all, err := lib.Records(context.Background(), debriefID, debrief.NounAttachment)
	return attachmentsOf(all), err
}

// attachmentOf returns one of a debrief, and its bytes.
func attachmentOf(lib *library.Kept, debriefID, id string) (debrief.Attachment, []byte, error) {
	all, err := attachmentsIn(lib, debriefID)
	if err != nil {
		return debrief.Attachment{}, nil, err
	}
	n := slices.IndexFunc(all, func(a debrief.Attachment) bool { return a.ID == id })
	if n < 0 {
		return debrief.Attachment{}, nil, debrief.Errorf(debrief.CodeNotFound)
	}
	content, err := lib.Content(context.Background(), all[n])
	return all[n], content, err
}

// behind is the position after all of them.
func behind(all []debrief.Attachment) float64 {
	last := 0.0
	for _, a := range all {
		last = max(last, a.Position)
	}
	return last + 1
}

// same finds the evidence that was made of the same file, and lets the lines of this
// one rest on it; nil for none.
func same(all []debrief.Attachment, a *debrief.Attachment) *debrief.Attachment {
	n := slices.IndexFunc(all, func(b debrief.Attachment) bool {
		return a.Original != "" && b.Evidence && b.Original == a.Original
	})
	if n < 0 {
		return nil
	}
	for _, id := range a.LineIDs {
		if !slices.Contains(all[n].LineIDs, id) {
			all[n].LineIDs = append(all[n].LineIDs, id)
		}
	}
	return &all[n]
}

// attachment describes what is held, where it goes.
func (p heldPicture) attachment(in PictureInput, now time.Time) *debrief.Attachment {
	name := p.name
	if name == "" {
		name = now.UTC().Format("picture 2006-01-02 1504") + p.clean.Extension
	}
	a := debrief.NewAttachment(in.DebriefID, in.RecordID, name, p.clean.MediaType, p.clean.Content)
	if in.Evidence {
		a.RecordID, a.Evidence, a.Original = in.DebriefID, true, p.original
		if in.RecordID != in.DebriefID {
			a.LineIDs = []debrief.ID{in.RecordID}
		}
	}
	return a
}

// withExtension gives a name the ending of what it is now.
func withExtension(name, extension string) string {
	return strings.TrimSuffix(name, filepath.Ext(name)) + extension
}
