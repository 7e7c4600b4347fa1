package app

import (
	"bytes"
	"encoding/base64"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/interview"
)

// mustHandPaper hands a picture to the vault in parts.
func mustHandPaper(tb testing.TB, s *Interviews, data string) string {
	tb.Helper()
	half := len(data) / 8 * 4
	handle, err := s.HandPaper("", data[:half], false)
	if err == nil {
		handle, err = s.HandPaper(handle, data[half:], true)
	}
	if err != nil || handle == "" {
		tb.Fatalf("%q, %v", handle, err)
	}
	return handle
}

func mustAttachPaper(tb testing.TB, s *Interviews, one interview.Interview, data string) (interview.Interview, Attached) {
	tb.Helper()
	one.Passages = append(one.Passages, interview.Passage{ID: "p-pic", PaperID: "pic"})
	out, err := s.Attach(one, "pic", mustHandPaper(tb, s, data))
	if err != nil {
		tb.Fatal(err)
	}
	one.Rev, one.Papers = out.Rev, append(one.Papers, out.Paper)
	return one, out
}

func TestAPictureIsSealedWithItsInterview(t *testing.T) {
	d, s, id := mustOpenVault(t)
	one, out := mustAttachPaper(t, s, mustTalk(t, s, id), pngOf(t, 960, 640))
	if out.Paper != (interview.Paper{ID: "pic", Name: "picture 2026-11-21 1200.png", MediaType: "image/png"}) {
		t.Errorf("%+v", out)
	}
	for large, width := range map[bool]int{false: smallWidth, true: 960} {
		shown, err := s.Paper(one.ID, "pic", large)
		if err != nil {
			t.Fatal(err)
		}
		content, err := base64.StdEncoding.DecodeString(shown.Data)
		if err != nil {
			t.Fatal(err)
		}
		if seen, err := png.DecodeConfig(bytes.NewReader(content)); err != nil || seen.Width != width || shown.MediaType != "image/png" {
			t.Errorf("large %v: %+v, %v", large, seen, err)
		}
	}
	lib, err := d.open()
	if err != nil {
		t.Fatal(err)
	}
	if whole, err := lib.Load(t.Context(), id); err != nil || len(whole.Attachments) != 0 {
		t.Errorf("in the shared part: %+v, %v", whole.Attachments, err)
	}
	if status, _, _ := fetched(d, attachmentPath+"pic"); status != 404 {
		t.Errorf("served with %d", status)
	}
	if list, err := s.List(id); err != nil || list.Interviews[0].Passages[1].PaperID != "pic" || len(list.Interviews[0].Papers) != 1 {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestALockedVaultTakesAndGivesNoPicture(t *testing.T) {
	_, s, id := mustOpenVault(t)
	one, _ := mustAttachPaper(t, s, mustTalk(t, s, id), pngOf(t, 40, 30))
	handle := mustHandPaper(t, s, pngOf(t, 50, 30))
	if err := s.Lock(false, false); err != nil {
		t.Fatal(err)
	}
	if _, ok := s.held.of(handle); ok {
		t.Error("held while it is locked")
	}
	if _, err := s.HandPaper("", pngOf(t, 5, 3), true); debrief.CodeOf(err) != debrief.CodeVaultLocked {
		t.Error(err)
	}
	if _, err := s.ChoosePaper(); debrief.CodeOf(err) != debrief.CodeVaultLocked {
		t.Error(err)
	}
	if shown, err := s.Paper(one.ID, "pic", true); debrief.CodeOf(err) != debrief.CodeVaultLocked || shown.Data != "" {
		t.Error(err)
	}
	if err := s.Unlock(lamp); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Attach(one, "pic2", handle); debrief.CodeOf(err) != debrief.CodeAttachmentMissing {
		t.Error(err)
	}
}

func TestAPictureOfTheVaultIsChosenFromAFileAndRefusedAsAnyOther(t *testing.T) {
	dialogs := &chosen{}
	d := mustDesk(t, dialogs)
	s := d.vault
	if _, err := s.Make(lamp); err != nil {
		t.Fatal(err)
	}
	content, err := base64.StdEncoding.DecodeString(pngOf(t, 30, 20))
	if err != nil {
		t.Fatal(err)
	}
	dialogs.path = filepath.Join(t.TempDir(), "whiteboard.png")
	for _, c := range []struct {
		content []byte
		want    debrief.Code
	}{{content, ""}, {[]byte("no picture"), debrief.CodePictureFileUnreadable}} {
		if err := os.WriteFile(dialogs.path, c.content, 0o600); err != nil {
			t.Fatal(err)
		}
		handle, err := s.ChoosePaper()
		if debrief.CodeOf(err) != c.want || (handle == "") != (c.want != "") {
			t.Errorf("%q, %v", handle, err)
		}
	}
}

func TestAPictureThatNobodyNamesIsDestroyed(t *testing.T) {
	d, s, id := mustOpenVault(t)
	one, _ := mustAttachPaper(t, s, mustTalk(t, s, id), pngOf(t, 40, 30))
	one.Passages = one.Passages[:1]
	rev, err := s.Detach(one, "pic")
	if err != nil || rev != one.Rev+1 {
		t.Fatal(rev, err)
	}
	if _, err := s.Paper(one.ID, "pic", true); debrief.CodeOf(err) != debrief.CodeNotFound {
		t.Error(err)
	}
	lib, err := d.open()
	if err != nil {
		t.Fatal(err)
	}
	if rows, err := lib.Sealed(t.Context(), "paper-pic"); err != nil || len(rows) != 0 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	if _, err := s.Detach(one, "pic"); debrief.CodeOf(err) != debrief.CodeConflict {
		t.Error(err)
	}
}
