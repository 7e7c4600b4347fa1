package app

import (
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/interview"
)

func TestBackupsThatHoldWhatIsDestroyedAreNamed(t *testing.T) {
	d, s, id := mustOpenVault(t)
	one := mustTalk(t, s, id)
	backups := &Backups{desk: d}
	before, err := backups.Make()
	if err != nil {
		t.Fatal(err)
	}
	other := mustTalk(t, s, id)
	held, err := s.Held([]string{one.ID, other.ID})
	if err != nil || len(held.Backups) != 1 || held.Backups[0].Name != before || held.Unread != 0 || held.Away {
		t.Errorf("%+v, %v", held, err)
	}
	if held, err := s.Held([]string{other.ID}); err != nil || len(held.Backups) != 0 {
		t.Errorf("made before it was: %+v, %v", held, err)
	}
	if err := s.Purge([]string{one.ID}); err != nil {
		t.Fatal(err)
	}
	if held, err := s.Held([]string{one.ID}); err != nil || len(held.Backups) != 1 {
		t.Errorf("after: %+v, %v", held, err)
	}
}

// TestADeletedDebriefLeavesItsInterviews: it can be brought back, and so they are
// still there, and said to be.
func TestADeletedDebriefLeavesItsInterviews(t *testing.T) {
	d, s, id := mustOpenVault(t)
	one := mustTalk(t, s, id)
	lib, err := d.open()
	if err != nil {
		t.Fatal(err)
	}
	whole, err := lib.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	ref := debrief.Ref{Noun: debrief.NounDebrief, ID: id, DebriefID: id, Rev: whole.Debrief.Rev}
	if err := d.apply(debrief.Action{Name: "delete-debrief", Delete: []debrief.Ref{ref}}); err != nil {
		t.Fatal(err)
	}
	if state, err := s.State("another"); err != nil || state.Left != 1 || state.Count != 0 || state.Total != 1 {
		t.Errorf("%+v, %v", state, err)
	}
	left, err := s.Left()
	if err != nil || len(left) != 1 || left[0].ID != one.ID || left[0].DebriefID != id {
		t.Errorf("%+v, %v", left, err)
	}
	changes := &Changes{d}
	if _, err := changes.Undo(); err != nil {
		t.Fatal(err)
	}
	if list, err := s.List(id); err != nil || len(list.Interviews) != 1 {
		t.Errorf("brought back: %+v, %v", list, err)
	}
	if _, err := changes.Redo(); err != nil {
		t.Fatal(err)
	}
	if err := s.Purge([]string{one.ID}); err != nil {
		t.Fatal(err)
	}
	if state, err := s.State(id); err != nil || state.Left != 0 || state.Total != 0 {
		t.Errorf("%+v, %v", state, err)
	}
	if _, err := changes.Undo(); err != nil {
		t.Fatal(err)
	}
	if list, err := s.List(id); err != nil || len(list.Interviews) != 0 || len(list.Problems) != 0 {
		t.Errorf("brought back after they were destroyed: %+v, %v", list, err)
	}
}

func TestALineOfAnEarlierVersionIsTakenBackForTheWindow(t *testing.T) {
	_, s, id := mustOpenVault(t)
	one := mustTalk(t, s, id)
	// What stood before this talk is kept: as after it was opened anew.
	if err := s.Lock(false, false); err != nil {
		t.Fatal(err)
	}
	if err := s.Unlock(lamp); err != nil {
		t.Fatal(err)
	}
	one.Passages = []interview.Passage{}
	one, err := s.Save(one)
	if err != nil {
		t.Fatal(err)
	}
	versions, err := s.Versions(one.ID)
	if err != nil || len(versions) != 1 || versions[0].SavedAt == "" {
		t.Fatalf("%+v, %v", versions, err)
	}
	back, err := s.TakeBack(one, versions[0].Rev, "p1")
	if err != nil || len(back.Passages) != 1 || back.Passages[0].Text != "I knew that graph." || back.Rev <= one.Rev {
		t.Errorf("%+v, %v", back, err)
	}
	if _, err := s.Save(one); debrief.CodeOf(err) != debrief.CodeConflict {
		t.Errorf("the one before was saved over it: %v", err)
	}
}
