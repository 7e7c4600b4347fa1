package app

import (
	"os"
	"path/filepath"
	"testing"

	"secondstory/backend/debrief"
)

// TestOldReportsAreBroughtIn: looked at, chosen, brought in as one step, known again,
// and taken back in one step.
func TestOldReportsAreBroughtIn(t *testing.T) {
	folder := filepath.Join("..", "backend", "oldreport", "testdata")
	d := mustDesk(t, &chosen{path: folder})
	s := &OldReports{desk: d}
	looks, err := s.ChooseFolder()
	if err != nil || len(looks) < 6 {
		t.Fatalf("%+v, %v", looks, err)
	}
	handles := []string{}
	for _, look := range looks {
		if look.Likely {
			handles = append(handles, look.Handle)
		}
		if look.HereSince != "" {
			t.Errorf("%+v", look)
		}
	}
	before := mustList(t, d)
	made, err := s.Bring(Step{Name: "bring-old-reports"}, append(handles, handles[0]), "Europe/Berlin")
	if err != nil || len(made.IDs) != len(handles) || len(mustList(t, d)) != len(before)+len(handles) {
		t.Fatalf("%+v, %v", made, err)
	}
	if _, err := s.Bring(Step{}, handles, ""); debrief.CodeOf(err) != debrief.CodeEvidenceGone {
		t.Errorf("brought in twice: %v", err)
	}
	whole := mustWhole(t, d, made.IDs[0])
	if !whole.Debrief.OldReport || whole.Debrief.State != debrief.StateClosed || len(whole.Sources) != 1 || len(whole.Entries) == 0 {
		t.Errorf("%+v", whole.Debrief)
	}
	looks, err = s.ChooseFolder()
	if err != nil {
		t.Fatal(err)
	}
	for _, look := range looks {
		if look.Likely && look.HereSince == "" {
			t.Errorf("not known again: %+v", look)
		}
	}
	if again, err := s.Bring(Step{}, []string{looks[0].Handle}, ""); err != nil || len(again.IDs) != 0 {
		t.Errorf("the same again: %+v, %v", again, err)
	}
	if _, err := (&Changes{d}).Undo(); err != nil || len(mustList(t, d)) != len(before) {
		t.Errorf("after undo: %d, %v", len(mustList(t, d)), err)
	}
}

// TestWhatIsDroppedOnTheLibrary is read by its handle; what is no report has none.
func TestWhatIsDroppedOnTheLibrary(t *testing.T) {
	d := mustDesk(t, &chosen{})
	s := &OldReports{desk: d}
	path := filepath.Join(t.TempDir(), "numbers.bin")
	if err := os.WriteFile(path, []byte("\x00\x01\x02\x03"), 0o600); err != nil {
		t.Fatal(err)
	}
	looks, err := s.ReadDropped(d.sources.keepDropped([]string{path, path + ".SecondStory"}))
	if err != nil || len(looks) != 1 || looks[0].Likely || looks[0].File != "numbers.bin" {
		t.Errorf("%+v, %v", looks, err)
	}
	if _, err := s.ReadDropped("gone"); debrief.CodeOf(err) != debrief.CodeEvidenceGone {
		t.Error(err)
	}
}

func mustList(t *testing.T, d *Desk) []debrief.Row {
	t.Helper()
	page, err := (&Debriefs{d}).List(0, 0)
	if err != nil {
		t.Fatal(err)
	}
	return page.Rows
}
