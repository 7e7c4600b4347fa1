package followup_test

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/report"
	"secondstory/backend/report/followup"
)

func build(t *testing.T, edition report.Edition, change func(*debrief.Whole)) *report.Report {
	t.Helper()
	words, err := copy.New("en")
	if err != nil {
		t.Fatal(err)
	}
	w := demo.Debrief()
	if change != nil {
		change(w)
	}
	r, err := report.Build(w, report.Options{Edition: edition, Now: time.Date(2026, 11, 10, 9, 0, 0, 0, time.UTC), T: words.T})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// first changes the first countermeasure that is printed.
func first(change func(*debrief.Countermeasure)) func(*debrief.Whole) {
	return func(w *debrief.Whole) {
		for i := range w.Countermeasures {
			if c := &w.Countermeasures[i]; c.IsPromised() {
				c.Priority = debrief.PriorityHigh
				change(c)
				return
			}
		}
	}
}

func table(t *testing.T, data []byte, err error) [][]string {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestTheTableHoldsEveryCountermeasure(t *testing.T) {
	r := build(t, report.RoleOnly, first(func(c *debrief.Countermeasure) {
		c.Text, c.Due, c.Know = "Give batch jobs, \"all\" of them,\na pool of their own", "2026-12-04", "p95 stays flat"
		c.Moves = []debrief.Move{{From: "2026-11-20", To: "2026-12-04", Reason: "The vendor is late", At: "2026-11-20T09:00:00Z"}}
	}))
	data, err := followup.CSV(r)
	if !bytes.HasPrefix(data, []byte("\ufeffNumber,Countermeasure,")) {
		t.Errorf("begins with %.40q", data)
	}
	rows := table(t, data, err)
	if len(rows) != 1+len(r.Countermeasures)+len(r.NotPursued) {
		t.Fatalf("%d rows of %d and %d", len(rows), len(r.Countermeasures), len(r.NotPursued))
	}
	got := rows[1]
	if got[0] != "1" || !strings.HasPrefix(got[1], "Give batch jobs, \"all\" of them,") || got[3] != "2026-12-04" || got[5] != "High priority" || got[6] != "p95 stays flat" {
		t.Errorf("%q", got)
	}
	if !strings.HasPrefix(got[7], "Bringing replication back") || got[9] != "Moved from 20 Nov 2026 to 4 Dec 2026: The vendor is late." {
		t.Errorf("%q", got[9])
	}
	if last := rows[len(rows)-1]; last[4] == "" || last[9] == "" {
		t.Errorf("what is not pursued says %q", last)
	}
}

// A spreadsheet runs what looks like a formula. Jira is given no sign that it would keep.
func TestNoCellIsAFormula(t *testing.T) {
	for _, evil := range []string{"=HYPERLINK(\"http://x\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", "＠x", "\x00=1", "a;=1+1", "\r\n=1"} {
		r := build(t, report.RoleOnly, first(func(c *debrief.Countermeasure) { c.Text, c.Ticket, c.Know = evil, evil, evil }))
		for name, write := range map[string]func(*report.Report) ([]byte, error){"csv": followup.CSV, "jira": followup.Jira} {
			data, err := write(r)
			rows := table(t, data, err)
			for _, row := range rows {
				for _, cell := range row {
					for _, part := range strings.Split(cell, ";") {
						if name == "csv" && part != "" && strings.ContainsRune("=+-@＝＠\t\r\n\x00", []rune(part)[0]) {
							t.Errorf("%q in %q is a cell", part, cell)
						}
					}
					if cell != "" && strings.ContainsRune("=+-@＝＠\t\r\n\x00", []rune(cell)[0]) {
						t.Errorf("%s: %q is a cell", name, cell)
					}
				}
			}
			if said := strings.TrimSpace(strings.Trim(evil, "\x00")); name == "jira" && evil[0] != '@' && (strings.Contains(rows[1][0], "'") || !strings.Contains(rows[1][0], said)) {
				t.Errorf("%q is called %q", evil, rows[1][0])
			}
		}
	}
}

func TestJiraReadsIt(t *testing.T) {
	long := strings.Repeat("word ", 80)
	r := build(t, report.RoleOnly, first(func(c *debrief.Countermeasure) { c.Text, c.Due = long, "2026-12-04" }))
	data, err := followup.Jira(r)
	rows := table(t, data, err)
	if len(rows) != 1+len(r.Countermeasures) {
		t.Fatalf("%d rows", len(rows))
	}
	got := rows[1]
	if n := len([]rune(got[0])); n > 255 || n < 200 {
		t.Errorf("a summary of %d characters", n)
	}
	if got[1] != "Task" || got[3] != "2026-12-04" || got[4] != "High" || !strings.Contains(got[2], strings.TrimSpace(long[1:])) || !strings.Contains(got[2], "From: ") {
		t.Errorf("%q", got)
	}
}

func TestDatesAreInTheCalendar(t *testing.T) {
	r := build(t, report.RoleOnly, func(w *debrief.Whole) {
		for i := range w.Countermeasures {
			w.Countermeasures[i].Due = ""
		}
		w.Countermeasures[0].Due, w.Countermeasures[0].State = "2026-12-31", debrief.CountermeasureCommitted
		w.Countermeasures[1].Due, w.Countermeasures[1].State = "2026-12-30", debrief.CountermeasureDone
	})
	data, err := followup.Calendar(r)
	if err != nil {
		t.Fatal(err)
	}
	c, err := ics.ParseCalendar(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	events := c.Events()
	if len(events) != 1 {
		t.Fatalf("%d dates", len(events))
	}
	from, err := events[0].GetAllDayStartAt()
	if err != nil || from.Format(time.DateOnly) != "2026-12-31" {
		t.Errorf("on %v, %v", from, err)
	}
	if to, err := events[0].GetAllDayEndAt(); err != nil || to.Format(time.DateOnly) != "2027-01-01" {
		t.Errorf("until %v, %v", to, err)
	}
	if !regexp.MustCompile(`^[0-9a-f]{32}@secondstory$`).MatchString(events[0].Id()) || !bytes.Contains(data, []byte("\r\n")) || !bytes.Contains(data, []byte("TRANSP:TRANSPARENT")) {
		t.Errorf("%s", data)
	}
}

// What an edition must not say is in no file made of it.
func TestNoNameIsInAFileThatMustNotHoldIt(t *testing.T) {
	change := func(w *debrief.Whole) {
		w.Participants[0].Name = "Zorblatt Quux"
		first(func(c *debrief.Countermeasure) {
			c.Text, c.Know, c.Due = "Zorblatt moves the pool", "Quux says so", "2026-12-04"
			c.Owner = debrief.Who{ParticipantID: w.Participants[0].ID}
			c.Moves = []debrief.Move{{From: "2026-11-20", To: "2026-12-04", Reason: "Zorblatt was away", At: "2026-11-20T09:00:00Z"}}
		})(w)
	}
	for _, edition := range []report.Edition{report.RoleOnly, report.Public} {
		r := build(t, edition, change)
		for i, write := range []func(*report.Report) ([]byte, error){followup.CSV, followup.Jira, followup.Calendar} {
			data, err := write(r)
			if err != nil || bytes.Contains(data, []byte("Zorblatt")) || bytes.Contains(data, []byte("Quux")) {
				t.Errorf("%s, file %d: %v\n%s", edition, i, err, data)
			}
		}
		// A name that came in past the edition keeps the file from being finished.
		r.Countermeasures[0].Know = "Ask Zorblatt Quux"
		if _, err := followup.CSV(r); debrief.CodeOf(err) != debrief.CodeNameFound {
			t.Errorf("%s: %v", edition, err)
		}
	}
}
