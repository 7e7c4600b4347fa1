package export

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"image"
	"image/png"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/picture"
	"secondstory/backend/report"
)

func pictured(t *testing.T, width int) (*debrief.Whole, []byte) {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, width, 40))); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(out.Bytes())
	w := debrief.NewWhole(*debrief.NewDebrief("2026-11-21T10:00:00Z"))
	w.Entries = []debrief.Entry{{Base: debrief.Base{ID: "entry"}, Text: "the pool filled"}}
	w.Attachments = []debrief.Attachment{{
		Base: debrief.Base{ID: "picture"}, RecordID: "entry", MediaType: "image/png", Shown: debrief.ShownAll, SHA256: hex.EncodeToString(sum[:]),
	}}
	return w, out.Bytes()
}

// A picture is made ready once for as long as its debrief is the one that is set; what
// is gone meanwhile is not shown, though it was ready.
func TestAPictureIsMadeReadyOnce(t *testing.T) {
	ready := &Prepared{}
	set := func(w *debrief.Whole, content []byte) *byte {
		pictures, err := Pictures(t.Context(), ready, w, report.Named, func(context.Context, debrief.Attachment) ([]byte, error) {
			if content == nil {
				return nil, errors.New("lost")
			}
			return content, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if p, ok := pictures["picture"]; ok {
			return &p.Content[0]
		}
		return nil
	}
	w, content := pictured(t, 100)
	first := set(w, content)
	if again := set(w, content); first == nil || again != first {
		t.Error("made anew")
	}
	if set(w, nil) != nil {
		t.Error("a lost picture is shown")
	}
	other, its := pictured(t, 200)
	if p := set(other, its); p == nil || p == first {
		t.Error("the other debrief shows none of its own")
	}
	if len(ready.made) != 1 || ready.size != len(ready.made[other.Attachments[0].SHA256].Content) {
		t.Errorf("%d pictures and %d bytes are kept", len(ready.made), ready.size)
	}
	other.Attachments = nil
	if set(other, its); len(ready.made) != 0 || ready.size != 0 {
		t.Errorf("%d pictures and %d bytes of what was taken out", len(ready.made), ready.size)
	}
}

func TestOnlySoMuchIsKeptReady(t *testing.T) {
	ready, large := &Prepared{}, picture.Picture{Content: make([]byte, maxPrepared/2)}
	for _, sum := range []string{"a", "a", "b", "c"} {
		ready.keep(sum, large)
	}
	if len(ready.made) != 2 || ready.size > maxPrepared {
		t.Errorf("%d pictures and %d bytes are kept", len(ready.made), ready.size)
	}
}
