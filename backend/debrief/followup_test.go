package debrief_test

import (
	"testing"
	"time"

	"secondstory/backend/debrief"
)

func TestWhatIsSaidAfterTheMeeting(t *testing.T) {
	at := "2026-11-22T10:00:00Z"
	good := debrief.Countermeasure{
		Base: debrief.Base{ID: "c", DebriefID: "d"}, State: debrief.CountermeasureChecked, Kind: debrief.CountermeasureKindTraining,
		DoneOn: "2026-11-20", CheckOn: "2026-12-04", Checks: []debrief.Check{{Outcome: debrief.OutcomePartly, Text: "Found within two minutes", At: at}},
	}
	if err := good.Validate(); err != nil || good.Newest().Outcome != debrief.OutcomePartly {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*debrief.Countermeasure){
		"kind":    func(c *debrief.Countermeasure) { c.Kind = "x" },
		"done":    func(c *debrief.Countermeasure) { c.DoneOn = "yesterday" },
		"check":   func(c *debrief.Countermeasure) { c.CheckOn = "2026-13-01" },
		"outcome": func(c *debrief.Countermeasure) { c.Checks = []debrief.Check{{At: at}} },
		"when":    func(c *debrief.Countermeasure) { c.Checks = []debrief.Check{{Outcome: debrief.OutcomeNot}} },
		"many":    func(c *debrief.Countermeasure) { c.Checks = make([]debrief.Check, 1000) },
	} {
		bad := good
		if spoil(&bad); bad.Validate() == nil {
			t.Errorf("%s is taken", name)
		}
	}
	for name, spoil := range map[string]func(*debrief.Debrief){
		"closing":  func(d *debrief.Debrief) { d.Closing.By = "Ana" },
		"relation": func(d *debrief.Debrief) { d.Related = []debrief.Relation{{DebriefID: "e"}} },
		"later":    func(d *debrief.Debrief) { d.Later = []debrief.Later{{Text: "x", At: "now"}} },
	} {
		d := debrief.NewWhole(debrief.Debrief{Base: debrief.Base{ID: "d", DebriefID: "d"}, Kind: debrief.KindIncident, State: debrief.StateClosed}).Debrief
		if err := d.Validate(); err != nil {
			t.Fatal(err)
		}
		if spoil(&d); d.Validate() == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

func TestMayClose(t *testing.T) {
	for _, c := range []struct {
		state  debrief.CountermeasureState
		reason string
		may    bool
	}{
		{debrief.CountermeasureIdea, "", true},
		{debrief.CountermeasureChecked, "", true},
		{debrief.CountermeasureNotPursued, "Too dear", true},
		{debrief.CountermeasureNotPursued, "", false},
		{debrief.CountermeasureDone, "", false},
		{debrief.CountermeasureSoaking, "", false},
		{debrief.CountermeasureCommitted, "", false},
	} {
		w := &debrief.Whole{Countermeasures: []debrief.Countermeasure{{State: c.state, Reason: c.reason}}}
		if w.MayClose() != c.may {
			t.Errorf("%s, %q: %v", c.state, c.reason, !c.may)
		}
	}
	if !(&debrief.Whole{}).MayClose() {
		t.Error("a debrief without countermeasures cannot be closed")
	}
}

// An old report was closed by nobody: what it left open is taken up as it is.
func TestWhatAnOldReportLeftOpenIsFollowedUp(t *testing.T) {
	at := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	w := debrief.NewWhole(debrief.Debrief{Base: debrief.Base{ID: "d", DebriefID: "d"}, State: debrief.StateClosed, OldReport: true})
	w.Add(&debrief.Countermeasure{Base: debrief.Base{ID: "c", DebriefID: "d"}, Text: "Alert on lag", State: debrief.CountermeasureCommitted})
	done := debrief.Act{Kind: debrief.ActDone, Text: "It alerts.", Day: "2026-11-20"}
	records, err := w.Act(debrief.Ref{ID: "c"}, done, at)
	if err != nil || len(records) != 2 || records[1].(*debrief.Debrief).State != debrief.StateFollowUp {
		t.Fatalf("%+v, %v", records, err)
	}
	w.Debrief.Closing.By = "Ines"
	if _, err := w.Act(debrief.Ref{ID: "c"}, done, at); debrief.CodeOf(err) != debrief.CodeClosed {
		t.Errorf("once somebody closed it: %v", err)
	}
}
