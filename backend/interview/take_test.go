package interview_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/interview"
	"secondstory/backend/sqlite"
)

func everywhere(debrief.ID) bool { return true }

// backupOf is a library as it was, in a file of its own.
func backupOf(t *testing.T, db *sqlite.DB) *sqlite.DB {
	t.Helper()
	b, err := db.Backup(t.Context(), t.TempDir(), sqlite.ReasonByHand, nil)
	if err != nil {
		t.Fatal(err)
	}
	copied, err := sqlite.Open(t.Context(), sqlite.Options{Path: b.Path, ReadOnly: true, Readable: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = copied.Close() })
	return copied
}

// spoil gives a row other bytes, as a disk or a stranger would.
func spoil(t *testing.T, db *sqlite.DB, id debrief.ID) {
	t.Helper()
	rows, err := db.Sealed(t.Context(), id)
	if err != nil || len(rows) != 1 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	row := rows[0]
	row.Cipher[9] ^= 1
	if err := db.Seal(t.Context(), debrief.SealedWrite{Forget: []debrief.ID{id}, Put: []debrief.Sealed{row}}); err != nil {
		t.Fatal(err)
	}
}

// spoilAlone does that to a row, and leaves what is kept of it.
func spoilAlone(t *testing.T, db *sqlite.DB, id debrief.ID) {
	t.Helper()
	rows, err := db.Sealed(t.Context(), id)
	if err != nil || len(rows) != 1 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	row := rows[0]
	row.Version++
	if err := db.Seal(t.Context(), debrief.SealedWrite{Put: []debrief.Sealed{row}}); err != nil {
		t.Fatal(err)
	}
}

func mustSave(t *testing.T, v *interview.Vault, i *interview.Interview) {
	t.Helper()
	if err := v.Save(t.Context(), i); err != nil {
		t.Fatal(err)
	}
}

func mustUnlock(t *testing.T, store debrief.SealedStore) *interview.Vault {
	t.Helper()
	v, _ := locked(store)
	if err := v.Unlock(t.Context(), passphrase); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestWhatIsNotAsItWasSealedComesBackFromABackup(t *testing.T) {
	for _, row := range []string{"interview-", "key-"} {
		t.Run(row, func(t *testing.T) {
			db := library(t)
			v, _ := vault(t, db)
			i, other := talk("d1", "Ines", "whole"), talk("d1", "Jo", "stays")
			mustSave(t, v, i)
			mustSave(t, v, other)
			if err := v.Attach(t.Context(), i, interview.Paper{ID: "p"}, []byte("bytes")); err != nil {
				t.Fatal(err)
			}
			from := mustUnlock(t, backupOf(t, db))
			other.Passages[0].Text = "written since"
			mustSave(t, v, other)
			spoil(t, db, row+i.ID)
			v = mustUnlock(t, db)
			taken, err := v.Take(t.Context(), from, interview.Here{Known: everywhere})
			if err != nil || taken != (interview.Taken{Back: 1, Here: 1}) {
				t.Fatalf("%+v, %v", taken, err)
			}
			all, bad, err := v.List(t.Context(), "")
			if err != nil || len(bad) != 0 || len(all) != 2 || all[0].Passages[0].Text != "whole" || all[1].Passages[0].Text != "written since" {
				t.Errorf("%+v, %+v, %v", all, bad, err)
			}
			if content, err := v.Paper(t.Context(), i.ID, "p"); err != nil || string(content) != "bytes" {
				t.Errorf("%q, %v", content, err)
			}
			// It can be written on, also after the vault was locked.
			v = mustUnlock(t, db)
			again, err := v.Load(t.Context(), i.ID)
			if err != nil {
				t.Fatal(err)
			}
			mustSave(t, v, again)
		})
	}
}

func TestANoteThatIsGoneComesBackFromABackup(t *testing.T) {
	db := library(t)
	v, _ := vault(t, db)
	i := talk("d1", "Ines", "whole")
	mustSave(t, v, i)
	from := mustUnlock(t, backupOf(t, db))
	if err := db.Seal(t.Context(), debrief.SealedWrite{Forget: []debrief.ID{"interview-" + i.ID, "key-" + i.ID}}); err != nil {
		t.Fatal(err)
	}
	v = mustUnlock(t, db)
	if taken, err := v.Take(t.Context(), from, interview.Here{Known: everywhere}); err != nil || taken != (interview.Taken{Back: 1}) {
		t.Errorf("%+v, %v", taken, err)
	}
	if back, err := v.Load(t.Context(), i.ID); err != nil || back.Passages[0].Text != "whole" {
		t.Errorf("%+v, %v", back, err)
	}
}

// A row put back to an earlier time gives way to a later one of the same vault,
// and to no earlier one.
func TestALaterCopyTakesThePlaceOfAnEarlierOne(t *testing.T) {
	for name, c := range map[string]struct {
		backupAt int
		want     interview.Taken
	}{"later": {3, interview.Taken{Back: 1}}, "earlier": {1, interview.Taken{Here: 1}}} {
		t.Run(name, func(t *testing.T) {
			db := library(t)
			v, _ := vault(t, db)
			i := talk("d1", "Ines", "said")
			var from *interview.Vault
			var second debrief.Sealed
			for n := 1; n <= 4; n++ {
				mustSave(t, v, i)
				if n == c.backupAt {
					from = mustUnlock(t, backupOf(t, db))
				}
				if n == 2 {
					rows, err := db.Sealed(t.Context(), "interview-"+i.ID)
					if err != nil {
						t.Fatal(err)
					}
					second = rows[0]
				}
			}
			if err := db.Seal(t.Context(), debrief.SealedWrite{Forget: []debrief.ID{second.ID}, Put: []debrief.Sealed{second}}); err != nil {
				t.Fatal(err)
			}
			v = mustUnlock(t, db)
			_, err := v.Load(t.Context(), i.ID)
			code(t, err, debrief.CodeNoteEarlier)
			if taken, err := v.Take(t.Context(), from, interview.Here{Known: everywhere}); err != nil || taken != c.want {
				t.Errorf("%+v, %v", taken, err)
			}
		})
	}
}

func TestNotesWhoseDayHasComeStayInTheBackup(t *testing.T) {
	from, _ := vault(t, library(t))
	due, later := talk("d1", "Ines", "a"), talk("d1", "Jo", "b")
	due.DestroyOn, later.DestroyOn = "2001-01-01", "9999-01-01"
	mustSave(t, from, due)
	mustSave(t, from, later)
	v, _ := vault(t, library(t))
	if taken, err := v.Take(t.Context(), from, interview.Here{Known: everywhere}); err != nil || taken != (interview.Taken{New: 1, Past: 1}) {
		t.Errorf("%+v, %v", taken, err)
	}
}

func TestANoteThatIsDamagedInTheBackupKeepsNoOtherBack(t *testing.T) {
	db := library(t)
	from, _ := vault(t, db)
	bad, torn, good := talk("d1", "Ines", "a"), talk("d1", "Jo", "b"), talk("d1", "Sam", "c")
	for _, i := range []*interview.Interview{bad, torn, good} {
		mustSave(t, from, i)
	}
	if err := from.Attach(t.Context(), torn, interview.Paper{ID: "p"}, []byte("bytes")); err != nil {
		t.Fatal(err)
	}
	spoil(t, db, "interview-"+bad.ID)
	spoil(t, db, "paper-p")
	v, _ := vault(t, library(t))
	if taken, err := v.Take(t.Context(), mustUnlock(t, db), interview.Here{Known: everywhere}); err != nil || taken != (interview.Taken{New: 1, Bad: 2}) {
		t.Errorf("%+v, %v", taken, err)
	}
}

// TestWhatWasTakenBackSinceStaysSo: an interview of a backup comes back with the
// answers of its time, but for those that were taken back here.
func TestWhatWasTakenBackSinceStaysSo(t *testing.T) {
	for name, gone := range map[string][]debrief.ID{"as the library knows": {"e"}, "as an earlier version tells": nil} {
		t.Run(name, func(t *testing.T) {
			db := library(t)
			v, _ := vault(t, db)
			i := talk("d1", "Ines", "agreed")
			i.Passages[0].Releases = []interview.Release{{ID: "r", Answer: interview.AnswerAgreed, Consent: debrief.Consent{
				As: debrief.ReleaseQuote, Scope: debrief.ScopeReport, Given: debrief.GivenInPerson, Words: "agreed", EntryID: "e",
			}}}
			mustSave(t, v, i)
			from := mustUnlock(t, backupOf(t, db))
			if gone == nil {
				i.Withdraw("r", time.Now())
				mustSave(t, v, i)
				i.Draft = "typed since" // a talk that is opened anew keeps what stood before
				mustSave(t, mustUnlock(t, db), i)
			}
			spoilAlone(t, db, "interview-"+i.ID)
			v = mustUnlock(t, db)
			taken, err := v.Take(t.Context(), from, interview.Here{Known: everywhere, Gone: gone})
			if err != nil || taken != (interview.Taken{Back: 1}) {
				t.Fatalf("%+v, %v", taken, err)
			}
			back, err := v.Load(t.Context(), i.ID)
			if err != nil {
				t.Fatal(err)
			}
			if r := back.Passages[0].Releases[0]; r.Answer != interview.AnswerWithdrawn || r.AnsweredAt == "" {
				t.Errorf("it is %q again", r.Answer)
			}
		})
	}
}

func TestTakingCanBeStoppedAndGoesOn(t *testing.T) {
	from, _ := vault(t, library(t))
	for range 5 {
		mustSave(t, from, talk("d1", "Ines", "a"))
	}
	v, _ := vault(t, library(t))
	ctx, stop := context.WithCancel(t.Context())
	taken, err := v.Take(ctx, from, interview.Here{Known: everywhere, Progress: func(part float64) {
		if part >= .4 {
			stop()
		}
	}})
	if debrief.CodeOf(err) != debrief.CodeCancelled || !errors.Is(err, context.Canceled) || taken.New != 3 {
		t.Errorf("%+v, %v", taken, err)
	}
	if taken, err := v.Take(t.Context(), from, interview.Here{Known: everywhere}); err != nil || taken != (interview.Taken{New: 2, Here: 3}) {
		t.Errorf("%+v, %v", taken, err)
	}
}

func TestThePassphraseOfABackupOpensTheNotesOfNow(t *testing.T) {
	const since, third = "a passphrase nobody knows", "a third one altogether"
	db := library(t)
	v, _ := vault(t, db)
	mustSave(t, v, talk("d1", "Ines", "before"))
	backup := backupOf(t, db)
	if err := v.ChangePassphrase(t.Context(), passphrase, since); err != nil {
		t.Fatal(err)
	}
	mustSave(t, v, talk("d1", "Jo", "since"))
	v.Lock()
	code(t, v.Rescue(t.Context(), backup, interview.Way{Typed: since}, third), debrief.CodeVaultPassphrase)
	code(t, v.Rescue(t.Context(), backup, interview.Way{Typed: passphrase}, "short"), debrief.CodeVaultShort)
	if err := v.Rescue(t.Context(), backup, interview.Way{Typed: passphrase}, third); err != nil || !v.IsOpen() {
		t.Fatalf("open %v, %v", v.IsOpen(), err)
	}
	if all, _, err := v.List(t.Context(), ""); err != nil || len(all) != 2 {
		t.Errorf("%+v, %v", all, err)
	}
	v, _ = locked(db)
	code(t, v.Unlock(t.Context(), since), debrief.CodeVaultPassphrase)
	if err := v.Unlock(t.Context(), third); err != nil {
		t.Error(err)
	}
}

func TestABackupOfAnotherVaultOpensNothing(t *testing.T) {
	other := library(t)
	vault(t, other)
	db := library(t)
	v, _ := vault(t, db)
	mustSave(t, v, talk("d1", "Ines", "a"))
	if err := v.ChangePassphrase(t.Context(), passphrase, "a passphrase nobody knows"); err != nil {
		t.Fatal(err)
	}
	v.Lock()
	code(t, v.Rescue(t.Context(), backupOf(t, other), interview.Way{Typed: passphrase}, "a third one altogether"), debrief.CodeVaultOther)
	if err := v.Unlock(t.Context(), "a passphrase nobody knows"); err != nil {
		t.Error(err)
	}
}

func TestTheCodeOfABackupOpensAVaultWhoseWaysInAreGone(t *testing.T) {
	db := library(t)
	v, _ := locked(db)
	printed, err := v.Make(t.Context(), passphrase)
	if err != nil {
		t.Fatal(err)
	}
	mustSave(t, v, talk("d1", "Ines", "a"))
	backup := backupOf(t, db)
	v.Lock()
	if err := db.Seal(t.Context(), debrief.SealedWrite{Unwrap: true}); err != nil {
		t.Fatal(err)
	}
	code(t, v.Unlock(t.Context(), passphrase), debrief.CodeVaultDamaged)
	if s, err := v.Standing(t.Context()); err != nil || !s.Made {
		t.Errorf("%+v, %v", s, err)
	}
	_, err = v.Make(t.Context(), passphrase)
	code(t, err, debrief.CodeVaultExists)
	way := interview.Way{Typed: printed.String(), Code: true}
	if err := v.Rescue(t.Context(), backup, way, "a third one altogether"); err != nil {
		t.Fatal(err)
	}
	if all, _, err := v.List(t.Context(), ""); err != nil || len(all) != 1 {
		t.Errorf("%+v, %v", all, err)
	}
}
