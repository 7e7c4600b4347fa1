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

// TestLook writes the sample to a folder, to be looked at:
// SECONDSTORY_LOOK=/tmp/look go test -run Look ./backend/report/pdf
func TestLook(t *testing.T) {
	dir := os.Getenv("SECONDSTORY_LOOK")
	if dir == "" {
		t.Skip("SECONDSTORY_LOOK is not set")
	}
	empty := debrief.NewWhole(*debrief.NewDebrief("2026-11-21T12:00:00Z"))
	for name, w := range map[string]*debrief.Whole{"sample": demo.Debrief(), "checkout": checkout(), "empty": empty, "dense": times(10)} {
		for _, p := range []report.Paper{report.A4, report.Letter} {
			for _, e := range report.Editions() {
				o := options(t)
				o.Paper, o.Edition = p, e
				r := build(t, w, o)
				file, note := write(t, r)
				t.Logf("%s %s %s: %+v, %+v, %+v", name, p, e, note, r.Removals, r.Warnings)
				path := filepath.Join(dir, strings.Join([]string{name, string(p), string(e)}, "-")+".pdf")
				if err := os.WriteFile(path, file, 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}
