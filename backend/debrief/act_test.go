package debrief_test

import (
	"testing"
	"time"

	"secondstory/backend/debrief"
)

var acted = time.Date(2026, 11, 22, 11, 0, 0, 0, time.FixedZone("", 3600))

func taken(state debrief.CountermeasureState, due string) debrief.Countermeasure {
	return debrief.Countermeasure{Base: debrief.Base{ID: "c", DebriefID: "d"}, State: state, Due: due}
}

func TestWhatIsSaidAboutACountermeasure(t *testing.T) {
	type act = debrief.Act
	for name, c := range map[string]struct {
		was   debrief.Countermeasure
		act   act
		code  debrief.Code
		state debrief.CountermeasureState
	}{
		"commit":             {taken(debrief.CountermeasureSoaking, ""), act{Kind: debrief.ActCommit}, "", debrief.CountermeasureCommitted},
		"soak on":            {taken(debrief.CountermeasureSoaking, ""), act{Kind: debrief.ActSoak, Day: "2026-11-24"}, "", debrief.CountermeasureSoaking},
		"start":              {taken(debrief.CountermeasureCommitted, ""), act{Kind: debrief.ActStart}, "", debrief.CountermeasureDoing},
		"start twice":        {taken(debrief.CountermeasureDoing, ""), act{Kind: debrief.ActStart}, debrief.CodeConflict, ""},
		"first date":         {taken(debrief.CountermeasureDoing, ""), act{Kind: debrief.ActMove, Day: "2026-12-01"}, "", debrief.CountermeasureDoing},
		"no reason":          {taken(debrief.CountermeasureDoing, "2026-11-20"), act{Kind: debrief.ActMove, Day: "2026-12-01", Text: " "}, debrief.CodeMoveReason, ""},
		"the same date":      {taken(debrief.CountermeasureDoing, "2026-11-20"), act{Kind: debrief.ActMove, Day: "2026-11-20", Text: "x"}, debrief.CodeInvalid, ""},
		"no date":            {taken(debrief.CountermeasureDoing, "2026-11-20"), act{Kind: debrief.ActMove, Day: "soon", Text: "x"}, debrief.CodeInvalid, ""},
		"moved":              {taken(debrief.CountermeasureDoing, "2026-11-20"), act{Kind: debrief.ActMove, Day: "2026-12-01", Text: "The vendor is late."}, "", debrief.CountermeasureDoing},
		"done, by word":      {taken(debrief.CountermeasureDoing, ""), act{Kind: debrief.ActDone}, debrief.CodeProof, ""},
		"done":               {taken(debrief.CountermeasureDoing, ""), act{Kind: debrief.ActDone, Text: "The graph", Day: "2026-11-22"}, "", debrief.CountermeasureDone},
		"done, with a file":  {taken(debrief.CountermeasureCommitted, ""), act{Kind: debrief.ActDone, File: true, Day: "2026-11-22"}, "", debrief.CountermeasureDone},
		"helped":             {taken(debrief.CountermeasureDone, ""), act{Kind: debrief.ActCheck, Outcome: debrief.OutcomeHelped}, "", debrief.CountermeasureChecked},
		"did not":            {taken(debrief.CountermeasureDone, ""), act{Kind: debrief.ActCheck, Outcome: debrief.OutcomeNot}, "", debrief.CountermeasureChecked},
		"cannot tell yet":    {taken(debrief.CountermeasureDone, ""), act{Kind: debrief.ActCheck, Outcome: debrief.OutcomeUnclear, CheckOn: "2026-12-06"}, "", debrief.CountermeasureDone},
		"no answer":          {taken(debrief.CountermeasureDone, ""), act{Kind: debrief.ActCheck}, debrief.CodeInvalid, ""},
		"checked too soon":   {taken(debrief.CountermeasureDoing, ""), act{Kind: debrief.ActCheck, Outcome: debrief.OutcomeHelped}, debrief.CodeConflict, ""},
		"no reason to drop":  {taken(debrief.CountermeasureDoing, ""), act{Kind: debrief.ActDrop}, debrief.CodeDropReason, ""},
		"dropped":            {taken(debrief.CountermeasureDoing, ""), act{Kind: debrief.ActDrop, Text: "Too dear"}, "", debrief.CountermeasureNotPursued},
		"again after a drop": {taken(debrief.CountermeasureNotPursued, ""), act{Kind: debrief.ActAgain}, "", debrief.CountermeasureCommitted},
		"again after a look": {taken(debrief.CountermeasureChecked, ""), act{Kind: debrief.ActAgain}, "", debrief.CountermeasureDoing},
		"something else":     {taken(debrief.CountermeasureDoing, ""), act{Kind: "praise"}, debrief.CodeInvalid, ""},
	} {
		got := c.was
		err := c.act.On(&got, acted)
		if debrief.CodeOf(err) != c.code || err == nil && got.State != c.state {
			t.Errorf("%s: %s, %v", name, got.State, err)
		}
	}
}

func TestWhatAnActKeeps(t *testing.T) {
	c := taken(debrief.CountermeasureDoing, "2026-11-20")
	for _, a := range []debrief.Act{
		{Kind: debrief.ActMove, Day: "2026-12-01", Text: " The vendor is late. "},
		{Kind: debrief.ActDone, Text: "https://example.org/graph", Day: "2026-11-30", CheckOn: "2026-12-14"},
		{Kind: debrief.ActCheck, Outcome: debrief.OutcomeUnclear, Text: "No rebuild since", By: "Sam", CheckOn: "2026-12-28"},
		{Kind: debrief.ActCheck, Outcome: debrief.OutcomeHelped, Text: "Two rebuilds, nobody noticed", By: "Ines"},
	} {
		if err := a.On(&c, acted); err != nil {
			t.Fatal(a.Kind, err)
		}
	}
	move := debrief.Move{From: "2026-11-20", To: "2026-12-01", Reason: "The vendor is late.", At: "2026-11-22T10:00:00Z"}
	if c.Due != "2026-12-01" || len(c.Moves) != 1 || c.Moves[0] != move {
		t.Errorf("%+v", c.Moves)
	}
	if c.Proof != "https://example.org/graph" || c.DoneOn != "2026-11-30" || c.CheckOn != "2026-12-28" {
		t.Errorf("%+v", c)
	}
	if len(c.Checks) != 2 || c.Checks[0].By != "Sam" || c.Newest().Text != "Two rebuilds, nobody noticed" || c.Newest().At != "2026-11-22T10:00:00Z" {
		t.Errorf("%+v", c.Checks)
	}
}

func TestWhatNobodyCanTellYetIsAskedAgain(t *testing.T) {
	c := taken(debrief.CountermeasureDone, "")
	c.DoneOn, c.CheckOn = "2026-10-01", "2026-10-15"
	if err := (debrief.Act{Kind: debrief.ActCheck, Outcome: debrief.OutcomeUnclear}).On(&c, acted); err != nil {
		t.Fatal(err)
	}
	if want := acted.AddDate(0, 0, debrief.CheckAfter).Format(time.DateOnly); c.CheckOn != want {
		t.Errorf("asked again on %q, not %s", c.CheckOn, want)
	}
}

// Carrying an act out changes nothing of what it was given.
func TestAnActInADebrief(t *testing.T) {
	w := debrief.NewWhole(debrief.Debrief{Base: debrief.Base{ID: "d", DebriefID: "d", Rev: 4}, State: debrief.StateSignedOff})
	c := taken(debrief.CountermeasureDoing, "")
	c.Rev = 2
	w.Add(&c)
	done := debrief.Act{Kind: debrief.ActDone, Text: "The graph", Day: "2026-11-22"}
	records, err := w.Act(debrief.Ref{ID: "c", Rev: 1}, done, acted)
	if err != nil || len(records) != 2 || records[0].Head().Rev != 1 || w.Countermeasures[0].State != debrief.CountermeasureDoing {
		t.Fatalf("%+v, %v", records, err)
	}
	if head, ok := records[1].(*debrief.Debrief); !ok || head.State != debrief.StateFollowUp {
		t.Errorf("%+v", records[1])
	}
	w.Debrief.State = debrief.StateReadBack
	if records, err := w.Act(debrief.Ref{ID: "c", Rev: 2}, done, acted); err != nil || len(records) != 1 {
		t.Errorf("%+v, %v", records, err)
	}
	if _, err := w.Act(debrief.Ref{ID: "x"}, done, acted); debrief.CodeOf(err) != debrief.CodeNotFound {
		t.Error(err)
	}
	w.Debrief.State = debrief.StateClosed
	if _, err := w.Act(debrief.Ref{ID: "c"}, done, acted); debrief.CodeOf(err) != debrief.CodeClosed {
		t.Error(err)
	}
}

func TestSomebodyWithANameCloses(t *testing.T) {
	w := debrief.NewWhole(debrief.Debrief{Base: debrief.Base{ID: "d", DebriefID: "d"}, State: debrief.StateFollowUp})
	c := taken(debrief.CountermeasureDone, "")
	w.Add(&c)
	closes := func(by string, want debrief.Code) *debrief.Debrief {
		t.Helper()
		head, err := w.Close(by, "All looked at", acted)
		if debrief.CodeOf(err) != want {
			t.Errorf("%v, want %q", err, want)
		}
		return head
	}
	closes("Ines", debrief.CodeCloseOpen)
	w.Countermeasures[0].State = debrief.CountermeasureChecked
	closes(" ", debrief.CodeCloseName)
	head := closes("Ines", "")
	if head.State != debrief.StateClosed || head.Closing.By != "Ines" || w.Debrief.State != debrief.StateFollowUp {
		t.Errorf("%+v", head.Closing)
	}
	if _, err := w.Reopen("x", acted); debrief.CodeOf(err) != debrief.CodeConflict {
		t.Error("one that is not closed is opened again")
	}
	w.Debrief = *head
	again, err := w.Reopen("The alert came back", acted)
	if err != nil || again.State != debrief.StateFollowUp || again.Closing.By != "Ines" || again.Closing.OpenedWhy != "The alert came back" {
		t.Errorf("%+v, %v", again, err)
	}
	w.Debrief = *again
	if head := closes("Jo", ""); head.Closing.OpenedAt != "" || head.Closing.By != "Jo" {
		t.Errorf("%+v", head.Closing)
	}
	w.Debrief.State = debrief.StateReadBack
	closes("Ines", debrief.CodeCloseSoon)
}
