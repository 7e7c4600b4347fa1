package app

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"secondstory/backend/debrief"
)

const captions = "WEBVTT\n\n00:05.000 --> 00:06.000\n<v Ines>checkout is slow</v>\n\n01:00:00.000 --> 01:00:01.000\n<v Jo>rolling back</v>\n"

// TestASourceIsBroughtIn: read, looked at, brought in, looked through, made entries
// of, told when it began, taken away and brought back.
func TestASourceIsBroughtIn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "call.txt")
	if err := os.WriteFile(path, []byte(captions), 0o600); err != nil {
		t.Fatal(err)
	}
	d := mustDesk(t, &chosen{path: path})
	s := &Sources{desk: d}
	id, ines := mustInvite(t, d)

	looks, err := s.ChooseFile(id)
	if err != nil || len(looks) != 1 {
		t.Fatalf("ChooseFile = %+v, %v", looks, err)
	}
	look := looks[0]
	if look.Name != "call.txt" || look.Summary.Messages != 2 || look.Need != "start" || len(look.Lines) != 2 || look.HereID != "" || look.Senders[0].ParticipantID != ines {
		t.Fatalf("%+v", look)
	}
	source, err := s.Bring(Step{Name: "bring-source"}, SourceInput{DebriefID: id, Handle: look.Handle, Senders: look.Senders})
	if err != nil || source.Count != 2 || source.Rev == 0 {
		t.Fatalf("Bring = %+v, %v", source, err)
	}
	if _, err := s.Bring(Step{}, SourceInput{DebriefID: id, Handle: look.Handle}); debrief.CodeOf(err) != debrief.CodeEvidenceGone {
		t.Errorf("brought in twice: %v", err)
	}
	if looks, err = s.ChooseFile(id); err != nil || looks[0].HereID != source.ID {
		t.Errorf("the same again: %+v, %v", looks, err)
	}

	// The messages are read from the library, not from what was held.
	s = &Sources{desk: d}
	page, err := s.Lines(id, source.ID, SourceFilter{Words: "BACK"}, 0)
	if err != nil || page.Found != 1 || page.Count != 2 || page.Lines[0].Reason != "rollback" || page.Lines[0].Time.Problem != debrief.ProblemNoDay {
		t.Fatalf("Lines = %+v, %v", page, err)
	}
	entries, err := s.Promote(Step{Name: "promote"}, PromoteInput{DebriefID: id, SourceID: source.ID, Messages: []int{0, 1}})
	if err != nil || len(entries) != 2 || entries[0].Who.ParticipantID != ines || entries[1].Who.Name != "Jo" || entries[0].Time.Known() {
		t.Fatalf("Promote = %+v, %v", entries, err)
	}
	source.StartedAt = "2026-11-03T14:00:00Z"
	saved, err := s.Save(Step{Name: "edit-source"}, source)
	if err != nil || len(saved.Entries) != 2 || saved.Entries[1].Time.At != "2026-11-03T15:00:00Z" {
		t.Fatalf("Save = %+v, %v", saved, err)
	}
	cited, err := s.Cited(id, saved.Entries[0].Citations)
	if err != nil || len(cited) != 1 || cited[0].Line.Text != "checkout is slow" || cited[0].Source != "call.txt" || cited[0].Line.Time.At != "2026-11-03T14:00:05Z" {
		t.Errorf("Cited = %+v, %v", cited, err)
	}
	if err := s.Delete(Step{Name: "delete-source"}, debrief.Ref{ID: source.ID, DebriefID: id, Rev: saved.Source.Rev}); err != nil {
		t.Fatal(err)
	}
	if cited, err = s.Cited(id, saved.Entries[0].Citations); err != nil || len(cited) != 1 || cited[0].Source != "" {
		t.Errorf("Cited of what was removed = %+v, %v", cited, err)
	}
	whole := mustWhole(t, d, id)
	if len(whole.Sources) != 0 || len(whole.Attachments) != 0 || len(whole.Entries) != 2 {
		t.Errorf("after it was taken away: %+v", whole)
	}
	for range 2 { // the source is there again, and then not said when it began
		if _, err := (&Changes{d}).Undo(); err != nil {
			t.Fatal(err)
		}
	}
	whole = mustWhole(t, d, id)
	if len(whole.Sources) != 1 || whole.Sources[0].StartedAt != "" || whole.Entries[1].Time.Known() {
		t.Errorf("after undo: %+v", whole.Entries)
	}
	if page, err = s.Lines(id, source.ID, SourceFilter{}, 0); err != nil || page.Found != 2 {
		t.Errorf("Lines after undo = %+v, %v", page, err)
	}
}

// TestReadAsAnother: somebody corrects what a file is taken for.
func TestReadAsAnother(t *testing.T) {
	d := mustDesk(t, &chosen{})
	s := &Sources{desk: d}
	id, _ := mustInvite(t, d)
	look, err := s.Paste(id, "0:00:00.378,0:00:11.378\na\n")
	if err != nil || look.Summary.Format != "sbv" || look.Name != "pasted.txt" {
		t.Fatalf("Paste = %+v, %v", look, err)
	}
	all, err := s.As(id, look.Handle, "slack-export")
	if err != nil || len(all) != 1 || all[0].Summary.Format != "slack-export" || all[0].Summary.Messages != 0 || len(all[0].Rejected) != 1 {
		t.Fatalf("As = %+v, %v", all, err)
	}
	as := all[0]
	if err := s.Drop(as.Handle); err != nil {
		t.Fatal(err)
	}
	if _, err := s.As(id, as.Handle, "sbv"); debrief.CodeOf(err) != debrief.CodeEvidenceGone {
		t.Error(err)
	}
}

// TestWhatIsDroppedIsRead: once, by its handle, and never by a path.
func TestWhatIsDroppedIsRead(t *testing.T) {
	d := mustDesk(t, &chosen{})
	s := &Sources{desk: d}
	id, _ := mustInvite(t, d)
	path := filepath.Join(t.TempDir(), "call.vtt")
	if err := os.WriteFile(path, []byte(captions), 0o600); err != nil {
		t.Fatal(err)
	}
	s.keepDropped([]string{path})
	for _, wrong := range []string{"", path} {
		if _, err := s.ReadDropped(id, wrong); debrief.CodeOf(err) != debrief.CodeEvidenceGone {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	handle := s.keepDropped([]string{path, path})
	looks, err := s.ReadDropped(id, handle)
	if err != nil || len(looks) != 2 || looks[0].Name != "call.vtt" || looks[0].Summary.Messages != 2 {
		t.Fatalf("ReadDropped = %+v, %v", looks, err)
	}
	if _, err := s.ReadDropped(id, handle); debrief.CodeOf(err) != debrief.CodeEvidenceGone {
		t.Errorf("read twice: %v", err)
	}
	handle = s.keepDropped([]string{path, path + ".gone"})
	if _, err := s.ReadDropped(id, handle); err == nil || len(s.held) != 2 {
		t.Errorf("one that is gone: %v, %d held", err, len(s.held))
	}
}

// TestAFolderOfTooMany is refused as a whole: none of it is passed over in silence.
func TestAFolderOfTooMany(t *testing.T) {
	dir := t.TempDir()
	for n := range mostHeld + 1 {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.vtt", n)), []byte(captions), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d := mustDesk(t, &chosen{path: dir})
	id, _ := mustInvite(t, d)
	looks, err := (&Sources{desk: d}).ChooseFolder(id)
	if debrief.CodeOf(err) != debrief.CodeEvidenceTooLarge || len(looks) != 0 {
		t.Errorf("ChooseFolder = %d looks, %v", len(looks), err)
	}
}
