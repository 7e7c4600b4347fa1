package app

import (
	"context"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/export"
	"secondstory/backend/report"
	"secondstory/backend/shape"
)

// Reports is bound to the window: what will be printed, and printing it.
type Reports struct {
	desk    *Desk
	preview preview
	// pictures are ready for the next preview: one follows every change.
	pictures export.Prepared
}

func (s *Reports) set(ctx context.Context, debriefID, edition, paper, version string) (*export.File, *debrief.Whole, error) {
	w, o, err := s.options(ctx, debriefID, Wish{Edition: edition, Paper: paper, Version: version})
	if err != nil {
		return nil, w, err
	}
	file, err := export.PDF(ctx, w, o)
	return file, w, err
}

// options loads a debrief, or a version of it, and says how its report is made now.
func (s *Reports) options(ctx context.Context, debriefID string, wish Wish) (*debrief.Whole, report.Options, error) {
	w, o, err := s.bare(ctx, debriefID, wish)
	if err != nil {
		return w, o, err
	}
	lib, err := s.desk.open()
	if err != nil {
		return w, o, err
	}
	o, err = export.Illustrated(ctx, lib, &s.pictures, w, o)
	return w, o, err
}

// bare is the same without pictures and graphs, which take time.
func (s *Reports) bare(ctx context.Context, debriefID string, wish Wish) (*debrief.Whole, report.Options, error) {
	lib, err := s.desk.open()
	if err != nil {
		return nil, report.Options{}, err
	}
	w, err := lib.Load(ctx, debriefID)
	if err != nil {
		return nil, report.Options{}, err
	}
	settings, err := lib.Settings(ctx)
	if err != nil {
		return w, report.Options{}, err
	}
	shaper, _ := s.desk.shapes.of(settings[shape.Setting])
	o, err := export.Related(ctx, lib, w, wish.Version, report.Options{
		Edition: report.Edition(wish.Edition), Paper: report.Paper(wish.Paper), Now: s.desk.keeper.Now(),
		Shaper: shaper, T: s.desk.copy.Called(settings[copy.SettingThing]).T,
	})
	if err != nil {
		return w, o, err
	}
	return export.Numbered(ctx, lib, w, wish.Version, o)
}
