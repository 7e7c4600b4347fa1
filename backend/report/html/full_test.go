package html_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"
	"time"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/picture"
	"secondstory/backend/report"
)

// full is the sample with everything a page can hold: pictures, a graph, passages in
// other scripts, long words, a ticket, a version.
func full(t *testing.T, edition report.Edition) *report.Report {
	t.Helper()
	return fullOf(t, demo.Debrief(), edition)
}

func fullOf(t *testing.T, w *debrief.Whole, edition report.Edition) *report.Report {
	t.Helper()
	line := w.Timeline()[2].ID
	at := time.Date(2017, 1, 31, 21, 0, 0, 0, time.UTC)
	for i := range w.Entries {
		switch e := &w.Entries[i]; {
		case e.ID == line:
			e.Citations = []debrief.Citation{{SourceID: "lag", Message: -1, At: at.Add(3 * time.Minute).Format(time.RFC3339)}}
		case i == 3:
			e.Text = "شاهد المهندس الرسم البياني, then said 数据库连接池已满。 and שלום"
		case i == 4:
			e.Text = "The path " + "/var/opt/gitlab/postgresql/data/" + string(bytes.Repeat([]byte("abcdefgh"), 20)) + " → ✓"
		}
	}
	w.Countermeasures[0].Ticket, w.Countermeasures[0].Due, w.Countermeasures[0].Know = "https://example.org/issues/1094", "2017-03-01", "A prompt says so"
	w.Debrief.Title = "Łódź: " + w.Debrief.Title
	w.Debrief.Links = []debrief.Link{{Title: "The review", URL: "https://example.org/review"}}
	w.Sources = []debrief.Source{{Base: debrief.Base{ID: "lag"}, Name: "lag.json", PackID: "pack", SHA256: "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"}}
	w.Attachments = append(w.Attachments, debrief.Attachment{
		Base: debrief.Base{ID: "shot", DebriefID: w.Debrief.ID}, RecordID: line, MediaType: "image/png", Evidence: true,
		Caption: "The lag as the board showed it", Source: "Grafana", Shown: debrief.ShownAll,
	})
	words, err := copy.New("en")
	if err != nil {
		t.Fatal(err)
	}
	series := []debrief.Series{}
	for n, name := range []string{`lag_seconds{db="db2"}`, `lag_seconds{db="db3"}`} {
		s := debrief.Series{Name: name}
		for i := range 60 {
			s.Points = append(s.Points, debrief.Point{At: at.Add(time.Duration(i) * 10 * time.Second), Value: float64(i * (n + 1))})
		}
		series = append(series, s)
	}
	r, err := report.Build(w, report.Options{
		Edition: edition, Now: time.Date(2026, 11, 10, 9, 0, 0, 0, time.UTC), T: words.T,
		Pictures: map[debrief.ID]picture.Picture{"shot": shot(t)}, Graphs: map[debrief.ID][]debrief.Series{"lag": series},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Pictures) != 1 || len(r.Graphs) != 1 {
		t.Fatalf("%d pictures and %d graphs", len(r.Pictures), len(r.Graphs))
	}
	return r
}

// shot is a picture of a slope, as an edition is given one.
func shot(t *testing.T) picture.Picture {
	t.Helper()
	drawn := image.NewRGBA(image.Rect(0, 0, 900, 400))
	for x := range 900 {
		for y := range 400 {
			shade := color.RGBA{0x0b, 0x5a, 0x5e, 0xff}
			if y < 400-x*400/900 {
				shade = color.RGBA{0xe4, 0xef, 0xee, 0xff}
			}
			drawn.Set(x, y, shade)
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, drawn); err != nil {
		t.Fatal(err)
	}
	p, err := picture.Print(out.Bytes(), 1340, 1340)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
