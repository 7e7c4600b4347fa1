package command

import (
	"context"
	"fmt"
	"strconv"
	"text/tabwriter"
	"time"

	"secondstory/backend/library"
	"secondstory/backend/sqlite"
)

// backup writes a verified backup of a library, also beside an open window, or
// lists those there are.
func (c CLI) backup(args []string) int {
	set := c.flags("backup")
	named := set.String("library", "", "")
	dir := set.String("o", "", "")
	list := set.Bool("list", false, "")
	if err := set.Parse(args); err != nil {
		return c.usage(err)
	}
	if set.NArg() > 0 || *list && *dir != "" {
		return c.fail(c.Copy.T("command.backup.what"))
	}
	path, err := library.Path(*named)
	if err != nil {
		return c.failure(err)
	}
	keeper := c.Keeper(path)
	if *list {
		return c.backups(keeper)
	}
	if *dir == "" {
		*dir, err = placeFor(keeper)
	} else {
		err = sqlite.CheckOutput(*dir, path)
	}
	if err != nil {
		return c.failure(err)
	}
	return c.backUp(path, *dir)
}

// placeFor is the folder chosen in the window, or the app's own. A chosen one
// that is away is not made: its disk may not be plugged in.
func placeFor(k library.Keeper) (string, error) {
	place := k.Place()
	if place.Own {
		return place.Dir, nil
	}
	return place.Dir, sqlite.TryBackups(place.Dir)
}

func (c CLI) backUp(path, dir string) int {
	ctx := context.Background()
	db, err := sqlite.Open(ctx, sqlite.Options{Path: path, ReadOnly: true, Now: c.Now})
	if err != nil {
		return c.failure(err)
	}
	defer func() { _ = db.Close() }()
	b, err := db.Backup(ctx, dir, sqlite.ReasonCommandLine, nil)
	if err != nil {
		return c.failure(err)
	}
	c.concerns(sqlite.BackupSurroundings(dir, path))
	return c.say("command.backup.done", "path", b.Path, "debriefs", strconv.Itoa(b.Debriefs), "passages", strconv.Itoa(b.Passages))
}

// backups prints the backups there are, newest first, as restore takes them.
func (c CLI) backups(k library.Keeper) int {
	all, away := k.Backups()
	w := tabwriter.NewWriter(c.Out, 0, 0, 2, ' ', 0)
	for _, b := range all {
		state := c.Copy.T("backups.unverified")
		switch {
		case b.Verified:
			state = c.Copy.T("backups.verified")
		case b.Changed:
			state = c.Copy.T("backups.changed")
		}
		_, _ = fmt.Fprintf(w, "%s\t%s\t%d\t%s\n", b.At.Format(time.RFC3339), state, b.Size, b.Path)
	}
	if err := w.Flush(); err != nil {
		return c.fail(c.Copy.T("command.output"))
	}
	if away != nil {
		return c.failure(away)
	}
	return Success
}

// concerns says what could cost words about a place. It is no reason to stop.
func (c CLI) concerns(all []sqlite.Concern) {
	for _, concern := range all {
		_, _ = fmt.Fprintln(c.Err, "secondstory: "+c.Copy.T(concern.Key, "service", concern.Service))
	}
}

// say writes a line of the catalogue to standard output.
func (c CLI) say(key string, pairs ...string) int {
	if _, err := fmt.Fprintln(c.Out, c.Copy.T(key, pairs...)); err != nil {
		return c.fail(c.Copy.T("command.output"))
	}
	return Success
}

// restore puts a backup in place of a library, keeping what was there.
func (c CLI) restore(args []string) int {
	set := c.flags("restore")
	named := set.String("library", "", "")
	words, err := parseAnywhere(set, args)
	if err != nil {
		return c.usage(err)
	}
	if len(words) != 1 {
		return c.fail(c.Copy.T("command.restore.what"))
	}
	path, err := library.Path(*named)
	if err != nil {
		return c.failure(err)
	}
	r, err := c.Keeper(path).Restore(context.Background(), words[0], nil)
	if err != nil {
		return c.failure(err)
	}
	code := c.say("command.restore.done",
		"path", path, "debriefs", strconv.Itoa(r.Health.Debriefs), "passages", strconv.Itoa(r.Health.Passages))
	switch {
	case code != Success || r.Kept == "":
		return code
	case r.KeptDamaged:
		return c.say("command.restore.kept-damaged", "path", r.Kept)
	}
	return c.say("command.restore.kept", "path", r.Kept)
}

// salvage makes a new library of what can be read of a damaged one.
func (c CLI) salvage(args []string) int {
	set := c.flags("salvage")
	named := set.String("library", "", "")
	to := set.String("o", "", "")
	var files []string
	set.Func("backup", "", func(file string) error {
		files = append(files, file)
		return nil
	})
	if err := set.Parse(args); err != nil {
		return c.usage(err)
	}
	if *to == "" || set.NArg() > 0 {
		return c.fail(c.Copy.T("command.salvage.what"))
	}
	path, err := library.Path(*named)
	if err != nil {
		return c.failure(err)
	}
	if err := sqlite.CheckOutput(*to, path); err != nil {
		return c.failure(err)
	}
	backups, err := backupsAt(files)
	if err != nil {
		return c.failure(err)
	}
	r, err := sqlite.Salvage(context.Background(), path, *to, nil, backups...)
	if err != nil {
		return c.failure(err)
	}
	for _, d := range r.Debriefs {
		_, _ = fmt.Fprintln(c.Out, c.Copy.T("command.salvage.debrief", "title", titled(d.Title, d.DebriefID),
			"kept", strconv.Itoa(d.Kept), "history", strconv.Itoa(d.FromHistory), "backup", strconv.Itoa(d.FromBackup), "lost", strconv.Itoa(d.Lost)))
	}
	for _, f := range r.Found {
		if f.Backup != "" {
			_, _ = fmt.Fprintln(c.Out, c.fromBackup(f))
		}
	}
	return c.say("command.salvage.done", "path", *to, "passages", strconv.Itoa(r.Passages),
		"history", strconv.Itoa(r.FromHistory), "backup", strconv.Itoa(r.FromBackup), "lost", strconv.Itoa(len(r.Lost)))
}

// backupsAt describes the backups somebody named, those with the most of the log
// first.
func backupsAt(files []string) ([]sqlite.Backup, error) {
	all := []sqlite.Backup{}
	for _, file := range files {
		b, err := sqlite.BackupAt(file)
		if err != nil {
			return nil, err
		}
		all = append(all, b)
	}
	sqlite.SortByLog(all)
	return all, nil
}

// fromBackup says what was taken from which backup, and whether there was a
// later version.
func (c CLI) fromBackup(f sqlite.Found) string {
	key := "command.salvage.backup"
	if f.Older {
		key = "command.salvage.backup-older"
	}
	what := string(f.Noun)
	if what == "" {
		what = f.Field
	}
	return c.Copy.T(key, "title", titled(f.Title, f.DebriefID), "what", what, "backup", f.Backup)
}

// titled names a debrief by its title or, where there is none, by its id.
func titled(title, id string) string {
	if title == "" {
		return id
	}
	return title
}
