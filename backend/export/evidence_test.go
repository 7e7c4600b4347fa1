package export_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/export"
	"secondstory/backend/report"
)

// rests is a debrief of which an entry rests on four pictures, one for each that may see
// them, and on a graph; and the bytes of the pictures.
func rests(t *testing.T) (*debrief.Whole, report.Options, func(context.Context, debrief.Attachment) ([]byte, error)) {
	t.Helper()
	w := debrief.NewWhole(*debrief.NewDebrief("2026-11-21T10:00:00Z"))
	w.Debrief.Title = "Ines Marlow’s pool filled"
	w.Participants = []debrief.Participant{{Base: debrief.Base{ID: "ines", DebriefID: w.Debrief.ID}, Name: "Ines Marlow", Role: "On-call engineer", Parts: []debrief.Part{}}}
	at := debrief.Moment{At: "2026-11-03T14:05:00Z", Precision: debrief.PrecisionMinute}
	w.Entries = []debrief.Entry{{
		Base: debrief.Base{ID: "entry"}, Time: at, Text: "the pool filled", Basis: debrief.BasisRecord, OnTimeline: true,
		Citations: []debrief.Citation{{SourceID: "pool", Message: -1, At: "2026-11-03T14:06:00Z"}},
	}}
	w.Sources = []debrief.Source{{Base: debrief.Base{ID: "pool"}, Title: "Pool of Ines Marlow", SHA256: strings.Repeat("ab", 32), AheadSeconds: 60}}
	contents := map[debrief.ID][]byte{}
	for i, shown := range []debrief.Shown{debrief.ShownNone, debrief.ShownNamed, debrief.ShownRoles, debrief.ShownAll} {
		var b bytes.Buffer
		if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 40+i, 20))); err != nil {
			t.Fatal(err)
		}
		a := debrief.NewAttachment(w.Debrief.ID, "entry", "marlow.png", "image/png", b.Bytes())
		a.Shown, a.Caption, a.Source = shown, "What Ines Marlow saw", "=Grafana"
		w.Attachments = append(w.Attachments, *a)
		contents[a.ID] = b.Bytes()
	}
	content := func(_ context.Context, a debrief.Attachment) ([]byte, error) { return contents[a.ID], nil }
	o := formOptions(t, report.RoleOnly)
	o.Graphs = map[debrief.ID][]debrief.Series{"pool": {{Name: "used", Points: []debrief.Point{
		{At: time.Date(2026, 11, 3, 14, 6, 0, 0, time.UTC), Value: -1.5}, {At: time.Date(2026, 11, 3, 14, 7, 0, 0, time.UTC), Value: 40},
	}}}}
	return w, o, content
}

// An edition's folder has what the edition shows and no more, with the bytes that are
// kept, and a list whose hashes are right; no name stands in it or on a file.
func TestAFolderHasWhatItsEditionShows(t *testing.T) {
	for edition, want := range map[report.Edition]int{report.Named: 4, report.RoleOnly: 3, report.Public: 1} {
		w, o, content := rests(t)
		o.Edition = edition
		var err error
		if o.Pictures, err = export.Pictures(t.Context(), nil, w, edition, content); err != nil {
			t.Fatal(err)
		}
		files, err := export.Evidence(t.Context(), w, o, content)
		if err != nil || len(files) != want+1 || files[want].Name != export.IndexName {
			t.Fatalf("%s: %d files, %v", edition, len(files), err)
		}
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(files[want].Data, []byte("\ufeff")))).ReadAll()
		if err != nil || len(rows) != want+1 {
			t.Fatalf("%s: %d rows, %v", edition, len(rows), err)
		}
		for i, f := range files[:want] {
			sum := sha256.Sum256(f.Data)
			if rows[i+1][0] != f.Name || rows[i+1][4] != hex.EncodeToString(sum[:]) {
				t.Errorf("%s: %s is listed as %q", edition, f.Name, rows[i+1])
			}
			if strings.HasPrefix(rows[i+1][2], "=") {
				t.Errorf("%s: a cell is a formula: %q", edition, rows[i+1][2])
			}
			if edition != report.Named && strings.Contains(strings.ToLower(f.Name+strings.Join(rows[i+1], " ")+textOf(f)), "marlow") {
				t.Errorf("%s: a name in %q", edition, rows[i+1])
			}
		}
		if at := slices.IndexFunc(files, func(f export.Member) bool { return strings.HasPrefix(textOf(f), "\ufeffTime") }); edition != report.Public && (at < 0 || !strings.Contains(textOf(files[at]), "2026-11-03T14:05:00Z,used,-1.5\r\n")) {
			t.Errorf("%s: the graph is not there by the report's clock", edition)
		}
	}
}

func textOf(f export.Member) string {
	if strings.HasSuffix(f.Name, ".csv") {
		return string(f.Data)
	}
	return ""
}

func TestAFolderOfNothing(t *testing.T) {
	w, o, content := rests(t)
	o.Edition, w.Attachments = report.Public, nil
	if _, err := export.Evidence(t.Context(), w, o, content); debrief.CodeOf(err) != debrief.CodeNothingAttached {
		t.Errorf("%v", err)
	}
}

// A folder is written whole beside what is there, whatever that is, or not at all.
func TestAFolderReplacesNothing(t *testing.T) {
	dir := t.TempDir()
	files := []export.Member{{Name: "01.png", Data: []byte("picture")}, {Name: export.IndexName, Data: []byte("list")}}
	if err := os.WriteFile(filepath.Join(dir, "report"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "report-2"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"report-3", "report-4"} {
		path, err := export.SaveFolder(dir, "report", files)
		if err != nil || filepath.Base(path) != want {
			t.Fatalf("%s, %v", path, err)
		}
		if data, err := os.ReadFile(filepath.Join(path, "01.png")); err != nil || string(data) != "picture" {
			t.Errorf("%q, %v", data, err)
		}
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 4 {
		t.Errorf("left: %v, %v", left, err)
	}
	if _, err := export.SaveFolder(filepath.Join(dir, "none"), "report", files); debrief.CodeOf(err) != debrief.CodeExportNoFolder {
		t.Errorf("into no folder: %v", err)
	}
	if _, err := export.SaveFolder(dir, "again", []export.Member{{Name: "no/such/file", Data: nil}}); err == nil {
		t.Error("a file that cannot be written is passed over")
	}
	if left, _ := os.ReadDir(dir); len(left) != 4 {
		t.Errorf("half a folder is left: %v", left)
	}
}

// A file's name is searched as its text is, whatever joins its words.
func TestAFilesNameIsSearched(t *testing.T) {
	w, o, _ := rests(t)
	head, err := export.Begin(w, o)
	if err != nil {
		t.Fatal(err)
	}
	if name := head.Name(".pdf"); strings.Contains(name, "marlow") || head.CheckName(name) != nil {
		t.Errorf("offered: %q", name)
	}
	for _, name := range []string{"ines-marlow.pdf", "Ines_Marlow.pdf", "Marlow.pdf"} {
		if err := head.CheckName(name); debrief.CodeOf(err) != debrief.CodeNameFound {
			t.Errorf("%s: %v", name, err)
		}
	}
}
