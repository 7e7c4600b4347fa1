package figure

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"secondstory/backend/debrief"
)

// incident makes a timeline as it is told: some minutes full of events, and
// hours or days later some more.
func incident(r *rand.Rand) Input {
	said := append(slices.Clone(labels),
		"the link between hub and data centre is gone for 43 seconds, and nobody was told of it",
		"数据库复制延迟过大，东部集群的写入全部停止，值班人员收到告警", "レプリカの遅延が大きいためページングを停止した",
		"توقفت عمليات الكتابة في قاعدة البيانات الرئيسية لمدة أربعين دقيقة", "🔥🔥 pager 👩‍💻👨‍👩‍👧‍👦 🇩🇪🇨🇭 storms", "é̂à̈ö́ accents on accents", "", "x",
		"Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen")
	spans := []time.Duration{4 * time.Minute, time.Hour, 11 * time.Hour, 24*time.Hour + 11*time.Minute, 9 * 24 * time.Hour, 40 * 24 * time.Hour}
	span := spans[r.IntN(len(spans))]
	zones := []*time.Location{time.UTC, time.FixedZone("IST", 19800), time.FixedZone("AKST", -9*3600)}
	in := Input{
		Marks: []Mark{}, Zone: zones[r.IntN(len(zones))], Words: words(),
		Width: 260 + 700*r.Float64(), MaxHeight: 135 + 200*r.Float64(), Air: 12 * float64(r.IntN(2)),
	}
	start := time.Date(2018, 10, 1+r.IntN(28), r.IntN(24), r.IntN(60), 0, 0, time.UTC)
	at := start
	for i := range 1 + r.IntN(60) {
		if r.IntN(5) == 0 {
			at = start.Add(time.Duration(r.Float64() * float64(span))).Truncate(time.Second)
		} else if r.IntN(6) > 0 {
			at = at.Add(time.Duration(r.IntN(max(2, int(span.Seconds()/300)))) * time.Second)
		}
		in.Marks = append(in.Marks, Mark{ID: fmt.Sprint(i), At: at, Label: said[r.IntN(len(said))], Lane: lanes()[r.IntN(3)], Record: true})
	}
	if r.IntN(2) == 0 {
		in.Bands = []Band{{From: start, To: start.Add(span)}}
	}
	return in
}

// A long incident: whatever happened, each stretch says when it was, and no
// mark stands for two times.
func TestLongIncidents(t *testing.T) {
	r := rand.New(rand.NewPCG(20181021, 43))
	cut := 0
	for i := range 500 {
		in := incident(r)
		f := Layout(in, measure)
		name := fmt.Sprintf("incident %d, %d entries", i, len(in.Marks))
		if f.Height > in.MaxHeight {
			in.MaxHeight = f.Height // the least there is: one row above and one below
		}
		check(t, name, in, f)
		timed(t, name, f)
		ordered(t, name, in, f)
		if again := Layout(in, measure); in.MaxHeight > f.Height && !reflect.DeepEqual(f, again) {
			t.Fatalf("%s: laid out anew it is another picture", name)
		}
		cut += len(f.Breaks)
	}
	if cut < 500 {
		t.Errorf("%d breaks in 500 incidents: too few to try the rules", cut)
	}
}

// stretches returns the ends of the drawing and of its breaks, in pairs.
func stretches(f Figure) [][2]float64 {
	out, from := [][2]float64{}, 0.0
	for _, b := range f.Breaks {
		out, from = append(out, [2]float64{from, b.X}), b.X+b.Width
	}
	return append(out, [2]float64{from, f.Width})
}

func timed(t *testing.T, name string, f Figure) {
	t.Helper()
	for _, s := range stretches(f) {
		if !slices.ContainsFunc(f.Ticks, func(tick Tick) bool {
			l := tick.Label
			return l.Text != "" && l.X >= s[0] && l.X+l.Width <= s[1]+.01 && tick.X >= s[0] && tick.X <= s[1]
		}) {
			t.Fatalf("%s: no time between %.1f and %.1f: %+v", name, s[0], s[1], f.Ticks)
		}
	}
}

// ordered says whether the marks of a lane stand in order of time, each within
// one stretch, and whether two stretches that begin on two days say so.
func ordered(t *testing.T, name string, in Input, f Figure) {
	t.Helper()
	at := map[string]time.Time{}
	for _, m := range in.Marks {
		at[m.ID] = m.At
	}
	first := make([]time.Time, len(stretches(f)))
	last := map[debrief.Lane]PlacedMark{}
	for _, m := range f.Marks {
		if before, ok := last[m.Lane]; ok {
			end := before.IDs[len(before.IDs)-1]
			if before.X2 >= m.X || at[end].After(at[m.IDs[0]]) {
				t.Fatalf("%s: %s is right of %s", name, end, m.IDs[0])
			}
		}
		last[m.Lane] = m
		within := slices.IndexFunc(stretches(f), func(s [2]float64) bool { return m.X >= s[0]-.01 && m.X2 <= s[1]+.01 })
		if within < 0 {
			t.Fatalf("%s: a mark from %.1f to %.1f lies over a break: %+v", name, m.X, m.X2, f.Breaks)
		}
		if first[within].IsZero() || at[m.IDs[0]].Before(first[within]) {
			first[within] = at[m.IDs[0]]
		}
	}
	for i, s := range stretches(f) {
		if i > 0 && !first[i].IsZero() && !first[i-1].IsZero() {
			day, before := first[i].In(in.Zone), first[i-1].In(in.Zone)
			if day.Format(time.DateOnly) != before.Format(time.DateOnly) && !dayIn(f, s, day.Format("2 Jan")) {
				t.Fatalf("%s: %s is not named between %.1f and %.1f: %+v", name, day, s[0], s[1], f.Days)
			}
		}
	}
}

// dayIn says whether a stretch, or one before it, names a day, or the stretch has
// ticks that are days.
func dayIn(f Figure, s [2]float64, day string) bool {
	return slices.ContainsFunc(f.Days, func(d Text) bool { return d.Text == day && d.X <= s[1] }) ||
		slices.ContainsFunc(f.Ticks, func(t Tick) bool {
			return strings.Contains(t.Label.Text, " ") && t.X >= s[0] && t.X <= s[1]
		})
}

// Two lines are one label: nothing of it is lost but the space between them.
func TestTwoLinesSayTheWhole(t *testing.T) {
	at := time.Date(2018, 10, 21, 22, 52, 0, 0, time.UTC)
	in := Input{Width: 300, MaxHeight: 300, Words: words()}
	for i, said := range []string{"the link between hub and data centre is gone for 43 seconds", "the list showed servers of the west coast alone", "数据库复制延迟过大，东部集群的写入全部停止，值班人员收到告警"} {
		in.Marks = append(in.Marks, Mark{ID: fmt.Sprint(i), At: at.Add(time.Duration(i) * time.Minute), Label: said, Lane: lanes()[i]})
	}
	for i, m := range Layout(in, measure).Marks {
		joint := " "
		if i == 2 {
			joint = ""
		}
		if m.Second.Text == "" || m.Label.Text+joint+m.Second.Text != m.Full {
			t.Errorf("%q on %q and %q", m.Full, m.Label.Text, m.Second.Text)
		}
		if m.Second.Y <= m.Label.Y {
			t.Errorf("%q stands above %q", m.Second.Text, m.Label.Text)
		}
	}
}

// What is seen as one sign is never cut through.
func TestShorteningKeepsSignsWhole(t *testing.T) {
	width := func(s string) float64 { return float64(len([]rune(s))) }
	for _, c := range []struct {
		text  string
		width float64
		want  string
	}{
		{"go 👩\u200d💻 storms", 5, "go…"},
		{"go 👍🏽 storms", 5, "go…"},
		{"go 🇩🇪🇨🇭 storms", 5, "go…"},
		{"go 🇩🇪🇨🇭 storms", 7, "go 🇩🇪…"},
		{"abcde\u0301 and more", 6, "abcd…"},
		{"abcde and more", 6, "abcde…"},
	} {
		if got := Shorten(c.text, c.width, width); got != c.want {
			t.Errorf("%q shortened to %v is %q, not %q", c.text, c.width, got, c.want)
		}
	}
}
