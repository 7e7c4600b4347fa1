package command

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"secondstory/backend/board"
	"secondstory/backend/debrief"
	"secondstory/backend/letter"
	"secondstory/backend/report"
	"secondstory/backend/sqlite"
)

const (
	dueWithin = 14
	maxWithin = 3650
)

// due says what is to be asked about of all debriefs, or keeps a calendar file of it.
func (c CLI) due(args []string) int {
	set := c.flags("due")
	named := set.String("library", "", "")
	asJSON := set.Bool("json", false, "")
	within := set.Int("within", dueWithin, "")
	owner := set.String("owner", "", "")
	team := set.String("team", "", "")
	ics := set.String("ics", "", "")
	edition := set.String("edition", string(report.RoleOnly), "")
	words, err := parseAnywhere(set, args)
	if err != nil {
		return c.usage(err)
	}
	if len(words) > 0 {
		return c.fail(c.Copy.T("command.due.what"))
	}
	if *ics != "" {
		return c.feed(*named, *ics, *edition, set)
	}
	if *edition != string(report.RoleOnly) {
		return c.fail(c.Copy.T("command.due.edition"))
	}
	if *within < 0 || *within > maxWithin {
		return c.fail(c.Copy.T("command.due.within", "days", strconv.Itoa(*within)))
	}
	db, err := read(*named)
	if err != nil {
		return c.failure(err)
	}
	defer func() { _ = db.Close() }()
	items, err := c.waiting(db, board.Filter{Owner: *owner, Team: *team, Open: true}, *within)
	if err != nil {
		return c.failure(err)
	}
	if *asJSON {
		err = json.NewEncoder(c.Out).Encode(items)
	} else {
		err = c.tellDue(items, *within)
	}
	if err != nil {
		return c.fail(c.Copy.T("command.output"))
	}
	return Success
}

// waiting returns what waits for an answer now or is due within so many days, in the order
// of the board.
func (c CLI) waiting(db *sqlite.DB, f board.Filter, within int) ([]board.Item, error) {
	all, err := db.FollowUps(context.Background(), true)
	if err != nil {
		return nil, err
	}
	out, today := []board.Item{}, c.Now()
	for _, w := range all {
		if w.Debrief.State == debrief.StateClosed {
			continue // brought in from an old report: it is on the board, and nobody is reminded of it
		}
		for _, i := range board.Of(w, report.Title(&w.Debrief, c.Copy.T), today) {
			if f.Keeps(&i) && i.IsDue(within) {
				out = append(out, i)
			}
		}
	}
	board.Sort(out)
	return out, nil
}

// tellDue writes a line for each, under the question that is to be asked.
func (c CLI) tellDue(items []board.Item, within int) error {
	if len(items) == 0 {
		_, err := fmt.Fprintln(c.Out, c.Copy.T("due.none", "day", c.Now().AddDate(0, 0, within).Format("2 Jan 2006")))
		return err
	}
	var under board.Section
	for n := range items {
		i := &items[n]
		if i.Section != under {
			lead := "\n"
			if under == "" {
				lead = ""
			}
			under = i.Section
			if _, err := fmt.Fprintln(c.Out, lead+c.Copy.T("due."+string(under))); err != nil {
				return err
			}
		}
		if _, err := fmt.Fprintln(c.Out, "  "+c.dueLine(i)); err != nil {
			return err
		}
	}
	return nil
}

// dueLine is one line whatever somebody wrote; nothing of it steers a terminal.
func (c CLI) dueLine(i *board.Item) string {
	day := c.Copy.T("due.no-day")
	if i.HasDay {
		day = c.Now().AddDate(0, 0, i.Days).Format(time.DateOnly)
	}
	who := i.Owner
	if i.Owner != "" && i.Team != "" {
		who = c.Copy.T("due.team", "owner", i.Owner, "team", i.Team)
	}
	key := "due.line"
	if who == "" {
		key = "due.line.nobody"
	}
	return letter.OneLine(c.Copy.T(key, "day", day, "what", i.Text, "who", who, "debrief", i.Debrief))
}
