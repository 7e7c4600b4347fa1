package app

import (
	"testing"

	"secondstory/backend/debrief"
)

func TestLookingBackIsNotForTheRoom(t *testing.T) {
	d := mustDesk(t, &chosen{})
	s, now, before := &Mirrors{d}, mustNew(t, d), mustNew(t, d)
	mustNew(t, d) // has not met
	lib, _ := d.open()
	for at, id := range map[string]debrief.ID{"2026-11-20T12:00:00Z": now.ID, "2026-10-20T12:00:00Z": before.ID} {
		w, err := lib.Load(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		w.Debrief.Facilitator = "Ines"
		if _, err := (&Debriefs{d}).Save(Step{Name: "edit-debrief"}, w.Debrief); err != nil {
			t.Fatal(err)
		}
		w.Meeting.EndedAt = at
		if _, err := (&Meetings{d}).Save(Step{Name: "edit-meeting"}, w.Meeting); err != nil {
			t.Fatal(err)
		}
	}
	out, err := s.Look(now.ID)
	if err != nil || !out.Page.Ended || len(out.Before) != 1 || out.Before[0].Date != "2026-10-20T12:00:00Z" {
		t.Errorf("%+v, %v", out, err)
	}
	if out, err = s.Look(before.ID); err != nil || len(out.Before) != 0 {
		t.Errorf("what came later: %+v, %v", out, err)
	}
	if _, err := d.vault.Make("a lamp over the harbour"); err != nil {
		t.Fatal(err)
	}
	if out, err = s.Look(now.ID); err != nil || len(out.Before) != 1 {
		t.Errorf("with the vault open: %+v, %v", out, err)
	}
	if err := d.vault.Lock(false, false); err != nil {
		t.Fatal(err)
	}
	if out, err = s.Look(now.ID); debrief.CodeOf(err) != debrief.CodeVaultLocked || out.Page.Ended {
		t.Errorf("with the vault locked: %+v, %v", out, err)
	}
	d.room.mu.Lock()
	d.room.process = &roomProcess{}
	d.room.mu.Unlock()
	out, err = s.Look(now.ID)
	d.room.mu.Lock()
	d.room.process = nil
	d.room.mu.Unlock()
	if debrief.CodeOf(err) != debrief.CodeRoomOpen || out.Page.Ended || out.Page.First == nil || out.Before == nil {
		t.Errorf("with the Room open: %+v, %v", out, err)
	}
}
