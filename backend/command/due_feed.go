package command

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strconv"

	"secondstory/backend/export"
	"secondstory/backend/letter"
	"secondstory/backend/report"
	"secondstory/backend/secret"
)

// feed keeps a calendar file of what is open. Of the options, those that choose what is
// told are for the other way.
func (c CLI) feed(named, path, edition string, set *flag.FlagSet) int {
	chosen := false
	set.Visit(func(f *flag.Flag) { chosen = chosen || f.Name != "ics" && f.Name != "edition" && f.Name != "library" })
	if chosen {
		return c.fail(c.Copy.T("command.due.either"))
	}
	o, sentence := c.choices(string(export.FormICS), edition, string(report.A4))
	if sentence != "" {
		return c.fail(sentence)
	}
	if err := checkOutput(named, path); err != nil {
		return c.failure(err)
	}
	o, err := c.asSet(named, "", o)
	if err != nil {
		return c.failure(err)
	}
	db, err := read(named)
	if err != nil {
		return c.failure(err)
	}
	defer func() { _ = db.Close() }()
	f, err := export.Dates(context.Background(), db, o)
	if err != nil {
		return c.failure(err)
	}
	return c.keepFeed(path, f)
}

func (c CLI) keepFeed(path string, f *export.Feed) int {
	for _, one := range f.Refused {
		_, _ = fmt.Fprintln(c.Err, c.Copy.T("command.due.refused", "title", letter.OneLine(one.Title), "sentence", c.Copy.Sentence(one.Err)))
	}
	for _, s := range f.Secrets {
		c.pointOut(secret.Found{Kind: s.Kind, Hidden: s.Hidden}, c.Copy.T("report.section."+s.Where))
	}
	written, err := export.KeepFeed(path, f.Data)
	if errors.Is(err, export.ErrNotAFeed) {
		return c.fail(c.Copy.T("command.due.foreign", "path", path))
	}
	if err != nil {
		return c.failure(err)
	}
	key := "command.due.same"
	if written {
		key = "command.due.written"
	}
	_, _ = fmt.Fprintln(c.Out, c.Copy.T(key, "path", path, "dates", strconv.Itoa(f.Dates)))
	if len(f.Refused) > 0 {
		return Flagged
	}
	return Success
}
