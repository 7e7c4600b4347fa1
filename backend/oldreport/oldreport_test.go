package oldreport_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
	"secondstory/backend/oldreport"
	"secondstory/backend/report"
)

var update = flag.Bool("update", false, "write the golden files anew")

func now() time.Time { return time.Date(2026, 11, 3, 9, 0, 0, 0, time.UTC) }

func mustRead(t *testing.T, path string) []*oldreport.Report {
	t.Helper()
	docs, err := evidence.Read(t.Context(), path, evidence.Options{Reports: true})
	if err != nil || len(docs) != 1 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	return oldreport.Of(docs[0])
}

func mustText(t *testing.T, text string) *oldreport.Report {
	t.Helper()
	d, err := evidence.ReadText(t.Context(), text, evidence.Options{Reports: true})
	if err != nil {
		t.Fatal(err)
	}
	all := oldreport.Of(d)
	if len(all) != 1 {
		t.Fatalf("%d reports", len(all))
	}
	return all[0]
}

func mustMake(t *testing.T, r *oldreport.Report, zone string) *debrief.Whole {
	t.Helper()
	made, err := r.Make(now(), zone)
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range made.Whole.Records() {
		if err := record.Validate(); err != nil {
			t.Errorf("%s: %v", record.Noun(), err)
		}
	}
	return made.Whole
}

// TestReports reads reports of every kind and compares the debriefs with golden files.
func TestReports(t *testing.T) {
	for _, name := range []string{"baskets.md", "log.md", "numbers.md", "wiki.html", "rows.html", "morgue.sql"} {
		t.Run(name, func(t *testing.T) {
			var got strings.Builder
			for _, r := range mustRead(t, filepath.Join("testdata", name)) {
				told(&got, r, mustMake(t, r, ""))
			}
			golden := filepath.Join("testdata", name+".golden")
			if *update {
				if err := os.WriteFile(golden, []byte(got.String()), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil || got.String() != string(want) {
				t.Errorf("%v\n%s", err, got.String())
			}
		})
	}
}

// told writes a debrief as lines.
func told(out *strings.Builder, r *oldreport.Report, w *debrief.Whole) {
	d := &w.Debrief
	say := func(format string, args ...any) { fmt.Fprintf(out, format+"\n", args...) }
	say("%s / %s / %s / %s / %s / %s", d.Title, r.Day, d.Kind, d.State, d.Severity, d.CreatedAt)
	say("report %v, need %q, left %d %q, tags %q, facilitator %q", r.IsReport(), r.Need(), r.Left, r.LeftIn, d.Tags, d.Facilitator)
	say("times %s | %s | %s | %s", moment(d.Started), moment(d.Detected), moment(d.Mitigated), moment(d.Resolved))
	say("lead %q\nimpact %q", d.Summary.Lead, d.Impact.Text)
	say("noticed %q, ended %q", d.Summary.Noticed.Text, d.Summary.Ended.Text)
	names := map[debrief.ID]string{}
	for _, p := range w.Participants {
		names[p.ID] = "*" + p.Name
		say("person %q %q %q", p.Name, p.Alias, p.Role)
	}
	for _, e := range w.Entries {
		say("entry %s %q by %s%s, lane %q, %d cited", moment(e.Time), e.Text, names[e.Who.ParticipantID], e.Who.Name, e.Lane, len(e.Citations))
	}
	factors := map[debrief.ID]int{}
	for i, f := range w.Factors {
		factors[f.ID] = i + 1
		say("factor %q %q", f.Text, f.Detail)
	}
	for _, h := range w.Helped {
		say("helped %q luck %v", h.Text, h.Luck)
	}
	for _, c := range w.Countermeasures {
		say("change %q %s by %s%s, due %q, ticket %q, priority %q, reason %q", c.Text, c.State, names[c.Owner.ParticipantID], c.Owner.Name, c.Due, c.Ticket, c.Priority, c.Reason)
		for _, id := range c.FactorIDs {
			say("  helps with factor %d", factors[id])
		}
		if c.Know != "" {
			say("  known by %q", c.Know)
		}
	}
	for _, q := range w.Questions {
		say("question %q %s", q.Text, q.State)
	}
	say("source %q, %d lines\n", w.Sources[0].Called(), w.Sources[0].Count)
}

func moment(m debrief.Moment) string {
	if m.Known() {
		return m.At + " " + string(m.Precision)
	}
	return strings.TrimSpace(m.Raw + " " + string(m.Problem))
}

// TestNothingIsLeftOut: every line of a report is a line of its source.
func TestNothingIsLeftOut(t *testing.T) {
	for _, name := range []string{"baskets.md", "log.md", "numbers.md"} {
		raw, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		var kept strings.Builder
		for _, r := range mustRead(t, filepath.Join("testdata", name)) {
			made, err := r.Make(now(), "")
			if err != nil {
				t.Fatal(err)
			}
			doc, err := evidence.Unpack(made.Content[made.Whole.Sources[0].PackID])
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range doc.Messages {
				kept.WriteString(m.Text + "\n")
			}
		}
		for word := range strings.FieldsFuncSeq(string(raw), func(r rune) bool { return strings.ContainsRune(" \n*#`()[]", r) }) {
			if name == "log.md" && strings.Contains("Log of incidents Newest first.", word) || strings.Contains("--- title: 1. 2. - x tags:", word) || strings.Trim(word, "|-") == "" {
				continue // what stands around the reports, and their marks
			}
			if !strings.Contains(kept.String(), strings.Trim(word, `"`)) {
				t.Errorf("%s: %q is left out", name, word)
			}
		}
	}
}

// TestNoNameLeaves: whom the report lists stands by their role in the report by role
// and in the public one, also in the words.
func TestNoNameLeaves(t *testing.T) {
	w := mustMake(t, mustRead(t, filepath.Join("testdata", "baskets.md"))[0], "")
	words, err := copy.New("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, edition := range []report.Edition{report.RoleOnly, report.Public} {
		r, err := report.Build(w, report.Options{Edition: edition, T: words.T})
		if err != nil {
			t.Fatal(err)
		}
		printed := fmt.Sprintf("%+v", *r)
		for _, name := range []string{"Ines", "Duarte", "tomas"} {
			if strings.Contains(printed, name) {
				t.Errorf("%s: %q is in %s", edition, name, printed)
			}
		}
	}
}

// TestAZoneIsAskedFor: clocks that do not say where they stood have no instant until
// somebody said it.
func TestAZoneIsAskedFor(t *testing.T) {
	r := mustText(t, "# Outage on 2024-05-01\n\n## Summary\n\nIt was down.\n\n## Timeline\n\n- 14:02 down\n- 15:00 up\n")
	if r.Need() != evidence.NeedZone {
		t.Errorf("need %q", r.Need())
	}
	if e := mustMake(t, r, "").Entries[0]; e.Time.Known() || e.Time.Raw != "2024-05-01 14:02:00" || e.Time.Problem != debrief.ProblemNoDay {
		t.Errorf("%+v", e.Time)
	}
	if e := mustMake(t, r, "Europe/Berlin").Entries[0]; e.Time.At != "2024-05-01T12:02:00Z" {
		t.Errorf("%+v", e.Time)
	}
}

// TestWhatIsNoReport is not taken for one.
func TestWhatIsNoReport(t *testing.T) {
	for _, text := range []string{"just words\n", "# Shopping\n\n- milk\n- bread\n", "[10:00] <ines> hi\n[10:01] <jo> hello\n"} {
		d, err := evidence.ReadText(t.Context(), text, evidence.Options{Reports: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range oldreport.Of(d) {
			if r.IsReport() {
				t.Errorf("%q: %+v", text, r.Counts())
			}
		}
	}
}
