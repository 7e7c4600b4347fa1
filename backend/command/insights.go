package command

import (
	"context"
	"fmt"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/export"
	"secondstory/backend/insight"
	"secondstory/backend/library"
	"secondstory/backend/report"
	"secondstory/backend/sqlite"
)

// insights writes figures of all debriefs: as pages, or as one table.
func (c CLI) insights(args []string) int {
	set := c.flags("insights")
	named := set.String("library", "", "")
	pdf := set.String("pdf", "", "")
	csv := set.String("csv", "", "")
	period := set.String("period", string(insight.PeriodAll), "")
	kind := set.String("kind", "", "")
	words := set.Bool("words", false, "")
	rest, err := parseAnywhere(set, args)
	if err != nil {
		return c.usage(err)
	}
	choice := insight.Choice{Period: insight.Period(*period), Kind: debrief.Kind(*kind)}
	if len(rest) > 0 || *pdf == "" && *csv == "" || choice.Validate() != nil {
		return c.fail(c.Copy.T("command.insights.what"))
	}
	for _, to := range []string{*pdf, *csv} {
		if err := checkOutput(*named, to); to != "" && err != nil {
			return c.failure(err)
		}
	}
	db, err := read(*named)
	if err != nil {
		return c.failure(err)
	}
	defer func() { _ = db.Close() }()
	from, err := c.figures(db, choice, *words)
	if err != nil {
		return c.failure(err)
	}
	if len(from.Figures) == 0 {
		return c.fail(c.Copy.T("command.insights.few", "n", fmt.Sprint(from.Debriefs)))
	}
	return c.writeFigures(from, *pdf, *csv)
}

// figures reads what is to be written.
func (c CLI) figures(db *sqlite.DB, choice insight.Choice, words bool) (*export.Insights, error) {
	ctx := context.Background()
	settings, err := db.Settings(ctx)
	if err != nil {
		return nil, err
	}
	var kept library.Facts
	facts, err := kept.Of(ctx, db, nil)
	if err != nil {
		return nil, err
	}
	from := &export.Insights{
		Insights: insight.Of(facts, choice, c.Now()), Facts: facts, Words: words,
		Options: report.Options{Now: c.Now(), T: c.Copy.Called(settings[copy.SettingThing]).T},
	}
	return from, from.Read(ctx, db, func(float64) {})
}

func (c CLI) writeFigures(from *export.Insights, pdf, csv string) int {
	if pdf != "" {
		file, err := from.PDF(context.Background())
		if err == nil {
			err = export.Save(pdf, file.Data)
		}
		if err != nil {
			return c.failure(err)
		}
		if code := c.say("command.insights.pdf", "path", pdf, "pages", fmt.Sprint(file.Pages)); code != Success {
			return code
		}
	}
	if csv == "" {
		return Success
	}
	file, err := from.CSV()
	if err == nil {
		err = export.Save(csv, file.Data)
	}
	if err != nil {
		return c.failure(err)
	}
	return c.say("command.insights.csv", "path", csv)
}
