package export_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
	"secondstory/backend/export"
	"secondstory/backend/report"
)

// TestCitedGraphsAreRead: only those an entry rests on, with the series as they were
// kept; one whose bytes are lost is left out, and none is read for the public edition.
func TestCitedGraphsAreRead(t *testing.T) {
	at := time.Date(2026, 11, 3, 14, 5, 0, 0, time.UTC)
	packed, err := evidence.Pack(&evidence.Document{Series: []debrief.Series{{Name: "up", Points: []debrief.Point{{At: at, Value: 1}}}}})
	if err != nil {
		t.Fatal(err)
	}
	w := debrief.NewWhole(*debrief.NewDebrief("2026-11-21T10:00:00Z"))
	for _, id := range []string{"read", "lost", "unused"} {
		w.Sources = append(w.Sources, debrief.Source{Base: debrief.Base{ID: id}, PackID: id + "-pack"})
		w.Attachments = append(w.Attachments, debrief.Attachment{Base: debrief.Base{ID: id + "-pack"}})
	}
	w.Entries = []debrief.Entry{{Base: debrief.Base{ID: "entry"}, OnTimeline: true, Citations: []debrief.Citation{
		{SourceID: "read", Message: -1, At: at.Format(time.RFC3339)}, {SourceID: "lost", Message: -1, At: at.Format(time.RFC3339)}, {SourceID: "unused", Message: 3},
	}}}
	content := func(_ context.Context, a debrief.Attachment) ([]byte, error) {
		if a.ID == "lost-pack" {
			return nil, errors.New("lost")
		}
		return packed, nil
	}
	for edition, want := range map[report.Edition]int{report.Named: 1, report.RoleOnly: 1, report.Public: 0} {
		got, err := export.Graphs(t.Context(), w, edition, content)
		if err != nil || len(got) != want || want == 1 && (len(got["read"]) != 1 || !got["read"][0].Points[0].At.Equal(at)) {
			t.Errorf("%s: %v, %v", edition, got, err)
		}
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := export.Graphs(gone, w, report.Named, content); debrief.CodeOf(err) != debrief.CodeCancelled {
		t.Errorf("stopped: %v", err)
	}
}
