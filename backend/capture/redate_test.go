package capture_test

import (
	"testing"
	"time"

	"secondstory/backend/capture"
	"secondstory/backend/debrief"
)

var now = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

func TestParseDay(t *testing.T) {
	for text, want := range map[string]string{
		"today": "2026-11-21", "Yesterday": "2026-11-20", "21 Nov": "2026-11-21", "22 nov": "2025-11-22",
		"Nov 3, 2024": "2024-11-03", "2026-02-28": "2026-02-28", " 2026/02/28 ": "2026-02-28",
		"30 Feb": "", "": "", "14:02": "", "21 Nov 14:02": "", "soon": "", "03/04/2017": "",
	} {
		if got, ok := capture.ParseDay(text, time.UTC, now); got != want || ok != (want != "") {
			t.Errorf("ParseDay(%q) = %q, %v, want %q", text, got, ok, want)
		}
	}
}

// TestTodayIsTheZonesOwn: at nine in the morning in London it is tomorrow in Kiritimati.
func TestTodayIsTheZonesOwn(t *testing.T) {
	zone := time.FixedZone("+14", 14*3600)
	if got, _ := capture.ParseDay("today", zone, now.Add(3*time.Hour)); got != "2026-11-22" {
		t.Errorf("today = %q", got)
	}
}

func raw(text string) debrief.Moment {
	return debrief.Moment{Raw: text, Zone: "UTC", Precision: debrief.PrecisionMinute, Problem: debrief.ProblemNoDay}
}

func TestRedateReadsEveryTimeAgain(t *testing.T) {
	w := debrief.NewWhole(*debrief.NewDebrief("2026-11-21T09:00:00Z"))
	line := func(id string, position float64, who, text string) debrief.Entry {
		return debrief.Entry{
			Base: debrief.Base{ID: id}, Place: debrief.Place{Stage: debrief.StageNarratives, Position: position},
			Who: debrief.Who{ParticipantID: who}, Time: raw(text),
		}
	}
	known := line("known", 1, "jo", "")
	known.Time = debrief.At(now, "UTC", debrief.PrecisionMinute)
	twice := line("twice", 6, "jo", "02:30")
	twice.Time.Problem = debrief.ProblemTwice
	// Not in their order, as they may have been moved.
	w.Entries = []debrief.Entry{
		line("after", 3, "ines", "00:10"), line("before", 2, "ines", "23:50"), known,
		line("other", 4, "sam", "00:12"), line("counted", 5, "sam", "T+12m"), twice,
	}
	w.Debrief.Detected = raw("14:02")
	got := map[string]string{}
	for _, r := range capture.Redate(w, "2026-11-03", now) {
		switch r := r.(type) {
		case *debrief.Debrief:
			got["day"], got["detected"] = r.Day, r.Detected.At
		case *debrief.Entry:
			got[r.ID] = r.Time.At
		}
	}
	want := map[string]string{
		"day": "2026-11-03", "detected": "2026-11-03T14:02:00Z", "before": "2026-11-03T23:50:00Z",
		"after": "2026-11-04T00:10:00Z", "other": "2026-11-03T00:12:00Z",
	}
	for key := range want {
		if got[key] != want[key] {
			t.Errorf("%s = %q, want %q", key, got[key], want[key])
		}
	}
	if len(got) != len(want) {
		t.Errorf("changed %v, want %v", got, want)
	}
	if w.Debrief.Day != "" || w.Entries[1].Time.At != "" {
		t.Error("what was handed in was changed")
	}
}

// TestAnotherDayTakesTheTimesAlong: what was put on a wrong day goes to the right
// one; what names its day stays.
func TestAnotherDayTakesTheTimesAlong(t *testing.T) {
	w := debrief.NewWhole(*debrief.NewDebrief("2026-11-21T09:00:00Z"))
	for i, text := range []string{"23:50", "00:10", "2026-11-01 14:02", "now"} {
		m := capture.ParseMoment(text, capture.TimeContext{Now: now})
		w.Entries = append(w.Entries, debrief.Entry{
			Base: debrief.Base{ID: text}, Time: m, Place: debrief.Place{Stage: i + 1, Position: float64(i)},
		})
	}
	for _, day := range []string{"2026-11-20", "2026-11-03"} {
		for _, r := range capture.Redate(w, day, now) {
			switch r := r.(type) {
			case *debrief.Debrief:
				w.Debrief = *r
			case *debrief.Entry:
				w.Entries[int(r.Position)] = *r
			}
		}
	}
	for i, want := range []string{"2026-11-03T23:50:00Z", "2026-11-03T00:10:00Z", "2026-11-01T14:02:00Z", "2026-11-21T09:00:00Z"} {
		if got := w.Entries[i].Time.At; got != want {
			t.Errorf("%s = %q, want %q", w.Entries[i].ID, got, want)
		}
	}
}
