package export

import (
	"context"

	"secondstory/backend/debrief"
	"secondstory/backend/picture"
	"secondstory/backend/report"
)

// paperWidth and paperHeight bound a picture on paper, in pixels: 200 dots to the inch
// over the width of the text.
const (
	paperWidth  = 1340
	paperHeight = 1340
)

// Pictures makes the pictures an edition may show ready for paper, those that are not
// already. One that cannot be read, or whose bytes are gone by now, is left out.
func Pictures(ctx context.Context, ready *Prepared, w *debrief.Whole, edition report.Edition, content func(context.Context, debrief.Attachment) ([]byte, error)) (map[debrief.ID]picture.Picture, error) {
	out := map[debrief.ID]picture.Picture{}
	ready.only(w.Attachments)
	for i := range w.Attachments {
		a := &w.Attachments[i]
		if !report.Shows(edition, a) || len(a.Lines()) == 0 {
			continue
		}
		if ctx.Err() != nil {
			return nil, debrief.Errorf(debrief.CodeCancelled)
		}
		bytes, err := content(ctx, *a)
		if err != nil {
			continue // its bytes are lost, which the library tells elsewhere
		}
		if p, err := ready.of(bytes); err == nil {
			out[a.ID] = p
		}
	}
	return out, nil
}
