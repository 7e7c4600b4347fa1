package app

import (
	"fmt"
	"strings"
	"testing"
)

// latency is a range result: calm, high from its eleventh point on, calm again.
func latency() string {
	var out []string
	for i := range 40 {
		value := .2 + float64(i%3)/100
		if i >= 10 && i < 20 {
			value = 2.3
		}
		out = append(out, fmt.Sprintf(`[%d, "%g"]`, 1793714400+i*15, value))
	}
	return `{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":"latency_seconds","quantile":"0.95"},"values":[` + strings.Join(out, ",") +
		`]},{"metric":{"__name__":"latency_seconds","quantile":"0.5"},"values":[[1793714400,"0.1"],[1793714415,"0.1"]]}]}}`
}

// TestAGraphIsReadOff: brought in, drawn, read off, made entries of, which follow when
// its clock is put right.
func TestAGraphIsReadOff(t *testing.T) {
	d := mustDesk(t, &chosen{})
	s, g := d.sources, &Graphs{d, newFigures(d).measure}
	id, _ := mustInvite(t, d)
	look, err := s.Paste(id, latency())
	if err != nil || look.Summary.Series != 2 || look.Summary.Messages != 0 {
		t.Fatalf("Paste = %+v, %v", look, err)
	}
	source, err := s.Bring(Step{Name: "bring-source"}, SourceInput{DebriefID: id, Handle: look.Handle})
	if err != nil {
		t.Fatal(err)
	}
	page, err := s.Lines(id, source.ID, SourceFilter{}, 0)
	if err != nil || page.Series != 2 {
		t.Fatalf("Lines = %+v, %v", page, err)
	}
	drawn, err := g.Draw(id, source.ID, GraphView{Width: 800, Height: 300, Zone: "Europe/Vienna"})
	if err != nil || len(drawn.Lines) != 2 || drawn.Title.Text != "latency_seconds" || drawn.Lines[1].Name != "p50" || drawn.From != 1793714400000 {
		t.Fatalf("Draw = %+v, %v", drawn, err)
	}

	for _, c := range []struct {
		at   string
		by   int
		want string
	}{
		{"", 0, "2026-11-03T14:00:00Z [{p95 200 ms} {p50 100 ms}]"},
		{"", -1, "2026-11-03T14:09:45Z [{p95 200 ms} {p50 }]"},
		{"2026-11-03T14:02:28Z", 0, "2026-11-03T14:02:30Z [{p95 2.3 s} {p50 }]"},
		{"2026-11-03T14:02:30Z", -2, "2026-11-03T14:02:00Z [{p95 220 ms} {p50 }]"},
	} {
		got, err := g.Read(id, source.ID, c.at, c.by)
		if text := fmt.Sprint(got.At, " ", got.Values); err != nil || text != c.want {
			t.Errorf("Read %s %d = %s, %v, want %s", c.at, c.by, text, err, c.want)
		}
	}
	advice, err := g.Suggest(id, source.ID, "2 s")
	if err != nil || len(advice.Suggestions) != 3 || advice.Unread {
		t.Fatalf("Suggest = %+v, %v", advice, err)
	}
	for i, want := range []string{"over 2026-11-03T14:02:30Z 200 ms 2.3 s", "jump 2026-11-03T14:02:30Z 200 ms 2.3 s", "back 2026-11-03T14:05:00Z 2.3 s 220 ms"} {
		a := advice.Suggestions[i]
		if got := fmt.Sprint(a.Reason, " ", a.At, " ", a.Before, " ", a.Value); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if advice, _ = g.Suggest(id, source.ID, "much"); !advice.Unread {
		t.Error("much is a level")
	}

	made, err := g.Promote(Step{Name: "promote"}, GraphInput{DebriefID: id, SourceID: source.ID, At: []string{"2026-11-03T14:02:30Z"}})
	if err != nil || len(made) != 1 || made[0].Text != "latency_seconds p95 2.3 s" || made[0].Basis != "record" || made[0].Lane != "system" || made[0].Time.At != "2026-11-03T14:02:30Z" {
		t.Fatalf("Promote = %+v, %v", made, err)
	}
	source.AheadSeconds = 90
	saved, err := s.Save(Step{Name: "edit-source"}, source)
	if err != nil || len(saved.Entries) != 1 || saved.Entries[0].Time.At != "2026-11-03T14:01:00Z" {
		t.Fatalf("Save = %+v, %v", saved, err)
	}
	cited, err := s.Cited(id, saved.Entries[0].Citations)
	if err != nil || len(cited) != 1 || cited[0].Line.Text != "p95 2.3 s" || cited[0].Line.Time.At != "2026-11-03T14:01:00Z" {
		t.Fatalf("Cited = %+v, %v", cited, err)
	}
	if got, err := g.Read(id, source.ID, "2026-11-03T14:01:00Z", 0); err != nil || got.Values[0].Text != "2.3 s" {
		t.Errorf("after the clock was put right: %+v, %v", got, err)
	}
}
