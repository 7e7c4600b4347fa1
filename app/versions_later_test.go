package app

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/export"
	"secondstory/backend/report/pdf/pdftest"
)

// TestWhatWasLearnedLaterIsInTheNextVersion and in none before it: those are printed the
// same, byte for byte, and nobody is asked to agree to what a reader added.
func TestWhatWasLearnedLaterIsInTheNextVersion(t *testing.T) {
	dialog := &chosen{}
	d, id := mustReadBack(t, dialog)
	s := &Versions{d}
	printed := func(form, version string) []byte {
		dialog.path = filepath.Join(t.TempDir(), "report"+export.Form(form).Ending())
		if _, err := (&Exports{d}).Write(id, Wish{Form: form, Edition: "role-only", Version: version}); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(dialog.path)
		if err != nil {
			t.Fatal(err)
		}
		if form == "pdf" && version != "1.0" {
			return []byte(pdftest.Run(t, "pdftotext", dialog.path, "-"))
		}
		return data
	}
	forms, first := []string{"pdf", "html", "markdown"}, map[string][]byte{}
	if _, err := s.SignOff(Step{Name: "sign-off"}, id, "", "", "as it is"); err != nil {
		t.Fatal(err)
	}
	for _, form := range forms {
		first[form] = printed(form, "1.0")
	}
	open, err := s.Open(id)
	if err != nil {
		t.Fatal(err)
	}

	const said = "The copy had been restored once before."
	head := mustLoad(t, d, id).Whole.Debrief
	head.Later = []debrief.Later{{Text: said, By: "Zoe Quandt", At: d.stamp()}}
	saved, err := (&Debriefs{d}).Save(Step{Name: "add-later"}, head)
	if err != nil || saved.Debrief.State != debrief.StateFollowUp {
		t.Fatalf("%s, %v", saved.Debrief.State, err)
	}
	for _, form := range forms {
		if again := printed(form, "1.0"); !bytes.Equal(again, first[form]) {
			t.Errorf("version 1.0 as %s is another", form)
		}
	}
	if now, err := s.Open(id); err != nil || !slices.Equal(now, open) {
		t.Errorf("open: %+v, not %+v, %v", now, open, err)
	}

	if _, err := s.Amend(Step{Name: "amend"}, id); err != nil {
		t.Fatal(err)
	}
	if _, err := s.SignOff(Step{Name: "sign-off"}, id, "", "What a reader learned.", "as it is"); err != nil {
		t.Fatal(err)
	}
	for _, form := range forms {
		text := bytes.Join(bytes.Fields(printed(form, "1.1")), []byte(" "))
		if !bytes.Contains(text, []byte(said)) || bytes.Contains(text, []byte("Quandt")) {
			t.Errorf("version 1.1 as %s: %t, %t", form, bytes.Contains(text, []byte(said)), bytes.Contains(text, []byte("Quandt")))
		}
	}
}
