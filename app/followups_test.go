package app

import (
	"os"
	"path/filepath"
	"testing"

	"secondstory/backend/board"
	"secondstory/backend/debrief"
)

func TestTheBoardOfOneDebriefAndOfAll(t *testing.T) {
	d := mustDesk(t, &chosen{})
	s := &FollowUps{desk: d}
	head, err := (&Debriefs{d}).New(Step{Name: "new-debrief"})
	if err != nil {
		t.Fatal(err)
	}
	made := []debrief.Countermeasure{}
	for _, due := range []string{"2026-11-25", "2026-11-20", "2026-11-23"} {
		c := debrief.Countermeasure{
			Base: debrief.Base{ID: debrief.NewID(), DebriefID: head.ID}, Text: "Due " + due, State: debrief.CountermeasureDoing, Due: due,
		}
		if c, err = (&Countermeasures{d}).Save(Step{Name: "add-countermeasure"}, c); err != nil {
			t.Fatal(err)
		}
		made = append(made, c)
	}
	first, err := s.Board(board.Filter{Open: true}, 2, 0)
	if err != nil || first.Total != 3 || len(first.Items) != 2 || first.Items[0].Due != "2026-11-20" || first.Today != "2026-11-21" {
		t.Fatalf("%+v, %v", first, err)
	}
	done := FollowUpAct{Of: debrief.Ref{Noun: debrief.NounCountermeasure, ID: made[1].ID, DebriefID: head.ID, Rev: made[1].Rev}, Act: debrief.Act{Kind: debrief.ActDone, Text: "The graph", Day: "2026-11-21"}}
	got, err := s.Act(Step{Name: "followup-done"}, done)
	if err != nil || got.Countermeasure.State != debrief.CountermeasureDone || got.Attachment != nil {
		t.Fatalf("%+v, %v", got, err)
	}
	// The pages after the first are of the board that was read for it.
	if rest, err := s.Board(board.Filter{Open: true}, 2, 2); err != nil || len(rest.Items) != 1 || rest.Items[0].Due != "2026-11-25" {
		t.Errorf("%+v, %v", rest, err)
	}
	one, err := s.Board(board.Filter{DebriefID: head.ID}, 10, 0)
	if err != nil || one.Total != 3 || one.Items[2].Section != board.SectionDone {
		t.Errorf("%+v, %v", one, err)
	}
	if c, err := s.Of(made[1].ID); err != nil || c.Proof != "The graph" {
		t.Errorf("%+v, %v", c, err)
	}
	if _, err := s.Of(head.ID); debrief.CodeOf(err) != debrief.CodeNotFound {
		t.Errorf("a debrief is a countermeasure: %v", err)
	}
	done.Handle = "gone"
	if _, err := s.Act(Step{Name: "followup-done"}, done); debrief.CodeOf(err) != debrief.CodeAttachmentMissing {
		t.Errorf("with a file that nobody handed over: %v", err)
	}
	if _, err := s.Close(Step{Name: "followup-close"}, head.ID, "Ines", ""); debrief.CodeOf(err) != debrief.CodeCloseSoon {
		t.Errorf("closed before it was signed off: %v", err)
	}
}

func TestAnActLetsGoOfTheDraftsItWasTypedIn(t *testing.T) {
	d := mustDesk(t, &chosen{})
	s, head := &FollowUps{desk: d}, mustNew(t, d)
	c := mustDue(t, d, head.ID, "Own pool", "2026-11-20")
	typed := map[string]string{"check:" + c.ID + ":by": "Sam", "move:" + c.ID: "The vendor", "move:" + c.ID + ":day": "in 2 weeks"}
	for field, text := range typed {
		if err := (&Debriefs{d}).SaveDraft(head.ID, field, text); err != nil {
			t.Fatal(err)
		}
	}
	move := FollowUpAct{
		Of:     debrief.Ref{Noun: debrief.NounCountermeasure, ID: c.ID, DebriefID: head.ID, Rev: c.Rev},
		Act:    debrief.Act{Kind: debrief.ActMove, Day: "2026-12-05"},
		Drafts: []string{"move:" + c.ID, "move:" + c.ID + ":day"},
	}
	drafts := func() int {
		t.Helper()
		view, err := (&Debriefs{d}).Load(head.ID)
		if err != nil {
			t.Fatal(err)
		}
		return len(view.Drafts)
	}
	if _, err := s.Act(Step{Name: "followup-move"}, move); debrief.CodeOf(err) != debrief.CodeMoveReason || drafts() != 3 {
		t.Errorf("without a reason: %v, %d drafts", err, drafts())
	}
	move.Act.Text = "The vendor is late."
	if _, err := s.Act(Step{Name: "followup-move"}, move); err != nil || drafts() != 1 {
		t.Errorf("%v, %d drafts", err, drafts())
	}
}

func TestWhatIsHeldHasAName(t *testing.T) {
	file := filepath.Join(t.TempDir(), "pool.csv")
	if err := os.WriteFile(file, []byte("at,p95\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := mustDesk(t, &chosen{path: file}).pictures
	handle, err := s.ChooseEvidence()
	if err != nil {
		t.Fatal(err)
	}
	if name, err := s.Held(handle); err != nil || name != "pool.csv" {
		t.Errorf("%q, %v", name, err)
	}
	if name, err := s.Held("made up"); err != nil || name != "" {
		t.Errorf("nothing is held: %q, %v", name, err)
	}
}

func TestADecisionInAFurtherSessionIsOneWrite(t *testing.T) {
	d := mustDesk(t, &chosen{})
	s, head := &Meetings{d}, mustNew(t, d)
	c := mustDue(t, d, head.ID, "Own pool", "")
	m, err := s.Again(Step{Name: "plan-session"}, head.ID)
	if err != nil {
		t.Fatal(err)
	}
	m.Sessions[0].DoneIDs = []debrief.ID{c.ID}
	c.State = debrief.CountermeasureCommitted
	stale := Decided{Countermeasure: c, Meeting: m}
	stale.Meeting.Rev--
	if _, err := s.Decide(Step{Name: "session-decide"}, stale); debrief.CodeOf(err) != debrief.CodeConflict {
		t.Errorf("of a meeting that has changed: %v", err)
	}
	kept := func() (debrief.CountermeasureState, int) {
		t.Helper()
		view, err := (&Debriefs{d}).Load(head.ID)
		if err != nil {
			t.Fatal(err)
		}
		return view.Whole.Countermeasures[0].State, len(view.Whole.Meeting.Sessions[0].DoneIDs)
	}
	if state, done := kept(); state != debrief.CountermeasureDoing || done != 0 {
		t.Errorf("half of it was kept: %s, %d", state, done)
	}
	if _, err := s.Decide(Step{ID: "decided", Name: "session-decide"}, Decided{Countermeasure: c, Meeting: m}); err != nil {
		t.Fatal(err)
	}
	if state, done := kept(); state != debrief.CountermeasureCommitted || done != 1 {
		t.Errorf("%s, %d", state, done)
	}
	if _, err := (&Changes{d}).TakeBack("decided"); err != nil {
		t.Fatal(err)
	}
	if state, done := kept(); state != debrief.CountermeasureDoing || done != 0 {
		t.Errorf("taken back: %s, %d", state, done)
	}
}
