package evidence_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"secondstory/backend/evidence"
)

// shapes are small whole files of every format: what fuzzing begins with, and what is
// broken in every way there is.
func shapes() map[evidence.Format][]string {
	return map[evidence.Format][]string{
		evidence.FormatSlack: {
			"[{\"type\":\"message\",\"user\":\"U1\",\"text\":\"a <@U1|b> <#C1|c> <https://d|e> &lt;\",\"ts\":\"1700000000.000100\"},\n{\"type\":\"message\",\"user\":\"U2\",\"text\":\"b\",\"ts\":\"1700000060.0\",\"thread_ts\":\"1700000000.000100\"}]",
			"{\"name\":\"ops\",\"messages\":[{\"type\":\"message\",\"ts\":\"1700000000.1\",\"text\":\"a\",\"slackdump_thread_replies\":[{\"ts\":\"1700000001.1\",\"text\":\"b\"}]}]}",
			"[{\"type\":\"message\",\"subtype\":\"bot_message\",\"bot_id\":\"B1\",\"ts\":\"1700000000.1\",\"attachments\":[{\"title\":\"t\",\"text\":\"u\",\"fallback\":\"f\"}],\"files\":[{\"title\":\"g\"}]}]",
		},
		evidence.FormatSlackIndex: {"[{\"id\":\"C1\",\"name\":\"general\",\"creator\":\"U1\"}]"},
		evidence.FormatWebVTT: {
			"WEBVTT\n\nNOTE of the file\n\n1\n00:01.000 --> 00:02.000\n<v Ines>a</v>\n\n2\n00:03.000 --> 00:04.000\nTom: b &amp; c\n",
			"WEBVTT\n\n00:00:01.000 --> 00:00:02.000 align:start\na\n00:00:03.000 --> 00:00:04.000\nb\n",
		},
		evidence.FormatSubRip: {"1\n00:00:01,000 --> 00:00:02,000\na\n\n2\n00:00:03,000 --> 00:00:04,000\n<i>b</i>\n\n3\nc\n"},
		evidence.FormatSBV:    {"0:00:00.378,0:00:11.378\na\n\n0:00:12.000,0:00:13.000\nb\n"},
		evidence.FormatPagerDuty: {
			"{\"messages\":[{\"event\":\"incident.trigger\",\"created_on\":\"2024-05-01T10:00:00Z\",\"log_entries\":[{\"agent\":{\"type\":\"user\",\"summary\":\"a\"}}],\"incident\":{\"id\":\"1\",\"title\":\"b\",\"service\":{\"name\":\"c\"}}}]}",
			"{\"event\":{\"id\":\"E1\",\"event_type\":\"incident.acknowledged\",\"occurred_at\":\"2024-05-01T10:00:00.123Z\",\"agent\":{\"type\":\"user_reference\",\"summary\":\"Ines\"},\"data\":{\"id\":\"Q\",\"title\":\"b\"}}}",
			"{\"log_entries\":[{\"id\":\"2\",\"type\":\"acknowledge_log_entry\",\"summary\":\"a\",\"created_at\":\"2024-05-01T10:02:00Z\",\"agent\":{\"type\":\"user_reference\",\"summary\":\"Ines\"}}]}",
			"id,incident\n1,\"{\"\"incident_number\"\":1,\"\"title\"\":\"\"b\"\",\"\"created_at\"\":\"\"2024-05-01T10:02:00Z\"\",\"\"escalation_policy\"\":{}}\"\n",
		},
		evidence.FormatOpsgenie:   {"{\"action\":\"Create\",\"alert\":{\"alertId\":\"1\",\"message\":\"a\",\"createdAt\":1700000000000,\"username\":\"b\"}}", "{\"data\":[{\"id\":\"1\",\"message\":\"a\",\"tinyId\":\"2\",\"createdAt\":\"2024-05-01T10:00:00Z\"}]}"},
		evidence.FormatIncidentIO: {"{\"incident_updates\":[{\"id\":\"1\",\"incident_id\":\"i\",\"created_at\":\"2024-05-01T10:00:00Z\",\"message\":\"a\",\"updater\":{\"user\":{\"name\":\"b\"}}}]}"},
		evidence.FormatStatuspage: {
			"{\"page\":{\"name\":\"p\"},\"incidents\":[{\"name\":\"a\",\"created_at\":\"2024-05-01T10:00:00Z\",\"incident_updates\":[{\"body\":\"b\",\"status\":\"resolved\",\"created_at\":\"2024-05-01T10:00:00Z\"}]}]}",
		},
		evidence.FormatAlertmanager: {
			"[{\"labels\":{\"alertname\":\"a\",\"severity\":\"page\"},\"annotations\":{\"summary\":\"b\"},\"startsAt\":\"2024-05-01T10:00:00Z\",\"endsAt\":\"0001-01-01T00:00:00Z\"}]",
			"{\"status\":\"firing\",\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"a\"},\"startsAt\":\"2024-05-01T10:00:00Z\"}]}",
		},
		evidence.FormatGrafana:    {"[{\"id\":1,\"time\":1700000000000,\"timeEnd\":1700000060000,\"text\":\"a<br>b\",\"tags\":[\"deploy\"],\"login\":\"c\"}]"},
		evidence.FormatKubernetes: {"{\"kind\":\"List\",\"items\":[{\"kind\":\"Event\",\"reason\":\"a\",\"message\":\"b\",\"involvedObject\":{\"kind\":\"Pod\",\"name\":\"c\"},\"lastTimestamp\":\"2024-05-01T10:00:00Z\",\"count\":3}]}", "LAST SEEN   TYPE   REASON   OBJECT   MESSAGE\n2m   Normal   Pulled   pod/c   d\n3h5m   Warning   BackOff   pod/e   f\n"},
		evidence.FormatPrometheus: {
			"{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{\"__name__\":\"up\"},\"values\":[[1700000000,\"1\"],[1700000060.5,\"NaN\"],[1700000120,\"+Inf\"],[1700000180,\"1e3\"]]}]}}",
		},
		evidence.FormatLog: {
			"section_start:1577872800:prepare\r\x1b[0KPreparing\ntravis_time:end:0a1:start=1577872800123456789,finish=1577872801123456789,duration=1\n[Pipeline] x\n",
			"2024-05-01T10:00:00.1234567Z ##[group]Run make\n2024-05-01T10:00:01Z b\n  at c\nd\n",
			"web-1  | 2024-05-01 10:00:00,123 INFO a\nweb-1  | b\ndb_1   | 2024/05/01 10:00:01 c\n",
			"{\"time\":\"2024-05-01T10:00:00Z\",\"level\":\"warn\",\"msg\":\"a\"}\n{\"time\":\"2024-05-01T10:00:01Z\",\"level\":\"warn\",\"msg\":\"b\"}\n",
			"I0501 10:00:00.123456       1 a.go:12] b\n[Wed Oct 11 14:32:52.1 2000] [error] c\n",
		},
		evidence.FormatSyslog: {
			"Dec 31 23:59:59 web sshd[12]: one\nJan  1 00:00:01 web sshd[12]: two\n  three\n",
			"<34>1 2003-10-11T22:14:15.003Z web su - ID47 [a@1 x=\"y\"] no\n<165>1 2003-10-11T22:14:16+02:00 web app 12 - - b\n",
			"-- Logs begin at Mon 2024-01-01 00:00:00 UTC, end at Tue 2024-01-02 00:00:00 UTC. --\nJan 01 10:00:00 web kernel: a\n-- Reboot --\n",
		},
		evidence.FormatJournal: {"__CURSOR=a\n__REALTIME_TIMESTAMP=1714557600123456\nMESSAGE\n\x03\x00\x00\x00\x00\x00\x00\x00a\nb\n\n", "{\"__CURSOR\":\"s\",\"__REALTIME_TIMESTAMP\":\"1700000000000000\",\"MESSAGE\":\"a\",\"SYSLOG_IDENTIFIER\":\"b\"}\n{\"__REALTIME_TIMESTAMP\":\"1700000001000000\",\"MESSAGE\":[104,105],\"_COMM\":\"c\"}\n"},
		evidence.FormatGitLog: {
			"From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\nFrom: a <b>\nDate: Wed, 4 Feb 2026 22:31:30 -0500\nSubject: [PATCH] c\n d\n\ne\n---\n",
			"commit 0123456789abcdef0123456789abcdef01234567 (HEAD -> main)\nAuthor: Ines <a@b>\nDate:   Wed Feb 4 22:31:30 2026 -0500\n\n    Fix\n\n    It was slow.\n\ncommit 1123456789abcdef0123456789abcdef01234567\nAuthor:     Tom <c@d>\nAuthorDate: Wed Feb 4 22:31:30 2026 -0500\nCommit:     Ada <e@f>\nCommitDate: Thu Feb 5 22:31:30 2026 -0500\n\n    Mend\n",
			"abc1234 2026-05-31 20:36:28 -0700 Ines (tag: v1) Fix the pool\nbbc1234 2026-05-30 20:36:28 -0700 Tom Mend it\n",
		},
		evidence.FormatJira: {
			"{\"key\":\"A-1\",\"fields\":{\"summary\":\"a\",\"created\":\"2024-05-01T10:00:00.000+0200\",\"reporter\":{\"displayName\":\"b\"},\"comment\":{\"comments\":[{\"id\":\"1\",\"body\":\"c\",\"created\":\"2024-05-01T10:05:00.000+0200\",\"author\":{\"displayName\":\"d\"}}]}}}",
			"Issue key,Summary,Created,Comment\nA-1,b,22/May/13 9:31 PM,22/May/13 9:40 PM;t;c\n",
		},
		evidence.FormatDiscord: {
			strings.Repeat("=", 62) + "\nGuild: a\nChannel: b\n\n[20-May-18 01:09 PM] ines\nup?\n\n{Reactions}\nc\n", "AuthorID,Author,Date,Content,Attachments,Reactions\n1,a,2018-05-20T13:09:44-03:00,b,,\n", "{\"guild\":{},\"channel\":{\"name\":\"a\"},\"messages\":[{\"id\":\"1\",\"type\":\"Default\",\"timestamp\":\"2026-03-01T09:00:05+01:00\",\"content\":\"b\",\"author\":{\"name\":\"y\"},\"embeds\":[{\"title\":\"t\",\"fields\":[{\"name\":\"u\",\"value\":\"v\"}]}],\"attachments\":[{\"fileName\":\"x.png\"}]}]}",
		},
		evidence.FormatTeams: {
			"{\"value\":[{\"id\":\"1\",\"messageType\":\"message\",\"createdDateTime\":\"2026-03-01T09:00:05Z\",\"from\":{\"user\":{\"displayName\":\"a\"}},\"body\":{\"content\":\"<p>a<br>&amp;</p>\"},\"attachments\":[{\"contentType\":\"application/vnd.microsoft.card.adaptive\",\"content\":\"{\\\"text\\\":\\\"a\\\"}\"}],\"replies\":[{\"id\":\"2\",\"createdDateTime\":\"2026-03-01T09:00:06Z\",\"body\":{\"content\":\"b\"}}]}]}",
			"{\"userId\":\"u\",\"conversations\":[{\"id\":\"c\",\"MessageList\":[{\"id\":\"1\",\"originalarrivaltime\":\"2026-03-01T09:00:05Z\",\"messagetype\":\"RichText/Html\",\"content\":\"a\",\"from\":\"b\"}]}]}",
		},
		evidence.FormatTelegram: {
			"{\"name\":\"a\",\"type\":\"b\",\"id\":1,\"messages\":[{\"id\":1,\"type\":\"message\",\"date\":\"2018-03-01T09:00:05\",\"from\":\"c\",\"from_id\":\"user1\",\"text\":[\"a\",{\"text\":\"b\"}]},{\"id\":2,\"type\":\"service\",\"date\":\"2018-03-01T09:01:05\",\"actor\":\"c\",\"action\":\"pin_message\",\"text\":\"\"}]}",
			"{\"ok\":true,\"result\":[{\"update_id\":1,\"message\":{\"message_id\":1,\"date\":1700000000,\"text\":\"a\",\"from\":{\"first_name\":\"b\"}}}]}",
		},
		evidence.FormatMattermost: {
			"{\"type\":\"version\",\"version\":1}\n{\"type\":\"post\",\"post\":{\"channel\":\"c\",\"user\":\"a\",\"message\":\"b\",\"create_at\":1772355605000,\"replies\":[{\"user\":\"d\",\"message\":\"e\",\"create_at\":1772355606000}]}}\n",
			"{\"order\":[\"a\"],\"posts\":{\"a\":{\"id\":\"a\",\"create_at\":1772355606000,\"user_id\":\"u\",\"message\":\"no\",\"props\":{\"attachments\":[{\"text\":\"a\"}]}}}}",
		},
		evidence.FormatRocketChat: {"{\"messages\":[{\"_id\":\"a\",\"rid\":\"r\",\"msg\":\"x\",\"ts\":{\"$date\":1772355606000},\"u\":{\"username\":\"a\"}},{\"_id\":\"b\",\"rid\":\"r\",\"msg\":\"y\",\"ts\":\"2026-03-01T09:00:05Z\",\"u\":{\"username\":\"a\"}}]}"},
		evidence.FormatZulip: {
			"{\"zerver_message\":[{\"id\":1,\"sender\":4,\"content\":\"a\",\"subject\":\"s\",\"date_sent\":1.772355606E9}]}",
			"{\"messages\":[{\"id\":1,\"sender_full_name\":\"a\",\"sender_id\":4,\"content\":\"<p>b</p>\",\"content_type\":\"text/html\",\"timestamp\":1772355606,\"display_recipient\":\"c\",\"subject\":\"d\"}]}",
		},
		evidence.FormatGitter: {"[{\"id\":\"1\",\"text\":\"a\",\"sent\":\"2026-03-01T09:00:05Z\",\"fromUser\":{\"username\":\"a\"}}]"},
		evidence.FormatIRC: {
			"--- Log opened Thu Jan 02 23:58:01 2014\n23:58 -!- a [u@h] has joined #ops\n23:58 <@a> b\n23:59  * c looks\n00:01 <c> d\n e\n",
			"2014-01-02 03:04:06\ta\tb\n2014-01-02 03:04:07\t-->\tc (u@h) has joined #ops\n2014-01-02 03:04:08\tc\td\n",
			"Jan 02 23:58:02 <c>\td\nJan 02 23:58:03 <a>\te\n", "<a> b\n<c> d\n* a looks\n", "10:42\na\nb\n10:43\nc\nd\n",
		},
		evidence.FormatWhatsApp: {
			"12/31/20, 11:59 PM - Ines: b\nc\n1/1/21, 12:00 AM - Tom: d\n",
			"[31.12.20, 23:59:58] Ines: \u200ee\n[31.12.20, 23:59:59] Tom: f <Media omitted>\n",
			"31/12/2020, 23:59 - Messages are end-to-end encrypted\n1/1/2021, 00:01 - Ines: a\n",
		},
		evidence.FormatZoomChat:   {"00:05:41\tInes P:\tReplying to \"a\"\n\nb\n00:05:50\tTom:\tc\n", "15:03:06\t From  Tom  to Me : c\n15:03:07\t From Ines : d\n"},
		evidence.FormatSlackPaste: {"Tuesday, March 3rd, 2026\nInes  2:05 PM\na\n2:06\nb (edited)\nTom  2:07 PM\nc\n"},
		evidence.FormatTeamsPaste: {"[13/3/2026 9:00 AM] Tom\nc\n[13/3/2026 9:01 AM] Ada: d\n", "Ada\nYesterday 2:05 PM\nd\n\nTom\nYesterday 2:06 PM\ne\n"},
		evidence.FormatOtter:      {"**Ines**  0:00  \na\n\n**Tom**  1:02:03\nb\nTranscribed by https://otter.ai\n", "Ines  0:05\na\n\nTom  0:09\nb\n"},
		evidence.FormatTranscript: {
			"[00:00:01] Ines: a\n[00:00:06] Tom: b\nc\n", "Tom (00:07): c\n\nInes (00:09): d\n", "[Ines P] 14:05:01\nd\n[Tom] 14:05:04\ne\n",
			"0:0:5.300 --> 0:0:7.0\nInes\nf\n0:0:8.300 --> 0:0:9.0\nTom\ng\n", "00:00:01 a\n00:00:06 b\n", "Ines: a\nTom: b\nInes: c\nTom: d\n",
		},
		evidence.FormatTable: {
			"time,who,text\n2024-05-01T10:00:00Z,a,\"b\nc\"\n2024-05-01T10:01:00Z,b,d\n",
			"Date;Time;Who;What\n13.04.2024;10:00;a;b\n14.04.2024;10:01;c;d\n", "time\ttext\n03/04/2024 10:00\ta\n",
		},
		evidence.FormatReport: {
			"# Outage on 2024-05-01\n\nIt was slow.\n\n## Timeline (UTC)\n\n- ~14:30 a\n- 14:31 b\n\n| Time | Event |\n|---|---|\n| 14:35 - 15:05 | c |\n",
			"<html><h1>Postmortem 2024-03-05</h1><p class=MsoListParagraph>14:32 UTC one</p><table><tr><td>Time</td><td>Event</td></tr><tr><td>14:35</td><td>two</td></tr></table></html>",
		},
		evidence.FormatMorgue: {
			"CREATE TABLE `postmortems` (`id` int, `title` varchar(9), `summary` text, `starttime` int);\nINSERT INTO `postmortems` (`id`,`title`,`summary`,`starttime`) VALUES (1,'a\\'b','c',1700000000),(2,'d','e',1700000100);\n",
		},
	}
}

// seeds are the shapes of a format, and the samples that are not too large to begin
// with.
func seeds(tb testing.TB, format evidence.Format) []string {
	tb.Helper()
	out := slices.Clone(shapes()[format])
	for _, row := range sampleTable(tb) {
		at := filepath.Join("testdata", "sample", row[0])
		if info, err := os.Stat(at); err != nil || row[1] != string(format) || info.IsDir() || info.Size() > 16<<10 {
			continue
		}
		content, err := os.ReadFile(at)
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, string(content))
	}
	return out
}

// TestShapes: every importer has a fuzz target, and every shape is told by its content
// and is read by its own reader to the end.
func TestShapes(t *testing.T) {
	for _, format := range evidence.Formats() {
		if len(shapes()[format]) == 0 || fuzzed()[format] == nil {
			t.Errorf("%s: no shape, or no fuzz target", format)
		}
		for i, text := range shapes()[format] {
			d, err := evidence.ReadText(t.Context(), text, evidence.Options{Format: format})
			if err != nil {
				t.Fatal(err)
			}
			if len(d.Messages) == 0 && len(d.Series) == 0 && format != evidence.FormatSlackIndex || len(d.Rejected) > 1 {
				t.Errorf("%s %d: %d messages, rejected %v", format, i, len(d.Messages), d.Rejected)
			}
		}
	}
}
