package invite_test

import (
	"bytes"
	"flag"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/emersion/go-ical"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/invite"
)

var update = flag.Bool("update", false, "write the golden files anew")

var now = time.Date(2026, 11, 4, 9, 30, 15, 0, time.UTC)

var catalogue = sync.OnceValues(func() (*copy.Catalogue, error) { return copy.New("en") })

func options(tb testing.TB) invite.Options {
	tb.Helper()
	words, err := catalogue()
	if err != nil {
		tb.Fatal(err)
	}
	return invite.Options{T: words.T, Minutes: 60, Now: now}
}

// meeting is a debrief with two people, of whom the first is invited.
func meeting() *debrief.Whole {
	d := debrief.NewDebrief("2026-11-04T09:00:00Z")
	d.ID, d.DebriefID, d.Rev = "d1", "d1", 7
	d.Title, d.Facilitator = "Priya broke the checkout", "Mara"
	d.Started = debrief.Moment{At: "2026-11-03T14:02:00Z", Precision: debrief.PrecisionMinute}
	a := &d.Preparation
	a.MeetsAt, a.Zone = "2026-11-05T15:00:00Z", "UTC"
	a.Place, a.DialIn, a.StatementBy, a.Email = "Room 2", "https://call.example/42", "Head of engineering", "mara@example.org"
	w := &debrief.Whole{Debrief: *d}
	w.Meeting.PlanMinutes = debrief.Plan(75)
	w.Participants = []debrief.Participant{
		{Name: "Tomás", Role: "Search", Zone: "Europe/Vienna", Email: "tomas@example.org"},
		{Name: "Priya", Role: "Payments", Email: "priya@example.org"},
	}
	return w
}

func write(tb testing.TB, w *debrief.Whole) invite.Invitation {
	tb.Helper()
	return invite.New(w, &w.Participants[0], options(tb))
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is\n%s\nwant\n%s", name, got, want)
	}
}

func TestGolden(t *testing.T) {
	in := write(t, meeting())
	golden(t, "text.txt", []byte(in.Text))
	message, err := in.Mail()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "mail.eml", message)
	calendar, err := in.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "calendar.ics", calendar)
}

// TestOnlyTheirOwn: an invitation can be forwarded, so it names nobody else, and
// its title is not in it.
func TestOnlyTheirOwn(t *testing.T) {
	w := meeting()
	in := write(t, w)
	message, calendar := mustWrite(t, in)
	for _, text := range []string{in.Subject, in.Text, string(message), string(calendar)} {
		for _, secret := range []string{"Priya", "priya", "broke", "Payments", "Search"} {
			if strings.Contains(text, secret) {
				t.Errorf("%q is in\n%s", secret, text)
			}
		}
	}
}

func mustWrite(tb testing.TB, in invite.Invitation) (message, calendar []byte) {
	tb.Helper()
	message, err := in.Mail()
	if err != nil {
		tb.Fatal(err)
	}
	calendar, err = in.Calendar()
	if err != nil {
		tb.Fatal(err)
	}
	return message, calendar
}

// TestTimes holds the edges of summer time, where offsets are half hours, and
// where the day differs.
func TestTimes(t *testing.T) {
	for _, c := range []struct{ name, at, theirs, own, want string }{
		{"Vienna before the spring change", "2026-03-28T14:00:00Z", "Europe/Vienna", "", "Saturday 28 March 2026, 15:00 (Vienna), 75"},
		{"Vienna after it", "2026-03-29T13:00:00Z", "Europe/Vienna", "", "Sunday 29 March 2026, 15:00 (Vienna), 75"},
		{"Vienna in the hour that is left out", "2026-03-29T01:00:00Z", "Europe/Vienna", "", "29 March 2026, 03:00 (Vienna)"},
		{"Vienna, the first of the two hours", "2026-10-25T00:30:00Z", "Europe/Vienna", "UTC", "02:30 (Vienna)"},
		{"Vienna, the second", "2026-10-25T01:30:00Z", "Europe/Vienna", "UTC", "02:30 (Vienna)"},
		{"New York while Vienna has changed and it has not", "2026-10-28T14:00:00Z", "Europe/Vienna", "America/New_York", "10:00 (New York), which is 15:00 (Vienna)"},
		{"New York after its change", "2026-11-02T14:00:00Z", "Europe/Vienna", "America/New_York", "09:00 (New York), which is 15:00 (Vienna)"},
		{"Kolkata", "2026-11-05T15:00:00Z", "UTC", "Asia/Kolkata", "20:30 (Kolkata), which is 15:00 (UTC)"},
		{"Kolkata on the next day", "2026-11-05T20:00:00Z", "UTC", "Asia/Kolkata", "Friday 6 November 2026, 01:30 (Kolkata), which is Thursday 5 November 2026, 20:00 (UTC)"},
		{"a zone of another name with the same clock", "2026-11-05T15:00:00Z", "Europe/Vienna", "Europe/Prague", "16:00 (Prague), 75"},
		{"no zone there is", "2026-11-05T15:00:00Z", "Mars/Olympus", "Local", "15:00 (UTC), 75"},
	} {
		w := meeting()
		w.Debrief.Preparation.MeetsAt, w.Debrief.Preparation.Zone = c.at, c.theirs
		w.Participants[0].Zone = c.own
		if c.own == "UTC" {
			w.Participants[0].Zone, w.Debrief.Preparation.Zone = c.theirs, c.own
		}
		in := write(t, w)
		if !strings.Contains(in.Text, c.want) {
			t.Errorf("%s: %q is not in\n%s", c.name, c.want, in.Text)
		}
		_, calendar := mustWrite(t, in)
		e := event(t, calendar)
		start, err := e.DateTimeStart(nil)
		if err != nil {
			t.Fatal(err)
		}
		end, err := e.DateTimeEnd(nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := start.UTC().Format(time.RFC3339); got != c.at || end.Sub(start) != 75*time.Minute {
			t.Errorf("%s: the calendar says %s for %s", c.name, got, end.Sub(start))
		}
	}
}

// event reads a calendar with another parser than the one that wrote it.
func event(tb testing.TB, calendar []byte) *ical.Event {
	tb.Helper()
	c, err := ical.NewDecoder(bytes.NewReader(calendar)).Decode()
	if err != nil {
		tb.Fatalf("%v in\n%s", err, calendar)
	}
	// Its encoder is strict about what a calendar must and must not hold.
	if err := ical.NewEncoder(io.Discard).Encode(c); err != nil {
		tb.Fatalf("%v in\n%s", err, calendar)
	}
	events := c.Events()
	if len(events) != 1 || len(c.Children) != 1 {
		tb.Fatalf("%d events, %d parts in\n%s", len(events), len(c.Children), calendar)
	}
	return &events[0]
}

func TestARequestWantsBothAddresses(t *testing.T) {
	for _, c := range []struct {
		from, to, method string
	}{
		{"mara@example.org", "tomas@example.org", "REQUEST"},
		{"", "tomas@example.org", "PUBLISH"},
		{"mara@example.org", "", "PUBLISH"},
		{"mara@example.org", "tomas at example", "PUBLISH"},
		{"mara@example.org", "a@example.org\r\nATTENDEE:mailto:b@example.org", "PUBLISH"},
	} {
		w := meeting()
		w.Debrief.Preparation.Email, w.Participants[0].Email = c.from, c.to
		in := write(t, w)
		_, data := mustWrite(t, in)
		calendar, err := ical.NewDecoder(bytes.NewReader(data)).Decode()
		if err != nil {
			t.Fatal(err)
		}
		method := calendar.Props.Get(ical.PropMethod)
		e := event(t, data)
		request := c.method == "REQUEST"
		if method == nil || method.Value != c.method || (e.Props.Get(ical.PropOrganizer) != nil) != request || (len(e.Props.Values(ical.PropAttendee)) == 1) != request {
			t.Errorf("from %q to %q:\n%s", c.from, c.to, data)
		}
	}
}

func TestANewerCalendarReplacesTheOlder(t *testing.T) {
	w := meeting()
	_, first := mustWrite(t, write(t, w))
	w.Debrief.Rev++
	w.Debrief.Preparation.MeetsAt = "2026-11-06T15:00:00Z"
	_, second := mustWrite(t, write(t, w))
	a, b := event(t, first), event(t, second)
	if x, y := a.Props.Get(ical.PropUID).Value, b.Props.Get(ical.PropUID).Value; x != y {
		t.Errorf("UID %q, then %q", x, y)
	}
	if x, y := a.Props.Get(ical.PropSequence).Value, b.Props.Get(ical.PropSequence).Value; x != "7" || y != "8" {
		t.Errorf("SEQUENCE %s, then %s", x, y)
	}
	w.Meeting.Rev++
	w.Meeting.PlanMinutes = debrief.Plan(90)
	longer := write(t, w)
	_, third := mustWrite(t, longer)
	c := event(t, third)
	start, errStart := c.DateTimeStart(nil)
	end, errEnd := c.DateTimeEnd(nil)
	if n := c.Props.Get(ical.PropSequence).Value; n != "9" || errStart != nil || errEnd != nil || end.Sub(start) != 90*time.Minute || !strings.Contains(longer.Text, "90 minutes") {
		t.Errorf("SEQUENCE %s for a longer meeting, in\n%s", n, third)
	}
}

func TestWithoutATimeThereIsNoCalendar(t *testing.T) {
	w := meeting()
	a := &w.Debrief.Preparation
	a.MeetsAt, a.Place, a.DialIn, a.StatementBy = "", "", "", ""
	w.Debrief.Started = debrief.Moment{}
	in := write(t, w)
	if _, err := in.Calendar(); debrief.CodeOf(err) != debrief.CodeInvalid {
		t.Errorf("Calendar = %v", err)
	}
	for _, want := range []string{"A while ago our system", "the day and the time follow", "the place follows"} {
		if !strings.Contains(in.Text, want) {
			t.Errorf("%q is not in\n%s", want, in.Text)
		}
	}
}

func TestWordsOfOnesOwn(t *testing.T) {
	w := meeting()
	w.Debrief.Preparation.Invitation = "Dear {name},\r\n{when}\n{unknown} {statement}"
	w.Debrief.Preparation.Statement = "You are safe."
	w.Participants[0].Name = "{statement}"
	got := write(t, w).Text
	want := "Dear {statement},\nWhen: Thursday 5 November 2026, 16:00 (Vienna), which is 15:00 (UTC), 75 minutes\n{unknown} You are safe. Head of engineering stands behind this.\n"
	if got != want {
		t.Errorf("Text = %q, want %q", got, want)
	}
}

// hostile are names, places and texts that try to be more than that.
var hostile = []string{
	"Ada\r\nBcc: all@example.org", "Ada\nBEGIN:VEVENT\nUID:x\nEND:VEVENT", "Ada\u2028Bcc: x", "\x00\x1b[2J\x7f",
	"=?utf-8?q?=0D=0ABcc=3A_x?=", `"; DROP`, `a\,b;c:d"e`, strings.Repeat("ä", 3000), strings.Repeat("x", 3000),
	strings.Repeat(" ", 300) + "x", "🙂👩\u200d👩\u200d👧 \u202eevil", "\xff\xfe", "{name}{when}", "END:VCALENDAR", ".", "From me", "=3D=", "a \nb",
}

func TestHostileTexts(t *testing.T) {
	for _, text := range hostile {
		checkHostile(t, text)
	}
}

func FuzzInvitation(f *testing.F) {
	for _, text := range hostile {
		f.Add(text)
	}
	f.Fuzz(checkHostile)
}

// checkHostile puts a text wherever somebody types one, and reads back what was
// written: the same headers, the same properties, and the same words.
func checkHostile(t *testing.T, text string) {
	w := meeting()
	d := &w.Debrief
	d.Facilitator, d.Zone, d.Preparation.Place, d.Preparation.DialIn = text, text, text, text
	d.Preparation.Statement, d.Preparation.StatementBy, d.Preparation.Invitation = text, text, text+"{where}\n{name}"
	w.Participants[0].Name, w.Participants[0].Zone = text, text
	in := write(t, w)
	message, calendar := mustWrite(t, in)
	checkLines(t, message, 998)
	checkLines(t, calendar, 75)
	m, err := mail.ReadMessage(bytes.NewReader(message))
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	if len(m.Header) != 8 {
		t.Errorf("%q: headers %v", text, m.Header)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || subject != in.Subject {
		t.Errorf("%q: subject %q, %v", text, subject, err)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if got := strings.ReplaceAll(string(body), "\r\n", "\n"); err != nil || got != in.Text {
		t.Errorf("%q: the mail says %q, want %q, %v", text, got, in.Text, err)
	}
	e := event(t, calendar)
	if got, err := e.Props.Text(ical.PropDescription); err != nil || got != in.Text {
		t.Errorf("%q: the calendar says %q, want %q, %v", text, got, in.Text, err)
	}
	if n := bytes.Count(calendar, []byte("BEGIN:V")); n != 2 && !strings.Contains(text, "BEGIN:V") {
		t.Errorf("%q: %d parts in\n%s", text, n, calendar)
	}
}

// checkLines wants CRLF alone between lines of at most so many octets.
func checkLines(t *testing.T, data []byte, most int) {
	t.Helper()
	for line := range bytes.SplitSeq(bytes.TrimSuffix(data, []byte("\r\n")), []byte("\r\n")) {
		if len(line) > most || bytes.ContainsAny(line, "\r\n\x00") {
			t.Errorf("a line of %d octets: %q", len(line), line)
		}
	}
}
