package app

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/demo"
)

// mustReadBack is a desk with the sample, which is being read back.
func mustReadBack(t *testing.T, dialogs Dialogs) (*Desk, debrief.ID) {
	t.Helper()
	d := mustDesk(t, dialogs)
	w := demo.Debrief()
	lib, err := d.open()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := lib.Load(t.Context(), w.Debrief.ID); err != nil {
		if err := d.apply(debrief.Action{Name: "demo", Put: w.Records()}); err != nil {
			t.Fatal(err)
		}
	}
	return d, w.Debrief.ID
}

// What was signed off is printed the same for ever, byte for byte, whatever became of
// the debrief since.
func TestAVersionIsPrintedTheSameForEver(t *testing.T) {
	dialog := &chosen{}
	d, id := mustReadBack(t, dialog)
	s := &Versions{d}
	printed := func(version string) []byte {
		dialog.path = filepath.Join(t.TempDir(), "report.pdf")
		if _, err := (&Exports{d}).Write(id, Wish{Form: "pdf", Edition: "role-only", Version: version}); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(dialog.path)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}

	done, err := s.SignOff(Step{Name: "sign-off"}, id, "", "", "")
	if err != nil || done.Version.Number != "1.0" || done.Debrief.State != debrief.StateFollowUp {
		t.Fatalf("%+v, %v", done, err)
	}
	first := printed("1.0")
	if dialog.name != "gitlab-com-primary-database-removed-restore-from-a-six-hour-old-copy-role-only-v1.0.pdf" {
		t.Errorf("it is called %q", dialog.name)
	}
	poster := func() string {
		dialog.path = filepath.Join(t.TempDir(), "figure.pdf")
		if _, err := (&Exports{d}).Figure(id, Wish{Edition: "role-only", Version: "1.0"}, "A3"); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(dialog.path)
		if err != nil || !strings.HasSuffix(dialog.name, "-role-only-v1.0-figure.pdf") {
			t.Errorf("%q, %v", dialog.name, err)
		}
		return string(data)
	}
	drawn := poster()
	e := mustLoad(t, d, id).Whole.Entries[4]
	e.Text = "Told in other words"
	if _, err := (&Entries{d}).Save(Step{}, e); debrief.CodeOf(err) != debrief.CodeSigned {
		t.Errorf("an entry was changed: %v", err)
	}

	head, err := s.Amend(Step{Name: "amend"}, id)
	if err != nil || head.State != debrief.StateReadBack {
		t.Fatalf("%+v, %v", head, err)
	}
	if since, err := s.Since(id, ""); err != nil || since.Number != "1.0" || len(since.Difference.Changed)+len(since.Difference.Added)+len(since.Difference.Removed) != 0 {
		t.Errorf("nothing changed, and that is %+v, %v", since, err)
	}
	if _, err := (&Entries{d}).Save(Step{}, e); err != nil {
		t.Fatal(err)
	}
	if poster() != drawn {
		t.Error("the figure of 1.0 is another since the draft changed")
	}
	since, err := s.Since(id, "")
	if err != nil || len(since.Difference.Changed) != 1 || since.Difference.Changed[0].ID != e.ID {
		t.Errorf("%+v, %v", since, err)
	}
	if _, err := s.SignOff(Step{}, id, "", "", ""); debrief.CodeOf(err) != debrief.CodeVersionNote {
		t.Errorf("without a note: %v", err)
	}
	if done, err = s.SignOff(Step{}, id, "", "One line is told in other words.", ""); err != nil || done.Version.Number != "1.1" {
		t.Fatalf("%+v, %v", done, err)
	}
	if since, err := s.Since(id, "1.1"); err != nil || since.Number != "1.0" || len(since.Difference.Changed) != 1 {
		t.Errorf("from 1.0 to 1.1: %+v, %v", since, err)
	}
	if since, err := s.Since(id, "1.0"); err != nil || since.Number != "" || !since.Difference.Same() {
		t.Errorf("before 1.0: %+v, %v", since, err)
	}
	if !bytes.Equal(printed("1.0"), first) {
		t.Error("version 1.0 is printed otherwise")
	}
	if bytes.Equal(printed("1.1"), first) {
		t.Error("version 1.1 is printed like 1.0")
	}
	if _, err := (&Exports{d}).Write(id, Wish{Form: "pdf", Edition: "role-only", Version: "1.2"}); debrief.CodeOf(err) != debrief.CodeVersionGone {
		t.Errorf("version 1.2: %v", err)
	}
}

func TestWhatIsOpenIsTold(t *testing.T) {
	d, id := mustReadBack(t, &chosen{})
	items, err := (&Versions{d}).Open(id)
	if err != nil || len(items) == 0 {
		t.Fatalf("%+v, %v", items, err)
	}
	if _, err := (&Versions{d}).Open("nothing"); debrief.CodeOf(err) != debrief.CodeNotFound {
		t.Errorf("no debrief: %v", err)
	}
}

// Somebody takes words back after sign-off: which versions hold them is known, and one
// that does can be withdrawn for good.
func TestAnEarlierVersionIsWithdrawn(t *testing.T) {
	d, id := mustReadBack(t, &chosen{})
	s := &Versions{d}
	if _, err := s.SignOff(Step{}, id, "", "", ""); err != nil {
		t.Fatal(err)
	}
	entry := mustLoad(t, d, id).Whole.Entries[4].ID
	if numbers, err := s.Holding(id, entry); err != nil || !slices.Equal(numbers, []string{"1.0"}) {
		t.Errorf("%v, %v", numbers, err)
	}
	if _, err := s.Withdraw(id, "1.0", "", false); debrief.CodeOf(err) != debrief.CodeVersionStands {
		t.Errorf("what it stands as: %v", err)
	}
	if _, err := s.Amend(Step{}, id); err != nil {
		t.Fatal(err)
	}
	v, err := s.Withdraw(id, "1.0", "Words were taken back.", false)
	if err != nil || v.WithdrawnAt == "" || v.WithdrawnWhy != "Words were taken back." {
		t.Fatalf("%+v, %v", v, err)
	}
	if numbers, err := s.Holding(id, entry); err != nil || len(numbers) != 0 {
		t.Errorf("%v, %v", numbers, err)
	}
	if _, err := (&Exports{d}).Write(id, Wish{Form: "pdf", Edition: "role-only", Version: "1.0"}); debrief.CodeOf(err) != debrief.CodeVersionWithdrawn {
		t.Errorf("written out: %v", err)
	}
	if since, err := s.Since(id, ""); err != nil || since.Number != "1.0" || !since.Gone || !since.Difference.Same() {
		t.Errorf("%+v, %v", since, err)
	}
	if done, err := s.SignOff(Step{}, id, "", "One line was taken out.", ""); err != nil || done.Version.Number != "1.1" {
		t.Errorf("%+v, %v", done.Version, err)
	}
}
