package status_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"secondstory/backend/board"
	"secondstory/backend/debrief"
	"secondstory/backend/status"
)

func mustRead(t *testing.T, text string) []status.Row {
	t.Helper()
	rows, err := status.Read([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestReadingTablesAndLines(t *testing.T) {
	want := status.Row{Line: 2, Key: "OPS-12", Text: "Review nine alerts", State: "Done", Done: "2026-11-20"}
	for name, text := range map[string]string{
		"commas":     "Issue key,Summary,Status,Resolved\nOPS-12,Review nine alerts,Done,2026-11-20\n",
		"semicolons": "\ufeffKey;Summary;Status;Resolved\r\nOPS-12;Review nine alerts;Done;20.11.2026\r\n",
		"tabs":       "Key\tSummary\tStatus\tResolved\nOPS-12\tReview nine alerts\tDone\t20/Nov/26 3:04 PM\n",
		"order":      "Assignee,Status,Resolved,Key,Labels,Summary\nInes,Done,2026-11-20T14:00:00Z,OPS-12,x,\"Review\n nine alerts\"\n",
	} {
		if rows := mustRead(t, text); len(rows) != 1 || rows[0] != want {
			t.Errorf("%s: %+v", name, rows)
		}
	}
	sixteen := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune("Key\tStatus\nOPS-12\tDone\n")) {
		sixteen = append(sixteen, byte(u), byte(u>>8))
	}
	if rows, err := status.Read(sixteen); err != nil || len(rows) != 1 || rows[0].Key != "OPS-12" {
		t.Errorf("UTF-16: %+v, %v", rows, err)
	}
	for line, want := range map[string]status.Row{
		"OPS-12 Done":                                {Key: "OPS-12", State: "done"},
		"OPS-12 Review":                              {Key: "OPS-12", State: "review"},
		"OPS-12: Review what is new [Done]":          {Key: "OPS-12", State: "done"},
		"Review: OPS-12 Own pool for batch jobs":     {Key: "OPS-12", State: "review"},
		"OPS-12 - Open - Own pool":                   {Key: "OPS-12", State: "open"},
		"OPS-12\tIn Review\tOwn pool for batch jobs": {Key: "OPS-12", State: "in review"},
		"OPS-12 done by Sam":                         {Key: "OPS-12", State: "done"},
		"OPS-12 Own pool Blocked":                    {Key: "OPS-12", State: "Own pool Blocked"},
		"OPS-12: Review nine alerts (In Progress)":   {Key: "OPS-12", State: "in progress"},
		"- https://t.example/browse/OPS-7 Won’t do":  {Key: "OPS-7", State: "won't do", Link: "https://t.example/browse/OPS-7"},
		"Done https://github.example/a/b/issues/214": {State: "done", Link: "https://github.example/a/b/issues/214"},
	} {
		want.Line = 1
		if rows := mustRead(t, line); len(rows) != 1 || rows[0] != want {
			t.Errorf("%s: %+v", line, rows)
		}
	}
	for _, nothing := range []string{"", "hello", "a,b,c\n1,2,3\n", "Status\nDone\n", "\x00\xff\xfe", "Key,Status\n,\n"} {
		if rows := mustRead(t, nothing); len(rows) != 0 {
			t.Errorf("%q: %+v", nothing, rows)
		}
	}
}

func TestWhatIsTooLargeIsRefusedWhole(t *testing.T) {
	for name, data := range map[string]string{
		"bytes": strings.Repeat("x", status.MaxBytes+1),
		"rows":  "Key,Status\n" + strings.Repeat("OPS-1,Done\n", 20_001),
		"lines": strings.Repeat("OPS-1 Done\n", 20_001),
	} {
		if _, err := status.Read([]byte(data)); debrief.CodeOf(err) != debrief.CodeStatusTooLarge {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func known(id, ticket, text string, s debrief.CountermeasureState) status.Known {
	return status.Known{Item: board.Item{ID: id, Ticket: ticket, Text: text, State: s, Due: "2026-12-01"}}
}

func TestWhatWouldChange(t *testing.T) {
	const (
		soaking, committed, doing   = debrief.CountermeasureSoaking, debrief.CountermeasureCommitted, debrief.CountermeasureDoing
		done, checked, dropped, not = debrief.CountermeasureDone, debrief.CountermeasureChecked, debrief.CountermeasureNotPursued, status.Why("")
	)
	for _, c := range []struct {
		is   debrief.CountermeasureState
		word string
		to   debrief.CountermeasureState
		why  status.Why
	}{
		{committed, "Done", done, not},
		{doing, "CLOSED", done, not},
		{soaking, "Resolved", done, not},
		{committed, "In Progress", doing, not},
		{soaking, "in-progress", doing, not},
		{doing, "To Do", "", not}, // nobody touched the ticket
		{soaking, "Open", "", not},
		{done, "Reopened", doing, not},
		{done, "Open", committed, not},
		{done, "Done", "", not},
		{checked, "Closed", "", not},
		{checked, "Open", "", status.WhyDecided},
		{dropped, "Won't Do", "", not},
		{dropped, "Done", "", status.WhyDecided},
		{doing, "Won’t fix", dropped, not},
		{doing, "Waiting for Godot", "", status.WhyWord},
	} {
		look := status.Compare([]status.Row{{Key: "OPS-1", State: c.word}}, []status.Known{known("a", "https://t.example/browse/OPS-1/", "text", c.is)})
		var to debrief.CountermeasureState
		var why status.Why
		for _, x := range look.Changes {
			to = x.To
		}
		for _, x := range look.Left {
			why = x.Why
		}
		if to != c.to || why != c.why || len(look.Changes)+len(look.Left)+look.Same != 1 {
			t.Errorf("%s, %q: to %q, why %q, %+v", c.is, c.word, to, why, look)
		}
		// What is proposed can be said.
		for _, x := range look.Changes {
			one := debrief.Countermeasure{Base: debrief.Base{ID: "a", DebriefID: "d"}, State: c.is, Due: "2026-12-01"}
			for _, a := range x.Acts("as OPS-1 says", "2026-11-22", "2026-12-06") {
				if err := a.On(&one, someday); err != nil {
					t.Errorf("%s, %q: %v", c.is, c.word, err)
				}
			}
			if one.State != c.to && (c.to != committed || one.State != doing) {
				t.Errorf("%s, %q became %s", c.is, c.word, one.State)
			}
			if one.State == done && one.Proof != "https://t.example/browse/OPS-1/" {
				t.Errorf("what shows it: %q", one.Proof)
			}
		}
	}
}

func TestHowARowIsMatched(t *testing.T) {
	all := []status.Known{
		known("ticket", "OPS-1", "Review nine alerts", debrief.CountermeasureDoing),
		known("words", "", "Own pool for batch jobs!", debrief.CountermeasureDoing),
		known("twin", "", "The same", debrief.CountermeasureDoing), known("twin2", "", "the  same.", debrief.CountermeasureDoing),
	}
	look := status.Compare([]status.Row{
		{Line: 2, Key: "ops-1", Text: "Own pool for batch jobs", State: "Done"}, // the ticket counts
		{Line: 3, Key: "OPS-9", Text: "own pool, for batch JOBS", State: "Done"},
		{Line: 4, Text: "The same", State: "Done"},
		{Line: 5, Key: "OPS-10", State: "Done"},
		{Line: 6, Key: "OPS-1", State: "In Progress", Due: "2026-12-24"}, // the last word, and a new date
	}, all)
	if len(look.Changes) != 2 || look.Changes[0].ID != "ticket" || look.Changes[0].To != "" || look.Changes[0].ToDue != "2026-12-24" || look.Changes[1].ID != "words" || !look.Changes[1].ByText {
		t.Errorf("%+v", look.Changes)
	}
	if len(look.Left) != 2 || look.Left[0].Why != status.WhyMany || look.Left[1].Why != status.WhyUnknown || look.Left[1].Line != 5 {
		t.Errorf("%+v", look.Left)
	}
	closed := all[0]
	closed.Closed = true
	if look := status.Compare([]status.Row{{Key: "OPS-1", State: "Done"}}, []status.Known{closed}); len(look.Changes) != 0 || look.Left[0].Why != status.WhyDecided {
		t.Errorf("of a closed debrief: %+v", look)
	}
	if look := status.Compare(nil, nil); look.Changes == nil || look.Left == nil {
		t.Error("nil")
	}
}

// A number of something is not the name of what holds it, and what is not the same ticket is
// not changed with it.
func TestATicketInAnAddress(t *testing.T) {
	const hub, linear, lab = "https://github.com/acme/web-2/issues/", "https://linear.app/acme/issue/", "https://git.example/team-1/app/-/issues/"
	of := func(tickets ...string) (all []status.Known) {
		for i, ticket := range tickets {
			all = append(all, known(fmt.Sprint(i), ticket, "Text "+fmt.Sprint(i), debrief.CountermeasureDoing))
		}
		return all
	}
	for _, c := range []struct {
		text string
		all  []status.Known
		done string // those that would change, by their number, or why none does
	}{
		{hub + "14 done", of(hub+"7", hub+"14", hub+"14"), "12"},
		{"(" + hub + "14): done", of(hub+"7", hub+"14"), "1"},
		{hub + "99 done", of(hub + "14"), "unknown"},
		{hub + "14/files?w=1#r5 done", of(hub + "15"), "unknown"},
		{"Key,Status,URL\n14,Done," + hub + "14\n99,Open," + hub + "99\n", of(hub + "14"), "0unknown"},
		{"Key,Status\nacme/web-2#99,Done\n", of("acme/web-2#14", "web-2"), "unknown"},
		{"Key,Status\nweb-2#99,Done\n", of("web-2#14", "web-2"), "unknown"},
		{lab + "8 done", of(lab + "7"), "unknown"},
		{linear + "ENG-13/support-utf-8 done", of(linear + "ENG-12/support-utf-8"), "unknown"},
		{linear + "ENG-13/utf-8 done", of(linear + "ENG-12/utf-8"), "unknown"},
		{linear + "ENG-12/support-utf-8 done", of(linear + "ENG-12/support-utf-8"), "0"},
		{"ENG-12 done", of(linear+"ENG-12/support-utf-8", "eng-12", "ENG-1"), "01"},
		{"https://jira-1/browse/OPS-12#comment-5 done", of("OPS-12", "JIRA-1", "t.example/browse/OPS-12/"), "02"},
		{"OPS-12 done", of("https://t.example/boards/1?selectedIssue=OPS-12"), "0"},
		{"OPS-12 done", of("https://a.example/browse/OPS-12", "https://b.example/browse/OPS-12"), "many"},
		{"https://b.example/browse/OPS-12 done", of("https://a.example/browse/OPS-12", "https://b.example/browse/OPS-12/", "OPS-12"), "12"},
		{"OPS-12 done", of("Jira: OPS-12", "see OPS-11, OPS-12"), "01"},
	} {
		look, got := status.Compare(mustRead(t, c.text), c.all), ""
		for _, x := range look.Changes {
			if x.To == debrief.CountermeasureDone {
				got += x.ID
			}
		}
		for _, x := range look.Left {
			got += string(x.Why)
		}
		if got != c.done {
			t.Errorf("%q: %s, want %s: %+v", c.text, got, c.done, look)
		}
	}
}

// What nobody understands is told in its own words, and never passed over.
func TestAStateNobodyKnowsIsTold(t *testing.T) {
	all := []status.Known{
		known("qa", "QA-123", "Review nine alerts", debrief.CountermeasureDoing),
		known("link", "https://t.example/issues/9", "Own pool", debrief.CountermeasureDoing),
	}
	for text, want := range map[string]status.Left{
		"QA-123 parked": {Line: 1, Key: "QA-123", Word: "parked"},
		"QA-123: Review nine alerts (Parked until June)":   {Line: 1, Key: "QA-123", Word: "Review nine alerts (Parked until June)"},
		"- QA-123 – 🅿️ parked":                             {Line: 1, Key: "QA-123", Word: "🅿️ parked"},
		"QA-123 Review nine alerts that stay open":         {Line: 1, Key: "QA-123", Word: "Review nine alerts that stay open"},
		"QA-123\tParked\tnine alerts\t":                    {Line: 1, Key: "QA-123", Word: "Parked | nine alerts"},
		"QA-123":                                           {Line: 1, Key: "QA-123"},
		"https://t.example/issues/9 parked":                {Line: 1, Key: "https://t.example/issues/9", Word: "parked"},
		"QA-123 is not done":                               {Line: 1, Key: "QA-123", Word: "is not done"},
		"Key,Status\nQA-123,Parked\n":                      {Line: 2, Key: "QA-123", Word: "Parked"},
		"Key;Summary;Status\nQA-123;Review nine alerts;\n": {Line: 2, Key: "QA-123", Text: "Review nine alerts"},
		"Summary,Status\nreview nine ALERTS,Parked\n":      {Line: 2, Text: "review nine ALERTS", Word: "Parked"},
	} {
		want.Why = status.WhyWord
		look := status.Compare(mustRead(t, text), all)
		if len(look.Changes) != 0 || len(look.Left) != 1 || look.Left[0] != want {
			t.Errorf("%q: %+v", text, look)
		}
	}
	if look := status.Compare(mustRead(t, "QA-7 parked"), all); len(look.Left) != 1 || look.Left[0].Why != status.WhyUnknown {
		t.Errorf("of a ticket nobody knows: %+v", look)
	}
}

// What is not so, or not yet, is no state; what is told beside one may say "not".
func TestWhatIsNotSoYet(t *testing.T) {
	for line, want := range map[string]string{
		"OPS-12 is not done":                           "",
		"OPS-12 isn’t fixed":                           "",
		"OPS-12 won't be fixed":                        "",
		"OPS-12 wont be fixed":                         "",
		"OPS-12 still to be deployed":                  "",
		"OPS-12 noch nicht fertig":                     "",
		"OPS-12 ist keineswegs erledigt":               "",
		"OPS-12 (not done)":                            "",
		"OPS-12: not-done":                             "",
		"OPS-12 80 % done":                             "",
		"OPS-12 almost done":                           "",
		"OPS-12 done but not deployed":                 "",
		"OPS-12: Done, but not deployed.":              "",
		"OPS-12 Done (not deployed)":                   "",
		"OPS-12 | Done | still to be deployed":         "",
		"OPS-12 not cancelled":                         "",
		"OPS-12 no longer in progress":                 "",
		"OPS-12 Done":                                  "done",
		"OPS-12 100 % done":                            "done",
		"OPS-12 Done: Alerts that are not read":        "done",
		"OPS-12: Page nobody until it is known (Done)": "done",
		"OPS-12\tDone\tPage nobody by night":           "done",
		"OPS-12 still in progress":                     "in progress",
		"OPS-12 is not (yet) done":                     "",
		"OPS-12\tDone\tNo deploys on Fridays":          "done",
		"OPS-12 in progress, not done yet":             "in progress",
		"OPS-12 Won't do: no longer needed":            "won't do",
		"OPS-12 cancelled, not needed":                 "cancelled",
		"OPS-12 cancelled as it is not needed":         "cancelled",
		"OPS-12 not planned":                           "not planned",
		"OPS-12, to do, not started":                   "to do",
		"OPS-12 Own pool, open":                        "open",
	} {
		rows := mustRead(t, line)
		if len(rows) != 1 {
			t.Fatalf("%s: %+v", line, rows)
		}
		all := []status.Known{known("a", "OPS-12", "Text", debrief.CountermeasureDoing)}
		if want != "" && rows[0].State != want {
			t.Errorf("%s: %q", line, rows[0].State)
		}
		if look := status.Compare(rows, all); want == "" && (len(look.Left) != 1 || look.Left[0].Why != status.WhyWord) {
			t.Errorf("%s: %+v", line, look)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{"Key,Status\nOPS-1,Done\n", "OPS-1 Done", "Key;Status\n\"=cmd()\";\"\n", "\ufeffKey\tStatus\n", "\xff\xfeK\x00", "Key,Status\n'=1+1,Done\n"} {
		f.Add([]byte(seed))
	}
	all := []status.Known{known("a", "OPS-1", "text", debrief.CountermeasureDoing)}
	f.Fuzz(func(t *testing.T, data []byte) {
		rows, err := status.Read(data)
		if err != nil {
			return
		}
		for _, r := range rows {
			if r.Line < 1 || strings.ContainsAny(r.Key+r.Text, "\n\x00") {
				t.Fatalf("%+v", r)
			}
		}
		look := status.Compare(rows, all)
		if n := len(look.Changes) + len(look.Left) + look.Same; n > len(rows) {
			t.Fatal(fmt.Sprint(n, " of ", len(rows)))
		}
	})
}

var someday = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
