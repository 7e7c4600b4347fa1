package app

import (
	"context"
	"path/filepath"

	"secondstory/backend/debrief"
	"secondstory/backend/export"
	"secondstory/backend/report"
	"secondstory/backend/report/pdf"
	"secondstory/backend/report/pdf/lock"
)

// Exports is bound to the window: handing a report out, as a file in any form, as a
// folder of what it rests on, or as words.
type Exports struct{ desk *Desk }

// Wish is what somebody wants to hand out.
type Wish struct {
	// Form is one of package export; Edition, Paper and Version are those of the report.
	Form    string `json:"form"`
	Edition string `json:"edition"`
	Paper   string `json:"paper"`
	Version string `json:"version"`
	// Cover is the text of a mail; empty for the usual one.
	Cover string `json:"cover"`
	// OpenWith and ChangeWith are the passwords of a PDF. They are kept nowhere.
	OpenWith   string `json:"openWith"`
	ChangeWith string `json:"changeWith"`
}

// Exported is what was written. An empty path means that nobody chose one.
type Exported struct {
	Path string `json:"path"`
	// Pages are those of a PDF, Files those of a folder.
	Pages   int      `json:"pages"`
	Files   int      `json:"files"`
	Missing []string `json:"missing"`
}

// Covers are the words a report is handed out with.
type Covers struct {
	Subject string `json:"subject"`
	Mail    string `json:"mail"`
	Chat    string `json:"chat"`
}

// Shown says what became of showing a file in its folder: its path, for where nothing
// could show it.
type Shown struct {
	Path   string `json:"path"`
	Opened bool   `json:"opened"`
}

// Write asks where to put a report and writes it. It can be stopped, and then nothing is
// written.
func (s *Exports) Write(debriefID string, wish Wish) (done Exported, err error) {
	defer guard(&err)
	form := export.Form(wish.Form)
	if !form.IsKnown() {
		return Exported{Missing: []string{}}, debrief.Errorf(debrief.CodeInvalid, "noun", "form")
	}
	extra := export.Extra{Cover: wish.Cover, Passwords: lock.Passwords{Open: wish.OpenWith, Change: wish.ChangeWith}}
	return s.write(debriefID, wish, place{kind: "export.dialog." + wish.Form, ending: form.Ending()},
		func(ctx context.Context, w *debrief.Whole, o report.Options) (*export.File, error) {
			return export.Make(ctx, w, o, form, extra)
		})
}

// Figure asks where to put the figure of the report alone, on a sheet in landscape ("A4"
// to "A1"), and writes it. Of the wish it takes edition and version.
func (s *Exports) Figure(debriefID string, wish Wish, sheet string) (done Exported, err error) {
	defer guard(&err)
	return s.write(debriefID, wish, place{kind: "export.dialog.pdf", mark: "-figure", ending: ".pdf"},
		func(ctx context.Context, w *debrief.Whole, o report.Options) (*export.File, error) {
			return export.Poster(ctx, w, o, pdf.Poster(sheet))
		})
}

// place is where a file goes: what kind it is, a key, and what its name ends with.
type place struct{ kind, mark, ending string }

// write asks for a place, makes a file and puts it there.
func (s *Exports) write(debriefID string, wish Wish, at place, finish func(context.Context, *debrief.Whole, report.Options) (*export.File, error)) (done Exported, err error) {
	done.Missing = []string{}
	head, err := s.head(debriefID, wish)
	if err != nil {
		return done, err
	}
	path, err := s.ask(head, at)
	if err != nil || path == "" {
		return done, err
	}
	err = s.desk.run(func(ctx context.Context, progress func(float64)) error {
		progress(.1)
		w, o, err := s.desk.reports.options(ctx, debriefID, wish)
		if err != nil {
			return stopped(ctx, err)
		}
		progress(.3)
		file, err := finish(ctx, w, o)
		if ctx.Err() != nil || err != nil {
			return stopped(ctx, err)
		}
		progress(.9)
		done.Path, done.Pages, done.Missing = path, file.Pages, append(done.Missing, file.Missing...)
		return export.Save(path, file.Data)
	})
	if err != nil {
		return Exported{Missing: []string{}}, err
	}
	s.desk.wrote.keep(path)
	return done, nil
}

// stopped tells what somebody stopped from what did not come about.
func stopped(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return debrief.Errorf(debrief.CodeCancelled).Wrap(ctx.Err())
	}
	return err
}

// ask asks for a place; the name it offers and the one that is chosen say no more than
// the edition may.
func (s *Exports) ask(head export.Head, at place) (string, error) {
	t := s.desk.copy.T
	path, err := s.desk.dialogs.Save(s.desk.window(), t("export.dialog.title"), head.Name(at.mark+at.ending), t(at.kind), "*"+at.ending)
	if err != nil || path == "" {
		return "", err
	}
	if err := head.CheckName(filepath.Base(path)); err != nil {
		return "", err
	}
	return s.desk.outputAt(path, at.ending)
}

// head is what is known of a report before it is finished.
func (s *Exports) head(debriefID string, wish Wish) (export.Head, error) {
	w, o, err := s.desk.reports.bare(context.Background(), debriefID, wish)
	if err != nil {
		return export.Head{}, err
	}
	return export.Begin(w, o)
}

// Covers writes the words a report is handed out with.
func (s *Exports) Covers(debriefID string, wish Wish) (out Covers, err error) {
	defer guard(&err)
	head, err := s.head(debriefID, wish)
	if err != nil {
		return out, err
	}
	c, err := head.Covers()
	return Covers(c), err
}

// Folder asks for a folder and puts another into it with the pictures and graphs that
// this report rests on, each a file, and a list of them. Nothing that is there is
// replaced.
func (s *Exports) Folder(debriefID string, wish Wish) (done Exported, err error) {
	defer guard(&err)
	done.Missing = []string{}
	head, err := s.head(debriefID, wish)
	if err != nil {
		return done, err
	}
	into, err := s.desk.dialogs.Folder(s.desk.window(), s.desk.copy.T("export.dialog.folder"), "")
	if err != nil || into == "" {
		return done, err
	}
	err = s.desk.run(func(ctx context.Context, progress func(float64)) error {
		files, err := s.evidence(ctx, debriefID, wish, progress)
		if ctx.Err() != nil || err != nil {
			return stopped(ctx, err)
		}
		done.Files = len(files) - 1
		done.Path, err = export.SaveFolder(into, head.Name("-attachments"), files)
		return err
	})
	if err != nil {
		return Exported{Missing: []string{}}, err
	}
	s.desk.wrote.keep(done.Path)
	return done, nil
}

func (s *Exports) evidence(ctx context.Context, debriefID string, wish Wish, progress func(float64)) ([]export.Member, error) {
	progress(.1)
	w, o, err := s.desk.reports.options(ctx, debriefID, wish)
	if err != nil {
		return nil, err
	}
	lib, err := s.desk.open()
	if err != nil {
		return nil, err
	}
	progress(.5)
	return export.Evidence(ctx, w, o, lib.Content)
}

// Show shows what was written last in its folder.
func (s *Exports) Show() (out Shown, err error) {
	defer guard(&err)
	if out.Path = s.desk.wrote.path(); out.Path == "" {
		return out, debrief.Errorf(debrief.CodeNotFound)
	}
	out.Opened = showFile(s.desk.window(), out.Path)
	return out, nil
}
