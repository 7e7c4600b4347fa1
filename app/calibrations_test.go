package app

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"secondstory/backend/debrief"
)

// mustLines makes a debrief with three people: two of one name, one without a line.
func mustLines(t *testing.T, d *Desk) (id string, people []string) {
	t.Helper()
	made := mustNew(t, d)
	for i, alias := range []string{"@ines/dba", "", "jo"} {
		p := debrief.Participant{Name: "Ines  Souza", Alias: alias, Position: float64(i)}
		p.ID, p.DebriefID = debrief.NewID(), made.ID
		if _, err := (&Participants{d}).Save(Step{}, p); err != nil {
			t.Fatal(err)
		}
		people = append(people, p.ID)
		if i == 2 {
			break
		}
		e := debrief.Entry{Base: debrief.Base{ID: debrief.NewID(), DebriefID: made.ID}, Place: debrief.Place{Stage: debrief.StageNarratives, Position: float64(i)}, Who: debrief.Who{ParticipantID: p.ID}, Basis: debrief.BasisMemory}
		e.Text = []string{"I saw the harbour lights.", "I heard the engine stop."}[i]
		if err := d.apply(debrief.Action{Name: "add-entry", Put: []debrief.Record{&e}}); err != nil {
			t.Fatal(err)
		}
	}
	return made.ID, people
}

func TestLinesAreReadAndSaved(t *testing.T) {
	dialog := &chosen{path: filepath.Join(t.TempDir(), "ines")}
	d := mustDesk(t, dialog)
	s := &Calibrations{d}
	id, people := mustLines(t, d)
	text, err := s.Text(id, people[0])
	if err != nil || !strings.Contains(text.Text, "harbour lights") || strings.Contains(text.Text, "engine") {
		t.Fatalf("Text = %+v, %v", text, err)
	}
	saved, err := s.SaveText(id, people[0])
	if err != nil || saved.Path != dialog.path+".txt" || dialog.name != "lines-ines-dba.txt" || string(mustRead(t, saved.Path)) != text.Text {
		t.Fatalf("SaveText = %+v, %v, offered %q", saved, err, dialog.name)
	}
	saved, err = s.SavePDF(id, people[1])
	if err != nil || saved.Path != dialog.path+".pdf" || dialog.name != "lines-ines-souza.pdf" || !bytes.HasPrefix(mustRead(t, saved.Path), []byte("%PDF-")) {
		t.Fatalf("SavePDF = %+v, %v, offered %q", saved, err, dialog.name)
	}
}

func TestSomebodyWithoutLinesGetsNoFile(t *testing.T) {
	dialog := &chosen{path: filepath.Join(t.TempDir(), "jo")}
	d := mustDesk(t, dialog)
	s := &Calibrations{d}
	id, people := mustLines(t, d)
	if text, err := s.Text(id, people[2]); err != nil || text.Text != "" {
		t.Errorf("Text = %+v, %v", text, err)
	}
	if _, err := s.SavePDF(id, people[2]); debrief.CodeOf(err) != debrief.CodeNotFound || dialog.name != "" {
		t.Errorf("SavePDF = %v, offered %q", err, dialog.name)
	}
	if _, err := s.SaveAll(mustNew(t, d).ID, "pdf"); debrief.CodeOf(err) != debrief.CodeNotFound {
		t.Errorf("SaveAll of nobody = %v", err)
	}
}

func TestEverybodysLinesGoIntoAFolderAndTakeNoPlace(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "lines-ines-souza.txt"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	d := mustDesk(t, &chosen{path: folder})
	id, _ := mustLines(t, d)
	saved, err := (&Calibrations{d}).SaveAll(id, "text")
	if err != nil || saved.Files != 2 || saved.Folder != folder {
		t.Fatalf("SaveAll = %+v, %v", saved, err)
	}
	files, _ := os.ReadDir(folder)
	names := []string{}
	for _, f := range files {
		names = append(names, f.Name())
	}
	if want := []string{"lines-ines-dba.txt", "lines-ines-souza-2.txt", "lines-ines-souza.txt"}; !slices.Equal(names, want) {
		t.Errorf("%v, want %v", names, want)
	}
	if string(mustRead(t, filepath.Join(folder, "lines-ines-souza.txt"))) != "mine" {
		t.Error("a file that was there is another one")
	}
}

func TestNothingIsWrittenWhenOneFileWouldHoldAnothersWords(t *testing.T) {
	folder := t.TempDir()
	d := mustDesk(t, &chosen{path: folder})
	id, _ := mustLines(t, d)
	lib, err := d.open()
	if err != nil {
		t.Fatal(err)
	}
	w, err := lib.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	w.Debrief.Preparation.Cover = "Somebody else said: I heard the engine stop."
	if err := d.apply(debrief.Action{Name: "edit-debrief", Put: []debrief.Record{&w.Debrief}}); err != nil {
		t.Fatal(err)
	}
	if saved, err := (&Calibrations{d}).SaveAll(id, "text"); debrief.CodeOf(err) != debrief.CodeNotTheirs || saved.Files != 0 {
		t.Errorf("SaveAll = %+v, %v", saved, err)
	}
	if files, _ := os.ReadDir(folder); len(files) != 0 {
		t.Errorf("%d files", len(files))
	}
}
