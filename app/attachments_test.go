package app

import (
	"bytes"
	"encoding/base64"
	"errors"
	"image"
	"image/png"
	"net/http/httptest"
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
	in := PictureInput{DebriefID: made.ID, Title: "Screenshot", Stage: 3, Position: 1, SpeakerID: "ines", Data: pngOf(t, 960, 640)}
	out, err := s.Paste(Step{Name: "add-picture"}, in)
	if err != nil || out.Entry == nil || out.Entry.Text != "Screenshot" || out.Entry.Who.ParticipantID != "ines" {
		t.Fatalf("%+v, %v", out, err)
	}
	a := out.Attachment
	if a.RecordID != out.Entry.ID || a.MediaType != "image/png" || a.Name != "picture 2026-11-21 1200.png" {
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
	if w := mustWhole(t, d, made.ID); len(w.Attachments)+len(w.Entries) != 0 {
		t.Errorf("the line and its picture are no one step: %+v", w)
	}
}

func TestAPictureJoinsTheLineBeingWrittenOrEdited(t *testing.T) {
	d := mustDesk(t, nil)
	made := mustNew(t, d)
	id := mustFile(t, d, LineInput{DebriefID: made.ID, Text: "the graph", Stage: 4, Position: 1})
	for _, to := range []string{id, made.ID} {
		out, err := d.pictures.Paste(Step{}, PictureInput{DebriefID: made.ID, RecordID: to, Data: pngOf(t, 2, 2)})
		if err != nil || out.Entry != nil || out.Attachment.RecordID != to {
			t.Errorf("%+v, %v", out, err)
		}
	}
	other := mustNew(t, d)
	_, err := d.pictures.Paste(Step{}, PictureInput{DebriefID: other.ID, RecordID: id, Data: pngOf(t, 2, 2)})
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
		if _, err := d.pictures.Paste(Step{}, PictureInput{DebriefID: made.ID, Data: data}); debrief.CodeOf(err) != debrief.CodePictureUnreadable {
			t.Errorf("%q: %v", data, err)
		}
	}
}
