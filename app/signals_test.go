package app

import (
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/interview"
)

func mustNote(t *testing.T, d *Desk, in NoteInput) debrief.Debrief {
	t.Helper()
	kept, err := (&Signals{d}).Note(Step{Name: "note-signal"}, in)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

func mustView(t *testing.T, d *Desk, id string) debrief.Whole {
	t.Helper()
	v, err := (&Debriefs{d}).Load(id)
	if err != nil {
		t.Fatal(err)
	}
	return v.Whole
}

// TestANoteIsKeptAndWhatWasTypedLetGo at once: it is never there twice, nor gone.
func TestANoteIsKeptAndWhatWasTypedLetGo(t *testing.T) {
	d := mustDesk(t, &chosen{})
	s := &Signals{d}
	for field, text := range map[string]string{noteText: "The alert came late", noteWhen: "11:40", noteTags: "alerts, dns"} {
		if err := (&Debriefs{d}).SaveDraft(noDebrief, field, text); err != nil {
			t.Fatal(err)
		}
	}
	in, err := s.Typed()
	if err != nil || in != (NoteInput{Text: "The alert came late", When: "11:40", Tags: "alerts, dns"}) {
		t.Fatalf("%+v, %v", in, err)
	}
	in.Zone = "Europe/Berlin"
	kept := mustNote(t, d, in)
	if left, err := s.Typed(); err != nil || left != (NoteInput{}) {
		t.Errorf("left: %+v, %v", left, err)
	}
	w := mustView(t, d, kept.ID)
	e := w.Entries[0]
	if e.Text != in.Text || e.Source != "note of 21 Nov 2026" || w.Debrief.State != debrief.StateNoted || len(w.Debrief.Tags) != 2 {
		t.Errorf("%+v %+v", w.Debrief, e)
	}
	if want := "2026-11-21T10:40:00Z"; e.Time.At != want || w.Debrief.Started != e.Time {
		t.Errorf("%+v, not %s", e.Time, want)
	}
}

// TestANoteIsOfWhatIsPast: a time of day that is still to come was yesterday, and what is
// no time stays as typed.
func TestANoteIsOfWhatIsPast(t *testing.T) {
	d := mustDesk(t, &chosen{})
	for when, want := range map[string]string{
		"11:59": "2026-11-21T11:59:00Z", "12:01": "2026-11-20T12:01:00Z", "2026-11-19 08:00": "2026-11-19T08:00:00Z", "now": "2026-11-21T12:00:00Z",
		"": "", "at lunch": "",
	} {
		m, err := (&Signals{d}).Moment(NoteInput{When: when, Zone: "UTC"})
		if err != nil || m.At != want || m.Raw != when {
			t.Errorf("%q: %+v, %v", when, m, err)
		}
	}
}

// TestMergeAsksTheVault: a note with an interview is not merged, and nothing is changed.
func TestMergeAsksTheVault(t *testing.T) {
	d := mustDesk(t, &chosen{})
	s := &Signals{d}
	first, second := mustNote(t, d, NoteInput{Text: "Disk was nearly full"}), mustNote(t, d, NoteInput{Text: "Replica lagged"})
	if _, err := d.vault.Make("a passphrase of some length"); err != nil {
		t.Fatal(err)
	}
	one := interview.Interview{ID: debrief.NewID(), DebriefID: second.ID, Name: "Ines", State: interview.StateHeld}
	if _, err := d.vault.Save(one); err != nil {
		t.Fatal(err)
	}
	if err := s.Merge(Step{}, first.ID, []string{second.ID}); debrief.CodeOf(err) != debrief.CodeNoteGrew {
		t.Errorf("with an interview: %v", err)
	}
	if n := len(mustView(t, d, first.ID).Entries); n != 1 {
		t.Errorf("%d lines", n)
	}
	// The other way round its interview stays where it is.
	if err := s.Merge(Step{ID: debrief.NewID()}, second.ID, []string{first.ID, second.ID}); err != nil {
		t.Fatal(err)
	}
	if n := len(mustView(t, d, second.ID).Entries); n != 2 {
		t.Errorf("%d lines", n)
	}
	if _, err := (&Changes{d}).Undo(); err != nil {
		t.Fatal(err)
	}
	if mustView(t, d, first.ID).Entries[0].Text != "Disk was nearly full" || len(mustView(t, d, second.ID).Entries) != 1 {
		t.Error("not as before")
	}
}

func TestANoteGrowsIntoADraft(t *testing.T) {
	d := mustDesk(t, &chosen{})
	s := &Signals{d}
	note := mustNote(t, d, NoteInput{Text: "Disk was nearly full", When: noon.Add(-time.Hour).Format("15:04")})
	for _, want := range []debrief.Code{"", debrief.CodeInvalid} {
		if err := s.Grow(Step{ID: debrief.NewID()}, note.ID); err != nil && debrief.CodeOf(err) != want || err == nil && want != "" {
			t.Errorf("%v, not %q", err, want)
		}
	}
	w := mustView(t, d, note.ID)
	if w.Debrief.State != debrief.StateDraft || w.Debrief.Kind != debrief.KindNearMiss || !w.Entries[0].Time.Known() {
		t.Errorf("%+v", w.Debrief)
	}
}

func TestNotesKeptApartAreNotOfferedAgain(t *testing.T) {
	d := mustDesk(t, &chosen{})
	s := &Signals{d}
	ids := []string{mustNote(t, d, NoteInput{Text: "Token nearly expired"}).ID, mustNote(t, d, NoteInput{Text: "Another token expired"}).ID}
	got, err := s.Together(append(ids, "gone"))
	if err != nil || len(got) != 1 || len(got[0].IDs) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	for _, apart := range []bool{true, true, false} {
		if err := s.Apart(got[0].IDs, apart); err != nil {
			t.Fatal(err)
		}
		if again, err := s.Together(ids); err != nil || len(again) == 0 != apart {
			t.Errorf("apart %v: %+v, %v", apart, again, err)
		}
	}
}
