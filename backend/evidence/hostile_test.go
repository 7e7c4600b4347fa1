package evidence_test

import (
	"archive/zip"
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
)

func written(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// zipped is an archive with these members.
func zipped(t *testing.T, names ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i+1 < len(names); i += 2 {
		w, err := z.Create(names[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(names[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestRefused(t *testing.T) {
	whole := zipped(t, "channels.json", "[]", "general/2026-01-02.json", "[]")
	for _, c := range []struct {
		what string
		path string
		want debrief.Code
	}{
		{"nothing there", filepath.Join(t.TempDir(), "none"), debrief.CodeEvidenceUnreadable},
		{"an empty folder", t.TempDir(), debrief.CodeEvidenceEmpty},
		{"a device", os.DevNull, debrief.CodeEvidenceUnreadable},
		{"half an archive", written(t, "a.zip", whole[:len(whole)-30]), debrief.CodeEvidenceArchive},
		{"a path that climbs", written(t, "a.zip", zipped(t, "../../x.json", "[]")), debrief.CodeEvidenceArchive},
		{"two of one name", written(t, "a.zip", zipped(t, "x.json", "[]", "x.json", "[]")), debrief.CodeEvidenceArchive},
		{"a bomb", written(t, "a.zip", zipped(t, "x.txt", strings.Repeat("\x00", 16<<20))), debrief.CodeEvidenceTooLarge},
	} {
		t.Run(c.what, func(t *testing.T) {
			docs, err := evidence.Read(t.Context(), c.path, evidence.Options{})
			if debrief.CodeOf(err) != c.want || docs != nil {
				t.Errorf("%v, %d documents; want %s", err, len(docs), c.want)
			}
		})
	}
}

func TestLinksAreNotFollowed(t *testing.T) {
	dir, secret := t.TempDir(), written(t, "secret.vtt", []byte("WEBVTT\n\n00:01.000 --> 00:02.000\nsecret\n"))
	if err := os.Symlink(secret, filepath.Join(dir, "a.vtt")); err != nil {
		t.Fatal(err)
	}
	docs, err := evidence.Read(t.Context(), dir, evidence.Options{})
	if err != nil || len(docs) != 1 || len(docs[0].Messages) != 0 || len(docs[0].Rejected) != 1 || docs[0].Rejected[0].Expected != evidence.ExpectedFile {
		t.Errorf("%v, %+v", err, docs)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	docs, err := evidence.Read(ctx, filepath.Join("testdata", "sample", "slack", "archive"), evidence.Options{})
	if debrief.CodeOf(err) != debrief.CodeCancelled || docs != nil {
		t.Error(err)
	}
}

// TestBroken reads what is whole of a file, and names the rest.
func TestBroken(t *testing.T) {
	long := strings.Repeat("x", 3<<20)
	for _, c := range []struct {
		what, text string
		messages   int
		line       int
		expected   evidence.Expected
	}{
		{"half a file", "[{\"type\":\"message\",\"user\":\"U1\",\"text\":\"a\",\"ts\":\"1700000000.1\"},\n{\"type\":", 1, 2, evidence.ExpectedJSON},
		{"no time", `[{"type":"message","user":"U1","text":"a","ts":"soon"}]`, 0, 1, evidence.ExpectedTime},
		{"1970", `[{"type":"message","user":"U1","text":"a","ts":"12.0"}]`, 0, 1, evidence.ExpectedTime},
		{"9999", `[{"type":"message","user":"U1","text":"a","ts":"253370764800.0"}]`, 0, 1, evidence.ExpectedTime},
		{"deep", `[{"type":"message","ts":"1700000000.1","text":"a"},{"blocks":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + `}]`, 1, 1, evidence.ExpectedDepth},
		{"a long line", "WEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\n" + long + "\r\n\r\n00:03.000 --> 00:04.000\r\nb\r\n", 1, 4, evidence.ExpectedShort},
		{"a mark, and carriage returns", "\ufeffWEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\na\r\n\r\n1:99.000 --> 2:00.000\r\nb", 1, 6, evidence.ExpectedCue},
	} {
		t.Run(c.what, func(t *testing.T) {
			d, err := evidence.ReadText(t.Context(), c.text, evidence.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if len(d.Messages) != c.messages || len(d.Rejected) != 1 || d.Rejected[0].Line != c.line || d.Rejected[0].Expected != c.expected {
				t.Errorf("%s, %d messages, rejected %.200v", d.Format, len(d.Messages), d.Rejected)
			}
		})
	}
}

// FuzzRead: no input stops it, and nothing is a message without its words.
func FuzzRead(f *testing.F) {
	f.Add("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ines>a</v>\n")
	f.Add(`[{"type":"message","user":"U1","text":"a <@U1|b> &lt;","ts":"1700000000.1"}]`)
	f.Add(`{"messages":[{"type":"message","ts":"1700000000.1","slackdump_thread_replies":[{"ts":"1700000001.1"}]}]}`)
	f.Add("{\"messages\":[{\"type\":\"incident.trigger\",\"created_on\":\"2024-05-01T10:00:00Z\",\"data\":{\"incident\":{\"id\":\"1\"}}}]}")
	f.Add("{\"page\":{},\"incidents\":[{\"name\":\"a\",\"incident_updates\":[{\"body\":\"b\"}]}]}")
	f.Add("[{\"labels\":{\"alertname\":\"a\"},\"startsAt\":\"2024-05-01T10:00:00Z\"}]")
	f.Add("{\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{},\"values\":[[1,\"NaN\"]]}]}}")
	f.Add("LAST SEEN   TYPE   REASON   OBJECT   MESSAGE\n2m   a   b   c   d\n")
	f.Add("Dec 31 23:59:59 web sshd[12]: one\nJan  1 00:00:01 web sshd[12]: two\n")
	f.Add("<34>1 2003-10-11T22:14:15.003Z web su - ID47 [a@1 x=\"y\"] no\n")
	f.Add("2024-05-01T10:00:00.1234567Z ##[group]Run make\nmore\n")
	f.Add("commit 0123456789abcdef\nAuthor: Ines <a@b>\nDate:   Wed Feb 4 22:31:30 2026 -0500\n\n    Fix\n")
	f.Add("abc1234 2026-05-31 20:36:28 -0700 Ines (tag: v1) Fix the pool\n")
	f.Add("time,who,text\n03/04/2024 10:00,a,\"b\nc\"\n2024-05-01T10:00:00Z,a\n")
	f.Add("Issue key,Summary,Created,Comment\nA-1,b,22/May/13 9:31 PM,22/May/13 9:40 PM;t;c\n")
	f.Add("# Outage on 2024-05-01\n\n## Timeline (UTC)\n\n- ~14:30 a\n\n| Time | Event |\n|---|---|\n| 14:35 - 15:05 | b |\n")
	f.Add("<html><h1>Postmortem 2024-03-05</h1><p class=MsoListParagraph>14:32 UTC one</p><table><tr><td>Time</td><td>Event</td></tr></table></html>")
	f.Add("INSERT INTO `postmortems` (`id`,`title`) VALUES (1,'a\\'b'),(2,")
	f.Add("0:00:00.378,0:00:11.378\na\n")
	f.Add(`{"guild":{},"channel":{"name":"a"},"messages":[{"id":"1","type":"Default","timestamp":"2026-03-01T09:00:05Z","content":"b","author":{"name":"y"},"embeds":[{"title":"t"}]}]}`)
	f.Add(`{"value":[{"id":"1","messageType":"message","createdDateTime":"2026-03-01T09:00:05Z","from":{"user":{"displayName":"a"}},"body":{"content":"<p>a<br>&amp;</p>"},"attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":"{\"text\":\"a\"}"}]}]}`)
	f.Add(`{"about":"","chats":{"list":[{"name":"a","type":"b","id":1,"messages":[{"id":1,"type":"message","date":"2018-03-01T09:00:05","text":["a",{"text":"b"}]}]}]}}`)
	f.Add("{\"type\":\"version\",\"version\":1}\n{\"type\":\"post\",\"post\":{\"user\":\"a\",\"message\":\"b\",\"create_at\":1772355605000,\"replies\":[{}]}}\n")
	f.Add(`{"order":["a"],"posts":{"a":{"id":"a","create_at":1772355606000,"user_id":"u","message":"no","props":{"attachments":[{"text":"a"}]}}}}`)
	f.Add(`{"messages":[{"_id":"a","rid":"r","msg":"x","ts":{"$date":1772355606000},"u":{"username":"a"}}]}`)
	f.Add(`{"zerver_message":[{"id":1,"sender":4,"content":"a","date_sent":1.772355606E9}]}`)
	f.Add(`[{"id":"1","text":"a","sent":"2026-03-01T09:00:05Z","fromUser":{"username":"a"}}]`)
	f.Add("--- Log opened Thu Jan 02 23:58:01 2014\n23:58 -!- a [u@h] has joined #ops\n23:58 <@a> b\n23:59  * c looks\n00:01 <c> d\n e\n")
	f.Add("[12:04 am] - {Day changed to 24 April 2021}\n2014-01-02 03:04:06\ta\tb\nJan 02 23:58:02 <c>\td\n10:42 @ e | f\n1389106445 <a> b\n")
	f.Add("12/31/20, 11:59 PM - a: b\nc\n[31.12.20, 23:59:58] d: \u200ee\n2020年 1/1/21, 12:00 - f\n")
	f.Add("00:05:41\tInes P:\tReplying to \"a\"\n\nb\n15:03:06\t From  Tom  to Me : c\n")
	f.Add("**Ines**  0:00  \na\n\nTom  1:02:03\nb\nTranscribed by https://otter.ai\n")
	f.Add("[00:00:01] Ines: a\n00:00:06 b\nTom (00:07): c\n[Ines P] 14:05:01\nd\n0:0:5.300 --> 0:0:7.0\ne\nf\n")
	f.Add("Tuesday, March 3rd, 2026\nInes  2:05 PM\na\n2:06\nb (edited)\n[13/3/2026 9:00 AM] Tom\nc\nAda\nYesterday 2:05 PM\nd\n")
	f.Fuzz(func(t *testing.T, text string) {
		for _, format := range append(evidence.Formats(), "") {
			d, err := evidence.ReadText(t.Context(), text, evidence.Options{Format: format})
			if err != nil {
				t.Fatal(err)
			}
			d.Summary()
		}
	})
}
