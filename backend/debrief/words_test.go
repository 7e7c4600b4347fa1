package debrief_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"secondstory/backend/debrief"
)

// unsearched are the texts nobody searches for: ids, times, zones, what the
// debrief's foot says, and the wording check's own words. A new text is
// searched unless it is named here.
var unsearched = []string{
	"Base.ID", "Base.DebriefID", "Who.ParticipantID", "FactorID", "AboutID", "AgreedAt", "EntryIDs", "FactorIDs", "RecordID",
	"Moment.At", "Moment.Until", "Moment.Zone", "Moment.Raw", "CreatedAt", "RunningSince", "SeenAt", "StartedAt", "EndedAt", "Due", "SoakUntil",
	"Debrief.Zone", "Debrief.LocalZone", "Debrief.Zones", "Debrief.Day", "Participant.Zone", "Debrief.Classification",
	"Question.Rule", "Wording.Field", "Wording.Rule", "Wording.Class", "Wording.Phrase",
	"AccountIDs", "Entry.Room", "Meeting.Room", "Consent.At", "Consent.Words", "Consent.EntryID", "Omission.Item",
	"Preparation.MeetsAt", "Preparation.Zone", "Preparation.DialIn", "Preparation.Statement", "Preparation.StatementBy", "Preparation.Invitation", "Preparation.Cover", "Preparation.AnswerBy", "Preparation.Email",
	"Participant.Email", "Participant.InvitedAt", "Participant.ReadAt", "Participant.LinesSentAt", "Participant.LinesMark", "Naming.ParticipantID", "Naming.Name", "Naming.At", "Naming.Mark",
	"Attachment.MediaType", "Attachment.SHA256", "LineIDs", "Attachment.Original", "Attachment.Shown",
	"Source.Format", "Source.PackID", "Source.SHA256", "Source.Zone", "Source.Day", "Source.StartedAt", "Source.BroughtAt",
	"SourceSender.Name", "SourceSender.ParticipantID", "Citation.SourceID", "Citation.At",
	"Move.From", "Move.To", "Move.At", "Version.Number", "Version.SignedAt", "Version.SignedBy", "Version.PackID", "Version.SHA256", "Version.WithdrawnAt",
	"Factor.Recurs", "Relation.DebriefID", "Relation.At", "Closing.At", "Closing.OpenedAt", "Later.At", "Check.At", "Countermeasure.DoneOn", "Countermeasure.CheckOn",
	"Kit.SourceID", "Card.ID", "Card.When", "ShownCard.CardID", "ShownCard.Room",
	"Session.ID", "Session.IdeaIDs", "Session.DoneIDs", "Session.IdeaID", "Session.Room",
}

// everyNoun returns an empty record of each noun a debrief is made of.
func everyNoun(t *testing.T) (out []debrief.Record) {
	t.Helper()
	for field := range reflect.TypeFor[debrief.Whole]().Fields() {
		noun := field.Type
		if noun.Kind() == reflect.Slice {
			noun = noun.Elem()
		}
		r, ok := reflect.New(noun).Interface().(debrief.Record)
		if !ok {
			t.Fatalf("%s is no record", field.Name)
		}
		out = append(out, r)
	}
	return out
}

// TestEveryTextIsSearchedOrNamed fills every field of every noun that can hold
// a text, and looks for each in what is searched.
func TestEveryTextIsSearchedOrNamed(t *testing.T) {
	for _, r := range everyNoun(t) {
		f := filler{}
		f.fill(reflect.ValueOf(r).Elem())
		got := debrief.Words(r)
		for text, where := range f {
			if slices.Contains(unsearched, where[0]) || slices.Contains(unsearched, where[1]) {
				if slices.Contains(got, text) {
					t.Errorf("%s of %s is searched", where[0], r.Noun())
				}
				continue
			}
			if !slices.Contains(got, text) {
				t.Errorf("%s of %s is not searched", where[0], r.Noun())
			}
		}
	}
}

// filler holds, by the text it put there, a field as "Type.Field" and "Field".
type filler map[string][2]string

func (f filler) fill(v reflect.Value) {
	for i := range v.NumField() {
		f.field(v.Field(i), v.Type().Name(), v.Type().Field(i).Name)
	}
}

func (f filler) field(v reflect.Value, typeName, name string) {
	switch {
	case v.Kind() == reflect.Struct:
		f.fill(v)
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		f.field(v.Index(0), typeName, name)
	case v.Type() == reflect.TypeFor[string]():
		text := fmt.Sprintf("text %d", len(f))
		v.SetString(text)
		f[text] = [2]string{typeName + "." + name, name}
	}
}

// TestTurnsGoNowhere: what is searched, copied, bundled and reported is made of
// words and wholes, and these have no place for turns.
func TestTurnsGoNowhere(t *testing.T) {
	turns := debrief.NewTurns("d")
	turns.SpeakerID, turns.HeardIDs = "ines", []debrief.ID{"jo"}
	w := debrief.NewWhole(*debrief.NewDebrief("2026-11-21T10:00:00Z"))
	n := len(w.Records())
	w.Add(turns)
	if got := debrief.Words(turns); len(got) != 0 || len(w.Records()) != n {
		t.Errorf("words %q, %d records of %d", got, len(w.Records()), n)
	}
	for _, r := range everyNoun(t) {
		if r.Noun() == debrief.NounTurns {
			t.Error("a whole has turns")
		}
	}
}

func TestWordsHaveNoGaps(t *testing.T) {
	for _, r := range everyNoun(t) {
		if got := debrief.Words(r); len(got) != 0 {
			t.Errorf("an empty %s says %q", r.Noun(), got)
		}
	}
	e := &debrief.Entry{Text: "the pool was pinned", Source: "graph"}
	if got := debrief.Words(e); !slices.Equal(got, []string{"the pool was pinned", "graph"}) {
		t.Errorf("words = %q", got)
	}
}

// TestPacksAreNotSearched: what the app keeps for itself has the name of what it is of.
func TestPacksAreNotSearched(t *testing.T) {
	a := &debrief.Attachment{Name: "chat.json", MediaType: "application/x-secondstory-messages"}
	if got := debrief.Words(a); len(got) > 0 {
		t.Errorf("a pack is found by %q", got)
	}
	a.MediaType = "image/png"
	if got := debrief.Words(a); !slices.Equal(got, []string{"chat.json"}) {
		t.Errorf("a picture is found by %q", got)
	}
}
