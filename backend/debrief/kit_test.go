package debrief

import "testing"

func TestToldAreTheCardsAsTheyWereShown(t *testing.T) {
	k := Kit{Cards: []Card{{ID: "a", Kind: CardStep, When: "+1 min", Text: "one"}, {ID: "b", Kind: CardStep, Text: "two"}, {ID: "c", Kind: CardInject, Text: "three"}}}
	mark := func(i int) ShownCard { return ShownCard{CardID: k.Cards[i].ID, Room: k.Cards[i].RoomMark()} }
	for name, c := range map[string]struct {
		shown []ShownCard
		want  string
	}{
		"nothing":                     {nil, ""},
		"in the order of being shown": {[]ShownCard{mark(0), mark(2), mark(1)}, "acb"},
		"other words":                 {[]ShownCard{mark(0), {CardID: "b", Room: "811c9dc5"}}, "a"},
		"no mark":                     {[]ShownCard{{CardID: "b"}}, ""},
		"gone":                        {[]ShownCard{{CardID: "x", Room: mark(0).Room}}, ""},
	} {
		got := ""
		for _, card := range k.Told(c.shown) {
			got += card.ID
		}
		if got != c.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestAKitThatIsNone(t *testing.T) {
	for name, k := range map[string]Kit{
		"a kind there is none of": {Cards: []Card{{ID: "a", Kind: "x"}}},
		"no id":                   {Cards: []Card{{Kind: CardStep}}},
		"a minute below zero":     {Cards: []Card{{ID: "a", Kind: CardInject, Minute: -1}}},
		"too many":                {Cards: make([]Card, MaxCards+1)},
	} {
		d := NewDebrief("2026-11-22T10:00:00Z")
		d.Kit = k
		if d.Validate() == nil {
			t.Errorf("%s is kept", name)
		}
	}
}
