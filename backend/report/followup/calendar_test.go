package followup_test

import (
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"secondstory/backend/debrief"
	"secondstory/backend/report"
	"secondstory/backend/report/followup"
)

// property is a content line of iCalendar (RFC 5545, 3.1).
var property = regexp.MustCompile(`^([A-Z][A-Z0-9-]*)((?:;[A-Z0-9-]+=[^;:",]+)*):(.*)$`)

// events reads a calendar as strictly as the standard is written: lines of at most 75
// octets, each ended by CR LF, none of which breaks a letter.
func events(t *testing.T, data []byte) []map[string]string {
	t.Helper()
	text := string(data)
	if !strings.HasSuffix(text, "\r\n") || strings.ContainsAny(strings.ReplaceAll(text, "\r\n", ""), "\r\n") {
		t.Fatalf("a line does not end as it must: %q", text)
	}
	for _, line := range strings.Split(text, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("a line of %d octets: %q", len(line), line)
		}
	}
	out, open := []map[string]string{}, []string{}
	for _, line := range strings.Split(strings.TrimSuffix(strings.ReplaceAll(text, "\r\n ", ""), "\r\n"), "\r\n") {
		m := property.FindStringSubmatch(line)
		if m == nil {
			t.Fatalf("%q is no property", line)
		}
		switch name, value := m[1], m[3]; {
		case name == "BEGIN":
			open = append(open, value)
			if value == "VEVENT" {
				out = append(out, map[string]string{})
			}
		case name == "END":
			if len(open) == 0 || open[len(open)-1] != value {
				t.Fatalf("%q ends what is not begun", line)
			}
			open = open[:len(open)-1]
		case len(open) > 0 && open[len(open)-1] == "VEVENT":
			if _, twice := out[len(out)-1][name]; twice {
				t.Errorf("%s is there twice", name)
			}
			out[len(out)-1][name] = m[2] + strings.NewReplacer(`\\`, `\`, `\,`, ",", `\;`, ";", `\n`, "\n", `\N`, "\n").Replace(value)
		}
	}
	if len(open) > 0 {
		t.Errorf("%v is not ended", open)
	}
	return out
}

// TestACalendarIsAsTheStandardHasIt: whatever was written, folded, escaped, a day each,
// and the same date the next time.
func TestACalendarIsAsTheStandardHasIt(t *testing.T) {
	long := strings.Repeat("数据库连接池已满 🙂 ", 30)
	for _, text := range []string{
		"Plain", "a, b; c \\ d: \"e\"", "two\nlines", long, strings.Repeat("x", 74), strings.Repeat("é", 200), "END:VEVENT\r\nBEGIN:VALARM", "\x00\x07bell", "ends with \\",
		"\u2028break", "\\n is no line",
	} {
		change := first(func(c *debrief.Countermeasure) {
			c.Text, c.Know, c.Due, c.State = text, text, "2026-12-31", debrief.CountermeasureCommitted
		})
		r := build(t, report.RoleOnly, func(w *debrief.Whole) {
			for i := range w.Countermeasures {
				w.Countermeasures[i].Due = ""
			}
			change(w)
		})
		data, err := followup.Calendar(r)
		if err != nil {
			t.Fatal(err)
		}
		all := events(t, data)
		if len(all) != 1 {
			t.Fatalf("%q: %d events", text, len(all))
		}
		e := all[0]
		if e["DTSTART"] != ";VALUE=DATE20261231" || e["DTEND"] != ";VALUE=DATE20270101" || e["UID"] == "" || e["ORGANIZER"]+e["ATTENDEE"] != "" {
			t.Errorf("%q: %v", text, e)
		}
		if at, err := time.Parse("20060102T150405Z", e["DTSTAMP"]); err != nil || !at.Equal(r.Date) {
			t.Errorf("%q: stamped %s", text, e["DTSTAMP"])
		}
		said := strings.TrimRight(strings.Join(strings.Fields(strings.Map(func(r rune) rune {
			if r < ' ' && r != '\n' && r != '\r' {
				return -1
			}
			return r
		}, text)), " "), ".")
		if !strings.Contains(strings.ToLower(e["DESCRIPTION"]), strings.ToLower(said)) {
			t.Errorf("%q is told as %q", text, e["DESCRIPTION"])
		}
		again, err := followup.Calendar(r)
		if err != nil || string(again) != string(data) {
			t.Errorf("%q: another file", text)
		}
		r.Countermeasures[0].Text, r.Date = "Another text", r.Date.Add(time.Hour)
		if moved, err := followup.Calendar(r); err != nil || events(t, moved)[0]["UID"] != e["UID"] {
			t.Errorf("%q: the same promise has another number", text)
		}
	}
}
