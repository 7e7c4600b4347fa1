package pdf

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/report"
)

// The figure alone fills one sheet of each size, and says which edition it is of. To
// look at them, name a folder: SECONDSTORY_LOOK=/tmp/look go test -run Poster ./backend/report/pdf
func TestPosters(t *testing.T) {
	dir := os.Getenv("SECONDSTORY_LOOK")
	if dir == "" {
		dir = t.TempDir()
	}
	boxes := map[Poster]string{"A4": "[0 0 841.89 595.28]", "A3": "[0 0 1190.55 841.89]", "A2": "[0 0 1683.78 1190.55]", "A1": "[0 0 2381.10 1683.78]"}
	for name, w := range map[string]*debrief.Whole{"sample": demo.Debrief(), "checkout": checkout(), "dense": times(10), "empty": debrief.NewWhole(*debrief.NewDebrief("2026-11-21T12:00:00Z"))} {
		for _, p := range Posters() {
			r := build(t, w, options(t))
			var b bytes.Buffer
			note, err := WritePoster(context.Background(), &b, r, p)
			if err != nil {
				t.Fatal(err)
			}
			if note.Pages != 1 || !bytes.Contains(b.Bytes(), []byte("/MediaBox "+boxes[p])) {
				t.Errorf("%s %s: %d pages, not %s", name, p, note.Pages, boxes[p])
			}
			if text := extract(t, b.Bytes()); !strings.Contains(text, r.EditionName) {
				t.Errorf("%s %s does not say its edition", name, p)
			}
			if err := os.WriteFile(filepath.Join(dir, "poster-"+name+"-"+string(p)+".pdf"), b.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// A name that the edition must not carry keeps the poster from being written.
func TestAPosterCarriesNoName(t *testing.T) {
	w := checkout()
	r := build(t, w, options(t))
	r.Title = "What " + w.Participants[0].Name + " did"
	var b bytes.Buffer
	_, err := WritePoster(context.Background(), &b, r, "A3")
	if debrief.CodeOf(err) != debrief.CodeNameFound || b.Len() > 0 {
		t.Errorf("%d bytes, %v", b.Len(), err)
	}
	if _, err := WritePoster(context.Background(), &b, nil, "A3"); debrief.CodeOf(err) != debrief.CodeExport {
		t.Errorf("a panic is %v", err)
	}
	o := options(t)
	o.Edition = report.Named
	if _, err := WritePoster(context.Background(), &b, build(t, w, o), "A3"); err != nil {
		t.Error(err)
	}
}
