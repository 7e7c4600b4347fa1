package capture_test

import (
	"reflect"
	"testing"
	"time"

	"secondstory/backend/capture"
	"secondstory/backend/debrief"
)

// TestTypedAgain turns every filed line back into text and files it again,
// days later and below another line: nothing of it changes.
func TestTypedAgain(t *testing.T) {
	ctx, base := lineContext(), debrief.Base{ID: "line", DebriefID: "debrief"}
	later := ctx
	later.Time.Previous = ctx.Time.Previous.AddDate(0, 0, 3)
	for _, typed := range seeds("testdata/lines.txt") {
		filed := capture.ParseLine(typed, ctx).AsNote().Record(base, debrief.Place{Stage: 3})
		text := capture.Typed(filed, ctx.People, time.UTC)
		again, same := capture.ParseLine(text, later).AsNote().Refile(filed)
		if !same || !reflect.DeepEqual(again, filed) {
			t.Errorf("%q became %q\nwas %+v\n is %+v", typed, text, filed, again)
		}
	}
}

func TestRetime(t *testing.T) {
	ctx, base := lineContext(), debrief.Base{ID: "line", DebriefID: "debrief"}
	filed := capture.ParseLine("14:52 Ines opened the graph", ctx).Record(base, debrief.Place{Stage: 3})
	for typed, want := range map[string]string{
		"14:53 Ines: opened the graph":            "2026-03-03T14:53:00Z",
		"14:52 Ines: opened the pool graph":       "2026-03-03T14:52:00Z",
		"2026-03-04 14:52 Ines: opened the graph": "2026-03-04T14:52:00Z",
		"Ines: opened the graph":                  "",
	} {
		again, _ := capture.ParseLine(typed, ctx).Refile(filed)
		if e, ok := again.(*debrief.Entry); !ok || e.Time.At != want {
			t.Errorf("%q: got %+v", typed, again)
		}
	}
}
