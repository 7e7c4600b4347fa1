package capture_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"secondstory/backend/capture"
	"secondstory/backend/debrief"
)

func TestChoose(t *testing.T) {
	ctx := lineContext()
	tests := []struct{ typed, want string }{
		{"14:27 Sam: saw the page", "entry, 2026-03-03 14:27, Sam Oduya, saw: saw the page"},
		{"Sam: ! a second pair of eyes", "idea, Sam Oduya: a second pair of eyes"},
		{"Bob: “I was new”", "entry, Sam Oduya, did, quote: I was new"},
		{"? Sam: what did you see", "question, Sam Oduya: what did you see"},
	}
	for _, tt := range tests {
		l := capture.ParseLine(tt.typed, ctx)
		if got := describeLine(capture.Choose(l, "Sam Oduya", ctx)); got != tt.want {
			t.Errorf("%q\n got %s\nwant %s", tt.typed, got, tt.want)
		}
	}
}

func TestNothingTyped(t *testing.T) {
	l := capture.ParseLine(" \t", lineContext())
	if !l.IsEmpty() || l.Kind != capture.KindNote || l.Args == nil || l.Ambiguous == nil {
		t.Errorf("got %+v", l)
	}
	if m := capture.ParseMoment("  ", capture.TimeContext{}); m != (debrief.Moment{}) {
		t.Errorf("got %+v", m)
	}
}

func TestContextOf(t *testing.T) {
	d := debrief.NewDebrief("2017-02-03T00:00:00Z")
	d.Zone = "Europe/Amsterdam"
	d.Started = debrief.At(time.Date(2017, 1, 31, 21, 0, 0, 0, time.UTC), "UTC", debrief.PrecisionAbout)
	ctx := capture.ContextOf(d, debrief.Moment{}, time.Now())
	m := capture.ParseMoment("00:27", ctx)
	if m.At != "2017-01-31T23:27:00Z" {
		t.Errorf("got %+v", m)
	}
	d.Zone = "Nowhere/Else"
	if capture.ZoneOf(d) != time.UTC {
		t.Error("an unknown zone is not UTC")
	}
}

func TestFormat(t *testing.T) {
	at := time.Date(2017, 1, 31, 23, 27, 10, 0, time.UTC)
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	twice := time.Date(2026, 11, 1, 6, 30, 0, 0, time.UTC)
	kolkata := time.FixedZone("Asia/Kolkata", 5*3600+1800)
	between := func(from time.Time, d time.Duration) debrief.Moment {
		m := debrief.At(from, "UTC", debrief.PrecisionBetween)
		m.Until = from.Add(d).Format(time.RFC3339)
		return m
	}
	tests := []struct {
		m         debrief.Moment
		loc       *time.Location
		short, on string
	}{
		{debrief.At(at, "UTC", debrief.PrecisionMinute), nil, "23:27", "2017-01-31 23:27"},
		{debrief.At(at, "UTC", debrief.PrecisionSecond), time.UTC, "23:27:10", "2017-01-31 23:27:10"},
		{debrief.At(at.Truncate(time.Hour), "UTC", debrief.PrecisionAbout), time.UTC, "~23:00", "~2017-01-31 23:00"},
		{debrief.At(at, "UTC", debrief.PrecisionMinute), newYork, "18:27", "2017-01-31 18:27"},
		{debrief.At(twice, "UTC", debrief.PrecisionMinute), newYork, "01:30 -0500", "2026-11-01 01:30 -0500"},
		{debrief.At(at.Truncate(time.Hour), "UTC", debrief.PrecisionHour), time.UTC, "23:??", "2017-01-31 23:??"},
		{debrief.At(at.Truncate(time.Hour), "UTC", debrief.PrecisionHour), kolkata, "04:30–05:29", "2017-02-01 04:30–05:29"},
		{between(at, time.Hour), time.UTC, "23:27:10–00:27:10", "2017-01-31 23:27:10–00:27:10"},
		{between(at.Truncate(time.Minute), 20*time.Hour), time.UTC, "23:27–2017-02-01 19:27", "2017-01-31 23:27–2017-02-01 19:27"},
		{between(twice, 15*time.Minute), newYork, "01:30 -0500–01:45 -0500", "2026-11-01 01:30 -0500–01:45 -0500"},
		{debrief.Moment{}, time.UTC, "", ""},
		{debrief.Moment{Precision: debrief.PrecisionUnknown}, time.UTC, "??:??", "??:??"},
		{debrief.Moment{Raw: "25:10", Problem: debrief.ProblemImpossible}, time.UTC, "25:10", "25:10"},
	}
	for _, tt := range tests {
		if got := capture.Format(tt.m, tt.loc); got != tt.short {
			t.Errorf("Format: got %q, want %q", got, tt.short)
		}
		if got := capture.FormatDay(tt.m, tt.loc); got != tt.on {
			t.Errorf("FormatDay: got %q, want %q", got, tt.on)
		}
	}
}

// fuzzZones are zones with all kinds of changes: half hours, both halves of
// the world, a day left out.
var fuzzZones = []string{"UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata"}

func FuzzTime(f *testing.F) {
	for _, s := range seeds("testdata/times.txt") {
		f.Add(s, int64(1772546520), uint8(len(s)))
	}
	f.Fuzz(func(t *testing.T, text string, previous int64, zone uint8) {
		loc, err := time.LoadLocation(fuzzZones[int(zone)%len(fuzzZones)])
		if err != nil {
			t.Fatal(err)
		}
		at := time.Unix(previous%(1<<33)/60*60, 0)
		ctx := capture.TimeContext{Zone: loc, Previous: at, Start: at.Add(-time.Hour), Now: at}
		m := capture.ParseMoment(text, ctx)
		checkMoment(t, m, ctx)
		if m.Raw != strings.TrimSpace(strings.ToValidUTF8(text, "\uFFFD")) {
			t.Errorf("%q: raw is %q", text, m.Raw)
		}
		m, rest, ok := capture.ParseTime(text, ctx)
		checkMoment(t, m, ctx)
		if !ok && rest != text {
			t.Errorf("%q: no time, yet the rest is %q", text, rest)
		}
		checkNothingLost(t, text, m.Raw+rest)
	})
}

// checkMoment holds for every moment: valid, an instant or a reason why not,
// and what is shown for editing reads back as the same.
func checkMoment(t *testing.T, m debrief.Moment, ctx capture.TimeContext) {
	t.Helper()
	if err := m.Validate(); err != nil {
		t.Errorf("%+v: %v", m, err)
	}
	if m.Problem != debrief.ProblemNone && m.At != "" {
		t.Errorf("%+v: a problem and an instant", m)
	}
	year := m.Time().In(ctx.Zone).Year()
	if !m.Known() || year < 1901 || year > 2198 {
		return
	}
	shown := capture.FormatDay(m, ctx.Zone)
	again := capture.ParseMoment(shown, ctx)
	// An hour of one zone is a span of two clocks in another that is half an hour off.
	same := again.Precision == m.Precision || m.Precision == debrief.PrecisionHour && again.IsSpan()
	if !again.Known() || !same || m.Time().Sub(again.Time()).Abs() >= time.Minute || m.Last().Sub(again.Last()).Abs() >= time.Minute {
		t.Errorf("%+v is shown as %q, which reads %+v", m, shown, again)
	}
}

func FuzzLine(f *testing.F) {
	for i, s := range seeds("testdata/lines.txt") {
		f.Add(s, uint8(i))
	}
	f.Add("\xff\xfe 14:32\x00", uint8(3))
	ctx := lineContext()
	f.Fuzz(func(t *testing.T, text string, stage uint8) {
		ctx.Stage, ctx.SpeakerID = int(stage%8), "Jo Weber"
		l := capture.ParseLine(text, ctx)
		valid := strings.ToValidUTF8(text, "\uFFFD")
		if l.Raw != valid || l.Args == nil || l.Ambiguous == nil || l.Kind == "" {
			t.Errorf("%q: %+v", text, l)
		}
		checkMoment(t, l.Time, capture.TimeContext{Zone: time.UTC, Start: ctx.Time.Start, Previous: ctx.Time.Previous})
		checkNothingLost(t, valid, l.Time.Raw+l.Named+commandOf(l)+l.Text)
		if l.Rest != "" {
			chosen := capture.Choose(l, "Jo Weber", ctx)
			checkNothingLost(t, l.Rest, chosen.Text)
		}
	})
}

func commandOf(l capture.Line) string {
	if l.Kind != capture.KindCommand {
		return ""
	}
	return strings.Fields(strings.TrimLeft(strings.TrimSpace(l.Raw), "/"))[0]
}

// checkNothingLost compares what was typed with what is left of it: only white
// space and the grammar's own punctuation may go.
func checkNothingLost(t *testing.T, typed, kept string) {
	t.Helper()
	if a, b := essence(typed), essence(kept); a != b {
		t.Errorf("typed %q, kept %q", typed, kept)
	}
}

func essence(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune(",;:|–—-.“”\"«»„‘’?#!+>/@[]", r) {
			return -1
		}
		return r
	}, s)
}

func BenchmarkParseLine(b *testing.B) {
	ctx := lineContext()
	for _, line := range []string{
		"14:52 Ines opened the pool graph and it was pinned at 100",
		"a habit from last winter’s migration; the graph is not in the runbook",
		"Engineer 1: # checkout and the index rebuild share one connection pool",
	} {
		b.Run(strings.Fields(line)[0], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				capture.ParseLine(line, ctx)
			}
		})
	}
}

// TestReadings offers what a time means that the clocks showed twice, or never.
func TestReadings(t *testing.T) {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		text, day string
		want      []string
	}{
		{"1:30", "2026-11-01", []string{"01:30 EDT 2026-11-01T05:30:00Z", "01:30 EST 2026-11-01T06:30:00Z"}},
		{"~2:30am", "2026-03-08", []string{"01:30 EST 2026-03-08T06:30:00Z", "03:30 EDT 2026-03-08T07:30:00Z"}},
		{"2026-11-01 01:30:10", "2026-01-01", []string{"01:30:10 EDT 2026-11-01T05:30:10Z", "01:30:10 EST 2026-11-01T06:30:10Z"}},
		{"1:30", "2026-11-02", nil},
		{"1:30 EST", "2026-11-01", nil},
		{"1:30 and more", "2026-11-01", nil},
		{"", "2026-11-01", nil},
	} {
		day, _ := time.Parse(time.DateOnly, tt.day)
		ctx := capture.TimeContext{Zone: newYork, Day: day}
		got := []string{}
		for _, r := range capture.Readings(tt.text, ctx) {
			got = append(got, r.Label+" "+r.Moment.At)
			if again := capture.ParseMoment(r.Moment.Raw, ctx); again.At != r.Moment.At || again.Precision != r.Moment.Precision {
				t.Errorf("%q reads %+v, not %+v", r.Moment.Raw, again, r.Moment)
			}
		}
		if !slices.Equal(got, append([]string{}, tt.want...)) {
			t.Errorf("%q on %s: got %v, want %v", tt.text, tt.day, got, tt.want)
		}
	}
}
