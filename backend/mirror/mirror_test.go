package mirror_test

import (
	"slices"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/mirror"
)

var inMeeting = debrief.Place{Stage: debrief.StageNarratives}

func TestLookingBack(t *testing.T) {
	w := debrief.NewWhole(debrief.Debrief{Base: debrief.Base{ID: "d", DebriefID: "d"}, Facilitator: "Ines ", NoteTaker: "noor"})
	if p := mirror.Of(w); p.Ended || p.First == nil || p.Asked+p.Turned != 0 {
		t.Errorf("before the meeting: %+v", p)
	}
	for id, p := range map[string]debrief.Participant{
		"sam": {Name: "Sam"}, "jo": {Name: "Jo"}, "away": {Name: "Away", Coming: debrief.ComingNo},
		"ines": {Name: "Ines"}, "noor": {Name: "Noor"}, "nobody": {Name: " "},
	} {
		p.ID, p.DebriefID = id, "d"
		w.Add(&p)
	}
	w.Add(&debrief.Entry{Base: debrief.Base{ID: "e", DebriefID: "d"}, Who: debrief.Who{ParticipantID: "sam"}})
	w.Add(&debrief.Question{Base: debrief.Base{ID: "q", DebriefID: "d"}, State: debrief.QuestionAsked})
	w.Add(&debrief.Question{Base: debrief.Base{ID: "r", DebriefID: "d"}, State: debrief.QuestionOpen})
	for i, d := range []debrief.WordingDecision{debrief.WordingAsked, debrief.WordingQuote, debrief.WordingLeft} {
		w.Add(&debrief.Wording{Base: debrief.Base{ID: string(rune('a' + i)), DebriefID: "d"}, Decision: d})
	}
	three := 3
	w.Meeting.EndedAt, w.Meeting.Learned = "2026-11-22T12:00:00Z", &three
	p := mirror.Of(w)
	if !p.Ended || !slices.Equal(p.First, []string{"Jo"}) || p.Asked != 2 || p.Open != 1 || p.Turned != 1 || p.Kept != 2 || *p.Learned != 3 || p.Again != nil {
		t.Errorf("%+v", p)
	}
}

func TestOneThingToTry(t *testing.T) {
	none, two := 0, 2
	for want, p := range map[mirror.Try]func(w *debrief.Whole){
		mirror.TryHear: func(w *debrief.Whole) {
			w.Add(&debrief.Participant{Base: debrief.Base{ID: "jo", DebriefID: "d"}, Name: "Jo"})
		},
		mirror.TryLess: func(w *debrief.Whole) {
			w.Add(&debrief.Entry{Base: debrief.Base{ID: "mine", DebriefID: "d"}, Place: inMeeting, Who: debrief.Who{Name: "INES"}})
		},
		mirror.TryAsk: func(w *debrief.Whole) { w.Questions = nil },
		mirror.TryTurn: func(w *debrief.Whole) {
			w.Add(&debrief.Wording{Base: debrief.Base{ID: "w", DebriefID: "d"}, Decision: debrief.WordingLeft})
		},
		mirror.TryCount:   func(w *debrief.Whole) { w.Meeting.Learned = nil },
		mirror.TryLearn:   func(w *debrief.Whole) { w.Meeting.Learned = &none },
		mirror.TryNothing: func(*debrief.Whole) {},
	} {
		w := debrief.NewWhole(debrief.Debrief{Base: debrief.Base{ID: "d", DebriefID: "d"}, Facilitator: "Ines "})
		w.Add(&debrief.Participant{Base: debrief.Base{ID: "sam", DebriefID: "d"}, Name: "Sam"})
		w.Add(&debrief.Entry{Base: debrief.Base{ID: "one", DebriefID: "d"}, Place: inMeeting, Who: debrief.Who{ParticipantID: "sam"}})
		w.Add(&debrief.Entry{Base: debrief.Base{ID: "two", DebriefID: "d"}, Place: inMeeting, Who: debrief.Who{ParticipantID: "sam"}})
		w.Add(&debrief.Entry{Base: debrief.Base{ID: "system", DebriefID: "d"}})
		w.Add(&debrief.Question{Base: debrief.Base{ID: "q", DebriefID: "d"}, State: debrief.QuestionAsked})
		w.Meeting.Learned = &two
		p(w)
		if got := mirror.Of(w); got.Try != want {
			t.Errorf("%s: %+v", want, got)
		}
	}
}

// TestRecordsAreNobodysWords: a chat that was brought in is neither said in the meeting nor a
// reason to hear nobody; what somebody said one-on-one is heard, and is no line of the meeting.
func TestRecordsAreNobodysWords(t *testing.T) {
	w := debrief.NewWhole(debrief.Debrief{Base: debrief.Base{ID: "d", DebriefID: "d"}, Facilitator: "Ines"})
	for id, name := range map[string]string{"sam": "Sam", "jo": "Jo", "kim": "Kim"} {
		w.Add(&debrief.Participant{Base: debrief.Base{ID: id, DebriefID: "d"}, Name: name})
	}
	add := func(id string, e debrief.Entry) {
		e.ID, e.DebriefID = id, "d"
		w.Add(&e)
	}
	for _, id := range []string{"a", "b", "c", "e"} {
		add("chat"+id, debrief.Entry{Place: inMeeting, Who: debrief.Who{ParticipantID: "jo"}, Basis: debrief.BasisRecord})
	}
	add("before", debrief.Entry{Who: debrief.Who{ParticipantID: "sam"}, Basis: debrief.BasisMemory})
	add("told", debrief.Entry{Place: inMeeting, Who: debrief.Who{Name: "kim "}, Basis: debrief.BasisMemory, Consent: debrief.Consent{At: "2026-11-22T12:00:00Z"}})
	add("mine", debrief.Entry{Place: inMeeting, Who: debrief.Who{Name: "Ines"}, Basis: debrief.BasisMemory})
	if p := mirror.Of(w); p.Lines != 1 || p.Mine != 1 || !slices.Equal(p.First, []string{"Jo"}) {
		t.Errorf("%+v", p)
	}
}
