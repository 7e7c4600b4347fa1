package debrief

import (
	"testing"
	"time"
)

func confirmed() Entry {
	e := Entry{Text: "pool pinned at 100 %", Label: "Pool pinned", Lane: LaneSaw, Time: At(time.Date(2026, 11, 3, 14, 52, 0, 0, time.UTC), "UTC", PrecisionMinute)}
	e.Room = e.RoomMark()
	return e
}

// The same marks are expected in lib/room/mark.test.ts.
func TestRoomMark(t *testing.T) {
	e := confirmed()
	if got := e.RoomMark(); got != "c6af251f" {
		t.Errorf("mark %s", got)
	}
	e.Text = "l’horloge “était” à 14 h 52 😀"
	if got := e.RoomMark(); got != "d9c7c29e" {
		t.Errorf("mark %s", got)
	}
	e.Time.Until = "2026-11-03T15:10:00Z"
	if got := e.RoomMark(); got != "5e082c38" {
		t.Errorf("mark %s", got)
	}
}

func TestAnEditLeavesTheRoom(t *testing.T) {
	for name, c := range map[string]struct {
		alter func(*Entry)
		in    bool
	}{
		"as confirmed":           {func(*Entry) {}, true},
		"moved":                  {func(e *Entry) { e.Position, e.Stage = 4, 4 }, true},
		"another lane":           {func(e *Entry) { e.Lane = LaneDid }, true},
		"another speaker":        {func(e *Entry) { e.Who.Name = "somebody" }, true},
		"other words":            {func(e *Entry) { e.Text += " and Jo knew" }, false},
		"another label":          {func(e *Entry) { e.Label = "Jo's pool" }, false},
		"another time":           {func(e *Entry) { e.Time.At = "2026-11-03T14:53:00Z" }, false},
		"no time":                {func(e *Entry) { e.Time.Problem = ProblemTwice }, false},
		"taken out":              {func(e *Entry) { e.Room = "" }, false},
		"text and label swapped": {func(e *Entry) { e.Text, e.Label = e.Label, e.Text }, false},
	} {
		e := confirmed()
		c.alter(&e)
		if e.InRoom() != c.in {
			t.Errorf("%s: in the Room is %v", name, e.InRoom())
		}
	}
	if none := (&Entry{Text: "said"}); none.InRoom() {
		t.Error("what was never confirmed is in the Room")
	}
}

func TestTheRuleConfirmsOnlyTheTimelineStage(t *testing.T) {
	for stage := range len(Stages) + 1 {
		for _, rule := range []RoomRule{RoomByKey, RoomTimeline} {
			for _, at := range []string{"", "2026-11-03T14:53:00Z"} {
				m := NewMeeting("d")
				m.Room = rule
				e := Entry{Place: Place{Stage: stage}, Text: "said", Time: Moment{At: at}}
				m.ConfirmByRule(&e)
				if want := rule == RoomTimeline && stage == StageTimeline && at != ""; e.InRoom() != want {
					t.Errorf("rule %q, stage %d, time %q: in the Room is %v", rule, stage, at, e.InRoom())
				}
			}
		}
	}
}

func TestACopyIsConfirmedByNobody(t *testing.T) {
	w := NewWhole(*NewDebrief("2026-11-03T12:00:00Z"))
	e := confirmed()
	e.Base = Base{ID: "e", DebriefID: w.Debrief.ID}
	w.Add(&e)
	if c := w.Copy("again", "2026-12-03T12:00:00Z"); c.Entries[0].InRoom() {
		t.Error("a copy shows what its own room never confirmed")
	}
}
