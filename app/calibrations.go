package app

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"secondstory/backend/calibrate"
	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/export"
	"secondstory/backend/file"
	"secondstory/backend/report"
	"secondstory/backend/shape"
)

// Calibrations is bound to the window: one person's own lines, to copy and to
// save for them to read. Nothing is sent.
type Calibrations struct{ desk *Desk }

// LinesText is what one person would read; empty while there is nothing of theirs.
type LinesText struct {
	Text string `json:"text"`
}

// SavedLines says where a person's lines were saved; empty, nobody chose a place.
type SavedLines struct {
	Path string `json:"path"`
	// Missing are characters no shipped font has; they are printed as code points.
	Missing []string `json:"missing"`
}

// SavedAll says into which folder everybody's were saved, and how many.
type SavedAll struct {
	Folder string `json:"folder"`
	Files  int    `json:"files"`
}

// own is what one person's file is made of.
type own struct {
	letter calibrate.Letter
	guard  calibrate.Guard
	name   string
	// font is where the font is that somebody chose; empty for none.
	font string
}

// Text writes one person's lines.
func (s *Calibrations) Text(debriefID, participantID string) (out LinesText, err error) {
	defer guard(&err)
	one, err := s.one(debriefID, participantID)
	if err != nil || one.letter.Empty() {
		return out, err
	}
	data, err := export.LinesText(&one.letter, one.guard)
	return LinesText{Text: string(data)}, err
}

// SaveText asks where to save them as a text, and saves it.
func (s *Calibrations) SaveText(debriefID, participantID string) (out SavedLines, err error) {
	defer guard(&err)
	return s.save(debriefID, participantID, "text")
}

// SavePDF asks where to save them as a PDF, and saves it.
func (s *Calibrations) SavePDF(debriefID, participantID string) (out SavedLines, err error) {
	defer guard(&err)
	return s.save(debriefID, participantID, "pdf")
}

// SaveAll asks for a folder and saves the lines of everybody who has some, as
// "text" or "pdf". All files are finished before the first is written, and none
// takes the place of one that is there.
func (s *Calibrations) SaveAll(debriefID, as string) (out SavedAll, err error) {
	defer guard(&err)
	w, err := s.load(debriefID)
	if err != nil {
		return out, err
	}
	var names []string
	var files [][]byte
	for i := range w.Participants {
		one, err := s.of(w, &w.Participants[i])
		if err != nil {
			return out, err
		}
		if one.letter.Empty() {
			continue
		}
		f, err := s.file(one, as)
		if err != nil {
			return out, err
		}
		names, files = append(names, one.name), append(files, f.Data)
	}
	if len(files) == 0 {
		return out, debrief.Errorf(debrief.CodeNotFound)
	}
	folder, err := s.desk.dialogs.Folder(s.desk.window(), s.desk.copy.T("calibrate.dialog.all"), "")
	if err != nil || folder == "" {
		return out, err
	}
	for i, data := range files {
		if err := export.Save(free(folder, names[i], ending(as)), data); err != nil {
			return out, err
		}
		out.Files++
	}
	out.Folder = folder
	return out, nil
}

func (s *Calibrations) save(debriefID, participantID, as string) (out SavedLines, err error) {
	out.Missing = []string{}
	one, err := s.one(debriefID, participantID)
	if err != nil {
		return out, err
	}
	if one.letter.Empty() {
		return out, debrief.Errorf(debrief.CodeNotFound)
	}
	f, err := s.file(one, as)
	if err != nil {
		return out, err
	}
	t, title := s.desk.copy.T, "calibrate.dialog."+as
	path, err := s.desk.dialogs.Save(s.desk.window(), t(title), one.name+ending(as), t(title+".kind"), "*"+ending(as))
	if err != nil || path == "" {
		return out, err
	}
	if path, err = s.desk.outputAt(path, ending(as)); err != nil {
		return out, err
	}
	return SavedLines{Path: path, Missing: append(out.Missing, f.Missing...)}, export.Save(path, f.Data)
}

func ending(as string) string {
	if as == "text" {
		return ".txt"
	}
	return ".pdf"
}

func (s *Calibrations) file(one own, as string) (*export.File, error) {
	if as == "text" {
		data, err := export.LinesText(&one.letter, one.guard)
		return &export.File{Data: data}, err
	}
	shaper, _ := s.desk.shapes.of(one.font)
	return export.LinesPDF(context.Background(), &one.letter, one.guard, report.Options{Now: s.desk.keeper.Now(), Shaper: shaper, T: s.desk.copy.T})
}

func (s *Calibrations) load(debriefID string) (*debrief.Whole, error) {
	lib, err := s.desk.open()
	if err != nil {
		return nil, err
	}
	return s.desk.reading.of(context.Background(), lib, debriefID)
}

func (s *Calibrations) one(debriefID, participantID string) (own, error) {
	w, err := s.load(debriefID)
	if err != nil {
		return own{}, err
	}
	for i := range w.Participants {
		if p := &w.Participants[i]; p.ID == participantID {
			return s.of(w, p)
		}
	}
	return own{}, debrief.Errorf(debrief.CodeNotFound)
}

func (s *Calibrations) of(w *debrief.Whole, p *debrief.Participant) (own, error) {
	lib, err := s.desk.open()
	if err != nil {
		return own{}, err
	}
	settings, err := lib.Settings(context.Background())
	if err != nil {
		return own{}, err
	}
	t := s.desk.copy.Called(settings[copy.SettingThing]).T
	called := strings.TrimLeft(strings.TrimSpace(p.Alias), "@")
	if called == "" {
		called = p.Name
	}
	return own{
		letter: calibrate.New(w, p, calibrate.Options{T: t, Now: s.desk.keeper.Now()}),
		guard:  calibrate.NewGuard(w, p.ID),
		name:   file.Name(t("calibrate.file", "name", called)),
		font:   settings[shape.Setting],
	}, nil
}

// free is a place in a folder that nothing is at: two people may have one name.
func free(folder, name, ending string) string {
	path := filepath.Join(folder, name+ending)
	for n := 2; ; n++ {
		if _, err := os.Lstat(path); err != nil {
			return path
		}
		path = filepath.Join(folder, name+"-"+strconv.Itoa(n)+ending)
	}
}
