package capture_test

import (
	"strings"
	"testing"
	"time"

	"secondstory/backend/capture"
	"secondstory/backend/debrief"
)

func TestSplitPaste(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"lines, blank ones and carriage returns", "one\r\n\r\n two \rthree\u2028four", "one|two|three|four"},
		{"a mail that is quoted whole", "> one\n>\n> > two", "one|> two"},
		{"a mail quoted whole twice over", ">> one\n> > two", "one|two"},
		{"quotations among others", "she wrote\n> one\n>> two", "she wrote|> one|> two"},
		{"one quotation alone stays one", "> one", "> one"},
		{"bullets", "- one\n* two\n• three\n – four", "one|two|three|four"},
		{"a list in a list", "- one\n    - two\n    - three", "one|two|three"},
		{"tasks", "- [ ] one\n- [x] two", "one|two"},
		{"numbers of a list", "1. one\n2) two", "one|two"},
		{"a number that begins one line", "3. attempt worked\nthen it stopped", "3. attempt worked|then it stopped"},
		{"signs of the grammar stay", "# factor\n! idea\n+ helped\n? asked\n-5 degrees", "# factor|! idea|+ helped|? asked|-5 degrees"},
		{"a ruled line says nothing", "one\n-----\ntwo", "one|two"},
		{"fenced code", "see\n```sql\nselect 1\n\n  from t\n```\nafter", "see|[select 1\n\n  from t]|after"},
		{"a fence that never closes", "```\none\ntwo", "one|two"},
		{"a trace", "panicked\n\tat main.go:1\n\tat main.go:2\nthen", "panicked|[at main.go:1\nat main.go:2]|then"},
		{"everything set in is no code", "    one\n    two", "one|two"},
		{"nothing", " \n\n", ""},
	} {
		var got []string
		for _, p := range capture.SplitPaste(c.text) {
			if p.Code {
				p.Text = "[" + p.Text + "]"
			}
			got = append(got, p.Text)
		}
		if joined := strings.Join(got, "|"); joined != c.want {
			t.Errorf("%s: %q, want %q", c.name, joined, c.want)
		}
	}
}

func FuzzSplitPaste(f *testing.F) {
	f.Add("> a\n```\n b\n```\n1. c\n\t- d\n\te\n\tf")
	f.Fuzz(func(t *testing.T, text string) {
		for _, p := range capture.SplitPaste(text) {
			if strings.TrimSpace(p.Text) == "" || !p.Code && strings.ContainsAny(p.Text, "\r\n") {
				t.Fatalf("%q gives the line %q", text, p.Text)
			}
		}
	})
}

// TestReadPasteGoesOnFromTheTimesAbove: each time's day follows from the one above.
func TestReadPasteGoesOnFromTheTimesAbove(t *testing.T) {
	ctx := capture.LineContext{
		Time:  capture.TimeContext{Previous: time.Date(2026, 11, 3, 23, 0, 0, 0, time.UTC)},
		Stage: debrief.StageTimeline, Commands: []string{"next"},
	}
	fresh := func() debrief.Base { return debrief.Base{ID: debrief.NewID()} }
	text := "23:50 paged\n- 00:10 nobody\n```\n14:02 kernel: oops\n```\n# one pool\n/next"
	all := capture.ReadPaste(text, ctx, debrief.Place{Stage: 4, Position: 7}, fresh)
	if len(all) != 5 {
		t.Fatalf("%d lines", len(all))
	}
	times := []string{"2026-11-03T23:50:00Z", "2026-11-04T00:10:00Z", "", "", ""}
	for i, want := range times {
		e, ok := all[i].Record.(*debrief.Entry)
		if i == 3 {
			if f, is := all[i].Record.(*debrief.Factor); !is || f.Text != "one pool" || f.Position != 10 {
				t.Errorf("line 3 = %+v", all[i].Record)
			}
			continue
		}
		if !ok || e.Time.At != want || e.Position != float64(7+i) {
			t.Errorf("line %d = %+v", i, all[i].Record)
		}
	}
	if e := all[2].Record.(*debrief.Entry); e.Text != "14:02 kernel: oops" || e.Time.Raw != "" {
		t.Errorf("code is read as %+v", e)
	}
	if e := all[4].Record.(*debrief.Entry); e.Text != "/next" {
		t.Errorf("a command within is kept as %+v", e)
	}
}
