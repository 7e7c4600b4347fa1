package app

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"secondstory/backend/bundle"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
)

// mustSample puts the sample into a desk's library, with an attachment.
func mustSample(t *testing.T, d *Desk) {
	t.Helper()
	w, content := demo.Debrief(), []byte("a picture")
	a := debrief.NewAttachment(demo.ID, w.Entries[0].ID, "graph.png", "image/png", content)
	w.Add(a)
	err := d.apply(debrief.Action{Put: w.Records(), Content: map[debrief.ID][]byte{a.ID: content}, Quiet: true})
	if err != nil {
		t.Fatal(err)
	}
}

// mustSave saves the sample as a file and returns where.
func mustSave(t *testing.T, d *Desk, dialogs *chosen) string {
	t.Helper()
	dialogs.path = filepath.Join(t.TempDir(), "sample")
	saved, err := (&Bundles{desk: d}).Save(demo.ID)
	if err != nil || saved.Path != dialogs.path+".secondstory" {
		t.Fatalf("Save = %+v, %v", saved, err)
	}
	dialogs.path = saved.Path
	return saved.Path
}

func mustChoose(t *testing.T, s *Bundles) OpenedBundle {
	t.Helper()
	opened, err := s.Choose()
	if err != nil || opened.Handle == "" {
		t.Fatalf("Choose = %+v, %v", opened, err)
	}
	return opened
}

func TestABundleIsSavedUnderItsTitle(t *testing.T) {
	dialogs := &chosen{}
	d := mustDesk(t, dialogs)
	mustSample(t, d)
	path := mustSave(t, d, dialogs)
	if !strings.HasPrefix(dialogs.name, "gitlab-com-") || !strings.HasSuffix(dialogs.name, ".secondstory") {
		t.Errorf("the name offered is %q", dialogs.name)
	}
	was, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// Nobody was asked whether to replace this one: another name was typed.
	dialogs.path = strings.TrimSuffix(path, ".secondstory")
	_, err = (&Bundles{desk: d}).Save(demo.ID)
	if now, readErr := os.ReadFile(path); debrief.CodeOf(err) != debrief.CodeExists || readErr != nil || !bytes.Equal(now, was) {
		t.Errorf("a file nobody named: %v", err)
	}
	dialogs.path = ""
	if saved, err := (&Bundles{desk: d}).Save(demo.ID); err != nil || saved != (SavedBundle{}) {
		t.Errorf("nobody chose: %+v, %v", saved, err)
	}
}

func TestAnOpenedFileIsDescribedAndNothingIsImported(t *testing.T) {
	dialogs := &chosen{}
	d := mustDesk(t, dialogs)
	mustSample(t, d)
	mustSave(t, d, dialogs)
	s := &Bundles{desk: d}
	opened := mustChoose(t, s)
	if !opened.Here || len(opened.Difference.Changed) != 0 || opened.App != "test" || opened.File != "sample.secondstory" {
		t.Errorf("the same: %+v", opened)
	}
	if n := len(opened.Counts); opened.Counts[n-1] != (NounCount{debrief.NounAttachment, 1}) {
		t.Errorf("counts %+v", opened.Counts)
	}
	if _, err := s.Import(opened.Handle, "new"); debrief.CodeOf(err) != debrief.CodeInvalid {
		t.Errorf("new beside what is here: %v", err)
	}
	other := mustDesk(t, dialogs)
	fresh := mustChoose(t, &Bundles{desk: other})
	if fresh.Here || fresh.Title == "" || fresh.Kind != debrief.KindIncident {
		t.Errorf("fresh: %+v", fresh)
	}
	if page, err := (&Debriefs{other}).List(0, 0); err != nil || page.Total != 0 {
		t.Errorf("something was imported: %+v, %v", page, err)
	}
}

func TestImportIsUndoneAsOne(t *testing.T) {
	dialogs := &chosen{}
	d := mustDesk(t, dialogs)
	mustSample(t, d)
	mustSave(t, d, dialogs)
	s := &Bundles{desk: d}
	mine := mustLoad(t, d, demo.ID).Whole.Entries[0]
	mine.Text = "typed since"
	if _, err := (&Entries{d}).Save(Step{Name: "edit-entry"}, mine); err != nil {
		t.Fatal(err)
	}
	opened := mustChoose(t, s)
	if c := opened.Difference.Changed; len(c) != 1 || c[0].Mine != "typed since" {
		t.Fatalf("difference %+v", opened.Difference)
	}
	if id, err := s.Import(opened.Handle, "theirs"); err != nil || id != demo.ID {
		t.Fatalf("Import = %q, %v", id, err)
	}
	if got := mustLoad(t, d, demo.ID).Whole.Entries[0].Text; got == "typed since" {
		t.Error("mine is still there")
	}
	if done, err := (&Changes{d}).Undo(); err != nil || done.Name != bundle.ActionName {
		t.Fatalf("Undo = %+v, %v", done, err)
	}
	if got := mustLoad(t, d, demo.ID).Whole.Entries[0].Text; got != "typed since" {
		t.Errorf("mine came back as %q", got)
	}
	if _, err := s.Import(opened.Handle, "theirs"); debrief.CodeOf(err) != debrief.CodeBundleExpired {
		t.Errorf("a handle used twice: %v", err)
	}
	id, err := s.Import(mustChoose(t, s).Handle, "both")
	if err != nil || id == demo.ID {
		t.Fatalf("Import = %q, %v", id, err)
	}
	copied := mustLoad(t, d, id).Whole
	if !strings.HasSuffix(copied.Debrief.Title, "(from a file)") || len(copied.Attachments) != 1 {
		t.Errorf("the copy is %+v", copied.Debrief)
	}
}

func TestOnlyTheFileOpenedLastIsHeld(t *testing.T) {
	dialogs := &chosen{}
	d := mustDesk(t, dialogs)
	mustSample(t, d)
	mustSave(t, d, dialogs)
	s := &Bundles{desk: d}
	first, second := mustChoose(t, s), mustChoose(t, s)
	for _, handle := range []string{"", "made up", first.Handle} {
		if _, err := s.Import(handle, "both"); debrief.CodeOf(err) != debrief.CodeBundleExpired {
			t.Errorf("%q: %v", handle, err)
		}
	}
	if err := s.Forget(second.Handle); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Import(second.Handle, "both"); debrief.CodeOf(err) != debrief.CodeBundleExpired {
		t.Errorf("let go: %v", err)
	}
}

// The file is held as it was looked at: what becomes of it on the disk does not
// matter any more.
func TestWhatWasLookedAtIsWhatIsTaken(t *testing.T) {
	dialogs := &chosen{}
	d := mustDesk(t, dialogs)
	mustSample(t, d)
	path := mustSave(t, d, dialogs)
	s := &Bundles{desk: mustDesk(t, dialogs)}
	opened := mustChoose(t, s)
	if err := os.WriteFile(path, []byte("another file"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Import(opened.Handle, "new"); err != nil {
		t.Fatal(err)
	}
	want, got := mustLoad(t, d, demo.ID).Whole, mustLoad(t, s.desk, demo.ID).Whole
	if d := bundle.Compare(&want, &got); !d.Same() {
		t.Errorf("it differs: %+v", d)
	}
}

func TestADuplicateHasItsOwnAttachments(t *testing.T) {
	d := mustDesk(t, nil)
	mustSample(t, d)
	id, err := (&Debriefs{d}).Duplicate(Step{Name: "duplicate-debrief"}, demo.ID, "Again")
	if err != nil {
		t.Fatal(err)
	}
	w := mustLoad(t, d, id).Whole
	if len(w.Attachments) != 1 || w.Attachments[0].RecordID != w.Entries[0].ID {
		t.Fatalf("attachments %+v", w.Attachments)
	}
	if content, err := d.library.Content(t.Context(), w.Attachments[0]); err != nil || string(content) != "a picture" {
		t.Errorf("%q, %v", content, err)
	}
}

// A file that is no bundle, or a hostile one, is refused with a sentence and
// changes nothing, and what was held before is still there to import.
func TestHostileFilesChangeNothing(t *testing.T) {
	dialogs := &chosen{}
	d := mustDesk(t, dialogs)
	mustSample(t, d)
	good, err := os.ReadFile(mustSave(t, d, dialogs))
	if err != nil {
		t.Fatal(err)
	}
	s := &Bundles{desk: d}
	mustChoose(t, s)
	before := mustLoad(t, d, demo.ID).Whole
	bomb := zipped(t, "manifest.json", bytes.Repeat([]byte{' '}, 64<<20))
	newer := zipped(t, "manifest.json", []byte(`{"format": 3}`))
	for name, data := range map[string][]byte{
		"empty": {}, "foreign": []byte("%PDF-1.7"), "cut short": good[:len(good)/2], "flipped": flipped(good),
		"bomb": bomb, "newer": newer,
	} {
		dialogs.path = filepath.Join(t.TempDir(), name+".secondstory")
		if err := os.WriteFile(dialogs.path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		opened, err := s.Choose()
		said := d.FormatError(err)
		if err == nil || opened.Handle != "" || !strings.Contains(said.Message, "Nothing was changed") || strings.Contains(said.Message, "{") {
			t.Errorf("%s: %+v, %+v", name, opened, said)
		}
	}
	after := mustLoad(t, d, demo.ID).Whole
	if diff := bundle.Compare(&before, &after); !diff.Same() {
		t.Errorf("something changed: %+v", diff)
	}
}

func flipped(data []byte) []byte {
	out := bytes.Clone(data)
	out[len(out)/2] ^= 1
	return out
}

func zipped(t *testing.T, name string, data []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
