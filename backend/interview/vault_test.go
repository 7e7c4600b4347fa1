package interview_test

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/interview"
	"secondstory/backend/sqlite"
)

const passphrase = "a lamp over the harbour"

// library opens a library of its own on a real file.
func library(tb testing.TB) *sqlite.DB {
	tb.Helper()
	db, err := sqlite.Open(tb.Context(), sqlite.Options{Path: filepath.Join(tb.TempDir(), "library.db")})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = db.Close() })
	return db
}

// vault makes an open vault, and says how long wrong tries waited.
func vault(tb testing.TB, store debrief.SealedStore) (v *interview.Vault, waited *time.Duration) {
	tb.Helper()
	v, waited = locked(store)
	if _, err := v.Make(tb.Context(), passphrase); err != nil {
		tb.Fatal(err)
	}
	return v, waited
}

func locked(store debrief.SealedStore) (*interview.Vault, *time.Duration) {
	waited := new(time.Duration)
	return interview.New(store, interview.Options{Pause: func(_ context.Context, d time.Duration) error {
		*waited += d
		return nil
	}}).Cheap(), waited
}

// talk is an interview with a line said.
func talk(debriefID debrief.ID, name, said string) *interview.Interview {
	return &interview.Interview{
		ID: debrief.NewID(), DebriefID: debriefID, Name: name, State: interview.StateHeld,
		Passages: []interview.Passage{{ID: debrief.NewID(), Prompt: "drawn-in", Text: said}},
	}
}

func code(tb testing.TB, err error, want debrief.Code) {
	tb.Helper()
	if got := debrief.CodeOf(err); got != want {
		tb.Errorf("code %q (%v), want %q", got, err, want)
	}
}

func TestAnInterviewComesBackAsItWas(t *testing.T) {
	db := library(t)
	v, _ := vault(t, db)
	i := talk("d1", "Ines", "The graph was one I knew. 🕯 سلام")
	if err := v.Save(t.Context(), i); err != nil {
		t.Fatal(err)
	}
	v.Lock()
	if _, err := v.Load(t.Context(), i.ID); debrief.CodeOf(err) != debrief.CodeVaultLocked {
		t.Errorf("read while locked: %v", err)
	}
	again, _ := locked(db)
	if err := again.Unlock(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	back, err := again.Load(t.Context(), i.ID)
	if err != nil || back.Passages[0].Text != i.Passages[0].Text || back.Name != "Ines" || back.Rev != 1 {
		t.Errorf("%+v, %v", back, err)
	}
}

func TestTheUsualCostOpensToo(t *testing.T) {
	db := library(t)
	v := interview.New(db, interview.Options{})
	recovery, err := v.Make(t.Context(), passphrase)
	if err != nil {
		t.Fatal(err)
	}
	v.Lock()
	if err := v.Unlock(t.Context(), passphrase); err != nil {
		t.Error(err)
	}
	v.Lock()
	if err := v.UnlockWithCode(t.Context(), strings.ToLower(recovery.String())); err != nil {
		t.Error(err)
	}
}

func TestAWrongPassphraseIsSlowAndOpensNothing(t *testing.T) {
	db := library(t)
	v, waited := vault(t, db)
	v.Lock()
	var before time.Duration
	for range 3 {
		code(t, v.Unlock(t.Context(), "another lamp altogether"), debrief.CodeVaultPassphrase)
		if *waited <= before {
			t.Error("the next wrong try waited no longer")
		}
		before = *waited
	}
	code(t, v.UnlockWithCode(t.Context(), "not a code"), debrief.CodeVaultCodeTyped)
	code(t, v.UnlockWithCode(t.Context(), interview.CodeOf([16]byte{1}).String()), debrief.CodeVaultCode)
	if v.IsOpen() {
		t.Error("open")
	}
}

func TestAPassphraseIsTheSameHoweverItIsComposed(t *testing.T) {
	db := library(t)
	v, _ := locked(db)
	if _, err := v.Make(t.Context(), "der Kütstenweg am Morgen"); err != nil { //nolint:misspell // German
		t.Fatal(err)
	}
	v.Lock()
	if err := v.Unlock(t.Context(), "der Ku\u0308tstenweg am Morgen"); err != nil {
		t.Error(err)
	}
}

func TestMakingAsksForALongPassphraseAndOnce(t *testing.T) {
	v, _ := locked(library(t))
	_, err := v.Make(t.Context(), "short")
	code(t, err, debrief.CodeVaultShort)
	code(t, v.Unlock(t.Context(), passphrase), debrief.CodeVaultNone)
	if _, err := v.Make(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	_, err = v.Make(t.Context(), passphrase)
	code(t, err, debrief.CodeVaultExists)
}

func TestAChangedPassphraseIsTheOnlyOne(t *testing.T) {
	db := library(t)
	v, _ := vault(t, db)
	i := talk("d1", "Ines", "kept")
	if err := v.Save(t.Context(), i); err != nil {
		t.Fatal(err)
	}
	code(t, v.ChangePassphrase(t.Context(), "not the old one at all", "a boat by the quay"), debrief.CodeVaultPassphrase)
	code(t, v.ChangePassphrase(t.Context(), passphrase, "short"), debrief.CodeVaultShort)
	if err := v.ChangePassphrase(t.Context(), passphrase, "a boat by the quay"); err != nil {
		t.Fatal(err)
	}
	v.Lock()
	code(t, v.Unlock(t.Context(), passphrase), debrief.CodeVaultPassphrase)
	if err := v.Unlock(t.Context(), "a boat by the quay"); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Load(t.Context(), i.ID); err != nil {
		t.Error(err)
	}
}

// broken fails to write wraps.
type broken struct{ debrief.SealedStore }

func (b broken) Seal(ctx context.Context, w debrief.SealedWrite) error {
	if len(w.Wraps) > 0 {
		return errors.New("no room")
	}
	return b.SealedStore.Seal(ctx, w)
}

func TestAPassphraseThatCouldNotBeWrittenLeavesTheOldOne(t *testing.T) {
	db := library(t)
	v, _ := vault(t, db)
	v.Lock()
	on, _ := locked(broken{db})
	if err := on.ChangePassphrase(t.Context(), passphrase, "a boat by the quay"); err == nil {
		t.Error("said to be changed")
	}
	if err := v.Unlock(t.Context(), passphrase); err != nil {
		t.Error(err)
	}
}

func TestTheRecoveryCodeGivesANewPassphraseAndCanBeReplaced(t *testing.T) {
	db := library(t)
	v, _ := locked(db)
	first, err := v.Make(t.Context(), passphrase)
	if err != nil {
		t.Fatal(err)
	}
	v.Lock()
	if err := v.ResetPassphrase(t.Context(), first.String(), "a boat by the quay"); err != nil {
		t.Fatal(err)
	}
	second, err := v.NewCode(t.Context(), "a boat by the quay")
	if err != nil {
		t.Fatal(err)
	}
	code(t, v.UnlockWithCode(t.Context(), first.String()), debrief.CodeVaultCode)
	if err := v.UnlockWithCode(t.Context(), second.String()); err != nil {
		t.Error(err)
	}
}

func TestAStaleSaveIsAConflict(t *testing.T) {
	db := library(t)
	v, _ := vault(t, db)
	i := talk("d1", "Ines", "one")
	if err := v.Save(t.Context(), i); err != nil {
		t.Fatal(err)
	}
	stale := *i
	i.Passages[0].Text = "two"
	if err := v.Save(t.Context(), i); err != nil {
		t.Fatal(err)
	}
	code(t, v.Save(t.Context(), &stale), debrief.CodeConflict)
}

// TestTwoVaultsOfOneLibraryNeverOverwrite: the app is there once; should it ever
// be there twice, the later one is refused.
func TestTwoVaultsOfOneLibraryNeverOverwrite(t *testing.T) {
	db := library(t)
	v, _ := vault(t, db)
	other, _ := locked(db)
	if err := other.Unlock(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	if err := v.Save(t.Context(), talk("d1", "Ines", "one")); err != nil {
		t.Fatal(err)
	}
	code(t, other.Save(t.Context(), talk("d1", "Jo", "two")), debrief.CodeConflict)
	if all, bad, err := v.List(t.Context(), ""); err != nil || len(all) != 1 || len(bad) != 0 {
		t.Errorf("%+v, %+v, %v", all, bad, err)
	}
}

func TestVersionsAreKeptNowAndThen(t *testing.T) {
	db := library(t)
	now := time.Date(2031, 5, 6, 9, 0, 0, 0, time.UTC)
	v := interview.New(db, interview.Options{Now: func() time.Time { return now }}).Cheap()
	if _, err := v.Make(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	i := talk("d1", "Ines", "")
	for range 20 * 60 {
		i.Passages[0].Text += "x"
		if err := v.Save(t.Context(), i); err != nil {
			t.Fatal(err)
		}
		now = now.Add(time.Second)
	}
	kept, damaged, err := v.Versions(t.Context(), i.ID)
	if err != nil || damaged != 0 || len(kept) != 3 {
		t.Fatalf("%d versions, %d damaged, %v; want 3", len(kept), damaged, err)
	}
	if kept[0].Passages[0].Text != strings.Repeat("x", 300) {
		t.Errorf("first kept has %d letters", len(kept[0].Passages[0].Text))
	}
}

func TestSearchScansWhatIsOpen(t *testing.T) {
	db := library(t)
	v, _ := vault(t, db)
	for _, i := range []*interview.Interview{
		talk("d1", "Ines", `The "pool" graph <was> one I knew`), talk("d1", "Jo", "a quiet evening"), talk("d2", "Tomás", "POOL at the top"),
	} {
		if err := v.Save(t.Context(), i); err != nil {
			t.Fatal(err)
		}
	}
	for text, want := range map[string]string{
		"pool": "Ines Tomás", `"pool"`: "Ines", "<was>": "Ines", "tomás": "Tomás", "pool evening": "", "": "", "ÉVENING": "", "quiet JO": "Jo",
	} {
		hits, err := v.Search(t.Context(), "", text, 10)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, h := range hits {
			names = append(names, h.Name)
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if hits, err := v.Search(t.Context(), "d2", "pool", 10); err != nil || len(hits) != 1 {
		t.Errorf("in one debrief: %v, %v", hits, err)
	}
	v.Lock()
	_, err := v.Search(t.Context(), "", "pool", 10)
	code(t, err, debrief.CodeVaultLocked)
}

func TestPicturesAreSealedWithTheirInterview(t *testing.T) {
	db := library(t)
	v, _ := vault(t, db)
	i := talk("d1", "Ines", "look")
	if err := v.Save(t.Context(), i); err != nil {
		t.Fatal(err)
	}
	paper := interview.Paper{ID: debrief.NewID(), Name: "graph", MediaType: "image/png"}
	if err := v.Attach(t.Context(), i, paper, []byte("the picture's bytes")); err != nil {
		t.Fatal(err)
	}
	got, err := v.Paper(t.Context(), i.ID, paper.ID)
	if err != nil || string(got) != "the picture's bytes" || len(i.Papers) != 1 {
		t.Errorf("%q, %v, %+v", got, err, i.Papers)
	}
	huge := make([]byte, debrief.MaxAttachment+1)
	code(t, v.Attach(t.Context(), i, interview.Paper{ID: "x"}, huge), debrief.CodeAttachmentTooLarge)
}

func TestWhatIsPurgedIsGone(t *testing.T) {
	db := library(t)
	v, _ := vault(t, db)
	i, stays := talk("d1", "Ines", "goes"), talk("d1", "Jo", "stays")
	for _, one := range []*interview.Interview{i, stays} {
		if err := v.Save(t.Context(), one); err != nil {
			t.Fatal(err)
		}
	}
	if err := v.Attach(t.Context(), i, interview.Paper{ID: "p"}, []byte("x")); err != nil {
		t.Fatal(err)
	}
	if err := v.Purge(t.Context(), i.ID); err != nil {
		t.Fatal(err)
	}
	heads, err := db.SealedHeads(t.Context())
	if err != nil || len(heads) != 3 { // the ledger, one interview and its key
		t.Errorf("%d rows: %+v, %v", len(heads), heads, err)
	}
	all, bad, err := v.List(t.Context(), "")
	if err != nil || len(bad) != 0 || len(all) != 1 || all[0].Name != "Jo" {
		t.Errorf("%+v, %+v, %v", all, bad, err)
	}
	_, err = v.Load(t.Context(), i.ID)
	code(t, err, debrief.CodeNotFound)
}

func TestStandingTellsCountsAndNoNames(t *testing.T) {
	db := library(t)
	v, _ := vault(t, db)
	for _, i := range []*interview.Interview{talk("d1", "Ines", "a"), talk("d1", "Jo", "b"), talk("d2", "Ines", "c")} {
		if err := v.Save(t.Context(), i); err != nil {
			t.Fatal(err)
		}
	}
	v.Lock()
	s, err := v.Standing(t.Context())
	if err != nil || !s.Made || s.Open || s.Interviews["d1"] != 2 || s.Interviews["d2"] != 1 {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestAVaultOfABackupIsTakenIn(t *testing.T) {
	from, _ := vault(t, library(t))
	there, other := talk("d1", "Ines", "from the backup"), talk("elsewhere", "Sam", "of another library")
	for _, i := range []*interview.Interview{there, other} {
		if err := from.Save(t.Context(), i); err != nil {
			t.Fatal(err)
		}
	}
	if err := from.Attach(t.Context(), there, interview.Paper{ID: "p"}, []byte("bytes")); err != nil {
		t.Fatal(err)
	}
	v, _ := vault(t, library(t))
	known := func(id debrief.ID) bool { return id == "d1" }
	taken, err := v.Take(t.Context(), from, interview.Here{Known: known})
	if err != nil || taken != (interview.Taken{New: 1, Left: 1}) {
		t.Fatalf("%+v, %v", taken, err)
	}
	if content, err := v.Paper(t.Context(), there.ID, "p"); err != nil || string(content) != "bytes" {
		t.Errorf("%q, %v", content, err)
	}
	if taken, err := v.Take(t.Context(), from, interview.Here{Known: known}); err != nil || taken != (interview.Taken{Here: 1, Left: 1}) {
		t.Errorf("again: %+v, %v", taken, err)
	}
}

func TestDestroyLeavesRoomForANewVault(t *testing.T) {
	db := library(t)
	v, _ := vault(t, db)
	if err := v.Save(t.Context(), talk("d1", "Ines", "a")); err != nil {
		t.Fatal(err)
	}
	v.Lock()
	if err := v.Destroy(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s, err := v.Standing(t.Context()); err != nil || s.Made || len(s.Interviews) != 0 {
		t.Errorf("%+v, %v", s, err)
	}
	if _, err := v.Make(t.Context(), passphrase); err != nil {
		t.Error(err)
	}
}

func TestAReleaseNeedsWordsAndIsNotOfWhatIsOffTheRecord(t *testing.T) {
	i := talk("d1", "Ines", "said")
	agreed := interview.Release{
		ID: "r", Answer: interview.AnswerAgreed,
		Consent: debrief.Consent{Words: "said", As: debrief.ReleaseQuote, Scope: debrief.ScopeReport, Given: debrief.GivenInPerson, At: "2031-05-06T09:00:00Z"},
	}
	i.Passages[0].Releases = []interview.Release{agreed}
	if err := i.Validate(); err != nil || i.Released() != 1 {
		t.Errorf("%v, %d", err, i.Released())
	}
	i.Passages[0].OffRecord = true
	code(t, i.Validate(), debrief.CodeInvalid)
	i.Passages[0].OffRecord, i.Passages[0].Releases[0].Words = false, " "
	code(t, i.Validate(), debrief.CodeInvalid)
}

// TestKeysAreWiped looks at the very bytes the keys were in. What else is in
// memory is told in the package comment.
func TestKeysAreWiped(t *testing.T) {
	for name, end := range map[string]func(v *interview.Vault) error{
		"locked":    func(v *interview.Vault) error { v.Lock(); return nil },
		"opened":    func(v *interview.Vault) error { return v.Unlock(t.Context(), passphrase) },
		"destroyed": func(v *interview.Vault) error { return v.Destroy(t.Context()) },
	} {
		t.Run(name, func(t *testing.T) {
			v, _ := vault(t, library(t))
			for n := range 3 {
				i := talk("d1", "Ines", "said")
				must(t, v.Save(t.Context(), i))
				if n == 0 {
					must(t, v.Purge(t.Context(), i.ID))
				}
			}
			v.Lock()
			must(t, v.Unlock(t.Context(), passphrase))
			if all, _, err := v.List(t.Context(), ""); err != nil || len(all) != 2 {
				t.Fatalf("%d, %v", len(all), err)
			}
			keys := v.Secrets()
			if len(keys) != 4 {
				t.Fatalf("%d keys", len(keys))
			}
			must(t, end(v))
			for n, key := range keys {
				if !bytes.Equal(key[:cap(key)], make([]byte, cap(key))) {
					t.Errorf("key %d is still there", n)
				}
			}
			if name != "opened" && v.Secrets() != nil {
				t.Error("keys are kept")
			}
		})
	}
}

func TestWhatIsTypedIsSealedWithTheRest(t *testing.T) {
	db := library(t)
	v, _ := vault(t, db)
	i := talk("d1", "Ines", "first")
	if err := v.Save(t.Context(), i); err != nil {
		t.Fatal(err)
	}
	edited := i.Passages[0]
	edited.Text = "first, and more"
	typed := interview.Typed{
		Draft: "half a line", State: interview.StateHeld,
		Passages: []interview.Passage{edited, {ID: "new", Text: "second"}},
	}
	rev, err := v.Type(t.Context(), i.ID, i.Rev, typed)
	if err != nil || rev != i.Rev+1 {
		t.Fatal(rev, err)
	}
	got, err := v.Load(t.Context(), i.ID)
	if err != nil || got.Draft != "half a line" || len(got.Passages) != 2 ||
		got.Passages[0].Text != "first, and more" || got.Passages[0].Prompt != "drawn-in" || got.Passages[1].Text != "second" {
		t.Errorf("%+v, %v", got, err)
	}
	_, err = v.Type(t.Context(), i.ID, i.Rev, typed)
	code(t, err, debrief.CodeConflict)
	_, err = v.Type(t.Context(), "nobody", 0, typed)
	code(t, err, debrief.CodeNotFound)
	_, err = v.Type(t.Context(), i.ID, rev, interview.Typed{State: "no state"})
	code(t, err, debrief.CodeInvalid)
	v.Lock()
	_, err = v.Type(t.Context(), i.ID, rev, typed)
	code(t, err, debrief.CodeVaultLocked)
}
