package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/report"
)

// mustDue adds a countermeasure that is due on a day, and Ines, who owns it.
func mustDue(t *testing.T, d *Desk, id debrief.ID, text, day string) debrief.Countermeasure {
	t.Helper()
	ines, err := (&Participants{d}).Save(Step{Name: "add-participant"}, debrief.Participant{Base: debrief.Base{ID: debrief.NewID(), DebriefID: id}, Name: "Ines", Role: "on call"})
	if err != nil {
		t.Fatal(err)
	}
	c, err := (&Countermeasures{d}).Save(Step{Name: "edit-countermeasure"}, debrief.Countermeasure{
		Base: debrief.Base{ID: debrief.NewID(), DebriefID: id}, Text: text, State: debrief.CountermeasureDoing, Due: day, Owner: debrief.Who{ParticipantID: ines.ID},
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// becomes waits until a file says something.
func becomes(t *testing.T, path, what string) {
	t.Helper()
	deadline := time.Now().Add(10 * time.Second)
	for {
		data, _ := os.ReadFile(path)
		if strings.Contains(string(data), what) {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s never said %q:\n%s", path, what, data)
		}
		time.Sleep(time.Millisecond)
	}
}

func TestAFeedFollowsWhatIsWritten(t *testing.T) {
	folder := t.TempDir()
	d := mustDesk(t, &chosen{path: folder})
	d.feed.pace.rest = time.Millisecond
	head := mustNew(t, d)
	mustDue(t, d, head.ID, "Show how old a figure is", "2026-12-01")
	path := filepath.Join(folder, "second-story.ics")
	state, err := d.feed.Choose()
	if err != nil || state.Folder != folder || state.File != "second-story.ics" || state.Dates != 1 || state.At == "" || state.Problem.Code != "" {
		t.Fatalf("%+v, %v", state, err)
	}
	becomes(t, path, "Show how old a figure is")
	if data, _ := os.ReadFile(path); strings.Contains(string(data), "Ines") {
		t.Error("the owner's name is in it")
	}
	mustDue(t, d, head.ID, "Review nine alerts", "2026-12-04")
	becomes(t, path, "Review nine alerts")

	// By name only when somebody says so.
	if state, err = d.feed.Name(string(report.Named)); err != nil || state.Edition != "named" {
		t.Fatalf("%+v, %v", state, err)
	}
	becomes(t, path, "Ines")
	if _, err := d.feed.Name("public"); debrief.CodeOf(err) != debrief.CodeInvalid {
		t.Errorf("an edition that is none: %v", err)
	}

	// What is written last is in it when the app ends.
	d.feed.pace.rest = time.Hour
	mustDue(t, d, head.ID, "Own pool for batch jobs", "2026-12-09")
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	becomes(t, path, "Own pool for batch jobs")

	d.feed.pace.rest = time.Millisecond
	d.Open()
	if state, err = d.feed.Stop(); err != nil || state.Folder != "" {
		t.Errorf("%+v, %v", state, err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Errorf("the file went: %v", err)
	}
}

func TestAFeedTellsWhatKeepsItFromBeingWritten(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "gone")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	d := mustDesk(t, &chosen{path: folder})
	if err := os.WriteFile(filepath.Join(folder, "second-story.ics"), []byte("of somebody else"), 0o600); err != nil {
		t.Fatal(err)
	}
	state, err := d.feed.Choose()
	if err != nil || state.File != "second-story-2.ics" {
		t.Fatalf("took a name that was taken: %+v, %v", state, err)
	}
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	if state, _ = d.feed.Again(); state.Problem.Code != string(debrief.CodeExportNoFolder) || state.At != "" {
		t.Errorf("gone: %+v", state)
	}
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if state, _ = d.feed.Again(); state.Problem.Code != "" || state.At == "" {
		t.Errorf("there again: %+v", state)
	}
	if err := os.WriteFile(filepath.Join(folder, state.File), []byte("notes"), 0o600); err != nil {
		t.Fatal(err)
	}
	if state, _ = d.feed.Again(); state.Problem.Code != string(debrief.CodeFeedForeign) {
		t.Errorf("another file in its place: %+v", state)
	}
	if data, _ := os.ReadFile(filepath.Join(folder, state.File)); string(data) != "notes" {
		t.Error("it was replaced")
	}
	// The window never names a path.
	if err := (&Settings{d}).Save("feed", "/tmp/x.ics"); debrief.CodeOf(err) != debrief.CodeInvalid {
		t.Errorf("a path from the window: %v", err)
	}
	if state, _ = d.feed.Stop(); state.Problem.Code != "" {
		t.Errorf("stopped: %+v", state)
	}
}

func TestAFeedNobodyChose(t *testing.T) {
	d := mustDesk(t, &chosen{})
	if state, err := d.feed.Choose(); err != nil || state.Folder != "" || state.Left == nil {
		t.Errorf("%+v, %v", state, err)
	}
}
