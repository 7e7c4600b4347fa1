package app

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/export"
)

func write(d *Desk, id debrief.ID, wish Wish) (Exported, error) { return (&Exports{d}).Write(id, wish) }

// Every form is written under its own ending, with a name that says which edition it is.
func TestEveryFormIsWritten(t *testing.T) {
	dialog := &chosen{}
	d, id := mustReadBack(t, dialog)
	for _, form := range export.Forms() {
		dialog.path = filepath.Join(t.TempDir(), "report")
		done, err := write(d, id, Wish{Form: string(form), Edition: "role-only"})
		if err != nil || done.Path != dialog.path+form.Ending() {
			t.Fatalf("%s: %+v, %v", form, done, err)
		}
		if !strings.HasSuffix(dialog.name, "-role-only"+form.Ending()) {
			t.Errorf("%s: offered %q", form, dialog.name)
		}
		if info, err := os.Stat(done.Path); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", form, err)
		}
	}
	if _, err := write(d, id, Wish{Form: "docx"}); debrief.CodeOf(err) != debrief.CodeInvalid {
		t.Errorf("docx: %v", err)
	}
}

// What cannot be written says why, and leaves what is there.
func TestExportWhereNothingGoes(t *testing.T) {
	dialog := &chosen{path: filepath.Join(t.TempDir(), "folder.pdf")}
	d, id := mustReadBack(t, dialog)
	if err := os.Mkdir(dialog.path, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := write(d, id, Wish{Form: "pdf"}); debrief.CodeOf(err) != debrief.CodeExportNotFile {
		t.Errorf("over a folder: %v", err)
	}
	dialog.path = filepath.Join(t.TempDir(), "none", "report.pdf")
	if _, err := write(d, id, Wish{Form: "pdf"}); debrief.CodeOf(err) != debrief.CodeExportNoFolder {
		t.Errorf("into no folder: %v", err)
	}
	if _, err := (&Exports{d}).Show(); debrief.CodeOf(err) != debrief.CodeNotFound {
		t.Errorf("nothing was written, and it is shown: %v", err)
	}
}

// Stopped, nothing is written.
func TestAnExportIsStopped(t *testing.T) {
	dialog := &chosen{path: filepath.Join(t.TempDir(), "report.pdf")}
	d, id := mustReadBack(t, dialog)
	dialog.done = func() {
		go func() {
			for {
				d.task.mu.Lock()
				begun := d.task.cancel != nil
				d.task.mu.Unlock()
				if begun {
					d.task.stop()
					return
				}
			}
		}()
	}
	// It may be done before it is stopped; then it is written.
	for range 20 {
		if _, err := write(d, id, Wish{Form: "pdf"}); err == nil {
			if err := os.Remove(dialog.path); err != nil {
				t.Fatal(err)
			}
			continue
		} else if debrief.CodeOf(err) != debrief.CodeCancelled {
			t.Fatalf("stopped: %v", err)
		}
		if left, err := os.ReadDir(filepath.Dir(dialog.path)); err != nil || len(left) > 0 {
			t.Errorf("left behind: %v, %v", left, err)
		}
		return
	}
	t.Error("it was never stopped in time")
}

// A password is on the file, and in no word of what went wrong.
func TestAPasswordIsToldToNobody(t *testing.T) {
	dialog := &chosen{path: filepath.Join(t.TempDir(), "report.pdf")}
	d, id := mustReadBack(t, dialog)
	if _, err := write(d, id, Wish{Form: "pdf", Edition: "role-only", OpenWith: "correct horse"}); err != nil {
		t.Fatal(err)
	}
	if said, err := exec.Command("qpdf", "--check", "--password=correct horse", dialog.path).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, said)
	}
	for _, wish := range []Wish{{Form: "html", OpenWith: "correct horse"}, {Form: "pdf", OpenWith: strings.Repeat("correct horse", 20)}} {
		_, err := write(d, id, wish)
		if err == nil || strings.Contains(err.Error()+d.ErrorText(err), "horse") {
			t.Errorf("%v", err)
		}
	}
}

// What is said beside the report is written as somebody changed it.
func TestAMailIsChanged(t *testing.T) {
	dialog := &chosen{path: filepath.Join(t.TempDir(), "report.eml")}
	d, id := mustReadBack(t, dialog)
	covers, err := (&Exports{d}).Covers(id, Wish{Edition: "role-only"})
	if err != nil || covers.Subject == "" || !strings.Contains(covers.Mail, "What was learned:") || strings.Contains(covers.Chat, "Hello") {
		t.Fatalf("%+v, %v", covers, err)
	}
	if _, err := write(d, id, Wish{Form: "eml", Edition: "role-only", Cover: "Please read page one."}); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(dialog.path)
	if err != nil || !strings.Contains(string(data), "Please read page one.") || strings.Contains(string(data), "What was learned:") {
		t.Errorf("%.300s, %v", data, err)
	}
}

// A folder is shown by what answers; where nothing does, it is said where the file is.
func TestWhatWasWrittenIsShown(t *testing.T) {
	dialog := &chosen{path: filepath.Join(t.TempDir(), "a folder", "report.pdf")}
	d, id := mustReadBack(t, dialog)
	if err := os.Mkdir(filepath.Dir(dialog.path), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := write(d, id, Wish{Form: "pdf"}); err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	t.Setenv("PATH", bin)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(bin, "none"))
	s := &Exports{d}
	if shown, err := s.Show(); err != nil || shown.Opened || shown.Path != dialog.path {
		t.Errorf("nothing answers: %+v, %v", shown, err)
	}
	opener := "#!/bin/sh\necho \"$1\" > " + filepath.Join(bin, "opened") + "\n"
	if err := os.WriteFile(filepath.Join(bin, "xdg-open"), []byte(opener), 0o700); err != nil { //nolint:gosec // a program has to be run
		t.Fatal(err)
	}
	if shown, err := s.Show(); err != nil || !shown.Opened {
		t.Errorf("a folder can be opened: %+v, %v", shown, err)
	}
	if said, err := os.ReadFile(filepath.Join(bin, "opened")); err != nil || strings.TrimSpace(string(said)) != filepath.Dir(dialog.path) {
		t.Errorf("opened %q, %v", said, err)
	}
}

// A font that is chosen is kept; one that went missing is said and does without; where it
// is, the window cannot say.
func TestAFontIsChosen(t *testing.T) {
	dialog := &chosen{}
	d := mustDesk(t, dialog)
	s := &Fonts{d}
	if state, err := s.Choose(); err != nil || state.Name != "" {
		t.Errorf("nobody chose: %+v, %v", state, err)
	}
	data, err := os.ReadFile("../backend/shape/testdata/hebrew.ttf")
	if err != nil {
		t.Fatal(err)
	}
	dialog.path = filepath.Join(t.TempDir(), "hebrew.ttf")
	if err := os.WriteFile(dialog.path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if state, err := s.Choose(); err != nil || state != (FontState{Name: "hebrew.ttf"}) {
		t.Errorf("chosen: %+v, %v", state, err)
	}
	if shaper, gone := d.shapes.of(dialog.path); gone || !shaper.Covers('ש') {
		t.Error("it is not drawn with")
	}
	kept := dialog.path
	dialog.path = filepath.Join(t.TempDir(), "note.ttf")
	if err := os.WriteFile(dialog.path, []byte("no font"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Choose(); debrief.CodeOf(err) != debrief.CodeFontUnreadable {
		t.Errorf("no font: %v", err)
	}
	if err := os.Remove(kept); err != nil {
		t.Fatal(err)
	}
	d.shapes.chosen = nil // as after a start
	if state, err := s.State(); err != nil || state != (FontState{Name: "hebrew.ttf", Gone: true}) {
		t.Errorf("gone: %+v, %v", state, err)
	}
	if err := (&Settings{d}).Save("report.font", "/etc/passwd"); debrief.CodeOf(err) != debrief.CodeInvalid {
		t.Errorf("the window says where a font is: %v", err)
	}
	if state, err := s.Forget(); err != nil || state != (FontState{}) {
		t.Errorf("forgotten: %+v, %v", state, err)
	}
}

func TestStoppedIsToldApart(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	why := errors.New("why")
	if got := stopped(ctx, why); !errors.Is(got, why) {
		t.Errorf("%v", got)
	}
	cancel()
	if got := stopped(ctx, why); debrief.CodeOf(got) != debrief.CodeCancelled {
		t.Errorf("%v", got)
	}
}
