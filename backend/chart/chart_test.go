package chart_test

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"secondstory/backend/chart"
	"secondstory/backend/copy"
	"secondstory/backend/debrief"
	"secondstory/backend/insight"
)

// measure is a face whose letters are all half as wide as they are high.
func measure(text string, size float64, _ bool) float64 {
	return .5 * size * float64(utf8.RuneCountInString(text))
}

func words(t *testing.T) chart.Text {
	t.Helper()
	c, err := copy.New("en")
	if err != nil {
		t.Fatal(err)
	}
	return c.T
}

// facts are n debriefs, a day apart, that took 1, 2, 3 … minutes to be noticed.
func facts(n int) []insight.Facts {
	out := []insight.Facts{}
	first := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range n {
		f := insight.Facts{ID: fmt.Sprintf("d%04d", i), Kind: debrief.KindIncident, Told: true, At: first.AddDate(0, 0, i).Format(time.RFC3339)}
		f.Detect = insight.Took{Known: true, Least: int64(60 * (i + 1))}
		f.Signal = []insight.Signal{insight.SignalAlert, insight.SignalPerson, insight.SignalAffected}[i%3]
		f.Factors = []insight.Factor{{ID: fmt.Sprintf("f%d", i), Same: "f0", Category: debrief.CategoryLoad}}
		f.Changes = []insight.Change{{State: debrief.CountermeasureChecked, Outcome: debrief.Outcomes[i%4]}}
		f.Counted, f.Present, f.Learned, f.Again = true, 8, i%9, (i*5)%9
		f.Asked = 1
		out = append(out, f)
	}
	return out
}

func cards(t *testing.T, n int, width float64) []chart.Card {
	t.Helper()
	all := insight.Of(facts(n), insight.Choice{Period: insight.PeriodAll}, time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC))
	v := chart.View{Width: width, Most: 8, Mine: "d0002", T: words(t), Measure: measure, Conditions: map[debrief.ID]string{
		fmt.Sprintf("f%d", n-1): strings.Repeat("a condition that takes many words to say ", 8),
	}}
	out := []chart.Card{}
	for _, f := range all.Figures {
		out = append(out, chart.CardOf(f, all.Debriefs, v))
	}
	return out
}

// Whatever there is, nothing is drawn outside, no two dots of a row cover each other, and
// every text has a place.
func TestEverythingHasRoom(t *testing.T) {
	for _, n := range []int{3, 9, 24, 25, 300, 10_000} {
		for _, width := range []float64{140, 290, 480} {
			if n > 1000 && width != 290 {
				continue // it takes long, and there is nothing new to see
			}
			for _, c := range cards(t, n, width) {
				name := fmt.Sprintf("%d debriefs, %g wide, %s", n, width, c.Name)
				if !c.Hidden && (len(c.Chart.Marks) == 0 || len(c.Chart.Marks) > 4000) {
					t.Errorf("%s: %d marks", name, len(c.Chart.Marks))
				}
				for i, m := range c.Chart.Marks {
					if m.X-m.Radius < -.01 || m.X+m.Radius > width+.01 || m.Y-m.Radius < -.01 || m.Y+m.Radius > c.Chart.Height+.01 || math.IsNaN(m.X) {
						t.Fatalf("%s: a mark lies outside: %+v of %g by %g", name, m, width, c.Chart.Height)
					}
					for _, o := range c.Chart.Marks[max(0, i-20):i] {
						if o.Told != "" && m.Told != "" && math.Hypot(o.X-m.X, o.Y-m.Y) < 1.8*min(o.Radius, m.Radius) {
							t.Fatalf("%s: two marks cover each other: %+v %+v", name, o, m)
						}
					}
				}
				for _, w := range c.Chart.Words {
					if w.Y < 0 || w.Y > c.Chart.Height+.01 || w.X < -5 || w.X+w.Width > width+.01 {
						t.Errorf("%s: %q lies outside: %+v", name, w.Text.Text, w)
					}
				}
			}
		}
	}
}

func card(t *testing.T, all []chart.Card, name insight.Name) chart.Card {
	t.Helper()
	for _, c := range all {
		if c.Name == name {
			return c
		}
	}
	t.Fatalf("no figure %s", name)
	return chart.Card{}
}

// What is copied from a page reads "11 helped".
func TestACountStandsApartFromWhatItCounts(t *testing.T) {
	text := ""
	for _, w := range card(t, cards(t, 9, 480), insight.NameHelped).Chart.Words {
		text += w.Text.Text
	}
	if !regexp.MustCompile(`^(\d+ [a-z ]+)+$`).MatchString(text) {
		t.Errorf("%q", text)
	}
}

func TestAMarkStandsForSeveralOnlyWhereThereIsNoRoom(t *testing.T) {
	few := card(t, cards(t, 9, 290), insight.NameDetect)
	if few.Chart.Per != 1 || len(few.Chart.Marks) != 9 {
		t.Errorf("of nine debriefs %d marks stand for %d each", len(few.Chart.Marks), few.Chart.Per)
	}
	many := card(t, cards(t, 10_000, 290), insight.NameDetect)
	if many.Chart.Per < 2 || !strings.Contains(strings.Join(many.Notes, " "), fmt.Sprintf("up to %d", many.Chart.Per)) {
		t.Errorf("a mark stands for %d, and the notes say %q", many.Chart.Per, many.Notes)
	}
	// Each bin is told once, and all of them have every debrief.
	told := map[string]bool{}
	for _, m := range many.Chart.Marks {
		told[fmt.Sprint(m.Row, m.From, m.To)] = true
	}
	if len(told) < 10 {
		t.Errorf("ten thousand debriefs stand in %d places", len(told))
	}
}

func TestTheOpenDebriefIsRinged(t *testing.T) {
	c := card(t, cards(t, 9, 290), insight.NameDetect)
	n := 0
	for _, m := range c.Chart.Marks {
		if m.Mine {
			n++
			if m.From != 180 {
				t.Errorf("another one is ringed: %+v", m)
			}
		}
	}
	said := false
	for _, w := range c.Chart.Words {
		said = said || w.Text.Text == "this one, 3 min"
	}
	if n != 1 || !said {
		t.Errorf("%d are ringed, named %v", n, said)
	}
}

// The mark of a value lies between the ticks around it: 1.5, 3 and 6 minutes.
func TestTheAxisGrowsByAboutDoubling(t *testing.T) {
	c := card(t, cards(t, 9, 480), insight.NameDetect)
	x := func(text string) float64 {
		for _, w := range c.Chart.Words {
			if w.Text.Text == text {
				return w.X + w.Width/2
			}
		}
		t.Fatalf("no tick %s", text)
		return 0
	}
	at := map[float64]float64{}
	for _, m := range c.Chart.Marks {
		at[m.From] = m.X
	}
	if !(x("1.5 min") < at[120] && at[120] < x("3 min") && math.Abs(at[180]-x("3 min")) < .1 && at[180] < at[240] && at[240] < x("6 min")) {
		t.Errorf("2, 3, 4 minutes lie at %g, %g, %g, between ticks at %g, %g, %g", at[120], at[180], at[240], x("1.5 min"), x("3 min"), x("6 min"))
	}
	if first, second := x("3 min")-x("1.5 min"), x("6 min")-x("3 min"); math.Abs(first-second) > .1 {
		t.Errorf("the same factor takes %g and %g", first, second)
	}
}

func TestATableHasWhatThePictureHas(t *testing.T) {
	c := card(t, cards(t, 9, 290), insight.NameDetect)
	// Alerts took 1, 4 and 7 minutes: half within 4.
	if got := strings.Join(c.Table.Rows[0].Cells, ", "); got != "By an alert, 3, 4 min, 1 min, 7 min" {
		t.Errorf("the table says %q", got)
	}
	if c.Told != "By an alert: 3; By a person: 3; By those affected: 3." {
		t.Errorf("told as %q", c.Told)
	}
}

func TestADateThatStayedIsCountedInWords(t *testing.T) {
	for stayed, want := range map[int]string{0: "every date moved.", 1: "1 date stayed.", 2: "2 dates stayed."} {
		of := facts(5)
		for i := range of {
			of[i].Changes = []insight.Change{{State: debrief.CountermeasureDoing, Moved: true, Drift: 7, Dated: true}}
			if i < stayed {
				of[i].Changes = append(of[i].Changes, insight.Change{State: debrief.CountermeasureDoing, Dated: true})
			}
		}
		all := insight.Of(of, insight.Choice{Period: insight.PeriodAll}, time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC))
		for _, f := range all.Figures {
			if f.Name != insight.NameDrift {
				continue
			}
			card := chart.CardOf(f, all.Debriefs, chart.View{Width: 600, Most: 8, T: words(t), Measure: measure})
			if f.Silent != stayed || !strings.Contains(strings.Join(card.Notes, " "), want) || strings.Contains(card.Short, "{n}") {
				t.Errorf("%d stayed: %q, %q", f.Silent, card.Notes, card.Short)
			}
		}
	}
}

func TestAFigureOfTooFewSaysSo(t *testing.T) {
	all := insight.Of(facts(9)[:4], insight.Choice{Period: insight.PeriodAll}, time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC))
	f, _ := all.Figure(insight.NameWait)
	c := chart.CardOf(f, all.Debriefs, chart.View{Width: 290, T: words(t), Measure: measure})
	if !c.Hidden || len(c.Chart.Marks) != 0 || !strings.Contains(c.Notes[0], "appears from three on") {
		t.Errorf("hidden %v, %d marks, %q", c.Hidden, len(c.Chart.Marks), c.Notes)
	}
}
