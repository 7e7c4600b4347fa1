package app

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
)

// mustFile files a line in a stage and returns its id.
func mustFile(tb testing.TB, d *Desk, in LineInput) debrief.ID {
	tb.Helper()
	filed, err := (&Capture{d}).File(Step{Name: "file-line"}, in)
	if err != nil {
		tb.Fatal(err)
	}
	switch {
	case filed.Entry != nil:
		return filed.Entry.ID
	case filed.Factor != nil:
		return filed.Factor.ID
	case filed.Question != nil:
		return filed.Question.ID
	}
	tb.Fatalf("%q became %+v", in.Text, filed)
	return ""
}

func mustWhole(tb testing.TB, d *Desk, id debrief.ID) *debrief.Whole {
	tb.Helper()
	lib, err := d.open()
	if err != nil {
		tb.Fatal(err)
	}
	w, err := lib.Load(context.Background(), id)
	if err != nil {
		tb.Fatal(err)
	}
	return w
}

// mustUndo takes the newest step back.
func mustUndo(tb testing.TB, d *Desk) {
	tb.Helper()
	if _, err := (&Changes{d}).Undo(); err != nil {
		tb.Fatal(err)
	}
}

// told returns the texts of a debrief's entries with their times.
func told(w *debrief.Whole) (out []string) {
	for _, e := range w.Entries {
		out = append(out, strings.TrimSpace(strings.TrimPrefix(e.Time.At, "2026-11-")+" "+e.Text))
	}
	return out
}

func expect(tb testing.TB, what string, got, want []string) {
	tb.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		tb.Errorf("%s: %q, want %q", what, got, want)
	}
}

func TestPastedLinesAreOneStep(t *testing.T) {
	d := mustDesk(t, nil)
	made := mustNew(t, d)
	s := &Capture{d}
	filed, err := s.Paste(Step{Name: "paste-lines"}, LineInput{
		DebriefID: made.ID, Stage: debrief.StageTimeline, Position: 1, DraftField: "capture",
		Text: "- 2026-11-03 14:02 pages loaded slowly\n- 14:05 paged\n# one pool\n/next",
	})
	if err != nil || len(filed) != 4 || filed[2].Factor == nil {
		t.Fatalf("%+v, %v", filed, err)
	}
	expect(t, "pasted", told(mustWhole(t, d, made.ID)), []string{"03T14:02:00Z pages loaded slowly", "03T14:05:00Z paged", "/next"})
	mustUndo(t, d)
	if w := mustWhole(t, d, made.ID); len(w.Entries)+len(w.Factors) != 0 {
		t.Errorf("after undo: %v", told(w))
	}
	if filed, err := s.Paste(Step{}, LineInput{DebriefID: made.ID, Text: " \n \n"}); err != nil || filed == nil || len(filed) != 0 {
		t.Errorf("nothing pasted: %v, %v", filed, err)
	}
}

// TestAThousandPastedLines is the budget of a paste: two seconds with storage.
func TestAThousandPastedLines(t *testing.T) {
	d := mustDesk(t, nil)
	made := mustNew(t, d)
	text := strings.Repeat("14:02 somebody said that the pool graph was all red\n", 1000)
	began := time.Now()
	filed, err := (&Capture{d}).Paste(Step{Name: "paste-lines"}, LineInput{DebriefID: made.ID, Stage: 4, Position: 1, Text: text})
	if err != nil || len(filed) != 1000 {
		t.Fatalf("%d lines, %v", len(filed), err)
	}
	took := time.Since(began).Round(time.Millisecond)
	t.Logf("a thousand lines in %v", took)
	if took > 2*time.Second {
		t.Errorf("a thousand lines took %v", took)
	}
}

func TestOneAnswerPutsEveryTimeOnItsDay(t *testing.T) {
	d := mustDesk(t, nil)
	made := mustNew(t, d)
	s := &Capture{d}
	for i, text := range []string{"23:50 the first page", "00:10 somebody looked", "T+12m counted", "no time"} {
		mustFile(t, d, LineInput{DebriefID: made.ID, Text: text, Stage: 4, Position: float64(i + 1)})
	}
	if day, err := s.SetDay(Step{Name: "set-day"}, made.ID, "soon"); day != "" || err != nil {
		t.Errorf("soon is %q, %v", day, err)
	}
	before := told(mustWhole(t, d, made.ID))
	day, err := s.SetDay(Step{Name: "set-day"}, made.ID, "yesterday")
	if err != nil || day != "2026-11-20" {
		t.Fatalf("%q, %v", day, err)
	}
	w := mustWhole(t, d, made.ID)
	expect(t, "on their day", told(w), []string{"20T23:50:00Z the first page", "21T00:10:00Z somebody looked", "counted", "no time"})
	// The next line goes on from there, and the first of another stage begins there.
	mustFile(t, d, LineInput{DebriefID: made.ID, Text: "14:02 again", Stage: 5, Position: 9})
	if e := mustWhole(t, d, made.ID).Entries[4]; e.Time.At != "2026-11-20T14:02:00Z" {
		t.Errorf("a later line is at %+v", e.Time)
	}
	mustUndo(t, d)
	mustUndo(t, d)
	w = mustWhole(t, d, made.ID)
	expect(t, "after undo", told(w), before)
	if w.Debrief.Day != "" {
		t.Errorf("the day is still %q", w.Debrief.Day)
	}
}

// TestAnEditedTimeStaysOnItsDay: in a debrief of no known day, a line that named
// its own keeps it when its words or its time of day change.
func TestAnEditedTimeStaysOnItsDay(t *testing.T) {
	d := mustDesk(t, nil)
	made := mustNew(t, d)
	id := mustFile(t, d, LineInput{DebriefID: made.ID, Text: "2026-11-03 14:02 paged", Stage: 4, Position: 1})
	for text, want := range map[string]string{"14:02 paged twice": "03T14:02:00Z paged twice", "14:05 paged": "03T14:05:00Z paged"} {
		mustFile(t, d, LineInput{DebriefID: made.ID, Text: text, EditID: id, Stage: 4, Position: 1})
		expect(t, text, told(mustWhole(t, d, made.ID)), []string{want})
	}
}

func TestALineIsSplitAndItsBelongingsStayWithTheRightHalf(t *testing.T) {
	d := mustDesk(t, nil)
	made := mustNew(t, d)
	s := &Capture{d}
	id := mustFile(t, d, LineInput{DebriefID: made.ID, Text: "2026-11-03 14:02 saw the graph. 14:05 we should have paged", Stage: 4, Position: 1})
	factor := mustFile(t, d, LineInput{DebriefID: made.ID, Text: "# one pool", Stage: 4, Position: 2})
	link := mustWhole(t, d, made.ID).Factors[0]
	link.EntryIDs = []debrief.ID{id}
	if _, err := (&Factors{d}).Save(Step{}, link); err != nil {
		t.Fatal(err)
	}
	for _, phrase := range []string{"should have", "the graph"} {
		_, err := (&Wordings{d}).Save(Step{}, debrief.Wording{
			Base: debrief.Base{ID: debrief.NewID(), DebriefID: made.ID}, RecordID: id, Field: "text",
			Rule: "r", Class: "c", Phrase: phrase, Decision: debrief.WordingLeft,
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	in := LineInput{DebriefID: made.ID, Text: "14:02 saw the graph.", EditID: id, Stage: 4, Position: 1}
	filed, err := s.Split(Step{Name: "split-line"}, in, "14:05 we should have paged", 1.5)
	if err != nil || filed.Entry == nil {
		t.Fatalf("%+v, %v", filed, err)
	}
	second := filed.Entry.ID
	w := mustWhole(t, d, made.ID)
	expect(t, "split", told(w), []string{"03T14:02:00Z saw the graph.", "03T14:05:00Z we should have paged"})
	if w.Entries[0].ID != id || !w.Entries[1].OnTimeline {
		t.Errorf("entries %+v", w.Entries)
	}
	expect(t, "the factor rests on", w.Factors[0].EntryIDs, []string{id, second})
	expect(t, "decided about", []string{w.Wordings[0].RecordID, w.Wordings[1].RecordID}, []string{second, id})

	if err := s.Join(Step{Name: "join-lines"}, made.ID, id, second); err != nil {
		t.Fatal(err)
	}
	w = mustWhole(t, d, made.ID)
	expect(t, "joined", told(w), []string{"03T14:02:00Z saw the graph. 14:05 we should have paged"})
	expect(t, "the factor rests on", w.Factors[0].EntryIDs, []string{id})
	expect(t, "decided about", []string{w.Wordings[0].RecordID, w.Wordings[1].RecordID}, []string{id, id})
	mustUndo(t, d)
	if w := mustWhole(t, d, made.ID); len(w.Entries) != 2 || len(w.Factors[0].EntryIDs) != 2 {
		t.Errorf("after one undo: %v", told(w))
	}
	var told *debrief.Error
	if err := s.Join(Step{}, made.ID, id, factor); !errors.As(err, &told) || told.Code != debrief.CodeLinesDiffer {
		t.Errorf("an entry joined by a factor: %v", err)
	}
	mustUndo(t, d)
	if w := mustWhole(t, d, made.ID); len(w.Entries) != 1 || len(w.Factors[0].EntryIDs) != 1 {
		t.Errorf("after another: %d entries", len(w.Entries))
	}
}

// TestReadFilesNothing: a line that is still being typed is read, and stays typed.
func TestReadFilesNothing(t *testing.T) {
	d := mustDesk(t, nil)
	made := mustNew(t, d)
	line, err := (&Capture{d}).Read(LineInput{DebriefID: made.ID, Text: "! a pool of their own", Stage: 3})
	if err != nil || line.Kind != "idea" || line.Text != "a pool of their own" {
		t.Errorf("%+v, %v", line, err)
	}
	if w := mustWhole(t, d, made.ID); len(w.Countermeasures)+len(w.Entries) != 0 {
		t.Errorf("filed: %+v", w)
	}
}
