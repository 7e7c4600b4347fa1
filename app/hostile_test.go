package app

import (
	"math"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
)

// mustLoad opens a debrief as the window does.
func mustLoad(t *testing.T, d *Desk, id debrief.ID) View {
	t.Helper()
	view, err := (&Debriefs{d}).Load(id)
	if err != nil {
		t.Fatalf("a debrief cannot be opened any more: %v", err)
	}
	return view
}

func note(id, debriefID debrief.ID) debrief.Entry {
	return debrief.Entry{Base: debrief.Base{ID: id, DebriefID: debriefID}, Text: "a note", Basis: debrief.BasisMemory}
}

// What a window in confusion could send is refused with a sentence, and both
// debriefs open afterwards as they were.
func TestARecordStaysInItsDebrief(t *testing.T) {
	d := mustDesk(t, nil)
	a, b := mustNew(t, d), mustNew(t, d)
	entries, step := &Entries{d}, Step{Name: "edit-entry"}
	line, err := entries.Save(step, note("line", a.ID))
	if err != nil {
		t.Fatal(err)
	}
	meeting := mustLoad(t, d, a.ID).Whole.Meeting
	moved := line
	moved.DebriefID = b.ID
	second, stray := b, meeting
	second.ID, second.Rev, second.Title = "second", 0, "A second head"
	stray.ID, stray.Rev, stray.DebriefID = "stray", 0, b.ID
	huge := a
	huge.Impact.Customers = strings.Repeat("x", 2<<20)
	crowd := a
	crowd.Links = make([]debrief.Link, 500000)
	for name, try := range map[string]func() error{
		"a line moved to another debrief": func() error { _, err := entries.Save(step, moved); return err },
		"a line of no debrief":            func() error { _, err := entries.Save(step, note("lost", "nowhere")); return err },
		"an endless id":                   func() error { _, err := entries.Save(step, note(strings.Repeat("x", 300), a.ID)); return err },
		"a second head":                   func() error { _, err := (&Debriefs{d}).Save(step, second); return err },
		"a second meeting":                func() error { _, err := (&Meetings{d}).Save(step, stray); return err },
		"an endless text":                 func() error { _, err := (&Debriefs{d}).Save(step, huge); return err },
		"an endless list":                 func() error { _, err := (&Debriefs{d}).Save(step, crowd); return err },
	} {
		if err := try(); err == nil || d.FormatError(err).Message == "" || debrief.CodeOf(err) == debrief.CodeInternal {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := mustLoad(t, d, a.ID).Whole; len(got.Entries) != 1 || got.Debrief.Impact.Customers != "" {
		t.Errorf("the first debrief changed: %+v", got)
	}
	if got := mustLoad(t, d, b.ID).Whole; len(got.Entries) != 0 || got.Debrief.ID != b.ID || got.Debrief.Title != "" {
		t.Errorf("the second debrief changed: %+v", got)
	}
}

func TestOnlyALineIsFiledAgain(t *testing.T) {
	d := mustDesk(t, nil)
	a, b := mustNew(t, d), mustNew(t, d)
	if _, err := (&Entries{d}).Save(Step{Name: "edit-entry"}, note("line", a.ID)); err != nil {
		t.Fatal(err)
	}
	for name, in := range map[string]LineInput{
		"the debrief":          {DebriefID: a.ID, Text: "# x", Stage: 3, EditID: a.ID},
		"another debrief":      {DebriefID: a.ID, Text: "# x", Stage: 3, EditID: b.ID},
		"the meeting":          {DebriefID: a.ID, Text: "# x", Stage: 3, EditID: "meeting-" + a.ID},
		"another's line":       {DebriefID: b.ID, Text: "# x", Stage: 3, EditID: "line"},
		"after another's line": {DebriefID: b.ID, Text: "- x", Stage: 3, AboveID: "line"},
	} {
		if _, err := (&Capture{d}).File(Step{Name: "edit-entry"}, in); err == nil {
			t.Errorf("%s was rewritten as a line", name)
		}
	}
	mustLoad(t, d, b.ID)
	if got := mustLoad(t, d, a.ID).Whole.Entries; len(got) != 1 || got[0].Text != "a note" {
		t.Errorf("entries %+v", got)
	}
}

func TestAFigureOfAnySizeIsLaidOut(t *testing.T) {
	d := mustDesk(t, nil)
	a := mustNew(t, d)
	for id, at := range map[string]string{"first": "0000-01-01T00:00:00Z", "last": "9999-12-31T23:59:59Z"} {
		e := note(id, a.ID)
		e.Time = debrief.Moment{At: at}
		if _, err := (&Entries{d}).Save(Step{Name: "edit-entry"}, e); err != nil {
			t.Fatal(err)
		}
	}
	figures := newFigures(d)
	if f, err := figures.Timeline(a.ID, 800, 300, -math.MaxFloat64, math.MaxFloat64); err != nil || len(f.Marks) != 2 {
		t.Errorf("a part that is more than all: %+v, %v", f.Marks, err)
	}
	for _, side := range []float64{1e300, math.Inf(1), math.MaxFloat64, 0, -1, math.Inf(-1)} {
		done := make(chan error, 1)
		go func() { _, err := figures.Timeline(a.ID, side, side, 0, 0); done <- err }()
		select {
		case err := <-done:
			if err != nil {
				t.Errorf("%g: %v", side, err)
			}
		case <-time.After(20 * time.Second):
			t.Fatalf("a figure %g wide is never done", side)
		}
	}
}

func TestTheLogHoldsNoWordOfADebrief(t *testing.T) {
	var out strings.Builder
	log := Log{Out: &out}
	log.Error(`process message error: C{"name":"app.Entries.Save","args":[{"text":"Ana was tired"}]} -> error parsing arguments`)
	log.Error(`json: cannot unmarshal "Ana was tired" into Go value`)
	log.Info("Ana was tired")
	if got := out.String(); strings.Contains(got, "Ana") || !strings.Contains(got, "process message error") {
		t.Errorf("log %q", got)
	}
}
