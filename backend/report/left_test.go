package report_test

import (
	"reflect"
	"strings"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/report"
)

// decide answers for a name that was left.
func decide(w *debrief.Whole, n report.LeftName, as debrief.NamingAs) {
	for i := range w.Entries {
		if e := &w.Entries[i]; e.ID == n.EntryID {
			e.Naming = append(e.Naming, debrief.Naming{
				ParticipantID: n.Who.ParticipantID, Name: n.Who.Name, As: as, At: "2026-11-09T12:00:00Z", Mark: n.Mark,
			})
			if err := e.Validate(); err != nil {
				panic(err)
			}
		}
	}
}

func quoting() *debrief.Whole {
	w := people("Ana Lima|@ana|Database engineer|", "Bo Quist||Support agent|")
	say(w, "p0", "I had told Bo, and Bo Quist looked; 🙂 Ana too", true)
	say(w, "p0", "Bo was told", false)
	say(w, "p1", "It was late", false)
	agree(w, "p0", "p1")
	return w
}

// TestNamesLeftInQuotes: of whom another quotes, in the named edition alone; one who
// has not agreed goes by the role anyway, and so do all in the others.
func TestNamesLeftInQuotes(t *testing.T) {
	w := quoting()
	got := build(t, w, report.Named).Left
	text := w.Entries[0].Text
	want := []report.LeftName{{
		EntryID: "e0", Text: text, From: 11, To: 13, Quote: true, Who: debrief.Who{ParticipantID: "p1"},
		Role: "support agent", Mark: debrief.NamingMark(text),
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	for _, e := range []report.Edition{report.RoleOnly, report.Public} {
		if left := build(t, w, e).Left; left == nil || len(left) > 0 {
			t.Errorf("%s: %+v", e, left)
		}
	}
	person(w, "p1").Reading = debrief.ReadingUnsaid
	if left := build(t, w, report.Named).Left; len(left) > 0 {
		t.Errorf("not agreed: %+v", left)
	}
}

// TestARoleIsSetInAQuote: for this person, in this line, and in brackets.
func TestARoleIsSetInAQuote(t *testing.T) {
	w := quoting()
	decide(w, build(t, w, report.Named).Left[0], debrief.NamingRole)
	r := build(t, w, report.Named)
	said := r.Narratives[0].Paragraphs
	if got := said[0].Sentences[0].Text; got != "“I had told [support agent], and [support agent] looked; 🙂 Ana too”" {
		t.Errorf("got %q", got)
	}
	if got := said[1].Sentences[0].Text; got != "Bo was told." || len(r.Left) > 0 {
		t.Errorf("another line: %q, %+v", got, r.Left)
	}
	if want := []report.Removal{{What: "name", Of: "Support agent", Where: "narratives", Count: 2}}; !reflect.DeepEqual(r.Removals, want) {
		t.Errorf("removals %+v", r.Removals)
	}
}

// TestWhoMayBeNamedSaidSoOfTheseWords: the name stays, and is asked about again once
// the words are others. It makes no role-only edition name anybody.
func TestWhoMayBeNamedSaidSoOfTheseWords(t *testing.T) {
	w := quoting()
	decide(w, build(t, w, report.Named).Left[0], debrief.NamingNamed)
	r := build(t, w, report.Named)
	if len(r.Left) > 0 || !strings.Contains(r.Narratives[0].Paragraphs[0].Sentences[0].Text, "told Bo,") {
		t.Errorf("%+v, %+v", r.Left, r.Narratives[0])
	}
	if text, _ := printed(t, w, report.RoleOnly); strings.Contains(text, "Bo") {
		t.Errorf("role-only: %s", text)
	}
	w.Entries[0].Text = "I blame Bo"
	agree(w, "p0")
	if left := build(t, w, report.Named).Left; len(left) != 1 {
		t.Errorf("other words: %+v", left)
	}
	person(w, "p1").Reading = debrief.ReadingDeclined
	if text, _ := printed(t, w, report.Named); strings.Contains(text, "Bo") {
		t.Errorf("named although they would rather not: %s", text)
	}
}

// TestANameInNoListIsLeft: known from who acted, found in what is said elsewhere.
func TestANameInNoListIsLeft(t *testing.T) {
	w := people("Ana Lima||Database engineer|")
	say(w, "p0", "I had asked Zoe", true)
	w.Add(&debrief.Entry{
		Base: debrief.Base{ID: "x", DebriefID: w.Debrief.ID}, Who: debrief.Who{Name: "Zoe"}, Text: "Called", OnTimeline: true, Basis: debrief.BasisMemory,
	})
	left := build(t, w, report.RoleOnly).Left
	if len(left) != 1 || left[0].EntryID != "e0" || left[0].Who.Name != "Zoe" || left[0].Role != "somebody" {
		t.Fatalf("left %+v", left)
	}
	decide(w, left[0], debrief.NamingRole)
	r := build(t, w, report.RoleOnly)
	if got := r.Narratives[0].Paragraphs[0].Sentences[0].Text; got != "“I had asked [somebody]”" || len(r.Left) > 0 {
		t.Errorf("got %q, left %+v", got, r.Left)
	}
}

// TestNamingIsChecked: no answer without a day, of nobody, or of another kind.
func TestNamingIsChecked(t *testing.T) {
	good := debrief.Naming{Name: "Zoe", As: debrief.NamingRole, At: "2026-11-09T12:00:00Z", Mark: "1"}
	for name, spoil := range map[string]func(*debrief.Naming){
		"": func(*debrief.Naming) {}, "no day": func(n *debrief.Naming) { n.At = "" }, "nobody": func(n *debrief.Naming) { n.Name = "" },
		"another kind": func(n *debrief.Naming) { n.As = "maybe" }, "a long mark": func(n *debrief.Naming) { n.Mark = strings.Repeat("x", 99) },
	} {
		w := quoting()
		n := good
		spoil(&n)
		w.Entries[0].Naming = []debrief.Naming{n}
		if err := w.Entries[0].Validate(); (err == nil) != (name == "") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
