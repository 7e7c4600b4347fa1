package evidence_test

import (
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
)

func TestReports(t *testing.T) {
	for _, c := range []asRead{
		{
			"a list, its date in the title", "# Outage on 29 September 2025\r\n\r\n## Timeline\r\n\r\n- **16:58 UTC** - It [begins](http://x)\r\n  - with a detail\r\n- **17:02 UTC** – It goes on\r\n",
			"report 2 0 0 2025-09-29T16:58:00Z 2025-09-29T17:02:00Z 0 stated 0",
			[]string{": It begins\nwith a detail", ": It goes on"},
		},
		{
			"one zone for all, half days, over midnight", "# Incident\n\nDate: 2024-02-05\n\n## Timeline\n\nAll times are in PST.\n\n* [11:47 PM] one\nwrapped\n* [12:05 AM] two\n* 1 am - three\n",
			"report 3 0 0 2024-02-06T07:47:00Z 2024-02-06T09:00:00Z 0 stated 0",
			[]string{": one wrapped", ": two", ": three"},
		},
		{"a zone that does not fit its date", "# Incident on July 4, 2024\n\n## Timeline (PST)\n\n- 10:00 one\n- 10:05 two\n", "report 2 0 0 - - 0 unknown 0", nil},
		{
			"a table", "# Outage\n\n## Timeline\n\n| Date and Time in CET | Who | Event |\n|---|---|---|\n| 2019-11-29 12:00 | Ines | *Up* |\n| 2019-12-03 --:-- | Ines | Surge |\n| later | Tomás | Down |\n\n## Action items\n\n| Due date | What |\n|---|---|\n| 2020-01-01 | Do it |\n",
			"report 3 0 0 2019-11-29T11:00:00Z 2019-11-29T11:00:00Z 2 stated 0",
			[]string{"Ines: Up", "Ines: Surge", "Tomás: later: Down"},
		},
		{
			"a table with days and clocks apart", "# Outage\n\n## Timeline (UTC)\n\n| Date | Time | Event |\n|---|---|---|\n| 2019-11-29 | 23:50 | Up |\n|  | 23:55 | Surge |\n| 2019-11-30 | 0:05 | Down |\n",
			"report 3 0 0 2019-11-29T23:50:00Z 2019-11-30T00:05:00Z 0 stated 0", nil,
		},
		{
			"paragraphs, and days as headings", "Incident review\n===============\n\nTimeline\n--------\n\n### 2024-05-01\n\n14:32 UTC: one\n14:35-14:40 UTC: two\n\n### May 2, 2024\n\nAt ~9:00 UTC we saw three\n",
			"report 3 0 0 2024-05-01T14:32:00Z 2024-05-02T09:00:00Z 0 stated 0",
			[]string{": one", ": two", ": we saw three"},
		},
		{
			"front matter", "---\ntitle: \"Incident: it broke\"\ndate: 2020-02-25\n---\n\n- Fault occurs 2020-02-25 07:32 UTC\n- Then\n\n## Timeline\n\n- 07:40 UTC people look\n",
			"report 2 0 0 2020-02-25T07:32:00Z 2020-02-25T07:40:00Z 0 stated 0",
			[]string{": Fault occurs", ": people look"},
		},
		{"no day anywhere", "# Outage\n\n## Timeline\n\n- 14:32 UTC - one\n- 15:?? - two\n", "report 2 0 0 - - 0 unknown 0", nil},
		{"days and months in either order", "# Outage\n\n## Timeline\n\n- 03/04/2024 10:00 UTC - one\n- 04/04/2024 10:00 UTC - two\n", "report 1 0 0 2024-04-04T10:00:00Z 2024-04-04T10:00:00Z 0 stated 1", nil},
		{
			"days of many, without a year and with a clock in a column", "# Wrapper\n\n**Date:** January 14-19, 2026\n\n## Timeline\n\n| Time (UTC) | Event |\n|---|---|\n| Jan 14, 10:18 AM | one |\n| Jan 15, 5:33 PM | two |\n",
			"report 2 0 0 2026-01-14T10:18:00Z 2026-01-15T17:33:00Z 0 stated 0", nil,
		},
		{
			"months and days as numbers, the shortest sentence for the zone", "# March 26th, 2019 Jobs do not run\n\nAll times PDT.\n\n## Timeline\n\n- [12-05 16:21] one\n- [03-26 17:40] two\n",
			"report 2 0 0 2019-03-27T00:40:00Z 2019-03-27T00:40:00Z 0 stated 0", nil,
		},
		{
			"days without a year in a column", "# Compromise\n\n## Timeline (all times PT)\n\n| Day | Date (2021) | Time (PT) | Event |\n|---|---|---|---|\n| Sun | Oct 31 | 21:33 | one |\n| Mon | Nov 1 | 01:00 | two |\n",
			"report 2 0 0 2021-11-01T04:33:00Z 2021-11-01T08:00:00Z 0 stated 0",
			[]string{": one", ": two"},
		},
		{
			"days after the clocks", "# Storm, Oct 30 2021\n\n## Timeline (UTC)\n\n12:45 PM UTC Saturday Oct 30th: one\n\n13:55 PM UTC Sunday Oct 31st : two\n\n23:00 AM UTC: three\n",
			"report 2 0 0 2021-10-30T12:45:00Z 2021-10-31T13:55:00Z 0 stated 1",
			[]string{": one", ": two"},
		},
		{"a day that cannot be read", "# Outage, 1 January 2024\n\n## Timeline (UTC)\n\n- 10:00 one\n\n3/4/2024\n\n- 10:00 two\n", "report 2 0 0 2024-01-01T10:00:00Z 2024-01-01T10:00:00Z 0 stated 1", nil},
		{
			"days as headings without a year", "# Incident report July 21 2025\n\n## Timeline (UTC)\n\n### July 22\n\n- 05:03 one\n\n### 2025-07-23\n\n- 05:03 two\n",
			"report 2 0 0 2025-07-22T05:03:00Z 2025-07-23T05:03:00Z 0 stated 0",
			[]string{": one", ": two"},
		},
		{
			"clocks without a colon, days alone", "# Incident\n\n## Timeline (UTC)\n\n- 2022-01-08 2233 ::::: one\n- 2022-01-09 two\n- Feb 5 2019 three\n",
			"report 3 0 0 2022-01-08T22:33:00Z 2022-01-08T22:33:00Z 0 stated 0",
			[]string{": one", ": two", ": three"},
		},
		{
			"days in the order of America", "# Stall\n\n## Timeline (UTC) 01/05/2024 - 01/20/2024\n\n01-05-2024 - one\n\n01-20-2024 - two\n",
			"report 2 0 0 - - 0 unknown 0",
			[]string{": one", ": two"},
		},
		{"a list that looks like code", "# Leak - March 20, 2019\n\n## Timeline (PST)\n    - 11:16 ::::: one\n    - 2pm two\n", "report 2 0 0 - - 0 unknown 0", []string{": one", ": two"}},
		{"what people quote is prose", "# Outage on 2024-05-01\n\n## Log\n\n> 10:00 UTC somebody said\n\n```\n10:00 UTC code\n```\n", "report 0 0 0 - - 0 unknown 0", nil},
		{
			"what Word writes", "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta name=Generator content=\"Microsoft Word 15\"><title>x</title><style>p{}</style></head><body><div class=WordSection1>\r\n<p class=MsoTitle>Outage on\r\n5 March 2024</p>\r\n<h2>Timeline</h2>\r\n<p class=MsoListParagraph><span>·<span>&nbsp;&nbsp; </span></span>14:32 UTC &#8211; <b>one</b><o:p></o:p></p>\r\n<table><tr><td><p>Time (UTC)</p></td><td><p>Event</p></td></tr><tr><td><p>14:40</p></td><td><p>two</p></td></tr></table></div></body></html>",
			"report 2 0 0 2024-03-05T14:32:00Z 2024-03-05T14:40:00Z 0 stated 0",
			[]string{": one", ": two"},
		},
		{
			"a wiki's page", "<!DOCTYPE html><html><body><h1>Postmortem 2024-03-05</h1><ul><li>14:32 UTC one<ul><li>why</li></ul></li><li>14:33 UTC two</li></ul><script>x</script></body></html>",
			"report 2 0 0 2024-03-05T14:32:00Z 2024-03-05T14:33:00Z 0 stated 0",
			[]string{": one\nwhy", ": two"},
		},
		{"Morgue, a schema", "DROP TABLE IF EXISTS `irc`;\nCREATE TABLE `irc` (\n  `id` bigint(20) NOT NULL,\n  `postmortem_id` bigint(20) NOT NULL,\n  `channel` varchar(50) NOT NULL\n);\n", "morgue 0 0 0 - - 0 unknown 0", nil},
		{
			"Morgue, rows", "CREATE TABLE `postmortems` (\n  `id` bigint(20) NOT NULL,\n  `title` varchar(255) NOT NULL,\n  `summary` longtext NOT NULL,\n  `starttime` int(11) UNSIGNED NOT NULL,\n  `endtime` int(11) UNSIGNED NOT NULL,\n  `detecttime` int(11) UNSIGNED NOT NULL,\n  `contact` varchar(255),\n  PRIMARY KEY (`id`)\n);\nINSERT INTO `postmortems` VALUES (1,'It\\'s (slow), really;','why ''so''',1714557600,1714561200,1714557660,'ines'),(2,'Two','',0,0,0,NULL);\nINSERT INTO `irc` (`postmortem_id`, `channel`) VALUES (1,'#ops');\nINSERT INTO `postmortems` VALUES (3,'half",
			"morgue 2 0 2 2024-05-01T10:00:00Z 2024-05-01T10:00:00Z 1 stated 1",
			[]string{"ines: It's (slow), really;", ": detect: It's (slow), really;", ": Two", ": irc: #ops"},
		},
	} {
		c.run(t)
	}
}

// TestReportKeepsItsProse: an old report can become a debrief later.
func TestReportKeepsItsProse(t *testing.T) {
	d, err := evidence.ReadText(t.Context(), "# Outage\n\nFirst *words*.\n\n## Impact\n\n- all of it\n  - twice\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## Empty\n\n## Lessons\n\nSome.\n", evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range d.Sections {
		got = append(got, s.Heading+"="+s.Text)
	}
	want := "Outage=First words.|Impact=- all of it\n  - twice\n\na | b\n1 | 2|Lessons=Some."
	if strings.Join(got, "|") != want || d.Title != "Outage" {
		t.Errorf("%q, %q", d.Title, got)
	}
	packed, err := evidence.Pack(d)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := evidence.Unpack(packed); err != nil || len(again.Sections) != 3 {
		t.Error(again, err)
	}
}

func TestReportTimes(t *testing.T) {
	d, err := evidence.ReadText(t.Context(), "# Outage on 2024-05-01\n\n## Timeline (UTC)\n\n- ~14:30 about\n- 14:35 - 15:05: lasted\n- 16:?? some time\n- DB fails at 17:00\n- Outage 12 begins\n- 17:10 DB is back\n", evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Messages) != 4 || d.Messages[0].When.Precision != debrief.PrecisionAbout || d.Messages[2].When.Precision != debrief.PrecisionHour ||
		d.Messages[1].Until.Time != time.Date(2024, 5, 1, 15, 5, 0, 0, time.UTC) || d.Messages[3].Text != "DB is back" || d.Messages[3].Line != 10 {
		t.Errorf("%+v", d.Messages)
	}
}

// A clock alone is of the day that was written before it, in whatever zone that stood, and
// of the next one past midnight.
func TestAClockIsOfTheDayBeforeIt(t *testing.T) {
	for zone, ahead := range map[string]time.Duration{"UTC": 0, "CEST": 2 * time.Hour, "PDT": -7 * time.Hour} {
		d, err := evidence.ReadText(t.Context(), strings.ReplaceAll("# Outage\n\n## Timeline\n\n- 2024-05-01 22:52 ZONE: down\n- 22:54 ZONE: seen\n- 00:10 ZONE: over\n", "ZONE", zone), evidence.Options{})
		if err != nil || len(d.Messages) != 3 {
			t.Fatalf("%s: %+v, %v", zone, d, err)
		}
		for i, at := range []time.Time{time.Date(2024, 5, 1, 22, 52, 0, 0, time.UTC), time.Date(2024, 5, 1, 22, 54, 0, 0, time.UTC), time.Date(2024, 5, 2, 0, 10, 0, 0, time.UTC)} {
			if got := d.Messages[i].When.Time; !got.Equal(at.Add(-ahead)) {
				t.Errorf("%s: line %d at %s", zone, i+1, got)
			}
		}
	}
}
