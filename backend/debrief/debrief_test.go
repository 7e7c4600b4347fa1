package debrief_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
)

var start = time.Date(2017, 1, 31, 21, 0, 0, 0, time.UTC)

func at(d time.Duration) debrief.Moment {
	return debrief.At(start.Add(d), "UTC", debrief.PrecisionMinute)
}

func TestNewRecordsAreValidAndSurviveJSON(t *testing.T) {
	base := debrief.Base{ID: debrief.NewID(), DebriefID: debrief.NewID()}
	for _, r := range []debrief.Record{
		debrief.NewDebrief("2026-11-21T10:00:00Z"), debrief.NewMeeting(base.DebriefID),
		&debrief.Participant{Base: base}, &debrief.Entry{Base: base, Basis: debrief.BasisMemory},
		&debrief.Question{Base: base, State: debrief.QuestionAsked}, &debrief.Factor{Base: base},
		&debrief.Helped{Base: base}, &debrief.Countermeasure{Base: base, State: debrief.CountermeasureIdea},
		&debrief.Band{Base: base}, &debrief.Wording{Base: base, Decision: debrief.WordingLeft},
	} {
		if err := r.Validate(); err != nil {
			t.Errorf("%s: %v", r.Noun(), err)
		}
		body, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(body), "null") && r.Noun() != debrief.NounMeeting {
			t.Errorf("%s would reach the window with null: %s", r.Noun(), body)
		}
		again := debrief.NewRecord(r.Noun())
		if err := json.Unmarshal(body, again); err != nil {
			t.Fatal(err)
		}
		if twice, _ := json.Marshal(again); string(twice) != string(body) {
			t.Errorf("%s:\n%s\n%s", r.Noun(), body, twice)
		}
	}
}

func TestValidateRefuses(t *testing.T) {
	base := debrief.Base{ID: "a", DebriefID: "b"}
	bad := debrief.NewDebrief("")
	bad.Kind = "party"
	for name, r := range map[string]debrief.Record{
		"no id":           &debrief.Entry{Basis: debrief.BasisMemory},
		"unknown kind":    bad,
		"unknown lane":    &debrief.Entry{Base: base, Lane: "sky", Basis: debrief.BasisMemory},
		"no basis":        &debrief.Entry{Base: base},
		"stage 8":         &debrief.Factor{Base: base, Place: debrief.Place{Stage: 8}},
		"unreadable time": &debrief.Entry{Base: base, Basis: debrief.BasisMemory, Time: debrief.Moment{At: "yesterday"}},
		"a span that ends first": &debrief.Entry{Base: base, Basis: debrief.BasisMemory, Time: debrief.Moment{
			At: "2026-03-03T14:02:00Z", Until: "2026-03-03T14:00:00Z", Precision: debrief.PrecisionBetween,
		}},
		"no such date":     &debrief.Countermeasure{Base: base, State: debrief.CountermeasureIdea, Due: "2026-02-30"},
		"huge text":        &debrief.Helped{Base: base, Text: strings.Repeat("x", 1<<20+1)},
		"short plan":       &debrief.Meeting{Base: base, PlanMinutes: []int{1}},
		"unknown pivot":    &debrief.Entry{Base: base, Basis: debrief.BasisMemory, Pivot: "twist"},
		"unknown standing": &debrief.Entry{Base: base, Basis: debrief.BasisMemory, Standing: "true"},
		"many accounts":    &debrief.Question{Base: base, State: debrief.QuestionOpen, AccountIDs: make([]debrief.ID, 51)},
		"unknown part":     &debrief.Participant{Base: base, Parts: []debrief.Part{"watched"}},
	} {
		if r.Validate() == nil {
			t.Errorf("%s was accepted", name)
		}
	}
}

func TestLifeOfADebrief(t *testing.T) {
	life := []debrief.State{
		debrief.StateNoted, debrief.StateDraft, debrief.StatePreparing, debrief.StateReady, debrief.StateLive, debrief.StatePaused,
		debrief.StateLive, debrief.StateReadBack, debrief.StateSignedOff, debrief.StateReadBack,
		debrief.StateSignedOff, debrief.StateFollowUp, debrief.StateClosed,
	}
	for i := 1; i < len(life); i++ {
		if !life[i-1].CanGo(life[i]) {
			t.Errorf("cannot go from %s to %s", life[i-1], life[i])
		}
	}
	for _, s := range []debrief.State{debrief.StateNoted, debrief.StateDraft, debrief.StatePreparing, debrief.StateReady} {
		if !s.CanGo(debrief.StateLive) {
			t.Errorf("%s keeps a meeting from starting", s)
		}
		if !s.CanGo(debrief.StateReadBack) {
			t.Errorf("%s keeps what was never met about from being read back", s)
		}
		if s.CanGo(debrief.StateClosed) {
			t.Errorf("%s goes straight to closed", s)
		}
	}
}

// TestSpans says no more of a time than is known of it.
func TestSpans(t *testing.T) {
	at := func(clock string, p debrief.Precision) debrief.Moment {
		return debrief.Moment{At: "2026-11-03T" + clock + ":00Z", Precision: p}
	}
	between := at("14:30", debrief.PrecisionBetween)
	between.Until = "2026-11-03T14:45:00Z"
	hour, start, about := at("15:00", debrief.PrecisionHour), at("14:02", debrief.PrecisionMinute), at("16:00", debrief.PrecisionAbout)
	kolkata := time.FixedZone("Asia/Kolkata", 5*3600+1800)
	for _, tt := range []struct{ got, want string }{
		{between.Clock(time.UTC), "14:30–14:45"},
		{hour.Clock(time.UTC), "15:??"},
		{hour.Clock(kolkata), "20:30–21:29"},
		{about.Clock(time.UTC), "~16:00"},
		{debrief.Moment{}.Clock(time.UTC), ""},
		{debrief.Between(start, between).Text, "between 28 min and 43 min"},
		{debrief.Between(between, hour).Text, "between 15 min and 1 h 29 min"},
		{debrief.Between(hour, between).Text, "between −1 h 29 min and −15 min"},
		{debrief.Between(start, start).Text, "0 s"},
		{debrief.Between(start, about).Text, "about 1 h 58 min"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
	if s := debrief.Between(start, between); s.Seconds != 28*60 || s.Most != 43*60 {
		t.Errorf("got %+v", s)
	}
}

func TestDerive(t *testing.T) {
	d := debrief.NewDebrief("")
	d.Started, d.Detected, d.Resolved = at(0), at(-7*time.Minute), at(21*time.Hour+14*time.Minute)
	d.Mitigated = debrief.At(start.Add(20*time.Hour), "UTC", debrief.PrecisionAbout)
	got := d.Derive()
	if got.ToDetect.Seconds != -420 || got.ToDetect.Text != "−7 min" {
		t.Errorf("an end before the start: %+v", got.ToDetect)
	}
	if got.ToMitigate.Text != "about 20 h" || got.ToResolve.Text != "21 h 14 min" {
		t.Errorf("derived %+v", got)
	}
	d.Detected = debrief.Moment{Raw: "half past", Problem: debrief.ProblemUnreadable}
	if d.Derive().ToDetect.Known {
		t.Error("an unreadable time gives a duration")
	}
}

func TestHumanDuration(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0 s", 40 * time.Second: "40 s", 7 * time.Minute: "7 min", 7*time.Minute + 5*time.Second: "7 min 5 s",
		25*time.Minute + 5*time.Second: "25 min", 77 * time.Minute: "1 h 17 min", 18 * time.Hour: "18 h",
		51 * time.Hour: "2 d 3 h",
	} {
		if got := debrief.HumanDuration(d); got != want {
			t.Errorf("HumanDuration(%v) = %q, want %q", d, got, want)
		}
	}
}

func TestTimelineKeepsTheUntimedInPlace(t *testing.T) {
	w := debrief.NewWhole(*debrief.NewDebrief(""))
	add := func(text string, m debrief.Moment, on bool) {
		w.Entries = append(w.Entries, debrief.Entry{Text: text, Time: m, OnTimeline: on})
	}
	add("first", at(0), false)
	add("then, nobody knows when", debrief.Moment{Precision: debrief.PrecisionUnknown}, true)
	add("late", at(time.Hour), false)
	add("a note", debrief.Moment{}, false)
	add("between", at(time.Minute), false)
	var got []string
	for _, e := range w.Timeline() {
		got = append(got, e.Text)
	}
	if want := "first|then, nobody knows when|between|late"; strings.Join(got, "|") != want {
		t.Errorf("timeline = %v", got)
	}
}

func TestCopyLeadsToItsOwnRecords(t *testing.T) {
	w := debrief.NewWhole(*debrief.NewDebrief("2026-11-21T10:00:00Z"))
	id := w.Debrief.ID
	base := func(record debrief.ID) debrief.Base { return debrief.Base{ID: record, DebriefID: id, Rev: 3} }
	w.Add(&debrief.Participant{Base: base("ines"), Name: "Ines"})
	w.Add(&debrief.Entry{Base: base("e"), Who: debrief.Who{ParticipantID: "ines"}})
	w.Add(&debrief.Factor{Base: base("f"), EntryIDs: []debrief.ID{"e", "deleted"}})
	w.Add(&debrief.Countermeasure{Base: base("c"), FactorIDs: []debrief.ID{"f"}, Owner: debrief.Who{ParticipantID: "ines"}})
	w.Add(&debrief.Question{Base: base("q"), AccountIDs: []debrief.ID{"e", "deleted"}})
	w.Debrief.Summary.Learnings = []debrief.Learning{{FactorID: "f"}}
	c := w.Copy("Again", "2026-11-22T10:00:00Z")
	if c.Entries[0].Who.ParticipantID != c.Participants[0].ID || c.Factors[0].EntryIDs[0] != c.Entries[0].ID ||
		c.Countermeasures[0].FactorIDs[0] != c.Factors[0].ID || c.Debrief.Summary.Learnings[0].FactorID != c.Factors[0].ID {
		t.Errorf("links of the copy lead elsewhere: %+v", c)
	}
	if got := c.Questions[0].AccountIDs; got[0] != c.Entries[0].ID || w.Questions[0].AccountIDs[0] != "e" {
		t.Errorf("the accounts of the copy are %v, of the original %v", got, w.Questions[0].AccountIDs)
	}
	for _, r := range c.Records() {
		if h := r.Head(); h.DebriefID != c.Debrief.ID || h.Rev != 0 || h.ID == id {
			t.Errorf("%s of the copy has head %+v", r.Noun(), h)
		}
	}
	if w.Debrief.Summary.Learnings[0].FactorID != "f" || w.Entries[0].ID != "e" {
		t.Error("copying changed the original")
	}
}

func TestIDsAreApart(t *testing.T) {
	seen := map[debrief.ID]bool{}
	for range 10000 {
		id := debrief.NewID()
		if len(id) != 26 || seen[id] {
			t.Fatalf("id %q", id)
		}
		seen[id] = true
	}
}
