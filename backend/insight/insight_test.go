package insight_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
	"secondstory/backend/insight"
)

// now is the clock of every test.
var now = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func at(day, clock string) debrief.Moment {
	t, err := time.Parse("2006-01-02 15:04", day+" "+clock)
	if err != nil {
		panic(err)
	}
	return debrief.At(t, "UTC", debrief.PrecisionMinute)
}

// held returns a debrief that was held, of an event that began at 10:00.
func held(id, day string, change func(w *debrief.Whole)) *debrief.Whole {
	d := *debrief.NewDebrief(day + "T20:00:00Z")
	d.Base = debrief.Base{ID: id, DebriefID: id}
	d.State, d.Started = debrief.StateFollowUp, at(day, "10:00")
	w := debrief.NewWhole(d)
	change(w)
	return w
}

func number(n int) *int { return &n }

func factor(id string, c debrief.Category, same string) debrief.Factor {
	return debrief.Factor{Base: debrief.Base{ID: id}, Text: "words of " + id, Category: c, Recurs: same}
}

func checked(o debrief.Outcome) debrief.Countermeasure {
	return debrief.Countermeasure{
		State: debrief.CountermeasureChecked, Kind: debrief.CountermeasureKindTechnical, Due: "2026-03-01",
		Checks: []debrief.Check{{Outcome: debrief.OutcomeUnclear, At: "2026-03-10T00:00:00Z"}, {Outcome: o, At: "2026-04-10T00:00:00Z"}},
	}
}

// library is small enough to work every number out by hand:
//
//	     kind       day     detect by       notice better over   meeting        factors
//	a    incident   10 Jan   4 alert           6     20    60    11 Jan 11:00   f1 signals, f2 tools
//	b    incident    3 Mar  16 person         16     40   120     5 Mar 12:00   f3 signals = f1
//	c    near miss   1 Jun  32 affected        –      –     8     –             f4 signals = f1, f5 load
//	d    incident   20 Sep   2 no line         3     –     30    20 Sep 22:30   f6 unsorted
//	old  incident   2024     –                 –     –     –     –              f7 tools = f2
//	n1   a near-miss note of 2 Feb · p one that is being prepared · s the sample
func library() []*debrief.Whole {
	person := debrief.Participant{Base: debrief.Base{ID: "person-1"}, Name: "Ana", Parts: []debrief.Part{debrief.PartResponded}}
	buyer := debrief.Participant{Base: debrief.Base{ID: "person-2"}, Name: "Bo", Parts: []debrief.Part{debrief.PartAffected}}
	a := held("a", "2026-01-10", func(w *debrief.Whole) {
		w.Debrief.Detected, w.Debrief.Noticed = at("2026-01-10", "10:04"), at("2026-01-10", "10:06")
		w.Debrief.Mitigated, w.Debrief.Resolved = at("2026-01-10", "10:20"), at("2026-01-10", "11:00")
		w.Meeting.StartedAt = "2026-01-11T11:00:00Z" // a day after it was over
		w.Meeting.Present, w.Meeting.Learned, w.Meeting.Again = number(8), number(6), number(4)
		w.Entries = []debrief.Entry{{Time: at("2026-01-10", "10:04"), Lane: debrief.LaneSystem}}
		w.Factors = []debrief.Factor{factor("f1", debrief.CategorySignals, ""), factor("f2", debrief.CategoryTools, "")}
		w.Countermeasures = []debrief.Countermeasure{
			checked(debrief.OutcomeHelped), checked(debrief.OutcomePartly),
			{State: debrief.CountermeasureIdea, Kind: debrief.CountermeasureKindTraining},
		}
		w.Wordings = []debrief.Wording{
			{Class: "counterfactual", Decision: debrief.WordingAsked},
			{Class: "counterfactual", Decision: debrief.WordingLeft},
			{Class: "blame", Decision: debrief.WordingAsked},
		}
	})
	b := held("b", "2026-03-03", func(w *debrief.Whole) {
		w.Debrief.Detected, w.Debrief.Noticed = at("2026-03-03", "10:16"), at("2026-03-03", "10:16")
		w.Debrief.Mitigated, w.Debrief.Resolved = at("2026-03-03", "10:40"), at("2026-03-03", "12:00")
		w.Meeting.StartedAt = "2026-03-05T12:00:00Z" // two days after
		w.Meeting.Present, w.Meeting.Learned, w.Meeting.Again = number(5), number(0), number(5)
		w.Participants = []debrief.Participant{person}
		w.Entries = []debrief.Entry{{Time: at("2026-03-03", "10:16"), Lane: debrief.LaneSaw, Who: debrief.Who{ParticipantID: "person-1"}}}
		w.Factors = []debrief.Factor{factor("f3", debrief.CategorySignals, "f1")}
		w.Countermeasures = []debrief.Countermeasure{
			{State: debrief.CountermeasureDoing, Kind: debrief.CountermeasureKindProcedural, Due: "2026-04-24", Moves: []debrief.Move{
				{From: "2026-04-10", To: "2026-04-03"}, {From: "2026-04-03", To: "2026-04-24"}, // 10 to 24 April: 14 days
			}},
			{State: debrief.CountermeasureCommitted, Due: "2026-05-01"},
		}
		w.Wordings = []debrief.Wording{{Class: "counterfactual", Decision: debrief.WordingAsked}, {Class: "counterfactual", Decision: debrief.WordingQuote}}
	})
	c := held("c", "2026-06-01", func(w *debrief.Whole) {
		w.Debrief.Kind = debrief.KindNearMiss
		w.Debrief.Detected, w.Debrief.Resolved = at("2026-06-01", "10:32"), at("2026-06-01", "10:08") // over before it was detected
		w.Participants = []debrief.Participant{buyer}
		w.Entries = []debrief.Entry{{Time: at("2026-06-01", "10:32"), Lane: debrief.LaneSaw, Who: debrief.Who{ParticipantID: "person-2"}}}
		w.Factors = []debrief.Factor{factor("f4", debrief.CategorySignals, "f1"), factor("f5", debrief.CategoryLoad, "")}
		w.Countermeasures = []debrief.Countermeasure{
			checked(debrief.OutcomeNot),
			{State: debrief.CountermeasureNotPursued, Reason: "something else", Due: "2026-06-20", Moves: []debrief.Move{{From: "2026-06-27", To: "2026-06-20"}}}, // a week earlier
		}
		w.Wordings = []debrief.Wording{{Class: "counterfactual", Decision: debrief.WordingAsked}}
		w.Meeting.Present, w.Meeting.Learned, w.Meeting.Again = number(4), number(1), number(2)
	})
	d := held("d", "2026-09-20", func(w *debrief.Whole) {
		w.Debrief.Detected, w.Debrief.Noticed = at("2026-09-20", "10:02"), at("2026-09-20", "10:03")
		w.Debrief.Mitigated = at("2026-09-20", "09:50") // before it began: left out and counted
		w.Debrief.Resolved = at("2026-09-20", "10:30")
		w.Meeting.StartedAt = "2026-09-20T22:30:00Z" // twelve hours after
		w.Factors = []debrief.Factor{factor("f6", debrief.CategoryNone, "")}
		w.Countermeasures = []debrief.Countermeasure{{State: debrief.CountermeasureSoaking, Kind: debrief.CountermeasureKindIncentive, Moves: []debrief.Move{{From: "2026-10-01"}}}}
	})
	old := held("old", "2024-05-05", func(w *debrief.Whole) { w.Factors = []debrief.Factor{factor("f7", debrief.CategoryTools, "f2")} })
	n1 := held("n1", "2026-02-02", func(w *debrief.Whole) {
		w.Debrief.State, w.Debrief.Kind = debrief.StateNoted, debrief.KindNearMiss
	})
	p := held("p", "2026-11-01", func(w *debrief.Whole) { w.Debrief.State = debrief.StatePreparing })
	s := held("s", "2026-11-02", func(w *debrief.Whole) {
		w.Debrief.Sample = true
		w.Factors = []debrief.Factor{factor("f9", debrief.CategoryTools, "f2")}
	})
	return []*debrief.Whole{d, s, a, n1, old, c, p, b}
}

func facts(t *testing.T, all []*debrief.Whole) []insight.Facts {
	t.Helper()
	out := []insight.Facts{}
	for _, w := range all {
		data, err := json.Marshal(insight.FactsOf(w))
		if err != nil {
			t.Fatal(err)
		}
		var f insight.Facts
		if err := json.Unmarshal(data, &f); err != nil {
			t.Fatal(err)
		}
		out = append(out, f)
	}
	return out
}

// said writes a figure in a line: each row with its dots in minutes or its count.
func said(f insight.Figure) string {
	out := ""
	for _, r := range f.Rows {
		out += r.Key + ":"
		for _, d := range r.Dots {
			switch f.Unit {
			case insight.UnitPercent:
				out += fmt.Sprintf(" %g%%", d.Value)
			case insight.UnitDays:
				out += fmt.Sprintf(" %gd", d.Value/86400)
			default:
				out += fmt.Sprintf(" %g", d.Value/60)
			}
		}
		for _, c := range r.Cells {
			out += fmt.Sprintf(" %v", c.By)
		}
		if len(r.Dots) == 0 && len(r.Cells) == 0 {
			out += fmt.Sprintf(" %d", r.Count)
		}
		out += "; "
	}
	return out
}

func TestFiguresByHand(t *testing.T) {
	all := insight.Of(facts(t, library()), insight.Choice{Period: insight.PeriodAll}, now)
	if all.Debriefs != 5 || all.Notes != 1 || all.Waiting != 1 {
		t.Fatalf("%d debriefs, %d notes, %d waiting, want 5, 1, 1", all.Debriefs, all.Notes, all.Waiting)
	}
	for _, want := range []struct {
		name   insight.Name
		said   string
		half   float64 // in minutes
		from   int
		silent int
		odd    int
	}{
		// f1, f3, f4 are one, in a, b, c; f2, f7 are one, in old and a; f5 and f6 came once.
		{name: insight.NameConditions, said: "f4: [a] [b] [c]; f2: [old] [a]; ", from: 5, silent: 2},
		// signals a, b, c; tools old, a; load c; unsorted d.
		{name: insight.NameCategories, said: "signals: [a] [b] [c]; tools: [old] [a]; load: [c]; unsaid: [d]; ", from: 5},
		// 2, 4, 16, 32: two of four lie within 4.
		{name: insight.NameDetect, said: "alert: 4; person: 16; affected: 32; unsaid: 2; ", half: 4, from: 4, silent: 1},
		// d got better before it began.
		{name: insight.NameTimes, said: "notice: 3 6 16; mitigate: 20 40; resolve: 8 30 60 120; ", from: 4, silent: 1, odd: 1},
		// The newest answer of a's two, and of c's one.
		{name: insight.NameHelped, said: "", from: 2, silent: 3},
		// a: 2 checked; b: doing, committed; c: checked, not pursued; d: soaking. The idea is none.
		{name: insight.NameStates, said: "soaking: 1; committed: 1; doing: 1; done: 0; checked: 3; not-pursued: 1; ", from: 4, silent: 1},
		// a: 2 technical; b: procedural, unsaid; c: technical, unsaid; d: incentive.
		{name: insight.NameKinds, said: "technical: 3; procedural: 1; communication: 0; training: 0; incentive: 1; unsaid: 2; ", from: 4, silent: 1},
		// b moved by 14 days, c a week earlier; a's two, b's other and c's other stayed. Of d's no date is left.
		{name: insight.NameDrift, said: "later: 14d; earlier: 7d; ", from: 3, silent: 4},
		// 24 h, 48 h and 12 h; c and old had no meeting.
		{name: insight.NameWait, said: "incident: 720 1440 2880; ", half: 1440, from: 3, silent: 2},
		// 6 of 8, 0 of 5, 1 of 4; 4 of 8, 5 of 5, 2 of 4.
		{name: insight.NameLearned, said: "learned: 0% 25% 75%; again: 50% 50% 100%; ", from: 3, silent: 2},
		// a: asked, left; b: asked, quote; c: asked.
		{name: insight.NameAsked, said: "asked: 3; quote: 1; left: 1; ", from: 3, silent: 2},
	} {
		f, _ := all.Figure(want.name)
		if got := said(f); got != want.said {
			t.Errorf("%s says %q, want %q", want.name, got, want.said)
		}
		if f.Half/60 != want.half || f.Debriefs != want.from || f.Silent != want.silent || f.Odd != want.odd {
			t.Errorf("%s: half %g, of %d, silent %d, odd %d; want %g, %d, %d, %d", want.name, f.Half/60, f.Debriefs, f.Silent, f.Odd, want.half, want.from, want.silent, want.odd)
		}
	}
}

func TestRowsHaveTheirOwnHalf(t *testing.T) {
	all := insight.Of(facts(t, library()), insight.Choice{Period: insight.PeriodAll}, now)
	f, _ := all.Figure(insight.NameTimes)
	got := []float64{f.Rows[0].Half / 60, f.Rows[1].Half / 60, f.Rows[2].Half / 60}
	// Of 3 6 16 the second; of 20 40 the first, for one of two is half; of 8 30 60 120 the second.
	if want := []float64{6, 20, 30}; !slices.Equal(got, want) || f.HasHalf {
		t.Errorf("half within %v, want %v and none of all together", got, want)
	}
}

// From May 2024 to November 2026 there are 31 months and 11 quarters.
func TestReportedStandsInStretchesOfTime(t *testing.T) {
	all := insight.Of(facts(t, library()), insight.Choice{Period: insight.PeriodAll}, now)
	f, _ := all.Figure(insight.NameReported)
	if len(f.Columns) != 11 || f.Columns[0].Label != "Q2 2024" || f.Columns[10].Label != "Q4 2026" {
		t.Errorf("%d columns from %s to %s, want 11 from Q2 2024 to Q4 2026", len(f.Columns), f.Columns[0].Label, f.Columns[len(f.Columns)-1].Label)
	}
	// What is only prepared was reported all the same; the sample was not.
	want := "incident: [old] [a b] [d] [p]; near-miss: [c]; note: [n1]; game-day: 0; tabletop: 0; "
	if got := said(f); got != want {
		t.Errorf("says %q, want %q", got, want)
	}
}

func TestChoices(t *testing.T) {
	all := facts(t, library())
	for _, one := range []struct {
		choice insight.Choice
		now    time.Time
		want   int
	}{
		{insight.Choice{Period: insight.PeriodYear}, now, 4},
		{insight.Choice{Period: insight.PeriodTwelve}, now, 4},
		{insight.Choice{Period: insight.PeriodTwelve}, time.Date(2027, 3, 2, 0, 0, 0, 0, time.UTC), 3},
		{insight.Choice{Period: insight.PeriodYear}, time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC), 0},
		{insight.Choice{Period: insight.PeriodAll, Kind: debrief.KindIncident}, now, 4},
		{insight.Choice{Period: insight.PeriodAll, Kind: debrief.KindNearMiss}, now, 1},
	} {
		got := insight.Of(all, one.choice, one.now)
		if got.Debriefs != one.want || (len(got.Figures) > 0) != (one.want >= insight.Few) {
			t.Errorf("%v at %v: %d debriefs and %d figures, want %d", one.choice, one.now, got.Debriefs, len(got.Figures), one.want)
		}
	}
	if err := (insight.Choice{Period: "century"}).Validate(); debrief.CodeOf(err) != debrief.CodeInvalid {
		t.Errorf("a period nobody offers: %v", err)
	}
}

func TestHiddenUnderThree(t *testing.T) {
	all := facts(t, library()[:4]) // d, the sample, a, and a note
	if got := insight.Of(all, insight.Choice{Period: insight.PeriodAll}, now); got.Debriefs != 2 || len(got.Figures) != 0 {
		t.Errorf("%d figures of %d debriefs, want none of 2", len(got.Figures), got.Debriefs)
	}
	whole := insight.Of(facts(t, library()), insight.Choice{Period: insight.PeriodAll}, now)
	if f, _ := whole.Figure(insight.NameHelped); len(f.Rows) != 0 || f.Marks != 0 {
		t.Errorf("a figure of two debriefs shows %d marks", f.Marks)
	}
}

func TestNoFigureIsOfPeople(t *testing.T) {
	want := insight.Of(facts(t, library()), insight.Choice{Period: insight.PeriodAll}, now)
	for seed := range uint64(20) {
		all := library()
		for _, w := range all {
			shuffle(w, rand.New(rand.NewPCG(seed, 1)))
		}
		if got := insight.Of(facts(t, all), insight.Choice{Period: insight.PeriodAll}, now); !reflect.DeepEqual(got, want) {
			t.Fatalf("other people change a figure:\n%+v\n%+v", got, want)
		}
	}
	for _, w := range library() {
		w.Participants = append(w.Participants, debrief.Participant{Name: "Cleo Marker", Alias: "marker", Role: "marker"})
		data, _ := json.Marshal(insight.FactsOf(w))
		for _, name := range []string{"Ana", "Bo", "arker", "words of", "person-"} {
			if strings.Contains(string(data), name) {
				t.Errorf("facts of %s hold %q: %s", w.Debrief.ID, name, data)
			}
		}
	}
}

// shuffle gives every owner, author and facilitator's place to somebody else, renames
// everybody and changes their order.
func shuffle(w *debrief.Whole, r *rand.Rand) {
	name := func() string { return fmt.Sprintf("Somebody %d", r.IntN(1000)) }
	for i := range 4 {
		w.Participants = append(w.Participants, debrief.Participant{Base: debrief.Base{ID: fmt.Sprintf("x%d", i)}, Name: name(), Team: name(), Role: name()})
	}
	for i := range w.Participants {
		p := &w.Participants[i]
		p.Name, p.Alias, p.Role, p.Team, p.Position = name(), name(), name(), name(), r.Float64()
	}
	r.Shuffle(len(w.Participants), func(i, j int) { w.Participants[i], w.Participants[j] = w.Participants[j], w.Participants[i] })
	who := func() debrief.Who { return debrief.Who{ParticipantID: w.Participants[r.IntN(len(w.Participants))].ID} }
	for i := range w.Countermeasures {
		c := &w.Countermeasures[i]
		c.Owner, c.From = who(), who()
		for n := range c.Checks {
			c.Checks[n].By = name()
		}
	}
	w.Debrief.Facilitator, w.Debrief.NoteTaker, w.Debrief.Closing.By = name(), name(), name()
}

func TestBehind(t *testing.T) {
	all := insight.Of(facts(t, library()), insight.Choice{Period: insight.PeriodAll}, now)
	for _, one := range []struct {
		spot insight.Spot
		want []debrief.ID
	}{
		{insight.Spot{Figure: insight.NameConditions, Row: 0, Column: -1}, []debrief.ID{"a", "b", "c"}},
		{insight.Spot{Figure: insight.NameConditions, Row: 1, Column: 0}, []debrief.ID{"old"}},
		{insight.Spot{Figure: insight.NameDetect, Row: 1, Column: -1, From: 900, To: 1000}, []debrief.ID{"b"}},
		{insight.Spot{Figure: insight.NameTimes, Row: 2, Column: -1, From: 0, To: 3600}, []debrief.ID{"c", "d", "a"}},
		{insight.Spot{Figure: insight.NameStates, Row: 4, Column: -1}, []debrief.ID{"a", "c"}},
		{insight.Spot{Figure: "none", Row: 0}, []debrief.ID{}},
	} {
		if got := all.Behind(one.spot); !slices.Equal(got, one.want) {
			t.Errorf("%+v leads to %v, want %v", one.spot, got, one.want)
		}
		if is := all.Factor(one.spot) != ""; is != (one.spot.Figure == insight.NameConditions) {
			t.Errorf("%+v is about a factor: %v", one.spot, is)
		}
	}
}

func TestManyDebriefsStandInStretches(t *testing.T) {
	all := []insight.Facts{}
	first := time.Date(1999, 2, 3, 0, 0, 0, 0, time.UTC)
	for i := range 400 { // one a month: 34 years
		f := insight.Facts{ID: fmt.Sprintf("d%03d", i), Kind: debrief.KindIncident, Told: true, At: first.AddDate(0, i, 0).Format(time.RFC3339)}
		f.Factors = []insight.Factor{{ID: fmt.Sprintf("f%d", i), Same: "f0", Category: debrief.CategoryLoad}}
		all = append(all, f)
	}
	got := insight.Of(all, insight.Choice{Period: insight.PeriodAll}, now)
	f, _ := got.Figure(insight.NameConditions)
	sum := 0
	for _, c := range f.Rows[0].Cells {
		sum += c.Count
	}
	// From February 1999 400 months end in May 2032: 34 years, 17 stretches of two.
	if len(f.Columns) != 17 || f.Columns[0].Label != "1999–2000" || sum != 400 {
		t.Errorf("%d columns from %s with %d dots, want 17 from 1999–2000 with 400", len(f.Columns), f.Columns[0].Label, sum)
	}
	// The first stretch has February 1999 to December 2000.
	if f.Rows[0].Cells[0].Count != 23 {
		t.Errorf("the first stretch has %d, want 23", f.Rows[0].Cells[0].Count)
	}
}
