package app

import (
	"context"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"

	"secondstory/backend/debrief"
	"secondstory/backend/picture"
)

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

// keepMade keeps one that was made with the large one, where it was.
func (s *smallPictures) keepMade(sum string, made *picture.Picture) {
	if made != nil {
		s.keep(sum, *made)
	}
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
