package command

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/library"
	"secondstory/backend/sqlite"
)

// Keeper looks after the library at a path.
func (c CLI) Keeper(path string) library.Keeper {
	return library.Keeper{Path: path, Now: c.Now, Sample: demo.Debrief}
}

// read opens a library for reading only, beside a window that may be writing.
func read(named string) (*sqlite.DB, error) {
	path, err := library.Path(named)
	if err != nil {
		return nil, err
	}
	return sqlite.Open(context.Background(), sqlite.Options{Path: path, ReadOnly: true})
}

// list prints the debriefs of a library, newest first.
func (c CLI) list(args []string) int {
	set := c.flags("list")
	named := set.String("library", "", "")
	asJSON := set.Bool("json", false, "")
	if err := set.Parse(args); err != nil {
		return c.usage(err)
	}
	db, err := read(*named)
	if err != nil {
		return c.failure(err)
	}
	defer func() { _ = db.Close() }()
	rows, _, err := db.List(context.Background(), 0, 0)
	if err != nil {
		return c.failure(err)
	}
	if *asJSON {
		err = json.NewEncoder(c.Out).Encode(rows)
	} else {
		err = c.table(rows)
	}
	if err != nil {
		return c.fail(c.Copy.T("command.output"))
	}
	return Success
}

func (c CLI) table(rows []debrief.Row) error {
	w := tabwriter.NewWriter(c.Out, 0, 0, 2, ' ', 0)
	for _, r := range rows {
		date, _, _ := strings.Cut(r.Date, "T")
		title := r.Title
		if title == "" {
			title = c.Copy.T("debrief.untitled", "date", date)
		}
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", r.ID, date, r.State, title); err != nil {
			return err
		}
	}
	return w.Flush()
}

// load returns one debrief of a library, by id or title.
func load(named, key string) (*debrief.Whole, error) {
	db, err := read(named)
	if err != nil {
		return nil, err
	}
	defer func() { _ = db.Close() }()
	return find(db, key)
}

// find returns the debrief with an id or a title; a part of a title serves when
// only one debrief has it.
func find(db *sqlite.DB, key string) (*debrief.Whole, error) {
	ctx := context.Background()
	rows, _, err := db.List(ctx, 0, 0)
	if err != nil {
		return nil, err
	}
	var exact, part []debrief.ID
	for _, r := range rows {
		switch {
		case r.ID == key:
			return db.Load(ctx, r.ID)
		case strings.EqualFold(r.Title, key):
			exact = append(exact, r.ID)
		case strings.Contains(strings.ToLower(r.Title), strings.ToLower(key)):
			part = append(part, r.ID)
		}
	}
	for _, ids := range [][]debrief.ID{exact, part} {
		if len(ids) == 1 {
			return db.Load(ctx, ids[0])
		}
		if len(ids) > 1 {
			return nil, debrief.Errorf(debrief.CodeAmbiguous, "count", fmt.Sprint(len(ids)))
		}
	}
	return nil, debrief.Errorf(debrief.CodeNoSuch)
}

// checkOutput refuses to write over a library, the named one or any other.
func checkOutput(named, to string) error {
	path, err := library.Path(named)
	if err != nil {
		return err
	}
	return sqlite.CheckOutput(to, path)
}
