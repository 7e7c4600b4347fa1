package app

import (
	"context"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/export"
	"secondstory/backend/insight"
	"secondstory/backend/report"
	"secondstory/backend/shape"
)

// Export asks where to put the figures and writes them: "pdf" as pages, "csv" as one
// table. With words it prints titles of debriefs and the words of conditions, once no name
// of anybody in them is found; without, nothing that anybody wrote.
func (s *Insights) Export(c insight.Choice, form string, words bool) (done Exported, err error) {
	defer guard(&err)
	done.Missing = []string{}
	if form != "pdf" && form != "csv" {
		return done, debrief.Errorf(debrief.CodeInvalid, "noun", "form")
	}
	path, err := s.ask(form)
	if err != nil || path == "" {
		return done, err
	}
	err = s.desk.run(func(ctx context.Context, progress func(float64)) error {
		file, err := s.file(ctx, c, form, words, progress)
		if ctx.Err() != nil || err != nil {
			return stopped(ctx, err)
		}
		done.Path, done.Pages, done.Missing = path, file.Pages, append(done.Missing, file.Missing...)
		return export.Save(path, file.Data)
	})
	if err != nil {
		return Exported{Missing: []string{}}, err
	}
	s.desk.wrote.keep(path)
	return done, nil
}

func (s *Insights) ask(form string) (string, error) {
	t, ending := s.desk.copy.T, "."+form
	name := t("insights.file") + "-" + s.desk.keeper.Now().Format("2006-01-02") + ending
	path, err := s.desk.dialogs.Save(s.desk.window(), t("insights.export.dialog"), name, t("insights.export."+form), "*"+ending)
	if err != nil || path == "" {
		return "", err
	}
	return s.desk.outputAt(path, ending)
}

func (s *Insights) file(ctx context.Context, c insight.Choice, form string, words bool, progress func(float64)) (*export.File, error) {
	progress(.05)
	lib, err := s.desk.open()
	if err != nil {
		return nil, err
	}
	facts, err := s.facts.Of(ctx, lib, nil)
	if err != nil {
		return nil, err
	}
	settings, err := lib.Settings(ctx)
	if err != nil {
		return nil, err
	}
	shaper, _ := s.desk.shapes.of(settings[shape.Setting])
	now := s.desk.keeper.Now()
	from := export.Insights{
		Insights: insight.Of(facts, c, now), Facts: facts, Words: words,
		Options: report.Options{Now: now, Shaper: shaper, T: s.desk.copy.Called(settings[copy.SettingThing]).T},
	}
	if len(from.Figures) == 0 {
		return nil, debrief.Errorf(debrief.CodeInvalid, "noun", "form")
	}
	if err := from.Read(ctx, lib, func(part float64) { progress(.1 + .7*part) }); err != nil {
		return nil, err
	}
	progress(.85)
	if form == "csv" {
		return from.CSV()
	}
	return from.PDF(ctx)
}
