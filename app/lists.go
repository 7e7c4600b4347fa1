package app

import (
	"context"
	"path/filepath"
	"slices"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/export"
	"secondstory/backend/report"
	"secondstory/backend/shape"
)

// Lists is bound to the window: handing out what is followed up, of one debrief or of all.
type Lists struct{ desk *Desk }

// Listed is what was written. An empty file means that nobody chose one.
type Listed struct {
	File     string `json:"file"`
	Debriefs int    `json:"debriefs"`
	// Left are the titles of debriefs that are left out: they would carry a name.
	Left []string `json:"left"`
	// Unlisted is how many owners are in no list and are told as they are written.
	Unlisted int `json:"unlisted"`
}

// Write asks where to put a list and writes it: of one debrief, or with an empty id of all
// that have something open. It can be stopped, and then nothing is written.
func (s *Lists) Write(debriefID, form, edition string) (done Listed, err error) {
	defer guard(&err)
	done.Left = []string{}
	f := export.Form(form)
	if !slices.Contains(export.ListForms(), f) || !slices.Contains(report.Editions(), report.Edition(edition)) {
		return done, debrief.Errorf(debrief.CodeInvalid, "noun", "form")
	}
	t := s.desk.copy.T
	path, err := s.desk.dialogs.Save(s.desk.window(), t("export.dialog.title"), "countermeasures"+f.Ending(), t("export.dialog."+form), "*"+f.Ending())
	if err != nil || path == "" {
		return done, err
	}
	if path, err = s.desk.outputAt(path, f.Ending()); err != nil {
		return done, err
	}
	err = s.desk.run(func(ctx context.Context, progress func(float64)) error {
		progress(.1)
		list, err := s.list(ctx, debriefID, f, report.Edition(edition))
		if ctx.Err() != nil || err != nil {
			return stopped(ctx, err)
		}
		progress(.9)
		done.File, done.Debriefs, done.Unlisted = filepath.Base(path), list.Debriefs, list.Unlisted
		for _, l := range list.Refused {
			done.Left = append(done.Left, l.Title)
		}
		return export.Save(path, list.Data)
	})
	if err != nil {
		return Listed{Left: []string{}}, err
	}
	s.desk.wrote.keep(path)
	return done, nil
}

// list makes it. One debrief that may not be told is refused and not left out of nothing.
func (s *Lists) list(ctx context.Context, id debrief.ID, f export.Form, e report.Edition) (*export.List, error) {
	lib, err := s.desk.open()
	if err != nil {
		return nil, err
	}
	settings, err := lib.Settings(ctx)
	if err != nil {
		return nil, err
	}
	shaper, _ := s.desk.shapes.of(settings[shape.Setting])
	o := report.Options{Edition: e, Now: s.desk.keeper.Now(), Shaper: shaper, T: s.desk.copy.Called(settings[copy.SettingThing]).T}
	list, err := export.MakeList(ctx, lib, id, o, f)
	if err == nil && list.Debriefs == 0 && len(list.Refused) > 0 {
		err = list.Refused[0].Err
	}
	return list, err
}
