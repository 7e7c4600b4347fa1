package debrief

import "slices"

// CardKind says what a card of a kit is.
type CardKind string

// The kinds of cards: a step of what happened elsewhere, and what a facilitator throws in.
const (
	CardStep   CardKind = "step"
	CardInject CardKind = "inject"
)

// Card is one thing that is put before a group that rehearses.
type Card struct {
	ID   ID       `json:"id"`
	Kind CardKind `json:"kind"`
	// When is when it was, from the first sign on ("+14 min"), or empty.
	When string `json:"when"`
	Text string `json:"text"`
	// Minute is the minute of the meeting an inject is meant for; 0 is any.
	Minute int `json:"minute,omitempty"`
	// Came says that it came of the debrief the kit was made from, whatever it says since.
	Came bool `json:"came,omitempty"`
}

// Kit is what a tabletop or a game day plays through: a timeline from a debrief, and
// injects at their places in it, in order.
type Kit struct {
	// SourceID is the debrief it was made from.
	SourceID ID     `json:"sourceId"`
	Cards    []Card `json:"cards"`
}

// ShownCard is a card that was put before the room, with the mark of its words then.
type ShownCard struct {
	CardID ID     `json:"cardId"`
	Room   string `json:"room"`
}

// MaxCards is how many cards a kit has at most.
const MaxCards = 500

// RoomMark is the mark of a card's words as they are; see [RoomMark].
func (c *Card) RoomMark() string { return RoomMark(c.When, c.Text) }

// IsEmpty says that there is nothing to rehearse.
func (k *Kit) IsEmpty() bool { return len(k.Cards) == 0 }

// Own is the kit without what came of the debrief it was made from.
func (k *Kit) Own() Kit {
	out := *k
	out.Cards = slices.DeleteFunc(slices.Clone(k.Cards), func(c Card) bool { return c.Came })
	return out
}

// Told are the cards that were put before the room and say what they said then, in the
// order in which they were.
func (k *Kit) Told(shown []ShownCard) []Card {
	out := []Card{}
	for _, s := range shown {
		at := slices.IndexFunc(k.Cards, func(c Card) bool { return c.ID == s.CardID })
		if at >= 0 && s.Room != "" && s.Room == k.Cards[at].RoomMark() {
			out = append(out, k.Cards[at])
		}
	}
	return out
}

// validate reports what keeps a kit from being stored.
func (k *Kit) validate() error {
	if len(k.Cards) > MaxCards || len(k.SourceID) > maxID {
		return Errorf(CodeInvalid, "noun", "kit")
	}
	for i := range k.Cards {
		c := &k.Cards[i]
		if err := oneOf("card", c.Kind, CardStep, CardInject); err != nil {
			return err
		}
		if c.ID == "" || len(c.ID) > maxID || c.Minute < 0 || c.Minute > maxStage {
			return Errorf(CodeInvalid, "noun", "card")
		}
		if err := CheckLength(c.When, c.Text); err != nil {
			return err
		}
	}
	return nil
}

// validShown reports a card that was shown and could not be read back.
func validShown(shown []ShownCard) error {
	if len(shown) > MaxCards {
		return Errorf(CodeInvalid, "noun", "card")
	}
	for _, s := range shown {
		if s.CardID == "" || len(s.CardID) > maxID || len(s.Room) > maxRoomMark {
			return Errorf(CodeInvalid, "noun", "card")
		}
	}
	return nil
}
