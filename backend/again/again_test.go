package again_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"secondstory/backend/again"
)

func day(text string) time.Time {
	at, _ := time.Parse(time.DateOnly, text) // empty for no day
	return at
}

func told(all []again.Reading) string {
	out := []string{}
	for _, r := range all {
		line := r.ID
		for _, why := range r.Reasons {
			line += fmt.Sprintf(" %s/%d/%s%s", why.Why, why.Years, why.Day, why.Tag)
		}
		out = append(out, line)
	}
	return strings.Join(out, "; ")
}

func TestAYearOn(t *testing.T) {
	all := []again.Debrief{
		{ID: "event", Happened: day("2025-11-22"), Met: day("2025-11-24")},
		{ID: "met", Happened: day("2025-10-01"), Met: day("2024-11-25")},
		{ID: "leap", Happened: day("2024-02-29")},
		{ID: "turn", Happened: day("2025-12-31")},
		{ID: "none"},
		{ID: "ahead", Happened: day("2031-11-22")},
	}
	for today, want := range map[string]string{
		"2026-11-22": "event happened/1/2025-11-22; met met/2/2024-11-25", "2026-11-29": "event happened/1/2025-11-22; met met/2/2024-11-25",
		"2026-11-30": "event met/1/2025-11-24; met met/2/2024-11-25", "2025-11-22": "met met/1/2024-11-25",
		"2025-02-28": "leap happened/1/2024-02-29", "2028-02-29": "leap happened/4/2024-02-29",
		"2026-12-29": "turn happened/1/2025-12-31", "2027-01-05": "turn happened/1/2025-12-31",
		// A clock that jumps shows nothing that is not so, and loses nothing.
		"1970-01-01": "", "2025-11-21": "",
	} {
		if got := told(again.Today(all, day(today))); got != want {
			t.Errorf("%s: %q, not %q", today, got, want)
		}
	}
}

func TestBeforeAFreeze(t *testing.T) {
	all := []again.Debrief{
		{ID: "eve", Happened: day("2025-12-24"), Tags: []string{"Deploy", "dns"}},
		{ID: "new-year", Happened: day("2024-01-02")},
		{ID: "summer", Happened: day("2025-07-01"), Tags: []string{"deploy"}},
		{ID: "none", Tags: []string{"db"}},
	}
	f := again.Freeze{From: day("2026-12-18"), To: day("2027-01-04"), Tags: []string{" deploy "}}
	if got, want := told(again.Before(all, f)), "eve weeks/0/2025-12-24 tag/0/Deploy; summer tag/0/deploy; new-year weeks/0/2024-01-02"; got != want {
		t.Errorf("%q, not %q", got, want)
	}
	for name, f := range map[string]again.Freeze{
		"none": {}, "backwards": {From: day("2026-12-18"), To: day("2026-12-17")}, "a year": {From: day("2026-01-01"), To: day("2026-12-31")},
	} {
		if got := again.Before(all, f); len(got) != 0 {
			t.Errorf("%s: %s", name, told(got))
		}
	}
	if got := strings.Join(again.Tags(append(all, all[2])), " "); got != "deploy Deploy db dns" {
		t.Errorf("tags: %s", got)
	}
	if got := told(again.Tagged(all, "DNS")); got != "eve tag/0/dns" {
		t.Errorf("tagged: %s", got)
	}
}
