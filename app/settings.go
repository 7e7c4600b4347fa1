package app

import (
	"context"

	"secondstory/backend/debrief"
	"secondstory/backend/shape"
	"secondstory/backend/site"
)

// Settings is bound to the window: what the person prefers (theme, zoom, meeting
// length), kept in the library.
type Settings struct{ desk *Desk }

// Load returns every setting by name.
func (s *Settings) Load() (all map[string]string, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return map[string]string{}, err
	}
	return lib.Settings(context.Background())
}

// Save keeps one setting. Where a font is, is asked for by Fonts alone, where is published
// by Sites, and where the calendar file is by Feed: the window names no path.
func (s *Settings) Save(key, value string) (err error) {
	defer guard(&err)
	if key == shape.Setting || key == site.Setting || key == feedSetting {
		return debrief.Errorf(debrief.CodeInvalid, "noun", "setting")
	}
	lib, err := s.desk.open()
	if err != nil {
		return err
	}
	return lib.SaveSetting(context.Background(), key, value)
}
