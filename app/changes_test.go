package app

import (
	"strings"
	"testing"

	"secondstory/backend/debrief"
)

// mustEntry files a line that somebody said, and returns both.
func mustEntry(t *testing.T, d *Desk, debriefID string) (debrief.Entry, debrief.Participant) {
	t.Helper()
	ines, err := (&Participants{d}).Save(Step{Name: "add-participant"}, debrief.Participant{
		Base: debrief.Base{ID: debrief.NewID(), DebriefID: debriefID}, Name: "Ines",
	})
	if err != nil {
		t.Fatal(err)
	}
	e, err := (&Entries{d}).Save(Step{Name: "add-entry"}, debrief.Entry{
		Base: debrief.Base{ID: debrief.NewID(), DebriefID: debriefID}, Text: "the pool was full",
		Basis: debrief.BasisMemory, Who: debrief.Who{ParticipantID: ines.ID},
	})
	if err != nil {
		t.Fatal(err)
	}
	return e, ines
}

func TestWhatChangedIsReadInPagesAndWalked(t *testing.T) {
	d := mustDesk(t, nil)
	made := mustNew(t, d)
	e, ines := mustEntry(t, d, made.ID)
	s := &Changes{d}
	page, err := s.List(0, 2, "")
	if err != nil || !page.More || len(page.Steps) != 2 || page.Steps[0].Text != e.Text {
		t.Fatalf("List = %+v, %v", page, err)
	}
	older, err := s.List(page.Steps[1].Row, 2, made.ID)
	if err != nil || len(older.Steps) == 0 || older.Steps[0].Name != "new-debrief" {
		t.Fatalf("the page after that = %+v, %v", older, err)
	}
	detail, err := s.Detail(page.Steps[0].Row)
	if err != nil || detail.Total != 1 || detail.Names[ines.ID] != "Ines" {
		t.Fatalf("Detail = %+v, %v", detail, err)
	}
	if r := detail.Records[0]; r.Before != "" || !strings.Contains(r.After, e.Text) || r.Noun != "entry" || r.Gone {
		t.Errorf("record = %+v", r)
	}
	row := page.Steps[1].Row
	if reach, err := s.Reach(row); err != nil || reach.Steps != 2 || reach.Way != "undo" {
		t.Errorf("Reach = %+v, %v", reach, err)
	}
	if done, err := s.Walk(row); err != nil || len(done) != 2 {
		t.Errorf("Walk = %+v, %v", done, err)
	}
}

func TestHistoryOfARecordAndItsReturn(t *testing.T) {
	d := mustDesk(t, nil)
	made := mustNew(t, d)
	e, ines := mustEntry(t, d, made.ID)
	e.Text = "the pool was almost full"
	e, err := (&Entries{d}).Save(Step{Name: "edit-entry"}, e)
	if err != nil {
		t.Fatal(err)
	}
	ref := debrief.Ref{ID: e.ID, DebriefID: made.ID}
	if err := (&Entries{d}).Delete(Step{ID: "gone", Name: "delete-entry"}, ref); err != nil {
		t.Fatal(err)
	}
	s := &Histories{d}
	page, err := s.List(e.ID, 0, 10)
	if err != nil || len(page.Versions) != 3 || page.More || page.Now != "" {
		t.Fatalf("List = %+v, %v", page, err)
	}
	gone, edited, first := page.Versions[0], page.Versions[1], page.Versions[2]
	if !gone.Gone || !first.Made || len(edited.Fields) != 1 || edited.Fields[0] != "text" {
		t.Errorf("versions = %+v", page.Versions)
	}
	was, err := s.Version(first.Seq)
	if err != nil || !strings.Contains(was.Record.After, "was full") || was.Names[ines.ID] != "Ines" {
		t.Errorf("Version = %+v, %v", was, err)
	}
	if done, err := s.Restore(first.Seq); err != nil || done.Name != "restore-version" || done.DebriefID != made.ID {
		t.Errorf("Restore = %+v, %v", done, err)
	}
	if page, err = s.List(e.ID, 0, 1); err != nil || !page.More || !strings.Contains(page.Now, "was full") || page.Names[ines.ID] != "Ines" {
		t.Errorf("List = %+v, %v", page, err)
	}
	if _, err := (&Changes{d}).TakeBack("gone"); debrief.CodeOf(err) != debrief.CodeNothing {
		t.Errorf("TakeBack of what is back = %v", err)
	}
	if _, err := s.Restore(1 << 40); debrief.CodeOf(err) != debrief.CodeNotFound {
		t.Errorf("Restore of nothing = %v", err)
	}
}
