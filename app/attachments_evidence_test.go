package app

import (
	"bytes"
	"encoding/base64"
	"image"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"secondstory/backend/debrief"
)

// mustWrite puts files into a folder and returns it.
func mustWrite(tb testing.TB, files map[string][]byte) string {
	tb.Helper()
	folder := tb.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o600); err != nil {
			tb.Fatal(err)
		}
	}
	return folder
}

func mustPNG(tb testing.TB, w, h int) []byte {
	tb.Helper()
	content, err := base64.StdEncoding.DecodeString(pngOf(tb, w, h))
	if err != nil {
		tb.Fatal(err)
	}
	return content
}

// mustEvidence chooses a file as evidence, for a line to rest on.
func mustEvidence(tb testing.TB, d *Desk, dialogs *chosen, path, debriefID, lineID string) debrief.Attachment {
	tb.Helper()
	dialogs.path = path
	handle, err := d.pictures.ChooseEvidence()
	if err != nil {
		tb.Fatal(err)
	}
	a, err := d.pictures.Paste(Step{Name: "add-picture"}, PictureInput{DebriefID: debriefID, RecordID: lineID, Evidence: true, Handle: handle})
	if err != nil {
		tb.Fatal(err)
	}
	return a
}

func TestEvidenceOutlivesItsLine(t *testing.T) {
	dialogs := &chosen{}
	d := mustDesk(t, dialogs)
	made := mustNew(t, d)
	line := mustFile(t, d, LineInput{DebriefID: made.ID, Text: "14:02 the pool filled", Stage: 4, Position: 1})
	folder := mustWrite(t, map[string][]byte{"graph.png": mustPNG(t, 60, 40), "app.log": []byte("14:02 pool full\n")})
	graph := mustEvidence(t, d, dialogs, filepath.Join(folder, "graph.png"), made.ID, line)
	log := mustEvidence(t, d, dialogs, filepath.Join(folder, "app.log"), made.ID, made.ID)
	if !graph.Evidence || graph.RecordID != made.ID || graph.Waits() || !slices.Equal(graph.Lines(), []string{line}) || graph.Name != "graph.png" {
		t.Errorf("the graph: %+v", graph)
	}
	if log.MediaType != "application/octet-stream" || log.Name != "app.log" || len(log.Lines()) != 0 || log.Position <= graph.Position {
		t.Errorf("the log: %+v", log)
	}
	// The same file is kept once: another line only rests on it, too.
	again := mustEvidence(t, d, dialogs, filepath.Join(folder, "app.log"), made.ID, line)
	if again.ID != log.ID || !slices.Equal(again.LineIDs, []string{line}) || len(mustWhole(t, d, made.ID).Attachments) != 2 {
		t.Errorf("again: %+v", again)
	}
	if err := (&Entries{d}).Delete(Step{Name: "delete-line"}, debrief.Ref{ID: line, DebriefID: made.ID, Rev: 1}); err != nil {
		t.Fatal(err)
	}
	if n := len(mustWhole(t, d, made.ID).Attachments); n != 2 {
		t.Errorf("%d are left without their line", n)
	}
	// It is saved as it was, and a file is never served.
	to := filepath.Join(t.TempDir(), "out.log")
	dialogs.path = to
	if saved, err := d.pictures.SaveFile(made.ID, log.ID); err != nil || saved.Path != to {
		t.Fatalf("%+v, %v", saved, err)
	}
	if got, err := os.ReadFile(to); err != nil || string(got) != "14:02 pool full\n" {
		t.Errorf("%q, %v", got, err)
	}
	if code, _, _ := fetched(d, attachmentPath+log.ID); code != 404 {
		t.Errorf("a file is served: %d", code)
	}
	other := mustNew(t, d)
	if _, err := d.pictures.SaveFile(other.ID, log.ID); debrief.CodeOf(err) != debrief.CodeNotFound {
		t.Errorf("of another debrief: %v", err)
	}
}

func TestACropTakesThePlaceOfTheWholeOne(t *testing.T) {
	dialogs := &chosen{}
	d := mustDesk(t, dialogs)
	made := mustNew(t, d)
	folder := mustWrite(t, map[string][]byte{"graph.png": mustPNG(t, 60, 40)})
	whole := mustEvidence(t, d, dialogs, filepath.Join(folder, "graph.png"), made.ID, made.ID)
	whole.Caption, whole.Source, whole.Shown = "the pool", "Grafana", debrief.ShownRoles
	whole, err := d.pictures.Save(Step{Name: "edit-picture"}, whole)
	if err != nil {
		t.Fatal(err)
	}
	ref := debrief.Ref{ID: whole.ID, DebriefID: made.ID, Rev: whole.Rev}
	if _, err := d.pictures.Crop(Step{}, CropInput{Picture: ref, X: 50, Y: 0, Width: 20, Height: 10}); debrief.CodeOf(err) != debrief.CodeInvalid {
		t.Errorf("a part beyond it: %v", err)
	}
	part, err := d.pictures.Crop(Step{Name: "crop-picture"}, CropInput{Picture: ref, X: 10, Y: 5, Width: 30, Height: 20})
	if err != nil {
		t.Fatal(err)
	}
	_, _, body := fetched(d, attachmentPath+part.ID)
	size, _, err := image.DecodeConfig(bytes.NewReader(body))
	if err != nil || size.Width != 30 || size.Height != 20 {
		t.Errorf("%v, %v", size, err)
	}
	if part.Caption != "the pool" || part.Source != "Grafana" || part.Shown != debrief.ShownRoles || part.Position != whole.Position || part.SHA256 == whole.SHA256 {
		t.Errorf("of it comes %+v", part)
	}
	if code, _, _ := fetched(d, attachmentPath+whole.ID); code != 404 || len(mustWhole(t, d, made.ID).Attachments) != 1 {
		t.Errorf("the whole one is there: %d", code)
	}
	mustUndo(t, d)
	if w := mustWhole(t, d, made.ID); len(w.Attachments) != 1 || w.Attachments[0].ID != whole.ID {
		t.Errorf("after undo: %+v", w.Attachments)
	}
}

func TestWhatHasNoLinesIsBroughtInAsItIs(t *testing.T) {
	dialogs := &chosen{}
	d := mustDesk(t, dialogs)
	made := mustNew(t, d)
	folder := mustWrite(t, map[string][]byte{"graph.png": mustPNG(t, 6, 4), "dump.bin": {0, 1, 2, 3}, "logo.svg": []byte("<svg xmlns='http://www.w3.org/2000/svg'/>")})
	looks, err := d.sources.read(made.ID, folder)
	if err != nil {
		t.Fatal(err)
	}
	handles, as := map[string]string{}, map[string]AttachAs{}
	for _, look := range looks {
		handles[look.Name], as[look.Name] = look.Handle, look.Attach
	}
	if as["graph.png"] != AttachPicture || as["dump.bin"] != AttachFile || as["logo.svg"] != AttachPicture {
		t.Errorf("%v", as)
	}
	for name, code := range map[string]debrief.Code{"graph.png": "", "dump.bin": "", "logo.svg": debrief.CodePictureFileUnreadable} {
		handle, err := d.pictures.Looked(handles[name])
		if debrief.CodeOf(err) != code || (handle == "") != (err != nil) {
			t.Errorf("%s: %q, %v", name, handle, err)
		}
	}
	if _, err := d.pictures.Looked("nobody's"); debrief.CodeOf(err) != debrief.CodeEvidenceGone {
		t.Errorf("%v", err)
	}
}
