package evidence_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"secondstory/backend/debrief"
	"secondstory/backend/evidence"
)

func FuzzSlack(f *testing.F)        { fuzz(f, evidence.FormatSlack) }
func FuzzSlackIndex(f *testing.F)   { fuzz(f, evidence.FormatSlackIndex) }
func FuzzWebVTT(f *testing.F)       { fuzz(f, evidence.FormatWebVTT) }
func FuzzSubRip(f *testing.F)       { fuzz(f, evidence.FormatSubRip) }
func FuzzSBV(f *testing.F)          { fuzz(f, evidence.FormatSBV) }
func FuzzPagerDuty(f *testing.F)    { fuzz(f, evidence.FormatPagerDuty) }
func FuzzOpsgenie(f *testing.F)     { fuzz(f, evidence.FormatOpsgenie) }
func FuzzIncidentIO(f *testing.F)   { fuzz(f, evidence.FormatIncidentIO) }
func FuzzStatuspage(f *testing.F)   { fuzz(f, evidence.FormatStatuspage) }
func FuzzAlertmanager(f *testing.F) { fuzz(f, evidence.FormatAlertmanager) }
func FuzzGrafana(f *testing.F)      { fuzz(f, evidence.FormatGrafana) }
func FuzzKubernetes(f *testing.F)   { fuzz(f, evidence.FormatKubernetes) }
func FuzzPrometheus(f *testing.F)   { fuzz(f, evidence.FormatPrometheus) }
func FuzzLog(f *testing.F)          { fuzz(f, evidence.FormatLog) }
func FuzzSyslog(f *testing.F)       { fuzz(f, evidence.FormatSyslog) }
func FuzzJournal(f *testing.F)      { fuzz(f, evidence.FormatJournal) }
func FuzzGitLog(f *testing.F)       { fuzz(f, evidence.FormatGitLog) }
func FuzzJira(f *testing.F)         { fuzz(f, evidence.FormatJira) }
func FuzzDiscord(f *testing.F)      { fuzz(f, evidence.FormatDiscord) }
func FuzzTeams(f *testing.F)        { fuzz(f, evidence.FormatTeams) }
func FuzzTelegram(f *testing.F)     { fuzz(f, evidence.FormatTelegram) }
func FuzzMattermost(f *testing.F)   { fuzz(f, evidence.FormatMattermost) }
func FuzzRocketChat(f *testing.F)   { fuzz(f, evidence.FormatRocketChat) }
func FuzzZulip(f *testing.F)        { fuzz(f, evidence.FormatZulip) }
func FuzzGitter(f *testing.F)       { fuzz(f, evidence.FormatGitter) }
func FuzzIRC(f *testing.F)          { fuzz(f, evidence.FormatIRC) }
func FuzzWhatsApp(f *testing.F)     { fuzz(f, evidence.FormatWhatsApp) }
func FuzzZoomChat(f *testing.F)     { fuzz(f, evidence.FormatZoomChat) }
func FuzzSlackPaste(f *testing.F)   { fuzz(f, evidence.FormatSlackPaste) }
func FuzzTeamsPaste(f *testing.F)   { fuzz(f, evidence.FormatTeamsPaste) }
func FuzzOtter(f *testing.F)        { fuzz(f, evidence.FormatOtter) }
func FuzzTranscript(f *testing.F)   { fuzz(f, evidence.FormatTranscript) }
func FuzzTable(f *testing.F)        { fuzz(f, evidence.FormatTable) }
func FuzzReport(f *testing.F)       { fuzz(f, evidence.FormatReport) }
func FuzzMorgue(f *testing.F)       { fuzz(f, evidence.FormatMorgue) }

// FuzzDetect: whatever it is, somebody says what.
func FuzzDetect(f *testing.F) { fuzz(f, "") }

// fuzzed are the targets by their formats.
func fuzzed() map[evidence.Format]func(*testing.F) {
	return map[evidence.Format]func(*testing.F){
		evidence.FormatSlack: FuzzSlack, evidence.FormatSlackIndex: FuzzSlackIndex, evidence.FormatWebVTT: FuzzWebVTT, evidence.FormatSubRip: FuzzSubRip,
		evidence.FormatSBV: FuzzSBV, evidence.FormatPagerDuty: FuzzPagerDuty, evidence.FormatOpsgenie: FuzzOpsgenie, evidence.FormatIncidentIO: FuzzIncidentIO,
		evidence.FormatStatuspage: FuzzStatuspage, evidence.FormatAlertmanager: FuzzAlertmanager, evidence.FormatGrafana: FuzzGrafana,
		evidence.FormatKubernetes: FuzzKubernetes, evidence.FormatPrometheus: FuzzPrometheus, evidence.FormatLog: FuzzLog, evidence.FormatSyslog: FuzzSyslog,
		evidence.FormatJournal: FuzzJournal, evidence.FormatGitLog: FuzzGitLog, evidence.FormatJira: FuzzJira, evidence.FormatDiscord: FuzzDiscord,
		evidence.FormatTeams: FuzzTeams, evidence.FormatTelegram: FuzzTelegram, evidence.FormatMattermost: FuzzMattermost, evidence.FormatRocketChat: FuzzRocketChat,
		evidence.FormatZulip: FuzzZulip, evidence.FormatGitter: FuzzGitter, evidence.FormatIRC: FuzzIRC, evidence.FormatWhatsApp: FuzzWhatsApp,
		evidence.FormatZoomChat: FuzzZoomChat, evidence.FormatSlackPaste: FuzzSlackPaste, evidence.FormatTeamsPaste: FuzzTeamsPaste, evidence.FormatOtter: FuzzOtter,
		evidence.FormatTranscript: FuzzTranscript, evidence.FormatTable: FuzzTable, evidence.FormatReport: FuzzReport, evidence.FormatMorgue: FuzzMorgue,
	}
}

// fuzz reads what fuzzing makes of the seeds of a format, always as that format, and
// broken once more in a way that keeps its lines.
func fuzz(f *testing.F, format evidence.Format) {
	f.Helper()
	for of := range shapes() {
		if of != format && format != "" {
			continue
		}
		for i, s := range seeds(f, of) {
			f.Add(s, uint8(i), uint16(i*37))
		}
	}
	f.Fuzz(func(t *testing.T, text string, way uint8, at uint16) {
		if len(text) > 64<<10 {
			return // what is long is another test's
		}
		text = bent(text, int(way)%5, int(at))
		d := read(t, text, format)
		sound(t, d, text)
		if at%8 == 0 { // it is slow
			packs(t, d)
		}
		if isByLine(d.Format) && isPlain(text) && strings.Contains(text, stray) && !isKept(d, stray) {
			t.Errorf("%s: a line is nowhere: %+v", d.Format, d)
		}
	})
}

// stray is a line that is none of any format.
const stray = "zqx quartz stray zebra"

// bent breaks a text at a place: cut off, a stray line put in, lines repeated or turned
// round.
func bent(text string, way, at int) string {
	lines := strings.SplitAfter(text, "\n")
	n := at % len(lines)
	switch way {
	case 1:
		return text[:at%(len(text)+1)]
	case 2:
		if n > 0 && strings.HasSuffix(lines[n-1], "\n") {
			return strings.Join(lines[:n], "") + stray + "\n" + strings.Join(lines[n:], "")
		}
	case 3:
		return strings.Join(slices.Concat(lines, lines[n:]), "")
	case 4:
		slices.Reverse(lines[n:])
		return strings.Join(lines, "")
	}
	return text
}

// isByLine says whether every line of a format is a message's, or could not be read.
func isByLine(format evidence.Format) bool {
	return slices.Contains([]evidence.Format{
		evidence.FormatIRC, evidence.FormatWhatsApp, evidence.FormatZoomChat, evidence.FormatSlackPaste, evidence.FormatTeamsPaste, evidence.FormatOtter,
		evidence.FormatTranscript, evidence.FormatLog, evidence.FormatSyslog, evidence.FormatGitLog, evidence.FormatSubRip, evidence.FormatSBV,
	}, format)
}

// isPlain says whether a text is lines in UTF-8, and no JSON.
func isPlain(text string) bool {
	begin := strings.TrimLeft(text, "\ufeff \t\r\n")
	return utf8.ValidString(text) && !strings.ContainsAny(text, "\x00\x1b") && !strings.HasPrefix(begin, "{") && !strings.HasPrefix(begin, "[")
}

// isKept says whether words are anywhere in a document.
func isKept(d *evidence.Document, words string) bool {
	kept := d.More > 0 || strings.Contains(d.Title, words)
	for _, m := range d.Messages {
		kept = kept || strings.Contains(m.Text+"\n"+m.Sender+"\n"+m.ID+"\n"+m.Channel, words)
	}
	for _, r := range d.Rejected {
		kept = kept || strings.Contains(r.Text, words) || strings.HasSuffix(r.Text, "…")
	}
	return kept
}

// read reads a text twice, on laptops of different places: nothing of a time is taken
// from where it is read.
func read(t *testing.T, text string, format evidence.Format) *evidence.Document {
	t.Helper()
	d, err := evidence.ReadText(t.Context(), text, evidence.Options{Format: format})
	if err != nil {
		t.Fatal(err)
	}
	here := time.Local
	defer func() { time.Local = here }()
	time.Local = time.FixedZone("elsewhere", 9*3600)
	again, err := evidence.ReadText(t.Context(), text, evidence.Options{Format: format})
	if err != nil || !reflect.DeepEqual(d, again) {
		t.Fatalf("%v: read elsewhere\n%+v\nread here\n%+v", err, again, d)
	}
	return d
}

// sound checks what holds of every document, whatever it was read of.
func sound(t *testing.T, d *evidence.Document, text string) {
	t.Helper()
	lines, all := strings.Count(text, "\n")+1, 0
	for i := range d.Messages {
		m := &d.Messages[i]
		all += len(m.Text)
		if len(m.Text) > 4*len(text)+200 {
			t.Fatalf("message %d is longer than its source: %d of %d", i, len(m.Text), len(text))
		}
		if m.Line < 0 || m.Line > lines {
			t.Fatalf("message %d: line %d of %d", i, m.Line, lines)
		}
		areText(t, m.ID, m.Parent, m.Channel, m.Sender, m.SenderID, m.Text)
		isTold(t, m.When)
		isTold(t, m.Until)
	}
	for _, r := range d.Rejected {
		if r.Line < 0 || r.Line > lines {
			t.Fatalf("rejected %+v of %d lines", r, lines)
		}
		areText(t, r.Text)
	}
	areText(t, d.Title, d.Zone)
	if all > 64*len(text)+10_000 {
		t.Fatalf("%d bytes of %d", all, len(text))
	}
	d.Summary()
	evidence.Suggest(d)
	evidence.Find(d, evidence.Clock{}.Moments(d), nil, evidence.Filter{Words: "a"})
}

func areText(t *testing.T, texts ...string) {
	t.Helper()
	for _, s := range texts {
		if !utf8.ValidString(s) {
			t.Fatalf("no text: %q", s)
		}
	}
}

// isTold: a time is an instant in UTC, or a clock nobody moved, or none.
func isTold(t *testing.T, w evidence.When) {
	t.Helper()
	year, ok := w.Time.Year(), false
	switch w.Told {
	case evidence.ToldNothing:
		ok = w.Time.IsZero() && w.After == 0
	case evidence.ToldOffset:
		ok = w.Time.IsZero()
	case evidence.ToldClock:
		ok = (year == 1 || year == 4) && w.Time.Location() == time.UTC
	case evidence.ToldInstant, evidence.ToldLocal:
		ok = year > 1970 && year <= 2200 && w.Time.Location() == time.UTC
	}
	if !ok {
		t.Fatalf("a time: %+v", w)
	}
}

// packs: what is kept is what was read.
func packs(t *testing.T, d *evidence.Document) {
	t.Helper()
	_, content, err := evidence.Keep(evidence.NewSource(d, debrief.NewID(), "source", time.Unix(0, 0)), d)
	if err != nil {
		t.Fatal(err)
	}
	again, err := evidence.Unpack(content)
	if err != nil {
		t.Fatal(err)
	}
	for i := range d.Messages {
		if got, want := fmt.Sprintf("%+v", again.Messages[i]), fmt.Sprintf("%+v", d.Messages[i]); got != want {
			t.Fatalf("packed\n%s\nread\n%s", got, want)
		}
	}
	if len(again.Messages) != len(d.Messages) || fmt.Sprint(again.Series, again.Rejected, again.More, again.Title, again.Zone) != fmt.Sprint(d.Series, d.Rejected, d.More, d.Title, d.Zone) {
		t.Fatalf("packed %+v, read %+v", again, d)
	}
}
