package app

import (
	"slices"
	"strings"
	"testing"

	"secondstory/backend/bundle"
	"secondstory/backend/debrief"
	"secondstory/backend/interview"
)

// A talk with one passage that was agreed to, as a quote, for the report.
func mustAgree(t *testing.T, s *Interviews, debriefID string, with func(*interview.Interview)) interview.Interview {
	t.Helper()
	one := mustTalk(t, s, debriefID)
	one.Passages[0].Releases = []interview.Release{{
		ID: "r1", Answer: interview.AnswerAgreed,
		Consent: debrief.Consent{
			Words: "I knew that graph.", As: debrief.ReleaseQuote, Scope: debrief.ScopeReport, Given: debrief.GivenInPerson, At: "2026-11-06T10:12:00Z",
		},
	}}
	with(&one)
	return one
}

func TestAgreedWordsBecomeAnEntryWithTheirConsent(t *testing.T) {
	d, s, id := mustOpenVault(t)
	one := mustAgree(t, s, id, func(*interview.Interview) {})
	out, err := s.Release(Step{Name: "release-words"}, one, "r1")
	if err != nil {
		t.Fatal(err)
	}
	again, err := s.Release(Step{Name: "release-words"}, out.Interview, "r1")
	if err != nil || again.Entry.ID != out.Entry.ID {
		t.Errorf("again %+v, %v", again.Entry, err)
	}
	lib, err := d.open()
	if err != nil {
		t.Fatal(err)
	}
	whole, err := lib.Load(t.Context(), id)
	if err != nil || len(whole.Entries) != 1 {
		t.Fatalf("%+v, %v", whole.Entries, err)
	}
	got, want := whole.Entries[0], one.Passages[0].Releases[0]
	if got.Text != want.Words || !got.Quote || got.Consent != want.Consent || got.Stage != 3 || got.Who.Name != "Ines" || got.Room != "" {
		t.Errorf("%+v", got)
	}
	if list, err := s.List(id); err != nil || list.Interviews[0].Passages[0].Releases[0].EntryID != got.ID {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestWordsWithoutANameSayNobody(t *testing.T) {
	_, s, id := mustOpenVault(t)
	one := mustAgree(t, s, id, func(i *interview.Interview) {
		i.ParticipantID, i.Passages[0].Releases[0].As = "p1", debrief.ReleaseUnnamed
	})
	out, err := s.Release(Step{Name: "release-words"}, one, "r1")
	if err != nil || !out.Entry.Who.IsZero() || out.Entry.Quote {
		t.Errorf("%+v, %v", out.Entry, err)
	}
}

func TestNothingLeavesTheVaultWithoutConsent(t *testing.T) {
	for name, with := range map[string]func(*interview.Interview){
		"declined":          func(i *interview.Interview) { i.Passages[0].Releases[0].Answer = interview.AnswerDeclined },
		"no answer":         func(i *interview.Interview) { i.Passages[0].Releases[0].Answer = interview.AnswerNone },
		"nobody said how":   func(i *interview.Interview) { i.Passages[0].Releases[0].Given = "" },
		"nobody said when":  func(i *interview.Interview) { i.Passages[0].Releases[0].At = "" },
		"passage off":       func(i *interview.Interview) { i.Passages[0].OffRecord = true },
		"talk off":          func(i *interview.Interview) { i.OffRecord = true },
		"another release":   func(i *interview.Interview) { i.Passages[0].Releases[0].ID = "r2" },
		"no words":          func(i *interview.Interview) { i.Passages[0].Releases[0].Words = " " },
		"nowhere to go":     func(i *interview.Interview) { i.Passages[0].Releases[0].Scope = "" },
		"a stale interview": func(i *interview.Interview) { i.Rev-- },
	} {
		t.Run(name, func(t *testing.T) {
			d, s, id := mustOpenVault(t)
			one := mustAgree(t, s, id, with)
			if _, err := s.Release(Step{Name: "release-words"}, one, "r1"); err == nil {
				t.Error("released")
			}
			lib, err := d.open()
			if err != nil {
				t.Fatal(err)
			}
			if whole, err := lib.Load(t.Context(), id); err != nil || len(whole.Entries) != 0 {
				t.Errorf("%+v, %v", whole.Entries, err)
			}
		})
	}
}

// released is a library with a released passage, and what came of it.
func released(t *testing.T, with func(*interview.Interview)) (*Desk, *Interviews, Released) {
	t.Helper()
	d, s, id := mustOpenVault(t)
	out, err := s.Release(Step{Name: "release-words"}, mustAgree(t, s, id, with), "r1")
	if err != nil {
		t.Fatal(err)
	}
	return d, s, out
}

func asIs(*interview.Interview) {}

// entriesOf is what stands in the shared part.
func entriesOf(t *testing.T, d *Desk, debriefID string) []debrief.Entry {
	t.Helper()
	lib, err := d.open()
	if err != nil {
		t.Fatal(err)
	}
	whole, err := lib.Load(t.Context(), debriefID)
	if err != nil {
		t.Fatal(err)
	}
	return whole.Entries
}

// mustGo leads to a state of the debrief's life.
func mustGo(t *testing.T, d *Desk, debriefID string, state debrief.State) {
	t.Helper()
	lib, err := d.open()
	if err != nil {
		t.Fatal(err)
	}
	whole, err := lib.Load(t.Context(), debriefID)
	if err != nil {
		t.Fatal(err)
	}
	whole.Debrief.State = state
	if err := d.apply(debrief.Action{Name: "state", Put: []debrief.Record{&whole.Debrief}}); err != nil {
		t.Fatal(err)
	}
}

func TestWordsTakenBackAreGoneFromTheSharedPart(t *testing.T) {
	d, s, out := released(t, asIs)
	id := out.Entry.DebriefID
	taken, err := s.Withdraw(out.Interview, "r1")
	if err != nil {
		t.Fatal(err)
	}
	r := taken.Passages[0].Releases[0]
	if r.Answer != interview.AnswerWithdrawn || r.AnsweredAt != d.stamp() || taken.Passages[0].Text != "I knew that graph." {
		t.Errorf("%+v", r)
	}
	changes := &Changes{d}
	for {
		if _, err := changes.Undo(); err != nil {
			break
		}
	}
	for {
		if _, err := changes.Redo(); err != nil {
			break
		}
	}
	if got := entriesOf(t, d, id); len(got) != 0 {
		t.Errorf("after undo and redo %+v", got)
	}
	if again, err := s.Withdraw(taken, "r1"); err != nil || again.Passages[0].Releases[0] != r {
		t.Errorf("again %+v, %v", again, err)
	}
	if _, err := s.Release(Step{Name: "release-words"}, taken, "r1"); err == nil {
		t.Error("released again without being agreed to")
	}
	if _, err := s.Withdraw(taken, "r2"); err == nil {
		t.Error("took back what never was")
	}
}

// TestCopiesLoseWordsThatAreTakenBack: of the debrief, in a file kept beside it,
// and deleted ones; a copy that was signed off keeps them until it is read back.
func TestCopiesLoseWordsThatAreTakenBack(t *testing.T) {
	d, s, out := released(t, asIs)
	id := out.Entry.DebriefID
	lib, err := d.open()
	if err != nil {
		t.Fatal(err)
	}
	made := map[string]string{}
	for _, title := range []string{"open", "signed", "deleted"} {
		made[title], err = (&Debriefs{d}).Duplicate(Step{Name: "duplicate-debrief"}, id, title)
		if err != nil {
			t.Fatal(err)
		}
	}
	mine, err := lib.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := lib.Load(t.Context(), made["open"])
	if err != nil {
		t.Fatal(err)
	}
	if err := d.apply(bundle.Plan(mine, &bundle.Bundle{Debrief: whole}, bundle.KeepBoth, "imported")); err != nil {
		t.Fatal(err)
	}
	mustGo(t, d, made["signed"], debrief.StateSignedOff)
	deleted, err := lib.Load(t.Context(), made["deleted"])
	if err != nil {
		t.Fatal(err)
	}
	var gone []debrief.Ref
	for _, r := range deleted.Records() {
		gone = append(gone, debrief.Ref{Noun: r.Noun(), ID: r.Head().ID, DebriefID: made["deleted"], Rev: r.Head().Rev})
	}
	if err := d.apply(debrief.Action{Name: "delete-debrief", Delete: gone}); err != nil {
		t.Fatal(err)
	}
	copies, err := s.Copies(out.Entry.ID)
	slices.SortFunc(copies, func(a, b SharedCopy) int { return strings.Compare(a.Title, b.Title) })
	if want := []SharedCopy{{"imported", false}, {"open", false}, {"signed", true}}; err != nil || !slices.Equal(copies, want) {
		t.Errorf("%+v, %v", copies, err)
	}
	if _, err := s.Withdraw(out.Interview, "r1"); err != nil {
		t.Fatal(err)
	}
	left := func() (n []string) {
		rows, _, err := lib.List(t.Context(), 0, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			if len(entriesOf(t, d, r.ID)) > 0 {
				n = append(n, r.Title)
			}
		}
		return n
	}
	if got := left(); !slices.Equal(got, []string{"signed"}) {
		t.Errorf("left in %q", got)
	}
	for {
		if _, err := (&Changes{d}).Undo(); err != nil {
			break
		}
	}
	for {
		if _, err := (&Changes{d}).Redo(); err != nil {
			break
		}
	}
	if got := left(); !slices.Equal(got, []string{"signed"}) {
		t.Errorf("after undo and redo in %q", got)
	}
	mustGo(t, d, made["signed"], debrief.StateReadBack)
	if _, err := s.List(id); err != nil || len(left()) != 0 {
		t.Errorf("while it is read back in %q, %v", left(), err)
	}
}

// TestATakingBackThatWasInterruptedIsFinished: the vault was written, the shared
// part not yet.
func TestATakingBackThatWasInterruptedIsFinished(t *testing.T) {
	d, s, out := released(t, asIs)
	one := out.Interview
	one.Withdraw("r1", noon)
	if _, err := s.Save(one); err != nil {
		t.Fatal(err)
	}
	mustGo(t, d, one.DebriefID, debrief.StateSignedOff)
	if got := entriesOf(t, d, one.DebriefID); len(got) != 1 {
		t.Fatal("the control found nothing")
	}
	if list, err := s.List(one.DebriefID); err != nil || len(list.Interviews) != 1 {
		t.Fatalf("%+v, %v", list, err)
	}
	if got := entriesOf(t, d, one.DebriefID); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestAfterSignOffNothingIsReleasedOrTakenBack(t *testing.T) {
	for _, state := range []debrief.State{debrief.StateSignedOff, debrief.StateFollowUp, debrief.StateClosed} {
		d, s, out := released(t, asIs)
		mustGo(t, d, out.Entry.DebriefID, state)
		_, back := s.Withdraw(out.Interview, "r1")
		_, again := s.Release(Step{Name: "release-words"}, out.Interview, "r1")
		if debrief.CodeOf(back) != debrief.CodeReleaseSigned || debrief.CodeOf(again) != debrief.CodeReleaseSigned {
			t.Errorf("%s: %v, %v", state, back, again)
		}
		if list, err := s.List(out.Entry.DebriefID); err != nil || list.Interviews[0].Passages[0].Releases[0].Answer != interview.AnswerAgreed {
			t.Errorf("%s: %+v, %v", state, list, err)
		}
		if got := entriesOf(t, d, out.Entry.DebriefID); len(got) != 1 {
			t.Errorf("%s: %+v", state, got)
		}
	}
}

// TestAReleaseTakenBackByUndoCanBePutInAgain: the agreement stands in the vault.
func TestAReleaseTakenBackByUndoCanBePutInAgain(t *testing.T) {
	d, s, out := released(t, asIs)
	if _, err := (&Changes{d}).Undo(); err != nil {
		t.Fatal(err)
	}
	list, err := s.List(out.Entry.DebriefID)
	if err != nil || list.Interviews[0].Passages[0].Releases[0].Answer != interview.AnswerAgreed || len(entriesOf(t, d, out.Entry.DebriefID)) != 0 {
		t.Fatalf("%+v, %v", list, err)
	}
	again, err := s.Release(Step{Name: "release-words"}, list.Interviews[0], "r1")
	if err != nil || again.Entry.ID != out.Entry.ID {
		t.Errorf("%+v, %v", again.Entry, err)
	}
	if got := entriesOf(t, d, out.Entry.DebriefID); len(got) != 1 || got[0].Consent != out.Entry.Consent {
		t.Errorf("%+v", got)
	}
}

// TestWordsAgreedToAnewTakeThePlaceOfTheOthers: in the line there is, and taken
// back with them.
func TestWordsAgreedToAnewTakeThePlaceOfTheOthers(t *testing.T) {
	d, s, out := released(t, asIs)
	one := out.Interview
	anew := one.Passages[0].Releases[0]
	anew.ID, anew.Words, anew.As = "r2", "One of them knew it.", debrief.ReleaseUnnamed
	one.Passages[0].Releases = append(one.Passages[0].Releases, anew)
	second, err := s.Release(Step{Name: "release-words"}, one, "r2")
	if err != nil {
		t.Fatal(err)
	}
	got := entriesOf(t, d, one.DebriefID)
	if len(got) != 1 || got[0].Text != anew.Words || !got[0].Who.IsZero() || got[0].Quote || got[0].Differs() {
		t.Errorf("%+v", got)
	}
	taken, err := s.Withdraw(second.Interview, "r2")
	if err != nil || taken.Released() != 0 || len(entriesOf(t, d, one.DebriefID)) != 0 {
		t.Errorf("%+v, %v", taken, err)
	}
}

func TestWordsGoToTheTimelineWithTheirTime(t *testing.T) {
	at := debrief.At(noon, "UTC", debrief.PrecisionMinute)
	_, _, out := released(t, func(i *interview.Interview) {
		i.Passages[0].Releases[0].Timeline, i.Passages[0].Releases[0].Time = true, at
	})
	if e := out.Entry; e.Stage != 0 || !e.InTimeline() || e.Time != at || e.Consent.IsZero() {
		t.Errorf("%+v", e)
	}
	_, _, out = released(t, func(i *interview.Interview) {
		i.Passages[0].Releases[0].Timeline, i.Passages[0].Releases[0].As = true, debrief.ReleaseUnnamed
	})
	if e := out.Entry; e.Lane == debrief.LaneNone || e.Lane == debrief.LaneSystem || !e.Who.IsZero() {
		t.Errorf("without a name %+v", e)
	}
	_, _, out = released(t, func(i *interview.Interview) { i.Passages[0].Releases[0].Timeline = true })
	if e := out.Entry; !e.InTimeline() || e.Time.Known() {
		t.Errorf("without a time %+v", e)
	}
}

// TestWhatWasAgreedToStaysAsItWasAgreed: the words may be changed, which is told;
// whose they are, how they are told and that they are one line may not.
func TestWhatWasAgreedToStaysAsItWasAgreed(t *testing.T) {
	unnamed := func(i *interview.Interview) { i.Passages[0].Releases[0].As = debrief.ReleaseUnnamed }
	d, _, out := released(t, unnamed)
	entries, lines, step := &Entries{d}, &Capture{d}, Step{Name: "edit-entry"}
	e := out.Entry
	for name, with := range map[string]func(*debrief.Entry){
		"given a name":     func(e *debrief.Entry) { e.Who.Name = "Ines" },
		"told as said":     func(e *debrief.Entry) { e.Quote = true },
		"agreed to more":   func(e *debrief.Entry) { e.Consent.Scope = debrief.ScopePublic },
		"no longer agreed": func(e *debrief.Entry) { e.Consent = debrief.Consent{} },
	} {
		changed := e
		with(&changed)
		if _, err := entries.Save(step, changed); debrief.CodeOf(err) != debrief.CodeConsentKept {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := entries.Save(step, debrief.Entry{
		Base: debrief.Base{ID: debrief.NewID(), DebriefID: e.DebriefID}, Basis: debrief.BasisMemory, Text: "made up", Consent: e.Consent,
	}); debrief.CodeOf(err) != debrief.CodeConsentKept {
		t.Errorf("a new entry that says it was agreed to: %v", err)
	}
	input := func(text string) LineInput {
		return LineInput{DebriefID: e.DebriefID, EditID: e.ID, Text: text, Stage: 3}
	}
	for _, text := range []string{"# a factor", "> " + e.Text, "? asked"} {
		if _, err := lines.File(step, input(text)); debrief.CodeOf(err) != debrief.CodeConsentKept {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, err := lines.Split(step, input("I knew"), "that graph.", 9); debrief.CodeOf(err) != debrief.CodeConsentKept {
		t.Errorf("split: %v", err)
	}
	below, err := lines.File(step, LineInput{DebriefID: e.DebriefID, Text: "and more", Stage: 3, Position: 8})
	if err != nil {
		t.Fatal(err)
	}
	for _, ids := range [][2]string{{e.ID, below.Entry.ID}, {below.Entry.ID, e.ID}} {
		if err := lines.Join(step, e.DebriefID, ids[0], ids[1]); debrief.CodeOf(err) != debrief.CodeConsentKept {
			t.Errorf("join: %v", err)
		}
	}
	more, err := lines.File(step, LineInput{DebriefID: e.DebriefID, Text: "- and then", AboveID: e.ID, Stage: 3, Position: 9})
	if err != nil || more.Entry == nil || more.Entry.ID == e.ID || !strings.HasSuffix(more.Entry.Text, "and then") {
		t.Errorf("gone on below it: %+v, %v", more.Entry, err)
	}
	edited, err := lines.File(step, input("I had seen that graph."))
	if err != nil || edited.Entry.Consent != e.Consent || !edited.Entry.Differs() || !edited.Entry.Who.IsZero() {
		t.Errorf("edited %+v, %v", edited.Entry, err)
	}
}

// TestAReleaseOutlivesItsParticipant: removed, the interview and what came of it
// stay as they were; what is released then carries the name they were met with.
func TestAReleaseOutlivesItsParticipant(t *testing.T) {
	d, s, id := mustOpenVault(t)
	person := &debrief.Participant{Base: debrief.Base{ID: debrief.NewID(), DebriefID: id}, Name: "Ines"}
	if err := d.apply(debrief.Action{Name: "add-participant", Put: []debrief.Record{person}}); err != nil {
		t.Fatal(err)
	}
	one := mustAgree(t, s, id, func(i *interview.Interview) {
		i.ParticipantID = person.ID
		more := i.Passages[0]
		more.ID, more.Releases = "p2", []interview.Release{i.Passages[0].Releases[0]}
		more.Releases[0].ID = "r2"
		i.Passages = append(i.Passages, more)
	})
	first, err := s.Release(Step{Name: "release-words"}, one, "r1")
	if err != nil || first.Entry.Who != (debrief.Who{ParticipantID: person.ID}) {
		t.Fatalf("%+v, %v", first.Entry, err)
	}
	ref := debrief.Ref{ID: person.ID, DebriefID: id}
	if err := (&Participants{d}).Delete(Step{Name: "delete-participant"}, ref); err != nil {
		t.Fatal(err)
	}
	list, err := s.List(id)
	if err != nil || list.Interviews[0].Name != "Ines" || list.Interviews[0].ParticipantID != person.ID {
		t.Fatalf("%+v, %v", list, err)
	}
	if got := entriesOf(t, d, id); len(got) != 1 || got[0].Consent != first.Entry.Consent {
		t.Errorf("%+v", got)
	}
	second, err := s.Release(Step{Name: "release-words"}, list.Interviews[0], "r2")
	if err != nil || second.Entry.Who != (debrief.Who{Name: "Ines"}) {
		t.Errorf("%+v, %v", second.Entry, err)
	}
	for _, r := range []string{"r1", "r2"} {
		if second.Interview, err = s.Withdraw(second.Interview, r); err != nil {
			t.Error(err)
		}
	}
	if got := entriesOf(t, d, id); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

// TestTwoTalksWithOnePersonAreTwo: what one of them declined is not what the
// other agreed to.
func TestTwoTalksWithOnePersonAreTwo(t *testing.T) {
	d, s, out := released(t, func(i *interview.Interview) { i.ParticipantID = "gone" })
	other := mustAgree(t, s, out.Entry.DebriefID, func(i *interview.Interview) {
		i.ParticipantID, i.State = "gone", interview.StateDeclined
		i.Passages[0].Releases[0].Answer = interview.AnswerDeclined
	})
	if _, err := s.Save(other); err != nil {
		t.Fatal(err)
	}
	list, err := s.List(out.Entry.DebriefID)
	if err != nil || len(list.Interviews) != 2 {
		t.Fatalf("%+v, %v", list, err)
	}
	if _, err := s.Withdraw(other, "r1"); err == nil {
		t.Error("took back what was never agreed to")
	}
	if got := entriesOf(t, d, out.Entry.DebriefID); len(got) != 1 {
		t.Errorf("%+v", got)
	}
}
