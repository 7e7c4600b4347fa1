package app

import (
	"testing"

	"secondstory/backend/copy"
	"secondstory/backend/prompt"
)

func TestPromptsOffer(t *testing.T) {
	s := &Prompts{mustDesk(t, nil)}
	line := prompt.Line{Text: "I had never seen that graph like this", Kind: "entry", Stage: 3, Speaker: "Ines"}
	for notes, want := range map[string]bool{"": true, "en": true, "de": false, "fr": false} {
		offers, err := s.Offer(notes, line)
		if err != nil || offers == nil || len(offers) > 0 != want {
			t.Errorf("in %q: %+v, %v", notes, offers, err)
		}
	}
	line.Text = "so einen Graphen hatte ich noch nie gesehen"
	offers, err := s.Offer("de", line)
	if err != nil || len(offers) == 0 || offers[0].Text != "Wie sieht der Normalfall auf diesem Graphen aus?" {
		t.Errorf("in German: %+v, %v", offers, err)
	}
}

// The room is shown a question by its key alone, so every family has one that says
// nothing of the line.
func TestEveryFamilyHasAQuestionForTheRoom(t *testing.T) {
	catalogue, err := copy.New("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range prompt.Families() {
		if !catalogue.Has("prompt.room." + string(f)) {
			t.Errorf("no prompt.room.%s", f)
		}
	}
}
