package evidence_test

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
)

// TestPack: what is kept of a source is what was read of it.
func TestPack(t *testing.T) {
	for _, want := range sampleTable(t) {
		docs, err := evidence.Read(t.Context(), filepath.Join("testdata", "sample", want[0]), evidence.Options{})
		if err != nil {
			t.Fatal(err)
		}
		content, err := evidence.Pack(docs[0])
		if err != nil {
			t.Fatal(err)
		}
		got, err := evidence.Unpack(content)
		if err != nil {
			t.Fatalf("%s: %v", want[0], err)
		}
		if !reflect.DeepEqual(got.Messages, docs[0].Messages) || !reflect.DeepEqual(row(got), row(docs[0])) {
			t.Errorf("%s differs after it was kept", want[0])
		}
		for _, cut := range []int{0, 10, len(content) / 2, len(content) - 9} {
			if _, err := evidence.Unpack(content[:cut]); debrief.CodeOf(err) != debrief.CodeEvidencePack {
				t.Errorf("%s cut at %d: %v", want[0], cut, err)
			}
		}
	}
}

// TestMoments puts clocks on instants in a zone somebody said.
func TestMoments(t *testing.T) {
	vienna, err := time.LoadLocation("Europe/Vienna")
	if err != nil {
		t.Fatal(err)
	}
	day := func(text string) time.Time {
		d, err := time.Parse(time.DateOnly, text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	vtt := "WEBVTT\n\n00:05.000 --> 00:06.000\na\n\n01:00:00.000 --> 01:00:01.000\nb\n"
	slack := `[{"type":"message","user":"U1","text":"a","ts":"1700000000.1"}]`
	for _, c := range []struct {
		what, text string
		clock      evidence.Clock
		want       string
	}{
		{"an offset, nothing said", vtt, evidence.Clock{}, "no-day no-day"},
		{"an offset from a start", vtt, evidence.Clock{Start: day("2026-03-01")}, "2026-03-01T00:00:05Z 2026-03-01T01:00:00Z"},
		{"an instant", slack, evidence.Clock{}, "2023-11-14T22:13:20Z"},
		{"an instant of a clock that was ahead", slack, evidence.Clock{Ahead: 90 * time.Second, Zone: vienna}, "2023-11-14T22:11:50Z"},
	} {
		d, err := evidence.ReadText(t.Context(), c.text, evidence.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := told(c.clock.Moments(d)); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
	local := func(text string) evidence.Message {
		at, err := time.Parse("2006-01-02 15:04", text)
		if err != nil {
			t.Fatal(err)
		}
		return evidence.Message{When: evidence.When{Told: evidence.ToldLocal, Time: at, Precision: debrief.PrecisionMinute}}
	}
	clock := func(h, m int) evidence.Message {
		return evidence.Message{When: evidence.When{Told: evidence.ToldClock, Time: time.Date(1, 1, 1, h, m, 0, 0, time.UTC), Precision: debrief.PrecisionMinute}}
	}
	locals := &evidence.Document{Messages: []evidence.Message{
		local("2026-01-02 14:30"), local("2026-03-29 02:30"), local("2026-10-25 02:30"), local("2026-10-25 03:30"), local("2026-10-25 01:30"), local("2026-03-29 03:00"),
	}}
	if got, want := told(evidence.Clock{Zone: vienna}.Moments(locals)), "2026-01-02T13:30:00Z skipped twice 2026-10-25T02:30:00Z 2026-10-24T23:30:00Z 2026-03-29T01:00:00Z"; got != want {
		t.Errorf("local: %s, want %s", got, want)
	}
	clocks := &evidence.Document{Messages: []evidence.Message{clock(23, 50), clock(23, 40), clock(0, 10), clock(14, 0)}}
	if got, want := told(evidence.Clock{Zone: vienna, Day: day("2026-01-02")}.Moments(clocks)), "2026-01-02T22:50:00Z 2026-01-02T22:40:00Z 2026-01-02T23:10:00Z 2026-01-03T13:00:00Z"; got != want {
		t.Errorf("clocks: %s, want %s", got, want)
	}
	if got, want := told(evidence.Clock{Zone: vienna}.Moments(clocks)), "no-day no-day no-day no-day"; got != want {
		t.Errorf("clocks without a day: %s, want %s", got, want)
	}
}

func told(all []debrief.Moment) string {
	var out []string
	for _, m := range all {
		if m.Problem != "" {
			out = append(out, string(m.Problem))
			continue
		}
		out = append(out, m.At)
	}
	return strings.Join(out, " ")
}
