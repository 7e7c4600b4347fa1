package app

import (
	"context"
	"path/filepath"

	"secondstory/backend/capture"
	"secondstory/backend/debrief"
	"secondstory/backend/language"
	"secondstory/backend/wording"
)

// Check returns the flags of a text that is being typed, at most one a
// sentence, without those somebody has decided about. notes is the language of
// the debrief's notes; empty, each sentence tells its own.
func (s *Wordings) Check(notes, text string, decided []wording.Decided) (flags []language.Flag, err error) {
	defer guard(&err)
	return s.desk.check(context.Background()).Text(debrief.Language(notes), text, decided), nil
}

// CheckLine returns the flags of a line that is being typed as Check does, counted
// in the text as it is typed; none for a question, a command or somebody's own words.
func (s *Wordings) CheckLine(notes string, in LineInput, decided []wording.Decided) (flags []language.Flag, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return []language.Flag{}, err
	}
	capturing := Capture{s.desk}
	ctx, err := capturing.context(lib, in)
	if err != nil {
		return []language.Flag{}, err
	}
	line := capture.ParseLine(in.Text, ctx)
	if line.Quote || line.Kind == capture.KindQuestion || line.Kind == capture.KindCommand {
		return []language.Flag{}, nil
	}
	return s.desk.check(context.Background()).Within(debrief.Language(notes), in.Text, line.Text, decided), nil
}

// Open returns the flags still open in a debrief, text by text.
func (s *Wordings) Open(debriefID string) (open []wording.Flagged, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return []wording.Flagged{}, err
	}
	w, err := s.desk.reading.of(context.Background(), lib, debriefID)
	if err != nil {
		return []wording.Flagged{}, err
	}
	return s.desk.check(context.Background()).Open(w), nil
}

// Settings returns what the library's owner wants to be asked about.
func (s *Wordings) Settings() (kept wording.Settings, err error) {
	defer guard(&err)
	return s.desk.wording(context.Background()), nil
}

// SaveSettings keeps them in the library and returns them as they are kept.
func (s *Wordings) SaveSettings(settings wording.Settings) (kept wording.Settings, err error) {
	defer guard(&err)
	lib, err := s.desk.open()
	if err != nil {
		return s.desk.wording(context.Background()), err
	}
	kept, err = settings.Clean()
	if err == nil {
		err = lib.SaveSetting(context.Background(), wording.SettingKey, string(kept.Encode()))
	}
	if err != nil {
		return s.desk.wording(context.Background()), err
	}
	return kept, nil
}

// SavedSettings is a written file. An empty path means that nobody chose one.
type SavedSettings struct {
	Path string `json:"path"`
}

// ExportSettings asks where to put the settings as a file and writes it.
func (s *Wordings) ExportSettings() (saved SavedSettings, err error) {
	defer guard(&err)
	t := s.desk.copy.T
	path, err := s.desk.dialogs.Save(s.desk.window(), t("wording.dialog.save"), t("wording.dialog.name")+wording.FileEnding,
		t("wording.dialog.kind"), "*"+wording.FileEnding)
	if err != nil || path == "" {
		return saved, err
	}
	if path, err = ended(path, wording.FileEnding); err != nil {
		return saved, err
	}
	return SavedSettings{path}, wording.WriteFile(path, s.desk.wording(context.Background()))
}

// ChosenSettings is what a file of settings holds. An empty File means that
// nobody chose one.
type ChosenSettings struct {
	// File is its name, without the folder.
	File     string           `json:"file"`
	Settings wording.Settings `json:"settings"`
}

// ChooseSettings asks for a file of settings and says what is in it. Nothing is
// changed by it.
func (s *Wordings) ChooseSettings() (chosen ChosenSettings, err error) {
	defer guard(&err)
	chosen.Settings, _ = wording.Settings{}.Clean() // nothing is always clean
	t := s.desk.copy.T
	path, err := s.desk.dialogs.Open(s.desk.window(), t("wording.dialog.open"), t("wording.dialog.kind"), "*"+wording.FileEnding, "")
	if err != nil || path == "" {
		return chosen, err
	}
	settings, err := wording.ReadFile(path)
	if err != nil {
		return chosen, err
	}
	return ChosenSettings{filepath.Base(path), settings}, nil
}

// wording returns the settings the open library keeps. Without any, or when they
// cannot be read, everything is asked about.
func (d *Desk) wording(ctx context.Context) wording.Settings {
	everything, _ := wording.Settings{}.Clean() // nothing is always clean
	lib, err := d.open()
	if err != nil {
		return everything
	}
	all, err := lib.Settings(ctx)
	if err != nil || all[wording.SettingKey] == "" {
		return everything
	}
	kept, err := wording.ParseSettings([]byte(all[wording.SettingKey]), "")
	if err != nil {
		return everything
	}
	return kept
}

// check returns the wording check as the library's owner wants it.
func (d *Desk) check(ctx context.Context) *wording.Check {
	return wording.New(d.checker, d.wording(ctx))
}
