package evidence_test

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
)

// pattern is a file of a format as long as it is wanted: what it begins with, one
// message, what stands between two, and its end.
type pattern struct{ head, each, between, tail string }

// patterns are those of all formats. ${n} is the number of a message, ${hex} 40 digits
// of it, ${epoch}, ${iso}, ${day} and ${clock} are its time, ${off} that of a recording.
func patterns() map[evidence.Format]pattern {
	return map[evidence.Format]pattern{
		evidence.FormatSlack:      {"[", `{"type":"message","user":"U1","text":"line ${n}","ts":"${epoch}.000100"}`, ",\n", "]"},
		evidence.FormatSlackIndex: {"[", `{"id":"C${n}","name":"line ${n}","creator":"U1"}`, ",\n", "]"},
		evidence.FormatWebVTT:     {"WEBVTT\n\n", "${n}\n${off}.000 --> ${off}.500\n<v Ines>line ${n}</v>\n\n", "", ""},
		evidence.FormatSubRip:     {"", "${n}\n${off},000 --> ${off},500\nline ${n}\n\n", "", ""},
		evidence.FormatSBV:        {"", "${off}.000,${off}.500\nline ${n}\n\n", "", ""},
		evidence.FormatPagerDuty: {
			`{"log_entries":[`, `{"id":"${n}","type":"acknowledge_log_entry","summary":"line ${n}","created_at":"${iso}","agent":{"type":"user_reference","summary":"Ines"}}`, ",\n", "]}",
		},
		evidence.FormatOpsgenie:     {`{"data":[`, `{"id":"${n}","message":"line ${n}","tinyId":"${n}","createdAt":"${iso}"}`, ",\n", "]}"},
		evidence.FormatIncidentIO:   {`{"incident_updates":[`, `{"id":"${n}","incident_id":"i","created_at":"${iso}","message":"line ${n}","updater":{"user":{"name":"b"}}}`, ",\n", "]}"},
		evidence.FormatStatuspage:   {`{"page":{"name":"p"},"incidents":[`, `{"name":"line ${n}","created_at":"${iso}","incident_updates":[{"body":"b","status":"resolved","created_at":"${iso}"}]}`, ",\n", "]}"},
		evidence.FormatAlertmanager: {"[", `{"labels":{"alertname":"a"},"annotations":{"summary":"line ${n}"},"startsAt":"${iso}"}`, ",\n", "]"},
		evidence.FormatGrafana:      {"[", `{"id":${n},"time":${epoch}000,"text":"line ${n}","tags":[]}`, ",\n", "]"},
		evidence.FormatKubernetes: {
			`{"kind":"List","items":[`, `{"kind":"Event","reason":"a","message":"line ${n}","involvedObject":{"kind":"Pod","name":"c"},"lastTimestamp":"${iso}"}`, ",\n", "]}",
		},
		evidence.FormatPrometheus: {`{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":"up"},"values":[`, `[${epoch},"${n}"]`, ",\n", "]}]}}"},
		evidence.FormatLog:        {"", "${iso} line ${n}\n", "", ""},
		evidence.FormatSyslog:     {"", "<34>1 ${iso} web su - ID47 - line ${n}\n", "", ""},
		evidence.FormatJournal:    {"", `{"__REALTIME_TIMESTAMP":"${epoch}000000","MESSAGE":"line ${n}","_COMM":"c"}` + "\n", "", ""},
		evidence.FormatGitLog:     {"", "commit ${hex}\nAuthor: Ines <a@b>\nDate:   ${epoch} +0000\n\n    line ${n}\n\n", "", ""},
		evidence.FormatJira:       {`{"issues":[`, `{"key":"A-${n}","fields":{"summary":"line ${n}","created":"${iso}"}}`, ",\n", "]}"},
		evidence.FormatDiscord:    {`{"guild":{},"channel":{"name":"a"},"messages":[`, `{"id":"${n}","type":"Default","timestamp":"${iso}","content":"line ${n}","author":{"name":"y"}}`, ",\n", "]}"},
		evidence.FormatTeams: {
			`{"value":[`, `{"id":"${n}","messageType":"message","createdDateTime":"${iso}","from":{"user":{"displayName":"a"}},"body":{"content":"<p>line ${n}</p>"}}`, ",\n", "]}",
		},
		evidence.FormatTelegram:   {`{"name":"a","type":"b","id":1,"messages":[`, `{"id":${n},"type":"message","date":"${day}T${clock}","from":"c","from_id":"user1","text":"line ${n}"}`, ",\n", "]}"},
		evidence.FormatMattermost: {`{"type":"version","version":1}` + "\n", `{"type":"post","post":{"channel":"c","user":"a","message":"line ${n}","create_at":${epoch}000}}` + "\n", "", ""},
		evidence.FormatRocketChat: {`{"messages":[`, `{"_id":"${n}","rid":"r","msg":"line ${n}","ts":"${iso}","u":{"username":"a"}}`, ",\n", "]}"},
		evidence.FormatZulip:      {`{"messages":[`, `{"id":${n},"sender_full_name":"a","sender_id":4,"content":"line ${n}","timestamp":${epoch},"display_recipient":"c","subject":"d"}`, ",\n", "]}"},
		evidence.FormatGitter:     {"[", `{"id":"${n}","text":"line ${n}","sent":"${iso}","fromUser":{"username":"a"}}`, ",\n", "]"},
		evidence.FormatIRC:        {"", "${day} ${clock}\tines\tline ${n}\n", "", ""},
		evidence.FormatWhatsApp:   {"", "[${day}, ${clock}] Ines: line ${n}\n", "", ""},
		evidence.FormatZoomChat:   {"", "${clock}\tInes:\tline ${n}\n", "", ""},
		evidence.FormatSlackPaste: {"", "Ines  2:05 PM\nline ${n}\n", "", ""},
		evidence.FormatTeamsPaste: {"", "[13/3/2026 9:00 AM] Tom\nline ${n}\n", "", ""},
		evidence.FormatOtter:      {"", "Ines  0:05\nline ${n}\n\n", "", ""},
		evidence.FormatTranscript: {"", "[${off}] Ines: line ${n}\n", "", ""},
		evidence.FormatTable:      {"time,who,text\n", "${iso},a,line ${n}\n", "", ""},
		evidence.FormatReport:     {"# Outage on 2024-05-01\n\n## Timeline (UTC)\n\n", "- ${clock} line ${n}\n", "", ""},
		evidence.FormatMorgue: {
			"CREATE TABLE `postmortems` (`id` int, `title` varchar(9), `summary` text, `starttime` int);\n",
			"INSERT INTO `postmortems` (`id`,`title`,`summary`,`starttime`) VALUES (${n},'line ${n}','c',${epoch});\n", "", "",
		},
	}
}

// of is the pattern with so many messages, one a second.
func (p pattern) of(messages int) string {
	var out strings.Builder
	out.WriteString(p.head)
	start := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	for n := 1; n <= messages; n++ {
		if n > 1 {
			out.WriteString(p.between)
		}
		out.WriteString(os.Expand(p.each, func(name string) string { return filled(name, n, start.Add(time.Duration(n)*time.Second)) }))
	}
	out.WriteString(p.tail)
	return out.String()
}

// filled is what stands for a name in the message of a number and a time.
func filled(name string, n int, at time.Time) string {
	switch name {
	case "n":
		return strconv.Itoa(n)
	case "hex":
		return fmt.Sprintf("%040x", n)
	case "epoch":
		return strconv.FormatInt(at.Unix(), 10)
	case "iso":
		return at.Format(time.RFC3339)
	case "day":
		return at.Format(time.DateOnly)
	case "clock":
		return at.Format(time.TimeOnly)
	}
	return fmt.Sprintf("%02d:%02d:%02d", n/3600, n/60%60, n%60)
}

// readAs reads a text as a format.
func readAs(tb testing.TB, format evidence.Format, text string) *evidence.Document {
	tb.Helper()
	d, err := evidence.ReadText(tb.Context(), text, evidence.Options{Format: format})
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// TestLong: as many messages as were written, each in its line, in every format.
func TestLong(t *testing.T) {
	const messages = 3000
	for _, format := range evidence.Formats() {
		text := patterns()[format].of(messages)
		d := readAs(t, format, text)
		told := len(d.Messages)
		for _, s := range d.Series {
			told += len(s.Points)
		}
		if told < messages && format != evidence.FormatSlackIndex || len(d.Rejected) > 0 {
			t.Errorf("%s: %d of %d messages, rejected %.200v", format, told, messages, d.Rejected)
		}
		lines := strings.Split(text, "\n")
		for _, m := range d.Messages {
			if number := m.Text[strings.LastIndex(m.Text, " ")+1:]; m.Line < 1 || m.Line > len(lines) || strings.HasPrefix(m.Text, "line ") && !strings.Contains(strings.Join(lines[m.Line-1:min(m.Line+4, len(lines))], "\n"), "line "+number) {
				t.Fatalf("%s: line %d: %q is told of %q", format, m.Line, lines[min(m.Line, len(lines))-1], m.Text)
			}
		}
	}
}

// TestEveryReadingIsStopped: half-way through any format, and nothing comes of it.
func TestEveryReadingIsStopped(t *testing.T) {
	for _, format := range evidence.Formats() {
		ctx, cancel := context.WithCancel(t.Context())
		p := patterns()[format]
		text := p.head + strings.Repeat(p.of(1)[len(p.head):len(p.of(1))-len(p.tail)]+p.between, 1500<<10/len(p.each))
		d, err := evidence.ReadText(ctx, text, evidence.Options{Format: format, Progress: func(int64, int64) { cancel() }})
		if debrief.CodeOf(err) != debrief.CodeCancelled || d != nil {
			t.Errorf("%s: %v", format, err)
		}
		cancel()
	}
}

// BenchmarkRead100000 reads 100,000 messages of every format, and tells how many times
// as long one takes as of 10,000: twice is much, for what is linear.
func BenchmarkRead100000(b *testing.B) {
	for _, format := range evidence.Formats() {
		few, many := patterns()[format].of(10_000), patterns()[format].of(100_000)
		b.Run(string(format), func(b *testing.B) {
			b.ReportAllocs()
			most := uint64(0)
			for b.Loop() {
				b.StopTimer()
				debug.FreeOSMemory()
				done, peak := make(chan struct{}), make(chan uint64)
				go watch(done, peak)
				b.StartTimer()
				readAs(b, format, many)
				b.StopTimer()
				close(done)
				most = max(most, <-peak)
				b.StartTimer()
			}
			each := b.Elapsed().Seconds() / float64(b.N)
			began := time.Now()
			readAs(b, format, few)
			b.ReportMetric(each, "s/100000-messages")
			b.ReportMetric(float64(most)/(1<<20), "MB-at-most")
			b.ReportMetric(each/10/time.Since(began).Seconds(), "times-one-of-10000")
		})
	}
}
