package app

import (
	"bytes"
	"encoding/base64"
	"errors"
	"image"
	"image/png"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"secondstory/backend/debrief"
)

func pngOf(tb testing.TB, w, h int) string {
	tb.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		tb.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(out.Bytes())
}

// mustHand hands a picture over in parts.
func mustHand(tb testing.TB, d *Desk, data string) string {
	tb.Helper()
	half := len(data) / 8 * 4
	handle, err := d.pictures.Hand("", data[:half], false)
	if err == nil {
		handle, err = d.pictures.Hand(handle, data[half:], true)
	}
	if err != nil || handle == "" {
		tb.Fatalf("%q, %v", handle, err)
	}
	return handle
}

// fetched returns what the window gets from an address.
func fetched(d *Desk, path string) (int, string, []byte) {
	w := httptest.NewRecorder()
	d.Files().ServeHTTP(w, httptest.NewRequest("GET", path, nil))
	return w.Code, w.Header().Get("Content-Type"), w.Body.Bytes()
}

func TestAPastedPictureBelongsToItsLine(t *testing.T) {
	d := mustDesk(t, nil)
	made := mustNew(t, d)
	s := d.pictures
	line := mustFile(t, d, LineInput{DebriefID: made.ID, Text: "the graph", Stage: 3, Position: 1})
	in := PictureInput{DebriefID: made.ID, RecordID: line, Handle: mustHand(t, d, pngOf(t, 960, 640))}
	a, err := s.Paste(Step{Name: "add-picture"}, in)
	if err != nil {
		t.Fatal(err)
	}
	if a.RecordID != line || a.MediaType != "image/png" || a.Name != "picture 2026-11-21 1200.png" {
		t.Errorf("attached %+v", a)
	}
	code, kind, body := fetched(d, attachmentPath+a.ID)
	if code != 200 || kind != "image/png" || int64(len(body)) != a.Size {
		t.Errorf("the picture: %d %s, %d bytes", code, kind, len(body))
	}
	for range 2 {
		code, _, body := fetched(d, attachmentPath+a.ID+"/"+smallName)
		size, _, err := image.DecodeConfig(bytes.NewReader(body))
		if code != 200 || err != nil || size.Width != 480 || size.Height != 320 {
			t.Errorf("the small one: %d, %v, %v", code, size, err)
		}
	}
	a.Caption = "the pool graph"
	if a, err = s.Save(Step{Name: "edit-picture"}, a); err != nil {
		t.Fatal(err)
	}
	if err := s.Delete(Step{Name: "delete-picture"}, debrief.Ref{ID: a.ID, DebriefID: made.ID, Rev: a.Rev}); err != nil {
		t.Fatal(err)
	}
	if code, _, _ := fetched(d, attachmentPath+a.ID); code != 404 {
		t.Errorf("a removed picture is served: %d", code)
	}
	mustUndo(t, d)
	if w := mustWhole(t, d, made.ID); len(w.Attachments) != 1 || w.Attachments[0].Caption != "the pool graph" {
		t.Errorf("after undo: %+v", w.Attachments)
	}
	mustUndo(t, d)
	mustUndo(t, d)
	if w := mustWhole(t, d, made.ID); len(w.Attachments) != 0 || len(w.Entries) != 1 {
		t.Errorf("a picture is no step of its own: %+v", w)
	}
}

func TestAPictureJoinsTheLineBeingWrittenOrEdited(t *testing.T) {
	d := mustDesk(t, nil)
	made := mustNew(t, d)
	id := mustFile(t, d, LineInput{DebriefID: made.ID, Text: "the graph", Stage: 4, Position: 1})
	for _, to := range []string{id, made.ID} {
		out, err := d.pictures.Paste(Step{}, PictureInput{DebriefID: made.ID, RecordID: to, Handle: mustHand(t, d, pngOf(t, 2, 2))})
		if err != nil || out.RecordID != to {
			t.Errorf("%+v, %v", out, err)
		}
	}
	other := mustNew(t, d)
	_, err := d.pictures.Paste(Step{}, PictureInput{DebriefID: other.ID, RecordID: id, Handle: mustHand(t, d, pngOf(t, 2, 2))})
	var told *debrief.Error
	if !errors.As(err, &told) || told.Code != debrief.CodeNotFound {
		t.Errorf("a line of another debrief: %v", err)
	}
}

func TestNothingButPicturesIsServed(t *testing.T) {
	d := mustDesk(t, nil)
	made := mustNew(t, d)
	content := []byte("<!doctype html><script>alert(1)</script>")
	a := debrief.NewAttachment(made.ID, made.ID, "page.html", "image/png", content)
	action := Step{}.put(a)
	action.Content = map[debrief.ID][]byte{a.ID: content}
	if err := d.apply(action); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{a.ID, a.ID + "/small", made.ID, "", "../preview/1.pdf", "nobody"} {
		if code, _, _ := fetched(d, attachmentPath+path); code != 404 {
			t.Errorf("%s is served: %d", path, code)
		}
	}
	for _, data := range []string{"", "%%%", base64.StdEncoding.EncodeToString(content)} {
		if handle, err := d.pictures.Hand("", data, true); debrief.CodeOf(err) != debrief.CodePictureUnreadable || handle != "" {
			t.Errorf("%q: %q, %v", data, handle, err)
		}
	}
	if n := len(d.pictures.held.all) + len(d.pictures.held.order); n != 0 {
		t.Errorf("%d of what was refused are held", n)
	}
}

func TestWhatIsHandedOverIsBounded(t *testing.T) {
	d := mustDesk(t, nil)
	part := base64.StdEncoding.EncodeToString(make([]byte, 1<<20))
	handle, err := "", error(nil)
	parts := 0
	for ; err == nil; parts++ {
		handle, err = d.pictures.Hand(handle, part, false)
	}
	if debrief.CodeOf(err) != debrief.CodePictureTooLarge || parts != debrief.MaxAttachment>>20+1 || len(d.pictures.held.all) != 0 {
		t.Errorf("after %d parts: %v, %d are held", parts, err, len(d.pictures.held.all))
	}
	if _, err := d.pictures.Hand("nobody's", part, false); debrief.CodeOf(err) != debrief.CodeAttachmentMissing {
		t.Errorf("a handle nobody was given: %v", err)
	}
	first := mustHand(t, d, pngOf(t, 1, 1))
	if _, err := d.pictures.Hand(first, part, false); debrief.CodeOf(err) != debrief.CodeAttachmentMissing {
		t.Errorf("more of one that was all there: %v", err)
	}
	for range maxHeld {
		mustHand(t, d, pngOf(t, 1, 1))
	}
	made := mustNew(t, d)
	for _, handle := range []string{first, "", "nobody's"} {
		_, err := d.pictures.Paste(Step{}, PictureInput{DebriefID: made.ID, RecordID: made.ID, Handle: handle})
		if debrief.CodeOf(err) != debrief.CodeAttachmentMissing {
			t.Errorf("%q is attached: %v", handle, err)
		}
	}
}

func TestAPictureIsChosenFromAFile(t *testing.T) {
	folder := t.TempDir()
	put := func(name string, content []byte) string {
		t.Helper()
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good, err := base64.StdEncoding.DecodeString(pngOf(t, 3, 2))
	if err != nil {
		t.Fatal(err)
	}
	dialogs := &chosen{}
	d := mustDesk(t, dialogs)
	made := mustNew(t, d)
	if handle, err := d.pictures.Choose(); handle != "" || err != nil {
		t.Errorf("nobody chose: %q, %v", handle, err)
	}
	dialogs.path = put("graph.png", good)
	handle, err := d.pictures.Choose()
	if err != nil {
		t.Fatal(err)
	}
	out, err := d.pictures.Paste(Step{}, PictureInput{DebriefID: made.ID, RecordID: made.ID, Handle: handle})
	if err != nil || out.MediaType != "image/png" || strings.Contains(out.Name, "graph") {
		t.Errorf("%+v, %v", out, err)
	}
	for path, code := range map[string]debrief.Code{
		put("notes.txt", []byte("GIF89a")):                      debrief.CodePictureFileUnreadable,
		put("heavy.png", make([]byte, debrief.MaxAttachment+1)): debrief.CodePictureFileTooLarge,
		filepath.Join(folder, "gone.png"):                       debrief.CodePictureFileUnreadable,
		folder:                                                  debrief.CodePictureFileUnreadable,
	} {
		dialogs.path = path
		handle, err := d.pictures.Choose()
		if debrief.CodeOf(err) != code || handle != "" || !strings.Contains(d.copy.Sentence(err), filepath.Base(path)) {
			t.Errorf("%s: %q, %v", path, handle, err)
		}
	}
}

// mustPaste attaches a picture to a line, or to the debrief while a line is written.
func mustPaste(tb testing.TB, d *Desk, debriefID, recordID string) debrief.Attachment {
	tb.Helper()
	in := PictureInput{DebriefID: debriefID, RecordID: recordID, Handle: mustHand(tb, d, pngOf(tb, 5, 4))}
	out, err := d.pictures.Paste(Step{Name: "add-picture"}, in)
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

// belongs returns which line each picture belongs to.
func belongs(tb testing.TB, d *Desk, id string) map[string]string {
	tb.Helper()
	out := map[string]string{}
	for _, a := range mustWhole(tb, d, id).Attachments {
		out[a.ID] = a.RecordID
	}
	return out
}

func TestAPictureThatWaitedGoesWithTheLine(t *testing.T) {
	d := mustDesk(t, nil)
	made, other := mustNew(t, d), mustNew(t, d)
	first, second := mustPaste(t, d, made.ID, made.ID), mustPaste(t, d, made.ID, made.ID)
	foreign := mustPaste(t, d, other.ID, other.ID)
	in := LineInput{DebriefID: made.ID, Text: "the pool was full", Stage: 3, Position: 1, PictureIDs: []string{first.ID, foreign.ID}}
	s := &Capture{d}
	filed, err := s.File(Step{Name: "file-line"}, in)
	if err != nil || len(filed.Attachments) != 1 || filed.Attachments[0].RecordID != filed.Entry.ID || filed.Attachments[0].Rev != first.Rev+1 {
		t.Fatalf("%+v, %v", filed, err)
	}
	line := filed.Entry.ID
	if got := belongs(t, d, made.ID); got[first.ID] != line || got[second.ID] != made.ID {
		t.Errorf("belongs to %v", got)
	}
	// It belongs to its line: it does not go with another.
	again := in
	again.PictureIDs, again.Position, again.Text = []string{first.ID, second.ID}, 2, "? what is normal\nhere"
	all, err := s.Paste(Step{Name: "paste-lines"}, again)
	if err != nil || len(all) != 2 || len(all[0].Attachments) != 1 || len(all[1].Attachments) != 0 {
		t.Fatalf("%+v, %v", all, err)
	}
	if got := belongs(t, d, made.ID); got[first.ID] != line || got[second.ID] != all[0].Question.ID {
		t.Errorf("belongs to %v", got)
	}
	mustUndo(t, d)
	mustUndo(t, d)
	if got := belongs(t, d, made.ID); got[first.ID] != made.ID || got[second.ID] != made.ID {
		t.Errorf("taken back, they belong to %v", got)
	}
}

func TestAPictureStaysWithALineThatBecomesAnotherKind(t *testing.T) {
	d := mustDesk(t, nil)
	made := mustNew(t, d)
	s := &Capture{d}
	in := LineInput{DebriefID: made.ID, Text: "one pool for all", Stage: 3, Position: 1}
	in.EditID = mustFile(t, d, in)
	a := mustPaste(t, d, made.ID, in.EditID)
	in.Text = "# one pool for all"
	filed, err := s.File(Step{Name: "edit-line"}, in)
	if err != nil || filed.Removed == nil || len(filed.Attachments) != 1 {
		t.Fatalf("%+v, %v", filed, err)
	}
	if got := belongs(t, d, made.ID); got[a.ID] != filed.Factor.ID {
		t.Fatalf("belongs to %v, not to %s", got, filed.Factor.ID)
	}
	in.EditID, in.Text = filed.Factor.ID, "one pool"
	if _, err := s.Split(Step{Name: "split-line"}, in, "for all", 2); err != nil {
		t.Fatal(err)
	}
	w := mustWhole(t, d, made.ID)
	for _, r := range w.Records() {
		if r.Head().ID == w.Attachments[0].RecordID {
			return
		}
	}
	t.Errorf("it belongs to nothing: %+v", w.Attachments)
}

// TestALineAndItsPictureComeBackWithTheirBytes deletes a line with a picture,
// and takes that back, in the library, in a backup and in a bundle.
func TestALineAndItsPictureComeBackWithTheirBytes(t *testing.T) {
	to := filepath.Join(t.TempDir(), "one.secondstory")
	d := mustDesk(t, &chosen{path: to})
	made := mustNew(t, d)
	line := mustFile(t, d, LineInput{DebriefID: made.ID, Text: "the graph", Stage: 3, Position: 1})
	a := mustPaste(t, d, made.ID, line)
	mustPaste(t, d, made.ID, line)
	_, _, bytesOf := fetched(d, attachmentPath+a.ID)
	ref := debrief.Ref{ID: line, DebriefID: made.ID, Rev: 1}
	if err := (&Entries{d}).Delete(Step{Name: "delete-line"}, ref); err != nil {
		t.Fatal(err)
	}
	if n := len(mustWhole(t, d, made.ID).Attachments); n != 0 {
		t.Fatalf("%d left", n)
	}
	mustUndo(t, d)
	if _, _, got := fetched(d, attachmentPath+a.ID); len(got) == 0 || !bytes.Equal(got, bytesOf) {
		t.Errorf("%d bytes come back of %d", len(got), len(bytesOf))
	}
	if _, err := (&Bundles{desk: d}).Save(made.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := (&Backups{desk: d}).Make(); err != nil {
		t.Fatal(err)
	}
	list, err := (&Backups{desk: d}).List()
	if err != nil || len(list.Backups) == 0 {
		t.Fatalf("%+v, %v", list, err)
	}
	for _, one := range mustWhole(t, d, made.ID).Attachments {
		if err := d.pictures.Delete(Step{}, debrief.Ref{ID: one.ID, DebriefID: made.ID, Rev: one.Rev}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := (&Backups{desk: d}).Restore(list.Backups[0].Name); err != nil {
		t.Fatal(err)
	}
	if _, _, got := fetched(d, attachmentPath+a.ID); !bytes.Equal(got, bytesOf) {
		t.Errorf("from the backup: %d bytes of %d", len(got), len(bytesOf))
	}
	fresh := mustDesk(t, &chosen{path: to})
	s := &Bundles{desk: fresh}
	if _, err := s.Import(mustChoose(t, s).Handle, "new"); err != nil {
		t.Fatal(err)
	}
	if _, _, got := fetched(fresh, attachmentPath+a.ID); !bytes.Equal(got, bytesOf) {
		t.Errorf("from the bundle: %d bytes of %d", len(got), len(bytesOf))
	}
}
