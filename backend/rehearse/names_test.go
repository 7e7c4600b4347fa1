package rehearse_test

import (
	"slices"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/rehearse"
)

// TestGateANameTypedIntoACardIsHeld: of somebody of the debrief that is rehearsed, however it
// is spelt; the role is told.
func TestGateANameTypedIntoACardIsHeld(t *testing.T) {
	w := demo.Debrief()
	w.Participants[0].Name, w.Participants[0].Alias, w.Participants[0].Role = "Zebulon Quirke", "@zeb", "production engineer"
	k := debrief.Kit{SourceID: w.Debrief.ID, Cards: []debrief.Card{
		{ID: "role", Text: "The production engineer is away"},
		{ID: "name", Text: "Then zebulon looks on"},
		{ID: "handle", Text: "@zeb answers"},
		{ID: "when", When: "when Quirke came", Text: "It is late"},
	}}
	names := rehearse.NamesOf(w, words(t))
	if held := names.Held(k); !slices.Equal(held, []debrief.ID{"name", "handle", "when"}) {
		t.Errorf("held: %q", held)
	}
	for _, c := range k.Cards {
		if names.In(c) == (c.ID == "role") {
			t.Errorf("%+v", c)
		}
	}
	if held := rehearse.NamesOf(nil, words(t)).Held(k); len(held) != 0 {
		t.Errorf("of no debrief: %q", held)
	}
}

// TestWhoCannotBeToldApartIsHeld: where no report by role can be made, no card is told.
func TestWhoCannotBeToldApartIsHeld(t *testing.T) {
	k := debrief.Kit{Cards: []debrief.Card{{ID: "a", Text: "It is late"}}}
	if held := rehearse.NamesOf(demo.Debrief(), nil).Held(k); len(held) != 1 {
		t.Errorf("%q", held)
	}
}

// TestANameThatIsAWordIsHeldWhereItWasTyped: reports have the word themselves, and what came
// along was printed by one.
func TestANameThatIsAWordIsHeldWhereItWasTyped(t *testing.T) {
	w := demo.Debrief()
	w.Participants[0].Name = "Janet Timeline"
	k := debrief.Kit{SourceID: w.Debrief.ID, Cards: []debrief.Card{
		{ID: "typed", Text: "Timeline restarts it"},
		{ID: "came", Text: "Timeline restarts it", Came: true},
	}}
	if held := rehearse.NamesOf(w, words(t)).Held(k); !slices.Equal(held, []debrief.ID{"typed"}) {
		t.Errorf("held: %q", held)
	}
}
