package export_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"testing"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/export"
	"secondstory/backend/report"
)

// TestAPictureIsSet prints a picture of each kind that gofpdf would not take as it is,
// and leaves out one whose bytes are not those of a picture, or are lost.
func TestAPictureIsSet(t *testing.T) {
	var deep bytes.Buffer
	if err := png.Encode(&deep, image.NewNRGBA64(image.Rect(0, 0, 3000, 40))); err != nil {
		t.Fatal(err)
	}
	contents := map[debrief.ID][]byte{"deep": deep.Bytes(), "none": []byte("no picture")}
	w := debrief.NewWhole(*debrief.NewDebrief("2026-11-21T10:00:00Z"))
	at := debrief.Moment{At: "2026-11-03T14:05:00Z", Precision: debrief.PrecisionMinute}
	w.Entries = []debrief.Entry{{Base: debrief.Base{ID: "entry"}, Time: at, Text: "the pool filled", Basis: debrief.BasisRecord}}
	for _, id := range []string{"deep", "none", "lost"} {
		w.Attachments = append(w.Attachments, debrief.Attachment{
			Base: debrief.Base{ID: id, DebriefID: w.Debrief.ID}, RecordID: "entry", MediaType: "image/png", Shown: debrief.ShownAll,
		})
	}
	content := func(_ context.Context, a debrief.Attachment) ([]byte, error) {
		if b, ok := contents[a.ID]; ok {
			return b, nil
		}
		return nil, errors.New("lost")
	}
	words, err := copy.New("en")
	if err != nil {
		t.Fatal(err)
	}
	for edition, images := range map[report.Edition]int{report.Named: 1, report.RoleOnly: 1, report.Public: 1} {
		pictures, err := export.Pictures(t.Context(), nil, w, edition, content)
		if err != nil || len(pictures) != images || pictures["deep"].Width > 1340 {
			t.Fatalf("%s: %d pictures, %v", edition, len(pictures), err)
		}
		file, err := export.PDF(t.Context(), w, report.Options{Edition: edition, Pictures: pictures, T: words.T})
		if err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(file.Data, []byte("/Subtype /Image")); n != images {
			t.Errorf("%s: %d images in the file", edition, n)
		}
	}
}
