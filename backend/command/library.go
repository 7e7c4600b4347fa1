package command

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"text/tabwriter"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/sqlite"
)

// sampleSetting remembers that the sample was put into a library, so that one
// who deletes it is not given it again.
const sampleSetting = "sample"

// OpenLibrary opens the library at a path to be written, with the sample in it
// when it is new. first is the sample's id on the very first start.
func OpenLibrary(path string, now func() time.Time) (db *sqlite.DB, first debrief.ID, err error) {
	ctx := context.Background()
	db, err = sqlite.Open(ctx, sqlite.Options{Path: path, Now: now})
	if err != nil {
		return nil, "", err
	}
	first, err = addSample(ctx, db)
	if err != nil {
		_ = db.Close()
		return nil, "", err
	}
	return db, first, nil
}

// addSample puts the sample into a library that never had it.
func addSample(ctx context.Context, db *sqlite.DB) (debrief.ID, error) {
	settings, err := db.Settings(ctx)
	if err != nil || settings[sampleSetting] != "" {
		return "", err
	}
	w := demo.Debrief()
	err = db.Apply(ctx, debrief.Action{Name: "add-sample", Put: w.Records(), Quiet: true})
	// A start that was cut short may have put it there already.
	if err != nil && debrief.CodeOf(err) != debrief.CodeConflict {
		return "", err
	}
	return w.Debrief.ID, db.SaveSetting(ctx, sampleSetting, w.Debrief.ID)
}

// libraryPath returns the library to use: the one named, or the one in the
// user's data directory.
func libraryPath(named string) (string, error) {
	if named != "" {
		return filepath.Abs(named)
	}
	dir, err := dataDir()
	if err != nil {
		return "", debrief.Errorf(debrief.CodeUnreadable, "path", "").Wrap(err)
	}
	return filepath.Join(dir, "library.db"), nil
}

// dataDir is where the system keeps a user's data: XDG_DATA_HOME or
// ~/.local/share on Linux, Application Support on macOS, AppData on Windows.
func dataDir() (string, error) {
	if runtime.GOOS != "linux" {
		dir, err := os.UserConfigDir()
		return filepath.Join(dir, "Second Story"), err
	}
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "secondstory"), nil
	}
	home, err := os.UserHomeDir()
	return filepath.Join(home, ".local", "share", "secondstory"), err
}

// read opens a library for reading only, beside a window that may be writing.
func read(named string) (*sqlite.DB, error) {
	path, err := libraryPath(named)
	if err != nil {
		return nil, err
	}
	return sqlite.Open(context.Background(), sqlite.Options{Path: path, ReadOnly: true})
}

// list prints the debriefs of a library, newest first.
func (c CLI) list(args []string) int {
	set := c.flags("list")
	library := set.String("library", "", "")
	asJSON := set.Bool("json", false, "")
	if err := set.Parse(args); err != nil {
		return c.usage(err)
	}
	db, err := read(*library)
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
func load(library, key string) (*debrief.Whole, error) {
	db, err := read(library)
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
