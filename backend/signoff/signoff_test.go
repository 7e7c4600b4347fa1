package signoff_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/signoff"
)

var at = time.Date(2026, 11, 10, 9, 30, 0, 0, time.FixedZone("", 3600))

func sign(t *testing.T, w *debrief.Whole, note string) (debrief.Action, *debrief.Version) {
	t.Helper()
	a, v, err := signoff.Sign(w, signoff.Options{At: at, By: "Ines", Note: note})
	if err != nil {
		t.Fatal(err)
	}
	return a, v
}

// after is the whole once an action was carried out.
func after(w *debrief.Whole, a debrief.Action) *debrief.Whole {
	out := debrief.NewWhole(w.Debrief)
	for _, r := range w.Records()[1:] {
		out.Add(r)
	}
	for _, r := range a.Put {
		out.Add(r)
	}
	return out
}

func TestWhatWasSignedOffComesBackWordForWord(t *testing.T) {
	w := demo.Debrief()
	w.Participants[0].Email, w.Debrief.Preparation.DialIn = "zoe@example.org", "call 123"
	before, _ := json.Marshal(w)
	a, v := sign(t, w, "")
	if now, _ := json.Marshal(w); string(now) != string(before) {
		t.Error("signing off changed what it was given")
	}
	if v.Number != "1.0" || v.SignedAt != "2026-11-10T08:30:00Z" || len(a.Put) != 3 || v.Validate() != nil {
		t.Fatalf("%+v", v)
	}
	content := string(a.Content[v.PackID])
	got, err := signoff.Thaw(v, []byte(content))
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Entries) != len(w.Entries) || len(got.Factors) != len(w.Factors) || got.Debrief.Title != w.Debrief.Title {
		t.Errorf("%d entries of %d", len(got.Entries), len(w.Entries))
	}
	for i, e := range got.Entries {
		if e.Text != w.Entries[i].Text || e.Rev != 0 {
			t.Errorf("entry %d: %q, revision %d", i, e.Text, e.Rev)
		}
	}
	if got.Participants[0].Email != "" || got.Debrief.Preparation.DialIn != "" {
		t.Error("how people are reached is kept with the version")
	}
	if got.Debrief.State != debrief.StateSignedOff {
		t.Errorf("state %s", got.Debrief.State)
	}
}

// The same content has the same hash, whatever was typed and taken back in between.
func TestTheHashIsOfTheContent(t *testing.T) {
	w := demo.Debrief()
	_, v := sign(t, w, "")
	for _, r := range w.Records() {
		r.Head().Rev += 7
	}
	if _, again := sign(t, w, ""); again.SHA256 != v.SHA256 {
		t.Error("other revisions, another hash")
	}
	w.Entries[3].Text += "."
	if _, other := sign(t, w, ""); other.SHA256 == v.SHA256 {
		t.Error("another word, the same hash")
	}
}

func TestAnAmendmentWantsANoteAndKeepsTheVersionBefore(t *testing.T) {
	w := demo.Debrief()
	a, first := sign(t, w, "")
	w = after(w, a)
	w.Debrief.State = debrief.StateSignedOff
	if _, _, err := signoff.Sign(w, signoff.Options{At: at, Note: "again"}); debrief.CodeOf(err) != debrief.CodeSigned {
		t.Errorf("signed off twice: %v", err)
	}
	amend, err := signoff.Amend(w.Debrief, at)
	if err != nil {
		t.Fatal(err)
	}
	head, ok := amend.Put[0].(*debrief.Debrief)
	if !ok || head.State != debrief.StateReadBack || len(amend.Put) != 1 {
		t.Fatalf("%+v", amend)
	}
	w.Debrief = *head
	same, v, err := signoff.Sign(w, signoff.Options{At: at})
	if err != nil || len(same.Put) != 1 || v.ID != first.ID {
		t.Errorf("nothing changed: %+v, %v", same, err)
	}
	w.Entries[0].Text = "Another word"
	if _, _, err := signoff.Sign(w, signoff.Options{At: at, Note: " \n"}); debrief.CodeOf(err) != debrief.CodeVersionNote {
		t.Errorf("amended without a note: %v", err)
	}
	b, second := sign(t, w, "One line was told otherwise.")
	if second.Number != "1.1" || second.SHA256 == first.SHA256 {
		t.Errorf("%+v", second)
	}
	old, err := signoff.Thaw(first, a.Content[first.PackID])
	if err != nil || old.Entries[0].Text == "Another word" {
		t.Errorf("the first version tells %q, %v", old.Entries[0].Text, err)
	}
	// A version holds no version: what was signed off before is not carried along.
	packed := b.Content[second.PackID]
	if got, err := signoff.Thaw(second, packed); err != nil || len(got.Versions) != 0 {
		t.Errorf("%d versions in a version, %v", len(got.Versions), err)
	}
	if _, err := signoff.Amend(*head, at); err == nil {
		t.Error("amended what is not signed off")
	}
}

// Somebody closed it, and it is put right after all: it says who had closed it, and is
// closed no longer. Being closed is nothing that a version prints.
func TestWhatWasClosedIsAmended(t *testing.T) {
	w := demo.Debrief()
	a, first := sign(t, w, "")
	w = after(w, a)
	w.Debrief.State = debrief.StateClosed
	w.Debrief.Closing = debrief.Closing{By: "Ines", Note: "All of it helped", At: "2026-11-20T09:00:00Z"}
	amend, err := signoff.Amend(w.Debrief, at)
	if err != nil {
		t.Fatal(err)
	}
	head, ok := amend.Put[0].(*debrief.Debrief)
	want := debrief.Closing{By: "Ines", Note: "All of it helped", At: "2026-11-20T09:00:00Z", OpenedAt: "2026-11-10T08:30:00Z"}
	if !ok || head.State != debrief.StateReadBack || head.Closing != want {
		t.Fatalf("%+v", head)
	}
	w.Debrief = *head
	if again, v, err := signoff.Sign(w, signoff.Options{At: at}); err != nil || len(again.Put) != 1 || v.ID != first.ID {
		t.Errorf("nothing changed: %+v, %v", again, err)
	}
	// Opened again before, it keeps why.
	w.Debrief.State, w.Debrief.Closing.OpenedWhy = debrief.StateFollowUp, "It came back"
	amend, err = signoff.Amend(w.Debrief, at.AddDate(0, 0, 1))
	if err != nil {
		t.Fatal(err)
	}
	if head, ok = amend.Put[0].(*debrief.Debrief); !ok || head.Closing != w.Debrief.Closing {
		t.Errorf("%+v", head.Closing)
	}
}

func TestOnlyWhatIsReadBackIsSignedOff(t *testing.T) {
	for _, s := range debrief.States {
		w := demo.Debrief()
		w.Debrief.State = s
		_, _, err := signoff.Sign(w, signoff.Options{At: at})
		if (err == nil) != (s == debrief.StateReadBack) {
			t.Errorf("%s: %v", s, err)
		}
	}
}

func TestAVersionThatWasTouchedIsNotReadOut(t *testing.T) {
	w := demo.Debrief()
	a, v := sign(t, w, "")
	packed := a.Content[v.PackID]
	for i := 0; i < len(packed); i += max(1, len(packed)/300) {
		other := append([]byte{}, packed...)
		other[i] ^= 0x41
		got, err := signoff.Thaw(v, other)
		if err == nil && got.Entries[0].Text != w.Entries[0].Text {
			t.Fatalf("byte %d touched and read", i)
		}
		if err != nil && debrief.CodeOf(err) != debrief.CodeVersionPack {
			t.Fatalf("byte %d: %v", i, err)
		}
	}
	for _, cut := range []int{0, 1, 10, len(packed) / 2} {
		if _, err := signoff.Thaw(v, packed[:cut]); debrief.CodeOf(err) != debrief.CodeVersionPack {
			t.Errorf("cut at %d: %v", cut, err)
		}
	}
}

func TestWhatIsOpen(t *testing.T) {
	w := debrief.NewWhole(*debrief.NewDebrief("2026-11-10T09:00:00Z"))
	id := w.Debrief.ID
	for _, name := range []string{"Unread", "Waiting", "Changed", "Declined", "Agreed", "Silent"} {
		p := debrief.Participant{Base: debrief.Base{ID: name, DebriefID: id}, Name: name}
		w.Participants = append(w.Participants, p)
		if name != "Silent" {
			w.Entries = append(w.Entries, debrief.Entry{Base: debrief.Base{ID: "e-" + name, DebriefID: id}, Text: "A line", Who: debrief.Who{ParticipantID: name}})
		}
	}
	mark := debrief.LinesMark(w.LinesOf("Agreed"))
	w.Participants[1].LinesSentAt = "2026-11-10T09:00:00Z"
	w.Participants[2].Reading, w.Participants[2].LinesMark = debrief.ReadingAgreed, "another"
	w.Participants[3].Reading = debrief.ReadingDeclined
	w.Participants[4].Reading, w.Participants[4].LinesMark = debrief.ReadingAgreed, mark
	w.Debrief.Summary.Lead = strings.Repeat("word ", debrief.MaxLeadWords+1)
	w.Debrief.Summary.Noticed.Head = "By customers"
	owner := debrief.Who{Name: "Platform"}
	w.Countermeasures = []debrief.Countermeasure{
		{Base: debrief.Base{ID: "1"}, Text: "idea", State: debrief.CountermeasureIdea},
		{Base: debrief.Base{ID: "2"}, Text: "nobody's", State: debrief.CountermeasureCommitted, Due: "2026-12-01"},
		{Base: debrief.Base{ID: "3"}, Text: "some day", State: debrief.CountermeasureDoing, Owner: owner},
		{Base: debrief.Base{ID: "4"}, Text: "whole", State: debrief.CountermeasureCommitted, Owner: owner, Due: "2026-12-01"},
		{Base: debrief.Base{ID: "5"}, Text: "left", State: debrief.CountermeasureNotPursued},
	}
	w.Questions = []debrief.Question{{Text: "open?", State: debrief.QuestionOpen}, {Text: "asked?", State: debrief.QuestionAsked}}
	want := []string{
		"unread Unread", "waiting Waiting", "changed Changed", "declined Declined",
		"missing learnings", "missing affected", "missing ended", "long lead", "idea idea", "owner nobody's", "due some day", "question open?",
	}
	got := []string{}
	for _, i := range signoff.Open(w) {
		about := i.Field
		if about == "" {
			about = i.Text
		}
		got = append(got, string(i.Kind)+" "+about)
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
