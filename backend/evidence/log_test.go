package evidence_test

import (
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
)

func TestLogs(t *testing.T) {
	for _, c := range []asRead{
		{
			"a runner", "\ufeff2024-05-01T10:00:00.1234567Z ##[group]Run make\r\n2024-05-01T10:00:01.1234567Z \x1b[36;1mmake all\x1b[0m\r\n2024-05-01T10:00:02.1234567Z ##[endgroup]\r\n2024-05-01T10:00:03.1234567Z ##[error]exit 2\r\n",
			"log 3 3 1 2024-05-01T10:00:00.1234567Z 2024-05-01T10:00:03.1234567Z 0 stated 0",
			[]string{": Run make", ": make all", ": ", ": error: exit 2"},
		},
		{
			"gh run view", "build\tSet up job\t2024-05-01T10:00:00.1234567Z hello\nbuild\tTest\t2024-05-01T10:00:01.1234567Z world\n",
			"log 2 2 0 2024-05-01T10:00:00.1234567Z 2024-05-01T10:00:01.1234567Z 2 stated 0",
			[]string{"Set up job: hello", "Test: world"},
		},
		{
			"docker compose", "Attaching to db-1, web-1\nweb-1  | 2024-05-01T10:00:00.123456789Z panic: no\ndb-1   | 2024-05-01T10:00:00.223456789Z ready\nweb-1  | \tat main\n",
			"log 2 2 1 2024-05-01T10:00:00.123456789Z 2024-05-01T10:00:00.223456789Z 2 stated 0",
			[]string{": Attaching to db-1, web-1", "web-1: panic: no\n\tat main", "db-1: ready"},
		},
		{
			"a program, no zone", "2024-05-01 10:00:00,123 INFO  [main] started\n2024-05-01 10:00:01,123 ERROR [main] no\njava.lang.Error\n\tat x\n2024-05-01 10:00:02,123 INFO done\n",
			"log 3 3 0 - - 0 unknown 0",
			[]string{": INFO  [main] started", ": ERROR [main] no\njava.lang.Error\n\tat x", ": INFO done"},
		},
		{"a database", "2024-05-01 10:00:00.123 CET [123] LOG:  ready\n2024-01-01 10:00:00.123 CET [123] LOG:  ready\n", // CET is not what Berlin's clocks show in May
			"log 2 2 0 2024-01-01T09:00:00.123Z 2024-01-01T09:00:00.123Z 0 stated 0", nil},
		{
			"a web server", "10.0.0.1 - - [10/Oct/2023:13:55:36 -0700] \"GET / HTTP/1.1\" 500 2\n10.0.0.1 - - [10/Oct/2023:13:55:37 -0700] \"GET / HTTP/1.1\" 200 2\n",
			"log 2 2 0 2023-10-10T20:55:36Z 2023-10-10T20:55:37Z 0 stated 0", nil,
		},
		{
			"JSON lines", "{\"ts\":1714557600.5,\"level\":\"ERROR\",\"msg\":\"no\",\"logger\":\"web\"}\n{\"ts\":1714557601.5,\"level\":\"info\",\"msg\":\"yes\"}\n{\"ts\":\"soon\",\"msg\":\"x\"}\n",
			"log 2 2 0 2024-05-01T10:00:00.5Z 2024-05-01T10:00:01.5Z 1 stated 1",
			[]string{"web: error: no", ": info: yes"},
		},
		{
			"docker compose without times", "web-1  | Listening on 3000\ndb-1   | ready\nweb-1  | GET /\n", "log 3 3 0 - - 2 unknown 0",
			[]string{"web-1: Listening on 3000", "db-1: ready", "web-1: GET /"},
		},
		{
			"klog", "I0501 10:00:00.123456       1 server.go:123] started\nE0501 10:00:01.123456       1 server.go:124] no\n", "log 2 2 0 - - 0 unknown 0",
			[]string{": info server.go:123] started", ": error server.go:124] no"},
		},
		{"Apache", "[Wed Oct 11 14:32:52.123456 2023] [core:error] [pid 1] x\n[Wed Oct 11 14:32:53.123456 2023] [core:error] [pid 1] y\n", "log 2 2 0 - - 0 unknown 0", nil},
		{"a step without times", "##[group]Run make\nmake all\n##[endgroup]\n##[error]exit 2\n", "log 3 3 1 - - 0 unknown 0", nil},
		{
			"journald", "{\"__REALTIME_TIMESTAMP\":\"1714557600123456\",\"MESSAGE\":\"hello\",\"SYSLOG_IDENTIFIER\":\"sshd\",\"_HOSTNAME\":\"a\"}\n{\"__REALTIME_TIMESTAMP\":\"1714557601123456\",\"MESSAGE\":[104,195,169],\"_COMM\":\"x\"}\n{\"__REALTIME_TIMESTAMP\":\"1714557602123456\",\"MESSAGE\":null}\n",
			"journald 2 2 0 2024-05-01T10:00:00.123456Z 2024-05-01T10:00:01.123456Z 2 stated 1",
			[]string{"sshd: hello", "x: hé"},
		},
		{
			"syslog, no year", "Dec 31 23:59:59 web sshd[12]: one\nJan  1 00:00:01 web sshd[12]: two\n    goes on\nJan  1 00:00:02 web last message repeated 2 times\n",
			"syslog 3 3 0 - - 2 unknown 0",
			[]string{"sshd: one", "sshd: two\ngoes on", "web: last message repeated 2 times"},
		},
		{"syslog, another language", "Mär  3 10:00:00 web cron[1]: eins\nOkt 13 10:00:01 web cron[1]: zwei\n", "syslog 2 2 0 - - 1 unknown 0", nil},
		{
			"journalctl, a year in its head", "-- Logs begin at Tue 2024-04-30 09:00:00 UTC, end at Wed 2024-05-01 10:00:02 UTC. --\nMay 01 10:00:00 web sshd[12]: one\n-- Reboot --\nMay 01 10:00:01 web kernel: two\n",
			"syslog 2 2 2 2024-05-01T10:00:00Z 2024-05-01T10:00:01Z 2 stated 0", nil,
		},
		{
			"journalctl, short-iso", "2024-05-01T10:00:00+0200 web sshd[12]: one\n2024-05-01T10:00:01+0200 web systemd[1]: two\n",
			"syslog 2 2 0 2024-05-01T08:00:00Z 2024-05-01T08:00:01Z 2 stated 0",
			[]string{"sshd: one", "systemd: two"},
		},
		{
			"journalctl, short-full", "Wed 2024-05-01 10:00:00 CEST web sshd[12]: one\nWed 2024-05-01 10:00:01 CEST web sshd[12]: two\n",
			"syslog 2 2 0 2024-05-01T08:00:00Z 2024-05-01T08:00:01Z 1 stated 0", nil,
		},
		{
			"RFC 5424", "<34>1 2003-10-11T22:14:15.003Z web su - ID47 [a@1 x=\"\\\"]\"][b] \ufeffno\n<34>1 - web su 12 - - later\n",
			"syslog 2 2 0 2003-10-11T22:14:15.003Z 2003-10-11T22:14:15.003Z 1 stated 0",
			[]string{"su: no", "su: later"},
		},
		{"half a line of syslog", "ost: something\nMay  1 10:00:00 web a[1]: x\nMay  1 10:00:01 web a[1]: y\n", "syslog 2 2 0 - - 1 unknown 1", nil},
		{
			"git, fuller", "commit 0123456789012345678901234567890123456789 (HEAD -> main, tag: v1)\nAuthor:     Ines <i@x.org>\nAuthorDate: Wed Feb 4 22:31:30 2026 -0500\nCommit:     Tomás <t@x.org>\nCommitDate: Thu Feb 5 10:00:00 2026 +0000\n\n    Fix it\n\n    Because.\n",
			"git-log 1 0 0 2026-02-05T03:31:30Z 2026-02-05T03:31:30Z 1 stated 0",
			[]string{"Ines: Fix it\n\nBecause.\n\n(committed 2026-02-05T10:00:00Z Tomás)"},
		},
		{
			"git, a graph, RFC 2822", "*   commit 0123456789abcdef\n|\\  Merge: a b\n| | Author: dependabot[bot] <x@y>\n| | Date:   Wed, 4 Feb 2026 22:31:30 -0500\n| |\n| |     Merge it\n| |\n* | commit 1123456789abcdef\n| | Author: Ines <x@y>\n| | Date:   2026-02-04T10:00:00+01:00\n| |\n| |     Two\n",
			"git-log 2 1 0 2026-02-04T09:00:00Z 2026-02-05T03:31:30Z 2 stated 0",
			[]string{"dependabot[bot]: Merge it", "Ines: Two"},
		},
		{
			"git, raw", "commit 0123456789012345678901234567890123456789\ntree 0123456789012345678901234567890123456789\nauthor Ines <i@x.org> 1714557600 +0200\ncommitter Ines <i@x.org> 1714557600 +0200\n\n    Fix it\n",
			"git-log 1 0 0 2024-05-01T10:00:00Z 2024-05-01T10:00:00Z 1 stated 0",
			[]string{"Ines: Fix it"},
		},
		{
			"git, dates without offsets", "commit 0123456789012345678901234567890123456789\nAuthor: Ines <i@x.org>\nDate:   Wed Feb 4 22:31:30 2026\n\n    Fix it\n\ncommit 1123456789012345678901234567890123456789\nAuthor: Ines <i@x.org>\nDate:   2 days ago\n\n    Fix more\n",
			"git-log 2 0 0 - - 1 unknown 1", nil,
		},
		{
			"git, one line", "abc1234 2026-05-31 20:36:28 -0700 Ines Weiß Fix the pool\nabc1235 2026-05-31 20:35:28 -0700 kit add tests\nabc1236 2026-05-31 20:34:28 -0700 Ines Weiß Add a pool\n",
			"git-log 3 0 0 2026-06-01T03:34:28Z 2026-06-01T03:36:28Z 2 stated 0",
			[]string{"Ines Weiß: Fix the pool", "kit: add tests", "Ines Weiß: Add a pool"},
		},
		{
			"git, one line, no names", "abc1234 2026-05-31 20:36:28 -0700 Fix the pool\nabc1235 2026-05-31 20:35:28 -0700 add tests\nabc1236 2026-05-31 20:34:28 -0700 Update docs\n",
			"git-log 3 0 0 2026-06-01T03:34:28Z 2026-06-01T03:36:28Z 0 stated 0", nil,
		},
		{"git, --oneline", "abc1234 Fix the pool\nabc1235 (tag: v1) add tests\nabc1236 Update docs\n", "git-log 3 0 0 - - 0 unknown 0", nil},
		{
			"Jira, a webhook", `{"timestamp":1714557600123,"webhookEvent":"jira:issue_updated","issue_event_type_name":"issue_commented","user":{"name":"ines","displayName":"Ines"},"issue":{"key":"OPS-1","fields":{"summary":"Slow","created":"2024-05-01T09:00:00.000+0000"}},"comment":{"id":"7","body":"On it"}}`,
			"jira 1 0 0 2024-05-01T10:00:00.123Z 2024-05-01T10:00:00.123Z 1 stated 0",
			[]string{"Ines: issue commented: Slow\nOn it"},
		},
		{
			"Jira, a webhook without its time", `{"webhookEvent":"jira:issue_updated","user":{"displayName":"Ines"},"issue":{"key":"OPS-1","fields":{"summary":"Slow","updated":"2024-05-01T09:00:00.000+0000"}},"changelog":{"items":[{"field":"status","fromString":"Open","toString":"Done"}]}}`,
			"jira 1 0 0 2024-05-01T09:00:00Z 2024-05-01T09:00:00Z 1 stated 0",
			[]string{"Ines: issue updated: Slow\nstatus: Open → Done"},
		},
		{
			"Jira, in a warehouse", "id,data\n1,\"{\"\"key\"\":\"\"OPS-1\"\",\"\"fields\"\":{\"\"created\"\":\"\"2024-05-01T10:00:00.000+0000\"\",\"\"reporter\"\":{\"\"displayName\"\":\"\"Ines\"\"}}}\"\n",
			"jira 1 0 0 2024-05-01T10:00:00Z 2024-05-01T10:00:00Z 1 stated 0",
			[]string{"Ines: OPS-1"},
		},
		{
			"Jira, changes in a warehouse", "id,data\n1,\"{\"\"id\"\":\"\"9\"\",\"\"author\"\":{\"\"displayName\"\":\"\"Ines\"\"},\"\"created\"\":\"\"2024-05-01T10:00:00.000+0000\"\",\"\"items\"\":[{\"\"field\"\":\"\"status\"\",\"\"fromString\"\":\"\"Open\"\",\"\"toString\"\":\"\"Done\"\"}]}\"\n",
			"jira 0 0 1 2024-05-01T10:00:00Z 2024-05-01T10:00:00Z 0 stated 0", nil,
		},
		{
			"git, as mails", "From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\nFrom: =?UTF-8?q?Tom=C3=A1s?= <t@example.org>\nDate: Wed, 4 Feb 2026 22:31:30 -0500\nSubject: [PATCH 1/2] Fix the pool of\n connections\n\nIt leaked.\n---\n a.go | 2 +-\n\ndiff --git a/a.go b/a.go\n-- \n2.47.0\n\nFrom 1123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\nFrom: \"ci[bot]\" <c@example.org>\nDate: soon\nSubject: [PATCH 2/2] Bump\n\n",
			"git-log 2 1 0 2026-02-05T03:31:30Z 2026-02-05T03:31:30Z 2 stated 1",
			[]string{"Tomás: Fix the pool of connections\n\nIt leaked.", "ci[bot]: Bump"},
		},
		{
			"git, a graph of one line each", "*   abc1234 (HEAD -> main) Merge b\n|\\  \n| * bbc1234 Fix\n|/  \n* cbc1234 Begin\n", "git-log 3 0 0 - - 0 unknown 0", nil,
		},
		{"git, one line each and what changed", "abc1234 Fix\n\n 2 files changed, 17 insertions(+)\nbbc1234 Begin\n 1 file changed, 1 deletion(-)\ncbc1234 Begin\n", "git-log 3 0 0 - - 0 unknown 0", nil},
		{
			"git, names behind", "abc1234 2024-05-01 | Fix the pool (HEAD -> main) [Ines Perez]\nbbc1234 2024-05-01 | Bump [ci[bot]]\n", "git-log 2 1 0 - - 2 unknown 0",
			[]string{"Ines Perez: Fix the pool (HEAD -> main)", "ci[bot]: Bump"},
		},
		{"git, references", "abc1234 (Fix, or try, 2024-05-01)\nbbc1234 (Begin, 2024-05-01)\ncbc1234 (x, 2024-05-01)\n", "git-log 3 0 0 - - 0 unknown 0", []string{": Fix, or try", ": Begin", ": x"}},
		{
			"journald, an export", "__CURSOR=s=1\n__REALTIME_TIMESTAMP=1714557600123456\n_HOSTNAME=a\nSYSLOG_IDENTIFIER=sshd\nMESSAGE=hello\n\n__CURSOR=s=2\n__REALTIME_TIMESTAMP=1714557601123456\n_COMM=x\nMESSAGE\n\x07\x00\x00\x00\x00\x00\x00\x00one\ntwo\n\n__CURSOR=s=3\n__REALTIME_TIMESTAMP=1714557602123456\nno field\n",
			"journald 2 2 0 2024-05-01T10:00:00.123456Z 2024-05-01T10:00:01.123456Z 2 stated 2",
			[]string{"sshd: hello", "x: one\ntwo"},
		},
		{
			"syslog, whole lines among broken ones, one without a priority", "<34>1 2003-10-11T22:14:15.003Z web su - ID47 - a\n<34>1 203-10-11T22:14:15.003Z web su - - - b\n1 2003-10-11T22:14:16.003Z web su - ID47 - c\n<190)1 x\n<190)1 y\n",
			"syslog 2 2 0 2003-10-11T22:14:15.003Z 2003-10-11T22:14:16.003Z 1 stated 0", nil,
		},
		{"Ruby", "I, [2020-01-01T10:00:00.123456 #123]  INFO -- : a\nE, [2020-01-01T10:00:01.123456 #123] ERROR -- : b\n", "log 2 2 0 - - 0 unknown 0", []string{": INFO -- : a", ": ERROR -- : b"}},
		{"PHP", "[01-Jan-2020 10:00:00 UTC] PHP Warning:  a\n[01-Jul-2020 10:00:01 Europe/Berlin] PHP Fatal error:  b\nStack trace:\n", "log 2 2 0 2020-01-01T10:00:00Z 2020-07-01T08:00:01Z 0 stated 0", []string{": PHP Warning:  a", ": PHP Fatal error:  b\nStack trace:"}},
		{"Redis", "1:M 01 Jan 2020 10:00:00.123 * Ready\n1:M 01 Jan 2020 10:00:01.123 # x\n", "log 2 2 0 - - 0 unknown 0", nil},
		{"log4j, short years", "17/06/09 20:10:40 INFO a.B: c\n17/06/09 20:10:41 ERROR a.B: d\n081109 203615 148 INFO a.B: e\n", "log 3 3 0 - - 0 unknown 0", nil},
		{"Android", "--------- beginning of main\n03-17 16:13:38.811  1702  2395 D A: b\n03-17 16:13:38.819  1702  8671 E A: c\n", "log 2 2 0 - - 0 unknown 1", nil},
		{"Nagios and Squid", "[1577872800] SERVICE ALERT: a\n1577872801.779    180 192.0.2.1 TCP_MISS/200 411 GET b\n", "log 2 2 0 2020-01-01T10:00:00Z 2020-01-01T10:00:01.779Z 0 stated 0", nil},
		{"a kernel since it began", "[    0.000000] Linux version 5\n[    1.234567] usb 1-1: new\n", "log 2 2 0 - - 0 unknown 0", nil},
		{"logfmt", "level=info ts=2020-01-01T10:00:00.123Z caller=main.go:1 msg=a\nlogger=db t=2020-01-01T11:00:01.123+01:00 level=warn msg=b\n", "log 2 2 0 2020-01-01T10:00:00.123Z 2020-01-01T10:00:01.123Z 0 stated 0", nil},
		{"levels between tabs", "2020-01-01T10:00:00.123Z\tINFO\tserver/main.go:12\ta\n2020-01-01T10:00:01.123Z\tERROR\tserver/main.go:13\tb\n", "log 2 2 0 2020-01-01T10:00:00.123Z 2020-01-01T10:00:01.123Z 0 stated 0", nil},
		{"MongoDB", `{"t":{"$date":"2020-05-20T19:18:40.604+00:00"},"s":"I","c":"NETWORK","msg":"a"}` + "\n" + `{"t":{"$date":"2020-05-20T19:18:41.604+00:00"},"s":"I","msg":"b"}` + "\n", "log 2 2 0 2020-05-20T19:18:40.604Z 2020-05-20T19:18:41.604Z 0 stated 0", nil},
		{"a search of logs", `{"hits":{"total":{"value":1},"hits":[{"_source":{"@timestamp":"2020-01-01T10:00:00Z","message":"a"}}]}}`, "log 1 1 0 2020-01-01T10:00:00Z 2020-01-01T10:00:00Z 0 stated 0", []string{": a"}},
		{"a list of records", `[{"timestamp":"2020-01-01T10:00:00.123Z","severity":"ERROR","jsonPayload":{"message":"a"}}]`, "log 1 1 0 2020-01-01T10:00:00.123Z 2020-01-01T10:00:00.123Z 0 stated 0", []string{": error: a"}},
		{"records without words", "{\"time\":\"2020-01-01T10:00:00Z\",\"cpu\":8.7}\n{\"time\":\"2020-01-01T10:00:01Z\",\"cpu\":5.4}\n", "log 2 2 0 2020-01-01T10:00:00Z 2020-01-01T10:00:01Z 0 stated 0", nil},
		{
			"GitLab without times but its sections'", "\x1b[0KRunning\nsection_start:1577872800:prepare\r\x1b[0KPreparing\nUsing Docker\nsection_end:1577872803:prepare\r\x1b[0K\n", "log 3 3 1 2020-01-01T10:00:00Z 2020-01-01T10:00:03Z 0 stated 0",
			[]string{": Running", ": Preparing", ": Using Docker", ": section_end:1577872803:prepare"},
		},
		{"Jenkins", "Started by ines\n[Pipeline] Start of Pipeline\n[2020-01-01T10:00:00.123Z] + make\n[Pipeline] End of Pipeline\n", "log 1 1 3 2020-01-01T10:00:00.123Z 2020-01-01T10:00:00.123Z 0 stated 0", nil},
		{"Jenkins, clocks alone", "10:00:00  Started by ines\n10:00:01  + make\n", "log 2 2 0 - - 0 unknown 0", []string{": Started by ines", ": + make"}},
		{"Buildkite", "\x1b_bk;t=1577872800123\x07~~~ Begin\n\x1b_bk;t=1577872801123\x07remote: 1\x1b[K\x1b_bk;t=1577872801124\x07\n", "log 2 2 0 2020-01-01T10:00:00.123Z 2020-01-01T10:00:01.123Z 0 stated 0", []string{": ~~~ Begin", ": remote: 1"}},
		{
			"Jira", `{"total":1,"issues":[{"key":"OPS-1","fields":{"summary":"Slow","created":"2024-05-01T10:00:00.000+0200","reporter":{"displayName":"Ines"},"description":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"very "},{"type":"text","text":"slow"}]}]},"comment":{"comments":[{"id":"2","author":{"displayName":"Tomás"},"body":"On it","created":"2024-05-01T10:05:00.000+0200"}]}},"changelog":{"histories":[{"author":{"displayName":"Ines"},"created":"2024-05-01T10:01:00.000+0200","items":[{"field":"status","fromString":"Open","toString":"Done"}]}]}}]}`,
			"jira 2 0 1 2024-05-01T08:00:00Z 2024-05-01T08:05:00Z 2 stated 0",
			[]string{"Ines: Slow\nvery slow", "Ines: status: Open → Done", "Tomás: On it"},
		},
	} {
		c.run(t)
	}
}

// TestYearsRollOver: what has no year follows from the day somebody says.
func TestYearsRollOver(t *testing.T) {
	d, err := evidence.ReadText(t.Context(), "Dec 31 23:59:59 web sshd[12]: one\nJan  1 00:00:01 web sshd[12]: two\nFeb 29 00:00:01 web sshd[12]: three\n", evidence.Options{})
	if err != nil {
		t.Fatal(err)
	}
	source := &debrief.Source{Zone: "Europe/Berlin", Day: "2023-12-31"}
	var got []string
	for _, m := range evidence.ClockOf(source).Moments(d) {
		at, _ := time.Parse(time.RFC3339, m.At)
		got = append(got, at.UTC().Format(time.RFC3339))
	}
	if len(got) != 3 || got[0] != "2023-12-31T22:59:59Z" || got[1] != "2023-12-31T23:00:01Z" || got[2] != "2024-02-28T23:00:01Z" {
		t.Error(got)
	}
	if m := (evidence.Clock{}).Moments(d)[0]; m.Problem != debrief.ProblemNoDay || m.Raw != "Dec 31 23:59:59" {
		t.Errorf("%+v", m)
	}
}
