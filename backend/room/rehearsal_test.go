package room_test

import (
	"bytes"
	"fmt"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/room"
)

// rehearsed is a rehearsal of twelve steps and an inject of which some were shown.
func rehearsed(shown ...int) *debrief.Whole {
	w := meeting(3)
	for i := range w.Entries {
		w.Entries[i].Room = w.Entries[i].RoomMark()
	}
	w.Debrief.Kind = debrief.KindTabletop
	for i := range 12 {
		w.Debrief.Kit.Cards = append(w.Debrief.Kit.Cards, debrief.Card{ID: fmt.Sprint("c", i), Kind: debrief.CardStep, When: fmt.Sprintf("+%d min", i), Text: fmt.Sprintf("PRIVATE step %02d", i)})
	}
	w.Debrief.Kit.Cards[5].Kind = debrief.CardInject
	for _, i := range shown {
		c := w.Debrief.Kit.Cards[i]
		w.Meeting.Revealed = append(w.Meeting.Revealed, debrief.ShownCard{CardID: c.ID, Room: c.RoomMark()})
	}
	return w
}

func TestARehearsalShowsWhatWasRevealedAndNothingElse(t *testing.T) {
	for shown := range 13 {
		all := []int{}
		for i := range shown {
			all = append(all, i)
		}
		w := rehearsed(all...)
		s := room.Of(w, now, asking(t, ""), room.Look{})
		line, err := s.Encode(1)
		if err != nil {
			t.Fatal(err)
		}
		for i := range 12 {
			told := bytes.Contains(line, fmt.Appendf(nil, "PRIVATE step %02d", i))
			if told != (i < shown && i >= shown-6) {
				t.Errorf("%d shown, step %d told: %v", shown, i, told)
			}
		}
		v, _, err := room.Decode(line)
		if err != nil || v.Agenda != room.AgendaRehearsal || v.Rule != "stage.ground-rules.tabletop.room" || len(v.Timeline.Marks) > 0 || v.Question != "stage.narratives.rehearse.lead" {
			t.Errorf("%v %+v", err, v)
		}
		if bytes.Contains(mustEncode(t, s.Hidden()), []byte("PRIVATE")) {
			t.Error("hidden, and it is told")
		}
	}
}

func mustEncode(t *testing.T, s room.Scene) []byte {
	t.Helper()
	line, err := s.Encode(1)
	if err != nil {
		t.Fatal(err)
	}
	return line
}

func TestWhatARehearsalDoesNotShow(t *testing.T) {
	for name, alter := range map[string]func(*debrief.Whole){
		"other words":   func(w *debrief.Whole) { w.Debrief.Kit.Cards[0].Text += " and Jo knew" },
		"gone":          func(w *debrief.Whole) { w.Debrief.Kit.Cards = w.Debrief.Kit.Cards[1:] },
		"without mark":  func(w *debrief.Whole) { w.Meeting.Revealed[0].Room = "" },
		"not yet begun": func(w *debrief.Whole) { w.Meeting.Stage = 0 },
		"ended":         func(w *debrief.Whole) { w.Debrief.State = debrief.StateReadBack },
	} {
		w := rehearsed(0)
		alter(w)
		if v := room.Of(w, now, asking(t, ""), room.Look{}).View(); len(v.Told) > 0 {
			t.Errorf("%s: %+v", name, v.Told)
		}
	}
}

// TestGateACardThatNamesSomebodyIsNotTold of those who were there when it happened; and where
// nobody looked for names, none is told that came of another debrief.
func TestGateACardThatNamesSomebodyIsNotTold(t *testing.T) {
	w := rehearsed(0, 1, 2)
	w.Debrief.Kit.SourceID = "the one that is rehearsed"
	ask := asking(t, "")
	if told := room.Of(w, now, ask, room.Look{}).View().Told; len(told) != 0 {
		t.Errorf("nobody looked for names: %+v", told)
	}
	ask.Named = func(c debrief.Card) bool { return c.ID == "c1" }
	told := room.Of(w, now, ask, room.Look{}).View().Told
	if len(told) != 2 || told[0].Text != "PRIVATE step 00" || told[1].Text != "PRIVATE step 02" {
		t.Errorf("%+v", told)
	}
}
