package html_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/graph"
	"secondstory/backend/report"
	page "secondstory/backend/report/html"
)

// TestAGraphIsOnThePage: drawn, with what is said of it; what it says is escaped, and
// searched for names also where it has no room.
func TestAGraphIsOnThePage(t *testing.T) {
	w := demo.Debrief()
	w.Participants = append(w.Participants, debrief.Participant{Base: debrief.Base{ID: "x", DebriefID: w.Debrief.ID}, Name: "Ana Lima", Role: "Analyst"})
	r := build(t, w, report.RoleOnly)
	at := time.Date(2026, 11, 3, 14, 0, 0, 0, time.UTC)
	in := graph.Input{Words: graph.WordsOf(r.T, "UTC"), Marks: []graph.Mark{{ID: "none", At: at.Add(time.Minute), Label: "the pool <b>filled</b>"}}}
	for n, name := range []string{`up{host="a<i>b"}`, `up{host="c"}`} {
		s := debrief.Series{Name: name}
		for i := range 20 {
			s.Points = append(s.Points, debrief.Point{At: at.Add(time.Duration(i) * time.Minute), Value: float64(i * (n + 1))})
		}
		in.Series = append(in.Series, s)
	}
	r.Graphs = []report.Graph{{Number: 1, Source: "pool.json", SHA256: strings.Repeat("ab", 32), Moments: []string{"14:01:00"}, Drawing: in}}
	out := string(write(t, r))
	for _, want := range []string{`href="#evidence"`, "<polyline", "a&lt;i&gt;b", "the pool &lt;b&gt;filled", "From pool.json, SHA-256 abab", "Read at 14:01:00 UTC."} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not on the page", want)
		}
	}
	if dir := os.Getenv("SECONDSTORY_LOOK"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, "graph.html"), []byte(out), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	in.Series[1].Name = `up{host="` + strings.Repeat("a long name ", 30) + `Ana Lima"}`
	if _, err := page.Write(r, options(t)); debrief.CodeOf(err) != debrief.CodeNameFound {
		t.Errorf("a name in a label: %v", err)
	}
}
