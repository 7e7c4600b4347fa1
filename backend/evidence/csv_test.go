package evidence_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"secondstory/backend/evidence"
)

func TestTables(t *testing.T) {
	for _, c := range []asRead{
		{
			"a case", "time_utc,actor,lane,text,source\r\n2019-07-02T13:42:00Z,FW,people did,\"Merges, at last\",PM\r\n2019-07-02T13:45:00Z,paging,system did,\"He said \"\"now\"\"\nand then\",PM\r\n",
			"table 2 1 0 2019-07-02T13:42:00Z 2019-07-02T13:45:00Z 2 stated 0",
			[]string{"FW: Merges, at last", "paging: He said \"now\"\nand then"},
		},
		{
			"another language, semicolons, a mark", "\ufeffsep=;\nDatum;Uhrzeit;Wer;Ereignis\n03.04.2024;10:00;Ines;Los\n03.04.2024;10:05;Tomás;Weiter\n",
			"table 2 0 0 - - 2 unknown 0",
			[]string{"Ines: Los", "Tomás: Weiter"},
		},
		{"a zone in the header", "Time (UTC)\tUser\tMessage\n2024-05-01 10:00\tInes\t\"quoted\" here\n2024-05-01 10:01\tInes\tb\n", "table 2 0 0 2024-05-01T10:00:00Z 2024-05-01T10:01:00Z 1 stated 0", []string{"Ines: \"quoted\" here", "Ines: b"}},
		{"a column for the zone", "when,tz,who,what\n2024-05-01 10:00,Europe/Berlin,Ines,a\n2024-05-01 10:00,EDT,Tomás,b\n", "table 2 0 0 2024-05-01T08:00:00Z 2024-05-01T14:00:00Z 2 stated 0", nil},
		{"days first", "date,author,content\n03/04/2024 10:00,a,b\n13/04/2024 10:00 UTC,a,b\n", "table 2 0 0 2024-04-13T10:00:00Z 2024-04-13T10:00:00Z 1 stated 0", nil},
		{"months first", "date,author,content\n3/4/24 1:05 PM +00:00,a,b\n4/13/24 1:05:09 PM +00:00,a,b\n", "table 2 0 0 2024-03-04T13:05:00Z 2024-04-13T13:05:09Z 1 stated 0", nil},
		{"either", "date,author,content\n03/04/2024 10:00 UTC,a,b\n04/04/2024 10:00 UTC,a,c\n05/04/2024 10:00 UTC,a,d\n", "table 3 0 0 2024-04-04T10:00:00Z 2024-04-04T10:00:00Z 1 stated 1", nil},
		{
			"ragged, no time, nothing said", "time,who,text\n2024-05-01T10:00:00Z,a,b\n2024-05-01T10:00:00Z,a\n2024-05-01T10:00:00Z,a,b,c\nsoon,a,b\n2024-05-01T10:00:00Z,a,\n,a,undated\n2024-05-01T10:00:00Z,a,b,,\n",
			"table 3 0 0 2024-05-01T10:00:00Z 2024-05-01T10:00:00Z 1 stated 4",
			[]string{"a: b", "a: undated", "a: b"},
		},
		{"no header", "2024-05-01T10:00:00Z,Ines,we look\n2024-05-01T10:01:00Z,Ines,we see\n", "table 2 0 0 2024-05-01T10:00:00Z 2024-05-01T10:01:00Z 1 stated 0", nil},
		{"pipes, since 1970", "timestamp|level|message\n1714557600|info|a\n1714557601500|info|b\n", "table 2 0 0 2024-05-01T10:00:00Z 2024-05-01T10:00:01.5Z 0 stated 0", nil},
		{
			"what stands elsewhere", "\ufeffAuthorID,Author,Date,Content,Attachments\n\"123\",ines,2021-07-24T13:49:13.751-04:00,Yes,\n\"123\",ines,2021-07-24T13:50:13.751-04:00,,https://x/y.png\n",
			"discord 2 0 0 2021-07-24T17:49:13.751Z 2021-07-24T17:50:13.751Z 1 stated 0",
			[]string{"ines: Yes", "ines: https://x/y.png"},
		},
		{"header only", "time,who,text\n", "table 0 0 0 - - 0 unknown 0", nil},
		{"in 1970 and 9999", "time,who,text\n1970-01-01T00:00:00Z,a,b\n9999-01-01T00:00:00Z,a,b\n2024-01-01T00:00:00Z,a,b\n", "table 1 0 0 2024-01-01T00:00:00Z 2024-01-01T00:00:00Z 1 stated 2", nil},
		{"names twice", "Time,User,Comment,Comment\n2024-05-01T10:00:00Z,a,b,c\n2024-05-01T10:00:00Z,a,b,c\n", "table 2 0 0 2024-05-01T10:00:00Z 2024-05-01T10:00:00Z 1 stated 0", nil},
		{"quotes that do not close", "time,who,text\n2024-05-01T10:00:00Z,a,b\n2024-05-01T10:00:01Z,a,\"b\n", "table 1 0 0 2024-05-01T10:00:00Z 2024-05-01T10:00:00Z 1 stated 1", nil},
		{"about", "time,who,text\n2024-05-01 ~14:30 UTC,a,b\n", "table 1 0 0 2024-05-01T14:30:00Z 2024-05-01T14:30:00Z 1 stated 0", nil},
		{
			"PagerDuty in cells", "id,data\n1,\"{\"\"id\"\":\"\"Q1\"\",\"\"incident_number\"\":4,\"\"title\"\":\"\"Crash\"\",\"\"escalation_policy\"\":{},\"\"created_at\"\":\"\"2022-11-03T06:23:06.000000Z\"\",\"\"log_entries\"\":[{\"\"type\"\":\"\"trigger_log_entry\"\",\"\"summary\"\":\"\"Triggered\"\",\"\"created_at\"\":\"\"2022-11-03T06:23:06Z\"\",\"\"agent\"\":{\"\"type\"\":\"\"user_reference\"\",\"\"summary\"\":\"\"Ines\"\"}}]}\"\n2,\"{\"\n",
			"pagerduty 1 0 1 2022-11-03T06:23:06Z 2022-11-03T06:23:06Z 1 stated 1",
			[]string{"Ines: Crash", "Ines: Triggered"},
		},
		{
			"git's times, no names of columns", "abc1234|Ines Perez|Sun May 31 20:36:28 2026 -0700|Fix the pool of connections\nbbc1234|Tom|Mon Jun  1 20:36:28 2026 -0700|Begin with a pool\ncbc1234|Ines Perez|Tue Jun 2 20:36:28 2026 -0700|Count what is open\n",
			"table 3 0 0 2026-06-01T03:36:28Z 2026-06-03T03:36:28Z 2 stated 0", nil,
		},
		{
			"Jira, a site's times", "\ufeffSummary,Issue key,Reporter,Created,Comment,Comment\nSlow,OPS-1,ines,22/May/13 9:31 PM,22/May/13 9:40 PM;tomas;On it; now,\nFast,OPS-2,ines,23/May/13 9:31 AM,,\n",
			"jira 3 0 0 - - 2 unknown 0",
			[]string{"ines: Slow", "tomas: On it; now", "ines: Fast"},
		},
		{"Jira, offsets", "Issue key,Summary,Creator,Created,Comment\nOPS-1,Slow,ines,2013-05-22T21:31:32.765-0200,2013-05-22 21:40:00 -0200;tomas;On it\n", "jira 2 0 0 2013-05-22T23:31:32.765Z 2013-05-22T23:40:00Z 2 stated 0", nil},
		{"Jira, not created", "Issue key,Summary,Issue id\nOPS-1,Slow,1\n", "jira 1 0 0 - - 0 unknown 0", nil},
	} {
		c.run(t)
	}
}

// TestProseIsNoTable: commas alone make no table.
func TestProseIsNoTable(t *testing.T) {
	for _, text := range []string{"Dear all, this is it,\nand so on, and on.\nYes, no.\n", "a,b\n1,2\n", "hello\n", "| a | b |\n|---|---|\n| 1 | 2 |\n"} {
		d, err := evidence.ReadText(t.Context(), text, evidence.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if d.Format == evidence.FormatTable {
			t.Errorf("%q", text)
		}
	}
}

// TestMapping: what somebody says of the columns is done.
func TestMapping(t *testing.T) {
	text := "03/04/2024 10:00;x;first;Ines\n04/04/2024 10:00;y;second;Tomás\n"
	d, err := evidence.ReadText(t.Context(), text, evidence.Options{Format: evidence.FormatTable})
	if err != nil {
		t.Fatal(err)
	}
	if d.Table == nil || !d.Table.Ambiguous || d.Table.Mapping.Time != 0 || d.Table.Mapping.Delimiter != ";" || len(d.Table.Rows) != 2 || strings.Join(d.Table.Columns, " ") != "1 2 3 4" {
		t.Fatalf("%+v", d.Table)
	}
	said := d.Table.Mapping
	said.Order, said.ZoneName, said.Text, said.Who, said.Kind, said.Channel = evidence.OrderMonthFirst, "America/New_York", 2, 3, evidence.NoColumn, 1
	if d, err = evidence.ReadText(t.Context(), text, evidence.Options{Format: evidence.FormatTable, Mapping: &said}); err != nil {
		t.Fatal(err)
	}
	m := d.Messages[0]
	if len(d.Rejected) > 0 || m.Sender != "Ines" || m.Text != "first" || m.Channel != "x" || m.When.Time != time.Date(2024, 3, 4, 15, 0, 0, 0, time.UTC) {
		t.Errorf("%+v %+v", m, d.Rejected)
	}
}

// TestClocksGetTheirDay: a clock in one column has its date from another.
func TestClocksGetTheirDay(t *testing.T) {
	d, err := evidence.ReadText(t.Context(), "Date,Time,Who,Event\n2024-05-01,23:59,a,b\n2024-05-02,0:01,a,c\n,0:02,a,d\n", evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"2024-05-01T23:59:00Z", "2024-05-02T00:01:00Z", "2024-05-02T00:02:00Z"} {
		if w := d.Messages[i].When; w.Told != evidence.ToldLocal || w.Time.Format(time.RFC3339) != want {
			t.Errorf("%+v, want %s", w, want)
		}
	}
}

// TestLongTable is quick.
func TestLongTable(t *testing.T) {
	path := filepath.Join(t.TempDir(), "wrong.json")
	if err := os.WriteFile(path, []byte("time,who,text\n"+strings.Repeat("2024-05-01T10:00:00Z,a,b\n", 50_000)), 0o600); err != nil {
		t.Fatal(err)
	}
	docs, err := evidence.Read(t.Context(), path, evidence.Options{})
	if err != nil || len(docs[0].Messages) != 50_000 {
		t.Fatal(err, docs)
	}
}
