package sqlite_test

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// The environment variables that make the test binary the process whose writes
// are watched: where its library goes, and whether its writes wait for the disk.
const (
	cutWriterEnv = "SECONDSTORY_TEST_CUT_WRITER"
	cutNormalEnv = "SECONDSTORY_TEST_CUT_NORMAL"
)

// cutSaves is enough for the log to be folded into the file while the process
// runs, and to begin again from its start.
const cutSaves = 240

// writeToBeCut makes a library and saves into it; each save is said on standard
// output once it is saved, as a kind, a name and the number of its text.
func writeToBeCut(path string) error {
	ctx := context.Background()
	open := sqlite.Open
	if os.Getenv(cutNormalEnv) != "" {
		open = sqlite.OpenNormal
	}
	db, err := open(ctx, sqlite.Options{Path: path})
	if err != nil {
		return err
	}
	d := debrief.NewDebrief("2026-11-21T10:00:00Z")
	w := cutWriter{db: db, d: d}
	if err := w.apply(ctx, "debrief", d.ID, 0, d, debrief.NewMeeting(d.ID)); err != nil {
		return err
	}
	for i := range cutSaves {
		if err := w.save(ctx, i); err != nil {
			return err
		}
		if i%8 == 7 { // the index follows when typing rests
			if _, err := db.Follow(ctx, time.Second); err != nil {
				return err
			}
		}
	}
	return db.Close()
}

// cutWriter is what the watched process does.
type cutWriter struct {
	db      *sqlite.DB
	d       *debrief.Debrief
	entries []*debrief.Entry
}

// save does the n-th thing: mostly a new line, sometimes another text for an
// old one, a line deleted, or text being typed.
func (w *cutWriter) save(ctx context.Context, n int) error {
	switch {
	case n%5 == 1:
		if err := w.db.SaveDraft(ctx, w.d.ID, "capture", cutText(n)); err != nil {
			return err
		}
		_, err := fmt.Println("draft", "capture", n)
		return err
	case n%5 == 3:
		e := w.entries[n*7%len(w.entries)]
		e.Text = cutText(n)
		return w.apply(ctx, "entry", e.ID, n, e)
	case n%20 == 14:
		e := w.entries[0]
		w.entries = w.entries[1:]
		ref := debrief.Ref{Noun: debrief.NounEntry, ID: e.ID, DebriefID: w.d.ID, Rev: e.Rev}
		if err := w.db.Apply(ctx, debrief.Action{Name: "delete-entry", Delete: []debrief.Ref{ref}}); err != nil {
			return err
		}
		_, err := fmt.Println("gone", e.ID, n)
		return err
	}
	e := newEntry(w.d, cutText(n))
	w.entries = append(w.entries, e)
	return w.apply(ctx, "entry", e.ID, n, e)
}

func (w *cutWriter) apply(ctx context.Context, kind string, id debrief.ID, n int, put ...debrief.Record) error {
	if err := w.db.Apply(ctx, debrief.Action{Name: "file", Put: put}); err != nil {
		return err
	}
	_, err := fmt.Println(kind, id, n)
	return err
}

// cutText is the n-th text, of a length of its own.
func cutText(n int) string {
	return strconv.Itoa(n) + strings.Repeat(" as I saw it then", 1+n*13%40)
}

// cutNumber reads the number back; -1 for a text that was never written.
func cutNumber(text string) int {
	word, _, _ := strings.Cut(text, " ")
	n, err := strconv.Atoi(word)
	if err != nil || cutText(n) != text {
		return -1
	}
	return n
}
