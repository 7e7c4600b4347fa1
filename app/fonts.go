package app

import (
	"context"
	"path/filepath"
	"sync"

	"secondstory/backend/shape"
)

// Fonts is bound to the window: the font that draws what the shipped ones lack.
type Fonts struct{ desk *Desk }

// FontState is the font somebody chose; without a name nobody did. Gone says that it
// cannot be read where it was, so that the fonts of this computer are used.
type FontState struct {
	Name string `json:"name"`
	Gone bool   `json:"gone"`
}

// State says which font is chosen.
func (s *Fonts) State() (out FontState, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return out, err
	}
	settings, err := lib.Settings(context.Background())
	if err != nil || settings[shape.Setting] == "" {
		return out, err
	}
	_, gone := s.desk.shapes.of(settings[shape.Setting])
	return FontState{Name: filepath.Base(settings[shape.Setting]), Gone: gone}, nil
}

// Choose asks for a font's file and keeps where it is. A file that is no font is refused.
func (s *Fonts) Choose() (out FontState, err error) {
	defer guard(&err)
	t := s.desk.copy.T
	path, err := s.desk.dialogs.Open(s.desk.window(), t("export.font.dialog"), t("export.font.kind"), "*.ttf;*.otf;*.ttc;*.TTF;*.OTF;*.TTC", "")
	if err != nil || path == "" {
		return s.State()
	}
	if _, err := shape.With(path, shape.Folder()); err != nil {
		return out, err
	}
	return s.keep(path)
}

// Forget goes back to the fonts of this computer.
func (s *Fonts) Forget() (out FontState, err error) {
	defer guard(&err)
	return s.keep("")
}

func (s *Fonts) keep(path string) (out FontState, err error) {
	lib, err := s.desk.open()
	if err != nil {
		return out, err
	}
	if err := lib.SaveSetting(context.Background(), shape.Setting, path); err != nil {
		return out, err
	}
	return s.State()
}

// shapes keeps the shaper of the computer's fonts, and that of the font that is chosen:
// what one found is not looked for again.
type shapes struct {
	mu     sync.Mutex
	system *shape.Shaper
	// chosen is that of the font at path; nil while it cannot be read.
	chosen *shape.Shaper
	path   string
}

// of is the shaper of a font, and whether that is gone; of none, and of one that is gone,
// it is that of the computer.
func (s *shapes) of(path string) (found *shape.Shaper, gone bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if path != "" && (s.path != path || s.chosen == nil) {
		s.path = path
		s.chosen, _ = shape.With(path, shape.Folder())
	}
	if path != "" && s.chosen != nil {
		return s.chosen, false
	}
	if s.system == nil {
		s.system = shape.New(shape.Options{Folder: shape.Folder()})
	}
	return s.system, path != ""
}
