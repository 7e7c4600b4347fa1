package report_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/report"
)

func options(tb testing.TB, e report.Edition) report.Options {
	tb.Helper()
	c, err := copy.New("en")
	if err != nil {
		tb.Fatal(err)
	}
	return report.Options{Edition: e, Now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC), T: c.T}
}

func build(tb testing.TB, w *debrief.Whole, e report.Edition) *report.Report {
	tb.Helper()
	r, err := report.Build(w, options(tb, e))
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// people returns a debrief with the given participants, "name|alias|role|team".
func people(list ...string) *debrief.Whole {
	d := debrief.NewDebrief("2026-11-21T12:00:00Z")
	w := debrief.NewWhole(*d)
	for i, s := range list {
		f := append(strings.Split(s, "|"), "", "", "")
		w.Add(&debrief.Participant{
			Base: debrief.Base{ID: fmt.Sprint("p", i), DebriefID: d.ID}, Position: float64(i),
			Name: f[0], Alias: f[1], Role: f[2], Team: f[3],
		})
	}
	return w
}

func say(w *debrief.Whole, who, text string, quote bool) {
	w.Add(&debrief.Entry{
		Base: debrief.Base{ID: fmt.Sprint("e", len(w.Entries)), DebriefID: w.Debrief.ID}, Place: debrief.Place{Stage: 3, Position: float64(len(w.Entries))},
		Who: debrief.Who{ParticipantID: who}, Text: text, Quote: quote, Basis: debrief.BasisMemory,
	})
}

func TestNamesGiveWayToRoles(t *testing.T) {
	w := people("Ana Lima|@ana|Database engineer|Storage", "Björn Ångström|bjorn|On-call engineer|Payments", "Will Hunt||SRE lead|", "田中さん||Support agent|", "José Núñez|jo|Network engineer|", "James||Release manager|", "Tester|qa7|Tester|")
	w.Debrief.Facilitator, w.Debrief.NoteTaker = "Frida Berg", "Nora Notes"
	for in, want := range map[string]string{
		"Ana restarted the pool":                  "The database engineer restarted the pool.",
		"We asked ana Lima, then LIMA’s terminal": "We asked the database engineer, then the database engineer’s terminal.",
		"ping @ana now":                           "Ping the database engineer now.",
		"Banana and Anabel stay":                  "Banana and Anabel stay.",
		"our Ana looked":                          "Our database engineer looked.",
		"Bjo\u0308rn said; BJORN ANGSTROM said":   "The on-call engineer said; the on-call engineer said.",
		"will it end? Then Will came":             "will it end? Then the SRE lead came.",
		"田中さんは見た":                                 "The support agentは見た.",
		"jose nunez and José’s graph":             "The network engineer and the network engineer’s graph.",
		"James' bookmark":                         "The release manager’s bookmark.",
		"Frida asked. Nora wrote it down":         "The facilitator asked. The facilitator wrote it down.",
		"the tester ran":                          "The tester ran.",
		"ana.lima@example.org":                    "The database engineer.",
		"db_ana_old":                              "db_[database engineer]_old.",
		"qa7 saw it":                              "The tester saw it.",
	} {
		c := *w
		c.Entries = nil
		say(&c, "p0", in, false)
		if got := build(t, &c, report.RoleOnly).Narratives[0].Paragraphs[0].Sentences[0].Text; got != want {
			t.Errorf("%q\n got %q\nwant %q", in, got, want)
		}
	}
}

func TestQuotesKeepBrackets(t *testing.T) {
	w := people("Ana Lima||Database engineer|")
	say(w, "p0", "I told Ana it was fine", true)
	r := build(t, w, report.RoleOnly)
	if got := r.Narratives[0].Paragraphs[0]; !got.Quote || got.Sentences[0].Text != "“I told [database engineer] it was fine”" {
		t.Errorf("got %+v", got)
	}
	want := []report.Removal{{What: "name", Of: "Database engineer", Where: "narratives", Count: 1}, {What: "person", Where: "people", Count: 1}}
	if !reflect.DeepEqual(r.Removals, want) {
		t.Errorf("removals %+v", r.Removals)
	}
	agree(w, "p0")
	if named := build(t, w, report.Named); named.Narratives[0].Name != "Ana Lima" || named.Narratives[0].Paragraphs[0].Sentences[0].Text != "“I told Ana it was fine”" {
		t.Errorf("named: %+v", named.Narratives[0])
	}
}

func TestRolesAreStableAndApart(t *testing.T) {
	w := people("A One||Engineer|Payments", "B Two||Engineer|Search", "C Three||Analyst|", "D Four||analyst|", "E Five|||")
	got := []string{}
	for _, p := range build(t, w, report.RoleOnly).People {
		got = append(got, p.Name)
	}
	want := []string{"Engineer, Payments", "Engineer, Search", "Analyst 1", "Analyst 2", "Participant"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestASharedFirstNameNamesNeither(t *testing.T) {
	w := people("Ana Lima||Engineer|", "Ana Costa||Analyst|")
	say(w, "p0", "Then Ana called", false)
	if got := build(t, w, report.RoleOnly).Narratives[0].Paragraphs[0].Sentences[0].Text; got != "Then a participant called." {
		t.Errorf("got %q", got)
	}
}

func TestWarnings(t *testing.T) {
	w := people("Ana Lima||Engineer|Payments", "Bo Li||Analyst|Search", "Cy Dee||Clerk|Search", "Support||Support agent|")
	w.Add(&debrief.Entry{Base: debrief.Base{ID: "x", DebriefID: "d"}, Who: debrief.Who{Name: "Zoe"}, Text: "Called", OnTimeline: true, Basis: debrief.BasisMemory})
	got := build(t, w, report.RoleOnly).Warnings
	want := []report.Warning{{"name-is-role", "Support agent"}, {"single-person-team", "Engineer, Payments"}, {"actor-not-listed", "Zoe"}}
	want[1].Of = "Engineer"
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// TestEveryFieldIsScrubbed puts a name into every text of a debrief, by
// reflection, so that a field added later is not forgotten.
func TestEveryFieldIsScrubbed(t *testing.T) {
	for _, e := range []report.Edition{report.RoleOnly, report.Public} {
		w := people("Ana Lima|ana|Engineer|Storage", "Bo Quist||Clerk|Storage")
		d := &w.Debrief
		d.Started = debrief.At(time.Date(2026, 11, 3, 14, 0, 0, 0, time.UTC), "UTC", debrief.PrecisionMinute)
		d.Links, d.Tags = []debrief.Link{{URL: "https://example.org/ana"}}, []string{""}
		d.Summary.Learnings = []debrief.Learning{{FactorID: "f"}}
		b := func(id string) debrief.Base { return debrief.Base{ID: id, DebriefID: d.ID} }
		w.Add(&debrief.Entry{Base: b("e"), OnTimeline: true, Basis: debrief.BasisMemory})
		w.Add(&debrief.Entry{Base: b("q"), Quote: true, Place: debrief.Place{Stage: 3}, Basis: debrief.BasisMemory})
		w.Add(&debrief.Factor{Base: b("f"), EntryIDs: []debrief.ID{"e", "q"}})
		w.Add(&debrief.Helped{Base: b("h")})
		for _, s := range debrief.CountermeasureStates {
			w.Add(&debrief.Countermeasure{Base: b("c" + string(s)), State: s})
		}
		w.Add(&debrief.Question{Base: b("o"), State: debrief.QuestionOpen})
		w.Add(&debrief.Band{Base: b("b"), From: d.Started, To: d.Started})
		for _, r := range w.Records() {
			if _, ok := r.(*debrief.Participant); !ok {
				fillTexts(reflect.ValueOf(r).Elem(), "seen by Ana Lima and bo Quist")
			}
		}
		d.Facilitator, d.NoteTaker = "Frida Berg", "Nora Notes"
		r := build(t, w, e)
		blob, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"Ana", "Lima", "ana", "Quist", "Frida", "Nora"} {
			if i := strings.Index(string(blob), name); i >= 0 {
				t.Errorf("%s: %q is left: …%s…", e, name, blob[max(0, i-60):min(len(blob), i+40)])
			}
		}
	}
}

// fillTexts sets every empty string field that takes free text.
func fillTexts(v reflect.Value, text string) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			switch v.Type().Field(i).Name {
			case "Base", "Time", "From", "To", "Started", "Detected", "Mitigated", "Resolved", "Due", "SoakUntil", "FactorID", "AboutID", "ParticipantID", "LocalZone", "Zone", "CreatedAt":
				if v.Type().Field(i).Type == reflect.TypeOf(debrief.Who{}) {
					v.Field(i).FieldByName("Name").SetString(text)
				}
				continue
			}
			fillTexts(v.Field(i), text)
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.String && v.Len() != 1 {
			return // ids
		}
		for i := range v.Len() {
			fillTexts(v.Index(i), text)
		}
	case reflect.String:
		if v.CanSet() && v.Type() == reflect.TypeOf("") && v.String() == "" {
			v.SetString(text)
		}
	}
}

func TestCheckFailsClosed(t *testing.T) {
	w := people("Ana Lima|ana|Engineer|", "May Day||Analyst|", "Page Turner||Clerk|")
	r := build(t, w, report.RoleOnly)
	r.T("report.page") // the report's own word "Page"
	err := r.Check([]report.Place{{Where: "page 3", Text: "then Ana came"}, {Where: "page 4", Text: "due 4 May 2026, Page 4 of 9"}, {Where: "outline", Text: "LIMA"}})
	if debrief.CodeOf(err) != debrief.CodeNameFound {
		t.Fatalf("got %v", err)
	}
	var e *debrief.Error
	if !errors.As(err, &e) || e.Args["places"] != "outline, page 3" {
		t.Errorf("got %v", e.Args)
	}
	if err := build(t, w, report.Named).Check([]report.Place{{Where: "page 1", Text: "Ana"}}); err != nil {
		t.Errorf("named: %v", err)
	}
}

func TestTitle(t *testing.T) {
	c, _ := copy.New("en")
	d := debrief.NewDebrief("2026-11-21T12:00:00Z")
	if got := report.Title(d, c.T); got != "Untitled debrief, 21 Nov" {
		t.Errorf("got %q", got)
	}
	d.Started = debrief.At(time.Date(2026, 11, 3, 14, 0, 0, 0, time.UTC), "UTC", debrief.PrecisionMinute)
	if got := report.Title(d, c.T); got != "Untitled debrief, 3 Nov" {
		t.Errorf("got %q", got)
	}
	d.Title, d.CreatedAt = "  Checkout\n timeouts ", ""
	if got := report.Title(d, c.T); got != "Checkout timeouts" {
		t.Errorf("got %q", got)
	}
}

func TestNarrativesKeepEachPersonsOrder(t *testing.T) {
	w := people("Ana Lima||Engineer|", "Bo Quist||Analyst|")
	say(w, "p1", "the graph was flat", false)
	say(w, "p0", "I opened the board", false)
	say(w, "p1", "db2 was behind", false)
	say(w, "p1", "it just spins", true)
	say(w, "p1", "so we waited!", false)
	n := build(t, w, report.RoleOnly).Narratives
	if len(n) != 2 || n[0].Name != "Engineer" || n[1].Name != "Analyst" {
		t.Fatalf("got %+v", n)
	}
	got := []string{}
	for _, p := range n[1].Paragraphs {
		for _, s := range p.Sentences {
			got = append(got, s.Text)
		}
		got = append(got, "¶")
	}
	if s := strings.Join(got, "|"); s != "The graph was flat.|db2 was behind.|¶|“it just spins”|¶|So we waited!|¶" {
		t.Errorf("got %s", s)
	}
}

func TestSampleBuildsInEveryEdition(t *testing.T) {
	before, _ := json.Marshal(demo.Debrief())
	for _, e := range report.Editions() {
		w := demo.Debrief()
		r := build(t, w, e)
		if len(r.Factors) == 0 || len(r.Timeline.Rows) == 0 || len(r.Narratives) == 0 || len(r.Countermeasures) == 0 || len(r.Impact) == 0 {
			t.Errorf("%s: a section is empty", e)
		}
		if after, _ := json.Marshal(w); string(after) != string(before) {
			t.Errorf("%s: the debrief was changed", e)
		}
	}
}

func TestPublicLeavesOutAddressesAndSources(t *testing.T) {
	w := people("Ana Lima||Engineer|")
	w.Debrief.Reference = "INC-1"
	w.Debrief.Links = []debrief.Link{{Title: "Board", URL: "https://grafana.example.org/x"}}
	say(w, "p0", "I opened https://grafana.example.org/x on db1.cluster.example.org and 10.0.0.7", false)
	w.Add(&debrief.Entry{Base: debrief.Base{ID: "t", DebriefID: "d"}, Text: "Lag", Source: "Pager", OnTimeline: true, Basis: debrief.BasisRecord})
	r := build(t, w, report.Public)
	blob, _ := json.Marshal(r)
	for _, s := range []string{"grafana", "db1", "10.0.0.7", "INC-1", "Pager"} {
		if strings.Contains(string(blob), s) {
			t.Errorf("%q is left", s)
		}
	}
	if len(r.Removals) < 4 {
		t.Errorf("removals %+v", r.Removals)
	}
}

// TestArrangementsArePrintedNowhere: who was written to, who answers, and how the
// meeting is joined is nobody's business who reads a report, named edition or not.
func TestArrangementsArePrintedNowhere(t *testing.T) {
	for _, e := range report.Editions() {
		w := people("Ana Lima||Engineer|")
		say(w, "p0", "I saw the graph", false)
		w.Participants[0].Email, w.Participants[0].Coming = "SECRET1@example.org", debrief.ComingNo
		w.Participants[0].InvitedAt = "2026-11-04T09:30:00Z"
		a := &w.Debrief.Preparation
		for n, text := range []*string{&a.Email, &a.Place, &a.DialIn, &a.Statement, &a.StatementBy, &a.Invitation} {
			*text = fmt.Sprintf("SECRET%d@example.org", n+2)
		}
		a.Without = []debrief.Omission{{Item: "room", Reason: "SECRET8"}}
		blob, _ := json.Marshal(build(t, w, e))
		for _, s := range []string{"SECRET", "2026-11-04"} {
			if strings.Contains(string(blob), s) {
				t.Errorf("%s: %q is printed", e, s)
			}
		}
	}
}

// TestCopyIsBlameless holds the report's own words to what they never say.
func TestCopyIsBlameless(t *testing.T) {
	c, err := copy.New("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range c.Keys() {
		if !strings.HasPrefix(key, "report.") {
			continue
		}
		for _, word := range []string{"error", "fault", "violation", "failure", "culprit", "root cause", "score", "mistake"} {
			if strings.Contains(strings.ToLower(c.T(key)), word) {
				t.Errorf("%s says %q", key, word)
			}
		}
	}
}

func FuzzBuild(f *testing.F) {
	f.Add("Ana Lima", "ana", "Then Ana's graph", "Engineer")
	f.Add("é", "@", "e\u0301 É", "É")
	f.Add("\xff", "a b", "A  B", "")
	c, err := copy.New("en")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, name, alias, text, role string) {
		w := people("x")
		w.Participants[0].Name, w.Participants[0].Alias, w.Participants[0].Role = name, alias, role
		say(w, "p0", text, false)
		if _, err := report.Build(w, report.Options{T: c.T}); err != nil && debrief.CodeOf(err) != debrief.CodeNameFound {
			t.Fatal(err)
		}
	})
}

// However a name is spelt, its person goes by the role; a word that only looks
// like one stays, and the report can be set.
func TestNamesGiveWayHoweverTheyAreSpelt(t *testing.T) {
	for _, c := range []struct{ person, text, want string }{
		{"ana lima||DBA|", "Ana asked, lima answered", "The DBA asked, the DBA answered."},
		{"night shift||DBA|", "At night we shift load", "At night we shift load."},
		{"Mary-Jane Watson-Parker||DBA|", "Mary and Watson", "The DBA and the DBA."},
		{"Jean-Luc Picard||DBA|", "Jean\u2011Luc looked", "The DBA looked."},
		{"Łukasz Øster||DBA|", "Lukasz, Oster and Oester", "The DBA, the DBA and the DBA."},
		{"Jürgen Groß||DBA|", "Juergen or JURGEN GROSS", "The DBA or the DBA."},
		{"Fiona||DBA|", "\ufb01ona and Fi\u00adona and F\u200biona", "The DBA and the DBA and the DBA."},
		{"Sean O'Brien||DBA|", "OBrien ran it", "The DBA ran it."},
		{"Katharina „Kathi“ Groß||DBA|", "Kathi saw it, then Groß", "The DBA saw it, then the DBA."},
		{"Lima,Ana||DBA|", "Ana saw it, then Lima", "The DBA saw it, then the DBA."},
		{"Ana «Nina» Lima+||DBA|", "Nina saw it, then Lima", "The DBA saw it, then the DBA."},
		{"李小龙||DBA|", "小龙 saw it", "The DBA saw it."},
		{"김민수||DBA|", "민수 saw it", "The DBA saw it."},
		{"Ana Lima||DBA|", "run by alima, then by analima", "Run by the DBA, then by the DBA."},
		{"Ana Rose||DBA|", "A problem arose", "A problem arose."},
		{"ana.lima@example.org||DBA|", "Ana, then ana.lima", "The DBA, then the DBA."},
		{"Ana Lima|alima@corp.example|DBA|", "alima ran it as @AnaLima", "The DBA ran it as the DBA."},
		{"oncall@corp.example||DBA|", "We paged oncall", "We paged oncall."},
		{"Mark Twist||DBA|", "mail mark@x.example", "Mail the DBA."},
		{"Bill||DBA|", "bill the customer twice", "bill the customer twice."},
		{"the database||Database|", "the database stopped", "The database stopped."},
	} {
		w := people(c.person)
		say(w, "p0", c.text, false)
		r := build(t, w, report.RoleOnly)
		got := r.Narratives[0].Paragraphs[0].Sentences[0].Text
		if got != c.want {
			t.Errorf("%s: %q\n got %q\nwant %q", c.person, c.text, got, c.want)
		}
		if err := r.Check([]report.Place{{Where: "page 1", Text: got}}); err != nil {
			t.Errorf("%s: %q cannot be set: %v", c.person, c.text, err)
		}
	}
}

// TestQuestionsStandWhereTheyWereAsked: under their line, or in a list.
func TestQuestionsStandWhereTheyWereAsked(t *testing.T) {
	w := people("Ana Lima||Engineer|")
	say(w, "p0", "the graph was flat", false)
	say(w, "p0", "it just spins", true)
	say(w, "p0", "so we waited", false)
	for i := range w.Entries {
		w.Entries[i].ID, w.Entries[i].Position, w.Entries[i].Stage = fmt.Sprint("e", i), float64(10*i), debrief.StageNarratives
	}
	ask := func(text, about string, stage int, position float64) {
		w.Add(&debrief.Question{
			Base: debrief.Base{ID: text, DebriefID: "d"}, Place: debrief.Place{Stage: stage, Position: position},
			Text: text, State: debrief.QuestionAsked, AboutID: about,
		})
	}
	ask("what did Ana see next?", "e0", debrief.StageWrapUp, 90)
	ask("what else was up?", "", debrief.StageNarratives, 1)
	ask("said by whom?", "", debrief.StageNarratives, 11)
	ask("who knew?", "", debrief.StageWrapUp, 91)
	for e, besides := range map[report.Edition]string{report.RoleOnly: "Who knew?", report.Public: "Said by whom?|Who knew?"} {
		r := build(t, w, e)
		got := []string{}
		for _, p := range r.Narratives[0].Paragraphs {
			for _, s := range p.Sentences {
				got = append(append(got, s.Text), s.Asked...)
			}
			got = append(got, "¶")
		}
		want := "The graph was flat.|Asked: What else was up?|Asked: What did the engineer see next?|¶|“it just spins”|Asked: Said by whom?|¶|So we waited.|¶"
		if e == report.Public {
			want = strings.Replace(want, "“it just spins”|Asked: Said by whom?|¶|", "", 1)
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%s:\n got %s\nwant %s", e, s, want)
		}
		got = []string{}
		for _, p := range r.Asked {
			got = append(got, p.Text)
		}
		if s := strings.Join(got, "|"); s != besides {
			t.Errorf("%s: besides %s", e, s)
		}
	}
}

// TestLongImpactIsTextInItsBox: a head is cut after a few words, a text is not.
func TestLongImpactIsTextInItsBox(t *testing.T) {
	w := people("Ana Lima||Engineer|")
	w.Debrief.Impact.Customers = "no comments during load; downtime for everybody until the evening"
	f := build(t, w, report.RoleOnly).Summary.Facts[2]
	if f.Head != "" || len(f.Lines) != 1 || f.Lines[0] != "No comments during load; downtime for everybody until the evening." {
		t.Errorf("got %+v", f)
	}
	w.Debrief.Impact.Customers = "one in five buyers"
	if f = build(t, w, report.RoleOnly).Summary.Facts[2]; f.Head != "one in five buyers" {
		t.Errorf("got %+v", f)
	}
}

// TestSmallCountsAreNotPrinted looks at how the counts by show of hands leave the
// meeting: not as a number that tells who was meant.
func TestSmallCountsAreNotPrinted(t *testing.T) {
	for name, c := range map[string]struct {
		present, learned, again int
		hands                   []int
		want                    []string
		never                   string
	}{
		"few of eight":    {8, 1, 6, []int{0, 0, 2, 1, 0, 0, 0}, []string{"work: fewer than five", "again: nearly everyone", "a few hands"}, "1 2 3 6"},
		"a group of four": {4, 3, 4, []int{0, 0, 6, 0, 0, 0, 0}, []string{"In the meeting: 4."}, "3 6"},
		"half of twenty":  {20, 11, 12, []int{0, 0, 4, 3, 0, 0, 0}, []string{"work: 11", "again: 12", "7 hands"}, ""},
	} {
		w := people("Ana||Engineer|")
		m := &w.Meeting
		m.Present, m.Learned, m.Again, m.Hands = &c.present, &c.learned, &c.again, c.hands
		method := build(t, w, report.Named).Method
		counts := method[len(method)-1]
		for _, want := range c.want {
			if !strings.Contains(counts, want) {
				t.Errorf("%s: %q does not say %q", name, counts, want)
			}
		}
		for _, n := range strings.Fields(c.never) {
			if strings.Contains(counts, n) {
				t.Errorf("%s: %q says %s", name, counts, n)
			}
		}
	}
}

// With nothing in its box, page one says whom it affected from what was written of the
// impact: whole sentences, as many as there is room for.
func TestPageOneSaysTheImpact(t *testing.T) {
	w := debrief.NewWhole(*debrief.NewDebrief("2026-03-04T09:00:00Z"))
	w.Debrief.Impact.Text = "Every fifth order was not taken for an hour and ten minutes. Those who tried again later got through, and nothing that had been paid was lost."
	got := build(t, w, report.RoleOnly).Summary.Facts[2]
	if got.Head != "" || !slices.Equal(got.Lines, []string{"Every fifth order was not taken for an hour and ten minutes."}) {
		t.Errorf("affected: %+v", got)
	}
}
