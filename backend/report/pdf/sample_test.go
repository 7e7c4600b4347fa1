package pdf

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/report"
)

func options(tb testing.TB) report.Options {
	tb.Helper()
	c, err := copy.New("en")
	if err != nil {
		tb.Fatal(err)
	}
	return report.Options{Now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC), T: c.T}
}

func build(tb testing.TB, w *debrief.Whole, o report.Options) *report.Report {
	tb.Helper()
	r, err := report.Build(w, o)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func write(tb testing.TB, r *report.Report) ([]byte, Note) {
	tb.Helper()
	var b bytes.Buffer
	note, err := Write(context.Background(), &b, r)
	if err != nil {
		tb.Fatal(err)
	}
	return b.Bytes(), note
}

// TestEveryEditionOnEveryPaper writes small, ordinary, dense and empty debriefs
// in each edition on each paper. To look at them, name a folder:
// SECONDSTORY_LOOK=/tmp/look go test -run EveryEdition ./backend/report/pdf
func TestEveryEditionOnEveryPaper(t *testing.T) {
	empty := debrief.NewWhole(*debrief.NewDebrief("2026-11-21T12:00:00Z"))
	for name, w := range map[string]*debrief.Whole{"sample": demo.Debrief(), "checkout": checkout(), "empty": empty, "dense": times(10)} {
		for _, p := range []report.Paper{report.A4, report.Letter} {
			for _, e := range report.Editions() {
				o := options(t)
				o.Paper, o.Edition = p, e
				look(t, strings.Join([]string{name, string(p), string(e)}, "-"), w, o)
			}
		}
	}
}

// look writes a report, and keeps it where SECONDSTORY_LOOK says.
func look(t *testing.T, name string, w *debrief.Whole, o report.Options) {
	t.Helper()
	file, note := write(t, build(t, w, o))
	if note.Pages < 2 || !bytes.HasPrefix(file, []byte("%PDF-")) {
		t.Errorf("%s: %d pages, %d bytes", name, note.Pages, len(file))
	}
	if dir := os.Getenv("SECONDSTORY_LOOK"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, strings.ReplaceAll(name, " ", "-")+".pdf"), file, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
