package app

import (
	"context"
	"encoding/base64"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"

	"secondstory/backend/debrief"
	"secondstory/backend/picture"
)

// Attachments is bound to the window: pictures that belong to a line.
type Attachments struct {
	desk  *Desk
	small smallPictures
}

// PictureInput is a pasted picture and where it goes.
type PictureInput struct {
	DebriefID string `json:"debriefId"`
	// RecordID is the line it belongs to, or the debrief while the line is being
	// written. Empty makes a line of its own: Title, at a place.
	RecordID string  `json:"recordId"`
	Title    string  `json:"title"`
	Stage    int     `json:"stage"`
	Position float64 `json:"position"`
	// SpeakerID is whose turn it is; the line of its own is theirs.
	SpeakerID string `json:"speakerId"`
	// Data is the picture's bytes in base 64.
	Data string `json:"data"`
}

// PastedPicture is what became of it; Entry is nil when it joined a line.
type PastedPicture struct {
	Attachment debrief.Attachment `json:"attachment"`
	Entry      *debrief.Entry     `json:"entry"`
}

// Paste attaches a pasted picture, written anew without what came with it.
func (s *Attachments) Paste(step Step, in PictureInput) (out PastedPicture, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return out, err
	}
	content, err := base64.StdEncoding.DecodeString(in.Data)
	if err != nil {
		return out, debrief.Errorf(debrief.CodePictureUnreadable)
	}
	clean, err := picture.Clean(content)
	if err != nil {
		return out, err
	}
	action := step.put()
	switch in.RecordID {
	case "":
		out.Entry = in.line()
		action.Put, in.RecordID = append(action.Put, out.Entry), out.Entry.ID
	case in.DebriefID:
	default:
		if _, err := lineOf(lib, in.DebriefID, in.RecordID); err != nil {
			return out, err
		}
	}
	name := s.desk.keeper.Now().UTC().Format("picture 2006-01-02 1504") + clean.Extension
	a := debrief.NewAttachment(in.DebriefID, in.RecordID, name, clean.MediaType, clean.Content)
	action.Put, action.Content = append(action.Put, a), map[debrief.ID][]byte{a.ID: clean.Content}
	err = lib.Apply(context.Background(), action)
	out.Attachment = *a
	return out, err
}

// line is the line a picture makes of itself.
func (in PictureInput) line() *debrief.Entry {
	e := &debrief.Entry{
		Base: debrief.Base{ID: debrief.NewID(), DebriefID: in.DebriefID}, Text: in.Title, Basis: debrief.BasisRecord,
		Place: debrief.Place{Stage: in.Stage, Position: in.Position}, OnTimeline: in.Stage == debrief.StageTimeline,
	}
	if in.Stage == debrief.StageNarratives {
		e.Who.ParticipantID = in.SpeakerID
	}
	return e
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

// Addresses of an attachment and, below it, of a small picture of it.
const (
	attachmentPath = "/attachment/"
	smallName      = "small"
	smallWidth     = 480
	smallHeight    = 320
)

// serve answers the window's own scheme with a picture; no port is open.
// Nothing but a picture is served, whatever its record says it is.
func (s *Attachments) serve(w http.ResponseWriter, r *http.Request) {
	id, small := strings.CutSuffix(strings.TrimPrefix(path.Clean(r.URL.Path), attachmentPath), "/"+smallName)
	content, kind := s.content(r.Context(), id, small)
	if kind == "" {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(content)))
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(content) // the window went away: nobody is left to tell
}

// content returns a picture and its kind; the kind is empty where there is none.
func (s *Attachments) content(ctx context.Context, id debrief.ID, small bool) ([]byte, string) {
	lib, err := s.desk.open()
	if err != nil {
		return nil, ""
	}
	r, err := lib.Record(ctx, id)
	if err != nil {
		return nil, ""
	}
	record, ok := r.(*debrief.Attachment)
	if !ok {
		return nil, ""
	}
	if kept, ok := s.small.of(record.SHA256); small && ok {
		return kept.Content, kept.MediaType
	}
	content, err := lib.Content(ctx, *record)
	if err != nil {
		return nil, ""
	}
	if small {
		made, err := picture.Small(content, smallWidth, smallHeight)
		if err != nil {
			return nil, ""
		}
		s.small.keep(record.SHA256, made)
		return made.Content, made.MediaType
	}
	switch kind := http.DetectContentType(content); kind {
	case "image/png", "image/jpeg":
		return content, kind
	}
	return nil, ""
}

// maxSmall is how many small pictures are kept in memory.
const maxSmall = 64

// smallPictures keeps the newest small pictures by the hash of the large ones.
type smallPictures struct {
	mu    sync.Mutex
	order []string
	made  map[string]picture.Picture
}

func (s *smallPictures) of(sum string) (picture.Picture, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, ok := s.made[sum]
	return p, ok
}

func (s *smallPictures) keep(sum string, p picture.Picture) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.made == nil {
		s.made = map[string]picture.Picture{}
	}
	if _, known := s.made[sum]; !known {
		s.order = append(s.order, sum)
	}
	s.made[sum] = p
	if len(s.order) > maxSmall {
		delete(s.made, s.order[0])
		s.order = s.order[1:]
	}
}
