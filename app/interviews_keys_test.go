package app

import (
	"bytes"
	"crypto/sha256"
	"os"
	"path/filepath"
	"testing"

	"secondstory/backend/debrief"
)

const river = "a river under the bridge"

func sumOf(t *testing.T, path string) [32]byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return sha256.Sum256(data)
}

func mustBackUp(t *testing.T, d *Desk) (name, path string) {
	t.Helper()
	name, err := d.backups.Make()
	if err != nil {
		t.Fatal(err)
	}
	if path, err = d.backups.path(name); err != nil {
		t.Fatal(err)
	}
	return name, path
}

func TestTheSheetIsPrivateAndGoesWithTheCode(t *testing.T) {
	d, s, _ := mustOpenVault(t)
	at := filepath.Join(t.TempDir(), "sheet")
	d.dialogs = &chosen{path: at}
	saved, err := s.SaveSheet()
	if err != nil || saved.Path != at+".pdf" {
		t.Fatalf("%+v, %v", saved, err)
	}
	info, err := os.Stat(saved.Path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	page, err := os.ReadFile(saved.Path)
	if err != nil || !bytes.HasPrefix(page, []byte("%PDF")) || bytes.Contains(page, []byte(filepath.Dir(at))) {
		t.Errorf("%d bytes, %v", len(page), err)
	}
	if err := s.PutCodeAway(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.SaveSheet(); debrief.CodeOf(err) != debrief.CodeSheetGone {
		t.Errorf("made without a code: %v", err)
	}
}

func TestTheCodeGoesWhenTheVaultIsLockedOnPurpose(t *testing.T) {
	for why, gone := range map[LockReason]bool{
		LockedAsked: true, LockedHidden: true, LockedMeeting: true, LockedAsleep: true, LockedIdle: false,
	} {
		t.Run(string(why), func(t *testing.T) {
			_, s, _ := mustOpenVault(t)
			held := s.code
			s.lock(why)
			if (s.code == nil) != gone || gone && *held != [16]byte{} {
				t.Errorf("kept %v", s.code != nil)
			}
		})
	}
}

func TestANewPassphraseAndANewCodeTakeThePlaceOfTheOld(t *testing.T) {
	_, s, _ := mustOpenVault(t)
	first := s.code.String()
	if err := s.ChangePassphrase(lamp, river); err != nil {
		t.Fatal(err)
	}
	if err := s.Unlock(lamp); debrief.CodeOf(err) != debrief.CodeVaultPassphrase {
		t.Errorf("the old one: %v", err)
	}
	second, err := s.NewCode(river)
	if err != nil || second == first || s.code.String() != second {
		t.Fatalf("%v", err)
	}
	if err := s.UnlockWithCode(first); debrief.CodeOf(err) != debrief.CodeVaultCode {
		t.Errorf("the old code: %v", err)
	}
	if err := s.UnlockWithCode(second); err != nil {
		t.Error(err)
	}
}

func TestNotesOfABackupAreTakenInAndItIsOnlyRead(t *testing.T) {
	d, s, id := mustOpenVault(t)
	mustTalk(t, s, id)
	code := s.code.String()
	name, path := mustBackUp(t, d)
	before := sumOf(t, path)
	// Begun anew: what one destroyed by itself would stay so.
	if err := s.Destroy(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Make(river); err != nil {
		t.Fatal(err)
	}
	mustTalk(t, s, id)
	if notes, err := s.LookInto(name); err != nil || notes != (BackupNotes{Name: name, Total: 1}) {
		t.Errorf("%+v, %v", notes, err)
	}
	if _, err := s.TakeIn(name, river, false); debrief.CodeOf(err) != debrief.CodeVaultPassphrase {
		t.Errorf("another passphrase: %v", err)
	}
	if taken, err := s.TakeIn(name, lamp, false); err != nil || taken != (TakenNotes{New: 1}) {
		t.Errorf("%+v, %v", taken, err)
	}
	if taken, err := s.TakeIn(name, code, true); err != nil || taken != (TakenNotes{Here: 1}) {
		t.Errorf("%+v, %v", taken, err)
	}
	if list, err := s.List(id); err != nil || len(list.Interviews) != 2 {
		t.Errorf("%+v, %v", list, err)
	}
	if sumOf(t, path) != before {
		t.Error("the backup is another")
	}
	beside, err := filepath.Glob(path + "*")
	if err != nil || len(beside) != 2 { // and its note
		t.Errorf("%v, %v", beside, err)
	}
}

func TestAFileFromElsewhereIsLookedInto(t *testing.T) {
	d, s, id := mustOpenVault(t)
	mustTalk(t, s, id)
	_, path := mustBackUp(t, d)
	other, there, _ := mustOpenVault(t)
	other.dialogs = &chosen{path: path}
	notes, err := there.PickBackup()
	if err != nil || notes != (BackupNotes{Name: pickedName, File: filepath.Base(path), Total: 1, Elsewhere: 1}) {
		t.Errorf("%+v, %v", notes, err)
	}
	if taken, err := there.TakeIn(notes.Name, lamp, false); err != nil || taken != (TakenNotes{Left: 1}) {
		t.Errorf("%+v, %v", taken, err)
	}
	other.dialogs = &chosen{}
	if notes, err := there.PickBackup(); err != nil || notes != (BackupNotes{}) {
		t.Errorf("nobody chose: %+v, %v", notes, err)
	}
}

func TestABackupWithoutNotesSaysSo(t *testing.T) {
	d := mustDesk(t, nil)
	name, _ := mustBackUp(t, d)
	if _, err := d.vault.LookInto(name); debrief.CodeOf(err) != debrief.CodeBackupNoNotes {
		t.Errorf("%v", err)
	}
}

func TestTheNotesOpenWithThePassphraseOfABackup(t *testing.T) {
	d, s, id := mustOpenVault(t)
	mustTalk(t, s, id)
	name, _ := mustBackUp(t, d)
	if err := s.ChangePassphrase(lamp, river); err != nil {
		t.Fatal(err)
	}
	if err := s.Lock(false, false); err != nil {
		t.Fatal(err)
	}
	const third = "three bells in the fog"
	if err := s.Rescue(name, lamp, false, third); err != nil {
		t.Fatal(err)
	}
	if state, err := s.State(id); err != nil || !state.Open || state.Why != LockedNever || !s.watching {
		t.Errorf("%+v, %v", state, err)
	}
	if err := s.Unlock(third); err != nil {
		t.Error(err)
	}
}
