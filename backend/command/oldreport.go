package command

import (
	"context"
	"strconv"
	"time"

	"secondstory/backend/bundle"
	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
	"secondstory/backend/oldreport"
	"secondstory/backend/sqlite"
)

// importReports brings old reports into the library as debriefs, in one step that can
// be undone. What is there already is told and left out, as is what is no report.
func (c CLI) importReports(paths []string, zone string, o importOptions) int {
	if _, err := time.LoadLocation(zone); err != nil || len(paths) == 0 || o.both || o.theirs {
		return c.fail(c.Copy.T("command.oldreport.what"))
	}
	var docs []*evidence.Document
	for _, path := range paths {
		read, err := evidence.Read(context.Background(), path, evidence.Options{Reports: true})
		if err != nil {
			return c.failure(err)
		}
		docs = append(docs, read...)
	}
	db, err := c.importTo(o)
	if err != nil {
		return c.failure(err)
	}
	defer closeFound(db)
	action, count, err := c.reportsAction(db, docs, zone)
	switch {
	case err != nil:
		return c.failure(err)
	case count == 0 || o.dryRun:
		return c.say("command.import.dry")
	}
	if err := db.Apply(context.Background(), action); err != nil {
		return c.failure(err)
	}
	return c.say("command.oldreport.done", "count", strconv.Itoa(count))
}

// reportsAction is the step that brings in what is a report and not there yet, each
// told; count is how many those are.
func (c CLI) reportsAction(db *sqlite.DB, docs []*evidence.Document, zone string) (action debrief.Action, count int, err error) {
	sources, err := db.Sources(context.Background())
	if err != nil {
		return action, 0, err
	}
	here := oldreport.Here(sources)
	action = debrief.Action{Name: "bring-old-reports", Content: map[debrief.ID][]byte{}}
	for _, d := range docs {
		reports := oldreport.Of(d)
		if len(reports) == 0 {
			_ = c.say("command.oldreport.none", "path", d.Path)
		}
		for _, r := range reports {
			if before, is := here[r.SHA256]; is {
				_ = c.say("command.oldreport.here", "title", bundle.Line(r.Title), "day", before)
				continue
			}
			if !r.IsReport() {
				_ = c.say("command.oldreport.none", "path", d.Path)
				continue
			}
			made, err := r.Make(c.Now(), zone)
			if err != nil {
				return action, 0, err
			}
			made.Into(&action)
			here[r.SHA256] = c.Now().UTC().Format(time.DateOnly)
			count++
			c.reportTold(r)
		}
	}
	return action, count, nil
}

// reportTold says what was found in a report.
func (c CLI) reportTold(r *oldreport.Report) {
	n := r.Counts()
	_ = c.say("command.oldreport.row", "title", bundle.Line(r.Title), "day", firstOf(r.Day, c.Copy.T("command.oldreport.no-day")),
		"entries", strconv.Itoa(n.Entries), "factors", strconv.Itoa(n.Factors), "countermeasures", strconv.Itoa(n.Countermeasures),
		"people", strconv.Itoa(n.People), "left", strconv.Itoa(r.Left))
	if r.Need() != evidence.NeedNothing {
		_ = c.say("command.oldreport.need")
	}
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
