package command

import (
	"context"
	"fmt"
	"strconv"

	"secondstory/backend/export"
	"secondstory/backend/library"
	"secondstory/backend/report"
	"secondstory/backend/site"
	"secondstory/backend/sqlite"
)

// publish writes what was signed off into a folder as a static site.
func (c CLI) publish(args []string) int {
	set := c.flags("publish")
	named := set.String("library", "", "")
	edition := set.String("edition", string(report.RoleOnly), "")
	title := set.String("title", c.Copy.T("site.title"), "")
	base := set.String("base", "", "")
	words, err := parseAnywhere(set, args)
	if err != nil {
		return c.usage(err)
	}
	o, sentence := c.choices(string(export.FormHTML), *edition, string(report.A4))
	if sentence != "" {
		return c.fail(sentence)
	}
	if len(words) != 1 {
		return c.fail(c.Copy.T("command.publish.what"))
	}
	if o, err = c.asSet(*named, "", o); err != nil {
		return c.failure(err)
	}
	r, err := c.site(*named, o, site.Options{Dir: words[0], Title: *title, Base: *base, Now: c.Now(), T: c.Copy.T})
	if err != nil {
		return c.failure(err)
	}
	for _, one := range r.Refused {
		_, _ = fmt.Fprintln(c.Err, c.Copy.Sentence(one.Err))
	}
	_, _ = fmt.Fprintln(c.Out, c.Copy.T("command.publish.done", "path", words[0],
		"written", strconv.Itoa(r.Written), "same", strconv.Itoa(r.Same), "gone", strconv.Itoa(r.Gone), "refused", strconv.Itoa(len(r.Refused))))
	if len(r.Refused) > 0 {
		return Flagged
	}
	return Success
}

func (c CLI) site(named string, o report.Options, s site.Options) (*site.Result, error) {
	path, err := library.Path(named)
	if err != nil {
		return nil, err
	}
	db, err := read(named)
	if err != nil {
		return nil, err
	}
	defer func() { _ = db.Close() }()
	s.Publisher = export.Publisher(sqlite.OwnerOf(path).ID)
	return export.Site(context.Background(), db, o, s, c.Version)
}
