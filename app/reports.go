package app

import (
	"context"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/export"
	"secondstory/backend/report"
	"secondstory/backend/report/pdf"
)

// Reports is bound to the window: what will be printed, and printing it.
type Reports struct {
	desk    *Desk
	preview preview
}

// Exported is a written report. An empty path means that nobody chose one.
type Exported struct {
	Path    string   `json:"path"`
	Pages   int      `json:"pages"`
	Missing []string `json:"missing"`
}

// Export asks where to put the report of a version, or of the debrief as it stands,
// and writes it.
func (s *Reports) Export(debriefID, edition, paper, version string) (done Exported, err error) {
	defer guard(&err)
	done.Missing = []string{}
	file, _, err := s.set(context.Background(), debriefID, edition, paper, version)
	if err != nil {
		return done, err
	}
	return s.save(file, edition, version, ".pdf")
}

// ExportFigure asks where to put the figure of the report alone, on a sheet in
// landscape ("A4" to "A1"), and writes it.
func (s *Reports) ExportFigure(debriefID, edition, sheet string) (done Exported, err error) {
	defer guard(&err)
	done.Missing = []string{}
	w, o, err := s.options(debriefID, edition, "")
	if err != nil {
		return done, err
	}
	file, err := export.Poster(context.Background(), w, o, pdf.Poster(sheet))
	if err != nil {
		return done, err
	}
	return s.save(file, edition, "", "-figure.pdf")
}

// save asks for a place; the name it offers ends as the file does.
func (s *Reports) save(file *export.File, edition, version, end string) (done Exported, err error) {
	done.Missing = []string{}
	t := s.desk.copy.T
	path, err := s.desk.dialogs.Save(s.desk.window(), t("export.dialog.title"),
		export.Name(file.Title, report.Edition(edition), version, end), t("export.dialog.pdf"), "*.pdf")
	if err != nil || path == "" {
		return done, err
	}
	if path, err = s.desk.outputAt(path, ".pdf"); err != nil {
		return done, err
	}
	if err := export.Save(path, file.Data); err != nil {
		return done, err
	}
	return Exported{Path: path, Pages: file.Pages, Missing: append(done.Missing, file.Missing...)}, nil
}

func (s *Reports) set(ctx context.Context, debriefID, edition, paper, version string) (*export.File, *debrief.Whole, error) {
	w, o, err := s.options(debriefID, edition, version)
	if err != nil {
		return nil, w, err
	}
	o.Paper = report.Paper(paper)
	file, err := export.PDF(ctx, w, o)
	return file, w, err
}

// options loads a debrief, or a version of it, and says how its report is made now.
func (s *Reports) options(debriefID, edition, version string) (*debrief.Whole, report.Options, error) {
	lib, err := s.desk.open()
	if err != nil {
		return nil, report.Options{}, err
	}
	w, err := lib.Load(context.Background(), debriefID)
	if err != nil {
		return nil, report.Options{}, err
	}
	settings, err := lib.Settings(context.Background())
	if err != nil {
		return w, report.Options{}, err
	}
	return export.Version(context.Background(), lib, w, version, report.Options{
		Edition: report.Edition(edition), Now: s.desk.keeper.Now(), Shaper: s.desk.shaper, T: s.desk.copy.Called(settings[copy.SettingThing]).T,
	})
}
