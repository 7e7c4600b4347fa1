package app

import (
	"context"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"secondstory/backend/debrief"
)

// droppedEvent tells the window that something was dropped on it, with the handle
// it is read by: where it is stays here.
const droppedEvent = "dropped"

// hear waits for files that are dropped on the window.
func (s *Sources) hear(ctx context.Context) {
	runtime.OnFileDrop(ctx, func(_, _ int, paths []string) {
		runtime.EventsEmit(ctx, droppedEvent, s.keepDropped(paths))
	})
}

func (s *Sources) keepDropped(paths []string) (handle string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dropped, s.droppedHandle = paths, debrief.NewID()
	return s.droppedHandle
}

// takeDropped gives what was dropped last to whoever reads it, once.
func (s *Sources) takeDropped(handle string) ([]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	paths, is := s.dropped, s.droppedHandle
	s.dropped, s.droppedHandle = nil, ""
	if handle == "" || handle != is {
		return nil, debrief.Errorf(debrief.CodeEvidenceGone)
	}
	return paths, nil
}

// ReadDropped reads what was dropped on the window last.
func (s *Sources) ReadDropped(debriefID, handle string) (out []SourceLook, err error) {
	defer guard(&err)
	out = []SourceLook{}
	paths, err := s.takeDropped(handle)
	if err != nil {
		return out, err
	}
	for _, path := range paths {
		looks, err := s.read(debriefID, path)
		out = append(out, looks...)
		if err != nil {
			for _, look := range out {
				s.drop(look.Handle)
			}
			return []SourceLook{}, err
		}
	}
	return out, nil
}
