package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/report"
)

// graphed is the sample, of which two entries rest on a graph of three lines.
func graphed(tb testing.TB, graphs int) *report.Report {
	tb.Helper()
	w, o := checkout(), options(tb)
	w.Participants = append(w.Participants, debrief.Participant{Base: debrief.Base{ID: "x", DebriefID: w.Debrief.ID}, Name: "Ana Lima", Role: "Analyst"})
	o.Graphs = map[debrief.ID][]debrief.Series{}
	line := slices.DeleteFunc(w.Timeline(), func(e debrief.Entry) bool { return !e.Time.Known() })
	for n := range graphs {
		id := fmt.Sprint("graph", n)
		w.Sources = append(w.Sources, debrief.Source{Base: debrief.Base{ID: id}, Name: id + ".json", SHA256: strings.Repeat("ab", 32)})
		for _, at := range []int{2, 5} {
			for i := range w.Entries {
				if e := &w.Entries[i]; e.ID == line[at].ID {
					e.Citations = append(e.Citations, debrief.Citation{SourceID: id, Message: -1, At: e.Time.Time().Format(time.RFC3339)})
				}
			}
		}
		for n, share := range []string{"0.5", "0.95", "0.99"} {
			s := debrief.Series{Name: fmt.Sprintf(`http_request_duration_seconds{quantile=%q, host="db-1"}`, share)}
			for i := range 400 {
				if i < 180 || i > 190 {
					at := line[2].Time.Time().Add(time.Duration(i-60) * 15 * time.Second)
					s.Points = append(s.Points, debrief.Point{At: at, Value: 1 + math.Sin(float64(i)/20)*float64(n)})
				}
			}
			o.Graphs[id] = append(o.Graphs[id], s)
		}
	}
	return build(tb, w, o)
}

func TestAGraphIsDrawn(t *testing.T) {
	file, _ := write(t, graphed(t, 1))
	again, _ := write(t, graphed(t, 1))
	if !bytes.Equal(file, again) {
		t.Error("the same graph gives another file")
	}
	text := strings.Join(strings.Fields(extract(t, file)), " ")
	for _, want := range []string{"Graph 1. From graph0.json, SHA-256 " + strings.Repeat("ab", 32), "http_request_duration_seconds host=db-1", "p50", "p95", "p99", "Read at "} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the file", want)
		}
	}
	if dir := os.Getenv("SECONDSTORY_LOOK"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, "graph.pdf"), file, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestAGraphStaysWithItsCaption: however many there are, each has its caption below it
// on its own page, and all is on the paper.
func TestAGraphStaysWithItsCaption(t *testing.T) {
	f, err := newSetter(graphed(t, 7)).set(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	inside(t, "graphs", f)
	captions := 0
	for i, p := range f.pages {
		drawn := 0
		for _, o := range p.ops {
			switch {
			case o.kind == opText && o.text == "http_request_duration_seconds host=db-1":
				drawn++
			case o.kind == opText && strings.HasPrefix(o.text, "Graph "):
				captions, drawn = captions+1, drawn-1
			case o.kind == opPath:
				for n := 0; n+1 < len(o.points); n += 2 {
					if x, y := o.points[n], o.points[n+1]; x < f.sheet.left || x > f.sheet.right || y < f.sheet.top || y > f.sheet.bottom {
						t.Fatalf("a line runs to %.1f, %.1f on page %d", x, y, i+1)
					}
				}
			}
		}
		if drawn != 0 {
			t.Errorf("page %d has %d graphs more than captions", i+1, drawn)
		}
	}
	if captions != 7 {
		t.Errorf("%d captions", captions)
	}
}

// TestANameOfALineIsFound: also one that is not drawn in full.
func TestANameOfALineIsFound(t *testing.T) {
	r := graphed(t, 1)
	r.Graphs[0].Drawing.Series[1].Name = `up{host="` + strings.Repeat("a long name ", 30) + `Ana Lima"}`
	var b bytes.Buffer
	_, err := Write(context.Background(), &b, r)
	var e *debrief.Error
	if debrief.CodeOf(err) != debrief.CodeNameFound || !errors.As(err, &e) || b.Len() > 0 {
		t.Errorf("got %v and %d bytes", err, b.Len())
	}
}
