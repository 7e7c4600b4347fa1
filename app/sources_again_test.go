package app

import (
	"archive/zip"
	"os"
	"path/filepath"
	"testing"

	"secondstory/backend/debrief"
)

const when = "When;Wer;Was\n03/04/2024 10:00;Ines;slow\n04/04/2024 10:00;Jo;back\n"

// TestATableIsMapped: what its columns are is said, its dates are asked about, and
// another delimiter has other columns.
func TestATableIsMapped(t *testing.T) {
	d := mustDesk(t, &chosen{})
	s := &Sources{desk: d}
	id, _ := mustInvite(t, d)
	look, err := s.Paste(id, when)
	if err != nil || look.Table == nil || !look.Table.Ambiguous || look.Columns != 3 || len(look.Table.Rows) != 2 || look.Table.Mapping.Who != 1 {
		t.Fatalf("Paste = %+v, %v", look, err)
	}
	m := look.Table.Mapping
	m.Order, m.Text, m.Channel = "month-first", 1, 2
	m.Who = -1
	again, err := s.Map(id, look.Handle, m)
	if err != nil || again.Handle != look.Handle || again.Table.Ambiguous || again.Lines[0].Text != "Ines" || again.Need != "zone" || again.From != "2024-03-04 10:00:00" || again.To != "2024-04-04 10:00:00" || len(s.held) != 1 {
		t.Fatalf("Map = %+v, %v", again, err)
	}
	m.Delimiter = ","
	if again, err = s.Map(id, look.Handle, m); err != nil || again.Columns != 1 {
		t.Errorf("by commas: %+v, %v", again, err)
	}
	m = again.Table.Mapping
	m.Delimiter = ";"
	if again, err = s.Map(id, look.Handle, m); err != nil || again.Columns != 3 || again.Table.Mapping.Who != 1 {
		t.Errorf("by semicolons: %+v, %v", again, err)
	}
	if err := s.Drop(look.Handle); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Map(id, look.Handle, m); debrief.CodeOf(err) != debrief.CodeEvidenceGone {
		t.Error(err)
	}
}

// TestOneOfAFolderIsAnother: a file in a folder or an archive can be said to be
// something else, and so can the folder; the others stay as they were.
func TestOneOfAFolderIsAnother(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{"a.vtt": captions, "sheet.csv": when}
	archive, err := os.Create(filepath.Join(dir, "all.zip"))
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(archive)
	folder := filepath.Join(dir, "all")
	if err := os.MkdirAll(filepath.Join(folder, "in"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, "in", name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		w, err := z.Create("in/" + name)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write([]byte(text))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	_ = archive.Close()
	d := mustDesk(t, &chosen{})
	id, _ := mustInvite(t, d)
	for _, path := range []string{folder, filepath.Join(dir, "all.zip")} {
		s := &Sources{desk: d}
		looks, err := s.ReadDropped(id, s.keepDropped([]string{path}))
		if err != nil || len(looks) != 2 {
			t.Fatalf("%s: %+v, %v", path, looks, err)
		}
		as, err := s.As(id, looks[1].Handle, "log")
		if err != nil || len(as) != 1 || as[0].Name != "sheet.csv" || as[0].Summary.Format != "log" || as[0].Handle != looks[1].Handle {
			t.Errorf("%s: %+v, %v", path, as, err)
		}
		if as, err = s.As(id, looks[1].Handle, "table"); err != nil || as[0].Table == nil || len(s.held) != 2 {
			t.Errorf("%s: %+v, %v", path, as, err)
		}
	}
}

// TestPartOfASource is brought in only when somebody chose that, and what could not be
// read is still told then.
func TestPartOfASource(t *testing.T) {
	d := mustDesk(t, &chosen{})
	s := &Sources{desk: d}
	id, _ := mustInvite(t, d)
	look, err := s.Paste(id, "time,who,text\n2024-05-01T10:00:00Z,Ines,one\nsoon,Jo,two\n2024-05-01T10:00:00Z,Jo\n")
	if err != nil || look.Summary.Rejected != 2 {
		t.Fatalf("%+v, %v", look, err)
	}
	if _, err := s.Bring(Step{Name: "bring-source"}, SourceInput{DebriefID: id, Handle: look.Handle}); debrief.CodeOf(err) != debrief.CodeEvidencePartial || len(mustWhole(t, d, id).Sources) != 0 {
		t.Errorf("not chosen: %v", err)
	}
	before, err := s.Unread(id, look.Handle)
	if err != nil || len(before) != 2 || before[0].Line != 3 || before[0].Text != "soon,Jo,two" {
		t.Errorf("%+v, %v", before, err)
	}
	source, err := s.Bring(Step{Name: "bring-source"}, SourceInput{DebriefID: id, Handle: look.Handle, Partial: true})
	if err != nil || source.Count != 1 || len(s.held) != 0 {
		t.Fatalf("%+v, %v, %d held", source, err, len(s.held))
	}
	page, err := s.Lines(id, source.ID, SourceFilter{}, 0)
	after, failed := s.Unread(id, source.ID)
	if err != nil || failed != nil || page.Unread != 2 || len(after) != 2 || after[1] != before[1] {
		t.Errorf("%+v, %+v, %v, %v", page, after, err, failed)
	}
}

// TestWhatAnotherDebriefLeft is let go of.
func TestWhatAnotherDebriefLeft(t *testing.T) {
	d := mustDesk(t, &chosen{})
	s := &Sources{desk: d}
	first, _ := mustInvite(t, d)
	second, _ := mustInvite(t, d)
	for _, id := range []string{first, first, second} {
		if _, err := s.Paste(id, captions); err != nil {
			t.Fatal(err)
		}
	}
	if len(s.held) != 1 {
		t.Errorf("%d held", len(s.held))
	}
}
