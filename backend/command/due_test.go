package command_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"secondstory/backend/board"
	"secondstory/backend/command"
	"secondstory/backend/debrief"
	"secondstory/backend/sqlite"
)

// mustFollow makes a library in which something waits in every way, on 21 November 2026.
func mustFollow(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "library.db")
	db, err := sqlite.Open(t.Context(), sqlite.Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	d := debrief.NewDebrief("2026-11-01T10:00:00Z")
	d.Title = "Checkout timeouts"
	base := func() debrief.Base { return debrief.Base{ID: debrief.NewID(), DebriefID: d.ID} }
	ines := &debrief.Participant{Base: base(), Name: "Ines Lima", Role: "engineer", Team: "Payments"}
	put := []debrief.Record{d, ines}
	for _, c := range []debrief.Countermeasure{
		{Text: "Say how long a rebuild takes", State: debrief.CountermeasureDoing, Due: "2026-11-20", Owner: debrief.Who{ParticipantID: ines.ID}},
		{Text: "One number for support,\n\x1b[31mto call", State: debrief.CountermeasureDone, DoneOn: "2026-11-01", Owner: debrief.Who{Name: "Sam"}},
		{Text: "Double the pool", State: debrief.CountermeasureSoaking, SoakUntil: "2026-11-21"},
		{Text: "Review muted alerts", State: debrief.CountermeasureCommitted, Due: "2026-12-05", Owner: debrief.Who{ParticipantID: ines.ID}},
		{Text: "Show who is on call", State: debrief.CountermeasureCommitted, Due: "2026-12-06", Owner: debrief.Who{ParticipantID: ines.ID}},
		{Text: "Was looked at", State: debrief.CountermeasureChecked, DoneOn: "2026-11-01"},
		{Text: "Only an idea", State: debrief.CountermeasureIdea},
	} {
		c.Base = base()
		put = append(put, &c)
	}
	if err := db.Apply(t.Context(), debrief.Action{ID: debrief.NewID(), Name: "add", Put: put}); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestDueAsksALineEach(t *testing.T) {
	r := secondstory(t, "due", "--library", mustFollow(t))
	want := `The date has passed. What came up? Is this still the right change?
  2026-11-20 Say how long a rebuild takes (Ines Lima, Payments) · Checkout timeouts

Done, and did it help?
  2026-11-15 One number for support, [31mto call (Sam) · Checkout timeouts

It has rested. Is it still a good idea?
  2026-11-21 Double the pool · Checkout timeouts

Due next
  2026-12-05 Review muted alerts (Ines Lima, Payments) · Checkout timeouts
`
	if r.code != command.Success || r.out != want || r.err != "" {
		t.Errorf("%d, %s\n%s", r.code, r.err, r.out)
	}
}

func TestDueForAProgram(t *testing.T) {
	library := mustFollow(t)
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "passed check rested next"},
		{[]string{"--within", "15"}, "passed check rested next next"},
		{[]string{"--within", "0"}, "passed check rested"},
		{[]string{"--owner", "Ines Lima"}, "passed next"},
		{[]string{"--team", "Payments", "--within", "3650"}, "passed next next"},
		{[]string{"--owner", "Nobody"}, ""},
	} {
		r := secondstory(t, append([]string{"due", "--json", "--library", library}, c.args...)...)
		var items []board.Item
		if err := json.Unmarshal([]byte(r.out), &items); err != nil || r.code != command.Success || items == nil {
			t.Fatalf("%v: %+v, %v", c.args, r, err)
		}
		got := []string{}
		for _, i := range items {
			got = append(got, string(i.Section))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%v: %v, want %s", c.args, got, c.want)
		}
	}
}

// Of the sample nothing is waited for.
func TestNothingIsDue(t *testing.T) {
	r := secondstory(t, "due", "--library", mustDemo(t))
	if r.code != command.Success || r.out != "Nothing waits for an answer now, or is due by 5 Dec 2026.\n" {
		t.Errorf("%+v", r)
	}
}

func TestWhatDueDoesNotTake(t *testing.T) {
	library := mustFollow(t)
	for _, args := range [][]string{{"more"}, {"--within", "-1"}, {"--within", "soon"}, {"--within", "9999"}, {"--frobnicate"}} {
		r := secondstory(t, append([]string{"due", "--library", library}, args...)...)
		if r.code != command.Failure || r.out != "" || !strings.HasPrefix(r.err, "secondstory: ") || strings.Contains(r.err, "{") {
			t.Errorf("%v: %+v", args, r)
		}
	}
}

// A calendar leaves the laptop: owners are told by role, and the same day each time.
func TestDueAsACalendar(t *testing.T) {
	library, path := mustFollow(t), filepath.Join(t.TempDir(), "due.ics")
	for _, want := range []string{"Written: " + path + " (4 dates).\n", "Nothing is new: " + path + " stays as it is (4 dates).\n"} {
		if r := secondstory(t, "due", "--ics", path, "--library", library); r.code != command.Success || r.out != want || r.err != "" {
			t.Fatalf("%+v", r)
		}
	}
	data, err := os.ReadFile(path)
	if err != nil || strings.Contains(string(data), "Lima") || !strings.Contains(string(data), "SUMMARY:Due: Review muted alerts") {
		t.Errorf("%v\n%s", err, data)
	}
	for _, args := range [][]string{
		{"--ics", library},
		{"--ics", notALibrary(t)},
		{"--ics", filepath.Join(t.TempDir(), "no", "due.ics")},
		{"--ics", path, "--json"},
		{"--ics", path, "--owner", "Sam"},
		{"--ics", path, "--edition", "secret"},
		{"--edition", "named"},
	} {
		r := secondstory(t, append([]string{"due", "--library", library}, args...)...)
		if r.code != command.Failure || r.out != "" || !strings.HasPrefix(r.err, "secondstory: ") || strings.Contains(r.err, "{") {
			t.Errorf("%v: %+v", args, r)
		}
	}
	if r := secondstory(t, "due", "--ics", path, "--edition", "named", "--library", library); r.code != command.Success {
		t.Errorf("%+v", r)
	}
	if data, err := os.ReadFile(path); err != nil || !strings.Contains(string(data), "Ines Lima") {
		t.Errorf("%v\n%s", err, data)
	}
}
