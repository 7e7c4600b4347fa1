package app

import (
	"os"
	"path/filepath"
	"testing"

	"secondstory/backend/debrief"
)

func TestStatesAreLookedAtFirstAndTakenAsOneStep(t *testing.T) {
	file := filepath.Join(t.TempDir(), "jira.csv")
	d := mustDesk(t, &chosen{path: file})
	s, head := &Statuses{desk: d}, mustNew(t, d)
	a, b := mustDue(t, d, head.ID, "Review nine alerts", "2026-12-01"), mustDue(t, d, head.ID, "Own pool", "2026-12-04")
	lib, _ := d.open()
	is := func(id debrief.ID) *debrief.Countermeasure {
		t.Helper()
		r, err := lib.Record(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		return r.(*debrief.Countermeasure)
	}
	a.Ticket = "https://t.example/browse/OPS-1"
	if _, err := (&Countermeasures{d}).Save(Step{Name: "edit-countermeasure"}, a); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("Key,Summary,Status,Resolved\nOPS-1,x,Done,2026-11-19\nOPS-2,own POOL,Won't do,\nOPS-3,\"=1+1\",Done,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	look, err := s.Choose()
	if err != nil || look.File != "jira.csv" || len(look.Changes) != 2 || len(look.Left) != 1 || !look.Changes[1].ByText {
		t.Fatalf("%+v, %v", look, err)
	}
	if is(a.ID).State != debrief.CountermeasureDoing {
		t.Fatal("looking changed something")
	}
	refs := []debrief.Ref{}
	for _, c := range look.Changes {
		refs = append(refs, debrief.Ref{ID: c.ID, Rev: c.Rev})
	}
	if err := s.Take(Step{ID: "taken", Name: "take-states"}, refs); err != nil {
		t.Fatal(err)
	}
	if c := is(a.ID); c.State != debrief.CountermeasureDone || c.DoneOn != "2026-11-19" || c.Proof != a.Ticket || c.CheckOn != "2026-12-05" {
		t.Errorf("%+v", c)
	}
	if c := is(b.ID); c.State != debrief.CountermeasureNotPursued || c.Reason != "OPS-2 says “Won't do”." {
		t.Errorf("%+v", c)
	}
	// What is not any more as it was looked at stays as it is.
	if err := s.Take(Step{Name: "take-states"}, refs); debrief.CodeOf(err) != debrief.CodeConflict {
		t.Errorf("twice: %v", err)
	}
	if _, err := (&Changes{d}).TakeBack("taken"); err != nil {
		t.Fatal(err)
	}
	if is(a.ID).State != debrief.CountermeasureDoing || is(b.ID).State != debrief.CountermeasureDoing {
		t.Error("not taken back in one step")
	}
}

// An old report was closed by nobody: its tickets are taken in, and it is followed up from
// then on, as on the board.
func TestStatesOfAnOldReportAreTakenIn(t *testing.T) {
	d := mustDesk(t, &chosen{})
	s, head := &Statuses{desk: d}, mustNew(t, d)
	lib, _ := d.open()
	is := func() debrief.Debrief {
		t.Helper()
		w, err := lib.Load(t.Context(), head.ID)
		if err != nil {
			t.Fatal(err)
		}
		return w.Debrief
	}
	c := mustDue(t, d, head.ID, "Alert on lag", "2026-12-01")
	c.Ticket = "OPS-1"
	old := is()
	old.State, old.OldReport = debrief.StateClosed, true
	if err := d.apply(Step{Name: "bring-in-old-report"}.put(&c, &old)); err != nil {
		t.Fatal(err)
	}
	look, err := s.Paste("OPS-1 Done")
	if err != nil || len(look.Changes) != 1 {
		t.Fatalf("%+v, %v", look, err)
	}
	if err := s.Take(Step{Name: "take-states"}, []debrief.Ref{{ID: c.ID, Rev: look.Changes[0].Rev}}); err != nil {
		t.Fatal(err)
	}
	if now := is(); now.State != debrief.StateFollowUp {
		t.Errorf("it is %s", now.State)
	}
}

func TestWhatTellsNoStateIsSaid(t *testing.T) {
	d := mustDesk(t, &chosen{path: t.TempDir()})
	s := &Statuses{desk: d}
	if _, err := s.Paste("hello"); debrief.CodeOf(err) != debrief.CodeStatusNothing {
		t.Errorf("no ticket: %v", err)
	}
	if look, err := s.Paste("OPS-99 Done"); err != nil || len(look.Left) != 1 || look.Changes == nil {
		t.Errorf("%+v, %v", look, err)
	}
	if _, err := s.Choose(); debrief.CodeOf(err) != debrief.CodeEvidenceUnreadable {
		t.Errorf("a folder: %v", err)
	}
	if err := s.Take(Step{Name: "take-states"}, nil); err != nil {
		t.Errorf("nothing chosen: %v", err)
	}
	none := mustDesk(t, &chosen{})
	if look, err := (&Statuses{desk: none}).Choose(); err != nil || look.File != "" || look.Left == nil {
		t.Errorf("nobody chose: %+v, %v", look, err)
	}
}
