// Command bulk writes a library of many debriefs, for figures taken in a
// library that has been used for years:
//
//	go run ./backend/demo/bulk -n 1000 -lines 2000 -o DIR
//
// Every debrief is a copy of the sample under a title of its own. The newest,
// "Long meeting", has as many lines as asked for.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/library"
	"secondstory/backend/sqlite"
)

func main() {
	n := flag.Int("n", 1000, "how many debriefs beside the sample")
	lines := flag.Int("lines", 0, "how many lines the one called \"Long meeting\" has; 0 for no such debrief")
	flagged := flag.Int("flagged", 0, "in how many of those lines the wording check asks about a phrase")
	bare := flag.Bool("bare", false, "without the sample: with -n 0, a library with nothing in it")
	few := flag.Bool("nine", false, "nine small debriefs that share conditions as well, of this year")
	dir := flag.String("o", "", "the folder to write library.db into")
	clock := flag.String("clock", "", "what the clock says while it is written, RFC 3339; the laptop's when empty")
	flag.Parse()
	if err := write(*dir, *clock, *n, meeting{*lines, *flagged}, *bare, *few); err != nil {
		fmt.Fprintln(os.Stderr, "bulk:", err)
		os.Exit(1)
	}
}

// meeting is how long the long one is.
type meeting struct{ lines, flagged int }

func write(dir, clock string, n int, m meeting, bare, few bool) (err error) {
	if dir == "" {
		return errors.New("name a folder with -o")
	}
	now := time.Now
	if clock != "" {
		at, err := time.Parse(time.RFC3339, clock)
		if err != nil {
			return err
		}
		now = func() time.Time { return at }
	}
	db, _, err := library.Keeper{Path: filepath.Join(dir, "library.db"), Now: now, Sample: demo.Debrief}.OpenBare()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if bare {
		if err := leaveOutSample(db); err != nil {
			return err
		}
	}
	day := time.Date(2020, 1, 1, 9, 0, 0, 0, time.UTC)
	// The history of a thousand copies would be as large as they are; with a clock of its own it is wanted.
	put := func(w *debrief.Whole) error {
		return db.Apply(context.Background(), debrief.Action{Name: "duplicate-debrief", Put: w.Records(), Quiet: clock == ""})
	}
	for i := range n {
		at := day.AddDate(0, 0, i).Format(time.RFC3339)
		if err := put(demo.Debrief().Copy(fmt.Sprintf("Debrief %04d", i+1), at)); err != nil {
			return err
		}
	}
	if few {
		for _, w := range nine(now().Year()) {
			if err := put(w); err != nil {
				return err
			}
		}
	}
	if m.lines > 0 {
		err = put(long(m, day.AddDate(0, 0, n).Format(time.RFC3339)))
	}
	// A library that has been used for years is searchable.
	for more := true; more && err == nil; {
		more, err = db.Follow(context.Background(), time.Minute)
	}
	return err
}

// leaveOutSample deletes the sample as a person would, so that the app does not
// add it again.
func leaveOutSample(db *sqlite.DB) error {
	rows, _, err := db.List(context.Background(), 0, 0)
	if err != nil {
		return err
	}
	a := debrief.Action{Name: "delete-debrief", Quiet: true}
	for _, row := range rows {
		a.Delete = append(a.Delete, debrief.Ref{Noun: debrief.NounDebrief, ID: row.ID, DebriefID: row.ID, Rev: row.Rev})
	}
	return db.Apply(context.Background(), a)
}

// asked are lines the wording check asks about.
var asked = [...]string{
	"we should have looked at the pool graph before we paged anybody, it was there the whole time",
	"honestly it was human error, nothing more to it",
	"if only somebody had told the night shift about the batch job that runs on the first of the month",
	"the root cause was the migration",
	"they could have asked in the channel",
}

// long is a debrief in whose meeting this many lines were written.
func long(m meeting, at string) *debrief.Whole {
	w := demo.Debrief().Copy("Long meeting", at)
	from := w.Entries
	w.Entries = nil
	w.Factors, w.Helped, w.Countermeasures, w.Bands, w.Questions = nil, nil, nil, nil, nil
	w.Debrief.Summary = debrief.Summary{Learnings: []debrief.Learning{}}
	for i := range m.lines {
		e := from[i%len(from)]
		e.ID = debrief.NewID()
		e.Stage, e.Position = debrief.StageNarratives, float64(i+1)
		if i*m.flagged/m.lines < (i+1)*m.flagged/m.lines {
			e.Text, e.Quote = asked[i%len(asked)], false
		}
		w.Entries = append(w.Entries, e)
	}
	return w
}
