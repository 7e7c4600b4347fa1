package app

import (
	"slices"
	"strings"
	"testing"

	"secondstory/backend/debrief"
)

// TestGateTheRoomHoldsANameTypedIntoACard: somebody writes who it was into a card of a
// rehearsal and shows it; the Room does not, until the role stands there.
func TestGateTheRoomHoldsANameTypedIntoACard(t *testing.T) {
	d, source := mustReadBack(t, nil)
	w := mustLoad(t, d, source).Whole
	w.Participants[0].Name = "Zebulon Quirke"
	if err := d.apply(Step{Name: "edit"}.put(&w.Participants[0])); err != nil {
		t.Fatal(err)
	}
	made, err := (&Rehearsals{d}).Make(Step{Name: "rehearse-make"}, source, "tabletop")
	if err != nil || made.Cards < 2 {
		t.Fatalf("%+v, %v", made, err)
	}
	kit := mustLoad(t, d, made.ID).Whole
	show := func(text string) (told string) {
		t.Helper()
		card := &kit.Debrief.Kit.Cards[0]
		card.Text = text
		kit.Debrief.State, kit.Meeting.Stage, kit.Meeting.StartedAt = debrief.StateLive, 3, "2026-11-03T15:00:00Z"
		kit.Meeting.Revealed = []debrief.ShownCard{{CardID: card.ID, Room: card.RoomMark()}}
		if err := d.apply(Step{Name: "rehearse-show"}.put(&kit.Debrief, &kit.Meeting)); err != nil {
			t.Fatal(err)
		}
		if err := d.room.Follow(made.ID, ""); err != nil {
			t.Fatal(err)
		}
		state, err := d.room.State()
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range state.View.Told {
			told += c.Text
		}
		held, err := (&Rehearsals{d}).Held(made.ID)
		if err != nil || slices.Contains(held, card.ID) != (told == "") {
			t.Errorf("%q: %q are held, %v", text, held, err)
		}
		return told
	}
	if told := show("Then Zebulon looks on"); told != "" {
		t.Errorf("the Room shows %q", told)
	}
	if told := show("Then an engineer looks on"); !strings.Contains(told, "an engineer") {
		t.Errorf("the Room shows %q", told)
	}
	// Also who was added to the list since.
	w = mustLoad(t, d, source).Whole
	w.Participants[1].Name = "An Engineer Of Old"
	if err := d.apply(Step{Name: "edit"}.put(&w.Participants[1])); err != nil {
		t.Fatal(err)
	}
	if told := show("Then An Engineer Of Old looks on"); told != "" {
		t.Errorf("the Room shows %q", told)
	}
}
