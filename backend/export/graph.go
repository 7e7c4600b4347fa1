package export

import (
	"context"
	"slices"

	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
	"secondstory/backend/report"
)

// Graphs reads what monitoring measured, of the sources whose graphs an edition shows,
// by their ids. One that cannot be read is left out.
func Graphs(ctx context.Context, w *debrief.Whole, edition report.Edition, content func(context.Context, debrief.Attachment) ([]byte, error)) (map[debrief.ID][]debrief.Series, error) {
	out := map[debrief.ID][]debrief.Series{}
	if edition == report.Public {
		return out, nil
	}
	for _, source := range report.CitedGraphs(w) {
		if ctx.Err() != nil {
			return nil, debrief.Errorf(debrief.CodeCancelled)
		}
		at := slices.IndexFunc(w.Attachments, func(a debrief.Attachment) bool { return a.ID == source.PackID })
		if at < 0 {
			continue
		}
		packed, err := content(ctx, w.Attachments[at])
		if err != nil {
			continue // its bytes are lost, which the library tells elsewhere
		}
		if doc, err := evidence.Unpack(packed); err == nil {
			out[source.ID] = doc.Series
		}
	}
	return out, nil
}
