package room_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/demo"
	"secondstory/backend/figure"
	"secondstory/backend/room"
)

var now = time.Date(2026, 11, 3, 15, 30, 0, 0, time.UTC)

var catalogue = sync.OnceValues(func() (*copy.Catalogue, error) { return copy.New("en") })

func asking(t testing.TB, key string) room.Asking {
	t.Helper()
	words, err := catalogue()
	if err != nil {
		t.Fatal(err)
	}
	return room.Asking{Question: key, Text: func(key string) (string, bool) { return words.T(key), words.Has(key) }}
}

// allowed is everything a view may hold, and why a room may see it. A new field
// of View fails until somebody writes down its reason here.
var allowed = map[string]string{
	".Mode":                 "one of three words",
	".Look.Theme":           "light or dark",
	".Look.Size":            "1 to 3",
	".Look.Display":         "number of a display",
	".Stage":                "1 to 7",
	".Left.Kind":            "one of four words",
	".Left.Minutes":         "whole minutes of a stage, nobody's speaking time",
	".Question":             "key of the catalogue whose text has no place for a name or for typed words",
	".Rule":                 "key of the catalogue, made from the stage",
	".Timeline.Zone":        "name of a time zone there is",
	".Timeline.Marks.At":    "time of an entry somebody confirmed",
	".Timeline.Marks.Until": "the other end of the span in which it was, likewise",
	".Timeline.Marks.Label": "words of an entry somebody confirmed: the only typed text there is",
	".Timeline.Marks.Lane":  "one of three lanes",
	".Timeline.From":        "time of an entry somebody confirmed",
	".Timeline.To":          "time of an entry somebody confirmed",
	".Ideas":                "how many, not which",
	".Agenda":               "one of three words",
	".Told.Kind":            "one of two words",
	".Told.When":            "time of a card that was put before the room",
	".Told.Text":            "words of a card of a rehearsal that somebody put before the room",
	".Idea":                 "words of an idea of a further session that somebody put before the room",
}

func TestAViewHoldsNothingElse(t *testing.T) {
	found := map[string]bool{}
	walk(reflect.TypeFor[room.View](), "", func(path string, kind reflect.Kind) {
		found[path] = true
		if allowed[path] == "" {
			t.Errorf("View%s has no reason to be shown to a room", path)
		}
		switch kind {
		case reflect.Int, reflect.String:
		default:
			t.Errorf("View%s is a %s: it could hold anything", path, kind)
		}
	})
	for path := range allowed {
		if !found[path] {
			t.Errorf("View%s is allowed and not there", path)
		}
	}
}

func walk(of reflect.Type, path string, leaf func(string, reflect.Kind)) {
	switch of.Kind() {
	case reflect.Struct:
		for f := range of.Fields() {
			walk(f.Type, path+"."+f.Name, leaf)
		}
	case reflect.Slice:
		walk(of.Elem(), path, leaf)
	default:
		leaf(path, of.Kind())
	}
}

// TestGateNothingPrivateReachesTheRoom fills every text of a debrief with
// private markers, in every stage and every look, and searches what is sent.
func TestGateNothingPrivateReachesTheRoom(t *testing.T) {
	scenes, markers := 0, 0
	for stage := range len(debrief.Stages) + 1 {
		for round := range 20 {
			w, m := marked(t, stage, uint64(round))
			markers = m.n
			for _, key := range []string{"stage.narratives.lead.person", "stage.timeline.prompt.2", m.next(), ""} {
				s := room.Of(w, now, asking(t, key), room.Look{Theme: room.Theme(m.next()), Size: round, Display: round})
				for _, s := range []room.Scene{s, s.Hidden(), room.Idle(room.Look{Theme: room.Theme(m.next())})} {
					line, err := s.Encode(1)
					if err != nil {
						t.Fatal(err)
					}
					scenes++
					if i := bytes.Index(line, []byte(marker)); i >= 0 {
						t.Fatalf("stage %d: %s", stage, line[max(0, i-60):min(len(line), i+60)])
					}
				}
			}
		}
	}
	t.Logf("gate: room: %d scenes, %d private markers in each debrief, 0 hits", scenes, markers)
}

const marker = "PRIVATE"

// markers numbers its markers.
type markers struct{ n int }

func (m *markers) next() string {
	m.n++
	return fmt.Sprintf("%s%04d Jo’s note", marker, m.n)
}

// marked is a debrief with a marker in every text that can hold one, and with
// entries in every state but that of being confirmed as they stand.
func marked(t *testing.T, stage int, seed uint64) (*debrief.Whole, *markers) {
	t.Helper()
	m, pick := &markers{}, rand.New(rand.NewPCG(seed, 7))
	w := demo.Debrief()
	for i := range w.Entries {
		e := &w.Entries[i]
		confirm := pick.IntN(3)
		if confirm == 1 {
			e.Room = e.RoomMark() // of other words than stand there in a moment
		}
		if confirm == 2 {
			e.Time.Problem = debrief.ProblemTwice
			defer func() { e.Room = e.RoomMark() }()
		}
	}
	for _, r := range w.Records() {
		fill(reflect.ValueOf(r).Elem(), "", m)
	}
	w.Meeting.Stage, w.Meeting.StartedAt = stage, "2026-11-03T15:00:00Z"
	if pick.IntN(2) == 0 {
		w.Meeting.RunningSince = "2026-11-03T15:29:00Z"
	}
	return w, m
}

// fill puts a marker into every text of a record but those a closed set of words
// or a time stands in.
func fill(v reflect.Value, name string, m *markers) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), v.Type().Field(i).Name, m)
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.String {
			v.Set(reflect.Append(v, reflect.ValueOf(m.next()).Convert(v.Type().Elem())))
		}
		for i := range v.Len() {
			fill(v.Index(i), name, m)
		}
	case reflect.String:
		if name == "At" || name == "Until" || name == "Room" || name == "Problem" || strings.HasSuffix(name, "At") || name == "RunningSince" {
			return
		}
		v.SetString(m.next())
	}
}

func TestTheMarkersAreEverywhere(t *testing.T) {
	w, m := marked(t, 3, 1)
	if m.n < 400 {
		t.Errorf("only %d markers", m.n)
	}
	if !strings.Contains(w.Entries[0].Text, marker) || !strings.Contains(w.Participants[0].Name, marker) || !strings.Contains(w.Participants[0].Email, marker) ||
		!strings.Contains(w.Debrief.Preparation.Email, marker) || !strings.Contains(w.Debrief.Zone, marker) {
		t.Error("a text has no marker")
	}
	// What is confirmed as it stands is found by the same search.
	w.Entries[0].Time = debrief.At(now, "UTC", debrief.PrecisionMinute)
	w.Entries[0].Room = w.Entries[0].RoomMark()
	line, _ := room.Of(w, now, asking(t, ""), room.Look{}).Encode(1)
	if !bytes.Contains(line, []byte(marker)) {
		t.Error("a confirmed entry is not shown")
	}
}

func meeting(stage int) *debrief.Whole {
	w := demo.Debrief()
	w.Debrief.State = debrief.StateLive
	w.Meeting = *debrief.NewMeeting(w.Debrief.ID)
	w.Meeting.Stage, w.Meeting.StartedAt, w.Meeting.RunningSince = stage, "2026-11-03T15:00:00Z", "2026-11-03T15:25:00Z"
	for i := range w.Entries {
		w.Entries[i].Room = ""
	}
	return w
}

func TestWhatIsShownInAStage(t *testing.T) {
	w := meeting(3)
	w.Meeting.ElapsedSeconds[2] = 8 * 60
	timed := 0
	for i := range w.Entries[:len(w.Entries)/2] {
		w.Entries[i].Room = w.Entries[i].RoomMark()
		if w.Entries[i].Time.Known() {
			timed++
		}
	}
	v := room.Of(w, now, asking(t, "stage.narratives.prompt.3"), room.Look{Theme: "dark", Size: 9}).View()
	if v.Mode != room.ModeMeeting || v.Stage != 3 || v.Left != (room.Left{Kind: room.LeftMinutes, Minutes: 7}) {
		t.Errorf("%+v", v)
	}
	if v.Question != "stage.narratives.prompt.3" || v.Rule != "stage.ground-rules.room" || v.Look != (room.Look{Theme: "dark", Size: 3}) {
		t.Errorf("%+v", v)
	}
	if timed == 0 || len(v.Timeline.Marks) != timed {
		t.Errorf("%d of %d marks", len(v.Timeline.Marks), timed)
	}
	for i, m := range v.Timeline.Marks[1:] {
		if m.At < v.Timeline.Marks[i].At {
			t.Error("marks are not in order of time")
		}
	}
}

func TestAfterTheEnd(t *testing.T) {
	idle := room.Idle(room.Look{}).View()
	for _, state := range []debrief.State{
		debrief.StateReadBack, debrief.StateSignedOff, debrief.StateFollowUp, debrief.StateClosed,
	} {
		w := meeting(7)
		w.Debrief.State = state
		if got := room.Of(w, now, asking(t, ""), room.Look{}).View(); !reflect.DeepEqual(got, idle) {
			t.Errorf("%s: %+v", state, got)
		}
	}
	w := meeting(7)
	w.Debrief.State = debrief.StateLive
	if got := room.Of(w, now, asking(t, ""), room.Look{}).View(); got.Mode != room.ModeMeeting {
		t.Errorf("taken up again: %+v", got)
	}
}

func TestTimeLeft(t *testing.T) {
	for _, c := range []struct {
		spent   int
		running string
		want    room.Left
	}{
		{0, "2026-11-03T15:30:00Z", room.Left{Kind: room.LeftMinutes, Minutes: 20}},
		{0, "2026-11-03T15:29:29Z", room.Left{Kind: room.LeftMinutes, Minutes: 19}},
		{20*60 - 1, "2026-11-03T15:30:00Z", room.Left{Kind: room.LeftMinutes, Minutes: 1}},
		{20 * 60, "2026-11-03T15:30:00Z", room.Left{Kind: room.LeftOver}},
		{90 * 60, "", room.Left{Kind: room.LeftPaused}},
		{0, "2026-11-03T15:31:00Z", room.Left{Kind: room.LeftMinutes, Minutes: 20}}, // the clock was put back
	} {
		w := meeting(3)
		w.Meeting.ElapsedSeconds[2], w.Meeting.RunningSince = c.spent, c.running
		if got := room.Of(w, now, asking(t, ""), room.Look{}).View().Left; got != c.want {
			t.Errorf("%+v: %+v", c, got)
		}
	}
	w := meeting(7)
	w.Meeting.RunningSince, w.Meeting.EndedAt = "", "2026-11-03T15:40:00Z"
	if got := room.Of(w, now, asking(t, ""), room.Look{}).View().Left; got != (room.Left{}) {
		t.Errorf("after the end: %+v", got)
	}
}

func TestQuestions(t *testing.T) {
	for key, want := range map[string]string{
		"stage.narratives.prompt.2":    "stage.narratives.prompt.2",
		"stage.narratives.lead.person": "stage.narratives.lead", // names somebody
		"stage.nowhere":                "stage.narratives.lead",
		"error.disk":                   "stage.narratives.lead",
		"Ines, why?":                   "stage.narratives.lead",
		"":                             "stage.narratives.lead",
	} {
		if got := room.Of(meeting(3), now, asking(t, key), room.Look{}).View().Question; got != want {
			t.Errorf("%q: %q", key, got)
		}
	}
}

func TestTheEventIsMarkedBetweenConfirmedEntries(t *testing.T) {
	w := meeting(4)
	first, last := -1, -1
	for i, e := range w.Entries {
		if e.Time.Known() {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	w.Debrief.Started, w.Debrief.Resolved = w.Entries[first].Time, w.Entries[last].Time
	w.Entries[first].Room = w.Entries[first].RoomMark()
	if got := room.Of(w, now, asking(t, ""), room.Look{}).View().Timeline; got.From != "" || got.To != "" {
		t.Errorf("shows an end nobody confirmed: %+v", got)
	}
	w.Entries[last].Room = w.Entries[last].RoomMark()
	if got := room.Of(w, now, asking(t, ""), room.Look{}).View().Timeline; got.From == "" || got.To <= got.From {
		t.Errorf("%+v", got)
	}
}

func TestBeforeTheMeetingNothingIsShown(t *testing.T) {
	w := meeting(0)
	for i := range w.Entries {
		w.Entries[i].Room = w.Entries[i].RoomMark()
	}
	v := room.Of(w, now, asking(t, ""), room.Look{}).View()
	if v.Mode != room.ModeIdle || len(v.Timeline.Marks) > 0 || v.Ideas > 0 || v.Question != "" {
		t.Errorf("%+v", v)
	}
}

func TestLines(t *testing.T) {
	w := meeting(5)
	for i := range w.Entries {
		w.Entries[i].Room = w.Entries[i].RoomMark()
	}
	s := room.Of(w, now, asking(t, ""), room.Look{Theme: "dark", Size: 2, Display: 2})
	line, err := s.Encode(42)
	if err != nil || bytes.Count(line, []byte("\n")) != 1 || line[len(line)-1] != '\n' {
		t.Fatalf("%v: %q", err, line)
	}
	v, seq, err := room.Decode(line)
	if err != nil || seq != 42 || !reflect.DeepEqual(v, s.View()) {
		t.Errorf("%v %d %+v", err, seq, v)
	}
	if _, err := (room.Scene{}).Encode(1); err == nil {
		t.Error("a scene nobody made is sent")
	}
}

func TestALineThatIsNoViewIsIdle(t *testing.T) {
	good, err := room.Of(meeting(3), now, asking(t, ""), room.Look{}).Encode(1)
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{
		"", "null", "[]", "{}", "{", `{"seq":1}`, `{"seq":1,"view":{}}`,
		string(good) + string(good),
		strings.Replace(string(good), `"stage":3`, `"stage":8`, 1),
		strings.Replace(string(good), `"stage":3`, `"stage":0`, 1),
		strings.Replace(string(good), `"mode":"meeting"`, `"mode":"notes"`, 1),
		strings.Replace(string(good), `"ideas":`, `"notes":["x"],"ideas":`, 1),
		strings.Replace(string(good), `"theme":"light"`, `"theme":"x"`, 1),
		strings.Replace(string(good), `"zone":"UTC"`, `"zone":"what Jo said"`, 1),
		strings.Repeat("x", room.MaxLine+1),
	} {
		v, _, err := room.Decode([]byte(bad))
		if err == nil || v.Mode != room.ModeIdle || v.Stage != 0 || len(v.Timeline.Marks) > 0 {
			t.Errorf("%.80q: %v %+v", bad, err, v)
		}
	}
}

func FuzzDecode(f *testing.F) {
	good, _ := room.Of(meeting(3), now, asking(f, ""), room.Look{}).Encode(1)
	f.Add(good)
	f.Add([]byte(`{"seq":1,"view":{"mode":"idle"}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		v, _, err := room.Decode(data)
		if err != nil && v.Mode != room.ModeIdle {
			t.Errorf("%v, and not idle", err)
		}
		v.Figure(400, 200, figure.Words{}, func(text string, size float64, _ bool) float64 { return float64(len(text)) * size / 2 })
	})
}

// TestTheLargestTimelineFitsOneLine fills a line with all it can carry.
func TestTheLargestTimelineFitsOneLine(t *testing.T) {
	w := meeting(4)
	w.Entries = nil
	for i := range 5000 {
		e := debrief.Entry{Text: strings.Repeat("\x01😀", 200), Time: debrief.At(now.Add(time.Duration(i)*time.Second), "UTC", debrief.PrecisionSecond)}
		e.Room = e.RoomMark()
		w.Entries = append(w.Entries, e)
	}
	if _, err := room.Of(w, now, asking(t, ""), room.Look{}).Encode(1); err != nil {
		t.Error(err)
	}
}

func TestTheFigureFillsItsBox(t *testing.T) {
	w := meeting(4)
	for i := range w.Entries {
		w.Entries[i].Room = w.Entries[i].RoomMark()
	}
	width := func(text string, size float64, _ bool) float64 { return float64(len(text)) * size / 2 }
	words := figure.Words{System: "System", Saw: "People saw", Did: "People did", Entries: "{n} entries"}
	for _, high := range []float64{90, 160, 200, 400} {
		f := room.Of(w, now, asking(t, ""), room.Look{}).View().Figure(400, high, words, width)
		if len(f.Marks) == 0 || f.Height > high+1 && high > 120 {
			t.Errorf("%v high: %v, %d marks", high, f.Height, len(f.Marks))
		}
		if high == 200 && f.Height < 180 {
			t.Errorf("leaves %v of %v empty", high-f.Height, high)
		}
	}
}
