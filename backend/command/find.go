package command

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"secondstory/backend/debrief"
	"secondstory/backend/letter"
	"secondstory/backend/search"
	"secondstory/backend/sqlite"
)

// found is what find prints as JSON.
type found struct {
	sqlite.Result
	// Unclear are filters that were not understood; never nil.
	Unclear []string `json:"unclear"`
}

// find prints what a library has to say to a question, the newest first.
func (c CLI) find(args []string) int {
	set := c.flags("find")
	named := set.String("library", "", "")
	asJSON := set.Bool("json", false, "")
	me := set.String("me", "", "")
	limit := set.Int("limit", 20, "")
	words, err := parseAnywhere(set, args)
	if err != nil {
		return c.usage(err)
	}
	typed := strings.Join(words, " ")
	if strings.TrimSpace(typed) == "" || *limit < 1 {
		return c.fail(c.Copy.T("command.find.what"))
	}
	db, err := read(*named)
	if err != nil {
		return c.failure(err)
	}
	defer func() { _ = db.Close() }()
	q := search.Parse(typed, *me)
	r, err := db.Search(context.Background(), q, sqlite.Listing{Limit: *limit, Order: sqlite.OrderNewest})
	if err != nil {
		return c.failure(err)
	}
	if *asJSON {
		err = json.NewEncoder(c.Out).Encode(found{r, q.Unclear})
	} else {
		err = c.tell(r, q)
	}
	if err != nil {
		return c.fail(c.Copy.T("command.output"))
	}
	return Success
}

// tell prints each debrief once with what was found in it, and on standard error
// what else is to be said about the question. Nothing that somebody wrote steers a terminal.
func (c CLI) tell(r sqlite.Result, q search.Question) error {
	for _, part := range q.Unclear {
		if strings.EqualFold(part, "owner:me") {
			_, _ = fmt.Fprintln(c.Err, c.Copy.T("command.find.me"))
			continue
		}
		_, _ = fmt.Fprintln(c.Err, c.Copy.T("command.find.unclear", "part", letter.OneLine(part), "filters", strings.Join(search.Filters(), ", ")))
	}
	for _, i := range r.Instead {
		_, _ = fmt.Fprintln(c.Err, c.Copy.T("command.find.instead", "typed", letter.OneLine(i.Typed), "name", letter.OneLine(i.Name)))
	}
	if r.Following {
		_, _ = fmt.Fprintln(c.Err, c.Copy.T("command.find.following"))
	}
	if len(r.Hits) == 0 {
		_, _ = fmt.Fprintln(c.Err, c.Copy.T("command.find.nothing"))
	}
	last := debrief.ID("")
	for _, h := range r.Hits {
		if h.DebriefID != last {
			if _, err := fmt.Fprintf(c.Out, "%s  %s\n", h.DebriefID, letter.OneLine(h.Title)); err != nil {
				return err
			}
		}
		last = h.DebriefID
		if _, err := fmt.Fprintf(c.Out, "    %s: %s\n", h.Noun, letter.OneLine(excerpt(h))); err != nil {
			return err
		}
	}
	return nil
}

func excerpt(h sqlite.Hit) string {
	var b strings.Builder
	for _, p := range h.Excerpt {
		b.WriteString(p.Text)
	}
	return b.String()
}
